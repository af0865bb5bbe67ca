"""Symptoms as the answer to what a caller should be seen for."""

from datetime import datetime

import pytest

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from engine.commands import Expecting
from engine.flow import Flow
from nlu.answer.complaint import complains, for_the_sick
from nlu.slot_reader import SlotReader

REASON = Expecting(kind="slot", slot="visit_reason", state="COLLECT")


@pytest.fixture(scope="module")
def medical() -> Flow:
    return load_flow("medical_reception", load_clinic("lakeside_medical"))


@pytest.mark.parametrize(
    "words",
    [
        "a headache, and I get dizzy",
        "runny nose, sneezing, no energy at all",
        "my left knee hurts",
        "I've been feeling awful since Sunday",
        "she has been throwing up all night",
        "me duele la garganta",
        "tengo fiebre y escalofríos",
    ],
)
def test_a_symptom(words: str) -> None:
    assert complains(words) is not None
    assert complains(words, asked=False) or "nose" in words or "headache" in words


@pytest.mark.parametrize("words", ["a physical", "my name is Fay Ilsey", "Tuesday at ten", ""])
def test_none(words: str) -> None:
    assert complains(words) is None


@pytest.mark.parametrize(
    "words",
    ["is the flu going around?", "I have a cough and need my prescription", "the flu shot for me"],
)
def test_without_being_asked_somebody_must_have_it_and_want_to_be_seen(words: str) -> None:
    assert complains(words, asked=False) is None


def test_only_a_service_for_the_sick_takes_any_symptom() -> None:
    assert for_the_sick("sick visit")
    assert for_the_sick("consulta", "me siento mal")
    assert not for_the_sick("toothache", "tooth pain")


def test_the_reason_of_a_medical_visit(medical: Flow, now: datetime) -> None:
    found = SlotReader(medical).read("I have a bad headache and I'm dizzy", REASON, now, "en")
    assert found["visit_reason"].value == "sick visit"


def test_a_named_service_comes_before_the_symptom(medical: Flow, now: datetime) -> None:
    found = SlotReader(medical).read("a physical, my knee hurts too", REASON, now, "en")
    assert found["visit_reason"].value == "physical"


def test_a_dentist_sees_nobody_for_a_headache(practice: Flow, now: datetime) -> None:
    found = SlotReader(practice).read("I have a headache", REASON, now, "en")
    assert found.get("visit_reason") is None or found["visit_reason"].value != "toothache"
