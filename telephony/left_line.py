"""The line of a call that was left: it is ended in its own records, and nobody hears it."""

from engine.commands import Handoff, Listen, Say


class LeftLine:
    """Nobody hears what is said on it, or picks up."""

    async def say(self, say: Say) -> None:
        """Nobody listens; see the port."""

    async def listen(self, listen: Listen) -> None:
        """Nobody speaks; see the port."""

    async def handoff(self, handoff: Handoff) -> str:
        """Nobody is there to be put through; see the port."""
        return "no_answer"

    async def hang_up(self) -> None:
        """It is hung up already; see the port."""
