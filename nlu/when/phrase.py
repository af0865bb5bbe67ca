"""Marks put together: "from two to four", "two weeks from Tuesday", "after the tenth".

A lone number counts as a time only when something says so: a word before it ("at three"), a day
beside it ("Tuesday ten"), or that a time was just asked for.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from nlu.when.calendar_days import Days, bounded_days, monday_of, moved, span, weekday_after
from nlu.when.clock import DAY, Clock, Minute
from nlu.when.marks import JOINING, Mark
from nlu.when.pieces import Piece, bound
from nlu.when.vocabulary import WEEKDAYS

AROUND_DAYS: Final = 2
"""Days to either side of "around the twelfth"."""
MOST_MOVERS: Final = 3
"""How many moves in a row are followed ("two weeks from the Monday after Easter")."""

_NEXT_WEEKDAY: Final = re.compile(rf"(?:next|following) (?:{'|'.join(WEEKDAYS)})")
_THAT_WEEK: Final = re.compile("that week|rest (?:of )?(?:the )?(?:that |this )?week")
_TO: Final = frozenset({"to", "till", "through"})
_BOUNDS: Final = frozenset(
    {"from", "after", "past", "onward", "before", "by", "till", "through", "since"}
)
_PREFIXES: Final = _BOUNDS | {"between", "at", "around", "para", "to"}
_MOVERS: Final = frozenset({"offset", "next_to", "week_of"})
_DAYS: Final = _MOVERS | {"days"}
_TIMELY: Final = _DAYS | {"time", "number"}
_CLOSE: Final = frozenset({"", "on", "the", "on the", "in", "in the", "of", "at"})
_POSTFIXES: Final = {"up": "after", "down": "before", "ish": "around"}
_LINKS: Final = frozenset(JOINING) - _PREFIXES - frozenset(_POSTFIXES)


class Phrases:
    """Reads marks from left to right."""

    def __init__(
        self, marks: Sequence[Mark], text: str, today: date, asked: bool, known: bool
    ) -> None:
        """`asked`: a time was just asked for; `known`: one was given before."""
        self._marks = marks
        self._text = text
        self._today = today
        self._asked = asked
        self._known = known
        self._timed = -1  # the mark after the last time read so far
        self._last: Days | None = None  # the last days read so far

    def pieces(self) -> list[Piece]:
        """The pieces of the whole utterance in order."""
        found: list[Piece] = []
        timely = [mark for mark in self._marks if mark.days or mark.clock]
        if not self._asked and len(timely) == 1 and self._doubtful(timely[0]):
            return found
        at = 0
        joined = ""
        while at < len(self._marks):
            piece, after = self._piece(at)
            if piece is None:
                at = after
                continue
            joined = "or" if self._turned(at) else joined
            found.append(replace(piece, joined=joined))
            joined = piece.kind if piece.kind in ("or", "and", "y", "nor") else ""
            if piece.kind == "time":
                self._timed = after
            self._last = piece.days or self._last
            at = after
        return found

    def _doubtful(self, mark: Mark) -> bool:
        """Whether "the second" may count something else: no "until" stands before it."""
        bound = any(other.kind in _BOUNDS and other.end == mark.start - 1 for other in self._marks)
        return mark.weak and not bound

    def _kind(self, at: int) -> str:
        return self._marks[at].kind if at < len(self._marks) else ""

    def _piece(self, at: int) -> tuple[Piece | None, int]:
        mark = self._marks[at]
        if mark.kind in _PREFIXES or self._turned(at):
            return self._prefixed(at)
        if mark.kind in _DAYS:
            return self._days(at)
        if mark.kind in ("time", "number"):
            return self._time(at, "")
        if mark.kind == "sameday":  # today, but "the same day, at two" of another day says no more
            days = Days("day", self._today, self._today)
            known = self._known or self._last is not None
            return None if known else Piece("days", mark.start, mark.end, days), at + 1
        if mark.kind in _LINKS:
            loose = self._text[mark.end :].startswith(" ~")
            return Piece(mark.kind, mark.start, mark.end, bare=loose), at + 1
        return None, at + 1

    def _turned(self, at: int) -> bool:
        """Whether "or after" is no afterthought ("three or after") but an "or" and an "after"."""
        follower = self._kind(at + 1)
        behind = at > 0 and self._kind(at - 1) in _TIMELY
        return (
            self._kind(at) in ("up", "down")
            and (follower in ("time", "number") or (follower in _DAYS and not behind))
            and not self._gap(at, at + 1)
        )

    def _prefixed(self, at: int) -> tuple[Piece | None, int]:
        start = self._marks[at].start
        prefix = _POSTFIXES.get(self._marks[at].kind, self._marks[at].kind)
        inner = at + 1
        while self._kind(inner) in ("at", "around", "para"):
            prefix = self._kind(inner) if prefix in ("at", "para") else prefix
            inner += 1
        kind = self._kind(inner)
        if "~" in self._gap(at, inner):
            prefix = ""  # the words between ("after a flu shot, Tuesday") tell no time
        if kind in _DAYS:
            turned = {"up": "onward", "down": "by"}  # "at the latest Friday" holds the Friday
            piece, after = self._days(inner, prefix and turned.get(self._marks[at].kind, prefix))
        elif kind in ("time", "number"):
            piece, after = self._time(inner, prefix)
        elif prefix in ("after", "before") and self._marks[at].end == len(self._text):
            return Piece(f"{prefix}that", start, len(self._text)), inner  # "so any time after"
        else:
            return None, inner
        if piece is None or not prefix:
            return piece, after
        return replace(piece, start=start, core=piece.start, prefix=prefix), after

    # Days

    def _anchor(self, at: int) -> tuple[Days | None, int]:
        """The days named at a mark, with what moves them ("two weeks from Tuesday")."""
        movers: list[Mark] = []
        while self._kind(at) in _MOVERS:
            movers.append(self._marks[at])
            at += 1
        days = self._marks[at].days if self._kind(at) == "days" else None
        days = self._same_week(at, days) if days else None
        if days is None and len(movers) == 1 and movers[0].kind == "next_to":
            # "Tomorrow or the day after" follows what was said, "the week after" alone this week.
            if movers[0].unit == "one" and self._last is None:
                return None, at
            days, at = self._last or Days("day", self._today, self._today), at - 1
        if days is None:
            return None, at
        for mover in reversed(movers[-MOST_MOVERS:]):
            days = self._moved(days, mover)
        return days, at + 1

    def _same_week(self, at: int, days: Days) -> Days:
        """ "That week" and "the rest of the week" after another week was named: that one."""
        if days.kind == "weekday" and self._listed_next(at):
            day = monday_of(self._today) + timedelta(days=7 + days.first.weekday())
            return Days("day", day, day)
        said = self._said(at)
        last = self._last.said[1] if self._last else self._today
        if said.startswith("that ") and days.kind == "day" and last > self._today:
            day = monday_of(last) + timedelta(days=days.first.weekday())
            day += timedelta(days=7 * (day < last))
            return Days("day", day, day)
        if said in ("following week", "the following week") and last > days.first:
            monday = monday_of(last) + timedelta(days=7)
            return span(monday, monday + timedelta(days=6), self._today)
        if last <= monday_of(self._today) + timedelta(days=6) or not _THAT_WEEK.fullmatch(said):
            return days
        monday = monday_of(last)
        return span(monday, monday + timedelta(days=6), self._today)

    def _listed_next(self, at: int) -> bool:
        """Whether a bare weekday continues a list of next week's ("next Monday or Tuesday")."""
        while (
            at and self._marks[at].days and not self._said(at).startswith(("next ", "following "))
        ):
            before = at - 1 - (self._kind(at - 1) in ("or", "and", "y"))
            days = self._marks[before].days if before >= 0 else None
            if days is None or self._gap(before, at) not in ("", "or", "and", "y"):
                return False
            if len(days.weekdays) != 1 and not _NEXT_WEEKDAY.fullmatch(self._said(before)):
                return False
            at = before
        return at >= 0 and _NEXT_WEEKDAY.fullmatch(self._said(at)) is not None

    def _said(self, at: int) -> str:
        return self._text[self._marks[at].start : self._marks[at].end]

    def _moved(self, days: Days, mover: Mark) -> Days:
        if mover.kind == "week_of":
            monday = monday_of(days.first)
            first = monday + timedelta(days=5) if mover.unit == "weekend" else monday
            return span(first, monday + timedelta(days=6), self._today)
        if mover.unit == "one":
            step = timedelta(days=max(7, (days.last - days.first).days + 1))
            return Days(
                "day" if days.first == days.last else "span", days.first + step, days.last + step
            )
        if mover.kind == "next_to" and mover.unit == "week":
            monday = monday_of(days.last) + timedelta(days=7 * mover.count)
            return span(monday, monday + timedelta(days=6), self._today)
        day = moved(days.first, mover.count, mover.unit)
        return Days("day" if day >= self._today else "past", day, day)

    def _days(self, at: int, prefix: str = "") -> tuple[Piece | None, int]:
        start = self._marks[at].start
        days, after = self._anchor(at)
        if days is None or days.kind == "past":
            piece = Piece("days", start, self._marks[after - 1].end, days)
            return (piece if days else None), after
        if days.kind == "day" and (prefix == "around" or self._kind(after) == "ish"):
            days = replace(days, slack=AROUND_DAYS)
            after += self._kind(after) == "ish"
        joint = self._kind(after) if "~" not in self._gap(after - 1, after) else ""
        if joint == "afterthat" and days.kind == "weekday" and self._last:
            # "Not tomorrow, the Thursday after that."
            day = weekday_after(self._last.last, days.first.weekday())
            return Piece("days", start, self._marks[after].end, Days("day", day, day)), after + 1
        if joint in ("after", "before") and days.kind == "weekday":
            feast, then = self._anchor(after + 1)
            weekday = self._last.first.weekday() if self._last else None
            if feast is None and self._last and weekday == days.first.weekday():
                day = self._last.first + timedelta(days=7 if joint == "after" else -7)
                return Piece(
                    "days", start, self._marks[after].end, Days("day", day, day)
                ), after + 1
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
        if joint in ("up", "down") and not self._turned(after):
            prefix, after = ("onward" if joint == "up" else "by"), after + 1
        if prefix in _BOUNDS:
            days = bounded_days(days, prefix, self._today)
        mark = self._marks[after - 1]
        return Piece("days", start, mark.end, days, many=mark.many), after

    def _between(self, first: Days, last: Days, included: bool) -> Days:
        """Days from one to another; the second is the next such day after the first."""
        end = last.last
        if (last.kind == "weekday" and end <= first.first) or (
            last.kind == "weekday" and (end - first.first).days > 7
        ):
            end = first.first + timedelta(days=(end.weekday() - first.first.weekday() - 1) % 7 + 1)
        while end < first.first and last.kind == "day":
            end = moved(end, 1, "month")
        if last.first == last.last and not included and end > first.first:
            end -= timedelta(days=1)
        ends = first.said[0], last.said[1]
        found = span(min(first.first, end), end, self._today)
        return replace(found, ends=ends, bound=("between", first))

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
                and "~" not in self._gap(at, after) + self._gap(after, other)
                and not (weak and not self._cued(at, other))
            ):
                clock = Clock("between", clock.start, last.start)
                return Piece("time", mark.start, self._marks[other].end, clock=clock), other + 1
        lasting = self._lasting(at, after)
        if mark.kind == "number" and not (
            (prefix and prefix != "to" and prefix != "from")
            or joint in _POSTFIXES
            or (lasting and prefix)
            or self._cued(at, at)
        ):
            return None, after
        end = mark.end
        if lasting and clock.kind == "at":
            clock = Clock(
                "between",
                clock.start,
                Minute(min(clock.start.minute + lasting, DAY), clock.start.vague),
            )
        if joint in _POSTFIXES and clock.kind == "at" and not self._turned(after):
            prefix = _POSTFIXES[joint]
            end, after = self._marks[at + 1].end, after + 1
        return Piece(
            "time",
            mark.start,
            end,
            clock=bound(clock, prefix),
            many=mark.many,
            bare=mark.kind == "number",
        ), after

    def _lasting(self, at: int, after: int) -> int:
        """The minutes said with a time that begins it ("from ten for two hours"), else 0."""
        beside = [after, at - 1, at - 2] if self._kind(at - 1) == "from" else []
        return next((self._marks[one].count for one in beside if self._kind(one) == "length"), 0)

    def _cued(self, first: int, last: int) -> bool:
        """Whether a number is a time by what stands beside it, or because one was asked for."""
        joint = self._kind(first - 1) if first else ""
        if joint in ("or", "and", "y") and self._timed == first - 1:
            return True  # "at ten or eleven"
        if joint == "fix" and (self._known or self._timed >= 0):
            return True  # "make it eleven"
        if joint == "ask" and (self._known or any(mark.days for mark in self._marks[:first])):
            return True  # "Tuesday, could we do ten?"
        if first == last and self._timed_behind(last):
            return False
        beside = [(at, near) for at, near in ((first - 1, first), (last, last + 1)) if at >= 0]
        for before, after in beside:
            if after >= len(self._marks):
                continue
            other = self._marks[before if before < first else after]
            gap = self._gap(before, after)
            part = other.clock is not None and other.clock.kind == "part"
            if (other.kind == "days" or (part and gap != "on")) and gap in _CLOSE:
                return part or after != last + 1 or not self._counts(first, after)
            if other.kind == "number" and not gap:
                return False  # figures in a row are a phone number, not a time
        return self._asked and not self._text[self._marks[last].end :].startswith((" ~", " of"))

    def _counts(self, at: int, day: int) -> bool:
        """Whether a number before a day counts what stands before it ("building 4 this afternoon").

        So does one that a time follows ("a table for two tomorrow at seven").
        """
        return self._timed_behind(day) or self._text[: self._marks[at].start].endswith("~ ")

    def _timed_behind(self, at: int) -> bool:
        """Whether a clear time follows, so that a number before it is none ("for two at seven")."""
        then = at + 1 + (self._kind(at + 1) in ("at", "around"))
        if then >= len(self._marks) or "~" in self._gap(at, then):
            return False
        clock = self._marks[then].clock
        clear = self._kind(then) == "time" or (then > at + 1 and self._kind(then) == "number")
        return clear and clock is not None and clock.kind != "part"

    def _gap(self, first: int, second: int) -> str:
        if second >= len(self._marks):
            return ""
        return self._text[self._marks[first].end : self._marks[second].start].strip()
