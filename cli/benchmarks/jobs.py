"""How many jobs a worker does in a second, and how soon after it was written one is done.

A job here does nothing, so what is measured is all that is around it: the row of the outbox, the
job written down, taken up, tried, noted and closed.
"""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

from agent_config.settings import Settings
from clinic.jobs.job import Job, Work
from clinic.jobs.running import Runner, running
from clinic.store import schema
from clinic.store.opening import open_store
from clinic.store.outbox import tell
from clinic.store.scope import Scope
from clinic.store.tables.practice import ClinicRow, Practice

KIND: Final = "bench.job"
HANDLERS: Final = {KIND: ("cli.benchmarks.jobs:nothing",)}
_SCOPE: Final = Scope("bench_practice", "bench_clinic")
_LOOK: Final = 0.005


@dataclass(frozen=True, slots=True)
class Speed:
    """What a worker reaches."""

    per_second: float
    """Of jobs that all wait when it begins."""
    delay_ms: float
    """From a row being written to its job being done, one after another: the median."""


async def nothing(work: Work, job: Job) -> None:
    """Do nothing."""


async def jobs_per_second(url: str, folder: Path, *, count: int = 500, single: int = 20) -> Speed:
    """Measure on a database of ours: tables, a practice and rows of the outbox are made in it.

    `folder` keeps the key, and the jobs of an SQLite database. One in a process.
    """
    settings = Settings(database_url=url, data_dir=folder)
    database = await open_store(settings)
    work = Work(database, settings, lambda: datetime.now(UTC))
    try:
        await schema.upgrade(database)
        await _found(work)
        await _write(work, count)
        async with running(work, handlers=HANDLERS, schedules={}) as runner:
            await _done(runner, 1)
            first = perf_counter()
            await _done(runner, count)
            per_second = (count - 1) / (perf_counter() - first)
            delays = []
            for number in range(single):
                begun = perf_counter()
                await _write(work, 1)
                runner.wake()
                await _done(runner, count + number + 1)
                delays.append(perf_counter() - begun)
        return Speed(per_second, median(delays) * 1000)
    finally:
        await database.close()


async def _done(runner: Runner, number: int) -> None:
    while runner.figures.done < number:
        await asyncio.sleep(_LOOK)


async def _write(work: Work, count: int) -> None:
    async with work.database.writing() as session:
        for number in range(count):
            tell(session, _SCOPE, KIND, str(number), work.clock(), roles=())


async def _found(work: Work) -> None:
    now = work.clock()
    async with work.database.writing() as session:
        await session.merge(Practice(id=_SCOPE.practice_id, name="Bench", created_at=now))
        await session.flush()
        row = ClinicRow(
            id=_SCOPE.clinic_id,
            practice_id=_SCOPE.practice_id,
            name="Bench",
            timezone="UTC",
            state="TX",
            number="",
            flow="dental_reception",
            profile="",
            created_at=now,
            updated_at=now,
        )
        await session.merge(row)
