"""Pictures of a flow: well formed, complete, and nothing drawn over anything else."""

import re
import xml.etree.ElementTree as ET

import pytest

from cli.drawing.dot import dot
from cli.drawing.lane import card
from cli.drawing.mermaid import mermaid
from cli.drawing.pen import FILLS, LINES, Row
from cli.drawing.png import png
from cli.drawing.svg import MARGIN, svg
from engine.graph import Box, Graph, Lane
from engine.states import MOVES, STATES

SVG = "{http://www.w3.org/2000/svg}"


def box(at: int, kind: str, state: str | None, *names: str, when: tuple[str, ...] = ()) -> Box:
    notes = ("failed: take_message",) if kind == "do" else ()
    return Box(f"book_{at}", kind, names, state, when, notes, "")


GRAPH = Graph(
    name="a_flow",
    version=3,
    clinic='Smith & "Sons" <Dental>',
    states=STATES,
    moves=tuple(sorted(MOVES)),
    lanes=(
        Lane(
            "book",
            "staff",
            (
                box(0, "collect", "COLLECT", "patient_name", "callback_number"),
                box(1, "collect", "COLLECT", "insurance", when=("patient_status is new",)),
                box(2, "offer", "OFFER_SLOT", "opening"),
                box(3, "confirm", "CONFIRM", "booking_summary"),
                box(4, "do", None, "book_appointment"),
            ),
        ),
        Lane("refill", "doctor", (box(9, "hand_off", "ESCALATE", "staff"),)),
    ),
    answers=tuple(f"a_rather_long_question_{n}" for n in range(12)),
    people=("emergency", "human"),
)


def test_every_state_has_its_colours() -> None:
    assert set(FILLS) == set(LINES) == {*STATES, None}


def test_the_svg_is_well_formed_and_says_everything() -> None:
    picture = ET.fromstring(svg(GRAPH))
    told = [element.text for element in picture.iter(f"{SVG}text")]
    for words in (*STATES, "a flow", "book", "for doctor", "patient name", "callback number"):
        assert words in told
    assert "if patient status is new" in told
    assert "failed: take message" in told
    title = picture.find(f"{SVG}title")
    assert title is not None
    assert title.text == 'The call flow a_flow of Smith & "Sons" <Dental>'


def test_everything_lies_on_the_page() -> None:
    picture = ET.fromstring(svg(GRAPH))
    wide, high = (float(picture.attrib[side]) for side in ("width", "height"))
    for element in picture.iter(f"{SVG}rect"):
        if element.get("x") is None:
            continue
        x, y, w, h = (float(element.attrib[key]) for key in ("x", "y", "width", "height"))
        assert 0 <= x <= x + w <= wide - MARGIN + 0.5
        assert 0 <= y <= y + h <= high


def test_steps_do_not_overlap() -> None:
    picture = ET.fromstring(svg(GRAPH))
    boxes = [
        tuple(float(element.attrib[key]) for key in ("x", "y", "width", "height"))
        for element in picture.iter(f"{SVG}rect")
        if element.get("rx") == "8"
    ]
    assert len(boxes) == 6
    for one, (x, y, w, _) in enumerate(boxes):
        for other_x, other_y, other_w, _ in boxes[:one]:
            assert y != other_y or x >= other_x + other_w or other_x >= x + w


def test_a_text_fits_into_its_box() -> None:
    for lane in GRAPH.lanes:
        for step in lane.boxes:
            drawn = card(step)
            assert all(row.width <= drawn.wide - 20 for row in drawn.rows)
            assert all(row.width <= drawn.wide for row in drawn.captions)


@pytest.mark.parametrize(("text", "wider"), [("iii", "mmm"), ("a", "aa"), ("a", "ñ")])
def test_letters_have_widths(text: str, wider: str) -> None:
    assert Row(text).width < Row(wider).width
    assert Row(text).width < Row(text, bold=True).width


def test_the_png_is_twice_the_size_of_the_svg() -> None:
    drawn = svg(GRAPH)
    picture = png(drawn)
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    size = re.search(r'width="(\d+)" height="(\d+)"', drawn)
    assert size is not None
    assert int.from_bytes(picture[16:20]) == 2 * int(size[1])
    assert int.from_bytes(picture[20:24]) == 2 * int(size[2])


def test_mermaid_has_every_move_and_step() -> None:
    text = mermaid(GRAPH)
    assert text.startswith("flowchart LR\n")
    for start, to in MOVES:
        assert f"    {start} --> {to}\n" in text
    assert "    book_3 --> book_4\n" in text
    assert "  class book_2 offer_slot\n" in text
    assert "class book_4" not in text
    assert text.count("subgraph") == text.count("\n  end\n") == 3


def test_dot_has_every_move_and_step() -> None:
    text = dot(GRAPH)
    for start, to in MOVES:
        assert f"    {start} -> {to};\n" in text
    assert "book_0 -> book_1 -> book_2 -> book_3 -> book_4;" in text
    assert text.count("{") == text.count("}")
    assert 'label="book"' in text
