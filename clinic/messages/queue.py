"""Putting a message in line: a row that says to whom and by which template, and a job to send it.

The words are found when it is sent. The key says which message it is; putting the same one in line
again, because a job ran twice, changes nothing.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession

from clinic.messages.template import kind
from clinic.store.identifier import new_id
from clinic.store.keyring import Keyring
from clinic.store.outbox import tell
from clinic.store.scope import Scope
from clinic.store.tables.message import MessageRow

QUEUED: Final = "message.queued"
INDEX_OF: Final = {"sms": "phone", "email": "email"}
"""By channel, the kind of index under which its addresses are looked up."""


@dataclass(frozen=True, slots=True)
class Queued:
    """A message to be sent. `key` says which it is, within its clinic."""

    key: str
    channel: str
    """`sms` or `email`."""
    address: str
    """E.164, or an address of mail."""
    template: str
    appointment_id: str | None = None
    patient_id: str | None = None
    about_id: str | None = None
    call_id: str | None = None
    body: str = ""
    """Its words, where no template has them."""


def address_index(keyring: Keyring, channel: str, address: str) -> str:
    """What messages to an address are found by."""
    plain = address if channel == "sms" else address.strip().casefold()
    return keyring.index(INDEX_OF[channel], plain)


async def put(
    session: AsyncSession, keyring: Keyring, scope: Scope, message: Queued, now: datetime
) -> bool:
    """Put a message in line, in the transaction of the reason for it; false if it is there."""
    values: dict[str, Any] = {
        "id": new_id(now),
        "key": message.key,
        "channel": message.channel,
        "direction": "out",
        "address": message.address,
        "address_index": address_index(keyring, message.channel, message.address),
        "template": message.template,
        "body": message.body,
        "purpose": kind(message.template).purpose,
        "status": "queued",
        "appointment_id": message.appointment_id,
        "patient_id": message.patient_id,
        "about_id": message.about_id,
        "call_id": message.call_id,
        "created_at": now,
        **scope.ids,
    }
    if not await add_once(session, values):
        return False
    tell(session, scope, QUEUED, values["id"], now)
    return True


async def add_once(session: AsyncSession, values: dict[str, Any]) -> bool:
    """Write a message's row unless there is one with its key; whether it was written."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite_insert if is_sqlite else postgresql_insert
    once = (
        insert(MessageRow)
        .values(values)
        .on_conflict_do_nothing(index_elements=["clinic_id", "key"])
    )
    added = await session.execute(once.returning(MessageRow.__table__.c.id))  # type: ignore[attr-defined]
    return added.first() is not None
