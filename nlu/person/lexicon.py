"""The commonest names of the United States, as letters to compare with.

They serve as a prior: of two names that letters may spell, the commoner is the likelier. A name
that is not here can still be spelled; it is only believed less readily. Given names: the census of
1990, completed by the stdlib lists of English first names; surnames: the 20,000 commonest of that
census. Both sources are in the public domain.
"""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

import numpy as np
import numpy.typing as npt

_GIVEN: Final = "common_given_names.txt"
_SURNAMES: Final = "common_surnames.txt"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names in a table of letters, the commonest first."""

    names: tuple[str, ...]
    letters: npt.NDArray[np.int8]
    """One row a name, `a` is 0, padded with 26."""
    lengths: npt.NDArray[np.int16]
    rarity: npt.NDArray[np.float32]
    """The natural logarithm of each name's rank."""

    def turned(self) -> "Lexicon":
        """The same names spelled backwards, to be compared from their ends."""
        return lexicon(tuple(name[::-1] for name in self.names))


def lexicon(names: tuple[str, ...]) -> Lexicon:
    """A table of some names in lower case, the commonest first."""
    longest = max(map(len, names))
    letters = np.full((len(names), longest), 26, dtype=np.int8)
    for row, name in enumerate(names):
        letters[row, : len(name)] = [ord(letter) - 97 for letter in name]
    lengths = np.array([len(name) for name in names], dtype=np.int16)
    rarity = np.log(np.arange(1, len(names) + 1, dtype=np.float32))
    return Lexicon(names, letters, lengths, rarity)


@lru_cache(maxsize=1)
def given_names() -> Lexicon:
    """The common given names. Read once."""
    return lexicon(_read(_GIVEN))


@lru_cache(maxsize=1)
def surnames_turned() -> Lexicon:
    """The common surnames, spelled backwards. Read once."""
    return lexicon(_read(_SURNAMES)).turned()


def _read(name: str) -> tuple[str, ...]:
    return tuple((files("nlu.person") / name).read_text(encoding="ascii").split())
