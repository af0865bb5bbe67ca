"""The words of outreach for people: why somebody was not called, and what came of a call."""

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, str]] = {
    "opted_out": "said stop",
    "no_consent": "never agreed to such calls",
    "do_not_contact": "are not to be contacted",
    "deceased": "died",
    "dismissed": "are no patients any more",
    "merged": "their record was merged",
    "inactive": "are inactive",
    "too_often": "were contacted too often already",
    "no_agreement": "no agreement with the carrier",
    "too_late": "it would be too late",
    "no_answer": "did not answer",
    "carrier": "their number cannot be called",
    "no_number": "have no number",
    "wrong_number": "somebody else has the number",
    "in_line": "are in line already",
    "called": "were called about it",
    "prefers_text": "would rather get a text",
    "prefers_email": "would rather get mail",
    "appointment_moved": "their appointment was moved",
    "appointment_cancelled": "their appointment was cancelled",
    "already_confirmed": "have said yes already",
    "already_booked": "have an appointment now",
    "campaign_ended": "the campaign was ended",
    "by_staff": "called off by the staff",
    "paused_clinic": "the clinic was paused",
    "confirmed": "confirmed",
    "rescheduled": "moved their appointment",
    "cancelled": "cancelled",
    "booked": "booked",
    "fine": "are fine",
    "escalated": "were put through, or staff were told",
    "requested": "asked for a time",
    "message_taken": "left a message",
    "declined": "did not want to",
    "voicemail": "voicemail",
    "hung_up": "hung up",
    "reached": "were reached",
}
"""By the word that a job keeps as its `reason` or `result`."""


def said(word: str) -> str:
    """A reason or result as people say it; a word that is not known, as it is."""
    return WORDS.get(word, word.replace("_", " "))
