"""What happened: the events of a call, in order, are the call.

Every event carries `at`, an aware moment in the clinic's own time zone; the engine has no clock.
Values inside are plain JSON values, so that a log of events can be written and read back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from engine.safety.alarm import Alarm

Value: TypeAlias = Any
"""A slot's value, by its type: `date` "YYYY-MM-DD"; `phone` E.164; `person_name`
{first, last}; `time_window` [{start, end}] in local ISO minutes, `start == end` for an exact
time; `bool`; `choice` by name; `opening` and `appointment` as the calendar gave them; else text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to a call."""

    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CallStarted(Event):
    """The line is open. `caller` is a hint in E.164, `None` when withheld.

    `known` are slots that the clinic filled before an outbound call. `replying` is whoever writes
    back to what the clinic wrote to their own number: who is there was asked by that.
    """

    call_id: str
    caller: str | None = None
    direction: str = "inbound"
    request: str | None = None
    known: Mapping[str, Value] = field(default_factory=dict)
    replying: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard(Event):
    """Words from the caller, with the union of all local alarms about them.

    `confidence` and `audio_quality` are 0 to 1; `confidence` is the mean over the utterance.
    """

    words: str
    alarm: Alarm
    confidence: float = 1.0
    audio_quality: float = 1.0
    final: bool = True
    nbest: tuple[str, ...] = ()
    language: str | None = None
    """The language of the words, such as `es`, when they are surely not in the call's own."""


@dataclass(frozen=True, slots=True)
class Intent:
    """A request, answer or turn of conversation that the caller's words mean."""

    name: str
    confidence: float = 1.0
    polarity: str = "wants"
    """`wants`, `does_not_want`, `hypothetical` or `past`; only `wants` is acted on."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A slot's value as understood from some words."""

    value: Value
    words: str = ""
    confidence: float = 1.0
    corrected: bool = False
    """The words say that an earlier value was wrong ("no, make it Friday")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood(Event):
    """What the last words mean. `answer` is `yes`, `no`, `unclear` or `None` (not answered).

    `by` and `ms` are for those who look at calls afterwards; nothing is decided by them.
    """

    intents: tuple[Intent, ...] = ()
    slots: Mapping[str, Reading] = field(default_factory=dict)
    answer: str | None = None
    alarm: Alarm = field(default_factory=Alarm)
    """What a language model found urgent in words that raised no alarm of their own; its level
    is CHECK or EMERGENCY. It adds to what the word rules heard and takes nothing back."""
    by: str = "local"
    """Who understood: `local`, `model`, or `fallback` (a model was asked; the local rules stood
    in for it)."""
    ms: int = 0
    """Milliseconds that it took; 0 where nobody measured."""

    @property
    def confidence(self) -> float:
        """How sure the surest reading is, 0 to 1; 0 where nothing was understood."""
        sure = [one.confidence for one in self.intents]
        sure += [one.confidence for one in self.slots.values()]
        return max(sure, default=1.0 if self.answer in ("yes", "no") else 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed(Event):
    """Keys pressed on the telephone; a closing `#` is dropped by the line."""

    digits: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence(Event):
    """Nothing was said for so many seconds after we stopped speaking."""

    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BargedIn(Event):
    """The caller spoke over us; `heard` is what of our last words reached them."""

    heard: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientsFound(Event):
    """The records that match a name and date of birth: none, one, or several.

    Each is {id, name: {first, last}, date_of_birth, status, appointments: [{id, service, start,
    minutes, provider}]}, its coming appointments in order.
    """

    patients: tuple[Mapping[str, Value], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningsFound(Event):
    """Bookable times, best first: {start, minutes, provider, operatory, service}.

    `exact` is false when none lies in the wanted time and these are the nearest.
    """

    openings: tuple[Mapping[str, Value], ...]
    exact: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionDone(Event):
    """A command that changes the world took effect: `hold`, `book`, `reschedule` …"""

    action: str
    result: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFailed(Event):
    """A command did not: `how` is `timeout`, `error` or `conflict`.

    `understand`, `find_openings` and `find_patient` fail this way too.
    """

    action: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferEnded(Event):
    """How a handoff ended: `answered`, `busy`, `no_answer`, `voicemail`, `timeout` or `error`."""

    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeUp(Event):
    """A clock of the call ran out while nobody spoke."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver(Event):
    """Somebody at the clinic wants this caller put through to them, now (FG-31)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HungUp(Event):
    """The caller, or the line, is gone."""
