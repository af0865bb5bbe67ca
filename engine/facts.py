"""What a `when` may test: slots, and the few facts that follow from a call."""

from datetime import date, datetime, timedelta
from typing import Final

from engine.events import Value
from engine.flow import Condition
from engine.turn import Turn

FACTS: Final = {
    "hours": ("open", "closed"),
    "booking": ("direct", "approval", "request"),
    "age_group": ("minor", "adult"),
    "notice": ("inside", "outside"),
}
"""Facts beside the slots, and their values."""

ADULT: Final = 18
"""Years of age from which patients speak for themselves."""


def fact(turn: Turn, name: str) -> str | None:
    """A slot's value as text, or a fact; `None` while it is unknown."""
    call, clinic = turn.call, turn.flow.clinic
    if name == "hours":
        return "open" if clinic.is_open(turn.event.at) else "closed"
    if name == "booking":
        service = clinic.service(str(call.value("visit_reason")))
        return call.booking(service) if service else None
    if name == "age_group":
        born = call.value("date_of_birth")
        return born and ("minor" if age(born, turn.event.at.date()) < ADULT else "adult")
    if name == "notice":
        appointment = call.value("appointment")
        return appointment and _notice(turn, appointment["start"])
    value = call.value(name)
    return None if value is None else spelt(value)


def spelt(value: Value) -> str:
    """A value as `when` writes it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def holds(turn: Turn, condition: Condition) -> bool:
    """Whether a line of `when` holds."""
    value = fact(turn, condition.slot)
    if condition.known is not None:
        return (value is not None) == condition.known
    return value in condition.values


def age(born: str, today: date) -> int:
    """Full years between a date of birth and today."""
    birth = date.fromisoformat(born)
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


def _notice(turn: Turn, start: str) -> str:
    """Whether an appointment is too close to be cancelled by this call."""
    hours = timedelta(hours=turn.flow.clinic.cancellation_notice_hours)
    now = turn.event.at.replace(tzinfo=None)
    return "inside" if datetime.fromisoformat(start) - now < hours else "outside"
