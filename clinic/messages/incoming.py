"""Text messages that come in: each is kept, understood by its keyword, and answered once.

What a text does happens in the transaction that keeps it, and a text that is handed in twice (the
carrier tries again when it hears nothing) is answered with the same words and does nothing more.
Whatever is no keyword is read by people. It is looked at for signs of danger first, as spoken
words are: nobody watches messages, so the 911 sentence is sent back at once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.jobs.job import Work
from clinic.messages import carrier, facts
from clinic.messages import keyword as words
from clinic.messages.agreement import is_agreed
from clinic.messages.appointment import PATIENT
from clinic.messages.consent import is_suppressed, people_at, permit, suppress
from clinic.messages.correspondence import for_staff
from clinic.messages.keyword import Keyword, keyword
from clinic.messages.policy import policy_of
from clinic.messages.prompt import Prompt, newest_prompt
from clinic.messages.queue import add_once, address_index
from clinic.messages.segment import plain
from clinic.messages.template import PERSONAL, filled, wording
from clinic.ports import Conflict
from clinic.refusal import NotAllowed
from clinic.store import waitlist
from clinic.store.identifier import new_id
from clinic.store.outbox import show, tell
from clinic.store.profile import clinic_of, scope_of_number
from clinic.store.scope import Scope
from clinic.store.tables.message import MessageRow
from clinic.store.tables.patient import PatientRow
from clinic.store.tables.practice import ClinicRow
from engine.clinic import Clinic

RECEIVED: Final = "message.received"
LONGEST: Final = 1_600
"""Characters of a text that are kept: no carrier passes more on."""
MOST_ANSWERS: Final = 10
"""In an hour, to one number: two machines that answer each other stop here."""
_ANSWERS: Final = {words.CONFIRM: waitlist.accept, words.DECLINE: waitlist.decline}
"""What a reply to an offer does."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text that came in, and what is known around it."""

    scope: Scope
    clinic: Clinic
    number: str
    index: str
    body: str
    vendor_id: str
    at: datetime
    meant: Keyword | None
    prompt: Prompt | None
    people: list[PatientRow]
    row_id: str

    @property
    def person(self) -> PatientRow | None:
        """Who wrote, where only one can have."""
        whose = self.prompt.message.patient_id if self.prompt else None
        known = [one for one in self.people if whose is None or one.id == whose]
        return known[0] if len(known) == 1 else None


async def clinic_reached(work: Work, to: str, from_: str) -> Scope | None:
    """Which clinic a text is for: that of the line, or of a shared line, who wrote to them last."""
    found = await scope_of_number(work.database, to)
    if found is not None or to != work.settings.twilio_number:
        return found
    index = address_index(work.database.keyring, "sms", from_)
    written = (
        select(col(MessageRow.practice_id), col(MessageRow.clinic_id))
        .where(col(MessageRow.address_index) == index, col(MessageRow.direction) == "out")
        .order_by(col(MessageRow.id).desc())
        .limit(1)
    )
    clinics = select(col(ClinicRow.practice_id), col(ClinicRow.id)).limit(2)
    async with work.database.reading() as session:
        last = (await session.execute(written)).first()
        known = (await session.execute(clinics)).all()
    if last is not None:
        return Scope(*last)
    return Scope(*known[0]) if len(known) == 1 else None


async def received(
    work: Work, scope: Scope, from_: str, body: str, vendor_id: str, at: datetime
) -> str | None:
    """Keep a text from a number (E.164) and do what it says; the words of the answer, if any.

    `vendor_id` is the carrier's id of it: the same one is kept and done once, and answered with the
    same words.
    """
    answered, known = await _answered(work, scope, vendor_id)
    if known:
        return answered
    clinic = await clinic_of(work.database, scope)
    index = address_index(work.database.keyring, "sms", from_)
    async with work.database.reading() as session:
        prompt = await newest_prompt(session, scope, index, at)
        whose = prompt.message.patient_id if prompt else None
        people = await people_at(session, scope, index, whose)
    text = _Text(
        scope=scope,
        clinic=clinic,
        number=from_,
        index=index,
        body=body[:LONGEST],
        vendor_id=vendor_id,
        at=at,
        meant=keyword(body),
        prompt=prompt,
        people=people,
        row_id=new_id(at),
    )
    taken = await _offer_answered(work, text)
    async with work.database.writing() as session:
        if await _keep(session, text):
            template = await _done(work, session, text, taken)
            return await _answer(work, session, text, template)
    return (await _answered(work, scope, vendor_id))[0]


async def _answered(work: Work, scope: Scope, vendor_id: str) -> tuple[str | None, bool]:
    """The answer that a text was given, and whether it was seen at all."""
    keys = (f"in/{vendor_id}", f"re/{vendor_id}")
    rows = scope.rows(MessageRow).where(col(MessageRow.key).in_(keys))
    async with work.database.reading() as session:
        found = {one.key: one for one in await session.scalars(rows)}
    answer = found.get(keys[1])
    return answer.body if answer else None, keys[0] in found


async def _offer_answered(work: Work, text: _Text) -> bool | None:
    """A yes or no to an offer is done before it is kept: doing it again changes nothing.

    Whether they have what they said; `None` where nothing was offered or answered.
    """
    wish = text.prompt.wish if text.prompt else None
    answer = _ANSWERS.get(text.meant.meaning) if text.meant else None
    if wish is None or answer is None:
        return None
    try:
        await answer(work.database, text.scope, text.clinic, wish.id, text.at)
    except (Conflict, KeyError, NotAllowed):
        return False
    return True


async def _keep(session: AsyncSession, text: _Text) -> bool:
    """Keep a text; false if it is kept already."""
    values = {
        "id": text.row_id,
        "key": f"in/{text.vendor_id}",
        "channel": "sms",
        "direction": "in",
        "address": text.number,
        "address_index": text.index,
        "template": text.meant.meaning if text.meant else "",
        "body": text.body,
        "purpose": "",
        "status": "received",
        "vendor_id": text.vendor_id,
        "patient_id": text.person.id if text.person else None,
        "about_id": text.prompt.message.id if text.prompt else None,
        "created_at": text.at,
        **text.scope.ids,
    }
    if not await add_once(session, values):
        return False
    show(session, text.scope, RECEIVED, text.row_id, text.at)
    return True


async def _done(work: Work, session: AsyncSession, text: _Text, taken: bool | None) -> str | None:
    """Do what a text says; the template of its answer."""
    meaning = text.meant.meaning if text.meant else None
    appointment = text.prompt.appointment if text.prompt else None
    if meaning == words.STOP:
        return await _stop(work, session, text)
    if meaning == words.START:
        keyring = work.database.keyring
        await permit(session, keyring, text.scope, text.number, text.at, words=text.body)
        return "reply_started"
    if meaning == words.HELP:
        return "reply_help"
    if meaning == words.DIRECTIONS:
        return "reply_directions"
    if meaning == words.CONFIRM:
        if taken is not None:
            return "reply_taken" if taken else "reply_gone"
        if appointment is None:
            return "reply_help"
        tell(
            session,
            text.scope,
            "appointment.confirmed",
            appointment.id,
            text.at,
            {"by": PATIENT},
        )
        return "reply_confirmed"
    if meaning == words.DECLINE and taken is not None:
        return "reply_noted"
    if meaning == words.RESCHEDULE or (meaning == words.DECLINE and appointment is not None):
        await _to_staff(work, session, text, "appointment_rescheduling")
        return "reply_reschedule"
    alarming = await _to_staff(work, session, text, "message")
    return "reply_emergency" if alarming else "reply_noted"


async def _stop(work: Work, session: AsyncSession, text: _Text) -> str | None:
    """They want nothing more; told once. Who says CANCEL may mean the appointment: staff ask."""
    if await is_suppressed(session, text.scope, [text.index], None):
        return None
    await suppress(
        session, work.database.keyring, text.scope, text.number, text.at, words=text.body
    )
    meant_it = text.meant is not None and text.meant.word in words.MAY_MEAN_APPOINTMENT
    if meant_it and text.prompt is not None and text.prompt.appointment is not None:
        await _to_staff(work, session, text, "appointment_cancellation")
        return "reply_stopped_only"
    if text.meant is not None and text.meant.is_sentence:
        await _to_staff(work, session, text, "message")
    return "reply_stopped"


async def _to_staff(work: Work, session: AsyncSession, text: _Text, kind: str) -> bool:
    return await for_staff(
        work,
        session,
        text.scope,
        text.clinic,
        message_id=text.row_id,
        kind=kind,
        number=text.number,
        index=text.index,
        body=text.body,
        person=text.person,
        appointment=text.prompt.appointment if text.prompt else None,
        at=text.at,
    )


async def _answer(
    work: Work, session: AsyncSession, text: _Text, template: str | None
) -> str | None:
    """The words of an answer, kept beside the text; none where it would be one too many."""
    if template is None or await _answers(session, text) >= MOST_ANSWERS:
        return None
    spoken = text.meant.language if text.meant and text.meant.language != "en" else None
    native = text.person.language if text.person else None
    language = facts.language_of(text.clinic, spoken, native)
    values = facts.of_clinic(text.clinic, language)
    if text.prompt is not None:
        today = text.at.astimezone(ZoneInfo(text.clinic.timezone)).date()
        if text.prompt.appointment is not None:
            values |= facts.of_appointment(
                text.clinic, text.prompt.appointment, None, language, today
            )
        if text.prompt.wish is not None:
            values |= facts.of_wish(text.prompt.wish, None, language)
    vendor = carrier.vendor(work.settings, "sms")
    if not await is_agreed(session, text.scope, text.clinic, vendor, text.at):
        values = {name: None if name in PERSONAL else one for name, one in values.items()}
    policy = await policy_of(session, text.scope, text.clinic.state)
    found = wording(template, language, policy.templates)
    body = filled(found.sms, values) if found else None
    if body is None:
        return None
    answer = {
        "id": new_id(text.at),
        "key": f"re/{text.vendor_id}",
        "channel": "sms",
        "direction": "out",
        "address": text.number,
        "address_index": text.index,
        "template": template,
        "body": plain(body),
        "purpose": "reply",
        "status": "sent",
        "about_id": text.row_id,
        "created_at": text.at,
        "tried_at": text.at,
        "sent_at": text.at,
        **text.scope.ids,
    }
    await add_once(session, answer)
    return plain(body)


async def _answers(session: AsyncSession, text: _Text) -> int:
    rows = text.scope.only(MessageRow, func.count()).where(
        col(MessageRow.address_index) == text.index,
        col(MessageRow.purpose) == "reply",
        col(MessageRow.created_at) > text.at - timedelta(hours=1),
    )
    return int(await session.scalar(rows) or 0)
