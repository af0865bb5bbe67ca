"""The whole picture of a flow: title, states, a lane for each request, what is always heard."""

from collections.abc import Iterator
from typing import Final

from cli.drawing.lane import Lane
from cli.drawing.pen import INK, LINES, MUTED, Row, document, rectangle, rule, text, words
from cli.drawing.state_row import TALL, state_row
from engine.graph import Graph

WIDE: Final = 1280.0
MARGIN: Final = 32.0
RIGHT: Final = WIDE - MARGIN
TOP: Final = 88.0
BETWEEN: Final = 40.0
"""Between lanes that stand side by side."""
LABEL: Final = 150.0


def svg(graph: Graph) -> str:
    """The picture of a flow as an SVG document."""
    steps = sum(len(lane.boxes) for lane in graph.lanes)
    about = f"version {graph.version} · {len(graph.lanes)} requests · {steps} steps"
    parts = [
        text(MARGIN, 44, Row(words(graph.name), 24, bold=True)),
        text(MARGIN, 66, Row(f"{graph.clinic} · {about}", 13.5, MUTED)),
        *state_row(graph, TOP, MARGIN, RIGHT),
    ]
    y = TOP + TALL
    for row in _packed(graph):
        parts.append(rule(y, MARGIN, RIGHT))
        x = MARGIN
        for lane in row:
            parts += lane.drawn(x, y + 16)
            x += lane.wide + BETWEEN
        y += max(lane.high for lane in row) + 34
    parts.append(rule(y, MARGIN, RIGHT))
    for title, names, state in (
        ("answered anywhere", graph.answers, None),
        ("always to people", graph.people, "ESCALATE"),
    ):
        drawn, y = _chips(title, names, state, y + 16)
        parts += drawn
    return document(WIDE, y + MARGIN, f"The call flow {graph.name} of {graph.clinic}", parts)


def _packed(graph: Graph) -> Iterator[list[Lane]]:
    """The lanes in rows, in their order, as many side by side as there is room for."""
    row: list[Lane] = []
    for request in graph.lanes:
        lane = Lane(request, RIGHT - MARGIN)
        taken = sum(one.wide + BETWEEN for one in row)
        if row and MARGIN + taken + lane.wide > RIGHT:
            yield row
            row = []
        row.append(lane)
    if row:
        yield row


def _chips(
    title: str, names: tuple[str, ...], state: str | None, y: float
) -> tuple[list[str], float]:
    """Names in a row, and the foot of that row."""
    parts = [text(MARGIN, y + 17, Row(title, 13.5, MUTED))]
    x = MARGIN + LABEL
    for name in names:
        row = Row(words(name), 13, LINES[state] if state else INK)
        if x + row.width + 20 > RIGHT:
            x, y = MARGIN + LABEL, y + 32
        parts.append(rectangle(x, y, row.width + 20, 24, state, radius=12, outlined=False))
        parts.append(text(x + 10, y + 16.5, row))
        x += row.width + 28
    return parts, y + 24
