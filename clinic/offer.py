"""Which of the free times a caller is offered.

Nobody remembers more than two times on the phone, so the two should differ enough to be a
choice: different wanted times first, then another day or half of a day, then at least an hour
apart. The first one is always the earliest wanted, or the nearest to what was wanted.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from clinic.ports import Found, Opening

DISTINCT = timedelta(minutes=60)
APART = timedelta(minutes=30)
NOON = 12


@dataclass(frozen=True, slots=True)
class Window:
    """A wanted time in local minutes; `start == end` is exactly that time."""

    start: datetime
    end: datetime

    @classmethod
    def of(cls, value: Mapping[str, str]) -> "Window":
        """A window of a `time_window` slot."""
        start, end = (datetime.fromisoformat(value[edge]) for edge in ("start", "end"))
        return cls(start.replace(tzinfo=None), end.replace(tzinfo=None))

    @property
    def exact(self) -> bool:
        """Whether it names one time."""
        return self.start == self.end

    def holds(self, start: datetime) -> bool:
        """Whether something that begins then lies in the wanted time."""
        return start == self.start or self.start <= start < self.end

    def distance(self, start: datetime) -> timedelta:
        """How far a beginning lies from the wanted time."""
        return max(self.start - start, start - self.end, timedelta())

    def days_from(self, day: date) -> int:
        """How many days a day lies from the wanted ones."""
        return max((self.start.date() - day).days, (day - self.end.date()).days, 0)


def begins(opening: Opening) -> datetime:
    """The local beginning of an opening."""
    return datetime.fromisoformat(opening["start"])


def one_each(openings: Iterable[Opening]) -> list[Opening]:
    """The first opening of every start: two dentists at ten are one time to a caller."""
    by_start: dict[str, Opening] = {}
    for opening in openings:
        by_start.setdefault(opening["start"], opening)
    return list(by_start.values())


def _likeness(opening: Opening, picked: Opening, windows: Sequence[Window]) -> int:
    """How little a second time differs from one that is offered already; 0 is best."""
    one, other = begins(opening), begins(picked)
    if abs(one - other) < APART:
        return 4
    meant = {number for number, each in enumerate(windows) if each.holds(one)}
    taken = {number for number, each in enumerate(windows) if each.holds(other)}
    if meant and taken and not meant & taken:
        return 0
    if windows and all(window.exact for window in windows):
        return 1
    if (one.date(), one.hour < NOON) != (other.date(), other.hour < NOON):
        return 1
    return 2 if abs(one - other) >= DISTINCT else 3


def choose(
    openings: Sequence[Opening], windows: Sequence[Window], limit: int
) -> tuple[Opening, ...]:
    """At most `limit` of some openings that are sorted best first."""
    left, picked = one_each(openings), list[Opening]()
    while left and len(picked) < limit:
        best = min(
            left,
            key=lambda opening: max(
                (_likeness(opening, each, windows) for each in picked), default=0
            ),
        )
        picked.append(best)
        left.remove(best)
    return tuple(picked)


def search(
    days: Sequence[date],
    free: Callable[[date], Sequence[Opening]],
    windows: Sequence[Window],
    limit: int,
) -> Found:
    """The best free times in the windows (none: any time), else the nearest to them.

    `days` are those that may be booked, in order; `free` gives a day's openings in order. Only
    as many days are looked at as could change the choice.
    """
    if not windows:
        chosen = choose(_from_days(days, free, limit), windows, limit)
        return Found(tuple(sorted(chosen, key=begins)), exact=bool(chosen))
    wanted = [
        opening
        for window in windows
        for opening in _from_days(
            [day for day in days if window.days_from(day) == 0],
            lambda day, window=window: [  # type: ignore[misc]
                opening for opening in free(day) if window.holds(begins(opening))
            ],
            limit,
        )
    ]
    if wanted:
        chosen = choose(sorted(wanted, key=begins), windows, limit)
        return Found(tuple(sorted(chosen, key=begins)), exact=True)

    def away(day: date) -> int:
        return min(window.days_from(day) for window in windows)

    def distance(opening: Opening) -> tuple[int, timedelta]:
        start = begins(opening)
        return away(start.date()), min(window.distance(start) for window in windows)

    near = _from_days(sorted(days, key=away), free, limit + 1)
    return Found(choose(sorted(near, key=distance), windows, limit), exact=False)


def _from_days(
    days: Iterable[date], free: Callable[[date], Sequence[Opening]], count: int
) -> list[Opening]:
    """The openings of the first `count` days that have any."""
    found: list[Opening] = []
    for day in days:
        openings = free(day)
        found.extend(openings)
        count -= bool(openings)
        if not count:
            break
    return found
