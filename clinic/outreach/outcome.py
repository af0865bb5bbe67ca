"""What comes of a call that the clinic placed: the end of a try, and what that makes of its job.

A try ends once, whoever says so first: the carrier's report, the call itself, or whoever looks
after it because neither came. The job then ends, or waits four hours and is tried again; how often
is counted in its own row, so it never begins anew.

`reason` of a job that came to nothing:
- refused: opted_out, no_consent, do_not_contact, deceased, dismissed, merged, inactive, too_often,
  no_agreement, wrong_number (somebody else has that number);
- failed: too_late, no_answer, carrier (the number cannot be called), no_number (a fax answers);
- cancelled: appointment_moved, appointment_cancelled, already_confirmed, campaign_ended, inactive.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.jobs.job import Job, Work
from clinic.outreach.carrier import is_machine
from clinic.outreach.jobs import CHANGED
from clinic.outreach.parting import was_not_here
from clinic.outreach.purpose import AGAIN_AFTER
from clinic.store.outbox import show
from clinic.store.scope import Scope
from clinic.store.tables.call import CallRow
from clinic.store.tables.outreach import OutreachAttempt, OutreachJob

UNDER_WAY: Final = "in_progress"
NOT_PLACED: Final = "not_placed"
"""Of a try that never rang: it does not count as one."""
SOON: Final = timedelta(minutes=5)
"""After which a call that could not be placed is tried again; longer each time."""
FAX: Final = "fax"
ERROR_LENGTH: Final = 40
OF_CARRIER: Final[Mapping[str, str]] = {
    "busy": "busy",
    "no-answer": "no_answer",
    "canceled": "no_answer",
    "failed": "failed",
}
"""How a try ended that nobody picked up, by the carrier's word."""
_AGAIN: Final = ("busy", "no_answer")
_RESULTS: Final[Mapping[str, str]] = {"held": "booked", "abandoned": "hung_up"}
"""Of a call that was picked up, by its disposition; others are called the same."""
_ANSWERED: Final[Mapping[str, str]] = {"follow_up": "fine"}
"""What it means by purpose that nothing was wanted; else they declined."""


async def attempt_ended(
    session: AsyncSession,
    scope: Scope,
    attempt: OutreachAttempt,
    outcome: str,
    now: datetime,
    *,
    result: str | None = None,
    error: str | None = None,
) -> bool:
    """A try has ended: `reached`, `voicemail`, `no_answer`, `busy` or `failed`; false if it had.

    `attempt` is locked. `result` is what came of a call that was picked up by somebody. Of a
    failure, `error` says whether it rang at all.
    """
    if attempt.outcome is not None:
        return False
    attempt.outcome, attempt.error = outcome, error[:ERROR_LENGTH] if error else None
    attempt.ended_at = attempt.ended_at or now
    job = await locked(session, scope, attempt.job_id)
    if job is None or job.status != UNDER_WAY:
        return True
    if outcome in ("reached", "voicemail"):
        end(session, scope, job, "completed", now, result=result or outcome)
    elif error == NOT_PLACED:
        job.attempts = max(job.attempts - 1, 0)
        _wait(session, scope, job, min(SOON * 2 ** min(attempt.number - 1, 6), AGAIN_AFTER), now)
    elif outcome in _AGAIN and job.attempts < job.max_attempts:
        _wait(session, scope, job, AGAIN_AFTER, now)
    elif outcome in _AGAIN:
        end(session, scope, job, "failed", now, reason="no_answer")
    else:
        end(session, scope, job, "failed", now, reason="no_number" if error == FAX else "carrier")
    return True


def end(
    session: AsyncSession,
    scope: Scope,
    job: OutreachJob,
    status: str,
    now: datetime,
    *,
    reason: str | None = None,
    result: str | None = None,
) -> None:
    """A job is over, for good. It is locked."""
    job.status, job.reason, job.result, job.completed_at = status, reason, result, now
    changed(session, scope, job, now)


def put_off(
    session: AsyncSession, scope: Scope, job: OutreachJob, until: datetime, now: datetime
) -> None:
    """A job waits until a moment, or ends if that is too late. It is locked."""
    if until > job.not_after:
        end(session, scope, job, "failed", now, reason="too_late")
        return
    job.status, job.due_at = "scheduled", until
    changed(session, scope, job, now)


def changed(session: AsyncSession, scope: Scope, job: OutreachJob, now: datetime) -> None:
    """Let the screens know of a job."""
    show(session, scope, CHANGED, job.id, now, body={"status": job.status})


def _wait(
    session: AsyncSession, scope: Scope, job: OutreachJob, span: timedelta, now: datetime
) -> None:
    put_off(session, scope, job, now + span, now)


async def locked(session: AsyncSession, scope: Scope, job_id: str) -> OutreachJob | None:
    """A job, which nobody else changes until the transaction ends."""
    rows = scope.rows(OutreachJob).where(col(OutreachJob.id) == job_id)
    job: OutreachJob | None = await session.scalar(rows.with_for_update())
    return job


async def locked_try(
    session: AsyncSession, scope: Scope, attempt_id: str
) -> OutreachAttempt | None:
    """A try, likewise."""
    rows = scope.rows(OutreachAttempt).where(col(OutreachAttempt.id) == attempt_id)
    attempt: OutreachAttempt | None = await session.scalar(rows.with_for_update())
    return attempt


async def call_ended(work: Work, job: Job) -> None:
    """The call is over: its disposition becomes the result; see `clinic.jobs.job`."""
    told = {**job.more, "not_here": await was_not_here(work.database, job.scope, job.reference)}
    async with work.database.writing() as session:
        tries = job.scope.rows(OutreachAttempt).where(col(OutreachAttempt.call_id) == job.reference)
        attempt: OutreachAttempt | None = await session.scalar(tries.with_for_update())
        if attempt is not None:
            await settle(session, job.scope, attempt, work.clock(), told)


async def settle(
    session: AsyncSession,
    scope: Scope,
    attempt: OutreachAttempt,
    now: datetime,
    told: Mapping[str, Any],
) -> bool:
    """End a try by its call, if that is over.

    `told` may say that they want no more calls, or were not there just now.
    """
    call = await session.get(CallRow, attempt.call_id) if attempt.call_id else None
    if call is None or call.ended_at is None or call.clinic_id != scope.clinic_id:
        return False
    if attempt.answered_by == FAX:
        return await attempt_ended(session, scope, attempt, "failed", now, error=FAX)
    if is_machine(attempt.answered_by):
        return await attempt_ended(session, scope, attempt, "voicemail", now)
    result = result_of(attempt.purpose, call.disposition or "abandoned")
    if told.get("opted_out"):
        result = "opted_out"
    elif told.get("not_here"):
        return await attempt_ended(session, scope, attempt, "no_answer", now)
    return await attempt_ended(session, scope, attempt, "reached", now, result=result)


def result_of(purpose: str, disposition: str) -> str:
    """What came of a call that was picked up."""
    if disposition == "answered":
        return _ANSWERED.get(purpose, "declined")
    return _RESULTS.get(disposition, disposition)
