"""Outreach keeps the law: a week of a small practice every day, a whole month with `make month`."""

import asyncio
import os
from datetime import datetime
from pathlib import Path
from typing import Final

import pytest

from clinic.messages import sending
from clinic.messages.gate import Verdict
from clinic.outreach import dialling
from clinic.store.keyring import new_key, parse
from engine.clinic import Clinic
from tests.outreach.month import Month, Report, show
from tests.outreach.practice import practice
from tests.outreach.world import World, drawn_world

SEED: Final = int(os.environ.get("FRONTDESK_MONTH_SEED", "1"))
MIDDLE_OF_OCTOBER: Final = datetime.fromisoformat("2026-10-15T06:00:00-05:00")
BEFORE_THE_CHANGE: Final = datetime.fromisoformat("2026-10-29T06:00:00-05:00")


def lived(world: World, folder: Path) -> Report:
    """Live through a world's time."""

    async def whole() -> Report:
        url = f"sqlite:///{folder}/records.sqlite3"
        async with practice(url, parse(new_key()), folder, world, SEED) as place:
            return await Month(place, SEED).run()

    report = asyncio.run(whole())
    show(report)
    return report


def kept(report: Report) -> None:
    """Nothing was broken, nothing is left, and there was something to break."""
    assert report.verdict is not None
    assert report.verdict.broken == [], report.verdict.broken[:20]
    assert report.open == 0
    assert not report.dead


def test_a_week_around_the_change_of_the_clocks(riverside: Clinic, tmp_path: Path) -> None:
    world = drawn_world(
        riverside, patients=60, visits=20, leads=6, since=BEFORE_THE_CHANGE, days=7, seed=SEED
    )
    report = lived(world, tmp_path)
    kept(report)
    assert report.verdict is not None
    assert report.verdict.texts > 20


@pytest.mark.timeout(900)
def test_without_the_gate_the_law_would_be_broken(
    riverside: Clinic, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def let_everything_pass(*_: object) -> Verdict:
        return Verdict()

    for room in (sending, dialling):
        monkeypatch.setattr(room, "admit", let_everything_pass)
    world = drawn_world(
        riverside, patients=160, visits=40, leads=12, since=BEFORE_THE_CHANGE, days=3, seed=SEED
    )
    report = lived(world, tmp_path)
    assert report.verdict is not None
    broken = {one.rule for one in report.verdict.broken}
    assert broken >= {"hours", "one a day", "nothing after a stop"}


@pytest.mark.timeout(3600)
def test_a_whole_month(riverside: Clinic, tmp_path: Path) -> None:
    world = drawn_world(
        riverside, patients=2000, visits=480, leads=100, since=MIDDLE_OF_OCTOBER, days=31, seed=SEED
    )
    kept(lived(world, tmp_path))
