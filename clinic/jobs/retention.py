"""What nobody needs any more goes, every day, some rows at a time.

Records of patients are none of it: how long they are kept is the clinic's law. These are traces of
working: what screens were told, answers kept for a request that is asked again, ended sign-ins.
Jobs and their rows of the outbox are forgotten by `clinic/jobs/backlog.py`.
"""

from datetime import timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, delete, func, select
from sqlmodel import col

from clinic.jobs.job import Work
from clinic.store.tables.account import SignIn
from clinic.store.tables.trail import Answered, LiveEvent

SHOWN: Final = timedelta(days=1)
"""How long a screen that was away finds out what happened meanwhile."""
ANSWERED: Final = timedelta(days=1)
"""How long the same request gets the same answer."""
SIGN_INS: Final = timedelta(days=30)
BATCH: Final = 500


async def sweep(work: Work) -> None:
    """Remove what is due."""
    now = work.clock()
    newest = select(func.max(col(LiveEvent.id))).scalar_subquery()
    # The newest event stays: SQLite would give its number again, and screens go by numbers.
    await _remove(work, LiveEvent, col(LiveEvent.at) < now - SHOWN, col(LiveEvent.id) < newest)
    await _remove(work, Answered, col(Answered.created_at) < now - ANSWERED)
    ended = func.coalesce(col(SignIn.ended_at), col(SignIn.expires_at))
    await _remove(work, SignIn, ended < now - SIGN_INS)


async def _remove(work: Work, table: Any, *due: ColumnElement[bool]) -> None:
    removed = BATCH
    while removed == BATCH:
        found = select(table.id).where(*due).limit(BATCH)
        async with work.database.writing() as session:
            ids = list(await session.scalars(found))
            await session.execute(delete(table).where(table.id.in_(ids)))
        removed = len(ids)
