"""Texts that are turns of a conversation with the receptionist, and those that are not.

Whoever writes back to what the clinic wrote, in words that no rule settles, is talked with; so is
whoever writes of their own accord. One telephone has one conversation at a time. STOP, START, HELP
and danger come first always, and a yes belongs to what was asked last: to a conversation, or to a
question that was sent after it.

A text is kept before it is answered, as one that waits for its answer, so that an answer which a
dying process did not give is given by another. Where the receptionist cannot answer, people do.
"""

import asyncio
import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.jobs.job import Work
from clinic.messages import carrier
from clinic.messages import keyword as words
from clinic.messages.agreement import is_agreed
from clinic.messages.by_rules import CONVERSATION, answer, done, say, to_staff, worded
from clinic.messages.consent import is_suppressed
from clinic.messages.correspondence import LATE
from clinic.messages.policy import policy_of
from clinic.messages.receptionist import About, Receptionist, Said, Talk
from clinic.messages.template import LANGUAGES
from clinic.messages.text import Text, keep, read
from clinic.records import parted
from clinic.standing import standing as standing_of
from clinic.store.identifier import new_id
from clinic.store.scope import Scope
from clinic.store.tables.call import CallRow
from clinic.store.tables.message import MessageRow
from clinic.store.tables.practice import ClinicRow
from engine.safety import Level, assess

ANSWERING: Final = "answering"
"""The status of a text that waits for its answer."""
SECONDS: Final = 45.0
"""How long a turn may take, whoever waits for it."""
URGENT_SECONDS: Final = 5.0
"""The same where there is danger: then the fixed sentence is sent without the receptionist."""
LEASE: Final = timedelta(seconds=60)
"""After which nobody is working on an answer any more."""
TOO_LATE: Final = timedelta(minutes=30)
"""After which people see to a text that was not answered."""
LOOKED_BACK: Final = timedelta(hours=24)
MOST_TURNS: Final = 40
"""In an hour, with one number."""
OF_STAFF: Final = timedelta(hours=24)
"""So long after a person has written themselves, the thread is theirs."""
STAFF_REPLY: Final = "staff_reply"
_TURN: Final = "turn "
_ID_TIME: Final = 10
"""The letters of an id that tell its time."""
_SERVED: Final = "active"
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Haste:
    """Whether the carrier still waits for an answer, between who takes a text in and who answers.

    It is given in the carrier's response, or else later by a text of our own: never both.
    """

    over: bool = False
    """It waits no longer."""
    decided: bool = False
    """It will be answered at once."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text belongs. With no `call_id`: to the rules."""

    call_id: str | None = None
    about: About | None = None
    """Of a conversation that begins with it."""
    question: str | None = None
    """What stands to be answered in a conversation that a rule speaks in the middle of."""
    left: str | None = None
    """A conversation that is over with it."""


async def belonging_to(work: Work, text: Text, receptionist: Receptionist | None) -> Place:
    """Where a text belongs."""
    if receptionist is None:
        return Place()
    async with work.database.reading() as session:
        call, newer = await _standing(session, text)
        is_open = await _is_open(work, session, text)
    left = call.id if call is not None else None
    if text.meaning in (words.START, words.HELP):
        return Place()
    if text.meaning == words.STOP or not is_open:
        return Place(left=left)
    if call is not None and not newer:
        if text.meaning != words.DIRECTIONS:
            return Place(call.id)
        return Place(question=await receptionist.question(text.scope, call.id))
    if not _begins(text):
        return Place(left=left)
    return Place(f"sms-{text.row_id}", _about(text), left=left)


async def converse(
    work: Work, text: Text, place: Place, receptionist: Receptionist, haste: Haste
) -> str | None:
    """Keep a text as a turn of its conversation, and answer it; `None` if it is kept already."""
    call_id = str(place.call_id)
    if place.left is not None:
        await receptionist.leave(text.scope, place.left)
    async with work.database.writing() as session:
        turn = await _turns(session, text, call_id) + 1
        named = f"{_TURN}{turn}"
        if not await keep(session, text, status=ANSWERING, template=named, call_id=call_id):
            return None
    talk = _talk(text, call_id, turn, place.about)
    return await _answered(work, text, talk, receptionist, haste)


async def catch_up(work: Work, receptionist: Receptionist) -> int:
    """Answer the texts that a process began to answer and did not; returns how many."""
    now = work.clock()
    rows = select(MessageRow).where(
        col(MessageRow.id) > new_id(now - LOOKED_BACK)[:_ID_TIME],
        col(MessageRow.channel) == "sms",
        col(MessageRow.direction) == "in",
        col(MessageRow.status) == ANSWERING,
        col(MessageRow.created_at) < now - LEASE,
    )
    async with work.database.reading() as session:
        waiting = list(await session.scalars(rows.order_by(col(MessageRow.id))))
    for row in waiting:
        scope = Scope(row.practice_id, row.clinic_id)
        at, vendor_id = row.created_at, str(row.vendor_id)
        text = await read(work, scope, row.address, row.body, vendor_id, at, row_id=row.id)
        turn = int(row.template.removeprefix(_TURN))
        talk = _talk(text, str(row.call_id), turn, _about(text) if turn == 1 else None)
        asked = receptionist if now - at < TOO_LATE else None
        await _answered(work, text, talk, asked, Haste(over=True))
    return len(waiting)


async def _answered(
    work: Work, text: Text, talk: Talk, receptionist: Receptionist | None, haste: Haste
) -> str | None:
    """Have a text answered, by the receptionist or else by the rules; what is said at once."""
    danger = assess(text.body).level is Level.EMERGENCY
    said: Said | None = None
    try:
        async with asyncio.timeout(URGENT_SECONDS if danger else SECONDS):
            said = await receptionist.answer(talk) if receptionist is not None else None
    except Exception as fault:  # people see to it
        _log.error("a text could not be talked about: %s", type(fault).__name__)
    async with work.database.writing() as session:
        rows = text.scope.rows(MessageRow).where(col(MessageRow.id) == text.row_id)
        row: MessageRow | None = await session.scalar(rows.with_for_update())
        if row is None or row.status != ANSWERING:
            return None
        row.status, late = "received", haste.over
        haste.decided = not late
        if said is None:
            row.template = text.meaning or ""
            await session.flush()
            template = await done(work, session, text, None)
            return await answer(work, session, text, template, late=late)
        if said.wrong_number:
            await to_staff(work, session, text, "message")
        if said.emergency or danger:
            return await answer(
                work,
                session,
                text,
                "reply_emergency",
                language=said.language,
                late=late,
                call_id=talk.call_id,
            )
        if not said.texts:
            return None
        body = " ".join(said.texts)
        if talk.turn == 1 and text.meaning == words.RESCHEDULE:
            lead = await worded(work, session, text, "reply_reschedule_here", said.language)
            body = f"{lead} {body}" if lead else body
        return await say(work, session, text, CONVERSATION, body, late=late, call_id=talk.call_id)


async def _standing(session: AsyncSession, text: Text) -> tuple[CallRow | None, bool]:
    """The conversation with a number that is not over, and whether they were asked since then."""
    rows = (
        text.scope.rows(CallRow)
        .where(
            col(CallRow.channel) == "sms",
            col(CallRow.caller_index) == text.index,
            col(CallRow.ended_at).is_(None),
        )
        .order_by(col(CallRow.started_at).desc(), col(CallRow.id).desc())
    )
    call: CallRow | None = await session.scalar(rows.limit(1))
    if call is None or text.prompt is None:
        return call, False
    latest = text.scope.only(MessageRow, func.max(col(MessageRow.id))).where(
        col(MessageRow.call_id) == call.id
    )
    last = await session.scalar(latest)
    return call, last is not None and text.prompt.message.id > last


async def _is_open(work: Work, session: AsyncSession, text: Text) -> bool:
    """Whether the receptionist may talk with a number by text."""
    row = await session.get(ClinicRow, text.scope.clinic_id)
    policy = await policy_of(session, text.scope, text.clinic.state)
    if row is None or row.paused or not policy.conversations:
        return False
    if carrier.texts_are_real(work.settings) and not policy.campaign_id:
        return False
    vendor = carrier.vendor(work.settings, "sms")
    if not await is_agreed(session, text.scope, text.clinic, vendor, text.at):
        return False
    if await is_suppressed(session, text.scope, [text.index], None):
        return False
    return await _is_ours(session, text)


async def _is_ours(session: AsyncSession, text: Text) -> bool:
    """Whether no person is writing with them, and no machine."""
    person = text.person
    spoken = (person.language or "").partition("-")[0].lower() if person is not None else ""
    if spoken and spoken not in LANGUAGES:
        return False
    own = text.scope.only(MessageRow, func.count()).where(
        col(MessageRow.address_index) == text.index
    )
    of_staff = own.where(
        col(MessageRow.template) == STAFF_REPLY, col(MessageRow.created_at) > text.at - OF_STAFF
    )
    turns = own.where(
        col(MessageRow.template).startswith(_TURN),
        col(MessageRow.created_at) > text.at - timedelta(hours=1),
    )
    if await session.scalar(of_staff):
        return False
    return int(await session.scalar(turns) or 0) < MOST_TURNS


def _begins(text: Text) -> bool:
    """Whether a text begins a conversation: no rule settles it, and there is something in it."""
    prompt = text.prompt
    if not text.body.strip() or assess(text.body).level is Level.EMERGENCY:
        return False
    if LATE.search(text.body):
        return False  # nothing is to be arranged: the desk must know
    if prompt is not None and prompt.is_offer:
        return False
    if prompt is not None and not _is_served(text):
        return False
    if text.meant is None:
        return True
    if text.meaning == words.RESCHEDULE:
        return text.meant.word not in words.WANTS_A_CALL
    return text.meaning == words.DECLINE and prompt is not None


def _is_served(text: Text) -> bool:
    """Whether something may be arranged for the patient of the question without people (FG-30)."""
    person = text.person
    if person is None:
        return True
    return standing_of(person.status, do_not_book=person.do_not_book) == _SERVED


def _about(text: Text) -> About | None:
    """What is known by what they answer: they write from the number that it was sent to."""
    appointment = text.prompt.appointment if text.prompt is not None else None
    if appointment is None:
        return None
    person = text.person
    name = (
        {"first": person.first_name, "last": person.last_name}
        if person is not None
        else parted(appointment.patient_name)
    )
    parts = ("id", "service", "start", "minutes", "provider")
    return About(
        person.id if person is not None else None,
        {
            "patient_name": name,
            "callback_number": text.number,
            "appointment": {part: getattr(appointment, part) for part in parts},
        },
    )


def _talk(text: Text, call_id: str, turn: int, about: About | None) -> Talk:
    person = text.person
    language = person.language if person is not None else None
    if language is None and text.meant is not None and text.meant.language != "en":
        language = text.meant.language
    spoken = (language or "").partition("-")[0].lower() or None
    first = turn == 1
    return Talk(text.scope, call_id, text.number, text.body, turn, about, spoken if first else None)


async def _turns(session: AsyncSession, text: Text, call_id: str) -> int:
    """How many texts of a conversation are kept."""
    rows = text.scope.only(MessageRow, func.count()).where(
        col(MessageRow.call_id) == call_id, col(MessageRow.template).startswith(_TURN)
    )
    return int(await session.scalar(rows) or 0)
