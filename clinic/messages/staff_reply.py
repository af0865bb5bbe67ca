"""What a person at the clinic texts back: only to somebody who has just written.

Whoever wrote to the clinic waits for an answer, and may be given one for a day. After that it would
be the clinic that begins, and what it begins goes by the templates and the rules for them. The text
passes the gate like every other when it leaves; what is plainly refused is told at once.
"""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.jobs.job import Work
from clinic.messages import carrier
from clinic.messages.gate import Passage, admit, contact_of
from clinic.messages.policy import policy_of
from clinic.messages.queue import Queued, put
from clinic.messages.segment import plain
from clinic.messages.thread import texts, threads
from clinic.store.identifier import new_id
from clinic.store.profile import clinic_of
from clinic.store.scope import Scope
from clinic.store.tables.message import MessageRow

TEMPLATE: Final = "staff_reply"
LONGEST: Final = 640
"""Characters of a person's answer: four segments."""
_WHY: Final = {
    "no_campaign": "Texts can leave once the clinic's campaign_id is set (A2P 10DLC).",
    "no_agreement": "Texts can leave once there is an agreement (BAA) with who carries them.",
    "opted_out": "They wrote STOP and get no texts any more. Call them instead.",
    "too_late": "They did not write within the last day. Call them instead.",
}


class Refused(Exception):  # noqa: N818 - an outcome, not a fault
    """An answer may not be sent. The text is a sentence; `code` is the gate's word for it."""

    def __init__(self, code: str) -> None:
        super().__init__(_WHY.get(code, "This person may not be texted. Call them instead."))
        self.code = code


async def reply(work: Work, scope: Scope, thread_id: str, words: str) -> MessageRow:
    """Put an answer in line; its row.

    Raises `KeyError` for no such thread, and `Refused` with the reason why it may not be sent.
    """
    now = work.clock()
    clinic = await clinic_of(work.database, scope)
    async with work.database.writing() as session:
        latest = await _latest(session, scope, thread_id)
        if latest is None:
            raise KeyError("there is no such thread")
        (thread,) = await threads(session, scope, [latest], now)
        if thread.status == "stopped":
            raise Refused("opted_out")
        if thread.reply_until is None:
            raise Refused("too_late")
        only = thread.people[0].patient_id if len(thread.people) == 1 else None
        message = Queued(
            key=f"{TEMPLATE}/{new_id(now)}",
            channel="sms",
            address=thread.address,
            template=TEMPLATE,
            patient_id=only,
            body=plain(words),
        )
        await put(session, work.database.keyring, scope, message, now)
        row = await _kept(session, scope, message.key)
        passage = Passage(
            contact=contact_of(row),
            clinic=clinic,
            policy=await policy_of(session, scope, clinic.state),
            appointment=None,
            personal=True,
            vendor=carrier.vendor(work.settings, "sms"),
            live=carrier.texts_are_real(work.settings),
        )
        verdict = await admit(session, scope, passage, now)
        if verdict.refused is not None:
            raise Refused(verdict.refused)
    return row


async def _latest(session: AsyncSession, scope: Scope, thread_id: str) -> MessageRow | None:
    rows = texts(scope, thread_id).order_by(col(MessageRow.id).desc()).limit(1)
    found: MessageRow | None = await session.scalar(rows)
    return found


async def _kept(session: AsyncSession, scope: Scope, key: str) -> MessageRow:
    row: MessageRow = (
        await session.scalars(scope.rows(MessageRow).where(col(MessageRow.key) == key))
    ).one()
    return row
