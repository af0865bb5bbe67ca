"""Who lives and who is dead: nothing is taken from the living, everything from the dead."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select

from clinic.jobs.job import Work
from clinic.jobs.ledger import Ledger, ledger_of
from clinic.jobs.workers import Workers, new_name
from clinic.store.keyring import Keyring
from clinic.store.tables.job import JobWorker
from engine.clinic import Clinic
from tests.clinic.jobs.deeds import QUICK, world

PACE = replace(QUICK, lease=10)
Loop = Callable[[], float]


@pytest.fixture
def among(url: str, keyring: Keyring, riverside: Clinic, tmp_path: Path) -> Any:
    """Does something with two workers, a list of whom the first took over, and a clock to turn."""

    def run(doing: Any) -> None:
        async def whole() -> None:
            async with world(url, keyring, riverside, tmp_path) as work, ledger_of(work) as ledger:
                taken: list[str] = []
                one = Workers(work, ledger, PACE, lambda name: taken.append(name) or 0)
                other = Workers(work, ledger, PACE, lambda _: 0)
                await one.begin()
                await other.begin()
                await doing(work, one, other, taken)

        asyncio.run(whole())

    return run


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Turns the clock by which workers watch one another."""
    passed = [0.0]
    monkeypatch.setattr("clinic.jobs.workers.monotonic", lambda: passed[0])

    def turn(seconds: float) -> None:
        passed[0] += seconds

    return turn


async def rows(work: Work) -> set[str]:
    async with work.database.reading() as session:
        return set(await session.scalars(select(JobWorker.id)))


def test_no_two_processes_have_one_name() -> None:
    assert len({new_name() for _ in range(100)}) == 100


def test_who_stands_still_for_the_time_of_a_lease_is_dead(
    among: Any, clock: Callable[[float], None]
) -> None:
    async def doing(work: Work, one: Workers, other: Workers, taken: list[str]) -> None:
        await one.beat()
        for _ in range(5):
            clock(9)
            await other.beat()
            await one.beat()
        assert not taken
        clock(9)
        await one.beat()
        assert not taken
        clock(1)
        await one.beat()
        assert taken == [other.name]
        assert await rows(work) == {one.name}

    among(doing)


def test_who_has_ended_is_not_waited_for(among: Any) -> None:
    async def doing(work: Work, one: Workers, other: Workers, taken: list[str]) -> None:
        await other.end()
        await one.beat()
        assert taken == [other.name]

    among(doing)


def test_who_was_taken_for_dead_comes_back(among: Any) -> None:
    async def doing(work: Work, one: Workers, other: Workers, taken: list[str]) -> None:
        async with work.database.writing() as session:
            await session.execute(delete(JobWorker))
        await one.beat()
        assert await rows(work) == {one.name}
        assert not taken

    among(doing)


def test_a_worker_that_nobody_knows_is_dead_after_a_lease(
    among: Any, clock: Callable[[float], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Ledger, "running", lambda *_: {"job": "stranger"})

    async def doing(work: Work, one: Workers, other: Workers, taken: list[str]) -> None:
        await one.beat()
        assert not taken
        clock(10)
        await other.beat()
        await one.beat()
        assert taken == ["stranger"]

    among(doing)


def test_signs_of_life_go_on_when_one_could_not_be_given(
    among: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def doing(work: Work, one: Workers, other: Workers, taken: list[str]) -> None:
        beats = []

        async def beat() -> None:
            beats.append(1)
            if len(beats) == 1:
                raise OSError("secret")

        monkeypatch.setattr(one, "beat", beat)
        task = asyncio.create_task(one.run())
        async with asyncio.timeout(30):
            while len(beats) < 2:
                await asyncio.sleep(0.01)
        task.cancel()
        assert "OSError" in caplog.text
        assert "secret" not in caplog.text

    among(doing)
