"""A name out of letters that were badly heard: "GE o RS r e ey" is Geoffrey.

Recognisers hear "m" for "n", drop letters, double them and write several as a word; so the letters
are compared with every common name, each confusion at its price, and the name that explains them
most cheaply is taken, a rare one only if the letters say so clearly. First and last name are
spelled without a pause: every place is tried where one may end and the other begin.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from nlu.dictation.letters import letters_heard, spelled_only
from nlu.person.lexicon import Lexicon, given_names, surnames_turned

_Costs = npt.NDArray[np.float32]

_ALIKE: Final = ("bcdegptvz", "mn", "ahjk", "fsx", "iy", "quw", "ao", "lo", "ar", "ie", "ck", "cs")
"""Letters whose names sound alike, or that recognisers write for one another."""
_OTHER, _SIMILAR, _EXTRA, _AGAIN, _MISSED = 1.0, 0.5, 0.6, 0.25, 0.75
_RARITY: Final = 0.13
"""What a name costs for each factor of e in its rank."""
_TWO_NAMES: Final = -0.5
"""What it costs to believe that both names were spelled: less than nothing, both were asked for."""
_LAST_ALONE: Final = 1.0
"""What it costs to believe that of a whole name only the last was spelled."""
_PLACE: Final = 0.15
"""What each place further down among the guesses costs."""
_MOST_GUESSES: Final = 3
_LONGEST: Final = 32
_FEWEST: Final = 3
_AFFORDABLE: Final = 0.42
"""The dearest explanation that is believed, for each letter heard."""


@dataclass(frozen=True, slots=True)
class SpelledName:
    """A name that letters spell."""

    first: str | None
    last: str | None
    cost: float
    """For each letter heard: 0 if every letter is the name's, 1 if none is."""
    guess: int
    """The guess that spells it."""


def spelled_name(guesses: Sequence[str], part: str | None = None) -> SpelledName | None:
    """The common name that the letters in a recogniser's guesses spell, in lower case, or `None`.

    `part`: `first` or `last` if only that was asked for.
    """
    best: SpelledName | None = None
    cheapest = 0.0
    seen: set[str] = set()
    for place, guess in enumerate(guesses[:_MOST_GUESSES]):
        for letters in (
            letters_heard(guess),
            letters_heard(guess, whole=True),
            spelled_only(guess),
        ):
            if letters in seen or not _FEWEST <= len(letters) <= _LONGEST:
                continue
            seen.add(letters)
            first, last, cost, bare = _explained(letters, part)
            cost += _PLACE * place
            if best is None or cost < cheapest:
                best, cheapest = (
                    SpelledName(first, last, round(bare / len(letters), 3), place),
                    cost,
                )
    return best if best is not None and best.cost <= _AFFORDABLE else None


class _Option(NamedTuple):
    """A way to explain letters as a name."""

    cost: float
    first: str | None
    last: str | None
    bare: float
    """The cost without the price of rarity."""


def _explained(letters: str, part: str | None) -> _Option:
    """The cheapest way to explain the letters as a first name, a last name or both."""
    heard = np.array([ord(letter) - 97 for letter in letters], dtype=np.int8)
    firsts, lasts = given_names(), surnames_turned()
    count = len(letters)
    options: list[_Option] = []
    if part != "last":
        front = _Side(firsts, heard)
        options.append(_Option(front.cost(count), front.name(count), None, front.bare(count)))
    if part != "first":
        end = _Side(lasts, heard[::-1])
        alone = 0.0 if part else _LAST_ALONE
        last = end.name(count)[::-1]
        options.append(_Option(end.cost(count) + alone, None, last, end.bare(count)))
    if part is None:
        for cut in range(2, count - 1):
            rest = count - cut
            cost = front.cost(cut) + end.cost(rest) + _TWO_NAMES
            bare = front.bare(cut) + end.bare(rest)
            options.append(_Option(cost, front.name(cut), end.name(rest)[::-1], bare))
    return min(options, key=lambda option: option.cost)


class _Side:
    """The cheapest name for each front of what was heard."""

    def __init__(self, words: Lexicon, heard: npt.NDArray[np.int8]) -> None:
        self._words = words
        self._bare = _fronts(words, heard)
        self._costs = self._bare + _RARITY * words.rarity[:, None]
        self._chosen = self._costs.argmin(axis=0)

    def cost(self, letters: int) -> float:
        return float(self._costs[self._chosen[letters], letters])

    def bare(self, letters: int) -> float:
        return float(self._bare[self._chosen[letters], letters])

    def name(self, letters: int) -> str:
        return self._words.names[int(self._chosen[letters])]


def _table() -> _Costs:
    """What it costs to hear one letter for another; row and column 26 are padding."""
    table = np.full((27, 27), _OTHER, dtype=np.float32)
    for group in _ALIKE:
        at = [ord(letter) - 97 for letter in group]
        table[np.ix_(at, at)] = _SIMILAR
    np.fill_diagonal(table, 0.0)
    return table


_TABLE: Final = _table()


def _fronts(words: Lexicon, heard: npt.NDArray[np.int8]) -> _Costs:
    """For each name and each front of what was heard, the cost of hearing that for the name."""
    count = len(heard)
    extra = np.full(count, _EXTRA, dtype=np.float32)
    extra[1:][heard[1:] == heard[:-1]] = _AGAIN
    row = np.zeros((len(words.names), count + 1), dtype=np.float32)
    row[:, 1:] = np.cumsum(extra)
    result = np.zeros_like(row)
    before = np.full(len(words.names), 26, dtype=np.int8)
    for step in range(words.letters.shape[1]):
        letters = words.letters[:, step]
        missed = np.where(letters == before, _AGAIN, _MISSED).astype(np.float32)[:, None]
        following = row + missed
        np.minimum(following[:, 1:], row[:, :-1] + _TABLE[letters][:, heard], out=following[:, 1:])
        for at in range(count):
            np.minimum(following[:, at + 1], following[:, at] + extra[at], out=following[:, at + 1])
        row, before = following, letters
        done = words.lengths == step + 1
        result[done] = row[done]
    return result
