"""A name out of letters that were badly heard: "GE o RS r e ey" is Geoffrey.

Recognisers hear "m" for "n", drop letters, double them and write several as a word; so the letters
are compared with every common name, each confusion at its price, and the name that explains them
most cheaply is taken, a rare one only if the letters say so clearly. First and last name are
spelled without a pause: every place is tried where one may end and the other begin.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from nlu.dictation.letters import letters_heard, spelled_only
from nlu.person.lexicon import Lexicon, Names, common_names

_Costs: TypeAlias = npt.NDArray[np.int16]
"""Costs in hundredths of a letter."""

_ALIKE: Final = ("bcdegptvz", "mn", "ahjk", "fsx", "iy", "quw", "ao", "lo", "ar", "ie", "ck", "cs")
"""Letters whose names sound alike, or that recognisers write for one another."""
_OTHER, _SIMILAR, _EXTRA, _AGAIN, _MISSED = 100, 50, 60, 25, 60
_TWO_NAMES: Final = -50
"""What it costs to believe that both names were spelled: less than nothing, both were asked for."""
_LAST_ALONE: Final = 100
"""What it costs to believe that of a whole name only the last was spelled."""
_PLACE: Final = 15
"""What each place further down among the guesses costs."""
_MOST_GUESSES: Final = 5
_CLEAR: Final = 0.1
"""The cost for each letter up to which no further guess is looked at."""
_LONGEST: Final = 32
_NO_LETTER: Final = re.compile("[^a-z]")
_FEWEST: Final = 3
_AFFORDABLE: Final = 42
"""The dearest explanation that is believed, for each letter heard."""
_FREE, _STEP, _DEAREST = 100, 30, 300
"""The dearest beginning of one name that is considered: with its first letter, what each further
letter allows more, and at most."""


@dataclass(frozen=True, slots=True)
class SpelledName:
    """A name that letters spell."""

    first: str | None
    last: str | None
    cost: float
    """For each letter heard: 0 if every letter is the name's, 1 if none is."""
    guess: int
    """The guess that spells it."""


def spelled_name(
    guesses: Sequence[str], part: str | None = None, names: Names | None = None
) -> SpelledName | None:
    """The name that the letters in a recogniser's guesses spell, in lower case, or `None`.

    `part`: `first` or `last` if only that was asked for. `names`: those that callers may have, the
    common ones if `None`.
    """
    names = names or common_names()
    best: tuple[int, SpelledName] | None = None
    seen: set[str] = set()
    for place, guess in enumerate(guesses[:_MOST_GUESSES]):
        if best is not None and best[1].cost <= _CLEAR:
            break
        for heard in (letters_heard(guess), letters_heard(guess, whole=True), spelled_only(guess)):
            letters = _NO_LETTER.sub("", heard)
            if letters in seen or not _FEWEST <= len(letters) <= _LONGEST:
                continue
            seen.add(letters)
            found = _explained(letters, part, names)
            if found is None or found.bare > _AFFORDABLE * len(letters):
                continue
            cost = found.cost + _PLACE * place
            if best is None or cost < best[0]:
                each = round(found.bare / len(letters) / 100, 3)
                best = cost, SpelledName(found.first, found.last, each, place)
    return best[1] if best is not None else None


class _Option(NamedTuple):
    """A way to explain letters as a name."""

    cost: int
    first: str | None
    last: str | None
    bare: int
    """The cost without the price of rarity."""


def _explained(letters: str, part: str | None, names: Names) -> _Option | None:
    """The cheapest way to explain the letters as a first name, a last name or both."""
    heard = np.array([ord(letter) - ord("a") for letter in letters], dtype=np.uint8)
    count = len(letters)
    nothing = [None] * (count + 1)
    fronts = nothing if part == "last" else _fronts(names.given, heard)
    ends = nothing if part == "first" else _fronts(names.surnames_turned, heard[::-1])
    options: list[_Option] = []
    for cut in (0, *range(2, count - 1), count):
        first, last = fronts[cut], ends[count - cut]
        if cut == count and first:
            options.append(_Option(first.cost, first.name, None, first.bare))
        elif cut == 0 and last:
            alone = 0 if part else _LAST_ALONE
            options.append(_Option(last.cost + alone, None, last.name[::-1], last.bare))
        elif first and last:
            cost = first.cost + last.cost + _TWO_NAMES
            options.append(_Option(cost, first.name, last.name[::-1], first.bare + last.bare))
    return min(options, key=lambda option: option.cost, default=None)


class _Cheapest(NamedTuple):
    """The name that explains some letters most cheaply."""

    name: str
    cost: int
    bare: int


def _table() -> _Costs:
    """What it costs to hear one letter for another."""
    table = np.full((26, 26), _OTHER, dtype=np.int16)
    for group in _ALIKE:
        at = [ord(letter) - ord("a") for letter in group]
        table[np.ix_(at, at)] = _SIMILAR
    np.fill_diagonal(table, 0)
    return table


_TABLE: Final = _table()


def _fronts(words: Lexicon, heard: npt.NDArray[np.uint8]) -> list[_Cheapest | None]:
    """For each number of letters at the front of what was heard, the name that explains them.

    The edit distance of what was heard to all names at once, a level of their tree at a time;
    branches of which nothing affordable can come are cut.
    """
    extra = np.full(len(heard), _EXTRA, dtype=np.int16)
    extra[1:][heard[1:] == heard[:-1]] = _AGAIN
    costs = np.concatenate(([0], np.cumsum(extra))).astype(np.int16)[:, None]
    places = np.zeros(1, dtype=np.intp)
    ended: list[npt.NDArray[np.intp]] = []
    at_end: list[_Costs] = []
    prices = _TABLE[heard]
    for depth, level in enumerate(words.levels):
        before = places[level.parents]
        alive = np.flatnonzero(before >= 0)
        parents, letters = costs[:, before[alive]], level.letters[alive]
        costs = parents + np.where(level.doubled[alive], np.int16(_AGAIN), np.int16(_MISSED))
        np.minimum(costs[1:], parents[:-1] + prices[:, letters], out=costs[1:])
        for at, more in enumerate(extra):
            np.minimum(costs[at + 1], costs[at] + more, out=costs[at + 1])
        kept = costs.min(axis=0) <= min(_DEAREST, _FREE + _STEP * depth)
        alive, costs = alive[kept], costs[:, kept]
        places = np.full(len(level.letters), -1, dtype=np.intp)
        places[alive] = np.arange(len(alive))
        names = level.names[alive]
        ended.append(names[names >= 0])
        at_end.append(costs[:, names >= 0])
    names, bare = np.concatenate(ended), np.concatenate(at_end, axis=1)
    if not len(names):
        return [None] * (len(heard) + 1)
    whole = bare + words.rarity[names]
    return [
        _Cheapest(words.names[names[at]], int(whole[row, at]), int(bare[row, at]))
        for row, at in enumerate(whole.argmin(axis=1))
    ]
