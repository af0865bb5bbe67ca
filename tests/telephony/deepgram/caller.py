"""A caller at a stand-in, and what an ear told of them."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final

from telephony.deepgram.deadlines import Deadlines
from telephony.deepgram.ear import DeepgramEar
from telephony.deepgram.maker import DeepgramEars
from telephony.sandbox.deepgram import DeepgramStandIn
from telephony.sandbox.utterance import frames_of
from telephony.speech import FRAME_BYTES, SILENCE, Deaf, EndOfTurn, Segment, Sound

MODELS: Final = ("flux-general-en", "nova-3")
QUICK: Final = Deadlines(
    tick=0.01,
    connect=0.3,
    send=0.3,
    quiet=0.3,
    first=0.3,
    steady=0.05,
    pauses=(0.0, 0.02),
    give_up=2.0,
    close=0.2,
)
QUIET_FRAME: Final = SILENCE * FRAME_BYTES


class Caller:
    """Speaks into an ear, all at once or as time passes, and keeps what it tells."""

    def __init__(self, ear: DeepgramEar) -> None:
        self.ear = ear
        self.told: list[Sound] = []
        self._count = 0
        self._more = asyncio.Event()

    def tell(self, sound: Sound) -> None:
        """What the ear calls."""
        self.told.append(sound)
        self._more.set()

    def say(self, words: str, *, confidence: float = 1.0, upto: float = 1.0) -> None:
        """Speak, or only a part of it; what is left is spoken by the next `finish`."""
        self._count += 1
        frames = list(frames_of(words, self._count, confidence=confidence))
        cut = round(len(frames) * upto)
        for frame in frames[:cut]:
            self.ear.feed(frame)
        self._left = frames[cut:]

    def finish(self) -> None:
        """Speak what is left of the last words."""
        for frame in self._left:
            self.ear.feed(frame)

    def be_quiet(self, frames: int = 1) -> None:
        """The sound of nobody speaking."""
        for _ in range(frames):
            self.ear.feed(QUIET_FRAME)

    @property
    def heard(self) -> list[str]:
        """The words that were told for good, an utterance each."""
        return [
            one.words for one in self.told if isinstance(one, EndOfTurn | Segment) and one.words
        ]

    @property
    def is_deaf(self) -> bool:
        """Whether the ear told that it hears no more."""
        return any(isinstance(one, Deaf) for one in self.told)

    async def until(self, true: Callable[[], bool], *, keeps_quiet: bool = False) -> None:
        """Wait for something; with sound of nobody speaking meanwhile, if asked for."""
        async with asyncio.timeout(8):
            while not true():
                if keeps_quiet:
                    self.be_quiet()
                    await asyncio.sleep(0.02)
                    continue
                self._more.clear()
                try:
                    async with asyncio.timeout(0.02):
                        await self._more.wait()
                except TimeoutError:
                    pass


@asynccontextmanager
async def calling(
    stand_in: DeepgramStandIn,
    model: str = MODELS[0],
    *,
    language: str = "en",
    keyterms: tuple[str, ...] = (),
    ears: DeepgramEars | None = None,
    deadlines: Deadlines = QUICK,
) -> AsyncIterator[Caller]:
    """A call into an ear that is open, and closed afterwards."""
    if ears is None:
        ears = DeepgramEars("sandbox", model=model, base_url=stand_in.url, deadlines=deadlines)
    ear = ears.ear(language, keyterms)
    caller = Caller(ear)
    await ear.open(caller.tell)
    try:
        yield caller
    finally:
        await ear.close()
