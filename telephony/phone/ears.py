"""The ears of one call, one after the other: when one is lost, the next hears what it did not tell.

The sound since the last words that were final is kept, some seconds of it, and is given to the next
ear first, so that nobody has to say anything twice because a vendor went away.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from typing import Final

from engine.commands import Expecting
from telephony.speech import FRAME_SECONDS, Deaf, Ear, EndOfTurn, Segment, Sound

KEPT_SECONDS: Final = 8.0
_log = logging.getLogger(__name__)


class Ears:
    """Told is whatever the ear in use tells; `deaf` is called when no ear is left, with a word."""

    def __init__(
        self,
        ears: Sequence[Ear],
        told: Callable[[Sound], None],
        deaf: Callable[[str], None],
    ) -> None:
        self._next = deque(ears)
        self._told = told
        self._deaf = deaf
        self._ear: Ear | None = None
        self._kept: deque[bytes] = deque(maxlen=int(KEPT_SECONDS / FRAME_SECONDS))
        self._expecting: Expecting | None = None
        self._changing: asyncio.Task[None] | None = None
        self._is_closed = False

    async def open(self) -> None:
        """Listen with the first ear."""
        await self._change("none is there")

    def feed(self, frame: bytes) -> None:
        """Sound of the caller."""
        self._kept.append(frame)
        if self._ear is not None:
            self._ear.feed(frame)

    def expect(self, expecting: Expecting) -> None:
        """What the caller was just asked."""
        self._expecting = expecting
        if self._ear is not None:
            self._ear.expect(expecting)

    async def close(self) -> None:
        """Listen no more."""
        self._is_closed = True
        if self._changing is not None:
            self._changing.cancel()
        if self._ear is not None:
            await self._ear.close()

    def _hear(self, sound: Sound) -> None:
        if isinstance(sound, Deaf):
            _log.warning("a recogniser is lost: %s", sound.reason)
            self._changing = asyncio.ensure_future(self._change(sound.reason))
            return
        if isinstance(sound, Segment | EndOfTurn):
            self._kept.clear()
        self._told(sound)

    async def _change(self, reason: str) -> None:
        """The next ear hears from here on."""
        lost, self._ear = self._ear, None
        if lost is not None:
            await lost.close()
        if self._is_closed:
            return
        if not self._next:
            self._deaf(reason)
            return
        ear = self._next.popleft()
        for frame in self._kept:
            ear.feed(frame)
        self._ear = ear
        await ear.open(self._hear)
        if self._expecting is not None:
            ear.expect(self._expecting)
