"""The ways in which one case may go in one state: a run of `advance` for each that differs.

A run takes every open slot for empty and every budget for full, and notes in order which of them
it looked at. Each look is then tried the other ways, with those before it as they were: so the
runs are exactly the ways that differ, and none is wasted.

Often nothing is left of a budget, and the call goes to a person. Where the same was looked at with
the same found, up to that budget and no further, it goes there again: that way needs no run.
"""

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from engine.advance import advance, start
from engine.call import Call, Filled
from engine.commands import Command
from engine.events import Event
from engine.flow import Flow
from engine.proof.cases import Case
from engine.proof.classes import EMPTY, Classes
from engine.proof.found import Edge, Node, Settled, Step
from engine.proof.state import Key, pending
from engine.proof.watched import Looks, Watched
from engine.turn import IDENTITY, budgets

Options: TypeAlias = tuple[dict[str, tuple[str, ...]], dict[str, Filled]]
"""What slots may turn out to be, and what stands in those that are usually filled."""

MANY: Final = 2
NONE_EMPTY: Final[frozenset[str]] = frozenset()


class Ways:
    """Runs the cases of one flow, each in every way it may go."""

    def __init__(self, flow: Flow, classes: Classes, of_request: frozenset[str]) -> None:
        self.runs = 0
        """How often `advance` was run for a case."""
        self.looks: Looks = {}
        """What was looked at on the last way."""
        self.after = start(flow)
        """The call after it."""
        self._seen: Key = ()
        self._leaving: dict[Key, tuple[Call, Looks, int, tuple[str, ...], frozenset[str]]] = {}
        self._flow = flow
        self._kinds = classes.filled
        self._of_request = of_request
        self._many = dict.fromkeys(budgets(flow), MANY)
        self._options: dict[Key, Options] = {}
        self._heard: tuple[Call | None, Event | None, tuple[Call, tuple[Command, ...]]]
        self._heard = (None, None, (start(flow), ()))

    def of(
        self, node: Node, given: Call, case: Case, alike: int
    ) -> Iterator[tuple[Step | None, Settled, Edge]]:
        """Every way in which a case may go, by what open slots and budgets turn out to be.

        With each comes what was settled in it, and an edge that does not know yet where it leads.
        Without a step it is a way that is known to leave, and the edge knows where it leads.
        `alike` is the number of what the case hangs on beside what it looks at.
        """
        flow, many, event = self._flow, self._many, case.event
        options, usual = self._open(node, given)
        base, first = self._after_words(given, case)
        call = base.copy()
        held = base.slots | usual
        ways: list[tuple[Settled, dict[str, int], Key]] = [({}, {}, ())]
        while ways:
            assumed, left, self._seen = ways.pop()
            settled = node.settled | assumed if assumed else node.settled
            if self._seen in self._leaving:
                self.after, self.looks, to, spent, empty = self._leaving[self._seen]
                yield None, settled, Edge(node.index, to, case, spent, empty, assumed)
                continue
            looks: Looks = {}
            call.slots = slots = Watched(held, options, looks)
            for name, kind in assumed.items():
                if kind != EMPTY:
                    dict.__setitem__(slots, name, self._kinds[name][kind])
                else:
                    slots.pop(name, None)
            call.left = Watched(many, many, looks)
            call.left.update(left)
            error: Exception | None = None
            self.runs += 1
            try:
                after, commands = advance(flow, call, event)
            except Exception as fault:
                after, commands, error = call, (), fault
            self.after, self.looks = after, looks
            for name, was_open in looks.items():
                if not was_open or name in left or name in assumed:
                    continue
                if name in many:
                    none = left | {name: 0}
                    found = node.settled | assumed | none
                    ways.append((assumed, none, (alike, *_seen(looks, name, found))))
                    left = left | {name: MANY}
                else:
                    for kind in options[name][1:]:
                        ways.append((assumed | {name: kind}, left, ()))
                    assumed = assumed | {name: options[name][0]}
            settled = node.settled | assumed if assumed else node.settled
            spent, empty = _spent(left, after.left)
            edge = Edge(node.index, -1, case, spent, empty, assumed)
            yield Step(call, after, case, first + commands, error), settled, edge

    def leaves(self, edge: Edge) -> None:
        """Take note that the last way leaves its request behind, and where to."""
        looked = [name for name, was_open in self.looks.items() if was_open is not None]
        if self._seen and len(looked) == len(self._seen) - 1:  # no further than to that budget
            known = (self.after, self.looks, edge.target, edge.spent, edge.empty)
            self._leaving[self._seen] = known

    def _after_words(self, given: Call, case: Case) -> tuple[Call, tuple[Command, ...]]:
        """The call after the words of a case are heard, the same for all that they may mean."""
        if case.first is None:
            return given, ()
        before, words, after = self._heard
        if before is not given or words is not case.first:
            after = advance(self._flow, given, case.first)
            self._heard = (given, case.first, after)
        return after

    def _open(self, node: Node, given: Call) -> Options:
        """The classes that each slot which is not settled may turn out to be, the usual first.

        With them comes what stands in a slot that is usually filled.
        """
        key = (*node.settled, given.patient is not None)
        if key not in self._options:
            found = {}
            for name in self._flow.slots:
                if name in node.settled:
                    continue
                if given.patient is not None and name in IDENTITY:
                    found[name] = tuple(kind for kind in self._kinds[name] if not pending(kind))
                elif name not in self._of_request:
                    found[name] = (EMPTY, *self._kinds[name])
            usual = {
                name: self._kinds[name][one[0]] for name, one in found.items() if one[0] != EMPTY
            }
            self._options[key] = found, usual
        return self._options[key]


def _seen(looks: Looks, last: str, found: Mapping[str, str | int]) -> Key:
    """What was looked at, up to the last one, with what was found there."""
    names = list(looks)
    upto = names[: names.index(last) + 1]
    return tuple([(name, found.get(name)) for name in upto if looks[name] is not None])


def _spent(had: dict[str, int], left: dict[str, int]) -> tuple[tuple[str, ...], frozenset[str]]:
    """The budgets that were taken from, and those that were found empty."""
    if not had:
        return (), NONE_EMPTY
    spent = tuple([name for name, amount in had.items() if dict.__getitem__(left, name) < amount])
    empty = frozenset([name for name, amount in had.items() if amount == 0]) or NONE_EMPTY
    return spent, empty
