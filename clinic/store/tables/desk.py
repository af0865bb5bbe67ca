"""What calls leave for people: tasks, escalations, notices."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from clinic.store.tables.row import (
    ID_LENGTH,
    OfClinic,
    key,
    link,
    moment,
    sealed,
    sealed_value,
)


class TaskRow(OfClinic, table=True):
    """Work for somebody. `status` is pending, in_progress, completed or cancelled."""

    __tablename__ = "tasks"
    __table_args__ = (
        UniqueConstraint("call_id", "key"),
        UniqueConstraint("practice_id", "number"),
        Index("ix_tasks_queue", "clinic_id", "status", "due_at"),
        Index("ix_tasks_number", "clinic_id", "number_index"),
        Index("ix_tasks_surname_start", "clinic_id", "surname_start_index"),
    )

    id: str = key()
    number: str = Field(max_length=20)
    """As people say it: TASK-2026-0001."""
    call_id: str | None = Field(default=None, max_length=64, index=True)
    key: str = Field(max_length=64)
    """Unique within its call."""
    type: str = Field(max_length=40)
    priority: str = Field(default="normal", max_length=8)
    owner: str = Field(default="staff", max_length=10)
    assignee_id: str | None = link("users")
    status: str = Field(default="pending", max_length=12)
    flagged: bool = False
    patient_id: str | None = link("patients")
    patient_name: str | None = sealed("tasks.patient_name")
    surname_start_index: str | None = Field(default=None, max_length=32)
    """Of the first three letters of the surname."""
    callback_number: str | None = sealed("tasks.callback_number")
    number_index: str | None = Field(default=None, max_length=32)
    details: Any = sealed_value("tasks.details")
    decision: str | None = Field(default=None, max_length=10)
    """`approved` or `rejected`."""
    decision_note: str | None = sealed("tasks.decision_note")
    workflow: str | None = Field(default=None, max_length=40)
    step: str | None = Field(default=None, max_length=60)
    parent_id: str | None = link("tasks")
    due_at: datetime | None = moment()
    late_at: datetime | None = moment()
    """When people were told that it is overdue."""
    created_at: datetime = moment(required=True)
    started_at: datetime | None = moment()
    completed_at: datetime | None = moment()


class TaskStep(OfClinic, table=True):
    """What somebody did with a task."""

    __tablename__ = "task_steps"

    id: str = key()
    task_id: str = link("tasks", required=True)
    user_id: str | None = Field(default=None, max_length=ID_LENGTH)
    action: str = Field(max_length=20)
    note: str | None = sealed("task_steps.note")
    at: datetime = moment(required=True)


class EscalationRow(OfClinic, table=True):
    """A call that was handed to a person, and what staff say about it afterwards."""

    __tablename__ = "escalations"

    id: str = key()
    call_id: str = Field(foreign_key="calls.id", unique=True, max_length=64)
    reason: str = Field(max_length=40)
    handoff: str | None = Field(default=None, max_length=12)
    """How it ended: answered, busy, no_answer, voicemail, failed."""
    label: str | None = Field(default=None, max_length=20)
    """`needed`, `needless` or `late`, by those who reviewed it."""
    at: datetime = moment(required=True, indexed=True)


class Notification(OfClinic, table=True):
    """A notice to everybody with a role, or to one person. It tells nothing of patients."""

    __tablename__ = "notifications"

    id: str = key()
    role: str | None = Field(default=None, max_length=20)
    user_id: str | None = link("users")
    kind: str = Field(max_length=40)
    reference: str = Field(default="", max_length=64)
    """The call, task or job that it is about."""
    created_at: datetime = moment(required=True)
    read_at: datetime | None = moment()
    """When the first of them read it."""


class NoticeSeen(OfClinic, table=True):
    """That one person has read a notice, or put it away; others may still have to see it."""

    __tablename__ = "notices_seen"

    notification_id: str = Field(
        primary_key=True, foreign_key="notifications.id", max_length=ID_LENGTH
    )
    user_id: str = Field(primary_key=True, foreign_key="users.id", max_length=ID_LENGTH)
    read_at: datetime = moment(required=True)
    cleared_at: datetime | None = moment()
