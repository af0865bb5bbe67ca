"""Why something is written to somebody: what is allowed hangs on it, not on the words.

A number that somebody gave to a clinic is agreement to hear about the matter it was given for
(47 CFR 64.1200, and field experience in the FCC's orders); so what belongs to an appointment that
somebody has may be told them until they take it back. What the clinic begins of its own accord is
counted, and what sells something needs an agreement of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a reason to write allows."""

    asked: bool = False
    """They asked for it just now: it goes at any hour, whoever they are."""
    counted: bool = False
    """It is the clinic that begins: at most so many a day and a week, over all channels."""
    agreed: bool = False
    """It needs a consent that was given for it."""
    inside: bool = False
    """It goes to those who work at the clinic."""


PURPOSES: Final[Mapping[str, Purpose]] = {
    "answer": Purpose(asked=True),
    "reply": Purpose(asked=True),
    "appointment": Purpose(),
    "reminder": Purpose(counted=True),
    "recall": Purpose(counted=True),
    "follow_up": Purpose(counted=True),
    "confirmation": Purpose(counted=True),
    "lead": Purpose(counted=True, agreed=True),
    "waitlist": Purpose(counted=True),
    "marketing": Purpose(counted=True, agreed=True),
    "staff": Purpose(inside=True),
}
COUNTED: Final = tuple(name for name, one in PURPOSES.items() if one.counted)
"""The purposes that the ledger counts together."""
