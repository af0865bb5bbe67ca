"""Names and codes spelled letter by letter, in English and Spanish.

A letter may be said by itself ("s"), by its name ("ess", "ele"), by an alphabet word ("sierra"),
with an example ("b as in boy", "b de burro") or doubled ("double t"). Many of these are everyday
words too ("are", "you", "de", "mike"), so a stretch counts as spelling only if enough of it can
be nothing else. An example outweighs its letter: words are heard better than letters.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nlu.utterance.word import Word, word_set

_NATO: Final = (
    "alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike "
    "november oscar papa quebec romeo sierra tango uniform victor whiskey whisky xray yankee zulu"
)
NATO: Final = {word: word[0] for word in _NATO.split()}

_NAMES: Final = {
    "a": "ay eh",
    "b": "bee be",
    "c": "cee see sea ce",
    "d": "dee de",
    "e": "ee",
    "f": "eff ef efe",
    "g": "gee ge",
    "h": "aitch haitch hache",
    "i": "eye",
    "j": "jay jota",
    "k": "kay ka",
    "l": "ell el ele",
    "m": "em eme",
    "n": "en ene enye",
    "o": "oh",
    "p": "pee pe",
    "q": "cue queue cu",
    "r": "ar are erre ere",
    "s": "ess es ese",
    "t": "tee tea te",
    "u": "you",
    "v": "vee uve ve",
    "w": "doubleyou dubya",
    "x": "ex equis",
    "y": "why wye ye",
    "z": "zee zed zeta",
}
LETTER_NAMES: Final = {name: letter for letter, names in _NAMES.items() for name in names.split()}
_SURE: Final = word_set(
    "bee cee dee eff efe gee aitch haitch hache jay jota kay ell ele eme ene enye erre ess tee vee "
    "uve zee zed zeta equis dubya doubleyou"
)
"""Letter names that are hardly ever anything else."""
_EXAMPLE: Final = frozenset(("as", "like", "for", "de", "como", "is"))
_TWICE: Final = frozenset(("double", "doble", "two", "dos"))
_SKIPPED: Final = word_set(
    "capital uppercase lowercase upper lower case then and the letter uh um hyphen dash apostrophe "
    "mayuscula minuscula letra"
)
_SEPARATOR: Final = re.compile(r"[\s.,\-–—/…;:\"']*")


@dataclass(frozen=True, slots=True)
class Spelled:
    """A stretch of spelling: the letters, and the words that say them."""

    letters: str
    first: int
    stop: int
    sure: int
    """How many of the letters can hardly be anything else."""


def letter(words: Sequence[Word], at: int) -> tuple[str, int, bool]:
    """The letters said by the words from `at` on, how many words say them, and whether for sure.

    ("", 0, False) if none.
    """
    word = words[at].plain
    after = words[at + 1].plain if at + 1 < len(words) else ""
    if word in _TWICE and after:
        if after in ("u", "you", "ve", "uve", "v", "be"):
            return ("w", 2, True) if word in ("double", "doble") else ("", 0, False)
        one, count, _ = letter(words, at + 1) if after not in _TWICE else ("", 0, False)
        return (one * 2, count + 1, True) if len(one) == 1 else ("", 0, False)
    if word in ("i", "ye") and after in ("griega", "latina"):
        return ("y" if after == "griega" else "i"), 2, True
    if word in ("x",) and after == "ray":
        return "x", 2, True
    one, sure = _single(word)
    if not one:
        return "", 0, False
    count = 1
    if len(word) == 1 or word in LETTER_NAMES:
        example, used = _example(words, at + 1)
        if example:
            return example, count + used, True
    return one, count, sure


def _single(word: str) -> tuple[str, bool]:
    bare = word[:-2] if word.endswith("'s") else word
    if len(bare) == 1 and bare.isalpha():
        return bare, bare not in "aioyeu"
    if word in NATO:
        return NATO[word], False
    if word in LETTER_NAMES:
        return LETTER_NAMES[word], word in _SURE
    return "", False


def _example(words: Sequence[Word], at: int) -> tuple[str, int]:
    """ "as in boy", "for boy", "de burro" from `at` on: the letter, and how many words."""
    if at >= len(words) or words[at].plain not in _EXAMPLE:
        return "", 0
    word_at = at + 1
    if words[at].plain in ("as", "is", "like", "como"):
        if word_at < len(words) and words[word_at].plain in ("in", "en"):
            word_at += 1
        elif words[at].plain == "is":
            return "", 0
    if word_at >= len(words) or len(words[word_at].plain) < 2:
        return "", 0
    before = words[at - 1].plain
    example = words[word_at].plain
    said = before if len(before) == 1 else LETTER_NAMES.get(before, "")
    if words[at].plain in ("for", "de") and example[0] != said:
        return "", 0
    return example[0], word_at + 1 - at


def spellings(words: Sequence[Word], shortest: int = 3) -> tuple[Spelled, ...]:
    """Every stretch of at least `shortest` letters that is spelling, in order."""
    found: list[Spelled] = []
    at = 0
    while at < len(words):
        stretch = stretch_at(words, at)
        if stretch is None:
            at += 1
            continue
        length = len(stretch.letters)
        likely = stretch.sure * 3 >= length or (length >= 5 and stretch.sure >= 2)
        if length >= shortest and likely:
            found.append(stretch)
        at = stretch.stop
    return tuple(found)


def stretch_at(words: Sequence[Word], first: int) -> Spelled | None:
    """The longest stretch of letters that begins with the word at `first`, however doubtful."""
    letters = ""
    sure = 0
    at = stop = first
    skipped = 0
    nato = 0
    while at < len(words):
        if at > first and not _SEPARATOR.fullmatch(words[at].gap):
            break
        one, count, certain = letter(words, at)
        if one:
            letters += one
            nato += words[at].plain in NATO
            sure += certain * len(one)
            at += count
            stop = at
            skipped = 0
        elif letters and words[at].plain in _SKIPPED and skipped < 2:
            skipped += 1
            at += 1
        else:
            break
    if not letters:
        return None
    if nato >= 3:
        sure += nato
    return Spelled(letters, first, stop, min(sure, len(letters)))
