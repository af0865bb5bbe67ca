"""One sentence on its way from a voice, for as many calls as want it.

It is gathered by a task of its own, so that a caller who interrupts it costs nobody else a word,
and so that what was paid for is kept.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing

from telephony.speaking.patience import closable
from telephony.speech import VoiceFailed

_log = logging.getLogger(__name__)


class Fetch:
    """The sound of one sentence while it comes. Begins at once, so it needs a running loop.

    `over` tells whether anything more will come; `whole` is the sound, if it came whole.
    """

    def __init__(self, sound: AsyncIterator[bytes]) -> None:
        self.whole: bytes | None = None
        self._pieces: list[bytes] = []
        self._fault: VoiceFailed | None = None
        self._more = asyncio.Event()
        self.over = False
        self.task = asyncio.create_task(self._gather(sound))

    async def read(self) -> AsyncGenerator[bytes, None]:
        """The sound from its beginning. Raises `VoiceFailed` where it broke off."""
        at = 0
        while True:
            while at < len(self._pieces):
                at += 1
                yield self._pieces[at - 1]
            if self._fault is not None:
                raise VoiceFailed(str(self._fault))
            if self.over:
                return
            more = self._more
            await more.wait()

    async def _gather(self, sound: AsyncIterator[bytes]) -> None:
        try:
            async with aclosing(closable(sound)):
                async for piece in sound:
                    self._pieces.append(piece)
                    self._wake()
            whole = b"".join(self._pieces)
            self.whole = whole or None
        except VoiceFailed as fault:
            self._fault = fault
        except asyncio.CancelledError:
            self._fault = VoiceFailed("the voice was stopped")
            raise
        except Exception as fault:  # a voice's own mistake; the caller is told another way
            _log.error("a voice failed: %s", type(fault).__name__)
            self._fault = VoiceFailed(f"the voice failed: {type(fault).__name__}")
        finally:
            self.over = True
            self._wake()

    def _wake(self) -> None:
        self._more.set()
        self._more = asyncio.Event()
