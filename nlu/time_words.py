"""An utterance as a row of marks: days, times, lone numbers, and the words that join them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from nlu import calendar_days
from nlu.calendar_days import Days
from nlu.calendar_words import Plain
from nlu.clock import Clock, Minute, minute_of

JOINING: Final = (
    "and", "or", "nor", "y", "not", "but", "bad", "fix", "instead", "no", "at", "around", "ish",
    "after", "past", "before", "since", "by", "up", "down", "from", "between", "to", "till",
    "through", "para", "asap", "now", "anytime", "whatever", "everything", "later", "earlier",
    "otherday", "busy", "ask",
)  # fmt: skip
_PARTS: Final = "morning|afternoon|evening|night|lunch"
_HOUR: Final = r"(?P<h>[01]?\d|2[0-4])"
_X: Final = "(?P<x>am|pm)"

_TIMES: Final = {
    "soon": r"in (?P<n>\d+|few) (?P<u>hour|minute)|(?P<k>\d+) (?P<v>hour|minute) from now",
    "colon": rf"{_HOUR}:(?P<m>\d\d)(?: oclock)?(?: {_X})?",
    "to_hour": (
        r"(?<!from )(?<!between )(?:(?P<q>half|quarter|[1-5]?\d)(?: minute)? (?P<s>past|after)"
        r"|(?P<b>quarter|5|10|15|20|25|[1-5]?\d minute)(?: minute)? (?:to|till|before|of|para))"
        rf" (?:at )?{_HOUR}(?::00)?(?: oclock)?(?: {_X})?"
    ),
    "minus": rf"{_HOUR} (?P<b>minus) (?P<q>quarter|[1-5]?\d)(?: {_X})?",
    "plus": rf"{_HOUR} y (?P<q>half|quarter|[0-5]?[05])(?: {_X})?",
    "meridiem": rf"{_HOUR}(?: (?P<m>[0-5]\d))?(?: oclock)? {_X}",
    "run": rf"(?P<hm>\d{{3,4}}) {_X}",
    "oclock": rf"{_HOUR}(?: (?P<m>[0-5]\d))? oclock",
    "noon": "noon|midnight",
    "part": (
        rf"(?P<any>any )?(?:(?P<e>early|mid|late) )?(?:in )?(?:the )?"
        rf"(?P<p>{_PARTS})(?P<many>\+)?"
    ),
    "edge": "opening|closing|early|late",
    "number": (
        r"(?:(?P<h>\d\d?)(?: (?P<m>[0-5]\d)(?: minute)?)?|(?P<hm>\d{3,4}))"
        r"(?! (?:day|week|month|year|hour|minute)(?!\S))"
    ),
}
_ANCHORED: Final = {
    "offset": (
        r"(?P<n>\d+|few) (?P<u>day|week|month|year)"
        r"(?: (?P<k>from|after|on|before)|(?= (?:today|tomorrow)))"
        rf"|(?:the )?(?P<v>day|week) (?P<o>(?!{calendar_days.AFTER_NEXT})after|before)"
    ),
    "week_of": "(?:the )?(?P<u>week|weekend) (?:of|from|in)",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A day, a time or a joining word, and where it stands in the plain text."""

    kind: str
    """`days`, `time`, `number` (a time only if something says so), `offset`, `week_of` or a
    joining word."""
    start: int
    end: int
    days: Days | None = None
    clock: Clock | None = None
    many: bool = False
    """Whether it was said of every such day or time ("mornings")."""
    unit: str = ""
    count: int = 0
    weak: bool = False
    """Whether it may as well count something else ("the second")."""


def _anonymous(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


_PATTERNS: Final = {name: pattern for name, (pattern, _) in calendar_days.RULES.items()}
_ORDER: Final = (
    "iso", "slashed", "ahead", "soon", "coming_units", "next_day", "offset", "nth_weekday",
    "days_of_month", "day_month", "month_day", "weekday_of_month", "day_of_month", "near",
    "every", "week_of", "weekday", "week", "weekend", "month", "feast", "colon", "to_hour",
    "minus", "plus", "meridiem", "run", "oclock", "noon", "part", "edge", "number",
)  # fmt: skip
"""The longer and clearer way to say a thing comes first."""
_ALL: Final = _PATTERNS | _TIMES | _ANCHORED
_RULES: Final = {name: re.compile(_ALL[name] + r"(?!\S)") for name in _ORDER}
_RULE: Final = re.compile(
    r"(?<!\S)(?:"
    + "|".join(f"(?P<{name}>(?:{_anonymous(_ALL[name])})(?!\\S))" for name in _ORDER)
    + "|(?P<joining>(?:"
    + "|".join(JOINING)
    + r")(?!\S)))"
)


def marks(text: Plain, now: datetime) -> Iterator[Mark]:
    """The marks of an utterance in order."""
    for found in _RULE.finditer(text.text):
        name = found.lastgroup or ""
        if name == "joining":
            yield Mark(found[0], found.start(), found.end())
            continue
        match = _RULES[name].match(text.text, found.start(), found.end())
        if match:
            yield from _mark(name, match, now)


def _mark(name: str, m: "re.Match[str]", now: datetime) -> Iterator[Mark]:
    if name in calendar_days.RULES:
        days = calendar_days.RULES[name][1](m, now.date())
        if days:
            many, weak = days.kind == "every", _WEAK.fullmatch(m[0]) is not None
            yield Mark("days", m.start(), m.end(), days, many=many, weak=weak)
    elif name == "offset":
        count = calendar_days.counted(m["n"] or "1")
        back = -1 if "before" in (m["k"], m["o"]) else 1
        unit = m["u"] or m["v"]
        yield Mark("offset", m.start(), m.end(), unit=unit, count=back * min(count, 400))
    elif name == "week_of":
        yield Mark("week_of", m.start(), m.end(), unit=m["u"])
    elif name == "soon":
        count = calendar_days.counted(m["n"] or m["k"])
        length = timedelta(minutes=min(count, 6000) * (60 if (m["u"] or m["v"]) == "hour" else 1))
        moment = _later(now, length)
        day = calendar_days.one_day(moment.date(), now.date())
        clock = Clock("at", Minute(moment.hour * 60 + moment.minute))
        yield Mark("days", m.start(), m.end(), day)
        yield Mark("time", m.start(), m.end(), clock=clock)
    else:
        clock_said = _clock(name, m)
        if clock_said:
            kind = "number" if name == "number" else "time"
            many = name == "part" and bool(m["many"] or m["any"])
            yield Mark(kind, m.start(), m.end(), clock=clock_said, many=many)


def _later(now: datetime, length: timedelta) -> datetime:
    """The local time after a length of real time, also across a change of the clocks."""
    if now.tzinfo is None:
        return now + length
    return (now.astimezone(UTC) + length).astimezone(now.tzinfo)


def _clock(name: str, m: "re.Match[str]") -> Clock | None:
    match name:
        case "part":
            part = f"{m['e']} {m['p']}" if m["e"] and m["p"] in _PARTED else m["p"]
            return Clock("part", part=part)
        case "edge":
            return Clock(m[0])
        case "noon":
            return Clock("at", Minute(720 if m[0] == "noon" else 0))
        case "to_hour" | "minus" | "plus":
            said = _counted_hour(name, m)
        case "run":
            said = minute_of(int(m["hm"][:-2]), int(m["hm"][-2:]), m["x"])
        case "number" if m["hm"]:
            said = minute_of(int(m["hm"][:-2]), int(m["hm"][-2:]), "", m["hm"])
        case "number" | "oclock":
            said = minute_of(int(m["h"]), int(m["m"] or 0), "", m["h"])
        case _:
            said = minute_of(int(m["h"]), int(m["m"] or 0), m["x"] or "", m["h"])
    return Clock("at", said) if said else None


_PARTED: Final = ("morning", "afternoon", "evening")
_WEAK: Final = re.compile("the 0?[1-3]o")
_MINUTES: Final = {"half": 30, "quarter": 15}


def _counted_hour(name: str, m: "re.Match[str]") -> Minute | None:
    """ "Ten past three", "a quarter to four", "las tres menos cuarto"."""
    said = (m["q"] or m["b"]).split()[0]
    minutes = _MINUTES.get(said) or int(said)
    later = name == "plus" or (name == "to_hour" and m["s"] is not None)
    hour = minute_of(int(m["h"]), 0, m["x"] or "", m["h"])
    if hour is None:
        return None
    moved = hour.minute + (minutes if later else -minutes)
    return Minute(moved % (720 if hour.vague else 1440), hour.vague)
