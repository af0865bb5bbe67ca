"""Calls of a server that are played from a score: real in everything but the world around them.

Socket, turns, ears, voices and carrier are the server's own. What a script is given
(people, openings, its hour, what fails) stands around each call instead of the clinic, so that the
call can come to what its script says; the hour moves as it did in the text, act by act.

What a line cannot carry comes from the score too: the quality that a script gives to sound which is
not there, guesses of other recognisers, and a meaning that is given. `brought` counts those.
"""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import ExitStack, asynccontextmanager
from typing import Any, Final

from clinic.store.scope import Scope
from engine.commands import Handoff, Listen, Say
from engine.events import BargedIn, Heard, Keyed, Silence
from engine.flow import Flow
from telephony.loop import Loop
from telephony.ports import Line
from telephony.sandbox.score import Act, Score
from telephony.sandbox.twilio_call import Behaviour
from telephony.simulated import NOT_PUT_THROUGH, LocalUnderstanding, World
from telephony.switchboard import Hearing, LiveCall, Placed, Switchboard

_ENDS: Final[Mapping[str, Behaviour]] = {
    "busy": "busy",
    "no_answer": "no_answer",
    "voicemail": "voicemail",
}


class ScoredLoop(Loop):
    """A loop whose world moves by its score."""

    def __init__(self, score: Score, world: World, **more: Any) -> None:
        super().__init__(score.flow, **more)
        self.world = world
        self.brought = 0
        self._score = score
        self._at = 0
        self._meant = ExitStack()

    async def hear(self, words: str, **given: Any) -> None:
        """See `Loop`."""
        act = self._enter(Heard)
        if isinstance(act, Heard) and (act.audio_quality < 1.0 or act.nbest):
            self.brought += 1
            given["audio_quality"] = min(act.audio_quality, given.get("audio_quality", 1.0))
            given["nbest"] = act.nbest
        await super().hear(words, **given)

    async def overhear(self, words: str) -> bool:
        """See `Loop`."""
        self._enter()
        return await super().overhear(words)

    async def foresee(self, words: str, confidence: float = 1.0) -> tuple[Say, ...]:
        """See `Loop`."""
        self._enter()
        return await super().foresee(words, confidence)

    async def key(self, digits: str) -> None:
        """See `Loop`."""
        self._enter(Keyed)
        await super().key(digits)

    async def stay_silent(self, seconds: float) -> None:
        """See `Loop`: as long as the script says."""
        act = self._enter(Silence)
        await super().stay_silent(getattr(act, "seconds", seconds))

    async def barge_in(self, heard: str) -> None:
        """See `Loop`."""
        self._enter(BargedIn)
        await super().barge_in(heard)

    async def hung_up(self) -> None:
        """See `Loop`."""
        self._enter()
        await super().hung_up()

    def _enter(self, done: type[Act] | None = None) -> Any:
        """The next scene of the caller: the world stands as it did; returns their act.

        It is over if that is what they have `done`; something else belongs to no scene.
        """
        scenes = self._score.scenes
        scene = scenes[min(self._at + 1, len(scenes) - 1)]
        late = (scene.cue.at - self.world.clock.now()).total_seconds()
        self.world.clock.pass_seconds(max(late, 0.0))
        self.world.faults.broken.clear()
        self.world.faults.broken.update(scene.cue.faults)
        if self.world.understanding.meaning is not scene.cue.means:
            self._meant.close()
            self._meant.enter_context(self.world.understanding.given(scene.cue.means))
            self.brought += scene.cue.means is not None
        if done is not None and isinstance(scene.act, done):
            self._at += 1
        return scene.act


class ScoredLine:
    """A line whose people pick up, or do not, by the score; see `telephony.ports.Line`."""

    def __init__(self, line: Line, world: World, people: Callable[[Behaviour], None]) -> None:
        self._line = line
        self._world = world
        self._people = people

    async def say(self, say: Say) -> None:
        """See the port."""
        await self._line.say(say)

    async def listen(self, listen: Listen) -> None:
        """See the port."""
        await self._line.listen(listen)

    async def handoff(self, handoff: Handoff) -> str:
        """See the port."""
        how = self._world.faults.broken.get("handoff")
        if how not in NOT_PUT_THROUGH:
            self._world.faults.check("handoff")
        self._people(_ENDS.get(how or "", "accepts"))
        return await self._line.handoff(handoff)

    async def hang_up(self) -> None:
        """See the port."""
        await self._line.hang_up()


class ScoredBoard(Switchboard):
    """A switchboard on which calls with a score are played from it.

    `score` finds a call's by its id; `people` orders what whoever is rung does; `keep` has the
    loops of calls that are over kept for whoever judges them.
    """

    def __init__(
        self,
        *given: Any,
        score: Callable[[str], Score | None],
        understanding: Callable[[Flow], LocalUnderstanding],
        people: Callable[[Behaviour], None] = lambda how: None,
        keep: bool = True,
        **more: Any,
    ) -> None:
        super().__init__(*given, **more)
        self._score = score
        self._understanding = understanding
        self._people = people
        self._keeps = keep
        self.played: dict[str, ScoredLoop] = {}
        """The loops of calls that were played, by id, for whoever judges them."""

    async def flow(
        self, scope: Scope, call_id: str | None = None, placed: Placed | None = None
    ) -> Flow:
        """See `Switchboard`."""
        score = self._score(call_id) if call_id is not None else None
        return score.flow if score is not None else await super().flow(scope, call_id, placed)

    def note(self, live: LiveCall) -> None:
        """Nothing: what a played call comes to is no clinic's."""

    @asynccontextmanager
    async def call(
        self,
        scope: Scope,
        call_id: str,
        line: Callable[[], Line],
        *,
        channel: str,
        caller: str | None = None,
        hearing: Hearing | None = None,
        placed: Placed | None = None,
    ) -> AsyncIterator[LiveCall]:
        """See `Switchboard`. Raises `KeyError` for a call without a score."""
        score = self._score(call_id)
        if score is None:
            raise KeyError("the call has no score")
        script = score.script
        world = World(
            score.flow.clinic,
            score.scenes[0].cue.at,
            self._understanding(score.flow),
            patients=script.patients,
            appointments=script.appointments,
            openings=script.openings,
        )
        phone = line()
        loop = self.played[call_id] = ScoredLoop(
            score,
            world,
            clock=world.clock,
            line=ScoredLine(phone, world, self._people),
            understander=hearing(world.understanding) if hearing else world.understanding,
            services=world.services,
        )
        await loop.begin(call_id, caller)
        kept: Any = loop.record
        try:
            yield LiveCall(scope, channel, loop, kept, phone, world.clock.now())
        finally:
            if not self._keeps:
                del self.played[call_id]
