"""Texts that are settled by rules: their keywords, and the work that everything else leaves.

What a text does happens in the transaction that keeps it. Whatever is no keyword is read by people.
It is looked at for signs of danger first, as spoken words are: nobody watches messages, so the 911
sentence is sent back at once.
"""

from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.jobs.job import Work
from clinic.messages import carrier, facts
from clinic.messages import keyword as words
from clinic.messages.agreement import is_agreed
from clinic.messages.appointment import PATIENT
from clinic.messages.consent import is_suppressed, permit, suppress
from clinic.messages.correspondence import for_staff
from clinic.messages.policy import policy_of
from clinic.messages.queue import QUEUED, add_once
from clinic.messages.segment import plain
from clinic.messages.template import PERSONAL, filled, wording
from clinic.messages.text import Text
from clinic.store.identifier import new_id
from clinic.store.outbox import tell
from clinic.store.tables.appointment import AppointmentRow
from clinic.store.tables.message import MessageRow

MOST_ANSWERS: Final = 10
"""In an hour, to one number: two machines that answer each other stop here."""
AFTER: Final = timedelta(milliseconds=1)
"""An answer stands behind what it answers, though both are of one moment."""
ALWAYS: Final = ("reply_emergency", "reply_help", "reply_stopped", "reply_stopped_only")
"""Answers that safety or law asks for: they are tried even where the carrier may drop them."""
CONVERSATION: Final = "conversation"
"""The template of what the receptionist says; it has a limit of its own."""


async def done(work: Work, session: AsyncSession, text: Text, taken: bool | None) -> str | None:
    """Do what a text says; the template of its answer."""
    meaning = text.meaning
    appointment = text.prompt.appointment if text.prompt else None
    if meaning == words.STOP:
        return await _stop(work, session, text)
    if meaning == words.START:
        keyring = work.database.keyring
        await permit(session, keyring, text.scope, text.number, text.at, words=text.body)
        return "reply_started"
    if meaning == words.HELP:
        return "reply_help"
    if meaning == words.THANKS:
        return None
    if meaning == words.DIRECTIONS:
        return "reply_directions"
    if meaning == words.CONFIRM:
        if taken is not None:
            return "reply_taken" if taken else "reply_gone"
        if appointment is None:
            return "reply_help"
        said = text.scope.changing(AppointmentRow).where(col(AppointmentRow.id) == appointment.id)
        await session.execute(said.values(confirmed_at=text.at))
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
        await to_staff(work, session, text, "appointment_rescheduling")
        return "reply_reschedule"
    alarming = await to_staff(work, session, text, "message")
    return "reply_emergency" if alarming else "reply_noted"


async def _stop(work: Work, session: AsyncSession, text: Text) -> str | None:
    """They want nothing more; told once. Who says CANCEL may mean the appointment: staff ask."""
    if await is_suppressed(session, text.scope, [text.index], None):
        return None
    await suppress(
        session, work.database.keyring, text.scope, text.number, text.at, words=text.body
    )
    meant_it = text.meant is not None and text.meant.word in words.MAY_MEAN_APPOINTMENT
    if meant_it and text.prompt is not None and text.prompt.appointment is not None:
        await to_staff(work, session, text, "appointment_cancellation")
        return "reply_stopped_only"
    if text.meant is not None and text.meant.is_sentence:
        await to_staff(work, session, text, "message")
    return "reply_stopped"


async def to_staff(work: Work, session: AsyncSession, text: Text, kind: str) -> bool:
    """Leave a text to people; whether it sounds of danger."""
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


async def answer(
    work: Work,
    session: AsyncSession,
    text: Text,
    template: str | None,
    *,
    language: str | None = None,
    more: str | None = None,
    late: bool = False,
    call_id: str | None = None,
) -> str | None:
    """The words of an answer, kept beside the text; none where it would be one too many.

    `more` is said after it. One that is `late` is put in line: nobody waits for it any more.
    """
    if template is None or await _answers(session, text) >= MOST_ANSWERS:
        return None
    body = await worded(work, session, text, template, language)
    if body is None:
        return None
    body = f"{body}\n{more}" if more else body
    return await say(work, session, text, template, body, late=late, call_id=call_id)


async def worded(
    work: Work, session: AsyncSession, text: Text, template: str, language: str | None = None
) -> str | None:
    """The words of a template, as an answer to a text; `None` where there are none."""
    spoken = text.meant.language if text.meant and text.meant.language != "en" else None
    native = text.person.language if text.person else None
    language = facts.language_of(text.clinic, language, spoken, native)
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
    return filled(found.sms, values) if found else None


async def say(
    work: Work,
    session: AsyncSession,
    text: Text,
    template: str,
    body: str,
    *,
    late: bool = False,
    call_id: str | None = None,
) -> str | None:
    """Keep an answer to a text, and give it back if it may be sent in the carrier's own response.

    Live texts need a registered campaign, these as well; see `ALWAYS` for those that do not wait
    for one. One that is `late` leaves by itself, through the gate.
    """
    policy = await policy_of(session, text.scope, text.clinic.state)
    live = carrier.texts_are_real(work.settings)
    refused = live and not policy.campaign_id and template not in ALWAYS
    now = work.clock() if late else text.at
    row = {
        "id": new_id(now + AFTER),
        "key": f"{'late' if late else 're'}/{text.vendor_id}",
        "channel": "sms",
        "direction": "out",
        "address": text.number,
        "address_index": text.index,
        "template": CONVERSATION if late else template,
        "body": plain(body),
        "purpose": "reply",
        "status": "refused" if refused else "queued" if late else "sent",
        "error": "no_campaign" if refused else None,
        "about_id": text.row_id,
        "call_id": call_id,
        "created_at": now,
        "tried_at": None if refused or late else now,
        "sent_at": None if refused or late else now,
        **text.scope.ids,
    }
    if not await add_once(session, row) or refused:
        return None
    if late:
        tell(session, text.scope, QUEUED, str(row["id"]), now)
        return None
    return plain(body)


async def _answers(session: AsyncSession, text: Text) -> int:
    rows = text.scope.only(MessageRow, func.count()).where(
        col(MessageRow.address_index) == text.index,
        col(MessageRow.purpose) == "reply",
        col(MessageRow.template) != CONVERSATION,
        col(MessageRow.created_at) > text.at - timedelta(hours=1),
    )
    return int(await session.scalar(rows) or 0)
