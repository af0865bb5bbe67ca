"""Tasks: what a call leaves for the staff, with everything that it learned."""

from typing import Any, Final

from engine import spoken
from engine.commands import CreateTask
from engine.turn import Turn

OF_REQUEST: Final = {
    "book_appointment": "appointment_scheduling",
    "reschedule_appointment": "appointment_rescheduling",
    "cancel_appointment": "appointment_cancellation",
    "confirm_appointment": "callback",
    "running_late": "message",
    "callback": "callback",
    "insurance_question": "insurance_question",
    "billing_question": "billing_question",
    "referral": "referral",
    "records_request": "records_request",
    "leave_message": "message",
    "appointment_lookup": "callback",
    "join_waitlist": "appointment_scheduling",
    "returning_call": "callback",
    "prescription_refill": "prescription_refill",
    "how_are_you": "medical_question",
    "report_trouble": "medical_question",
    "medical_advice": "medical_question",
    "test_results": "test_results",
}
"""The type of task that a request becomes when it cannot be done in the call."""

DOCTORS: Final = ("prescription_refill", "medical_question", "test_results")
"""Types of task that go to the doctor (CH-7, rule 22)."""


def create(turn: Turn, kind: str, priority: str = "normal", **details: Any) -> str:
    """Make a task of a kind, once in a call for each request; returns its key."""
    call = turn.call
    key = f"{kind}:{len(call.tasks)}"
    owner = "doctor" if kind in DOCTORS else "staff"
    request = turn.flow.requests.get(call.request or "")
    if request is not None and kind != "escalated_call" and owner == "staff":
        owner = request.owner
    call.tasks += (key,)
    learned = call.learned  # of all slots at once: no decision hangs on any of them
    name, number = learned.get("patient_name"), learned.get("callback_number")
    turn.out.append(
        CreateTask(
            key=key,
            type=kind,
            priority=priority,
            owner=owner,
            patient_name=spoken.name(name.value) if name else None,
            callback_number=number.value if number else call.caller,
            details=known(turn) | details,
            sla_hours=turn.flow.clinic.callback_within_hours,
        )
    )
    return key


def known(turn: Turn) -> dict[str, Any]:
    """Everything learned that the staff need, resolved and, for times, as it was said too."""
    call = turn.call
    details: dict[str, Any] = {
        name: filled.value
        for name, filled in call.slots.items()
        if name not in ("patient_name", "callback_number")
    }
    for name, filled in call.slots.items():
        if turn.flow.slots[name].type == "time_window":
            details[name] = filled.words or spoken.windows(filled.value, "en")
            details[f"{name}_windows"] = filled.value
    if "visit_reason" in details:
        details["reason"] = details["visit_reason"]
    return details
