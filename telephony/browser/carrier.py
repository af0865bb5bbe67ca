"""What stands where a carrier is, in a spoken test call: nobody is rung from it.

A person who is to be put through is taken to have answered after a moment of music. There is no
telephone network behind it either that could hear and speak by itself, so what breaks beyond repair
is told in the last resort's words.
"""

import asyncio
from typing import Final

from telephony.browser.line import TAKEN_AS

RINGS_SECONDS: Final = 5.0


class BrowserCarrier:
    """See the port."""

    async def hang_up(self) -> None:
        """The page is told by the end of the stream; see the port."""

    async def ring(self, number: str, reason: str) -> str:
        """Nobody is rung; see the port."""
        await asyncio.sleep(RINGS_SECONDS)
        return TAKEN_AS

    async def has_left(self) -> bool:
        """Whoever closes the page has hung up; see the port."""
        return False

    async def speak_by_turns(self) -> None:
        """Not possible; see the port."""
        raise NotImplementedError("a browser neither hears nor speaks by itself")
