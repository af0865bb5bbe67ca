"""How the calls that a clinic makes go, counted."""

from datetime import datetime

from sqlalchemy import func
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.outreach.campaigns import Progress, add
from clinic.outreach.purpose import OUTREACH
from clinic.store.scope import Scope
from clinic.store.tables.outreach import OutreachJob


async def summary_of(session: AsyncSession, scope: Scope, since: datetime) -> dict[str, Progress]:
    """The calls that were put in line since a moment, by purpose; each purpose is there."""
    found = {purpose: Progress() for purpose in OUTREACH}
    columns = (OutreachJob.purpose, OutreachJob.status, OutreachJob.result, OutreachJob.reason)
    grouped = (
        scope.only(OutreachJob, *(col(one) for one in columns), func.count())
        .where(col(OutreachJob.created_at) >= since)
        .group_by(*(col(one) for one in columns))
    )
    for purpose, status, result, reason, count in await session.execute(grouped):
        add(found.setdefault(purpose, Progress()), status, result, reason, count)
    return found
