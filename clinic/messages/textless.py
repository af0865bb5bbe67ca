"""Numbers that take no texts: known by what the carrier said of the last text to each.

A landline is not told from a mobile by its digits. So what became of texts is what is known: after
one that could not arrive there, the number is called and the person mailed; a text that arrives,
or comes from there, proves the contrary. Nothing about it is kept apart.
"""

from collections.abc import Collection
from typing import Final

from sqlalchemy import and_, func, or_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.store.scope import Scope
from clinic.store.tables.message import MessageRow

NO_TEXTS: Final = ("landline", "not_a_mobile", "unknown_number", "invalid_number")
"""What carriers say of numbers to which no text ever arrives."""


async def textless(session: AsyncSession, scope: Scope, indexes: Collection[str]) -> set[str]:
    """Which of some numbers, by their indexes, take no texts."""
    if not indexes:
        return set()
    cannot = and_(col(MessageRow.status) == "failed", col(MessageRow.error).in_(NO_TEXTS))
    tells = or_(col(MessageRow.direction) == "in", col(MessageRow.status) == "delivered", cannot)
    latest = (
        scope.only(MessageRow, func.max(col(MessageRow.id)))
        .where(col(MessageRow.channel) == "sms", col(MessageRow.address_index).in_(indexes), tells)
        .group_by(col(MessageRow.address_index))
    )
    rows = scope.only(MessageRow, col(MessageRow.address_index)).where(
        col(MessageRow.id).in_(latest), col(MessageRow.status) == "failed"
    )
    return set(await session.scalars(rows))
