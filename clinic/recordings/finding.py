"""Finding recordings: by time, by whom the call was about, and by what it was about.

Names are sealed, so they are found as patients and tasks are: by the first letters of a surname, a
telephone number or a date of birth. What is due to go is not found any more, whether or not the
sweep has come by.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, or_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.store.database import Database
from clinic.store.keyring import Keyring
from clinic.store.patient_search import Criteria, patients
from clinic.store.scope import Scope
from clinic.store.tables.call import CallRow, Recording
from clinic.store.tables.desk import TaskRow
from clinic.store.tables.patient import PatientRow
from clinic.store.task_entry import surname_start

VOICEMAIL: Final = "voicemail"
"""The type of what was left with the carrier's machine, nobody having answered."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which recordings; everything that is given must hold."""

    since: datetime | None = None
    until: datetime | None = None
    """Begun at or after; begun before."""
    call_id: str | None = None
    call_type: str | None = None
    """What the caller rang for, or how it ended: a request, a disposition, an escalation; or
    `VOICEMAIL`."""
    patient_id: str | None = None
    about: Criteria | None = None
    """Somebody whom the call was about: a patient, or a name that was given in it."""


def recordings(scope: Scope, keyring: Keyring, wanted: Wanted, now: datetime) -> Select[Recording]:
    """A query for a clinic's recordings that can be listened to."""
    query = scope.rows(Recording).where(*_kept(now))
    if wanted.since is not None:
        query = query.where(col(Recording.started_at) >= wanted.since)
    if wanted.until is not None:
        query = query.where(col(Recording.started_at) < wanted.until)
    if wanted.call_id is not None:
        query = query.where(col(Recording.call_id) == wanted.call_id)
    if wanted.call_type == VOICEMAIL:
        query = query.where(col(Recording.vendor_id).is_not(None))
    elif wanted.call_type is not None:
        kinds = (CallRow.request, CallRow.disposition, CallRow.escalation)
        kind = or_(*(col(one) == wanted.call_type for one in kinds))
        query = query.where(_of_calls(scope, kind))
    if wanted.patient_id is not None:
        query = query.where(_of_calls(scope, col(CallRow.patient_id) == wanted.patient_id))
    if wanted.about is not None:
        query = query.where(_about(scope, keyring, wanted.about))
    return query


async def recording(database: Database, scope: Scope, name: str, now: datetime) -> Recording:
    """A recording that can be listened to. Raises `KeyError`."""
    query = scope.rows(Recording).where(col(Recording.id) == name, *_kept(now))
    async with database.reading() as session:
        row: Recording | None = await session.scalar(query)
    if row is None:
        raise KeyError("there is no such recording")
    return row


async def of_calls(
    session: AsyncSession, scope: Scope, call_ids: Iterable[str], now: datetime
) -> dict[str, str]:
    """The id of the first recording of each call that has one."""
    query = scope.rows(Recording).where(col(Recording.call_id).in_(list(call_ids)), *_kept(now))
    rows = await session.scalars(query.order_by(col(Recording.id).desc()))
    return {row.call_id: row.id for row in rows}


async def calls_of(
    session: AsyncSession, scope: Scope, rows: Iterable[Recording]
) -> dict[str, tuple[CallRow, PatientRow | None]]:
    """The calls of some recordings, by id, each with the patient whom it was about, if known."""
    query = (
        scope.only(CallRow, CallRow, PatientRow)
        .outerjoin(PatientRow, col(PatientRow.id) == col(CallRow.patient_id))
        .where(col(CallRow.id).in_([row.call_id for row in rows]))
    )
    return {call.id: (call, patient) for call, patient in await session.execute(query)}


def _kept(now: datetime) -> tuple[Any, ...]:
    return col(Recording.deleted_at).is_(None), col(Recording.delete_after) > now


def _of_calls(scope: Scope, condition: Any) -> Any:
    calls = scope.only(CallRow, col(CallRow.id)).where(condition)
    return col(Recording.call_id).in_(calls)


def _about(scope: Scope, keyring: Keyring, about: Criteria) -> Any:
    found = patients(scope, keyring, about).with_only_columns(col(PatientRow.id))
    ways: list[Any] = [_of_calls(scope, col(CallRow.patient_id).in_(found))]
    tasks: list[Any] = []
    if about.surname_start is not None:
        start = keyring.index("surname start", surname_start(about.surname_start))
        tasks.append(col(TaskRow.surname_start_index) == start)
    if about.telephone is not None:
        number = keyring.index("phone", about.telephone)
        tasks.append(col(TaskRow.number_index) == number)
        ways.append(_of_calls(scope, col(CallRow.caller_index) == number))
    if tasks:
        theirs = scope.only(TaskRow, col(TaskRow.call_id)).where(*tasks)
        ways.append(col(Recording.call_id).in_(theirs.where(col(TaskRow.call_id).is_not(None))))
    return or_(*ways)
