"""The line of a typed test call. What is said is read from the call's record, so it keeps nothing.

A test call rings nobody: whoever is to be put through is taken to have answered, as in a call from
the terminal.
"""

from typing import Final

from engine.commands import Handoff, Listen, Say

TAKEN_AS: Final = "answered"


class TypedLine:
    """See the port."""

    async def say(self, say: Say) -> None:
        """It stands in the record; see the port."""

    async def listen(self, listen: Listen) -> None:
        """Whoever types, types when they like; see the port."""

    async def handoff(self, handoff: Handoff) -> str:
        """Nobody is rung; see the port."""
        return TAKEN_AS

    async def hang_up(self) -> None:
        """Nothing to do; see the port."""
