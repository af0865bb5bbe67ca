"""The whole picture of a flow: title, states, a lane for each request, what is always heard."""

from typing import Final

from cli.drawing.lane import LABEL, lane_row, wide
from cli.drawing.pen import INK, LINES, MUTED, Row, document, rectangle, rule, text, words
from cli.drawing.state_row import TALL, state_row
from engine.graph import Graph

MARGIN: Final = 32.0
NARROWEST: Final = 1080.0


def svg(graph: Graph) -> str:
    """The picture of a flow as an SVG document."""
    breadth = max([NARROWEST, *(2 * MARGIN + wide(lane) for lane in graph.lanes)])
    right = breadth - MARGIN
    steps = sum(len(lane.boxes) for lane in graph.lanes)
    about = f"version {graph.version} · {len(graph.lanes)} requests · {steps} steps"
    parts = [
        text(MARGIN, 44, Row(words(graph.name), 24, bold=True)),
        text(MARGIN, 66, Row(f"{graph.clinic} · {about}", 13.5, MUTED)),
        *state_row(graph, 88, MARGIN, right),
    ]
    y = 88 + TALL
    for lane in graph.lanes:
        drawn, tall = lane_row(lane, y, MARGIN, right)
        parts += drawn
        y += tall
    parts.append(rule(y, MARGIN, right))
    for title, names, state in (
        ("answered anywhere", graph.answers, None),
        ("always to people", graph.people, "ESCALATE"),
    ):
        drawn, y = _chips(title, names, state, y + 16, right)
        parts += drawn
    return document(breadth, y + MARGIN, f"The call flow {graph.name} of {graph.clinic}", parts)


def _chips(
    title: str, names: tuple[str, ...], state: str | None, y: float, right: float
) -> tuple[list[str], float]:
    """Names in a row, and the foot of that row."""
    parts = [text(MARGIN, y + 17, Row(title, 13.5, MUTED))]
    x = MARGIN + LABEL
    for name in names:
        row = Row(words(name), 13, LINES[state] if state else INK)
        if x + row.width + 20 > right:
            x, y = MARGIN + LABEL, y + 32
        parts.append(rectangle(x, y, row.width + 20, 24, state, radius=12, outlined=False))
        parts.append(text(x + 10, y + 16.5, row))
        x += row.width + 28
    return parts, y + 24
