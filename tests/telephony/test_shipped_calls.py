"""The scripted calls under `tests/calls`: each goes as written, and together they cover it all.

A call is played once in a process, and what is judged of all calls is judged of those same runs.
The folder that a script lies in is its flow; a flow is loaded once. What a script cannot say,
because it is about every call or about words that no file can hold, is tested here.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Final

import pytest

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from agent_config.script import (
    Answers,
    Caller,
    Choose,
    Expect,
    Expected,
    Fails,
    Keys,
    Script,
    Silence,
    Turn,
)
from agent_config.script_file import load_script
from engine.advance import advance, start
from engine.commands import CreateTask, Handoff, Notify, Say
from engine.flow import Flow
from engine.states import MOVES, STATES
from engine.validator import tells_why
from nlu.understand import Understanding
from telephony.coverage import Coverage, coverage
from telephony.faulty import FAULTY, HOW
from telephony.scripted import Result, run

CALLS: Final = Path(__file__).parents[1] / "calls"
SCRIPTS: Final = sorted(CALLS.rglob("*.yaml"))
OUTBOUND: Final = ("reminder", "recall", "follow_up", "confirmation", "lead")
FLOWS: Final = ("dental_reception", "medical_reception", *OUTBOUND)
REQUIREMENTS: Final = Path(__file__).parents[2] / "docs" / "requirements.md"

OF_THE_SCHEDULE: Final = frozenset(
    {
        "book_appointment.steps[8] offer: opening",
        "book_appointment.steps[9] confirm: booking_summary",
        "book_appointment.steps[10] confirm: hold_summary",
    }
)
"""Steps that the medical flow inherits and that a clinic without a schedule never comes to."""

ELSEWHERE: Final = frozenset({"FG-3", "FG-31"})
"""Nothing of these is said or asked in a call: patterns of two people, and live control."""

REQUIRED: Final = (
    frozenset(
        [f"CH-{number}" for number in (*range(1, 18), 21)]
        + [f"FSM-{number}" for number in range(1, 9)]
        + [f"SF-{number}" for number in (*range(1, 14), 20)]
        + [f"FG-{number}" for number in range(1, 32)]
        + ["SC-4"]
    )
    - ELSEWHERE
)

FRAGILE: Final = {
    "book/checkup_direct": ("find_openings", "hold", "book"),
    "book/crown_is_held_for_approval": ("find_openings", "hold", "book"),
    "change/move_an_appointment": ("find_openings", "hold", "reschedule"),
    "change/cancel_in_time": (),
    "people/line_busy_then_a_message": (),
}
"""Calls to break, and without what nothing can come of them in the calendar."""

WORDS_OF_ALL_KINDS: Final = {
    "empty": "",
    "blank": " \t\n ",
    "control characters": "\x00\x07\x1b[2J\x7f\u202e",
    "emoji": "🦷😬👍🏽" * 200,
    "ten thousand words": "well you know " * 3_334,
    "one endless word": "a" * 100_000,
    "digits": "5" * 5_000,
    "markup": "</s><script>{patient_name} ${clinic.name} %s'; drop table calls;--",
}


def name(path: Path) -> str:
    """How a script is called: where it lies."""
    return path.relative_to(CALLS).with_suffix("").as_posix()


@cache
def script(path: Path) -> Script:
    """The script in a file."""
    return load_script(path)


@cache
def plan(flow: str | None, clinic: str) -> tuple[Flow, Understanding]:
    """A flow for a clinic, and what understands its callers."""
    place = load_clinic(clinic)
    compiled = load_flow(flow or place.flow, place)
    return compiled, Understanding(compiled)


def play(call: Script) -> Result:
    """Run a script afresh."""
    return run(call, *plan(call.flow, call.clinic))


def begun(call: Script) -> Flow:
    """The flow that a script runs on, in the language of whom it calls."""
    compiled, _ = plan(call.flow, call.clinic)
    language = call.outreach.language if call.outreach is not None else None
    return replace(compiled, language=language) if language is not None else compiled


@cache
def played(path: Path) -> Result:
    """The run of a script that all tests share."""
    return play(script(path))


def flow_of(path: Path) -> str:
    """The flow that a script's folder names."""
    return name(path).partition("/")[0]


@cache
def covered(flow: str) -> Coverage:
    """What all scripts of a flow went through."""
    paths = [path for path in SCRIPTS if flow_of(path) == flow]
    compiled, _ = plan(flow, script(paths[0]).clinic)
    return coverage(compiled, [played(path).outcome.steps for path in paths])


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_the_call_goes_as_written(path: Path) -> None:
    assert not played(path).failures, "\n".join(played(path).failures)


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_the_file_says_what_it_shows(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert re.fullmatch(r"# .{20,}\.", first), "the first line is a sentence on what is exercised"
    call = script(path)
    assert plan(call.flow, call.clinic)[0].name == flow_of(path)
    assert call.covers
    assert call.expect.fields or any(isinstance(turn, Expect) for turn in call.turns)


def test_names_are_told_apart() -> None:
    calls = [script(path).call for path in SCRIPTS if flow_of(path) == "dental_reception"]
    assert len(SCRIPTS) >= 90
    assert len(calls) == len(set(calls))


def test_every_requirement_is_shown_and_known() -> None:
    shown = {requirement for path in SCRIPTS for requirement in script(path).covers}
    known = set(re.findall(r"^\| ([A-Z]+-\d+) \|", REQUIREMENTS.read_text(), re.MULTILINE))
    assert not REQUIRED - shown
    assert not shown - known


def test_every_state_and_move_is_reached() -> None:
    reached = [covered(flow) for flow in FLOWS]
    assert {state for one in reached for state in one.states.covered} == set(STATES)
    assert len({move for one in reached for move in one.moves.covered}) == len(MOVES)
    assert covered("dental_reception").moves.percent == 100


@pytest.mark.parametrize("flow", FLOWS)
def test_every_step_is_taken(flow: str) -> None:
    steps = covered(flow).steps
    apart = OF_THE_SCHEDULE if flow == "medical_reception" else frozenset[str]()
    missing = [title for title in steps.missing if title not in apart]
    total = len(steps.covered) + len(missing)
    assert len(steps.covered) / total >= 0.95, missing


def test_both_languages_are_spoken() -> None:
    for flow in FLOWS:
        spoken = {
            say.language for path in SCRIPTS if flow_of(path) == flow for say in said(played(path))
        }
        assert spoken == {"en", "es"}


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_it_is_the_same_call_every_time(path: Path) -> None:
    assert play(script(path)).outcome.digest == played(path).outcome.digest


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_its_log_is_the_call(path: Path) -> None:
    """What a restarted process makes of the events is the call, after every one of them."""
    compiled = begun(script(path))
    if not script(path).limited:
        pytest.skip("it ran with other limits than its flow has")
    call = start(compiled)
    for step in played(path).outcome.steps:
        call, _ = advance(compiled, call, step.event)
        assert call == step.after


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_a_handoff_is_told_noted_and_has_music(path: Path) -> None:
    """First the sentence, then the task and the notice, then the ringing, with music (SF-12)."""
    for step in played(path).outcome.steps:
        kinds = [type(command) for command in step.commands]
        for command in step.commands:
            if isinstance(command, Handoff):
                assert command.music
                ring = kinds.index(Handoff)
                assert kinds.index(Say) < kinds.index(Notify) < ring
                assert step.after.tasks
                assert CreateTask not in kinds[ring:]


@pytest.mark.parametrize(
    ("call", "line"),
    [
        ("dental_reception/hours/after_hours_knocked_out_tooth", "on_call_line"),
        ("dental_reception/hours/after_hours_emergency", "on_call_line"),
        ("dental_reception/safety/knocked_out_tooth", "staff_line"),
        ("dental_reception/people/asks_for_a_human", "staff_line"),
        ("medical_reception/safety/after_hours_emergency", "staff_line"),
    ],
)
def test_the_right_line_is_rung(call: str, line: str) -> None:
    path = CALLS / f"{call}.yaml"
    steps = played(path).outcome.steps
    rung = [one.line for step in steps for one in step.commands if isinstance(one, Handoff)]
    assert rung == [getattr(load_clinic(script(path).clinic), line)]


def test_nobody_says_booked_where_nothing_is_booked() -> None:
    for path in SCRIPTS:
        if flow_of(path) == "medical_reception":
            told = " ".join(say.text for say in said(played(path))).casefold()
            assert not re.search(r"\bbooked\b|\breservad[ao]\b|\bagendad[ao]\b", told), name(path)


@pytest.mark.parametrize("flow", OUTBOUND)
def test_calls_of_ours_say_who_calls_and_no_more_until_somebody_says_yes(flow: str) -> None:
    """The clinic, that it is automated, the key nine; then no day, no visit, until the yes."""
    ours = [path for path in SCRIPTS if flow_of(path) == flow and script(path).outreach]
    assert len(ours) >= 8
    for path in ours:
        steps = played(path).outcome.steps
        first = [one for one in steps[0].commands if isinstance(one, Say)]
        assert re.search(r"automated|automático", first[0].text)
        assert re.search("Riverside Dental", first[0].text)
        assert re.search("nine|nueve", first[0].text)
        for step in takewhile(lambda one: not (one.after.request or one.after.escalation), steps):
            told = [one.text for one in step.commands if isinstance(one, Say)]
            assert not any(map(tells_why, told)), name(path)


@pytest.mark.parametrize("flow", OUTBOUND)
def test_no_call_of_ours_says_what_a_visit_is_for(flow: str) -> None:
    for path in SCRIPTS:
        if flow_of(path) == flow:
            compiled, _ = plan(flow, script(path).clinic)
            told = " ".join(say.text for say in said(played(path))).casefold()
            listed = [one.name for one in compiled.clinic.services]
            assert not [one for one in listed if re.search(rf"\b{one}\b", told)], name(path)


def test_the_emergency_sentence_comes_first_and_whole() -> None:
    for path in SCRIPTS:
        for step in played(path).outcome.steps:
            spoken = [command for command in step.commands if isinstance(command, Say)]
            for number, say in enumerate(spoken):
                if say.prompt == "safety.emergency":
                    assert not say.interruptible
                    assert number == 0 or spoken[0].prompt == "safety.emergency"


@pytest.mark.parametrize("words", WORDS_OF_ALL_KINDS.values(), ids=WORDS_OF_ALL_KINDS)
@pytest.mark.parametrize("turns", range(7))
def test_no_words_break_a_call(turns: int, words: str) -> None:
    """Whatever is said, wherever: no failure, nothing booked, and the call still ends."""
    whole = script(CALLS / "dental_reception" / "book" / "checkup_direct.yaml")
    spoken = [turn for turn in whole.turns if isinstance(turn, Caller)][:turns]
    strange: list[Turn] = [
        Caller(line=0, says=words),
        Keys(line=0, digits="*"),
        Silence(line=0, seconds=8),
    ]
    fields = {"state": "END", "appointments": []}
    cut = replace(whole, turns=(*spoken, *strange), expect=Expected(line=0, fields=fields))
    assert not play(cut).failures


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("what", FAULTY)
@pytest.mark.parametrize("call", FRAGILE)
def test_every_fault_is_carried(call: str, what: str, how: str) -> None:
    """Whatever breaks from the first turn on, the call ends, and nothing is said that is not so."""
    whole = script(CALLS / "dental_reception" / f"{call}.yaml")
    turns: list[Turn] = [Fails(line=0, faults={what: how})]
    for turn in whole.turns:
        if isinstance(turn, Choose):
            turns.append(Caller(line=0, says="the first one"))
        elif isinstance(turn, Caller | Answers | Keys):
            turns.append(turn)
    broken = replace(whole, turns=tuple(turns), expect=Expected(line=0, fields={"state": "END"}))
    result = play(broken)
    assert not result.failures
    told = " ".join(say.text for say in said(result))
    assert ("is booked for" in told) == (result.outcome.disposition == "booked")
    assert ("is now on" in told) == (result.outcome.disposition == "rescheduled")
    assert ("is cancelled" in told) == (result.outcome.disposition == "cancelled")
    if what in FRAGILE[call]:
        assert not result.outcome.appointments


def said(result: Result) -> Iterable[Say]:
    """Everything that was said in a call."""
    return (
        command
        for step in result.outcome.steps
        for command in step.commands
        if isinstance(command, Say)
    )
