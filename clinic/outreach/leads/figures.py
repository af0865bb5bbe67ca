"""How many leads came from where, and what became of them (AN-12). Counts only."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import case, func
from sqlmodel import col

from clinic.store.database import Database
from clinic.store.scope import Scope
from clinic.store.tables.outreach import Lead, OutreachJob

MOST: Final = 200
"""Sources that are told; those with the most leads."""
_REACHED: Final = ("booked", "requested", "rescheduled", "message_taken", "escalated", "declined")


@dataclass(frozen=True, slots=True)
class SourceFigures:
    """The leads of one source."""

    source: str
    """The web site they came from, or what the practice calls the batch."""
    leads: int
    with_consent: int
    calls: int
    """Who has a call in line, under way or over."""
    called: int
    """Whose telephone rang."""
    reached: int
    """Who spoke with us to some end."""
    booked: int


async def lead_figures(
    database: Database, scope: Scope, since: datetime, until: datetime
) -> list[SourceFigures]:
    """The leads that came in a span, by source, the largest first."""
    own = (
        scope.only(
            OutreachJob,
            col(OutreachJob.lead_id).label("lead_id"),
            func.max(col(OutreachJob.attempts)).label("attempts"),
            func.max(case((col(OutreachJob.result).in_(_REACHED), 1), else_=0)).label("reached"),
            func.max(case((col(OutreachJob.result) == "booked", 1), else_=0)).label("booked"),
        )
        .where(col(OutreachJob.lead_id).is_not(None))
        .group_by(col(OutreachJob.lead_id))
        .subquery()
    )
    total = func.count(col(Lead.id))
    query = (
        scope.only(
            Lead,
            col(Lead.source),
            total,
            func.count(col(Lead.consent_at)),
            func.count(own.c.lead_id),
            func.coalesce(func.sum(case((own.c.attempts > 0, 1), else_=0)), 0),
            func.coalesce(func.sum(own.c.reached), 0),
            func.coalesce(func.sum(own.c.booked), 0),
        )
        .outerjoin(own, own.c.lead_id == col(Lead.id))
        .where(col(Lead.created_at) >= since, col(Lead.created_at) < until)
        .group_by(col(Lead.source))
        .order_by(total.desc(), col(Lead.source))
        .limit(MOST)
    )
    async with database.reading() as session:
        rows = (await session.execute(query)).all()
    return [SourceFigures(str(row[0]), *(int(one) for one in row[1:])) for row in rows]
