"""The last look at a sentence before it is spoken."""

from dataclasses import replace

import pytest

from engine.advance import start
from engine.call import Call, Filled
from engine.flow import Flow
from engine.validator import LONGEST, fault, only_requests, tells_why


@pytest.mark.parametrize(
    "text",
    [
        "How can I help you?",
        "Please take your insurance card with you.",
        "Do you take any medication?",
        "¿En qué le puedo ayudar?",
        "Are you having any trouble breathing?",
    ],
)
def test_what_may_be_said(dental: Flow, text: str) -> None:
    assert fault(text, dental) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("x" * (LONGEST + 1), "longer"),
        ("Hello {first_name}", "cannot be spoken"),
        ("Hello\x07", "cannot be spoken"),
        ("Just take some ibuprofen.", "medical advice"),
        ("Take your antibiotics.", "medical advice"),
        ("You may have an infection.", "medical advice"),
        ("That is 400 mg.", "medical advice"),
        ("It's nothing serious.", "medical advice"),
        ("Tome una pastilla.", "medical advice"),
    ],
)
def test_what_must_not_be_said(dental: Flow, text: str, why: str) -> None:
    assert why in str(fault(text, dental))


@pytest.mark.parametrize(
    "text", ["You are booked.", "BOOKED!", "Su cita está reservada.", "Quedó agendado."]
)
def test_booked_is_not_said_where_everything_is_by_request(
    dental: Flow, medical: Flow, text: str
) -> None:
    assert "booked" in str(fault(text, medical))
    assert fault(text, dental) is None


def about(flow: Flow, service: str) -> Call:
    return replace(start(flow), slots={"visit_reason": Filled(service)})


@pytest.mark.parametrize(
    ("service", "request_only"),
    [("cleaning", False), ("crown", False), ("consultation", True), ("haircut", True)],
)
def test_the_service_in_question_decides(dental: Flow, service: str, request_only: bool) -> None:
    call = about(dental, service)
    assert only_requests(dental, call) == request_only
    assert (fault("You are booked.", dental, call) is not None) == request_only


def test_before_there_is_a_service_the_clinic_decides(dental: Flow, medical: Flow) -> None:
    assert not only_requests(dental, start(dental))
    assert only_requests(medical, start(medical))


@pytest.mark.parametrize(
    ("wording", "word"),
    [
        ("Hello, this is {clinic.name}. Please call us back at {clinic.number}.", None),
        ("It's about your appointment.", "appointment"),
        ("Please take your antibiotics.", "antibiotics"),
        ("Es por su cita.", "cita"),
        ("We have your RESULTS.", "results"),
    ],
)
def test_what_a_stranger_must_not_learn(wording: str, word: str | None) -> None:
    assert tells_why(wording) == word
