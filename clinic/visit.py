"""What staff may do with an appointment, by how it stands: one literal table.

It is asked wherever a status is changed by hand, so that no screen and no program brings an
appointment to a place that it cannot come from: a visit that is over is not cancelled, and nobody
has missed an hour that has not struck.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from clinic.refusal import NotAllowed

STATUSES: Final = ("pending", "confirmed", "arrived", "completed", "no_show", "cancelled")
ACTIVE: Final = ("pending", "confirmed", "arrived")
"""The statuses of an appointment that takes up its time."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that is done with an appointment."""

    of: tuple[str, ...]
    """The statuses that it may have."""
    to: str | None
    """The status that it gets; `None` where it keeps its own."""
    kind: str
    """What others are told (`appointment.cancelled`)."""
    done: str
    """It, as a sentence about an appointment says it."""
    begun: bool = False
    """Only once its time has come."""


STEPS: Final[Mapping[str, Step]] = {
    "approve": Step(("pending",), "confirmed", "appointment.approved", "approved"),
    "reject": Step(("pending",), "cancelled", "appointment.rejected", "rejected"),
    "confirm": Step(("confirmed",), "confirmed", "appointment.confirmed", "confirmed"),
    "move": Step(("pending", "confirmed"), None, "appointment.moved", "moved"),
    "cancel": Step(
        ("pending", "confirmed", "arrived"), "cancelled", "appointment.cancelled", "cancelled"
    ),
    "arrive": Step(
        ("pending", "confirmed", "no_show"), "arrived", "appointment.arrived", "marked as arrived"
    ),
    "complete": Step(
        ("confirmed", "arrived"), "completed", "appointment.completed", "completed", begun=True
    ),
    "no_show": Step(
        ("pending", "confirmed"), "no_show", "appointment.no_show", "marked as missed", begun=True
    ),
}


def step(action: str, status: str, starts_at: datetime, now: datetime) -> Step:
    """What an action does to an appointment.

    Raises `NotAllowed` where it may not be done as the appointment stands.
    """
    found = STEPS[action]
    if status not in found.of:
        said = "missed" if status == "no_show" else status
        raise NotAllowed(f"An appointment that is {said} cannot be {found.done}.")
    if found.begun and starts_at > now:
        raise NotAllowed(f"An appointment cannot be {found.done} before it begins.")
    return found
