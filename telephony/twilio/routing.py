"""Who answers first, by the clinic's routing mode (FG-1). A pure rule.

A person is only rung while the clinic is open; pausing (FG-31) wins over every mode.
"""

from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from engine.clinic import Clinic


class First(StrEnum):
    """What a caller gets first."""

    AGENT = "agent"
    STAFF_ELSE_AGENT = "staff_else_agent"
    STAFF_ELSE_VOICEMAIL = "staff_else_voicemail"
    VOICEMAIL = "voicemail"


def first(clinic: Clinic, now: datetime, *, paused: bool) -> First:
    """What a caller gets who rings now."""
    if paused or clinic.call_routing == "voicemail_only":
        return First.VOICEMAIL
    if not clinic.is_open(now.astimezone(ZoneInfo(clinic.timezone))):
        return First.AGENT
    if clinic.call_routing == "hours_staff_afterhours_ai":
        return First.STAFF_ELSE_VOICEMAIL
    if clinic.call_routing == "staff_first_overflow_ai":
        return First.STAFF_ELSE_AGENT
    return First.AGENT
