"""Dates of birth, spoken, written or keyed.

A patient is only told anything once name and date of birth match, so a date that cannot be one
(in the future, more than 130 years ago, no such day) is no answer at all. Figures are read month
first, as in the United States, unless only day first makes a date; spoken Spanish names the day
first. A year of two figures lies within the past hundred years.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
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
_FIGURES: Final = re.compile(r"(?<!\S)\d[\d/-]*o?(?: (?:(?:of|the|and|to) )*\d[\d/-]*o?)*(?!\S)")
_RETRACTION: Final = re.compile(r"(?<!\S)(?:fix|no)(?!\S)")
_NAME: Final = re.compile(rf"(?<!\S)(?:{'|'.join(MONTHS)})(?!\S)")
_YEAR_ALONE: Final = re.compile(r" ?(?P<y>(?:18|19|20)\d\d|(?:18|19|20) \d\d)(?!\S)")
_DAY_ON: Final = re.compile(rf" ?{_DAY} {_YEAR}(?!\S)")
_UNFINISHED: Final = re.compile(rf"(?<!\S){_MONTH} (?:the )?\d+o? $")
_SPLITS: Final = ((2, 2), (1, 2), (2, 1), (1, 1))


def date_of_birth(words: str, now: datetime, language: str = "en") -> Found | None:
    """The date of birth in a caller's words as `YYYY-MM-DD`, or `None`.

    Of several dates the last one counts: what comes after "no wait" corrects what came before.
    """
    text = plain(words, language)
    cuts = [cut.span() for cut in _RETRACTION.finditer(text.text)]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text.text)]
    found: Found | None = None
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        part = _Part(text, start, end, now.date(), language)
        read = part.mending(found, ends[number - 1]) if number else None
        read = read or (part.named() if part.has_month() else part.figures())
        if read:
            found = replace(read, corrected=read.corrected or found is not None)
    return found


def keyed_date(digits: str, now: datetime) -> str | None:
    """A date of birth keyed as MMDDYYYY, as `YYYY-MM-DD`, or `None` for what is none."""
    if not re.fullmatch(r"[0-9]{8}", digits):
        return None
    return _born(int(digits[4:]), int(digits[:2]), int(digits[2:4]), now.date())


@dataclass(frozen=True, slots=True)
class _Part:
    """The part of an utterance between two corrections."""

    text: Plain
    start: int
    end: int
    today: date
    language: str

    def has_month(self) -> bool:
        """Whether a month is named: figures alone are then no date."""
        return _NAME.search(self.text.text, self.start, self.end) is not None

    def named(self) -> Found | None:
        """A date with the name of the month."""
        for pattern in _NAMED:
            for match in pattern.finditer(self.text.text, self.start, self.end):
                month = MONTHS.index(match["m"]) + 1
                found = self._dated(match["y"], month, match["d"], *match.span())
                if found:
                    return found
        return None

    def figures(self) -> Found | None:
        """A date in figures only."""
        for match in _FIGURES.finditer(self.text.text, self.start, self.end):
            row = re.sub(r"(?<=\d)o(?!\S)", "", match[0])
            words = [word for word in re.split(r"[ /-]", row) if word.isdecimal()]
            day_first = tongue(self.language) == "es" and len(words) > 2 and "/" not in row
            for month, day, year in _readings(words, self.today, day_first):
                value = _born(year, month, day, self.today)
                if value:
                    sure = 0.9 if month == day or day > 12 else 0.8
                    return Found(value, *self.text.said(*match.span()), sure)
        return None

    def mending(self, found: Found | None, cut: int) -> Found | None:
        """What came before, with another year, or with another day before the year was said."""
        if found:
            year = _YEAR_ALONE.match(self.text.text, self.start, self.end)
            _, month, day = found.value.split("-")
            return self._dated(year["y"], int(month), day, *year.span(), found) if year else None
        rest = _DAY_ON.match(self.text.text, self.start, self.end)
        before = _UNFINISHED.search(self.text.text, 0, cut)
        if rest and before:
            month = MONTHS.index(before["m"]) + 1
            return self._dated(rest["y"], month, rest["d"], before.start(), rest.end())
        return None

    def _dated(
        self,
        year: str,
        month: int | str,
        day: str,
        start: int,
        end: int,
        since: Found | None = None,
    ) -> Found | None:
        for full in _years(year.replace(" ", ""), self.today):
            value = _born(full, int(month), int(day), self.today)
            if value:
                first, last = self.text.said(start, end)
                return Found(value, since.start if since else first, last, 0.95, start < self.start)
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
    if len(row) < 6 and len(words) < 3:
        return
    whole = len(words) == 1 or len(row) == 8
    for length in (4, 2):
        # "10 1947" has no day: a written year is not to be cut into a day and a year.
        ends_so = whole or any(len("".join(words[-n:])) == length for n in (1, 2, 3, 4))
        for month, day in _SPLITS:
            if ends_so and month + day + length == len(row):
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
