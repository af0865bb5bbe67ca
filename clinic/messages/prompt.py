"""The question that a reply may answer: the newest one that was sent to the number.

YES means yes to something. So it counts only while something was asked, and for the last thing
asked: whoever says yes to an offer that is over does not confirm an older appointment by it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.messages.template import KINDS
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow, Wish
from clinic.store.tables.message import MessageRow

OFFER: Final = "waitlist_offer"
ASKING: Final = tuple(name for name, one in KINDS.items() if one.asks)
_LEFT: Final = ("sending", "sent", "delivered")


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question that was sent."""

    message: MessageRow
    appointment: AppointmentRow | None = None
    """The appointment that may be confirmed, while it still stands."""
    wish: Wish | None = None
    """Whose wish an offer answered."""

    @property
    def is_offer(self) -> bool:
        """Whether it offered a time to somebody who waits."""
        return self.message.template == OFFER


async def newest_prompt(
    session: AsyncSession, scope: Scope, index: str, now: datetime
) -> Prompt | None:
    """The last question that a number was sent, if it can be answered still.

    An offer is always handed on: whether it still holds is for the waitlist to say.
    """
    rows = (
        scope.rows(MessageRow)
        .where(
            col(MessageRow.address_index) == index,
            col(MessageRow.direction) == "out",
            col(MessageRow.channel) == "sms",
            col(MessageRow.template).in_(ASKING),
            col(MessageRow.status).in_(_LEFT),
        )
        .order_by(col(MessageRow.tried_at).desc(), col(MessageRow.id).desc())
    )
    message: MessageRow | None = await session.scalar(rows.limit(1))
    if message is None:
        return None
    if message.template == OFFER:
        wishes = scope.rows(Wish).where(col(Wish.id) == message.about_id)
        wish: Wish | None = await session.scalar(wishes)
        return Prompt(message, wish=wish) if wish is not None else None
    appointments = scope.rows(AppointmentRow).where(
        col(AppointmentRow.id) == message.appointment_id,
        col(AppointmentRow.status) == "confirmed",
        col(AppointmentRow.starts_at) > now,
    )
    appointment: AppointmentRow | None = await session.scalar(appointments)
    return Prompt(message, appointment=appointment) if appointment is not None else None
