"""What is known of those who are to be written to or called, looked up for many at once.

The gate asks it of one person, a preview of a hundred thousand. Both ask here, so that neither can
know of a STOP, a death or a call that the other does not know of.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeAlias

from sqlalchemy import Select, false, or_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.messages.purpose import COUNTED, PURPOSES
from clinic.store.scope import Scope
from clinic.store.tables.message import MessageRow
from clinic.store.tables.outreach import OutreachAttempt
from clinic.store.tables.patient import Consent, PatientRow, Phone

EVERYTHING: Final = "all"
STARTED: Final = "sms_start"
"""The source of the only yes that undoes a no."""
REACHING: Final = ("call", "sms", "email", EVERYTHING)
"""The channels of consents that are about being reached, and not about a recording."""
_LEFT: Final = ("queued", "sending", "sent", "delivered")

_Word: TypeAlias = tuple[datetime, str, bool]
"""What somebody said, once: when, the row's id, and whether it was a yes."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody who is to be written to or called."""

    id: str
    """Of the message, or of the job whose call it is: its own tries are not held against it."""
    channel: str
    """`sms`, `email` or `call`."""
    purpose: str
    """One of `PURPOSES`."""
    address: str
    """E.164, or an address of mail."""
    address_index: str
    patient_id: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """How a patient stands with the clinic."""

    status: str
    do_not_contact: bool
    address: str | None = None
    """Where they live, where that was asked for."""


@dataclass(frozen=True, slots=True)
class Known:
    """What decides on one contact."""

    stopped: bool
    """Whether they said stop last, on any channel."""
    people: tuple[Person, ...]
    """The patient; where that is not known, everybody who has the number."""
    agreed: bool
    """Whether their last word on just this purpose was yes."""
    contacts: tuple[datetime, ...]
    """When they were written to or called of the clinic's own accord, in order."""


async def known_of(
    session: AsyncSession,
    scope: Scope,
    contacts: Sequence[Contact],
    since: datetime,
    *,
    addresses: bool = False,
) -> list[Known]:
    """What is known of each. `since`: from when on earlier contacts count."""
    purposes = {one.purpose for one in contacts}
    whose = [((one.address_index,), one.patient_id) for one in contacts]
    stopped = await stopped_by(session, scope, whose)
    people = await _people(session, scope, contacts, addresses=addresses)
    agreed = await _agreed(session, scope, contacts, purposes)
    counted = any(PURPOSES[one].counted for one in purposes)
    earlier = _Earlier()
    if counted:
        await earlier.read(session, scope, contacts, since)
    return [
        Known(stopped[at], people[at], agreed[at], tuple(earlier.of(one)))
        for at, one in enumerate(contacts)
    ]


async def stopped_by(
    session: AsyncSession, scope: Scope, whose: Sequence[tuple[Collection[str], str | None]]
) -> list[bool]:
    """Of each (indexes of their addresses, patient), whether they said stop last.

    A patient's telephones all speak for them.
    """
    patients = {patient_id for _, patient_id in whose if patient_id is not None}
    own = await _telephones(session, scope, patients)
    indexes = {each for some, _ in whose for each in some}
    indexes.update(each for some in own.values() for each in some)
    columns = (Consent.patient_id, Consent.number_index, Consent.granted, Consent.at, Consent.id)
    rows = scope.only(Consent, *(col(one) for one in columns)).where(
        _about(Consent, "number_index", indexes, patients),
        col(Consent.channel).in_(REACHING),
        or_(col(Consent.granted).is_(False), col(Consent.source) == STARTED),
    )
    said: dict[str, _Word] = {}
    for patient_id, index, granted, at, row_id in await session.execute(rows):
        for who in (patient_id, index):
            if who is not None:
                said[who] = max(said.get(who, (at, row_id, granted)), (at, row_id, granted))
    found = []
    for some, patient_id in whose:
        names = {*some, patient_id, *own.get(patient_id or "", ())}
        last = max((said[one] for one in names if one in said), default=None)
        found.append(last is not None and not last[2])
    return found


async def _agreed(
    session: AsyncSession, scope: Scope, contacts: Sequence[Contact], purposes: set[str]
) -> list[bool]:
    """Of each, whether their last word on just this purpose was yes."""
    asked = {one for one in purposes if PURPOSES[one].agreed}
    if not asked:
        return [False] * len(contacts)
    indexes = {one.address_index for one in contacts}
    patients = {one.patient_id for one in contacts if one.patient_id is not None}
    columns = (
        *(Consent.patient_id, Consent.number_index, Consent.purpose, Consent.channel),
        *(Consent.granted, Consent.at, Consent.id),
    )
    rows = scope.only(Consent, *(col(one) for one in columns)).where(
        _about(Consent, "number_index", indexes, patients),
        col(Consent.purpose).in_(asked),
    )
    said: dict[tuple[str, str, str], _Word] = {}
    for patient_id, index, purpose, channel, granted, at, row_id in await session.execute(rows):
        for who in (patient_id, index):
            if who is not None:
                key, word = (who, purpose, channel), (at, row_id, granted)
                said[key] = max(said.get(key, word), word)
    found = []
    for one in contacts:
        keys = [
            (who, one.purpose, channel)
            for who in (one.address_index, one.patient_id)
            for channel in (one.channel, EVERYTHING)
            if who is not None
        ]
        last = max((said[key] for key in keys if key in said), default=None)
        found.append(last is not None and last[2])
    return found


async def _people(
    session: AsyncSession, scope: Scope, contacts: Sequence[Contact], *, addresses: bool
) -> list[tuple[Person, ...]]:
    """The patient of each; of a number alone, everybody who has it.

    Nobody, where it does not matter: what was asked for, and what goes to those who work here.
    """
    if not any(map(_is_judged, contacts)):
        return [()] * len(contacts)
    numbers = {one.address_index for one in contacts if one.patient_id is None}
    owners: dict[str, set[str]] = defaultdict(set)
    if numbers:
        phones = scope.only(Phone, col(Phone.number_index), col(Phone.patient_id))
        for index, owner in await session.execute(
            phones.where(col(Phone.number_index).in_(numbers))
        ):
            owners[index].add(owner)
    wanted = {one.patient_id for one in contacts if one.patient_id is not None}
    wanted.update(each for some in owners.values() for each in some)
    columns = [PatientRow.id, PatientRow.status, PatientRow.do_not_contact]
    columns += [PatientRow.address] if addresses else []
    rows = scope.only(PatientRow, *(col(one) for one in columns))
    known: dict[str, Person] = {}
    if wanted:
        found = await session.execute(rows.where(col(PatientRow.id).in_(wanted)))
        known = {row[0]: Person(*row[1:]) for row in found}
    return [
        tuple(
            known[each]
            for each in ([one.patient_id] if one.patient_id else sorted(owners[one.address_index]))
            if each in known
        )
        for one in contacts
    ]


def _is_judged(contact: Contact) -> bool:
    purpose = PURPOSES[contact.purpose]
    return not (purpose.asked or purpose.inside)


class _Earlier:
    """When people were written to or called; all tries of one call count once, the latest.

    A try that reached nobody counts too: a telephone that rings for a second reason on one day is
    once too often, whether it was picked up or not.
    """

    def __init__(self) -> None:
        self._of: dict[str, dict[str, datetime]] = defaultdict(dict)

    async def read(
        self, session: AsyncSession, scope: Scope, contacts: Sequence[Contact], since: datetime
    ) -> None:
        """Look them all up."""
        indexes = {one.address_index for one in contacts}
        ids = {one.patient_id for one in contacts if one.patient_id is not None}
        written = _columns(scope, MessageRow, MessageRow.id, MessageRow.tried_at).where(
            _about(MessageRow, "address_index", indexes, ids),
            col(MessageRow.direction) == "out",
            col(MessageRow.purpose).in_(COUNTED),
            col(MessageRow.status).in_(_LEFT),
            col(MessageRow.tried_at) > since,
        )
        called = _columns(scope, OutreachAttempt, OutreachAttempt.job_id, OutreachAttempt.at).where(
            _about(OutreachAttempt, "address_index", indexes, ids),
            col(OutreachAttempt.at) > since,
        )
        for rows in (written, called):
            for index, patient_id, about, at in await session.execute(rows):
                for who in {index, patient_id} - {None}:
                    known = self._of[who]
                    known[about] = max(known.get(about, at), at)

    def of(self, contact: Contact) -> list[datetime]:
        """The moments that count against a contact."""
        whole: dict[str, datetime] = {}
        for who in (contact.address_index, contact.patient_id):
            for about, at in self._of.get(who or "", {}).items():
                whole[about] = max(whole.get(about, at), at)
        whole.pop(contact.id, None)
        return sorted(whole.values())


async def _telephones(
    session: AsyncSession, scope: Scope, patients: set[str]
) -> Mapping[str, set[str]]:
    """By patient, the indexes of their numbers."""
    found: dict[str, set[str]] = defaultdict(set)
    if patients:
        rows = scope.only(Phone, col(Phone.patient_id), col(Phone.number_index))
        for patient_id, index in await session.execute(
            rows.where(col(Phone.patient_id).in_(patients))
        ):
            found[patient_id].add(index)
    return found


def _columns(scope: Scope, table: Any, about: Any, at: Any) -> Select[Any]:
    return scope.only(table, table.address_index, table.patient_id, about, at)


def _about(table: Any, index: str, indexes: set[str], patients: set[str]) -> Any:
    """The condition that a row is about one of these addresses or patients."""
    conditions = []
    if indexes:
        conditions.append(getattr(table, index).in_(indexes))
    if patients:
        conditions.append(table.patient_id.in_(patients))
    return or_(*conditions) if conditions else false()
