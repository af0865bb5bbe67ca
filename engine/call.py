"""What the engine keeps for a call.

A call is the fold of its events, so everything here follows from them; nothing here is read from
a clock or a store. `advance` works on a copy: a `Call` that was handed out never changes.

Two rules make the proof possible (see `engine/proof`):
- budgets (`left`) are read and written only through `Turn.spend`, `Turn.refill` and `Turn.over`;
- nothing said or counted for wording (`asks`, `leads`, `last_said`, `words`) decides what happens.
"""

from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from operator import attrgetter
from typing import Any, Final

from engine.clinic import Service
from engine.commands import Expecting
from engine.events import Value

DISPOSITIONS: Final = (
    "escalated",
    "booked",
    "held",
    "requested",
    "rescheduled",
    "cancelled",
    "confirmed",
    "message_taken",
    "answered",
    "wrong_number",
    "abandoned",
)
"""How a call ended; of several outcomes the first that applies (design, rule 10)."""

CALL_BUDGETS: Final = (
    "misses",
    "corrections",
    "digressions",
    "repeats",
    "requests",
    "languages",
)
"""Budgets of the whole call that a flow sets in `limits`; `misses` is refilled by progress."""

REQUEST_BUDGETS: Final = ("offers", "conflicts", "denials", "identity")
"""Budgets that every request begins with anew."""

FIXED_BUDGETS: Final = {
    "checks": 1,  # the red-flag question is put once in a call (rule 21)
    "unclear": 1,  # one request to repeat; the second bad line in a row escalates (rule 24)
    "noisy": 1,  # one request to move somewhere quieter (rule 24)
    "triage": 1,  # one further try at the red-flag question
    "handoffs": 1,  # one further handoff when nobody picked up
    "audio": 1,  # a bad line and …
    "confusion": 1,  # … a caller who is lost: both together are for a person (SF-11)
}
"""Budgets that no flow can change."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A slot's value, the words it came from, and whether the caller confirmed it."""

    value: Value
    words: str = ""
    confidence: float = 1.0
    confirmed: bool = False
    used: bool = False
    """Known since before the present request: about the caller, perhaps not about this patient."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the caller was asked last.

    `kind` is one of open, anything_else, which_request, is_this, slot, prefill, read_back,
    triage, check, offer, confirm, change, message, none.
    """

    kind: str = "none"
    slot: str | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """How a request ends when it cannot be done now: as a task for the staff."""

    task: str
    prompt: str
    disposition: str


@dataclass(frozen=True, slots=True)
class Made:
    """An appointment that this call made or moved."""

    service: str
    start: str
    status: str
    patient: str


@dataclass(slots=True)
class Call:
    """One call, from the first ring to the last word."""

    flow: str
    version: int
    clinic: str
    language: str
    at: datetime
    """When the latest event happened; the moment the call began is `started`."""
    started: datetime
    progress_at: datetime
    left: dict[str, int]
    id: str = ""
    caller: str | None = None
    """The number of the line: a hint, not an identity."""
    direction: str = "inbound"
    state: str = "GREETING"
    turns: int = 0
    """The caller's turns so far, silences and keys among them."""
    question: Question = Question()
    key: str = ""
    """The key of the text in which the question was put."""
    waiting: str | None = None
    """What the call waits for: `words`, `patients`, `openings`, `hold`, `do` or
    `transfer`; else the caller is expected to speak."""
    aside: bool = False
    """Words are being understood only for what else they hold; nothing waits for them."""
    to_check: bool = False
    """The red-flag question is due as soon as what is on its way has come."""
    resume: tuple[Question, str] = (Question(), "")
    """The question that a check question interrupted, and its key."""
    agenda: tuple[str, ...] = ()
    request: str | None = None
    done: frozenset[int] = frozenset()
    """The steps of the request that are finished, by index."""
    acting: int = 0
    """The `do` step that is under way, by index."""
    in_flight: tuple[str, int] | None = None
    """The request and step whose action was begun and has not been answered yet."""
    ending: Ending | None = None
    denied: frozenset[str] = frozenset()
    """Slots whose value from the line was turned down ("no, another number")."""
    outcomes: tuple[tuple[str, str], ...] = ()
    """What came of each request so far: (request, disposition)."""
    slots: dict[str, Filled] = field(default_factory=dict)
    past: dict[str, Filled] = field(default_factory=dict)
    """What belonged to requests that are finished, kept for the record only."""
    patient: dict[str, Any] | None = None
    """The record that the caller proved to be asking about."""
    offered: tuple[dict[str, Any], ...] = ()
    nearest: bool = False
    """Whether what is on offer lies outside the wanted time."""
    turned_down: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    """The two requests between which the caller is asked to choose."""
    escalation: str | None = None
    message_asked: bool = False
    """A handoff failed and the caller was asked for a message, which happens once."""
    tasks: tuple[str, ...] = ()
    """The keys of the tasks made so far."""
    appointments: tuple[Made, ...] = ()
    patience: str = "normal"
    confused_at: datetime | None = None
    recording_off: bool = False
    opted_out: bool = False
    asks: dict[str, int] = field(default_factory=dict)
    """How often each question was put in this request: the tier of its next wording."""
    leads: int = 0
    last_said: str = ""
    """The last question in words."""
    cut: bool = False
    """The caller spoke over the last question before they had heard half of it."""
    words: str = ""
    """The caller's last words."""

    def copy(self) -> "Call":
        """A call of its own, to be changed."""
        new = Call(*_FIELDS(self))
        new.left = self.left.copy()
        new.slots = self.slots.copy()
        new.past = self.past.copy()
        new.asks = self.asks.copy()
        return new

    def value(self, slot: str) -> Value:
        """The value of a slot, or `None` while it is not filled."""
        filled = self.slots.get(slot)
        return filled.value if filled is not None else None

    def booking(self, service: Service) -> str:
        """How a service is booked in this call: `direct`, `approval` or `request`.

        Whether the patient is new is looked at only where the service makes a difference of it.
        """
        status = None if service.new_patients else self.value("patient_status")
        return service.booked(status)

    @property
    def learned(self) -> dict[str, Filled]:
        """Everything the call has learned, for the record: of each slot the latest value."""
        return self.past | self.slots

    def confirm(self, slot: str) -> None:
        """Mark a slot as confirmed by the caller."""
        self.slots[slot] = replace(self.slots[slot], confirmed=True)

    def use(self, slot: str) -> None:
        """Mark a slot as part of a request that is finished."""
        self.slots[slot] = replace(self.slots[slot], used=True)

    @property
    def ended(self) -> bool:
        """Whether the call is over."""
        return self.state == "END"

    @property
    def disposition(self) -> str:
        """What came of the call so far."""
        reached = {disposition for _, disposition in self.outcomes}
        if self.escalation:
            reached.add("escalated")
        return next((one for one in DISPOSITIONS if one in reached), "abandoned")


_FIELDS: Final = attrgetter(*(one.name for one in fields(Call)))


def expecting(call: Call) -> Expecting:
    """The context in which the caller's next words are to be understood."""
    question = call.question
    kind, slot, options = _EXPECTED[question.kind], question.slot, ()
    if kind == "offer":
        options = tuple(one["start"] for one in call.offered)
    part = None
    if question.kind == "slot" and slot in call.slots:
        part = "last"
    return Expecting(
        kind=kind,
        slot=slot,
        part=part,
        options=options,
        state=call.state,
        language=call.language,
        asked=call.last_said,
        whom=_whom(call) if question.kind == "is_this" else None,
    )


def _whom(call: Call) -> str:
    """The first name in "Is this ...?"; no decision hangs on it, so no proof need watch it."""
    filled = dict.get(call.slots, "patient_name")
    return str(filled.value.get("first") or "") if filled is not None else ""


_EXPECTED: Final = {
    "open": "open",
    "which_request": "open",
    "anything_else": "yes_no",
    "is_this": "yes_no",
    "slot": "slot",
    "yes_no": "yes_no",
    "prefill": "yes_no",
    "read_back": "yes_no",
    "triage": "yes_no",
    "check": "yes_no",
    "confirm": "yes_no",
    "offer": "offer",
    "change": "change",
    "message": "slot",
    "none": "nothing",
}
