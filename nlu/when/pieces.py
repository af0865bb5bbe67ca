"""The pieces of a wish: its days, its times, and the words that join them."""

from dataclasses import dataclass, replace
from datetime import date

from nlu.when.calendar_days import Days, bounded_days
from nlu.when.clock import Clock


@dataclass(frozen=True, slots=True)
class Piece:
    """A day or a time as wished for, or a word that joins them."""

    kind: str
    """`days`, `time`, or the joining word."""
    start: int
    end: int
    days: Days | None = None
    clock: Clock | None = None
    many: bool = False
    joined: str = ""
    """The "or" or "and" that stands before it."""
    bare: bool = False
    """Whether the time was a lone number, or unknown words follow the joining word."""
    fresh: bool = False
    """Whether it begins a new exclusion ("not Monday and not in the morning")."""
    prefix: str = ""
    """The word right before it, such as `till`."""
    core: int = -1
    """Where the day or time itself starts, behind "until" or "from"; -1 where `start` does."""


def bound(clock: Clock, prefix: str) -> Clock:
    """A time with the word before it; a part of the day stays what it is."""
    if clock.kind != "at":
        return clock
    match prefix:
        case "after" | "past" | "from" | "onward":
            return Clock("after", clock.start)
        case "before" | "till" | "by" | "through":
            return Clock("before", clock.start)
        case "around":
            return Clock("around", clock.start)
        case _:
            return clock


def bounded(piece: Piece, prefix: str, today: date) -> Piece:
    """What "before" or "after" makes of a day or time that has been said already."""
    if piece.days:
        return replace(piece, days=bounded_days(piece.days, prefix, today), many=False)
    clock = piece.clock
    if clock is None or clock.kind == "part":
        return piece
    late = clock.kind == "between" and prefix == "after"
    return replace(piece, clock=Clock(prefix, clock.end if late else clock.start))
