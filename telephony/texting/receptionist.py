"""The receptionist for texts: each is a turn of a call whose line is written.

Nobody waits on this line, so a turn is taken whenever a text comes, by whichever process it comes
to. A text is told apart by its number in the conversation: one that was heard before is not heard
again, and its answer is read off the record.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Final

from clinic.messages.receptionist import About, Said, Talk
from clinic.outreach.outbound import Outbound, OutboundFlows
from clinic.outreach.purpose import OUTREACH
from clinic.store.database import Database
from clinic.store.scope import Scope
from telephony.channel import TEXTED
from telephony.flow_plans import NoFlow
from telephony.switchboard import LiveCall, Placed, Switchboard
from telephony.texting.answer import texts_heard, turn
from telephony.texting.understanding import TextUnderstander
from telephony.written import WrittenLine

REMINDER: Final = "reminder"
"""The purpose whose flow goes on from what was written about an appointment."""
WRONG_NUMBER: Final = "wrong_number"


class TextReceptionist:
    """Answers the texts of one process's clinics."""

    def __init__(
        self, database: Database, board: Switchboard, clock: Callable[[], datetime]
    ) -> None:
        self._board = board
        self._clock = clock
        self._database = database
        self._flows = OutboundFlows()

    async def answer(self, talk: Talk) -> Said | None:
        """What to answer; see the port."""
        try:
            async with self._call(talk.scope, talk.call_id, talk) as live:
                loop = live.loop
                if texts_heard(loop) < talk.turn and not loop.ended:
                    await loop.hear(talk.words, language=talk.language)
                await loop.settled()
                if texts_heard(loop) < talk.turn:
                    return None
                made = turn(loop, talk.turn)
                wrong = any(what == WRONG_NUMBER for _, what in loop.call.outcomes)
                return Said(made.said, loop.call.language, made.emergency, wrong)
        except NoFlow:
            return None

    async def question(self, scope: Scope, call_id: str) -> str | None:
        """The question that stands; see the port."""
        async with self._call(scope, call_id) as live:
            call = live.loop.call
            return call.last_said if call.question.kind != "none" else None

    async def leave(self, scope: Scope, call_id: str) -> None:
        """End a conversation; see the port."""
        async with self._call(scope, call_id) as live:
            await live.loop.hung_up()

    @asynccontextmanager
    async def _call(
        self, scope: Scope, call_id: str, talk: Talk | None = None
    ) -> AsyncIterator[LiveCall]:
        number = talk.number if talk is not None else None
        placed = None
        if talk is not None and talk.about is not None:
            placed = self._placed(talk, talk.about)
        async with self._board.call(
            scope,
            call_id,
            WrittenLine,
            channel=TEXTED,
            caller=number,
            hearing=TextUnderstander,
            placed=placed,
        ) as live:
            yield live

    def _placed(self, talk: Talk, about: About) -> Placed:
        """They answer the clinic: it is as if the clinic had called, and they had said who they
        are."""

        async def outbound() -> Outbound:
            version = await self._flows.version(
                self._database, talk.scope, REMINDER, talk.language, self._clock()
            )
            return Outbound(version, OUTREACH[REMINDER].request, about.patient_id, about.known)

        return outbound
