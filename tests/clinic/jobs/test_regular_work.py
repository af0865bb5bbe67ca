"""Regular work is done once for a moment, late rather than never."""

import asyncio
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from clinic.jobs.job import Work
from clinic.jobs.ledger import Ledger, ledger_of
from clinic.jobs.running import Runner
from clinic.jobs.schedules import Daily, Every
from clinic.store.keyring import Keyring
from engine.clinic import Clinic
from tests.clinic.jobs import deeds
from tests.clinic.jobs.deeds import HERE, While, done, now, until, world


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
        done.clear()

        async def went_on() -> bool:
            return done.count(("regular", "")) >= 2

        await until(went_on)
        assert ("irregular", "") not in done

    while_running(doing, schedules=schedules)


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
