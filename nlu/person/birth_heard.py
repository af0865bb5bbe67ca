"""Dates of birth over everything that a recogniser thinks it has heard.

A recogniser is often right only in its second or third guess, and its guesses err in known ways: it
drops the end of a year ("1940" for "1948"), or writes a year for a day. So every guess is read, the
earlier the weightier, and the readings vote; a year that ends in nought gives way to one of the
same decade, which nobody's ear makes up, if there is but one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from nlu.person.birth import date_of_birth
from nlu.utterance.found import Found
from nlu.utterance.word import word_set
from nlu.when.named_days import MONTHS
from nlu.when.vocabulary import plain

MOST_GUESSES: Final = 20
_LATER: Final = 0.8
"""What each guess weighs beside the one before it."""
_GARBLED: Final = 0.3
_OPENING: Final = word_set(
    "yes yeah yep yup okay ok so well oh um uh er erm hi hello its it is was born birth birthday "
    "on the thats that my dob date am im sorry no "
    "si es el nacimiento nacio naci dia fue en soy bueno pues eh"
)
"""What callers say before a date; anything else is a part of it that was misheard."""
_ORDINALS: Final = {
    "1st": "best fist test burst worst",
    "3rd": "bird heard word",
    "4th": "both author force forth",
    "6th": "ship cyst list sis six sister system",
    "7th": "heaven devon seven",
    "8th": "age ace ate aid days",
    "9th": "night knight might nine",
    "10th": "tent tents tense",
    "12th": "bells shells wells wealth health",
    "30th": "dirty thirsty",
}
_MISHEARD: Final = (
    *(
        (re.compile(rf"^(?:{'|'.join(words.split())}) (?=of )", re.IGNORECASE), f"{said} ")
        for said, words in _ORDINALS.items()
    ),
    (re.compile(r"^(?:or|for|ore) (?=\d)", re.IGNORECASE), "4 "),
    (re.compile(r"(?<=\d) (?:to|too)$", re.IGNORECASE), " 2"),
)
"""What recognisers write for a number at the start, or for the last figure of a year."""


@dataclass(frozen=True, slots=True)
class BirthHeard:
    """One date of birth that may have been said."""

    value: str
    """`YYYY-MM-DD`."""
    weight: float
    """Its share of what all guesses say, 0 to 1."""
    guess: int
    """The first guess that holds it."""


def births_heard(
    guesses: Sequence[str], now: datetime, language: str = "en", day_first: bool | None = None
) -> tuple[BirthHeard, ...]:
    """The dates of birth in a recogniser's guesses, best first; empty if there is none."""
    weights: dict[str, float] = {}
    first: dict[str, int] = {}
    for place, guess in enumerate(guesses[:MOST_GUESSES]):
        found = date_of_birth(guess, now, language, day_first)
        trust = _clean(guess, found) if found is not None else _GARBLED
        if found is None:
            found = date_of_birth(_mended(guess), now, language, day_first)
        if found is not None:
            value = str(found.value)
            weight = found.confidence * _LATER**place * trust
            weights[value] = weights.get(value, 0.0) + weight
            first.setdefault(value, place)
    for value in tuple(weights):
        heir = _completed(value, weights)
        if heir is not None:
            weights[heir] += weights.pop(value)
    total = sum(weights.values())
    ranked = sorted(weights, key=lambda value: (-weights[value], first[value]))
    return tuple(
        BirthHeard(value, round(weights[value] / total, 4), first[value]) for value in ranked
    )


def _mended(guess: str) -> str:
    """The guess with words put right that recognisers write for the figures of a date."""
    for pattern, said in _MISHEARD:
        guess = pattern.sub(said, guess, count=1)
    return guess


def _clean(guess: str, found: Found) -> float:
    """How far a guess can be trusted: little with odd words before the date, or two months."""
    stuck = guess[: found.start][-1:].isalnum()
    before = guess[: found.start].lower().replace("'", "").split()
    odd = bool(before) and before[-1].strip(".,") not in _OPENING
    rest = plain(f"{guess[: found.start]} {guess[found.end :]}").text.split()
    return _GARBLED if stuck or odd or any(word in MONTHS for word in rest) else 1.0


def _completed(value: str, weights: dict[str, float]) -> str | None:
    """The one heard date that is this one with the end of its year, if this one lacks it."""
    if value[3] != "0":
        return None
    fuller = [
        other
        for other in weights
        if other != value and other[:3] == value[:3] and other[4:] == value[4:]
    ]
    return fuller[0] if len(fuller) == 1 else None
