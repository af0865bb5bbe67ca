"""What people do with a task: each deed is one transaction, one step in its history, one notice.

The row is locked and the table of moves asked again inside the transaction; so of two people who
complete a task at once one has done it, and the other is told that it was done.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeAlias

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.due import HOURS
from clinic.refusal import NotAllowed
from clinic.store import workflow
from clinic.store.database import Database
from clinic.store.decision import follow_up
from clinic.store.notices import notify
from clinic.store.outbox import tell
from clinic.store.scope import Scope
from clinic.store.sla import clock_of
from clinic.store.tables.account import User
from clinic.store.tables.desk import TaskRow
from clinic.store.tables.patient import PatientRow
from clinic.store.task_entry import CHANGED, NewTask, leave, log, name_and_number
from clinic.task import DECISIONS, MOVES, check_decision, moved
from engine.events import Value


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that somebody wants to do with a task."""

    action: str
    """One of `clinic.task.MOVES`."""
    user_id: str
    role: str
    note: str | None = None
    assignee_id: str | None = None
    owner: str | None = None
    """To assign a task to nobody in particular among the staff or the doctors."""


@dataclass(frozen=True, slots=True)
class _Doing:
    """What the effects of a deed work with."""

    session: AsyncSession
    database: Database
    scope: Scope
    deed: Deed
    row: TaskRow
    now: datetime
    due: Callable[[float], datetime]


async def act(database: Database, scope: Scope, task_id: str, deed: Deed, now: datetime) -> TaskRow:
    """Do it. Raises `KeyError` for no such task or action, `NotAllowed` with a sentence."""
    if deed.action not in MOVES or deed.action == "change":
        raise KeyError("there is no such action")
    due = await clock_of(database, scope, now)
    async with database.writing() as session:
        row = await _locked(session, scope, task_id)
        to = moved(deed.action, row.status)
        doing = _Doing(session, database, scope, deed, row, now, due)
        effect = _EFFECTS.get(deed.action)
        if effect is not None:
            await effect(doing)
        row.status = to
        log(session, scope, row, deed.action, now, by=deed.user_id, note=deed.note)
        tell(session, scope, CHANGED, row.id, now, {"action": deed.action})
    return row


async def create(
    database: Database, scope: Scope, new: NewTask, now: datetime, *, by: str
) -> TaskRow:
    """A task made by hand; its clock is that of its priority where none is given.

    Raises `NotAllowed` for an assignee who does not work here, or a patient of somebody else.
    """
    due = await clock_of(database, scope, now)
    async with database.writing() as session:
        if new.assignee_id is not None:
            await _colleague(session, scope, new.assignee_id)
        await _check_patient(session, scope, new.patient_id)
        row = await leave(session, database.keyring, scope, new, now, by=by)
        row.due_at = new.due_at or due(HOURS[new.priority])
    return row


async def change(
    database: Database,
    scope: Scope,
    task_id: str,
    changes: Mapping[str, Value],
    now: datetime,
    *,
    by: str,
) -> TaskRow:
    """Correct what a task says: `priority`, `due_at`, `owner`, `patient_id`, `patient_name`,
    `callback_number`; `details` are added to those it has.

    Raises `KeyError` for no such task, `NotAllowed` for one that is over, or no such patient.
    """
    async with database.writing() as session:
        row = await _locked(session, scope, task_id)
        moved("change", row.status)
        await _check_patient(session, scope, changes.get("patient_id"))
        for name in ("priority", "due_at", "owner", "patient_id"):
            if name in changes:
                setattr(row, name, changes[name])
        if "due_at" in changes:
            row.late_at = None
        name_and_number(
            database.keyring,
            row,
            changes.get("patient_name", row.patient_name),
            changes.get("callback_number", row.callback_number),
        )
        row.details = {**(row.details or {}), **changes.get("details", {})}
        log(session, scope, row, "changed", now, by=by)
        tell(session, scope, CHANGED, row.id, now, {"action": "change"})
    return row


async def _locked(session: AsyncSession, scope: Scope, task_id: str) -> TaskRow:
    query = scope.rows(TaskRow).where(
        (col(TaskRow.id) == task_id) | (col(TaskRow.number) == task_id)
    )
    row: TaskRow | None = await session.scalar(query.with_for_update())
    if row is None:
        raise KeyError("there is no such task")
    return row


async def _start(doing: _Doing) -> None:
    doing.row.started_at = doing.row.started_at or doing.now


async def _complete(doing: _Doing) -> None:
    doing.row.completed_at = doing.now
    await workflow.advance(
        doing.session,
        doing.database.keyring,
        doing.scope,
        doing.row,
        doing.now,
        doing.due,
        by=doing.deed.user_id,
    )


async def _decide(doing: _Doing) -> None:
    row, deed = doing.row, doing.deed
    check_decision(row.type, deed.role)
    if deed.action == "reject" and not deed.note:
        raise NotAllowed("Say why it is rejected, so that the staff can tell the patient.")
    row.decision, row.decision_note = DECISIONS[deed.action], deed.note
    row.completed_at = doing.now
    await follow_up(doing.session, doing.database.keyring, doing.scope, row, doing.now, doing.due)


async def _reopen(doing: _Doing) -> None:
    row = doing.row
    if row.decision is not None:
        raise NotAllowed("It was decided, and the patient is being told; leave a new task instead.")
    if await workflow.has_gone_on(doing.session, doing.scope, row):
        raise NotAllowed("Its workflow has gone on to the next step.")
    row.started_at = row.completed_at = row.late_at = None


async def _assign(doing: _Doing) -> None:
    row, deed = doing.row, doing.deed
    if deed.assignee_id is None and deed.owner is None:
        raise NotAllowed("Say to whom it is assigned.")
    if deed.assignee_id is None:
        row.assignee_id, row.owner = None, deed.owner or row.owner
        notify(doing.session, doing.scope, "task.assigned", row.id, doing.now, role=row.owner)
        return
    colleague = await _colleague(doing.session, doing.scope, deed.assignee_id)
    row.assignee_id = colleague.id
    row.owner = "doctor" if colleague.role == "doctor" else deed.owner or "staff"
    notify(doing.session, doing.scope, "task.assigned", row.id, doing.now, user_id=colleague.id)


async def _note(doing: _Doing) -> None:
    if not doing.deed.note:
        raise NotAllowed("Write what is to be noted.")


async def _flag(doing: _Doing) -> None:
    doing.row.flagged = doing.deed.action == "flag"


async def _colleague(session: AsyncSession, scope: Scope, user_id: str) -> User:
    user = await session.get(User, user_id)
    if (
        user is None
        or user.practice_id != scope.practice_id
        or not user.is_active
        or (user.clinic_ids and scope.clinic_id not in user.clinic_ids)
    ):
        raise NotAllowed("Nobody of that name works in this clinic.")
    return user


async def _check_patient(session: AsyncSession, scope: Scope, patient_id: str | None) -> None:
    own = scope.only(PatientRow, col(PatientRow.id)).where(col(PatientRow.id) == patient_id)
    if patient_id is not None and await session.scalar(own) is None:
        raise NotAllowed("There is no such patient in this clinic.")


_Effect: TypeAlias = Callable[[_Doing], Awaitable[Any]]
_EFFECTS: Final[Mapping[str, _Effect]] = {
    "start": _start,
    "call_back": _start,
    "complete": _complete,
    "approve": _decide,
    "reject": _decide,
    "reopen": _reopen,
    "assign": _assign,
    "note": _note,
    "flag": _flag,
    "unflag": _flag,
}
"""What an action does beside moving the task."""
