"""The workflow that is shipped for n8n: its form, its requests, and a real n8n where there is one.

Set FRONTDESK_N8N to a program that runs n8n (`npx n8n`, or a script that calls it) to have the
workflow imported, switched on and run against a server of ours.
"""

import asyncio
import json
import os
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlmodel import select

from agent_config.settings import Settings
from api.routes.workflow_calls import SECRET as SECRET_HEADER
from api.routes.workflow_calls import StartCall
from clinic.jobs.job import Job, Work
from clinic.outreach.leads.post_back import ENDED, SIGNATURE, TIMESTAMP, send, sweep
from clinic.store.database import Database
from clinic.store.keyring import Keyring
from clinic.store.scope import Scope
from clinic.store.tables.outreach import Lead, OutreachJob
from clinic.store.tables.trail import OutboxRow
from engine.clinic import Clinic
from tests.api.server_process import ServerProcess
from tests.databases import found
from tests.outreach.n8n_process import N8n

SHIPPED = Path(__file__).parents[2] / "docs" / "n8n" / "n8n_workflow_scraper_to_agent.json"
WORKFLOW: dict[str, Any] = json.loads(SHIPPED.read_text("utf-8"))
NODES: dict[str, dict[str, Any]] = {one["name"]: one for one in WORKFLOW["nodes"]}
KNOWN = {
    "stickyNote": {1},
    "scheduleTrigger": {1, 1.1, 1.2, 1.3, 1.4},
    "manualTrigger": {1},
    "webhook": {1, 1.1, 2, 2.1},
    "httpRequest": {1, 2, 3, 4, 4.1, 4.2, 4.3, 4.4, 4.5},
    "set": {1, 2, 3, 3.1, 3.2, 3.3, 3.4, 3.5},
    "if": {1, 2, 2.1, 2.2, 2.3},
    "crypto": {1, 2},
    "noOp": {1},
}
"""The kinds of nodes of n8n 2.40.7 and their versions, as far as they are used."""
SECRET = "a secret of thirty characters"
PATIENCE_SECONDS = 60


def test_every_node_is_one_that_n8n_has() -> None:
    assert len(NODES) == len(WORKFLOW["nodes"]), "two nodes have one name"
    assert len({one["id"] for one in WORKFLOW["nodes"]}) == len(NODES)
    for node in WORKFLOW["nodes"]:
        package, _, kind = node["type"].rpartition(".")
        assert package == "n8n-nodes-base"
        assert node["typeVersion"] in KNOWN[kind], node["name"]
        assert len(node["position"]) == 2
        assert isinstance(node["parameters"], dict)


def test_every_node_is_reached_and_every_end_exists() -> None:
    reached = {"Read me"}
    for start, outputs in WORKFLOW["connections"].items():
        assert start in NODES
        for output in outputs["main"]:
            for one in output:
                assert one["node"] in NODES
                assert (one["type"], one["index"]) == ("main", 0)
                reached.add(one["node"])
    triggers = {
        name for name, one in NODES.items() if one["type"].endswith(("Trigger", ".webhook"))
    }
    assert reached | triggers == set(NODES)
    for name, one in NODES.items():
        if one["type"].endswith(".if"):
            assert len(WORKFLOW["connections"][name]["main"]) in (1, 2)


def test_nobody_is_called_who_does_not_pass_the_question_of_consent() -> None:
    leading = [
        start
        for start, outputs in WORKFLOW["connections"].items()
        for output in outputs["main"]
        if any(one["node"] == "Start call" for one in output)
    ]
    assert leading == ["Agreed to be called?"]
    yes = WORKFLOW["connections"]["Agreed to be called?"]["main"][0]
    assert [one["node"] for one in yes] == ["Start call"]
    asked = NODES["Agreed to be called?"]["parameters"]["conditions"]["conditions"]
    assert {one["leftValue"] for one in asked} == {
        "={{ $json.consent_source }}",
        "={{ $json.consent_at }}",
    }
    assert {one["operator"]["operation"] for one in asked} == {"notEmpty"}


def test_what_it_sends_is_what_the_server_takes() -> None:
    fields = {one["name"] for one in NODES["Normalise"]["parameters"]["assignments"]["assignments"]}
    assert fields - {"idempotency_key"} <= set(StartCall.model_fields)
    assert {"client_id", "name", "phone", "consent_source", "consent_at"} <= fields
    call = NODES["Start call"]["parameters"]
    assert call["url"].endswith("/webhook/n8n/start-call")
    (header,) = call["headerParameters"]["parameters"]
    assert header == {"name": "Idempotency-Key", "value": "={{ $json.idempotency_key }}"}
    assert SECRET_HEADER in NODES["Read me"]["parameters"]["content"]
    signed = NODES["Sign again"]["parameters"]["value"]
    assert TIMESTAMP.lower() in signed
    compared = json.dumps(NODES["From Frontdesk?"]["parameters"])
    assert SIGNATURE.lower() in compared


def test_it_holds_no_secret_and_no_person() -> None:
    text = SHIPPED.read_text("utf-8")
    assert not re.search(r"\+?1?\d{10}|[\w.]+@[\w.]+\.\w+", text)
    addresses = set(re.findall(r"https?://([^/\"'}\s]+)", text))
    assert all(one.endswith(".example.com") for one in addresses)
    for node in WORKFLOW["nodes"]:
        for one in node.get("credentials", {}).values():
            assert set(one) == {"id", "name"}
    assert WORKFLOW["settings"]["saveDataSuccessExecution"] == "none"


class _Forms(BaseHTTPRequestHandler):
    """A practice's own form service."""

    people: tuple[dict[str, Any], ...] = (
        {
            "id": "form-1",
            "first_name": "Ana",
            "last_name": "Ruiz",
            "mobile": "512-555-0142",
            "source_url": "https://clean.example/form",
            "consent_source": "form on the web site",
            "consent_at": "2026-03-02T09:00:00-06:00",
        },
        {"id": "form-2", "name": "Ben Ortiz", "phone": "512-555-0143"},
    )

    def do_GET(self) -> None:
        body = json.dumps(self.people).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        return


@pytest.fixture
def forms() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Forms)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.mark.timeout(600)
def test_a_real_n8n_runs_it(
    tmp_path: Path,
    sqlite_template: Path,
    keyring: Keyring,
    riverside: Clinic,
    scope: Scope,
    forms: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = os.environ.get("FRONTDESK_N8N")
    if not program:
        pytest.skip("no n8n: FRONTDESK_N8N names none")
    (tmp_path / "records.sqlite3").write_bytes(sqlite_template.read_bytes())
    url = f"sqlite:///{tmp_path / 'records.sqlite3'}"
    key = _key_of(keyring)
    (tmp_path / "n8n").mkdir()
    n8n = N8n(program, tmp_path / "n8n", free_port(), free_port())
    monkeypatch.setenv("N8N_SECRET", SECRET)
    monkeypatch.setenv("N8N_HOSTS", n8n.address)
    server = ServerProcess(url, tmp_path / "data", key)
    asyncio.run(_found(url, keyring, riverside))
    server.start()
    try:
        n8n.prepare(_addressed(forms, n8n.address, server.address), _credentials())
        n8n.command("execute", f"--id={WORKFLOW['id']}")
        jobs = asyncio.run(_jobs(url, keyring, scope))
        assert [(one.address, one.status) for one in jobs] == [("+15125550142", "scheduled")]
        n8n.command("execute", f"--id={WORKFLOW['id']}")
        assert [one.id for one in asyncio.run(_jobs(url, keyring, scope))] == [jobs[0].id]
        n8n.start("/webhook/frontdesk-lead", {"X-Form": "form"})
        asyncio.run(_ended(url, keyring, scope, jobs[0].id, n8n.address))
        _until(lambda: "Booked" in n8n.ended_at())
        asyncio.run(_ended(url, keyring, scope, jobs[0].id, n8n.address, secret="another " * 4))
        _until(lambda: "From Frontdesk?" in n8n.ended_at())
        assert n8n.ended_at().count("Booked") == 1
    finally:
        n8n.stop()
        server.stop()


def _addressed(forms: str, n8n: str, frontdesk: str) -> dict[str, Any]:
    """The workflow as somebody sets it up: with their own addresses."""
    text = SHIPPED.read_text("utf-8")
    for placeholder, own in (
        ("https://forms.example.com", forms),
        ("https://n8n.example.com", n8n),
        ("https://frontdesk.example.com", frontdesk),
    ):
        assert placeholder in text
        text = text.replace(placeholder, own)
    whole: dict[str, Any] = json.loads(text)
    whole["settings"]["saveDataSuccessExecution"] = "all"
    return whole


def _credentials() -> list[dict[str, Any]]:
    secret = {"name": SECRET_HEADER, "value": SECRET}
    return [
        _credential("frontdeskSecret", "Frontdesk secret", "httpHeaderAuth", secret),
        _credential(
            "formSecret", "Form secret", "httpHeaderAuth", {"name": "X-Form", "value": "form"}
        ),
        _credential("frontdeskSign", "Frontdesk signature", "crypto", {"hmacSecret": SECRET}),
    ]


def _credential(key: str, name: str, kind: str, data: dict[str, str]) -> dict[str, Any]:
    return {"id": key, "name": name, "type": kind, "data": data}


def _key_of(keyring: Keyring) -> str:
    import base64

    return ",".join(f"{name}:{base64.b64encode(key).decode()}" for name, key in keyring.keys)


async def _found(url: str, keyring: Keyring, clinic: Clinic) -> None:
    database = Database(url, keyring)
    await found(database, clinic)
    await database.close()


async def _jobs(url: str, keyring: Keyring, scope: Scope) -> list[OutreachJob]:
    database = Database(url, keyring)
    async with database.reading() as session:
        jobs = list(await session.scalars(scope.rows(OutreachJob)))
    await database.close()
    return jobs


async def _ended(
    url: str, keyring: Keyring, scope: Scope, job_id: str, n8n: str, *, secret: str = SECRET
) -> None:
    """Have a call end, and the workflow told of it."""
    from datetime import UTC, datetime

    database = Database(url, keyring)
    now = datetime.now(UTC)
    settings = Settings.model_validate({"n8n_secret": SecretStr(secret), "n8n_hosts": [n8n]})
    work = Work(database, settings, lambda: now)
    async with database.writing() as session:
        job: Any = await session.get(OutreachJob, job_id)
        job.status, job.result, job.attempts, job.completed_at = "completed", "booked", 1, now
        lead: Any = await session.get(Lead, job.lead_id)
        lead.told_at = None
    await sweep(work)
    async with database.reading() as session:
        rows = list(await session.scalars(select(OutboxRow).where(OutboxRow.kind == ENDED)))
    await send(work, Job(rows[-1].id, ENDED, job_id, scope, now))
    await database.close()


def _until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < until, "n8n did not run it"
        time.sleep(0.2)  # n8n works in a process of its own
