"""Calls that were handed to a person: why, how it ended, and what staff say of it afterwards.

Every one is looked at within the week (SF-19): whether it was needed, needless or late is what the
thresholds are set by, and a single late one counts more than any share.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.jobs.job import Work
from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.notices import notify
from clinic.store.outbox import tell
from clinic.store.scope import Scope
from clinic.store.tables.call import CallRow
from clinic.store.tables.desk import EscalationRow
from clinic.store.tables.practice import ClinicRow

LABELS: Final = ("needed", "needless", "late")
ENDS: Final = ("answered", "busy", "no_answer", "voicemail", "timeout", "error")
"""How a handoff may end; see `engine.events.TransferEnded`."""
FAILED: Final = ("abandoned",)
"""Dispositions of calls that are reviewed though nobody was called to them."""
WEEK: Final = timedelta(days=7)
REVIEWED_ON: Final = 0
"""Monday."""
AT_MOST: Final = {"escalation_rate": 0.15, "needless_rate": 0.20, "late": 0.0}
"""Aims (SF-18): of all calls, of those that were labelled, and missed in time."""


@dataclass(frozen=True, slots=True)
class Rates:
    """How often calls are handed on. Shares are 0 to 1, `None` of nothing."""

    calls: int
    escalations: int
    escalation_rate: float | None
    labelled: int
    needless_rate: float | None
    late: int
    reached: float | None
    """Of the handoffs whose end is known, how many a person answered."""


async def escalated(
    database: Database,
    scope: Scope,
    call_id: str,
    reason: str,
    at: datetime,
    *,
    handoff: str | None = None,
) -> None:
    """Keep that a call was handed on, or how the handoff ended; a call has one row.

    The first reason stays, unless an emergency comes of it; the last end of a handoff counts. The
    call's own row has to be there. Telling it twice changes nothing.
    """
    insert = sqlite_insert if database.is_sqlite else postgresql_insert
    row_id = new_id(at)
    first = insert(EscalationRow).values(
        id=row_id, call_id=call_id, reason=reason, handoff=handoff, at=at, **scope.ids
    )
    async with database.writing() as session:
        made = first.on_conflict_do_nothing(index_elements=["call_id"])
        id_column = col(EscalationRow.id)
        is_new = await session.scalar(made.returning(id_column)) is not None
        changes: dict[str, Any] = {"handoff": handoff} if handoff is not None else {}
        if reason == "emergency":
            changes["reason"] = reason
        if is_new:
            tell(session, scope, "escalation.created", row_id, at)
        elif changes:
            mine = scope.changing(EscalationRow).where(col(EscalationRow.call_id) == call_id)
            changed = await session.scalar(mine.values(**changes).returning(id_column))
            if changed is not None:
                tell(session, scope, "escalation.changed", changed, at)


def escalations(
    scope: Scope,
    *,
    reason: str | None = None,
    label: str | None = None,
    unlabelled: bool = False,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Select[EscalationRow]:
    """A query for a clinic's escalations."""
    query = scope.rows(EscalationRow)
    if reason is not None:
        query = query.where(col(EscalationRow.reason) == reason)
    if label is not None:
        query = query.where(col(EscalationRow.label) == label)
    if unlabelled:
        query = query.where(col(EscalationRow.label).is_(None))
    if since is not None:
        query = query.where(col(EscalationRow.at) >= since)
    if until is not None:
        query = query.where(col(EscalationRow.at) < until)
    return query


async def escalation(database: Database, scope: Scope, escalation_id: str) -> EscalationRow:
    """One of them. Raises `KeyError`."""
    query = scope.rows(EscalationRow).where(col(EscalationRow.id) == escalation_id)
    async with database.reading() as session:
        row: EscalationRow | None = await session.scalar(query)
    if row is None:
        raise KeyError("there is no such escalation")
    return row


async def label(
    database: Database, scope: Scope, escalation_id: str, said: str, now: datetime
) -> EscalationRow:
    """Say what it was, one of `LABELS`; a later word replaces it. Raises `KeyError`."""
    query = scope.rows(EscalationRow).where(col(EscalationRow.id) == escalation_id)
    async with database.writing() as session:
        row: EscalationRow | None = await session.scalar(query.with_for_update())
        if row is None or said not in LABELS:
            raise KeyError("there is no such escalation, or no such label")
        row.label = said
        tell(session, scope, "escalation.changed", row.id, now)
    return row


def to_review(scope: Scope, now: datetime) -> Select[CallRow]:
    """A query for the calls that the weekly review looks at.

    Those of the last seven days that were handed on or failed, without those already labelled.
    """
    ours = and_(
        col(EscalationRow.call_id) == col(CallRow.id),
        col(EscalationRow.clinic_id) == scope.clinic_id,
    )
    return (
        scope.rows(CallRow)
        .outerjoin(EscalationRow, ours)
        .where(
            col(CallRow.started_at) >= now - WEEK,
            col(CallRow.started_at) <= now,
            col(EscalationRow.label).is_(None),
            or_(
                col(EscalationRow.id).is_not(None),
                col(CallRow.escalation).is_not(None),
                col(CallRow.disposition).in_(FAILED),
            ),
        )
    )


async def of_calls(
    session: AsyncSession, scope: Scope, call_ids: Sequence[str]
) -> dict[str, EscalationRow]:
    """The escalations of some calls, by call."""
    query = scope.rows(EscalationRow).where(col(EscalationRow.call_id).in_(call_ids))
    return {row.call_id: row for row in await session.scalars(query)}


async def rates(database: Database, scope: Scope, since: datetime, until: datetime) -> Rates:
    """How often calls of some time were handed on, and how that was judged."""
    calls = scope.only(CallRow, func.count()).where(
        col(CallRow.started_at) >= since, col(CallRow.started_at) < until
    )
    query = scope.only(EscalationRow, col(EscalationRow.label), col(EscalationRow.handoff)).where(
        col(EscalationRow.at) >= since, col(EscalationRow.at) < until
    )
    async with database.reading() as session:
        count = int(await session.scalar(calls) or 0)
        rows: Sequence[Any] = (await session.execute(query)).all()
    labels = [row.label for row in rows if row.label]
    ends = [row.handoff for row in rows if row.handoff]
    return Rates(
        calls=count,
        escalations=len(rows),
        escalation_rate=_share(len(rows), count),
        labelled=len(labels),
        needless_rate=_share(labels.count("needless"), len(labels)),
        late=labels.count("late"),
        reached=_share(ends.count("answered"), len(ends)),
    )


async def remind(work: Work) -> None:
    """Tell the admins of each clinic that calls wait for their review; done on Mondays alone."""
    if work.clock().weekday() != REVIEWED_ON:
        return
    async with work.database.reading() as session:
        query = select(col(ClinicRow.practice_id), col(ClinicRow.id))
        scopes = [Scope(*row) for row in await session.execute(query)]
    for scope in scopes:
        now = work.clock()
        async with work.database.reading() as session:
            waiting = await session.scalar(to_review(scope, now).limit(1))
        if waiting is not None:
            async with work.database.writing() as session:
                notify(session, scope, "review.due", scope.clinic_id, now, role="admin")


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
