"""The flow as Mermaid text, which many pages draw by themselves."""

from itertools import pairwise

from cli.drawing.pen import FILLS, LINES, words
from engine.graph import Box, Graph


def mermaid(graph: Graph) -> str:
    """A flowchart: the states, and a lane for each request."""
    rows = ["flowchart LR", f'  subgraph states["{graph.name}, version {graph.version}"]']
    rows += [f'    {state}(["{state}"])' for state in graph.states]
    rows += [f"    {start} --> {to}" for start, to in graph.moves]
    rows.append("  end")
    for lane in graph.lanes:
        rows.append(f'  subgraph {lane.request}["{words(lane.request)}"]')
        rows.append("    direction LR")
        rows += [f'    {box.id}["{_label(box)}"]' for box in lane.boxes]
        rows += [f"    {box.id} --> {following.id}" for box, following in pairwise(lane.boxes)]
        rows.append("  end")
    rows += [
        f"  classDef {state.lower()} fill:{FILLS[state]},stroke:{LINES[state]}"
        for state in graph.states
    ]
    rows += [f"  class {state} {state.lower()}" for state in graph.states]
    rows += [
        f"  class {box.id} {box.state.lower()}"
        for lane in graph.lanes
        for box in lane.boxes
        if box.state is not None
    ]
    return "\n".join(rows) + "\n"


def _label(box: Box) -> str:
    parts = [f"<b>{words(box.kind)}</b>", *(words(name) for name in box.names)]
    parts += [f"<i>if {words(condition)}</i>" for condition in box.when]
    parts += [f"<small>{words(note)}</small>" for note in box.notes]
    return "<br/>".join(part.replace('"', "#quot;") for part in parts)
