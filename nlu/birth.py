"""Dates of birth, spoken, written or keyed.

A patient is only told anything once name and date of birth match, so a date that cannot be one
(in the future, more than 130 years ago, no such day) is no answer at all. Figures are read month
first, as in the United States, unless only day first makes a date; spoken Spanish names the day
first. A year of two figures lies within the past hundred years.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from nlu.calendar_days import MONTHS
from nlu.calendar_words import Plain, plain
from nlu.found import Found
from nlu.numbers import tongue

OLDEST: Final = 130
"""The age in years beyond which a date of birth is taken for a mistake."""

_MONTH: Final = "(?P<m>" + "|".join(MONTHS) + ")"
_DAY: Final = r"(?:the )?(?P<d>\d{1,2})o?"
_YEAR: Final = r"(?:(?:of|in|the|year) )*(?P<y>\d+(?: \d+){0,3})"
_NAMED: Final = tuple(
    re.compile(rf"(?<!\S)(?:{pattern})(?!\S)")
    for pattern in (
        rf"{_MONTH} (?:the )?{_DAY} {_YEAR}",
        rf"{_DAY} (?:day )?(?:of )?{_MONTH} {_YEAR}",
        rf"(?P<y>\d{{4}}|\d\d \d\d) {_MONTH} {_DAY}",
    )
)
_FIGURES: Final = re.compile(r"(?<!\S)\d[\d/-]*o?(?: (?:(?:of|the|and) )*\d[\d/-]*o?)*(?!\S)")
_RETRACTION: Final = re.compile(r"(?<!\S)(?:fix|no)(?!\S)")
_SPLITS: Final = ((2, 2), (1, 2), (2, 1), (1, 1))


def date_of_birth(words: str, now: datetime, language: str = "en") -> Found | None:
    """The date of birth in a caller's words as `YYYY-MM-DD`, or `None`.

    Of several dates the last one counts: what comes after "no wait" corrects what came before.
    """
    text = plain(words, language)
    edges = [0, *(cut.end() for cut in _RETRACTION.finditer(text.text)), len(text.text)]
    earlier: list[tuple[int, int, Found]] = []
    for start, end in zip(edges, edges[1:], strict=False):
        found = _named(text, start, end, now) or _figures(text, start, end, now, language)
        if found:
            earlier.append((start, end, found))
    if not earlier:
        return _mended(text, edges, now)
    start, _, last = earlier[-1]
    later = _year_alone(text, earlier[-1][1], last, now)
    if later:
        return later
    return Found(last.value, last.start, last.end, last.confidence, len(earlier) > 1)


def keyed_date(digits: str, now: datetime) -> str | None:
    """A date of birth keyed as MMDDYYYY, as `YYYY-MM-DD`, or `None` for what is none."""
    if not re.fullmatch(r"[0-9]{8}", digits):
        return None
    return _born(int(digits[4:]), int(digits[:2]), int(digits[2:4]), now.date())


def _named(text: Plain, start: int, end: int, now: datetime) -> Found | None:
    """A date with the name of the month."""
    for pattern in _NAMED:
        for match in pattern.finditer(text.text, start, end):
            for year in _years(match["y"].replace(" ", ""), now.date()):
                value = _born(year, MONTHS.index(match["m"]) + 1, int(match["d"]), now.date())
                if value:
                    return Found(value, *text.said(*match.span()), 0.95)
    return None


def _figures(text: Plain, start: int, end: int, now: datetime, language: str) -> Found | None:
    """A date in figures only."""
    for match in _FIGURES.finditer(text.text, start, end):
        row = re.sub(r"(?<=\d)o(?!\S)", "", match[0])
        words = [word for word in re.split(r"[ /-]", row) if word.isdecimal()]
        day_first = tongue(language) == "es" and len(words) > 2 and "/" not in match[0]
        for month, day, year in _readings(words, now.date(), day_first):
            value = _born(year, month, day, now.date())
            if value:
                sure = month == day or day > 12
                return Found(value, *text.said(*match.span()), 0.9 if sure else 0.8)
    return None


def _readings(words: list[str], today: date, day_first: bool) -> Iterator[tuple[int, int, int]]:
    """Month, day and year that a row of figures may mean, the likeliest first."""
    if len(words) > 12:
        return
    if len(words[0]) == 4 and len(words) == 3:
        yield int(words[1]), int(words[2]), int(words[0])
    for first in range(len(words), 0, -1):
        head, year = words[:first], "".join(words[first:])
        if len(head) == 2 and len(year) in (2, 4):
            yield from _ordered(int(head[0]), int(head[1]), year, today, day_first)
    row = "".join(words)
    for length in (4, 2):
        for month, day in _SPLITS:
            if month + day + length == len(row):
                numbers = int(row[:month]), int(row[month : month + day])
                yield from _ordered(*numbers, row[-length:], today, day_first)
    if len(row) == 8:
        yield int(row[4:6]), int(row[6:]), int(row[:4])


def _ordered(
    one: int, other: int, year: str, today: date, day_first: bool
) -> Iterator[tuple[int, int, int]]:
    for full in _years(year, today):
        pairs = ((other, one), (one, other)) if day_first else ((one, other), (other, one))
        for month, day in pairs:
            yield month, day, full


def _years(digits: str, today: date) -> Iterator[int]:
    """The years that some figures may mean."""
    if len(digits) >= 4:
        yield int(digits[:4])
    elif len(digits) == 2:
        century = today.year // 100 * 100
        yield century + int(digits)
        yield century - 100 + int(digits)


def _born(year: int, month: int, day: int, today: date) -> str | None:
    """The date, if someone alive can have been born on it."""
    try:
        born = date(year, month, day)
    except ValueError:
        return None
    if born > today or today.year - born.year - ((today.month, today.day) < (month, day)) > OLDEST:
        return None
    return born.isoformat()


def _mended(text: Plain, edges: list[int], now: datetime) -> Found | None:
    """A date that was corrected in its middle ("april twelfth no thirteenth 1988")."""
    for cut in range(1, len(edges) - 1):
        before = text.text[: edges[cut]]
        rest = text.text[edges[cut] :]
        match = re.match(rf"{_DAY} {_YEAR}", rest)
        month = re.search(rf"(?<!\S){_MONTH} (?:the )?\d+o? (?:fix|no)$", before)
        if match and month:
            for year in _years(match["y"].replace(" ", ""), now.date()):
                value = _born(year, MONTHS.index(month["m"]) + 1, int(match["d"]), now.date())
                if value:
                    span = text.said(month.start(), edges[cut] + match.end())
                    return Found(value, *span, 0.8, True)
    return None


def _year_alone(text: Plain, at: int, last: Found, now: datetime) -> Found | None:
    """The earlier date with another year ("april twelfth 1988, no, 1989")."""
    match = re.match(r" ?(\d{4}|\d\d \d\d)(?!\S)", text.text[at:])
    if not match:
        return None
    _, month, day = (int(part) for part in last.value.split("-"))
    value = _born(int(match[1].replace(" ", "")), month, day, now.date())
    end = text.said(at + match.start(1), at + match.end())[1]
    return Found(value, last.start, end, 0.85, True) if value else None
