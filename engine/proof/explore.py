"""Exploration: from the first ring, every case in every state, until nothing new is found.

A state is what decides about a call: its question, its request and the steps done, and the class
of each slot that a decision has looked at. Slots nobody has looked at yet stand open: they may be
anything. Budgets are not part of a state at all: an edge says which it spent and which it found
empty. So the states are few, and yet every concrete call lies in them.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final, TypeAlias

from engine.advance import advance, start
from engine.call import Call
from engine.events import CallStarted, Keyed, Understood
from engine.flow import Flow
from engine.hearing import NO_KEY, YES_KEY, YES_NO
from engine.proof.cases import Case, cases
from engine.proof.classes import EMPTY, Classes, appointments, tested
from engine.proof.found import Edge, Known, Node, Settled, Step, Tried
from engine.proof.moment import moments
from engine.proof.rings import rings
from engine.proof.rules import slotless
from engine.proof.settling import Settling
from engine.proof.state import Key, control
from engine.proof.ways import Ways
from engine.turn import budgets

PATIENTS: Final[tuple[tuple[int, ...], ...]] = ((), (24 * 20,), (24 * 20, 24 * 21))
"""The coming appointments of a patient who was recognised in an earlier request."""

Answer: TypeAlias = tuple[str, datetime]

KEYS: Final = {YES_KEY: "yes", NO_KEY: "no"}


class Explorer:
    """Explores one flow in one language."""

    def __init__(self, flow: Flow, language: str) -> None:
        self.flow = flow
        self.language = language
        self.classes = Classes(flow)
        self.settling = Settling(flow, self.classes)
        self.ways = Ways(flow, self.classes, self.settling.of_request)
        self.verifying = {
            name
            for name, request in flow.requests.items()
            if any(step.kind == "verify" for step in request.steps)
        }
        self.moments = moments(flow.clinic)
        self.full = budgets(flow)
        self.hours = bool(tested(flow, "hours"))
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []
        self.queue: deque[Node] = deque()
        self.known: dict[Key, int] = {}
        self.by_control: dict[Key, list[Settled]] = {}
        self.escalations: set[str] = set()
        self.alike: dict[Key, list[Known]] = {}
        self.numbers: dict[Key, int] = {}
        self.answered: dict[Answer, Tried] = {}

    @property
    def runs(self) -> int:
        """How often `advance` was run for a case."""
        return self.ways.runs

    # --- starting points

    def starts(self) -> Iterator[tuple[Call, CallStarted]]:
        """A call before anything has happened, and each way in which it may begin."""
        call = start(replace(self.flow, language=self.language))
        for ring in rings(self.flow, self.moments[0]):
            yield call, ring

    def explore(self) -> Iterator[tuple[int | None, Step]]:
        """Explore everything, giving each run of `advance` to whoever checks the rules."""
        for call, event in self.starts():
            after, commands = advance(self.flow, call, event)
            yield None, Step(call, after, Case(event), commands)
            self._reach(after, {}, event)
        while self.queue:
            node = self.queue.popleft()
            if node.call.ended:
                continue
            asked = _asked(node.call)
            self.answered = {}
            for case in cases(self.classes, node.call, self.moments[0]):
                yield from self._try(node, case, (*asked, *self._said(node, case)))

    def _try(self, node: Node, case: Case, alike: Key) -> Iterator[tuple[int, Step]]:
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
        tried = Tried()
        for step in self._go(node, node.call, case, alike, tried):
            yield node.index, step
        if tried.same is not None:
            self.alike[alike] = tried.same
        answer = _answer(node, case)
        if answer is not None:
            self.answered.setdefault(answer, tried)
        for call, variant in self._variants(node, case, tried):
            for step in self._go(node, call, variant, alike, Tried()):
                yield node.index, step

    def _go(self, node: Node, given: Call, case: Case, alike: Key, tried: Tried) -> Iterator[Step]:
        """Go every way in which a case may go, and note what comes of it.

        A key that answers goes the ways of the same answer in words. For the engine it is that
        answer (`engine/hearing`): both go through one function, with calls that differ in nothing
        that decides. So where the first way is the same, the others are not tried again.
        """
        answer = _answer(node, case)
        words = self.answered.get(answer) if answer and given is node.call else None
        known = None if given.patient is None else len(given.patient["appointments"])
        hangs_on = (*alike, given.request, known, case.event.at)
        number = self.numbers.setdefault(hangs_on, len(self.numbers))
        for step, settled, edge in self.ways.of(node, given, case, number):
            if step is None:
                self.edges.append(edge)
                self._went(node, edge, tried)
                continue
            yield step
            if step.error is not None:
                tried.same, tried.fails = None, True
                continue
            self._reach(step.after, settled, edge)
            if not tried.edges:
                tried.looks, tried.says = self.ways.looks, step.says
            self._went(node, edge, tried)
            if edge.target >= 0 and _gone(step.after) and slotless(self.flow, step):
                self.ways.leaves(edge)
            if words is not None and tried.begins_like(words):
                further = [replace(edge, case=case) for edge in words.edges[1:]]
                self.edges += further
                tried.edges += further
                tried.same = words.same
                tried.escalates, tried.verifies = words.escalates, words.verifies
                return

    def _went(self, node: Node, edge: Edge, tried: Tried) -> None:
        """Note what came of one way in which a case went."""
        after = self.ways.after
        tried.escalates |= after.escalation is not None
        tried.verifies |= node.call.request is None and after.request in self.verifying
        here = edge.target == node.index
        if edge.target >= 0:
            tried.edges.append(edge)
        if tried.same is not None:
            if (here or _gone(after)) and not self._looked(node):
                tried.same.append((None if here else edge.target, edge.spent, edge.empty))
            else:
                tried.same = None

    def _variants(self, node: Node, case: Case, tried: Tried) -> Iterator[tuple[Call, Case]]:
        """The same at another hour, and for a patient who was recognised before."""
        if self.hours or (tried.escalates and self._new_escalation(case, node)):
            for at in self.moments[1:]:
                yield node.call, replace(case, event=replace(case.event, at=at))
        for hours in PATIENTS if tried.verifies else ():
            call = node.call.copy()
            call.patient = {"id": "p", "appointments": appointments(self.flow, *hours)}
            yield call, case

    def _looked(self, node: Node) -> bool:
        """Whether the last run looked at a slot that is settled in this state."""
        return any(self.ways.looks.get(name) is not None for name in node.settled)

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

    def _said(self, node: Node, case: Case) -> Key:
        """A case itself, which of its slots are settled, and what else it hangs on if it brings
        a request: the one that is under way."""
        event = case.event
        if not isinstance(event, Understood) or case.turn is None:
            return (repr(case.turn or event),)
        told = tuple([name for name in event.slots if name in node.settled])
        brought = any(one.name in self.flow.requests for one in event.intents)
        words = case.turn.get("means") or repr(case.turn)
        return told, node.call.request if brought else None, words

    # --- states

    def _reach(self, call: Call, settled: Settled, via: Edge | CallStarted) -> None:
        waiting = call.waiting
        on_the_way = waiting is not None and call.escalation is None and not call.to_check
        if waiting == "words" or (call.aside and on_the_way):
            return  # words like any others: what they may mean is tried from the same state
        call.slots = dict(call.slots)
        call.left = self.full
        now = self.settling.settled(call, settled)
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
            node = Node(index, key, call, now, via)
            self.nodes.append(node)
            self.queue.append(node)
        if isinstance(via, Edge):
            via.target = index
            self.edges.append(via)

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
            all(self.settling.kind(call, name) == kind for name, kind in settled.items())
            for key in keys
            for settled in self.by_control.get(key, ())
        )


def _gone(call: Call) -> bool:
    """Whether a call has left its request behind, for a person or for good."""
    return call.ended or call.escalation is not None


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


def _answer(node: Node, case: Case) -> Answer | None:
    """The yes or no that a case is and nothing else, in words or by its key, and when it comes."""
    event, said = case.event, None
    if isinstance(event, Keyed):
        said = KEYS.get(event.digits) if node.call.question.kind in YES_NO else None
    elif case.first is not None and isinstance(event, Understood):
        plain = Understood(at=event.at, answer=event.answer)
        said = event.answer if event == plain else None
    return None if said is None else (said, event.at)
