"""What somebody agreed to, and took back: taking back is done at once, and holds for every channel.

Somebody who says stop to one text wants none, and no call either (47 CFR 64.1200(a)(10): by any
reasonable means). Only START undoes it, in their own hand: nothing that a form or a call says later
makes them reachable again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Select, or_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.messages.known import EVERYTHING, REACHING, STARTED, stopped_by
from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.keyring import Keyring
from clinic.store.outbox import tell
from clinic.store.patient_file import patient
from clinic.store.scope import Scope
from clinic.store.tables.patient import Consent, PatientRow, Phone

STOPPED: Final = "sms_stop"
CARRIER: Final = "carrier"
"""The sources of consents that are written here; a call may name its own."""
BY_STAFF: Final = {"spoken": "staff_spoken", "written": "staff_written", "form": "staff_form"}
"""The sources of what somebody told a person at the clinic, by how they told it."""


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


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody told a person at the clinic."""

    granted: bool
    means: str
    """How they told it: one of `BY_STAFF`."""
    patient_id: str | None = None
    number: str | None = None
    """E.164, of somebody who is no patient."""
    channel: str = EVERYTHING
    purpose: str = EVERYTHING
    words: str | None = None


async def recorded(database: Database, scope: Scope, told: Told, now: datetime) -> Consent:
    """Keep what somebody told a person at the clinic; the row.

    A no holds for everything, whatever it was said about, and a yes never takes back a STOP. Raises
    `KeyError` for no such patient.
    """
    if told.patient_id is not None:
        await patient(database, scope, told.patient_id)
    index = database.keyring.index("phone", told.number) if told.number else None
    async with database.writing() as session:
        row = Consent(
            id=new_id(now),
            patient_id=told.patient_id,
            number_index=index,
            channel=told.channel if told.granted else EVERYTHING,
            purpose=told.purpose if told.granted else EVERYTHING,
            granted=told.granted,
            source=BY_STAFF[told.means],
            words=told.words,
            at=now,
            **scope.ids,
        )
        session.add(row)
        tell(session, scope, "consent.changed", row.id, now)
    return row


def listed(
    scope: Scope,
    *,
    patient_id: str | None = None,
    indexes: Sequence[str] = (),
    granted: bool | None = None,
    purpose: str | None = None,
    channel: str | None = None,
) -> Select[Consent]:
    """Everything that was said about being reached, as far as it is asked for.

    What concerns a recording, or a single call alone, is not among it.
    """
    rows = scope.rows(Consent).where(
        col(Consent.call_id).is_(None), col(Consent.channel).in_(REACHING)
    )
    whose: list[ColumnElement[bool]] = []
    if patient_id is not None:
        phones = scope.only(Phone, col(Phone.number_index))
        own = phones.where(col(Phone.patient_id) == patient_id)
        whose += [col(Consent.patient_id) == patient_id, col(Consent.number_index).in_(own)]
    if indexes:
        whose.append(col(Consent.number_index).in_(indexes))
    if whose:
        rows = rows.where(or_(*whose))
    for column, wanted in (
        (Consent.granted, granted),
        (Consent.purpose, purpose),
        (Consent.channel, channel),
    ):
        if wanted is not None:
            rows = rows.where(col(column) == wanted)
    return rows


async def people_of(
    session: AsyncSession, scope: Scope, said: Sequence[Consent]
) -> dict[str, list[PatientRow]]:
    """By the id of what was said, the patients whose it is: by themselves, or by their number."""
    phones = await session.execute(
        scope.only(Phone, col(Phone.number_index), col(Phone.patient_id)).where(
            col(Phone.number_index).in_({one.number_index for one in said if one.number_index})
        )
    )
    owners: dict[str, list[str]] = {}
    for index, patient_id in phones:
        owners.setdefault(index, []).append(patient_id)
    wanted = {
        one.id: [one.patient_id] if one.patient_id else owners.get(one.number_index or "", [])
        for one in said
    }
    ids = {each for listed in wanted.values() for each in listed}
    rows = scope.rows(PatientRow).where(col(PatientRow.id).in_(ids))
    known = {one.id: one for one in await session.scalars(rows)}
    return {
        key: [known[each] for each in dict.fromkeys(ids) if each in known]
        for key, ids in wanted.items()
    }


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
    return (await stopped_by(session, scope, [(tuple(indexes), patient_id)]))[0]


async def consents_of(
    database: Database, scope: Scope, patient_id: str
) -> tuple[bool, list[Consent]]:
    """Whether a patient said stop, and their last word on each purpose and means, newest first.

    What concerns a single call alone is not among it. Raises `KeyError` for no such patient.
    """
    own = await patient(database, scope, patient_id)
    phones = scope.only(Phone, col(Phone.number_index)).where(col(Phone.patient_id) == own.id)
    rows = (
        scope.rows(Consent)
        .where(
            or_(col(Consent.patient_id) == own.id, col(Consent.number_index).in_(phones)),
            col(Consent.call_id).is_(None),
        )
        .order_by(col(Consent.at).desc(), col(Consent.id).desc())
    )
    async with database.reading() as session:
        stopped = await is_suppressed(session, scope, (), own.id)
        last: dict[tuple[str, str], Consent] = {}
        for one in await session.scalars(rows):
            last.setdefault((one.channel, one.purpose), one)
    return stopped, list(last.values())


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
