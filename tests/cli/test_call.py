"""`frontdesk call`, with the caller's turns piped in."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from typer.testing import CliRunner

from agent_config.clinic_file import load_clinic
from cli import view
from cli.call import moment
from cli.failure import Failure
from cli.main import app

EMERGENCY = "If this is a medical emergency, please hang up and dial 911."
NOW = ("--now", "2026-03-02T09:15")


def call(turns: str, *flags: str) -> tuple[int, list[str], str]:
    result = CliRunner().invoke(app, ["call", *NOW, *flags], input=turns)
    return result.exit_code, result.stdout.splitlines(), result.stderr


def facts(lines: list[str]) -> dict[str, str]:
    """The summary at the end."""
    summary = lines[lines.index("") + 1 :]
    return {key: value.strip() for key, _, value in (line.partition(":") for line in summary)}


def test_an_emergency_is_answered_at_once() -> None:
    code, lines, _ = call("my father can't breathe\n", "--from", "+15125550142")
    assert code == 0
    said = [line for line in lines if line.startswith("receptionist")]
    assert EMERGENCY in said[1]
    assert any("connecting to +15125550101" in line for line in lines)
    assert facts(lines)["disposition"] == "escalated"
    assert facts(lines)["escalation"] == "emergency"
    assert "escalated_call" in facts(lines)["task"]


def test_a_caller_who_hangs_up_leaves_nothing() -> None:
    code, lines, _ = call("/hang up\n")
    assert code == 0
    assert "caller        [hangs up]" in lines
    assert facts(lines) == {"disposition": "abandoned", "escalation": "none", "turns": "0"}


def test_the_end_of_the_input_is_hanging_up() -> None:
    assert facts(call("")[1])["disposition"] == "abandoned"


def test_keys_and_silence() -> None:
    _, lines, _ = call("\n/0\n")
    assert "caller        [silence 8 s]" in lines
    assert "caller        [keys 0]" in lines
    assert facts(lines)["escalation"] == "human"


def test_three_silences_end_the_call() -> None:
    _, lines, _ = call("\n\n\nhello?\n")
    assert facts(lines)["disposition"] == "abandoned"
    assert not any("hello?" in line for line in lines)


def test_what_can_be_typed_is_listed() -> None:
    _, lines, complaints = call("/dance\n")
    assert complaints == "warning: there is no /dance\n"
    assert any("the caller hangs up" in line for line in lines)


def test_slots_tick_as_they_are_filled() -> None:
    _, lines, _ = call("I need to book a cleaning\n")
    assert "              + visit_reason cleaning" in lines
    assert facts(lines)["slots.visit_reason"] == "cleaning"


def test_the_same_lines_give_the_same_call() -> None:
    turns = "I need to book a cleaning\nAna Ruiz\n\n"
    assert call(turns) == call(turns)


def test_another_clinic() -> None:
    _, lines, _ = call("", "--clinic", "lakeside_medical")
    assert "Lakeside Family Clinic" in lines[0]


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        (("--now", "tomorrow"), "--now is a time such as 2026-03-02T09:15, not 'tomorrow'"),
        (("--wav-in", "caller.wav"), "give --voice too"),
        (("--clinic", "riverside_dentl"), "did you mean 'riverside_dental'?"),
        (("--flow", "dental_receptoin"), "did you mean 'dental_reception'?"),
    ],
)
def test_what_cannot_be_done_is_told(flags: tuple[str, ...], told: str) -> None:
    code, lines, complaints = call("", *flags)
    assert code == 1
    assert lines == []
    assert told in complaints


def test_the_clock_is_the_clinics_own() -> None:
    clinic = load_clinic("riverside_dental")
    zone = ZoneInfo("America/Chicago")
    assert moment("2026-03-02T09:15", clinic) == datetime(2026, 3, 2, 9, 15, tzinfo=zone)
    assert moment("2026-03-02T15:15Z", clinic).isoformat() == "2026-03-02T09:15:00-06:00"
    assert moment(None, clinic).tzinfo == zone
    with pytest.raises(Failure):
        moment("9:15", clinic)


def test_a_person_is_not_told_their_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(["/hang up"])
    monkeypatch.setattr(view, "is_interactive", lambda: True)
    monkeypatch.setattr(view, "ask", lambda: next(typed))
    _, lines, _ = call("")
    assert not any(line.startswith("caller") for line in lines)


@pytest.mark.parametrize(
    ("flow", "turns", "disposition"),
    [
        ("recall", "yes\nI'd like a cleaning on Thursday\nthe first one\nyes\nno\n", "booked"),
        ("reminder", "yes\nI'll be there\nno\n", "confirmed"),
        ("follow_up", "yes\nI'm fine, thank you\n", "answered"),
    ],
)
def test_a_flow_of_calls_that_the_clinic_makes_calls(
    flow: str, turns: str, disposition: str
) -> None:
    code, lines, _ = call(turns, "--flow", flow)
    assert code == 0
    assert any("Is this Ana?" in line for line in lines)
    assert facts(lines)["disposition"] == disposition
