"""Text messages and mails, and how often each tried to leave."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from clinic.store.tables.row import (
    ID_LENGTH,
    OfClinic,
    key,
    link,
    moment,
    sealed,
)


class MessageRow(OfClinic, table=True):
    """A text message or mail, in or out."""

    __tablename__ = "messages"
    __table_args__ = (
        Index("ix_messages_number", "clinic_id", "address_index"),
        UniqueConstraint("clinic_id", "key"),
    )

    id: str = key()
    key: str | None = Field(default=None, max_length=120)
    """What it is, in one word: a message of the same key is not written twice."""
    channel: str = Field(max_length=6)
    """`sms` or `email`."""
    direction: str = Field(max_length=4)
    """`in` or `out`."""
    address: str = sealed("messages.address", required=True)
    address_index: str = Field(max_length=32)
    template: str = Field(default="", max_length=60)
    body: str = sealed("messages.body", required=True)
    purpose: str = Field(default="", max_length=20)
    status: str = Field(max_length=12)
    """`queued`, `sending`, `sent`, `delivered`, `failed`, `refused`, `received`."""
    error: str | None = Field(default=None, max_length=40)
    vendor_id: str | None = Field(default=None, max_length=64)
    appointment_id: str | None = link("appointments")
    patient_id: str | None = link("patients")
    """Whom it is for, where that is known."""
    about_id: str | None = Field(default=None, max_length=64)
    """What else it is about: somebody's wish, a notice, a task, the message it answers."""
    call_id: str | None = Field(default=None, max_length=64)
    created_at: datetime = moment(required=True)
    tried_at: datetime | None = moment()
    """When somebody last began to send it."""
    sent_at: datetime | None = moment()


class Attempt(OfClinic, table=True):
    """One try of a job to deliver something."""

    __tablename__ = "delivery_attempts"

    id: str = key()
    job_id: str = Field(max_length=ID_LENGTH, index=True)
    handler: str = Field(default="", max_length=120, sa_column_kwargs={"server_default": ""})
    """Which of those who had something to do with it."""
    outcome: str = Field(max_length=12)
    """`done`, `later` or `dead`."""
    error: str | None = Field(default=None, max_length=60)
    at: datetime = moment(required=True)
