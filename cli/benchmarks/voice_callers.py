"""Callers for `frontdesk bench voice`: many at once, and what each of them had to wait for.

Callers, recogniser and voice share one process, so every moment is on one clock: an answer is
measured from the moment at which the recogniser's stand-in tells that the caller has finished, to
the first sound that reaches the caller; a barge-in from the moment at which it tells that they
began, to the `clear`.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Final

from telephony.sandbox.caller import StandInCaller
from telephony.speech import FRAME_SECONDS

WORDS: Final = (
    "I need to schedule an appointment",
    "John Smith",
    "yes it is",
    "just a regular checkup",
    "no it's my first time",
    "I have Delta Dental",
    "next Tuesday morning",
)
UNCLEAR: Final = (
    "the 2 of us had a word on the window",
    "so there was a blue one 5 weeks ago",
    "it is about the paper from 3 weeks ago",
)
"""What only a model may make something of, and of the last one only. With figures, so its answers
are not remembered; no more of them, for the clinic would hand the caller to a person."""
INTERRUPTS_AFTER: Final = 1.2
"""Seconds of the greeting, or of another answer, that are heard before it is spoken into."""
THINKS_SECONDS: Final = 0.6
"""Between our last sound and the caller's next word."""


@dataclass(slots=True)
class Waits:
    """What callers waited for, in seconds; and what went wrong."""

    answers: list[float] = field(default_factory=list)
    voice_to_voice: list[float] = field(default_factory=list)
    """From the caller's last frame."""
    barges: list[float] = field(default_factory=list)
    underruns: int = 0
    calls: int = 0


class Caller:
    """One who calls, says their piece, and hangs up."""

    def __init__(
        self,
        waits: Waits,
        town: "Town",
        *,
        words: Sequence[str] = WORDS,
        interrupts: bool = False,
    ) -> None:
        """`interrupts`: they speak into every second answer, not only into the greeting."""
        self._waits = waits
        self._words = words
        self._interrupts = interrupts
        self._town = town
        self._asked: float | None = None
        self._leg: StandInCaller | None = None
        self._began: float | None = None
        self._answered = asyncio.Event()

    async def call(self, url: str, call_id: str, token: str, stop: Callable[[], bool]) -> None:
        """One whole call; `stop` ends it early."""
        async with StandInCaller(
            url, call_id, token, heard=self._heard, cleared=self._cleared
        ) as leg:
            self._leg = leg
            self._town.enter(leg)
            try:
                await asyncio.sleep(INTERRUPTS_AFTER)
                for number, words in enumerate(self._words):
                    if stop() or leg.closed.is_set():
                        break
                    if number and self._interrupts and not number % 2:
                        await asyncio.sleep(INTERRUPTS_AFTER)
                    elif number:
                        await leg.heard_out(quiet=THINKS_SECONDS)
                    await self._say(leg, words)
                await leg.heard_out()
                if not leg.closed.is_set():
                    await leg.hang_up()
            finally:
                self._town.leave(leg)
                self._waits.underruns += leg.underruns
                self._waits.calls += 1

    async def _say(self, leg: StandInCaller, words: str) -> None:
        self._answered.clear()
        number = leg.say(words)
        self._town.told[number] = self._told
        while leg.is_speaking and not leg.closed.is_set():
            await asyncio.sleep(FRAME_SECONDS)
        try:
            async with asyncio.timeout(8):
                await self._answered.wait()
        except TimeoutError:
            self._waits.answers.append(8.0)
        self._town.told.pop(number, None)

    def _told(self, event: str) -> None:
        if event == "StartOfTurn":
            is_heard = self._leg is not None and self._leg.is_playing
            self._began = perf_counter() if is_heard else None
        elif event == "EndOfTurn":
            self._asked = perf_counter()

    def _heard(self, sound: bytes) -> None:
        now = perf_counter()
        if self._asked is not None:
            self._waits.answers.append(now - self._asked)
            if self._leg is not None:
                self._waits.voice_to_voice.append(self._leg.seconds_since_speech)
            self._asked = None
            self._answered.set()

    def _cleared(self) -> None:
        if self._began is not None:
            self._waits.barges.append(perf_counter() - self._began)
            self._began = None


class Town:
    """All who call at the moment. One clock sends everybody's frames."""

    def __init__(self) -> None:
        self.told: dict[int, Callable[[str], None]] = {}
        """By the number of an utterance: who is to know what the recogniser told of it."""
        self._legs: set[StandInCaller] = set()
        self.late = 0.0
        """By how much this process itself fell behind at worst, in seconds."""

    def enter(self, leg: StandInCaller) -> None:
        """Somebody's line is open."""
        self._legs.add(leg)

    def leave(self, leg: StandInCaller) -> None:
        """It is closed."""
        self._legs.discard(leg)

    def tell(self, event: str, number: int) -> None:
        """The recogniser told something of an utterance."""
        told = self.told.get(number)
        if told is not None:
            told(event)

    async def run(self) -> None:
        """Send a frame of every caller every 20 milliseconds, spread over that time."""
        due = perf_counter()
        while True:
            for leg in tuple(self._legs):
                if not leg.closed.is_set():
                    await leg.send_frame()
            due += FRAME_SECONDS
            now = perf_counter()
            self.late = max(self.late, now - due)
            await asyncio.sleep(max(due - now, 0))
