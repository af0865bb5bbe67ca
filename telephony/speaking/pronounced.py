"""A sentence as it is to be spoken: no digit, no sign and no abbreviation left to guess about.

Synthesisers guess, and guess wrongly: "3/4" is three quarters, "911" is a count, a telephone
number is millions. So everything that could be read in two ways is written out here, in words,
before a voice sees it. Telephone numbers, identity numbers and ZIP codes are said digit by digit,
in groups with a rest between them. What is written out already stays as it is.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from re import Match, Pattern
from typing import Final

from telephony.speaking.english import ENGLISH
from telephony.speaking.spanish import SPANISH
from telephony.speaking.tongue import Tongue, digit_by_digit

TONGUES: Final[Mapping[str, Tongue]] = {"en": ENGLISH, "es": SPANISH}

_EMAIL: Final = re.compile(r"[\w.+-]{0,63}\w@\w[\w-]{0,62}(?:\.\w[\w-]{0,62}){1,9}")
_SITE: Final = re.compile(
    r"\b(?:https?://)?(?:www\.)?((?:[\w-]{1,63}\.){1,5}(?:com|org|net|gov|edu|health|dental|clinic|us|io))"
    r"\b((?:/[\w-]{1,99}){0,9})/?(?![\w@])",
    re.I,
)
_PHONE: Final = re.compile(
    r"(?<![\w.])(?:\+?1[-. ]?)?\(?(\d{3})\)?[-. ]?(\d{3})[-. ]?(\d{4})(?![\w]|[-.]\d)"
)
_LOCAL: Final = re.compile(r"(?<![\w-])(\d{3})-(\d{4})(?![\w-])")
_ABROAD: Final = re.compile(r"(?<!\w)\+(\d[\d -]{5,16}\d)(?!\w)")
_ISO: Final = re.compile(
    r"\b(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?\b"
)
_SLASHED: Final = re.compile(r"(?<![\w/])(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d\d))?(?![\w/])")
_ZIP: Final = re.compile(r"\b([A-Z]{2})\s+(\d{5})(?:-(\d{4}))?\b")
_STATE: Final = re.compile(r"(?<=, )([A-Z]{2})(?=[.,;?!]|$)")
_MONEY: Final = re.compile(r"\$\s?(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(\d\d))?(?!\d)")
_DOLLARS: Final = re.compile(
    r"\b(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(\d\d))? (?:dollars?|dólar(?:es)?)\b"
)
_CODE: Final = re.compile(r"(?<![\w$.,/-])([2-9]11|988)(?![\w%/-]|[.,]\d)")
"""Numbers of three digits that one dials, 911 above all: said digit by digit."""
_MIXED: Final = re.compile(r"\b(?=[A-Z-]{0,40}\d)(?=[\d-]{0,40}[A-Z])[A-Z\d]+(?:-[A-Z\d]+)*\b")
"""Identity numbers, of letters and digits."""
_RANGE: Final = re.compile(r"(?<=\d)\s?[-–—]\s?(?=\d)")
_SPAN: Final = re.compile(r"(?<=\d)\s?[-–—]\s?(?=\d{1,2}:\d\d\b)")
"""Between two times of day."""
_PERCENT: Final = re.compile(r"(?<=\d)\s?%")
_DECIMAL: Final = re.compile(r"\b(\d{1,9})\.(\d+)\b")
_THOUSANDS: Final = re.compile(r"\b\d{1,3}(?:,\d{3})+\b")
_LONG: Final = re.compile(r"\b(?:0\d+|\d{5,})\b")
_NUMBER: Final = re.compile(r"\d+")
_NUMBERED: Final = re.compile(r"#\s?(?=\d)")
_GAP: Final = re.compile(r"\s+([,.;:?!])")
_COMMAS: Final = re.compile(r",(?:\s*,)+|,\s*(?=[.;:?!])")
_SPELLED: Final = re.compile(r"\b[^\W\d_](?:-[^\W\d_]){2,}\b")
_MOST_ROUNDS: Final = 8
_SILENT: Final = re.compile(r"[~^|\\<>{}\[\]_`*=€£\"“”«»]")


def pronounced(text: str, language: str) -> str:
    """A sentence with everything written out. Of a language that is unknown, only digits are.

    Pure, and the same again if it is asked of its own answer.
    """
    return _pronounced(text, language) if len(text) < 1_000 else _written(text, language)


def _written(text: str, language: str) -> str:
    """Written out until nothing changes any more, for what is written out may stand beside what
    then reads as something else; twice does for whatever people write.
    """
    tongue = TONGUES.get(language[:2], ENGLISH)
    said = _plain(text)
    for _ in range(_MOST_ROUNDS):
        before, said = said, _round(said, tongue)
        if said == before:
            break
    return said


def _round(said: str, tongue: Tongue) -> str:
    for pattern, instead in _rules(tongue):
        said = pattern.sub(instead, said)
    said = _COMMAS.sub(lambda m: ", " if m[0].count(",") > 1 else "", _GAP.sub(r"\1", said))
    return " ".join(_GAP.sub(r"\1", said).split())


_pronounced = lru_cache(maxsize=2048)(_written)


def _plain(text: str) -> str:
    """The same text without what has no sound: emoji, control characters, ornaments."""
    text = unicodedata.normalize("NFC", text).replace("…", "...")
    kept = [
        one
        if unicodedata.category(one) not in ("So", "Cc", "Cf", "Co", "Cn", "Cs", "Sk") or one == "°"
        else " "
        for one in text
    ]
    return _figures(" ".join("".join(kept).split()))


def _figures(text: str) -> str:
    """Digits of other scripts, and small raised ones, as plain digits."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.digit(one)) if one.isdigit() and not one.isascii() else one for one in text
    )


@lru_cache(maxsize=8)
def _rules(tongue: Tongue) -> tuple[tuple[Pattern[str], Callable[[Match[str]], str]], ...]:
    """Every rule of a language, in the order in which they are tried."""
    signs = tongue.signs

    def count(digits: str) -> str:
        plain = digits.replace(",", "")
        if len(plain) > 9 or (len(plain) > 1 and plain.startswith("0")):
            return digit_by_digit(plain, tongue)
        return tongue.cardinal(int(plain))

    def digits(found: Match[str]) -> str:
        return digit_by_digit("".join(re.findall(r"\d", found[0])), tongue)

    def email(found: Match[str]) -> str:
        return _aloud(found[0], tongue)

    def site(found: Match[str]) -> str:
        path = found[2].replace("/", f" {signs['//']} ")
        return _aloud(found[1], tongue) + _numbers(path, tongue).rstrip()

    def phone(found: Match[str]) -> str:
        return digit_by_digit(found[1] + found[2] + found[3], tongue)

    def abroad(found: Match[str]) -> str:
        return f"{signs['+']} {digits(found)}"

    def iso(found: Match[str]) -> str:
        year, month, day = int(found[1]), int(found[2]), int(found[3])
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return digits(found)
        said = tongue.date(month, day, year)
        if found[4] is None or int(found[4]) > 23 or int(found[5]) > 59:
            return said
        return f"{said}, {tongue.clock(int(found[4]), int(found[5]))}"

    def slashed(found: Match[str]) -> str:
        month, day = int(found[1]), int(found[2])
        if month > 12:
            month, day = day, month
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return f"{count(found[1])} {signs['//']} {count(found[2])}"
        year = int(found[3]) if found[3] else None
        if year is not None and year < 100:
            year += 2000 if year < 50 else 1900
        return tongue.date(month, day, year)

    def coded(found: Match[str]) -> str:
        state = tongue.states.get(found[1], " ".join(found[1]))
        return f"{state}, {digit_by_digit(found[2] + (found[3] or ''), tongue)}"

    def state(found: Match[str]) -> str:
        return tongue.states.get(found[1], found[0])

    def money(found: Match[str]) -> str:
        return tongue.money(int(found[1].replace(",", "")), int(found[2] or 0))

    def mixed(found: Match[str]) -> str:
        parts = re.findall(r"[A-Z]+|\d+", found[0])
        if len(found[0]) <= 4:  # a flat or a room
            return " ".join(" ".join(one) if one.isalpha() else count(one) for one in parts)
        return ", ".join(
            " ".join(one) if one.isalpha() else digit_by_digit(one, tongue) for one in parts
        )

    def decimal(found: Match[str]) -> str:
        after = " ".join(tongue.digits[int(one)] for one in found[2])
        return f"{count(found[1])} {signs['point']} {after}"

    def number(found: Match[str]) -> str:
        start, end = found.span()
        left = " " if found.string[start - 1 : start].isalnum() else ""
        return left + count(found[0]) + (" " if found.string[end : end + 1].isalnum() else "")

    def word(sign: str) -> Callable[[Match[str]], str]:
        return lambda _: f" {signs[sign]} "

    return (
        (_EMAIL, email),
        (_SITE, site),
        (_SPELLED, lambda found: found[0].upper().replace("-", ", ")),
        (_ISO, iso),
        (_PHONE, phone),
        (_LOCAL, digits),
        (_ABROAD, abroad),
        (_ZIP, coded),
        (_STATE, state),
        (_MONEY, money),
        (_DOLLARS, money),
        (_SPAN, word("to")),
        *tongue.early,
        (_SLASHED, slashed),
        (_CODE, digits),
        (_NUMBERED, lambda _: f"{signs['#']} "),
        *tongue.late,
        (_MIXED, mixed),
        (_RANGE, word("to")),
        (_PERCENT, word("%")),
        (_DECIMAL, decimal),
        (_THOUSANDS, lambda found: count(found[0])),
        (_LONG, digits),
        (_NUMBER, number),
        (re.compile(r"\b(and|y)/(or|o)\b"), lambda found: f"{found[1]} {found[2]}"),
        (re.compile(r"(?<=\w)\s?/\s?(?=\w)"), word("/")),
        (re.compile(r"\s?&\s?"), word("&")),
        (re.compile(r"\s?%"), word("%")),
        (re.compile(r"\s?@\s?"), word("@")),
        (re.compile(r"\s?\+\s?"), word("+")),
        (re.compile(r"\s?°"), word("°")),
        (re.compile(r"\.{2,}"), lambda _: "."),
        (re.compile(r"\s?[–—]\s?|[()]"), lambda _: ", "),
        (re.compile(r"[#$/]"), lambda _: " "),
        (_SILENT, lambda _: " "),
    )


def _aloud(address: str, tongue: Tongue) -> str:
    """An e-mail address or web site: its words, its digits one by one, its signs by name."""
    said = re.sub(r"[@.+_-]", lambda one: f" {tongue.signs[one[0]]} ", address)
    return " ".join(_numbers(said, tongue).split())


def _numbers(text: str, tongue: Tongue) -> str:
    return re.sub(r"\d+", lambda one: f" {digit_by_digit(one[0], tongue)} ", text)
