"""What Twilio posts to us, from the form to the answer (TwiML); a path of the API is all around it.

Nothing is believed without the signature. Whatever a text says, the answer is a document; after a
fault of ours Twilio hands the same text in again, which is done once all the same.
"""

import asyncio
import logging
from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qs, urlsplit
from weakref import WeakValueDictionary

from twilio.twiml.messaging_response import MessagingResponse

from clinic.jobs.job import Work
from clinic.messages.conversation import Haste, catch_up
from clinic.messages.incoming import answered_by, clinic_reached, received
from clinic.messages.receptionist import Receptionist
from clinic.messages.report import reported
from clinic.messages.segment import parts
from clinic.messages.twilio.callback import Incoming, incoming, report
from clinic.messages.twilio.signature import believe
from clinic.messages.twilio.texts import status_address
from clinic.store.scope import Scope

TEXT_PATH = "/webhook/sms"
"""Where texts come in; for reports see `texts.STATUS_PATH`."""
_log = logging.getLogger(__name__)


SECONDS: Final = 11.0
"""How long an answer may take to be given in the response: Twilio waits for fifteen seconds."""


class Door:
    """Where texts come in: one at a time from each telephone, and never too long for the carrier.

    `receptionist` talks with those who write; without one, what is no keyword is for the staff.
    """

    def __init__(self, receptionist: Receptionist | None = None, seconds: float = SECONDS) -> None:
        self._receptionist = receptionist
        self._seconds = seconds
        self._turns: WeakValueDictionary[tuple[Scope, str], asyncio.Lock] = WeakValueDictionary()
        self._under_way: set[asyncio.Task[str | None]] = set()

    async def texted(
        self, work: Work, path_and_query: str, fields: Mapping[str, str], signature: str | None
    ) -> str:
        """Take a text in; the TwiML to answer with, which may hold nothing.

        `path_and_query` are those of the request as it came. Raises `Unsigned`, and `KeyError` for
        a form that is none of Twilio's.
        """
        believe(work.settings, path_and_query, fields, signature)
        text = incoming(fields)
        answer = MessagingResponse()
        scope = await clinic_reached(work, text.to, text.from_)
        if scope is not None:
            said = parts(await self._answered(work, scope, text) or "")
            told = await answered_by(work, scope, text.id) if said else None
            for part in said:
                answer.message(part, status_callback=status_address(work.settings, str(told)))
        return str(answer)

    async def catch_up(self, work: Work) -> int:
        """Answer what a process that died has left unanswered; returns how many texts."""
        return await catch_up(work, self._receptionist) if self._receptionist is not None else 0

    async def close(self) -> None:
        """Wait until everything that is being answered is answered."""
        if self._under_way:
            await asyncio.wait(self._under_way)

    async def _answered(self, work: Work, scope: Scope, text: Incoming) -> str | None:
        """The answer, if it comes in time; one that comes later is sent by itself."""
        haste = Haste()
        taking = asyncio.create_task(self._taken(work, scope, text, haste))
        self._under_way.add(taking)
        taking.add_done_callback(self._under_way.discard)
        await asyncio.wait([taking], timeout=self._seconds)
        if not taking.done() and not haste.decided:
            haste.over = True
            taking.add_done_callback(_told)
            return None
        return await taking

    async def _taken(self, work: Work, scope: Scope, text: Incoming, haste: Haste) -> str | None:
        turn = self._turns.setdefault((scope, text.from_), asyncio.Lock())
        async with turn:
            return await received(
                work,
                scope,
                text.from_,
                text.body,
                text.id,
                work.clock(),
                receptionist=self._receptionist,
                haste=haste,
            )


def _told(taking: "asyncio.Task[str | None]") -> None:
    """What nobody waits for any more must not fail unseen."""
    if not taking.cancelled() and (fault := taking.exception()) is not None:
        _log.error("a text was not answered: %s", type(fault).__name__)


async def fared(
    work: Work, path_and_query: str, fields: Mapping[str, str], signature: str | None
) -> bool:
    """Take a report in on a text that went out; false where it is about none of ours.

    Raises as `Door.texted` does.
    """
    believe(work.settings, path_and_query, fields, signature)
    told = report(fields)
    asked = parse_qs(urlsplit(path_and_query).query).get("message", [""])
    return await reported(work, asked[0], told.id, told.status, told.error, passing=told.passing)
