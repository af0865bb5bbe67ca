"""Dates, times, numbers and names as people say them, in English and Spanish.

Numbers, digits and dates that a caller hears are made here by code, never by a model: digits
repeated by a model are wrong in practice.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from engine.clinic import Clinic
from engine.events import Value

DAY_NAMES: Final = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}
MONTH_NAMES: Final = {
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "es": (
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ),
}
AND: Final = {"en": "and", "es": "y"}
OR: Final = {"en": "or", "es": "o"}
ANY_TIME: Final = {"en": "at any time", "es": "en cualquier horario"}
PARTS: Final = {
    "en": {
        "morning": "in the morning",
        "afternoon": "in the afternoon",
        "evening": "in the evening",
    },
    "es": {"morning": "por la mañana", "afternoon": "por la tarde", "evening": "por la noche"},
}
USUAL_PARTS: Final[Mapping[str, tuple[str, str]]] = {
    "morning": ("00:00", "12:00"),
    "afternoon": ("12:00", "17:30"),
    "evening": ("16:00", "24:00"),
}
"""A stretch that lies inside one of these is spoken by that part of the day."""


_NATO = (
    "Alpha Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliet Kilo Lima Mike November Oscar "
    "Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu"
)
_NAMES = (
    "Ana Beatriz Carlos Daniel Elena Felipe Gloria Hugo Isabel José Karina Luis María Natalia "
    "Óscar Pedro Queso Rosa Sara Tomás Úrsula Víctor Wanda Xavier Yolanda Zaragoza"
)
ALPHABET: Final = {
    language: dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", words.split(), strict=True))
    for language, words in (("en", _NATO), ("es", _NAMES))
}
"""A word for each letter, to spell with."""


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th …"""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def day(when: date, language: str) -> str:
    """A day with weekday, month and number: "Tuesday, March 10th", "martes 10 de marzo"."""
    weekday = DAY_NAMES[language][when.weekday()]
    month = MONTH_NAMES[language][when.month - 1]
    if language == "es":
        return f"{weekday} {when.day} de {month}"
    return f"{weekday}, {month} {ordinal(when.day)}"


def birthday(iso: str, language: str) -> str:
    """A date of birth with its year: "April 12th, 1988"."""
    when = date.fromisoformat(iso)
    month = MONTH_NAMES[language][when.month - 1]
    if language == "es":
        return f"{when.day} de {month} de {when.year}"
    return f"{month} {ordinal(when.day)}, {when.year}"


def clock(hhmm: str, language: str) -> str:
    """A time of day: "9 AM", "2:30 PM"; "9 de la mañana", "2:30 de la tarde"."""
    hour, minute = int(hhmm[:2]) % 24, int(hhmm[3:5])
    shown = str(hour % 12 or 12) + (f":{minute:02d}" if minute else "")
    if language == "es":
        part = "de la mañana" if hour < 12 else "de la tarde" if hour < 20 else "de la noche"
        return f"{shown} {part}"
    return f"{shown} {'AM' if hour < 12 else 'PM'}"


def at_clock(hhmm: str, language: str) -> str:
    """A time of day with its preposition: "at 9 AM", "a las 9 de la mañana"."""
    if language == "es":
        article = "a la" if int(hhmm[:2]) % 12 == 1 else "a las"
        return f"{article} {clock(hhmm, language)}"
    return f"at {clock(hhmm, language)}"


def moment(iso: str, language: str) -> str:
    """A local ISO minute: "Tuesday, March 10th at 9 AM", "martes 10 de marzo a las 9 …"."""
    when = datetime.fromisoformat(iso)
    return f"{day(when, language)} {at_clock(iso[11:], language)}"


def phone(e164: str) -> str:
    """Digits in groups of 3-3-4 for numbers of ten digits: "415-555-0123"."""
    digits = e164.removeprefix("+1")
    if len(digits) == 10:
        return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
    return e164


def name(value: Mapping[str, str | None]) -> str:
    """First and last name, as far as they are known."""
    return " ".join(part for part in (value.get("first"), value.get("last")) if part)


def spelled(value: Mapping[str, str | None], language: str = "en") -> str:
    """A name with its last name letter by letter, each with a word: "John Smith, S as in Sierra".

    Letters alone are misheard on the telephone (FG-17); the words are those of the NATO alphabet,
    in Spanish common first names.
    """
    joint = {"en": "{} as in {}", "es": "{} de {}"}[language]
    words = ALPHABET[language]
    last = value.get("last") or value.get("first") or ""
    letters = [
        joint.format(letter, words[letter]) if letter in words else letter
        for letter in last.upper()
        if letter.isalnum()
    ]
    return f"{name(value)}: {', '.join(letters)}"


def listed(items: Sequence[str], language: str, word: Mapping[str, str] = AND) -> str:
    """A list as it is spoken: "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word[language]} {items[-1]}"


def _part(start: str, end: str, language: str) -> str | None:
    for part, (begins, ends) in USUAL_PARTS.items():
        if begins <= start and end <= ends:
            return PARTS[language][part]
    return None


def window(value: Mapping[str, str], language: str) -> str:
    """One wanted time: a moment, a day, a day and part of it, or a span."""
    start, end = datetime.fromisoformat(value["start"]), datetime.fromisoformat(value["end"])
    if start == end:
        return moment(value["start"], language)
    last = (end - timedelta(minutes=1)).date()
    if last != start.date():
        word = {"en": "through", "es": "al"}[language]
        return f"{day(start.date(), language)} {word} {day(last, language)}"
    begins = start.strftime("%H:%M")
    ends = "24:00" if end.date() != start.date() else end.strftime("%H:%M")
    spoken_day = day(start.date(), language)
    if end - start >= timedelta(hours=6):
        return spoken_day
    part = _part(begins, ends, language)
    if part and end - start >= timedelta(hours=2):
        return f"{spoken_day} {part}"
    joint = {"en": "between {} and {}", "es": "entre las {} y las {}"}[language]
    return f"{spoken_day} {joint.format(clock(begins, language), clock(ends, language))}"


def windows(value: Sequence[Mapping[str, str]], language: str) -> str:
    """The wanted times; at most three are named, for nobody remembers more."""
    if not value:
        return ANY_TIME[language]
    return listed([window(one, language) for one in value[:3]], language, OR)


def hours_on(clinic: Clinic, when: date, language: str) -> str:
    """The opening hours of a day: "from 8 AM to 5 PM", or that it is closed."""
    stretches = clinic.hours_on(when)
    if not stretches:
        return {"en": "closed", "es": "con la clínica cerrada"}[language]
    form = {"en": "from {} to {}", "es": "de {} a {}"}[language]
    return listed(
        [form.format(clock(start, language), clock(end, language)) for start, end in stretches],
        language,
    )


def week(clinic: Clinic, language: str) -> str:
    """The opening hours of a week, equal days together: "Monday to Wednesday from 8 AM …"."""
    parts: list[str] = []
    days = [(index, clinic.hours.get(key, ())) for index, key in enumerate(_keys())]
    index = 0
    while index < len(days):
        first, stretches = days[index]
        while index + 1 < len(days) and days[index + 1][1] == stretches:
            index += 1
        last = days[index][0]
        index += 1
        if not stretches:
            continue
        names = DAY_NAMES[language]
        span = names[first]
        if last != first:
            span += {"en": " to ", "es": " a "}[language] + names[last]
        form = {"en": "from {} to {}", "es": "de {} a {}"}[language]
        said = [
            form.format(clock(start, language), clock(end, language)) for start, end in stretches
        ]
        parts.append(f"{span} {listed(said, language)}")
    return listed(parts, language)


def _keys() -> tuple[str, ...]:
    return ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def service(clinic: Clinic, title: str, language: str) -> str:
    """What a service is called to callers."""
    found = clinic.service(title)
    return found.titles.get(language, found.name) if found else title


def opening(value: Mapping[str, Value], language: str) -> str:
    """An opening or appointment as it is offered: its day and time."""
    return moment(value["start"], language)


def dollars(amount: int, language: str) -> str:
    """A price from the clinic's list."""
    return {"en": f"{amount} dollars", "es": f"{amount} dólares"}[language]
