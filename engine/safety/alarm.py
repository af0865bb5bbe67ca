"""How urgent a caller's words are, and which requests in them always go to people.

A level can only rise: the word rules, the local models and a language model each give an
alarm, and the call obeys the union of them.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

PEOPLE: Final = ("prescription_refill", "medical_advice", "test_results", "human")
"""Requests that no configuration can take away from people, in the order of precedence."""


class Level(IntEnum):
    """How urgent: the meanings are fixed in the design of the product, rules 20 to 23."""

    NONE = 0
    CHECK = 1
    """Possible: one fixed yes/no question about the red flags."""
    URGENT = 2
    """A dental emergency that is not one for 911: a person, now."""
    EMERGENCY = 3
    """Certain: the fixed 911 sentence in the very next thing said, then a person."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """What the safety rules found in one utterance."""

    level: Level = Level.NONE
    people: tuple[str, ...] = ()
    """Names out of `PEOPLE`, in that order."""
    distress: bool = False
    """The caller is angry or distressed about the call or their situation."""
    no_more_calls: bool = False
    """Whoever speaks does not want to be called any more: obeyed where we are the ones who call."""

    def __or__(self, other: "Alarm") -> "Alarm":
        """The higher of both levels, and everything either of them found."""
        return Alarm(
            max(self.level, other.level),
            tuple(name for name in PEOPLE if name in self.people or name in other.people),
            self.distress or other.distress,
            self.no_more_calls or other.no_more_calls,
        )

    @property
    def raised(self) -> bool:
        """Whether anything at all was found that a person is needed for."""
        return bool(self.level or self.people or self.distress)
