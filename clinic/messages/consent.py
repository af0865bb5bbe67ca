"""What somebody agreed to, and took back: taking back is done at once, and holds for every channel.

Somebody who says stop to one text wants none, and no call either (47 CFR 64.1200(a)(10): by any
reasonable means). Only START undoes it, in their own hand: nothing that a form or a call says later
makes them reachable again.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, or_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.store.identifier import new_id
from clinic.store.keyring import Keyring
from clinic.store.outbox import tell
from clinic.store.scope import Scope
from clinic.store.tables.patient import Consent, PatientRow, Phone

EVERYTHING: Final = "all"
STARTED: Final = "sms_start"
STOPPED: Final = "sms_stop"
CARRIER: Final = "carrier"
"""The sources of consents that are written here; a call may name its own."""
CONTACT: Final = ("call", "sms", "email", EVERYTHING)


async def suppress(
    session: AsyncSession,
    keyring: Keyring,
    scope: Scope,
    number: str,
    now: datetime,
    *,
    source: str = STOPPED,
    words: str | None = None,
) -> None:
    """Nothing more goes to a number (E.164), nor to its patients, by any channel."""
    _write(session, keyring, scope, number, now, granted=False, source=source, words=words)


async def permit(
    session: AsyncSession,
    keyring: Keyring,
    scope: Scope,
    number: str,
    now: datetime,
    *,
    words: str | None = None,
) -> None:
    """The owner of a number wrote START."""
    _write(session, keyring, scope, number, now, granted=True, source=STARTED, words=words)


def _write(
    session: AsyncSession,
    keyring: Keyring,
    scope: Scope,
    number: str,
    now: datetime,
    *,
    granted: bool,
    source: str,
    words: str | None,
) -> None:
    row = Consent(
        id=new_id(now),
        number_index=keyring.index("phone", number),
        channel=EVERYTHING,
        purpose=EVERYTHING,
        granted=granted,
        source=source,
        words=words,
        at=now,
        **scope.ids,
    )
    session.add(row)
    tell(session, scope, "consent.changed", row.id, now)


async def is_suppressed(
    session: AsyncSession, scope: Scope, indexes: Iterable[str], patient_id: str | None
) -> bool:
    """Whether whoever has one of these addresses, or is this patient, said stop last."""
    known = set(indexes)
    whose: list[ColumnElement[bool]] = [col(Consent.number_index).in_(known)]
    if patient_id is not None:
        phones = scope.only(Phone, col(Phone.number_index))
        whose.append(
            col(Consent.number_index).in_(phones.where(col(Phone.patient_id) == patient_id))
        )
        whose.append(col(Consent.patient_id) == patient_id)
    rows = (
        scope.rows(Consent)
        .where(
            or_(*whose),
            col(Consent.channel).in_(CONTACT),
            or_(col(Consent.granted).is_(False), col(Consent.source) == STARTED),
        )
        .order_by(col(Consent.at).desc(), col(Consent.id).desc())
    )
    last: Consent | None = await session.scalar(rows.limit(1))
    return last is not None and not last.granted


async def has_agreed(
    session: AsyncSession,
    scope: Scope,
    indexes: Iterable[str],
    patient_id: str | None,
    purpose: str,
    channel: str,
) -> bool:
    """Whether somebody agreed to just this purpose, and their last word on it was yes."""
    whose: list[ColumnElement[bool]] = [col(Consent.number_index).in_(set(indexes))]
    if patient_id is not None:
        whose.append(col(Consent.patient_id) == patient_id)
    rows = (
        scope.rows(Consent)
        .where(
            or_(*whose),
            col(Consent.purpose) == purpose,
            col(Consent.channel).in_((channel, EVERYTHING)),
        )
        .order_by(col(Consent.at).desc(), col(Consent.id).desc())
    )
    last: Consent | None = await session.scalar(rows.limit(1))
    return last is not None and last.granted


async def people_at(
    session: AsyncSession, scope: Scope, index: str, patient_id: str | None
) -> list[PatientRow]:
    """The patient a message is for; where that is not known, everybody who has the number."""
    owners = scope.only(Phone, col(Phone.patient_id)).where(col(Phone.number_index) == index)
    rows = scope.rows(PatientRow)
    rows = rows.where(
        col(PatientRow.id) == patient_id
        if patient_id is not None
        else col(PatientRow.id).in_(owners)
    )
    return list(await session.scalars(rows.order_by(col(PatientRow.id))))
