"""Campaigns over HTTP: who may, what is foretold and then happens, and refusals with a reason."""

from datetime import timedelta
from typing import Any

from clinic.jobs.job import Work
from clinic.outreach import campaigns
from clinic.store.identifier import new_id
from clinic.store.patients import StoreRecords
from clinic.store.tables.patient import Consent, PatientRow
from tests.api.conftest import Server
from tests.databases import NOW

RECALL = {"name": "Spring recall", "purpose": "recall", "selection": {"months": 6}}
PEOPLE: dict[str, dict[str, Any]] = {
    "Ana Ruiz": {},
    "Ben Ito": {"do_not_contact": True},
    "Cy Day": {"status": "deceased"},
    "Dee Fox": {"preferences": {"channel": "text"}},
    "Eve Kay": {},
}


async def _enter(server: Server) -> dict[str, str]:
    """Five people whom the clinic has not seen for a year; Eve said stop."""
    found = {}
    for place, (name, more) in enumerate(PEOPLE.items()):
        records = StoreRecords(server.house.database, server.scope)
        number = f"+1512555014{place}"
        found[name] = await records.add({"name": name}, [("mobile", number)], NOW)
        async with server.house.database.writing() as session:
            row = await session.get(PatientRow, found[name])
            assert row is not None
            row.last_visit_at = NOW - timedelta(days=365)
            for field, value in more.items():
                setattr(row, field, value)
            if name == "Eve Kay":
                index = server.house.database.keyring.index("phone", number)
                session.add(
                    Consent(
                        id=new_id(NOW),
                        number_index=index,
                        channel="all",
                        purpose="all",
                        granted=False,
                        source="sms_stop",
                        at=NOW,
                        **server.scope.ids,
                    )
                )
    return found


async def _fill(server: Server, campaign_id: str) -> int:
    """What the jobs of the server do when a campaign was started."""
    house = server.house
    work = Work(house.database, house.settings, house.clock)
    return await campaigns.fill(work, server.scope, campaign_id)


def test_what_the_preview_foretells_is_what_happens(server: Server) -> None:
    people = server.run(_enter, server)
    foretold = server.post(
        "/api/campaigns/preview", {"purpose": "recall", "selection": {"months": 6}}
    ).json()
    assert (foretold["people"], foretold["included"]) == (5, 1)
    excluded = {one["reason"]: one["people"] for one in foretold["excluded"]}
    assert excluded == {
        "do_not_contact": 1,
        "deceased": 1,
        "prefers_text": 1,
        "opted_out": 1,
    }
    names = {one["name"]: one["reason"] for one in foretold["sample"]}
    assert names["Ana Ruiz"] is None
    assert names["Cy Day"] == "deceased"
    made = server.post("/api/campaigns", RECALL, role="admin")
    assert made.status_code == 201, made.text
    campaign = made.json()
    assert (campaign["status"], campaign["progress"]["total"]) == ("draft", 0)
    started = server.post(f"/api/campaigns/{campaign['id']}/start", role="admin").json()
    assert (started["status"], started["started_at"] is None) == ("running", False)
    server.run(_fill, server, campaign["id"])
    seen = server.get(f"/api/campaigns/{campaign['id']}").json()
    assert seen["reasons"] == excluded
    assert seen["progress"] | {"refused": 4, "scheduled": 1, "total": 5} == seen["progress"]
    jobs = server.get(f"/api/campaigns/{campaign['id']}/jobs").json()["items"]
    assert {one["name"]: one["reason"] for one in jobs} == names
    waiting = server.get(f"/api/campaigns/{campaign['id']}/jobs?status=scheduled").json()["items"]
    assert [(one["patient_id"], one["attempts"]) for one in waiting] == [(people["Ana Ruiz"], 0)]
    summary = server.get("/api/outreach/summary?days=7").json()
    assert (summary["recall"]["scheduled"], summary["recall"]["reasons"]) == (1, excluded)
    assert summary["lead"]["scheduled"] == 0


def test_a_campaign_is_paused_resumed_and_ended(server: Server) -> None:
    server.run(_enter, server)
    made = server.post("/api/campaigns", RECALL, role="admin").json()
    path = f"/api/campaigns/{made['id']}"
    early = server.post(f"{path}/pause", role="admin")
    assert (early.status_code, early.json()["code"]) == (409, "not_allowed")
    assert early.json()["detail"] == "This campaign has not been started; it cannot be paused."
    for action, status in (
        ("start", "running"),
        ("pause", "paused"),
        ("resume", "running"),
        ("end", "ended"),
    ):
        assert server.post(f"{path}/{action}", role="admin").json()["status"] == status
    assert server.post(f"{path}/start", role="admin").status_code == 409
    assert server.post(f"{path}/jump", role="admin").status_code == 422
    listed = server.get("/api/campaigns").json()["items"]
    assert [(one["id"], one["status"]) for one in listed] == [(made["id"], "ended")]
    assert server.get("/api/campaigns?status=running").json()["items"] == []


def test_staff_see_and_admins_start(server: Server) -> None:
    assert server.post("/api/campaigns", RECALL, role="staff").status_code == 403
    made = server.post("/api/campaigns", RECALL, role="practice_admin").json()
    assert server.post(f"/api/campaigns/{made['id']}/start", role="staff").status_code == 403
    assert server.get(f"/api/campaigns/{made['id']}", role="staff").status_code == 200
    assert server.get("/api/campaigns", role="doctor").status_code == 403
    assert server.get("/api/outreach/jobs", role="doctor").status_code == 403


def test_a_call_is_called_off_while_it_waits(server: Server) -> None:
    people = server.run(_enter, server)
    made = server.post("/api/campaigns", RECALL, role="admin").json()
    server.post(f"/api/campaigns/{made['id']}/start", role="admin")
    server.run(_fill, server, made["id"])
    path = f"/api/outreach/jobs?patient_id={people['Ana Ruiz']}&purpose=recall&status=scheduled"
    (job,) = server.get(path).json()["items"]
    off = server.post(f"/api/outreach/jobs/{job['id']}/cancel").json()
    assert (off["status"], off["reason"], off["name"]) == ("cancelled", "by_staff", "Ana Ruiz")
    again = server.post(f"/api/outreach/jobs/{job['id']}/cancel")
    assert (again.status_code, again.json()["code"]) == (409, "not_allowed")
    assert server.post("/api/outreach/jobs/nowhere/cancel").status_code == 404


def test_what_cannot_be_is_refused_in_a_sentence(server: Server) -> None:
    for change, said in (
        ({"selection": {"month": 6}}, "A selection for recall knows no 'month'"),
        ({"hours": {"from": "06:00", "to": "12:00"}}, "hours lies between 08:00 and 21:00"),
        ({"lines": 3}, "at most what the clinic has (2)"),
        ({"purpose": "lead", "selection": {}}, "names the batch they came in"),
        ({"purpose": "lead", "selection": {}, "batch_id": "no"}, "no such batch"),
    ):
        answer = server.post("/api/campaigns", RECALL | change, role="admin")
        assert (answer.status_code, answer.json()["code"]) == (422, "campaign"), answer.text
        assert said in answer.json()["detail"]
    answer = server.post("/api/campaigns/preview", {"purpose": "lead"})
    assert answer.json()["code"] == "campaign"


def test_who_started_what_and_who_was_seen_is_in_the_audit_trail(server: Server) -> None:
    people = server.run(_enter, server)
    server.post("/api/campaigns/preview", {"purpose": "recall"})
    made = server.post("/api/campaigns", RECALL, role="admin").json()
    server.post(f"/api/campaigns/{made['id']}/start", role="admin")
    rows = server.get("/api/audit?resource=campaigns", role="admin").json()["items"]
    told = [(one["user_id"], one["action"], one["resource_id"], one["changes"]) for one in rows]
    assert told[:2] == [
        ("admin_riverside", "update", made["id"], {"action": "start"}),
        ("admin_riverside", "create", "", {"touched": [made["id"]]}),
    ]
    assert told[2][:2] == ("staff_riverside", "read")
    assert set(told[2][3]["touched"]) == set(people.values())
