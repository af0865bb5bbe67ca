"""What came of a call, in the words of those who ask: one table, told once.

A call knows its disposition, a carrier knows how the line ended. Reports want one of four outcomes
(CH-21), lists of leads one of five results (LD-8) and a status (LD-7). Each is looked up here, so
that two reports never count one call differently.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

OUTCOMES: Final = ("appointment_booked", "information_provided", "escalated", "hung_up")
RESULTS: Final = ("booked", "no-answer", "failed", "reschedule", "voicemail")
CALL_STATUSES: Final = ("queued", "in-progress", "completed", "failed")


@dataclass(frozen=True, slots=True)
class Told:
    """How one ending is told: to reports (CH-21) and to lists of leads (LD-8)."""

    outcome: str
    result: str


OF_DISPOSITION: Final[Mapping[str, Told]] = {
    "escalated": Told("escalated", "failed"),
    "booked": Told("appointment_booked", "booked"),
    "held": Told("appointment_booked", "booked"),
    "requested": Told("information_provided", "reschedule"),
    "rescheduled": Told("appointment_booked", "reschedule"),
    "cancelled": Told("information_provided", "failed"),
    "confirmed": Told("information_provided", "booked"),
    "message_taken": Told("information_provided", "reschedule"),
    "answered": Told("information_provided", "failed"),
    "wrong_number": Told("information_provided", "failed"),
    "abandoned": Told("hung_up", "failed"),
}
"""By the disposition of a call that somebody answered. A result is about an appointment: `booked`
where one stands, `reschedule` where another contact is due, `failed` where none came of it."""


@dataclass(frozen=True, slots=True)
class Line:
    """How a carrier's word for a line is told."""

    status: str
    """One of `CALL_STATUSES`."""
    result: str | None = None
    """One of `RESULTS` where the line alone decides it; else the disposition does."""


OF_CARRIER: Final[Mapping[str, Line]] = {
    "queued": Line("queued"),
    "initiated": Line("queued"),
    "ringing": Line("in-progress"),
    "in-progress": Line("in-progress"),
    "completed": Line("completed"),
    "busy": Line("failed", "no-answer"),
    "no-answer": Line("failed", "no-answer"),
    "canceled": Line("failed", "failed"),
    "failed": Line("failed", "failed"),
}
"""By `CallStatus` (twilio.com/docs/voice/twiml#callstatus-values). That nobody answered a call
makes the call failed; its result says why."""

_MACHINES: Final = ("machine_", "fax")
"""How the values of `AnsweredBy` begin that are no person."""


def outcome(disposition: str) -> str:
    """The outcome of a call (CH-21). Raises `KeyError` for no disposition."""
    return OF_DISPOSITION[disposition].outcome


def status(carrier: str) -> str:
    """The status of a call (LD-7), by what the carrier says of its line. Raises `KeyError`."""
    return OF_CARRIER[carrier].status


def result(carrier: str, answered_by: str | None, disposition: str | None) -> str | None:
    """The result of a call to somebody (LD-8); `None` while it goes on.

    A machine that answers is `voicemail`, whatever was said to it. Raises `KeyError` for a word
    that no carrier, or no call, has.
    """
    line = OF_CARRIER[carrier]
    if line.result is not None:
        return line.result
    if line.status != "completed":
        return None
    if answered_by is not None and answered_by.startswith(_MACHINES):
        return "voicemail"
    return OF_DISPOSITION[disposition or "abandoned"].result
