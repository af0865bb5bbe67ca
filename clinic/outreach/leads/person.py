"""One person out of a row of cells: what can be used, and what is wrong with the rest.

Whoever has no name or no telephone that may be called is left out. Anything else that cannot be
used is left out alone, and the person kept. A machine may call only those of whom we know where and
when they agreed to it (47 CFR 64.1200): a bare "yes" says neither, so it is no agreement.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import phonenumbers
from phonenumbers import PhoneNumberType

from clinic.outreach.leads.mistake import Mistake
from clinic.outreach.leads.table import Row
from clinic.spreadsheet import is_formula
from clinic.telephone import HOME_REGION, e164

HOME: Final = (HOME_REGION, "PR", "VI", "GU", "AS", "MP")
"""Regions (ISO 3166) in which a practice calls somebody of its own accord."""
AHEAD: Final = timedelta(days=1)
"""How wrong the clock of a form may be."""
LENGTHS: Final[Mapping[str, int]] = {
    "name": 100,
    "first_name": 100,
    "last_name": 100,
    "email": 254,
    "source_url": 500,
    "notes": 2000,
    "consent_source": 200,
}
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LANGUAGES: Final[Mapping[str, str]] = {
    "en": "en",
    "english": "en",
    "es": "es",
    "spanish": "es",
    "español": "es",
    "espanol": "es",
}
_NOTHING: Final = ("", "no", "false", "0", "none", "null", "n/a", "na", "-", "n", "nein", "nan")
_BARE: Final = ("yes", "y", "true", "1", "x", "ok", "on", "si", "sí", "checked")
_DATES: Final = (
    "%m/%d/%Y %H:%M",
    "%m/%d/%Y %H:%M:%S",
    "%m/%d/%Y %I:%M %p",
    "%m/%d/%Y %I:%M:%S %p",
    "%m/%d/%Y",
    "%m/%d/%y %H:%M",
    "%m/%d/%y",
)
"""Besides ISO 8601: how Excel writes a moment in the United States."""
_MARKS: Final = ("Cf", "Cc")
_DECIMAL: Final = re.compile(r"(\d{10,15})\.0")
"""A telephone that a spreadsheet took for an amount."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who asked to be called. `line` is theirs in the file."""

    line: int
    name: str
    phone: str
    """E.164."""
    email: str | None = None
    source_url: str | None = None
    notes: str | None = None
    language: str | None = None
    consent_source: str | None = None
    consent_at: datetime | None = None
    """Aware; it and the source are there together, or neither."""

    @property
    def source(self) -> str | None:
        """The web site they came from."""
        return host_of(self.source_url) if self.source_url else None


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the rows of one clinic's file, at one moment."""

    now: datetime
    timezone: str
    own_numbers: frozenset[str] = frozenset()
    """The clinic's own lines, E.164."""

    def read(self, row: Row) -> tuple[Person | None, list[Mistake]]:
        """The person in a row, if there is one who can be called, and what is wrong."""
        return _Reading(self, row).person()


class _Reading:
    """One row being read."""

    def __init__(self, reader: Reader, row: Row) -> None:
        self._reader = reader
        self._row = row
        self._mistakes: list[Mistake] = []
        self._phones: list[str] = []
        self._cells: dict[str, str] = {}
        for name, text in row.cells:
            if name == "phone":
                self._phones.append(_cleaned(text))
            else:
                self._cells.setdefault(name, _cleaned(text, lines=name == "notes"))

    def person(self) -> tuple[Person | None, list[Mistake]]:
        """See `Reader.read`."""
        if self._row.spilled:
            self._note("", "cells" if self._row.cells else "row")
            return None, self._mistakes
        for column in self._row.odd:
            self._note(column, "unreadable")
        name, phone = self._name(), self._phone()
        if name is None or phone is None:
            return None, self._mistakes
        source, at = self._consent()
        found = Person(
            line=self._row.line,
            name=name,
            phone=phone,
            email=self._email(),
            source_url=self._url(),
            notes=self._text("notes"),
            language=self._language(),
            consent_source=source,
            consent_at=at,
        )
        return found, self._mistakes

    def _note(self, column: str, code: str) -> None:
        self._mistakes.append(Mistake(self._row.line, column, code))

    def _text(self, column: str) -> str | None:
        """A cell as it is kept; a formula stays a text, and is told of."""
        text = self._cells.get(column, "")
        if not text:
            return None
        if not _is_storable(text):
            self._note(column, "unreadable")
        elif len(text) > LENGTHS[column]:
            self._note(column, "too_long")
        else:
            if is_formula(text):
                self._note(column, "formula")
            return text
        return None

    def _name(self) -> str | None:
        parts = [self._cells.get("name", "")]
        if not parts[0]:
            parts = [self._cells.get("first_name", ""), self._cells.get("last_name", "")]
        name = " ".join(filter(None, parts))
        code = _fault_of_name(name)
        if code is not None:
            self._note("name", code)
            return None
        return name

    def _phone(self) -> str | None:
        """The first telephone that may be called; without one, what is wrong with the first."""
        codes = []
        for text in filter(None, self._phones):
            amount = _DECIMAL.fullmatch(text)
            number = e164(amount[1] if amount else text)
            code = fault_of_number(number, self._reader.own_numbers)
            if code is None:
                return number
            codes.append(code)
        self._note("phone", codes[0] if codes else "missing")
        return None

    def _email(self) -> str | None:
        text = self._text("email")
        if text is None or _EMAIL.fullmatch(text):
            return text
        self._note("email", "email")
        return None

    def _url(self) -> str | None:
        text = self._text("source_url")
        if text is None or host_of(text):
            return text
        self._note("source_url", "url")
        return None

    def _language(self) -> str | None:
        text = self._cells.get("language", "").casefold()
        known = _LANGUAGES.get(re.split(r"[-_ (]", text)[0])
        if text and known is None:
            self._note("language", "language")
        return known

    def _consent(self) -> tuple[str | None, datetime | None]:
        if self._cells.get("consent_source", "").casefold() in _NOTHING:
            return None, None
        source = self._text("consent_source")
        if source is None:
            return None, None
        if source.casefold() in _BARE:
            self._note("consent_source", "bare_consent")
            return None, None
        at = self._moment(self._cells.get("consent_at", ""))
        return (source, at) if at is not None else (None, None)

    def _moment(self, text: str) -> datetime | None:
        if not text:
            self._note("consent_at", "missing")
            return None
        at = moment_of(text, self._reader.timezone)
        if at is None or at > self._reader.now + AHEAD:
            self._note("consent_at", "date" if at is None else "future")
            return None
        return at


def people_of(rows: Sequence[Row], reader: Reader) -> tuple[list[Person], list[Mistake]]:
    """The people of a file, each number once, and everything that is wrong."""
    people: list[Person] = []
    mistakes: list[Mistake] = []
    seen: set[str] = set()
    for row in rows:
        person, wrong = reader.read(row)
        mistakes += wrong
        if person is None:
            continue
        if person.phone in seen:
            mistakes.append(Mistake(person.line, "phone", "duplicate"))
            continue
        seen.add(person.phone)
        people.append(person)
    return people, mistakes


def fault_of_number(number: str | None, own: frozenset[str]) -> str | None:
    """Why a number is not called, in a word; `None` if it may be."""
    if number is None:
        return "phone"
    if number in own:
        return "clinic_number"
    parsed = phonenumbers.parse(number)
    if phonenumbers.number_type(parsed) == PhoneNumberType.PREMIUM_RATE:
        return "premium"
    region = phonenumbers.region_code_for_number(parsed)
    is_home = parsed.country_code == 1 and region in (None, *HOME)
    return None if is_home else "abroad"


def host_of(url: str) -> str | None:
    """The host of a web address, without `www.`; `None` of what is none."""
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    is_web = parts.scheme in ("http", "https") and "." in host
    plain = re.fullmatch(r"[a-z0-9.-]{3,200}", host)
    return host if is_web and plain else None


def moment_of(text: str, timezone: str) -> datetime | None:
    """A moment as forms and spreadsheets write it; without an offset, of the clinic's own time."""
    found = _parsed(text)
    if found is None or not 2000 <= found.year <= 2100:
        return None
    if found.tzinfo is None:
        found = found.replace(tzinfo=ZoneInfo(timezone))
    return found.astimezone(UTC)


def _parsed(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    for form in _DATES:
        try:
            return datetime.strptime(text.upper(), form)  # noqa: DTZ007 - the caller knows the zone
        except ValueError:
            continue
    return None


def _cleaned(text: str, *, lines: bool = False) -> str:
    """A cell without what cannot be seen; within notes, lines stay lines."""
    kept = "\n" if lines else ""
    seen = "".join(
        letter
        if letter in kept or unicodedata.category(letter) not in _MARKS
        else _stand_in(letter)
        for letter in text
    )
    if not lines:
        return " ".join(seen.split())
    return "\n".join(" ".join(one.split()) for one in seen.splitlines()).strip()


def _stand_in(letter: str) -> str:
    if letter == "\x00":
        return letter
    return " " if letter.isspace() else ""


def _is_storable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in text


def _fault_of_name(name: str) -> str | None:
    """Why a name cannot be said to anybody, in a word."""
    if not name:
        return "missing"
    if not _is_storable(name):
        return "unreadable"
    if is_formula(name):
        return "formula"
    if len(name) > LENGTHS["name"]:
        return "too_long"
    spoken = any(letter.isalpha() for letter in name) and not re.search(r"://|[<>{}\\]|@", name)
    return None if spoken else "name"
