"""Outreach to take pictures of: leads, campaigns under way, texts, and who agreed to what."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any, Final

import httpx

from tests.dashboard.desk import Desk
from tests.dashboard.records import ended, long_away, texts

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
QUESTION: Final = "Hi, is it ok if my mother comes along on Tuesday? She is in a wheelchair."
ANSWER: Final = "Of course. The entrance is level, and there is parking at the door."
FIRST: Final = ("Agnes", "Bruno", "Carla", "Dmitri", "Edda", "Farid")
LAST: Final = ("Abbott", "Berger", "Cho", "Dunn", "Eriksen", "Fontana")
NO: Final = "Please don't call me about check-ups any more."
LEADS: Final = """Name,Phone,Email,Source URL,Consent source,Consent at,Notes
Grace Hall,512-555-0231,grace@example.com,https://smile.example/whitening,web form,{at},whitening
Omar Diaz,(512) 555-0232,omar@example.com,https://smile.example/implants,web form,{at},
June Park,512 555 0233,,https://ads.example/spring,ad form,{at},evenings
Ivo Novak,5125550234,nowhere,,,,
Lia Costa,512-555-02,,,web form,{at},
Grace Hall again,512-555-0231,,,web form,{at},
Noor Ali,512-555-0236,,https://ads.example/spring,ad form,{at},
"""
CHECK_UPS: Final = (
    *[("completed", "booked", None)] * 5,
    *[("completed", "voicemail", None)] * 4,
    *[("completed", "requested", None)] * 2,
    *[("completed", "declined", None)] * 3,
    ("completed", "opted_out", None),
    ("completed", "escalated", None),
    *[("failed", None, "no_answer")] * 3,
    ("failed", None, "carrier"),
    *[("in_progress", None, None)] * 2,
)
FILLED_SECONDS: Final = 30


def arrange(desk: Desk) -> dict[str, str]:
    """Bring it about; the ids of a campaign, a batch and a thread."""
    api = desk.api("practice_admin")
    long_away(desk, _patients(api, LAST[:4]), 8)
    batch = _leads(api)
    check_ups = _campaign(api, "Check-ups after half a year", "recall", {"months": 6})
    _started(api, check_ups)
    _settled(api, check_ups)
    ends = CHECK_UPS[: _waiting(api, check_ups)]
    ended(desk, check_ups, *ends)
    leads = _campaign(api, "Spring fair, call back", "lead", {}, batch)
    _started(api, leads)
    ended(desk, leads, ("completed", "booked", None), ("completed", "voicemail", None))
    _campaign(api, "Long appointments of next week", "confirmation", {"days": 7, "cost": 200})
    long_away(desk, _patients(api, LAST[4:]), 7)  # for the next campaign
    return {"campaign": check_ups, "batch": batch, "thread": _texts(desk, api)}


def _patients(api: httpx.Client, names: Sequence[str]) -> list[str]:
    """Some to be called: the last of them has no telephone, and two want no calls."""
    found = []
    for place, (first, last) in enumerate(product(FIRST, names)):
        phone = {"kind": "mobile", "number": f"+1512555{7000 + 100 * len(names) + place}"}
        given: dict[str, Any] = {"name": {"first": first, "last": last}, "phones": [phone]}
        if (first, last) == (FIRST[-1], names[-1]):
            given.pop("phones")
        found.append(str(api.post("/api/patients", json=given).raise_for_status().json()["id"]))
    for one in found[4:6]:
        no = {"patient_id": one, "granted": False, "means": "spoken"}
        api.post("/api/consents", json=no).raise_for_status()
    return found


def _leads(api: httpx.Client) -> str:
    at = (datetime.now(UTC) - timedelta(hours=5)).isoformat(timespec="seconds")
    answer = api.post(
        "/api/clients/riverside_dental/uploads",
        files={"file": ("leads.csv", LEADS.format(at=at), "text/csv")},
        data={"source": "Spring fair"},
    )
    return str(answer.raise_for_status().json()["id"])


def _campaign(
    api: httpx.Client, name: str, purpose: str, selection: Any, batch: str | None = None
) -> str:
    """On another day, so that nobody is called while pictures are taken."""
    day = DAYS[(datetime.now(UTC) + timedelta(days=3)).weekday()]
    given = {
        "name": name,
        "purpose": purpose,
        "selection": selection,
        "batch_id": batch,
        "lines": 2,
        "hours": {"from": "10:00", "to": "18:00", "days": [day]},
    }
    return str(api.post("/api/campaigns", json=given).raise_for_status().json()["id"])


def _started(api: httpx.Client, campaign: str) -> None:
    api.post(f"/api/campaigns/{campaign}/start").raise_for_status()
    ends = time.monotonic() + FILLED_SECONDS
    while time.monotonic() < ends and not _waiting(api, campaign):
        time.sleep(0.2)


def _settled(api: httpx.Client, campaign: str) -> None:
    """Until nobody more comes into line."""
    before = -1
    while before != (now := _waiting(api, campaign)):
        before = now
        time.sleep(1)


def _waiting(api: httpx.Client, campaign: str) -> int:
    return int(api.get(f"/api/campaigns/{campaign}").json()["progress"]["scheduled"])


def _texts(desk: Desk, api: httpx.Client) -> str:
    one, other, third = (
        api.get(f"/api/patients/{each['id']}").json()
        for each in api.get("/api/patients", params={"limit": 3}).json()["items"]
    )
    texts(desk, other["phones"][0]["number"], "STOP")
    no = {"patient_id": third["id"], "granted": False, "means": "spoken", "words": NO}
    api.post("/api/consents", json=no).raise_for_status()
    yes = {"patient_id": one["id"], "granted": True, "purpose": "marketing", "means": "form"}
    api.post("/api/consents", json=yes).raise_for_status()
    texts(desk, one["phones"][0]["number"], QUESTION)
    found = api.get("/api/messages/threads").raise_for_status().json()["items"]
    thread = next(each["id"] for each in found if QUESTION in _said(api, each["id"]))
    reply = api.post(f"/api/messages/threads/{thread}/replies", json={"text": ANSWER})
    reply.raise_for_status()
    return str(thread)


def _said(api: httpx.Client, thread: str) -> list[str]:
    return [one["body"] for one in api.get(f"/api/messages/threads/{thread}").json()["items"]]
