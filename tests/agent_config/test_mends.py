"""What a sentence proposes can be done with a click, and then the mistake is gone."""

from pathlib import Path
from typing import Any, Final

import pytest

from agent_config.draft import read_draft
from agent_config.mends import Marked, Mend, marked
from agent_config.problem import Problem
from agent_config.yaml_document import read_document
from engine.clinic import Clinic

CASES: Final = read_document(Path(__file__).with_name("flow_mistakes.yaml")).value
PROPOSING: Final = [
    case
    for case in CASES
    if any("did you mean" in told or "in quotes" in told for told in case["told"])
]
UNCERTAIN: Final = ("second ': '", "put the text in quotes")
"""Nobody can say where the text ends that is to be put in quotes."""


def applied(text: str, mend: Mend) -> str:
    """The text after an edit."""
    edit = mend.text_edit
    lines = text.split("\n")
    assert edit.line == edit.end_line
    line = lines[edit.line - 1]
    lines[edit.line - 1] = line[: edit.column - 1] + edit.text + line[edit.end_column - 1 :]
    return "\n".join(lines)


def found(text: str, clinic: Clinic) -> tuple[Marked, ...]:
    return marked(read_draft("small", {"small.yaml": text}, clinic).problems)


@pytest.mark.parametrize("case", PROPOSING, ids=lambda case: case["told"][0][:70])
def test_a_proposal_is_a_mend_and_takes_the_mistake_away(
    case: dict[str, Any], small_flow: str, riverside: Clinic
) -> None:
    broken = small_flow.replace(case["change"], case["to"], 1)
    for one in found(broken, riverside):
        text = one.problem.text
        if ("did you mean" not in text and "in quotes" not in text) or any(
            each in text for each in UNCERTAIN
        ):
            continue
        assert one.mends, text
        mended = applied(broken, one.mends[0])
        assert text not in [other.problem.text for other in found(mended, riverside)]


def test_what_is_underlined_is_on_the_line(small_flow: str, riverside: Clinic) -> None:
    for case in CASES:
        broken = small_flow.replace(case["change"], case["to"], 1)
        lines = broken.split("\n")
        for one in found(broken, riverside):
            if one.problem.line:
                assert 1 <= one.column < one.end_column
                assert one.end_column <= max(len(lines[one.problem.line - 1]), 1) + 1, one


def test_a_file_as_a_whole_has_no_column() -> None:
    (one,) = marked([Problem("x.yaml", 0, 0, "the file is missing")])
    assert (one.column, one.end_column, one.mends) == (0, 0, ())
