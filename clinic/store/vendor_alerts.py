"""Alerts for admins about vendors that fail while calls go on without them.

One for each vendor, practice and hour, whatever the number of calls and of processes that notice:
an admin who is told of every call reads none of them. The id is made of these three, so of two
processes that write at once one finds it written.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.store.database import Database
from clinic.store.outbox import show
from clinic.store.scope import Scope
from clinic.store.tables.practice import ClinicRow
from clinic.store.tables.row import NAME_LENGTH
from clinic.store.tables.trail import Alert

EVERY: Final = timedelta(hours=1)
CREATED: Final = "alert.created"
ADMINS: Final = ("admin", "practice_admin")
CARRIED: Final[Mapping[str, str]] = {
    "deepgram": "Deepgram does not hear callers: the next ear, or the carrier, does.",
    "elevenlabs": "ElevenLabs does not speak: the next voice, or the carrier's, does.",
    "google": "Google does not speak: the next voice, or the carrier's, does.",
    "local": "Speech on this machine fails: the carrier hears and speaks.",
    "model": "The language model does not answer: callers are understood without it.",
    "twilio": "Twilio does not do what it is asked: callers may not be put through.",
    "store": "The database does not take what is said: it waits in the spool.",
}
"""What it means for calls. Of other vendors only their name is told."""


def kind_of(vendor: str) -> str:
    """The type of an alert about a vendor."""
    return f"vendor_{vendor}"[:40]


async def vendor_failed(
    database: Database, vendor: str, why: str, now: datetime, *, practice_id: str | None = None
) -> int:
    """Alert the admins of a practice, or of all; returns how many practices were told now.

    `why` is a word or a sentence that holds nothing about people.
    """
    told = CARRIED.get(vendor, f"{vendor} fails.")
    text = f"{told} Reason: {why or 'unknown'}"[: NAME_LENGTH - 23] + ". See 'frontdesk doctor'."
    clinics = select(col(ClinicRow.practice_id), col(ClinicRow.id)).order_by(col(ClinicRow.id))
    if practice_id is not None:
        clinics = clinics.where(col(ClinicRow.practice_id) == practice_id)
    count = 0
    async with database.writing() as session:
        scopes = [Scope(*row) for row in await session.execute(clinics)]
        for practice in dict.fromkeys(one.practice_id for one in scopes):
            alert = await _written(session, database, practice, vendor, text, now)
            if alert is None:
                continue
            count += 1
            for scope in scopes:
                if scope.practice_id == practice:
                    show(session, scope, CREATED, alert, now, roles=ADMINS)
    return count


async def _written(
    session: AsyncSession, database: Database, practice: str, vendor: str, text: str, now: datetime
) -> str | None:
    """The id of the alert that was written; `None` if the practice knows."""
    kind = kind_of(vendor)
    known = select(col(Alert.id)).where(
        col(Alert.practice_id) == practice,
        col(Alert.type) == kind,
        col(Alert.created_at) > now - EVERY,
    )
    if await session.scalar(known.limit(1)) is not None:
        return None
    hour = f"{practice} {vendor} {now.timestamp() // EVERY.total_seconds():.0f}"
    insert = sqlite_insert if database.is_sqlite else postgresql_insert
    row = insert(Alert).values(
        id=hashlib.sha256(hour.encode()).hexdigest()[:32],
        practice_id=practice,
        type=kind,
        description=text,
        severity="high",
        created_at=now,
    )
    made = row.on_conflict_do_nothing(index_elements=["id"]).returning(col(Alert.id))
    written: str | None = await session.scalar(made)
    return written
