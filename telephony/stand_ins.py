"""Invented people in the place of real ones: the same person is always the same invention.

A name is replaced word by word, so that a family stays one, and a name that was misheard a little
becomes that of the same person, as the records would have found them. Numbers are of the range that
is kept free for stories, addresses of mail of the domain that is.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from rapidfuzz import fuzz

from clinic.records import CLOSE, normalised
from engine import spoken
from engine.flow import Flow

FIRST: Final = (
    "Nora",
    "Simon",
    "Alma",
    "Victor",
    "Irene",
    "Hugo",
    "Celia",
    "Martin",
    "Paula",
    "Ivan",
)
LAST: Final = ("Keller", "Moreno", "Whitman", "Salas", "Novak", "Prescott", "Duarte", "Lindgren")
BORN: Final = ("1984-05-17", "1961-08-24", "1991-11-03", "1975-02-09", "1998-07-30")
CHILDREN: Final = ("2016-04-12", "2019-09-05")
ADULT: Final = "2008-01-01"
FREE_TEXT: Final = {
    "en": "please call me about my last visit",
    "es": "por favor llámenme por mi última visita",
}
INSURER: Final = "Northern Mutual"
MONDAY: Final = date(2026, 3, 2)
"""The week in which a script takes place, whenever its call did."""
PERSONAL: Final = ("person_name", "date", "phone", "email", "member_id", "text")
"""Types of slot whose values tell who somebody is, or may."""
_ISO: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?=$|T)")


class StandIns:
    """What stands in for the people of one call that began on a day."""

    def __init__(self, flow: Flow, began: date) -> None:
        self._flow = flow
        self._shift = MONDAY - (began - timedelta(days=began.weekday()))
        self._names: dict[str, dict[str, str]] = {"first": {}, "last": {}}
        self._others: dict[str, dict[str, str]] = {"phone": {}, "date": {}, "email": {}, "id": {}}
        self.real: set[str] = set()
        """Words and numbers of the real people, as `normalised` has them, or their digits."""

    # --- values

    def value(self, kind: str, value: Any, language: str = "en") -> Any:
        """What stands in for the value of a slot of a type; what tells of nobody stays."""
        if value is None:
            return None
        match kind:
            case "person_name":
                return self.name(value)
            case "phone":
                return self.phone(str(value))
            case "date":
                return self.born(str(value))
            case "email":
                return self._other("email", str(value), "nora.keller{}@example.com")
            case "member_id":
                return self._other("id", str(value), "W10020{}")
            case "text":
                return self._text(str(value), language)
            case "insurance_carrier":
                known = {one.casefold() for one in self._flow.clinic.insurance_accepted}
                return value if str(value).casefold() in known else INSURER
            case "time_window" | "opening" | "appointment":
                return self.moved(value)
        return value

    def words(self, kind: str, value: Any, language: str) -> str:
        """A value that stands in, as a caller would say it."""
        match kind:
            case "person_name":
                return spoken.name(value)
            case "phone":
                return " ".join(str(value).removeprefix("+1"))
            case "date":
                return spoken.birthday(value, language)
            case "email":
                at, dot = ("at", "dot") if language == "en" else ("arroba", "punto")
                return str(value).replace("@", f" {at} ").replace(".", f" {dot} ")
            case "member_id":
                return " ".join(str(value))
        return str(value)

    def name(self, real: Mapping[str, Any]) -> dict[str, str]:
        """Another name for {first, last}."""
        return {
            part: " ".join(self._word(part, one) for one in str(real.get(part) or "").split())
            for part in ("first", "last")
        }

    def phone(self, real: str) -> str:
        """Another number for one in E.164, in the clinic's own area."""
        area = self._flow.clinic.number[2:5]
        self.real.update({real.lstrip("+"), real[-10:], real[-7:]})
        known = self._others["phone"]
        if real not in known:
            free = (f"+1{area}55501{number:02d}" for number in range(31, 99))
            known[real] = next(one for one in free if one not in known.values() and one != real)
        return known[real]

    def born(self, real: str) -> str:
        """Another date of birth, of a child for a child."""
        self.real.add(real.replace("-", ""))
        known = self._others["date"]
        if real not in known:
            listed = CHILDREN if real >= ADULT else BORN
            free = [one for one in listed if one not in known.values() and one != real]
            known[real] = (free or list(listed))[0]
        return known[real]

    def moved(self, value: Any) -> Any:
        """A value with every day in it moved into the script's week; weekdays stay."""
        if isinstance(value, str):
            return _ISO.sub(self._day, value) if _ISO.match(value) else value
        if isinstance(value, Mapping):
            return {name: self.moved(each) for name, each in value.items()}
        if isinstance(value, list | tuple):
            return [self.moved(each) for each in value]
        return value

    # --- what is known of the real people

    def tells(self, words: str) -> bool:
        """Whether words hold anything of the real people that were met so far."""
        digits = "".join(one for one in words if one.isdigit())
        plain = {normalised(one) for one in re.findall(r"[^\W\d_]+", words)}
        numbers = [one for one in self.real if one.isdigit() and len(one) >= 7]
        return bool(plain & self.real) or any(one in digits for one in numbers)

    # --- parts

    def _word(self, part: str, real: str) -> str:
        plain = normalised(real)
        known = self._names[part]
        self.real.add(plain)
        for other, invention in known.items():
            if other == plain or (part == "last" and fuzz.ratio(other, plain) >= CLOSE):
                return invention
        listed = FIRST if part == "first" else LAST
        free = [
            one for one in listed if one not in known.values() and normalised(one) not in self.real
        ]
        known[plain] = (free or list(listed))[0]
        return known[plain]

    def _other(self, kind: str, real: str, form: str) -> str:
        known = self._others[kind]
        self.real.update(normalised(one) for one in re.split(r"[\W_]+", real) if len(one) > 3)
        if real not in known:
            known[real] = form.format(len(known) + 1)
        return known[real]

    def _text(self, real: str, language: str) -> str:
        return FREE_TEXT.get(language, FREE_TEXT["en"])

    def _day(self, found: "re.Match[str]") -> str:
        return (date(*map(int, found.groups())) + self._shift).isoformat()
