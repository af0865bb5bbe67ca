"""The seven states in a row, with their legal moves.

Moves to the neighbour are straight, other moves forward bend above the row and moves back below
it. What every state leads to (END, ESCALATE) is one rail along all of them.
"""

from collections.abc import Mapping
from typing import Final

from cli.drawing.pen import LINES, Row, label, path, rectangle, text
from engine.graph import Graph

WIDE: Final = 118.0
HIGH: Final = 40.0
TALL: Final = 276.0
"""How much of the page the row and its rails take."""


def state_row(graph: Graph, top: float, left: float, right: float) -> list[str]:
    """Draw the states between two edges of the page."""
    row = [state for state in graph.states if state not in ("ESCALATE", "END")] + ["END"]
    apart = (right - left - WIDE) / (len(row) - 1)
    at = {state: left + index * apart for index, state in enumerate(row)}
    y = top + 68
    above, below = top + 6, y + HIGH + 92
    at_foot = (at["END"], below - HIGH / 2)
    parts = [*_rails(row, at, y, above, below)]
    parts += [
        _move(start, to, row, at, y)
        for start, to in graph.moves
        if start != "ESCALATE" and to not in ("END", "ESCALATE")
    ]
    middle = at["END"] + WIDE / 2
    parts.append(path(f"M{middle:.1f} {at_foot[1]:.1f} V{y + HIGH + 1:.1f}", "END"))
    low, back = below + 44, at["COLLECT"] + WIDE * 0.86
    parts.append(
        path(
            f"M{middle:.1f} {below + HIGH / 2:.1f} V{low:.1f} H{back:.1f} V{y + HIGH + 1:.1f}",
            "COLLECT",
        )
    )
    parts.append(label(back + 16, low + 4, "once, for a message: nobody picked up", "COLLECT"))
    parts += [_state(state, at[state], y) for state in row]
    parts.append(_state("ESCALATE", *at_foot))
    return parts


def _rails(
    row: list[str], at: Mapping[str, float], y: float, above: float, below: float
) -> list[str]:
    parts = []
    for state in row[:-1]:
        x = at[state] + WIDE / 2
        parts.append(path(f"M{x:.1f} {y:.1f} V{above:.1f}", "END", arrow=False, dotted=True))
        parts.append(
            path(f"M{x:.1f} {y + HIGH:.1f} V{below:.1f}", "ESCALATE", arrow=False, dotted=True)
        )
    start, end = at[row[0]] + WIDE / 2, at["END"]
    parts += [
        path(f"M{start:.1f} {above:.1f} H{end + WIDE / 2:.1f} V{y - 1:.1f}", "END", dotted=True),
        path(f"M{start:.1f} {below:.1f} H{end - 1:.1f}", "ESCALATE", dotted=True),
        label(start + 14, above + 4, "from every state: a goodbye, or hanging up", "END"),
        label(start + 14, below + 4, "from every state: a person, an emergency", "ESCALATE"),
    ]
    return parts


def _move(start: str, to: str, row: list[str], at: Mapping[str, float], y: float) -> str:
    far = row.index(to) - row.index(start)
    if far == 1:
        return path(f"M{at[start] + WIDE:.1f} {y + HIGH / 2:.1f} H{at[to] - 1:.1f}", to)
    if far > 0:
        from_x, to_x, edge, side = at[start] + WIDE * 0.72, at[to] + WIDE * 0.28, y, -1
    else:
        from_x, to_x, edge, side = at[start] + WIDE * 0.28, at[to] + WIDE * 0.72, y + HIGH, 1
    bend = edge + side * (16 + 17 * abs(far))
    return path(
        f"M{from_x:.1f} {edge:.1f} C{from_x:.1f} {bend:.1f} {to_x:.1f} {bend:.1f} "
        f"{to_x:.1f} {edge + side:.1f}",
        to,
    )


def _state(state: str, x: float, y: float) -> str:
    name = Row(state, 13, LINES[state], bold=True)
    return rectangle(x, y, WIDE, HIGH, state, radius=20) + text(
        x + WIDE / 2, y + HIGH / 2 + 4.5, name, middle=True
    )
