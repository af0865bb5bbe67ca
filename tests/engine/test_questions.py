"""Answers to each kind of question."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from engine.commands import FindOpenings, Hold
from engine.events import Intent, Reading
from engine.flow import Flow, Step
from engine.safety import sentences

if TYPE_CHECKING:
    from tests.engine.conftest import Conversation

Calling = Callable[..., "Conversation"]
Made = Callable[..., dict[str, Any]]
MARY = {"first": "Mary", "last": "Jones"}
FRIDAY = [{"start": "2026-03-06T08:00", "end": "2026-03-06T13:00"}]
FAR = "2026-03-20T10:00"


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
    assert ours.prompts == ["prompts.yes_no_again"]


@pytest.mark.parametrize(
    "brought", [{"email": "a@example.com"}, {"patient_name": {"first": "Bo", "last": "Lee"}}, {}]
)
def test_until_we_know_who_it_is_nothing_is_said(
    call_out: Calling, brought: dict[str, Any]
) -> None:
    ours = call_out().say("cancel_appointment", **brought)
    assert ours.prompts == ["prompts.yes_no_again"]
    assert ours.call.question.kind == "is_this"


# --- the red-flag question of a step


def test_an_urgent_reason_is_asked_about(talk: "Conversation") -> None:
    talk.booking("toothache")
    assert talk.says[-1].text == sentences.RED_FLAGS["en"]
    assert not talk.says[-1].interruptible
    assert talk.call.question.kind == "triage"


def test_a_no_goes_on_and_is_remembered(talk: "Conversation") -> None:
    talk.booking("toothache").no()
    assert talk.asked == "slots.preferred_time.ask"
    talk.say(preferred_time=[])
    assert talk.call.waiting == "openings"


def test_a_yes_is_an_emergency(talk: "Conversation") -> None:
    talk.booking("toothache").yes()
    assert talk.call.escalation == "emergency"


def test_one_further_try_and_then_it_is_an_emergency(talk: "Conversation") -> None:
    talk.booking("toothache").say(answer="unclear")
    assert [one.text for one in talk.says] == [sentences.RED_FLAGS_AGAIN["en"]]
    assert not talk.says[0].interruptible
    talk.quiet()
    assert talk.call.escalation == "emergency"


def test_after_a_check_it_is_not_asked_again(talk: "Conversation", alarms: dict[str, Any]) -> None:
    talk.hear("my tooth hurts", alarms["check"]).mean("book_appointment").no()
    talk.say(patient_name=MARY, visit_reason="toothache").yes()
    assert talk.asked == "slots.preferred_time.ask"


# --- openings on offer


def test_one_of_those_on_offer_is_held(talk: "Conversation") -> None:
    talk.offered().say(opening="2026-03-04T14:30")
    assert talk.one(Hold).opening["start"] == "2026-03-04T14:30"
    talk.done("hold")
    assert talk.state == "CONFIRM"
    assert talk.value("opening")["start"] == "2026-03-04T14:30"


def test_a_yes_takes_the_first(talk: "Conversation") -> None:
    assert talk.offered().yes().one(Hold).opening["start"] == "2026-03-03T10:00"


def test_a_time_that_is_not_on_offer_is_a_miss(talk: "Conversation") -> None:
    talk.offered().say(opening="2026-03-05T08:00")
    assert talk.prompts == ["prompts.offer_again"]


def test_another_time_asks_the_calendar_anew(talk: "Conversation") -> None:
    talk.offered().say(preferred_time=FRIDAY)
    command = talk.one(FindOpenings)
    assert command.windows == tuple(FRIDAY)
    assert command.excluding == ("2026-03-03T10:00", "2026-03-04T14:30")


def test_none_of_them_asks_for_another_time(talk: "Conversation") -> None:
    talk.offered().no()
    assert talk.asked == "prompts.another_time"
    assert talk.state == "COLLECT"
    talk.say(preferred_time=FRIDAY)
    assert talk.call.waiting == "openings"


def test_offers_have_a_budget(limited: Callable[..., Flow], call_in: Calling) -> None:
    call = call_in(limited(offers=1)).offered().say(preferred_time=FRIDAY)
    call.openings("2026-03-06T10:00").no()
    assert call.prompts[0] == "prompts.no_openings"
    assert call.call.disposition == "requested"


def test_none_of_them_before_a_time_was_named(talk: "Conversation") -> None:
    talk.offered().say(visit_reason="checkup")
    assert talk.one(FindOpenings).service == "checkup"


# --- which appointment


def test_the_only_appointment_needs_no_question(talk: "Conversation", made: Made) -> None:
    talk.identified("reschedule_appointment", made(FAR))
    assert talk.value("appointment")["id"] == "a1"
    assert talk.asked == "slots.preferred_time.ask"


def test_of_several_the_caller_says_which(talk: "Conversation", made: Made) -> None:
    talk.identified("cancel_appointment", made(FAR), made("2026-03-22T10:00", "a2"))
    assert talk.asked == "prompts.which_appointment"
    assert talk.out[-1].expecting.kind == "offer"
    assert talk.out[-1].expecting.options == (FAR, "2026-03-22T10:00")
    talk.say(appointment="2026-03-22T10:00")
    assert talk.value("appointment")["id"] == "a2"


def test_a_yes_means_the_first_of_them(talk: "Conversation", made: Made) -> None:
    talk.identified("cancel_appointment", made(FAR), made("2026-03-22T10:00", "a2")).yes()
    assert talk.value("appointment")["id"] == "a1"


def test_none_of_them_is_for_the_staff(talk: "Conversation", made: Made) -> None:
    talk.identified("cancel_appointment", made(FAR), made("2026-03-22T10:00", "a2")).no()
    assert talk.prompts[0] == "prompts.identity_failed"
    talk.yes()
    assert talk.tasks == ["appointment_cancellation"]


def test_something_else_about_them_is_a_miss(talk: "Conversation", made: Made) -> None:
    talk.identified("cancel_appointment", made(FAR), made("2026-03-22T10:00", "a2"))
    talk.say(answer="unclear")
    assert talk.prompts == ["prompts.offer_again"]


def test_an_appointment_can_be_chosen_by_key(talk: "Conversation", made: Made) -> None:
    talk.identified("cancel_appointment", made(FAR), made("2026-03-22T10:00", "a2")).key("2")
    assert talk.value("appointment")["id"] == "a2"


# --- instead of cancelling


def test_another_time_instead_of_cancelling(talk: "Conversation", made: Made) -> None:
    talk.identified("cancel_appointment", made(FAR))
    assert talk.asked == "slots.reschedule_instead.ask"
    talk.yes()
    assert talk.call.request == "reschedule_appointment"
    assert talk.asked == "slots.preferred_time.ask"


def test_no_other_time_goes_on_cancelling(talk: "Conversation", made: Made) -> None:
    talk.identified("cancel_appointment", made(FAR)).no()
    assert talk.asked == "slots.cancel_reason.ask"


def test_an_unclear_answer_is_asked_again(talk: "Conversation", made: Made) -> None:
    talk.identified("cancel_appointment", made(FAR)).say(answer="unclear")
    assert talk.value("reschedule_instead") is None
    assert talk.listens


def test_a_yes_or_no_slot_of_another_kind(call_out: Calling) -> None:
    ours = call_out(FAR).yes().yes()
    assert ours.value("coming") is True
    assert ours.call.waiting == "do"


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


# --- the same value again, as a wish for another one


def test_the_same_time_again_as_a_correction_is_a_wish_for_another_opening(
    talk: "Conversation",
) -> None:
    talk.confirming().say(preferred_time=Reading([], "no, any time", 1.0, True))
    command = talk.one(FindOpenings)
    assert command.excluding == ("2026-03-03T10:00",)
    assert talk.value("opening") is None


def test_another_opening_costs_a_correction(limited: Callable[..., Flow], call_in: Calling) -> None:
    call = call_in(limited(corrections=0)).confirming()
    call.say(preferred_time=Reading([], "no, any time", 1.0, True))
    assert call.call.escalation == "not_understood"


def test_the_same_name_again_as_a_correction_changes_nothing(talk: "Conversation") -> None:
    talk.confirming().say(patient_name=Reading(MARY, "no, Mary Jones", 1.0, True))
    assert talk.value("opening")["start"] == "2026-03-03T10:00"
    assert talk.listens


def test_a_flow_may_offer_before_it_asks_for_a_time(
    with_steps: Callable[..., Flow], call_in: Calling
) -> None:
    flow = with_steps(
        "book_appointment",
        Step("collect", ("visit_reason",)),
        Step("offer", ("opening",)),
        Step("say", ("noted",)),
    )
    call = call_in(flow).say("book_appointment", visit_reason="cleaning")
    call.openings("2026-03-03T10:00").no()
    assert call.asked == "prompts.another_time"
    call.say(preferred_time=FRIDAY)
    assert call.one(FindOpenings).windows == tuple(FRIDAY)
