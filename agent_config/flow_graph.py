"""A flow as a picture that can be clicked: what is drawn, and the lines where each of it stands.

The ids are made of what a step says, not of where it stands, so that an edit elsewhere leaves them
as they are: a picture keeps its places, and whoever follows a call finds its steps.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from agent_config.flow_source import FlowSource
from agent_config.problem import KeyPath, Place
from engine.flow import Flow, Request
from engine.graph import Box, graph

PEOPLE: Final = "people"
"""The id of the people to whom calls are put through."""


@dataclass(frozen=True, slots=True)
class GraphNode:
    """Something drawn. `kind` is `request`, `answer`, `people`, or a kind of step."""

    id: str
    kind: str
    label: str
    names: tuple[str, ...] = ()
    """The slots, prompt or action that a step names."""
    request: str | None = None
    state: str | None = None
    """Of the seven, where the step waits for the caller."""
    when: tuple[str, ...] = ()
    """Its conditions, in words."""
    notes: tuple[str, ...] = ()
    """What may follow, in words."""
    spot: "Spot | None" = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands in a flow's files: its first line and its last."""

    file: str
    line: int
    end_line: int


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """What follows what; `label` says when, empty: always."""

    source: str
    target: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class FlowGraph:
    """Everything that is drawn."""

    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]


def step_ids(request: Request) -> tuple[str, ...]:
    """The id of each step of a request, in their order."""
    seen: Counter[str] = Counter()
    found = []
    for step in request.steps:
        plain = ".".join((request.name, step.kind, *step.names))
        seen[plain] += 1
        found.append(plain if seen[plain] == 1 else f"{plain}~{seen[plain]}")
    return tuple(found)


def flow_graph(flow: Flow, source: FlowSource) -> FlowGraph:
    """What there is to draw of a flow, and where it stands in the files that it was made of."""
    places = _Places(source)
    nodes: list[GraphNode] = []
    edges: list[GraphEdge] = []
    for lane in graph(flow).lanes:
        name = lane.request
        spot = places.of(("requests", name))
        nodes.append(GraphNode(name, "request", _words(name), request=name, spot=spot))
        before = name
        offered: str | None = None
        for at, (box, own) in enumerate(
            zip(lane.boxes, step_ids(flow.requests[name]), strict=True)
        ):
            nodes.append(_step(own, name, box, places.of(("requests", name, "steps", at))))
            edges.append(GraphEdge(before, own, ", ".join(box.when)))
            if box.kind == "hand_off":
                edges.append(GraphEdge(own, PEOPLE))
            if offered is not None and any(note == "conflict: offer_again" for note in box.notes):
                edges.append(GraphEdge(own, offered, "the time was taken meanwhile"))
            offered = own if box.kind == "offer" else offered
            before = own
    for name in flow.answers:
        spot = places.of(("answers", name))
        nodes.append(GraphNode(f"answers.{name}", "answer", _words(name), spot=spot))
    if any(edge.target == PEOPLE for edge in edges):
        nodes.append(GraphNode(PEOPLE, "people", "people", state="ESCALATE"))
    return FlowGraph(tuple(nodes), tuple(edges))


def _step(own: str, request: str, box: Box, spot: Spot) -> GraphNode:
    label = _words(" and ".join(box.names))
    return GraphNode(
        own,
        box.kind,
        label,
        names=box.names,
        request=request,
        state=box.state,
        when=box.when,
        notes=box.notes,
        spot=spot,
    )


def _words(name: str) -> str:
    return name.replace("_", " ")


class _Places:
    """Where things stand: from the line of their key to the last line below it."""

    def __init__(self, source: FlowSource) -> None:
        self._base = source.base
        self._last: dict[KeyPath, tuple[str, int]] = {}
        for path, place in self._all():
            for depth in range(1, min(len(path), 4) + 1):
                here = path[:depth]
                file, line = self._last.get(here, (place.file, 0))
                if file == place.file and place.line > line:
                    self._last[here] = (file, place.line)

    def _all(self) -> Iterator[tuple[KeyPath, Place]]:
        examples = ".examples.yaml"
        for path, place in (*self._base.keys.items(), *self._base.values.items()):
            if not place.file.endswith(examples):
                yield path, place

    def of(self, path: KeyPath) -> Spot:
        """Where what is at a path stands."""
        place = self._base.key_place(path)
        file, last = self._last.get(path, (place.file, place.line))
        own = place.line if file == place.file else last
        return Spot(Path(file).name, own, max(last, own))
