"""Who does jobs, who still lives, and taking over what the dead have left.

Every process that does jobs has a name of its own, for two of one name would do one job twice. It
counts in a row of `job_workers`. Whose count has stood still for the time of a lease, as another
process has watched it by its own clock, is dead: what it was doing is written down as waiting
again, each job on the condition that it is still the dead one's. So two may take over at once, and
nothing is taken from the living. A process that was only slow, and not dead, finds that its job is
no longer its own when it wants to note the end of it; the job was then done twice.
"""

import asyncio
import logging
import os
import secrets
import socket
from collections.abc import Callable
from time import monotonic
from typing import Final

from sqlalchemy import delete, select, update
from sqlmodel import col

from clinic.jobs.job import Work
from clinic.jobs.ledger import Ledger
from clinic.jobs.pace import Pace
from clinic.store.tables.job import JobWorker

ENDED: Final = -1
_log = logging.getLogger(__name__)


def new_name() -> str:
    """A name for this process, as nobody had it before."""
    host = socket.gethostname().partition(".")[0][:12]
    return f"{host}-{os.getpid()}-{secrets.token_hex(4)}"


class Workers:
    """This process among those that do jobs."""

    def __init__(
        self, work: Work, ledger: Ledger, pace: Pace, take_over: Callable[[str], int]
    ) -> None:
        """`take_over` makes the jobs of a worker wait again, tells how many, and blocks."""
        self.name = new_name()
        self._work = work
        self._ledger = ledger
        self._pace = pace
        self._take_over = take_over
        self._seen: dict[str, tuple[int, float]] = {}

    async def begin(self) -> None:
        """Enter this process, before it does anything."""
        row = JobWorker(id=self.name, started_at=self._work.clock())
        async with self._work.database.writing() as session:
            await session.merge(row)

    async def end(self) -> None:
        """Say that this process does no more."""
        own = col(JobWorker.id) == self.name
        async with self._work.database.writing() as session:
            await session.execute(update(JobWorker).where(own).values(ended_at=self._work.clock()))

    async def run(self) -> None:
        """Show signs of life and look at those of the others, until cancelled."""
        while True:
            try:
                await self.beat()
            except Exception as fault:
                _log.error("no sign of life can be given: %s", type(fault).__name__)
            await asyncio.sleep(self._pace.beat)

    async def beat(self) -> None:
        """Count, and take over what the dead have left."""
        own = col(JobWorker.id) == self.name
        async with self._work.database.writing() as session:
            counted = update(JobWorker).where(own).values(beats=JobWorker.beats + 1)
            found = await session.execute(counted.returning(col(JobWorker.id)))
            alone = found.first() is None
        if alone:  # the others took this process for dead
            await self.begin()
        for name in await self._dead():
            taken = await asyncio.to_thread(self._take_over, name)
            if taken:
                _log.warning("worker %s is gone; %d of its jobs wait again", name, taken)
            async with self._work.database.writing() as session:
                await session.execute(delete(JobWorker).where(col(JobWorker.id) == name))

    async def _dead(self) -> list[str]:
        now = monotonic()
        async with self._work.database.reading() as session:
            rows = (await session.scalars(select(JobWorker))).all()
        counts = {row.id: ENDED if row.ended_at else row.beats for row in rows}
        for name in set((await asyncio.to_thread(self._ledger.running)).values()):
            counts.setdefault(name, 0)  # it runs something, and nobody knows it
        counts.pop(self.name, None)
        seen = {}
        for name, count in counts.items():
            before, since = self._seen.get(name, (None, now))
            seen[name] = (count, since if before == count else now)
        self._seen = seen
        lease = self._pace.lease
        return [
            name for name, (count, since) in seen.items() if count == ENDED or now - since >= lease
        ]
