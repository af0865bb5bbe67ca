"""Scripted calls from their files: every kind of turn, and mistakes in sentences."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Final

import pytest

from agent_config.problem import ConfigError
from agent_config.script import (
    Agent,
    Answers,
    Caller,
    Choose,
    Expect,
    Expected,
    Fails,
    HangsUp,
    Interrupts,
    Keys,
    Silence,
)
from agent_config.script_file import load_script
from agent_config.yaml_document import read_document

CASES: Final = read_document(Path(__file__).with_name("script_mistakes.yaml")).value
Tell = Callable[[Callable[[], object]], list[str]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["told"][0][:70])
def test_a_mistake_is_told_in_a_sentence_with_its_place(
    case: dict[str, Any], short_call: str, here: Path, told: Tell
) -> None:
    assert case["change"] in short_call
    (here / "call.yaml").write_text(short_call.replace(case["change"], case["to"], 1), "utf-8")
    expected = [f"call.yaml:{sentence}" for sentence in case["told"]]
    assert told(lambda: load_script("call.yaml")) == expected


def test_every_kind_of_turn(short_call: str, here: Path) -> None:
    (here / "call.yaml").write_text(short_call, "utf-8")
    script = load_script("call.yaml")
    assert (script.path, script.line, script.call) == ("call.yaml", 11, "books a checkup")
    assert script.covers == ("CH-8", "SC-1")
    assert (script.flow, script.clinic) == ("dental_reception", "riverside_dental")
    assert script.now == datetime(2026, 3, 2, 9, 15, tzinfo=timezone(timedelta(hours=-6)))
    assert script.caller == "+15125550142"
    assert script.limited
    assert script.patients[0]["date_of_birth"] == "1988-04-12"
    assert script.openings == ("2026-03-03T10:00", "2026-03-03T14:30")
    assert script.appointments[0]["start"] == "2026-03-05T09:00"
    confirm = {"state": "CONFIRM", "slots": {"visit_reason": "cleaning"}}
    assert script.turns == (
        Agent(line=12, contains="Thank you for calling"),
        Agent(line=13, matches="thank.*calling", without="press"),
        Caller(line=14, says="I need an appointment"),
        Caller(line=15, says="hm", confidence=0.55, audio_quality=0.5, nbest=("him",)),
        Answers(
            line=16,
            entries={
                "patient_name": "Ana Ruiz",
                "callback_number": "yes",
                "reschedule_instead": False,
                "message": "5",
            },
        ),
        Choose(line=17, number=1),
        Expect(line=18, expected=Expected(line=18, fields=confirm)),
        Silence(line=19, seconds=8),
        Keys(line=20, digits="5125550142#"),
        Keys(line=21, digits="0"),
        Interrupts(line=22, after_words=4, says="John Smith"),
        Fails(line=23, faults={"find_openings": "timeout", "book": "none"}),
        HangsUp(line=24),
    )
    assert script.expect.line == 25
    assert script.expect.fields["escalation"] is None
    assert script.expect.fields["slots"] == {"patient_name": "Ana Ruiz", "email": None}
    assert script.expect.fields["tasks"][0]["details"] == {"reason": "cleaning"}


def test_a_script_needs_little(here: Path) -> None:
    (here / "call.yaml").write_text("call: nothing happens\nturns: []\n", "utf-8")
    script = load_script(here / "call.yaml")
    assert (script.flow, script.clinic, script.caller) == (None, "riverside_dental", None)
    assert script.now == datetime(2026, 3, 2, 9, 0)
    assert (script.openings, script.turns, dict(script.expect.fields)) == (None, (), {})


@pytest.mark.parametrize("off", ['"off"', "false"])
def test_limits_can_be_switched_off_in_a_script(off: str, here: Path) -> None:
    (here / "call.yaml").write_text(f"call: a\nlimits: {off}\nturns: []\n", "utf-8")
    assert not load_script("call.yaml").limited


def test_what_is_said_may_look_like_a_number_and_times_may_be_written_freely(here: Path) -> None:
    (here / "call.yaml").write_text(
        "call: a\nnow: 2026-03-02 09:15\nfrom: anonymous\n"
        "given: {openings: [2026-03-03 10:00, 2026-03-03T11:00:00], patients: []}\n"
        "turns:\n  - caller: 10\n  - caller: {says: 7, nbest: [70]}\n  - keys: 5125550142\n"
        "  - agent: {contains: ok}\n  - answers: {insurance_member_id: 0042}\n",
        "utf-8",
    )
    script = load_script("call.yaml")
    assert script.now == datetime(2026, 3, 2, 9, 15)
    assert script.openings == ("2026-03-03T10:00", "2026-03-03T11:00")
    assert script.caller is None
    assert script.turns == (
        Caller(line=6, says="10"),
        Caller(line=7, says="7", nbest=("70",)),
        Keys(line=8, digits="5125550142"),
        Agent(line=9, contains="ok"),
        Answers(line=10, entries={"insurance_member_id": "0042"}),
    )


def test_what_words_mean_can_be_given_with_them(here: Path) -> None:
    (here / "call.yaml").write_text(
        "call: a\nturns:\n"
        "  - caller: {says: hm, means: {}}\n"
        "  - caller: {says: hm}\n"
        "  - caller:\n"
        "      says: it's Ana\n"
        "      means:\n"
        "        intents:\n"
        "          - book_appointment\n"
        "          - {name: 'change:email', confidence: 0.4, polarity: past}\n"
        "        slots:\n"
        "          patient_name: {value: {first: Ana, last: null}, words: Ana, corrected: true}\n"
        "          preferred_time: {value: [{start: 2026-03-03T10:00}], confidence: 1}\n"
        "          is_this: {value: false}\n"
        "          email: {value: }\n"
        "        answer: 'yes'\n"
        # JSON is YAML, and programs write it
        '  - {"caller": {"says": "x", "means": {"slots": {"age": {"value": 7, "words": ""}}}}}\n',
        "utf-8",
    )
    told = [turn.means for turn in load_script("call.yaml").turns if isinstance(turn, Caller)]
    assert told == [
        {},
        None,
        {
            "intents": [
                "book_appointment",
                {"name": "change:email", "confidence": 0.4, "polarity": "past"},
            ],
            "slots": {
                "patient_name": {
                    "value": {"first": "Ana", "last": None},
                    "words": "Ana",
                    "corrected": True,
                },
                "preferred_time": {"value": [{"start": "2026-03-03T10:00"}], "confidence": 1},
                "is_this": {"value": False},
                "email": {"value": None},
            },
            "answer": "yes",
        },
        {"slots": {"age": {"value": 7, "words": ""}}},
    ]


def test_a_script_is_a_map(here: Path, told: Tell) -> None:
    (here / "call.yaml").write_text("- call", "utf-8")
    assert told(lambda: load_script("call.yaml")) == [
        "call.yaml:1:1: the file must be a map, not a list"
    ]


def test_a_caller_may_say_nothing_very_much_or_any_character(here: Path) -> None:
    much = "well " * 4_000
    (here / "call.yaml").write_text(
        f'call: a\nturns:\n  - caller: ""\n  - caller: "{much}"\n'
        '  - caller: "\\a \\e[31m red"\n'
        '  - caller: {says: "\\x00", nbest: ["", "\\b"]}\n'
        '  - interrupts: {after_words: 2, says: "\\t\\f"}\n',
        "utf-8",
    )
    assert load_script("call.yaml").turns == (
        Caller(line=3, says=""),
        Caller(line=4, says=much),
        Caller(line=5, says="\a \x1b[31m red"),
        Caller(line=6, says="\x00", nbest=("", "\b")),
        Interrupts(line=7, after_words=2, says="\t\f"),
    )


@pytest.mark.parametrize(
    "text",
    [
        'call: "\\a"\nturns: []\n',
        'call: a\nturns:\n  - agent: "\\a"\n',
        'call: a\nturns:\n  - caller: {"\\a": b}\n',
        f"call: a\nturns:\n  - caller: {'a' * 20_001}\n",
    ],
)
def test_other_texts_are_bounded(text: str, here: Path) -> None:
    (here / "call.yaml").write_text(text, "utf-8")
    with pytest.raises(ConfigError):
        load_script("call.yaml")
