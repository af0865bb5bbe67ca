"""Practices, their clinics, and what a clinic works with: people, rooms, services, closed days.

The facts that callers are told stand in the clinic's profile, as it was written; the rows of
providers, operatories and services are made of it, so that others can point at them.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from clinic.store.tables.row import (
    NAME_LENGTH,
    OfClinic,
    OfPractice,
    key,
    moment,
    value,
)


class Practice(SQLModel, table=True):
    """A tenant."""

    __tablename__ = "practices"

    id: str = key()
    name: str = Field(max_length=NAME_LENGTH)
    created_at: datetime = moment(required=True)


class ClinicRow(OfPractice, table=True):
    """A location of a practice; its id is the one in its profile."""

    __tablename__ = "clinics"

    id: str = key()
    name: str = Field(max_length=NAME_LENGTH)
    timezone: str = Field(max_length=64)
    state: str = Field(max_length=2)
    number: str = Field(max_length=20, unique=True)
    """The line that Frontdesk answers, E.164."""
    flow: str = Field(max_length=NAME_LENGTH)
    profile: str
    """The clinic's file as text."""
    paused: bool = False
    """Whether nobody but voicemail answers (the kill switch)."""
    created_at: datetime = moment(required=True)
    updated_at: datetime = moment(required=True)


class ProviderRow(OfClinic, table=True):
    """A dentist, hygienist or doctor."""

    __tablename__ = "providers"
    __table_args__ = (UniqueConstraint("clinic_id", "name"),)

    id: str = key()
    name: str = Field(max_length=NAME_LENGTH)
    role: str = Field(max_length=40)
    days: list[str] = value()
    active: bool = True


class OperatoryRow(OfClinic, table=True):
    """A room."""

    __tablename__ = "operatories"
    __table_args__ = (UniqueConstraint("clinic_id", "name"),)

    id: str = key()
    name: str = Field(max_length=NAME_LENGTH)
    active: bool = True


class ServiceRow(OfClinic, table=True):
    """Something that patients come for, and how it may be booked."""

    __tablename__ = "services"
    __table_args__ = (UniqueConstraint("clinic_id", "name"),)

    id: str = key()
    name: str = Field(max_length=NAME_LENGTH)
    minutes: int
    role: str = Field(default="", max_length=40)
    """Of the providers who do it."""
    booking: str = Field(max_length=10)
    """`direct`, `approval` or `request`."""
    urgent: bool = False
    price: int | None = None
    active: bool = True


class Holiday(OfClinic, table=True):
    """A day on which the clinic keeps other hours, or none, beside those of its profile."""

    __tablename__ = "holidays"
    __table_args__ = (UniqueConstraint("clinic_id", "day"),)

    id: str = key()
    day: date
    name: str = Field(default="", max_length=NAME_LENGTH)
    hours: list[str] | None = value()
    """The stretches in which it is open all the same, each "08:00-12:00"."""


class Setting(OfClinic, table=True):
    """A setting of a clinic that staff change while it works."""

    __tablename__ = "settings"
    __table_args__ = (UniqueConstraint("clinic_id", "name"),)

    id: str = key()
    name: str = Field(max_length=NAME_LENGTH)
    value: Any = value()
    updated_at: datetime = moment(required=True)
    updated_by: str | None = Field(default=None, max_length=40)


class Counter(OfPractice, table=True):
    """A number that is counted up within a practice, such as the year's tasks."""

    __tablename__ = "counters"
    __table_args__ = (UniqueConstraint("practice_id", "name"),)

    id: str = key()
    name: str = Field(max_length=40)
    value: int = 0


class Agreement(OfPractice, table=True):
    """A vendor, and the business associate agreement with it (45 CFR 164.504(e))."""

    __tablename__ = "agreements"
    __table_args__ = (UniqueConstraint("practice_id", "vendor"),)

    id: str = key()
    vendor: str = Field(max_length=NAME_LENGTH)
    signed_at: datetime | None = moment()
    phi_exposure: str = Field(default="", max_length=NAME_LENGTH)
    soc2: bool = False
    residency: str = Field(default="", max_length=NAME_LENGTH)
    audit_months: int = 12
    next_audit_at: datetime | None = moment()
