"""One telephone call on a stage: a caller, a line, ears, voices, a model and records that can fail.

The call itself is the real one: its turns, its sound, its loop, the engine; so are the clips, the
chain of voices and the deadlines of the model. What stands around them is acted here, on a clock
that jumps, so that every fault can be had at every moment and no test waits.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from engine.commands import Expecting
from engine.events import Event, Heard, Understood
from engine.flow import Flow
from engine.safety import Alarm
from nlu.model.endpoint import Endpoint
from nlu.model.route import Route
from nlu.model.understander import ModelUnderstanding
from nlu.understand import Understanding
from telephony.loop import Loop
from telephony.phone.call import PhoneCall
from telephony.phone.foresight import Foresight
from telephony.phone.waiting import WAIT
from telephony.sandbox.spoken_sound import sound_of
from telephony.sandbox.utterance import UtteranceReader, frames_of
from telephony.simulated import World
from telephony.speaking.clips import Clips
from telephony.speaking.fixed import fixed
from telephony.speaking.voices import Voices
from telephony.speech import (
    FRAME_SECONDS,
    RATE,
    SILENCE,
    Deaf,
    EagerEnd,
    EndOfTurn,
    Interim,
    Sound,
    SpeechStarted,
    VoiceFailed,
)

NOW = datetime.fromisoformat("2026-03-04T09:15:00-06:00")
QUIET = SILENCE * int(RATE * FRAME_SECONDS)
STEP = 5
"""Frames that are sent at a time: a fifth of the work, and no different for the call."""
LOST_AFTER = 2.5
"""Seconds after which an ear notices that a recogniser hears nothing any more."""


@dataclass
class Trouble:
    """What is wrong with one thing at the moment."""

    kind: str = "none"
    seconds: float = 0.0


class ActedEar:
    """An ear that reads stand-in speech; see the port. `trouble` is what its vendor does wrong."""

    def __init__(self, trouble: Trouble) -> None:
        self._trouble = trouble
        self._reader = UtteranceReader()
        self._told: Callable[[Sound], None] = lambda sound: None
        self._is_deaf = False
        self._unheard: asyncio.TimerHandle | None = None

    async def open(self, told: Callable[[Sound], None]) -> None:
        self._told = told
        if self._trouble.kind == "refuse":
            asyncio.get_running_loop().call_later(0.8, self._lost, "refused")

    def feed(self, frame: bytes) -> None:
        if self._is_deaf:
            return
        kind, loop = self._trouble.kind, asyncio.get_running_loop()
        if kind in ("hang", "refuse", "garbage", "drop"):
            if self._unheard is None:
                late = {"hang": LOST_AFTER, "garbage": LOST_AFTER}.get(kind, 0.8)
                self._unheard = loop.call_later(late, self._lost, kind)
            if kind == "garbage":
                self._told(Interim("", 0.0))
            return
        late = self._trouble.seconds if kind == "slow" else 0.0
        for uttered in self._reader.feed(frame):
            if uttered is None:
                continue
            if uttered.is_over:
                loop.call_later(late + 0.1, self._tell, EagerEnd(uttered.words))
                loop.call_later(late + 0.2, self._tell, EndOfTurn(uttered.words))
            elif uttered.words:
                loop.call_later(late, self._tell, Interim(uttered.words))
            else:
                loop.call_later(late, self._tell, SpeechStarted())

    def expect(self, expecting: Expecting) -> None:
        pass

    async def close(self) -> None:
        self._is_deaf = True

    def _tell(self, sound: Sound) -> None:
        if not self._is_deaf:
            self._told(sound)

    def _lost(self, reason: str) -> None:
        if not self._is_deaf:
            self._is_deaf = True
            self._told(Deaf(reason))


class ActedVoice:
    """A voice whose sound carries its words; see the port."""

    def __init__(self, trouble: Trouble, label: str = "acted") -> None:
        self._trouble = trouble
        self._label = label

    @property
    def label(self) -> str:
        return self._label

    async def speak(self, text: str, language: str) -> AsyncIterator[bytes]:
        kind = self._trouble.kind
        await asyncio.sleep(0.15 + (self._trouble.seconds if kind == "slow" else 0))
        if kind == "refuse":
            raise VoiceFailed("refused")
        if kind == "hang":
            await asyncio.Event().wait()
        if kind == "garbage":
            raise VoiceFailed("sent no sound")
        sound = sound_of(text)
        yield sound[: len(sound) // 2]
        if kind == "drop":
            raise VoiceFailed("broke off")
        yield sound[len(sound) // 2 :]

    async def close(self) -> None:
        pass


class ActedChat:
    """What stands for the connection to a model."""

    def __init__(self, trouble: Trouble) -> None:
        self._trouble = trouble
        self.asked = 0

    async def answer(self, question: Any, said: str, seconds: float) -> str:
        self.asked += 1
        kind = self._trouble.kind
        if kind == "refuse":
            raise ConnectionRefusedError
        if kind == "hang":
            await asyncio.Event().wait()
        if kind == "slow":
            await asyncio.sleep(self._trouble.seconds)
        if kind == "drop":
            await asyncio.sleep(0.1)
            raise ConnectionResetError
        if kind == "garbage":
            return "%PDF-1.7 \x00 no meaning"
        return '{"safety_evidence":"","safety":"none","intents":[],"slots":[],"intelligible":true}'

    async def close(self) -> None:
        pass


class ActedMedia:
    """The carrier's end of the sound: it plays, echoes marks, and notes when it was silent."""

    def __init__(self, trouble: Trouble) -> None:
        self._loop = asyncio.get_running_loop()
        self._trouble = trouble
        self._reader = UtteranceReader()
        self._ends = 0.0
        self._marks: list[tuple[asyncio.TimerHandle, str]] = []
        self.call: PhoneCall | None = None
        self.heard: list[tuple[float, str]] = []
        """The sentences that were sent, and when the last of each was."""
        self.spans: list[tuple[float, float]] = []
        """When something of ours could be heard: from, to."""
        self.is_closed = False

    @property
    def ends(self) -> float:
        return self._ends

    def play(self, sound: bytes) -> None:
        now = self._loop.time()
        begins = max(now, self._ends)
        self._ends = begins + len(sound) / RATE
        self.spans.append((begins, self._ends))
        for uttered in self._reader.feed(sound):
            if uttered is not None and uttered.is_over:
                self.heard.append((self._ends, uttered.words))

    def mark(self, name: str) -> None:
        kind = self._trouble.kind
        if kind == "hang":
            return
        late = self._trouble.seconds if kind == "slow" else 0.0
        due = max(self._ends, self._loop.time()) + late
        self._marks.append((self._loop.call_at(due, self._echo, name), name))

    def clear(self) -> None:
        now = self._loop.time()
        self.spans = [(begins, min(ends, now)) for begins, ends in self.spans if begins < now]
        self._ends = min(self._ends, now)
        for timer, name in self._marks:
            timer.cancel()
            self._loop.call_soon(self._echo, name)
        self._marks.clear()

    async def close(self) -> None:
        self.is_closed = True

    def _echo(self, name: str) -> None:
        if self.call is not None and not self.is_closed:
            self.call.marked(name)


@dataclass
class ActedCarrier:
    """What the carrier was asked to do; see the port."""

    answers: str = "answered"
    rings_for: float = 6.0
    rung: list[str] = field(default_factory=list)
    hung_up: bool = False
    by_turns: bool = False
    left: bool = False

    async def hang_up(self) -> None:
        self.hung_up = True

    async def ring(self, number: str, reason: str) -> str:
        self.rung.append(reason)
        await asyncio.sleep(self.rings_for)
        self.left = self.answers == "answered"
        return self.answers

    async def has_left(self) -> bool:
        return self.left

    async def speak_by_turns(self) -> None:
        self.by_turns = True


class ActedLog:
    """Where events are kept: in memory, and out of reach when the records are."""

    def __init__(self, trouble: Trouble) -> None:
        self._trouble = trouble
        self.events: list[Event] = []

    def append(self, event: Event) -> None:
        self.events.append(event)

    async def durable(self) -> None:
        """The real log spools after half a second, whatever the records do."""
        if self._trouble.kind in ("hang", "slow"):
            await asyncio.sleep(0.5)


class VirtualWall:
    """The time of the clinic, by the clock of the loop."""

    def now(self) -> datetime:
        seconds = asyncio.get_running_loop().time()
        return (NOW + timedelta(seconds=seconds)).astimezone(ZoneInfo("America/Chicago"))


@dataclass
class Live:
    """What a call needs to be carried; as `telephony.switchboard.LiveCall`."""

    loop: Loop
    log: ActedLog


class Local:
    """The local understanding as the call asks it."""

    def __init__(self, understanding: Understanding) -> None:
        self._understanding = understanding

    async def understand(
        self, words: str, expecting: Expecting, at: datetime, nbest: tuple[str, ...] = ()
    ) -> Understood:
        return self._understanding.understand(words, expecting, at, nbest)

    def alarm(self, words: str) -> Alarm:
        return self._understanding.alarm(words)


class Stage:
    """A call that can be had. Everything in `troubles` can be changed while it goes on."""

    def __init__(
        self,
        flow: Flow,
        understanding: Understanding,
        folder: Path,
        *,
        ears: int = 2,
        voices: int = 2,
        with_model: bool = True,
    ) -> None:
        self.troubles = {name: Trouble() for name in ("ear", "voice", "model", "store", "media")}
        self.flow = flow
        self.media = ActedMedia(self.troubles["media"])
        self.carrier = ActedCarrier()
        fine = Trouble()
        self._ears = [ActedEar(self.troubles["ear"]), *(ActedEar(fine) for _ in range(ears - 1))]
        chain = [
            ActedVoice(self.troubles["voice"]),
            *(ActedVoice(fine, f"spare {n}") for n in range(voices - 1)),
        ]
        self.clips = Clips(Voices(chain), folder, maker=ActedVoice(fine))
        self.world = World(flow.clinic, NOW, understanding)
        self.log = ActedLog(self.troubles["store"])
        route = Route(Endpoint("http://127.0.0.1:9/v1"), Endpoint("http://127.0.0.1:9/v1"))
        heard: Any = Local(understanding)
        if with_model:
            loop = asyncio.get_running_loop()
            heard = ModelUnderstanding(flow, understanding, route, clock=loop.time)
            chat: Any = ActedChat(self.troubles["model"])
            for line in heard._lines.values():
                object.__setattr__(line, "chat", chat)
        self.loop = Loop(
            flow,
            clock=VirtualWall(),
            line=self._line(),
            understander=Foresight(heard),
            services=self.world.services,
            log=self.log,
        )
        self.spoken: list[tuple[float, float]] = []
        """When the caller spoke: from, to."""
        self.words: list[str] = []

    def _line(self) -> PhoneCall:
        self.call = PhoneCall(self.flow, self.media, self.carrier, self._ears, self.clips)
        self.media.call = self.call
        return self.call

    async def open(self) -> None:
        """Voice what is fixed, and greet."""
        for language in self.flow.texts:
            await self.clips.prepare([*fixed(self.flow, language), WAIT[language]], language)
        self.began = asyncio.get_running_loop().time()
        await self.call.open()
        await self.loop.begin("c-1", "+15125550142")
        live: Any = Live(self.loop, self.log)
        self.carried = asyncio.ensure_future(self.call.carry(live))
        await asyncio.sleep(0)

    async def speak(self, words: str) -> None:
        """The caller speaks."""
        now = asyncio.get_running_loop().time()
        self.words.append(words)
        frames = list(frames_of(words, len(self.words)))
        for at in range(0, len(frames), STEP):
            some = frames[at : at + STEP]
            self.call.frame(b"".join(some))
            await asyncio.sleep(len(some) * FRAME_SECONDS)
        self.spoken.append((now, asyncio.get_running_loop().time()))

    async def rest(self, seconds: float) -> None:
        """The caller says nothing for a while; the line goes on."""
        for _ in range(round(seconds / FRAME_SECONDS / STEP)):
            if self.is_over:
                return
            self.call.frame(QUIET * STEP)
            await asyncio.sleep(FRAME_SECONDS * STEP)

    async def hear_out(self, *, longest: float = 40.0) -> None:
        """The caller listens until it is their turn."""
        until = asyncio.get_running_loop().time() + longest
        while not self.is_over and asyncio.get_running_loop().time() < until:
            await self.rest(0.1)
            if self.heard >= len(self.words) and self.call.is_listening:
                return

    @property
    def heard(self) -> int:
        """How many utterances have come to the engine."""
        return sum(isinstance(event, Heard) and event.final for event in self.log.events)

    @property
    def is_over(self) -> bool:
        return self.call.over.is_set()

    @property
    def said(self) -> Sequence[str]:
        """What the caller heard of us, sentence by sentence."""
        return [words for _, words in self.media.heard]

    async def close(self) -> None:
        self.ended = asyncio.get_running_loop().time()
        self.carried.cancel()
        await asyncio.gather(self.carried, return_exceptions=True)
        await self.call.close()

    def silences(self) -> list[tuple[float, float]]:
        """When nobody could be heard: from, to, longest first; to the end of the call."""
        spans = sorted([*self.media.spans, *self.spoken])
        found, at = [], self.began
        for begins, ends in spans:
            if begins > at:
                found.append((at, begins))
            at = max(at, ends)
        if self.ended > at:
            found.append((at, self.ended))
        return sorted(found, key=lambda one: one[0] - one[1])
