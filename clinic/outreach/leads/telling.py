"""What somebody outside tells of a lead's call: kept beside what we know, never in place of it.

A workflow, or staff who called by hand, tell how it went. What our own call came to stands in its
job and stays. One thing follows: somebody whose call is over, or given up, before ours began is not
called by us any more.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import or_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.outreach.jobs import CHANGED
from clinic.outreach.leads.entering import CHANGED as BATCH_CHANGED
from clinic.outreach.leads.standing import DONE_ELSEWHERE
from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.outbox import show
from clinic.store.scope import Scope
from clinic.store.tables.outreach import CallResult, Lead, OutreachAttempt, OutreachJob

_OVER: Final = ("completed", "failed")


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a call, in the words of LD-7 and LD-8."""

    status: str
    result: str | None = None
    booked_slot: str | None = None
    notes: str | None = None


async def keep_told(
    database: Database, scope: Scope, call_id: str, said: Told, now: datetime
) -> tuple[Lead, OutreachJob, CallResult]:
    """Keep what is told of a call, by our id of it or the carrier's. Raises `KeyError`."""
    async with database.writing() as session:
        job = await _job(session, scope, call_id)
        leads = scope.rows(Lead).where(col(Lead.id) == (job.lead_id if job else None))
        lead: Lead | None = await session.scalar(leads.with_for_update())
        if job is None or lead is None:
            raise KeyError("there is no such call of a lead")
        row = CallResult(
            id=new_id(now),
            job_id=job.id,
            call_id=job.call_id,
            status=said.status,
            result=said.result,
            booked_slot=said.booked_slot,
            notes=said.notes,
            created_at=now,
            **scope.ids,
        )
        session.add(row)
        if said.status in _OVER and job.status == "scheduled" and job.attempts == 0:
            job.status, job.reason, job.completed_at = "cancelled", DONE_ELSEWHERE, now
            lead.told_at = now  # whoever told us needs not be told
            show(session, scope, CHANGED, job.id, now)
        show(session, scope, BATCH_CHANGED, lead.batch_id, now)
    return lead, job, row


async def _job(session: AsyncSession, scope: Scope, call_id: str) -> OutreachJob | None:
    tries = scope.only(OutreachAttempt, col(OutreachAttempt.job_id)).where(
        col(OutreachAttempt.call_id) == call_id
    )
    rows = scope.rows(OutreachJob).where(
        or_(
            col(OutreachJob.id) == call_id,
            col(OutreachJob.call_id) == call_id,
            col(OutreachJob.id).in_(tries),
        )
    )
    found: OutreachJob | None = await session.scalar(rows.limit(1).with_for_update())
    return found
