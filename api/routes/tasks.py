"""Tasks: the desk's queue, and everything that people do with what calls left them.

An action is a path of its own, so that what somebody did stands in the audit trail by its name. To
delete a task is to cancel it: what a caller asked for does not vanish.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from api.access import Desk, at_desk
from api.body import Body, Id, Line, Moment, Note
from api.page import USUAL, Cursor, Limit, Page, rows_of
from api.problem import answers, looking_for, unusable
from api.route import Route
from api.routes.recordings import url_of
from api.spoken_words import words_of
from clinic.store import sla, task_actions
from clinic.store import tasks as store
from clinic.store.tables.desk import TaskRow, TaskStep
from clinic.store.task_actions import Deed
from clinic.store.task_entry import NewTask
from clinic.store.tasks import NEWEST, URGENCY, Wanted
from clinic.telephone import e164

router = APIRouter(prefix="/api/tasks", tags=["tasks"], route_class=Route)

TaskDesk = Annotated[Desk, at_desk("tasks")]
ReadingDesk = Annotated[Desk, at_desk("tasks", action="read")]
ChangingDesk = Annotated[Desk, at_desk("tasks", action="update")]

Status = Literal["pending", "in_progress", "completed", "cancelled"]
Filter = Literal["pending", "in_progress", "completed", "cancelled", "new", "in-progress"]
"""Statuses as lists are filtered by; the last two are what some screens call the first two."""
Priority = Literal["low", "normal", "high", "urgent"]
Owner = Literal["staff", "doctor", "admin"]
Type = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[a-z0-9_]+$")]
Details = Annotated[dict[Line, Any], Field(max_length=50)]
Group = Literal["type", "owner", "status", "priority", "assignee", "patient"]

USUAL_SPAN: Final = timedelta(days=30)
_CALLED: Final = {"new": "pending", "in-progress": "in_progress"}


class Action(StrEnum):
    """What is done with a task."""

    START = "start"
    COMPLETE = "complete"
    ASSIGN = "assign"
    CALL_BACK = "call_back"
    FLAG = "flag"
    UNFLAG = "unflag"
    NOTE = "note"
    APPROVE = "approve"
    REJECT = "reject"
    CANCEL = "cancel"
    REOPEN = "reopen"


class TaskOut(BaseModel):
    """A task. The transcript of its call is there only for whoever asked for it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "task_id": "TASK-2026-0001",
                    "patient_name": "Ana Ruiz",
                    "callback_number": "+15125550142",
                    "request_type": "appointment_scheduling",
                    "status": "pending",
                }
            ]
        }
    )

    id: str
    task_id: str
    patient_id: str | None
    patient_name: str | None
    callback_number: str | None
    request_type: str
    priority: str
    details: dict[str, Any]
    call_id: str | None
    call_transcript: str | None
    call_recording_url: str | None
    created_at: datetime
    status: Status
    owner: str
    assignee_id: str | None
    flagged: bool
    decision: str | None
    decision_note: str | None
    workflow: str | None
    step: str | None
    parent_id: str | None
    due_at: datetime | None
    started_at: datetime | None
    completed_at: datetime | None


class StepOut(BaseModel):
    """Something that was done with a task; by nobody: by a call or a clock."""

    at: datetime
    action: str
    user_id: str | None
    note: str | None


class TaskDayOut(BaseModel):
    """The tasks with a clock that were left on a day of the clinic's calendar."""

    day: date
    in_time: int
    late: int = Field(description="Done late, or open though their time is over.")
    waiting: int = Field(description="Open, and in time as yet.")


class FiguresOut(BaseModel):
    """How tasks were done. Shares are 0 to 1, null of nothing."""

    tasks: int
    completed: int
    overdue: int
    completion_rate: float | None
    in_time: float | None
    median_minutes: float | None
    by_day: list[TaskDayOut]


class NewTaskIn(Body):
    """A task made by hand. Without `due_at` its clock is that of its priority."""

    request_type: Type = Field(examples=["callback"])
    priority: Priority = "normal"
    owner: Owner = "staff"
    patient_id: Id | None = None
    patient_name: Line | None = None
    callback_number: Line | None = None
    details: Details = Field(default_factory=dict)
    due_at: Moment | None = None
    assignee_id: Id | None = None


class TaskChange(Body):
    """What is to be different; what is left out stays, and details are added."""

    priority: Priority | None = None
    owner: Owner | None = None
    patient_id: Id | None = None
    patient_name: Line | None = None
    callback_number: Line | None = None
    details: Details | None = None
    due_at: Moment | None = None


class Doing(Body):
    """What goes with an action: a note, and for `assign` to whom."""

    note: Note | None = None
    assignee_id: Id | None = None
    owner: Owner | None = None


class Search(Body):
    """What a task is found by that may not stand in an address."""

    surname: Line | None = Field(default=None, description="Its first three letters count.")
    phone: Line | None = None
    number: Line | None = Field(default=None, examples=["TASK-2026-0001"])
    status: Annotated[list[Status], Field(max_length=4)] = Field(default_factory=list)


@router.get("", responses=answers(401, 403, 404))
async def all_tasks(
    desk: TaskDesk,
    cursor: Cursor = None,
    limit: Limit = USUAL,
    order: Annotated[
        Literal["due", "newest"], Query(description="What is due first, or left last.")
    ] = "due",
    status: Annotated[list[Filter] | None, Query()] = None,
    owner: Annotated[Owner | None, Query()] = None,
    request_type: Annotated[list[Type] | None, Query()] = None,
    priority: Annotated[Priority | None, Query()] = None,
    assignee_id: Annotated[str | None, Query(max_length=40)] = None,
    flagged: Annotated[bool | None, Query()] = None,
    overdue: Annotated[bool | None, Query()] = None,
    patient_id: Annotated[str | None, Query(max_length=40)] = None,
    call_id: Annotated[str | None, Query(max_length=64)] = None,
    workflow: Annotated[str | None, Query(max_length=40)] = None,
) -> Page[TaskOut]:
    """The clinic's tasks. Names and telephones are looked for with `POST /api/tasks/search`."""
    wanted = Wanted(
        statuses=_statuses(status),
        owner=owner,
        types=tuple(request_type or ()),
        priority=priority,
        assignee_id=assignee_id,
        flagged=flagged,
        overdue=overdue,
        patient_id=patient_id,
        call_id=call_id,
        workflow=workflow,
    )
    return await _page(desk, wanted, cursor, limit, newest_first=order == "newest")


@router.post("/search", responses=answers(401, 403, 404))
async def search(
    desk: ReadingDesk, given: Search, cursor: Cursor = None, limit: Limit = USUAL
) -> Page[TaskOut]:
    """Find tasks by a surname, a telephone or their number; the newest first."""
    wanted = Wanted(
        statuses=tuple(given.status),
        surname=given.surname,
        telephone=_number(given.phone),
        number=given.number,
    )
    if not (given.surname or given.phone or given.number):
        raise unusable("Say what to look for.", "search")
    return await _page(desk, wanted, cursor, limit, newest_first=True)


@router.get("/groups", responses=answers(401, 403, 404))
async def groups(
    desk: Annotated[Desk, at_desk("tasks", phi=False)],
    by: Group = "type",
    status: Annotated[list[Filter] | None, Query()] = None,
    owner: Annotated[Owner | None, Query()] = None,
) -> dict[str, int]:
    """How many tasks there are of each kind; "" stands for none."""
    wanted = Wanted(statuses=_statuses(status), owner=owner)
    return await store.counted(desk.database, desk.scope, by, wanted, desk.now)


@router.get("/figures", responses=answers(401, 403, 404))
async def figures(
    desk: Annotated[Desk, at_desk("tasks", phi=False)],
    since: Annotated[Moment | None, Query(description="Without it, thirty days ago.")] = None,
    until: Annotated[Moment | None, Query(description="Without it, now.")] = None,
) -> FiguresOut:
    """How the tasks that were left in some time were done."""
    found = await sla.figures(
        desk.database, desk.scope, since or desk.now - USUAL_SPAN, until or desk.now, desk.now
    )
    return FiguresOut.model_validate(found, from_attributes=True)


@router.post("", status_code=201, responses=answers(401, 403, 404, 409))
async def create(desk: TaskDesk, given: NewTaskIn) -> TaskOut:
    """Leave a task by hand."""
    new = NewTask(
        type=given.request_type,
        key="by hand",
        priority=given.priority,
        owner=given.owner,
        patient_id=given.patient_id,
        patient_name=given.patient_name,
        callback_number=_number(given.callback_number),
        details=given.details,
        due_at=given.due_at,
        assignee_id=given.assignee_id,
    )
    row = await task_actions.create(desk.database, desk.scope, new, desk.now, by=desk.member.id)
    desk.touch(row.id)
    return _shown(row)


@router.get("/{task_id}", responses=answers(401, 403, 404))
async def task(
    desk: TaskDesk,
    task_id: str,
    transcript: Annotated[bool, Query(description="With the words of its call.")] = False,
) -> TaskOut:
    """A task by its id or its number."""
    with looking_for("task"):
        row = await store.task(desk.database, desk.scope, task_id)
    desk.touch(row.id)
    recording = await store.recording_of(desk.database, desk.scope, row)
    words = await words_of(desk, row.call_id) if transcript and row.call_id else None
    url = url_of(recording) if recording else None
    return _shown(row, transcript=words, recording_url=url)


@router.get("/{task_id}/steps", responses=answers(401, 403, 404))
async def steps(desk: TaskDesk, task_id: str) -> list[StepOut]:
    """What was done with a task, in order."""
    with looking_for("task"):
        row = await store.task(desk.database, desk.scope, task_id)
    return [_step(one) for one in await store.steps(desk.database, desk.scope, row.id)]


@router.patch("/{task_id}", responses=answers(401, 403, 404, 409))
async def change(desk: TaskDesk, task_id: str, given: TaskChange) -> TaskOut:
    """Correct a task that is not over."""
    asked = given.model_dump(exclude_unset=True)
    asked = {
        name: value
        for name, value in asked.items()
        if value is not None or name not in ("priority", "owner", "details")
    }
    if "callback_number" in asked:
        asked["callback_number"] = _number(asked["callback_number"])
    desk.note(fields=sorted(asked))
    with looking_for("task"):
        row = await task_actions.change(
            desk.database, desk.scope, task_id, asked, desk.now, by=desk.member.id
        )
    return _shown(row)


@router.delete("/{task_id}", status_code=204, responses=answers(401, 403, 404, 409))
async def cancel(desk: TaskDesk, task_id: str) -> None:
    """Cancel a task. It stays, and can be taken up again."""
    await _act(desk, task_id, Action.CANCEL, Doing())


@router.post("/{task_id}/{action}", responses=answers(401, 403, 404, 409))
async def act(
    desk: ChangingDesk, task_id: str, action: Action, given: Doing | None = None
) -> TaskOut:
    """Do something with a task. Only doctors approve and reject, and a rejection says why."""
    return _shown(await _act(desk, task_id, action, given or Doing()))


async def _act(desk: Desk, task_id: str, action: Action, given: Doing) -> TaskRow:
    if action in (Action.APPROVE, Action.REJECT):
        desk.require("doctor")
    desk.note(action=action.value)
    deed = Deed(
        action=action.value,
        user_id=desk.member.id,
        role=desk.member.role,
        note=given.note,
        assignee_id=given.assignee_id,
        owner=given.owner,
    )
    with looking_for("task"):
        return await task_actions.act(desk.database, desk.scope, task_id, deed, desk.now)


async def _page(
    desk: Desk, wanted: Wanted, cursor: str | None, limit: int, *, newest_first: bool
) -> Page[TaskOut]:
    query = store.tasks(desk.scope, desk.database.keyring, wanted, desk.now)
    async with desk.database.reading() as session:
        found, following = await rows_of(
            session,
            query,
            NEWEST if newest_first else URGENCY,
            (lambda one: [one.id]) if newest_first else store.urgency,
            cursor=cursor,
            limit=limit,
            newest_first=newest_first,
        )
    desk.touch(*(one.id for one in found))
    return Page(items=[_shown(one) for one in found], next=following)


def _statuses(named: Sequence[Filter] | None) -> tuple[str, ...]:
    return tuple(_CALLED.get(one, one) for one in named or ())


def _number(written: str | None) -> str | None:
    if written is None:
        return None
    known = e164(written)
    if known is None:
        raise unusable("That is no telephone number; it needs its area code.", "phone")
    return known


def _shown(
    row: TaskRow, *, transcript: str | None = None, recording_url: str | None = None
) -> TaskOut:
    told = store.as_json(row, transcript=transcript, recording_url=recording_url)
    return TaskOut.model_validate(told)


def _step(row: TaskStep) -> StepOut:
    return StepOut(at=row.at, action=row.action, user_id=row.user_id, note=row.note)
