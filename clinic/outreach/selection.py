"""Whom a purpose of calls concerns, and what such a selection may be told.

A selection says what to look for, never whom: it is kept with a campaign, and is read again when
the campaign starts. What means nothing is refused in a sentence, so that a misspelt `month` does
not call everybody.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from clinic.outreach.purpose import OUTREACH
from engine.clinic import Clinic

MONTHS: Final = 6
"""How long ago the last visit was of those who are asked to come again (OB-2)."""
COST: Final = 1_000
"""In whole dollars; dearer appointments are confirmed by voice (OB-4)."""
MOST_COST: Final = 1_000_000
MOST_DAYS: Final = 30
MOST_MONTHS: Final = 120
MOST_PEOPLE: Final = 100_000


@dataclass(frozen=True, slots=True)
class Selection:
    """What to look for; see `TAKES` for which purpose looks at what."""

    months: int = MONTHS
    service: str | None = None
    """The last visit that counts is one for this; without it, any."""
    services: tuple[str, ...] = ()
    """The treatments that are asked after; none: all."""
    cost: int = COST
    days: int = 1
    """How many days ahead is looked: 1 is until the end of tomorrow."""
    anyway: bool = False
    """Whether those are called too who would rather be written to."""
    most: int = MOST_PEOPLE
    """How many people at most: those whom it concerns longest."""

    def as_json(self, purpose: str) -> dict[str, Any]:
        """What it says, in the form in which it is kept; what narrows nothing is left out."""
        values = {name: getattr(self, name) for name in TAKES[purpose]}
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in values.items()
            if value not in (None, (), False, MOST_PEOPLE)
        }


_USUAL: Final[Mapping[str, Selection]] = {
    "reminder": Selection(days=1),
    "confirmation": Selection(days=7),
    "recall": Selection(),
    "follow_up": Selection(),
    "lead": Selection(),
}
TAKES: Final[Mapping[str, tuple[str, ...]]] = {
    "reminder": ("days", "anyway", "most"),
    "confirmation": ("cost", "days", "anyway", "most"),
    "recall": ("months", "service", "anyway", "most"),
    "follow_up": ("services", "anyway", "most"),
    "lead": ("most",),
}
"""By purpose, what a selection may be told."""


def read(purpose: str, given: Mapping[str, Any] | None, clinic: Clinic) -> Selection:
    """A selection as somebody gave it. Raises `ValueError`, a sentence."""
    if purpose not in OUTREACH:
        raise ValueError(f"There is no purpose {purpose!r}; known are {', '.join(OUTREACH)}.")
    takes = TAKES[purpose]
    values: dict[str, Any] = {name: getattr(_USUAL[purpose], name) for name in takes}
    for name, value in (given or {}).items():
        if name not in takes:
            known = ", ".join(takes)
            raise ValueError(f"A selection for {purpose} knows no {name!r}; it knows {known}.")
        wrong = _CHECKS[name](value, clinic)
        if wrong is not None:
            raise ValueError(f"{name} {wrong}.")
        values[name] = tuple(value) if name == "services" else value
    return Selection(**values)


def _number(low: int, high: int) -> Callable[[Any, Clinic], str | None]:
    def check(value: Any, clinic: Clinic) -> str | None:
        whole = isinstance(value, int) and not isinstance(value, bool)
        return None if whole and low <= value <= high else f"is a number from {low} to {high}"

    return check


def _service(value: Any, clinic: Clinic) -> str | None:
    known = [one.name for one in clinic.services]
    if value is None or value in known:
        return None
    return f"is one of the clinic's services: {', '.join(known)}"


def _services(value: Any, clinic: Clinic) -> str | None:
    if not isinstance(value, list | tuple):
        return "is a list of services"
    return next((wrong for one in value if (wrong := _service(one or "", clinic))), None)


def _yes_or_no(value: Any, clinic: Clinic) -> str | None:
    return None if isinstance(value, bool) else "is true or false"


_CHECKS: Final[Mapping[str, Callable[[Any, Clinic], str | None]]] = {
    "months": _number(1, MOST_MONTHS),
    "service": _service,
    "services": _services,
    "cost": _number(0, MOST_COST),
    "days": _number(1, MOST_DAYS),
    "anyway": _yes_or_no,
    "most": _number(1, MOST_PEOPLE),
}
