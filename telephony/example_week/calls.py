"""The calls of an example week: made through the one loop, with a clock in the past.

The caller is simulated and the telephone too; understanding, flow, calendar, records and desk are
the real ones, so what a call says, asks, books and leaves behind is what such a call does. How long
its caller waited is drawn, for nobody measured a telephone that was not there.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from random import Random
from typing import Any, Final

from clinic.ports import Services
from clinic.store.calendar import StoreCalendar
from clinic.store.call_state import close
from clinic.store.database import Database
from clinic.store.desk import StoreDesk
from clinic.store.escalations import escalated
from clinic.store.journal import Entry, enter
from clinic.store.patients import StoreRecords
from clinic.store.recognition import Hint, note
from clinic.store.scope import Scope
from engine.events import TransferEnded
from engine.flow import Flow
from telephony.answering import reached
from telephony.caller import RehearsedCaller
from telephony.channel import for_channel
from telephony.example_week.callers import Visit
from telephony.example_week.patients import Invented
from telephony.faulty import Faults
from telephony.loop import Loop
from telephony.observer import Stages, summary
from telephony.rehearsal import MOST_TURNS
from telephony.simulated import (
    SECONDS_PER_TURN,
    LocalUnderstanding,
    SimulatedLine,
    SimulatedUnderstanding,
    VirtualClock,
)

UNREACHED: Final = 0.2
"""How often nobody takes a handoff."""
CERTAIN: Final = 0.95


async def make_calls(
    database: Database,
    scope: Scope,
    flow: Flow,
    version_id: str,
    understanding: LocalUnderstanding,
    planned: Sequence[Visit],
    patients: Sequence[Invented],
    seed: str,
) -> None:
    """Make the calls, one after the other, as they came."""
    numbers: dict[str, list[str]] = {}
    for one in patients:
        numbers.setdefault(one.phone, []).append(one.id)
    for visit in planned:
        chance = Random(f"{seed} call {visit.number}")
        await _Made(database, scope, flow, version_id, understanding, visit, chance).whole(
            numbers.get(visit.person.phone, [])
        )


class _Made:
    """One call on its way."""

    def __init__(
        self,
        database: Database,
        scope: Scope,
        flow: Flow,
        version_id: str,
        understanding: LocalUnderstanding,
        visit: Visit,
        chance: Random,
    ) -> None:
        self._database = database
        self._scope = scope
        self._version_id = version_id
        self._visit = visit
        self._chance = chance
        self._flow = for_channel(flow, visit.channel)
        self._clock = VirtualClock(visit.at, flow.clinic.timezone)
        faults = Faults()
        if chance.random() < UNREACHED:
            faults.set("handoff", "no_answer")
        self._line = SimulatedLine(self._clock, faults)
        self._loop = Loop(
            self._flow,
            clock=self._clock,
            line=self._line,
            understander=SimulatedUnderstanding(understanding, faults),
            services=Services(
                StoreCalendar(database, scope, flow.clinic, clock=self._clock.now),
                StoreRecords(database, scope),
                StoreDesk(database, scope, clock=self._clock.now),
            ),
        )
        self.turns: list[Stages] = []

    async def whole(self, known: Sequence[str]) -> None:
        """From the first ring to what is written of it."""
        visit = self._visit
        digest = hashlib.md5(f"{visit.at} {visit.number}".encode(), usedforsecurity=False)
        call_id = f"CA{digest.hexdigest()}"
        is_known = visit.channel == "phone" and not visit.withheld
        await self._loop.begin(call_id, visit.person.phone if is_known else None)
        await self._talk()
        await self._write(call_id, known if is_known else [])

    async def _talk(self) -> None:
        visit, loop, line = self._visit, self._loop, self._line
        caller = RehearsedCaller(visit.goal, visit.person, visit.manner, self._chance)
        heard = 0
        for _ in range(MOST_TURNS):
            await loop.settled()
            if loop.ended:
                return
            said, heard = line.said[heard:], len(line.said)
            turn = caller.turn(loop.call)
            if turn.hangs_up:
                await loop.hung_up()
            elif turn.says is None:
                self._clock.pass_seconds(turn.silent)
                await loop.stay_silent(turn.silent)
            else:
                cut = None if turn.after_words is None else reached(said, turn.after_words)
                if cut is not None:
                    await loop.barge_in(cut)
                self._clock.pass_seconds(SECONDS_PER_TURN)
                self._clock.pass_words(turn.says)
                await loop.hear(turn.says, confidence=turn.confidence)
                self.turns.append(self._waited())
        await loop.hung_up()

    def _waited(self) -> Stages:
        """How long such a caller waits, as far as one can draw it."""
        understand = self._chance.uniform(0.012, 0.06)
        speak = self._chance.lognormvariate(-1.25, 0.3)
        heard = self._chance.uniform(0.25, 0.5)
        if self._visit.channel != "phone":
            return Stages(total=understand + 0.01, understand=understand, decide=0.001)
        return Stages(heard + understand + speak, understand, 0.001, speak)

    async def _write(self, call_id: str, known: Sequence[str]) -> None:
        loop, ended = self._loop, self._clock.now().astimezone(UTC)
        events = loop.record.events
        head: dict[str, Any] = {
            "id": call_id,
            "flow_version_id": self._version_id,
            "channel": self._visit.channel,
            **self._scope.ids,
        }
        await enter(self._database, Entry(self._scope, head, list(enumerate(events))))
        call = loop.call
        if call.escalation is not None:
            ends = [one for one in events if isinstance(one, TransferEnded)]
            how = ends[-1].how if ends else None
            at = (ends[-1].at if ends else self._clock.now()).astimezone(UTC)
            await escalated(self._database, self._scope, call_id, call.escalation, at, handoff=how)
        await self._note_person(call_id, known, ended)
        latency = summary(self.turns)
        await close(self._database, self._scope, call, len(events), ended, latency=latency)

    async def _note_person(self, call_id: str, known: Sequence[str], at: datetime) -> None:
        """Who the number belongs to, and who the caller proved to be."""
        patient = self._loop.call.patient
        async with self._database.writing() as session:
            hints = [Hint(one, "mobile", round(CERTAIN / len(known), 2)) for one in known]
            note(session, self._scope, call_id, hints, at)
            if patient is not None:
                proved = [Hint(str(patient["id"]), "", CERTAIN)]
                note(session, self._scope, call_id, proved, at, by="manual")
