"""How far behind the jobs are: figures for monitors, alerts for people."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from clinic.jobs import backlog
from clinic.jobs.errand import Errand
from clinic.jobs.job import Work
from clinic.jobs.ledger import Ledger, ledger_of
from clinic.jobs.running import running
from clinic.store.keyring import Keyring
from clinic.store.tables.trail import Alert, OutboxRow
from engine.clinic import Clinic
from tests.clinic.jobs.deeds import HERE, QUICK, TABLE, idle, now, world, write

In = Callable[[Callable[[Work, Ledger], Awaitable[Any]]], Any]


@pytest.fixture
def in_world(url: str, keyring: Keyring, riverside: Clinic, tmp_path: Path) -> In:
    def run(doing: Callable[[Work, Ledger], Awaitable[Any]]) -> Any:
        async def whole() -> Any:
            async with (
                world(url, keyring, riverside, tmp_path) as work,
                ledger_of(work) as ledger,
                asyncio.timeout(60),
            ):
                return await doing(work, ledger)

        return asyncio.run(whole())

    return run


async def alerts(work: Work) -> list[tuple[str, str, bool]]:
    async with work.database.reading() as session:
        found = await session.scalars(select(Alert).order_by(col(Alert.created_at)))
        return [(one.type, one.description, one.resolved_at is not None) for one in found]


async def kinds(work: Work) -> list[str]:
    async with work.database.reading() as session:
        return list(await session.scalars(select(OutboxRow.kind).order_by(OutboxRow.id)))


async def work_off(work: Work, ledger: Ledger) -> None:
    async with running(work, handlers=TABLE, schedules={}, pace=QUICK):
        await idle(work, ledger)


def later(work: Work, seconds: float) -> Work:
    return replace(work, clock=lambda: now() + timedelta(seconds=seconds))


def test_the_figures_say_where_everything_is(in_world: In) -> None:
    async def doing(work: Work, ledger: Ledger) -> None:
        assert set((await backlog.figures(work)).values()) == {0}
        await write(work.database, "good", "good", "nobody")
        await asyncio.to_thread(ledger.enter, [Errand("some", f"{HERE}:good")])
        await asyncio.to_thread(ledger.rest, Errand("other", f"{HERE}:good"), 3600)
        told = await backlog.figures(later(work, 100))
        assert 99 < told.pop("jobs_lag_seconds") < 160
        assert told == {
            "jobs_untaken": 3,
            "jobs_waiting": 1,
            "jobs_resting": 1,
            "jobs_running": 0,
            "jobs_dead": 0,
        }

    in_world(doing)


def test_a_backlog_is_told_once_and_closed_when_it_is_gone(in_world: In) -> None:
    async def doing(work: Work, ledger: Ledger) -> None:
        await write(work.database, "good")
        await backlog.watch(work)
        assert await alerts(work) == []
        await backlog.watch(later(work, 100))
        await backlog.watch(later(work, 200))
        told = "Jobs wait for more than 60 seconds."
        assert await alerts(work) == [("jobs_late", told, False)]
        async with work.database.writing() as session:
            await session.execute(update(OutboxRow).values(taken_at=now()))
            row = (await session.scalars(select(OutboxRow))).one().id
        await asyncio.to_thread(ledger.enter, [Errand(row, f"{HERE}:good")])
        await backlog.watch(later(work, 300))
        assert await alerts(work) == [("jobs_late", told, False)]
        await work_off(work, ledger)
        await backlog.watch(later(work, 400))
        assert await alerts(work) == [("jobs_late", told, True)]

    in_world(doing)


def test_jobs_that_died_are_told_again_only_when_more_died(in_world: In) -> None:
    async def doing(work: Work, ledger: Ledger) -> None:
        await asyncio.to_thread(ledger.enter, [Errand("nobody's", f"{HERE}:good")])
        await write(work.database, "hopeless", "hopeless")
        await work_off(work, ledger)
        await backlog.watch(work)
        assert await alerts(work) == []  # they may not be all of this moment
        await backlog.watch(later(work, 10))
        await backlog.watch(later(work, 20))
        told = "Jobs that could not be done: {}. See 'frontdesk jobs list --dead'."
        assert await alerts(work) == [("jobs_dead", told.format(2), False)]
        async with work.database.writing() as session:
            await session.execute(update(Alert).values(resolved_at=now()))
        await backlog.watch(later(work, 30))
        assert len(await alerts(work)) == 1
        async with work.database.writing() as session:
            await session.execute(update(Alert).values(created_at=now()))
        await write(work.database, "hopeless")
        await work_off(work, ledger)
        await backlog.watch(later(work, 40))
        assert (await alerts(work))[1:] == [("jobs_dead", told.format(3), False)]

    in_world(doing)


def test_what_was_done_long_ago_is_forgotten_and_the_dead_are_kept(in_world: In) -> None:
    async def doing(work: Work, ledger: Ledger) -> None:
        await write(work.database, "good", "hopeless")
        await work_off(work, ledger)
        assert await asyncio.to_thread(ledger.forget, now() - timedelta(hours=1)) == 0
        await backlog.forget(later(work, 8 * 86_400))
        assert await asyncio.to_thread(ledger.forget, now() + timedelta(days=2)) == 0
        assert [one.state for one in await asyncio.to_thread(ledger.standings)] == ["dead"]
        assert await kinds(work) == ["good", "hopeless"]
        await write(work.database, "nobody")
        await backlog.forget(later(work, 31 * 86_400))
        assert await kinds(work) == ["hopeless", "nobody"]

    in_world(doing)
