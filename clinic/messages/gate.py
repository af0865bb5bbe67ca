"""The gate: whether somebody may be written to or called now, later or never.

Nothing leaves that did not pass it. It is asked in the transaction that notes that the message or
call is about to leave, one contact with a person at a time: two reminders cannot both be the first
of the day, and a STOP that was written down before is seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from clinic.messages.agreement import is_agreed
from clinic.messages.known import Contact, Known, Person, known_of
from clinic.messages.policy import Policy, narrowed
from clinic.messages.purpose import PURPOSES, Purpose
from clinic.messages.window import next_open
from clinic.messages.zone import states_of, zones_of
from clinic.standing import may_be_contacted
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow
from clinic.store.tables.message import MessageRow
from engine.clinic import Clinic

__all__ = [
    "Contact",
    "Passage",
    "Verdict",
    "admit",
    "contact_of",
    "hours_for",
    "one_at_a_time",
    "standing",
]

FRESH: Final = timedelta(minutes=30)
"""So long after it was booked in a call an appointment is still what they called for."""
LEAD: Final = timedelta(hours=2)
"""Before an appointment: what is told later than this comes too late."""
TIMED: Final = ("sms", "call")
"""Channels that ring or buzz: they keep quiet hours; mail does not."""
WEEK: Final = timedelta(days=7)
_GONE: Final = ("deceased", "dismissed", "merged")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Neither of both: it may leave now."""

    refused: str | None = None
    """Why it never may, in a word."""
    not_before: datetime | None = None
    """When it may be asked again."""
    again: datetime | None = None
    """Of what was refused as too often: when it would not be any more."""


def contact_of(message: MessageRow) -> Contact:
    """Whom a message is for."""
    return Contact(
        message.id,
        message.channel,
        message.purpose,
        message.address,
        message.address_index,
        message.patient_id,
    )


@dataclass(frozen=True, slots=True)
class Passage:
    """A contact at the gate, and whatever decides."""

    contact: Contact
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
    """Decide on one contact, in the transaction that will note what comes of it."""
    contact = passage.contact
    purpose = PURPOSES[contact.purpose]
    await one_at_a_time(session, scope, contact)
    if passage.live and contact.channel == "sms" and not passage.policy.campaign_id:
        return Verdict("no_campaign")
    agreed = await is_agreed(session, scope, passage.clinic, passage.vendor, now)
    if passage.personal and not agreed:
        return Verdict("no_agreement")
    (known,) = await known_of(session, scope, [contact], now - WEEK, addresses=True)
    verdict = standing(contact, known, passage.policy, passage.clinic.timezone, now)
    if verdict.refused is not None or purpose.asked or purpose.inside:
        return verdict
    is_timed = contact.channel in TIMED
    late = _quiet_until(passage, purpose, known.people, now) if is_timed else None
    return Verdict(not_before=late)


def standing(contact: Contact, known: Known, policy: Policy, zone: str, now: datetime) -> Verdict:
    """What is decided by the person alone, at whatever hour.

    It is asked of everybody in a preview, and again of each when their turn has come. `zone` is
    the clinic's: its days are those that are counted.
    """
    purpose = PURPOSES[contact.purpose]
    if contact.purpose != "reply" and known.stopped:
        return Verdict("opted_out")
    if purpose.asked or purpose.inside:
        return Verdict()
    refusals = [_refusal(one, purpose) for one in known.people]
    if refusals and all(refusals):
        return Verdict(refusals[0])
    if purpose.agreed and not known.agreed:
        return Verdict("no_consent")
    again = _too_often_until(known.contacts, policy, ZoneInfo(zone), now)
    if purpose.counted and again is not None:
        return Verdict("too_often", again=again)
    return Verdict()


def _refusal(person: Person, purpose: Purpose) -> str | None:
    """Why somebody may not be written to (FG-30)."""
    if person.status in _GONE:
        return person.status
    if person.do_not_contact:
        return "do_not_contact"
    reachable = may_be_contacted(person.status, do_not_contact=person.do_not_contact)
    return person.status if purpose.counted and not reachable else None


def _quiet_until(
    passage: Passage, purpose: Purpose, people: Sequence[Person], now: datetime
) -> datetime | None:
    """When the quiet hours are over, in all zones they may be in; `None` if there are none now.

    What they called for a moment ago is told at once. So is a change of an appointment that begins
    so soon that they would hear of it too late.
    """
    zones, hours = hours_for(passage.contact, people, passage.policy, passage.clinic.timezone)
    opens = next_open(now, zones, *hours)
    if opens <= now:
        return None
    about = passage.appointment
    if about is not None and not purpose.counted:
        from_a_call = about.call_id is not None and now - about.updated_at <= FRESH
        if from_a_call or about.starts_at - LEAD <= opens:
            return None
    return opens


def hours_for(
    contact: Contact, people: Sequence[Person], policy: Policy, zone: str
) -> tuple[frozenset[ZoneInfo], tuple[str, str]]:
    """In which zones, from when to when, somebody may be reached; `zone` is the clinic's.

    The hours are those of the clinic, and of the state they live in; where that is not known, of
    the state of their number.
    """
    address = people[0].address if len(people) == 1 else None
    states = states_of(address, contact.address)
    return zones_of(address, contact.address, zone), narrowed(policy, states)


def _too_often_until(
    moments: Sequence[datetime], policy: Policy, zone: ZoneInfo, now: datetime
) -> datetime | None:
    """Until when they were written to or called too often, whatever it was about; else `None`."""
    today = now.astimezone(zone).date()
    of_today = [one for one in moments if one >= _midnight(today, zone)]
    until = []
    if len(of_today) >= policy.per_day:
        until.append(_midnight(today + timedelta(days=1), zone))
    if len(moments) >= policy.per_week:
        until.append(moments[-policy.per_week] + WEEK if policy.per_week else now + WEEK)
    return max(until, default=None)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


async def one_at_a_time(session: AsyncSession, scope: Scope, contact: Contact) -> None:
    """Wait for others who decide about the same person; SQLite has one writer anyway."""
    if session.get_bind().dialect.name != "postgresql":
        return
    lock = text("SELECT pg_advisory_xact_lock(hashtextextended(:who, 0))")
    for who in sorted({contact.address_index, contact.patient_id or contact.address_index}):
        await session.execute(lock, {"who": f"{scope.clinic_id}/{who}"})
