"""Spanish, written out: numbers that agree with their noun, dates, times, prices, abbreviations."""

import re
from collections.abc import Callable
from re import Match
from typing import Final

from engine.spoken import MONTH_NAMES
from telephony.speaking.tongue import STATES, Rule, Tongue

_ONES: Final = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro "
    "veinticinco veintiséis veintisiete veintiocho veintinueve"
).split()
_TENS: Final = "_ _ _ treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
_HUNDREDS: Final = (
    "_ ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos "
    "novecientos"
).split()
_ORDINALS: Final = (
    "_ primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo".split()
)
_MONTHS: Final = {name: number for number, name in enumerate(MONTH_NAMES["es"], 1)}
_MASCULINE: Final = ("día", "días", "problema", "problemas", "dentista", "dentistas")
"""Nouns that end like feminine ones."""
_JOINTS: Final = ("a", "de", "del", "en", "o", "u", "y", "e", "por", "con", "para", "al", "el")
"""What stands behind a number and is no noun."""
_SHORT: Final = {
    "Dra": "doctora",
    "Dr": "doctor",
    "Dres": "doctores",
    "Srta": "señorita",
    "Sra": "señora",
    "Sr": "señor",
    "Ud": "usted",
    "Uds": "ustedes",
    "Av": "avenida",
    "Avda": "avenida",
    "núm": "número",
    "tel": "teléfono",
    "ext": "extensión",
    "pág": "página",
    "etc": "etcétera",
    "aprox": "aproximadamente",
    "min": "minutos",
    "hrs": "horas",
}
_STATES: Final = {
    **STATES,
    "NM": "Nuevo México",
    "NY": "Nueva York",
    "NC": "Carolina del Norte",
    "SC": "Carolina del Sur",
    "ND": "Dakota del Norte",
    "SD": "Dakota del Sur",
    "NJ": "Nueva Jersey",
    "PA": "Pensilvania",
    "WV": "Virginia Occidental",
    "HI": "Hawái",
}
_MONTH: Final = "|".join(_MONTHS)
_PART: Final = r"de la (?:mañana|tarde|noche|madrugada)|del mediodía"
_LETTERED: Final = "IA AI ID SMS PPO HMO TAC MRI TTY USA".split()
"""Abbreviations that are said letter by letter."""


def cardinal(number: int) -> str:
    """1250: "mil doscientos cincuenta"."""
    if number < 30:
        return _ONES[number]
    if number < 100:
        tens, one = divmod(number, 10)
        return _TENS[tens] + (f" y {_ONES[one]}" if one else "")
    if number == 100:
        return "cien"
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return _HUNDREDS[hundreds] + (f" {cardinal(rest)}" if rest else "")
    size, name = (1_000_000, "millones") if number >= 1_000_000 else (1_000, "mil")
    whole, rest = divmod(number, size)
    head = f"{_shortened(cardinal(whole))} {name}"
    if whole == 1:
        head = "mil" if size == 1_000 else "un millón"
    return f"{head} {cardinal(rest)}" if rest else head


def _shortened(said: str) -> str:
    """Before a masculine noun: "un", "veintiún", "treinta y un"."""
    if said.endswith("veintiuno"):
        return said[:-3] + "ún"
    return re.sub(r"\buno$", "un", said)


def feminine(said: str) -> str:
    """Before a feminine noun: "una", "veintiuna", "doscientas"."""
    said = re.sub(r"uno$", "una", said)
    return said.replace("cientos", "cientas").replace("quinientos", "quinientas")


def counted(number: int, noun: str) -> str:
    """A number before a noun, in its gender."""
    said = cardinal(number)
    she = re.search(r"(?:as?|ción|ciones|vez|veces|noches|tardes)$", noun.lower()) is not None
    if she and noun.lower() not in _MASCULINE:
        return feminine(said)
    return _shortened(said)


def date(month: int, day: int, year: int | None) -> str:
    """1 de diciembre de 1972: "primero de diciembre de mil novecientos setenta y dos"."""
    said = f"{'primero' if day == 1 else cardinal(day)} de {MONTH_NAMES['es'][month - 1]}"
    return said if year is None else f"{said} de {cardinal(year)}"


def time(hour: int, minute: int) -> str:
    """1:30: "una y media"; the hour as it is written."""
    said = feminine(cardinal(hour))
    if not minute:
        return said
    return f"{said} y { ({15: 'cuarto', 30: 'media'}.get(minute) or cardinal(minute)) }"


def clock(hour: int, minute: int) -> str:
    """14:30: "dos y media de la tarde"."""
    part = "de la mañana" if hour < 12 else "de la tarde" if hour < 20 else "de la noche"
    return f"{time(hour % 12 or 12, minute)} {part}"


def money(dollars: int, cents: int) -> str:
    """Un dólar, dos dólares con cincuenta centavos."""
    said = f"{_shortened(cardinal(dollars))} {'dólar' if dollars == 1 else 'dólares'}"
    if not cents:
        return said
    return f"{said} con {_shortened(cardinal(cents))} {'centavo' if cents == 1 else 'centavos'}"


def _dated(found: Match[str]) -> str:
    day, year = int(found[1]), found[3]
    if not 1 <= day <= 31:
        return found[0]
    return date(_MONTHS[found[2].lower()], day, int(year) if year else None)


def _timed(found: Match[str]) -> str:
    hour, minute = int(found[1]), int(found[2] or 0)
    if hour > 23 or minute > 59:
        return found[0]
    if hour > 12 or hour == 0:
        return clock(hour, minute)
    part = "" if len(found.groups()) < 3 else " de la mañana"
    if part and found[3].lower() == "p":
        part = " de la noche" if 8 <= hour < 12 else " de la tarde"
    return time(hour, minute) + part


def _at(found: Match[str]) -> str:
    hour, minute = int(found[2]), int(found[3] or 0)
    if hour > 24 or minute > 59:
        return found[0]
    return f"{found[1]} {time(hour, minute)}"


def _bare(found: Match[str]) -> str:
    hour, minute = int(found[1]), int(found[2])
    if hour > 23 or minute > 59:
        return found[0]
    return clock(hour, minute) if hour > 12 or hour == 0 else time(hour, minute)


def _nth(found: Match[str]) -> str:
    number, ending = int(found[1]), found[2].lower()
    if not 1 <= number <= 10:
        return cardinal(number) if number < 1_000_000 else found[1]
    said = _ORDINALS[number]
    if ending in ("ra", "da", "ta", "ma", "va", "na", "ª", "a"):
        return said[:-1] + "a"
    return said[:-1] if ending == "er" else said


def _counted(found: Match[str]) -> str:
    if found[2] in _JOINTS:
        return f"{cardinal(int(found[1]))} {found[2]}"
    return f"{counted(int(found[1]), found[2])} {found[2]}"


def _constant(text: str) -> Callable[[Match[str]], str]:
    return lambda _: text


_EARLY: Final[tuple[Rule, ...]] = (
    (
        re.compile(r"(?<=\d)\s*([ap])\.\s?m\.(\s*$|(?=\s+(?-i:[A-ZÁÉÍÓÚ¿¡])))", re.I),
        lambda m: f" {m[1]}m.",
    ),
    (re.compile(r"(?<=\d)\s*([ap])\.\s?m\.?", re.I), lambda m: f" {m[1]}m"),
    (re.compile(r"\b24/7\b"), _constant("las veinticuatro horas, los siete días")),
    (re.compile(r"\b(\d{1,3}) 1/2(?![\d/])"), lambda m: f"{m[1]} y medio"),
    (re.compile(r"(?<=\d)\s?h\b\.?"), _constant(" horas")),
    (re.compile(r"\bEE\.\s?UU\.?"), _constant("Estados Unidos")),
    (
        re.compile(rf"\b(\d{{1,2}})[º°]? de ({_MONTH})\b(?:,? del? (\d{{4}})\b)?", re.I),
        _dated,
    ),
    (
        re.compile(r"\b(\d{1,2}(?::\d\d)?)\s?[-–]\s?(?=\d{1,2}(?::\d\d)?\s?[ap]m\b)", re.I),
        lambda m: f"{m[1]} a ",
    ),
    (re.compile(r"\b(\d{1,2})(?::(\d\d))?\s?([ap])m\b", re.I), _timed),
    (re.compile(rf"\b(\d{{1,2}})(?::(\d\d))?(?= {_PART})"), _timed),
    (re.compile(r"\b(las?) (\d{1,2})(?::(\d\d))?\b(?![-/.,]\d)", re.I), _at),
    (re.compile(r"\b(\d{1,2}):(\d\d)(?::\d\d)?\b"), _bare),
    (re.compile(rf"\b({'|'.join(_SHORT)})\.(?!$)"), lambda m: _SHORT[m[1]]),
    (re.compile(rf"\b({'|'.join(_SHORT)})\.$"), lambda m: f"{_SHORT[m[1]]}."),
    (re.compile(r"\b[Nn]\.?[º°]\s?(?=\d)|\b[Nn]o\.\s?(?=\d)"), _constant("número ")),
    (re.compile(r"\bCOVID-19\b", re.I), _constant("covid diecinueve")),
    (re.compile(rf"\b({'|'.join(_LETTERED)})\b"), lambda m: " ".join(m[1])),
)
_LATE: Final[tuple[Rule, ...]] = (
    (re.compile(r"\b(\d+)\.?(er|ro|ra|do|da|to|ta|mo|ma|vo|va|no|na|[ºª°])(?!\w)", re.I), _nth),
    (re.compile(r"\b(\d{1,6}) ([a-záéíóúñ]+)"), _counted),
)

SPANISH: Final = Tongue(
    digits=_ONES[:10],
    cardinal=cardinal,
    date=date,
    clock=clock,
    money=money,
    house=cardinal,
    signs={
        "@": "arroba",
        ".": "punto",
        "-": "guion",
        "_": "guion bajo",
        "+": "más",
        "%": "por ciento",
        "&": "y",
        "/": "o",
        "//": "barra",
        "#": "número",
        "°": "grados",
        "to": "a",
        "point": "punto",
    },
    states=_STATES,
    early=_EARLY,
    late=_LATE,
)
