"""What the front desk does with appointments: it books, moves and changes them by hand.

People at the desk decide what calls may not: they book outside the hours, over time that is kept
for emergencies, at short notice. What they cannot do either is give a time twice; they claim the
same cells as calls do. Two of them may have one appointment open: whoever saves second is told.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.diary import Diary, placed
from clinic.grid import Place, iso_minute, operatories, places
from clinic.ports import Conflict, Opening
from clinic.refusal import NotAllowed
from clinic.store.claims import Claims, freed
from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.outbox import tell
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow
from clinic.store.tables.patient import PatientRow
from clinic.visit import ACTIVE, step
from engine.clinic import Clinic, Service


class Stale(Exception):  # noqa: N818 - an outcome, not a fault
    """Somebody else changed the appointment since it was looked at."""


@dataclass(frozen=True, slots=True)
class Visit:
    """An appointment as the desk enters it. What is left out is chosen: who, where, how long."""

    service: str
    start: str
    """A local ISO minute, such as "2026-03-03T10:00"."""
    patient_name: str
    patient_id: str | None = None
    callback_number: str | None = None
    provider: str | None = None
    operatory: str | None = None
    minutes: int | None = None
    notes: str | None = None
    estimated_cost: int | None = None
    """In whole dollars."""
    booked_by: str = "staff"
    """`staff` or `patient`."""
    status: str = "confirmed"
    """`confirmed` or `pending`."""


class Appointments:
    """The appointments of one clinic. `clock` gives aware moments."""

    def __init__(
        self, database: Database, scope: Scope, clinic: Clinic, *, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._scope = scope
        self._clinic = clinic
        self._given_clock = clock
        self._diary = Diary(clinic)
        self._claims = Claims(database, scope, self._diary)

    def _clock(self) -> datetime:
        return self._given_clock().astimezone(UTC)

    def listed(
        self,
        since: datetime | None = None,
        until: datetime | None = None,
        *,
        provider: str | None = None,
        statuses: Sequence[str] = (),
        patient_id: str | None = None,
    ) -> Select[AppointmentRow]:
        """A query for those that begin in a time (its end excluded), of somebody, that stand so."""
        conditions = [
            *((col(AppointmentRow.starts_at) >= since,) if since else ()),
            *((col(AppointmentRow.starts_at) < until,) if until else ()),
            *((col(AppointmentRow.provider) == provider,) if provider else ()),
            *((col(AppointmentRow.status).in_(statuses),) if statuses else ()),
            *((col(AppointmentRow.patient_id) == patient_id,) if patient_id else ()),
        ]
        return self._scope.rows(AppointmentRow).where(*conditions)

    async def one(self, appointment_id: str) -> AppointmentRow:
        """An appointment. Raises `KeyError`."""
        async with self._database.reading() as session:
            query = self._scope.rows(AppointmentRow).where(col(AppointmentRow.id) == appointment_id)
            return _there(await session.scalar(query))

    async def opening(
        self, service: str, start: str, provider: str | None = None, operatory: str | None = None
    ) -> Opening:
        """Who and where is free for a service at a local minute. Raises as `book` does."""
        choices = self._choices(self._service(service, None), start, provider, operatory)
        async with self._database.writing() as session:
            found = await self._free(session, choices, self._clock())
        return {**found, "service": service}

    async def book(self, visit: Visit) -> AppointmentRow:
        """Enter an appointment.

        Raises `Conflict` where nobody who does it is free then, and `NotAllowed` for what the
        clinic does not have, or a patient who is not of it.
        """
        now = self._clock()
        service = self._service(visit.service, visit.minutes)
        choices = self._choices(service, visit.start, visit.provider, visit.operatory)
        async with self._claims.claiming({"start": visit.start}) as session:
            if visit.patient_id is not None:
                await self._patient(session, visit.patient_id)
            opening = await self._free(session, choices, now)
            row = AppointmentRow(
                id=new_id(now),
                patient_id=visit.patient_id,
                patient_name=visit.patient_name,
                callback_number=visit.callback_number,
                service=service.name,
                starts_at=now,
                ends_at=now,
                start=opening["start"],
                minutes=opening["minutes"],
                status=visit.status,
                booked_by=visit.booked_by,
                notes=visit.notes,
                estimated_cost=visit.estimated_cost,
                created_at=now,
                updated_at=now,
                **self._scope.ids,
            )
            self._claims.place(row, opening)
            session.add(row)
            await session.flush()
            await self._claims.take(session, opening, appointment_id=row.id)
            tell(session, self._scope, "appointment.created", row.id, now)
        return row

    async def move(
        self,
        appointment_id: str,
        start: str,
        *,
        provider: str | None = None,
        operatory: str | None = None,
        minutes: int | None = None,
        expected: int | None = None,
    ) -> AppointmentRow:
        """Put an appointment to another time, person or room; what is left out stays if it can.

        `expected` is the `sequence` that was looked at. Raises `Stale`, `Conflict` (it stays where
        it was), `NotAllowed`, `KeyError`.
        """
        now = self._clock()
        async with self._claims.claiming({"start": start}) as session:
            row = await self._locked(session, appointment_id, expected)
            what = step("move", row.status, row.starts_at, now)
            service = self._service(row.service, minutes or row.minutes, known=False)
            choices = self._choices(service, start, provider or row.provider or None, operatory)
            if operatory is None:  # the sort is stable: its own room first
                choices.sort(key=lambda one: one["operatory"] != row.operatory)
            left = freed(row)
            await self._claims.free(session, row.id)
            opening = await self._free(session, choices, now)
            self._claims.place(row, opening)
            row.moves += row.start != opening["start"]
            row.start, row.minutes = opening["start"], opening["minutes"]
            _changed(row, now)
            await session.flush()
            await self._claims.take(session, opening, appointment_id=row.id)
            tell(session, self._scope, what.kind, row.id, now, {"freed": left})
        return row

    async def act(
        self,
        appointment_id: str,
        action: str,
        *,
        expected: int | None = None,
        reason: str | None = None,
        by: str = "clinic",
    ) -> AppointmentRow:
        """Approve, reject, confirm, cancel an appointment, or note what became of it; see `STEPS`.

        `by` says who cancelled, `patient` or `clinic`. Raises `Stale`, `NotAllowed`, `KeyError`,
        and `Conflict` where one that was given up comes back and its time is taken.
        """
        now = self._clock()
        async with self._claims.claiming({"start": "its time"}) as session:
            row = await self._locked(session, appointment_id, expected)
            what = step(action, row.status, row.starts_at, now)
            was_active, row.status = row.status in ACTIVE, what.to or row.status
            if what.to == "cancelled":
                row.cancel_reason, row.cancelled_by = reason, by
            if what.to == "completed":
                await self._seen(session, row)
            _changed(row, now)
            await session.flush()
            gone = was_active and row.status not in ACTIVE
            if gone:
                await self._claims.free(session, row.id)
            elif not was_active and row.status in ACTIVE:
                await self._claims.lapse(session, now)
                await self._claims.take(session, row.model_dump(), appointment_id=row.id)
            more: dict[str, Any] | None = {"freed": freed(row)} if gone else None
            if action == "confirm":
                row.confirmed_at = now
                more = {"by": "patient"}  # who said so at the desk needs no text that says so
            tell(session, self._scope, what.kind, row.id, now, more)
        return row

    async def change(
        self, appointment_id: str, given: dict[str, Any], *, expected: int | None = None
    ) -> AppointmentRow:
        """Change `notes`, `estimated_cost` or `callback_number`. Raises `Stale`, `KeyError`."""
        now = self._clock()
        async with self._database.writing() as session:
            row = await self._locked(session, appointment_id, expected)
            for name in ("notes", "estimated_cost", "callback_number"):
                if name in given:
                    setattr(row, name, given[name])
            _changed(row, now)
            tell(session, self._scope, "appointment.changed", row.id, now)
        return row

    def is_short_notice(self, row: AppointmentRow, now: datetime) -> bool:
        """Whether an appointment is too close to be cancelled without a word from the staff."""
        hours = (row.starts_at - now).total_seconds() / 3600
        return 0 <= hours < self._clinic.cancellation_notice_hours

    def _service(self, name: str, minutes: int | None, *, known: bool = True) -> Service:
        """The service as it is done this time; one that was given up may still be moved."""
        service = self._clinic.service(name)
        if service is None:
            if known:
                raise NotAllowed("There is no service of this name.")
            service = Service(name)
        return service if minutes is None else replace(service, minutes=minutes)

    def _choices(
        self, service: Service, start: str, provider: str | None, operatory: str | None
    ) -> list[Opening]:
        """Who could do it, and where, in the order in which they are tried."""
        at = datetime.fromisoformat(start)
        if at.tzinfo is not None:
            raise NotAllowed("An appointment begins at a time of the clinic's own clock.")
        day, start = at.date(), iso_minute(at)
        return [
            {"start": start, "minutes": service.minutes, **placed(service, place, examiner)}
            for place in self._places(service, day, provider, operatory)
            for examiner in self._diary.examiners(service, place.provider, day) or ("",)
        ]

    def _places(
        self, service: Service, day: date, provider: str | None, operatory: str | None
    ) -> list[Place]:
        if operatory is not None and operatory not in self._clinic.operatories:
            raise NotAllowed("There is no room of this name.")
        if provider is None:
            found = [*places(self._clinic, service, day)]
        else:
            known = {one.name: one.role for one in self._clinic.providers}
            if provider not in known:
                raise NotAllowed("There is no provider of this name.")
            rooms = operatories(self._clinic, known[provider]) or ("",)
            found = [Place(provider, room) for room in service.operatories or rooms]
        if operatory is not None:
            found = [*dict.fromkeys(Place(one.provider, operatory) for one in found)]
        if not found:
            raise NotAllowed("Nobody who does this works on that day; name a provider.")
        return found

    async def _free(
        self, session: AsyncSession, choices: Sequence[Opening], now: datetime
    ) -> Opening:
        """The first choice of which nothing is taken. Raises `Conflict`."""
        await self._claims.lapse(session, now)
        for opening in choices:
            if not await self._claims.are_taken(session, opening):
                return opening
        raise Conflict(f"{choices[0]['start']} is taken")

    async def _locked(
        self, session: AsyncSession, appointment_id: str, expected: int | None
    ) -> AppointmentRow:
        query = self._scope.rows(AppointmentRow).where(col(AppointmentRow.id) == appointment_id)
        row = _there(await session.scalar(query.with_for_update()))
        if expected is not None and row.sequence != expected:
            raise Stale("Somebody else changed this appointment meanwhile; look at it again.")
        return row

    async def _patient(self, session: AsyncSession, patient_id: str) -> None:
        query = self._scope.only(PatientRow, col(PatientRow.id))
        if await session.scalar(query.where(col(PatientRow.id) == patient_id)) is None:
            raise NotAllowed("There is no such patient.")

    async def _seen(self, session: AsyncSession, row: AppointmentRow) -> None:
        """Note when the patient was last here; entering an older visit takes nothing back."""
        query = self._scope.rows(PatientRow).where(col(PatientRow.id) == row.patient_id)
        patient = await session.scalar(query.with_for_update())
        if patient is not None:
            seen = patient.last_visit_at
            patient.last_visit_at = max(seen, row.starts_at) if seen else row.starts_at


def _there(row: AppointmentRow | None) -> AppointmentRow:
    if row is None:
        raise KeyError("there is no such appointment")
    return row


def _changed(row: AppointmentRow, now: datetime) -> None:
    row.sequence += 1
    row.updated_at = now
