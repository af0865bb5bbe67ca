"""Jobs are done: each once, again where it failed, and never where that is hopeless."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import update

from clinic.jobs import attempt as attempt_file
from clinic.jobs.errand import Errand
from clinic.jobs.job import Work
from clinic.jobs.ledger import DEAD, Standing
from clinic.jobs.running import Runner
from clinic.store.tables.trail import OutboxRow
from tests.clinic.jobs import deeds
from tests.clinic.jobs.deeds import HERE, QUICK, While, attempts, done, idle, until


def test_each_job_is_done_once(while_running: While) -> None:
    async def doing(work: Work, runner: Runner) -> None:
        await idle(work, runner.ledger)
        assert sorted(done) == [("good", "row-0"), ("good", "row-2"), ("good", "row-3")]
        assert await attempts(work) == [("good", "done", None)] * 3

    while_running(doing, first="good nobody good good")


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
        assert sorted(done) == [("good", "row-0"), ("good", "row-1")]

    while_running(doing, first="good good")


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
