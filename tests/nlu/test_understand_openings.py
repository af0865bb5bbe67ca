"""Openings in which callers say much at once, and what they change at the end."""

from typing import Any

import pytest

from engine.commands import Expecting
from engine.events import Understood

CONFIRM = Expecting(
    kind="yes_no",
    state="CONFIRM",
    asked="So, checkup for Tessa Ramsey, Tuesday, March 10th at 1 PM. Shall I book it?",
)
NUMBER = Expecting(kind="slot", slot="callback_number", state="COLLECT")


def wanted(heard: Understood) -> set[str]:
    return {one.name for one in heard.intents if one.confidence >= 0.5 and one.polarity == "wants"}


@pytest.mark.parametrize(
    "words",
    [
        "Good afternoon, Peter Lang here, I'm after a cleaning, Thursday would suit me",
        "Hi, it's Joan Webb, I'd like to come by for a checkup on Friday, mornings if you can",
        "hello this is ravi a filling please monday the ninth you can ring me on 512 555 0143",
        "buenos días, soy Marta Gil, una limpieza por favor, el jueves me viene bien",
    ],
)
def test_a_service_said_with_who_and_when_is_to_be_booked(meant: Any, words: str) -> None:
    heard = meant(words, Expecting(language="es" if "soy" in words else "en"))
    assert "book_appointment" in wanted(heard)
    assert {"visit_reason", "preferred_time", "patient_name"} <= heard.slots.keys()


@pytest.mark.parametrize(
    "words",
    [
        "I need to move my cleaning from Thursday to Friday",
        "how much is a cleaning",
        "I got a bill for my last cleaning",
    ],
)
def test_a_service_of_something_else_is_not(meant: Any, words: str) -> None:
    assert "book_appointment" not in wanted(meant(words))


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("oh I just got married, so put the new last name please, it's Tessa Okafor", "Okafor"),
        ("change the last name to Tessa Okafor o k a f o r", "Okafor"),
        ("the name should be Tessa Ramsay", "Ramsay"),
    ],
)
def test_a_name_may_be_put_right_at_the_end(meant: Any, words: str, last: str) -> None:
    name: Any = meant(words, CONFIRM).slots["patient_name"]
    assert (name.value["last"], name.corrected) == (last, True)


@pytest.mark.parametrize(
    "words", ["yes that's the name", "yes, in my name please", "that's my name"]
)
def test_a_name_that_is_only_spoken_of_is_none(meant: Any, words: str) -> None:
    assert "patient_name" not in meant(words, CONFIRM).slots


@pytest.mark.parametrize(
    "words",
    [
        "wait, but you accept the insurance from Cigna?",
        "before that, do you guys take Cigna",
        "is Cigna in network with you",
    ],
)
def test_a_carrier_may_be_asked_about_anywhere(meant: Any, words: str) -> None:
    assert "insurance_accepted" in wanted(meant(words, NUMBER))


def test_a_carrier_that_is_told_is_no_question(meant: Any) -> None:
    assert "insurance_accepted" not in wanted(meant("I need a cleaning, I have Cigna"))


@pytest.mark.parametrize(
    "words",
    [
        "it's five one two, then three times five, then zero one four three",
        "cinco uno dos, tres veces cinco, cero uno cuatro tres",
    ],
)
def test_a_digit_may_be_said_so_many_times(meant: Any, words: str) -> None:
    language = "es" if "veces" in words else "en"
    asked = Expecting(kind="slot", slot="callback_number", state="COLLECT", language=language)
    heard = meant(words, asked)
    assert heard.slots["callback_number"].value == "+15125550143"
