"""What scripted calls claim to cover is on the list of requirements, and the list is in order."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
CALLS = sorted((ROOT / "tests" / "calls").rglob("*.yaml"))
LISTED = re.findall(r"^\| ([A-Z]+-\d+) \|", (ROOT / "docs" / "requirements.md").read_text(), re.M)


def test_the_list_is_in_order() -> None:
    for before, after in pairwise(LISTED):
        part, number = before.split("-")
        other, next_number = after.split("-")
        assert part != other or int(next_number) > int(number), f"{after} after {before}"


@pytest.mark.parametrize("path", CALLS, ids=lambda path: path.stem)
def test_what_a_call_covers_is_on_the_list(path: Path) -> None:
    covers = yaml.safe_load(path.read_text()).get("covers", [])
    assert set(covers) <= set(LISTED)
