"""A scripted call as values: who calls whom and when, what is said, and what must come of it.

Lines are kept, so that a failure can name the turn that it happened in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """Parts of the truth about a call. Only the `fields` that are listed are judged.

    They are state, disposition, escalation, slots, tasks, appointments, turns_at_most and
    never_says, as the script gives them.
    """

    line: int
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """What was said since the caller's last turn holds, matches or lacks something."""

    line: int
    contains: str | None = None
    matches: str | None = None
    """A regular expression, searched for without regard to case."""
    without: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """The caller speaks. Confidence and audio quality are from 0 to 1.

    `means` is what the words mean, instead of what is understood of them: {intents: [name, or
    {name, confidence, polarity}], slots: {name: {value, words, confidence, corrected}}, answer,
    alarm}, every part of it optional. So a call shows what the engine does, however well it
    understands.
    """

    line: int
    says: str
    confidence: float = 1.0
    audio_quality: float = 1.0
    nbest: tuple[str, ...] = ()
    means: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The caller answers each of these questions when it is asked, by slot or question."""

    line: int
    entries: Mapping[str, str | bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choose:
    """The caller takes the opening of that number on offer, counted from 1; 0 is none of them."""

    line: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Expect:
    """What must be so at this point of the call."""

    line: int
    expected: Expected


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Nobody speaks for so many seconds."""

    line: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The caller presses keys."""

    line: int
    digits: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Interrupts:
    """The caller speaks over us after so many words of what we say."""

    line: int
    after_words: int
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fails:
    """From here on these fail: action -> timeout, error, conflict, busy, no_answer; or none.

    `find_patients` knows `no_match` too: the records answer, but find nobody.
    """

    line: int
    faults: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class HangsUp:
    """The caller hangs up."""

    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outreach:
    """The clinic calls: whom, about what, and what else was known before."""

    patient: str | None = None
    """First and last name; `None` where only the number is known."""
    request: str | None = None
    """The request that the call is about; `None` is what such calls are placed for."""
    appointment: str | None = None
    """When the appointment that it is about begins: one of those given of the patient."""
    language: str | None = None
    """The language of whom is called, such as `es`; `None` is the flow's."""
    known: Mapping[str, Any] = field(default_factory=dict)
    """Other slots, with their values as the engine keeps them."""


Turn: TypeAlias = (
    Agent | Caller | Answers | Choose | Expect | Silence | Keys | Interrupts | Fails | HangsUp
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """One scripted call."""

    path: str
    """The file as messages name it."""
    line: int
    """Where its turns begin: for failures that belong to no single turn."""
    call: str
    """What the call is about, in a few words."""
    covers: tuple[str, ...] = ()
    """Requirement IDs."""
    flow: str | None = None
    """The flow's name or path; `None` is the clinic's own."""
    clinic: str
    now: datetime
    """The clock of the call; without a zone it is the clinic's local time."""
    caller: str | None = None
    """The number that calls, or that is called, E.164; `None` is anonymous."""
    outreach: Outreach | None = None
    """Set where the clinic is the one who calls."""
    limited: bool = True
    """False switches the limit of turns and the clocks off (`limits: "off"`)."""
    patients: tuple[Mapping[str, Any], ...] = ()
    openings: tuple[str, ...] | None = None
    """Local ISO minutes that replace the clinic's calendar; `None` leaves the calendar."""
    appointments: tuple[Mapping[str, Any], ...] = ()
    turns: tuple[Turn, ...]
    expect: Expected
