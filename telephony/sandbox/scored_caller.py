"""A caller at the far end of a telephone line who plays a score, and listens whether we do.

Only what comes over the line is known here: the words that our sound carries, its marks, and the
end of the stream. So it can call a server in another process.
"""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from websockets.exceptions import ConnectionClosed

from engine.events import BargedIn, Heard, HungUp, Keyed, Silence
from telephony.phone.waiting import WAIT
from telephony.sandbox.caller import StandInCaller
from telephony.sandbox.score import Scene, Score
from telephony.sandbox.twilio_rest import TwilioStandIn
from telephony.sandbox.utterance import UtteranceReader
from telephony.speaking.pronounced import pronounced
from telephony.speaking.sentences import sentences
from telephony.speech import FRAME_SECONDS, RATE

SHORT: Final = 0.02
"""Seconds of an utterance of a caller who is in a hurry."""
_PLAINLY: Final = {ord(sign): None for sign in ".,;:?!¿¡…\"'’“”-"}


@dataclass(slots=True)
class Played:
    """What came of a call, at its far end."""

    missed: list[str] = field(default_factory=list)
    """Sentences that were due and not heard."""
    strange: list[str] = field(default_factory=list)
    """Sentences that were heard and not due."""
    is_over: bool = False
    """Whether the call ended where its score does."""
    left: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when the stream is over; the caller may be with a person then."""

    @property
    def is_as_scripted(self) -> bool:
        """Whether every sentence was heard in its place, no other was, and the call ended."""
        return self.is_over and not (self.missed or self.strange)


class Hearing:
    """What a caller has heard: whole sentences, and how far the sound under way has got."""

    def __init__(self) -> None:
        self.sentences: list[str] = []
        self.changed = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._reader = UtteranceReader()
        self._ends = 0.0
        self._words: list[tuple[float, int]] = []
        """(when, how many words of what was said since the caller's turn)."""
        self._done = 0

    def sound(self, sound: bytes) -> None:
        """Some of our sound has come; it is played behind what came before it."""
        at = max(self._ends, self._loop.time())
        self._ends = at + len(sound) / RATE
        for uttered in self._reader.feed(sound):
            at += FRAME_SECONDS
            if uttered is None:
                continue
            count = self._done + len(uttered.words.split())
            self._words.append((at, count))
            if uttered.is_over:
                self._done = count
                self.sentences.append(uttered.words)
                self.changed.set()

    def cleared(self) -> None:
        """What waited was dropped; what was being said is no whole sentence."""
        self._ends = min(self._ends, self._loop.time())

    def turn(self) -> None:
        """It is the caller's turn: what comes now is the answer."""
        self.sentences.clear()
        self._words.clear()
        self._done = 0

    def reaches(self, count: int) -> float | None:
        """When so many words will have been played, on the clock of the loop, if they have come."""
        return next((at for at, words in self._words if words >= count), None)


class ScoredCaller:
    """Plays one score over one leg.

    `patience` is how long a due sentence may take to come, in seconds; `hurries` if words take no
    time and no silence is sent between them.
    """

    def __init__(
        self,
        score: Score,
        leg: StandInCaller,
        hearing: Hearing,
        hang_up: Callable[[], None],
        *,
        patience: float,
        hurries: bool,
    ) -> None:
        self._hang_up = hang_up
        self._scenes = score.scenes
        self._leg = leg
        self._hearing = hearing
        self._patience = patience
        self._hurries = hurries
        self._at = 0
        """The scene whose sentences are due."""
        self.played = Played()

    async def play(self) -> Played:
        """From the greeting to the end."""
        for number, scene in enumerate(self._scenes):
            await self._does(scene)
            following = self._scenes[number + 1] if number + 1 < len(self._scenes) else None
            if following is not None and isinstance(following.act, BargedIn):
                await self._until_word(len(following.act.heard.split()))
            elif not isinstance(scene.act, BargedIn):
                await self._hears(scene)
                if following is not None and not self._leg.closed.is_set():
                    await self._leg.heard_out(quiet=0.0)
                self._judge(scene)
            self._at = number + 1
            if self.played.missed:
                self._at = len(self._scenes)
                break
            self._hearing.turn()
        await self._ends()
        return self.played

    def ended(self) -> None:
        """The stream was ended in the middle of it: what was due until then is judged now."""
        self.played.is_over = True
        for number, scene in enumerate(self._scenes[self._at :]):
            if number:
                self.played.missed.append("(the call ended before the caller's turn)")
                break
            self._judge(scene)
        self._at = len(self._scenes)

    async def _does(self, scene: Scene) -> None:
        match scene.act:
            case Heard(words=words, confidence=confidence):
                await self._says(words, confidence)
            case Keyed(digits=digits):
                for digit in [*digits, "#"]:
                    await self._leg.press(digit)
            case HungUp():
                self._hang_up()
            case Silence() | BargedIn() | None:
                pass

    async def _says(self, words: str, confidence: float) -> None:
        length = SHORT if self._hurries else None
        self._leg.say(words, confidence=confidence, seconds=length)
        while self._leg.is_speaking and not self._leg.closed.is_set():
            if self._hurries:
                await self._leg.send_frame()
            else:
                await asyncio.sleep(FRAME_SECONDS)

    async def _hears(self, scene: Scene) -> None:
        """Wait for every sentence that is due."""
        due = _due(scene)
        loop = asyncio.get_running_loop()
        until = loop.time() + self._patience
        while len(self._heard()) < len(due) and not self._leg.closed.is_set():
            self._hearing.changed.clear()
            before = len(self._heard())
            try:
                async with asyncio.timeout_at(until):
                    await self._something()
            except TimeoutError:
                break
            if len(self._heard()) > before:
                until = loop.time() + self._patience

    def _judge(self, scene: Scene) -> None:
        """Compare what was heard with what was due."""
        left = self._heard()
        for one in _due(scene):
            if one in left:
                left.remove(one)
            else:
                self.played.missed.append(one)
        self.played.strange += left

    async def _something(self) -> None:
        """Wait until more is heard, or the stream is closed."""
        ways = [
            asyncio.ensure_future(one.wait()) for one in (self._hearing.changed, self._leg.closed)
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()

    async def _until_word(self, count: int) -> None:
        """Listen to so many words of what is being said."""
        loop = asyncio.get_running_loop()
        until = loop.time() + self._patience
        while (at := self._hearing.reaches(count)) is None and loop.time() < until:
            await asyncio.sleep(0.005)
        await asyncio.sleep(max((at or 0.0) - loop.time(), 0.0))

    async def _ends(self) -> None:
        """Wait for the end; whoever is still there after it hangs up."""
        try:
            async with asyncio.timeout(self._patience):
                await self._leg.closed.wait()
            self.played.is_over = True
        except TimeoutError:
            self._hang_up()

    def _heard(self) -> list[str]:
        waits = {_plain(one) for one in WAIT.values()}
        return [one for one in map(_plain, self._hearing.sentences) if one not in waits]


def _due(scene: Scene) -> list[str]:
    """The sentences of a scene, as a voice is given them."""
    return [
        _plain(pronounced(one, say.language)) for say in scene.lines for one in sentences(say.text)
    ]


def _plain(text: str) -> str:
    return " ".join(text.casefold().translate(_PLAINLY).split())


class Legs:
    """Carries the streams of calls, each to the caller who plays it; see `twilio_call.Stream`."""

    def __init__(
        self,
        twilio: TwilioStandIn,
        scores: Mapping[str, Score],
        *,
        patience: float,
        hurries: bool = True,
    ) -> None:
        self._twilio = twilio
        self._hanging_up: set[asyncio.Task[None]] = set()
        self._scores = scores
        self._patience = patience
        self._hurries = hurries
        self.played: dict[str, Played] = {}

    async def carry(self, url: str, parameters: Mapping[str, str], call_id: str) -> None:
        """The sound of one call, until the server ends the stream or the leg is taken elsewhere."""
        hearing = Hearing()
        async with StandInCaller(
            url, call_id, parameters["token"], heard=hearing.sound, cleared=hearing.cleared
        ) as leg:
            caller = ScoredCaller(
                self._scores[call_id],
                leg,
                hearing,
                lambda: self._hang_up(call_id),
                patience=self._patience,
                hurries=self._hurries,
            )
            self.played[call_id] = caller.played
            frames = None if self._hurries else asyncio.create_task(leg.run())
            playing = asyncio.create_task(caller.play())
            try:
                await asyncio.shield(playing)
            except asyncio.CancelledError:
                with suppress(ConnectionClosed):
                    await leg.hang_up()  # the carrier ends the stream of a leg that goes elsewhere
                caller.ended()
                raise
            finally:
                caller.played.left.set()
                for task in filter(None, (playing, frames)):
                    task.cancel()
                await asyncio.gather(*filter(None, (playing, frames)), return_exceptions=True)

    def _hang_up(self, call_id: str) -> None:
        """The caller puts the receiver down, which ends the leg and its stream."""
        task = asyncio.create_task(self._twilio.calls[call_id].hang_up())
        self._hanging_up.add(task)
        task.add_done_callback(self._hanging_up.discard)
