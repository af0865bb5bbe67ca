"""Ends of calls, told outside: to allowed hosts, signed, once; not a word of what was said."""

import asyncio
import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from pydantic import SecretStr

from agent_config.clinic_file import load_clinic
from clinic.jobs.handlers import HANDLERS
from clinic.jobs.job import Later, Never
from clinic.jobs.schedules import SCHEDULES
from clinic.outreach.leads import destination
from clinic.outreach.leads.destination import NotAllowed, allowed, looked_up
from clinic.outreach.leads.post_back import ENDED, send, signature, sweep
from clinic.outreach.leads.standing import STATUSES, standing_of, told_of
from clinic.outreach.leads.telling import Told, keep_told
from clinic.outreach.leads.wish import Wish, take
from clinic.store.tables.outreach import CallResult, Lead, OutreachJob
from clinic.store.tables.trail import OutboxRow
from tests.clinic.messages.conftest import AtOffice
from tests.clinic.messages.office import Office

SECRET = "a secret of thirty characters"
HOSTS = ("n8n.example.com", "https://n8n.lan:5678", "http://127.0.0.1:5678")


class Receiver:
    """A program that is told; what it answers can be set."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, dict[str, str], bytes]] = []
        self.status = 200
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.seen.append((self.path, dict(self.headers), body))
                self.send_response(outer.status)
                if 300 <= outer.status < 400:
                    self.send_header("Location", "http://127.0.0.1:1/")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    yield made
    made.close()


async def begun(office: Office, post_back: str | None, phone: str = "512-555-0142") -> str:
    cells = {
        "name": "Ana Ruiz",
        "phone": phone,
        "consent_source": "form",
        "consent_at": "2026-03-02T09:00:00-06:00",
    }
    wish = Wish(cells, "n8n", f"key:{phone}", post_back=post_back)
    clinic = load_clinic("riverside_dental")
    taken = await take(office.database, office.scope, clinic, wish, office.clock())
    assert taken.job is not None
    return taken.job.id


async def ends(office: Office, job_id: str, **values: Any) -> None:
    await office.change(OutreachJob, job_id, completed_at=office.clock(), **values)


async def put_in_line(office: Office) -> list[OutboxRow]:
    await sweep(office.work)
    return [one for one in await office.rows(OutboxRow) if one.kind == ENDED]


async def told(office: Office, origin: str, job_id: str) -> None:
    office.settle(n8n_secret=SecretStr(SECRET), n8n_hosts=(origin,))
    await send(office.work, office.job(ENDED, job_id))


def test_the_work_is_in_the_tables() -> None:
    assert HANDLERS[ENDED] == ("clinic.outreach.leads.post_back:send",)
    assert SCHEDULES["leads.sweep"][1] == "clinic.outreach.leads.post_back:sweep"


def test_a_call_that_is_over_is_told_once(at_office: AtOffice, receiver: Receiver) -> None:
    async def work(office: Office) -> None:
        job_id = await begun(office, f"{receiver.origin}/hook?a=1")
        assert await put_in_line(office) == []
        patient = await office.patient()
        await office.appointment("2026-03-05T10:00", call_id="CA1", patient_id=patient)
        await ends(office, job_id, status="completed", result="booked", call_id="CA1", attempts=2)
        (row,) = await put_in_line(office)
        assert len(await put_in_line(office)) == 1
        assert (row.reference, row.more) == (job_id, None)
        await told(office, receiver.origin, row.reference)
        ((path, headers, body),) = receiver.seen
        assert path == "/hook?a=1"
        at = headers["Frontdesk-Timestamp"]
        assert int(at) == int(office.clock().timestamp())
        assert headers["Frontdesk-Signature"] == signature(SECRET, at, body)
        assert headers["Host"] == receiver.origin.removeprefix("http://")
        (lead,) = await office.rows(Lead)
        assert lead.patient_id == patient
        assert json.loads(body) == {
            "call_id": job_id,
            "lead_id": lead.id,
            "batch_id": lead.batch_id,
            "status": "completed",
            "result": "booked",
            "reason": None,
            "booked_slot": "2026-03-05T10:00",
            "attempts": 2,
        }
        for each in (b"Ana", b"5550142", b"cleaning"):
            assert each not in body

    at_office(work)


def test_where_nobody_wants_to_know_nothing_is_put_in_line(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        job_id = await begun(office, None)
        await ends(office, job_id, status="failed", reason="no_answer")
        assert await put_in_line(office) == []

    at_office(work)


def test_a_second_call_of_the_same_lead_is_told_too(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        job_id = await begun(office, "https://n8n.example.com/x")
        await ends(office, job_id, status="cancelled", reason="campaign_ended")
        assert len(await put_in_line(office)) == 1
        office.clock.now += timedelta(days=1)
        await ends(office, job_id, status="completed", result="declined")
        assert len(await put_in_line(office)) == 2

    at_office(work)


@pytest.mark.parametrize(
    ("status", "fault", "code"),
    [
        (302, Never, "post_back_redirected"),
        (410, Never, "post_back_gone"),
        (404, Later, "post_back_404"),
        (500, Later, "post_back_500"),
    ],
)
def test_what_a_receiver_answers_decides(
    at_office: AtOffice, receiver: Receiver, status: int, fault: type[Exception], code: str
) -> None:
    receiver.status = status

    async def work(office: Office) -> None:
        job_id = await begun(office, f"{receiver.origin}/hook")
        await ends(office, job_id, status="failed", reason="no_answer")
        with pytest.raises(fault, match=code):
            await told(office, receiver.origin, job_id)
        assert len(receiver.seen) == 1

    at_office(work)


def test_without_a_secret_or_a_host_nothing_leaves(at_office: AtOffice, receiver: Receiver) -> None:
    async def work(office: Office) -> None:
        job_id = await begun(office, f"{receiver.origin}/hook")
        await ends(office, job_id, status="failed", reason="no_answer")
        with pytest.raises(Never, match="no_secret"):
            await send(office.work, office.job(ENDED, job_id))
        with pytest.raises(Never, match="post_back_host"):
            await told(office, "n8n.example.com", job_id)
        assert receiver.seen == []

    at_office(work)


def test_a_receiver_that_is_away_is_tried_again(at_office: AtOffice, receiver: Receiver) -> None:
    receiver.close()

    async def work(office: Office) -> None:
        job_id = await begun(office, f"{receiver.origin}/hook")
        await ends(office, job_id, status="failed", reason="no_answer")
        with pytest.raises(Later, match="post_back_unreachable"):
            await told(office, receiver.origin, job_id)

    at_office(work)


@pytest.mark.parametrize(
    "url",
    [
        "https://n8n.example.com/webhook/x?y=1",
        "https://N8N.example.com/x",
        "https://n8n.lan:5678/x",
        "http://127.0.0.1:5678/x",
    ],
)
def test_named_hosts_are_allowed(url: str) -> None:
    assert allowed(url, HOSTS).hostname


@pytest.mark.parametrize(
    "url",
    [
        "http://n8n.example.com/x",
        "https://n8n.example.com:8443/x",
        "https://n8n.example.com.evil.example/x",
        "https://evil.example/n8n.example.com",
        "https://n8n.example.com@evil.example/",
        "https://evil.example\\@n8n.example.com/",
        "https://user:word@n8n.example.com/",
        "https://n8n.lan/x",
        "http://n8n.lan:5678/x",
        "http://127.0.0.1:5679/x",
        "http://localhost:5678/x",
        "http://[::1]:5678/x",
        "http://2130706433:5678/",
        "https://n8n.example.com/x#y",
        "https://n8n.example.com/ x",
        "https://n8n.example.com:0/",
        "https://n8n.example.com:99999/",
        "file:///etc/passwd",
        "//n8n.example.com/x",
        "https://",
        "",
        "https://n8n.example.com/" + "x" * 500,
    ],
)
def test_others_are_not(url: str) -> None:
    with pytest.raises(NotAllowed):
        allowed(url, HOSTS)


@pytest.mark.parametrize(
    ("url", "number", "code"),
    [
        ("https://n8n.example.com/x", "93.184.215.14", None),
        ("https://n8n.example.com/x", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", None),
        ("https://n8n.example.com/x", "127.0.0.1", "post_back_private"),
        ("https://n8n.example.com/x", "10.1.2.3", "post_back_private"),
        ("https://n8n.example.com/x", "169.254.169.254", "post_back_private"),
        ("https://n8n.example.com/x", "::1", "post_back_private"),
        ("https://n8n.example.com/x", "::ffff:10.0.0.1", "post_back_private"),
        ("https://n8n.example.com/x", "fd00::1", "post_back_private"),
        ("https://n8n.lan:5678/x", "10.1.2.3", None),
        ("http://127.0.0.1:5678/x", "127.0.0.1", None),
        ("http://127.0.0.1:5678/x", "10.1.2.3", "post_back_not_encrypted"),
    ],
)
def test_what_a_name_resolves_to_is_looked_at(
    url: str, number: str, code: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def resolved() -> destination.Destination:
        async def numbers(*_: Any, **__: Any) -> list[Any]:
            return [(2, 1, 6, "", (number, 443))]

        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", numbers)
        return await looked_up(url, HOSTS)

    if code is not None:
        with pytest.raises(NotAllowed, match=code):
            asyncio.run(resolved())
        return
    found = asyncio.run(resolved())
    assert number in found.urls[0]
    assert found.urls[0].endswith("/x")
    assert found.name in url


@pytest.mark.parametrize(
    ("status", "result", "reason", "words"),
    [
        ("scheduled", None, None, ("queued", None)),
        ("in_progress", None, None, ("in-progress", None)),
        ("completed", "booked", None, ("completed", "booked")),
        ("completed", "rescheduled", None, ("completed", "reschedule")),
        ("completed", "voicemail", None, ("completed", "voicemail")),
        ("completed", "declined", None, ("completed", "failed")),
        ("completed", "requested", None, ("completed", None)),
        ("failed", None, "no_answer", ("failed", "no-answer")),
        ("failed", None, "carrier", ("failed", "failed")),
        ("refused", None, "opted_out", ("failed", "failed")),
        ("cancelled", None, "done_elsewhere", ("failed", None)),
    ],
)
def test_a_job_in_the_words_of_others(
    status: str, result: str | None, reason: str | None, words: tuple[str, str | None]
) -> None:
    standing = told_of(status, result, reason)
    assert (standing.status, standing.result) == words
    assert set(STATUSES.values()) == {"queued", "in-progress", "completed", "failed"}


def test_without_a_job_it_depends_on_consent(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await begun(office, None)
        (lead,) = await office.rows(Lead)
        assert standing_of(lead, None).status is None
        lead.consent_at = None
        assert (standing_of(lead, None).status, standing_of(lead, None).reason) == (
            "failed",
            "no_consent",
        )

    at_office(work)


@pytest.mark.parametrize(("status", "left"), [("completed", "cancelled"), ("queued", "scheduled")])
def test_what_is_over_before_we_called_is_called_off(
    at_office: AtOffice, status: str, left: str
) -> None:
    async def work(office: Office) -> None:
        job_id = await begun(office, "https://n8n.example.com/x")
        said = Told(status, "booked" if status == "completed" else None)
        await keep_told(office.database, office.scope, job_id, said, office.clock())
        (job,) = await office.rows(OutreachJob)
        assert job.status == left
        assert await put_in_line(office) == []
        assert len(await office.rows(CallResult)) == 1

    at_office(work)


def test_what_is_under_way_goes_on_whatever_others_tell(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        job_id = await begun(office, None)
        await office.change(OutreachJob, job_id, status="in_progress", attempts=1, call_id="CA1")
        said = Told("completed", "booked")
        await keep_told(office.database, office.scope, "CA1", said, office.clock())
        (job,) = await office.rows(OutreachJob)
        assert (job.status, job.result) == ("in_progress", None)
        with pytest.raises(KeyError):
            await keep_told(office.database, office.scope, "CA2", said, office.clock())

    at_office(work)
