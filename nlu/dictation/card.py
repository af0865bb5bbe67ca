"""Payment card numbers taken out of words before anything is stored or logged.

Nobody should read a card number to us, but callers do. A number of 13 to 19 digits whose check
digit is right (Luhn) is replaced; so is one that stands inside a longer stretch of digits, if it
also begins as cards do. One telephone number is too short for either.
"""

import re
from typing import Final

from nlu.dictation.digits import Digits, stretches
from nlu.utterance.word import MOST_CHARACTERS, words_of

MASK: Final = "[card number]"

_SHORTEST, _LONGEST = 13, 19
_MAYBE: Final = re.compile(
    r"(?:\d\D{0,3}){13}"
    r"|(?:\b(?:zero|one|two|three|four|five|six|seven|eight|nine|double|triple|\w+teen|eleven"
    r"|twelve"
    r"|\w+ty|\w*hundred|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|doble|\w*ent[ao]s?"
    r"|\w*cientos|quinientos|veint\w+|diez|once|doce|trece|catorce|quince|dieci\w+|oh|\d+)\b\W*"
    r"(?:(?:y|and|then|um|uh|dash)\W+){0,2}){4}",
    re.IGNORECASE,
)
_FIGURES: Final = re.compile(r"\d(?:[\s\-–.]{0,2}\d){12,}")
_ISSUERS: Final = re.compile(
    r"4|5[1-5]|2(?:2[2-9]|[3-6]\d|7[01])|3[47]|6(?:011|4[4-9]|5|2)|3(?:0[0-5]|[68])|35"
)


def mask_cards(words: str) -> str:
    """The words, with every payment card number replaced by `[card number]`."""
    if not _MAYBE.search(words):
        return words
    masked = words
    for start, end in reversed(_spans(words)):
        masked = masked[:start] + MASK + masked[end:]
    return masked


def _spans(words: str) -> list[tuple[int, int]]:
    """Where card numbers stand, in order, apart from each other.

    Figures are looked for in the whole text, spoken digits as far as words are read.
    """
    found: list[tuple[int, int]] = []
    for stretch in stretches(words_of(words)):
        found += _cards_in(stretch)
    for match in _FIGURES.finditer(words, max(0, MOST_CHARACTERS - _LONGEST * 3)):
        figures = [(index, char) for index, char in enumerate(match.group()) if char.isdecimal()]
        starts = tuple(match.start() + index for index, _ in figures)
        stretch = Digits(
            tuple(char for _, char in figures), starts, tuple(at + 1 for at in starts), 0, 0
        )
        found += [span for span in _cards_in(stretch) if all(span[0] >= end for _, end in found)]
    return found


def _cards_in(stretch: Digits) -> list[tuple[int, int]]:
    """The spans of card numbers in one stretch; the whole stretch needs no issuer's beginning."""
    total = len(stretch.text)
    if total < _SHORTEST:
        return []
    if total <= _LONGEST and _luhn(stretch.text):
        return [(stretch.start, stretch.end)]
    found: list[tuple[int, int]] = []
    first = 0
    while first < len(stretch.pieces):
        stop = _card_from(stretch, first)
        if stop:
            found.append((stretch.starts[first], stretch.ends[stop - 1]))
            first = stop
        else:
            first += 1
    return found


def _card_from(stretch: Digits, first: int) -> int:
    """The piece after the longest card number that begins with the piece `first`; 0 if none."""
    digits = ""
    best = 0
    for stop in range(first + 1, len(stretch.pieces) + 1):
        digits += stretch.pieces[stop - 1]
        if len(digits) > _LONGEST:
            break
        if len(digits) >= _SHORTEST and _ISSUERS.match(digits) and _luhn(digits):
            best = stop
    return best


def _luhn(digits: str) -> bool:
    """Whether the check digit fits; a row of one and the same digit is no card."""
    if len(set(digits)) == 1:
        return False
    odd = sum(int(digit) for digit in digits[-1::-2])
    even = sum(sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (odd + even) % 10 == 0
