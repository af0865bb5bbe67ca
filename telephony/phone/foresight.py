"""Understanding ahead: what words mean is found out while the caller may still be speaking.

A recogniser that says "probably finished" some hundred milliseconds before "finished" gives that
time to think in. The answer is kept for those words as an answer to that question and for nothing
else, so a guess that was wrong costs work and changes nothing.
"""

import asyncio
from datetime import datetime

from engine.commands import Expecting
from engine.events import Understood
from engine.safety import Alarm
from telephony.ports import Understander


class Foresight:
    """An understander that remembers the last words it was asked about."""

    def __init__(self, inner: Understander) -> None:
        self._inner = inner
        self._key: tuple[str, Expecting, tuple[str, ...]] | None = None
        self._answer: asyncio.Task[Understood] | None = None
        self.hits = 0
        """How often the answer was there when it was asked for again."""

    async def understand(
        self, words: str, expecting: Expecting, at: datetime, nbest: tuple[str, ...] = ()
    ) -> Understood:
        """What words mean; see the port."""
        key = (words, expecting, nbest)
        if key == self._key and self._answer is not None and not _failed(self._answer):
            self.hits += 1
        else:
            if self._answer is not None:
                self._answer.cancel()
            self._key = key
            self._answer = asyncio.ensure_future(
                self._inner.understand(words, expecting, at, nbest)
            )
            self._answer.add_done_callback(_looked_at)
        return await asyncio.shield(self._answer)

    def alarm(self, words: str) -> Alarm:
        """How urgent words are; see the port."""
        return self._inner.alarm(words)


def _failed(answer: "asyncio.Task[Understood]") -> bool:
    return answer.done() and (answer.cancelled() or answer.exception() is not None)


def _looked_at(answer: "asyncio.Task[Understood]") -> None:
    """A failure of a guess that nobody asked about again is nobody's fault."""
    if not answer.cancelled():
        answer.exception()
