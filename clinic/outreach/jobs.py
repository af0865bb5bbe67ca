"""Jobs of calling somebody, put in line: each reason once, in the transaction of the reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.outreach.purpose import ATTEMPTS
from clinic.refusal import NotAllowed
from clinic.store.identifier import new_id
from clinic.store.keyring import Keyring
from clinic.store.outbox import show
from clinic.store.scope import Scope
from clinic.store.tables.outreach import OutreachJob

CHANGED: Final = "outreach.changed"
"""The live event that tells screens of a job, by its id."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Somebody who is to be called. `key` says which reason it is, within its clinic."""

    key: str
    purpose: str
    address: str
    """E.164."""
    due_at: datetime
    not_after: datetime
    patient_id: str | None = None
    appointment_id: str | None = None
    lead_id: str | None = None
    campaign_id: str | None = None
    max_attempts: int = ATTEMPTS
    refused: str | None = None
    """Why nobody calls, where that is known already: kept, so that it can be told."""


async def enter(
    session: AsyncSession, keyring: Keyring, scope: Scope, wanted: Wanted, now: datetime
) -> str | None:
    """Put a call in line; its job's id, or `None` where one of the same key is known."""
    added = await enter_all(session, keyring, scope, [wanted], now)
    for job_id in added:
        show(session, scope, CHANGED, job_id, now)
    return added[0] if added else None


async def enter_all(
    session: AsyncSession, keyring: Keyring, scope: Scope, wanted: Sequence[Wanted], now: datetime
) -> list[str]:
    """Put calls in line; the ids of those jobs whose key was not known.

    No screen is told of each: whoever enters many tells of what they belong to.
    """
    rows = [_row(keyring, scope, one, now) for one in wanted]
    if not rows:
        return []
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite_insert if is_sqlite else postgresql_insert
    table = OutreachJob.__table__  # type: ignore[attr-defined]
    once = insert(table).on_conflict_do_nothing(index_elements=["clinic_id", "key"])
    added = await session.execute(once.returning(table.c.id), rows)
    return [row[0] for row in added]


def _row(keyring: Keyring, scope: Scope, wanted: Wanted, now: datetime) -> dict[str, Any]:
    return {
        "id": new_id(now),
        "key": wanted.key,
        "purpose": wanted.purpose,
        "campaign_id": wanted.campaign_id,
        "patient_id": wanted.patient_id,
        "appointment_id": wanted.appointment_id,
        "lead_id": wanted.lead_id,
        "address": wanted.address,
        "address_index": keyring.index("phone", wanted.address),
        "due_at": wanted.due_at,
        "not_after": wanted.not_after,
        "status": "refused" if wanted.refused else "scheduled",
        "reason": wanted.refused,
        "completed_at": now if wanted.refused else None,
        "attempts": 0,
        "max_attempts": wanted.max_attempts,
        "created_at": now,
        **scope.ids,
    }


async def call_off(
    session: AsyncSession,
    scope: Scope,
    now: datetime,
    reason: str,
    *,
    appointment_id: str | None = None,
    campaign_id: str | None = None,
    patient_id: str | None = None,
    purposes: Sequence[str] = (),
    but: str | None = None,
) -> Sequence[str]:
    """Cancel the jobs that wait and concern an appointment, campaign or patient; their ids.

    Of some purposes only, where those are named, and never those whose key speaks of `but`. What
    is under way is left to end as it will.
    """
    about = (
        (OutreachJob.appointment_id, appointment_id),
        (OutreachJob.campaign_id, campaign_id),
        (OutreachJob.patient_id, patient_id),
    )
    if all(value is None for _, value in about):
        raise ValueError("say what the jobs to be called off concern")
    rows = scope.rows(OutreachJob).where(col(OutreachJob.status) == "scheduled")
    for column, value in about:
        if value is not None:
            rows = rows.where(col(column) == value)
    if purposes:
        rows = rows.where(col(OutreachJob.purpose).in_(purposes))
    if but is not None:
        rows = rows.where(~col(OutreachJob.key).contains(but, autoescape=True))
    waiting = list(await session.scalars(rows.order_by(col(OutreachJob.id)).with_for_update()))
    for job in waiting:
        job.status, job.reason, job.completed_at = "cancelled", reason, now
        show(session, scope, CHANGED, job.id, now)
    return [job.id for job in waiting]


async def cancel(session: AsyncSession, scope: Scope, job_id: str, now: datetime) -> OutreachJob:
    """Somebody at the clinic does not want a call made. Raises `KeyError`, `NotAllowed`."""
    rows = scope.rows(OutreachJob).where(col(OutreachJob.id) == job_id)
    job: OutreachJob | None = await session.scalar(rows.with_for_update())
    if job is None:
        raise KeyError("there is no such job")
    if job.status != "scheduled":
        raise NotAllowed("This call is under way, or over; it cannot be called off any more.")
    job.status, job.reason, job.completed_at = "cancelled", "by_staff", now
    show(session, scope, CHANGED, job.id, now, body={"status": job.status})
    return job
