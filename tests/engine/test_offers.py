"""What is on offer, openings and appointments, and which one it is to be."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from engine.commands import FindOpenings, Hold
from engine.events import Reading
from engine.flow import Flow, Step

if TYPE_CHECKING:
    from tests.engine.conftest import Conversation

Calling = Callable[..., "Conversation"]
Made = Callable[..., dict[str, Any]]
MARY = {"first": "Mary", "last": "Jones"}
FRIDAY = [{"start": "2026-03-06T08:00", "end": "2026-03-06T13:00"}]
FAR = "2026-03-20T10:00"


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
