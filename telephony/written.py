"""A line on which a caller reads and types: a chat on a web site, a text message.

Nobody can be put through on it. Whoever asks for a person is told so by the engine, which takes a
message and leaves the staff a task, as after any handoff that nobody picks up.
"""

from typing import Final

from engine.commands import Handoff, Listen, Say

NOT_PUT_THROUGH: Final = "no_answer"


class WrittenLine:
    """Keeps what is said until it is read."""

    def __init__(self) -> None:
        self._said: list[str] = []

    def read(self) -> list[str]:
        """What was said since this was last asked."""
        said, self._said = self._said, []
        return said

    async def say(self, say: Say) -> None:
        """Write a sentence; see the port."""
        self._said.append(say.text)

    async def listen(self, listen: Listen) -> None:
        """Nothing to do: whoever types, types when they like; see the port."""

    async def handoff(self, handoff: Handoff) -> str:
        """Nobody can be put through; see the port."""
        return NOT_PUT_THROUGH

    async def hang_up(self) -> None:
        """Nothing to do; see the port."""
