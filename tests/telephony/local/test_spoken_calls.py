"""Scripted calls as sound, end to end. The whole list is in tests/spoken_calls.txt."""

from pathlib import Path

import pytest

from agent_config.script_file import load_script
from cli.scripts import Spoken, run_file
from telephony.local.weights import missing

pytestmark = pytest.mark.skipif(missing() is not None, reason=f"{missing()}")
CALLS = Path(__file__).parents[2] / "calls"
LISTED = Path(__file__).parents[2] / "spoken_calls.txt"


@pytest.mark.parametrize(
    ("call", "noise"),
    [
        ("dental_reception/safety/chest_pain_in_the_greeting", None),
        ("dental_reception/safety/chest_pain_in_the_greeting", 10.0),
        ("dental_reception/safety/refill", 10.0),
    ],
)
def test_a_call_ends_as_scripted(call: str, noise: float | None) -> None:
    ran = run_file(CALLS / f"{call}.yaml", keep_steps=False, spoken=Spoken(1, noise))
    assert ran.failures == ()


def test_the_same_seed_is_the_same_call() -> None:
    path = CALLS / "dental_reception/people/anger.yaml"
    first, second = (run_file(path, keep_steps=False, spoken=Spoken(7, 10.0)) for _ in range(2))
    assert (first.voice, first.misheard) == (second.voice, second.misheard)
    assert first.result is not None
    assert second.result is not None
    assert first.result.outcome.digest == second.result.outcome.digest


def test_every_emergency_is_on_the_list() -> None:
    listed = {Path(line).name for line in LISTED.read_text("utf-8").splitlines()}
    assert len(listed) >= 20
    for line in LISTED.read_text("utf-8").splitlines():
        load_script(CALLS.parents[1] / line)
    assert {"stroke.yaml", "suicide.yaml", "heavy_accent.yaml", "anger.yaml"} <= listed
