"""From a fault in an abstract state to a call that shows it.

A state may have been reached by assuming what nobody had said yet. A counterexample must not: it
goes only along edges that assume nothing, and is played through `advance` with every budget as it
is. Only if nothing of the kind shows the fault, the first path that led to it is given.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from engine.advance import advance, start
from engine.commands import Command
from engine.events import CallStarted, PatientsFound
from engine.flow import Flow
from engine.proof.cases import Case
from engine.proof.classes import EMPTY
from engine.proof.found import Edge, Node, Step
from engine.proof.rules import broken


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where a rule was seen broken: the state it began in (`None`: the first ring), and how."""

    index: int | None
    case: Case
    shown: Mapping[str, Any]


class Paths:
    """The shortest paths to the explored states, such as can be said if there are any."""

    def __init__(self, nodes: Sequence[Node], edges: Sequence[Edge]) -> None:
        self._nodes = nodes
        self._edges = edges

    @cached_property
    def _via(self) -> dict[int, Edge | CallStarted]:
        """The last edge of each path; found out where a path is asked for, and not before."""
        leaving: dict[int, list[Edge]] = {}
        for edge in self._edges:
            if self._plain(edge):
                leaving.setdefault(edge.source, []).append(edge)
        via: dict[int, Edge | CallStarted] = {
            node.index: node.via for node in self._nodes if isinstance(node.via, CallStarted)
        }
        queue = deque(via)
        while queue:
            for edge in leaving.get(queue.popleft(), ()):
                if edge.target not in via:
                    via[edge.target] = edge
                    queue.append(edge.target)
        return via

    def to(self, index: int) -> list[Case]:
        """What happens on the way to a state, from the first ring on."""
        path: list[Case] = []
        via = self._before(index)
        while isinstance(via, Edge):
            path.append(via.case)
            via = self._before(via.source)
        return [Case(via), *path[::-1]]

    def _plain(self, edge: Edge) -> bool:
        """Whether an edge assumes nothing: no slot filled, no budget empty, no patient known."""
        known = self._nodes[edge.target].call.patient is not None
        proved = known and self._nodes[edge.source].call.patient is None
        return (
            not edge.empty
            and all(kind == EMPTY for kind in edge.assumed.values())
            and (not proved or isinstance(edge.case.event, PatientsFound))
        )

    def _before(self, index: int) -> Edge | CallStarted:
        return self._via[index] if index in self._via else self._nodes[index].via


def witness(
    flow: Flow, rule: str, paths: Paths, seen: Sequence[Sighting]
) -> tuple[list[Case], Mapping[str, Any]]:
    """The shortest of the calls in which a rule is broken, and what shows it."""
    ways = [(paths.to(one.index), one) if one.index is not None else ([], one) for one in seen]
    for before, one in sorted(ways, key=lambda way: len(way[0])):
        path = [*before, one.case]
        for found in broken(flow, played(flow, path)):
            if found.rule == rule:
                return path, found.shown
    before, one = ways[0]
    return [*before, one.case], one.shown


def played(flow: Flow, path: Sequence[Case]) -> Step:
    """The last step of a path, played from its ring at the moment of its last event."""
    at = path[-1].event.at
    before = start(flow)
    call, commands = advance(flow, before, replace(path[0].event, at=at))
    step = Step(before, call, path[0], commands)
    first: tuple[Command, ...]
    for case in path[1:]:
        before, first = step.after, ()
        if case.first is not None:
            before, first = advance(flow, before, replace(case.first, at=at))
        try:
            call, commands = advance(flow, before, replace(case.event, at=at))
        except Exception as fault:
            return Step(before, before, case, (), fault)
        step = Step(before, call, case, (*first, *commands))
    return step
