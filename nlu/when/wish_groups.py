"""Which times go with which days, and which of them are wanted.

"Tuesday or Thursday morning" is one morning on each of two days, "Tuesday at ten or Thursday" is an
hour and a whole day. "Not", "except" and "doesn't work" turn what they govern into an exclusion, as
does a reason ("Friday I'm working"); a new proposal ("could we do Monday") ends it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Final

from nlu.when.calendar_days import Days, span, within
from nlu.when.clock import Clock
from nlu.when.pieces import Piece

_BROAD: Final = frozenset({"part", "early", "late", "opening", "closing"})
_EDGES: Final = _BROAD - {"part"}
_SOME: Final = frozenset({"weekday", "every"})
_FRESH: Final = frozenset({"not", "nor", "but"})


@dataclass(slots=True)
class Group:
    """Days and the times wished for on them; times are alternatives of words that go together."""

    days: list[Piece] = field(default_factory=list)
    times: list[list[Piece]] = field(default_factory=list)
    many: bool = False
    """Whether the times were said of all such days ("Saturday mornings")."""


def signed(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The pieces that are wanted and those that are not."""
    wanted: list[Piece] = []
    unwanted: list[Piece] = []
    negative, general, run = False, False, 0
    for place, piece in enumerate(pieces):
        if piece.kind in ("days", "time"):
            if negative and not piece.joined and _ends_scope(pieces, place, unwanted[run:]):
                negative, run = False, len(wanted)
            fresh = negative and bool(unwanted) and pieces[place - 1].kind in _FRESH
            (unwanted if negative else wanted).append(replace(piece, fresh=fresh))
            general = general or piece.many
        elif piece.kind in ("not", "nor"):
            negative, run = True, len(unwanted)
        elif piece.kind == "but":
            then = pieces[place + 1].clock if place + 1 < len(pieces) else None
            bound = then is not None and then.kind in ("after", "before")
            negative = not negative and general and not bound
            run = len(unwanted if negative else wanted)
        elif piece.kind == "bad":
            if not negative and wanted[run:]:
                first, *others = wanted[run:]
                unwanted += [replace(first, fresh=bool(unwanted)), *others]
                del wanted[run:]
            negative, general, run = False, False, len(wanted)
        elif piece.kind == "ask":
            negative, run = False, len(wanted)
        else:
            general = general or piece.kind in ("everything", "anytime", "whatever")
            if piece.kind not in ("or", "and", "y"):
                run = len(unwanted if negative else wanted)
    return wanted, unwanted


def _ends_scope(pieces: Sequence[Piece], place: int, scope: Sequence[Piece]) -> bool:
    """Whether a piece is no longer excluded ("not Monday, Tuesday" against a list with "or")."""
    if pieces[place].days and all(one.clock and one.clock.kind in _EDGES for one in scope):
        return bool(scope)  # "not too early on Tuesday"
    if not any(piece.kind == pieces[place].kind for piece in scope):
        return False
    last, clock = scope[-1].clock, pieces[place].clock
    if last and clock and last.kind in _BROAD and clock.kind not in _BROAD:
        return True  # "not too early, after ten on Monday or Tuesday"
    for piece in pieces[place + 1 :]:
        if piece.kind in ("or", "and", "y", "nor"):
            return False
        if piece.kind not in ("days", "time"):
            break
    return True


def grouped(pieces: Sequence[Piece]) -> list[Group]:
    """Which times go with which days."""
    groups: list[Group] = []
    group = Group()
    time_first = False
    for piece in pieces:
        if piece.fresh and (group.days or group.times):
            groups.append(group)
            group, time_first = Group(), False
        if piece.days:
            if group.days and group.times and not time_first and not _refines_day(group, piece):
                groups.append(group)
                group = Group()
            time_first = time_first or bool(group.times and not group.days)
            group.days.append(piece)
        elif piece.clock:
            refines = _refines_time(group, piece)
            if group.days and group.times and time_first and not refines:
                # "Ten on Tuesday or Thursday at eleven": the last day has a time of its own.
                own = [group.days.pop()] if len(group.days) > 1 and not piece.joined else []
                groups.append(group)
                group, time_first = Group(days=own), False
            group.many = group.many or piece.many
            if group.times and (refines or not piece.joined):
                group.times[-1].append(piece)
            else:
                group.times.append([piece])
    groups = [*groups, group] if group.days or group.times else groups
    _share_weeks(groups)
    _share_weeks(groups[::-1])
    return groups


def _share_weeks(groups: Sequence[Group]) -> None:
    """ "Next week Monday at ten or Tuesday at two": both are days of that week."""
    for one, other in pairwise(groups):
        week = next((day for day in one.days if day.days and day.days.kind == "span"), None)
        bare = other.days and all(day.days and day.days.kind == "weekday" for day in other.days)
        some = any(day.days and day.days.kind in _SOME for day in one.days)
        if week and bare and some and week.days and not week.days.bound:
            other.days[0] = replace(other.days[0], joined="")
            other.days.insert(0, replace(week, joined=""))


def clocks(said: Sequence[Piece]) -> list[Clock]:
    """The times of some pieces."""
    return [piece.clock for piece in said if piece.clock]


def combined(pieces: Sequence[Piece], today: date) -> list[Days]:
    """The days that words beside each other name together.

    The Tuesday of next week is one day, and so is "the 10th, which is a Tuesday"; "after the 9th
    but before the 20th" and "next week before Thursday" are what their parts have in common.
    """
    said = [(days, piece.joined) for piece in pieces if piece.days for days in _apart(piece.days)]
    common = _common(said, today)
    if common:
        return [common]
    dates = {days.first.weekday() for days, _ in said if days.kind == "day"}
    said = [
        (days, joined)
        for place, (days, joined) in enumerate(said)
        if days.kind != "weekday" or joined or not days.weekdays <= dates
    ]
    weeks = [days for days, _ in said if _is_week(days)]
    apart = any(
        joined if place else len(said) > 1 and bool(said[1][1])
        for place, (days, joined) in enumerate(said)
        if _is_week(days)
    )
    if apart or not (weeks and any(days.kind in _SOME for days, _ in said)):
        return [days for days, _ in said]
    found: list[Days] = []
    for days, _ in said:
        if days.kind in _SOME:
            within = [d for week in weeks for d in week.dates() if d.weekday() in days.weekdays]
            found += [Days("day", day, day) for day in within]
        elif not _is_week(days):
            found.append(days)
    return found or [days for days, _ in said]


def _common(said: Sequence[tuple[Days, str]], today: date) -> Days | None:
    """What bounds have in common with each other or with a week or month beside them."""
    bounds = [days for days, _ in said if days.bound]
    weeks = [days for days, _ in said if days.kind == "span" and not days.bound]
    plain = len(bounds) + len(weeks) < len(said) or any(joined == "or" for _, joined in said)
    if plain or not bounds or len(said) < 2 or len(weeks) > 1:
        return None
    if weeks:
        bounds = [within(days, weeks[0], today) for days in bounds]
    first, last = max(days.first for days in bounds), min(days.last for days in bounds)
    return span(first, last, today) if first <= last else None


def _apart(days: Days) -> list[Days]:
    """ "The 3rd or the 6th" as two days."""
    return [Days("day", day, day) for day in days.dates()] if days.kind == "either" else [days]


def _is_week(days: Days) -> bool:
    return days.kind == "span" or (days.kind == "past" and days.first < days.last)


def _refines_day(group: Group, piece: Piece) -> bool:
    """Whether a day narrows those before it ("Tuesday at ten next week")."""
    if piece.joined or not piece.days or piece.days.kind != "span":
        return False
    return all(day.days and day.days.kind in ("weekday", "every") for day in group.days)


def _refines_time(group: Group, piece: Piece) -> bool:
    """Whether a time narrows the one before it: "ten tomorrow morning", "after nine and before"."""
    last = group.times[-1][-1].clock if group.times else None
    if last is None or piece.clock is None:
        return False
    kinds = last.kind, piece.clock.kind
    if piece.joined or kinds == ("after", "before"):
        return piece.joined != "or" and kinds == ("after", "before")
    return kinds[0] != kinds[1] and "whole" not in kinds and not _BROAD.isdisjoint(kinds)
