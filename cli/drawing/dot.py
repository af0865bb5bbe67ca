"""The flow as DOT text, for Graphviz and its kin."""

import json

from cli.drawing.pen import FILLS, LINES, words
from engine.graph import Box, Graph


def dot(graph: Graph) -> str:
    """A directed graph: the states, and a cluster for each request."""
    rows = [
        f"digraph {json.dumps(graph.name)} {{",
        "  rankdir=LR;",
        '  node [shape=box, style="rounded,filled", fontname="Helvetica"];',
        "  subgraph cluster_states {",
        '    label="states";',
    ]
    rows += [f"    {state} [{_colours(state)}];" for state in graph.states]
    rows += [f"    {start} -> {to};" for start, to in graph.moves]
    rows.append("  }")
    for lane in graph.lanes:
        rows.append(f"  subgraph cluster_{lane.request} {{")
        rows.append(f"    label={json.dumps(words(lane.request))};")
        rows += [
            f"    {box.id} [label={json.dumps(_label(box))}, {_colours(box.state)}];"
            for box in lane.boxes
        ]
        ids = " -> ".join(box.id for box in lane.boxes)
        rows.append(f"    {ids};")
        rows.append("  }")
    return "\n".join([*rows, "}"]) + "\n"


def _label(box: Box) -> str:
    conditions = (f"if {words(condition)}" for condition in box.when)
    names = (words(name) for name in (*box.names, *box.notes))
    return "\n".join((words(box.kind).upper(), *names, *conditions))


def _colours(state: str | None) -> str:
    return f'color="{LINES[state]}", fillcolor="{FILLS[state]}"'
