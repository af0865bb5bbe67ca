"""Which days a caller names, from words in the common vocabulary.

The convention is settled for the whole product: weeks run from Monday to Sunday, "next Tuesday" is
that of the following week, a bare or "this" Tuesday the next one strictly after today; a day of
the month or of the year without more is the next such day, today included. The end day of a range
is excluded ("from the 3rd to the 6th"), unless it is said to be in ("through the 6th").
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeAlias

from nlu.calendar_words import WEEKDAYS
from nlu.feast_days import NAMES, feast, nth_weekday

MONTHS: Final = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
HORIZON: Final = 14
"""How many days, today included, "any morning" or "not Friday" speaks about."""


@dataclass(frozen=True, slots=True)
class Days:
    """Days as said, from `first` to `last`, both included, or only some weekdays of them.

    `kind` is `day`, `weekday` (a bare one, which a week named beside it may move), `span`, `every`
    (all such weekdays, within a span named beside it) or `past`.
    """

    kind: str
    first: date
    last: date
    weekdays: frozenset[int] = frozenset()

    def dates(self) -> list[date]:
        """The days in order."""
        count = (self.last - self.first).days + 1
        every = (self.first + timedelta(days=more) for more in range(count))
        return [day for day in every if not self.weekdays or day.weekday() in self.weekdays]


_Match: TypeAlias = "re.Match[str]"
_Rule: TypeAlias = Callable[[_Match, date], Days | None]

MOST_UNITS: Final = 400
"""Counts of days and longer from here on are no dates of appointments."""
_AHEAD: Final = {"next": 1, "following": 1, "coming": 1, "after next": 2, "last": -1}
_UNIT_DAYS: Final = {"day": 1, "week": 7}


def one_day(day: date, today: date) -> Days:
    """A single named day, which is `past` when it is over."""
    return Days("day" if day >= today else "past", day, day)


def span(first: date, last: date, today: date) -> Days:
    """Days from first to last without those that are over."""
    if last < today:
        return Days("past", first, last)
    return Days("span", max(first, today), last)


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


def _valid(year: int, month: int, day: int) -> date | None:
    if (
        date.min.year <= year < date.max.year
        and 1 <= month <= 12
        and 1 <= day <= month_length(year, month)
    ):
        return date(year, month, day)
    return None


def _in_year(month: int, day: int, year: str | None, today: date) -> Days | None:
    """A day of the year: of the year said, else the next such day."""
    if year:
        digits = year.replace(" ", "")
        full = int(digits) if len(digits) == 4 else 2000 + int(digits)
        if len(digits) == 2 and full > today.year + 10:
            full -= 100
        found = _valid(full, month, day)
        return one_day(found, today) if found else None
    for ahead in range(9):
        found = _valid(today.year + ahead, month, day)
        if found and found >= today:
            return one_day(found, today)
    return None


def _iso(m: _Match, today: date) -> Days | None:
    found = _valid(int(m["y"]), int(m["m"]), int(m["d"]))
    return one_day(found, today) if found else None


def _slashed(m: _Match, today: date) -> Days | None:
    month, day = int(m["a"]), int(m["b"])
    if month > 12:
        month, day = day, month
    return _in_year(month, day, m["y"], today)


def _month_day(m: _Match, today: date) -> Days | None:
    return _in_year(MONTHS.index(m["m"]) + 1, int(m["d"]), m["y"], today)


def _weekday_of_month(m: _Match, today: date) -> Days | None:
    """ "Friday the 13th": the next 13th that is a Friday."""
    weekday, number = WEEKDAYS.index(m["w"]), int(m["d"])
    for ahead in range(HORIZON * 7 * 5):
        day = today + timedelta(days=ahead)
        if day.day == number and day.weekday() == weekday:
            return one_day(day, today)
    return None


def _days_of_month(m: _Match, today: date) -> Days | None:
    """ "The 3rd to the 6th of April", "April 9th through 17th"."""
    month = MONTHS.index(m["m"] or m["n"]) + 1
    first = _in_year(month, int(m["d"] or m["f"]), None, today)
    last = _in_year(month, int(m["e"] or m["g"]), None, today)
    if not first or not last:
        return first or last
    start, end = first.first, last.first
    if end <= start and m["m"]:
        start = plus_months(start, -1)
    elif end <= start:
        end = plus_months(end, 1)
    included = (m["j"] or m["k"]) not in ("to", "till")
    return span(start, end - timedelta(days=not included), today)


def _months_ahead(relation: str | None) -> int:
    return 1 if relation and relation.strip() in ("next", "following", "coming") else 0


def _nth_weekday(m: _Match, today: date) -> Days | None:
    place = -1 if m["n"] == "last" else int(m["n"][:-1])
    start = plus_months(today.replace(day=1), _months_ahead(m["r"]))
    for ahead in range(12):
        month = plus_months(start, ahead)
        if m["m"] and month.month != MONTHS.index(m["m"]) + 1:
            continue
        day = nth_weekday(month.year, month.month, WEEKDAYS.index(m["w"]), place)
        if day and day >= today:
            return one_day(day, today)
    return None


def _day_of_month(m: _Match, today: date) -> Days | None:
    number, ahead = int(m["d"] or m["e"]), _months_ahead(m["r"] or m["q"])
    if m["e"] and number < 4 and m[0][0].isdigit() and m.string != m[0]:
        return None  # "first", "second" and "third" alone count other things too
    clear = m[0].startswith("on ") or (number > 3 and re.match(r"the \d+o", m[0]))
    if m.string[m.end() :].startswith(" ~") and not clear:
        return None  # "the second crown", "fifth visit", "the 20 milligram ones"
    for later in range(3):
        month = plus_months(today.replace(day=1), ahead + later)
        day = _valid(month.year, month.month, number)
        if day and day >= today:
            return one_day(day, today)
    return None


def _weekday(m: _Match, today: date) -> Days:
    weekday = WEEKDAYS.index(m["w"])
    match m["r"] or m["c"]:
        case "next" | "following":
            day = monday_of(today) + timedelta(days=7 + weekday)
        case "after next":
            day = monday_of(today) + timedelta(days=14 + weekday)
        case "last":
            return Days("past", today, today)
        case "week":
            day = weekday_after(today, weekday) + timedelta(days=7)
        case None:
            day = weekday_after(today, weekday)
            return Days("weekday", day, day, frozenset({weekday}))
        case _:
            day = weekday_after(today, weekday)
    return Days("day", day, day)


def _every(m: _Match, today: date) -> Days:
    groups = {"weekdays": range(5), "weekend+": range(5, 7)}
    word = m["w"] or m["x"]
    weekdays = groups.get(word) or (WEEKDAYS.index(word.rstrip("+")),)
    return Days("every", today, today + timedelta(days=HORIZON - 1), frozenset(weekdays))


def _near(m: _Match, today: date) -> Days:
    ahead = {"today": 0, "tomorrow": 1, "overmorrow": 2}.get(m[0], -1)
    return one_day(today + timedelta(days=ahead), today)


def _ahead(m: _Match, today: date) -> Days | None:
    if m["ago"] or m["hace"]:
        return Days("past", today, today)
    count = counted(m["n"] or m["k"])
    return one_day(moved(today, count, m["u"] or m["v"]), today) if count < MOST_UNITS else None


def _coming_units(m: _Match, today: date) -> Days | None:
    count = counted(m["n"] or m["k"])
    if count >= MOST_UNITS:
        return None
    first = today if m["within"] else today + timedelta(days=1)
    return span(first, moved(today, count, m["u"] or m["v"]), today)


def _next_day(m: _Match, today: date) -> Days:
    return one_day(today + timedelta(days=1), today)


def _week(m: _Match, today: date) -> Days | None:
    if not (m["r"] or m["c"] or m["e"]):
        return None
    first = monday_of(today) + timedelta(days=7 * _AHEAD.get(m["r"] or m["c"] or "", 0))
    match m["e"]:
        case "begin" | "early":
            return span(first, first + timedelta(days=1), today)
        case "mid":
            return span(first + timedelta(days=1), first + timedelta(days=3), today)
        case "finish" | "late":
            return span(first + timedelta(days=3), first + timedelta(days=4), today)
        case _:
            return span(first, first + timedelta(days=6), today)


def _weekend(m: _Match, today: date) -> Days:
    ahead = {"next": 7, "following": 7, "after next": 14, "last": -7}.get(m["r"] or m["c"] or "", 0)
    saturday = monday_of(today) + timedelta(days=5 + ahead)
    return span(saturday, saturday + timedelta(days=1), today)


def _month(m: _Match, today: date) -> Days | None:
    if m["m"]:
        if m["m"] in ("mar", "may") and m[0] in ("mar", "may") and m.string != m[0]:
            return None  # "may I", "march in": a verb unless something says that it is a month
        month = MONTHS.index(m["m"]) + 1
        year = int(m["y"].replace(" ", "")) if m["y"] else today.year + (month < today.month)
        first = date(year + (m["i"] == "next" and month == today.month), month, 1)
    elif m["r"] or m["c"] or m["e"]:
        first = plus_months(today.replace(day=1), _AHEAD.get(m["r"] or m["c"] or "", 0))
    else:
        return None
    last = first.replace(day=month_length(first.year, first.month))
    match m["e"] or m["f"]:
        case "begin" | "early":
            return span(first, first + timedelta(days=9), today)
        case "mid":
            return span(first + timedelta(days=9), first + timedelta(days=19), today)
        case "finish" | "late":
            return span(first + timedelta(days=20), last, today)
        case _:
            return span(first, last, today)


def _feast(m: _Match, today: date) -> Days:
    year = m["y"].replace(" ", "") if m["y"] else ""
    day = feast(m["f"], int(year or today.year))
    if day < today and not year:
        day = feast(m["f"], today.year + 1)
    return one_day(day, today)


_WD: Final = "(?P<w>" + "|".join(WEEKDAYS) + ")"
_ANY_WD: Final = "(?:" + "|".join(WEEKDAYS) + ")"
_JOINT: Final = "to|till|through|and|y"
_MO: Final = "(?P<m>" + "|".join(MONTHS) + ")"
_REL: Final = "(?P<r>this|that|next|following|coming|last)"
_YEAR: Final = r"(?:19|20)\d\d|(?:19|20) \d\d"
AFTER_NEXT: Final = rf"after next(?! (?:{'|'.join(WEEKDAYS)}|week|month|weekend)(?!\S))"
_EDGE: Final = "(?:(?P<e>begin|early|mid|finish|late|rest) (?:of |in )?)?(?:the )?"
_UNIT: Final = "(?P<u>day|week|month|year)"
_OF_MONTH: Final = "(?: (?:day )?of (?:the )?(?P<r>this |next |following )?month)?"
_CLOCK: Final = r"(?: (?:am|pm|oclock|[0-5]\d)(?!\S)|:)"

RULES: Final[Mapping[str, tuple[str, _Rule]]] = {
    "iso": (r"(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)", _iso),
    "slashed": (r"(?P<a>\d\d?)/(?P<b>\d\d?)(?:/(?P<y>\d{4}|\d\d))?", _slashed),
    "ahead": (
        rf"in (?P<n>\d+|few) {_UNIT}|(?P<k>\d+|few) (?P<v>day|week|month|year)"
        r" (?:(?:from|after) now|(?P<ago>ago))|(?P<hace>ago) (?:\d+|few) (?:day|week|month|year)",
        _ahead,
    ),
    "coming_units": (
        rf"(?:(?P<within>within) (?:the )?(?:next |coming )?|(?:the )?(?:next|coming|following) )"
        rf"(?P<n>\d+|few) {_UNIT}|(?P<k>\d+|few) next (?P<v>day|week|month|year)",
        _coming_units,
    ),
    "next_day": ("(?:the )?(?:next|following) day", _next_day),
    "day_month": (
        rf"(?:{_ANY_WD} )?(?:on )?(?:the )?(?P<d>\d\d?)o? (?:day )?(?:of |in )?{_MO}"
        rf"(?! (?:the )?\d\d?o?(?!\S))(?: (?:of )?(?P<y>{_YEAR}))?",
        _month_day,
    ),
    "days_of_month": (
        rf"(?:the )?(?P<d>\d\d?)o? (?P<j>{_JOINT}) (?:the )?(?P<e>\d\d?)o? (?:of )?{_MO}"
        rf"|{_MO.replace('<m>', '<n>')} (?:the )?(?P<f>\d\d?)o? (?P<k>{_JOINT})"
        rf" (?:the )?(?P<g>\d\d?)o?(?!{_CLOCK})",
        _days_of_month,
    ),
    "month_day": (
        rf"(?:{_ANY_WD} )?(?:on )?{_MO} (?:the )?(?P<d>\d\d?)o?"
        rf"(?: (?:of )?(?P<y>{_YEAR}|[3-9]\d))?",
        _month_day,
    ),
    "nth_weekday": (
        rf"(?:the )?(?P<n>[1-5]o|last) {_WD} (?:of |in )?"
        rf"(?:the )?(?:(?P<r>next |this |following |coming )?month|{_MO})",
        _nth_weekday,
    ),
    "weekday_of_month": (
        rf"{_WD} (?:on )?(?=the \d|\d\d?o|(?:1[3-9]|2\d|3[01])(?!{_CLOCK}))"
        rf"(?:the )?(?P<d>\d\d?)o?",
        _weekday_of_month,
    ),
    "day_of_month": (
        rf"(?:on )?the (?P<d>\d\d?)o?(?!{_CLOCK}){_OF_MONTH}"
        rf"|(?:on )?(?P<e>\d\d?)o{_OF_MONTH.replace('<r>', '<q>')}",
        _day_of_month,
    ),
    "near": ("today|tomorrow|overmorrow|yesterday", _near),
    "every": (
        r"(?:any |on )?(?:the )?(?P<w>(?:" + "|".join(WEEKDAYS) + r")\+|weekdays|weekend\+)"
        rf"|any {_WD.replace('<w>', '<x>')}",
        _every,
    ),
    "weekday": (
        rf"(?:{_REL} )?{_WD}(?: (?P<c>coming|{AFTER_NEXT}|week|next(?! week| month)))?",
        _weekday,
    ),
    "week": (rf"{_EDGE}(?:{_REL} )?week(?: (?P<c>{AFTER_NEXT}))?", _week),
    "weekend": (rf"(?:the )?(?:{_REL} )?weekend(?: (?P<c>{AFTER_NEXT}))?", _weekend),
    "month": (
        rf"{_EDGE}(?:{_REL} )?month(?: (?P<c>{AFTER_NEXT}))?"
        rf"|(?P<f>begin|early|mid|finish|late)? ?(?P<i>in|of|this|next)? ?(?:the month of )?{_MO}"
        rf"(?! (?:the )?\d\d?o?(?!\S))(?: (?:of )?(?P<y>{_YEAR}))?",
        _month,
    ),
    "feast": (rf"(?P<f>{'|'.join(NAMES)})(?: (?P<y>{_YEAR}))?", _feast),
}
"""The pattern of each way to name days and what it means; the first that fits is taken."""
