"""Who answers first, by the clinic's routing mode (FG-1), and who is rung for a caller. Pure rules.

A person is only rung while the clinic is open; pausing (FG-31) wins over every mode.
"""

from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from engine.clinic import Clinic
from engine.escalation import AT_ONCE


class First(StrEnum):
    """What a caller gets first."""

    AGENT = "agent"
    STAFF_ELSE_AGENT = "staff_else_agent"
    STAFF_ELSE_VOICEMAIL = "staff_else_voicemail"
    VOICEMAIL = "voicemail"


def first(
    clinic: Clinic, now: datetime, *, paused: bool, forwarded_from: str | None = None
) -> First:
    """What a caller gets who rings now.

    Who was passed on by the staff's own line has rung there already: ringing it again would send
    them round in a circle.
    """
    if paused or clinic.call_routing == "voicemail_only":
        return First.VOICEMAIL
    if forwarded_from == clinic.staff_line:
        return First.AGENT
    if not clinic.is_open(now.astimezone(ZoneInfo(clinic.timezone))):
        return First.AGENT
    if clinic.call_routing == "hours_staff_afterhours_ai":
        return First.STAFF_ELSE_VOICEMAIL
    if clinic.call_routing == "staff_first_overflow_ai":
        return First.STAFF_ELSE_AGENT
    return First.AGENT


def rung(clinic: Clinic, number: str, reason: str) -> tuple[str, ...]:
    """Who is rung for a caller, one after the other: the number that the engine chose, and for what
    cannot wait the clinic's other one (FG-13, FG-25).
    """
    others = (clinic.staff_line, clinic.on_call_line) if reason in AT_ONCE else ()
    return (number, *(one for one in others if one and one != number))
