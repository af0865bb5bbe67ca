"""What may be done with a task, and from where to where: one table for everybody.

A task is pending, in progress, completed or cancelled; being flagged is a mark beside that (X-9).
Whoever comes second finds that the table no longer allows it, and is told.
"""

from collections.abc import Mapping
from typing import Final

from clinic.refusal import NotAllowed

PENDING, IN_PROGRESS, COMPLETED, CANCELLED = "pending", "in_progress", "completed", "cancelled"
STATUSES: Final = (PENDING, IN_PROGRESS, COMPLETED, CANCELLED)
OPEN: Final = (PENDING, IN_PROGRESS)
OWNERS: Final = ("staff", "doctor", "admin")

MOVES: Final[Mapping[str, Mapping[str, str]]] = {
    "start": {PENDING: IN_PROGRESS},
    "complete": {PENDING: COMPLETED, IN_PROGRESS: COMPLETED},
    "approve": {PENDING: COMPLETED, IN_PROGRESS: COMPLETED},
    "reject": {PENDING: COMPLETED, IN_PROGRESS: COMPLETED},
    "cancel": {PENDING: CANCELLED, IN_PROGRESS: CANCELLED},
    "reopen": {COMPLETED: PENDING, CANCELLED: PENDING},
    "assign": {PENDING: PENDING, IN_PROGRESS: IN_PROGRESS},
    "call_back": {PENDING: IN_PROGRESS, IN_PROGRESS: IN_PROGRESS},
    "change": {PENDING: PENDING, IN_PROGRESS: IN_PROGRESS},
    "flag": {status: status for status in STATUSES},
    "note": {status: status for status in STATUSES},
    "unflag": {status: status for status in STATUSES},
}
"""By action, the statuses that it begins in, and the status that each leads to."""

DECISIONS: Final[Mapping[str, str]] = {"approve": "approved", "reject": "rejected"}
OF_DOCTORS: Final = ("prescription_refill", "referral", "medical_question")
"""Types of task that a doctor, and nobody else, approves or rejects (TK-7)."""
_SAID: Final = {IN_PROGRESS: "in progress"}


def moved(action: str, status: str) -> str:
    """The status that an action leads to. Raises `NotAllowed`, and `KeyError` for no action."""
    to = MOVES[action].get(status)
    if to is None:
        raise NotAllowed(f"This task is {_SAID.get(status, status)} already.")
    return to


def check_decision(type_: str, role: str) -> None:
    """Raises `NotAllowed` unless somebody with a role may approve or reject such a task."""
    if type_ not in OF_DOCTORS:
        raise NotAllowed("There is nothing to approve in a task of this kind; complete it instead.")
    if role != "doctor":
        raise NotAllowed("Only a doctor approves or rejects this.")
