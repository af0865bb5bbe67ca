"""How long Flux waits for a caller who pauses, by what they were just asked.

People give a yes at once, and stop in the middle of numbers, dates and names to think or to look
them up. The ranges are the vendor's: `eot_threshold` 0.5 to 1.0, `eager_eot_threshold` 0.3 to 0.9,
`eot_timeout_ms` 500 to 60,000 (developers.deepgram.com/docs/flux/configuration). An eager end costs
us nothing but some thinking, so it is taken early.
"""

from dataclasses import dataclass
from typing import Final

from engine.commands import Expecting


@dataclass(frozen=True, slots=True)
class Patience:
    """How sure Flux must be that a turn is over, and after how much silence it is in any case."""

    end: float
    eager: float
    timeout_ms: int


USUAL: Final = Patience(end=0.7, eager=0.4, timeout_ms=4_000)
SHORT: Final = Patience(end=0.6, eager=0.35, timeout_ms=2_500)
LONG: Final = Patience(end=0.85, eager=0.5, timeout_ms=6_000)
_SHORT_ANSWERS: Final = frozenset({"yes_no", "offer"})
_THOUGHT_ABOUT: Final = frozenset(
    {"name", "number", "phone", "date", "birth", "dob", "email", "address", "zip", "id", "policy"}
)
"""Parts of the names of slots whose values are given in pieces."""


def patience_for(expecting: Expecting) -> Patience:
    """How patient to be with the answer to a question."""
    if expecting.part is not None:
        return LONG
    if expecting.kind in _SHORT_ANSWERS:
        return SHORT
    if expecting.kind == "slot" and _THOUGHT_ABOUT & set((expecting.slot or "").split("_")):
        return LONG
    return USUAL
