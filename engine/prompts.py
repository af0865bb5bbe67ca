"""Prompts: the sentences a caller hears, written in YAML and filled with what the call knows.

A prompt holds `{placeholders}` out of the closed list below and nothing else, so that the checker
can tell a mistake and no expression ever runs. What is not known yet is filled with nothing;
the checker refuses prompts whose slots cannot be known where they are said.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

from engine import spoken
from engine.events import Value
from engine.flow import Flow

if TYPE_CHECKING:
    from engine.call import Call

Fill: TypeAlias = "Callable[[Flow, Call, str], str]"

_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")


def placeholders(text: str) -> tuple[str, ...]:
    """The names of the placeholders in a text, in order."""
    return tuple(_PLACEHOLDER.findall(text))


def _known(call: "Call", slot: str) -> Value:
    """A slot's value, for wording: no decision hangs on it, so no proof need watch it."""
    filled = dict.get(call.slots, slot)
    return filled.value if filled is not None else None


def _person(slot: str, part: str | None = None) -> Fill:
    def fill(flow: Flow, call: "Call", language: str) -> str:
        value = _known(call, slot) or {}
        return (value.get(part) or "") if part else spoken.name(value)

    return fill


def _plain(slot: str) -> Fill:
    def fill(flow: Flow, call: "Call", language: str) -> str:
        return str(_known(call, slot) or "")

    return fill


def _moment(slot: str) -> Fill:
    def fill(flow: Flow, call: "Call", language: str) -> str:
        value = _known(call, slot)
        return spoken.opening(value, language) if value else ""

    return fill


def _offered(index: int) -> Fill:
    def fill(flow: Flow, call: "Call", language: str) -> str:
        if index >= len(call.offered):
            return ""
        start = str(call.offered[index]["start"])
        if index and start[:10] == str(call.offered[0]["start"])[:10]:
            return spoken.at_clock(start[11:], language)  # the day was just named
        return spoken.moment(start, language)

    return fill


def _title(slot: str) -> Fill:
    def fill(flow: Flow, call: "Call", language: str) -> str:
        return spoken.service(flow.clinic, str(_known(call, slot) or ""), language)

    return fill


def _spelled(flow: Flow, call: "Call", language: str) -> str:
    slot = call.question.slot or "patient_name"
    return spoken.spelled(_known(call, slot) or {}, language)


def _phone(flow: Flow, call: "Call", language: str) -> str:
    return spoken.phone(_known(call, "callback_number") or call.caller or "")


def _birthday(flow: Flow, call: "Call", language: str) -> str:
    value = _known(call, "date_of_birth")
    return spoken.birthday(value, language) if value else ""


def _wanted(flow: Flow, call: "Call", language: str) -> str:
    return spoken.windows(_known(call, "preferred_time") or (), language)


def _appointment_service(flow: Flow, call: "Call", language: str) -> str:
    value = _known(call, "appointment") or {}
    return spoken.service(flow.clinic, str(value.get("service") or ""), language)


def _provider(flow: Flow, call: "Call", language: str) -> str:
    value = _known(call, "opening") or _known(call, "appointment") or {}
    return str(value.get("provider") or _known(call, "provider") or "")


def _services(flow: Flow, call: "Call", language: str) -> str:
    titles = [spoken.service(flow.clinic, one.name, language) for one in flow.clinic.services]
    return spoken.listed(titles, language)


def _prices(flow: Flow, call: "Call", language: str) -> str:
    asked = _known(call, "visit_reason")
    priced = [
        f"{spoken.service(flow.clinic, one.name, language)}: {spoken.dollars(one.price, language)}"
        for one in flow.clinic.services
        if one.price is not None and asked in (None, one.name)
    ]
    return spoken.listed(priced[:3], language)


def _spanish_hint(flow: Flow, call: "Call", language: str) -> str:
    others = "es" in flow.texts and any(one.startswith("es") for one in flow.clinic.languages)
    return flow.texts[language]["prompts.spanish_hint"][0] if others and language != "es" else ""


def _recording_notice(flow: Flow, call: "Call", language: str) -> str:
    announced = flow.clinic.recording.enabled and flow.clinic.recording.announcement
    return flow.texts[language]["prompts.recording_notice"][0] if announced else ""


def _option(index: int) -> Fill:
    def fill(flow: Flow, call: "Call", language: str) -> str:
        if index >= len(call.options):
            return ""
        return flow.texts[language][f"requests.{call.options[index]}.title"][0]

    return fill


def _text(name: str) -> Fill:
    def fill(flow: Flow, call: "Call", language: str) -> str:
        return flow.clinic.texts.get(language, {}).get(name, "")

    return fill


PLACEHOLDERS: Final[Mapping[str, tuple[str, Fill]]] = {
    "clinic.name": ("the clinic's name", lambda flow, call, language: flow.clinic.name),
    "clinic.address": ("its address", lambda flow, call, language: flow.clinic.address),
    "clinic.number": (
        "its telephone number",
        lambda flow, call, language: spoken.phone(flow.clinic.number),
    ),
    "clinic.parking": ("where to park", _text("parking")),
    "clinic.forms": ("where new patients find their forms", _text("new_patient_forms")),
    "clinic.directions": ("how to get there", _text("directions")),
    "clinic.hours_today": (
        "today's opening hours",
        lambda flow, call, language: spoken.hours_on(flow.clinic, call.at.date(), language),
    ),
    "clinic.hours_week": (
        "the opening hours of the week",
        lambda flow, call, language: spoken.week(flow.clinic, language),
    ),
    "clinic.callback_hours": (
        "within how many hours staff call back",
        lambda flow, call, language: str(flow.clinic.callback_within_hours),
    ),
    "clinic.notice_hours": (
        "how many hours ahead an appointment can be cancelled",
        lambda flow, call, language: str(flow.clinic.cancellation_notice_hours),
    ),
    "spanish_hint": ("the prompt of that name, where the clinic speaks Spanish", _spanish_hint),
    "recording_notice": ("the prompt of that name, where the clinic records", _recording_notice),
    "clinic.insurance": (
        "the insurance carriers it accepts",
        lambda flow, call, language: spoken.listed(flow.clinic.insurance_accepted, language),
    ),
    "clinic.services": ("what it offers", _services),
    "clinic.prices": ("listed prices: of the service in question, else the first three", _prices),
    "persona.name": (
        "what the receptionist calls itself",
        lambda flow, call, language: flow.clinic.persona.name,
    ),
    "first_name": ("the patient's first name", _person("patient_name", "first")),
    "patient_name": ("the patient's full name", _person("patient_name")),
    "spelled_name": ("the patient's name letter by letter", _spelled),
    "caller_name": ("the caller's full name", _person("caller_name")),
    "callback_number": ("the number to call back, in groups of 3-3-4", _phone),
    "date_of_birth": ("the patient's date of birth", _birthday),
    "visit_reason": ("the service wanted", _title("visit_reason")),
    "provider": ("who the appointment is with", _provider),
    "preferred_time": ("the day or time the caller would like", _wanted),
    "opening": ("day and time of the opening chosen", _moment("opening")),
    "opening_1": ("day and time of the first opening on offer", _offered(0)),
    "opening_2": ("day and time of the second opening on offer", _offered(1)),
    "appointment": ("day and time of the appointment in question", _moment("appointment")),
    "appointment_service": ("what that appointment is for", _appointment_service),
    "option_1": ("the first of two requests that may be meant, by its title", _option(0)),
    "option_2": ("the second of them", _option(1)),
    "insurance_carrier": ("the insurance named by the caller", _plain("insurance_carrier")),
    "insurance_member_id": ("the insurance number", _plain("insurance_member_id")),
    "email": ("the caller's e-mail address", _plain("email")),
    "relationship": ("who the caller is to the patient", _plain("relationship")),
    "message": ("the message left", _plain("message")),
    "cancel_reason": ("why it is cancelled", _plain("cancel_reason")),
}
"""Every placeholder: its meaning, and how it is filled."""


def fill(text: str, flow: Flow, call: "Call", language: str) -> str:
    """A written prompt with its placeholders filled."""
    if "{" not in text:
        return text
    said = [one if isinstance(one, str) else one(flow, call, language) for one in _parts(text)]
    return " ".join("".join(said).split())


@lru_cache(maxsize=4096)
def _parts(text: str) -> "tuple[str | Fill, ...]":
    """A prompt in parts: words as they are written, and what fills each placeholder."""
    parts: list[str | Fill] = list(_PLACEHOLDER.split(text))
    parts[1::2] = [PLACEHOLDERS[str(name)][1] for name in parts[1::2]]
    return tuple(parts)


OUTBOUND_PROMPTS: Final[Mapping[str, str]] = {
    "voicemail": "what a machine is told: the clinic, that this is automated, its number, and how "
    "to stop such calls; nothing of what the call is about",
    "is_this_again": "asks again who is there, and says who calls",
    "good_time": "asks whether it is a good time, where no name is known",
    "not_here": "ends a call to somebody who is not there just now",
}
"""The prompts that only a flow with `calls: outbound` needs besides, in each of its languages."""

BEFORE_YES: Final = (
    "voicemail",
    "greeting_outbound",
    "is_this",
    "is_this_again",
    "good_time",
    "not_here",
    "opted_out",
    "wrong_number",
    "goodbye_silence",
)
"""The prompts that are heard before anybody has said who they are, when we call."""

REQUIRED_PROMPTS: Final[Mapping[str, str]] = {
    "greeting": "the first sentence of a call: the clinic, and that this is an automated assistant",
    "greeting_outbound": "the first sentence when we call: the clinic, that this is automated, and "
    "the key that stops such calls",
    "is_this": "asks whether {first_name} is on the line, when we call",
    "opted_out": "says that we will not call again",
    "spanish_hint": "how to go on in Spanish; said where the clinic speaks it",
    "recording_notice": "that the call is recorded; said where the clinic records",
    "open": "asks what the caller needs, after something else was dealt with",
    "open_again": "asks it again, each time with more help",
    "which_request": "asks which of the two named requests was meant: {option_1}, {option_2}",
    "acknowledge": "short acknowledgements, varied",
    "thanks_name": "thanks the caller by name",
    "empathy": "one sentence for someone who hurts",
    "yes_no_again": "asks for a yes or a no, when the answer was neither",
    "anything_else": "is there anything else?",
    "anything_else_again": "the same in other words",
    "goodbye": "ends the call",
    "goodbye_silence": "ends a call in which nobody spoke",
    "wrong_number": "ends a call that was for somebody else",
    "unclear": "asks to say it again after a line that broke up",
    "noisy": "asks to move somewhere quieter",
    "repeat_lead": "goes before what is repeated",
    "slower_lead": "goes before what is repeated slowly",
    "wait": "answers 'hold on'",
    "resume": "short leads back to a question that was interrupted",
    "confused_lead": "goes before a question put again, for someone who is lost",
    "start_over": "says that all is forgotten and we begin again",
    "never_mind": "says that a request is dropped",
    "card_number": "asks not to say card numbers here",
    "recording_off": "says that the recording is off",
    "language_switched": "says that we go on in this language",
    "corrected": "acknowledges a correction",
    "change": "asks what to change",
    "change_again": "asks it again, with examples",
    "noted_request": "says that a further request is noted and will be next",
    "offer_one": "offers {opening_1}",
    "offer_two": "offers {opening_1} and {opening_2}",
    "offer_again": "asks which of those on offer, again",
    "nearest_one": "nothing free at {preferred_time}; offers {opening_1}",
    "nearest_two": "nothing free at {preferred_time}; offers {opening_1} and {opening_2}",
    "another_time": "asks for another day or time",
    "conflict": "says that the time was taken just now",
    "no_openings": "says that the calendar has nothing, and that staff will call",
    "which_appointment": "asks which of {opening_1} or {opening_2}",
    "one_appointment": "asks whether {opening_1} is the appointment meant",
    "identity_again": "says that the record was not found and the details are taken again",
    "identity_failed": "says that staff will look and call back",
    "no_appointment": "says that no coming appointment is on record",
    "notice_policy": "says that staff must make this change, for it is too close to the time",
    "reschedule_instead": "offers another time instead of cancelling",
    "booked": "says what is booked",
    "held": "says what is held, and that staff confirm it",
    "requested": "says what is requested, and who calls when",
    "rescheduled": "says what is moved",
    "cancelled": "says what is cancelled",
    "confirmed": "says what is confirmed",
    "noted": "says that the staff have the note and will call",
    "handoff": "before connecting to a person",
    "handoff_distress": "the same, for someone upset",
    "handoff_unclear": "the same, after a bad line or a misunderstanding",
    "handoff_too_long": "the same, when the call took long",
    "handoff_failed": "says that nobody picked up, and asks for a message",
    "handoff_closed": "says that the clinic is closed, and asks for a message",
    "take_message": "asks for the message again",
    "message_taken": "says that the message will be passed on",
    "no_message": "says that the staff will call anyway",
    "insurance_yes": "that {insurance_carrier} is accepted",
    "insurance_no": "that {insurance_carrier} is not on the clinic's list",
}
"""The prompts that the engine itself says: every flow has them, in each of its languages."""
