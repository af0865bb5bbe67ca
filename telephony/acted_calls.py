"""Calls that reach nobody: where no carrier is set up, whoever is called is acted, in words.

The engine, the records and everything around them are as in earnest, so a campaign can be watched
without a key; what an acted callee says is a choice of the same few sentences, drawn by their
number, so the same call goes the same way again. They confirm, book, decline or hang up; nobody
acted cancels an appointment or stops calls, for the records may be those of real people.
"""

import asyncio
import hashlib
from datetime import datetime
from random import Random
from typing import Final

from clinic.jobs.job import Work
from clinic.jobs.spool import folder
from clinic.outreach.carrier import Order
from clinic.outreach.outbound import outbound_of
from clinic.outreach.outcome import attempt_ended
from clinic.outreach.tending import line_over, taken
from clinic.store.scope import Scope
from clinic.store.tables.call import CallRow
from clinic.store.tables.outreach import OutreachAttempt
from engine import codec
from engine.call import Call
from engine.flow import Flow
from nlu.understand import Understanding
from telephony.listening import LocalListener
from telephony.loop import Loop
from telephony.switchboard import Switchboard
from telephony.written import WrittenLine

CHANNEL: Final = "phone"
PICKED_UP: Final = {"human": 66, "voicemail": 16, "no-answer": 12, "busy": 6}
"""How a hundred calls end on the average."""
AGREES, HANGS_UP = 0.75, 0.06
MOST_TURNS: Final = 30
_YES: Final = {"en": "yes", "es": "sí"}
_NO: Final = {"en": "no", "es": "no"}
_FIRST: Final = {"en": "the first one", "es": "la primera"}
_BY_SLOT: Final = {
    "preferred_time": {"en": "any time next week", "es": "cualquier hora la próxima semana"},
    "insurance_carrier": {"en": "no insurance", "es": "no tengo seguro"},
    "payment": {"en": "by card", "es": "con tarjeta"},
    "patient_status": {"en": "I've been there before", "es": "ya he ido antes"},
}
MOST_EARS: Final = 16
_ears: dict[str, LocalListener] = {}
"""What understands acted people, by the digest of the flow: learning one takes seconds."""


class ActedCalls:
    """The carrier of calls to nobody; see the port."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._board = Switchboard(
            work.database, spool=folder(work), clock=work.clock, listener=_listener
        )

    async def place(self, order: Order) -> str:
        """Act a call from its beginning to its end; its id."""
        call_id = f"SIM{order.attempt_id}"
        now = self._work.clock()
        async with self._work.database.writing() as session:
            found = await session.get(OutreachAttempt, order.attempt_id)
            if found is None:
                return call_id
            scope = Scope(found.practice_id, found.clinic_id)
            attempt = await taken(session, scope, order.attempt_id, call_id)
            if attempt is None:
                return call_id
            chance = Random(f"{order.to} {attempt.purpose} {attempt.number}")
            (how,) = chance.choices(list(PICKED_UP), list(PICKED_UP.values()))
            attempt.answered_by = how if how in ("human", "voicemail") else None
            if how == "voicemail":
                await attempt_ended(session, scope, attempt, how, now)
            elif how != "human":
                await line_over(session, scope, attempt, how, now)
        if how == "human":
            await self._talk(scope, call_id, order.to, chance)
        return call_id

    async def placed_before(
        self, order: Order, since: datetime, known: frozenset[str]
    ) -> str | None:
        """See the port."""
        return None

    async def state(self, call_id: str) -> str | None:
        """Nothing of an acted call goes on by itself; see the port."""
        async with self._work.database.reading() as session:
            row = await session.get(CallRow, call_id)
        return "completed" if row is not None else None

    async def _talk(self, scope: Scope, call_id: str, number: str, chance: Random) -> None:
        callee = _Callee(chance)
        async with self._board.call(
            scope,
            call_id,
            WrittenLine,
            channel=CHANNEL,
            caller=number,
            placed=lambda: outbound_of(self._work.database, scope, call_id),
        ) as live:
            for _ in range(MOST_TURNS):
                await live.loop.settled()
                if live.loop.ended:
                    break
                await callee.turn(live.loop)
            if not live.loop.ended:
                await live.loop.hung_up()
        await self._board.noted()


class _Callee:
    """Somebody who is called: of one mind for the whole call."""

    def __init__(self, chance: Random) -> None:
        self._agrees = chance.random() < AGREES
        self._hangs_up = chance.random() < HANGS_UP

    async def turn(self, loop: Loop) -> None:
        """Answer what was asked last."""
        if self._hangs_up:
            await loop.hung_up()
        else:
            await loop.hear(self._answer(loop.flow, loop.call))

    def _answer(self, flow: Flow, call: Call) -> str:
        question, language = call.question, call.language
        yes, no = _YES.get(language, "yes"), _NO.get(language, "no")
        match question.kind:
            case "anything_else" | "triage" | "check" | "message":
                return no
            case "offer":
                return _FIRST.get(language, _FIRST["en"])
            case "yes_no":
                again = question.slot == "reschedule_instead"
                return yes if self._agrees and not again else no
            case "open":
                return no
            case "slot":
                return self._filled(flow, str(question.slot), language)
        return yes

    def _filled(self, flow: Flow, slot: str, language: str) -> str:
        if slot == "visit_reason":
            return flow.clinic.services[0].name.replace("_", " ")
        if slot in flow.slots and flow.slots[slot].type == "bool":
            return (_YES if self._agrees else _NO).get(language, "no")
        return _BY_SLOT.get(slot, _YES).get(language, "yes")


async def _listener(flow: Flow) -> LocalListener:
    """What understands acted people: nothing of them is told to a model of somebody else's."""
    digest = hashlib.sha256(codec.dumps(flow).encode()).hexdigest()
    if digest not in _ears:
        while len(_ears) >= MOST_EARS:
            del _ears[next(iter(_ears))]
        _ears[digest] = LocalListener(await asyncio.to_thread(Understanding, flow))
    return _ears[digest]
