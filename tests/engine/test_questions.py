"""Answers to each kind of question."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from engine.commands import FindOpenings
from engine.events import Intent, Reading
from engine.flow import Flow

if TYPE_CHECKING:
    from tests.engine.conftest import Conversation

Calling = Callable[..., "Conversation"]
MARY = {"first": "Mary", "last": "Jones"}


# --- the number of the line


def test_a_yes_to_the_number_of_the_line_needs_no_read_back(talk: "Conversation") -> None:
    talk.say("book_appointment", patient_name=MARY)
    assert talk.asked == "slots.callback_number.prefill"
    talk.yes()
    assert talk.value("callback_number") == talk.call.caller
    assert talk.asked == "slots.visit_reason.ask"


def test_a_no_to_it_asks_for_another(talk: "Conversation") -> None:
    talk.say("book_appointment", patient_name=MARY).no()
    assert talk.asked == "slots.callback_number.ask"


def test_another_number_instead_of_a_yes(talk: "Conversation") -> None:
    talk.say("book_appointment", patient_name=MARY).say(callback_number="+15125550177")
    assert talk.asked == "slots.callback_number.read_back"


def test_neither_yes_nor_no_is_a_miss(talk: "Conversation") -> None:
    talk.say("book_appointment", patient_name=MARY).say(answer="unclear")
    assert talk.prompts == ["prompts.yes_no_again"]


def test_a_withheld_number_is_asked_for(dental: Flow, call_in: Calling) -> None:
    call = call_in(dental, caller=None).say("book_appointment", patient_name=MARY)
    assert call.asked == "slots.callback_number.ask"


# --- read-backs


def test_a_no_to_a_read_back_asks_anew_and_never_offers_the_line_again(
    talk: "Conversation",
) -> None:
    talk.say("book_appointment", patient_name=MARY, callback_number="+15125550177").no()
    assert talk.value("callback_number") is None
    assert talk.asked == "slots.callback_number.ask"


def test_an_unclear_answer_to_a_read_back_is_a_miss(talk: "Conversation") -> None:
    talk.say("book_appointment", patient_name=MARY, callback_number="+15125550177")
    talk.say(answer="unclear")
    assert talk.prompts == ["prompts.yes_no_again"]


def test_denials_have_a_budget(limited: Callable[..., Flow], call_in: Calling) -> None:
    call = call_in(limited(denials=0))
    call.say("book_appointment", patient_name=MARY, callback_number="+15125550177").no()
    assert call.call.escalation == "not_understood"


def test_a_slot_that_is_filled_while_another_is_read_back_leaves_it_open(
    talk: "Conversation",
) -> None:
    talk.say("book_appointment", patient_name=MARY, callback_number="+15125550177")
    talk.say(visit_reason="checkup")
    assert talk.asked == "slots.callback_number.read_back"
    assert talk.value("visit_reason") == "checkup"


# --- time windows


@pytest.mark.parametrize("how", [{"answer": "no"}, {"intent": "dont_know"}])
def test_no_preference_is_any_time(talk: "Conversation", how: dict[str, str]) -> None:
    talk.booking()
    if "intent" in how:
        talk.say(how["intent"])
    else:
        talk.say(answer="no")
    assert talk.value("preferred_time") == []
    assert talk.one(FindOpenings).windows == ()


def test_a_no_to_any_other_question_is_a_miss(talk: "Conversation") -> None:
    talk.say("book_appointment").no()
    assert talk.asked == "slots.patient_name.ask"
    assert talk.call.left["misses"] == talk.flow.limits.misses - 1


def test_not_knowing_anything_else_is_helped(talk: "Conversation") -> None:
    talk.say("book_appointment").say("dont_know")
    assert talk.listens
    assert talk.call.left["misses"] == talk.flow.limits.misses - 1


# --- who is there


def test_a_call_of_ours_goes_on_only_with_whom_it_is_for(call_out: Calling) -> None:
    ours = call_out().yes()
    assert ours.asked == "slots.coming.ask"
    assert ours.state == "COLLECT"


def test_a_call_of_ours_for_somebody_else_ends(call_out: Calling) -> None:
    ours = call_out().no()
    assert ours.prompts == ["prompts.wrong_number"]
    assert ours.call.disposition == "wrong_number"


def test_a_call_of_ours_asks_again_when_unclear(call_out: Calling) -> None:
    ours = call_out().say(answer="unclear")
    assert ours.prompts == ["prompts.is_this_again"]


@pytest.mark.parametrize(
    "brought", [{"email": "a@example.com"}, {"patient_name": {"first": "Bo", "last": "Lee"}}, {}]
)
def test_until_we_know_who_it_is_nothing_is_said(
    call_out: Calling, brought: dict[str, Any]
) -> None:
    ours = call_out().say("cancel_appointment", **brought)
    assert ours.prompts == ["prompts.is_this_again"]
    assert ours.call.question.kind == "is_this"


# --- confirmation


def test_nothing_is_done_without_a_yes(talk: "Conversation") -> None:
    talk.confirming().say(answer="unclear")
    assert talk.call.waiting is None
    talk.yes()
    assert talk.call.waiting == "do"


def test_a_no_asks_what_to_change(talk: "Conversation") -> None:
    talk.confirming().no()
    assert talk.asked == "prompts.change"
    assert talk.state == "CONFIRM"


def test_what_to_change_with_its_new_value(talk: "Conversation") -> None:
    talk.confirming().no().say(callback_number="+15125550188")
    assert talk.asked == "slots.callback_number.read_back"
    talk.yes()
    assert talk.asked == "prompts.booking_summary"
    assert talk.state == "CONFIRM"


def test_what_to_change_without_its_new_value(talk: "Conversation") -> None:
    talk.confirming().no().say(Intent("change:patient_name"))
    assert talk.value("patient_name") is None
    assert talk.asked == "slots.patient_name.ask"


def test_what_to_change_said_with_the_no(talk: "Conversation") -> None:
    talk.confirming().say(Intent("change:preferred_time"), answer="no")
    assert talk.asked == "slots.preferred_time.ask"


def test_a_change_of_what_is_not_known_asks_what(talk: "Conversation") -> None:
    talk.confirming().say(Intent("change:email"), answer="no")
    assert talk.asked == "prompts.change"
    talk.say(Intent("change:email"))
    assert talk.asked == "prompts.change"


def test_a_new_value_instead_of_a_yes_is_confirmed_anew(talk: "Conversation") -> None:
    talk.confirming().say(patient_name={"first": "Ann", "last": "Lee"}, answer="yes")
    assert talk.asked == "prompts.booking_summary"
    assert "Ann Lee" in talk.text
    assert talk.call.waiting is None


def test_a_slot_that_was_not_asked_for_does_not_confirm(talk: "Conversation") -> None:
    talk.confirming().say(email="mary@example.com", answer="yes")
    assert talk.call.waiting is None
    assert talk.state == "CONFIRM"


def test_a_no_to_the_summary_has_a_budget(limited: Callable[..., Flow], call_in: Calling) -> None:
    call = call_in(limited(denials=0)).confirming().no()
    assert call.call.escalation == "not_understood"


def test_changes_have_a_budget(limited: Callable[..., Flow], call_in: Calling) -> None:
    call = call_in(limited(corrections=0)).confirming().say(Intent("change:provider"))
    call.say(Intent("change:patient_name"), answer="no")
    assert call.call.escalation == "not_understood"


# --- anything else


def test_a_yes_to_anything_else_asks_what(talk: "Conversation") -> None:
    talk.confirming().yes().done("book").yes()
    assert talk.asked == "prompts.open"
    assert talk.state == "QUALIFY"


def test_a_no_ends_the_call(talk: "Conversation") -> None:
    talk.confirming().yes().done("book").no()
    assert talk.prompts == ["prompts.goodbye"]
    assert talk.state == "END"
    assert talk.call.disposition == "booked"


@pytest.mark.parametrize("answer", ["no", "yes"])
def test_a_question_of_the_callers_is_answered_first(talk: "Conversation", answer: str) -> None:
    talk.confirming().yes().done("book").say("parking", answer=answer)
    assert talk.prompts[0] == "answers.parking.say"
    assert talk.asked == "prompts.anything_else"


def test_a_further_request_needs_no_yes(talk: "Conversation") -> None:
    talk.confirming().yes().done("book").say("running_late")
    assert talk.call.outcomes[-1] == ("running_late", "message_taken")


def test_words_of_no_meaning_ask_again(talk: "Conversation") -> None:
    talk.confirming().yes().done("book").say()
    assert talk.asked == "prompts.anything_else"
    assert talk.listens


# --- the tiers of a question


def test_a_miss_helps_more_each_time(talk: "Conversation") -> None:
    texts = talk.flow.texts["en"]
    talk.say("book_appointment").say()
    assert talk.text == texts["slots.patient_name.again"][0]
    talk.say()
    assert talk.text == texts["slots.patient_name.again"][1]
    talk.say()
    assert talk.call.escalation == "not_understood"


def test_progress_gives_the_misses_back(talk: "Conversation") -> None:
    talk.say("book_appointment").say().say().say(patient_name=MARY)
    assert talk.call.left["misses"] == talk.flow.limits.misses


def test_the_patient_of_somebody_else_is_asked_for_in_other_words(
    talk: "Conversation",
) -> None:
    talk.say("book_appointment", relationship="parent")
    assert talk.asked == "slots.patient_name.ask_for_other"
    talk.say(patient_name=MARY)
    assert talk.asked == "slots.caller_name.ask"


def test_confidence_below_the_threshold_reads_back_a_changed_name(
    talk: "Conversation",
) -> None:
    talk.confirming().no().say(patient_name=Reading({"first": "Ann", "last": "Lee"}, "", 0.2))
    assert talk.asked == "slots.patient_name.read_back"
    assert "L as in Lima" in talk.text
