"""What decides about a call beside its slots and budgets: the control part of an abstract state."""

from typing import Any, TypeAlias

from engine.call import Call

Key: TypeAlias = tuple[Any, ...]


def control(call: Call) -> Key:
    """What decides about a call beside its slots and budgets."""
    if call.ended:
        return ("END",)
    hub = call.request is None and call.escalation is None
    deciding = call.question.kind in ("confirm", "triage") or call.waiting == "do"
    patient = None if call.patient is None else min(2, len(call.patient["appointments"]))
    urgent = call.escalation if call.escalation == "emergency" else bool(call.escalation)
    return (
        call.state,
        call.question.kind,
        call.question.slot,
        None if call.waiting == "words" else call.waiting,
        call.aside,
        call.to_check,
        call.resume[0] if hub and call.question.kind == "check" else None,
        call.request,
        call.done if call.escalation is None else None,
        call.ending,
        call.acting if deciding else None,
        patient,
        len(call.offered[:2]) if call.question.kind == "offer" or call.waiting == "hold" else None,
        urgent,
        call.message_asked,
        call.cut,
        call.escalation and call.caller is None,
        call.escalation is None and (call.caller is None or "callback_number" in call.denied),
        call.direction,
        call.opted_out and call.escalation is None,
        hub and bool(call.outcomes),
        hub and any(name == "book_appointment" for name, _ in call.outcomes),
        hub and bool(call.options),
        hub and call.agenda,
    )


def pending(kind: str) -> bool:
    """Whether a slot of that class still has to be completed or read back."""
    return kind == "partial" or kind.endswith("unread")
