"""Leaving a task: its number, its clock, what it is found by, and a notice to whose it is.

All of it is written in one transaction with the reason for it, so that no task exists that nobody
was told of, and nobody is told of one that does not exist.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.records import normalised, parted
from clinic.store.identifier import new_id
from clinic.store.keyring import Keyring
from clinic.store.notices import notify
from clinic.store.outbox import tell
from clinic.store.patients import START, known_by
from clinic.store.scope import Scope
from clinic.store.tables.desk import TaskRow, TaskStep
from clinic.store.tables.practice import Counter
from engine.events import Value

CREATED: Final = "task.created"
CHANGED: Final = "task.changed"


@dataclass(frozen=True, slots=True)
class NewTask:
    """Work to be left for somebody. `key` is unique within its call."""

    type: str
    key: str = ""
    priority: str = "normal"
    owner: str = "staff"
    call_id: str | None = None
    patient_id: str | None = None
    patient_name: str | None = None
    callback_number: str | None = None
    details: Mapping[str, Value] = field(default_factory=dict)
    due_at: datetime | None = None
    assignee_id: str | None = None
    parent_id: str | None = None
    workflow: str | None = None
    step: str | None = None


async def leave(
    session: AsyncSession,
    keyring: Keyring,
    scope: Scope,
    new: NewTask,
    now: datetime,
    *,
    by: str | None = None,
) -> TaskRow:
    """Add a task and a notice of it. `by` is the user who made it by hand, which is kept too.

    The patient is the one who has the name and the number, where there is exactly one.
    """
    row = TaskRow(
        id=new_id(now),
        number=await next_number(session, scope, now),
        call_id=new.call_id,
        key=new.key,
        type=new.type,
        priority=new.priority,
        owner=new.owner,
        assignee_id=new.assignee_id,
        patient_id=new.patient_id,
        details=dict(new.details),
        workflow=new.workflow,
        step=new.step,
        parent_id=new.parent_id,
        due_at=new.due_at,
        created_at=now,
        **scope.ids,
    )
    name_and_number(keyring, row, new.patient_name, new.callback_number)
    if row.patient_id is None and new.patient_name:
        name = parted(new.patient_name)
        row.patient_id = await known_by(session, keyring, scope, name, new.callback_number)
    session.add(row)
    await session.flush()
    if by is not None:
        log(session, scope, row, "created", now, by=by)
    notify(session, scope, CREATED, row.id, now, role=row.owner)
    if row.assignee_id is not None:
        notify(session, scope, "task.assigned", row.id, now, user_id=row.assignee_id)
    tell(session, scope, CREATED, row.id, now)
    return row


def name_and_number(keyring: Keyring, row: TaskRow, name: str | None, number: str | None) -> None:
    """Write whom a task is about and where to call, with what it is found by."""
    row.patient_name, row.callback_number = name, number
    start = surname_start(name or "")
    row.surname_start_index = keyring.index("surname start", start) if start else None
    row.number_index = keyring.index("phone", number) if number else None


def surname_start(name: str) -> str:
    """The first letters of the surname in a full name; of the only name where there is one."""
    known = parted(name)
    return normalised(known["last"] or known["first"])[:START]


def log(
    session: AsyncSession,
    scope: Scope,
    row: TaskRow,
    action: str,
    now: datetime,
    *,
    by: str | None = None,
    note: str | None = None,
) -> TaskStep:
    """Keep that something was done with a task; `by` is a user, `None` for a call or a clock."""
    step = TaskStep(
        id=new_id(now), task_id=row.id, user_id=by, action=action, note=note, at=now, **scope.ids
    )
    session.add(step)
    return step


async def next_number(session: AsyncSession, scope: Scope, now: datetime) -> str:
    """The next number of a practice's tasks of the year, TASK-2026-0001."""
    year = now.astimezone(UTC).year
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite_insert if is_sqlite else postgresql_insert
    first = insert(Counter).values(
        id=new_id(now), practice_id=scope.practice_id, name=f"task {year}", value=1
    )
    counted = first.on_conflict_do_update(
        index_elements=["practice_id", "name"], set_={"value": col(Counter.value) + 1}
    ).returning(col(Counter.value))
    return f"TASK-{year}-{await session.scalar(counted):04d}"
