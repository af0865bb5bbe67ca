"""The job that sends one message: pass the gate, note that it begins, hand it over, note the end.

Between the two notes anything may happen. Whoever finds that it was begun before asks the carrier
whether it has the text already, and sends it only if not; mail keeps its Message-ID. While
somebody else may still be at it, it is left alone for a minute. The carrier tells texts apart by
number and words alone; so of those that are alike in both only one is on its way at a time, or one
of them might be taken for the other and never go.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.jobs.job import Job, Later, Never, Work
from clinic.messages import carrier
from clinic.messages.calendar_entry import calendar_entry
from clinic.messages.composing import Composed, compose
from clinic.messages.consent import CARRIER, suppress
from clinic.messages.gate import Passage, Verdict, admit, contact_of, one_at_a_time
from clinic.messages.letter import Letter
from clinic.messages.policy import Policy, policy_of
from clinic.messages.template import kind
from clinic.store.outbox import show
from clinic.store.profile import clinic_of
from clinic.store.scope import Scope
from clinic.store.tables.message import MessageRow
from engine.clinic import Clinic

CHANGED: Final = "message.changed"
LEASE: Final = timedelta(seconds=60)
"""Longer than any carrier is waited for."""
NOT_BEFORE: Final = "not_before"
"""In a job's `more`: until when it waits, an ISO moment."""
OPTED_OUT: Final = "opted_out"
"""The one word of a carrier that is acted on: it knows of a STOP that we have not seen."""
ERROR_LENGTH: Final = 40
VENDOR_LENGTH: Final = 64
_OPEN: Final = ("queued", "sending")


@dataclass(frozen=True, slots=True)
class _Ready:
    """A message that may leave, and everything that is needed for it."""

    row: MessageRow
    composed: Composed
    clinic: Clinic


async def send(work: Work, job: Job) -> None:
    """Send the message of a row of the outbox; see `clinic.jobs.job`."""
    _wait(work, job)
    row = await _taken_up(work, job.scope, job.reference)
    if row is None:
        return
    try:
        vendor_id = await _sent_already(work, job.scope, row)
        if vendor_id is None:
            ready = await _ready(work, job.scope, row)
            if ready is None:
                return
            vendor_id = await _hand_over(work, ready)
    except Never as refusal:
        await _note(work, job.scope, row, "failed", error=str(refusal))
        raise
    except Later as delay:
        if delay.at is None:
            await _note(work, job.scope, row, "queued", error=str(delay))
        raise
    await _note(work, job.scope, row, "sent", vendor_id=vendor_id)


def _wait(work: Work, job: Job) -> None:
    """Raises `Later` until the moment before which a job must not be done."""
    written = job.more.get(NOT_BEFORE)
    at = datetime.fromisoformat(written) if isinstance(written, str) else None
    if at is not None and work.clock() < at:
        raise Later("again", at=at)


async def _taken_up(work: Work, scope: Scope, message_id: str) -> MessageRow | None:
    """The message, if there is anything left to do; one that was begun before is now ours."""
    now = work.clock()
    async with work.database.writing() as session:
        row = await _locked(session, scope, message_id)
        if row is None or row.direction != "out" or row.status not in _OPEN:
            return None
        _leave_to_others(row, now)
        if row.tried_at is not None:
            await one_at_a_time(session, scope, contact_of(row))
            await _leave_to_twins(session, scope, row, row.body, now)
            row.status, row.tried_at = "sending", now
    return row


async def _sent_already(work: Work, scope: Scope, row: MessageRow) -> str | None:
    """The carrier's id of a text that somebody began to send, if it has the text."""
    if row.tried_at is None or row.channel != "sms":
        return None
    clinic = await clinic_of(work.database, scope)
    others = scope.only(MessageRow, col(MessageRow.vendor_id)).where(
        col(MessageRow.address_index) == row.address_index, col(MessageRow.vendor_id).is_not(None)
    )
    async with work.database.reading() as session:
        known = frozenset(await session.scalars(others))
    return await carrier.texts(work.settings).sent_before(
        row.address, _sender(work, clinic), row.body, row.created_at, known
    )


async def _ready(work: Work, scope: Scope, taken: MessageRow) -> _Ready | None:
    """Decide, and note that it begins; `None` where it is refused. Raises `Later`."""
    clinic = await clinic_of(work.database, scope)
    now = work.clock()
    not_before = None
    async with work.database.writing() as session:
        row = await _locked(session, scope, taken.id)
        if row is None or row.status not in _OPEN:
            return None
        if row.tried_at != taken.tried_at:
            _leave_to_others(row, now)
        policy = await policy_of(session, scope, clinic.state)
        row.purpose = row.purpose or kind(row.template).purpose
        composed = await compose(session, scope, clinic, policy, row, work.settings, now)
        passage = _passage(work, row, clinic, policy, composed)
        verdict = Verdict(composed.refused)
        if composed.refused is None:
            verdict = await admit(session, scope, passage, now)
        not_before = verdict.not_before
        if verdict.refused is not None:
            row.status, row.error = "refused", verdict.refused
            show(session, scope, CHANGED, row.id, now)
            return None
        if not_before is not None:
            row.status = "queued"
        else:
            await _leave_to_twins(session, scope, row, composed.body, now)
            row.status, row.error, row.tried_at = "sending", None, now
            row.body = _kept(composed)
    if not_before is not None:
        raise Later("quiet_hours", at=not_before)
    return _Ready(row, composed, clinic)


async def _hand_over(work: Work, ready: _Ready) -> str:
    row = ready.row
    if row.channel == "email":
        return await carrier.mails(work.settings).send(_letter(work, ready))
    sender = _sender(work, ready.clinic)
    return await carrier.texts(work.settings).send(row.address, sender, row.body, row.id)


def _letter(work: Work, ready: _Ready) -> Letter:
    row, composed, sender = ready.row, ready.composed, work.settings.mail_from
    method = kind(row.template).entry if composed.appointment is not None else None
    entry = None
    if method is not None and composed.appointment is not None:
        entry = calendar_entry(
            ready.clinic,
            composed.appointment,
            method=method,
            language=composed.language,
            sender=sender,
            recipient=row.address,
        )
    return Letter(
        id=row.id,
        sender=sender,
        sender_name=ready.clinic.name,
        recipient=row.address,
        subject=composed.subject,
        text=composed.body,
        at=row.created_at,
        entry=entry,
        method=method,
    )


async def _note(
    work: Work,
    scope: Scope,
    sent: MessageRow,
    status: str,
    *,
    error: str | None = None,
    vendor_id: str | None = None,
) -> None:
    """Keep what came of a message, unless the carrier has told more of it already."""
    now = work.clock()
    async with work.database.writing() as session:
        row = await _locked(session, scope, sent.id)
        if row is None or row.status not in _OPEN:
            return
        row.status, row.error = status, error[:ERROR_LENGTH] if error else None
        if status == "sent":
            row.sent_at, row.vendor_id = now, vendor_id[:VENDOR_LENGTH] if vendor_id else None
        if error == OPTED_OUT and row.channel == "sms":
            keyring = work.database.keyring
            await suppress(session, keyring, scope, row.address, now, source=CARRIER)
        show(session, scope, CHANGED, row.id, now)


def _leave_to_others(row: MessageRow, now: datetime) -> None:
    """Raises `Later` while somebody else may be sending it."""
    if row.status == "sending" and row.tried_at is not None and now < row.tried_at + LEASE:
        raise Later("being_sent", at=row.tried_at + LEASE)


async def _leave_to_twins(
    session: AsyncSession, scope: Scope, row: MessageRow, body: str, now: datetime
) -> None:
    """Raises `Later` while a text of the same words is on its way to the same number."""
    if row.channel != "sms":
        return
    alike = scope.rows(MessageRow).where(
        col(MessageRow.address_index) == row.address_index,
        col(MessageRow.channel) == "sms",
        col(MessageRow.id) != row.id,
        col(MessageRow.status) == "sending",
        col(MessageRow.tried_at) > now - LEASE,
    )
    for other in await session.scalars(alike):
        if other.body == body:
            _leave_to_others(other, now)


async def _locked(session: AsyncSession, scope: Scope, message_id: str) -> MessageRow | None:
    rows = scope.rows(MessageRow).where(col(MessageRow.id) == message_id)
    row: MessageRow | None = await session.scalar(rows.with_for_update())
    return row


def _passage(
    work: Work, row: MessageRow, clinic: Clinic, policy: Policy, composed: Composed
) -> Passage:
    return Passage(
        contact=contact_of(row),
        clinic=clinic,
        policy=policy,
        appointment=composed.appointment,
        personal=composed.personal,
        vendor=carrier.vendor(work.settings, row.channel),
        live=carrier.texts_are_real(work.settings),
    )


def _sender(work: Work, clinic: Clinic) -> str:
    return work.settings.twilio_number or clinic.number


def _kept(composed: Composed) -> str:
    """What is kept of a message: its words, with the subject above them."""
    return f"{composed.subject}\n\n{composed.body}" if composed.subject else composed.body
