"""A clinic that closes on Friday afternoons, and time windows in short."""

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

import pytest

from engine.clinic import Clinic
from nlu.utterance.found import Found

Said: TypeAlias = Callable[[Found | None], list[str] | None]

SPLIT = (("08:00", "12:00"), ("13:00", "17:00"))
RIVERSIDE = Clinic(
    id="riverside",
    name="Riverside",
    practice="riverside",
    timezone="America/Chicago",
    state="TX",
    number="",
    staff_line="",
    on_call_line=None,
    address="",
    parking=None,
    hours={"mon": SPLIT, "tue": SPLIT, "wed": SPLIT, "thu": SPLIT, "fri": (("08:00", "15:00"),)},
    lunch=("12:00", "13:00"),
    holidays=frozenset({date(2026, 3, 11)}),
    languages=("en", "es"),
    flow="reception",
)


@pytest.fixture
def riverside() -> Clinic:
    """Open Monday to Thursday 8-17, Friday 8-15, closed for lunch and on 11 March 2026."""
    return RIVERSIDE


@pytest.fixture
def said() -> Said:
    """What a wish comes to, in short."""
    return _said


def _said(found: Found | None) -> list[str] | None:
    """Windows as "03-10 08:00-12:00", exact times as "03-10 15:30"."""
    if found is None:
        return None
    short = []
    for window in found.value:
        start, end = window["start"][5:].replace("T", " "), window["end"][5:].replace("T", " ")
        if start == end:
            short.append(start)
        else:
            short.append(f"{start}-{end[6:] if start[:5] == end[:5] else end}")
    return short
