"""Workflows under way: a chain of tasks, of which the first one's id names the whole.

The next step is made in the transaction that completes the one before it, so no patient is lost
between two steps. Cancelling the step that is open stops the chain.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, or_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.refusal import NotAllowed
from clinic.standing import may_be_contacted
from clinic.store.database import Database
from clinic.store.keyring import Keyring
from clinic.store.outbox import tell
from clinic.store.scope import Scope
from clinic.store.sla import clock_of
from clinic.store.tables.desk import TaskRow
from clinic.store.tables.patient import PatientRow
from clinic.store.task_entry import CHANGED, NewTask, leave, log
from clinic.task import CANCELLED, COMPLETED, OPEN
from clinic.workflows import WORKFLOWS, Step, first, following


@dataclass(frozen=True, slots=True)
class Run:
    """A workflow of one patient. `status` is in_progress, completed or cancelled."""

    id: str
    workflow: str
    patient_id: str | None
    status: str
    tasks: tuple[TaskRow, ...]
    """One for each step that was begun, in order."""

    def as_json(self) -> dict[str, Any]:
        """Every step with its task, those to come with none."""
        begun = {one.step: one for one in self.tasks}
        return {
            "id": self.id,
            "workflow": self.workflow,
            "patient_id": self.patient_id,
            "status": self.status,
            "steps": [
                {
                    "name": step.name,
                    "owner": step.owner,
                    "status": begun[step.name].status if step.name in begun else "waiting",
                    "task_id": begun[step.name].number if step.name in begun else None,
                }
                for step in WORKFLOWS[self.workflow]
            ],
        }


async def start(
    database: Database, scope: Scope, workflow: str, patient_id: str, now: datetime, *, by: str
) -> Run:
    """Begin a workflow with a patient.

    Raises `KeyError` for no such workflow or patient, and `NotAllowed` for a patient with whom
    nothing is begun, or who is in the middle of the same workflow.
    """
    step, due = first(workflow), await clock_of(database, scope, now)
    async with database.writing() as session:
        query = scope.rows(PatientRow).where(col(PatientRow.id) == patient_id)
        patient: PatientRow | None = await session.scalar(query.with_for_update())
        if patient is None:
            raise KeyError("there is no such patient")
        if not may_be_contacted(patient.status, do_not_contact=patient.do_not_contact):
            raise NotAllowed("Nothing is begun with this patient; look at their status.")
        under_way = scope.only(TaskRow, col(TaskRow.id)).where(
            col(TaskRow.patient_id) == patient_id,
            col(TaskRow.workflow) == workflow,
            col(TaskRow.status).in_(OPEN),
        )
        if await session.scalar(under_way.limit(1)) is not None:
            raise NotAllowed("This patient is in the middle of that workflow.")
        new = NewTask(
            type=step.name,
            key=f"{workflow}:{step.name}",
            owner=step.owner,
            patient_id=patient_id,
            patient_name=f"{patient.first_name} {patient.last_name}",
            due_at=due(step.hours),
            workflow=workflow,
            step=step.name,
        )
        row = await leave(session, database.keyring, scope, new, now, by=by)
    return Run(row.id, workflow, patient_id, "in_progress", (row,))


async def advance(
    session: AsyncSession,
    keyring: Keyring,
    scope: Scope,
    done: TaskRow,
    now: datetime,
    due: Callable[[float], datetime],
    *,
    by: str | None,
) -> TaskRow | None:
    """The task of the next step, now that one is done; `None` for no workflow, or its end."""
    step = _next(done)
    if step is None:
        return None
    new = NewTask(
        type=step.name,
        key=f"{done.workflow}:{step.name}",
        owner=step.owner,
        patient_id=done.patient_id,
        patient_name=done.patient_name,
        callback_number=done.callback_number,
        due_at=due(step.hours),
        parent_id=done.parent_id or done.id,
        workflow=done.workflow,
        step=step.name,
    )
    return await leave(session, keyring, scope, new, now, by=by)


async def has_gone_on(session: AsyncSession, scope: Scope, row: TaskRow) -> bool:
    """Whether a task is a step after which its workflow went on."""
    step = _next(row)
    if step is None:
        return False
    later = _of_run(scope, row.parent_id or row.id).where(col(TaskRow.step) == step.name)
    return await session.scalar(later.limit(1)) is not None


async def cancel(database: Database, scope: Scope, run_id: str, now: datetime, *, by: str) -> Run:
    """Stop a workflow where it is. Raises `KeyError`, and `NotAllowed` where it is over."""
    async with database.writing() as session:
        tasks = list(await session.scalars(_of_run(scope, run_id).with_for_update()))
        run = _run(run_id, tasks)
        still_open = [one for one in tasks if one.status in OPEN]
        if not still_open:
            raise NotAllowed(f"This workflow is {run.status} already.")
        for row in still_open:
            row.status = CANCELLED
            log(session, scope, row, "cancel", now, by=by)
            tell(session, scope, CHANGED, row.id, now, {"action": "cancel"})
    return _run(run_id, tasks)


async def run_of(database: Database, scope: Scope, run_id: str) -> Run:
    """A workflow under way, or over. Raises `KeyError`."""
    async with database.reading() as session:
        return _run(run_id, list(await session.scalars(_of_run(scope, run_id))))


def runs(scope: Scope, *, patient_id: str | None = None) -> Select[TaskRow]:
    """A query for the first tasks of all workflows; the id of each names its workflow's run."""
    query = scope.rows(TaskRow).where(
        col(TaskRow.workflow).is_not(None), col(TaskRow.parent_id).is_(None)
    )
    return query.where(col(TaskRow.patient_id) == patient_id) if patient_id else query


def _of_run(scope: Scope, run_id: str) -> Select[TaskRow]:
    return scope.rows(TaskRow).where(
        or_(col(TaskRow.id) == run_id, col(TaskRow.parent_id) == run_id),
        col(TaskRow.workflow).is_not(None),
    )


def _run(run_id: str, tasks: list[TaskRow]) -> Run:
    root = next((one for one in tasks if one.id == run_id and one.parent_id is None), None)
    if root is None or root.workflow is None:
        raise KeyError("there is no such workflow")
    names = [step.name for step in WORKFLOWS[root.workflow]]
    tasks = sorted(tasks, key=lambda one: names.index(one.step or root.type))
    last = tasks[-1].status
    status = last if last in (COMPLETED, CANCELLED) else "in_progress"
    return Run(run_id, root.workflow, root.patient_id, status, tuple(tasks))


def _next(row: TaskRow) -> Step | None:
    if row.workflow is None or row.step is None:
        return None
    return following(row.workflow, row.step)
