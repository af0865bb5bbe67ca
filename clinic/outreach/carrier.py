"""Who places calls: a port, a real carrier, and one that calls nobody.

Where nothing is set up, whoever is called is acted: campaigns can be tried out, and nobody is told
anything. What acts them lives with the telephones, and is named here by its place in the code.
"""

from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Final, Protocol

from agent_config.settings import Settings, Telephony
from clinic.jobs.job import Work

_CALLS: Final = {
    Telephony.SIMULATED: "telephony.acted_calls:ActedCalls",
    Telephony.TWILIO: "clinic.outreach.twilio.calls:TwilioCalls",
}
OVER: Final = ("completed", "busy", "no-answer", "failed", "canceled")
"""The states of a call in which nothing happens any more, in the carrier's words."""

MACHINES: Final = ("machine_", "fax")
"""How the carrier's words begin for what answers and is no person; "unknown" counts as one."""


@dataclass(frozen=True, slots=True)
class Order:
    """A call that is to be placed."""

    job_id: str
    attempt_id: str
    to: str
    """E.164, as is `sender`."""
    sender: str


class Calls(Protocol):
    """A carrier of calls. Its methods raise `Later` or `Never`, with a code."""

    async def place(self, order: Order) -> str:
        """Call somebody; the carrier's id of the call."""

    async def placed_before(
        self, order: Order, since: datetime, known: frozenset[str]
    ) -> str | None:
        """The carrier's id of the same call, if it was taken since then.

        `known` are those of other tries.
        """

    async def state(self, call_id: str) -> str | None:
        """How a call fares, in the carrier's words (`ringing`, `completed` …); `None` where the
        carrier knows of none."""


def calls(work: Work) -> Calls:
    """The carrier of calls. Raises `Never` where its settings are missing."""
    module, _, name = _CALLS[work.settings.telephony_mode].partition(":")
    made: Calls = getattr(import_module(module), name)(work)
    return made


def calls_are_real(settings: Settings) -> bool:
    """Whether telephones ring."""
    return settings.telephony_mode is Telephony.TWILIO


def vendor(settings: Settings) -> str | None:
    """Who outside the house learns whom a clinic calls; or nobody."""
    return "twilio" if calls_are_real(settings) else None


def is_machine(answered_by: str | None) -> bool:
    """Whether the carrier takes what answered for a machine."""
    return answered_by is not None and answered_by.startswith(MACHINES)
