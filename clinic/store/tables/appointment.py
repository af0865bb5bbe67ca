"""Appointments, what holds a time for a moment, what blocks it, and who waits for one.

No time can be given twice: whatever takes one also takes its cells, (resource, five minutes), which
are unique. Neither database needs to know what an overlap is.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from clinic.store.tables.row import (
    ID_LENGTH,
    NAME_LENGTH,
    OfClinic,
    key,
    link,
    moment,
    sealed,
    value,
)

_ACTIVE = text("status IN ('pending', 'confirmed', 'arrived')")


def _one_at_a_time(resource: str) -> Index:
    """A provider, or a room, begins one appointment at a time: a second guard beside the cells."""
    return Index(
        f"uq_appointments_{resource}",
        "clinic_id",
        resource,
        "starts_at",
        unique=True,
        sqlite_where=text(f"{_ACTIVE.text} AND {resource} <> ''"),
        postgresql_where=text(f"{_ACTIVE.text} AND {resource} <> ''"),
    )


class AppointmentRow(OfClinic, table=True):
    """An appointment: pending, confirmed, arrived, completed, no_show or cancelled."""

    __tablename__ = "appointments"
    __table_args__ = (
        _one_at_a_time("provider"),
        _one_at_a_time("operatory"),
        Index("ix_appointments_time", "clinic_id", "starts_at"),
    )

    id: str = key()
    patient_id: str | None = link("patients")
    patient_name: str = sealed("appointments.patient_name", required=True)
    callback_number: str | None = sealed("appointments.callback_number")
    service: str = Field(max_length=NAME_LENGTH)
    provider: str = Field(default="", max_length=NAME_LENGTH)
    operatory: str = Field(default="", max_length=NAME_LENGTH)
    starts_at: datetime = moment(required=True)
    ends_at: datetime = moment(required=True)
    start: str = Field(max_length=16)
    """The local ISO minute, as callers are told it."""
    minutes: int
    status: str = Field(max_length=10)
    buffer: int = 0
    """Minutes after its end that provider and room are kept free; as they were when it was booked,
    whatever the clinic's file says since."""
    exam_by: str = Field(default="", max_length=NAME_LENGTH)
    """The second provider, who comes for the last `exam_minutes`."""
    exam_minutes: int = 0
    booked_by: str = Field(max_length=8)
    """`ai`, `staff` or `patient`."""
    call_id: str | None = Field(default=None, max_length=64, index=True)
    notes: str | None = sealed("appointments.notes")
    cancel_reason: str | None = sealed("appointments.cancel_reason")
    cancelled_by: str | None = Field(default=None, max_length=8)
    """`patient` or `clinic`: only the first says something of a patient."""
    moves: int = 0
    """How often it was put to another time."""
    estimated_cost: int | None = None
    confirmed_at: datetime | None = moment()
    """When the patient last said that they will come, to the time that it has now."""
    sequence: int = 0
    """How often it was changed; a calendar's `.ics` counts so (RFC 5545, 3.8.7.4)."""
    created_at: datetime = moment(required=True)
    updated_at: datetime = moment(required=True)


class HoldRow(OfClinic, table=True):
    """A time that is kept for one call while the caller decides."""

    __tablename__ = "holds"

    id: str = key()
    holder: str = Field(max_length=64, index=True)
    """The id of a call, or `wish ` and the id of somebody on the waitlist."""
    provider: str = Field(default="", max_length=NAME_LENGTH)
    operatory: str = Field(default="", max_length=NAME_LENGTH)
    starts_at: datetime = moment(required=True, indexed=True)
    ends_at: datetime = moment(required=True)
    buffer: int = 0
    exam_by: str = Field(default="", max_length=NAME_LENGTH)
    exam_minutes: int = 0
    expires_at: datetime = moment(required=True, indexed=True)


class Block(OfClinic, table=True):
    """A time of a provider or a room that not everybody may book; see `clinic.store.blocks`.

    `kind` is time_off or blockout, which take the time, or overflow or emergency, which keep it.
    """

    __tablename__ = "blocks"

    id: str = key()
    resource: str = Field(max_length=NAME_LENGTH)
    starts_at: datetime = moment(required=True, indexed=True)
    ends_at: datetime = moment(required=True)
    kind: str = Field(default="blockout", max_length=10)
    reason: str | None = sealed("blocks.reason")


class Cell(SQLModel, table=True):
    """Five minutes of a resource that are taken: by an appointment, a hold or a block."""

    __tablename__ = "cells"

    clinic_id: str = Field(primary_key=True, foreign_key="clinics.id", max_length=40)
    resource: str = Field(primary_key=True, max_length=NAME_LENGTH)
    number: int = Field(primary_key=True)
    """Five minutes since 1970."""
    appointment_id: str | None = link("appointments")
    hold_id: str | None = link("holds")
    block_id: str | None = link("blocks")


class Wish(OfClinic, table=True):
    """Somebody on the waitlist. `status` is waiting, offered, taken or gone."""

    __tablename__ = "waitlist"
    __table_args__ = (Index("ix_waitlist_hold", "clinic_id", "hold_id"),)

    id: str = key()
    patient_id: str | None = link("patients")
    patient_name: str = sealed("waitlist.patient_name", required=True)
    callback_number: str | None = sealed("waitlist.callback_number")
    service: str = Field(max_length=NAME_LENGTH)
    provider: str = Field(default="", max_length=NAME_LENGTH)
    """Whom they want to see; empty for anybody."""
    windows: list[Any] = value()
    status: str = Field(default="waiting", max_length=8, index=True)
    offered: Any = value()
    """The opening that is offered."""
    offer_until: datetime | None = moment()
    hold_id: str | None = Field(default=None, max_length=ID_LENGTH)
    """What keeps the opening meanwhile; several who are asked at once have the same one."""
    passed: list[Any] | None = value()
    """The openings that they were offered before, each "2026-03-03T10:00 provider"."""
    appointment_id: str | None = Field(default=None, max_length=ID_LENGTH)
    """What came of it."""
    call_id: str | None = Field(default=None, max_length=64)
    created_at: datetime = moment(required=True)
