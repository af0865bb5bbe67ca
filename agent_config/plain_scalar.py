"""What an unquoted word in YAML means here, and what of it is refused.

YAML 1.1 turns `yes` into true, `9:00` into 540, `0123` into 83 and `2026-01-05` into a date. A
clinic means the words that it wrote. So only `true`, `false`, `null` and plain decimal numbers
are anything but text, and words that other YAML readers would change are refused, so that one
file means the same everywhere.
"""

import re
from typing import Final, TypeAlias

from agent_config.problem import printable

Scalar: TypeAlias = str | int | float | bool | None

_WORDS: Final[dict[str, Scalar]] = {
    "": None,
    "~": None,
    "null": None,
    "true": True,
    "false": False,
}
_YES_NO: Final = {"yes": "true", "on": "true", "no": "false", "off": "false"}
_NUMBER: Final = re.compile(r"(-?(?:0|[1-9]\d*))(\.\d+)?([eE][-+]?\d+)?", re.ASCII)
_CLOCK: Final = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?", re.ASCII)
_SEXAGESIMAL: Final = re.compile(r"[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?", re.ASCII)
_DIGITS: Final = 15
"""More digits than this are an identifier, not a number, and lose some on the way."""


def read_plain(word: str) -> tuple[Scalar, str | None]:
    """The value of an unquoted word, and the sentence against it if it is refused.

    A refused word keeps its own text as its value.
    """
    if word in _WORDS:
        return _WORDS[word], None
    lower = word.lower()
    if lower in _YES_NO:
        choice = _YES_NO[lower]
        return word, f"'{word}' has two meanings; write \"{word}\" in quotes, or {choice}"
    if lower in _WORDS:
        return word, f"'{word}' has two meanings; write \"{word}\" in quotes, or {lower}"
    if number := _NUMBER.fullmatch(word):
        return _number(word, whole=number[2] is None and number[3] is None)
    if clock := _CLOCK.fullmatch(word):
        quoted = f"{int(clock[1]):02}{word[clock.end(1) :]}"
        return word, f"'{word}' can be read as a number; write \"{quoted}\" in quotes"
    if _SEXAGESIMAL.fullmatch(word):
        return word, f"'{printable(word)}' can be read as a number; write it in quotes"
    return word, None


def _number(word: str, whole: bool) -> tuple[Scalar, str | None]:
    if len(word) <= 2 * _DIGITS:
        value = int(word) if whole else float(word)
        if abs(value) < 10**_DIGITS:
            return value, None
    return word, f"'{printable(word)}' is too long for a number; write it in quotes"
