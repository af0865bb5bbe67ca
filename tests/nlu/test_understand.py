"""What the caller's words mean: what they want, and what they say unasked."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from engine.commands import Expecting
from engine.events import Understood
from engine.flow import Flow
from engine.safety import Level
from nlu.understand import Understanding

OPEN = Expecting()


def _slot(name: str, **more: Any) -> Expecting:
    return Expecting(kind="slot", slot=name, state="COLLECT", **more)


def _wanted(understood: Understood) -> list[str]:
    return [
        one.name for one in understood.intents if one.polarity == "wants" and one.confidence >= 0.5
    ]


def _values(understood: Understood) -> dict[str, Any]:
    return {name: reading.value for name, reading in understood.slots.items()}


# --- asked what they want


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("I'd like to schedule an appointment please", ["book_appointment"]),
        ("cancel", ["cancel_appointment"]),
        ("how do I get to your office", ["location"]),
        ("how much is a crown and where do I park", ["pricing", "parking"]),
        ("I need an appointment, also refill, and my bill", None),
        ("a checkup on Friday for me", ["book_appointment"]),
        ("my tooth is killing me", ["book_appointment"]),
        ("hold on a second", ["wait"]),
        ("sorry wrong number", ["wrong_number"]),
        ("hello", ["greeting"]),
        ("necesito una cita", ["book_appointment"]),
        ("español por favor", ["speak_spanish"]),
        ("hablo español", ["speak_spanish"]),
        ("do you speak Spanish?", ["speak_spanish"]),
        ("can I talk to a person", ["human"]),
        ("my card is [card number]", ["card_number"]),
        (
            "I'd like to pay my bill, my card is [card number]",
            ["card_number", "billing_question"],
        ),
        (
            "my card is [card number] and I need an appointment",
            ["card_number", "book_appointment"],
        ),
    ],
)
def test_open(meant: Any, words: str, names: list[str] | None) -> None:
    expected = names or ["book_appointment", "prescription_refill", "billing_question"]
    assert sorted(_wanted(meant(words))) == sorted(expected)


@pytest.mark.parametrize(
    "words", ["", "   ", "zxqv blorp", "purple monkey dishwasher", "🙂", "\x00\x1b", "¿¡…"]
)
def test_unknown_words_mean_nothing(meant: Any, words: str) -> None:
    understood = meant(words)
    assert (understood.intents, dict(understood.slots), understood.answer) == ((), {}, None)


def test_polarity(meant: Any) -> None:
    told = meant("I don't want to cancel, I want to move it")
    assert {one.name: one.polarity for one in told.intents} == {
        "cancel_appointment": "does_not_want",
        "reschedule_appointment": "wants",
    }
    assert meant("what happens if I cancel").intents[0].polarity == "hypothetical"
    assert meant("I already cancelled my appointment").intents[0].polarity == "past"


def test_what_is_wanted_outlasts_what_is_talked_of(meant: Any) -> None:
    told = meant("I want to cancel my appointment. What happens if I cancel?")
    assert [(one.name, one.polarity) for one in told.intents] == [("cancel_appointment", "wants")]


def test_a_reason_is_no_cancellation(meant: Any) -> None:
    told = meant("I can't make it Tuesday, can I move my appointment to Friday")
    assert _wanted(told) == ["reschedule_appointment"]
    assert told.slots["preferred_time"].value[0]["start"] == "2026-03-06T08:00"
    both = meant("cancel my cleaning and please move my appointment to Friday")
    assert set(_wanted(both)) == {"cancel_appointment", "reschedule_appointment"}


def test_which_of_two(meant: Any) -> None:
    told = meant("it's about changing or cancelling my appointment maybe").intents
    if all(one.confidence < 0.5 for one in told):
        assert len(told) == 2
        assert told[0].confidence >= told[1].confidence >= 0.15


def test_a_yes_before_a_request(meant: Any) -> None:
    told = meant("yes I'd like to make an appointment")
    assert (_wanted(told), told.answer) == (["book_appointment"], None)
    assert meant("yes").answer == "yes"
    assert meant("yes").intents == ()


# --- more than was asked


def test_over_answering(meant: Any) -> None:
    told = meant(
        "hi my name is Ana Ruiz, I'm a new patient and I'd like a cleaning with Dr. Chen "
        "on Friday, my number is 512 555 0142 and I have Cigna"
    )
    assert "book_appointment" in _wanted(told)
    assert _values(told) == {
        "patient_name": {"first": "Ana", "last": "Ruiz"},
        "patient_status": "new",
        "visit_reason": "cleaning",
        "provider": "Dr. Sarah Chen",
        "preferred_time": [{"start": "2026-03-06T08:00", "end": "2026-03-06T17:00"}],
        "callback_number": "+15125550142",
        "insurance_carrier": "Cigna",
    }
    assert not any(reading.corrected for reading in told.slots.values())


def test_a_caller_for_someone_else(meant: Any) -> None:
    told = _values(meant("this is Ana Ruiz, I'm calling for my son Leo"))
    assert told["caller_name"] == {"first": "Ana", "last": "Ruiz"}
    assert told["relationship"] == "parent"
    assert told["patient_name"]["first"] == "Leo"


def test_no_word_counts_twice(meant: Any) -> None:
    born = meant("I was born on April 12 1988")
    assert _values(born) == {"date_of_birth": "1988-04-12"}
    assert set(_values(meant("call me at 512 555 0142"))) == {"callback_number"}


def test_a_birth_date_needs_its_words(meant: Any) -> None:
    assert "date_of_birth" not in _values(meant("April 12 1988"))
    beside = meant("John Smith, April 12 1988", _slot("patient_name"))
    assert _values(beside)["date_of_birth"] == "1988-04-12"
    assert _values(meant("4/12/1988", _slot("date_of_birth"))) == {"date_of_birth": "1988-04-12"}


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("can I move my Tuesday appointment to Friday", "2026-03-06T08:00"),
        ("move my appointment from Tuesday to Friday", "2026-03-06T08:00"),
        ("I have an appointment on Thursday and I need to reschedule", None),
        ("cancel my appointment on Friday", None),
        ("what time do you close today", None),
        ("are you open Friday", None),
    ],
)
def test_a_time_that_is_no_wish(meant: Any, words: str, start: str | None) -> None:
    wish = meant(words).slots.get("preferred_time")
    assert (wish and wish.value[0]["start"]) == start


# --- languages, alarm, the flow that ships


def test_spanish(meant: Any) -> None:
    spanish = Expecting(language="es")
    told = meant("no quiero cancelar, quiero cambiar la cita", spanish)
    assert _wanted(told) == ["reschedule_appointment"]
    assert _wanted(meant("I need to cancel my appointment", spanish)) == ["cancel_appointment"]
    named = meant("me llamo Juan Pérez", _slot("patient_name"))
    assert named.slots["patient_name"].value["last"] == "Pérez"


def test_another_language_is_a_wish_only_where_the_flow_does_not_have_it(
    practice: Flow, now: datetime
) -> None:
    words = "necesito una cita para mañana"
    both = Understanding(practice).understand(words, OPEN, now)
    assert _wanted(both) == ["book_appointment"]
    english = Understanding(replace(practice, texts={"en": {}})).understand(words, OPEN, now)
    assert _wanted(english) == ["speak_spanish", "book_appointment"]


def test_alarm(understanding: Understanding) -> None:
    assert understanding.alarm("I can't breathe").level == Level.EMERGENCY
    assert understanding.alarm("I can't breathe", final=False).level == Level.EMERGENCY
    person = "I want to talk to a person"
    assert understanding.alarm(person).people == ("human",)
    assert not understanding.alarm(person, final=False).raised
    assert understanding.alarm("she has purple gums").level == Level.URGENT


def test_shipped_flow(now: datetime) -> None:
    """The dental flow that ships is understood, too."""
    flow_file = pytest.importorskip("agent_config.flow_file")
    flow: Flow = flow_file.load_flow("dental_reception")
    understanding = Understanding(flow)
    for words, name in (
        ("I need to schedule a cleaning", "book_appointment"),
        ("can I move my appointment to next week", "reschedule_appointment"),
        ("where can I park", "parking"),
        ("I'd like to pay my bill", "billing_question"),
    ):
        assert name in _wanted(understanding.understand(words, OPEN, now))
