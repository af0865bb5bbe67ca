"""Doing jobs around a test, on both databases."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from clinic.jobs.job import Work
from clinic.jobs.pace import Pace
from clinic.jobs.running import Runner, running
from clinic.jobs.schedules import Timetable
from clinic.store.keyring import Keyring
from engine.clinic import Clinic
from tests.clinic.jobs.deeds import QUICK, TABLE, While, world, write

Doing = Callable[[Work, Runner], Awaitable[Any]]
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
