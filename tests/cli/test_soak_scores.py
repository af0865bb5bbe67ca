"""Which scripted calls the soak plays."""

import shutil
from pathlib import Path

import pytest

from cli.benchmarks.soak_scores import the_scores
from cli.failure import Failure

CALLS = Path("tests/calls")
RINGS = CALLS / "dental_reception/people/asks_for_a_human.yaml"
IS_CALLED = CALLS / "follow_up/answered/stop.yaml"


def test_people_ring_the_clinic_and_are_not_called_by_it(tmp_path: Path) -> None:
    for path in (RINGS, IS_CALLED):
        shutil.copy(path, tmp_path)
    assert [Path(score.script.path).name for score in the_scores(tmp_path)] == [RINGS.name]


def test_a_folder_without_such_calls_is_told(tmp_path: Path) -> None:
    shutil.copy(IS_CALLED, tmp_path)
    with pytest.raises(Failure, match="there is no scripted call"):
        the_scores(tmp_path)
