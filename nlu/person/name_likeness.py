"""How like a person's name is to what was heard of it.

A recogniser garbles names ("Wallis", "h i l l r u p") and callers say only a part of them, so a
name is compared with each guess as a whole, and its parts with every stretch of a guess; letters
that were spelled are compared as the letters that they are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from nlu.dictation.letters import letters_heard
from nlu.utterance.word import plain

_FIRST_PART: Final = 0.45
"""What a first name adds to the likeness beside the last name: there are fewer first names."""
_PIECED: Final = 0.95
_FEWEST: Final = 3
_LONGEST: Final = 4
"""How many words of a guess one part of a name may be taken from."""


@dataclass(frozen=True, slots=True)
class NameHeard:
    """What was heard of a name, in the forms in which it is compared."""

    wholes: tuple[str, ...]
    """Every guess in one run of letters."""
    pieces: tuple[str, ...]
    """Every stretch of a few words of a guess."""
    fronts: tuple[str, ...]
    """Every front of what was spelled, which may be a first name."""
    ends: tuple[str, ...]


def name_heard(guesses: Iterable[str]) -> NameHeard:
    """The guesses of a recogniser, of one question or several, made ready for comparing."""
    wholes: dict[str, None] = {}
    pieces: dict[str, None] = {}
    fronts: dict[str, None] = {}
    ends: dict[str, None] = {}
    for guess in guesses:
        words = [_bare(word) for word in guess.split()]
        words = [word for word in words if word]
        wholes["".join(words)] = None
        for first in range(len(words)):
            for stop in range(first + 1, min(len(words), first + _LONGEST) + 1):
                pieces["".join(words[first:stop])] = None
        spelled = letters_heard(guess)
        if len(words) > 2 and spelled:
            wholes[spelled] = None
            for cut in range(_FEWEST, len(spelled) + 1):
                fronts[spelled[:cut]] = None
                ends[spelled[-cut:]] = None
    return NameHeard(
        tuple(one for one in wholes if one),
        tuple(one for one in pieces if len(one) >= _FEWEST),
        tuple(fronts),
        tuple(ends),
    )


def likeness(first: str, last: str, heard: NameHeard) -> float:
    """How like the name is to the best of what was heard, 0 to 100."""
    one, other = _bare(first), _bare(last)
    whole = max(_likest(one + other, heard.wholes), _likest(other + one, heard.wholes))
    front = max(_likest(one, heard.pieces), _likest(one, heard.fronts))
    end = max(_likest(other, heard.pieces), _likest(other, heard.ends))
    parts = _FIRST_PART * front + (1 - _FIRST_PART) * end
    return round(max(whole, _PIECED * parts), 2)


def _likest(name: str, heard: Sequence[str]) -> float:
    return max((fuzz.ratio(name, one) for one in heard), default=0.0)


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    return "".join(letter for letter in plain(text) if letter.isalpha())
