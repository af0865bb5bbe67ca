"""Dates of birth over everything that a recogniser thinks it has heard.

A recogniser is often right only in its second or third guess, and its guesses err in known ways: it
drops the end of a year ("1940" for "1948"), or writes a year for a day. So every guess is read, the
earlier the weightier, and the readings vote; a year that ends in nought gives way to one of the
same decade, which nobody's ear makes up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from nlu.person.birth import date_of_birth
from nlu.utterance.found import Found
from nlu.when.named_days import MONTHS
from nlu.when.vocabulary import plain

MOST_GUESSES: Final = 20
_LATER: Final = 0.8
"""What each guess weighs beside the one before it."""
_GARBLED: Final = 0.3


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
        if found is not None:
            value = str(found.value)
            weight = found.confidence * _LATER**place * _clean(guess, found)
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


def _clean(guess: str, found: Found) -> float:
    """How far a guess can be trusted: little with a letter stuck to the date or two months."""
    stuck = guess[: found.start][-1:].isalnum()
    rest = plain(f"{guess[: found.start]} {guess[found.end :]}").text.split()
    return _GARBLED if stuck or any(word in MONTHS for word in rest) else 1.0


def _completed(value: str, weights: dict[str, float]) -> str | None:
    """The heard date that is this one with the end of its year, if this one lacks it."""
    if value[3] != "0":
        return None
    fuller = [
        other
        for other in weights
        if other != value and other[:3] == value[:3] and other[4:] == value[4:]
    ]
    return max(fuller, key=lambda other: (weights[other], other), default=None)
