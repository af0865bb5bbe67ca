"""An utterance as a row of marks: days, times, lone numbers, and the words that join them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from nlu.when import named_days, named_weeks
from nlu.when.calendar_days import Days, counted, one_day
from nlu.when.clock import DAY, Clock, Minute, minute_of
from nlu.when.vocabulary import Plain

JOINING: Final = (
    "and", "or", "nor", "y", "not", "but", "bad", "fix", "instead", "no", "at", "around", "ish",
    "after", "past", "onward", "before", "since", "by", "up", "down", "from", "between", "to",
    "till", "through", "para", "asap", "now", "anytime", "whatever", "everything", "later",
    "earlier", "otherday", "busy", "ask", "so", "because", "afterthat", "beforethat", "notthat",
    "dont", "others", "allday",
    "sameday",
)  # fmt: skip
_PARTS: Final = "morning|afternoon|evening|night|lunch"
_HOUR: Final = r"(?P<h>[01]?\d|2[0-4])"
_X: Final = "(?P<x>am|pm)"

_TIMES: Final = {
    "length": r"lasting (?P<n>\d+|few) (?P<u>\w+)(?P<half> and half)?",
    "within": r"(?:within|(?:the )?next) (?:(?P<n>\d+|few) )?(?P<u>hour|minute)",
    "soon": (
        r"in (?:around )?(?P<n>\d+|few) (?P<u>hour|minute)(?: and half)?"
        r"|(?P<k>\d+) (?P<v>hour|minute)(?: and half)? from now"
    ),
    "colon": rf"{_HOUR}:(?P<m>\d\d)(?: oclock)?(?: {_X})?",
    "to_hour": (
        r"(?<!from )(?<!between )(?:(?P<q>half|quarter|[1-5]?\d)(?: minute)? (?P<s>past|after)"
        r"|(?P<b>quarter|5|10|15|20|25|[1-5]?\d minute)(?: minute)? (?:to|till|before|of|para))"
        rf" (?:at )?{_HOUR}(?::00)?(?: oclock)?(?: {_X})?"
    ),
    "half": rf"half {_HOUR}(?: {_X})?",
    "minus": rf"{_HOUR} (?P<b>minus) (?P<q>quarter|[1-5]?\d)(?: {_X})?",
    "plus": rf"{_HOUR} y (?P<q>half|quarter|[0-5]?[05])(?: {_X})?",
    "meridiem": rf"{_HOUR}(?: (?P<m>[0-5]\d))?(?: oclock)? {_X}",
    "run": rf"(?P<hm>\d{{3,4}}) {_X}",
    "oclock": rf"{_HOUR}(?: (?P<m>[0-5]\d))? oclock",
    "noon": "noon|midnight",
    "part": (
        rf"(?P<any>any )?(?:(?P<e>early|mid|late|half1|half2) )?(?:in )?(?:the )?"
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
        r"|(?:the )?(?:following )?(?P<v>day|week)"
        rf" (?P<o>(?!{named_days.AFTER_NEXT})(?:after|before)(?:that)?)"
    ),
    "one_after": "oneafter|(?:the |(?<=or ))next$|(?:the )?weekend after(?:that|$)",
    "week_of": (
        "(?:the |that |this )?(?P<u>week|weekend) (?:of|from|in)(?! (?:the )?(?:month|year)(?!\\S))"
    ),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A day, a time or a joining word, and where it stands in the plain text."""

    kind: str
    """`days`, `time`, `number` (a time only if something says so), `offset`, `next_to` (the week or
    day after another), `week_of`, `length` (of a visit, in minutes) or a joining word."""
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


_DAYS: Final = {**named_days.RULES, **named_weeks.RULES}
_PATTERNS: Final = {name: pattern for name, (pattern, _) in _DAYS.items()}
_ORDER: Final = (
    "iso", "slashed", "ahead_or", "ahead", "weekday_ahead", "length", "within", "soon",
    "coming_units", "next_day", "offset", "nth_weekday", "week_of_month", "days_of_month",
    "day_month", "month_day", "weekday_of_month", "day_of_month", "near", "every", "one_after",
    "week_of", "weekday", "week", "weekend", "month", "year", "feast", "colon", "to_hour", "half",
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
        match = _RULES[name].match(text.text, found.start())
        if match:
            yield from _mark(name, match, now)


def _mark(name: str, m: "re.Match[str]", now: datetime) -> Iterator[Mark]:
    if name in _DAYS:
        days = _DAYS[name][1](m, now.date())
        if days:
            many, weak = days.kind == "every", _WEAK.fullmatch(m[0]) is not None
            yield Mark("days", m.start(), m.end(), days, many=many, weak=weak)
        if days and name == "nth_weekday" and m["part"]:
            yield Mark("time", m.start("part"), m.end("part"), clock=Clock("part", part=m["part"]))
    elif name == "offset":
        count = counted(m["n"] or "1")
        back = -1 if "before" in (m["k"] or m["o"] or "") else 1
        kind = "offset" if m["u"] else "next_to"
        yield Mark(kind, m.start(), m.end(), unit=m["u"] or m["v"], count=back * min(count, 400))
    elif name == "one_after":
        yield Mark("next_to", m.start(), m.end(), unit="one", count=1)
    elif name == "week_of":
        yield Mark("week_of", m.start(), m.end(), unit=m["u"])
    elif name == "soon":
        length = _length(m["n"] or m["k"], m["u"] or m["v"]) + 30 * ("half" in m[0])
        moment = _later(now, timedelta(minutes=length))
        day = one_day(moment.date(), now.date())
        yield Mark("days", m.start(), m.end(), day)
        yield Mark("time", m.start(), m.end(), clock=Clock("at", _minute_of(moment)))
    elif name == "within":
        end = _later(now, timedelta(minutes=_length(m["n"] or "1", m["u"])))
        last = _minute_of(end) if end.date() == now.date() else Minute(DAY)
        yield Mark("days", m.start(), m.end(), one_day(now.date(), now.date()))
        yield Mark("time", m.start(), m.end(), clock=Clock("between", _minute_of(now), last))
    elif name == "length":
        if m["u"] in ("hour", "minute"):
            count = _length(m["n"], m["u"]) + 30 * (m["half"] is not None)
            yield Mark("length", m.start(), m.end(), count=count)
    else:
        clock_said = _clock(name, m)
        if clock_said:
            kind = "number" if name == "number" else "time"
            many = name == "part" and bool(m["many"] or m["any"])
            yield Mark(kind, m.start(), m.end(), clock=clock_said, many=many)


def _length(count: str, unit: str) -> int:
    """A length of time in minutes."""
    return min(counted(count), 6000) * (60 if unit == "hour" else 1)


def _minute_of(moment: datetime) -> Minute:
    return Minute(moment.hour * 60 + moment.minute)


def _later(now: datetime, length: timedelta) -> datetime:
    """The local time after a length of real time, also across a change of the clocks."""
    if now.tzinfo is None:
        return now + length
    return (now.astimezone(UTC) + length).astimezone(now.tzinfo)


def _clock(name: str, m: "re.Match[str]") -> Clock | None:
    match name:
        case "part":
            edge = {"half1": "early", "half2": "late"}.get(m["e"], m["e"])
            part = f"{edge} {m['p']}" if m["e"] and m["p"] in _PARTED else m["p"]
            return Clock("part", part=part)
        case "edge":
            return Clock(m[0])
        case "noon":
            return Clock("at", Minute(720 if m[0] == "noon" else 0))
        case "half":
            said = minute_of(int(m["h"]), 30, m["x"] or "", m["h"])
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
