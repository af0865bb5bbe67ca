"""Exploration: from the first ring, every case in every state, until nothing new is found.

A state is what decides about a call: its question, its request and the steps done, and the class
of each slot that a decision has looked at. Slots nobody has looked at yet stand open: they may be
anything. Budgets are not part of a state at all: an edge says which it spent and which it found
empty. So the states are few, and yet every concrete call lies in them.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, TypeAlias

from engine.advance import advance, start
from engine.call import Call, Filled
from engine.commands import Command
from engine.events import CallStarted, Event, Understood
from engine.facts import spelt
from engine.flow import Condition, Flow, Request
from engine.proof.cases import Case, cases, relevant, tests
from engine.proof.classes import EMPTY, NAMES, PHONES, Classes, appointments, tested
from engine.proof.found import Edge, Known, Node, Settled, Step
from engine.proof.moment import moments
from engine.proof.state import Key, control, pending
from engine.proof.watched import Looks, Watched
from engine.turn import IDENTITY, budgets

OF_REQUEST: Final = ("opening", "appointment")
"""Types of slot that are empty between requests."""

PATIENTS: Final[tuple[tuple[int, ...], ...]] = ((), (24 * 20,), (24 * 20, 24 * 21))
"""The coming appointments of a patient who was recognised in an earlier request."""

ENDING: Final = ("patient_name", "callback_number")
"""The slots that still matter when a request is given up as a task."""

Conditional: TypeAlias = tuple[tuple[tuple[Condition, ...], set[str]], ...]
"""Slots that are asked for only where a condition holds, with that condition."""

Options: TypeAlias = tuple[dict[str, tuple[str, ...]], dict[str, Filled]]
"""What slots may turn out to be, and what stands in those that are usually filled."""

MANY: Final = 2
AFTER_ALL: Final = 1_000


class Explorer:
    """Explores one flow in one language."""

    def __init__(self, flow: Flow, language: str) -> None:
        self.flow = flow
        self.language = language
        self.order = {name: relevant(flow, request) for name, request in flow.requests.items()}
        self.only_tested = {name: _told_apart(flow, one) for name, one in flow.requests.items()}
        self.verifying = {
            name
            for name, request in flow.requests.items()
            if any(step.kind == "verify" for step in request.steps)
        }
        self.conditional = {name: _conditional(flow, one) for name, one in flow.requests.items()}
        self.of_request = {one.name for one in flow.slots.values() if one.type in OF_REQUEST}
        self.classes = Classes(flow)
        self.kinds = self.classes.filled
        self.moments = moments(flow.clinic)
        self.full = budgets(flow)
        self.many = dict.fromkeys(self.full, MANY)
        self.hours = bool(tested(flow, "hours"))
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []
        self.known: dict[Key, int] = {}
        self.by_control: dict[Key, list[Settled]] = {}
        self.runs = 0
        self.heard: tuple[Call | None, Event | None, tuple[Call, tuple[Command, ...]]]
        self.heard = (None, None, (start(flow), ()))
        self.escalations: set[str] = set()
        self.alike: dict[Key, list[Known]] = {}
        self.looks: Looks = {}
        self.options: dict[Key, Options] = {}

    # --- starting points

    def starts(self) -> Iterator[tuple[Call, CallStarted]]:
        """A call from a known number, one from a withheld number; or a call of ours."""
        at = self.moments[0]
        call = start(replace(self.flow, language=self.language))
        if self.flow.calls == "inbound":
            yield call, CallStarted(at=at, call_id="", caller="+15125550142")
            yield call, CallStarted(at=at, call_id="")
            return
        known = {
            "patient_name": NAMES[0],
            "callback_number": PHONES[0],
            "appointment": appointments(self.flow, 24 * 20)[0],
        }
        for name in self.flow.requests:
            yield (
                call,
                CallStarted(at=at, call_id="", direction="outbound", request=name, known=known),
            )

    def explore(self) -> Iterator[tuple[int | None, Step]]:
        """Explore everything, giving each run of `advance` to whoever checks the rules."""
        queue: deque[Node] = deque()
        for call, event in self.starts():
            after, commands = advance(self.flow, call, event)
            yield None, Step(call, after, Case(event), commands)
            self._reach(after, {}, None, queue)
        while queue:
            node = queue.popleft()
            if node.call.ended:
                continue
            asked = _asked(node.call)
            for case in cases(self.classes, node.call, self.moments[0]):
                yield from self._try(node, case, (*asked, *_said(node, case)), queue)

    def _try(
        self, node: Node, case: Case, alike: Key, queue: deque[Node]
    ) -> Iterator[tuple[int, Step]]:
        """Try a case in a state, and its variants as far as they can make a difference.

        `alike` is what the case hangs on when it looks at no slot. Such a case comes back to where
        it was, or leaves the request behind; so what it did once it does in every state with that
        question, and need not be tried there again.
        """
        if alike in self.alike:
            for target, spent, empty in self.alike[alike]:
                to = node.index if target is None else target
                self.edges.append(Edge(node.index, to, case, spent, empty, {}))
            return
        escalates = verifies = False
        same: list[Known] | None = []
        for step, settled, edge in self._runs(node, node.call, case):
            yield node.index, step
            escalates |= step.after.escalation is not None
            verifies |= node.call.request is None and step.after.request in self.verifying
            if step.error is not None:
                same = None
                continue
            self._reach(step.after, settled, edge, queue)
            if same is not None:
                here = edge.target == node.index
                gone = step.after.ended or step.after.escalation is not None
                known = (None if here else edge.target, edge.spent, edge.empty)
                same = [*same, known] if (here or gone) and not self._looked(node) else None
        if same is not None:
            self.alike[alike] = same
        variants: list[tuple[Call, Case]] = []
        if self.hours or (escalates and self._new_escalation(case, node)):
            for at in self.moments[1:]:
                variants.append((node.call, replace(case, event=replace(case.event, at=at))))
        for hours in PATIENTS if verifies else ():
            call = node.call.copy()
            call.patient = {"id": "p", "appointments": appointments(self.flow, *hours)}
            variants.append((call, case))
        for call, variant in variants:
            for step, settled, edge in self._runs(node, call, variant):
                yield node.index, step
                if step.error is None:
                    self._reach(step.after, settled, edge, queue)

    def _new_escalation(self, case: Case, node: Node) -> bool:
        """Whether such an escalation has not been tried in closed hours yet.

        An escalation forgets the request, so what follows depends on its reason and no more.
        """
        seen = (case.event, node.call.escalation, node.call.message_asked, node.call.caller)
        key = repr(seen)
        if key in self.escalations:
            return False
        self.escalations.add(key)
        return True

    # --- one case in one state

    def _looked(self, node: Node) -> bool:
        """Whether the last run looked at a slot that is settled in this state."""
        return any(self.looks.get(name) is not None for name in node.settled)

    def _runs(self, node: Node, given: Call, case: Case) -> Iterator[tuple[Step, Settled, Edge]]:
        """Every way in which a case may go, by what open slots and budgets turn out to be.

        A run takes every open slot for empty and every budget for full, and notes in order which
        of them it looked at. Each look is then tried the other ways, with those before it as
        they were: so the runs are exactly the ways that differ, and none is wasted.
        """
        options, usual = self._options(node, given)
        base, first = self._heard(given, case)
        call = base.copy()
        ways: list[tuple[Settled, dict[str, int]]] = [({}, {})]
        while ways:
            assumed, left = ways.pop()
            looks: Looks = {}
            slots = Watched(base.slots, options, looks)
            slots.update(usual)
            for name, kind in assumed.items():
                if kind != EMPTY:
                    dict.__setitem__(slots, name, self.kinds[name][kind])
                else:
                    slots.pop(name, None)
            call.slots = slots
            call.left = Watched(self.many, self.many, looks)
            call.left.update(left)
            error: Exception | None = None
            self.runs += 1
            try:
                after, commands = advance(self.flow, call, case.event)
            except Exception as fault:
                after, commands, error = call, (), fault
            self.looks = looks
            for name, was_open in looks.items():
                if not was_open or name in left or name in assumed:
                    continue
                if name in self.many:
                    ways.append((assumed, left | {name: 0}))
                    left = left | {name: MANY}
                else:
                    for kind in options[name][1:]:
                        ways.append((assumed | {name: kind}, left))
                    assumed = assumed | {name: options[name][0]}
            spent = tuple([name for name, had in left.items() if after.left[name] < had])
            empty = frozenset([name for name, had in left.items() if had == 0])
            edge = Edge(node.index, -1, case, spent, empty, assumed)
            yield Step(call, after, case, first + commands, error), node.settled | assumed, edge

    def _heard(self, given: Call, case: Case) -> tuple[Call, tuple[Command, ...]]:
        """The call after the words of a case are heard, the same for all that they may mean."""
        if case.first is None:
            return given, ()
        before, words, after = self.heard
        if before is not given or words is not case.first:
            after = advance(self.flow, given, case.first)
            self.heard = (given, case.first, after)
        return after

    def _options(self, node: Node, given: Call) -> Options:
        """The classes that each slot which is not settled may turn out to be, the usual first.

        With them comes what stands in a slot that is usually filled.
        """
        key = (*node.settled, given.patient is not None)
        if key not in self.options:
            found = {}
            for name in self.flow.slots:
                if name in node.settled:
                    continue
                if given.patient is not None and name in IDENTITY:
                    found[name] = tuple(kind for kind in self.kinds[name] if not pending(kind))
                elif name not in self.of_request:
                    found[name] = (EMPTY, *self.kinds[name])
            usual = {
                name: self.kinds[name][one[0]] for name, one in found.items() if one[0] != EMPTY
            }
            self.options[key] = found, usual
        return self.options[key]

    def _reach(self, call: Call, settled: Settled, edge: Edge | None, queue: deque[Node]) -> None:
        on_the_way = call.waiting is not None and call.escalation is None and not call.to_check
        if call.waiting == "words" or (call.aside and on_the_way):
            return  # words like any others: what they may mean is tried from the same state
        call.slots = dict(call.slots)
        call.left = self.full
        now = self._settle(call, settled)
        if call.request not in self.verifying:
            call.patient = None
        if now.get("callback_number", EMPTY) != EMPTY:
            call.denied = frozenset({"callback_number"})  # it is never offered again
        key = (control(call), frozenset(now.items()))
        index = self.known.get(key)
        if index is None:
            index = self.known[key] = len(self.nodes)
            for name in [name for name in call.slots if name not in now]:
                del call.slots[name]
            call.at = call.started = call.progress_at = self.moments[0]
            call.outcomes = call.outcomes[:1]
            call.tasks = tuple(key for key in call.tasks if key.startswith("escalated_call"))
            call.turns, call.appointments, call.past = 0, (), {}
            call.turned_down, call.asks = (), {}
            self.by_control.setdefault(key[0], []).append(now)
            node = Node(index, key, call, now, edge)
            self.nodes.append(node)
            queue.append(node)
        if edge is not None:
            edge.target = index
            self.edges.append(edge)

    def _settle(self, call: Call, settled: Settled) -> Settled:
        """The slots that stay settled: those looked at so far, up to where the request has come.

        What lies behind that point and was open before is open again: anything may be there. So is
        what was empty when the question about red flags was put: the words that led to it may
        have told it.
        """
        if call.ended:
            return {}
        if call.request is None:
            return {name: self._class(call, name) for name in call.slots} if call.agenda else {}
        order = self.order[call.request]
        if call.ending is not None:
            order = tuple(name for name in order if name in ENDING)
        reached = self._position(call, order)
        now = {}
        idle = self._idle(call, call.request)
        checking = call.question.kind == "check"
        for index, name in enumerate(order):
            looked = index <= reached and (name in settled or name in call.slots)
            of_request = name in self.of_request
            if not (looked or of_request) or name in idle:
                continue
            kind = self._class(call, name)
            if looked if kind != EMPTY else of_request or not checking:
                now[name] = kind
        return now

    def _idle(self, call: Call, request: str) -> set[str]:
        """Slots that only steps ask for which are passed over as things stand."""
        passed: set[str] = set()
        asked: set[str] = set()
        for when, names in self.conditional[request]:
            holds = all(self._holds(call, one) for one in when)
            (asked if holds else passed).update(names)
        return passed - asked

    def _holds(self, call: Call, condition: Condition) -> bool:
        held = call.slots.get(condition.slot)
        if condition.known is not None:
            return (held is not None) == condition.known
        return held is not None and spelt(held.value) in condition.values

    def covers(self, call: Call) -> bool:
        """Whether a concrete call lies in one of the states that were explored."""
        call = call.copy()
        if call.request not in self.verifying:
            call.patient = None
        keys = [control(call)]
        if "callback_number" in call.slots:
            call.denied = frozenset({"callback_number"})
            keys.append(control(call))
        return any(
            all(self._class(call, name) == kind for name, kind in settled.items())
            for key in keys
            for settled in self.by_control.get(key, ())
        )

    def _class(self, call: Call, name: str) -> str:
        """The class of a slot; of one that a request only tests, no more than how the test ends."""
        held = call.slots.get(name)
        kind = EMPTY if held is None else self.classes.of(name, held)
        told_apart = self.only_tested[call.request].get(name) if call.request else None
        if told_apart is None:
            return kind
        return next((one for one in told_apart if kind.startswith(one)), EMPTY)

    def _position(self, call: Call, order: tuple[str, ...]) -> int:
        """How far into its slots a request has come; beyond all of them when it acts."""
        question = call.resume[0] if call.question.kind == "check" else call.question
        slot = question.slot
        if question.kind == "triage":
            steps = self.flow.requests[str(call.request)].steps
            slot = next(step.names[0] for step in steps if step.kind == "triage")
        if call.waiting in ("patients", "openings", "hold"):
            slot = {"patients": "date_of_birth"}.get(call.waiting, "opening")
        return order.index(slot) if slot in order else AFTER_ALL


def _asked(call: Call) -> Key:
    """What stands when something is said: the question, whatever the slots are."""
    return (
        *control(call)[:7],
        call.request is None,
        call.escalation,
        call.message_asked,
        call.caller is None,
        call.cut,
        len(call.offered),
    )


def _said(node: Node, case: Case) -> Key:
    """A case itself, and which of its slots are settled already."""
    told = case.event.slots if isinstance(case.event, Understood) else ()
    return tuple([name for name in told if name in node.settled]), repr(case.turn or case.event)


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
