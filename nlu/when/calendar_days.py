"""Days as such: a few of them in a row, and how one gets from one to another.

Weeks run from Monday to Sunday; a month later than the 31st is the last day of a shorter month.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

_UNIT_DAYS: Final = {"day": 1, "week": 7}
HORIZON: Final = 14
"""How many days, today included, "any morning" or "not Friday" speaks about."""


@dataclass(frozen=True, slots=True)
class Days:
    """Days as said, from `first` to `last`, both included, or only some weekdays of them.

    `kind` is `day`, `weekday` (a bare one, which a week named beside it may move), `span`, `every`
    (all such weekdays, within a span named beside it), `either` (two days, without those between)
    or `past`.
    """

    kind: str
    first: date
    last: date
    weekdays: frozenset[int] = frozenset()
    slack: int = 0
    """How many days earlier or later will do as well ("in about two weeks")."""
    bound: "tuple[str, Days] | None" = None
    """What made a range of other days ("before", "between"), and these days."""
    ends: tuple[date, date] | None = None
    """The days by which a range was named, each as its words alone would mean it."""

    @property
    def said(self) -> tuple[date, date]:
        """The first and the last day named, which are not the borders of "until the 6th"."""
        return self.ends or (self.first, self.last)

    def dates(self) -> list[date]:
        """The days in order."""
        if self.kind == "either":
            return sorted({self.first, self.last})
        count = (self.last - self.first).days + 1
        every = (self.first + timedelta(days=more) for more in range(count))
        return [day for day in every if not self.weekdays or day.weekday() in self.weekdays]


def one_day(day: date, today: date) -> Days:
    """A single named day, which is `past` when it is over."""
    return Days("day" if day >= today else "past", day, day)


def span(first: date, last: date, today: date) -> Days:
    """Days from first to last, both included, which are `past` when all of them are over."""
    return Days("past" if last < today else "span", first, last)


def weekday_after(today: date, weekday: int) -> date:
    """The next such day strictly after today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def monday_of(day: date) -> date:
    """The Monday of the week that holds a day."""
    return day - timedelta(days=day.weekday())


def plus_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day."""
    total = day.year * 12 + day.month - 1 + months
    year, month = total // 12, total % 12 + 1
    return date(year, month, min(day.day, month_length(year, month)))


def month_length(year: int, month: int) -> int:
    """The number of days in a month."""
    return (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day


def moved(day: date, count: int, unit: str) -> date:
    """A day moved by so many days, weeks, months or years."""
    if unit in _UNIT_DAYS:
        return day + timedelta(days=count * _UNIT_DAYS[unit])
    return plus_months(day, count * (12 if unit == "year" else 1))


def counted(word: str) -> int:
    """The number behind a count; "a few" is three."""
    return 3 if word == "few" else int(word)


def valid_day(year: int, month: int, day: int) -> date | None:
    """The day of that date, or `None` where there is none."""
    if (
        date.min.year <= year < date.max.year
        and 1 <= month <= 12
        and 1 <= day <= month_length(year, month)
    ):
        return date(year, month, day)
    return None


def bounded_days(days: Days, prefix: str, today: date) -> Days:
    """The days before, after, from or until some days."""
    if days.bound and days.bound[0] != "between":
        days = days.bound[1]  # "I leave on the 10th, so before that" is before the 10th
    return replace(_range(days, prefix, today), ends=days.said, bound=(prefix, days))


def _range(days: Days, prefix: str, today: date) -> Days:
    match prefix:
        case "after" | "past":
            first = days.said[1] + timedelta(days=1)
            return span(first, first + timedelta(days=HORIZON - 1), today)
        case "since":
            return replace(days, kind="past")
        case "from" | "onward" if days.kind != "span":
            return span(days.first, days.first + timedelta(days=HORIZON - 1), today)
        case "before" | "till":
            return span(today, days.said[0] - timedelta(days=1), today)
        case "by" | "through":
            return span(today, days.last, today)
        case _:
            return days


def within(days: Days, week: Days, today: date) -> Days:
    """Days as bounded as "before Thursday" or "from Monday to Wednesday", in a week or month."""
    prefix, anchor = days.bound or ("", days)
    if anchor.kind == "weekday" and (week.last - week.first).days < 7:
        moving = monday_of(week.first) - monday_of(anchor.first)
    elif anchor.kind == "day" and not week.first <= anchor.first <= week.last:
        day = valid_day(week.first.year, week.first.month, anchor.first.day)
        moving = day - anchor.first if day else timedelta(0)
    else:
        moving = timedelta(0)
    first, last = days.first + moving, days.last + moving
    if prefix != "between":
        moved_days = replace(
            anchor, first=anchor.first + moving, last=anchor.last + moving, ends=None
        )
        days = _range(moved_days, prefix, today)
        first, last = days.first, days.last
    if prefix in ("after", "past", "from", "onward"):
        last = max(last, week.last)
    return span(max(first, week.first), min(last, week.last), today)
