"""Workers end, die and hang: jobs go on elsewhere."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from dbos import DBOS
from sqlalchemy import create_engine, select, text

from clinic.jobs.dispatcher import Dispatcher
from clinic.jobs.job import Work
from clinic.jobs.ledger import ledger_of
from clinic.jobs.running import DEATHS, Runner, running, take_over
from clinic.store.keyring import Keyring
from clinic.store.tables.job import JobWorker
from engine.clinic import Clinic
from tests.clinic.jobs.deeds import (
    QUICK,
    TABLE,
    While,
    allowed,
    attempts,
    done,
    idle,
    until,
    world,
    write,
)


def test_ending_leaves_what_does_not_finish_for_the_next(
    url: str, keyring: Keyring, riverside: Clinic, tmp_path: Path
) -> None:
    async def whole() -> None:
        async with world(url, keyring, riverside, tmp_path) as work, asyncio.timeout(60):
            await write(work.database, "long", "long", "long")
            pace = replace(QUICK, grace=0.1, at_once=2)
            async with running(work, handlers=TABLE, schedules={}, pace=pace):
                await until(_begun(2))
            assert await attempts(work) == []
            allowed[0].set()
            pace = replace(QUICK, lease=3600)
            async with running(work, handlers=TABLE, schedules={}, pace=pace) as runner:
                await idle(work, runner.ledger)
                assert await attempts(work) == [("long", "done", None)] * 3
                assert await _workers(work) == [runner.name]

    asyncio.run(whole())


def test_ending_waits_for_what_runs(
    url: str, keyring: Keyring, riverside: Clinic, tmp_path: Path
) -> None:
    async def whole() -> None:
        async with world(url, keyring, riverside, tmp_path) as work, asyncio.timeout(60):
            await write(work.database, "long")
            async with running(work, handlers=TABLE, schedules={}, pace=QUICK) as runner:
                await until(_begun(1))
                asyncio.get_running_loop().call_later(0.2, allowed[0].set)
            assert await attempts(work) == [("long", "done", None)]
            async with ledger_of(work) as ledger:
                assert await asyncio.to_thread(ledger.running, runner.name) == {}

    asyncio.run(whole())


def _begun(number: int) -> Callable[[], Awaitable[bool]]:
    async def begun() -> bool:
        return len(done) == number

    return begun


async def _workers(work: Work) -> list[str]:
    async with work.database.reading() as session:
        return list(await session.scalars(select(JobWorker.id)))


def test_a_start_that_fails_leaves_nothing_behind(
    while_running: While, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def doing(work: Work, runner: Runner) -> None:
        await idle(work, runner.ledger)
        assert done == [("good", "row-0")]

    with monkeypatch.context() as broken:
        broken.setattr(DBOS, "launch", lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            while_running(doing, first="good")
    while_running(doing)


def test_one_process_does_jobs_once(while_running: While) -> None:
    async def doing(work: Work, runner: Runner) -> None:
        with pytest.raises(RuntimeError, match="already"):
            async with running(work):
                pass

    while_running(doing)


def test_a_job_that_killed_each_of_its_workers_is_dead_and_may_be_replayed(
    url: str, keyring: Keyring, riverside: Clinic, tmp_path: Path
) -> None:
    async def whole() -> None:
        async with (
            world(url, keyring, riverside, tmp_path) as work,
            ledger_of(work) as ledger,
            asyncio.timeout(60),
        ):
            await write(work.database, "good")
            dispatcher = Dispatcher(work, ledger, TABLE, 1)
            await dispatcher.take()
            await asyncio.to_thread(_begun_often, ledger.url, DEATHS + 1)
            async with running(work, handlers=TABLE, schedules={}, pace=QUICK):
                await idle(work, ledger)
                (dead,) = await asyncio.to_thread(ledger.standings)
                assert (dead.state, dead.error) == ("dead", "killed_its_workers")
                assert not done
                await asyncio.to_thread(ledger.replay)
                await idle(work, ledger)
                assert done == [("good", "row-0")]

    asyncio.run(whole())


def _begun_often(url: str, times: int) -> None:
    engine = create_engine(url)
    table = "workflow_status" if url.startswith("sqlite") else "dbos.workflow_status"
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE {table} SET recovery_attempts = {times}"))
    engine.dispose()


def test_a_worker_that_was_only_slow_does_its_job_twice_and_nothing_hangs(
    while_running: While,
) -> None:
    async def doing(work: Work, runner: Runner) -> None:
        await until(_begun(1))
        assert await asyncio.to_thread(take_over, runner.name) == 1
        await until(_begun(2))
        allowed[0].set()
        await idle(work, runner.ledger)
        assert [outcome for _, outcome, _ in await attempts(work)] == ["done", "done"]
        assert not await asyncio.to_thread(runner.ledger.standings)

    while_running(doing, first="long")
