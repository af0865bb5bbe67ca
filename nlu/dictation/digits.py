"""Digits as people say them, in English and Spanish.

Used for phone numbers, member numbers and cards, where "twenty one" is 21 and not a quantity.
A digit may be said alone ("five"), in pairs ("fifty five"), doubled ("double seven"), as hundreds
("five hundred twelve"); figures are taken as they stand. Some words are digits only between
digits: "oh" and, misheard, "to", "for", "ate".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nlu.utterance.word import Word, word_set

UNITS: Final = {
    **dict.fromkeys(("zero", "cero", "nought", "naught", "null"), "0"),
    **dict.fromkeys(("one", "uno", "una", "un"), "1"),
    **dict.fromkeys(("two", "dos"), "2"),
    **dict.fromkeys(("three", "tres"), "3"),
    **dict.fromkeys(("four", "cuatro"), "4"),
    **dict.fromkeys(("five", "cinco", "fife"), "5"),
    **dict.fromkeys(("six", "seis"), "6"),
    **dict.fromkeys(("seven", "siete"), "7"),
    **dict.fromkeys(("eight", "ocho"), "8"),
    **dict.fromkeys(("nine", "nueve", "niner"), "9"),
}
TEENS: Final = {
    **dict.fromkeys(("ten", "diez"), "10"),
    **dict.fromkeys(("eleven", "once"), "11"),
    **dict.fromkeys(("twelve", "doce"), "12"),
    **dict.fromkeys(("thirteen", "trece"), "13"),
    **dict.fromkeys(("fourteen", "catorce"), "14"),
    **dict.fromkeys(("fifteen", "quince"), "15"),
    **dict.fromkeys(("sixteen", "dieciseis"), "16"),
    **dict.fromkeys(("seventeen", "diecisiete"), "17"),
    **dict.fromkeys(("eighteen", "dieciocho"), "18"),
    **dict.fromkeys(("nineteen", "diecinueve"), "19"),
    "veintiun": "21",
    "veintiuno": "21",
    "veintiuna": "21",
    "veintidos": "22",
    "veintitres": "23",
    "veinticuatro": "24",
    "veinticinco": "25",
    "veintiseis": "26",
    "veintisiete": "27",
    "veintiocho": "28",
    "veintinueve": "29",
}
TENS: Final = {
    **dict.fromkeys(("twenty", "veinte"), "20"),
    **dict.fromkeys(("thirty", "treinta"), "30"),
    **dict.fromkeys(("forty", "fourty", "cuarenta"), "40"),
    **dict.fromkeys(("fifty", "cincuenta"), "50"),
    **dict.fromkeys(("sixty", "sesenta"), "60"),
    **dict.fromkeys(("seventy", "setenta"), "70"),
    **dict.fromkeys(("eighty", "ochenta"), "80"),
    **dict.fromkeys(("ninety", "noventa"), "90"),
}
HUNDREDS: Final = {
    **dict.fromkeys(("cien", "ciento"), "100"),
    **dict.fromkeys(("doscientos", "doscientas"), "200"),
    **dict.fromkeys(("trescientos", "trescientas"), "300"),
    **dict.fromkeys(("cuatrocientos", "cuatrocientas"), "400"),
    **dict.fromkeys(("quinientos", "quinientas"), "500"),
    **dict.fromkeys(("seiscientos", "seiscientas"), "600"),
    **dict.fromkeys(("setecientos", "setecientas"), "700"),
    **dict.fromkeys(("ochocientos", "ochocientas"), "800"),
    **dict.fromkeys(("novecientos", "novecientas"), "900"),
}
TIMES: Final = {"two": 2, "three": 3, "four": 4, "dos": 2, "tres": 3, "cuatro": 4}
"""How often a digit comes that is said as "three times five"."""
_TIMES: Final = ("times", "veces")
REPEATS: Final = {"double": 2, "doble": 2, "triple": 3, "treble": 3, "quadruple": 4}
BETWEEN: Final = {
    **dict.fromkeys(("oh", "o"), "0"),
    **dict.fromkeys(("to", "too"), "2"),
    **dict.fromkeys(("for", "fore"), "4"),
    "ate": "8",
    "won": "1",
    "tree": "3",
}
"""Digits only where digits stand around them."""

FILLERS: Final = word_set(
    "dash hyphen dot point space and then um uh er hmm guion punto espacio eh este area code "
    "codigo prefijo plus mas okay ok parenthesis"
)
_SEPARATOR: Final = re.compile(r"[\s().,\-–—/+·:;…\"']*")


@dataclass(frozen=True, slots=True)
class Digits:
    """One stretch of digits: their pieces as said, and where they stand in the text."""

    pieces: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    first: int
    """The index of the first word."""
    stop: int
    """The index after the last word."""

    @property
    def text(self) -> str:
        """All digits in a row."""
        return "".join(self.pieces)

    @property
    def start(self) -> int:
        """Where the first piece begins."""
        return self.starts[0]

    @property
    def end(self) -> int:
        """Where the last piece ends."""
        return self.ends[-1]


def piece(words: Sequence[Word], at: int, whole_hundreds: bool = True) -> tuple[str, int]:
    """The digits said by the words from `at` on, and how many words say them ("", 0: none).

    With `whole_hundreds`, "five hundred twelve" is 512, else 500 and 12: people say both.
    """
    word = words[at].plain
    if word.isdecimal() and word.isascii():
        return word, 1
    after = words[at + 1].plain if at + 1 < len(words) else ""
    if word in REPEATS:
        one = UNITS.get(after) or BETWEEN.get(after) or (after if after.isdecimal() else "")
        return (one * REPEATS[word], 2) if len(one) == 1 else ("", 0)
    if word in TIMES and after in _TIMES and at + 2 < len(words):
        one = words[at + 2].plain
        one = UNITS.get(one) or BETWEEN.get(one) or (one if one.isdecimal() else "")
        if len(one) == 1:
            return one * TIMES[word], 3
    if word in UNITS:
        if after == "hundred":
            return _hundreds(UNITS[word] + "00", words, at + 2, 2, whole_hundreds)
        if after in ("thousand", "mil"):
            return UNITS[word] + "000", 2
        return UNITS[word], 1
    if word in HUNDREDS:
        return _hundreds(HUNDREDS[word], words, at + 1, 1, whole_hundreds)
    if word in TEENS:
        return (TEENS[word] + "00", 2) if after == "hundred" else (TEENS[word], 1)
    if word in TENS:
        return _tens(words, at)
    return "", 0


def _tens(words: Sequence[Word], at: int) -> tuple[str, int]:
    """Forty, "forty two", "cuarenta y dos", "forty two hundred"."""
    tens = TENS[words[at].plain]
    following = at + 1
    if following < len(words) and words[following].plain == "y":
        following += 1
    if following < len(words):
        unit = UNITS.get(words[following].plain, "0")
        if unit != "0":
            if following + 1 < len(words) and words[following + 1].plain == "hundred":
                return tens[0] + unit + "00", following + 2 - at
            return tens[0] + unit, following + 1 - at
    return tens, 1


def _hundreds(
    hundred: str, words: Sequence[Word], at: int, used: int, whole: bool
) -> tuple[str, int]:
    """What follows a hundred and belongs to it."""
    if not whole or at >= len(words):
        return hundred, used
    skipped = 1 if words[at].plain == "and" and at + 1 < len(words) else 0
    word = words[at + skipped].plain
    if word in TEENS:
        return hundred[0] + TEENS[word], used + skipped + 1
    if word in TENS:
        tens, count = _tens(words, at + skipped)
        return hundred[0] + tens, used + skipped + count
    if skipped or words[at - 1].plain in HUNDREDS:
        unit = UNITS.get(word, "")
        if unit:
            return hundred[0] + "0" + unit, used + skipped + 1
    return hundred, used


def stretches(
    words: Sequence[Word], whole_hundreds: bool = True, edges: bool = False
) -> tuple[Digits, ...]:
    """Every stretch of digits, in order.

    With `edges`, the words that are digits only between digits also count at the two ends.
    """
    found: list[Digits] = []
    at = 0
    while at < len(words):
        stretch = _stretch(words, at, whole_hundreds, edges)
        if stretch is None:
            at += 1
        else:
            found.append(stretch)
            at = stretch.stop
    return tuple(found)


def _stretch(words: Sequence[Word], first: int, whole_hundreds: bool, edges: bool) -> Digits | None:
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = stop = first
    waiting: list[tuple[str, Word, int]] = []
    fillers = 0
    while at < len(words):
        word = words[at]
        if at > first and not _SEPARATOR.fullmatch(word.gap):
            break
        said, count = piece(words, at, whole_hundreds)
        if said:
            for digit, between, _ in waiting:
                pieces.append(digit)
                starts.append(between.start)
                ends.append(between.end)
            waiting.clear()
            pieces.append(said)
            starts.append(word.start)
            ends.append(words[at + count - 1].end)
            fillers = 0
            at += count
            stop = at
        elif word.plain in BETWEEN and (pieces or edges or word.plain in ("oh", "o")):
            waiting.append((BETWEEN[word.plain], word, at))
            if len(waiting) > 2:
                break
            at += 1
        elif word.plain in FILLERS and pieces and fillers < 3:
            fillers += 1
            at += 1
        else:
            break
    if not pieces:
        return None
    for digit, between, index in waiting:
        if not (edges or between.plain in ("oh", "o")) or index != stop:
            break
        pieces.append(digit)
        starts.append(between.start)
        ends.append(between.end)
        stop = index + 1
    return Digits(tuple(pieces), tuple(starts), tuple(ends), first, stop)
