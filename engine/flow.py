"""A clinic's call flow as values: what is asked, offered, confirmed and done.

A flow is data. Its steps run forward only, every repetition has a budget, and the seven states
never change whatever a flow says; so it can be explored to the end (see `engine/proof`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from engine.clinic import Clinic
from engine.safety.rules import Trigger

SLOT_TYPES: Final = (
    "person_name",
    "date",
    "phone",
    "email",
    "choice",
    "bool",
    "time_window",
    "opening",
    "appointment",
    "insurance_carrier",
    "member_id",
    "text",
)
STEP_KINDS: Final = (
    "collect",
    "verify",
    "triage",
    "offer",
    "confirm",
    "do",
    "say",
    "hand_off",
)
ACTIONS: Final = (
    "book_appointment",
    "reschedule_appointment",
    "cancel_appointment",
    "confirm_appointment",
    "create_task",
    "add_to_waitlist",
    "send_message",
)


@dataclass(frozen=True, slots=True)
class Limits:
    """The budgets of a call: every loop spends from one. `None` switches a clock off."""

    turns: int | None = 60
    minutes_without_progress: float | None = 3
    minutes: float | None = 8
    misses: int = 2
    corrections: int = 4
    digressions: int = 6
    offers: int = 3
    repeats: int = 3
    requests: int = 5
    conflicts: int = 2
    denials: int = 3
    languages: int = 2
    identity: int = 2
    """Further tries after a name and date of birth that match no record."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Starting points, to be calibrated on a clinic's own reviewed calls."""

    stt_confidence: float = 0.70
    audio_quality: float = 0.60
    confused_minutes: float = 2
    danger: float = 0.16
    """The chance of danger from which on the red-flag question is asked."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Something a call learns. Its wording stands in the flow's texts."""

    name: str
    type: str
    of: tuple[str, ...] = ()
    """The names of a choice."""
    says: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Other words for each name of a choice."""
    prefill: str | None = None
    """`caller_id` for a phone that the line already gave."""
    read_back: str = "never"
    """`never`, `spell_if_unsure` or `always`."""
    keypad: int | None = None
    """How many digits may be typed instead of said."""
    depends_on: tuple[str, ...] = ()
    """Slots whose correction clears this one."""
    spoken: bool = False
    """A yes must be said: the key for it does not count."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One line of `when`: a slot is known, unknown, or one of some values."""

    slot: str
    known: bool | None = None
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a request's steps."""

    kind: str
    names: tuple[str, ...]
    """The slots of `collect`; else the one slot, prompt, action or line that the step names."""
    when: tuple[Condition, ...] = ()
    done: Mapping[str, str] = field(default_factory=dict)
    """By booking mode (`direct`, `approval`, `request`, or `any`): the prompt that tells it."""
    conflict: str = "offer_again"
    failed: str = "take_message"
    task: str | None = None
    """The type of task that `create_task` makes."""
    priority: str = "normal"
    path: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """What a caller wants done."""

    name: str
    means: str
    owner: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A question that is answered anywhere, after which the call goes on where it was."""

    name: str
    means: str


@dataclass(frozen=True, slots=True)
class Flow:
    """A flow and the clinic it speaks for, compiled together. A call pins both."""

    name: str
    version: int
    language: str
    """The language the call begins in, such as `en`."""
    limits: Limits
    thresholds: Thresholds
    slots: Mapping[str, Slot]
    requests: Mapping[str, Request]
    answers: Mapping[str, Answer]
    triggers: tuple[Trigger, ...]
    """What the flow adds to the built-in safety rules."""
    texts: Mapping[str, Mapping[str, tuple[str, ...]]]
    """By language, then key (`prompts.greeting`, `slots.patient_name.ask`,
    `slots.patient_name.again`, `answers.parking.say` …): one or more wordings."""
    examples: Mapping[str, Mapping[str, tuple[str, ...]]]
    """By language, then request or answer: how callers say it."""
    clinic: Clinic
    calls: str = "inbound"
    """Who calls whom: `inbound`, a caller calls the clinic; `outbound`, the clinic a patient."""
