"""Jobs are done: each once, again where it failed, and never where that is hopeless."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, select, text, update
from sqlmodel import col

from clinic.jobs import attempt as attempt_file
from clinic.jobs.dispatcher import Dispatcher
from clinic.jobs.errand import Errand
from clinic.jobs.job import Work
from clinic.jobs.ledger import DEAD, Ledger, Standing, ledger_of
from clinic.jobs.pace import Pace
from clinic.jobs.running import DEATHS, Runner, running, take_over
from clinic.jobs.schedules import Daily, Every, Timetable
from clinic.store.keyring import Keyring
from clinic.store.tables.job import JobWorker
from clinic.store.tables.message import Attempt
from clinic.store.tables.trail import OutboxRow
from engine.clinic import Clinic
from tests.clinic.jobs import deeds
from tests.clinic.jobs.deeds import (
    HERE,
    QUICK,
    TABLE,
    allowed,
    done,
    idle,
    now,
    until,
    world,
    write,
)

Doing = Callable[[Work, Runner], Awaitable[Any]]
While = Callable[..., Any]
NOTHING: Timetable = {}


@pytest.fixture
def while_running(url: str, keyring: Keyring, riverside: Clinic, tmp_path: Path) -> While:
    """Does something while jobs are done."""

    def run(
        doing: Doing, *, pace: Pace = QUICK, first: str = "", schedules: Timetable = NOTHING
    ) -> Any:
        async def whole() -> Any:
            async with world(url, keyring, riverside, tmp_path) as work, asyncio.timeout(60):
                if first:
                    await write(work.database, *first.split())
                async with running(work, handlers=TABLE, pace=pace, schedules=schedules) as runner:
                    return await doing(work, runner)

        return asyncio.run(whole())

    return run


async def attempts(work: Work) -> list[tuple[str, str, str | None]]:
    async with work.database.reading() as session:
        rows = await session.scalars(select(Attempt).order_by(col(Attempt.at), col(Attempt.id)))
        return [(row.handler.removeprefix(f"{HERE}:"), row.outcome, row.error) for row in rows]


def test_rows_are_taken_in_order_and_each_job_is_done_once(while_running: While) -> None:
    async def doing(work: Work, runner: Runner) -> None:
        await idle(work, runner.ledger)
        assert done == [("good", "row-0"), ("good", "row-2"), ("good", "row-3")]
        assert await attempts(work) == [("good", "done", None)] * 3

    while_running(doing, first="good nobody good good", pace=replace(QUICK, at_once=1))


def test_what_has_two_to_do_it_is_two_jobs_that_fail_apart(while_running: While) -> None:
    async def doing(work: Work, runner: Runner) -> None:
        await idle(work, runner.ledger)
        assert sorted(done) == [("bad", "row-0")] * 5 + [("twofold", "row-0")]
        (dead,) = await asyncio.to_thread(runner.ledger.standings)
        assert (dead.errand.handler, dead.state, dead.error) == (
            f"{HERE}:bad",
            "dead",
            "vendor_away",
        )
        tries = await attempts(work)
        assert tries.count(("bad", "later", "vendor_away")) == 4
        assert tries.count(("bad", "dead", "vendor_away")) == 1

    while_running(doing, first="twofold")


def test_what_fails_for_a_while_is_done_in_the_end(while_running: While) -> None:
    async def doing(work: Work, runner: Runner) -> None:
        await idle(work, runner.ledger)
        assert await attempts(work) == [
            ("shaky", "later", "RuntimeError"),
            ("shaky", "later", "RuntimeError"),
            ("shaky", "done", None),
        ]
        assert not await asyncio.to_thread(runner.ledger.standings)
        assert (runner.figures.later, runner.figures.done, runner.figures.dead) == (2, 1, 0)

    while_running(doing, first="shaky")


def test_what_came_too_early_has_not_failed(while_running: While) -> None:
    async def doing(work: Work, runner: Runner) -> None:
        await idle(work, runner.ledger)
        tries = await attempts(work)
        assert tries == [("early", "later", "quiet_hours")] * 3 + [("early", "done", None)]

    while_running(doing, first="early", pace=replace(QUICK, tries=2))


def test_what_is_hopeless_is_tried_once_and_replayed_when_asked(while_running: While) -> None:
    async def doing(work: Work, runner: Runner) -> None:
        await idle(work, runner.ledger)
        assert await attempts(work) == [("hopeless", "dead", "opted_out")]
        assert await asyncio.to_thread(runner.ledger.replay, ["another"]) == []
        (dead,) = await asyncio.to_thread(runner.ledger.standings, DEAD)
        (replayed,) = await asyncio.to_thread(runner.ledger.replay, [dead.errand.job])
        assert replayed.row == dead.errand.row
        await idle(work, runner.ledger)
        assert len(await attempts(work)) == 2
        (again,) = await asyncio.to_thread(runner.ledger.standings)
        assert (again.errand.job, again.errand.round) == (dead.errand.job, 1)
        assert len(await asyncio.to_thread(runner.ledger.replay, [dead.errand.row])) == 1
        assert len(await asyncio.to_thread(runner.ledger.replay)) <= 1

    while_running(doing, first="hopeless")


def test_a_code_that_tells_of_people_is_not_kept(while_running: While) -> None:
    async def doing(work: Work, runner: Runner) -> None:
        await idle(work, runner.ledger)
        assert await attempts(work) == [("talkative", "dead", "Never")]
        (dead,) = await asyncio.to_thread(runner.ledger.standings)
        assert dead.error == "Never"

    while_running(doing, first="talkative")


def test_what_nobody_can_do_is_dead_at_once(while_running: While) -> None:
    async def doing(work: Work, runner: Runner) -> None:
        await asyncio.to_thread(runner.ledger.enter, [Errand("no-row", f"{HERE}:good")])
        await idle(work, runner.ledger)
        kept = await asyncio.to_thread(runner.ledger.standings)
        assert {(one.errand.handler, one.error) for one in kept} == {
            (f"{HERE}:good", "unknown_job"),
            (f"{HERE}:nowhere", "AttributeError"),
        }
        await asyncio.to_thread(runner.ledger.enter, [Errand(kept[0].errand.row, "os:abort")])
        await asyncio.to_thread(runner.ledger.enter, [Errand(gone(kept), "os:abort")])
        await idle(work, runner.ledger)
        kept = await asyncio.to_thread(runner.ledger.standings)
        assert "unknown_handler" in {one.error for one in kept}

    while_running(doing, first="gone")


def gone(kept: list[Standing]) -> str:
    (found,) = (one.errand.row for one in kept if one.errand.handler.endswith("nowhere"))
    return found


def test_a_handler_that_hangs_is_given_up(while_running: While) -> None:
    async def doing(work: Work, runner: Runner) -> None:
        await idle(work, runner.ledger)
        assert await attempts(work) == [("long", "dead", "TimeoutError")]

    while_running(doing, first="long", pace=replace(QUICK, longest_try=0.05, tries=1))


def test_a_job_that_rests_keeps_no_place(while_running: While) -> None:
    async def doing(work: Work, runner: Runner) -> None:
        async def rests() -> bool:
            kept = await asyncio.to_thread(runner.ledger.standings)
            return [one.state for one in kept] == ["resting"] and ("good", "row-1") in done

        await until(rests)

    pace = replace(QUICK, at_once=1, first_wait=3600, longest_wait=3600)
    while_running(doing, first="bad good", pace=pace)


def test_writing_a_job_down_twice_is_writing_it_once(while_running: While) -> None:
    async def doing(work: Work, runner: Runner) -> None:
        await idle(work, runner.ledger)
        async with work.database.writing() as session:
            await session.execute(update(OutboxRow).values(taken_at=None))
        runner.wake()
        await idle(work, runner.ledger)
        assert done == [("good", "row-0"), ("good", "row-1")]

    while_running(doing, first="good good", pace=replace(QUICK, at_once=1))


def test_regular_work_is_done_once_for_a_moment(while_running: While) -> None:
    schedules = {
        "often": (Every(1), f"{HERE}:regular"),
        "failing": (Every(86_400 * 7), f"{HERE}:irregular"),
        "daily": (Daily(time(0, 0)), f"{HERE}:regular"),
    }

    async def doing(work: Work, runner: Runner) -> None:
        begun = now()

        async def came_round() -> bool:
            return runner.figures.ticks >= 4

        await until(came_round)
        seconds = int(now().timestamp()) - int(begun.timestamp())
        assert done.count(("regular", "")) <= seconds + 3
        assert done.count(("irregular", "")) == 1
        assert not await asyncio.to_thread(runner.ledger.standings)
        moment = Every(86_400 * 7).last(begun)
        await asyncio.to_thread(runner.ledger.tick, "failing", moment)
        await asyncio.to_thread(runner.ledger.tick, "no_longer_known", moment)
        await asyncio.sleep(0.3)
        assert done.count(("irregular", "")) == 1

    while_running(doing, schedules=schedules)


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


def test_regular_work_does_not_pile_up_where_nobody_does_it(
    url: str, keyring: Keyring, riverside: Clinic, tmp_path: Path
) -> None:
    async def whole() -> None:
        async with (
            world(url, keyring, riverside, tmp_path) as work,
            ledger_of(work) as ledger,
        ):
            moments = [now() + timedelta(minutes=minute) for minute in range(3)]
            written = [
                await asyncio.to_thread(ledger.tick, name, moment)
                for moment in moments
                for name in ("one", "other")
            ]
            assert written == [True, True, False, False, False, False]

    asyncio.run(whole())


def test_a_store_that_is_away_is_no_fault_of_a_job(
    while_running: While, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = attempt_file._job
    away = [True, True, True]

    async def fail(work: Work, row: str) -> Any:
        if away:
            away.pop()
            raise ConnectionError(deeds.PLANTED)
        return await really(work, row)

    monkeypatch.setattr(attempt_file, "_job", fail)

    async def doing(work: Work, runner: Runner) -> None:
        await idle(work, runner.ledger)
        assert await attempts(work) == [("good", "done", None)]
        assert not await asyncio.to_thread(runner.ledger.standings)

    while_running(doing, first="good", pace=replace(QUICK, tries=1))


def test_time_goes_on_when_a_moment_could_not_be_written_down(
    while_running: While, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    really = Ledger.tick
    failed: list[int] = []

    def fail(ledger: Ledger, name: str, at: datetime) -> bool:
        if not failed:
            failed.append(1)
            raise ConnectionError(deeds.PLANTED)
        return really(ledger, name, at)

    monkeypatch.setattr(Ledger, "tick", fail)

    async def doing(work: Work, runner: Runner) -> None:
        async def ticked() -> bool:
            return runner.figures.ticks > 0

        await until(ticked)

    while_running(doing, schedules={"often": (Every(3600), f"{HERE}:regular")})
    assert "often cannot be written down: ConnectionError" in caplog.text
    assert "Ruiz" not in caplog.text
