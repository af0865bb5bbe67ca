"""When a caller could come: a wish in words as a list of time windows.

A wish names days, times, or both, and may exclude some ("any afternoon but Friday"), correct itself
("Tuesday, no wait, Wednesday") or complete an earlier wish ("in the afternoon instead"). What it
leaves open stays as wide as the caller left it: a day without a time is the whole opening time, a
time without a day any day of the next fourteen.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final, TypeAlias

from engine.clinic import Clinic
from nlu.calendar_days import HORIZON, Days
from nlu.calendar_words import plain
from nlu.clock import DAY, USUAL_HOURS, Clock, Hours, Minute, interval
from nlu.found import Found
from nlu.time_phrase import Phrases, Piece
from nlu.time_words import marks

MOST_WINDOWS: Final = 14
SOON_DAYS: Final = 8
"""Today and the seven days after it: what "as soon as possible" covers."""

Window: TypeAlias = tuple[datetime, datetime]
"""From start to end, the end excluded; an exact time has an end equal to its start."""


def windows(
    words: str,
    now: datetime,
    clinic: Clinic | None = None,
    language: str = "en",
    *,
    asked: bool = False,
    previous: Sequence[Mapping[str, str]] | None = None,
) -> Found | None:
    """The windows that a caller's words name, or `None` where they name no time to come.

    `now` is in the clinic's own time. The value is a list of `{"start", "end"}` in local ISO
    minutes, sorted and apart from each other, at most `MOST_WINDOWS`; the empty list means that
    any time will do. `asked` tells that the caller was just asked for a time, so that "ten" alone
    is one; `previous` are the windows of an earlier wish, which this one completes or corrects.
    """
    text = plain(words, language)
    reader = Phrases(list(marks(text, now)), text.text, now.date(), asked)
    pieces = reader.pieces()
    wishes = Wishes(now.replace(tzinfo=None), clinic, asked)
    earlier = [_window(window) for window in previous or ()]
    outcome: list[Window] | None = None
    used: list[Piece] = []
    corrected = False
    for number, part in enumerate(_corrections(pieces)):
        found = wishes.windows(part, earlier)
        if found is None:
            continue
        corrected = (number > 0 or any(piece.kind == "instead" for piece in part)) and (
            outcome is not None or bool(previous)
        )
        used += part
        outcome = earlier = found
    if outcome is None:
        return None
    start, _ = text.said(min(piece.start for piece in used), max(piece.end for piece in used))
    end = max(text.said(piece.start, piece.end)[1] for piece in used)
    return Found(
        value=[{"start": _minutes(first), "end": _minutes(last)} for first, last in outcome],
        start=start,
        end=end,
        confidence=0.7 if any(piece.bare for piece in used) else 0.9,
        corrected=corrected,
    )


def _window(window: Mapping[str, str]) -> Window:
    return datetime.fromisoformat(window["start"]), datetime.fromisoformat(window["end"])


def _minutes(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")


def _corrections(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces before, between and after words that take something back."""
    parts: list[list[Piece]] = [[]]
    for place, piece in enumerate(pieces):
        follower = pieces[place + 1] if place + 1 < len(pieces) else None
        if piece.kind == "no" and follower and follower.many:
            parts[-1].append(Piece("not", piece.start, piece.end))
        elif piece.kind in ("fix", "no"):
            parts.append([])
        else:
            parts[-1].append(piece)
    return parts


@dataclass(slots=True)
class _Group:
    """Days and the times wished for on them; times are alternatives of words that go together."""

    days: list[Piece] = field(default_factory=list)
    times: list[list[Clock]] = field(default_factory=list)
    many: bool = False
    """Whether the times were said of all such days ("Saturday mornings")."""


def _signed(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The pieces that are wanted and those that are not."""
    wanted: list[Piece] = []
    unwanted: list[Piece] = []
    negative, general, run = False, False, 0
    for place, piece in enumerate(pieces):
        if piece.kind in ("days", "time"):
            if negative and not piece.joined and _ends_scope(pieces, place, unwanted[run:]):
                negative, run = False, len(wanted)
            (unwanted if negative else wanted).append(piece)
            general = general or piece.many
        elif piece.kind in ("not", "nor"):
            negative, run = True, len(unwanted)
        elif piece.kind == "but":
            negative = not negative and general
            run = len(unwanted if negative else wanted)
        elif piece.kind == "bad":
            if not negative:
                unwanted += wanted[run:]
                del wanted[run:]
            negative, run = False, len(wanted)
        else:
            general = general or piece.kind in ("everything", "anytime", "whatever")
            if piece.kind not in ("or", "and", "y", ","):
                run = len(unwanted if negative else wanted)
    return wanted, unwanted


def _ends_scope(pieces: Sequence[Piece], place: int, scope: Sequence[Piece]) -> bool:
    """Whether a piece is no longer excluded ("not Monday, Tuesday" against a list with "or")."""
    if not any(piece.kind == pieces[place].kind for piece in scope):
        return False
    for piece in pieces[place + 1 :]:
        if piece.kind in ("or", "and", "y", "nor"):
            return False
        if piece.kind not in ("days", "time", ","):
            break
    return True


def _groups(pieces: Sequence[Piece]) -> list[_Group]:
    """Which times go with which days."""
    groups: list[_Group] = []
    group = _Group()
    time_first = False
    for piece in pieces:
        if piece.days:
            if group.days and group.times and not time_first and not _refines(group, piece):
                groups.append(group)
                group = _Group()
            time_first = time_first or bool(group.times and not group.days)
            group.days.append(piece)
        elif piece.clock:
            if group.days and group.times and time_first:
                # "Ten on Tuesday or Thursday at eleven": the last day has a time of its own.
                own = [group.days.pop()] if len(group.days) > 1 and not piece.joined else []
                groups.append(group)
                group, time_first = _Group(days=own), False
            group.many = group.many or piece.many
            if group.times and not piece.joined:
                group.times[-1].append(piece.clock)
            else:
                group.times.append([piece.clock])
    return [*groups, group] if group.days or group.times else groups


def _refines(group: _Group, piece: Piece) -> bool:
    """Whether a day narrows those before it ("Tuesday at ten next week")."""
    if piece.joined or not piece.days or piece.days.kind != "span":
        return False
    return all(day.days and day.days.kind in ("weekday", "every") for day in group.days)


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
        wanted, unwanted = _signed(pieces)
        groups, blocks = _groups(wanted), _groups(unwanted)
        if any(p.days and p.days.kind == "past" for p in wanted):
            groups = [group for group in groups if group.days]
        if not groups and not blocks:
            return self._open(kinds, earlier)
        found: list[Window] = []
        for group in groups:
            found += self._group(group, earlier, "asap" in kinds)
        if not groups:
            found = self._base(blocks, earlier)
        for block in blocks:
            found = self._without(found, block)
        if not groups and not found and earlier:
            found = self._base(blocks, ())
            for block in blocks:
                found = self._without(found, block)
        return _tidy(self._ahead(found)) or None

    def _open(self, kinds: set[str], earlier: Sequence[Window]) -> list[Window] | None:
        """A wish without any day or time."""
        if "asap" in kinds or ("now" in kinds and self._asked):
            return _tidy(self._ahead(self._whole_days(self._next(SOON_DAYS)))) or None
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
            return _tidy(self._ahead([w for day in days for w in self._day(day, times)])) or None
        if "anytime" in kinds or (self._asked and kinds & {"whatever", "everything"}):
            return []
        return None

    # Groups of days and times

    def _group(self, group: _Group, earlier: Sequence[Window], soon: bool) -> list[Window]:
        days = self._days(group.days, group.many)
        if not group.days:
            if earlier:
                days = sorted({day for window in earlier for day in _dates(window)})[:HORIZON]
            else:
                days = self._open_days(self._next(SOON_DAYS if soon else HORIZON))
        if group.times:
            return [
                _on(day, *interval(said, self._hours(day))) for day in days for said in group.times
            ]
        times = self._kept_times(earlier)
        if times:
            return [window for day in days for window in self._day(day, times)]
        return self._whole_days(days)

    def _days(self, pieces: Sequence[Piece], many: bool) -> list[date]:
        """The dates that days said beside each other name together; `many` means every such."""
        said = [piece for piece in pieces if piece.days and piece.days.kind != "past"]
        spans = [p.days for p in said if p.days and p.days.kind == "span"]
        apart = any(
            piece.joined if place else len(said) > 1 and said[1].joined
            for place, piece in enumerate(said)
            if piece.days and piece.days.kind == "span"
        )
        found: set[date] = set()
        for piece in said:
            days = piece.days
            assert days is not None, "pieces of days carry them"
            if spans and not apart and days.kind in ("weekday", "every"):
                for week in spans:
                    found.update(d for d in week.dates() if d.weekday() in days.weekdays)
            elif days.kind == "span":
                within = any(p.days and p.days.kind in ("weekday", "every") for p in said)
                if apart or not within:
                    found.update(self._open_days(days.dates()))
            elif days.kind == "every":
                found.update(self._open_days(days.dates()))
            elif days.kind == "weekday" and many:
                found.update(d for d in self._next(HORIZON) if d.weekday() in days.weekdays)
            else:
                found.add(days.first)
        return sorted(found)

    def _base(self, blocks: Sequence[_Group], earlier: Sequence[Window]) -> list[Window]:
        """What exclusions alone are taken from: the earlier wish, else the next fourteen days."""
        return list(earlier) or self._whole_days(self._open_days(self._next(HORIZON)))

    def _without(self, found: Iterable[Window], block: _Group) -> list[Window]:
        """The windows less what a group of days and times excludes."""
        weekdays = {
            weekday
            for piece in block.days
            if piece.days and piece.days.kind in ("weekday", "every")
            for weekday in piece.days.weekdays
        }
        dates = {
            day
            for piece in block.days
            if piece.days and piece.days.kind in ("day", "span")
            for day in piece.days.dates()
        }
        left: list[Window] = []
        for window in found:
            rest = [window]
            for day in _dates(window):
                if block.days and day.weekday() not in weekdays and day not in dates:
                    continue
                hours = self._hours(day)
                for said in block.times or [[]]:
                    first, last = interval(said, hours) if said else (0, DAY)
                    out = _on(day, first, last)
                    rest = [piece for part in rest for piece in _less(part, out)]
            left += rest
        return left

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

    def _day(self, day: date, times: Sequence[tuple[int, int]]) -> list[Window]:
        return [_on(day, start, end) for start, end in times] or self._whole_days([day])

    def _kept_times(self, earlier: Sequence[Window]) -> list[tuple[int, int]]:
        """The one time of day of an earlier wish, if it had one."""
        times: set[tuple[int, int]] = set()
        for start, end in earlier:
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
        if merged and start <= merged[-1][1] and (start < merged[-1][1] or start < end):
            if merged[-1][0] < merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
                continue
        if not merged or merged[-1] != (start, end):
            merged.append((start, end))
    return merged[:MOST_WINDOWS]
