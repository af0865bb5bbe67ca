"""Workers are killed at random points of their jobs: no job is lost.

A few times every day, fifty times at night (`make soak`). A job that was begun twice is counted:
its handler has to see that its work is done, or ask the vendor.
"""

import asyncio
import os
import random
import sys
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from clinic.jobs.job import Work
from clinic.jobs.ledger import LIVE, ledger_of
from clinic.store.keyring import Keyring
from clinic.store.outbox import tell
from clinic.store.scope import Scope
from clinic.store.tables.trail import OutboxRow
from engine.clinic import Clinic
from tests.clinic.jobs.crew import Crew
from tests.clinic.jobs.deeds import now, world

NIGHT = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
KILLS = 50 if NIGHT else 4
JOBS_EACH = 12


async def write(work: Work, scope: Scope, number: int) -> None:
    async with work.database.writing() as session:
        for each in range(JOBS_EACH):
            more = {"number": number * JOBS_EACH + each}
            tell(session, scope, "deed", "row", now(), more)


def lines(deeds: Path) -> int:
    return deeds.read_bytes().count(b"\n") if deeds.exists() else 0


async def reached(deeds: Path, number: int) -> None:
    """Wait until so much was done."""
    async with asyncio.timeout(60):
        while lines(deeds) < number:
            await asyncio.sleep(0.002)


async def left(work: Work) -> int:
    untaken = select(func.count()).where(col(OutboxRow.taken_at).is_(None))
    async with work.database.reading() as session:
        rows = int(await session.scalar(untaken) or 0)
    async with ledger_of(work) as ledger:
        return rows + len(await asyncio.to_thread(ledger.standings, LIVE))


@pytest.mark.timeout(900)
def test_no_job_is_lost_when_workers_are_killed(
    url: str, keyring: Keyring, riverside: Clinic, scope: Scope, tmp_path: Path
) -> None:
    chance = random.Random(4)
    crew = Crew("tests.clinic.jobs.worker_process", url, str(tmp_path))
    deeds = tmp_path / "deeds"

    async def whole() -> None:
        async with world(url, keyring, riverside, tmp_path) as work:
            await asyncio.to_thread(crew.hire)
            for number in range(KILLS):
                await asyncio.to_thread(crew.hire)
                await write(work, scope, number)
                await reached(deeds, lines(deeds) + chance.randrange(2 * JOBS_EACH - 2))
                await asyncio.sleep(chance.uniform(0, 0.02))
                await asyncio.to_thread(crew.kill, chance.randrange(2))
            while await left(work):
                await asyncio.sleep(0.05)

    try:
        asyncio.run(whole())
    finally:
        crew.kill_all()
    told = [line.split() for line in deeds.read_text().splitlines()]
    ended = Counter(int(number) for what, _, number in told if what == "end")
    begun = Counter(int(number) for what, _, number in told if what == "begin")
    assert set(ended) == set(range(KILLS * JOBS_EACH))
    again = sum(begun.values()) - len(begun)
    twice = sum(ended.values()) - len(ended)
    sys.stdout.write(f"\n{KILLS} kills, {len(ended)} jobs: {again} begun again, {twice} twice\n")
    assert twice <= again <= 4 * 2 * KILLS  # never more than what ran at a kill, and some
