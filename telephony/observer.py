"""Who hears how calls fare: for figures, and for the admin when a vendor fails.

What is told here holds nothing about people, and telling costs a call nothing: nobody waits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, Final, Protocol

from clinic.store.scope import Scope

STAGES: Final = ("understand", "decide", "speak", "total")


@dataclass(frozen=True, slots=True)
class Stages:
    """How long a turn took, in seconds, from the caller's last word to the first of ours.

    `None` where a stage did not take place, or could not be told from another.
    """

    total: float
    understand: float | None = None
    """Until it was known what the words mean."""
    decide: float | None = None
    """From there until the first sentence of the answer was ordered."""
    speak: float | None = None
    """From there to its first sound."""


class Observer(Protocol):
    """Hears of it. Its methods never wait and never raise."""

    def turn(self, channel: str, stages: Stages) -> None:
        """A turn of a call was answered."""

    def slipped(self, vendor: str) -> None:
        """A vendor did not do what it was asked, once."""

    def failed(self, vendor: str, why: str, scope: Scope | None = None) -> None:
        """A vendor is down, and calls go on without it: the admin is to know.

        `why` is a word or a sentence; `scope` the clinic whose call found out, if it was one.
        """


class Nobody:
    """An observer where nobody looks."""

    def turn(self, channel: str, stages: Stages) -> None:
        """See the port."""

    def slipped(self, vendor: str) -> None:
        """See the port."""

    def failed(self, vendor: str, why: str, scope: Scope | None = None) -> None:
        """See the port."""


def summary(turns: Sequence[Stages]) -> dict[str, Any] | None:
    """The turns of a call, for its record: milliseconds of each stage, the median and the worst."""
    if not turns:
        return None
    told: dict[str, Any] = {"turns": len(turns)}
    for stage in STAGES:
        seconds = [took for one in turns if (took := getattr(one, stage)) is not None]
        if seconds:
            told[stage] = {
                "p50_ms": round(median(seconds) * 1000, 1),
                "max_ms": round(max(seconds) * 1000, 1),
            }
    return told
