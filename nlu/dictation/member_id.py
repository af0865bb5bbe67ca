"""Insurance member numbers: letters and digits, said one by one or as they are printed.

There is no common form, so a number is taken only when it was asked for or named, and only with
enough digits to be one. Letters are spelled as anywhere ("b as in boy", alphabet words).
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from nlu.dictation.digits import BETWEEN, piece
from nlu.dictation.spelling import letter
from nlu.utterance import correction
from nlu.utterance.found import Found
from nlu.utterance.word import Word, same_length_plain, word_set, words_of

SHORTEST, LONGEST = 5, 20
FEWEST_DIGITS: Final = 3

_CUE: Final = re.compile(
    r"(?<!\w)(?:(?:member(?:ship)?|policy|subscriber|insurance|id|i d|identification|card)"
    r"(?:'s)? ?(?:id|i d|identification|number|card)?(?: number)?"
    r"|numero de (?:miembro|poliza|afiliado|identificacion|seguro|socio|asegurado)"
    r"|(?:poliza|identificacion))(?!\w)"
)
_OTHER: Final = re.compile(
    r"(?<!\w)(?:group|grupo|phone|telefono|date|birth(?:day)?|born|nacimiento)(?!\w)"
)
_BETWEEN_PIECES: Final = word_set(
    "dash hyphen space then and uh um guion espacio the letter number"
)
_EVERYDAY: Final = word_set("a i o y e u are you see be why for to too oh de en el te ye ve es as")
_SEPARATOR: Final = re.compile(r"[\s.,\-–—/#:]*")


def member_id(words: str, language: str = "en", asked: bool = False) -> Found | None:
    """The member number said, in upper case; `None` if there is none.

    `asked`: the number was just asked for, so it needs no cue such as "my member id is".
    """
    del language  # letters and digits of both languages are always heard
    found: Found | None = None
    for start, end in correction.parts(words):
        later = _best(words, start, end, asked or found is not None)
        if later is not None:
            corrected = found is not None or correction.denies(words[:start])
            found = replace(later, corrected=corrected)
        elif found is not None:
            found = _mended(found, words, start, end)
    return found


def _mended(found: Found, words: str, start: int, end: int) -> Found:
    """A number whose last characters are said anew after a correction ("no wait, five")."""
    spoken = _within(words, start, end)
    if not spoken:
        return found
    code, stop, _ = _code(spoken, 0)
    if not code or stop < len(spoken):
        return found
    value = found.value[: -len(code)] + code
    return replace(found, value=value, end=spoken[-1].end, corrected=True)


def _within(words: str, start: int, end: int) -> list[Word]:
    return [word for word in words_of(words) if start <= word.start and word.end <= end]


def _best(words: str, start: int, end: int, asked: bool) -> Found | None:
    """The longest number between two places of the text."""
    spoken = _within(words, start, end)
    flat = same_length_plain(words)
    best: Found | None = None
    at = 0
    while at < len(spoken):
        code, stop, odd = _code(spoken, at)
        if not _fits(code):
            at = max(at + 1, stop if len(code) > LONGEST else at + 1)
            continue
        before = flat[max(0, spoken[at].start - 60) : spoken[at].start]
        named = not _OTHER.search(before[-25:]) and (asked or _CUE.search(before))
        if named and (best is None or len(code) > len(best.value)):
            best = Found(code, spoken[at].start, spoken[stop - 1].end, 0.7 if odd else 0.9)
        at = stop
    return best


def _fits(code: str) -> bool:
    digits = sum(char.isdecimal() for char in code)
    return SHORTEST <= len(code) <= LONGEST and digits >= FEWEST_DIGITS


def _code(words: Sequence[Word], first: int) -> tuple[str, int, bool]:
    """Letters and digits from a word on, the word after them, and whether any is doubtful."""
    word = words[first].plain
    exemplified = letter(words, first)[1] > 1
    if word in _EVERYDAY and not exemplified and (len(word) > 1 or not _goes_on(words, first + 1)):
        return "", first + 1, False
    code = ""
    at = stop = first
    odd = False
    while at < len(words):
        if at > first and not _SEPARATOR.fullmatch(words[at].gap):
            break
        said, count = _piece(words, at, begun=bool(code))
        if said:
            odd = odd or (words[at].plain in _EVERYDAY and len(words[at].plain) > 1)
            code += said
            at += count
            stop = at
        elif code and words[at].plain in _BETWEEN_PIECES:
            at += 1
        else:
            break
    return code.upper(), max(stop, first + 1), odd


def _piece(words: Sequence[Word], at: int, begun: bool) -> tuple[str, int]:
    word = words[at].plain
    said, count = piece(words, at)
    if said:
        return said, count
    if begun and word in BETWEEN:
        return BETWEEN[word], 1
    one, used, _ = letter(words, at)
    if one and (begun or len(word) == 1 or word not in _EVERYDAY):
        return one, used
    printed = words[at].said.isupper() or not set(word) & set("aeiou")
    before = at + 1 < len(words) and words[at + 1].plain.isdecimal()
    glued = (before and words[at + 1].gap == "") or (
        at > 0 and words[at].gap == "" and words[at - 1].plain.isdecimal()
    )
    if (glued or (before and printed)) and len(word) <= 4 and word.isascii() and word.isalpha():
        return word, 1
    return "", 0


def _goes_on(words: Sequence[Word], at: int) -> bool:
    """Whether a digit, or letters before one, follow: then an everyday letter may begin a code."""
    for index in range(at, min(at + 3, len(words))):
        if piece(words, index)[0]:
            return True
        if not letter(words, index)[0]:
            return False
    return False
