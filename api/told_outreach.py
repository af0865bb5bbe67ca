"""Campaigns and their calls, as the API tells them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.outreach.campaigns import Progress
from clinic.outreach.preview import Judged, Preview
from clinic.store.scope import Scope
from clinic.store.tables.outreach import Campaign, Lead, OutreachJob
from clinic.store.tables.patient import PatientRow

Counts = dict[str, int]


class CountsOut(BaseModel):
    """How far some calls are, and what came of them."""

    total: int = 0
    scheduled: int = 0
    in_progress: int = 0
    completed: int = 0
    failed: int = 0
    refused: int = 0
    cancelled: int = 0


class CampaignOut(BaseModel):
    """A campaign."""

    id: str
    name: str
    purpose: str = Field(examples=["recall"])
    selection: dict[str, Any] = Field(examples=[{"months": 6}])
    batch_id: str | None
    lines: int
    hours: dict[str, Any] | None
    status: str = Field(description="draft, running, paused, done or ended.")
    created_at: datetime
    created_by: str | None
    started_at: datetime | None
    ended_at: datetime | None
    progress: CountsOut
    results: Counts = Field(examples=[{"confirmed": 3}])
    reasons: Counts = Field(
        description="Why people were not called or reached; also who was never put in line.",
        examples=[{"opted_out": 2}],
    )


class JobOut(BaseModel):
    """One reason to call one person."""

    id: str
    purpose: str
    status: str
    reason: str | None = Field(description="Why it came to nothing, in a word.")
    result: str | None = Field(description="What came of it, in a word.")
    campaign_id: str | None
    patient_id: str | None
    lead_id: str | None
    name: str | None
    number: str
    appointment_id: str | None
    due_at: datetime
    not_after: datetime
    attempts: int
    max_attempts: int
    call_id: str | None
    last_attempt_at: datetime | None
    completed_at: datetime | None
    created_at: datetime


class ExcludedOut(BaseModel):
    """How many are not called for one reason."""

    reason: str
    people: int


class ForetoldOut(BaseModel):
    """What would become of somebody."""

    patient_id: str | None
    lead_id: str | None
    appointment_id: str | None
    name: str
    reason: str | None = Field(description="Why they are not called; null: they are.")
    due: datetime


class PreviewOut(BaseModel):
    """Whom a selection comes to."""

    people: int
    included: int
    excluded: list[ExcludedOut]
    sample: list[ForetoldOut]


class SummaryOut(BaseModel):
    """The calls for one purpose."""

    scheduled: int = 0
    in_progress: int = 0
    completed: int = 0
    failed: int = 0
    refused: int = 0
    cancelled: int = 0
    results: Counts = Field(default_factory=dict)
    reasons: Counts = Field(default_factory=dict)


def campaign_out(row: Campaign, progress: Progress) -> CampaignOut:
    """A campaign with how far it is."""
    return CampaignOut(
        id=row.id,
        name=row.name,
        purpose=row.purpose,
        selection=row.selection or {},
        batch_id=row.batch_id,
        lines=row.lines,
        hours=row.hours,
        status=row.status,
        created_at=row.created_at,
        created_by=row.created_by,
        started_at=row.started_at,
        ended_at=row.ended_at,
        progress=CountsOut(total=progress.total, **_known(progress.statuses)),
        results=dict(progress.results),
        reasons=dict(progress.reasons),
    )


def summary_out(progress: Progress) -> SummaryOut:
    """The calls for one purpose."""
    return SummaryOut(
        **_known(progress.statuses),
        results=dict(progress.results),
        reasons=dict(progress.reasons),
    )


def preview_out(made: Preview, names: Mapping[str, str]) -> PreviewOut:
    """Whom a selection comes to."""
    return PreviewOut(
        people=made.people,
        included=made.included,
        excluded=[
            ExcludedOut(reason=reason, people=count)
            for reason, count in made.excluded.most_common()
        ],
        sample=[_foretold(one, names) for one in made.sample],
    )


def job_out(row: OutreachJob, names: Mapping[str, str]) -> JobOut:
    """One call."""
    return JobOut(
        id=row.id,
        purpose=row.purpose,
        status=row.status,
        reason=row.reason,
        result=row.result,
        campaign_id=row.campaign_id,
        patient_id=row.patient_id,
        lead_id=row.lead_id,
        name=names.get(row.patient_id or "") or names.get(row.lead_id or ""),
        number=row.address,
        appointment_id=row.appointment_id,
        due_at=row.due_at,
        not_after=row.not_after,
        attempts=row.attempts,
        max_attempts=row.max_attempts,
        call_id=row.call_id,
        last_attempt_at=row.last_attempt_at,
        completed_at=row.completed_at,
        created_at=row.created_at,
    )


async def names_of(
    session: AsyncSession, scope: Scope, jobs: Sequence[OutreachJob | Judged]
) -> dict[str, str]:
    """The names of those whom some calls concern, by the id of the patient or lead."""
    whom = [one.candidate if isinstance(one, Judged) else one for one in jobs]
    patients = scope.only(
        PatientRow, col(PatientRow.id), col(PatientRow.first_name), col(PatientRow.last_name)
    ).where(col(PatientRow.id).in_({one.patient_id for one in whom} - {None}))
    names = {row[0]: f"{row[1]} {row[2]}" for row in await session.execute(patients)}
    leads = scope.only(Lead, col(Lead.id), col(Lead.name)).where(
        col(Lead.id).in_({one.lead_id for one in whom} - {None})
    )
    return names | {row[0]: row[1] or "" for row in await session.execute(leads)}


def _foretold(one: Judged, names: Mapping[str, str]) -> ForetoldOut:
    candidate = one.candidate
    name = names.get(candidate.patient_id or "") or names.get(candidate.lead_id or "")
    return ForetoldOut(
        patient_id=candidate.patient_id,
        lead_id=candidate.lead_id,
        appointment_id=candidate.appointment_id,
        name=name or candidate.name or "",
        reason=one.reason,
        due=one.due_at,
    )


def _known(statuses: Mapping[str, int]) -> Counts:
    return {name: count for name, count in statuses.items() if name in SummaryOut.model_fields}
