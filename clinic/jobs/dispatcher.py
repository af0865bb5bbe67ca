"""From the outbox to the jobs: rows are taken in order, and written down as jobs.

First the job is written down, then its row is marked: a process that dies in between leaves the row
for the next, who writes down the same name, which changes nothing. On PostgreSQL a row that one
dispatcher holds is passed over by the others; on SQLite, where a lock would keep the calls waiting,
two of them may take the same row, which is harmless for the same reason.
"""

import asyncio
import logging
from collections.abc import Sequence
from typing import Final

from sqlalchemy import Select, Update, select, update
from sqlmodel import col

from clinic.jobs.attempt import Table
from clinic.jobs.errand import Errand
from clinic.jobs.job import Work
from clinic.jobs.ledger import Ledger
from clinic.store.tables.trail import OutboxRow

BATCH: Final = 100
"""Rows that are taken at once."""
_log = logging.getLogger(__name__)


class Dispatcher:
    """Takes the rows of an outbox for those who have something to do with them."""

    def __init__(self, work: Work, ledger: Ledger, handlers: Table, poll: float) -> None:
        self._work = work
        self._ledger = ledger
        self._handlers = handlers
        self._poll = poll
        self._awake = asyncio.Event()

    def wake(self) -> None:
        """Look now: something was written."""
        self._awake.set()

    async def run(self) -> None:
        """Take rows until cancelled, whatever happens to the database."""
        while True:
            self._awake.clear()
            try:
                taken = await self.take()
            except Exception as fault:
                _log.error("the outbox cannot be read: %s", type(fault).__name__)
                taken = 0
            if taken < BATCH:
                await self._rest()

    async def take(self) -> int:
        """Take the oldest rows, some at a time; returns how many."""
        if self._work.database.is_sqlite:
            return await self._take_from_file()
        query = _oldest().with_for_update(skip_locked=True)
        async with self._work.database.writing() as session:
            rows = [(row.id, row.kind) for row in await session.scalars(query)]
            await self._enter(rows)
            await session.execute(self._mark(rows))
        return len(rows)

    async def _take_from_file(self) -> int:
        async with self._work.database.reading() as session:
            rows = [(row.id, row.kind) for row in await session.scalars(_oldest())]
        await self._enter(rows)
        if rows:
            async with self._work.database.writing() as session:
                await session.execute(self._mark(rows))
        return len(rows)

    async def _enter(self, rows: Sequence[tuple[str, str]]) -> None:
        errands = [
            Errand(row, handler) for row, kind in rows for handler in self._handlers.get(kind, ())
        ]
        if errands:
            await asyncio.to_thread(self._ledger.enter, errands)

    def _mark(self, rows: Sequence[tuple[str, str]]) -> Update:
        taken = col(OutboxRow.id).in_([row for row, _ in rows])
        return update(OutboxRow).where(taken).values(taken_at=self._work.clock())

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(self._poll):
                await self._awake.wait()
        except TimeoutError:
            return


def _oldest() -> Select[OutboxRow]:
    untaken = col(OutboxRow.taken_at).is_(None)
    return select(OutboxRow).where(untaken).order_by(col(OutboxRow.id)).limit(BATCH)
