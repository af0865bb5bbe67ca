"""Leads and their calls as the API tells them, and what others tell of a call."""

from datetime import datetime
from typing import Final, Literal

from pydantic import BaseModel, Field

from api.body import Body, Note
from api.problem import missing
from clinic.outreach.leads.calls import LeadCall, Progress
from clinic.store.tables.outreach import UploadBatch

Status = Literal["queued", "in-progress", "completed", "failed"]
Result = Literal["booked", "no-answer", "failed", "reschedule", "voicemail"]
SLOT: Final = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$"


class LineProblem(BaseModel):
    """Something wrong in a file; never what stood there."""

    line: int
    column: str = Field(examples=["phone"])
    code: str = Field(examples=["duplicate"])


class ProgressOut(BaseModel):
    """How many of a batch's leads stand how."""

    with_consent: int = Field(description="Who may be called by a machine.")
    statuses: dict[str, int] = Field(examples=[{"queued": 3, "completed": 2}])
    results: dict[str, int] = Field(examples=[{"booked": 1, "no-answer": 1}])


class BatchOut(BaseModel):
    """Leads that came together."""

    id: str
    source: str
    rows: int = Field(description="How many people the file named.")
    kept: int
    problems: list[LineProblem] = Field(description="The first thousand, by line.")
    created_at: datetime
    created_by: str | None = Field(description="A user's id; null of a program.")
    progress: ProgressOut


class ToldOut(BaseModel):
    """What somebody outside told of a call, last."""

    status: str
    result: str | None = Field(examples=["no-answer"])
    booked_slot: str | None
    notes: str | None
    at: datetime


class LeadCallOut(BaseModel):
    """A lead, and how the call stands."""

    call_id: str | None = Field(description="Null as long as nobody wants them called.")
    lead_id: str
    batch_id: str
    line: int = Field(description="In the file; 0 of what came alone.")
    name: str | None
    phone: str
    source: str
    status: str | None = Field(examples=["in-progress"])
    result: str | None = Field(examples=["no-answer"])
    outcome: str | None = Field(description="The result in our own word.")
    reason: str | None = Field(description="Why nobody called.", examples=["no_consent"])
    attempts: int
    booked_slot: str | None = Field(description="The clinic's local time.")
    told: ToldOut | None = Field(description="What others told; never in place of the rest.")
    created_at: datetime
    updated_at: datetime | None


class StatusIn(Body):
    """What is told of a call."""

    status: Status
    result: Result | None = None
    booked_slot: str | None = Field(
        default=None, pattern=SLOT, description="Local time.", examples=["2026-03-03T10:00"]
    )
    notes: Note | None = None


class StatusOut(BaseModel):
    """What was kept, beside what we know."""

    call_id: str
    status: str | None = Field(examples=["in-progress"])
    result: str | None = Field(examples=["no-answer"])
    told: ToldOut


def batch_out(row: UploadBatch, progress: Progress) -> BatchOut:
    """A batch, as it is told."""
    return BatchOut(
        id=row.id,
        source=row.source,
        rows=row.rows,
        kept=row.kept,
        problems=[LineProblem.model_validate(each) for each in row.problems or ()],
        created_at=row.created_at,
        created_by=row.created_by,
        progress=ProgressOut(
            with_consent=progress.with_consent,
            statuses=dict(progress.statuses),
            results=dict(progress.results),
        ),
    )


def as_told(call: LeadCall) -> StatusOut:
    """What is answered to whoever told of a call."""
    whole = call_out(call)
    if whole.call_id is None or whole.told is None:
        raise missing("call of a lead")
    return StatusOut(
        call_id=whole.call_id, status=whole.status, result=whole.result, told=whole.told
    )


def call_out(call: LeadCall) -> LeadCallOut:
    """A lead and its call, as they are told."""
    lead, job, told = call.lead, call.job, call.told
    standing = call.standing
    return LeadCallOut(
        call_id=job.id if job else None,
        lead_id=lead.id,
        batch_id=lead.batch_id,
        line=lead.line,
        name=lead.name,
        phone=lead.phone,
        source=lead.source,
        status=standing.status,
        result=standing.result,
        outcome=standing.outcome,
        reason=standing.reason,
        attempts=job.attempts if job else 0,
        booked_slot=call.booked_slot,
        told=ToldOut(
            status=told.status,
            result=told.result,
            booked_slot=told.booked_slot,
            notes=told.notes,
            at=told.created_at,
        )
        if told
        else None,
        created_at=lead.created_at,
        updated_at=(job.completed_at or job.last_attempt_at or job.created_at) if job else None,
    )
