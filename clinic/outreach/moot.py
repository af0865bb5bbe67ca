"""Whether the reason for a call still holds when its turn has come."""

import re
from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.outreach.purpose import OUTREACH, YES_HOLDS
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow
from clinic.store.tables.outreach import Campaign, OutreachJob
from clinic.store.tables.patient import PatientRow

_MINUTE: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")
_CONFIRMING: Final = "confirm_appointment"
_MISSED: Final = ("cancelled", "no_show")


async def appointment_of(
    session: AsyncSession, scope: Scope, job: OutreachJob
) -> AppointmentRow | None:
    """The appointment that a job is about, if there is one."""
    if job.appointment_id is None:
        return None
    rows = scope.rows(AppointmentRow).where(col(AppointmentRow.id) == job.appointment_id)
    found: AppointmentRow | None = await session.scalar(rows)
    return found


async def moot(
    session: AsyncSession,
    scope: Scope,
    job: OutreachJob,
    about: AppointmentRow | None,
    now: datetime,
) -> str | None:
    """Why a call is not made any more, in a word; `None` if it is."""
    if job.campaign_id is not None:
        campaign = await session.get(Campaign, job.campaign_id)
        if campaign is None or campaign.status == "ended":
            return "campaign_ended"
    if job.patient_id is not None:
        rows = scope.rows(PatientRow).where(col(PatientRow.id) == job.patient_id)
        if await session.scalar(rows) is None:
            return "inactive"
    if job.appointment_id is None:
        return None
    if about is None or about.status in _MISSED:
        return "appointment_cancelled"
    if OUTREACH[job.purpose].request != _CONFIRMING:
        return None
    meant = _MINUTE.search(job.key)
    if meant is not None and meant.group() != about.start:
        return "appointment_moved"
    said = about.confirmed_at
    return "already_confirmed" if said is not None and said > now - YES_HOLDS else None


async def is_wrong_number(session: AsyncSession, scope: Scope, job: OutreachJob) -> bool:
    """Whether somebody else answered when the same person was called at the same number before."""
    whose = (
        col(OutreachJob.patient_id) == job.patient_id
        if job.patient_id is not None
        else col(OutreachJob.lead_id) == job.lead_id
    )
    told = scope.only(OutreachJob, col(OutreachJob.id)).where(
        col(OutreachJob.address_index) == job.address_index,
        whose,
        col(OutreachJob.result) == "wrong_number",
    )
    return await session.scalar(told.limit(1)) is not None
