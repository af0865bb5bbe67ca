"""What the page of a test call is told after each turn: what was said, where the call stands in its
flow, and what was understood. All of it follows from the steps of the call's record.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from agent_config.flow_graph import step_ids
from engine.call import Call
from engine.events import Heard, Understood, Value
from engine.flow import Flow
from engine.flow import Step as FlowStep
from engine.safety import Level
from telephony.loop import Loop
from telephony.outcome import plain_slots
from telephony.record import Step
from telephony.transcript import Line, caller_lines, our_lines

_ASKS_SLOTS: Final = ("collect", "verify")
VERIFIES: Final = ("patient_name", "date_of_birth")
"""What a step asks for that makes sure who somebody is."""
_OF_QUESTION: Final[Mapping[str, str]] = {"offer": "offer", "triage": "triage"}
_OF_WORK: Final[Mapping[str, str]] = {
    "openings": "offer",
    "hold": "offer",
    "patients": "verify",
    "do": "do",
}


@dataclass(frozen=True, slots=True)
class Said:
    """One line. `number` is its place in the transcript of the call."""

    number: int
    line: Line


@dataclass(frozen=True, slots=True)
class Learned:
    """A slot's plain value, and whether the caller has confirmed it."""

    name: str
    value: Value
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Meant:
    """What the caller's last words were taken for. `alarm` is `none`, `check`, `urgent` or
    `emergency`."""

    intents: tuple[str, ...] = ()
    slots: Mapping[str, Value] = field(default_factory=dict)
    answer: str | None = None
    alarm: str = "none"


@dataclass(frozen=True, slots=True)
class Told:
    """A call after some steps. `step` and `path` are the steps of the flow, as its graph names
    them; `path` holds those that the call came through, in order."""

    lines: tuple[Said, ...]
    state: str
    path: tuple[str, ...]
    step: str | None
    slots: tuple[Learned, ...]
    question: tuple[str, str | None] | None
    """Its kind, and the slot that it asks for."""
    understood: Meant | None
    """`None` where nothing was said."""
    escalation: str | None
    ended: bool
    disposition: str | None


def told(loop: Loop, since: int) -> Told:
    """What there is to tell of a call after its first `since` steps, which were told already."""
    call, flow = loop.call, loop.flow
    steps = loop.record.steps[since:]
    before = sum(len(_lines(step)) for step in loop.record.steps[:since])
    lines = [line for step in steps for line in _lines(step)]
    places = [step_of(flow, step.after) for step in steps]
    return Told(
        lines=tuple(Said(number, line) for number, line in enumerate(lines, before)),
        state=call.state,
        path=tuple(_changes(place for place in places if place is not None)),
        step=step_of(flow, call),
        slots=_learned(flow, call),
        question=None if call.question.kind == "none" else (call.question.kind, call.question.slot),
        understood=_meant(steps),
        escalation=call.escalation,
        ended=call.ended,
        disposition=call.disposition if call.ended else None,
    )


def step_of(flow: Flow, call: Call) -> str | None:
    """The step of its request at which a call stands, by its name in the graph of the flow.

    `None` between requests, and where a call is in nobody's step: put through, or over.
    """
    request = flow.requests.get(call.request or "")
    if request is None or call.ended or call.state == "ESCALATE":
        return None
    at = _index(request.steps, call)
    return None if at is None else step_ids(request)[at]


def _index(steps: Sequence[FlowStep], call: Call) -> int | None:
    """The step that asked what is asked, or that is being worked on."""
    question = call.question
    if call.waiting is not None and call.waiting in _OF_WORK:
        return _first(steps, (_OF_WORK[call.waiting],)) if call.waiting != "do" else call.acting
    if question.kind in ("confirm", "change"):
        return call.acting if call.acting < len(steps) else None
    if question.kind in _OF_QUESTION and question.slot != "appointment":
        return _first(steps, (_OF_QUESTION[question.kind],))
    if question.slot and question.kind != "message":
        return _first(steps, _ASKS_SLOTS, question.slot)
    return None


def _first(
    steps: Sequence[FlowStep], kinds: tuple[str, ...], slot: str | None = None
) -> int | None:
    """The first step of these kinds, of those that name the slot where one is given.

    A step that verifies who the caller is asks for what that takes without naming it.
    """
    of_kind = [at for at, step in enumerate(steps) if step.kind in kinds]
    naming = [at for at in of_kind if slot is None or slot in steps[at].names]
    verifying = [at for at in of_kind if slot in VERIFIES and steps[at].kind == "verify"]
    return next(iter([*naming, *verifying]), None)


def _lines(step: Step) -> list[Line]:
    said = caller_lines(step.event, step.before.state)
    return said + our_lines(step.event, step.commands, step.after.state)


def _learned(flow: Flow, call: Call) -> tuple[Learned, ...]:
    known = call.learned
    return tuple(
        Learned(name, value, known[name].confirmed)
        for name, value in plain_slots(flow, call).items()
    )


def _changes(places: Iterator[str]) -> Iterator[str]:
    latest = None
    for place in places:
        if place != latest:
            yield place
        latest = place


def _meant(steps: Sequence[Step]) -> Meant | None:
    """What the last words were taken for, with everything that was heard in them."""
    level, understood, heard = Level.NONE, None, False
    for step in steps:
        if isinstance(step.event, Heard) and step.event.final:
            heard, level, understood = True, step.event.alarm.level, None
        if isinstance(step.event, Understood):
            understood, level = step.event, max(level, step.event.alarm.level)
    if not heard:
        return None
    if understood is None:
        return Meant(alarm=level.name.lower())
    return Meant(
        tuple(one.name for one in understood.intents if one.polarity == "wants"),
        {name: reading.value for name, reading in understood.slots.items()},
        understood.answer,
        level.name.lower(),
    )
