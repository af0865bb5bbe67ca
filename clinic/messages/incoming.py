"""Text messages that come in: each is kept, understood, and answered once.

Keywords, danger and what people must read are settled by rules (`by_rules`); what is left is a turn
of a conversation (`conversation`). A text that is handed in twice (the carrier tries again when it
hears nothing) is answered with the same words and does nothing more.
"""

from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlmodel import col

from clinic.jobs.job import Work
from clinic.messages import keyword as words
from clinic.messages.by_rules import answer, done
from clinic.messages.conversation import Haste, belonging_to, converse
from clinic.messages.queue import address_index
from clinic.messages.receptionist import Receptionist
from clinic.messages.text import Text, keep, read
from clinic.ports import Conflict
from clinic.refusal import NotAllowed
from clinic.store import waitlist
from clinic.store.profile import scope_of_number
from clinic.store.scope import Scope
from clinic.store.tables.message import MessageRow
from clinic.store.tables.practice import ClinicRow

_ANSWERS: Final = {words.CONFIRM: waitlist.accept, words.DECLINE: waitlist.decline}
"""What a reply to an offer does."""


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
    work: Work,
    scope: Scope,
    from_: str,
    body: str,
    vendor_id: str,
    at: datetime,
    *,
    receptionist: Receptionist | None = None,
    haste: Haste | None = None,
) -> str | None:
    """Keep a text from a number (E.164) and do what it says; the words of the answer, if any.

    `vendor_id` is the carrier's id of it: the same one is kept and done once, and answered with the
    same words. Without a `receptionist` everything that is no keyword is left to the staff. What
    `haste` gives up on is answered later, by a text of our own.
    """
    answered, known = await _answered(work, scope, vendor_id)
    if known:
        return answered
    text = await read(work, scope, from_, body, vendor_id, at)
    place = await belonging_to(work, text, receptionist)
    if place.call_id is not None and receptionist is not None:
        told = await converse(work, text, place, receptionist, haste or Haste())
        return told if told is not None else (await _answered(work, scope, vendor_id))[0]
    taken = await _offer_answered(work, text)
    told = None
    async with work.database.writing() as session:
        kept = await keep(session, text)
        if kept:
            template = await done(work, session, text, taken)
            told = await answer(work, session, text, template, more=place.question)
    if place.left is not None and receptionist is not None:
        await receptionist.leave(scope, place.left)
    return told if kept else (await _answered(work, scope, vendor_id))[0]


async def answered_by(work: Work, scope: Scope, vendor_id: str) -> str | None:
    """The id of the row that holds the answer which a text was given at once."""
    rows = scope.only(MessageRow, col(MessageRow.id))
    async with work.database.reading() as session:
        found: str | None = await session.scalar(
            rows.where(col(MessageRow.key) == f"re/{vendor_id}")
        )
    return found


async def _answered(work: Work, scope: Scope, vendor_id: str) -> tuple[str | None, bool]:
    """The answer that a text was given at once, and whether it was seen at all."""
    keys = (f"in/{vendor_id}", f"re/{vendor_id}")
    rows = scope.rows(MessageRow).where(col(MessageRow.key).in_(keys))
    async with work.database.reading() as session:
        found = {one.key: one for one in await session.scalars(rows)}
    reply = found.get(keys[1])
    said = reply.body if reply is not None and reply.status != "refused" else None
    return said, keys[0] in found


async def _offer_answered(work: Work, text: Text) -> bool | None:
    """A yes or no to an offer is done before it is kept: doing it again changes nothing.

    Whether they have what they said; `None` where nothing was offered or answered.
    """
    wish = text.prompt.wish if text.prompt else None
    does = _ANSWERS.get(text.meaning or "")
    if wish is None or does is None:
        return None
    try:
        await does(work.database, text.scope, text.clinic, wish.id, text.at)
    except (Conflict, KeyError, NotAllowed):
        return False
    return True
