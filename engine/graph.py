"""A flow as a picture shows it: the seven states with their moves, and each request's steps.

Values only, so that a terminal can write them as text and an editor can lay them out. The steps
of a request run forward, so a lane of boxes in order says everything; what may happen instead
(a conflict, a failure) stands in the box where it can happen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from engine.flow import Condition, Flow, Step
from engine.safety.alarm import PEOPLE
from engine.states import MOVES, STATES

LIVES_IN: Final[Mapping[str, str]] = {
    "collect": "COLLECT",
    "verify": "COLLECT",
    "triage": "COLLECT",
    "offer": "OFFER_SLOT",
    "confirm": "CONFIRM",
    "hand_off": "ESCALATE",
}
"""The state in which a kind of step waits for the caller; `do` and `say` wait for nobody."""
_MODES: Final = {"any": "done"}
_CAN_CONFLICT: Final = ("book_appointment", "reschedule_appointment")


@dataclass(frozen=True, slots=True)
class Box:
    """One step. `path` is where it stands in the flow's file."""

    id: str
    kind: str
    names: tuple[str, ...]
    state: str | None
    """The state that the step lives in, `None` where it only speaks or acts."""
    when: tuple[str, ...]
    """Its conditions in words: `patient_status is new`."""
    notes: tuple[str, ...]
    """What may follow, in words: `conflict: offer_again`."""
    path: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One request and its steps in order."""

    request: str
    owner: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """Everything that is drawn of a flow."""

    name: str
    version: int
    clinic: str
    states: tuple[str, ...]
    moves: tuple[tuple[str, str], ...]
    """Sorted by the order of the states."""
    lanes: tuple[Lane, ...]
    answers: tuple[str, ...]
    people: tuple[str, ...]
    """What always goes to people, whatever the flow says."""


def graph(flow: Flow) -> Graph:
    """What there is to draw of a flow."""
    order = STATES.index
    return Graph(
        name=flow.name,
        version=flow.version,
        clinic=flow.clinic.name,
        states=STATES,
        moves=tuple(sorted(MOVES, key=lambda move: (order(move[0]), order(move[1])))),
        lanes=tuple(
            Lane(
                request.name,
                request.owner,
                tuple(_box(request.name, at, step) for at, step in enumerate(request.steps)),
            )
            for request in flow.requests.values()
        ),
        answers=tuple(flow.answers),
        people=("emergency", *PEOPLE),
    )


def _box(request: str, at: int, step: Step) -> Box:
    notes = [f"{_MODES.get(mode, mode)}: {prompt}" for mode, prompt in step.done.items()]
    if step.task is not None:
        notes.append(f"task: {step.task}")
    if step.kind == "do":
        if step.names[0] in _CAN_CONFLICT:
            notes.append(f"conflict: {step.conflict}")
        if step.names[0] != "create_task":
            notes.append(f"failed: {step.failed}")
    return Box(
        id=f"{request}_{at}",
        kind=step.kind,
        names=step.names,
        state=LIVES_IN.get(step.kind),
        when=tuple(_in_words(condition) for condition in step.when),
        notes=tuple(notes),
        path=step.path,
    )


def _in_words(condition: Condition) -> str:
    if condition.known is not None:
        return f"{condition.slot} is {'known' if condition.known else 'unknown'}"
    return f"{condition.slot} is {' or '.join(condition.values)}"
