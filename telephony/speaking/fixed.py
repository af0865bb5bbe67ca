"""What a clinic's flow says to every caller in the same words, so that it can be voiced ahead.

A prompt is fixed sentence by sentence: "Thanks, {first_name}." is not, the question behind it is.
Placeholders that only the clinic fills (its name, hours, address …) are filled as the engine
would; those with few possible values (a service, an insurance carrier, a day's hours) are filled
with each of them, whether anybody ever asks or not. Nothing here comes from a call, so it may be
kept on disk.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from engine import spoken
from engine.advance import start
from engine.clinic import Clinic
from engine.flow import Flow
from engine.prompts import PLACEHOLDERS, placeholders
from engine.safety import sentences as safety
from telephony import last_resort
from telephony.speaking.sentences import sentences

OF_THE_CLINIC: Final = (
    "clinic.name",
    "clinic.address",
    "clinic.number",
    "clinic.parking",
    "clinic.forms",
    "clinic.directions",
    "clinic.hours_week",
    "clinic.callback_hours",
    "clinic.notice_hours",
    "clinic.insurance",
    "clinic.services",
    "persona.name",
    "spanish_hint",
    "recording_notice",
)
"""Placeholders whose words are the same in every call."""
_SAFETY: Final = (
    safety.EMERGENCY,
    safety.CONNECTING,
    safety.PEOPLE,
    safety.RED_FLAGS,
    safety.RED_FLAGS_AGAIN,
    safety.REQUESTED,
    last_resort.SORRY,
    last_resort.NOBODY,
)
_ANY_MONDAY: Final = date(2024, 1, 1)
_MOST_WAYS: Final = 40
"""Ways to fill one sentence; with more it is left to the call."""


def fixed(flow: Flow, language: str) -> tuple[str, ...]:
    """Every sentence that a flow can say in a language whatever the caller says, in a fixed order:
    safety first, for that must never wait.
    """
    found: dict[str, None] = {}
    for told in _SAFETY:
        found.update(dict.fromkeys(sentences(told.get(language, ""))))
    choices = _choices(flow, language)
    for key, wordings in flow.texts.get(language, {}).items():
        if key.endswith(".title"):
            continue  # part of a sentence
        for wording in wordings:
            for sentence in sentences(_clinic_filled(wording, flow, language)):
                found.update(dict.fromkeys(_ways(sentence, choices)))
    return tuple(found)


def _clinic_filled(wording: str, flow: Flow, language: str) -> str:
    call = start(flow)
    for name in set(placeholders(wording)) & set(OF_THE_CLINIC):
        wording = wording.replace(f"{{{name}}}", PLACEHOLDERS[name][1](flow, call, language))
    return " ".join(wording.split())


def _ways(sentence: str, choices: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """A sentence with its placeholder filled in every way; nothing if there are too many."""
    names = set(placeholders(sentence))
    if not names:
        yield sentence
    elif len(names) == 1:
        (name,) = names
        values = choices.get(name, ())
        if len(values) <= _MOST_WAYS:
            yield from (sentence.replace(f"{{{name}}}", value) for value in values)


def _choices(flow: Flow, language: str) -> Mapping[str, Sequence[str]]:
    """What placeholders with few values can be filled with."""
    clinic = flow.clinic
    services = [spoken.service(clinic, one.name, language) for one in clinic.services]
    return {
        "visit_reason": services,
        "appointment_service": services,
        "insurance_carrier": clinic.insurance_accepted,
        "provider": [one.name for one in clinic.providers],
        "clinic.hours_today": _hours(clinic, language),
    }


def _hours(clinic: Clinic, language: str) -> Sequence[str]:
    """The hours of every weekday and of every day that has its own."""
    days = [_ANY_MONDAY + timedelta(days=number) for number in range(7)]
    days += [*clinic.other_hours, *sorted(clinic.holidays)[:1]]
    return tuple(dict.fromkeys(spoken.hours_on(clinic, day, language) for day in days))
