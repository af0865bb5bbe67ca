"""Spoken numbers, English and Spanish, as whole numbers.

Speech-to-text writes one number in many ways ("25", "twenty five", "twenty-first", "oh four",
"mil novecientos ochenta y ocho"). A number is read as far as the language allows and no further:
"two thirty" stays 2 and 30, because only the reader of a time or a date knows what they mean.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple


class Number(NamedTuple):
    """A number that was said or written."""

    value: int
    width: int
    """How many words it took."""
    ordinal: bool
    digits: str
    """As it is written, leading zeros kept ("oh four" is "04")."""


@dataclass(frozen=True)
class _Tongue:
    """The number words of one language."""

    small: Mapping[str, int]
    tens: Mapping[str, int]
    hundreds: Mapping[str, int]
    hundred: frozenset[str]
    thousand: frozenset[str]
    joint: str
    """The word between tens and units ("treinta y uno"), empty where there is none."""
    glue: frozenset[str]
    """The words that may follow a hundred or a thousand ("two thousand and five")."""
    ordinals: Mapping[str, int]
    tens_ordinals: Mapping[str, int]
    zero: frozenset[str] = field(default_factory=frozenset)
    """Words that are a zero only before another digit ("oh four")."""


def _counted(words: str, first: int = 0, step: int = 1) -> dict[str, int]:
    return {word: first + step * place for place, word in enumerate(words.split())}


_ENGLISH: Final = _Tongue(
    small=_counted(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
        " fifteen sixteen seventeen eighteen nineteen"
    ),
    tens=_counted("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10) | {"fourty": 40},
    hundreds={},
    hundred=frozenset({"hundred"}),
    thousand=frozenset({"thousand"}),
    joint="",
    glue=frozenset({"and"}),
    ordinals=_counted(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
        " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth",
        1,
    ),
    tens_ordinals={"twentieth": 20, "thirtieth": 30},
    zero=frozenset({"oh", "o"}),
)
_SPANISH: Final = _Tongue(
    small=_counted(
        "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"
        " dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres"
        " veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve"
    )
    | {"una": 1, "un": 1, "veintiun": 21, "veintiuna": 21},
    tens=_counted("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa", 20, 10),
    hundreds=_counted(
        "cien doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos"
        " novecientos",
        100,
        100,
    )
    | {"ciento": 100},
    hundred=frozenset(),
    thousand=frozenset({"mil"}),
    joint="y",
    glue=frozenset(),
    ordinals=_counted("primero segundo tercero cuarto quinto sexto septimo octavo noveno decimo", 1)
    | {"primer": 1, "primera": 1, "segunda": 2, "tercer": 3, "tercera": 3},
    tens_ordinals={},
)

_SUFFIXED: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th|ro|do|er|ero|mo|to|vo|º|ª)")


def tongue(language: str) -> str:
    """The language whose words are read: `es` for any Spanish, else `en`."""
    return "es" if language[:2].lower() == "es" else "en"


def number_at(words: Sequence[str], at: int, language: str = "en") -> Number | None:
    """The longest number that begins at a word, or `None`.

    `words` are lower case and without accents, one spoken or written word each.
    """
    word = words[at]
    if word[0].isdigit():
        return _written(word)
    spoken = _SPANISH if tongue(language) == "es" else _ENGLISH
    if word in spoken.zero or spoken.small.get(word) == 0:
        return _leading_zero(words, at, spoken)
    counted = _below_million(words, at, spoken)
    ranked = _ordinal(words, at, spoken)
    if ranked and (counted is None or ranked.width >= counted.width):
        return ranked
    return counted


def _written(word: str) -> Number | None:
    if word.isascii() and word.isdecimal():
        # Longer runs are phone or card numbers; only their length matters to a reader of dates.
        return Number(int(word[:18]), 1, False, word)
    found = _SUFFIXED.fullmatch(word)
    return Number(int(found[1]), 1, True, found[1]) if found else None


def _leading_zero(words: Sequence[str], at: int, spoken: _Tongue) -> Number | None:
    following = words[at + 1] if at + 1 < len(words) else ""
    digit = spoken.small.get(following, 10)
    if following in "123456789" and following:
        digit = int(following)
    if 0 < digit < 10:
        return Number(digit, 2, False, f"0{digit}")
    return None if words[at] in spoken.zero else Number(0, 1, False, "0")


def _plain(value: int, width: int) -> Number:
    return Number(value, width, False, str(value))


def _below_hundred(words: Sequence[str], at: int, spoken: _Tongue) -> Number | None:
    if at >= len(words):
        return None
    word = words[at]
    if word in spoken.tens:
        unit = at + 1
        if spoken.joint and unit < len(words) and words[unit] == spoken.joint:
            unit += 1
        elif spoken.joint:
            unit = len(words)
        if unit < len(words) and 0 < spoken.small.get(words[unit], 0) < 10:
            return _plain(spoken.tens[word] + spoken.small[words[unit]], unit + 1 - at)
        return _plain(spoken.tens[word], 1)
    value = spoken.small.get(word, 0)
    return _plain(value, 1) if value else None


def _tail(words: Sequence[str], at: int, spoken: _Tongue, below_hundred: bool) -> tuple[int, int]:
    """The value and width of what follows a hundred or a thousand, 0 and 0 where nothing does."""
    glue = 1 if at < len(words) and words[at] in spoken.glue else 0
    read = _below_hundred if below_hundred else _below_thousand
    rest = read(words, at + glue, spoken)
    return (rest.value, rest.width + glue) if rest else (0, 0)


def _below_thousand(words: Sequence[str], at: int, spoken: _Tongue) -> Number | None:
    head = _below_hundred(words, at, spoken)
    width = head.width if head else 0
    hundreds = 0
    if head and at + width < len(words) and words[at + width] in spoken.hundred:
        hundreds, width = head.value * 100, width + 1
    elif at < len(words) and words[at] in spoken.hundreds:
        hundreds, width = spoken.hundreds[words[at]], 1
    if not hundreds:
        return head
    value, more = _tail(words, at + width, spoken, below_hundred=True)
    return _plain(hundreds + value, width + more)


def _below_million(words: Sequence[str], at: int, spoken: _Tongue) -> Number | None:
    head = _below_thousand(words, at, spoken)
    width = head.width if head else 0
    if at + width < len(words) and words[at + width] in spoken.thousand:
        # "mil" alone is a thousand, "thousand" alone is no number.
        if head is None and not spoken.joint:
            return None
        thousands = (head.value if head else 1) * 1000
        value, more = _tail(words, at + width + 1, spoken, below_hundred=False)
        return _plain(thousands + value, width + 1 + more)
    return head


def _ordinal(words: Sequence[str], at: int, spoken: _Tongue) -> Number | None:
    word = words[at]
    value = spoken.ordinals.get(word) or spoken.tens_ordinals.get(word)
    if value:
        return Number(value, 1, True, str(value))
    following = words[at + 1] if at + 1 < len(words) else ""
    unit = spoken.ordinals.get(following, 10)
    if word in spoken.tens and unit < 10 and not spoken.joint:
        return Number(spoken.tens[word] + unit, 2, True, str(spoken.tens[word] + unit))
    return None
