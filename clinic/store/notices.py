"""Notices to everybody with a role, or to one person. They hold ids and kinds, never a name.

What one person read or put away is theirs alone: a notice to the whole staff stays with the others
until each of them has seen it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.outbox import EVERYBODY, tell
from clinic.store.scope import Scope
from clinic.store.tables.desk import NoticeSeen, Notification

REACHES: Final[Mapping[str, tuple[str, ...]]] = {
    "staff": ("staff",),
    "doctor": ("doctor",),
    "admin": ("admin", "staff"),
    "practice_admin": ("practice_admin", "admin"),
}
"""By a person's role, the roles whose notices reach them."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads notices."""

    user_id: str
    role: str


def notify(
    session: AsyncSession,
    scope: Scope,
    kind: str,
    reference: str,
    now: datetime,
    *,
    role: str | None = None,
    user_id: str | None = None,
) -> Notification:
    """Add a notice, in the transaction of what it is about, and have it passed on.

    It is for everybody with a role, or for one person.
    """
    row = Notification(
        id=new_id(now),
        role=role,
        user_id=user_id,
        kind=kind,
        reference=reference,
        created_at=now,
        **scope.ids,
    )
    session.add(row)
    reached = [one for one, roles in REACHES.items() if role in roles]
    tell(session, scope, "notification.created", row.id, now, roles=reached or EVERYBODY)
    return row


def notices(scope: Scope, reader: Reader, *, unread: bool = False) -> Select[Notification]:
    """A query for a reader's notices that they have not put away."""
    seen = and_(
        col(NoticeSeen.notification_id) == col(Notification.id),
        col(NoticeSeen.user_id) == reader.user_id,
    )
    query = (
        scope.rows(Notification)
        .outerjoin(NoticeSeen, seen)
        .where(
            or_(
                col(Notification.user_id) == reader.user_id,
                and_(
                    col(Notification.user_id).is_(None),
                    col(Notification.role).in_(REACHES.get(reader.role, ())),
                ),
            ),
            col(NoticeSeen.cleared_at).is_(None),
        )
    )
    return query.where(col(NoticeSeen.read_at).is_(None)) if unread else query


async def read_at(
    session: AsyncSession, scope: Scope, reader: Reader, ids: Sequence[str]
) -> dict[str, datetime]:
    """When a reader read which of some notices."""
    query = scope.only(NoticeSeen, col(NoticeSeen.notification_id), col(NoticeSeen.read_at))
    mine = query.where(
        col(NoticeSeen.user_id) == reader.user_id, col(NoticeSeen.notification_id).in_(ids)
    )
    return {row[0]: row[1] for row in await session.execute(mine)}


async def unread(database: Database, scope: Scope, reader: Reader) -> int:
    """How many notices a reader has not read."""
    query = notices(scope, reader, unread=True).subquery()
    async with database.reading() as session:
        return int(await session.scalar(select(func.count()).select_from(query)) or 0)


async def read(
    database: Database,
    scope: Scope,
    reader: Reader,
    now: datetime,
    *,
    only: Sequence[str] | None = None,
    clear: bool = False,
) -> int:
    """Mark a reader's notices as read, or put them away; all of them, or only some.

    Returns how many there were. Notices of others are passed over.
    """
    query = notices(scope, reader, unread=not clear)
    if only is not None:
        query = query.where(col(Notification.id).in_(only))
    async with database.writing() as session:
        rows = list(await session.scalars(query))
        if rows:
            insert = sqlite_insert if database.is_sqlite else postgresql_insert
            seen = insert(NoticeSeen)
            seen = (
                seen.on_conflict_do_update(
                    index_elements=["notification_id", "user_id"], set_={"cleared_at": now}
                )
                if clear
                else seen.on_conflict_do_nothing()
            )
            common = {"user_id": reader.user_id, "read_at": now, **scope.ids}
            values = [
                {"notification_id": row.id, "cleared_at": now if clear else None, **common}
                for row in rows
            ]
            await (await session.connection()).execute(seen, values)
            for row in rows:
                row.read_at = row.read_at or now
    return len(rows)
