"""A clinic's tasks as its people look for them.

Names and numbers are sealed, so nothing can be searched by a part of them: a task is found by its
own number, by the telephone, and by the first three letters of a surname. Lists are ordered by
plain columns alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, literal
from sqlmodel import col

from clinic.store.columns import Moment
from clinic.store.database import Database
from clinic.store.keyring import Keyring
from clinic.store.scope import Scope
from clinic.store.tables.call import Recording
from clinic.store.tables.desk import TaskRow, TaskStep
from clinic.store.task_entry import surname_start
from clinic.task import OPEN

_NEVER: Final = datetime(9999, 1, 1, tzinfo=UTC)

NEWEST: Final[tuple[Any, ...]] = (col(TaskRow.id),)
"""The order of being left; ids begin with the time."""
URGENCY: Final[tuple[Any, ...]] = (
    func.coalesce(col(TaskRow.due_at), literal(_NEVER, Moment)),
    col(TaskRow.id),
)
"""What is due first comes first; what has no clock comes last."""

GROUPS: Final[Mapping[str, Any]] = {
    "type": TaskRow.type,
    "owner": TaskRow.owner,
    "status": TaskRow.status,
    "priority": TaskRow.priority,
    "assignee": TaskRow.assignee_id,
    "patient": TaskRow.patient_id,
}
"""What tasks are counted by."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which tasks; what is `None` or empty does not matter."""

    statuses: tuple[str, ...] = ()
    owner: str | None = None
    types: tuple[str, ...] = ()
    priority: str | None = None
    assignee_id: str | None = None
    flagged: bool | None = None
    overdue: bool | None = None
    patient_id: str | None = None
    call_id: str | None = None
    workflow: str | None = None
    surname: str | None = None
    """Only its first three letters are looked at."""
    telephone: str | None = None
    """E.164."""
    number: str | None = None
    """TASK-2026-0001."""


def urgency(row: TaskRow) -> tuple[datetime, str]:
    """A row's values of `URGENCY`."""
    return row.due_at or _NEVER, row.id


def tasks(scope: Scope, keyring: Keyring, wanted: Wanted, now: datetime) -> Select[TaskRow]:
    """A query for a clinic's tasks."""
    return scope.rows(TaskRow).where(*_conditions(keyring, wanted, now))


async def counted(
    database: Database, scope: Scope, by: str, wanted: Wanted, now: datetime
) -> dict[str, int]:
    """How many tasks there are of each kind, by one of `GROUPS`; "" stands for none.

    Raises `KeyError` for another group.
    """
    column = col(GROUPS[by])
    query = scope.only(TaskRow, column, func.count()).where(
        *_conditions(database.keyring, wanted, now)
    )
    async with database.reading() as session:
        rows = (await session.execute(query.group_by(column))).all()
    return {value or "": count for value, count in sorted(rows, key=lambda row: row[0] or "")}


async def task(database: Database, scope: Scope, name: str) -> TaskRow:
    """A task by its id or its number. Raises `KeyError`."""
    query = scope.rows(TaskRow).where((col(TaskRow.id) == name) | (col(TaskRow.number) == name))
    async with database.reading() as session:
        row: TaskRow | None = await session.scalar(query)
    if row is None:
        raise KeyError("there is no such task")
    return row


async def steps(database: Database, scope: Scope, task_id: str) -> list[TaskStep]:
    """What was done with a task, in order."""
    query = scope.rows(TaskStep).where(col(TaskStep.task_id) == task_id)
    async with database.reading() as session:
        return list(await session.scalars(query.order_by(col(TaskStep.at), col(TaskStep.id))))


async def recording_of(database: Database, scope: Scope, row: TaskRow) -> str | None:
    """The id of what is kept of a task's call, or of the message that was left with it."""
    if row.call_id is None:
        return None
    message = (row.details or {}).get("recording")
    query = scope.only(Recording, col(Recording.id)).where(
        col(Recording.call_id) == row.call_id,
        col(Recording.deleted_at).is_(None),
        col(Recording.vendor_id) == message if message else col(Recording.vendor_id).is_(None),
    )
    async with database.reading() as session:
        found: str | None = await session.scalar(query.order_by(col(Recording.id)).limit(1))
    return found


def as_json(
    row: TaskRow, *, transcript: str | None = None, recording_url: str | None = None
) -> dict[str, Any]:
    """A task as the API tells it (TK-1). The transcript is there only for whoever asked for it."""
    return {
        "id": row.id,
        "task_id": row.number,
        "patient_id": row.patient_id,
        "patient_name": row.patient_name,
        "callback_number": row.callback_number,
        "request_type": row.type,
        "priority": row.priority,
        "details": dict(row.details or {}),
        "call_id": row.call_id,
        "call_transcript": transcript,
        "call_recording_url": recording_url,
        "created_at": _said(row.created_at),
        "status": row.status,
        "owner": row.owner,
        "assignee_id": row.assignee_id,
        "flagged": row.flagged,
        "decision": row.decision,
        "decision_note": row.decision_note,
        "workflow": row.workflow,
        "step": row.step,
        "parent_id": row.parent_id,
        "due_at": _said(row.due_at),
        "started_at": _said(row.started_at),
        "completed_at": _said(row.completed_at),
    }


def _said(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None


def _conditions(keyring: Keyring, wanted: Wanted, now: datetime) -> list[ColumnElement[bool]]:
    plain = {
        TaskRow.owner: wanted.owner,
        TaskRow.priority: wanted.priority,
        TaskRow.assignee_id: wanted.assignee_id,
        TaskRow.flagged: wanted.flagged,
        TaskRow.patient_id: wanted.patient_id,
        TaskRow.call_id: wanted.call_id,
        TaskRow.workflow: wanted.workflow,
        TaskRow.number: wanted.number and wanted.number.strip().upper(),
    }
    found: list[Any] = [col(name) == value for name, value in plain.items() if value is not None]
    if wanted.statuses:
        found.append(col(TaskRow.status).in_(wanted.statuses))
    if wanted.types:
        found.append(col(TaskRow.type).in_(wanted.types))
    if wanted.overdue is not None:
        late = (
            col(TaskRow.status).in_(OPEN)
            & col(TaskRow.due_at).is_not(None)
            & (col(TaskRow.due_at) < now)
        )
        found.append(late if wanted.overdue else ~late)
    if wanted.surname is not None:
        start = surname_start(wanted.surname)
        found.append(col(TaskRow.surname_start_index) == keyring.index("surname start", start))
    if wanted.telephone is not None:
        found.append(col(TaskRow.number_index) == keyring.index("phone", wanted.telephone))
    return found
