"""One telephone in somebody's hand: its leg at the carrier, by sound or by turns, in words.

What our sound says is read out of it (`utterance`), so nobody needs ears; what is typed is sent as
sound. When a call leaves its stream and goes on by turns, the carrier hears and speaks itself, and
the same telephone goes on with that.
"""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Final

from websockets.exceptions import ConnectionClosed

from telephony.sandbox.caller import StandInCaller
from telephony.sandbox.twilio_call import ActedCall
from telephony.sandbox.utterance import UtteranceReader

SAID_SECONDS: Final = 0.3
"""How long an utterance sounds, whatever is typed: nobody wants to wait for themselves."""
RESTS_SECONDS: Final = 0.6
"""So long without a word of ours, it is the caller's turn."""
LOOK_SECONDS: Final = 0.02


class Handset:
    """A telephone for one call at a time. `heard` gets each sentence when its sound has come."""

    def __init__(self, heard: Callable[[str], None]) -> None:
        self._heard = heard
        self._leg: StandInCaller | None = None
        self._call: ActedCall | None = None
        self._reader = UtteranceReader()
        self.count = 0
        """How many sentences were heard so far."""
        self._answered = 0
        """How many there were when the caller last did something."""

    def lift(self, call: ActedCall) -> None:
        """Hold this telephone to one's ear: a call has been placed."""
        self._call = call
        self.count, self._answered = 0, 0

    @property
    def is_over(self) -> bool:
        """Whether the call has ended, or the caller is with a person."""
        call = self._call
        return call is None or call.ended.is_set() or "<Conference" in call.document

    @property
    def is_speaking(self) -> bool:
        """Whether something is still to be said over the stream."""
        return self._leg is not None and self._leg.is_speaking

    @property
    def is_by_turns(self) -> bool:
        """Whether the carrier itself waits for words."""
        return self._call is not None and self._call.asked.is_set()

    async def carry(self, url: str, parameters: Mapping[str, str], call_id: str) -> None:
        """The sound of the call; see `twilio_call.Stream`."""
        self._reader = UtteranceReader()
        async with StandInCaller(url, call_id, parameters["token"], heard=self._sound) as leg:
            self._leg = leg
            frames = asyncio.create_task(leg.run())
            try:
                await leg.closed.wait()
            except asyncio.CancelledError:
                with suppress(ConnectionClosed):
                    await leg.hang_up()  # the carrier ends the stream of a leg that goes elsewhere
                raise
            finally:
                self._leg = None
                frames.cancel()
                await asyncio.gather(frames, return_exceptions=True)

    async def say(self, words: str) -> None:
        """Speak."""
        self._answered = self.count
        if self._leg is not None:
            self._leg.say(words, seconds=SAID_SECONDS)
            while self.is_speaking:
                await asyncio.sleep(LOOK_SECONDS)
        elif self._call is not None:
            self._call.say(words)

    async def press(self, digits: str) -> None:
        """Press keys."""
        self._answered = self.count
        if self._leg is not None:
            for digit in digits:
                await self._leg.press(digit)
        elif self._call is not None:
            self._call.press(digits)

    async def keep_silent(self, seconds: float) -> None:
        """Say nothing, for so long or until we are spoken to."""
        if self._leg is None and self._call is not None:
            self._call.keep_silent()
            return
        before, until = self.count, asyncio.get_running_loop().time() + seconds
        while self.count == before and not self.is_over:
            if asyncio.get_running_loop().time() >= until:
                return
            await asyncio.sleep(LOOK_SECONDS)

    async def hang_up(self) -> None:
        """Put the receiver down."""
        if self._call is not None:
            await self._call.hang_up()

    async def listen(self, is_our_turn: Callable[[], bool], *, longest: float = 20.0) -> None:
        """Listen until it is the caller's turn, or the call is over.

        `is_our_turn` tells whether the other side expects words now, as far as it can be asked.
        """
        loop = asyncio.get_running_loop()
        until, since, count = loop.time() + longest, loop.time(), self.count
        while not self.is_over and loop.time() < until:
            self._by_turns()
            if count != self.count or (self._leg is not None and self._leg.is_playing):
                since, count = loop.time(), self.count
            rested = loop.time() - since >= RESTS_SECONDS
            if self.is_by_turns or (self.count > self._answered and rested and is_our_turn()):
                break
            await asyncio.sleep(LOOK_SECONDS)
        self._by_turns()

    def _by_turns(self) -> None:
        """What the carrier's own voice has said."""
        if self._call is None:
            return
        said, self._call.said = self._call.said, []
        for sentence in said:
            self._hear(sentence)

    def _sound(self, sound: bytes) -> None:
        for uttered in self._reader.feed(sound):
            if uttered is not None and uttered.is_over:
                self._hear(uttered.words)

    def _hear(self, words: str) -> None:
        if words:
            self.count += 1
            self._heard(words)
