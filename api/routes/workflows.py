"""Workflows: several tasks for one patient, one after the other."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from sqlmodel import col

from api.access import Desk, at_desk
from api.body import Body, Id, Line
from api.page import USUAL, Cursor, Limit, Page, rows_of
from api.problem import answers, looking_for
from api.route import Route
from clinic.store import workflow as store
from clinic.store.tables.desk import TaskRow
from clinic.store.workflow import Run
from clinic.workflows import WORKFLOWS

router = APIRouter(prefix="/api/workflows", tags=["workflows"], route_class=Route)

WorkflowDesk = Annotated[Desk, at_desk("workflows")]
ChangingDesk = Annotated[Desk, at_desk("workflows", action="update")]


class StepOut(BaseModel):
    """A step of a workflow."""

    name: str
    owner: str


class WorkflowOut(BaseModel):
    """A workflow that can be begun."""

    name: str = Field(examples=["new_patient_onboarding"])
    steps: list[StepOut]


class StepOfRun(StepOut):
    """A step of a workflow under way; one to come has no task yet."""

    status: str = Field(examples=["pending", "waiting"])
    task_id: str | None


class RunOut(BaseModel):
    """A workflow under way, or over."""

    id: str
    workflow: str
    patient_id: str | None
    status: str = Field(examples=["in_progress"])
    steps: list[StepOfRun]


class NewRun(Body):
    """What to begin, and with whom."""

    workflow: Line = Field(examples=["new_patient_onboarding"])
    patient_id: Id


@router.get("", responses=answers(401, 403, 404))
async def workflows(desk: Annotated[Desk, at_desk("workflows", phi=False)]) -> list[WorkflowOut]:
    """The workflows there are."""
    return [
        WorkflowOut(name=name, steps=[StepOut(name=one.name, owner=one.owner) for one in steps])
        for name, steps in WORKFLOWS.items()
    ]


@router.get("/runs", responses=answers(401, 403, 404))
async def runs(
    desk: WorkflowDesk,
    cursor: Cursor = None,
    limit: Limit = USUAL,
    patient_id: Annotated[str | None, Query(max_length=40)] = None,
) -> Page[RunOut]:
    """Workflows under way and over, the latest first."""
    async with desk.database.reading() as session:
        found, following = await rows_of(
            session,
            store.runs(desk.scope, patient_id=patient_id),
            [col(TaskRow.id)],
            lambda one: [one.id],
            cursor=cursor,
            limit=limit,
            newest_first=True,
        )
    known = [await store.run_of(desk.database, desk.scope, one.id) for one in found]
    return Page(items=[_shown(one) for one in known], next=following)


@router.post("/runs", status_code=201, responses=answers(401, 403, 404, 409))
async def start(desk: WorkflowDesk, given: NewRun) -> RunOut:
    """Begin a workflow with a patient: its first step becomes a task."""
    with looking_for("workflow or patient"):
        run = await store.start(
            desk.database,
            desk.scope,
            given.workflow,
            given.patient_id,
            desk.now,
            by=desk.member.id,
        )
    desk.touch(given.patient_id)
    return _shown(run)


@router.get("/runs/{run_id}", responses=answers(401, 403, 404))
async def run(desk: WorkflowDesk, run_id: str) -> RunOut:
    """How far a workflow has come."""
    with looking_for("workflow"):
        return _shown(await store.run_of(desk.database, desk.scope, run_id))


@router.post("/runs/{run_id}/cancel", responses=answers(401, 403, 404, 409))
async def cancel(desk: ChangingDesk, run_id: str) -> RunOut:
    """Stop a workflow where it is."""
    with looking_for("workflow"):
        stopped = await store.cancel(desk.database, desk.scope, run_id, desk.now, by=desk.member.id)
    return _shown(stopped)


def _shown(one: Run) -> RunOut:
    told: dict[str, Any] = one.as_json()
    return RunOut.model_validate(told)
