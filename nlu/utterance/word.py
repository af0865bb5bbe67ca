"""An utterance as words with their places, in the form in which rules compare them.

Speech arrives in lower case and without punctuation, typed text with both; rules see one plain
form of either (lower case, no accents, straight apostrophes) and report places in what was given.
Nobody says more than a few hundred words before we answer, so a longer text is read up to
`MOST_WORDS` words: no rule can be made slow by the length of a text.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

MOST_WORDS: Final = 800
MOST_CHARACTERS: Final = 12_000

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]+)*|\d+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word or one run of figures."""

    said: str
    """As given."""
    plain: str
    """Lower case, without accents."""
    start: int
    end: int
    gap: str
    """What stands between the word before and this one: spaces, punctuation, symbols."""


def word_set(words: str) -> frozenset[str]:
    """The words of a list written as running text."""
    return frozenset(words.split())


def plain(text: str) -> str:
    """Lower case, without accents (ñ becomes n), with straight apostrophes."""
    if text.isascii():
        return text.lower()
    flat = unicodedata.normalize("NFKD", text.replace("’", "'").replace("`", "'"))
    return "".join(letter for letter in flat if not unicodedata.combining(letter)).lower()


@lru_cache(maxsize=64)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text in order, at most `MOST_WORDS` of them."""
    words: list[Word] = []
    last = 0
    for match in _WORD.finditer(text[:MOST_CHARACTERS]):
        start, end = match.span()
        said = match.group()
        words.append(Word(said, plain(said), start, end, text[last:start]))
        last = end
        if len(words) == MOST_WORDS:
            break
    return tuple(words)


def same_length_plain(text: str) -> str:
    """The plain form of a text with every character in its place, for patterns with spans."""
    if text.isascii():
        return text.lower()
    letters = []
    for letter in text:
        flat = plain(letter)
        letters.append(flat if len(flat) == 1 else (flat[:1] or " "))
    return "".join(letters)
