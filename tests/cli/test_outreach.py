"""Outreach from the command line: looking ahead, calling, and how it goes."""

import asyncio
import io
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from rich.console import Console
from sqlalchemy import select

from agent_config.settings import Settings
from cli import outreach, store, view
from cli.serve import made_ready
from clinic.store.patients import StoreRecords
from clinic.store.tables.outreach import Campaign, OutreachJob
from clinic.store.tables.patient import PatientRow
from clinic.store.tables.trail import AuditRow
from tests.cli.conftest import Run

AT = ("--clinic", "riverside_dental")


async def _entered() -> None:
    """Ana, whom the clinic has not seen for a year, and Ben, who wants texts."""
    await made_ready(Settings())
    async with store.opened(store.settings()) as work:
        scope = await store.scope_of(work.database, "riverside_dental")
        for place, (name, wish) in enumerate((("Ana Ruiz", None), ("Ben Ito", "text"))):
            records = StoreRecords(work.database, scope)
            phones = [("mobile", f"+1512555014{place}")]
            patient_id = await records.add({"name": name}, phones, datetime.now(UTC))
            async with work.database.writing() as session:
                row = await session.get(PatientRow, patient_id)
                assert row is not None
                row.last_visit_at = datetime.now(UTC) - timedelta(days=365)
                row.preferences = {"channel": wish} if wish else None


async def _all(table: Any) -> list[Any]:
    async with (
        store.opened(store.settings()) as work,
        work.database.reading() as session,
    ):
        return list(await session.scalars(select(table)))


async def _end(job_id: str) -> None:
    async with (
        store.opened(store.settings()) as work,
        work.database.writing() as session,
    ):
        job = await session.get(OutreachJob, job_id)
        assert job is not None
        job.status, job.result = "completed", "booked"


@pytest.fixture
def people(frontdesk: Run) -> Run:
    asyncio.run(_entered())
    return frontdesk


def test_a_plan_names_who_would_be_called_and_who_not(people: Run) -> None:
    told = people("outreach", "plan", "recall", *AT).stdout
    assert "Ana Ruiz" in told
    assert "would rather get a text" in told
    assert "1 called, 1 not called" in told
    made = json.loads(people("outreach", "plan", "recall", *AT, "--json").stdout)
    assert (made["people"], made["included"]) == (2, 1)
    assert made["excluded"] == [{"reason": "prefers_text", "people": 1}]
    anyway = people("outreach", "plan", "recall", *AT, "--anyway", "--people", "1")
    assert "2 called" in anyway.stdout
    assert "1 more" in anyway.stderr
    nobody = people("outreach", "plan", "recall", *AT, "--months", "20").stdout
    assert nobody == "Nobody is to be called at Riverside Dental for recall now.\n"
    assert asyncio.run(_all(OutreachJob)) == []
    deeds = [one for one in asyncio.run(_all(AuditRow)) if one.resource == "campaigns"]
    assert [len(one.changes.get("touched", [])) for one in deeds] == [2, 2, 1, 0]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("plan", "marketing", *AT), "there is no purpose 'marketing'"),
        (("plan", "recall", *AT, "--days", "3"), "knows no 'days'"),
        (("plan", "recall", *AT, "--service", "surgery"), "service is one of"),
        (("plan", "recall"), "say which clinic: --clinic C; there are lakeside_medical"),
        (("plan", "recall", "--clinic", "nowhere"), "there is no clinic 'nowhere'"),
        (("plan", "lead", *AT), "--batch ID"),
        (("run", "lead", *AT), "names the batch"),
        (("run", "marketing", *AT), "neither a purpose"),
        (("run", "recall", *AT, "--lines", "9"), "at most what the clinic has (2)"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(
    people: Run, arguments: tuple[str, ...], said: str
) -> None:
    assert said in people("outreach", *arguments, fails=True).stderr
    assert asyncio.run(_all(Campaign)) == []


def test_a_run_is_a_campaign_that_can_be_watched_to_its_end(
    people: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outreach, "EVERY", 0)
    begun = people("outreach", "run", "recall", *AT, "--name", "Spring")
    assert "Spring" in begun.stdout
    assert "1 scheduled, 1 refused" in begun.stdout
    assert "nobody does the calls" in begun.stderr
    (row,) = asyncio.run(_all(Campaign))
    (waits,) = [one for one in asyncio.run(_all(OutreachJob)) if one.status == "scheduled"]
    going = json.loads(people("outreach", "status", *AT, "--json").stdout)
    assert going["campaigns"][0]["progress"]["scheduled"] == 1
    assert going["purposes"]["recall"]["reasons"] == {"prefers_text": 1}
    asyncio.run(_end(waits.id))
    done = people("outreach", "run", row.id, *AT, "--watch", "--json").stdout
    assert (json.loads(done)["status"], json.loads(done)["results"]) == ("done", {"booked": 1})
    told = people("outreach", "status", *AT).stdout
    assert "Spring" in told
    assert "100 %" in told
    assert "booked" in told


def test_nothing_to_tell_is_told(frontdesk: Run) -> None:
    asyncio.run(made_ready(Settings()))
    told = frontdesk("outreach", "status", *AT, "--days", "7").stdout
    assert told == "Nobody was called in the last 7 days.\n"


def test_in_a_terminal_shares_are_bars(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = io.StringIO()
    screen = Console(file=paper, force_terminal=True, width=90, theme=view.THEME, color_system=None)
    monkeypatch.setattr(view, "_out", lambda: screen)
    view.bars([("did not answer", 4), ("said stop", 1), ("died", 0)], "why not", "warning")
    title, first, second, third = paper.getvalue().splitlines()
    assert title == "why not"
    assert first.count("█") == view.BAR
    assert second.rstrip().endswith("█" * 7 + "▌")
    assert "█" not in third
    paper.truncate(0)
    paper.seek(0)
    view.gauge([("completed", 99, "success"), ("failed", 1, "error"), ("refused", 0, "warning")])
    bar, key = paper.getvalue().splitlines()
    assert bar.startswith("━" * view.GAUGE)
    assert "99 completed" in key
    assert "1 failed" in key
    assert "refused" not in key
    with view.watching() as show:
        show("Spring: running", [("completed", 1, "success")])
    assert "Spring: running" in paper.getvalue()
