"""A clinic's settings as they are kept: a row for each that somebody has set."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.setting import fault
from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.outbox import tell
from clinic.store.pausing import PAUSE
from clinic.store.scope import Scope
from clinic.store.tables.practice import Setting

CHANGED = "setting.changed"


async def settings(database: Database, scope: Scope) -> list[Setting]:
    """What a clinic has set, by name."""
    query = scope.rows(Setting).where(col(Setting.name) != PAUSE).order_by(col(Setting.name))
    async with database.reading() as session:
        return list(await session.scalars(query))


async def keep(
    database: Database, scope: Scope, name: str, value: Any, now: datetime, by: str
) -> Setting:
    """Set something. Raises `ValueError`, a sentence, for a name or value that cannot be kept."""
    wrong = fault(name, value)
    if wrong:
        raise ValueError(wrong)
    async with database.writing() as session:
        row = await _row(session, scope, name)
        if row is None:
            row = Setting(id=new_id(now), name=name, updated_at=now, **scope.ids)
            session.add(row)
        row.value, row.updated_at, row.updated_by = value, now, by
        tell(session, scope, CHANGED, row.id, now)
    return row


async def forget(database: Database, scope: Scope, name: str, now: datetime) -> bool:
    """Have it as if it had never been set; whether it was."""
    async with database.writing() as session:
        row = await _row(session, scope, name)
        if row is None:
            return False
        tell(session, scope, CHANGED, row.id, now)
        await session.delete(row)
    return True


async def _row(session: AsyncSession, scope: Scope, name: str) -> Setting | None:
    found: Setting | None = await session.scalar(
        scope.rows(Setting).where(col(Setting.name) == name).with_for_update()
    )
    return found
