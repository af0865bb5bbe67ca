"""Which days a caller names, from words in the common vocabulary.

The convention is settled for the whole product: weeks run from Monday to Sunday, "next Tuesday" is
that of the following week, a bare or "this" Tuesday the next one strictly after today; a day of
the month or of the year without more is the next such day, today included. The end day of a range
is excluded ("from the 3rd to the 6th"), unless it is said to be in ("through the 6th").
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final, TypeAlias

from nlu.when.calendar_days import (
    HORIZON,
    Days,
    counted,
    monday_of,
    month_length,
    moved,
    one_day,
    plus_months,
    span,
    valid_day,
    weekday_after,
)
from nlu.when.feasts import NAMES, feast, nth_weekday
from nlu.when.vocabulary import WEEKDAYS

MONTHS: Final = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
Match: TypeAlias = "re.Match[str]"
Rule: TypeAlias = Callable[[Match, date], Days | None]

_SLACK: Final = {"day": 2, "week": 3, "month": 4, "year": 14}
"""By how many days a vague count of these may be off."""
MOST_UNITS: Final = 400
"""Counts of days and longer from here on are no dates of appointments."""


def _in_year(month: int, day: int, year: str | None, today: date) -> Days | None:
    """A day of the year: of the year said, else the next such day."""
    if year:
        digits = year.replace(" ", "")
        full = int(digits) if len(digits) == 4 else 2000 + int(digits)
        if len(digits) == 2 and full > today.year + 10:
            full -= 100
        found = valid_day(full, month, day)
        return one_day(found, today) if found else None
    for ahead in range(9):
        found = valid_day(today.year + ahead, month, day)
        if found and found >= today:
            return one_day(found, today)
    return None


def _iso(m: Match, today: date) -> Days | None:
    found = valid_day(int(m["y"]), int(m["m"]), int(m["d"]))
    return one_day(found, today) if found else None


def _slashed(m: Match, today: date) -> Days | None:
    month, day = int(m["a"]), int(m["b"])
    if month > 12:
        month, day = day, month
    return _in_year(month, day, m["y"], today)


def _month_day(m: Match, today: date) -> Days | None:
    return _in_year(MONTHS.index(m["m"]) + 1, int(m["d"]), m["y"], today)


def _weekday_of_month(m: Match, today: date) -> Days | None:
    """ "Friday the 13th": the next 13th that is a Friday."""
    weekday, number = WEEKDAYS.index(m["w"]), int(m["d"])
    for ahead in range(HORIZON * 7 * 5):
        day = today + timedelta(days=ahead)
        if day.day == number and day.weekday() == weekday:
            return one_day(day, today)
    return None


def _days_of_month(m: Match, today: date) -> Days | None:
    """ "The 3rd to the 6th of April", "April 9th through 17th", "the 3rd or the 6th of April"."""
    if m["m"] or m["n"]:
        month, year = MONTHS.index(m["m"] or m["n"]) + 1, m["y"] or m["z"]
    else:
        that = plus_months(today.replace(day=1), _months_ahead(m["r"]))
        month, year = that.month, str(that.year)
    first = _in_year(month, int(m["d"] or m["f"]), year, today)
    last = _in_year(month, int(m["e"] or m["g"]), year, today)
    if not first or not last:
        return first or last
    start, end = first.first, last.first
    if (m["j"] or m["k"]) not in _RANGING and m["between"] is None:
        return Days("either", start, end, ends=(start, end))
    if end <= start and not m["n"]:
        start = plus_months(start, -1)
    elif end <= start:
        end = plus_months(end, 1)
    included = (m["j"] or m["k"]) not in ("to", "till")
    return replace(span(start, end - timedelta(days=not included), today), ends=(start, end))


def _months_ahead(relation: str | None) -> int:
    return 1 if relation and relation.strip() in ("next", "following", "coming") else 0


def _nth_weekday(m: Match, today: date) -> Days | None:
    place = -1 if m["n"] == "last" else int(m["n"][:-1])
    start = plus_months(today.replace(day=1), _months_ahead(m["r"]))
    for ahead in range(12):
        month = plus_months(start, ahead)
        if m["m"] and month.month != MONTHS.index(m["m"]) + 1:
            continue
        if m["w"] == "day":
            day = valid_day(*_of(month), place if place > 0 else month_length(*_of(month)))
        else:
            day = nth_weekday(*_of(month), WEEKDAYS.index(m["w"]), place)
        if day and day >= today:
            return one_day(day, today)
    return None


def _of(month: date) -> tuple[int, int]:
    return month.year, month.month


def _day_of_month(m: Match, today: date) -> Days | None:
    number = int(m["d"] or m["e"] or m["f"] or m["g"])
    ahead = _months_ahead(m["r"] or m["q"] or m["s"])
    if m["d"] == "1" and "1o" not in m[0]:
        return None  # "the one"
    if number < 4 and _PART_NEXT.match(m.string, m.end()):
        return None  # "the first morning you have"
    if m["e"] and number < 4 and m[0][0].isdigit() and m.string != m[0]:
        return None  # "first", "second" and "third" alone count other things too
    clear = re.match(r"on .*o\b", m[0]) or (number > 3 and re.match(r"the \d+o", m[0]))
    if m.string[m.end() :].startswith(" ~") and not clear:
        return None  # "the second crown", "fifth visit", "the 20 milligram ones"
    for later in range(3):
        month = plus_months(today.replace(day=1), ahead + later)
        day = valid_day(month.year, month.month, number)
        if day and day >= today:
            return one_day(day, today)
    return None


def _weekday(m: Match, today: date) -> Days:
    weekday = WEEKDAYS.index(m["w"])
    match m["r"] or m["c"]:
        case "next" | "following":
            day = monday_of(today) + timedelta(days=7 + weekday)
        case "after next":
            day = monday_of(today) + timedelta(days=14 + weekday)
        case "last":
            day = weekday_after(today - timedelta(days=8), weekday)
            return Days("past", day, day)
        case "week" | "in 1 week":
            day = weekday_after(today, weekday) + timedelta(days=7)
        case None:
            day = weekday_after(today, weekday)
            return Days("weekday", day, day, frozenset({weekday}))
        case _:
            day = weekday_after(today, weekday)
    return Days("day", day, day)


def _weekday_ahead(m: Match, today: date) -> Days | None:
    """ "Two Mondays from now"; "Monday in two weeks", which is that of the second week from now."""
    count = min(int(m["n"] or m["k"]), MOST_UNITS)
    if m["n"]:
        day = weekday_after(today, WEEKDAYS.index(m["w"])) + timedelta(days=7 * (count - 1))
    else:
        day = monday_of(today) + timedelta(days=7 * count + WEEKDAYS.index(m["x"]))
    return Days("day", day, day)


def _every(m: Match, today: date) -> Days:
    groups = {"weekdays": range(5), "weekend+": range(5, 7)}
    word = m["w"] or m["x"]
    weekdays = groups.get(word) or (WEEKDAYS.index(word.rstrip("+")),)
    return Days("every", today, today + timedelta(days=HORIZON - 1), frozenset(weekdays))


def _near(m: Match, today: date) -> Days:
    ahead = {"today": 0, "tomorrow": 1, "overmorrow": 2, "yesterday": -1, "ereyesterday": -2}[m[0]]
    return one_day(today + timedelta(days=ahead), today)


def _ahead(m: Match, today: date) -> Days | None:
    count = counted(m["n"] or m["k"] or m["a"])
    if count >= MOST_UNITS:
        return None
    if m["ago"] or m["hace"]:
        return one_day(moved(today, -count, m["v"] or m["w"]), today)
    more = timedelta(days=min(int(m["more"] or 0), MOST_UNITS))
    unit = m["u"] or m["v"]
    vague = m["about"] or m["ish"] or "few" in (m["n"], m["k"])
    found = one_day(moved(today, count, unit) + more, today)
    return replace(found, slack=_SLACK[unit]) if vague else found


def _coming_units(m: Match, today: date) -> Days | None:
    count = counted(m["n"] or m["k"] or "1")
    if count >= MOST_UNITS:
        return None
    if m["over"]:
        yesterday = today - timedelta(days=1)
        return span(moved(today, -count, m["u"]), yesterday, today)
    first = today if m["within"] or m["one"] else today + timedelta(days=1)
    return span(first, moved(today, count, m["u"] or m["v"] or m["one"]), today)


def _ahead_or(m: Match, today: date) -> Days | None:
    """ "In a week or two", "two or three weeks from now"."""
    counts = [int(m[name] or 0) for name in "abcdefgh"]
    unit = m["u"] or m["v"] or m["w"] or m["x"]
    ahead = [moved(today, min(count, MOST_UNITS), unit) for count in counts if count]
    return span(min(ahead), max(ahead), today)


def _next_day(m: Match, today: date) -> Days:
    return one_day(today + timedelta(days=1), today)


def _feast(m: Match, today: date) -> Days:
    year = m["y"].replace(" ", "") if m["y"] else ""
    day = feast(m["f"], int(year or today.year))
    if day < today and not year:
        day = feast(m["f"], today.year + 1)
    if m["around"] == "week":
        return span(monday_of(day), monday_of(day) + timedelta(days=6), today)
    if m["around"] == "weekend":
        saturday = monday_of(day - timedelta(days=day.weekday() == 0)) + timedelta(days=5)
        return span(saturday, max(day, saturday + timedelta(days=1)), today)
    return one_day(day, today)


_WD: Final = "(?P<w>" + "|".join(WEEKDAYS) + ")"
_ANY_WD: Final = "(?:" + "|".join(WEEKDAYS) + ")"
_BEFORE_DATE: Final = rf"(?:(?:(?:this|next|coming) )?{_ANY_WD} )?"
_JOINT: Final = "to|till|through|and|y|or"
_RANGING: Final = frozenset({"to", "till", "through"})
MO: Final = "(?P<m>" + "|".join(MONTHS) + ")"
REL: Final = "(?P<r>this|that|next|following|coming|last)"
PART: Final = "(?:in the )?(?P<part>morning|afternoon|evening|night)"
YEAR: Final = r"(?:19|20)\d\d|(?:19|20) \d\d"
AFTER_NEXT: Final = rf"after next(?! (?:{'|'.join(WEEKDAYS)}|week|month|weekend)(?!\S))"
_PART_NEXT: Final = re.compile(r" (?:morning|afternoon|evening)")
_UNIT: Final = "(?P<u>day|week|month|year)"
_MONTH: Final = "(?P<r>this |next |following |coming )?month"
_OF_MONTH: Final = f"(?: (?:(?:day )?of (?:the )?|(?=this|next|following)){_MONTH})?"
_CLOCK: Final = r"(?: (?:am|pm|oclock|[0-5]\d)(?!\S)|:)"

RULES: Final[Mapping[str, tuple[str, Rule]]] = {
    "iso": (r"(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)", _iso),
    "slashed": (r"(?P<a>\d\d?)/(?P<b>\d\d?)(?:/(?P<y>\d{4}|\d\d))?", _slashed),
    "ahead": (
        rf"in (?P<about>around )?(?P<n>\d+|few) {_UNIT}(?: (?:and |y )?(?P<more>\d+) day(?!\S))?"
        r"(?P<ish> ish)?"
        r"|(?P<k>\d+|few) (?P<v>day|week|month|year)"
        r" (?:(?:from|after) now|(?P<ago>ago))|(?P<hace>ago) (?P<a>\d+|few)"
        r" (?P<w>day|week|month|year)",
        _ahead,
    ),
    "ahead_or": (
        r"in (?:around )?(?P<a>\d+) (?:or|to) (?P<b>\d+) (?P<u>day|week|month)"
        r"|in (?:around )?(?P<c>\d+) (?P<v>day|week|month) or (?P<d>\d+)"
        r"|(?P<e>\d+) (?:or|to) (?P<f>\d+) (?P<w>day|week|month) from (?:now|today)"
        r"|(?P<g>\d+) (?P<x>day|week|month) or (?P<h>\d+) from (?:now|today)",
        _ahead_or,
    ),
    "coming_units": (
        rf"(?:(?P<within>within) (?:the )?(?:next |coming )?|(?:the )?(?:next|coming|following) "
        rf"|(?:the )?(?P<over>last|past) )"
        rf"(?P<n>\d+|few) {_UNIT}(?! of )|(?:the |^)(?P<k>\d+|few) next (?P<v>day|week|month|year)"
        r"|within (?:the )?(?:next |coming )?(?P<one>day|week|month)",
        _coming_units,
    ),
    "next_day": ("(?:the )?(?:next|following) day", _next_day),
    "day_month": (
        rf"{_BEFORE_DATE}(?:on )?(?:the )?(?P<d>\d\d?)o? (?:day )?(?:of |in ){{0,2}}{MO}"
        rf"(?! (?:the )?\d\d?o?(?!\S))(?: (?:of )?(?P<y>{YEAR}))?",
        _month_day,
    ),
    "days_of_month": (
        rf"(?P<between>between )?(?:on )?(?:the )?(?P<d>\d\d?)o? (?P<j>{_JOINT})"
        rf" (?:on )?(?:the )?(?P<e>\d\d?)o? (?:of )?"
        rf"(?:(?:in )?{MO}(?: (?:of )?(?P<y>{YEAR}))?|(?:the )?{_MONTH})"
        rf"|(?:on )?{MO.replace('<m>', '<n>')} (?:the )?(?P<f>\d\d?)o? (?P<k>{_JOINT})"
        rf" (?:the )?(?P<g>\d\d?)o?(?: (?:of )?(?P<z>{YEAR}))?(?!{_CLOCK})",
        _days_of_month,
    ),
    "month_day": (
        rf"{_BEFORE_DATE}(?:on )?{MO} (?:the )?(?P<d>\d\d?)o?"
        rf"(?: (?:of )?(?P<y>{YEAR}|[3-9]\d))?",
        _month_day,
    ),
    "nth_weekday": (
        rf"(?:on )?(?:the )?(?P<n>[1-5]o|last) {_WD.replace(')', '|day)')}(?: {PART})? (?:of |in )?"
        rf"(?:the )?(?:(?P<r>next |this |following |coming )?month|{MO})",
        _nth_weekday,
    ),
    "weekday_of_month": (
        rf"(?:{REL} )?{_WD} (?:on )?(?=the \d|\d\d?o|(?:1[3-9]|2\d|3[01])(?!{_CLOCK}))"
        rf"(?:the )?(?P<d>\d\d?)o?",
        _weekday_of_month,
    ),
    "day_of_month": (
        rf"(?:on )?the (?P<d>\d\d?)o?(?!{_CLOCK}| next (?:day|week)| of [#~]){_OF_MONTH}"
        rf"|(?:on )?(?P<e>\d\d?)o{_OF_MONTH.replace('<r>', '<q>')}"
        r"|(?:the )?(?P<s>next|following|this|coming) month (?:on )?"
        r"(?:the (?P<f>\d\d?)o?|(?P<g>\d\d?)o)",
        _day_of_month,
    ),
    "near": ("today|tomorrow|overmorrow|yesterday|ereyesterday", _near),
    "weekday_ahead": (
        rf"(?P<n>\d+) {_WD}\+? from (?:now|today)"
        rf"|{_WD.replace('<w>', '<x>')} (?!in 1 )(?:in )?(?P<k>\d+) week"
        r"(?: from (?:now|today)(?!\S)|(?<=in \d week))",
        _weekday_ahead,
    ),
    "every": (
        r"(?:any |on )?(?:the )?(?P<w>(?:" + "|".join(WEEKDAYS) + r")\+|weekdays|weekend\+)"
        rf"|any {_WD.replace('<w>', '<x>')}",
        _every,
    ),
    "weekday": (
        rf"(?:{REL} )?{_WD}(?: (?P<c>coming|{AFTER_NEXT}|week|in 1 week|next(?! week| month)))?",
        _weekday,
    ),
    "feast": (
        rf"(?P<f>{'|'.join(NAMES)})(?: (?P<y>{YEAR}))?(?: (?P<around>week|weekend))?",
        _feast,
    ),
}
"""The pattern of each way to name days and what it means; the first that fits is taken."""
