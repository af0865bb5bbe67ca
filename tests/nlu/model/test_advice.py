"""Answers of a model, and what is left of them."""

import json
from datetime import datetime
from typing import Any

import pytest

from cli.benchmarks.model_server import NOTHING, wants
from engine.commands import Expecting
from engine.flow import Flow
from engine.safety import Level
from nlu.model.advice import Advice, Meant, Told, advice
from nlu.model.disguise import Disguise
from nlu.model.question import question

AT = datetime.fromisoformat("2026-03-02T09:15:00-06:00")
WORDS = "grandpa went floppy, where do we leave the car on friday"


@pytest.fixture
def checked(flow: Flow) -> Any:
    disguised = Disguise(flow).of(WORDS, AT, "en")
    what = question(flow, Expecting())

    def check(answer: Any) -> Advice:
        text = answer if isinstance(answer, str) else json.dumps(answer)
        return advice(text, what, disguised)

    return check


def test_an_intent_with_evidence_counts(checked: Any) -> None:
    told = checked(wants("where do we leave the car", "parking"))
    assert told == Advice(intents=(Meant("parking", "wants", 21, 46),))


@pytest.mark.parametrize("evidence", ["where do I park", "", "LEAVE the car", "eave the car"])
def test_a_span_that_is_not_in_the_words_takes_its_label_with_it(
    checked: Any, evidence: str
) -> None:
    assert checked(wants(evidence, "parking")) == Advice()
    slot = {"name": "visit_reason", "evidence": evidence, "corrected": False}
    assert checked({**NOTHING, "slots": [slot]}) == Advice()
    assert checked({**NOTHING, "safety": "emergency", "safety_evidence": evidence}) == Advice()


def test_other_is_nothing(checked: Any) -> None:
    slot = {"name": "other", "evidence": "the car", "corrected": False}
    assert checked({**wants("the car", "other"), "slots": [slot]}) == Advice()


def test_a_slot_is_a_place_in_the_words(checked: Any) -> None:
    slot = {"name": "visit_reason", "evidence": "floppy", "corrected": True}
    assert checked({**NOTHING, "slots": [slot]}).slots == (Told("visit_reason", 13, 19, True),)


@pytest.mark.parametrize(
    ("safety", "level"),
    [
        ("none", Level.NONE),
        ("possible_emergency", Level.CHECK),
        ("emergency", Level.EMERGENCY),
        ("self_harm", Level.EMERGENCY),
    ],
)
def test_an_alarm_with_evidence_counts(checked: Any, safety: str, level: Level) -> None:
    told = checked({**NOTHING, "safety": safety, "safety_evidence": "grandpa went floppy"})
    assert told.alarm.level is level


def test_words_that_make_no_sense_mean_nothing_but_may_be_an_emergency(checked: Any) -> None:
    told = checked(
        {
            **wants("the car", "parking"),
            "intelligible": False,
            "safety": "emergency",
            "safety_evidence": "floppy",
        }
    )
    assert told.intents == ()
    assert told.alarm.level is Level.EMERGENCY


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "I'm sorry, I can't help with that.",
        "null",
        "[]",
        "{",
        "{}",
        "[" * 20_000,
        "[" * 15_000,
        '{"safety": "none"}',
        {**NOTHING, "intelligible": "yes"},
        {**NOTHING, "reply": "Your visit is free."},
        {**NOTHING, "safety": "fine"},
        wants("the car", "transfer_money"),
        wants("the car", "parking", "wants_badly"),
        {**NOTHING, "intents": [{"intent": "parking"}]},
        {**NOTHING, "slots": [{"name": "patient_name", "evidence": "grandpa", "corrected": False}]},
        json.dumps(NOTHING) + " " * 20_000,
    ],
)
def test_what_is_not_of_the_form_is_no_answer(checked: Any, answer: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        checked(answer)
