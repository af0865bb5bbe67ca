"""One wish for a time as windows, by the clinic's hours and the day of the call."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final, TypeAlias

from engine.clinic import Clinic
from nlu.when.calendar_days import HORIZON, Days, span
from nlu.when.clock import DAY, USUAL_HOURS, Clock, Hours, Minute, interval
from nlu.when.pieces import Piece
from nlu.when.wish_groups import Group, clocks, combined, grouped, signed

MOST_WINDOWS: Final = 14
_TAKEN: Final = 30
"""For how many minutes from its beginning an hour that is excluded is taken."""
SOON_DAYS: Final = 8
"""Today and the seven days after it: what "as soon as possible" covers."""

Window: TypeAlias = tuple[datetime, datetime]
"""From start to end, the end excluded; an exact time has an end equal to its start."""


class Wishes:
    """Turns the pieces of one wish into windows."""

    def __init__(self, now: datetime, clinic: Clinic | None, asked: bool) -> None:
        self._now = now
        self._today = now.date()
        self._clinic = clinic
        self._asked = asked
        self._parts = (
            {
                name: (_clock(start), _clock(end))
                for name, (start, end) in clinic.parts_of_day.items()
            }
            if clinic
            else {}
        )

    def windows(self, pieces: Sequence[Piece], earlier: Sequence[Window]) -> list[Window] | None:
        """The windows of one wish, completed by those of an earlier one."""
        kinds = {piece.kind for piece in pieces}
        wanted, unwanted = signed(pieces)
        blocks = _dated(grouped(unwanted), wanted)
        groups = grouped(_later_ones(wanted, blocks))
        if any(p.days and p.days.kind == "past" for p in wanted):
            groups = [group for group in groups if group.days]
        if not groups and not blocks:
            return self._open(kinds, earlier)
        loose = any(piece.kind == "not" and piece.bare for piece in pieces)
        if loose and not (groups or earlier or self._asked):
            return None  # "I can't sleep at night" excludes no nights
        found: list[Window] = []
        for group in groups:
            found += self._group(group, earlier, "asap" in kinds)
        if not groups:
            found = list(earlier) or self._whole_days(self._open_days(self._next(HORIZON)))
        for block in blocks:
            found = self._without(found, block)
        if not groups and not found and earlier:
            days = self._open_days(self._next(HORIZON))
            found = self._days_at(days, self._kept_times(earlier))
            for block in blocks:
                found = self._without(found, block)
        return _tidy(self._ahead(found)) or None

    def _open(self, kinds: set[str], earlier: Sequence[Window]) -> list[Window] | None:
        """A wish without any day or time."""
        if "asap" in kinds or ("now" in kinds and self._asked):
            return (
                _tidy(self._ahead(self._whole_days(self._open_days(self._next(SOON_DAYS))))) or None
            )
        if earlier and kinds & {"later", "earlier"}:
            first, last = min(start for start, _ in earlier), max(end for _, end in earlier)
            if first.date() == last.date():
                minute = last if "later" in kinds else first
                clock = Clock(
                    "after" if "later" in kinds else "before",
                    Minute(minute.hour * 60 + minute.minute),
                )
                start, end = interval([clock], self._hours(first.date()))
                return _tidy(self._ahead([_on(first.date(), start, end)])) or None
        if earlier and "otherday" in kinds:
            taken = {day for window in earlier for day in _dates(window)}
            days = [day for day in self._open_days(self._next(HORIZON)) if day not in taken]
            times = self._kept_times(earlier)
            return _tidy(self._ahead(self._days_at(days, times))) or None
        if "anytime" in kinds or (self._asked and kinds & {"whatever", "everything"}):
            return []
        return None

    # Groups of days and times

    def _group(self, group: Group, earlier: Sequence[Window], soon: bool) -> list[Window]:
        if not group.many and all(one.days and one.days.kind != "span" for one in group.days):
            group = replace(group, days=[_spoken_of(one, earlier) for one in group.days])
        days = self._days(group.days, group.many)
        chosen = {
            one.first
            for one in combined(group.days, self._today)
            if one.kind in ("day", "weekday", "either")
        }
        if not group.days:
            if earlier:
                days = sorted({day for window in earlier for day in _dates(window)})[:HORIZON]
            else:
                days = self._open_days(self._next(SOON_DAYS if soon else HORIZON))
        if group.times:
            return [
                window
                for day in days
                for said in group.times
                for window in self._at(day, clocks(said), named=day in chosen)
            ]
        return self._days_at(days, self._kept_times(earlier))

    def _at(self, day: date, said: Sequence[Clock], named: bool) -> list[Window]:
        """A time on a day; on a day that was not named, only if the clinic is open then."""
        hours = self._hours(day)
        start, end = interval(said, hours)
        shut = hours.known and (start >= hours.closing or max(end, start + 1) <= hours.opening)
        return [] if shut and not named else [_on(day, start, end)]

    def _days(self, pieces: Sequence[Piece], many: bool) -> list[date]:
        """The dates that days said beside each other name together; `many` means every such."""
        ahead = [piece for piece in pieces if piece.days and piece.days.kind != "past"]
        found: set[date] = set()
        for days in combined(ahead, self._today):
            if days.kind in ("span", "every"):
                found.update(self._open_days([d for d in days.dates() if d >= self._today]))
            elif days.kind == "weekday" and many:
                found.update(d for d in self._next(HORIZON) if d.weekday() in days.weekdays)
            elif days.slack:
                slack = timedelta(days=days.slack)
                near = span(days.first - slack, days.last + slack, self._today).dates()
                found.update(self._open_days([d for d in near if d >= self._today]))
            else:
                found.add(days.first)
        return sorted(found)

    def _without(self, found: Iterable[Window], block: Group) -> list[Window]:
        """The windows less what a group of days and times excludes."""
        shut = [piece.days for piece in block.days if piece.days]
        weekdays = {weekday for days in shut for weekday in _recurring(days)}
        dates = {
            day
            for days in shut
            if days.kind in ("day", "span", "either") and not _recurring(days)
            for day in days.dates()
        }
        left: list[Window] = []
        for window in found:
            rest = [window]
            for day in _dates(window):
                if block.days and day.weekday() not in weekdays and day not in dates:
                    continue
                hours = self._hours(day)
                for said in block.times or [[]]:
                    first, last = interval(clocks(said), hours) if said else (0, DAY)
                    first, last = self._to_midnight(first, last, hours)
                    out = _on(day, first, max(last, first + _TAKEN))
                    rest = [piece for part in rest for piece in _less(part, out)]
            left += rest
        return left

    @staticmethod
    def _to_midnight(first: int, last: int, hours: Hours) -> tuple[int, int]:
        """What is excluded up to the opening or closing hour, with the time beyond it."""
        return 0 if first == hours.opening < last else first, DAY if last == hours.closing else last

    # Days as windows

    def _next(self, count: int) -> list[date]:
        return [self._today + timedelta(days=ahead) for ahead in range(count)]

    def _open_days(self, days: Sequence[date]) -> list[date]:
        """The days on which the clinic is open; all of them where it is never."""
        clinic = self._clinic
        return [day for day in days if clinic is None or clinic.hours_on(day)] or list(days)

    def _hours(self, day: date) -> Hours:
        stretches = self._clinic.hours_on(day) if self._clinic else ()
        if stretches:
            return Hours(_clock(stretches[0][0]), _clock(stretches[-1][1]), True, self._parts)
        return Hours(*USUAL_HOURS, False, self._parts)

    def _whole_days(self, days: Sequence[date]) -> list[Window]:
        whole = [_on(day, *self._hours(day).whole) for day in days]
        if len(whole) > MOST_WINDOWS and (days[-1] - days[0]).days < len(days) * 2:
            return [(whole[0][0], whole[-1][1])]
        if len(whole) == 1 and whole[0][1] <= self._now:
            return [_on(days[0], 0, DAY)]  # "today" after closing time: still today
        return whole

    def _days_at(self, days: Sequence[date], times: Sequence[tuple[int, int]]) -> list[Window]:
        """The days at the times given, or whole where none are."""
        if not times:
            return self._whole_days(days)
        return [_on(day, start, end) for day in days for start, end in times]

    def _kept_times(self, earlier: Sequence[Window]) -> list[tuple[int, int]]:
        """The one time of day of an earlier wish, if it had one."""
        times: set[tuple[int, int]] = set()
        ahead = [window for window in earlier if window[0].date() > self._today]
        for start, end in ahead or earlier:  # what is left of today says less than other days
            first = start.hour * 60 + start.minute
            last = first + int((end - start).total_seconds()) // 60
            if last > DAY or (first, last) in ((0, DAY), self._hours(start.date()).whole):
                return []
            times.add((first, last))
        return sorted(times) if len(times) == 1 else []

    def _ahead(self, found: Iterable[Window]) -> list[Window]:
        """The windows without what is over."""
        soonest = self._now.replace(second=0, microsecond=0)
        if soonest < self._now:
            soonest += timedelta(minutes=1)
        return [
            (max(start, soonest), end)
            for start, end in found
            if end > soonest or (start == end == soonest)
        ]


def _spoken_of(piece: Piece, earlier: Sequence[Window]) -> Piece:
    """ "Thursday's right, but the afternoon" after a wish for one Thursday: that one."""
    dates = sorted({day for window in earlier for day in _dates(window)})
    if piece.days is None or piece.days.kind != "weekday" or len(dates) != 1:
        return piece
    day = dates[0]
    same = piece.days.weekdays == {day.weekday()}
    return replace(piece, days=Days("day", day, day)) if same else piece


def _recurring(days: Days) -> frozenset[int]:
    """The weekdays that words exclude as such: "Tuesdays", "Monday through Friday"."""
    prefix, first = days.bound or ("", days)
    if prefix == "between" and first.kind == "weekday":
        start, last = first.first.weekday(), days.said[1].weekday()
        count = (last - start) % 7 + 1  # who works Monday to Friday works on Fridays too
        return frozenset((start + more) % 7 for more in range(count))
    return days.weekdays if days.kind in ("weekday", "every") else frozenset()


def _dated(blocks: Sequence[Group], wanted: Sequence[Piece]) -> list[Group]:
    """What is unwanted, with a bare weekday as one date where it cannot mean all such days.

    So it is beside a date ("not tomorrow and not Wednesday, so next week"), and where the same
    weekday is wanted outright ("not Tuesday, next Tuesday").
    """
    near = any(one.days and one.days.kind == "day" for block in blocks for one in block.days)
    named = {one.days.first.weekday() for one in wanted if one.days and one.days.kind == "day"}

    def dated(one: Piece, whole: bool) -> Piece:
        days = one.days
        if days and days.kind == "weekday" and (near or (whole and days.weekdays & named)):
            return replace(one, days=replace(days, kind="day"))
        return one

    return [
        replace(block, days=[dated(one, not block.times) for one in block.days]) for block in blocks
    ]


def _later_ones(wanted: Sequence[Piece], blocks: Sequence[Group]) -> list[Piece]:
    """The pieces wanted; of "Thursday, but not tomorrow" the Thursday after that."""
    whole = [one for block in blocks if not block.times for one in block.days]
    shut = {one.days.first for one in whole if one.days and one.days.kind == "day"}
    week = timedelta(days=7)
    return [
        replace(one, days=replace(one.days, first=one.days.first + week, last=one.days.last + week))
        if one.days and one.days.first == one.days.last and one.days.first in shut
        else one
        for one in wanted
    ]


def _clock(said: str) -> int:
    hour, _, minute = said.partition(":")
    return int(hour) * 60 + int(minute)


def _on(day: date, start: int, end: int) -> Window:
    midnight = datetime.combine(day, time())
    return midnight + timedelta(minutes=start), midnight + timedelta(minutes=end)


def _dates(window: Window) -> list[date]:
    first, last = window
    if last > first:
        last -= timedelta(minutes=1)
    count = (last.date() - first.date()).days + 1
    return [first.date() + timedelta(days=ahead) for ahead in range(count)]


def _less(window: Window, out: Window) -> list[Window]:
    """A window less another; an exact time is taken out by what holds it."""
    start, end = window
    if start == end:
        return [] if out[0] <= start < out[1] or out == window else [window]
    if out[1] <= start or end <= out[0]:
        return [window]
    parts = ((start, out[0]), (out[1], end))
    return [(first, last) for first, last in parts if first < last]


def _tidy(found: Iterable[Window]) -> list[Window]:
    """Sorted, merged where they touch, and not too many."""
    merged: list[Window] = []
    for start, end in sorted(found):
        first, last = merged[-1] if merged else (start, start)
        if first < last and (start < last or start == last < end):
            merged[-1] = (first, max(end, last))
        elif not merged or merged[-1] != (start, end):
            merged.append((start, end))
    return merged[:MOST_WINDOWS]
