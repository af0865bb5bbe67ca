"""Turns that are about the conversation itself, and clocks."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from engine.commands import Release
from engine.flow import Flow
from engine.safety import Alarm, sentences
from engine.talk import TALK

if TYPE_CHECKING:
    from tests.engine.conftest import Conversation

Calling = Callable[..., "Conversation"]
MARY = {"first": "Mary", "last": "Jones"}


@pytest.mark.parametrize("name", ["repeat", "greeting", "slower", "relay", "confused", "thanks"])
def test_the_question_is_put_again_and_it_is_no_miss(talk: "Conversation", name: str) -> None:
    talk.say("book_appointment")
    question = talk.call.last_said
    talk.say(name)
    assert question in talk.text
    assert talk.text != question
    assert talk.call.left["misses"] == talk.flow.limits.misses
    assert talk.listens


@pytest.mark.parametrize("name", ["slower", "relay", "wait", "confused"])
def test_some_callers_need_patience(talk: "Conversation", name: str) -> None:
    talk.say("book_appointment").say(name)
    assert talk.out[-1].patience == "extra"


@pytest.mark.parametrize("name", ["repeat", "slower", "wait", "confused", "greeting", "start_over"])
def test_repeats_have_a_budget(limited: Callable[..., Flow], call_in: Calling, name: str) -> None:
    call = call_in(limited(repeats=1)).say("book_appointment").say("repeat").say(name)
    assert call.call.escalation == "not_understood"


def test_wait_waits(talk: "Conversation") -> None:
    talk.say("book_appointment").say("wait")
    assert talk.prompts == ["prompts.wait"]
    assert talk.out[-1].expecting.slot == "patient_name"


@pytest.mark.parametrize("name", ["card_number", "no_recording"])
def test_a_remark_aside_is_answered(talk: "Conversation", name: str) -> None:
    talk.say("book_appointment").say(name)
    prompt = "prompts.recording_off" if name == "no_recording" else "prompts.card_number"
    assert talk.prompts == [prompt, "slots.patient_name.ask"]
    assert talk.call.recording_off == (name == "no_recording")


def test_remarks_have_a_budget(limited: Callable[..., Flow], call_in: Calling) -> None:
    call = call_in(limited(digressions=0)).say("card_number")
    assert call.call.escalation == "too_long"


def test_starting_over_forgets_everything_that_is_not_done(talk: "Conversation") -> None:
    talk.confirming().say("start_over")
    assert talk.call.slots == {}
    assert talk.call.request is None
    assert talk.all(Release)
    assert talk.asked == "prompts.open"


def test_starting_over_keeps_what_is_done(talk: "Conversation") -> None:
    talk.confirming().yes().done("book").say("running_late", "start_over")
    talk.say("billing_question").say("start_over")
    assert talk.value("patient_name") == MARY
    assert talk.call.disposition == "booked"
    assert talk.asked == "prompts.anything_else"


def test_starting_over_clears_what_depends_on_what_is_cleared(
    talk: "Conversation", made: Callable[..., dict[str, Any]]
) -> None:
    talk.identified("cancel_appointment", made("2026-03-20T10:00")).say("start_over")
    assert talk.call.slots == {}
    assert talk.call.patient is None


def test_starting_over_in_a_flow_whose_slots_hang_together(dental: Flow, call_in: Calling) -> None:
    provider = replace(dental.slots["provider"], depends_on=("visit_reason",))
    flow = replace(dental, slots={**dental.slots, "provider": provider})
    call = call_in(flow).say("book_appointment", visit_reason="cleaning", provider="Dr. Chen")
    assert call.value("provider") == "Dr. Chen"
    assert call.say("start_over").call.slots == {}


def test_never_mind_drops_the_request(talk: "Conversation") -> None:
    talk.confirming().say("never_mind")
    assert talk.prompts == ["prompts.never_mind", "prompts.open"]
    assert talk.all(Release)
    assert talk.call.request is None


def test_never_mind_goes_on_with_the_next_request(talk: "Conversation") -> None:
    talk.say("running_late").say("billing_question").say("never_mind")
    assert talk.call.request == "billing_question"


def test_never_mind_without_a_request_is_a_goodbye(talk: "Conversation") -> None:
    assert talk.say("never_mind").state == "END"


def test_a_wrong_number(talk: "Conversation") -> None:
    talk.say("wrong_number")
    assert talk.prompts == ["prompts.wrong_number"]
    assert talk.call.disposition == "wrong_number"


def test_thanks_at_the_end_is_a_goodbye(talk: "Conversation") -> None:
    assert talk.say("parking").say("thanks").prompts == ["prompts.goodbye"]


@pytest.mark.parametrize("name", ["spam", "abuse"])
def test_spam_and_abuse_are_misses(talk: "Conversation", name: str) -> None:
    talk.say(name)
    assert talk.call.left["misses"] == talk.flow.limits.misses - 1


@pytest.mark.parametrize("name", TALK)
def test_every_turn_of_conversation_leaves_the_call_in_order(
    talk: "Conversation", name: str
) -> None:
    talk.say("book_appointment", visit_reason="cleaning").say(name)
    assert talk.listens or talk.call.ended or talk.call.waiting == "transfer"


# --- languages


def test_spanish_goes_on_where_it_was(talk: "Conversation") -> None:
    talk.say("book_appointment").say("speak_spanish")
    assert talk.prompts == ["prompts.language_switched", "slots.patient_name.ask"]
    assert {one.language for one in talk.says} == {"es"}
    assert talk.out[-1].expecting.language == "es"


def test_spanish_at_the_beginning_does_not_greet_twice(talk: "Conversation") -> None:
    talk.say("speak_spanish")
    assert talk.prompts == ["prompts.language_switched", "prompts.open"]


def test_back_to_english(talk: "Conversation") -> None:
    assert talk.say("speak_spanish").say("speak_english").call.language == "en"


def test_a_language_that_is_spoken_already_needs_no_switch(
    limited: Callable[..., Flow], call_in: Calling
) -> None:
    call = call_in(limited(languages=0)).say("book_appointment").say("speak_english")
    assert call.call.escalation is None
    assert call.prompts == ["slots.patient_name.ask"]
    assert call.call.left["repeats"] == call.flow.limits.repeats - 1


def test_languages_have_a_budget(limited: Callable[..., Flow], call_in: Calling) -> None:
    call = call_in(limited(languages=0)).say("speak_spanish")
    assert call.call.escalation == "policy"


def test_words_in_another_language_are_answered_in_it(talk: "Conversation") -> None:
    talk.hear("necesito una cita", language="es").mean("book_appointment")
    assert {one.language for one in talk.says} == {"es"}


def test_an_emergency_in_another_language_is_answered_in_it(
    talk: "Conversation", alarms: dict[str, Alarm]
) -> None:
    talk.hear("no puedo respirar", alarms["emergency"], language="es")
    assert talk.says[0].text == sentences.EMERGENCY["es"]


def test_a_language_that_the_flow_does_not_have_changes_nothing(talk: "Conversation") -> None:
    assert talk.hear("bonjour", language="fr").call.language == "en"


def test_without_budget_the_language_stays(limited: Callable[..., Flow], call_in: Calling) -> None:
    assert call_in(limited(languages=0)).hear("hola", language="es").call.language == "en"


# --- clocks and turns


def test_too_many_turns_are_for_a_person(limited: Callable[..., Flow], call_in: Calling) -> None:
    call = call_in(limited(turns=2)).say("book_appointment").say(patient_name=MARY)
    assert call.call.escalation == "too_long"


def test_a_miss_at_the_limit_is_for_a_person(
    limited: Callable[..., Flow], call_in: Calling
) -> None:
    assert call_in(limited(turns=1)).say().call.escalation == "too_long"


def test_a_call_that_takes_too_long_is_for_a_person(talk: "Conversation") -> None:
    talk.say("book_appointment").later(2).say(patient_name=MARY).later(2).yes()
    talk.later(2).say(visit_reason="cleaning")
    assert talk.call.escalation is None
    talk.later(2.5).say(preferred_time=[]).openings("2026-03-03T10:00")
    assert talk.call.escalation == "too_long"


def test_too_long_without_progress_is_for_a_person(talk: "Conversation") -> None:
    talk.say("book_appointment").later(3).say("repeat")
    assert talk.call.escalation == "too_long"


def test_a_caller_who_stays_lost_is_for_a_person_sooner(talk: "Conversation") -> None:
    talk.say("book_appointment").say("confused").later(2).say("repeat")
    assert talk.call.escalation == "not_understood"


def test_a_confirmation_in_flight_is_finished_first(
    limited: Callable[..., Flow], call_in: Calling
) -> None:
    call = call_in(limited(turns=4)).confirming()
    call.say("repeat")
    assert call.asked == "prompts.booking_summary"
    assert call.listens
    call.quiet()
    assert call.state == "CONFIRM"
    call.yes()
    assert call.call.waiting == "do"


def test_clocks_can_be_switched_off(limited: Callable[..., Flow], call_in: Calling) -> None:
    call = call_in(limited(turns=None, minutes=None, minutes_without_progress=None))
    call.say("book_appointment").later(500).say(patient_name=MARY)
    assert call.call.escalation is None
    assert call.asked == "slots.callback_number.prefill"


def test_at_the_limit_a_call_in_which_all_is_done_ends(
    limited: Callable[..., Flow], call_in: Calling
) -> None:
    call = call_in(limited(turns=1)).say("running_late", patient_name=MARY)
    assert call.prompts == ["prompts.late_noted", "prompts.goodbye"]
    assert call.call.disposition == "message_taken"


def test_a_caller_who_never_says_what_for_is_for_a_person(talk: "Conversation") -> None:
    for service in ("cleaning", "checkup", "crown", "filling"):
        talk.say(visit_reason=service)
    assert talk.call.escalation == "not_understood"
