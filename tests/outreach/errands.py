"""The jobs of a house, done on a clock that is set by hand.

Rows of the outbox are taken and their handlers called as the workers do it; a job that comes too
early waits for its moment of this clock, and regular work is done when its moment has come. What
the workers are beside that, several, and mortal, is shown in `test_killing_month`.
"""

import heapq
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select, update
from sqlmodel import col

from clinic.jobs.attempt import attempt, loaded
from clinic.jobs.errand import Errand
from clinic.jobs.handlers import HANDLERS
from clinic.jobs.job import Work
from clinic.jobs.pace import USUAL
from clinic.jobs.schedules import SCHEDULES, When
from clinic.store.tables.trail import OutboxRow

NOT_OURS: Final = frozenset({"jobs.watch", "jobs.forget", "calls.enter_spooled"})
"""Regular work that looks after the workers themselves."""
BATCH: Final = 500


class Errands:
    """What is to be done, and when."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._waiting: list[tuple[datetime, int, Errand]] = []
        self._count = 0
        self._told: dict[str, datetime] = {}
        self.dead: list[tuple[str, str | None]] = []
        """Jobs that were given up, by handler, and why."""
        self.retries = 0

    @property
    def schedules(self) -> Mapping[str, tuple[When, str]]:
        """The regular work that is done here."""
        return {name: one for name, one in SCHEDULES.items() if name not in NOT_OURS}

    @property
    def next_at(self) -> datetime | None:
        """When the next job that waits is due."""
        return self._waiting[0][0] if self._waiting else None

    async def regular(self) -> int:
        """Do the regular work whose moment has come; returns how many."""
        done = 0
        now = self._work.clock()
        for name, (when, path) in self.schedules.items():
            due = when.last(now)
            if self._told.get(name) == due:
                continue
            self._told[name] = due
            await loaded(path)(self._work)
            done += 1
        return done

    async def do(self) -> int:
        """Take what was written to the outbox, and do everything that is due; returns how many."""
        done = await self._take()
        while self._waiting and self._waiting[0][0] <= self._work.clock():
            _, _, errand = heapq.heappop(self._waiting)
            outcome = await attempt(self._work, HANDLERS, errand, USUAL)
            done += 1
            if outcome.kind == "dead":
                self.dead.append((errand.handler, outcome.error))
            elif outcome.kind == "later":
                following = errand.again(failed=outcome.at is None)
                wait = timedelta(seconds=USUAL.wait(max(1, following.failures)))
                self._put(outcome.at or self._work.clock() + wait, following)
                self.retries += outcome.at is None
        return done

    async def _take(self) -> int:
        untaken = select(OutboxRow).where(col(OutboxRow.taken_at).is_(None))
        async with self._work.database.reading() as session:
            found = await session.scalars(untaken.order_by(col(OutboxRow.id)).limit(BATCH))
            rows = [(row.id, row.kind) for row in found]
        if not rows:
            return 0
        now = self._work.clock()
        for row, kind in rows:
            for handler in HANDLERS.get(kind, ()):
                self._put(now, Errand(row, handler))
        taken = col(OutboxRow.id).in_([row for row, _ in rows])
        async with self._work.database.writing() as session:
            await session.execute(update(OutboxRow).where(taken).values(taken_at=now))
        return len(rows)

    def _put(self, at: datetime, errand: Errand) -> None:
        self._count += 1
        heapq.heappush(self._waiting, (at, self._count, errand))
