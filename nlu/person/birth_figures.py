"""Rows of figures as dates of birth: which of them are the month, the day and the year.

A caller says "oh four twelve eighty eight" and a recogniser writes it "0412 88", "04 12 88" or
"041288"; so every way to cut a row is tried and its sureness told. A number of two figures or an
ordinal is never cut: neither "12 1959" nor "28th 1996" has a month and a day.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, TypeAlias

OLDEST: Final = 130
"""The age in years beyond which a date of birth is taken for a mistake."""

Reading: TypeAlias = tuple[int, int, int, float]
"""Month, day, year, and how sure."""

_SPLITS: Final = ((2, 2), (1, 2), (2, 1), (1, 1))
_MOST_NUMBERS: Final = 12
_DAY_OF_MONTH: Final = re.compile(r"\d\d?o (?:of|or) (?:the )?\d\d?o?(?: |$)")
_TWO: Final = re.compile(r"(\d\d?) to (\d\d(?:\d\d)?)")
_BEGUN_YEAR: Final = re.compile(r"(?:19|20)\d$")
_SURE, _EITHER_WAY, _GUESSED = 0.9, 0.8, 0.55


def born(year: int, month: int, day: int, today: date) -> str | None:
    """The date as `YYYY-MM-DD`, if someone alive can have been born on it."""
    try:
        value = date(year, month, day)
    except ValueError:
        return None
    age = today.year - value.year - ((today.month, today.day) < (month, day))
    return value.isoformat() if value <= today and age <= OLDEST else None


def years(said: str, today: date) -> Iterator[int]:
    """The years that some figures may mean, the likeliest first: "88", "19 88", "1980 8"."""
    parts = re.findall(r"\d+", said)
    whole = "".join(parts)
    if len(parts) > 1:
        head, tail = "".join(parts[:-1]), parts[-1]
        if len(head) == 4 and head.endswith("00" if len(tail) == 2 else "0") and len(tail) < 3:
            yield int(head) + int(tail)
            return
    if len(whole) >= 4:
        yield int(whole[:4])
    elif len(whole) == 2:
        century = today.year // 100 * 100
        yield century + int(whole)
        yield century - 100 + int(whole)


def readings(row: str, today: date, day_first: bool, custom: bool = False) -> Iterator[Reading]:
    """What a row of figures may mean, of equally sure ones the likeliest first.

    `custom`: the day stands first whatever the row looks like, not only where three numbers do.
    """
    day_first = day_first or _DAY_OF_MONTH.search(row) is not None
    said = _TWO.fullmatch(row)
    if said:
        row = f"{said[1]} 2 {said[2]}"
    words = _numbers(row)
    if not 0 < len(words) <= _MOST_NUMBERS:
        return
    ordinals = {word[:-1] for word in re.findall(r"\d+o", row)}
    first = day_first and (custom or len(words) > 2)
    yield from _told(words, today, first)
    yield from _cut(words, ordinals, today, first)


def _numbers(row: str) -> list[str]:
    """The numbers of a row, with a year put together that was heard in two ("1950 5", "198 2")."""
    words = re.findall(r"\d+", row)
    if len(words) > 1 and _BEGUN_YEAR.search(words[-2]) and len(words[-1]) == 1:
        words[-2:] = ["".join(words[-2:])]
    cut = len(words) > 2 and re.fullmatch(r"(?:18|19|20)\d0", words[-2]) is not None
    if cut and (len(words[-1]) == 1 or (words[-2] == "2000" and len(words[-1]) == 2)):
        words[-2:] = [str(int(words[-2]) + int(words[-1]))]
    return words


def _told(words: Sequence[str], today: date, day_first: bool) -> Iterator[Reading]:
    """The words as they stand: month, day and a year of one or two words; or the year in front."""
    if len(words[0]) == 4 and len(words) == 3:
        yield int(words[1]), int(words[2]), int(words[0]), _SURE
    year = "".join(words[2:])
    if len(words) > 2 and len(year) in (2, 4):
        yield from _ordered(int(words[0]), int(words[1]), year, today, day_first)


def _cut(
    words: Sequence[str], ordinals: set[str], today: date, day_first: bool
) -> Iterator[Reading]:
    """The figures in a row, cut into a day, a month and a year."""
    row = "".join(words)
    if len(row) < 6 and len(words) < 3:
        return
    whole = len(words) == 1 or len(row) == 8
    borders = {0}
    inside: dict[int, str] = {}
    for word in words:
        at = max(borders)
        borders.add(at + len(word))
        inside |= {at + step: word for step in range(1, len(word))}
    for length in (4, 2):
        # "10 1947" has no day: a written year is not to be cut into a day and a year.
        ends_so = whole or len(row) - length in borders or len(words[-1]) > length == 4
        for one, other in _SPLITS:
            if not ends_so or one + other + length != len(row):
                continue
            cuts = [inside[at] for at in (one, one + other) if at in inside]
            if any(word in ordinals or len(word) == 2 for word in cuts):
                continue
            numbers = int(row[:one]), int(row[one : one + other])
            both = one != other and any(len(word) == 3 for word in cuts)
            yield from _ordered(*numbers, row[-length:], today, day_first, doubtful=both)
    if len(row) == 8:
        yield int(row[4:6]), int(row[6:]), int(row[:4]), _GUESSED


def _ordered(
    one: int, other: int, year: str, today: date, day_first: bool, doubtful: bool = False
) -> Iterator[Reading]:
    """Two numbers as month and day, by custom first; surer where only one way is a date.

    `doubtful`: they were cut out of three figures, which could be cut otherwise ("306").
    """
    sure = _SURE if one == other or max(one, other) > 12 else _EITHER_WAY
    sure = _GUESSED if doubtful else sure
    pairs = ((other, one), (one, other)) if day_first else ((one, other), (other, one))
    for full in years(year, today):
        for month, day in pairs:
            yield month, day, full, sure
