"""The proof of a flow: explored, every rule looked for, every call bounded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from engine.flow import Flow
from engine.proof.cases import Case
from engine.proof.explore import Explorer
from engine.proof.found import Edge, Node
from engine.proof.length import length
from engine.proof.moment import NOW
from engine.proof.rings import rings
from engine.proof.rules import broken, named
from engine.proof.script import written
from engine.proof.stall import stalled
from engine.proof.witness import Paths, Sighting, witness

ROUNDS = 12
"""How often a counterexample goes round a circle, to show that no budget stops it."""

SIGHTINGS = 500
"""Where a broken rule is seen so often, one of those places can be shown."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that does not hold, and the shortest call that breaks it, as a script."""

    rule: str
    text: str
    script: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What was explored and found; lengths are in caller turns."""

    flow: str
    states: int
    edges: int
    bound: int
    """No call is longer, the limits on turns and minutes apart."""
    longest: int
    """The longest call that was found."""
    longest_script: str
    by_request: dict[str, int]
    broken: tuple[Fault, ...]


def prove(flow: Flow, explored: Callable[[int], None] | None = None) -> Proof:
    """Explore every reachable state of a flow and look for every rule in each.

    `explored` is told again and again how many states were found so far.
    """
    explorer = Explorer(flow, flow.language)
    seen: dict[tuple[str, str], list[Sighting]] = {}
    for index, step in explorer.explore():
        if explored is not None:
            explored(len(explorer.nodes))
        for found in broken(flow, step):
            sightings = seen.setdefault((found.rule, found.text), [])
            if len(sightings) < SIGHTINGS:
                sightings.append(Sighting(index, step.case, found.shown))
    paths = Paths(explorer.nodes, explorer.edges)
    faults: dict[tuple[str, str], Fault] = {}
    unlooked = (0, [Case(next(rings(flow, NOW)))])
    for (rule, text), sightings in seen.items():
        path, shown = witness(flow, rule, paths, sightings)
        faults[rule, text] = Fault(rule, text, written(flow, rule, path, [shown]))
    measured = length(flow, explorer.nodes, explorer.edges)
    if measured.circle is not None:
        faults["ends", ""] = _endless(flow, explorer.nodes, paths, measured.circle.edges)
        return _proof(flow, explorer, faults, 0, {}, unlooked)
    for node in dead_ends(explorer.nodes, explorer.edges):
        script = written(flow, "ends", paths.to(node.index), [HUNG])
        faults["ends", named(node.call)] = Fault(
            "ends", f"no way out of {named(node.call)}", script
        )
    longest = unlooked if faults else stalled(flow, measured.bound)
    return _proof(flow, explorer, faults, measured.bound, measured.by_request, longest)


HUNG = {"expect": {"state": "END"}}


def _proof(
    flow: Flow,
    explorer: Explorer,
    faults: dict[tuple[str, str], Fault],
    bound: int,
    by_request: dict[str, int],
    longest: tuple[int, list[Case]],
) -> Proof:
    turns, path = longest
    return Proof(
        flow=flow.name,
        states=len(explorer.nodes),
        edges=len(explorer.edges),
        bound=bound,
        longest=turns,
        longest_script=written(
            flow, "the longest call", path, [{"expect": {"turns_at_most": turns}}]
        ),
        by_request=by_request,
        broken=tuple(faults.values()),
    )


def _endless(flow: Flow, nodes: Sequence[Node], paths: Paths, circle: Sequence[Edge]) -> Fault:
    before = paths.to(circle[0].source)
    around = [edge.case for edge in circle]
    whole = [*before, *around * ROUNDS]
    turns = sum(case.counts for case in whole) - 1  # a call that ends does so before the last
    script = written(flow, "ends", whole, [{"expect": {"turns_at_most": turns}}])
    where = named(nodes[circle[0].source].call)
    return Fault("ends", f"a call can go round for ever at {where}", script)


def dead_ends(nodes: Sequence[Node], edges: Sequence[Edge]) -> list[Node]:
    """States from which no way of the call's own leads to its end: hanging up does not count."""
    into: dict[int, set[int]] = {}
    for edge in edges:
        if edge.case.turn != {"hangs_up": True}:
            into.setdefault(edge.target, set()).add(edge.source)
    ended = [node.index for node in nodes if node.call.ended]
    reached, queue = set(ended), list(ended)
    while queue:
        for source in into.get(queue.pop(), ()):
            if source not in reached:
                reached.add(source)
                queue.append(source)
    return [node for node in nodes if node.index not in reached]
