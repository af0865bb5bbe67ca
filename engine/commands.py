"""What to do: the engine's answers to events. The loop performs them in order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from engine.events import Value


@dataclass(frozen=True, slots=True)
class Expecting:
    """What the last question asked for: the context in which words are understood."""

    kind: str = "open"
    """`open` (how can I help), `slot` (asks for `slot`), `yes_no`, `offer` (one of `options`),
    `change` (what to change) or `nothing`."""
    slot: str | None = None
    """The slot asked for, or the one that a `yes_no` question reads back."""
    part: str | None = None
    """`first` or `last`, when only that part of a name is missing."""
    options: tuple[str, ...] = ()
    """The openings on offer by their local ISO starts, or the appointments by id, as said."""
    state: str = "GREETING"
    language: str = "en"
    asked: str = ""
    """The question in words: yes and no depend on how it was put."""
    whom: str | None = None
    """The first name of the person whom we call, while it is asked whether they are there."""


@dataclass(frozen=True, slots=True)
class Say:
    """Speak a sentence: a written prompt, filled."""

    text: str
    prompt: str
    language: str = "en"
    interruptible: bool = True


@dataclass(frozen=True, slots=True)
class Listen:
    """Wait for the caller. `patience` is `normal` or `extra` (longer pauses are no silence)."""

    expecting: Expecting
    patience: str = "normal"


@dataclass(frozen=True, slots=True)
class Understand:
    """Find out what words mean; answered by `Understood` or `ActionFailed("understand")`."""

    words: str
    expecting: Expecting
    nbest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FindPatients:
    """Look up records by name and date of birth; answered by `PatientsFound`."""

    name: Mapping[str, str]
    date_of_birth: str


@dataclass(frozen=True, slots=True)
class FindOpenings:
    """Ask the calendar; answered by `OpeningsFound`.

    `windows` are the times wanted, in the form of a `time_window`; none means any time.
    `excluding` are starts already turned down.
    """

    service: str
    windows: tuple[Mapping[str, str], ...] = ()
    provider: str | None = None
    limit: int = 2
    excluding: tuple[str, ...] = ()
    moving: str | None = None
    """The appointment that would be moved, whose own time counts as free."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Keep an opening for this call; answered by `ActionDone("hold")` or a conflict."""

    opening: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Release:
    """Give a held opening back. No answer."""

    opening: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Book:
    """Book the held opening; `mode` is `direct` or `approval` (staff confirm it)."""

    opening: Mapping[str, Value]
    patient: Mapping[str, str]
    callback_number: str | None
    mode: str


@dataclass(frozen=True, slots=True)
class Reschedule:
    """Move an appointment to the held opening."""

    appointment: Mapping[str, Value]
    opening: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Cancel:
    """Cancel an appointment."""

    appointment: Mapping[str, Value]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Confirm:
    """Mark an appointment as confirmed by the patient."""

    appointment: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class CreateTask:
    """Leave work for the staff. `key` is unique within the call; `sla_hours` starts its clock."""

    key: str
    type: str
    priority: str = "normal"
    owner: str = "staff"
    patient_name: str | None = None
    callback_number: str | None = None
    details: Mapping[str, Value] = field(default_factory=dict)
    sla_hours: int | None = None


@dataclass(frozen=True, slots=True)
class UpdateTask:
    """Raise the priority of a task of this call, or add to its details."""

    key: str
    priority: str
    details: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AddToWaitlist:
    """Remember that a patient wants an earlier time; answered by `ActionDone("waitlist")`."""

    service: str
    windows: tuple[Mapping[str, str], ...]
    patient: Mapping[str, str]
    callback_number: str | None


@dataclass(frozen=True, slots=True)
class SendMessage:
    """Send the caller a text message from a template."""

    template: str
    to: str


@dataclass(frozen=True, slots=True)
class Notify:
    """Tell people at once: `staff` of an escalation, `admin` of a fault."""

    who: str
    reason: str


@dataclass(frozen=True, slots=True)
class Handoff:
    """Connect the caller to a person; hold music meanwhile; answered by `TransferEnded`."""

    line: str
    """The number to dial, E.164."""
    reason: str
    music: bool = True


@dataclass(frozen=True, slots=True)
class HangUp:
    """End the call."""


Command: TypeAlias = (
    Say
    | Listen
    | Understand
    | FindPatients
    | FindOpenings
    | Hold
    | Release
    | Book
    | Reschedule
    | Cancel
    | Confirm
    | CreateTask
    | UpdateTask
    | AddToWaitlist
    | SendMessage
    | Notify
    | Handoff
    | HangUp
)
