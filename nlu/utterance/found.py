"""What a slot parser found in an utterance."""

from dataclasses import dataclass

from engine.events import Value


@dataclass(frozen=True, slots=True)
class Found:
    """A value, the span of the utterance it came from, and how sure the parser is (0 to 1)."""

    value: Value
    start: int
    end: int
    confidence: float = 1.0
    corrected: bool = False
    """The words themselves corrected an earlier value ("no wait, four two")."""
