"""Strokes and letters of an SVG picture, and the colour of each state.

Text is measured with the widths of the font that the PNG is drawn in, so nothing overlaps there
and little in a browser that has another one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

FONT: Final = "Source Sans Pro"
_FAMILY: Final = f"'{FONT}', 'Source Sans 3', 'Helvetica Neue', Arial, sans-serif"

# Advance widths of the printable ASCII characters, in thousandths of the font size.
_WIDTHS: Final = (
    *(200, 289, 425, 497, 497, 824, 609, 249, 303, 303, 418, 497, 249, 311, 249, 350),
    *(497, 497, 497, 497, 497, 497, 497, 497, 497, 497, 249, 249, 497, 497, 497, 425),
    *(847, 544, 588, 571, 615, 527, 494, 617, 652, 263, 480, 579, 486, 727, 647, 664),
    *(566, 664, 569, 534, 536, 645, 515, 786, 513, 476, 539, 303, 350, 303, 497, 500),
    *(542, 504, 553, 456, 555, 496, 292, 504, 544, 246, 247, 495, 255, 829, 547, 542),
    *(555, 555, 347, 419, 338, 544, 467, 718, 446, 467, 425, 303, 241, 303, 497),
)
_OTHER: Final = 620
_BOLDER: Final = 1.06

INK: Final = "#1f2933"
MUTED: Final = "#66727f"
RULE: Final = "#e4e8ec"
FILLS: Final[Mapping[str | None, str]] = {
    "GREETING": "#eef2f6",
    "QUALIFY": "#e6f0fb",
    "COLLECT": "#e2f4f1",
    "OFFER_SLOT": "#fdf2dc",
    "CONFIRM": "#efe9fb",
    "END": "#e7f5e4",
    "ESCALATE": "#fdeaea",
    None: "#f5f6f8",
}
"""The paper of each state, and of steps that wait for nobody."""
LINES: Final[Mapping[str | None, str]] = {
    "GREETING": "#5b6b7c",
    "QUALIFY": "#2f6db5",
    "COLLECT": "#1d7f74",
    "OFFER_SLOT": "#a86a10",
    "CONFIRM": "#6a4bb0",
    "END": "#3c7a34",
    "ESCALATE": "#b93232",
    None: MUTED,
}
"""The ink of each state; dark enough to be read on its paper."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of text."""

    text: str
    size: float = 13.5
    colour: str = INK
    bold: bool = False

    @property
    def width(self) -> float:
        """How wide it is when drawn."""
        units = sum(_WIDTHS[ord(c) - 32] if 32 <= ord(c) < 127 else _OTHER for c in self.text)
        return units * self.size / 1000 * (_BOLDER if self.bold else 1)


def words(name: str) -> str:
    """A name as people write it."""
    return name.replace("_", " ")


def text(x: float, y: float, row: Row, middle: bool = False) -> str:
    """A line of text with its foot at (x, y); `middle` centres it on x."""
    weight = ' font-weight="600"' if row.bold else ""
    anchor = ' text-anchor="middle"' if middle else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{row.size}" fill="{row.colour}"'
        f"{weight}{anchor}>{escape(row.text)}</text>"
    )


def rectangle(
    x: float,
    y: float,
    wide: float,
    high: float,
    state: str | None,
    radius: float = 8,
    dashed: bool = False,
    outlined: bool = True,
) -> str:
    """A box in the colours of a state."""
    line = f' stroke="{LINES[state]}" stroke-width="1.2"' if outlined else ""
    dash = ' stroke-dasharray="4 3"' if dashed else ""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" '
        f'rx="{radius}" fill="{FILLS[state]}"{line}{dash}/>'
    )


def path(d: str, state: str | None, arrow: bool = True, dotted: bool = False) -> str:
    """A line in the ink of a state, with a head at its end."""
    dots = ' stroke-dasharray="1.5 4" stroke-linecap="round"' if dotted else ""
    head = f' marker-end="url(#to-{state})"' if arrow else ""
    return f'<path d="{d}" fill="none" stroke="{LINES[state]}" stroke-width="1.3"{dots}{head}/>'


def rule(y: float, left: float, right: float) -> str:
    """A faint line across."""
    return f'<path d="M{left:.1f} {y:.1f} H{right:.1f}" stroke="{RULE}"/>'


def label(x: float, y: float, words: str, state: str) -> str:
    """Words that stand on a line, on a strip of paper."""
    row = Row(words, 11.5, LINES[state])
    return (
        f'<rect x="{x - 4:.1f}" y="{y - 12:.1f}" width="{row.width + 8:.1f}" height="16" '
        'fill="#ffffff"/>' + text(x, y, row)
    )


def document(wide: float, high: float, about: str, parts: Iterable[str]) -> str:
    """The whole picture as an SVG document."""
    heads = "".join(
        f'<marker id="to-{state}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
        f'markerHeight="7" orient="auto"><path d="M0 0.5 L8 4 L0 7.5 z" fill="{colour}"/></marker>'
        for state, colour in LINES.items()
    )
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:.0f}" height="{high:.0f}" '
            f'viewBox="0 0 {wide:.0f} {high:.0f}" font-family="{_FAMILY}" role="img">',
            f"<title>{escape(about)}</title>",
            f"<defs>{heads}</defs>",
            '<rect width="100%" height="100%" fill="#ffffff"/>',
            *parts,
            "</svg>\n",
        )
    )
