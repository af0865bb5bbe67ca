"""A name divided into first and last, and written as names are written.

Where the first name ends is a guess that records do not depend on: both parts together are always
what was said. Spanish names end in two surnames, English ones in one; "de la Cruz" and "del Carmen"
stay whole.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from nlu.person.given_names import COMPOUND_SECONDS, GIVEN_NAMES
from nlu.person.name_words import PARTICLES
from nlu.utterance.word import plain, word_set

_SPELLS: Final = 50
"""From this likeness on, letters spell a spoken word; below, they contradict it."""
_LOWER: Final = word_set("de del la las los van von der den ter da das di du bin ibn y")
_FUSED: Final = {"o": "O'", "mc": "Mc"}


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name; either part may be unknown."""

    first: str | None
    last: str | None

    @property
    def complete(self) -> bool:
        """Whether both parts are known."""
        return bool(self.first and self.last)


def cased(word: str) -> str:
    """One word of a name with its capitals: `Smith`, `McDonald`, `O'Brien`, `Ann-Marie`."""
    if not (word.islower() or word.isupper()):
        return word
    low = word.lower().replace("’", "'")
    if "'" in low:
        head, _, tail = low.partition("'")
        if len(head) <= 2:
            return f"{head.capitalize()}'{tail.capitalize()}"
    if low.startswith("mc") and len(low) > 4:
        return f"Mc{low[2:].capitalize()}"
    return low.capitalize()


def divided(words: Sequence[str], spanish: bool, part: str | None, titled: bool) -> Name:
    """The words of a name as first and last. `titled`: "Mrs." went before, so one is the last."""
    units = _units(words)
    keys = [plain(unit) for unit in units]
    if len(units) == 1:
        last = part == "last" or (part is None and titled)
        return Name(None, units[0]) if last else Name(units[0], None)
    if part == "first" and all(key in GIVEN_NAMES for key in keys):
        return Name(" ".join(units), None)
    if part == "last" and keys[0] not in GIVEN_NAMES:
        return Name(None, " ".join(units))
    cut = _cut(keys, spanish)
    return Name(" ".join(units[:cut]), " ".join(units[cut:]))


def _units(words: Sequence[str]) -> list[str]:
    """The words with particles joined to the word they belong to, all with their capitals."""
    units: list[str] = []
    waiting: list[str] = []
    for index, word in enumerate(words):
        key = plain(word)
        last = index == len(words) - 1
        if key in PARTICLES and not last and (index > 0 or key in ("de", "del", "la", "o", "mc")):
            waiting.append(key)
            continue
        text = cased(word)
        for particle in reversed(waiting):
            if particle in _FUSED:
                text = _FUSED[particle] + text
            else:
                text = f"{particle if particle in _LOWER else particle.capitalize()} {text}"
        waiting.clear()
        if key not in PARTICLES and units and text.startswith("y "):
            units[-1] += f" {text}"
        else:
            units.append(text)
    return units


def _cut(keys: Sequence[str], spanish: bool) -> int:
    """How many units of a full name are the first name."""
    count = len(keys)
    if count == 2:
        return 1
    first, second = keys[0], keys[1]
    compound = second.rpartition(" ")[2] in COMPOUND_SECONDS and " " in second
    if compound and first in ("maria", "rosa", "ana", "juan", "jose", "luz", "flor"):
        return 2
    if count == 3:
        surnames = spanish or " " in second
        return 1 if surnames and second not in GIVEN_NAMES else 2
    return 2 if second in GIVEN_NAMES or not spanish or count == 4 else 1


def divided_letters(letters: str, part: str | None) -> Name:
    """Spelled letters as a name: a known given name at their front is one."""
    if part is None and letters not in GIVEN_NAMES:
        for size in range(len(letters) - 3, 2, -1):
            if letters[:size] in GIVEN_NAMES:
                return Name(cased(letters[:size]), cased(letters[size:]))
    word = cased(letters)
    if part == "first" or (part is None and letters in GIVEN_NAMES):
        return Name(word, None)
    return Name(None, word)


def respelled(name: Name, letters: str, sure: float) -> tuple[Name, float]:
    """A name with the part replaced that the letters spell; less sure where they contradict it."""
    said = {"first": name.first, "last": name.last}
    like = {
        which: fuzz.ratio(re.sub(r"\W", "", word.lower()), letters)
        for which, word in said.items()
        if word
    }
    whole = re.sub(r"\W", "", f"{name.first or ''}{name.last or ''}".lower())
    if name.complete and fuzz.ratio(whole, letters) > max(like.values()):
        return name, (0.95 if whole == letters else 0.65)
    which = max(like, key=lambda key: (like[key], key))
    if like[which] < _SPELLS and name.complete:
        which = "last"
    spoken = said[which] or ""
    if re.sub(r"\W", "", spoken.lower()) == letters:
        return name, 0.95
    sure = 0.6 if like[which] < 70 else min(sure, 0.85)
    word = cased(letters)
    return (Name(word, name.last) if which == "first" else Name(name.first, word)), sure
