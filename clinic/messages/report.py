"""What the carrier tells of a text after it took it: sent, delivered, or not.

Reports come late, twice, and in any order; the row only ever moves forward. A report may even come
before we have heard the carrier's own answer: it names our row, so it settles that question too.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from sqlalchemy import select
from sqlmodel import col

from clinic.jobs.job import Work
from clinic.messages.consent import CARRIER, suppress
from clinic.messages.purpose import PURPOSES
from clinic.messages.queue import QUEUED
from clinic.messages.sending import (
    CHANGED,
    ERROR_LENGTH,
    NOT_BEFORE,
    OPTED_OUT,
    VENDOR_LENGTH,
)
from clinic.store.outbox import leave, show
from clinic.store.scope import Scope
from clinic.store.tables.message import MessageRow

AGAIN_AFTER: Final = timedelta(minutes=30)
"""A telephone that was switched off may be on again."""
_MEANS: Final[Mapping[str, str]] = {
    "accepted": "sent",
    "scheduled": "sent",
    "queued": "sent",
    "sending": "sent",
    "sent": "sent",
    "delivered": "delivered",
    "read": "delivered",
    "undelivered": "failed",
    "failed": "failed",
    "canceled": "failed",
}
_RANK: Final = {"queued": 0, "sending": 1, "sent": 2, "delivered": 3, "failed": 3}
"""Nothing moves a row back, and what is settled stays."""


def _is_tried_again(row: MessageRow) -> bool:
    """Whether a text goes out once more: of what the clinic begins, what left as soon as it could.

    An answer is of its moment. What left later than that has been tried again already.
    """
    at_once = row.tried_at is not None and row.tried_at - row.created_at < AGAIN_AFTER
    return at_once and not PURPOSES[row.purpose].asked


async def reported(
    work: Work,
    message_id: str,
    vendor_id: str,
    status: str,
    error: str | None = None,
    *,
    passing: bool = False,
) -> bool:
    """Keep a carrier's report on a text; false where there is no such text, or it means nothing.

    `message_id` is our row's, `vendor_id` the carrier's, `error` a word out of its table. One
    that failed for a reason that is `passing` is sent once more, as long as that makes sense.
    """
    means = _MEANS.get(status.lower())
    if means is None:
        return False
    now = work.clock()
    async with work.database.writing() as session:
        rows = select(MessageRow).where(col(MessageRow.id) == message_id)
        row: MessageRow | None = await session.scalar(rows.with_for_update())
        if row is None or row.direction != "out" or row.vendor_id not in (None, vendor_id):
            return False
        scope = Scope(row.practice_id, row.clinic_id)
        if _RANK.get(means, 0) <= _RANK.get(row.status, 3):
            return True
        row.status, row.vendor_id = means, vendor_id[:VENDOR_LENGTH]
        row.sent_at = row.sent_at or now
        row.error = error[:ERROR_LENGTH] if error and means == "failed" else None
        if means == "failed" and passing and _is_tried_again(row):
            row.status = "queued"
            later = {NOT_BEFORE: (now + AGAIN_AFTER).isoformat()}
            leave(session, scope, QUEUED, row.id, now, later)
        if means == "failed" and error == OPTED_OUT:
            keyring = work.database.keyring
            await suppress(session, keyring, scope, row.address, now, source=CARRIER)
        show(session, scope, CHANGED, row.id, now)
    return True
