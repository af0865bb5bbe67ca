"""What a caller gets when the engine itself fails: the truth, and a person.

These sentences stand in code because the flow that holds all others may be what is broken. A
failure that nothing carries hands the caller to the clinic's line, whatever the hour, and leaves
the staff an urgent task; an emergency still hears the 911 sentence first.
"""

from collections.abc import Mapping
from typing import Final

from engine.call import Call
from engine.commands import Command, CreateTask, Handoff, HangUp, Notify, Say
from engine.events import Event, Heard
from engine.flow import Flow
from engine.safety import Level
from engine.safety.sentences import EMERGENCY

REASON: Final = "system_failure"
SORRY: Final[Mapping[str, str]] = {
    "en": "I'm sorry, something went wrong on our side. Let me connect you with our staff.",
    "es": "Lo siento, algo falló de nuestro lado. Le comunico con nuestro personal.",
}
NOBODY: Final[Mapping[str, str]] = {
    "en": "I'm sorry, nobody could pick up. Our staff have been told and will call you back.",
    "es": "Lo siento, nadie pudo contestar. Nuestro personal ya está avisado y le llamará.",
}


def to_a_person(flow: Flow, call: Call, event: Event) -> tuple[Command, ...]:
    """The orders that stand in for those of an engine that failed on an event."""
    language = call.language if call.language in SORRY else "en"
    sentence = Say(SORRY[language], "last_resort.sorry", language, interruptible=False)
    urgent = call.escalation == "emergency"
    urgent |= isinstance(event, Heard) and event.alarm.level is Level.EMERGENCY
    emergency = Say(EMERGENCY[language], "safety.emergency", language, interruptible=False)
    return (
        *((emergency,) if urgent else ()),
        sentence,
        CreateTask(
            key=f"last_resort:{REASON}",
            type="escalated_call",
            priority="urgent",
            callback_number=call.value("callback_number") or call.caller,
            details={"escalation": REASON},
            sla_hours=flow.clinic.callback_within_hours,
        ),
        Notify("staff", REASON),
        Notify("admin", REASON),
        Handoff(flow.clinic.staff_line, REASON),
    )


def ending(call: Call, how: str) -> tuple[Command, ...]:
    """How the call ends after that handoff: in silence when a person has it."""
    if how == "answered":
        return (HangUp(),)
    language = call.language if call.language in NOBODY else "en"
    return Say(NOBODY[language], "last_resort.nobody", language, interruptible=False), HangUp()
