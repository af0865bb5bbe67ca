"""How much of a text message a text takes up: carriers cut and bill by segments.

A segment holds 160 characters of the GSM alphabet (3GPP TS 23.038, 6.2.1), or 70 of any other
writing; parts of a longer message hold a few less, for they are numbered. One typographic
apostrophe makes a message cost twice as much, so such signs are written plainly where nothing is
lost by it. Spanish accents are kept: words are spelled as they are.
"""

import re
from typing import Final

LONGEST_PART: Final = 320
"""Characters that are read at a glance: a longer answer is sent as several texts."""
_SENTENCES: Final = re.compile(r"(?<=[.!?])\s+")
_BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED: Final = frozenset("^{}\\[~]|€\f")
"""These take two characters."""
_PLAIN: Final = str.maketrans(
    {
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{HORIZONTAL ELLIPSIS}": "...",
        "\N{NO-BREAK SPACE}": " ",
        "\N{NARROW NO-BREAK SPACE}": " ",
        "\t": " ",
    }
)


def plain(text: str) -> str:
    """The same words without typographic signs that make a message dearer."""
    return text.translate(_PLAIN)


def is_gsm(text: str) -> bool:
    """Whether the GSM alphabet has every character."""
    return all(one in _BASIC or one in _EXTENDED for one in text)


def segments(text: str) -> int:
    """How many segments a text takes; an empty one takes one."""
    if is_gsm(text):
        return _parts(sum(2 if one in _EXTENDED else 1 for one in text), 160, 153)
    return _parts(len(text.encode("utf-16-be")) // 2, 70, 67)


def parts(text: str, longest: int = LONGEST_PART) -> list[str]:
    """A long text as several, parted between sentences; a sentence is never broken."""
    found: list[str] = []
    for sentence in _SENTENCES.split(text.strip()):
        if found and len(found[-1]) + 1 + len(sentence) <= longest:
            found[-1] += f" {sentence}"
        else:
            found.append(sentence)
    return [one for one in found if one]


def _parts(length: int, alone: int, numbered: int) -> int:
    return 1 if length <= alone else -(-length // numbered)
