"""What has to be known afterwards: who looked at what, what is still to be done, what was told.

Rows of the outbox are written in the transaction of what they tell, so nothing is told that did not
happen and nothing that happened goes untold.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Integer, UniqueConstraint
from sqlmodel import Field

from clinic.store.tables.row import (
    ID_LENGTH,
    NAME_LENGTH,
    OfClinic,
    OfPractice,
    key,
    moment,
    sealed,
    sealed_value,
    value,
)


def _counted() -> Any:
    """A number that the database counts up."""
    number = BigInteger().with_variant(Integer, "sqlite")
    return Field(default=None, sa_column=Column(number, primary_key=True, autoincrement=True))


class AuditRow(OfPractice, table=True):
    """Something done with what is known of people. Each row holds the hash of the one before."""

    __tablename__ = "audit"
    __table_args__ = (UniqueConstraint("practice_id", "previous_hash"),)

    id: int | None = _counted()
    clinic_id: str | None = Field(default=None, max_length=ID_LENGTH, index=True)
    at: datetime = moment(required=True, indexed=True)
    user_id: str | None = Field(default=None, max_length=ID_LENGTH, index=True)
    action: str = Field(max_length=10)
    """`create`, `read`, `update`, `delete`, `export`, `login`."""
    resource: str = Field(max_length=40)
    resource_id: str = Field(default="", max_length=64, index=True)
    ip_address: str | None = sealed("audit.ip_address")
    user_agent: str | None = Field(default=None, max_length=NAME_LENGTH)
    success: bool = True
    phi_accessed: bool = True
    changes: Any = sealed_value("audit.changes")
    previous_hash: str = Field(max_length=64)
    hash: str = Field(max_length=64)


class OutboxRow(OfClinic, table=True):
    """Something to be done because of what was written with it. It holds ids only."""

    __tablename__ = "outbox"

    id: str = key()
    kind: str = Field(max_length=40)
    reference: str = Field(max_length=64)
    more: Any = value()
    created_at: datetime = moment(required=True)
    taken_at: datetime | None = moment(indexed=True)


class LiveEvent(OfClinic, table=True):
    """Something that screens show at once."""

    __tablename__ = "live_events"

    id: int | None = _counted()
    roles: list[str] = value()
    kind: str = Field(max_length=40)
    body: Any = sealed_value("live_events.body")
    at: datetime = moment(required=True, indexed=True)


class Answered(OfPractice, table=True):
    """A request of the API that was answered: asked again with its key, it is answered the same."""

    __tablename__ = "answered"
    __table_args__ = (UniqueConstraint("practice_id", "user_id", "key"),)

    id: str = key()
    user_id: str = Field(max_length=ID_LENGTH)
    key: str = Field(max_length=NAME_LENGTH)
    digest: str = Field(max_length=64)
    """Of the request."""
    status: int
    body: str | None = sealed("answered.body")
    created_at: datetime = moment(required=True, indexed=True)


class Alert(OfPractice, table=True):
    """Something that an admin has to look at: unusual access, a backlog, a failing vendor."""

    __tablename__ = "compliance_alerts"

    id: str = key()
    clinic_id: str | None = Field(default=None, max_length=ID_LENGTH)
    type: str = Field(max_length=40)
    description: str = Field(max_length=NAME_LENGTH)
    severity: str = Field(max_length=8)
    user_id: str | None = Field(default=None, max_length=ID_LENGTH)
    created_at: datetime = moment(required=True)
    resolved_at: datetime | None = moment()
