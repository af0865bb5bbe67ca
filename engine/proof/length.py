"""How long a call can get: the longest path through the explored states.

Exact where the states are, composed where they are not. Within a request, every way back (a
correction, a denial, another offer …) spends from a budget, and without such steps the states
of a request form no circle; so the longest stretch through a request is a longest path in
layers, one for each way back that is left and for each slot that may be learned ahead. Where a
question may be missed twice, it counts three times. The whole call is then composed: the
greeting, as many requests as the budget allows, each of the longest kind, and one turn for
whatever only asks the same question again. So the bound is above every possible call, and a
little above the longest one.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from engine.call import REQUEST_BUDGETS
from engine.events import Understood
from engine.flow import Flow
from engine.proof.cases import relevant
from engine.proof.classes import EMPTY, PARTIAL
from engine.proof.found import Edge, Node
from engine.turn import full

LOCAL: Final = frozenset(("misses", "unclear", "triage"))
"""Budgets that progress refills: they lengthen a question, and never lead back."""

BACK: Final = (*REQUEST_BUDGETS, "corrections")
"""Budgets of the ways back within a request."""


@dataclass(frozen=True, slots=True)
class Circle:
    """States that a call could go round for ever: the edges of one round."""

    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Length:
    """The bound in caller turns, in all and by request; or the circle that has none."""

    bound: int
    by_request: dict[str, int]
    circle: Circle | None = None


def length(flow: Flow, nodes: list[Node], edges: list[Edge]) -> Length:
    """The longest call, or the circle that makes it endless."""
    circle = endless(nodes, edges)
    if circle is not None:
        return Length(0, {}, circle)
    rooms: dict[str | None, list[Node]] = defaultdict(list)
    for node in nodes:
        rooms[node.call.request].append(node)
    leaving = _leaving(nodes, edges)
    back = sum(full(flow, name) for name in BACK)
    by_request = {
        name: _longest(flow, room, leaving, back + 2 * len(relevant(flow, flow.requests[name])))
        for name, room in rooms.items()
        if name is not None
    }
    hub_back = sum(full(flow, name) for name in ("digressions", "repeats", "languages"))
    hub = _longest(flow, rooms[None], leaving, hub_back)
    again = hub_back + full(flow, "noisy") + full(flow, "handoffs")
    requests = flow.limits.requests * (max(by_request.values(), default=0) + hub)
    return Length(hub + requests + again, by_request)


def _leaving(nodes: list[Node], edges: Iterable[Edge]) -> dict[int, dict[tuple[int, bool], int]]:
    """From each state: where to, whether by a way back, and how many turns that costs."""
    found: dict[int, dict[tuple[int, bool], int]] = defaultdict(dict)
    for edge in edges:
        if edge.source != edge.target:
            key = (edge.target, back_spent(edge) or _learns(nodes, edge))
            found[edge.source][key] = max(found[edge.source].get(key, 0), int(edge.case.counts))
    return found


def back_spent(edge: Edge) -> bool:
    """Whether an edge spends from a budget that nothing within the request refills."""
    return not LOCAL.issuperset(edge.spent)


def _longest(
    flow: Flow,
    room: list[Node],
    leaving: dict[int, dict[tuple[int, bool], int]],
    back: int,
) -> int:
    """The longest path within one room, with so many ways back; leaving the room ends it."""
    order = _sorted(room, leaving, {node.index for node in room})
    at = {index: place for place, index in enumerate(order)}
    linger = flow.limits.misses
    onward: list[list[tuple[int, int]]] = [[] for _ in order]
    backward: list[list[tuple[int, int]]] = [[] for _ in order]
    for place, index in enumerate(order):
        for (target, is_back), turns in leaving.get(index, {}).items():
            of = backward if is_back else onward
            of[place].append((at.get(target, len(order)), turns * (1 + linger)))
    layer: list[int] = []
    for _ in range(back + 1):
        below, layer = layer, [0] * (len(order) + 1)  # the last place is outside: the path ends
        for place, ways in enumerate(onward):
            best = max([turns + layer[to] for to, turns in ways], default=0)
            if below:
                again = [turns + below[to] for to, turns in backward[place]]
                best = max(best, below[place] + 1, *again)
            layer[place] = best
    return max(layer)


def _sorted(
    room: list[Node], leaving: dict[int, dict[tuple[int, bool], int]], inside: set[int]
) -> list[int]:
    """The states of a room, each after all those it leads to without a way back."""
    done: list[int] = []
    seen: set[int] = set()
    for node in room:
        stack = [(node.index, False)]
        while stack:
            index, expanded = stack.pop()
            if expanded:
                done.append(index)
            elif index not in seen:
                seen.add(index)
                stack.append((index, True))
                stack += [
                    (target, False)
                    for target, is_back in leaving.get(index, {})
                    if not is_back and target in inside
                ]
    return done


def endless(nodes: list[Node], edges: list[Edge]) -> Circle | None:
    """A round of states that spends nothing, so that a call could go on in it for ever."""
    free: dict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        if _learns(nodes, edge):
            continue
        if edge.source == edge.target:
            if edge.case.counts and not edge.spent:
                return Circle((edge,))
        elif not back_spent(edge):
            free[edge.source].append(edge)
    colour: dict[int, int] = {}
    for node in nodes:
        found = _circle_from(node.index, free, colour)
        if found is not None:
            return found
    return None


def _learns(nodes: list[Node], edge: Edge) -> bool:
    """Whether a turn at a question only fills a slot that nobody had looked at before.

    That happens once for each slot, and once more for the rest of a name: filled again it is
    the same value, or a correction.
    """
    event = edge.case.event
    if not isinstance(event, Understood) or not event.slots:
        return False
    settled, assumed = nodes[edge.source].settled, edge.assumed
    for name, reading in event.slots.items():
        held = assumed.get(name) or settled.get(name)
        if held == EMPTY or (held == PARTIAL and reading.value.get("last")):
            return True
    return False


def _circle_from(root: int, free: dict[int, list[Edge]], colour: dict[int, int]) -> Circle | None:
    if root in colour:
        return None
    path: list[Edge] = []
    stack = [(root, iter(free[root]))]
    colour[root] = 1
    while stack:
        index, rest = stack[-1]
        edge = next(rest, None)
        if edge is None:
            colour[index] = 2
            stack.pop()
            path = path[:-1]
        elif colour.get(edge.target) == 1:
            at = next((i for i, one in enumerate(path) if one.source == edge.target), len(path))
            return Circle((*path[at:], edge))
        elif edge.target not in colour:
            colour[edge.target] = 1
            path = [*path, edge]
            stack.append((edge.target, iter(free[edge.target])))
    return None
