"""The front desk's work with patients' records: entering, correcting, and their telephones.

What a record is found by follows every correction in the same transaction. A minor has a guardian,
or the staff a task to find one (FG-8); a record that nothing may be arranged for leaves no
appointment standing that nobody looks at (FG-30).
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

from sqlalchemy import Select, func
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.due import HOURS
from clinic.refusal import NotAllowed
from clinic.standing import STATUSES, may_be_booked
from clinic.store.database import Database
from clinic.store.outbox import tell
from clinic.store.patients import (
    PLAIN,
    patient_row,
    phone_row,
    write_birth,
    write_name,
)
from clinic.store.recognition import KINDS
from clinic.store.scope import Scope
from clinic.store.sla import clock_of
from clinic.store.tables.appointment import AppointmentRow
from clinic.store.tables.patient import PatientRow, Phone
from clinic.store.task_entry import NewTask, leave
from clinic.telephone import e164
from clinic.visit import ACTIVE
from engine.events import Value

OF_AGE: Final = 18
OLDEST: Final = 130
PHONES_AT_MOST: Final = 10
ADDED_TO: Final = ("care", "account", "preferences")
_MERGES_AT_MOST: Final = 50


async def enter(
    database: Database,
    scope: Scope,
    given: Mapping[str, Value],
    phones: Sequence[tuple[str, str]],
    now: datetime,
    *,
    by: str,
) -> PatientRow:
    """Enter a patient: `name` {first, last}, and what else of `patients.PLAIN` is known.

    `phones` are (home, mobile or work; number). Raises `NotAllowed` for what cannot be kept.
    """
    numbers = [(kind, checked_number(kind, number)) for kind, number in phones]
    if len(numbers) > PHONES_AT_MOST:
        raise NotAllowed(f"A patient has at most {PHONES_AT_MOST} telephones.")
    _check(given, now)
    due = (await clock_of(database, scope, now))(HOURS["normal"])
    async with database.writing() as session:
        row = patient_row(database.keyring, scope, given, now)
        await _check_guardian(session, scope, row, now)
        session.add(row)
        await session.flush()
        for kind, number in dict.fromkeys(numbers):
            session.add(phone_row(database.keyring, row, kind, number, now))
        tell(session, scope, "patient.created", row.id, now)
        if lacks_guardian(row, now):
            task = _task(row, "callback", "guardian_missing", due)
            await leave(session, database.keyring, scope, task, now, by=by)
    return row


async def change(
    database: Database,
    scope: Scope,
    patient_id: str,
    changes: Mapping[str, Value],
    now: datetime,
    *,
    by: str,
) -> PatientRow:
    """Correct a record: `name`, `date_of_birth`, and what is in `patients.PLAIN`.

    What is told of care, account and preferences is added to what is known: who may see a part
    of it alone takes nothing else away.
    Raises `KeyError` for no such patient, `NotAllowed` for what cannot be kept.
    """
    _check(changes, now)
    due = (await clock_of(database, scope, now))(HOURS["high"])
    async with database.writing() as session:
        row = await locked(session, scope, patient_id)
        could_be_booked = may_be_booked(row.status, do_not_book=row.do_not_book)
        for name in (one for one in PLAIN if one in changes):
            known, told = getattr(row, name), changes[name]
            is_part = name in ADDED_TO and known and told
            setattr(row, name, {**known, **told} if is_part else told)
        if "name" in changes:
            write_name(database.keyring, row, changes["name"])
        if "date_of_birth" in changes:
            born = changes["date_of_birth"]
            write_birth(database.keyring, row, str(born) if born else None)
        await _check_guardian(session, scope, row, now)
        row.updated_at = now
        tell(session, scope, "patient.changed", row.id, now)
        stopped = could_be_booked and not may_be_booked(row.status, do_not_book=row.do_not_book)
        if stopped and await _coming(session, scope, row.id, now):
            task = _task(row, "appointment_cancellation", "patient_status", due)
            await leave(session, database.keyring, scope, task, now, by=by)
    return row


async def add_phone(
    database: Database, scope: Scope, patient_id: str, kind: str, number: str, now: datetime
) -> Phone:
    """Give a patient one more telephone; one that they have stays, with the new kind.

    Raises `KeyError` for no such patient, `NotAllowed` for no such number or too many.
    """
    wanted = checked_number(kind, number)
    async with database.writing() as session:
        row = await locked(session, scope, patient_id)
        known = list(await session.scalars(_phones(scope, row.id)))
        made = phone_row(database.keyring, row, kind, wanted, now)
        kept = next((one for one in known if one.number_index == made.number_index), None)
        if kept is not None:
            kept.kind = kind
        elif len(known) >= PHONES_AT_MOST:
            raise NotAllowed(f"A patient has at most {PHONES_AT_MOST} telephones.")
        else:
            session.add(made)
        row.updated_at = now
        tell(session, scope, "patient.changed", row.id, now)
    return kept or made


async def remove_phone(
    database: Database, scope: Scope, patient_id: str, phone_id: str, now: datetime
) -> None:
    """Take a telephone away. Raises `KeyError`."""
    async with database.writing() as session:
        row = await locked(session, scope, patient_id)
        phone = await session.scalar(_phones(scope, row.id).where(col(Phone.id) == phone_id))
        if phone is None:
            raise KeyError("there is no such telephone")
        await session.delete(phone)
        row.updated_at = now
        tell(session, scope, "patient.changed", row.id, now)


async def patient(database: Database, scope: Scope, patient_id: str) -> PatientRow:
    """A record; of one that was merged, the one that took it over. Raises `KeyError`."""
    async with database.reading() as session:
        wanted: str | None = patient_id
        for _ in range(_MERGES_AT_MOST):
            query = scope.rows(PatientRow).where(col(PatientRow.id) == wanted)
            row: PatientRow | None = await session.scalar(query)
            if row is None:
                break
            if row.merged_into is None:
                return row
            wanted = row.merged_into
    raise KeyError("there is no such patient")


async def phones_of(database: Database, scope: Scope, patient_id: str) -> list[Phone]:
    """A patient's telephones: home, mobile, work."""
    async with database.reading() as session:
        found = list(await session.scalars(_phones(scope, patient_id)))
    return sorted(found, key=lambda one: (KINDS.index(one.kind), one.id))


async def locked(session: AsyncSession, scope: Scope, patient_id: str) -> PatientRow:
    """A record to be changed, kept from others until it is. Raises `KeyError`."""
    query = scope.rows(PatientRow).where(
        col(PatientRow.id) == patient_id, col(PatientRow.merged_into).is_(None)
    )
    row: PatientRow | None = await session.scalar(query.with_for_update())
    if row is None:
        raise KeyError("there is no such patient")
    return row


def checked_number(kind: str, number: str) -> str:
    """A number as E.164. Raises `NotAllowed` for none, or for a kind that there is not."""
    if kind not in KINDS:
        raise NotAllowed("A telephone is home, mobile or work.")
    known = e164(number)
    if known is None:
        raise NotAllowed("That is no telephone number; it needs its area code.")
    return known


def is_minor(born: str | None, now: datetime) -> bool:
    """Whether somebody born on a day (ISO) is under 18. Unknown is not."""
    return born is not None and _age(date.fromisoformat(born), now.date()) < OF_AGE


def lacks_guardian(row: PatientRow, now: datetime) -> bool:
    """Whether a patient is a minor of whom no guardian is known."""
    has_one = row.guardian_id or (row.guardian or {}).get("name")
    return is_minor(row.date_of_birth, now) and not has_one


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _check(given: Mapping[str, Value], now: datetime) -> None:
    born = given.get("date_of_birth")
    if born:
        try:
            age = _age(date.fromisoformat(str(born)), now.date())
        except ValueError:
            raise NotAllowed("A date of birth is written as 1988-04-12.") from None
        if not 0 <= age <= OLDEST or date.fromisoformat(str(born)) > now.date():
            raise NotAllowed("Nobody can have that date of birth.")
    if "name" in given and not (given["name"].get("first") and given["name"].get("last")):
        raise NotAllowed("A patient has a first and a last name.")
    if given.get("status", STATUSES[0]) not in STATUSES:
        raise NotAllowed("A patient is active, inactive, deceased or dismissed.")


async def _check_guardian(
    session: AsyncSession, scope: Scope, row: PatientRow, now: datetime
) -> None:
    if row.guardian_id is None:
        return
    query = scope.rows(PatientRow).where(
        col(PatientRow.id) == row.guardian_id, col(PatientRow.merged_into).is_(None)
    )
    with session.no_autoflush:  # the row may point at nobody until this has looked
        guardian: PatientRow | None = await session.scalar(query)
    if guardian is None or guardian.id == row.id or is_minor(guardian.date_of_birth, now):
        raise NotAllowed("A guardian is another patient of this clinic, and of age.")


async def _coming(session: AsyncSession, scope: Scope, patient_id: str, now: datetime) -> int:
    query = scope.only(AppointmentRow, func.count()).where(
        col(AppointmentRow.patient_id) == patient_id,
        col(AppointmentRow.status).in_(ACTIVE),
        col(AppointmentRow.starts_at) >= now,
    )
    return int(await session.scalar(query) or 0)


def _task(row: PatientRow, type_: str, reason: str, due: datetime) -> NewTask:
    return NewTask(
        type=type_,
        key=f"{reason}:{row.id}",
        patient_id=row.id,
        patient_name=f"{row.first_name} {row.last_name}",
        details={"reason": reason},
        due_at=due,
    )


def _phones(scope: Scope, patient_id: str) -> Select[Phone]:
    return scope.rows(Phone).where(col(Phone.patient_id) == patient_id)
