"""How a lead's call stands, in the words that other programs know (LD-7, LD-8).

Our own jobs tell more: why a call was refused, what came of it in a word of the flow. Outside there
are four states and five results. What has no place among the results has none there; nothing is
called booked that is not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from clinic.outreach.purpose import FINAL
from clinic.store.tables.outreach import Lead, OutreachJob

STATUSES: Final[Mapping[str, str]] = {
    "scheduled": "queued",
    "in_progress": "in-progress",
    "completed": "completed",
    "failed": "failed",
    "refused": "failed",
    "cancelled": "failed",
}
RESULTS: Final[Mapping[str, str]] = {
    "booked": "booked",
    "rescheduled": "reschedule",
    "voicemail": "voicemail",
    "declined": "failed",
    "opted_out": "failed",
    "wrong_number": "failed",
    "hung_up": "failed",
}
NO_ANSWER: Final = "no_answer"
NO_CONSENT: Final = "no_consent"
DONE_ELSEWHERE: Final = "done_elsewhere"
"""Somebody told us the end of a call before we began it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A lead's call as others are told of it."""

    status: str | None
    """queued, in-progress, completed or failed; `None` before anybody wants them called."""
    result: str | None = None
    """booked, no-answer, failed, reschedule or voicemail, once there is one."""
    outcome: str | None = None
    """The result in our own word."""
    reason: str | None = None
    """Why nobody called, or stopped to."""


def standing_of(lead: Lead, job: OutreachJob | None) -> Standing:
    """How the call of a lead stands."""
    if job is not None:
        return told_of(job.status, job.result, job.reason)
    never = lead.consent_at is None
    return Standing("failed" if never else None, reason=NO_CONSENT if never else None)


def told_of(status: str, result: str | None, reason: str | None) -> Standing:
    """A job's state, result and reason, as others are told of it."""
    return Standing(STATUSES[status], _result(status, result, reason), result, reason)


def _result(status: str, result: str | None, reason: str | None) -> str | None:
    if status not in FINAL or reason == DONE_ELSEWHERE:
        return None
    if result is not None:
        return RESULTS.get(result)
    if status == "completed":
        return None
    return "no-answer" if reason == NO_ANSWER else "failed"
