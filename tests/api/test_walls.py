"""Every path by every role and by strangers: nobody gets what is not theirs, nothing shows.

The paths are those of the OpenAPI document, so a path that is added is walked too; who may use it
has to be written down here.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

import pytest

from clinic.store.flow_versions import published
from tests.api.conftest import OTHER, ROLES, Server
from tests.api.planting import PLANTED, plant, planted_id

OPEN: Final = (
    "GET /health",
    "GET /ready",
    "GET /metrics",
    "POST /api/auth/login",
    "POST /api/auth/refresh",
    "POST /api/auth/welcome",
    "POST /api/chatbot/token",
    "GET /api/brand",
)
"""What strangers may ask."""
BY_ANOTHER_KEY: Final = (
    "POST /api/chatbot/message",
    "GET /api/chat_sessions/{session_id}/messages",
    "POST /api/twilio/webhook",
)
"""What a chat's own token opens, or the carrier's signature."""
ADMINS: Final = ("admin", "practice_admin")
DESK: Final = ("staff", "admin", "practice_admin")
DOCTORS: Final = ("doctor", "practice_admin")
ONLY: Final[dict[str, tuple[str, ...]]] = {
    r"\w+ /api/users": ADMINS,
    r"\w+ /api/(audit|alerts|agreements)": ADMINS,
    r"GET /api/audit/check": ("practice_admin",),
    r"PUT /api/agreements": ("practice_admin",),
    r"(PATCH|POST) /api/clinics": ADMINS,
    r"POST /api/calls/{call_id}/hang_up": ADMINS,
    r"GET /api/patients/duplicates": ADMINS,
    r"\w+ /api/settings": ADMINS,
    r"GET /api/facts": ADMINS,
    r"(PUT|DELETE) /api/flows": ADMINS,
    r"POST /api/flows/{flow}/(proofs|replays|publish|versions)": ADMINS,
    r"GET /api/system": ADMINS,
    r"(PUT|DELETE) /api/scripts": ADMINS,
    r"POST /api/scripts/run": ADMINS,
    r"GET /api/(campaigns|outreach)": DESK,
    r"POST /api/campaigns": ADMINS,
    r"POST /api/(campaigns/preview|outreach/jobs)": DESK,
    r"GET /api/recordings/{recording_id}/accesses": ADMINS,
    r"DELETE /api/recordings": ("practice_admin",),
}
"""Paths that not everybody who is signed in may use; the last that matches counts."""
IDS: Final = {
    "call_id": planted_id("calls"),
    "recording_id": planted_id("recordings"),
    "user_id": "staff_riverside",
    "of_clinic": "riverside_dental",
    "alert_id": planted_id("compliance_alerts"),
    "vendor": "planted",
    "patient_id": planted_id("patients"),
    "phone_id": planted_id("phones"),
    "task_id": planted_id("tasks"),
    "appointment_id": planted_id("appointments"),
    "block_id": planted_id("blocks"),
    "wish_id": planted_id("waitlist"),
    "holiday_id": planted_id("holidays"),
    "escalation_id": planted_id("escalations"),
    "notification_id": planted_id("notifications"),
    "message_id": planted_id("messages"),
    "thread_id": "planted-number",
    "run_id": planted_id("tasks"),
    "action": "start",
    "name": "planted",
    "flow": "dental_reception",
    "proof_id": "proofs-planted",
    "replay_id": "replays-planted",
    "publishing_id": "publishings-planted",
    "version_id": "versions-planted",
    "client_id": "riverside_dental",
    "batch_id": planted_id("upload_batches"),
    "campaign_id": planted_id("campaigns"),
    "job_id": planted_id("outreach_jobs"),
    "session_id": "7f1c1f0e-6a52-4a6e-b9a0-d0a1f3f7a001",
}


@pytest.fixture
def planted(server: Server) -> Server:
    """A server whose clinic has one of everything."""

    async def work() -> None:
        version = await published(server.house.database, server.scope)
        assert version is not None
        await plant(server.house.database, server.scope, version.id)

    server.run(work)
    return server


def paths(server: Server) -> Iterator[tuple[str, str, str]]:
    """(method, pattern, path with the planted ids) of everything, reading before changing."""
    document = server.client.get("/openapi.json").json()
    found = [
        (method.upper(), pattern)
        for pattern, methods in document["paths"].items()
        for method in methods
    ]
    for method, pattern in sorted(found, key=lambda one: (one[0] != "GET", one[0] == "DELETE")):
        named = re.findall(r"{(\w+)}", pattern)
        unknown = set(named) - set(IDS)
        assert not unknown, f"{pattern}: what is planted as {unknown}?"
        yield method, pattern, pattern.format(**IDS)


def allowed(method: str, pattern: str) -> tuple[str, ...]:
    """The roles that may use a path."""
    found = [who for rule, who in ONLY.items() if re.match(rule, f"{method} {pattern}")]
    return found[-1] if found else ROLES


def ask(server: Server, method: str, path: str, headers: dict[str, str], **more: Any) -> Any:
    if path == "/api/events":  # a stream has no end: only whether it opens is of interest
        return server.client.head(path, headers=headers, **more)
    body = {} if method in ("POST", "PUT", "PATCH") else None
    return server.client.request(method, path, headers=headers, json=body, **more)


def guarded(method: str, pattern: str) -> bool:
    known = f"{method} {pattern}"
    return known not in OPEN and known not in BY_ANOTHER_KEY and pattern != "/api/events"


def test_without_a_token_no_path_answers(planted: Server) -> None:
    for method, pattern, path in paths(planted):
        if not guarded(method, pattern) or pattern.startswith("/webhook"):
            continue
        none = ask(planted, method, path, {})
        bad = ask(planted, method, path, {"Authorization": "Bearer nonsense"})
        assert (none.status_code, bad.status_code) == (401, 403), f"{method} {pattern}"


@pytest.mark.parametrize("role", ROLES)
def test_a_role_gets_what_it_may_and_nothing_else(planted: Server, role: str) -> None:
    for method, pattern, path in paths(planted):
        if not guarded(method, pattern) or pattern.startswith(("/webhook", "/api/auth")):
            continue
        answer = ask(planted, method, path, planted.as_(role))
        if role in allowed(method, pattern):
            assert answer.status_code < 500, f"{method} {pattern}: {answer.text}"
            if answer.status_code == 403:
                assert method != "GET", f"{method} {pattern} refuses {role}"
        else:
            assert answer.status_code == 403, f"{method} {pattern} lets {role} in"


def test_another_practice_sees_nothing_and_changes_nothing(planted: Server) -> None:
    before = planted.run(_everything, planted)
    for method, pattern, path in paths(planted):
        if not guarded(method, pattern) or pattern.startswith(("/webhook", "/api/auth")):
            continue
        for role in ROLES:
            headers = planted.as_(role, "elsewhere")
            for query in ({}, {"clinic_id": planted.scope.clinic_id}):
                answer = ask(planted, method, path, headers, params=query)
                where = f"{method} {pattern} {query} as {role}"
                assert answer.status_code < 500, where
                own = pattern == "/api/audit"  # it tells them what they asked for themselves
                for each in PLANTED if own else (*PLANTED, "-planted"):
                    told = answer.text.replace(path, "")
                    assert each not in told, f"{where} tells {each}"
                if query:
                    about_clinics = "/api/cli" in pattern
                    assert answer.status_code in (403, 404, 422) or about_clinics, where
    assert planted.run(_everything, planted) == before


async def _everything(server: Server) -> str:
    """All rows of the clinic, but those that only tell who asked."""
    from sqlalchemy import text

    from clinic.store.tables import METADATA

    whole: dict[str, list[str]] = {}
    async with server.house.database.reading() as session:
        for table in METADATA.sorted_tables:
            if "clinic_id" in table.columns and table.name != "audit":
                query = text(f"SELECT * FROM {table.name} WHERE clinic_id <> :other")
                rows = await session.execute(query, {"other": OTHER})
                whole[table.name] = sorted(map(str, rows.all()))
    return json.dumps(whole)


def test_what_is_planted_shows_in_no_log_no_figure_no_problem_and_no_file(
    planted: Server, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], url: str
) -> None:
    import logging
    from pathlib import Path

    caplog.set_level(logging.DEBUG)
    shown = 0
    for method, pattern, path in paths(planted):
        if pattern.startswith("/webhook") or not guarded(method, pattern):
            continue
        for role in ROLES:
            answer = ask(planted, method, path, planted.as_(role))
            shown += any(each in answer.text for each in PLANTED)
            if answer.status_code >= 400:
                for each in PLANTED:
                    assert each not in answer.text, f"{method} {pattern} as {role}"
    for each in PLANTED:
        body = {"message": each, "sessionId": each}
        answer = planted.client.post("/api/chatbot/message", json=body)
        assert each not in answer.text
        answer = planted.client.post("/api/auth/login", json={"email": each, "password": [each]})
        assert each not in answer.text
    assert shown > 10, "the planted rows are not even shown to those who may see them"
    figures = planted.client.get("/metrics", headers={"Authorization": "Bearer x"})
    said = [record.getMessage() for record in caplog.records]
    printed = capfd.readouterr()
    whole = "\n".join([figures.text, *said, printed.out, printed.err])
    assert "/api/patients/{patient_id}" in whole
    for each in PLANTED:
        assert each not in whole, f"{each} is in a log or figure"
    if planted.house.database.is_sqlite:
        folder = Path(url.removeprefix("sqlite:///")).parent
        raw = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
        for each in PLANTED:
            assert each.encode() not in raw, f"{each} is in a file"
