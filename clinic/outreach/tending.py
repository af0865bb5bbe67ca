"""Looking after calls that were placed, or were about to be: no try is left open for ever.

A try without a call's id is one whose worker died, or heard nothing, while the carrier was asked.
The carrier is asked whether it has such a call; only where it has none is the job tried again. A
try with an id that nobody told the end of is asked after.
"""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.jobs.job import Later, Never, Work
from clinic.outreach.carrier import OVER, Calls, Order
from clinic.outreach.outcome import (
    NOT_PLACED,
    OF_CARRIER,
    attempt_ended,
    locked,
    locked_try,
    settle,
)
from clinic.outreach.parting import was_not_here
from clinic.store.call_state import CALLED
from clinic.store.scope import Scope
from clinic.store.tables.call import CallRow
from clinic.store.tables.outreach import OutreachAttempt, OutreachJob
from clinic.store.tables.trail import OutboxRow
from engine.clinic import Clinic

LEASE: Final = timedelta(seconds=60)
"""Longer than the carrier is waited for."""
SETTLING: Final = timedelta(minutes=2)
"""How long the end of a call may take to be told by both sides of it."""
SILENT: Final = timedelta(minutes=10)
"""After which a call that nobody tells of is asked after."""
LONGEST: Final = timedelta(hours=2)
"""No call lasts as long."""
UNHEARD: Final = "unheard"
"""Of a call that was picked up and over before a word was said."""
LOST: Final = "lost"
"""Of a call that the carrier took, and knows nothing of."""
_log = logging.getLogger(__name__)


async def taken(
    session: AsyncSession, scope: Scope, attempt_id: str, call_id: str | None
) -> OutreachAttempt | None:
    """The carrier has a call: note its id, unless that is known. The try, locked.

    `None` for no such try, and for a call that is another's.
    """
    attempt = await locked_try(session, scope, attempt_id)
    if attempt is None or call_id is None:
        return attempt
    if attempt.call_id is None:
        attempt.call_id = call_id
        job = await locked(session, scope, attempt.job_id)
        if job is not None:
            job.call_id = call_id
    return attempt if attempt.call_id == call_id else None


async def line_over(
    session: AsyncSession, scope: Scope, attempt: OutreachAttempt, status: str, now: datetime
) -> None:
    """The carrier says that a call is over. One that was picked up ends by what was said in it."""
    attempt.ended_at = attempt.ended_at or now
    if status in OF_CARRIER:
        await attempt_ended(session, scope, attempt, OF_CARRIER[status], now)


async def tend(work: Work, scope: Scope, clinic: Clinic, carrier: Calls) -> None:
    """Look after a clinic's tries that are open."""
    now = work.clock()
    async with work.database.reading() as session:
        rows = scope.rows(OutreachAttempt).where(
            col(OutreachAttempt.outcome).is_(None), col(OutreachAttempt.at) <= now - LEASE
        )
        tries: Sequence[OutreachAttempt] = list(
            await session.scalars(rows.order_by(col(OutreachAttempt.id)))
        )
    for attempt in tries:
        try:
            if attempt.call_id is None:
                await _asked_for(work, scope, clinic, carrier, attempt)
            elif _is_due(attempt, now):
                await _asked_after(work, scope, carrier, attempt, attempt.call_id)
        except (Later, Never) as fault:
            _log.warning("a call cannot be asked after: %s", fault)


def _is_due(attempt: OutreachAttempt, now: datetime) -> bool:
    if attempt.ended_at is not None:
        return attempt.ended_at <= now - SETTLING
    return attempt.at <= now - SILENT


async def _asked_for(
    work: Work, scope: Scope, clinic: Clinic, carrier: Calls, attempt: OutreachAttempt
) -> None:
    """Find the call of a try whose worker died, or have its job tried again."""
    others = scope.only(OutreachAttempt, col(OutreachAttempt.call_id)).where(
        col(OutreachAttempt.address_index) == attempt.address_index,
        col(OutreachAttempt.call_id).is_not(None),
    )
    async with work.database.reading() as session:
        job = await session.get(OutreachJob, attempt.job_id)
        known = frozenset(await session.scalars(others))
    if job is None:
        return
    order = Order(job.id, attempt.id, job.address, clinic.number)
    call_id = await carrier.placed_before(order, attempt.at, known)
    async with work.database.writing() as session:
        row = await taken(session, scope, attempt.id, call_id)
        if row is not None and row.call_id is None:
            now = work.clock()
            await attempt_ended(session, scope, row, "failed", now, error=NOT_PLACED)


async def _asked_after(
    work: Work, scope: Scope, carrier: Calls, attempt: OutreachAttempt, call_id: str
) -> None:
    """End a try whose end nobody told, as far as the carrier and the call know of it."""
    state = await carrier.state(call_id)
    now = work.clock()
    not_here = await was_not_here(work.database, scope, call_id)
    is_old = attempt.at <= now - LONGEST
    async with work.database.writing() as session:
        row = await locked_try(session, scope, attempt.id)
        if row is None:
            return
        told = {**await _told(session, scope, row), "not_here": not_here}
        if await settle(session, scope, row, now, told):
            return
        call = await session.get(CallRow, call_id)
        if state is None:
            await attempt_ended(session, scope, row, "no_answer", now, error=LOST)
        elif state in OVER:
            await line_over(session, scope, row, state, now)
            over_since = row.ended_at or now
            if row.outcome is None and call is None and over_since <= now - SETTLING:
                await attempt_ended(session, scope, row, "no_answer", now, error=UNHEARD)
        if row.outcome is None and is_old:
            await attempt_ended(session, scope, row, "reached", now, result="hung_up", error=LOST)


async def _told(session: AsyncSession, scope: Scope, attempt: OutreachAttempt) -> Mapping[str, Any]:
    """What was written down for whoever notes the end of a call, who may be late."""
    rows = scope.only(OutboxRow, col(OutboxRow.more)).where(
        col(OutboxRow.created_at) >= attempt.at,
        col(OutboxRow.kind) == CALLED,
        col(OutboxRow.reference) == attempt.call_id,
    )
    return await session.scalar(rows.limit(1)) or {}
