"""The end of a lead's call, told to the program that asked for it.

It is told with ids, a state, a result and the time that was booked; not a word of what was said, no
name and no number. The receiver can tell by the signature that it comes from here, and by the
delivery's id that it has had it before: should we die right after sending, it is sent again.

That a call is over is found by looking, twice a minute: a job may end in many places, and one that
forgot to say so would leave a workflow waiting for good.
"""

import hashlib
import hmac
import json
from datetime import datetime, timedelta
from typing import Any, Final

import httpx
from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.jobs.job import Job, Later, Never, Work
from clinic.outreach.leads.calls import BOOKED
from clinic.outreach.leads.destination import Destination, NotAllowed, looked_up
from clinic.outreach.leads.entering import CHANGED
from clinic.outreach.leads.standing import standing_of
from clinic.outreach.purpose import FINAL
from clinic.store.outbox import show, tell
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow
from clinic.store.tables.outreach import Lead, OutreachJob, UploadBatch

ENDED: Final = "lead.ended"
TIMEOUT_SECONDS: Final = 10.0
SIGNATURE: Final = "Frontdesk-Signature"
TIMESTAMP: Final = "Frontdesk-Timestamp"
DELIVERY: Final = "Frontdesk-Delivery"
UNNOTICED: Final = timedelta(days=30)
"""Jobs that were due so long ago are not looked through any more."""
AT_ONCE: Final = 100
_GONE: Final = 410


async def note_end(session: AsyncSession, scope: Scope, job: OutreachJob, now: datetime) -> None:
    """A job has ended: have it told if it was a lead's and somebody wants to know; once."""
    if job.lead_id is None or job.status not in FINAL:
        return
    rows = scope.rows(Lead).where(col(Lead.id) == job.lead_id)
    lead: Lead | None = await session.scalar(rows.with_for_update())
    if lead is None or job.completed_at is None or _is_told(lead, job.completed_at):
        return
    lead.told_at = now
    booked = await _booked(session, scope, job)
    if booked is not None and lead.patient_id is None:
        lead.patient_id = booked.patient_id
    if await _address(session, scope, lead) is not None:
        tell(session, scope, ENDED, job.id, now)
    show(session, scope, CHANGED, lead.batch_id, now)


async def sweep(work: Work) -> None:
    """Find the calls that have ended since."""
    now = work.clock()
    over = (
        select(OutreachJob)
        .join(Lead, col(Lead.id) == col(OutreachJob.lead_id))
        .where(
            col(OutreachJob.status).in_(FINAL),
            col(OutreachJob.due_at) > now - UNNOTICED,
            or_(
                col(Lead.told_at).is_(None),
                col(Lead.told_at) < col(OutreachJob.completed_at),
            ),
        )
        .order_by(col(OutreachJob.id))
        .limit(AT_ONCE)
    )
    async with work.database.reading() as session:
        found = list(await session.scalars(over))
    for one in found:
        async with work.database.writing() as session:
            await note_end(session, Scope(one.practice_id, one.clinic_id), one, now)


async def send(work: Work, job: Job) -> None:
    """Tell the end of one call; see `clinic.jobs.job`."""
    secret = work.settings.n8n_secret
    if secret is None:
        raise Never("no_secret")
    async with work.database.reading() as session:
        told = await _told(session, job.scope, job.reference)
    if told is None:
        return
    address, content = told
    try:
        where = await looked_up(address, work.settings.n8n_hosts)
    except NotAllowed as refusal:
        raise Never(str(refusal)) from None
    except OSError:
        raise Later("post_back_unknown_host") from None
    body = json.dumps(content, separators=(",", ":")).encode()
    at = str(int(work.clock().timestamp()))
    headers = {
        "Host": where.host,
        "Content-Type": "application/json",
        TIMESTAMP: at,
        SIGNATURE: signature(secret.get_secret_value(), at, body),
        DELIVERY: job.id,
    }
    _judge(await _posted(where, body, headers))


def signature(secret: str, at: str, body: bytes) -> str:
    """What a body is signed with: HMAC-SHA256 of `timestamp.body`, in hexadecimal."""
    return hmac.new(secret.encode(), at.encode() + b"." + body, hashlib.sha256).hexdigest()


def _is_told(lead: Lead, completed_at: datetime) -> bool:
    return lead.told_at is not None and lead.told_at >= completed_at


async def _posted(where: Destination, body: bytes, headers: dict[str, str]) -> int:
    """The status of the answer; nothing else of it is read. Raises `Later`."""
    async with httpx.AsyncClient(
        timeout=TIMEOUT_SECONDS, trust_env=False, follow_redirects=False
    ) as client:
        for url in where.urls:
            asked = client.stream(
                "POST",
                url,
                content=body,
                headers=headers,
                extensions={"sni_hostname": where.name},
            )
            try:
                async with asked as answer:
                    return answer.status_code
            except httpx.ConnectError:
                continue
            except httpx.HTTPError as fault:
                raise Later(f"post_back_{type(fault).__name__}") from None
    raise Later("post_back_unreachable")


def _judge(status: int) -> None:
    """Raises `Never` for an answer that will not change, and `Later` for others than a success.

    A workflow that is switched off answers 404; it may be switched on again.
    """
    if 300 <= status < 400:
        raise Never("post_back_redirected")
    if status == _GONE:
        raise Never("post_back_gone")
    if not 200 <= status < 300:
        raise Later(f"post_back_{status}")


async def _told(
    session: AsyncSession, scope: Scope, job_id: str
) -> tuple[str, dict[str, Any]] | None:
    """Whom the end of a call is told, and what."""
    job: OutreachJob | None = await session.scalar(
        scope.rows(OutreachJob).where(col(OutreachJob.id) == job_id)
    )
    if job is None or job.lead_id is None:
        return None
    lead: Lead | None = await session.scalar(scope.rows(Lead).where(col(Lead.id) == job.lead_id))
    address = await _address(session, scope, lead) if lead is not None else None
    if lead is None or address is None:
        return None
    standing = standing_of(lead, job)
    booked = await _booked(session, scope, job)
    return address, {
        "call_id": job.id,
        "lead_id": lead.id,
        "batch_id": lead.batch_id,
        "status": standing.status,
        "result": standing.result,
        "reason": standing.reason,
        "booked_slot": booked.start if booked is not None else None,
        "attempts": job.attempts,
    }


async def _address(session: AsyncSession, scope: Scope, lead: Lead) -> str | None:
    if lead.post_back is not None:
        return lead.post_back
    query = scope.only(UploadBatch, col(UploadBatch.post_back))
    address: str | None = await session.scalar(query.where(col(UploadBatch.id) == lead.batch_id))
    return address


async def _booked(session: AsyncSession, scope: Scope, job: OutreachJob) -> AppointmentRow | None:
    """The appointment that was made in a job's call, if it stands."""
    if job.call_id is None:
        return None
    rows = (
        scope.rows(AppointmentRow)
        .where(col(AppointmentRow.call_id) == job.call_id, col(AppointmentRow.status).in_(BOOKED))
        .order_by(col(AppointmentRow.created_at).desc())
    )
    booked: AppointmentRow | None = await session.scalar(rows.limit(1))
    return booked
