"""Why a clinic calls somebody: one table of what hangs on it.

Each purpose has a flow of its own and a request in it, a standing in law (`clinic.messages.purpose`
holds the purpose of the same name), and a time after which the call would come too late.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final


@dataclass(frozen=True, slots=True)
class Outreach:
    """What a purpose of calls comes to."""

    flow: str
    """The file in flows/ that such a call runs on."""
    request: str
    """What the call is about: a request of that flow."""
    good_for: timedelta
    """How long after it was due a call is still worth making, where no appointment says so."""


OUTREACH: Final[Mapping[str, Outreach]] = {
    "reminder": Outreach("reminder", "confirm_appointment", timedelta(hours=24)),
    "confirmation": Outreach("confirmation", "confirm_appointment", timedelta(hours=48)),
    "recall": Outreach("recall", "book_appointment", timedelta(days=14)),
    "follow_up": Outreach("follow_up", "how_are_you", timedelta(hours=48)),
    "lead": Outreach("lead", "book_appointment", timedelta(days=14)),
}
"""By name, which is also that of the purpose at the gate."""
ATTEMPTS: Final = 3
AGAIN_AFTER: Final = timedelta(hours=4)
"""After nobody answered, or the line was busy (OB-6)."""
LATEST: Final = timedelta(hours=2)
"""Before an appointment: whoever was not reached by then is not called about it any more."""
YES_HOLDS: Final = timedelta(days=7)
"""So long a yes to an appointment spares the call about it; an older one was said when the time was
given, and people forget."""
FINAL: Final = ("completed", "failed", "refused", "cancelled")
"""The states of a job in which nothing happens any more."""
