"""The people of a selection, looked up many at a time: a clinic may have a hundred thousand.

First the ids are found, in the order in which people are to be called; then, some hundred at once,
what a call needs to know of them. Records that were merged into others are nobody's.
"""

from calendar import monthrange
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final, TypeAlias
from zoneinfo import ZoneInfo

from sqlalchemy import Select, and_, exists, func, or_
from sqlmodel import col

from clinic.messages.facts import language_of
from clinic.outreach.purpose import LATEST, OUTREACH, YES_HOLDS
from clinic.outreach.selection import Selection
from clinic.outreach.telephones import People, people_of
from clinic.store.columns import Moment
from clinic.store.database import Database
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow
from clinic.store.tables.outreach import Lead
from clinic.store.tables.patient import PatientRow
from clinic.visit import ACTIVE
from engine.clinic import Clinic

AT_ONCE: Final = 500
BOOKED_LATELY: Final = timedelta(hours=24)
"""Whoever booked since then knows of it, and is not called about it."""
DAY_AFTER: Final = timedelta(hours=24)
"""After a treatment its patient is asked how they are (OB-3)."""

Rows: TypeAlias = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a purpose concerns, whether or not they may be called."""

    purpose: str
    key: str
    """Which reason it is; see `clinic.outreach.jobs`."""
    due_at: datetime
    not_after: datetime
    language: str
    number: str | None = None
    """E.164: what they gave for the appointment, else their mobile, home, work telephone."""
    number_index: str | None = None
    patient_id: str | None = None
    appointment_id: str | None = None
    lead_id: str | None = None
    name: str | None = None
    """Of somebody who has no record: as the appointment was made."""
    wish: str | None = None
    """How they want to be reached: `call`, `text` or `email`."""


async def candidates(
    database: Database,
    scope: Scope,
    clinic: Clinic,
    purpose: str,
    selection: Selection,
    now: datetime,
    *,
    batch_id: str | None = None,
) -> AsyncIterator[list[Candidate]]:
    """Those whom a selection concerns, in parts, in the order in which they are to be called."""
    found = await _ids(database, scope, clinic, purpose, selection, now, batch_id)
    made = _of_lead if purpose == "lead" else _of_appointment
    made = _of_patient if purpose == "recall" else made
    for start in range(0, len(found), AT_ONCE):
        part = found[start : start + AT_ONCE]
        async with database.reading() as session:
            people = await people_of(session, database.keyring, scope, part)
        yield [made(purpose, clinic, row, people, now) for row in part]


async def _ids(
    database: Database,
    scope: Scope,
    clinic: Clinic,
    purpose: str,
    selection: Selection,
    now: datetime,
    batch_id: str | None,
) -> Rows:
    async with database.reading() as session:
        if purpose == "recall":
            query = _overdue(scope, clinic, selection, now)
        elif purpose == "lead":
            query = _leads(scope, batch_id)
        else:
            query = _appointments(scope, clinic, purpose, selection, now)
        found = await session.execute(query.limit(selection.most))
        return list(found)


def _overdue(scope: Scope, clinic: Clinic, selection: Selection, now: datetime) -> Select[Any]:
    """Whose last visit is long over, whose recall is due, and who has no appointment (OB-2)."""
    long_ago = _months_before(now, selection.months, ZoneInfo(clinic.timezone))
    coming = exists().where(
        col(AppointmentRow.patient_id) == col(PatientRow.id),
        col(AppointmentRow.status).in_(ACTIVE),
        col(AppointmentRow.starts_at) > now,
    )
    query = scope.only(PatientRow, col(PatientRow.id).label("patient_id")).where(
        col(PatientRow.status) != "merged",
        or_(col(PatientRow.recall_due_at).is_(None), col(PatientRow.recall_due_at) <= now),
        ~coming,
    )
    if selection.service is None:
        last: Any = col(PatientRow.last_visit_at)
    else:
        latest = func.max(col(AppointmentRow.starts_at), type_=Moment()).label("last")
        visits = (
            scope.only(AppointmentRow, col(AppointmentRow.patient_id), latest)
            .where(
                col(AppointmentRow.status) == "completed",
                col(AppointmentRow.service) == selection.service,
            )
            .group_by(col(AppointmentRow.patient_id))
            .subquery()
        )
        query = query.join(visits, visits.c.patient_id == col(PatientRow.id))
        last = visits.c.last
    return query.where(last <= long_ago).order_by(last, col(PatientRow.id))


def _appointments(
    scope: Scope, clinic: Clinic, purpose: str, selection: Selection, now: datetime
) -> Select[Any]:
    columns = (
        *(AppointmentRow.id, AppointmentRow.patient_id, AppointmentRow.patient_name),
        *(AppointmentRow.callback_number, AppointmentRow.start),
        *(AppointmentRow.starts_at, AppointmentRow.ends_at),
    )
    query = scope.only(AppointmentRow, *(col(one) for one in columns))
    query = query.order_by(col(AppointmentRow.starts_at), col(AppointmentRow.id))
    midnight = _midnight(now, ZoneInfo(clinic.timezone))
    if purpose == "follow_up":
        if selection.services:
            query = query.where(col(AppointmentRow.service).in_(selection.services))
        return query.where(
            col(AppointmentRow.status) == "completed",
            col(AppointmentRow.ends_at) >= midnight(-1),
            col(AppointmentRow.ends_at) < midnight(0),
        )
    query = query.where(
        col(AppointmentRow.status) == "confirmed",
        col(AppointmentRow.starts_at) > now + LATEST,
        col(AppointmentRow.starts_at) < midnight(selection.days + 1),
        col(AppointmentRow.created_at) <= now - BOOKED_LATELY,
    )
    if purpose == "confirmation":
        dear = [one.name for one in clinic.services if (one.price or 0) > selection.cost]
        estimated = col(AppointmentRow.estimated_cost)
        listed = and_(estimated.is_(None), col(AppointmentRow.service).in_(dear))
        query = query.where(or_(estimated > selection.cost, listed))
    said = col(AppointmentRow.confirmed_at)
    return query.where(or_(said.is_(None), said <= now - YES_HOLDS))


def _leads(scope: Scope, batch_id: str | None) -> Select[Any]:
    columns = (Lead.id, Lead.patient_id, Lead.phone, Lead.number_index, Lead.language)
    query = scope.only(Lead, *(col(one) for one in columns))
    if batch_id is not None:
        query = query.where(col(Lead.batch_id) == batch_id)
    return query.order_by(col(Lead.created_at), col(Lead.id))


def _of_patient(purpose: str, clinic: Clinic, row: Any, people: People, now: datetime) -> Candidate:
    day = now.astimezone(ZoneInfo(clinic.timezone)).date()
    made = Candidate(
        purpose,
        f"{purpose}/{row.patient_id}/{day}",
        due_at=now,
        not_after=now + OUTREACH[purpose].good_for,
        language=language_of(clinic, None),
        patient_id=row.patient_id,
    )
    return _reached(made, clinic, people, None)


def _of_appointment(
    purpose: str, clinic: Clinic, row: Any, people: People, now: datetime
) -> Candidate:
    is_over = purpose == "follow_up"
    due_at = max(now, row.ends_at + DAY_AFTER) if is_over else now
    late = due_at + OUTREACH[purpose].good_for if is_over else row.starts_at - LATEST
    made = Candidate(
        purpose,
        f"{purpose}/{row.id}/{row.start}",
        due_at=due_at,
        not_after=late,
        language=language_of(clinic, None),
        patient_id=people.patient_of(row),
        appointment_id=row.id,
        name=row.patient_name,
    )
    return _reached(made, clinic, people, row.callback_number)


def _of_lead(purpose: str, clinic: Clinic, row: Any, people: People, now: datetime) -> Candidate:
    return Candidate(
        purpose,
        f"{purpose}/{row.id}",
        due_at=now,
        not_after=now + OUTREACH[purpose].good_for,
        language=language_of(clinic, row.language),
        number=row.phone,
        number_index=row.number_index,
        patient_id=row.patient_id,
        lead_id=row.id,
    )


def _reached(candidate: Candidate, clinic: Clinic, people: People, given: str | None) -> Candidate:
    number, index = people.number_for(candidate.patient_id, given)
    return replace(
        candidate,
        number=number,
        number_index=index,
        wish=people.wishes.get(candidate.patient_id or ""),
        language=language_of(clinic, people.languages.get(candidate.patient_id or "")),
    )


def _months_before(now: datetime, months: int, zone: ZoneInfo) -> datetime:
    local = now.astimezone(zone)
    years, month = divmod(local.year * 12 + local.month - 1 - months, 12)
    day = min(local.day, monthrange(years, month + 1)[1])
    return local.replace(year=years, month=month + 1, day=day)


def _midnight(now: datetime, zone: ZoneInfo) -> Any:
    """The beginning of a day so many days after today, on the clinic's clock."""
    today = now.astimezone(zone).date()

    def of(days: int) -> datetime:
        day: date = today + timedelta(days=days)
        return datetime.combine(day, time(), zone)

    return of
