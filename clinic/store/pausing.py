"""Why a clinic's receptionist is off the line: kept for as long as it is, and told on every page.

Whether it is stands with the clinic itself, where a call looks first; this is for people.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.scope import Scope
from clinic.store.tables.practice import Setting

PAUSE: Final = "pause"
"""The name it is kept by. It is no setting that anybody sets."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause: in whose words, since when, and by whom (a user's id)."""

    reason: str
    at: datetime
    by: str | None


async def note(session: AsyncSession, scope: Scope, reason: str, now: datetime, by: str) -> None:
    """Note why the clinic is paused; a later reason replaces it."""
    row = await _row(session, scope)
    if row is None:
        row = Setting(id=new_id(now), name=PAUSE, updated_at=now, **scope.ids)
        session.add(row)
    row.value, row.updated_at, row.updated_by = reason, now, by


async def forget(session: AsyncSession, scope: Scope) -> None:
    """The clinic is paused no longer."""
    row = await _row(session, scope)
    if row is not None:
        await session.delete(row)


async def pause_of(database: Database, scope: Scope) -> Pause | None:
    """The pause of a clinic, as far as it was noted."""
    async with database.reading() as session:
        row = await _row(session, scope)
    return None if row is None else Pause(str(row.value), row.updated_at, row.updated_by)


async def _row(session: AsyncSession, scope: Scope) -> Setting | None:
    query: Any = scope.rows(Setting).where(col(Setting.name) == PAUSE)
    found: Setting | None = await session.scalar(query)
    return found
