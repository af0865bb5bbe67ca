"""Which weeks, weekends and months a caller names, whole or an end of them.

An end of the week or the month that is over means that of the next one ("early in the week", said
on a Thursday). The first week of a month is its first seven days, the last its last seven.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from nlu.when.calendar_days import Days, monday_of, month_length, plus_months, span
from nlu.when.feasts import nth_weekday
from nlu.when.named_days import AFTER_NEXT, MO, MONTHS, REL, YEAR, Match, Rule
from nlu.when.vocabulary import WEEKDAYS

_AHEAD: Final = {"next": 1, "following": 1, "coming": 1, "after next": 2, "last": -1}
_WEEK_ENDS: Final = {
    "begin": (0, 1),
    "early": (0, 1),
    "half1": (0, 2),
    "mid": (1, 3),
    "half2": (2, 4),
    "finish": (3, 4),
    "late": (3, 4),
}
"""The first and the last day of a part of the week, Monday is 0."""
_YEAR_ENDS: Final = {
    "begin": (1, 3),
    "early": (1, 3),
    "half1": (1, 6),
    "mid": (5, 8),
    "half2": (7, 12),
    "finish": (10, 12),
    "late": (10, 12),
}
"""The first and the last month of a part of the year."""
_MONTH_ENDS: Final = {
    "begin": (1, 10),
    "early": (1, 10),
    "half1": (1, 15),
    "mid": (10, 20),
    "half2": (16, 31),
    "finish": (21, 31),
    "late": (21, 31),
}


def _week(m: Match, today: date) -> Days | None:
    relation = m["r"] or m["c"] or m["also"] or m["r1"] or m["r2"] or ""
    end = m["e"] or m["f"] or m["e1"] or m["e2"]
    if not (relation or end):
        return None
    first = monday_of(today) + timedelta(days=7 * _AHEAD.get(relation, 0))
    if end == "rest" and first <= today:
        return span(today, first + timedelta(days=6), today)
    start, stop = _WEEK_ENDS["late" if end == "rest" else end] if end else (0, 6)
    found = span(first + timedelta(days=start), first + timedelta(days=stop), today)
    if found.kind == "past" and not relation:
        week = timedelta(days=7)
        return span(found.first + week, found.last + week, today)
    return found


def _weekend(m: Match, today: date) -> Days:
    ahead = {"next": 7, "following": 7, "after next": 14, "last": -7}.get(m["r"] or m["c"] or "", 0)
    saturday = monday_of(today) + timedelta(days=5 + ahead)
    return span(saturday, saturday + timedelta(days=1), today)


def _month(m: Match, today: date) -> Days | None:
    if m["m"]:
        alone = m[0] in ("mar", "may") and m.string != m[0]
        if alone and not _BOUND.search(m.string[: m.start()]):
            return None  # "may I", "march in": a verb unless something says that it is a month
        month = MONTHS.index(m["m"]) + 1
        year = int(m["y"].replace(" ", "")) if m["y"] else today.year + (month < today.month)
        first = date(year + (m["i"] == "next" and month == today.month), month, 1)
    elif m["r"] or m["c"] or m["e"]:
        first = plus_months(today.replace(day=1), _AHEAD.get(m["r"] or m["c"] or "", 0))
    else:
        return None
    end = m["e"] or m["f"]
    found = _month_part(first, end, today)
    if found.kind == "past" and end and not (m["m"] or m["r"] or m["c"]):
        return _month_part(plus_months(first, 1), end, today)
    return found


def _month_part(first: date, end: str | None, today: date) -> Days:
    length = month_length(first.year, first.month)
    start, stop = _MONTH_ENDS.get(end or "", (1, length))
    day = first.replace(day=start)
    if end == "rest":
        day = max(first, today)
    return span(day, first.replace(day=min(stop, length)), today)


def _week_of_month(m: Match, today: date) -> Days | None:
    """ "The second week of April", "the last week of the month"."""
    first = today.replace(day=1)
    if m["m"]:
        month = MONTHS.index(m["m"]) + 1
        first = date(today.year + (month < today.month), month, 1)
    elif m["r"] and m["r"].strip() != "this":
        first = plus_months(first, 1)
    length = month_length(first.year, first.month)
    more = 7 * (int(m["k"] or 1) - 1)
    if m["unit"] == "weekend":
        saturday = nth_weekday(
            first.year, first.month, 5, -1 if m["n"] == "last" else int(m["n"][0])
        )
        return span(saturday, saturday + timedelta(days=1), today) if saturday else None
    start = length - 6 - more if m["n"] == "last" else 7 * int(m["n"][0]) - 6
    days = (first.replace(day=start), first.replace(day=min(start + 6 + more, length)))
    found = span(*days, today)
    if found.kind == "past" and not (m["m"] or m["r"]):
        day = plus_months(first, 1).replace(day=start if m["n"] != "last" else 22)
        return span(day, day + timedelta(days=6), today)
    return found


def _year(m: Match, today: date) -> Days:
    first = date(today.year + _AHEAD.get(m["r"], 0), 1, 1)
    start, stop = _YEAR_ENDS.get(m["e"] or "", (1, 12))
    last = plus_months(first, stop) - timedelta(days=1)
    return span(
        max(plus_months(first, start - 1), today if m["e"] == "rest" else first), last, today
    )


_END: Final = "begin|early|mid|finish|late"
_NAMED: Final = "this|next|following|coming"
_EDGE: Final = "(?:(?P<e>begin|early|mid|finish|late|rest|half1|half2) (?:of |in |on )?)?(?:the )?"

_BOUND: Final = re.compile(
    r"\b(?:from|to|till|through|by|before|after|since|between"
    rf"|(?:{'|'.join(MONTHS)}) or)(?: the)? $"
)
_UNITS: Final = "|".join((*WEEKDAYS, "day", "week", "month", "weekend", r"\d+"))

RULES: Final[Mapping[str, tuple[str, Rule]]] = {
    "week_of_month": (
        r"(?:the )?(?P<n>[1-4]o|last) (?:full )?(?:(?P<k>[23]) )?(?P<unit>week|weekend)"
        r" (?:of |in )(?:the )?"
        rf"(?:(?P<r>next |this |following |coming )?month|{MO})",
        _week_of_month,
    ),
    "week": (
        rf"(?:the )?(?P<r1>{_NAMED}) week (?P<e1>{_END}) (?:of |in )?(?:the )?week"
        rf"|(?P<e2>{_END}) (?:of |in )?(?:the )?week (?:of |in )?(?:the )?(?P<r2>{_NAMED}) week"
        rf"|{_EDGE}(?:{REL} )?week(?! (?:of|from) )(?: (?P<c>{AFTER_NEXT}|following))?"
        r"|(?:(?<=week or )|(?<=week but )|(?<=week fix )|(?<=week ))"
        rf"(?:(?P<f>{_END}) )?"
        rf"(?P<also>next)(?! (?:{_UNITS}|available)(?!\S))",
        _week,
    ),
    "weekend": (rf"(?:the )?(?:{REL} )?weekend(?! of )(?: (?P<c>{AFTER_NEXT}))?", _weekend),
    "year": (rf"{_EDGE}{REL} year(?! (?:of|old) )", _year),
    "month": (
        rf"{_EDGE}(?:{REL} )?month(?: (?P<c>{AFTER_NEXT}))?"
        rf"|(?P<f>{_END}|half1|half2|rest)? ?(?:in |of )?"
        rf"(?P<i>in|of|this|next)? ?(?:the month of )?{MO}"
        rf"(?! (?:the )?\d\d?o?(?!\S))(?: (?:of )?(?P<y>{YEAR}))?",
        _month,
    ),
}
"""The pattern of each way to name weeks and months and what it means."""
