"""A clinic's own scripted calls, as texts: kept, read, changed and thrown away.

What they are is known elsewhere; here they are sealed, for people write them by hand and may write
more into them than they should.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlmodel import col

from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.outbox import show
from clinic.store.scope import Scope
from clinic.store.tables.review import CallScript

CHANGED: Final = "script.changed"
MOST: Final = 500
"""Scripts of a clinic: publishing runs them all."""


async def scripts(database: Database, scope: Scope) -> Sequence[CallScript]:
    """A clinic's scripts, by name."""
    query = scope.rows(CallScript).order_by(col(CallScript.name))
    async with database.reading() as session:
        return list(await session.scalars(query))


async def script(database: Database, scope: Scope, name: str) -> CallScript:
    """One of them. Raises `KeyError`."""
    query = scope.rows(CallScript).where(col(CallScript.name) == name)
    async with database.reading() as session:
        row: CallScript | None = await session.scalar(query)
    if row is None:
        raise KeyError("there is no such script")
    return row


async def keep(
    database: Database,
    scope: Scope,
    name: str,
    text: str,
    now: datetime,
    by: str,
    *,
    call_id: str | None = None,
) -> CallScript:
    """Write a script, new or anew. Raises `ValueError`, a sentence, when there are too many."""
    query = scope.rows(CallScript).where(col(CallScript.name) == name)
    async with database.writing() as session:
        row: CallScript | None = await session.scalar(query.with_for_update())
        if row is None:
            ids = await session.scalars(scope.only(CallScript, col(CallScript.id)))
            if len(list(ids)) >= MOST:
                raise ValueError(f"A clinic keeps at most {MOST} scripts; throw some away first.")
            row = CallScript(
                id=new_id(now), name=name, text=text, created_at=now, updated_at=now, **scope.ids
            )
            session.add(row)
        row.text, row.user_id, row.updated_at = text, by, now
        row.call_id = call_id or row.call_id
        show(session, scope, CHANGED, row.id, now)
    return row


async def remove(database: Database, scope: Scope, name: str, now: datetime) -> None:
    """Throw one away. Raises `KeyError`."""
    query = scope.rows(CallScript).where(col(CallScript.name) == name)
    async with database.writing() as session:
        row: CallScript | None = await session.scalar(query.with_for_update())
        if row is None:
            raise KeyError("there is no such script")
        await session.delete(row)
        show(session, scope, CHANGED, row.id, now)
