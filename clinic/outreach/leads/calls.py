"""Leads with their calls: what we know of each, and what others told of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import exists, func
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.outreach.leads.standing import Standing, standing_of, told_of
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow
from clinic.store.tables.outreach import CallResult, Lead, OutreachJob
from clinic.visit import ACTIVE

BOOKED: Final = (*ACTIVE, "completed")
"""The statuses of an appointment that was made and still stands."""


@dataclass(frozen=True, slots=True)
class LeadCall:
    """A lead, its latest job, the time that was booked in the call, what others told last."""

    lead: Lead
    job: OutreachJob | None
    booked_slot: str | None
    told: CallResult | None

    @property
    def standing(self) -> Standing:
        """How the call stands, as we know it."""
        return standing_of(self.lead, self.job)


@dataclass(slots=True)
class Progress:
    """How many leads of a batch stand how, in the words of others."""

    with_consent: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    results: Counter[str] = field(default_factory=Counter)


async def calls_of(session: AsyncSession, scope: Scope, leads: Sequence[Lead]) -> list[LeadCall]:
    """The calls of some leads, in their order."""
    jobs = {
        str(one.lead_id): one
        for one in await session.scalars(
            scope.rows(OutreachJob)
            .where(col(OutreachJob.lead_id).in_([one.id for one in leads]))
            .order_by(col(OutreachJob.created_at), col(OutreachJob.id))
        )
    }
    told = {
        one.job_id: one
        for one in await session.scalars(
            scope.rows(CallResult)
            .where(col(CallResult.job_id).in_([one.id for one in jobs.values()]))
            .order_by(col(CallResult.created_at), col(CallResult.id))
        )
    }
    booked = await _booked(session, scope, list(jobs.values()))
    found = []
    for lead in leads:
        job = jobs.get(lead.id)
        slot = booked.get(job.call_id or "") if job else None
        found.append(LeadCall(lead, job, slot, told.get(job.id) if job else None))
    return found


async def _booked(
    session: AsyncSession, scope: Scope, jobs: Sequence[OutreachJob]
) -> Mapping[str, str]:
    """The times that were booked, by call."""
    calls = [one.call_id for one in jobs if one.call_id is not None]
    query = scope.only(AppointmentRow, col(AppointmentRow.call_id), col(AppointmentRow.start))
    rows = await session.execute(
        query.where(
            col(AppointmentRow.call_id).in_(calls), col(AppointmentRow.status).in_(BOOKED)
        ).order_by(col(AppointmentRow.created_at))
    )
    return {str(call): str(start) for call, start in rows}


async def progress_of(
    session: AsyncSession, scope: Scope, batch_ids: Sequence[str]
) -> Mapping[str, Progress]:
    """How far the calls of some batches are."""
    found = {one: Progress() for one in batch_ids}
    consents = scope.only(Lead, col(Lead.batch_id), func.count(col(Lead.consent_at)))
    of_these = col(Lead.batch_id).in_(batch_ids)
    for batch, agreed in await session.execute(
        consents.where(of_these).group_by(col(Lead.batch_id))
    ):
        found[batch].with_consent = agreed
    how: tuple[Any, ...] = (
        col(OutreachJob.status), col(OutreachJob.result), col(OutreachJob.reason),
    )  # fmt: skip
    jobs = (
        scope.only(OutreachJob, col(Lead.batch_id), *how, func.count())
        .join(Lead, col(Lead.id) == col(OutreachJob.lead_id))
        .where(of_these)
        .group_by(col(Lead.batch_id), *how)
    )
    for batch, status, result, reason, count in await session.execute(jobs):
        standing = told_of(status, result, reason)
        found[batch].statuses[str(standing.status)] += count
        if standing.result is not None:
            found[batch].results[standing.result] += count
    left = scope.only(Lead, col(Lead.batch_id), func.count()).where(
        of_these,
        col(Lead.consent_at).is_(None),
        ~exists().where(col(OutreachJob.lead_id) == col(Lead.id)),
    )
    for batch, count in await session.execute(left.group_by(col(Lead.batch_id))):
        found[batch].statuses["failed"] += count
    return found
