"""Marks put together: "from two to four", "two weeks from Tuesday", "after the tenth".

A lone number counts as a time only when something says so: a word before it ("at three"), a day
beside it ("Tuesday ten"), or that a time was just asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from nlu.calendar_days import HORIZON, Days, monday_of, moved, span
from nlu.clock import Clock
from nlu.time_words import Mark

_TO: Final = frozenset({"to", "till", "through"})
_BOUNDS: Final = frozenset({"from", "after", "past", "before", "by", "till", "through", "since"})
_PREFIXES: Final = _BOUNDS | {"between", "at", "around", "para", "to"}
_CLOSE: Final = frozenset({"", "on", "the", "on the", "in", "in the", "of", "at"})
_LINKS: Final = frozenset(
    {
        "fix",
        "no",
        "not",
        "nor",
        "but",
        "bad",
        "or",
        "and",
        "y",
        "instead",
        "asap",
        "now",
        "anytime",
        "whatever",
        "everything",
        "later",
        "earlier",
        "otherday",
        "born",
        ",",
    }
)


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
    joined: bool = False
    """Whether "or" or "and" stands before it."""
    bare: bool = False
    """Whether the time was a lone number."""


class Phrases:
    """Reads marks from left to right."""

    def __init__(self, marks: Sequence[Mark], text: str, today: date, asked: bool) -> None:
        self._marks = marks
        self._text = text
        self._today = today
        self._asked = asked

    def pieces(self) -> list[Piece]:
        """The pieces of the whole utterance in order."""
        found: list[Piece] = []
        at = 0
        joined = False
        while at < len(self._marks):
            piece, after = self._piece(at)
            if piece is None:
                at = after
                continue
            found.append(replace(piece, joined=joined))
            joined = piece.kind in ("or", "and", "y", "nor")
            at = after
        return found

    def _kind(self, at: int) -> str:
        return self._marks[at].kind if at < len(self._marks) else ""

    def _piece(self, at: int) -> tuple[Piece | None, int]:
        mark = self._marks[at]
        if mark.kind in _PREFIXES:
            return self._prefixed(at)
        if mark.kind in ("days", "offset", "week_of"):
            return self._days(at)
        if mark.kind in ("time", "number"):
            return self._time(at, "")
        if mark.kind in _LINKS:
            return Piece(mark.kind, mark.start, mark.end), at + 1
        return None, at + 1

    def _prefixed(self, at: int) -> tuple[Piece | None, int]:
        prefix, start = self._marks[at].kind, self._marks[at].start
        inner = at + 1
        while self._kind(inner) in ("at", "around", "para"):
            prefix = self._kind(inner) if prefix in ("at", "para") else prefix
            inner += 1
        kind = self._kind(inner)
        if kind in ("days", "offset", "week_of"):
            piece, after = self._days(inner, prefix)
        elif kind in ("time", "number"):
            piece, after = self._time(inner, prefix)
        else:
            return None, at + 1
        return replace(piece, start=start) if piece else None, after

    # Days

    def _anchor(self, at: int) -> tuple[Days | None, int]:
        """The days named at a mark, with what moves them ("two weeks from Tuesday")."""
        mark = self._marks[at] if at < len(self._marks) else None
        if mark and mark.kind == "days":
            return mark.days, at + 1
        if not mark or mark.kind not in ("offset", "week_of"):
            return None, at + 1
        days, after = self._anchor(at + 1)
        if days is None or days.kind == "past":
            return days, after
        if mark.kind == "week_of":
            monday = monday_of(days.first)
            first = monday + timedelta(days=5) if mark.unit == "weekend" else monday
            return span(first, monday + timedelta(days=6), self._today), after
        day = moved(days.first, mark.count, mark.unit)
        return Days("day" if day >= self._today else "past", day, day), after

    def _days(self, at: int, prefix: str = "") -> tuple[Piece | None, int]:
        start = self._marks[at].start
        days, after = self._anchor(at)
        if days is None:
            return None, after
        joint = self._kind(after)
        if joint in ("after", "before") and days.kind == "weekday":
            feast, then = self._anchor(after + 1)
            if feast is not None and feast.kind == "day":
                # "The Monday after Easter": the nearest such day to that side.
                week = timedelta(days=7 if joint == "after" else -1)
                far = feast.first + week
                day = far - timedelta(days=(far.weekday() - days.first.weekday()) % 7)
                named = Days("day" if day >= self._today else "past", day, day)
                return Piece("days", start, self._marks[then - 1].end, named), then
        if joint in _TO or (prefix == "between" and joint in ("and", "y")):
            last, then = self._anchor(after + 1)
            if last is not None and last.kind != "past":
                included = joint == "through" or prefix == "between"
                days = self._between(days, last, included)
                return Piece("days", start, self._marks[then - 1].end, days), then
        if prefix in _BOUNDS:
            days = self._bounded(days, prefix)
        mark = self._marks[after - 1]
        return Piece("days", start, mark.end, days, many=mark.many), after

    def _between(self, first: Days, last: Days, included: bool) -> Days:
        """Days from one to another; the second is the next such day after the first."""
        end = last.last
        if (
            last.kind == "weekday"
            and end <= first.first
            or (last.kind == "weekday" and (end - first.first).days > 7)
        ):
            end = first.first + timedelta(days=(end.weekday() - first.first.weekday() - 1) % 7 + 1)
        while end < first.first and last.kind == "day":
            end = moved(end, 1, "month")
        if last.first == last.last and not included and end > first.first:
            end -= timedelta(days=1)
        return span(min(first.first, end), end, self._today)

    def _bounded(self, days: Days, prefix: str) -> Days:
        if days.kind == "past":
            return days
        match prefix:
            case "after" | "past":
                first = days.last + timedelta(days=1)
                return span(first, first + timedelta(days=HORIZON - 1), self._today)
            case "since":
                return replace(days, kind="past")
            case "from" if days.kind != "span":
                return span(days.first, days.first + timedelta(days=HORIZON - 1), self._today)
            case "before" | "till":
                return span(self._today, days.first - timedelta(days=1), self._today)
            case "by" | "through":
                return span(self._today, days.last, self._today)
            case _:
                return days

    # Times

    def _time(self, at: int, prefix: str) -> tuple[Piece | None, int]:
        mark = self._marks[at]
        clock, after = mark.clock, at + 1
        assert clock is not None, "time and number marks carry one"
        joint = self._kind(after)
        other = after + 1 if joint != "at" else after
        while self._kind(other) in ("at", "around", "para"):
            other += 1
        if (
            joint in _TO
            or (prefix == "between" and joint in ("and", "y"))
            or (prefix == "from" and joint == "at")
        ):
            last = self._marks[other].clock if self._kind(other) in ("time", "number") else None
            weak = mark.kind == "number" == self._kind(other) and not prefix
            if (
                last
                and last.kind == clock.kind == "at"
                and not (weak and not self._cued(at, other))
            ):
                clock = Clock("between", clock.start, last.start)
                return Piece("time", mark.start, self._marks[other].end, clock=clock), other + 1
        if mark.kind == "number" and not (
            (prefix and prefix != "to" and prefix != "from")
            or joint in ("up", "down", "ish")
            or self._cued(at, at)
        ):
            return None, after
        end = mark.end
        if joint in ("up", "down", "ish") and clock.kind == "at":
            prefix = {"up": "after", "down": "before", "ish": "around"}[joint]
            end, after = self._marks[at + 1].end, after + 1
        return Piece(
            "time",
            mark.start,
            end,
            clock=_bound(clock, prefix),
            many=mark.many,
            bare=mark.kind == "number",
        ), after

    def _cued(self, first: int, last: int) -> bool:
        """Whether a number is a time by what stands beside it, or because one was asked for."""
        before, after = first - 1, last + 1
        if before >= 0 and self._marks[before].kind == "days":
            if self._gap(before, first) in _CLOSE:
                return True
        if after < len(self._marks):
            beside = self._marks[after]
            part = beside.clock is not None and beside.clock.kind == "part"
            if (beside.kind == "days" or part) and self._gap(last, after) in _CLOSE:
                return True
        for beside, near in ((before, first), (last, after)):
            if 0 <= beside and near < len(self._marks):
                other = self._marks[beside if near == first else near]
                if other.kind == "number" and not self._gap(beside, near):
                    return False  # figures in a row are a phone number, not a time
        return self._asked and not self._text[self._marks[last].end :].startswith(" ~")

    def _gap(self, first: int, second: int) -> str:
        return self._text[self._marks[first].end : self._marks[second].start].strip()


def _bound(clock: Clock, prefix: str) -> Clock:
    if clock.kind != "at":
        if clock.kind != "part" or prefix not in ("after", "past", "before", "till"):
            return clock
        return clock
    match prefix:
        case "after" | "past" | "from":
            return Clock("after", clock.start)
        case "before" | "till" | "by":
            return Clock("before", clock.start)
        case "around":
            return Clock("around", clock.start)
        case _:
            return clock
