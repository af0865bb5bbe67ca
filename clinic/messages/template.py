"""Texts of messages: data that people write, and the closed list of what they are filled with.

A clinic may word any of them its own way. Whoever words them, the same is checked: that nothing is
filled in which nobody knows, that a text message names neither patient nor service (whoever holds
the phone reads it), that no medical advice is given, and that nobody is told to reply CANCEL.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from agent_config.yaml_document import read_document
from clinic.messages.segment import plain, segments
from engine.validator import improper

SHIPPED: Final = Path(str(files("clinic"))) / "messages" / "texts"
LANGUAGES: Final = ("en", "es")
MOST_SEGMENTS: Final = 4
"""Of a text message, with everything filled in."""

PLACEHOLDERS: Final[Mapping[str, str]] = {
    "clinic": "Riverside Dental",
    "phone": "512-555-0100",
    "address": "1200 River Street, Austin, TX 78701",
    "map_link": "https://maps.google.com/?q=1200+River+Street%2C+Austin%2C+TX+78701",
    "directions": "We're at 1200 River Street, between First and Second Street.",
    "parking": "Free parking behind the building, entrance on Second Street.",
    "forms": "Please come fifteen minutes early; the forms are at the front desk.",
    "hours": "Monday through Friday from 8 AM to 5 PM",
    "emergency": "If this is a medical emergency, please hang up and dial 911.",
    "name": "Ana",
    "doctor": "Dr. Sarah Chen",
    "service": "cleaning",
    "when": "Wednesday, September 23rd at 10:30 AM",
    "day": "on Wednesday, September 23rd",
    "at": "at 10:30 AM",
    "offer": "Wednesday, September 23rd at 10:30 AM",
    "until": "by 10:30 AM",
    "task": "TASK-2026-0001",
    "urgent_task": "TASK-2026-0001",
    "link": "https://frontdesk.example.com",
}
"""Everything that may be filled in, each with an example of ordinary length."""
PERSONAL: Final = frozenset({"name", "doctor", "service", "when", "day", "at", "offer"})
"""What tells that somebody is a patient, or of what: a vendor gets it only with an agreement."""
NOT_IN_TEXTS: Final = frozenset({"name", "service"})

_HOLE: Final = re.compile(r"\{(\w+)\}")
_CANCEL: Final = re.compile(r"\b(?:reply|text|responda|env[ií]e)\s+\W*cancel", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a template is for, in whatever words."""

    purpose: str
    asks: bool = False
    """Whether it waits for a yes."""
    entry: str | None = None
    """The method (RFC 5546) of the calendar entry that a mail brings along."""


KINDS: Final[Mapping[str, Kind]] = {
    "appointment_confirmation": Kind("appointment", asks=True, entry="REQUEST"),
    "appointment_reminder": Kind("reminder", asks=True),
    "appointment_moved": Kind("appointment", asks=True, entry="REQUEST"),
    "appointment_cancelled": Kind("appointment", entry="CANCEL"),
    "waitlist_offer": Kind("waitlist", asks=True),
    "request_answered": Kind("appointment"),
    "staff_notice": Kind("staff"),
    "directions": Kind("answer"),
    "location": Kind("answer"),
    "parking": Kind("answer"),
    "new_patient_forms": Kind("answer"),
    "opening_hours": Kind("answer"),
    "reply_confirmed": Kind("reply"),
    "reply_reschedule": Kind("reply"),
    "reply_reschedule_here": Kind("reply"),
    "reply_directions": Kind("reply"),
    "reply_help": Kind("reply"),
    "reply_stopped": Kind("reply"),
    "reply_stopped_only": Kind("reply"),
    "reply_started": Kind("reply"),
    "reply_noted": Kind("reply"),
    "reply_taken": Kind("reply"),
    "reply_gone": Kind("reply"),
    "reply_emergency": Kind("reply"),
}
GIVEN: Final[Mapping[str, Kind]] = {
    "conversation": Kind("reply"),
    "staff_reply": Kind("answer"),
}
"""What whoever puts it in line brings the words of: the receptionist's turns, a person's own."""
ASKED: Final = Kind("answer")
"""Any other name is that of a request in a flow whose caller asked to be sent something."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A template in one language; of several texts, the fullest first."""

    sms: tuple[str, ...] = ()
    subject: str = ""
    mail: tuple[str, ...] = ()


def kind(name: str) -> Kind:
    """What a template is for."""
    return KINDS.get(name) or GIVEN.get(name, ASKED)


def wording(name: str, language: str, own: Mapping[str, Any] | None = None) -> Wording | None:
    """The words of a template; a clinic's own are `{language: {name: {sms, subject, mail}}}`.

    `None` where there is none. Own words with a mistake are left aside for those that are shipped.
    """
    given = ((own or {}).get(language) or {}).get(name)
    if given is not None and not any(faults(given)):
        return _made(given)
    return shipped(language).get(name)


@cache
def shipped(language: str) -> Mapping[str, Wording]:
    """Every template that comes with Frontdesk, in a language of `LANGUAGES`."""
    document = read_document(SHIPPED / f"{language}.yaml")
    return {name: _made(given) for name, given in document.value.items()}


def filled(texts: Sequence[str], values: Mapping[str, str | None]) -> str | None:
    """The first text for which everything is known, filled in."""
    for text in texts:
        if all(values.get(hole) for hole in holes(text)):
            return _HOLE.sub(lambda hole: str(values[hole[1]]), text).strip()
    return None


def holes(text: str) -> frozenset[str]:
    """The names of what a text is filled with."""
    return frozenset(_HOLE.findall(text))


def faults(given: Any) -> Iterator[str]:
    """Everything that is wrong with a template's words, in sentences."""
    if not isinstance(given, Mapping) or not {"sms", "subject", "mail"} >= set(given):
        yield "a template holds 'sms', 'subject' and 'mail', and nothing else"
        return
    for part, value in given.items():
        texts = [value] if part == "subject" else value
        if not isinstance(texts, list | tuple) or not all(isinstance(one, str) for one in texts):
            yield f"'{part}' is not made of texts"
            continue
        for text in texts:
            yield from _faults_of(part, text)
    if bool(given.get("mail")) != bool(given.get("subject")):
        yield "a mail has a 'subject' and a 'mail', or neither"
    if not given.get("sms") and not given.get("mail"):
        yield "it says nothing"


def _faults_of(part: str, text: str) -> Iterator[str]:
    for hole in sorted(holes(text) - set(PLACEHOLDERS)):
        yield f"nothing is known as {{{hole}}}"
    if part == "sms":
        for hole in sorted(holes(text) & NOT_IN_TEXTS):
            yield f"{{{hole}}} does not belong into a text message: anybody may read it"
    if part == "subject":
        for hole in sorted(holes(text) & PERSONAL):
            yield f"{{{hole}}} does not belong into the subject of a mail"
    example = _HOLE.sub(lambda hole: PLACEHOLDERS.get(hole[1], "x"), text)
    for line in example.split("\n"):
        why = improper(line, requests_only=False) if line.strip() else None
        if why:
            yield f"it must not be sent: {why}"
    if _CANCEL.search(example):
        yield "nobody may be told to reply CANCEL: carriers take it for an opt-out"
    if part == "sms" and segments(plain(example)) > MOST_SEGMENTS:
        yield f"it takes more than {MOST_SEGMENTS} segments"


def _made(given: Mapping[str, Any]) -> Wording:
    return Wording(
        sms=tuple(given.get("sms", ())),
        subject=given.get("subject", ""),
        mail=tuple(given.get("mail", ())),
    )
