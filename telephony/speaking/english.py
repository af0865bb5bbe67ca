"""English, written out: numbers, dates, times, prices, addresses and abbreviations."""

import re
from collections.abc import Callable
from re import Match
from typing import Final

from engine.spoken import DAY_NAMES, MONTH_NAMES
from telephony.speaking.tongue import STATES, Rule, Tongue

_ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS: Final = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
_IRREGULAR: Final = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_MONTHS: Final = {name: number for number, name in enumerate(MONTH_NAMES["en"], 1)}
_SHORT: Final = {
    "Mr": "Mister",
    "Mrs": "Missus",
    "Ms": "Miz",
    "Jr": "Junior",
    "Sr": "Senior",
    "Dr": "Doctor",
    "St": "Saint",
    "appt": "appointment",
    "appts": "appointments",
    "approx": "approximately",
    "dept": "department",
    "ext": "extension",
    "Ext": "extension",
    "hr": "hour",
    "hrs": "hours",
    "mins": "minutes",
    "vs": "versus",
    "etc": "et cetera",
    "Ste": "Suite",
    "Apt": "Apartment",
    "Mon": "Monday",
    "Tue": "Tuesday",
    "Tues": "Tuesday",
    "Wed": "Wednesday",
    "Thu": "Thursday",
    "Thur": "Thursday",
    "Thurs": "Thursday",
    "Fri": "Friday",
    "Sat": "Saturday",
    "Sun": "Sunday",
    **{name[:3]: name for name in _MONTHS if name != "May"},
    "Sept": "September",
}
"""What is said for an abbreviation with its full stop."""
_WAYS: Final = {
    "St": "Street",
    "Ave": "Avenue",
    "Blvd": "Boulevard",
    "Rd": "Road",
    "Dr": "Drive",
    "Ln": "Lane",
    "Ct": "Court",
    "Pl": "Place",
    "Hwy": "Highway",
    "Pkwy": "Parkway",
}
_LETTERED: Final = (
    "AM PM AI ID PPO HMO SMS MRI CT ER DDS DMD MD RN NP USA TMJ IV TTY DOB ENT HSA FSA UK EKG"
).split()
"""Abbreviations that are said letter by letter."""
_MONTH: Final = "|".join(_MONTHS)
_DAY: Final = "|".join(DAY_NAMES["en"])
_WAY: Final = "|".join((*_WAYS, *_WAYS.values()))


def cardinal(number: int) -> str:
    """1250: "one thousand two hundred fifty"."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, one = divmod(number, 10)
        return _TENS[tens] + (f"-{_ONES[one]}" if one else "")
    for size, name in ((1_000_000, "million"), (1_000, "thousand"), (100, "hundred")):
        if number >= size:
            whole, rest = divmod(number, size)
            return f"{cardinal(whole)} {name}" + (f" {cardinal(rest)}" if rest else "")
    raise AssertionError("every number is below or above a hundred")


def ordinal(number: int) -> str:
    """21: "twenty-first"."""
    head, mark, last = re.fullmatch(r"(.*?)([ -]?)([a-z]+)", cardinal(number)).groups()  # type: ignore[union-attr]
    if last in _IRREGULAR:
        return f"{head}{mark}{_IRREGULAR[last]}"
    return f"{head}{mark}{last[:-1]}ieth" if last.endswith("y") else f"{head}{mark}{last}th"


def year(number: int) -> str:
    """1988: "nineteen eighty-eight"; 2005: "two thousand five"; 2026: "twenty twenty-six"."""
    if not 1100 <= number < 2100 or 2000 <= number < 2010:
        return cardinal(number)
    return _pairs(number)


def house(number: int) -> str:
    """The number of a house: 1200 is "twelve hundred", 350 is "three fifty"."""
    if number < 100 or number % 1000 == 0 or number > 9999:
        return cardinal(number) if number <= 9999 else " ".join(_ONES[int(n)] for n in str(number))
    return _pairs(number)


def _pairs(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    tail = "hundred" if not rest else f"oh {_ONES[rest]}" if rest < 10 else cardinal(rest)
    return f"{cardinal(hundreds)} {tail}"


def date(month: int, day: int, of_year: int | None) -> str:
    """March 3rd, 2026: "March third, twenty twenty-six"."""
    said = f"{MONTH_NAMES['en'][month - 1]} {ordinal(day)}"
    return said if of_year is None else f"{said}, {year(of_year)}"


def time(hour: int, minute: int) -> str:
    """9:05: "nine oh five"; the hour as it is written."""
    if not minute:
        return cardinal(hour)
    return f"{cardinal(hour)} {f'oh {_ONES[minute]}' if minute < 10 else cardinal(minute)}"


def clock(hour: int, minute: int) -> str:
    """14:30: "two thirty P M"."""
    return f"{time(hour % 12 or 12, minute)} {'A M' if hour < 12 else 'P M'}"


def money(dollars: int, cents: int) -> str:
    """One dollar, two dollars and fifty cents."""
    said = f"{cardinal(dollars)} {'dollar' if dollars == 1 else 'dollars'}"
    return said + (f" and {cardinal(cents)} {'cent' if cents == 1 else 'cents'}" if cents else "")


def _dated(found: Match[str]) -> str:
    month, day, of_year = found[1], int(found[2]), found[3]
    if not 1 <= day <= 31:
        return found[0]
    return date(_MONTHS[month], day, int(of_year) if of_year else None)


def _timed(found: Match[str]) -> str:
    hour, minute = int(found[1]), int(found[2] or 0)
    if hour > 23 or minute > 59:
        return found[0]
    if hour > 12 or hour == 0:
        return clock(hour, minute)
    return f"{time(hour, minute)} {found[3].upper()} M"


def _bare(found: Match[str]) -> str:
    hour, minute = int(found[1]), int(found[2])
    if hour > 23 or minute > 59:
        return found[0]
    if hour > 12 or hour == 0:
        return clock(hour, minute)
    return time(hour, minute) if minute else f"{cardinal(hour)} o'clock"


def _street(found: Match[str]) -> str:
    number, letter, name, way, dot, after = found.groups()
    if way == "Dr" and re.match(r"\s+(?!Suite|Ste|Apt|Unit)[A-Z]", after):
        return found[0]  # Doctor Chen lives nowhere here
    ends = "." if dot and not after.startswith(",") and not after.strip() else ""
    lettered = f" {letter}" if letter else ""
    name = re.sub(r"(\d+)(?:st|nd|rd|th)", lambda one: ordinal(int(one[1])), name)
    return f"{house(int(number))}{lettered} {name}{_WAYS.get(way, way)}{ends}{after}"


def _shortened(found: Match[str]) -> str:
    word = found[1]
    ends = word not in ("Mr", "Mrs", "Ms", "Dr", "St") and found[2] is not None
    return _SHORT[word] + ("." if ends else "")


def _constant(text: str) -> Callable[[Match[str]], str]:
    return lambda _: text


_EARLY: Final[tuple[Rule, ...]] = (
    (
        re.compile(r"(?<=\d)\s*([ap])\.\s?m\.(\s*$|(?=\s+(?-i:[A-Z])))", re.I),
        lambda m: f" {m[1]}m.",
    ),
    (re.compile(r"(?<=\d)\s*([ap])\.\s?m\.?", re.I), lambda m: f" {m[1]}m"),
    (re.compile(r"\b24/7\b"), _constant("twenty-four seven")),
    (re.compile(r"\b(\d{1,3}) 1/2(?![\d/])"), lambda m: f"{cardinal(int(m[1]))} and a half"),
    (
        re.compile(rf"\b({_MONTH})\s+(\d{{1,2}})\s?[-–]\s?(\d{{1,2}})(?!\d|[:/-]\d)"),
        lambda m: f"{m[1]} {ordinal(int(m[2]))} to {ordinal(int(m[3]))}",
    ),
    (re.compile(r"(?<=\d)(\s?[ap]m)\s?[-–]\s?(?=\d)", re.I), lambda m: f"{m[1]} to "),
    (re.compile(rf"\b({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(\d{{4}})\b)?"), _dated),
    (
        re.compile(rf"\b(?:the\s+)?(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?=(?:{_MONTH})\b)"),
        lambda m: f"the {ordinal(int(m[1]))} of ",
    ),
    (
        re.compile(r"\b(\d{1,2}(?::\d\d)?)\s?[-–]\s?(?=\d{1,2}(?::\d\d)?\s?[ap]m\b)", re.I),
        lambda m: f"{m[1]} to ",
    ),
    (
        re.compile(r"\b(\d{1,2}(?::\d\d)?) to (?=\d{1,2}(?::\d\d)?\s?[ap]m\b)", re.I),
        lambda m: f"{_hours(m[1])} to ",
    ),
    (re.compile(r"\b(\d{1,2})(?::(\d\d))?\s?([ap])m\b", re.I), _timed),
    (re.compile(r"\b(\d{1,2}):(\d\d)(?::\d\d)?\b"), _bare),
    (
        re.compile(
            r"\b(\d{1,5})([A-Z]?)\s+((?:[NSEW]\.?\s+)?(?:(?:[A-Z][\w']*|\d+(?:st|nd|rd|th))\s+)"
            rf"{{1,4}}?)({_WAY})\b(\.?)(.{{0,8}})"
        ),
        _street,
    ),
    (
        re.compile(rf"\b({'|'.join(_SHORT)})\.(?:(?=\s+[a-z\d])|(\s*$)|(?=\W))"),
        _shortened,
    ),
    (
        re.compile(r"\b([NSEW])\.?\s(?=[A-Z][a-z]+ (?:Street|Avenue|Road|Boulevard|Drive)\b)"),
        lambda m: {"N": "North ", "S": "South ", "E": "East ", "W": "West "}[m[1]],
    ),
    (re.compile(rf"\b({_DAY})\s?[-–]\s?(?=(?:{_DAY})\b)"), lambda m: f"{m[1]} to "),
    (re.compile(r"\bNo\.\s?(?=\d)"), _constant("number ")),
    (re.compile(r"\bCOVID-19\b", re.I), _constant("covid nineteen")),
    (re.compile(r"\be\.\s?g\.,?"), _constant("for example,")),
    (re.compile(r"\bi\.\s?e\.,?"), _constant("that is,")),
    (re.compile(rf"\b({'|'.join(_LETTERED)})\b"), lambda m: " ".join(m[1])),
)
_LATE: Final[tuple[Rule, ...]] = (
    (re.compile(r"\b(\d+)(?:st|nd|rd|th)\b", re.I), lambda m: _nth(m[1])),
    (
        re.compile(r"\b([Ii]n|[Ss]ince|[Uu]ntil|of|year) ((?:19|20)\d\d)\b"),
        lambda m: f"{m[1]} {year(int(m[2]))}",
    ),
)


def _nth(digits: str) -> str:
    return ordinal(int(digits)) if len(digits) < 7 else digits


def _hours(shown: str) -> str:
    hour, _, minute = shown.partition(":")
    return time(int(hour), int(minute or 0)) if int(minute or 0) < 60 else shown


ENGLISH: Final = Tongue(
    digits=_ONES[:10],
    cardinal=cardinal,
    date=date,
    clock=clock,
    money=money,
    house=house,
    signs={
        "@": "at",
        ".": "dot",
        "-": "dash",
        "_": "underscore",
        "+": "plus",
        "%": "percent",
        "&": "and",
        "/": "or",
        "//": "slash",
        "#": "number",
        "°": "degrees",
        "to": "to",
        "point": "point",
    },
    states=STATES,
    early=_EARLY,
    late=_LATE,
)
