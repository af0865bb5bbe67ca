"""What one utterance may do at once: fill, correct, bring requests, ask, and answer."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from engine.commands import CreateTask, Release
from engine.events import Intent, Reading
from engine.flow import Flow
from engine.safety import PEOPLE, Alarm
from engine.slots import LONGEST

if TYPE_CHECKING:
    from tests.engine.conftest import Conversation

Calling = Callable[..., "Conversation"]
MARY = {"first": "Mary", "last": "Jones"}
FRIDAY = [{"start": "2026-03-06T08:00", "end": "2026-03-06T13:00"}]


# --- filling


def test_over_answering_fills_every_slot_it_can(talk: "Conversation") -> None:
    talk.say(
        "book_appointment",
        patient_name=MARY,
        callback_number="+15125550177",
        visit_reason="checkup",
        preferred_time=FRIDAY,
    )
    assert talk.asked == "slots.callback_number.read_back"
    talk.yes()
    assert talk.call.waiting == "openings"


def test_a_filled_slot_is_not_asked_for(talk: "Conversation") -> None:
    talk.say("book_appointment", visit_reason="checkup", preferred_time=FRIDAY)
    assert talk.asked == "slots.patient_name.ask"
    talk.say(patient_name=MARY).yes()
    assert talk.call.waiting == "openings"


@pytest.mark.parametrize(
    ("slot", "value"),
    [
        ("visit_reason", "haircut"),
        ("patient_name", "Mary"),
        ("callback_number", "12"),
        ("date_of_birth", "yesterday"),
        ("preferred_time", "tomorrow"),
        ("opening", {"start": "2026-03-03T10:00"}),
        ("appointment", {"id": "a1"}),
        ("no_such_slot", "x"),
    ],
)
def test_a_value_of_the_wrong_shape_is_not_let_in(
    talk: "Conversation", slot: str, value: Any
) -> None:
    talk.say("book_appointment", **{slot: value})
    assert slot not in talk.call.slots


def test_text_is_cut_at_a_length_that_can_be_kept(talk: "Conversation") -> None:
    talk.say("callback", patient_name=MARY).yes().say(message="x" * (LONGEST + 1))
    (task,) = talk.all(CreateTask)
    assert len(task.details["message"]) == LONGEST


def test_half_a_name_is_completed(talk: "Conversation") -> None:
    talk.say("book_appointment", patient_name={"first": "Mary", "last": None})
    assert talk.asked == "slots.patient_name.ask_last"
    assert talk.out[-1].expecting.part == "last"
    talk.say(patient_name={"first": None, "last": "Jones"})
    assert talk.value("patient_name") == MARY


def test_an_unsure_name_is_read_back_and_a_sure_one_is_not(talk: "Conversation") -> None:
    talk.say("book_appointment", patient_name=Reading(MARY, "Mary Jones", 0.4))
    assert talk.asked == "slots.patient_name.read_back"
    talk.yes()
    assert talk.asked == "slots.callback_number.prefill"


def test_the_same_value_again_confirms_a_read_back(talk: "Conversation") -> None:
    talk.say("book_appointment", patient_name=MARY, callback_number="+15125550177")
    talk.say(callback_number="+15125550177")
    assert talk.call.slots["callback_number"].confirmed
    assert talk.asked == "slots.visit_reason.ask"


def test_the_same_value_again_is_nothing_new(talk: "Conversation") -> None:
    talk.say("book_appointment", patient_name=MARY).say(patient_name=MARY)
    assert talk.call.left["misses"] == talk.flow.limits.misses - 1


# --- correcting


def test_correcting_clears_only_what_depends_on_it(talk: "Conversation") -> None:
    talk.confirming()
    kept = ("patient_name", "callback_number", "visit_reason")
    before = {name: talk.call.slots[name] for name in kept}
    talk.say(preferred_time=FRIDAY)
    assert {name: talk.call.slots[name] for name in kept} == before
    assert "opening" not in talk.call.slots
    assert talk.one(Release).opening["start"] == "2026-03-03T10:00"
    assert talk.call.waiting == "openings"


def test_a_correction_said_so_counts_anywhere(talk: "Conversation") -> None:
    talk.say("book_appointment", patient_name=MARY)
    talk.say(patient_name=Reading({"first": "Ann", "last": "Lee"}, "no, Ann Lee", 1.0, True))
    assert talk.value("patient_name") == {"first": "Ann", "last": "Lee"}
    assert talk.asked == "slots.callback_number.prefill"


def test_another_value_in_passing_is_no_correction(talk: "Conversation") -> None:
    talk.say("book_appointment", patient_name=MARY, visit_reason="cleaning")
    talk.say(visit_reason="checkup", answer="yes")
    assert talk.value("visit_reason") == "cleaning"


def test_a_corrected_value_is_read_back_anew(talk: "Conversation") -> None:
    talk.say("book_appointment", patient_name=MARY, callback_number="+15125550177")
    talk.say(callback_number="+15125550188", answer="no")
    assert talk.value("callback_number") == "+15125550188"
    assert talk.asked == "slots.callback_number.read_back"
    assert "0188" in talk.text


def test_corrections_have_a_budget(limited: Callable[..., Flow], call_in: Calling) -> None:
    call = call_in(limited(corrections=1)).say("book_appointment", visit_reason="cleaning")
    call.say(visit_reason=Reading("checkup", "no, a checkup", 1.0, True))
    assert call.value("visit_reason") == "checkup"
    call.say(visit_reason=Reading("crown", "no, a crown", 1.0, True))
    assert call.call.escalation == "not_understood"
    assert call.value("visit_reason") == "checkup"


def test_before_there_is_a_request_the_latest_value_counts(talk: "Conversation") -> None:
    talk.say(visit_reason="cleaning").say(visit_reason="checkup")
    assert talk.value("visit_reason") == "checkup"


def test_a_correction_said_with_a_possible_emergency_costs_one_too(
    limited: Callable[..., Flow], call_in: Calling, alarms: dict[str, Alarm]
) -> None:
    call = call_in(limited(corrections=0)).say("book_appointment", visit_reason="cleaning")
    call.hear("a checkup, and my gums bleed", alarms["check"])
    call.mean("callback", visit_reason=Reading("checkup", "a checkup", 1.0, True))
    assert call.call.escalation == "not_understood"
    assert call.call.agenda == ()


# --- requests


def test_several_requests_are_taken_one_after_the_other(talk: "Conversation") -> None:
    talk.say("running_late", "billing_question", patient_name=MARY)
    assert talk.call.outcomes == (("running_late", "message_taken"),)
    assert talk.call.request == "billing_question"


def test_a_further_request_is_noted_and_comes_next(talk: "Conversation") -> None:
    talk.say("running_late").say("billing_question")
    assert talk.prompts[0] == "prompts.noted_request"
    assert talk.asked == "slots.patient_name.ask"
    talk.say(patient_name=MARY)
    assert talk.call.request == "billing_question"


def test_a_request_of_its_own_does_not_come_twice(talk: "Conversation") -> None:
    talk.say("running_late").say("running_late")
    assert talk.call.agenda == ()


def test_requests_have_a_budget(limited: Callable[..., Flow], call_in: Calling) -> None:
    call = call_in(limited(requests=1)).say("running_late").say("billing_question")
    assert call.call.escalation == "policy"
    assert call.tasks == ["escalated_call", "message"]


def test_another_wish_about_the_same_appointment_takes_its_place(
    talk: "Conversation", made: Callable[..., dict[str, Any]]
) -> None:
    talk.identified("cancel_appointment", made("2026-03-20T10:00"))
    talk.say("reschedule_appointment")
    assert talk.call.request == "reschedule_appointment"
    assert talk.call.agenda == ()
    assert talk.value("appointment")["id"] == "a1"
    assert talk.asked == "slots.preferred_time.ask"


def test_changing_ones_mind_gives_the_held_opening_back(
    talk: "Conversation", made: Callable[..., dict[str, Any]]
) -> None:
    talk.identified("reschedule_appointment", made("2026-03-20T10:00"), preferred_time=[])
    talk.openings("2026-03-24T10:00").yes().done("hold")
    talk.say("cancel_appointment")
    assert talk.one(Release).opening["start"] == "2026-03-24T10:00"
    assert talk.call.request == "cancel_appointment"


@pytest.mark.parametrize("name", PEOPLE)
def test_what_always_goes_to_people_does_so_by_meaning_too(talk: "Conversation", name: str) -> None:
    talk.say("book_appointment").say(name, patient_name=MARY)
    assert talk.call.escalation == name


@pytest.mark.parametrize("polarity", ["does_not_want", "hypothetical", "past"])
def test_only_what_is_wanted_is_done(talk: "Conversation", polarity: str) -> None:
    talk.say(Intent("cancel_appointment", 1.0, polarity), Intent("human", 1.0, polarity))
    assert talk.call.request is None
    assert talk.call.escalation is None


def test_an_unlikely_request_is_a_miss(talk: "Conversation") -> None:
    talk.say(Intent("cancel_appointment", 0.3))
    assert talk.call.request is None
    assert talk.listens


def test_a_card_number_is_stopped_and_what_was_said_with_it_counts(talk: "Conversation") -> None:
    talk.say("billing_question", "card_number")
    assert talk.prompts[0] == "prompts.card_number"
    assert talk.call.request == "billing_question"
    assert talk.listens


# --- which of two


def which(talk: "Conversation") -> "Conversation":
    return talk.say(Intent("callback", 0.3), Intent("referral", 0.2), Intent("goodbye", 0.1))


def test_of_two_likely_requests_the_caller_is_asked_which(talk: "Conversation") -> None:
    assert which(talk).prompts == ["prompts.which_request"]
    assert talk.call.options == ("callback", "referral")
    assert talk.call.left["misses"] == talk.flow.limits.misses - 1


def test_the_one_that_is_named_even_softly_is_taken(talk: "Conversation") -> None:
    which(talk).say(Intent("referral", 0.3))
    assert talk.call.request == "referral"


def test_a_yes_takes_the_first(talk: "Conversation") -> None:
    which(talk).yes()
    assert talk.call.request == "callback"


def test_neither_is_a_miss(talk: "Conversation") -> None:
    which(talk).no()
    assert talk.call.request is None
    assert talk.prompts == ["prompts.open_again"]


def test_something_else_is_taken_as_well(talk: "Conversation") -> None:
    which(talk).say("billing_question")
    assert talk.call.request == "billing_question"


def test_which_is_not_asked_in_the_middle_of_a_request(talk: "Conversation") -> None:
    which(talk.say("running_late"))
    assert talk.prompts == ["slots.patient_name.ask"]


def test_which_is_not_asked_when_the_misses_are_used_up(talk: "Conversation") -> None:
    talk.say().say()
    which(talk)
    assert talk.call.escalation == "not_understood"


# --- the caller's own questions


def test_a_question_is_answered_and_the_call_goes_on_where_it_was(talk: "Conversation") -> None:
    talk.say("book_appointment").say("parking")
    assert talk.prompts == ["answers.parking.say", "slots.patient_name.ask"]


def test_a_question_at_the_beginning_is_an_outcome(talk: "Conversation") -> None:
    talk.say("parking")
    assert talk.prompts == ["answers.parking.say", "prompts.anything_else"]
    talk.no()
    assert talk.call.disposition == "answered"


def test_several_questions_are_all_answered(talk: "Conversation") -> None:
    talk.say("parking", "opening_hours")
    assert talk.prompts[:2] == ["answers.parking.say", "answers.opening_hours.say"]


def test_an_answer_and_a_question_both_count(talk: "Conversation") -> None:
    talk.say("book_appointment").say("parking", patient_name=MARY)
    assert talk.prompts[0] == "answers.parking.say"
    assert talk.asked == "slots.callback_number.prefill"


def test_questions_have_a_budget(limited: Callable[..., Flow], call_in: Calling) -> None:
    call = call_in(limited(digressions=1)).say("parking").say("location")
    assert call.call.escalation == "too_long"


@pytest.mark.parametrize(("carrier", "key"), [("Cigna", "yes"), ("Nobody Inc", "no")])
def test_one_carrier_is_answered_for_itself(talk: "Conversation", carrier: str, key: str) -> None:
    talk.say("insurance_accepted", insurance_carrier=carrier)
    assert talk.prompts[0] == f"prompts.insurance_{key}"
    assert carrier in talk.text


def test_a_carrier_that_was_not_taken_up_is_answered_in_general(talk: "Conversation") -> None:
    talk.say("insurance_question", insurance_carrier="Cigna")
    talk.say("insurance_accepted", insurance_carrier="Aetna")
    assert talk.prompts[0] == "answers.insurance_accepted.say"
    assert talk.value("insurance_carrier") == "Cigna"


def test_insurance_in_general(talk: "Conversation") -> None:
    talk.say("insurance_accepted")
    assert talk.prompts[0] == "answers.insurance_accepted.say"


# --- leaving


def test_a_goodbye_counts_before_the_no_that_is_said_with_it(talk: "Conversation") -> None:
    talk.confirming().say("goodbye", answer="no")
    assert talk.state == "END"


def test_a_goodbye_said_with_something_new_does_not_end_the_call(talk: "Conversation") -> None:
    talk.say("goodbye", "book_appointment")
    assert talk.call.request == "book_appointment"
    assert talk.state == "COLLECT"


# --- small words


def test_pain_is_answered_with_feeling(talk: "Conversation") -> None:
    talk.say("book_appointment", patient_name=MARY).yes().say(visit_reason="toothache")
    wordings = talk.flow.texts["en"]["prompts.empathy"]
    assert any(talk.text.startswith(one) for one in wordings)


def test_a_name_is_thanked_for(talk: "Conversation") -> None:
    talk.say("book_appointment").say(patient_name=MARY)
    assert talk.text.startswith("Thank")
    assert "Mary" in talk.text


def test_half_a_name_is_not_thanked_for_yet(talk: "Conversation") -> None:
    talk.say("book_appointment").say(patient_name={"first": None, "last": "Jones"})
    assert "Jones" not in talk.text


def test_digits_are_not_thanked_for(talk: "Conversation") -> None:
    talk.say("book_appointment", patient_name=MARY).no().say(callback_number="+15125550177")
    assert talk.says[0].text == talk.call.last_said


def test_the_same_words_never_come_twice_in_a_row(talk: "Conversation") -> None:
    talk.say("book_appointment")
    said = talk.text
    for go in (lambda: talk.say("repeat"), lambda: talk.say(), lambda: talk.say("parking")):
        go()
        assert talk.text != said
        said = talk.text
