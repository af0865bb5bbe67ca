"""What the carrier's stand-in and the people it reaches write down: nothing of ours has a say.

Every line has a number that counts up, for on a clock that is set by hand much happens in the same
moment, and what came first decides whether a call after a STOP was wrong.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Deed = Literal["stop", "start", "asked", "wrote"]
"""What somebody did: forbade it all (by a text, a key, or in words), allowed it again, did what is
confirmed to them (booked, moved, asked for directions), or wrote a text that may be answered."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call that was placed."""

    number: int
    to: str
    at: datetime
    reason: str
    """The last part of the address that it was ordered with: which job, so which reason."""
    answered_by: str = ""
    """`human`, `machine`, or nothing where nobody answered."""
    seconds: int = 0
    before: tuple[str, ...] = ()
    """What was said before whoever answered did anything."""
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A text that was taken for somebody; an `answer` came back for a text of theirs."""

    number: int
    to: str
    at: datetime
    body: str
    answer: bool = False
    arrived: bool = True
    """Whether the carrier could deliver it; to a landline it cannot."""


@dataclass(frozen=True, slots=True)
class Act:
    """Something that somebody who was reached did."""

    number: int
    by: str
    """Their telephone number."""
    at: datetime
    deed: Deed


@dataclass(slots=True)
class Log:
    """Everything in the order in which it was written down."""

    calls: list[Call] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    _lines: int = 0

    def next(self) -> int:
        """The number of the next line."""
        self._lines += 1
        return self._lines

    @property
    def contacts(self) -> list[Call | Text]:
        """Calls and texts, in order."""
        return sorted([*self.calls, *self.texts], key=lambda one: one.number)
