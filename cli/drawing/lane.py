"""A request as a lane: its steps from left to right, each in the colour of its state."""

from dataclasses import dataclass
from typing import Final

from cli.drawing.pen import LINES, MUTED, Row, path, rectangle, rule, text, words
from engine.graph import Box, Lane

LABEL: Final = 184.0
GAP: Final = 24.0
PAD: Final = 12.0
LINE: Final = 17.0
CAPTION: Final = 14.0


@dataclass(frozen=True, slots=True)
class Card:
    """A step ready to be drawn: what stands in its box, and above it."""

    state: str | None
    rows: tuple[Row, ...]
    captions: tuple[Row, ...]

    @property
    def wide(self) -> float:
        """The width of the box, its captions included."""
        inside = max(row.width for row in self.rows) + 2 * PAD
        return max([inside, *(row.width for row in self.captions)])

    @property
    def high(self) -> float:
        """The height of the box alone."""
        return LINE * len(self.rows) + PAD


def card(box: Box) -> Card:
    """What is written in and above a step's box."""
    return Card(
        box.state,
        (
            Row(words(box.kind).upper(), 10.5, LINES[box.state], bold=True),
            *(Row(words(name)) for name in box.names),
            *(Row(words(note), 11.5, MUTED) for note in box.notes),
        ),
        tuple(Row(f"if {words(condition)}", 11.5, MUTED) for condition in box.when),
    )


def wide(lane: Lane) -> float:
    """How much of the page's width a lane needs."""
    return LABEL + sum(card(box).wide + GAP for box in lane.boxes) - GAP


def lane_row(lane: Lane, top: float, left: float, right: float) -> tuple[list[str], float]:
    """Draw a lane, and tell how tall it is."""
    cards = [card(box) for box in lane.boxes]
    above = CAPTION * max((len(one.captions) for one in cards), default=0)
    y = top + above + 14
    parts = [
        rule(top, left, right),
        text(left, y + 18, Row(words(lane.request), 15, bold=True)),
        text(left, y + 35, Row(f"for {words(lane.owner)}", 12, MUTED)),
    ]
    x = left + LABEL
    for at, one in enumerate(cards):
        if at:
            parts.append(path(f"M{x - GAP + 2:.1f} {y + 22:.1f} H{x - 1:.1f}", None))
        parts += _draw(one, x, y)
        x += one.wide + GAP
    return parts, above + 28 + max([44, *(one.high for one in cards)])


def _draw(one: Card, x: float, y: float) -> list[str]:
    parts = [rectangle(x, y, one.wide, one.high, one.state, dashed=bool(one.captions))]
    parts += [
        text(x + 2, y - 5 - CAPTION * (len(one.captions) - 1 - at), row)
        for at, row in enumerate(one.captions)
    ]
    parts += [text(x + PAD, y + LINE * (at + 1) + bool(at), row) for at, row in enumerate(one.rows)]
    return parts
