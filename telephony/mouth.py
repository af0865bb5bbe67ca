"""What says a script's words aloud, and what is heard of them."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol

from engine.commands import Expecting


class Mouth(Protocol):
    """Says aloud what a script's caller says, over a line, to whoever hears it there."""

    def say(self, words: str, expecting: Expecting, times: int = 0) -> AsyncIterator["Overheard"]:
        """What is heard of the words, as it is heard; nothing where nobody heard any.

        `times` is how often they were said before.
        """

    async def close(self) -> None:
        """Let go of the line."""


@dataclass(frozen=True, slots=True)
class Overheard:
    """What was heard of words that were said aloud; `final` as in `engine.events.Heard`."""

    words: str
    confidence: float = 1.0
    audio_quality: float = 1.0
    nbest: tuple[str, ...] = ()
    final: bool = True
