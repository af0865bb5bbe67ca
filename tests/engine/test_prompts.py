"""What stands in the place of a placeholder."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from engine.advance import start
from engine.call import Call, Filled
from engine.clinic import Recording
from engine.commands import Say
from engine.events import HungUp
from engine.flow import Flow
from engine.prompts import PLACEHOLDERS, REQUIRED_PROMPTS, fill, placeholders
from engine.turn import Turn

if TYPE_CHECKING:
    from tests.engine.conftest import Conversation

TUESDAY = {"start": "2026-03-10T09:00", "provider": "Dr. Chen", "service": "crown"}


def call(flow: Flow, **slots: Any) -> Call:
    return replace(start(flow), slots={name: Filled(value) for name, value in slots.items()})


def test_placeholders_are_found_in_order() -> None:
    assert placeholders("{a} and {b.c}, {a}") == ("a", "b.c", "a")
    assert placeholders("nothing") == ()


def test_the_same_is_not_said_twice_in_a_row(dental: Flow) -> None:
    turn = Turn(dental, start(dental), HungUp(at=datetime(2026, 3, 2, tzinfo=UTC)))
    for key in ("prompts.goodbye", "prompts.goodbye", "prompts.wait", "prompts.goodbye"):
        turn.say(key)
    assert [one.prompt for one in turn.out if isinstance(one, Say)] == [
        "prompts.goodbye",
        "prompts.wait",
        "prompts.goodbye",
    ]


def test_a_text_without_placeholders_stays_as_it_is(dental: Flow) -> None:
    assert fill("two  spaces", dental, call(dental), "en") == "two  spaces"


def test_what_is_not_known_leaves_no_hole(dental: Flow) -> None:
    assert fill("Thanks {first_name} .", dental, call(dental), "en") == "Thanks ."


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", PLACEHOLDERS)
def test_every_placeholder_can_be_filled_at_any_time(
    dental: Flow, name: str, language: str
) -> None:
    assert isinstance(fill(f"{{{name}}}", dental, call(dental), language), str)


@pytest.mark.parametrize(
    ("placeholder", "slots", "said"),
    [
        ("first_name", {"patient_name": {"first": "Ana", "last": "Ruiz"}}, "Ana"),
        ("first_name", {"patient_name": {"first": None, "last": "Ruiz"}}, ""),
        ("patient_name", {"patient_name": {"first": "Ana", "last": "Ruiz"}}, "Ana Ruiz"),
        (
            "spelled_name",
            {"patient_name": {"first": "Ana", "last": "Ruiz"}},
            "Ana Ruiz: R as in Romeo, U as in Uniform, I as in India, Z as in Zulu",
        ),
        ("caller_name", {"caller_name": {"first": "Bo", "last": "Ruiz"}}, "Bo Ruiz"),
        ("callback_number", {"callback_number": "+15125550142"}, "512-555-0142"),
        ("date_of_birth", {"date_of_birth": "1988-04-12"}, "April 12th, 1988"),
        ("visit_reason", {"visit_reason": "root canal"}, "root canal"),
        ("visit_reason", {}, ""),
        ("provider", {"provider": "Dr. Wilson"}, "Dr. Wilson"),
        ("provider", {"provider": "Dr. Wilson", "appointment": TUESDAY}, "Dr. Chen"),
        ("provider", {"opening": TUESDAY}, "Dr. Chen"),
        ("preferred_time", {"preferred_time": []}, "at any time"),
        ("opening", {"opening": TUESDAY}, "Tuesday, March 10th at 9 AM"),
        ("opening", {}, ""),
        ("appointment", {"appointment": TUESDAY}, "Tuesday, March 10th at 9 AM"),
        ("appointment_service", {"appointment": TUESDAY}, "crown"),
        ("appointment_service", {}, ""),
        ("insurance_carrier", {"insurance_carrier": "Cigna"}, "Cigna"),
        ("insurance_member_id", {"insurance_member_id": "X1"}, "X1"),
        ("email", {"email": "a@example.com"}, "a@example.com"),
        ("relationship", {"relationship": "parent"}, "parent"),
        ("message", {"message": "call me"}, "call me"),
        ("cancel_reason", {"cancel_reason": "work"}, "work"),
    ],
)
def test_slots_are_spoken(dental: Flow, placeholder: str, slots: dict[str, Any], said: str) -> None:
    assert fill(f"{{{placeholder}}}", dental, call(dental, **slots), "en") == said


@pytest.mark.parametrize(
    ("placeholder", "said"),
    [
        ("clinic.name", "Riverside Dental"),
        ("clinic.address", "1200 River Street, Austin, TX 78701"),
        ("clinic.number", "512-555-0100"),
        ("clinic.callback_hours", "2"),
        ("clinic.notice_hours", "24"),
    ],
)
def test_facts_of_the_clinic(dental: Flow, placeholder: str, said: str) -> None:
    assert fill(f"{{{placeholder}}}", dental, call(dental), "en") == said


def test_facts_of_the_clinic_in_the_callers_language(dental: Flow) -> None:
    for name in ("parking", "directions", "forms"):
        english = fill(f"{{clinic.{name}}}", dental, call(dental), "en")
        spanish = fill(f"{{clinic.{name}}}", dental, call(dental), "es")
        assert english
        assert spanish
        assert english != spanish


def test_the_number_of_the_line_stands_in_for_one_not_given_yet(dental: Flow) -> None:
    ringing = replace(call(dental), caller="+15125550177")
    assert fill("{callback_number}", dental, ringing, "en") == "512-555-0177"
    assert fill("{callback_number}", dental, call(dental), "en") == ""


def test_a_second_opening_on_the_same_day_is_named_by_its_time(dental: Flow) -> None:
    def offer(*starts: str) -> str:
        on_offer = replace(call(dental), offered=tuple({"start": one} for one in starts))
        return fill("{opening_1}|{opening_2}", dental, on_offer, "en")

    assert offer("2026-03-10T09:00", "2026-03-10T14:30") == (
        "Tuesday, March 10th at 9 AM|at 2:30 PM"
    )
    assert offer("2026-03-10T09:00", "2026-03-11T14:30") == (
        "Tuesday, March 10th at 9 AM|Wednesday, March 11th at 2:30 PM"
    )
    assert offer("2026-03-10T09:00") == "Tuesday, March 10th at 9 AM|"


def test_prices_of_the_service_in_question_or_of_three(dental: Flow) -> None:
    some = fill("{clinic.prices}", dental, call(dental), "en")
    assert some.count("dollars") == 3
    one = fill("{clinic.prices}", dental, call(dental, visit_reason="crown"), "en")
    assert one == "crown: 1250 dollars"


def test_services_and_hours_are_listed(dental: Flow) -> None:
    assert "cleaning" in fill("{clinic.services}", dental, call(dental), "en")
    assert "Monday to Wednesday" in fill("{clinic.hours_week}", dental, call(dental), "en")


def test_the_persona_has_a_name(dental: Flow) -> None:
    name = fill("{persona.name}", dental, call(dental), "en")
    assert name == dental.clinic.persona.name


def test_two_requests_are_named_by_their_titles(dental: Flow) -> None:
    both = replace(call(dental), options=("book_appointment", "cancel_appointment"))
    text = fill("{option_1}|{option_2}", dental, both, "en")
    assert text == "|".join(
        dental.texts["en"][f"requests.{name}.title"][0] for name in both.options
    )
    assert fill("{option_1}", dental, call(dental), "en") == ""


def test_spanish_is_offered_only_where_it_is_spoken_and_not_in_spanish(dental: Flow) -> None:
    hint = dental.texts["en"]["prompts.spanish_hint"][0]
    assert fill("{spanish_hint}", dental, call(dental), "en") == hint
    assert fill("{spanish_hint}", dental, call(dental), "es") == ""
    english_only = replace(dental, clinic=replace(dental.clinic, languages=("en-US",)))
    assert fill("{spanish_hint}", english_only, call(dental), "en") == ""
    untranslated = replace(dental, texts={"en": dental.texts["en"]})
    assert fill("{spanish_hint}", untranslated, call(dental), "en") == ""


@pytest.mark.parametrize(
    ("recording", "said"),
    [(Recording(True), True), (Recording(True, announcement=False), False), (Recording(), False)],
)
def test_recording_is_announced_where_it_is_made(
    dental: Flow, recording: Recording, said: bool
) -> None:
    flow = replace(dental, clinic=replace(dental.clinic, recording=recording))
    assert bool(fill("{recording_notice}", flow, call(flow), "en")) == said


def test_the_first_sentence_says_what_the_law_wants(
    medical: Flow, call_in: Callable[..., "Conversation"]
) -> None:
    notice = medical.texts["en"]["prompts.recording_notice"][0]
    assert notice in call_in(medical).text


@pytest.mark.parametrize("name", REQUIRED_PROMPTS)
def test_every_shipped_flow_says_everything_that_the_engine_says(
    dental: Flow, medical: Flow, reminder: Flow, name: str
) -> None:
    for flow in (dental, medical, reminder):
        for texts in flow.texts.values():
            assert texts[f"prompts.{name}"]
