"""Dates of birth, spoken, written or keyed.

A patient is only told anything once name and date of birth match, so a date that cannot be one
(in the future, more than 130 years ago, no such day) is no answer at all. Figures are read month
first, as in the United States, unless the caller's country or only day first makes a date; spoken
Spanish names the day first. Recognisers cut years in two ("1950 5", "2000 and 4") and hear an
ordinal in "nineteen"; both are put right here, since no caller says them.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from nlu.dictation.numbers import tongue
from nlu.person.birth_figures import born, readings, years
from nlu.utterance.found import Found
from nlu.when.feasts import NAMES, feast
from nlu.when.named_days import MONTHS
from nlu.when.vocabulary import Plain, plain

_MONTH: Final = "(?P<m>" + "|".join(MONTHS) + ")"
_DAY: Final = r"(?:the )?(?P<d>20 [1-9](?=o)|\d{1,2})o?"
_ENDS: Final = r"(?= ?(?:$|[^\d ]))"
_YEAR: Final = (
    r"(?:(?:of|in|the|year) )*"
    rf"(?P<y>(?:(?:18|19|20)\d0 [1-9]o?|2000 (?:and )?(?:1\d|[1-9])o?|(?:18|19|20) to \d\d){_ENDS}"
    r"|\d+(?: \d+){0,3})"
)
_NAMED: Final = tuple(
    (re.compile(rf"(?<!\S)(?:{pattern})(?!\S)"), sure)
    for pattern, sure in (
        # "16th of May 12th 1917" is how "of the 12th" is heard; after another month the ordinal is
        # the "nineteen" of the year.
        (rf"{_DAY} (?:of )?may (?:the )?(?P<m>[1-9]|1[0-2])o {_YEAR}", 0.7),
        (rf"{_DAY} (?:of )?{_MONTH} (?P<y>(?:18|19|20)o \d\d)", 0.7),
        (rf"{_DAY} (?:of )?{_MONTH} (?:the )?\d\d?o {_YEAR}", 0.7),
        # "18th march 19 21" has its day before the month.
        (rf"(?<!\d )(?<!\do ){_MONTH} (?:the )?{_DAY} {_YEAR}", 0.95),
        (rf"{_DAY} (?:day )?(?:of )?(?:the )?{_MONTH} {_YEAR}", 0.95),
        (rf"(?P<y>\d{{4}}|\d\d \d\d) {_MONTH} {_DAY}", 0.95),
        (rf"{_MONTH} (?:the )?{_DAY} {_YEAR}", 0.95),
    )
)
_FEAST: Final = re.compile(rf"(?<!\S)(?P<f>{'|'.join(NAMES)}) {_YEAR}(?!\S)")
_FIGURES: Final = re.compile(
    r"(?<!\S)\d[\d/:-]*o?(?: (?:(?:of|the|and|to|or) )*\d[\d/:-]*o?)*(?!\S)"
)
_RETRACTION: Final = re.compile(r"(?<!\S)(?:fix|no)(?!\S)")
_NAME: Final = re.compile(rf"(?<!\S)(?:{'|'.join((*MONTHS, *NAMES))})(?!\S)")
_YEAR_ALONE: Final = re.compile(r" ?(?P<y>(?:18|19|20)\d\d|(?:18|19|20) \d\d)(?!\S)")
_DAY_ON: Final = re.compile(rf" ?{_DAY} {_YEAR}(?!\S)")
_UNFINISHED: Final = re.compile(rf"(?<!\S){_MONTH} (?:the )?\d+o? $")


def date_of_birth(
    words: str, now: datetime, language: str = "en", day_first: bool | None = None
) -> Found | None:
    """The date of birth in a caller's words as `YYYY-MM-DD`, or `None`.

    Of several dates the last one counts: what comes after "no wait" corrects what came before.
    `day_first` is the custom of the callers' country for dates in figures; `None` goes by the
    language.
    """
    text = plain(words, language)
    first = tongue(language) == "es" if day_first is None else day_first
    cuts = [cut.span() for cut in _RETRACTION.finditer(text.text)]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text.text)]
    found: Found | None = None
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        part = _Part(text, start, end, now.date(), first, day_first is True)
        read = part.mending(found, ends[number - 1]) if number else None
        read = read or (part.named() if part.has_month() else part.figures())
        if read:
            found = replace(read, corrected=read.corrected or found is not None)
    return found


def keyed_date(digits: str, now: datetime) -> str | None:
    """A date of birth keyed as MMDDYYYY, as `YYYY-MM-DD`, or `None` for what is none."""
    if not re.fullmatch(r"[0-9]{8}", digits):
        return None
    return born(int(digits[4:]), int(digits[:2]), int(digits[2:4]), now.date())


@dataclass(frozen=True, slots=True)
class _Part:
    """The part of an utterance between two corrections."""

    text: Plain
    start: int
    end: int
    today: date
    day_first: bool
    written_so: bool
    """Whether the day also stands first where strokes divide the figures."""

    def has_month(self) -> bool:
        """Whether a month or a feast is named: figures alone are then no date."""
        return _NAME.search(self.text.text, self.start, self.end) is not None

    def named(self) -> Found | None:
        """A date with the name of the month, or of a day of every year ("the 4th of July")."""
        for pattern, sure in _NAMED:
            for match in pattern.finditer(self.text.text, self.start, self.end):
                named = match["m"]
                month = int(named) if named.isdecimal() else MONTHS.index(named) + 1
                found = self._dated(match["y"], month, match["d"], *match.span(), sure=sure)
                if found:
                    return found
        for match in _FEAST.finditer(self.text.text, self.start, self.end):
            for year in years(match["y"], self.today):
                day = feast(match["f"], year)
                found = self._dated(str(year), day.month, str(day.day), *match.span())
                if found:
                    return found
        return None

    def figures(self) -> Found | None:
        """A date in figures only."""
        for match in _FIGURES.finditer(self.text.text, self.start, self.end):
            day_first = self.day_first and (self.written_so or "/" not in match[0])
            read = self._surest(match[0], day_first)
            if read:
                return Found(read[0], *self.text.said(*match.span()), read[1])
        return None

    def _surest(self, row: str, day_first: bool) -> tuple[str, float] | None:
        best: tuple[str, float] | None = None
        for month, day, year, sure in readings(row, self.today, day_first, self.written_so):
            value = born(year, month, day, self.today)
            if value and (best is None or sure > best[1]):
                best = value, sure
        return best

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
        month: int,
        day: str,
        start: int,
        end: int,
        since: Found | None = None,
        sure: float = 0.95,
    ) -> Found | None:
        for full in years(year, self.today):
            value = born(full, month, sum(map(int, day.split())), self.today)
            if value:
                first, last = self.text.said(start, end)
                return Found(value, since.start if since else first, last, sure, start < self.start)
        return None
