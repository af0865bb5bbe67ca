"""What stays settled of a call's slots from one state to the next.

Settled are the slots that were looked at, up to where the request has come. What lies behind that
point and was open before is open again: anything may be there. So is what was empty when the
question about red flags was put: the words that led to it may have told it. This is asked after
every run of a proof, so what follows from the flow alone is worked out beforehand.
"""

from typing import Final, TypeAlias

from engine.call import Call, Filled
from engine.facts import spelt
from engine.flow import Condition, Flow, Request
from engine.proof.cases import relevant, tests
from engine.proof.classes import EMPTY, Classes
from engine.proof.found import Settled

OF_REQUEST: Final = ("opening", "appointment")
"""Types of slot that are empty between requests."""

ENDING: Final = ("patient_name", "callback_number")
"""The slots that still matter when a request is given up as a task."""

AFTER_ALL: Final = 1_000

LOOKED_UP: Final = {"patients": "date_of_birth", "openings": "opening", "hold": "opening"}
"""The slot to which a request has come that waits for the world."""

Row: TypeAlias = tuple[int, str, bool, set[str] | None]
"""A slot of a request: its place, its name, whether it is empty between requests, and the values
by which it matters where the request only tests it for a value."""

Conditional: TypeAlias = tuple[tuple[tuple[Condition, ...], set[str]], ...]
"""Slots that are asked for only where a condition holds, with that condition."""


class Settling:
    """Which slots are settled, and of which class, for the calls of one flow."""

    def __init__(self, flow: Flow, classes: Classes) -> None:
        self.of_request = frozenset(
            one.name for one in flow.slots.values() if one.type in OF_REQUEST
        )
        self._flow = flow
        self._classes = classes
        self._told = {name: _told_apart(flow, one) for name, one in flow.requests.items()}
        self._conditional = {name: _conditional(flow, one) for name, one in flow.requests.items()}
        orders = {name: relevant(flow, request) for name, request in flow.requests.items()}
        self._rows = {name: self._laid_out(name, order) for name, order in orders.items()}
        self._ending = {
            name: self._laid_out(name, tuple(one for one in order if one in ENDING))
            for name, order in orders.items()
        }

    def _laid_out(self, request: str, order: tuple[str, ...]) -> tuple[Row, ...]:
        told = self._told[request]
        return tuple(
            (place, name, name in self.of_request, told.get(name))
            for place, name in enumerate(order)
        )

    def settled(self, call: Call, before: Settled) -> Settled:
        """The slots that stay settled, of those that were before and those that are filled."""
        if call.ended:
            return {}
        slots, request = call.slots, call.request
        if request is None:
            return {name: self.kind(call, name) for name in slots} if call.agenda else {}
        rows = self._rows[request] if call.ending is None else self._ending[request]
        reached = self._position(call, request, rows)
        checking = call.question.kind == "check"
        conditional = self._conditional[request]
        idle = _idle(slots, conditional) if conditional else ()
        now = {}
        for place, name, of_request, told_apart in rows:
            held = slots.get(name)
            looked = place <= reached and (held is not None or name in before)
            if not (looked or of_request) or name in idle:
                continue
            kind = EMPTY if held is None else self._classes.of(name, held)
            if told_apart is not None:
                kind = _as_tested(kind, told_apart)
            if looked if kind != EMPTY else of_request or not checking:
                now[name] = kind
        return now

    def kind(self, call: Call, name: str) -> str:
        """The class of a slot; of one that a request only tests, no more than how the test ends."""
        held = call.slots.get(name)
        kind = EMPTY if held is None else self._classes.of(name, held)
        told_apart = self._told[call.request].get(name) if call.request else None
        return kind if told_apart is None else _as_tested(kind, told_apart)

    def _position(self, call: Call, request: str, rows: tuple[Row, ...]) -> int:
        """How far into its slots a request has come; beyond all of them when it acts."""
        question = call.resume[0] if call.question.kind == "check" else call.question
        slot = question.slot
        if question.kind == "triage":
            steps = self._flow.requests[request].steps
            slot = next(step.names[0] for step in steps if step.kind == "triage")
        if call.waiting is not None:
            slot = LOOKED_UP.get(call.waiting, slot)
        for place, name, _, _ in rows:
            if name == slot:
                return place
        return AFTER_ALL


def _idle(slots: dict[str, Filled], conditional: Conditional) -> set[str]:
    """Slots that only steps ask for which are passed over as things stand."""
    passed: set[str] = set()
    asked: set[str] = set()
    for when, names in conditional:
        for condition in when:
            if not _holds(slots, condition):
                passed |= names
                break
        else:
            asked |= names
    return passed - asked


def _holds(slots: dict[str, Filled], condition: Condition) -> bool:
    held = slots.get(condition.slot)
    if condition.known is not None:
        return (held is not None) == condition.known
    return held is not None and spelt(held.value) in condition.values


def _as_tested(kind: str, told_apart: set[str]) -> str:
    for one in told_apart:
        if kind.startswith(one):
            return one
    return EMPTY


def _told_apart(flow: Flow, request: Request) -> dict[str, set[str]]:
    """The values by which slots matter to a request that only tests them for a value."""
    return {name: of for name, of in tests(flow, request).items() if "known" not in of}


def _conditional(flow: Flow, request: Request) -> Conditional:
    """The slots that are asked for on a condition only, each with what it says of other slots."""
    asking = [step for step in request.steps if step.kind == "collect"]
    always = {name for step in asking if not step.when for name in step.names}
    found = []
    for step in asking:
        names = set(step.names) - always
        if names:
            found.append((tuple(one for one in step.when if one.slot in flow.slots), names))
    return tuple(found)
