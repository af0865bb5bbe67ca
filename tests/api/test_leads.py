"""Leads over HTTP: files and what is wrong with them, calls of a batch, what others may tell."""

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from api.rate_limit import RateLimit
from clinic.messages.gate import Contact, Passage, admit
from clinic.messages.policy import policy_of
from clinic.outreach.leads.post_back import note_end
from clinic.outreach.leads.reading import MOST_BYTES
from clinic.store.profile import clinic_of
from clinic.store.tables.outreach import CallResult, Lead, OutreachJob, UploadBatch
from clinic.store.tables.patient import Consent
from clinic.store.tables.trail import AuditRow, OutboxRow
from tests.api.conftest import Server
from tests.databases import NOW

UPLOADS = "/api/clients/riverside_dental/uploads"
BATCHES = "/api/clients/riverside_dental/batches"
START = "/webhook/n8n/start-call"
SECRET = "a secret of thirty characters"
FILE = (
    "Name,Phone,Email,Source URL,Consent source,Consent at,Notes\r\n"
    "Ana Ruiz,(512) 555-0142,ana@example.com,https://www.clean.example/form,form,"
    "2026-03-01T09:00:00-06:00,=1+1\r\n"
    "Ben Ortiz,512-555-0143,nowhere,,,,\r\n"
    "Cy Lee,12,,,,,\r\n"
    "Ana Again,+1 512 555 0142,,,,,\r\n"
)
WISH = {
    "client_id": "riverside_dental",
    "name": "Dee Park",
    "phone": "512-555-0150",
    "source_url": "https://clean.example/contact",
    "consent_source": "form",
    "consent_at": "2026-03-02T09:10:00-06:00",
}


def send(server: Server, content: str | bytes = FILE, role: str = "staff", **more: Any) -> Any:
    data = {name: more.pop(name) for name in ("source", "post_back_url") if name in more}
    headers = server.as_(role) | more.pop("headers", {})
    files = {"file": ("leads.csv", content, "text/csv")}
    return server.client.post(UPLOADS, files=files, data=data, headers=headers, **more)


def rows(server: Server, table: Any) -> list[Any]:
    async def work() -> list[Any]:
        async with server.house.database.reading() as session:
            return list(await session.scalars(select(table).order_by(table.id)))

    found: list[Any] = server.run(work)
    return found


def count(server: Server, *tables: Any) -> list[int]:
    return [len(rows(server, one)) for one in tables]


def trust(server: Server, **more: Any) -> None:
    values = {"n8n_secret": SecretStr(SECRET), "n8n_hosts": ("n8n.example.com",), **more}
    object.__setattr__(server.house, "settings", server.house.settings.model_copy(update=values))


def start(server: Server, headers: dict[str, str] | None = None, **changes: Any) -> Any:
    body = {name: value for name, value in (WISH | changes).items() if value is not None}
    given = {"Frontdesk-Secret": SECRET} if headers is None else headers
    return server.client.post(START, json=body, headers=given)


def test_a_file_becomes_a_batch_and_what_is_wrong_is_told_by_line(server: Server) -> None:
    answer = send(server, source="Spring fair")
    assert answer.status_code == 201, answer.text
    batch = answer.json()
    assert (batch["source"], batch["rows"], batch["kept"]) == ("Spring fair", 4, 2)
    assert batch["problems"] == [
        {"line": 2, "column": "notes", "code": "formula"},
        {"line": 3, "column": "email", "code": "email"},
        {"line": 4, "column": "phone", "code": "phone"},
        {"line": 5, "column": "phone", "code": "duplicate"},
    ]
    assert batch["progress"] == {"with_consent": 1, "statuses": {"failed": 1}, "results": {}}
    calls = server.get(f"{BATCHES}/{batch['id']}/calls").json()["items"]
    assert [(one["name"], one["phone"], one["status"], one["reason"]) for one in calls] == [
        ("Ana Ruiz", "+15125550142", None, None),
        ("Ben Ortiz", "+15125550143", "failed", "no_consent"),
    ]
    assert [one["source"] for one in calls] == ["clean.example", "Spring fair"]
    known = server.get(f"{BATCHES}/{batch['id']}").json()
    assert known | {"created_at": None} == batch | {"created_at": None}
    assert server.get(BATCHES).json()["items"] == [known]
    (consent,) = rows(server, Consent)
    assert (consent.purpose, consent.channel, consent.granted) == ("lead", "call", True)
    assert consent.at.isoformat() == "2026-03-01T15:00:00+00:00"


def test_the_gate_lets_through_only_who_agreed(server: Server) -> None:
    send(server)

    async def verdicts() -> list[str | None]:
        database, scope = server.house.database, server.scope
        clinic = await clinic_of(database, scope)
        found = []
        async with database.writing() as session:
            policy = await policy_of(session, scope, clinic.state)
            for lead in await session.scalars(select(Lead).order_by(Lead.line)):  # type: ignore[arg-type]
                contact = Contact("job", "call", "lead", lead.phone, lead.number_index, None)
                passage = Passage(contact, clinic, policy, None, False, None, False)
                found.append((await admit(session, scope, passage, NOW)).refused)
        return found

    assert server.run(verdicts) == [None, "no_consent"]


@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "one"}])
def test_the_same_file_twice_is_one_batch(server: Server, headers: dict[str, str]) -> None:
    first, second = send(server, headers=headers), send(server, headers=headers)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["id"] == second.json()["id"]
    assert count(server, UploadBatch, Lead, Consent) == [1, 2, 1]


def test_a_key_is_for_one_file(server: Server) -> None:
    assert send(server, headers={"Idempotency-Key": "one"}).status_code == 201
    other = send(server, "Name,Phone\nEve,512-555-0199\n", headers={"Idempotency-Key": "one"})
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key")
    assert count(server, UploadBatch, Lead) == [1, 2]


def test_who_was_a_lead_before_is_told_and_not_kept_twice(server: Server) -> None:
    send(server)
    again = send(server, FILE + "Eve Cho,512-555-0199,,,,,\r\n").json()
    assert again["kept"] == 1
    known = [one["line"] for one in again["problems"] if one["code"] == "known"]
    assert known == [2, 3]
    server.clock.pass_time(days=60)
    server.forget()
    anew = "Name,Phone,Consent,Consent date\nAna Ruiz,512-555-0142,form,4/30/2026 9:00\n"
    assert send(server, anew).json()["kept"] == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"Name,Email\nAna,a@b.example\n", "columns"),
        (b"Name,Phone\n", "empty"),
        (b"Name,Phone,Name\nAna,5125550142,Ana\n", "column_twice"),
        (b"PK\x03\x04rest", "workbook"),
        (b"Name,Phone\n\"Ana,5125550142\n", "quotes"),
        (b"Name,Phone\n" + b"Ana,5125550142\n" * 10_001, "too_many_rows"),
        (b"[{\"name\": \"Ana\"}]", "columns"),
        (b"[" * 100_000, "json"),
        (b"{\"people\": []}", "list"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_whole(server: Server, content: bytes, code: str) -> None:
    answer = send(server, content)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert count(server, UploadBatch, Lead, Consent) == [0, 0, 0]


def test_json_may_be_the_whole_body(server: Server) -> None:
    people = [{"first name": "Ana", "last name": "Ruiz", "mobile": 5125550142}, "nonsense"]
    body = {"source": "Fair", "leads": people}
    answer = server.post(UPLOADS, body)
    assert (answer.status_code, answer.json()["kept"], answer.json()["source"]) == (201, 1, "Fair")
    assert answer.json()["problems"] == [{"line": 2, "column": "", "code": "row"}]
    assert server.post(UPLOADS, people[:1]).status_code == 201


def test_csv_may_be_the_whole_body(server: Server) -> None:
    headers = server.as_("staff") | {"Content-Type": "text/csv"}
    answer = server.client.post(UPLOADS, content="name;phone\nAna;5125550142", headers=headers)
    assert answer.status_code == 201


def test_a_huge_file_is_refused_before_its_end(server: Server) -> None:
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        part = b"Ana,5125550142\n" * 4096
        while sent < 100_000_000:
            sent += len(part)
            yield part

    headers = server.as_("staff") | {"Content-Type": "text/csv"}
    answer = server.client.post(UPLOADS, content=endless(), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    told = headers | {"Content-Length": "100000000"}
    assert server.client.post(UPLOADS, content=b"x", headers=told).status_code == 413
    assert send(server, b"x" * (MOST_BYTES + 1)).status_code == 413
    assert count(server, UploadBatch) == [0]


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("text/html", b"<p>", 415),
        ("multipart/form-data", b"", 422),
        ("multipart/form-data; boundary=x", b"--x--", 422),
        ("multipart/form-data; boundary=x", b"--y\r\n", 422),
    ],
)
def test_what_is_no_file_is_told_so(server: Server, kind: str, body: bytes, status: int) -> None:
    headers = server.as_("staff") | {"Content-Type": kind}
    answer = server.client.post(UPLOADS, content=body, headers=headers)
    assert answer.status_code == status, answer.text


def test_results_are_sent_to_named_hosts_only(server: Server) -> None:
    trust(server)
    refused = send(server, post_back_url="https://evil.example/hook")
    assert (refused.status_code, refused.json()["code"]) == (422, "post_back_host")
    assert send(server, post_back_url="https://n8n.example.com/webhook/x").status_code == 201


def test_a_batch_leaves_as_csv_that_no_spreadsheet_works_out(server: Server) -> None:
    batch = send(server, source="=HYPERLINK(1)").json()
    answer = server.get(f"{BATCHES}/{batch['id']}/calls.csv")
    lines = answer.content.decode("utf-8-sig").split("\r\n")
    assert lines[0].startswith("line,name,phone,status")
    assert lines[1].startswith("2,Ana Ruiz,+15125550142,")
    assert "'=HYPERLINK(1)" in lines[2]
    assert [one.action for one in rows(server, AuditRow)][-1] == "export"


def test_calls_come_in_pages_in_the_order_of_the_file(server: Server) -> None:
    people = "".join(f"Person Nr{'abcdefg'[one]},512-555-016{one}\n" for one in range(7))
    batch = send(server, "name,phone\n" + people).json()
    seen, cursor = [], None
    while True:
        params = {"limit": 3} | ({"cursor": cursor} if cursor else {})
        page = server.get(f"{BATCHES}/{batch['id']}/calls", params=params).json()
        seen += [one["line"] for one in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == [2, 3, 4, 5, 6, 7, 8]


def test_a_workflow_has_somebody_called_once(server: Server) -> None:
    trust(server)
    first, second = start(server), start(server)
    assert (first.status_code, second.status_code) == (202, 202), first.text
    assert first.json() == second.json()
    assert first.json()["status"] == "queued"
    (job,) = rows(server, OutreachJob)
    (lead,) = rows(server, Lead)
    assert (job.id, job.purpose, job.lead_id) == (first.json()["call_id"], "lead", lead.id)
    assert job.key == f"lead/{lead.id}"
    assert (job.address, lead.source) == ("+15125550150", "clean.example")
    (batch,) = rows(server, UploadBatch)
    assert (batch.id, batch.rows, batch.kept, batch.source) == (lead.batch_id, 1, 1, "n8n")
    assert count(server, Consent) == [1]


def test_a_workflows_key_is_for_one_person(server: Server) -> None:
    trust(server)
    headers = {"Frontdesk-Secret": SECRET, "Idempotency-Key": "form-1"}
    one = start(server, headers)
    assert start(server, headers, notes="and more").json() == one.json()
    other = start(server, headers, phone="512-555-0151")
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key")
    assert start(server, idempotency_key="form-2", phone="512-555-0152").status_code == 202
    assert count(server, OutreachJob, UploadBatch) == [2, 1]


def test_who_did_not_agree_is_kept_and_never_called(server: Server) -> None:
    trust(server)
    for changes in (
        {"consent_source": None, "consent_at": None},
        {"consent_at": None, "phone": "512-555-0151"},
        {"consent_source": "yes", "phone": "512-555-0152"},
        {"consent_at": "2027-01-01", "phone": "512-555-0153"},
    ):
        answer = start(server, **changes)
        assert (answer.status_code, answer.json()["code"]) == (422, "no_consent")
    assert start(server, consent_source=None, consent_at=None).status_code == 422
    assert count(server, Lead, OutreachJob, Consent) == [4, 0, 0]
    batch_id = rows(server, Lead)[0].batch_id
    calls = server.get(f"{BATCHES}/{batch_id}/calls").json()["items"]
    assert {one["reason"] for one in calls} == {"no_consent"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"phone": "12"}, "phone"),
        ({"phone": "+44 20 7946 0958"}, "abroad"),
        ({"phone": "+1 512 555 0100"}, "clinic_number"),
        ({"name": "=cmd"}, "formula"),
        ({"name": "   "}, "missing"),
        ({"post_back_url": "https://127.0.0.1/"}, "post_back_host"),
        ({"post_back_url": "http://n8n.example.com/"}, "post_back_host"),
        ({"client_id": "nobody"}, "not_found"),
        ({"colour": "blue"}, "invalid"),
    ],
)
def test_what_cannot_be_called_is_refused_with_reasons(
    server: Server, changes: dict[str, str], code: str
) -> None:
    trust(server)
    answer = start(server, **changes)
    assert (answer.status_code, answer.json()["code"]) in ((422, code), (404, code)), answer.text
    assert count(server, Lead, OutreachJob, UploadBatch) == [0, 0, 0]


def test_only_who_shows_the_secret_is_heard(server: Server) -> None:
    unset = start(server)
    assert (unset.status_code, unset.json()["code"]) == (403, "no_secret")
    assert "N8N_SECRET" in unset.json()["detail"]
    trust(server)
    for headers in ({}, {"Frontdesk-Secret": "wrong"}, server.as_("staff")):
        refused = start(server, headers)
        assert (refused.status_code, refused.json()["code"]) == (403, "wrong_secret")
    assert count(server, Lead) == [0]


def test_who_guesses_the_secret_is_slowed_down_and_a_workflow_is_not(server: Server) -> None:
    trust(server)
    limits = {"rate_limits": "2/minute", "signed_in_rate_limits": "5/minute"}
    few = RateLimit(server.house.settings.model_copy(update=limits))
    object.__setattr__(server.house, "limit", few)
    guesses = [start(server, {"Frontdesk-Secret": "wrong"}).status_code for _ in range(4)]
    assert guesses == [403, 403, 429, 429]
    answers = [start(server) for _ in range(6)]
    assert [one.status_code for one in answers] == [202] * 5 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_a_lead_of_a_file_is_not_called_twice_by_a_workflow(server: Server) -> None:
    trust(server)
    send(server)
    answer = start(server, phone="512-555-0142")
    assert (answer.status_code, answer.json()["code"]) == (422, "known")


def test_what_others_tell_stands_beside_what_we_know(server: Server) -> None:
    trust(server)
    call_id = start(server).json()["call_id"]

    async def ended() -> None:
        async with server.house.database.writing() as session:
            job = await session.get(OutreachJob, call_id)
            job.status, job.attempts, job.reason = "failed", 3, "no_answer"  # type: ignore[union-attr]

    server.run(ended)
    said = {"status": "completed", "result": "booked", "booked_slot": "2026-03-03T10:00"}
    answer = server.post(f"/api/calls/{call_id}/status", said | {"notes": "rang back"})
    assert answer.status_code == 200, answer.text
    assert (answer.json()["status"], answer.json()["result"]) == ("failed", "no-answer")
    assert answer.json()["told"]["result"] == "booked"
    (lead,) = rows(server, Lead)
    (call,) = server.get(f"{BATCHES}/{lead.batch_id}/calls").json()["items"]
    assert (call["status"], call["result"], call["booked_slot"]) == ("failed", "no-answer", None)
    assert call["told"]["booked_slot"] == "2026-03-03T10:00"
    assert count(server, CallResult) == [1]


def test_a_workflow_tells_with_its_secret(server: Server) -> None:
    trust(server)
    call_id = start(server).json()["call_id"]
    path = f"/webhook/n8n/calls/{call_id}/status?client_id=riverside_dental"
    said = {"status": "completed", "result": "voicemail"}
    assert server.client.post(path, json=said).status_code == 403
    answer = server.client.post(path, json=said, headers={"Frontdesk-Secret": SECRET})
    assert (answer.status_code, answer.json()["told"]["result"]) == (200, "voicemail")
    (job,) = rows(server, OutreachJob)
    assert (job.status, job.reason) == ("cancelled", "done_elsewhere")


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("nobody", {"status": "queued"}, 404),
        ("nobody", {"status": "lost"}, 422),
        ("nobody", {"status": "queued", "booked_slot": "tomorrow"}, 422),
    ],
)
def test_of_unknown_calls_nothing_is_kept(
    server: Server, path: str, body: dict[str, str], status: int
) -> None:
    assert server.post(f"/api/calls/{path}/status", body).status_code == status


def test_another_practice_has_neither_our_batches_nor_our_clinic(server: Server) -> None:
    batch = send(server).json()
    headers = server.as_("practice_admin", "elsewhere")
    for path in (BATCHES, f"{BATCHES}/{batch['id']}", f"{BATCHES}/{batch['id']}/calls"):
        assert server.client.get(path, headers=headers).status_code == 404
    own = f"/api/clients/elsewhere_dental/batches/{batch['id']}/calls"
    assert server.client.get(own, headers=headers).status_code == 404
    files = {"file": ("x.csv", FILE, "text/csv")}
    assert server.client.post(UPLOADS, files=files, headers=headers).status_code == 404


def test_leads_are_counted_by_their_source(server: Server) -> None:
    trust(server)
    send(server, source="Spring fair")
    call_id = start(server).json()["call_id"]

    async def booked() -> None:
        async with server.house.database.writing() as session:
            job: Any = await session.get(OutreachJob, call_id)
            job.status, job.attempts, job.result = "completed", 1, "booked"
            job.completed_at = NOW
            await note_end(session, server.scope, job, NOW)

    server.run(booked)
    found = server.get("/api/analytics/leads").json()["sources"]
    assert found == [
        {
            "source": "clean.example",
            "leads": 2,
            "with_consent": 2,
            "calls": 1,
            "called": 1,
            "reached": 1,
            "booked": 1,
        },
        {
            "source": "Spring fair",
            "leads": 1,
            "with_consent": 0,
            "calls": 0,
            "called": 0,
            "reached": 0,
            "booked": 0,
        },
    ]


def test_nothing_of_a_lead_is_in_the_outbox_or_the_logs(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    trust(server)
    caplog.set_level("INFO")
    send(server)
    start(server)

    told = [f"{one.kind} {one.reference} {one.more}" for one in rows(server, OutboxRow)]
    said = "\n".join([*told, *(record.getMessage() for record in caplog.records)])
    for each in ("Ana Ruiz", "5550142", "Dee Park", "5550150"):
        assert each not in said
