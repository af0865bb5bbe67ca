"""Appointments: the clinic's list, booking by hand, and what becomes of a visit.

`sequence` counts how often an appointment was changed. Send back the one you looked at, and you are
told if somebody else was faster, instead of undoing what they did.
"""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from sqlmodel import col

from api.access import Desk, at_desk
from api.body import Body, Id, Line, Note
from api.local_time import LocalMinute, NearMoment
from api.page import USUAL, Cursor, Limit, Page, rows_of
from api.problem import answers, looking_for
from api.route import Route
from api.schedule import Number, appointments_at, booking
from clinic.store.appointments import Appointments, Visit
from clinic.store.tables.appointment import AppointmentRow

router = APIRouter(prefix="/api", tags=["appointments"], route_class=Route)

ReadingDesk = Annotated[Desk, at_desk("appointments")]
ChangingDesk = Annotated[Desk, at_desk("appointments", action="update")]

Status = Literal["pending", "confirmed", "arrived", "completed", "no_show", "cancelled"]
Minutes = Annotated[int, Field(ge=5, le=480)]
Dollars = Annotated[int, Field(ge=0, le=1_000_000)]
Sequence = Annotated[
    int | None, Field(default=None, ge=0, le=1_000_000, description="The one you looked at.")
]


class AppointmentOut(BaseModel):
    """An appointment."""

    id: str
    patient_id: str | None
    patient_name: str
    callback_number: str | None
    service: str = Field(examples=["cleaning"])
    provider: str = Field(examples=["Maria Lopez"])
    operatory: str = Field(examples=["Hygiene 1"])
    start: str = Field(description="On the clinic's clock.", examples=["2026-03-03T10:00"])
    minutes: int
    scheduled_at: datetime
    end_at: datetime
    buffer: int = Field(description="Minutes that are kept free afterwards.")
    exam_by: str = Field(description="Who comes for the last minutes; empty: nobody.")
    exam_minutes: int
    status: Status
    booked_by: str = Field(examples=["ai"])
    call_id: str | None
    notes: str | None
    estimated_cost: int | None
    cancel_reason: str | None
    cancelled_by: str | None = Field(description="`patient` or `clinic`.")
    moves: int = Field(description="How often it was put to another time.")
    sequence: int
    created_at: datetime
    updated_at: datetime


class CancelledOut(AppointmentOut):
    """An appointment that was called off."""

    short_notice: bool = Field(description="Later than the clinic's rule allows in a call.")


class NewAppointment(Body):
    """An appointment to be entered. What is left out is chosen: who, where, how long."""

    service: Line = Field(examples=["cleaning"])
    start: LocalMinute
    patient_name: Line = Field(examples=["Ana Ruiz"])
    patient_id: Id | None = None
    callback_number: Number | None = None
    provider: Line | None = None
    operatory: Line | None = None
    minutes: Minutes | None = None
    notes: Note | None = None
    estimated_cost: Dollars | None = None
    booked_by: Literal["staff", "patient"] = "staff"
    status: Literal["confirmed", "pending"] = "confirmed"


class AppointmentChange(Body):
    """What is to be different: when, who, where, how long, or what is noted about it."""

    start: LocalMinute | None = None
    provider: Line | None = None
    operatory: Line | None = None
    minutes: Minutes | None = None
    notes: Note | None = None
    estimated_cost: Dollars | None = None
    callback_number: Number | None = None
    sequence: Sequence


class Seen(Body):
    """Which version of an appointment you looked at."""

    sequence: Sequence


class Cancelling(Seen):
    """Why it is called off, and by whom."""

    reason: Note | None = None
    by: Literal["patient", "clinic"] = "clinic"


@router.get("/appointments", responses=answers(401, 403, 404))
async def appointments(
    desk: ReadingDesk,
    cursor: Cursor = None,
    limit: Limit = USUAL,
    since: Annotated[NearMoment | None, Query(description="Beginning at or after.")] = None,
    until: Annotated[NearMoment | None, Query(description="Beginning before.")] = None,
    provider: Annotated[str | None, Query(max_length=200)] = None,
    status: Annotated[list[Status] | None, Query(description="One or more.")] = None,
    patient_id: Annotated[str | None, Query(max_length=64)] = None,
) -> Page[AppointmentOut]:
    """The clinic's appointments in order of time."""
    query = (await appointments_at(desk)).listed(
        since, until, provider=provider, statuses=status or (), patient_id=patient_id
    )
    async with desk.database.reading() as session:
        found, following = await rows_of(
            session,
            query,
            [col(AppointmentRow.starts_at), col(AppointmentRow.id)],
            lambda one: [one.starts_at, one.id],
            cursor=cursor,
            limit=limit,
        )
    desk.touch(*(one.id for one in found))
    return Page(items=[_shown(one) for one in found], next=following)


@router.post("/appointments", status_code=201, responses=answers(401, 403, 404, 409))
async def book(desk: ReadingDesk, given: NewAppointment) -> AppointmentOut:
    """Enter an appointment. 409 where nobody who does it is free then."""
    row = await (await appointments_at(desk)).book(Visit(**given.model_dump()))
    desk.touch(row.id)
    return _shown(row)


@router.get("/appointments/{appointment_id}", responses=answers(401, 403, 404))
async def appointment(desk: ReadingDesk, appointment_id: str) -> AppointmentOut:
    """One appointment."""
    with looking_for("appointment"):
        return _shown(await (await appointments_at(desk)).one(appointment_id))


@router.patch("/appointments/{appointment_id}", responses=answers(401, 403, 404, 409))
async def change(
    desk: ReadingDesk, appointment_id: str, given: AppointmentChange
) -> AppointmentOut:
    """Move an appointment, or change what is noted about it. On 409 it stays as it was."""
    noted = given.model_dump(
        include={"notes", "estimated_cost", "callback_number"}, exclude_unset=True
    )
    moved = given.model_dump(include={"start", "provider", "operatory", "minutes"})
    with booking("appointment"):
        there = await appointments_at(desk)
        row = await there.one(appointment_id)
        expected = given.sequence
        if any(moved.values()):
            moved["start"] = moved["start"] or row.start
            row = await there.move(appointment_id, **moved, expected=expected)
            expected = row.sequence
        if noted:
            row = await there.change(appointment_id, noted, expected=expected)
    desk.note(fields=sorted(given.model_fields_set - {"sequence"}))
    return _shown(row)


@router.post("/appointments/{appointment_id}/cancel", responses=answers(401, 403, 404, 409))
async def cancel(desk: ChangingDesk, appointment_id: str, given: Cancelling) -> CancelledOut:
    """Call it off and free its time. Whether that was at short notice is told, not judged."""
    there = await appointments_at(desk)
    row = await _act(desk, there, appointment_id, "cancel", given, reason=given.reason, by=given.by)
    return CancelledOut(
        **_shown(row).model_dump(), short_notice=there.is_short_notice(row, desk.now)
    )


@router.post("/appointments/{appointment_id}/confirm", responses=answers(401, 403, 404, 409))
async def confirm(desk: ChangingDesk, appointment_id: str, given: Seen) -> AppointmentOut:
    """The patient said that they will come."""
    return await _done(desk, appointment_id, "confirm", given)


@router.post("/appointments/{appointment_id}/arrive", responses=answers(401, 403, 404, 409))
async def arrive(desk: ChangingDesk, appointment_id: str, given: Seen) -> AppointmentOut:
    """The patient is here."""
    return await _done(desk, appointment_id, "arrive", given)


@router.post("/appointments/{appointment_id}/complete", responses=answers(401, 403, 404, 409))
async def complete(desk: ChangingDesk, appointment_id: str, given: Seen) -> AppointmentOut:
    """The visit is over."""
    return await _done(desk, appointment_id, "complete", given)


@router.post("/appointments/{appointment_id}/no-show", responses=answers(401, 403, 404, 409))
async def no_show(desk: ChangingDesk, appointment_id: str, given: Seen) -> AppointmentOut:
    """The patient did not come."""
    return await _done(desk, appointment_id, "no_show", given)


@router.post("/appointments/{appointment_id}/approve", responses=answers(401, 403, 404, 409))
async def approve(desk: ChangingDesk, appointment_id: str, given: Seen) -> AppointmentOut:
    """What was held for the staff's approval is confirmed."""
    return await _done(desk, appointment_id, "approve", given)


@router.post("/appointments/{appointment_id}/reject", responses=answers(401, 403, 404, 409))
async def reject(desk: ChangingDesk, appointment_id: str, given: Cancelling) -> AppointmentOut:
    """What was held for the staff's approval is not given; its time is free again."""
    there = await appointments_at(desk)
    row = await _act(desk, there, appointment_id, "reject", given, reason=given.reason)
    return _shown(row)


async def _done(desk: Desk, appointment_id: str, action: str, given: Seen) -> AppointmentOut:
    return _shown(await _act(desk, await appointments_at(desk), appointment_id, action, given))


async def _act(
    desk: Desk,
    there: Appointments,
    appointment_id: str,
    action: str,
    given: Seen,
    **more: Any,
) -> AppointmentRow:
    with booking("appointment"):
        row = await there.act(appointment_id, action, expected=given.sequence, **more)
    desk.note(action=action, status=row.status)
    return row


def _shown(row: AppointmentRow) -> AppointmentOut:
    known = row.model_dump(include=set(AppointmentOut.model_fields))
    return AppointmentOut(**known, scheduled_at=row.starts_at, end_at=row.ends_at)
