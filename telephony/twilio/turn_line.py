"""The line of a call in turns: nothing is heard on it before Twilio fetches the next document.

A handoff is ordered here, done by the document, and its end comes with a later request; so it waits
on the line until then.
"""

import asyncio

from engine.clinic import Clinic
from engine.commands import Handoff, Listen, Say
from telephony.twilio.routing import rung


class TurnLine:
    """A line that is heard when Twilio fetches it: what was said, asked and ordered so far."""

    def __init__(self) -> None:
        self._said: list[Say] = []
        self._ended: asyncio.Future[str] | None = None
        self._dialling = asyncio.Event()
        self.listening: Listen | None = None
        self.handing: Handoff | None = None
        """The person who is to be rung now."""
        self.tried = 0
        """How many numbers of theirs were rung."""

    def read(self) -> list[Say]:
        """What was said since this was last asked."""
        said, self._said = self._said, []
        return said

    def numbers(self, clinic: Clinic) -> tuple[str, ...]:
        """The numbers that are left to ring."""
        if self.handing is None:
            return ()
        return rung(clinic, self.handing.line, self.handing.reason)[self.tried :]

    async def dialling(self) -> None:
        """Wait until a person is to be rung."""
        await self._dialling.wait()

    def dialled(self, how: str) -> None:
        """How ringing them ended."""
        if self._ended is not None and not self._ended.done():
            self._ended.set_result(how)

    async def say(self, say: Say) -> None:
        """Keep a sentence for the next document; see the port."""
        self._said.append(say)

    async def listen(self, listen: Listen) -> None:
        """Keep what was asked; see the port."""
        self.listening = listen

    async def handoff(self, handoff: Handoff) -> str:
        """Have the next document ring a person; see the port."""
        self._ended = asyncio.get_running_loop().create_future()
        self.handing, self.tried = handoff, 0
        self._dialling.set()
        try:
            return await self._ended
        finally:
            self.handing = None
            self._dialling.clear()

    async def hang_up(self) -> None:
        """Nothing to do: a call that has ended gets a document that ends it; see the port."""
