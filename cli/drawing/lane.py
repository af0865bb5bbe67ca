"""A request as a lane: its name, and its steps from left to right, each in its state's colour.

A lane that is wider than the page goes on in a second line, like text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from cli.drawing.pen import LINES, MUTED, Row, path, rectangle, text, words
from engine.graph import Box
from engine.graph import Lane as Request

NAME: Final = 30.0
"""How much of a lane's height its name takes."""
GAP: Final = 22.0
TURN: Final = 18.0
"""The space between lines of a lane, where the arrow turns back."""
PAD: Final = 11.0
LINE: Final = 16.5
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

    @property
    def above(self) -> float:
        """The height of what stands over the box."""
        return CAPTION * len(self.captions)


def card(box: Box) -> Card:
    """What is written in and above a step's box."""
    return Card(
        box.state,
        (
            Row(words(box.kind).upper(), 10.5, LINES[box.state], bold=True),
            *(Row(words(name), 13) for name in box.names),
            *(Row(words(note), 11.5, MUTED) for note in box.notes),
        ),
        tuple(Row(f"if {words(condition)}", 11.5, MUTED) for condition in box.when),
    )


@dataclass(frozen=True)
class Lane:
    """A lane laid out for a page of some width."""

    request: Request
    breadth: float

    @cached_property
    def lines(self) -> list[list[Card]]:
        """The steps, as many in a line as the page can hold."""
        lines: list[list[Card]] = [[]]
        x = 0.0
        for one in map(card, self.request.boxes):
            if lines[-1] and x + one.wide > self.breadth:
                lines.append([])
                x = TURN
            lines[-1].append(one)
            x += one.wide + GAP
        return lines

    @property
    def wide(self) -> float:
        """The width that it takes."""
        names = self._name.width + 12 + self._owner.width
        return max(names, *(TURN * (at > 0) + _length(line) for at, line in enumerate(self.lines)))

    @property
    def high(self) -> float:
        """The height that it takes."""
        return NAME + sum(map(_height, self.lines)) + TURN * (len(self.lines) - 1)

    @property
    def _name(self) -> Row:
        return Row(words(self.request.request), 15, bold=True)

    @property
    def _owner(self) -> Row:
        return Row(f"for {words(self.request.owner)}", 12, MUTED)

    def drawn(self, x: float, y: float) -> Iterator[str]:
        """Its strokes, the left upper corner at (x, y)."""
        yield text(x, y + 14, self._name)
        yield text(x + self._name.width + 12, y + 14, self._owner)
        y += NAME
        end, before = x, y
        for at, line in enumerate(self.lines):
            top = y + _above(line)
            if at:
                yield _turn(end, y - TURN / 2, x, top + 20, start=before)
            start = x + TURN * (at > 0)
            yield from _draw_line(line, start, top)
            end, before = start + _length(line), top + 20
            y += _height(line) + TURN


def _above(line: list[Card]) -> float:
    return max((one.above for one in line), default=0.0)


def _height(line: list[Card]) -> float:
    return _above(line) + max((one.high for one in line), default=0.0)


def _length(line: list[Card]) -> float:
    return sum(one.wide + GAP for one in line) - GAP


def _turn(end: float, between: float, x: float, y: float, start: float) -> str:
    """The arrow from the end of a line back to the beginning of the next one."""
    return path(
        f"M{end + 2:.1f} {start:.1f} h8 V{between:.1f} H{x + 5:.1f} V{y:.1f} H{x + TURN - 1:.1f}",
        None,
    )


def _draw_line(line: list[Card], x: float, y: float) -> Iterator[str]:
    """Boxes with arrows between them."""
    for at, one in enumerate(line):
        if at:
            yield path(f"M{x - GAP + 2:.1f} {y + 20:.1f} H{x - 1:.1f}", None)
        yield rectangle(x, y, one.wide, one.high, one.state, dashed=bool(one.captions))
        for up, row in enumerate(reversed(one.captions)):
            yield text(x + 2, y - 5 - CAPTION * up, row)
        for down, row in enumerate(one.rows):
            yield text(x + PAD, y + LINE * (down + 1) + bool(down), row)
        x += one.wide + GAP
