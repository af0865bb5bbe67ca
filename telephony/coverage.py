"""How much of a flow some calls went through: states, moves, steps, and what befell each slot.

Everything is read off what the engine said and ordered, so it is the same for scripted calls,
rehearsals and recorded calls.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from engine.commands import (
    AddToWaitlist,
    Book,
    Cancel,
    Command,
    Confirm,
    CreateTask,
    FindOpenings,
    FindPatients,
    Handoff,
    Reschedule,
    Say,
    SendMessage,
)
from engine.flow import Flow
from engine.flow import Step as FlowStep
from engine.states import MOVES, STATES
from telephony.record import Step

BEFALLS: Final = ("filled", "corrected", "read_back", "missed")
"""What can befall a slot; `read_back` only where the flow wants one."""

ORDERS: Final[Mapping[str, type[Command]]] = {
    "verify": FindPatients,
    "offer": FindOpenings,
    "hand_off": Handoff,
    "book_appointment": Book,
    "reschedule_appointment": Reschedule,
    "cancel_appointment": Cancel,
    "confirm_appointment": Confirm,
    "add_to_waitlist": AddToWaitlist,
    "send_message": SendMessage,
    "create_task": CreateTask,
}
"""The command by which a kind of step, or an action of `do`, shows."""


@dataclass(frozen=True, slots=True)
class Share:
    """What was covered of what there is."""

    covered: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def percent(self) -> float:
        """Of a hundred; of nothing, all is covered."""
        total = len(self.covered) + len(self.missing)
        return 100 * len(self.covered) / total if total else 100.0


@dataclass(frozen=True, slots=True)
class Coverage:
    """What some calls covered of one flow."""

    flow: str
    calls: int
    states: Share
    moves: Share
    steps: Share
    slots: Share

    def as_json(self) -> dict[str, Any]:
        """Plain values: for each part its percent and what is missing."""
        shares = {name: getattr(self, name) for name in ("states", "moves", "steps", "slots")}
        return {
            "flow": self.flow,
            "calls": self.calls,
            **{
                name: {"percent": round(share.percent, 1), "missing": list(share.missing)}
                for name, share in shares.items()
            },
        }


def coverage(flow: Flow, calls: Iterable[Sequence[Step]]) -> Coverage:
    """What these calls covered of the flow."""
    seen: set[str] = set()
    count = 0
    for steps in calls:
        count += 1
        for step in steps:
            seen.update(_seen(flow, step))
    moves = [f"{before} -> {after}" for before, after in sorted(MOVES, key=_order)]
    slots = [
        f"{slot.name} {what}"
        for slot in flow.slots.values()
        for what in BEFALLS
        if what != "read_back" or slot.read_back != "never"
    ]
    return Coverage(
        flow=flow.name,
        calls=count,
        states=_share(STATES, seen),
        moves=_share(moves, seen),
        steps=_share([_title(name, index, step) for name, index, step in _steps(flow)], seen),
        slots=_share(slots, seen),
    )


def _seen(flow: Flow, step: Step) -> Iterator[str]:
    """Everything that one event covered, by the titles of the lists above."""
    before, after = step.before, step.after
    yield after.state
    if before.state != after.state:
        yield from _moved(before.state, after.state)
    requests = {before.request, after.request}
    requests |= {name for name, _ in after.outcomes[len(before.outcomes) :]}
    for name, index, flow_step in _steps(flow):
        if name in requests and _ran(flow_step, step):
            yield _title(name, index, flow_step)
    for slot, filled in after.slots.items():
        earlier = before.slots.get(slot)
        if earlier is None:
            yield f"{slot} filled"
        elif earlier.value != filled.value:
            yield f"{slot} corrected"
    asked = before.question.slot
    if after.question.kind == "read_back":
        yield f"{after.question.slot} read_back"
    if asked is not None and after.left.get("misses", 0) < before.left.get("misses", 0):
        yield f"{asked} missed"


def _moved(state: str, to: str) -> Iterator[str]:
    """The move, or the two moves by which one event went through a state in between."""
    if (state, to) in MOVES:
        yield f"{state} -> {to}"
        return
    for between in STATES:
        if (state, between) in MOVES and (between, to) in MOVES:
            yield from (between, f"{state} -> {between}", f"{between} -> {to}")
            return


def _ran(flow_step: FlowStep, step: Step) -> bool:
    after, question = step.after, step.after.question
    prompts = {command.prompt for command in step.commands if isinstance(command, Say)}
    kind = flow_step.kind
    if kind == "collect":
        earlier, learned = step.before.learned, after.learned
        new = {name for name, filled in learned.items() if filled is not earlier.get(name)}
        return question.slot in flow_step.names or bool(new & set(flow_step.names))
    if kind == "triage":
        return question.kind == "triage"
    if kind in ("confirm", "say"):
        return f"prompts.{flow_step.names[0]}" in prompts
    action = flow_step.names[0] if kind == "do" else kind
    if any(isinstance(command, ORDERS[action]) for command in step.commands):
        return True
    by_request = action == "book_appointment" and len(after.outcomes) > len(step.before.outcomes)
    return by_request and any(isinstance(command, CreateTask) for command in step.commands)


def _steps(flow: Flow) -> Iterator[tuple[str, int, FlowStep]]:
    for name, request in flow.requests.items():
        for index, step in enumerate(request.steps):
            yield name, index, step


def _title(request: str, index: int, step: FlowStep) -> str:
    return f"{request}.steps[{index}] {step.kind}: {', '.join(step.names)}"


def _share(titles: Sequence[str], seen: set[str]) -> Share:
    return Share(
        tuple(title for title in titles if title in seen),
        tuple(title for title in titles if title not in seen),
    )


def _order(move: tuple[str, str]) -> tuple[int, int]:
    return STATES.index(move[0]), STATES.index(move[1])
