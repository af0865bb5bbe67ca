"""What is told of calls whose callers spoke."""

from dataclasses import replace
from typing import Any

import pytest

from cli.scripts import Ran
from cli.spoken_report import Help, help_of, reason, show_all, show_one
from engine.safety.sentences import EMERGENCY
from telephony.local.spoken_caller import Misheard
from telephony.outcome import Outcome
from telephony.record import Entry
from telephony.scripted import Result


def ran(expected: str | None, failures: tuple[str, ...] = ("x:1: no",), **ended: Any) -> Ran:
    fields: dict[str, Any] = {
        "disposition": "abandoned", "escalation": None, "state": "END", "turns": 1, "slots": {},
        "tasks": (), "appointments": (), "transcript": (), "steps": (), "faults": (),
    }  # fmt: skip
    return Ran(
        path="x.yaml",
        call="a call",
        seconds=1.0,
        failures=failures,
        result=Result("a call", failures, Outcome(**fields | ended)),
        voice="flite, a man",
        expected=expected,
    )


def misheard(asked: str) -> Misheard:
    return Misheard("this", "that", 0.5, asked)


@pytest.mark.parametrize(
    ("one", "got"),
    [
        (ran("emergency", (), escalation="emergency"), Help.SCRIPTED),
        (ran("emergency", escalation="unclear_audio"), Help.SAFE),
        (ran("urgent_dental", transcript=(Entry("agent", EMERGENCY["en"], "END"),)), Help.SAFE),
        (ran("emergency"), Help.MISSED),
        (replace(ran("emergency"), result=None), Help.MISSED),
        (ran("human"), None),
        (ran(None), None),
    ],
)
def test_what_somebody_in_danger_got(one: Ran, got: Help | None) -> None:
    assert help_of(one) is got


@pytest.mark.parametrize(
    ("asked", "what"),
    [
        ("patient_name", "a name"),
        ("callback_number", "a number"),
        ("date_of_birth", "a date or a time"),
        ("yes_no", "yes or no, or a choice"),
        ("open", "a sentence"),
        ("unidentified", "a sentence"),
    ],
)
def test_why_a_call_went_otherwise(asked: str, what: str) -> None:
    heard = (misheard("open"), misheard(asked), misheard(asked))
    assert reason(replace(ran(None), misheard=heard)) == f"misheard: {what}"
    unclear = replace(ran(None, escalation="unclear_audio"), misheard=heard)
    assert reason(unclear) == f"handed over as unclear: {what}"


def test_a_call_in_which_nothing_was_misheard() -> None:
    assert reason(ran(None)) == "nothing misheard"


def test_the_tables_count_everything(capsys: pytest.CaptureFixture[str]) -> None:
    calls = [ran("emergency", (), escalation="emergency"), ran("emergency"), ran(None, ())]
    for number, one in enumerate(calls, 1):
        show_one(one, number, len(calls))
    show_all(calls, 10.0)
    told = capsys.readouterr().out
    assert "FAILED 2/3" in told
    assert "EMERGENCY MISSED; nothing misheard" in told
    assert "noise 10 dB below the voice" in told
    rows = [row.split() for row in told.splitlines()]
    assert ["flite", "3", "2", "67"] in rows
    assert ["as", "scripted", "1"] in rows
    assert ["missed", "1"] in rows
    assert ["a", "person", "or", "911", "another", "way", "0"] in rows
