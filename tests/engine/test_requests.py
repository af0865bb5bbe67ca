"""Requests from their beginning to their end, one after the other in a call."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from engine.call import Filled
from engine.commands import CreateTask, FindPatients
from engine.events import Reading
from engine.flow import Condition, Flow, Step

if TYPE_CHECKING:
    from tests.engine.conftest import Conversation

Calling = Callable[..., "Conversation"]
Made = Callable[..., dict[str, Any]]
MARY = {"first": "Mary", "last": "Jones"}
ANN = {"first": "Ann", "last": "Lee"}
FAR = "2026-03-20T10:00"


def test_the_states_of_a_booking(talk: "Conversation") -> None:
    states = [talk.state]
    for go in (
        lambda: talk.say("book_appointment"),
        lambda: talk.say(patient_name=MARY),
        lambda: talk.yes(),
        lambda: talk.say(visit_reason="cleaning"),
        lambda: talk.say(preferred_time=[]),
        lambda: talk.openings("2026-03-03T10:00"),
        lambda: talk.yes(),
        lambda: talk.done("hold"),
        lambda: talk.yes(),
        lambda: talk.done("book"),
        lambda: talk.no(),
    ):
        go()
        states.append(talk.state)
    assert states == [
        "GREETING",
        *["COLLECT"] * 4,
        *["OFFER_SLOT"] * 3,
        *["CONFIRM"] * 2,
        "QUALIFY",
        "END",
    ]


def test_a_second_booking_is_for_another_patient(talk: "Conversation") -> None:
    talk.confirming().yes().done("book").say("book_appointment")
    assert talk.asked == "slots.patient_name.ask"
    assert talk.value("caller_name") == MARY
    assert talk.value("callback_number") == talk.call.caller
    assert "opening" not in talk.call.slots
    assert "visit_reason" not in talk.call.slots
    assert talk.call.learned["opening"].value["start"] == "2026-03-03T10:00"


def test_a_second_booking_whose_patient_was_just_named(talk: "Conversation") -> None:
    talk.confirming().yes().done("book").say("book_appointment", patient_name=ANN)
    assert talk.value("patient_name") == ANN
    assert talk.asked == "slots.visit_reason.ask"


def test_a_second_booking_by_somebody_else_keeps_who_called(talk: "Conversation") -> None:
    talk.booking(relationship="parent", caller_name=ANN, preferred_time=[])
    talk.openings("2026-03-03T10:00").yes().done("hold").yes().done("book")
    talk.say("book_appointment")
    assert talk.value("caller_name") == ANN
    assert talk.value("relationship") is None


def test_a_second_booking_with_a_relationship_keeps_who_called_first(
    talk: "Conversation",
) -> None:
    talk.confirming().yes().done("book").say("book_appointment", relationship="parent")
    assert talk.value("caller_name") == MARY
    assert talk.value("relationship") == "parent"


def test_a_booking_after_another_kind_of_request_is_for_the_same_patient(
    talk: "Conversation",
) -> None:
    talk.say("running_late", patient_name=MARY).say("book_appointment")
    assert talk.value("patient_name") == MARY
    assert talk.asked == "slots.callback_number.prefill"


def test_what_a_request_used_is_not_asked_for_again(talk: "Conversation") -> None:
    talk.confirming().yes().done("book").say("callback")
    assert talk.asked == "slots.message.ask"


def test_every_request_has_budgets_of_its_own(talk: "Conversation") -> None:
    talk.offered().say(preferred_time=[{"start": "2026-03-06T08:00", "end": "2026-03-06T13:00"}])
    talk.openings("2026-03-06T10:00").yes().done("hold").yes().done("book")
    assert talk.call.left["offers"] == talk.flow.limits.offers - 1
    talk.say("book_appointment")
    assert talk.call.left["offers"] == talk.flow.limits.offers


def test_a_child_is_arranged_for_by_a_grown_up(talk: "Conversation") -> None:
    talk.say("book_appointment", date_of_birth="2018-02-03")
    assert talk.asked == "slots.relationship.ask"
    talk.say(relationship="parent")
    assert talk.asked == "slots.patient_name.ask_for_other"


def test_a_new_patient_is_told_and_asked_more(talk: "Conversation") -> None:
    talk.booking(patient_status="new")
    assert talk.prompts == ["prompts.new_patient_info", "slots.insurance_carrier.ask"]
    talk.say(insurance_carrier="Cigna")
    assert "prompts.new_patient_info" not in talk.prompts
    assert talk.asked == "slots.preferred_time.ask"


def test_a_request_without_a_doing_step_is_answered(
    with_steps: Callable[..., Flow], call_in: Calling
) -> None:
    flow = with_steps("referral", Step("say", ("noted",)))
    call = call_in(flow).say("referral")
    assert call.prompts == ["prompts.noted", "prompts.anything_else"]
    assert call.call.outcomes == (("referral", "answered"),)


def test_a_request_whose_steps_do_not_apply_is_answered(
    with_steps: Callable[..., Flow], call_in: Calling
) -> None:
    never = (Condition("hours", values=("closed",)),)
    flow = with_steps("referral", Step("say", ("noted",), when=never))
    assert call_in(flow).say("referral").prompts == ["prompts.anything_else"]


def test_an_unknown_reason_needs_no_triage(
    with_steps: Callable[..., Flow], call_in: Calling
) -> None:
    flow = with_steps("referral", Step("triage", ("visit_reason",)), Step("say", ("noted",)))
    assert call_in(flow).say("referral").prompts[0] == "prompts.noted"


def test_collecting_goes_on_behind_an_appointment_that_is_known(
    talk: "Conversation", made: Made
) -> None:
    talk.identified("reschedule_appointment", made(FAR))
    assert talk.value("appointment")["id"] == "a1"
    assert talk.asked == "slots.preferred_time.ask"


def test_identity_asks_for_what_is_missing(talk: "Conversation") -> None:
    talk.say("cancel_appointment")
    assert talk.asked == "slots.patient_name.ask"
    talk.say(patient_name=MARY)
    assert talk.asked == "slots.date_of_birth.ask"
    talk.say(date_of_birth="1988-04-12")
    assert talk.asked == "slots.date_of_birth.read_back"
    talk.yes()
    assert talk.all(FindPatients)


def test_nothing_about_a_patient_is_said_before_both_match(
    talk: "Conversation", made: Made
) -> None:
    talk.say("appointment_lookup", patient_name=MARY)
    assert "March 20th" not in talk.text
    talk.say(date_of_birth="1988-04-12").yes()
    assert talk.says == []
    talk.found(made(FAR))
    assert "March 20th" in talk.text


def test_in_request_mode_nothing_is_called_booked(medical: Flow, call_in: Calling) -> None:
    call = call_in(medical).booking("checkup", preferred_time=[])
    call.yes()
    assert "I've created a request. Our staff will call you back to confirm." in call.text
    assert "booked" not in call.text.lower()


def test_a_task_can_have_a_priority(talk: "Conversation") -> None:
    assert talk.say("running_late", patient_name=MARY).one(CreateTask).priority == "high"


def test_a_request_given_up_asks_for_a_name_and_number_first(
    dental: Flow, call_in: Calling, made: Made
) -> None:
    call = call_in(dental, caller=None).identified("reschedule_appointment", made(FAR))
    call.say(preferred_time=[]).fails("find_openings")
    assert call.asked == "slots.callback_number.ask"
    call.say(callback_number="+15125550177").yes()
    assert call.tasks == ["appointment_rescheduling"]


def test_a_request_of_the_flows_own_becomes_a_callback(
    with_steps: Callable[..., Flow], call_in: Calling
) -> None:
    flow = with_steps("hearing_test", Step("verify", ("identity",)))
    call = call_in(flow).say("hearing_test", patient_name=MARY, date_of_birth="1988-04-12")
    call.yes().fails("find_patients").yes()
    assert call.tasks == ["callback"]


def test_words_and_confidence_of_a_slot_are_kept(talk: "Conversation") -> None:
    talk.say("book_appointment", visit_reason=Reading("cleaning", "a cleaning", 0.8))
    assert talk.call.slots["visit_reason"] == Filled("cleaning", "a cleaning", 0.8)


@pytest.mark.parametrize("again", [True, False])
def test_a_second_booking_forgets_the_birthday_of_the_first(
    talk: "Conversation", made: Made, again: bool
) -> None:
    talk.identified("confirm_appointment", made(FAR)).yes().done("confirm")
    talk.say("book_appointment")
    if again:
        talk.say(visit_reason="cleaning").say(preferred_time=[]).openings("2026-03-03T10:00")
        talk.yes().yes().done("hold").yes().done("book")
        talk.say("book_appointment")
    assert (talk.value("date_of_birth") is None) == (again and bool(talk.call.appointments))
