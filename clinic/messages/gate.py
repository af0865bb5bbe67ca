"""The gate: whether a message may leave now, later or never. Nothing leaves that did not pass it.

It is asked in the transaction that notes that the message is about to leave, one message to a
person at a time: two reminders cannot both be the first of the day, and a STOP that was written
down before is seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import or_, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.messages.agreement import is_agreed
from clinic.messages.consent import has_agreed, is_suppressed, people_at
from clinic.messages.policy import Policy
from clinic.messages.purpose import COUNTED, PURPOSES, Purpose
from clinic.messages.window import next_open
from clinic.messages.zone import zones_of
from clinic.standing import may_be_contacted
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow
from clinic.store.tables.call import CallRow
from clinic.store.tables.message import MessageRow
from clinic.store.tables.patient import PatientRow
from engine.clinic import Clinic

FRESH: Final = timedelta(minutes=30)
"""So long after it was booked in a call an appointment is still what they called for."""
LEAD: Final = timedelta(hours=2)
"""Before an appointment: what is told later than this comes too late."""
_GONE: Final = ("deceased", "dismissed", "merged")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Neither of both: it may leave now."""

    refused: str | None = None
    """Why it never may, in a word."""
    not_before: datetime | None = None
    """When it may be asked again."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A message at the gate, and whatever decides."""

    message: MessageRow
    clinic: Clinic
    policy: Policy
    appointment: AppointmentRow | None
    personal: bool
    """Whether its words tell that somebody is a patient."""
    vendor: str | None
    """Who outside the house would get it."""
    live: bool
    """Whether it reaches somebody, and is not only written down."""


async def admit(session: AsyncSession, scope: Scope, passage: Passage, now: datetime) -> Verdict:
    """Decide on one message, in the transaction that will note what comes of it."""
    message = passage.message
    purpose = PURPOSES[message.purpose]
    await one_at_a_time(session, message)
    if passage.live and message.channel == "sms" and not passage.policy.campaign_id:
        return Verdict("no_campaign")
    agreed = await is_agreed(session, scope, passage.clinic, passage.vendor, now)
    if passage.personal and not agreed:
        return Verdict("no_agreement")
    if message.purpose != "reply" and await is_suppressed(
        session, scope, [message.address_index], message.patient_id
    ):
        return Verdict("opted_out")
    if purpose.asked or purpose.inside:
        return Verdict()
    people = await people_at(session, scope, message.address_index, message.patient_id)
    refused = _standing(people, purpose)
    if refused is None and purpose.agreed:
        whose = ([message.address_index], message.patient_id)
        consented = await has_agreed(session, scope, *whose, message.purpose, message.channel)
        refused = None if consented else "no_consent"
    if refused is not None:
        return Verdict(refused)
    late = _quiet_until(passage, purpose, people, now) if message.channel == "sms" else None
    if late is not None:
        return Verdict(not_before=late)
    if purpose.counted and await _too_often(session, scope, passage, now):
        return Verdict("too_often")
    return Verdict()


def _standing(people: Sequence[PatientRow], purpose: Purpose) -> str | None:
    """Why none of those it may be for may be written to (FG-30)."""
    refusals = [_refusal(one, purpose) for one in people]
    return refusals[0] if refusals and all(refusals) else None


def _refusal(person: PatientRow, purpose: Purpose) -> str | None:
    if person.status in _GONE:
        return person.status
    if person.do_not_contact:
        return "do_not_contact"
    reachable = may_be_contacted(person.status, do_not_contact=person.do_not_contact)
    return person.status if purpose.counted and not reachable else None


def _quiet_until(
    passage: Passage, purpose: Purpose, people: Sequence[PatientRow], now: datetime
) -> datetime | None:
    """When the quiet hours are over, in all zones they may be in; `None` if there are none now.

    What they called for a moment ago is told at once. So is a change of an appointment that begins
    so soon that they would hear of it too late.
    """
    address = people[0].address if len(people) == 1 else None
    zones = zones_of(address, passage.message.address, passage.clinic.timezone)
    opens = next_open(now, zones, passage.policy.opens, passage.policy.closes)
    if opens <= now:
        return None
    about = passage.appointment
    if about is not None and not purpose.counted:
        from_a_call = about.call_id is not None and now - about.updated_at <= FRESH
        if from_a_call or about.starts_at - LEAD <= opens:
            return None
    return opens


async def _too_often(session: AsyncSession, scope: Scope, passage: Passage, now: datetime) -> bool:
    """Whether they were written to or called too often already, whatever it was about."""
    today = now.astimezone(ZoneInfo(passage.clinic.timezone)).date()
    midnight = datetime.combine(today, time(), ZoneInfo(passage.clinic.timezone))
    moments = await _contacts(session, scope, passage.message, now - timedelta(days=7))
    of_today = [one for one in moments if one >= midnight.astimezone(UTC)]
    return len(of_today) >= passage.policy.per_day or len(moments) >= passage.policy.per_week


async def _contacts(
    session: AsyncSession, scope: Scope, message: MessageRow, since: datetime
) -> list[datetime]:
    whose = [col(MessageRow.address_index) == message.address_index]
    if message.patient_id is not None:
        whose.append(col(MessageRow.patient_id) == message.patient_id)
    written = scope.only(MessageRow, col(MessageRow.tried_at)).where(
        or_(*whose),
        col(MessageRow.id) != message.id,
        col(MessageRow.direction) == "out",
        col(MessageRow.purpose).in_(COUNTED),
        col(MessageRow.status).in_(("queued", "sending", "sent", "delivered")),
        col(MessageRow.tried_at) > since,
    )
    called = scope.only(CallRow, col(CallRow.started_at)).where(
        col(CallRow.direction) == "outbound",
        col(CallRow.caller_index) == message.address_index,
        col(CallRow.started_at) > since,
    )
    return [*await session.scalars(written), *await session.scalars(called)]


async def one_at_a_time(session: AsyncSession, message: MessageRow) -> None:
    """Wait for others who decide about the same person; SQLite has one writer anyway."""
    if session.get_bind().dialect.name != "postgresql":
        return
    lock = text("SELECT pg_advisory_xact_lock(hashtextextended(:who, 0))")
    for who in sorted({message.address_index, message.patient_id or message.address_index}):
        await session.execute(lock, {"who": f"{message.clinic_id}/{who}"})
