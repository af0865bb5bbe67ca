"""A clinic's patients in the store: written with their indexes, found by what callers say.

A match of a telephone number is a hint and tells nothing to anybody; identity is name and date of
birth. People are never merged by a program.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.ports import Patient
from clinic.records import matching, normalised, parted
from clinic.standing import standing
from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.keyring import Keyring
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow
from clinic.store.tables.patient import PatientRow, Phone
from engine.events import Value

START: Final = 3
"""Letters of a surname that its second index is made of."""
PLAIN: Final = (
    "preferred_name",
    "email",
    "address",
    "language",
    "status",
    "do_not_book",
    "do_not_contact",
    "guardian_id",
    "guardian",
    "care",
    "account",
    "preferences",
)
"""What is written as it is given, without an index."""
_PHONE, _BIRTH, _SURNAME, _SURNAME_START = "phone", "birth", "surname", "surname start"


class StoreRecords:
    """The patients of one clinic."""

    def __init__(self, database: Database, scope: Scope) -> None:
        self._database = database
        self._scope = scope

    async def find_patients(
        self, name: Mapping[str, str], date_of_birth: str, *, now: datetime
    ) -> tuple[Patient, ...]:
        """The records that match both, each with its coming appointments; see the port."""
        born = self._database.keyring.index(_BIRTH, date_of_birth)
        async with self._database.reading() as session:
            query = (
                self._scope.rows(PatientRow)
                .where(col(PatientRow.birth_index) == born)
                .order_by(col(PatientRow.id))
            )
            alike = [
                (one, {"first": one.first_name, "last": one.last_name})
                for one in await session.scalars(query)
            ]
            return tuple(
                [
                    {
                        "id": one.id,
                        "name": dict(known),
                        "date_of_birth": date_of_birth,
                        "status": standing(one.status, do_not_book=one.do_not_book),
                        "appointments": await self._coming(session, one.id, now),
                    }
                    for one, known in matching(alike, name)
                ]
            )

    async def by_phone(self, number: str) -> list[PatientRow]:
        """Everybody who may ring from a number (E.164), in the order they were entered."""
        index = self._database.keyring.index(_PHONE, number)
        phones = self._scope.only(Phone, col(Phone.patient_id))
        async with self._database.reading() as session:
            ids = await session.scalars(phones.where(col(Phone.number_index) == index))
            found = [await session.get(PatientRow, each) for each in sorted(set(ids))]
        return [one for one in found if one is not None]

    async def add(
        self, given: Mapping[str, Value], phones: Sequence[tuple[str, str]], now: datetime
    ) -> str:
        """Enter a patient, {name, date_of_birth, …}, with (kind, E.164) phones; returns the id."""
        row = patient_row(self._database.keyring, self._scope, given, now)
        async with self._database.writing() as session:
            session.add(row)
            await session.flush()
            for kind, number in phones:
                session.add(phone_row(self._database.keyring, row, kind, number, now))
        return row.id

    async def _coming(
        self, session: AsyncSession, patient_id: str, now: datetime
    ) -> tuple[Mapping[str, Value], ...]:
        query = (
            self._scope.rows(AppointmentRow)
            .where(
                col(AppointmentRow.patient_id) == patient_id,
                col(AppointmentRow.status) != "cancelled",
                col(AppointmentRow.starts_at) >= now,
            )
            .order_by(col(AppointmentRow.starts_at))
        )
        return tuple(
            {
                "id": one.id,
                "service": one.service,
                "start": one.start,
                "minutes": one.minutes,
                "provider": one.provider,
            }
            for one in await session.scalars(query)
        )


def patient_row(
    keyring: Keyring, scope: Scope, given: Mapping[str, Value], now: datetime
) -> PatientRow:
    """A row of a patient with its indexes; `name` is "First Last" or {first, last}."""
    row = PatientRow(
        id=new_id(now),
        first_name="",
        last_name="",
        created_at=now,
        updated_at=now,
        **scope.ids,
        **{name: given[name] for name in PLAIN if name in given},
    )
    name = given["name"]
    write_name(keyring, row, parted(name) if isinstance(name, str) else name)
    born = given.get("date_of_birth")
    write_birth(keyring, row, str(born) if born else None)
    return row


def write_name(keyring: Keyring, row: PatientRow, name: Mapping[str, str]) -> None:
    """Give a patient a name, {first, last}, with all that it is found by."""
    surname = normalised(name["last"])
    row.first_name, row.last_name = name["first"], name["last"]
    row.surname_index = keyring.index(_SURNAME, surname)
    row.surname_start_index = keyring.index(_SURNAME_START, surname[:START])


def write_birth(keyring: Keyring, row: PatientRow, born: str | None) -> None:
    """Give a patient a date of birth (ISO), with what it is found by."""
    row.date_of_birth = born
    row.birth_index = keyring.index(_BIRTH, born) if born else None


def phone_row(
    keyring: Keyring, patient: PatientRow, kind: str, number: str, now: datetime
) -> Phone:
    """A telephone (E.164) of a patient."""
    return Phone(
        id=new_id(now),
        practice_id=patient.practice_id,
        clinic_id=patient.clinic_id,
        patient_id=patient.id,
        kind=kind,
        number=number,
        number_index=keyring.index(_PHONE, number),
    )


def with_birth(keyring: Keyring, born: str) -> ColumnElement[bool]:
    """The condition of a date of birth (ISO)."""
    return col(PatientRow.birth_index) == keyring.index(_BIRTH, born)


def with_surname(keyring: Keyring, surname: str) -> ColumnElement[bool]:
    """The condition of a whole surname, however it is written."""
    return col(PatientRow.surname_index) == keyring.index(_SURNAME, normalised(surname))


def with_surname_start(keyring: Keyring, surname: str) -> ColumnElement[bool]:
    """The condition of the first three letters of a surname."""
    start = normalised(surname)[:START]
    return col(PatientRow.surname_start_index) == keyring.index(_SURNAME_START, start)


async def known_by(
    session: AsyncSession,
    keyring: Keyring,
    scope: Scope,
    name: Mapping[str, str],
    number: str | None,
) -> str | None:
    """The one patient with a name who may ring from a number; `None` if none or several do."""
    if number is None:
        return None
    owners = scope.only(Phone, col(Phone.patient_id)).where(
        col(Phone.number_index) == keyring.index(_PHONE, number)
    )
    query = scope.rows(PatientRow).where(
        col(PatientRow.surname_index) == keyring.index(_SURNAME, normalised(name["last"])),
        col(PatientRow.id).in_(owners),
    )
    found = [
        one.id
        for one in await session.scalars(query)
        if normalised(one.first_name) == normalised(name["first"])
    ]
    return found[0] if len(found) == 1 else None
