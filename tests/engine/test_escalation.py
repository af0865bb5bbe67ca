"""The decision that a person takes over, and what is done when nobody picks up."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from engine import events
from engine.commands import CreateTask, Handoff, HangUp, Listen, Notify, UpdateTask
from engine.flow import Flow, Step
from engine.safety import PEOPLE, Alarm, sentences

if TYPE_CHECKING:
    from tests.engine.conftest import Conversation

Calling = Callable[..., "Conversation"]
MARY = {"first": "Mary", "last": "Jones"}


# --- what the caller hears


def test_an_emergency_hears_the_fixed_sentence_and_then_that_staff_are_called(
    talk: "Conversation", alarms: dict[str, Alarm]
) -> None:
    talk.hear("I can't breathe", alarms["emergency"])
    assert [one.text for one in talk.says] == [
        "If this is a medical emergency, please hang up and dial 911.",
        "This sounds urgent. I'm connecting you to staff now.",
    ]
    assert not any(one.interruptible for one in talk.says)


def test_an_emergency_in_spanish(talk: "Conversation", alarms: dict[str, Alarm]) -> None:
    talk.key("2").hear("no puedo respirar", alarms["emergency"])
    assert talk.says[0].text == (
        "Si esto es una emergencia médica, por favor cuelgue y llame al 911."
    )


@pytest.mark.parametrize("name", [name for name in PEOPLE if name != "human"])
def test_what_always_goes_to_people_is_explained_by_safety(
    talk: "Conversation", alarms: dict[str, Alarm], name: str
) -> None:
    talk.hear("about my medication", alarms[name])
    assert [one.text for one in talk.says] == [sentences.PEOPLE["en"]]


def test_anger_is_met_with_understanding(talk: "Conversation", alarms: dict[str, Alarm]) -> None:
    assert talk.hear("this is ridiculous", alarms["distress"]).prompts == [
        "prompts.handoff_distress"
    ]


def test_a_person_is_connected_without_questions(talk: "Conversation") -> None:
    assert talk.key("0").prompts == ["prompts.handoff"]
    assert talk.all(Listen) == []


# --- tasks and calls


def test_the_task_exists_before_anything_rings(talk: "Conversation") -> None:
    talk.key("0")
    order = [type(one) for one in talk.out]
    assert order.index(CreateTask) < order.index(Notify) < order.index(Handoff)
    assert talk.one(Notify) == Notify("staff", "human")
    assert talk.one(Handoff).music


@pytest.mark.parametrize(
    ("name", "tasks", "priority"),
    [
        ("emergency", ["escalated_call"], "urgent"),
        ("urgent_dental", ["escalated_call"], "urgent"),
        ("human", ["escalated_call"], "high"),
        ("prescription_refill", ["escalated_call", "prescription_refill"], "high"),
        ("medical_advice", ["escalated_call", "medical_question"], "high"),
        ("test_results", ["escalated_call", "test_results"], "high"),
    ],
)
def test_every_reason_leaves_its_tasks(
    talk: "Conversation", alarms: dict[str, Alarm], name: str, tasks: list[str], priority: str
) -> None:
    talk.hear("so it is", alarms[name])
    assert talk.tasks == tasks
    assert all(task.priority == priority for task in talk.all(CreateTask))
    assert talk.all(CreateTask)[0].details["escalation"] == name


def test_what_was_not_done_yet_becomes_tasks_too(talk: "Conversation") -> None:
    talk.say("book_appointment").say("billing_question").key("0")
    assert talk.tasks == ["escalated_call", "appointment_scheduling", "billing_question"]
    assert talk.all(CreateTask)[0].details["requests"] == ["book_appointment", "billing_question"]
    assert talk.call.request is None


def test_what_was_not_begun_yet_becomes_tasks_too(
    talk: "Conversation", alarms: dict[str, Alarm]
) -> None:
    talk.hear("my gums bleed", alarms["check"]).mean("book_appointment", "callback").key("0")
    assert talk.tasks == ["escalated_call"]
    assert talk.call.escalation == "emergency"


def test_an_emergency_leaves_only_its_own_task(
    talk: "Conversation", alarms: dict[str, Alarm]
) -> None:
    talk.say("book_appointment").hear("he can't breathe", alarms["emergency"])
    assert talk.tasks == ["escalated_call"]
    assert talk.all(CreateTask)[0].details["requests"] == ["book_appointment"]


def test_the_rest_of_the_breath_becomes_tasks(
    talk: "Conversation", alarms: dict[str, Alarm]
) -> None:
    talk.hear("a refill, and I have to cancel, and call me", alarms["prescription_refill"])
    talk.mean("prescription_refill", "cancel_appointment", "callback")
    assert talk.tasks == ["appointment_cancellation", "callback"]


def test_after_an_emergency_nothing_else_is_understood(
    talk: "Conversation", alarms: dict[str, Alarm]
) -> None:
    talk.hear("he can't breathe, and I have to cancel", alarms["emergency"])
    assert not talk.call.aside
    assert talk.mean("cancel_appointment").out == ()


def test_words_that_were_still_being_understood_add_nothing_to_an_emergency(
    talk: "Conversation", alarms: dict[str, Alarm]
) -> None:
    talk.hear("my gums bleed, and I have to cancel", alarms["check"])
    talk.hear("I can't breathe", alarms["emergency"]).mean("cancel_appointment")
    assert talk.out == ()


def test_keys_of_tasks_are_unique(talk: "Conversation", alarms: dict[str, Alarm]) -> None:
    talk.say("running_late", patient_name=MARY).say("running_late").key("0")
    assert len(set(talk.call.tasks)) == len(talk.call.tasks) == 3


# --- hours


def test_after_hours_there_is_nobody_but_a_message_can_be_left(
    at_night: "Conversation",
) -> None:
    at_night.key("0")
    assert at_night.prompts == ["prompts.handoff_closed"]
    assert at_night.all(Handoff) == []
    assert at_night.state == "COLLECT"
    assert at_night.listens


@pytest.mark.parametrize("name", ["emergency", "urgent_dental"])
def test_after_hours_what_cannot_wait_rings_on_call(
    at_night: "Conversation", alarms: dict[str, Alarm], name: str
) -> None:
    at_night.hear("help", alarms[name])
    assert at_night.one(Handoff).line == "+15125550109"


def test_without_an_on_call_line_it_rings_at_the_clinic(
    medical: Flow, call_in: Calling, at_night: "Conversation", alarms: dict[str, Alarm]
) -> None:
    call = call_in(medical, at_night.at).hear("help", alarms["emergency"])
    assert call.one(Handoff).line == medical.clinic.staff_line


# --- nobody picks up


def test_the_caller_may_leave_a_message(talk: "Conversation") -> None:
    talk.unreached()
    assert talk.one(UpdateTask).priority == "urgent"
    assert talk.out[-1].expecting.slot == "message"
    talk.say(message="please call me about my bill")
    update = talk.one(UpdateTask)
    assert update.details == {"message": "please call me about my bill"}
    assert update.key == talk.call.tasks[0]
    assert talk.prompts == ["prompts.message_taken"]
    assert talk.call.disposition == "escalated"
    assert isinstance(talk.out[-1], HangUp)


def test_an_emergency_that_nobody_answers_hears_the_sentence_again(
    talk: "Conversation", alarms: dict[str, Alarm]
) -> None:
    talk.hear("I can't breathe", alarms["emergency"]).transfer("no_answer")
    assert talk.prompts == ["safety.emergency", "prompts.handoff_failed"]


@pytest.mark.parametrize(
    "answer", [{"answer": "no"}, {"intents": ("goodbye",)}, {}], ids=["no", "goodbye", "nothing"]
)
def test_no_message_is_all_right(talk: "Conversation", answer: dict[str, object]) -> None:
    intents = answer.pop("intents", ())
    talk.unreached().say(*intents, **answer)  # type: ignore[misc, arg-type]
    assert talk.prompts == ["prompts.no_message"]
    assert talk.state == "END"


def test_a_wrong_key_is_no_message(talk: "Conversation") -> None:
    assert talk.unreached().key("5").prompts == ["prompts.no_message"]


def test_without_a_number_one_is_asked_for(dental: Flow, call_in: Calling) -> None:
    call = call_in(dental, caller=None).unreached().say(message="please call me")
    assert call.asked == "slots.callback_number.ask"
    call.say(callback_number="+15125550177")
    assert call.one(UpdateTask).details == {"callback_number": "+15125550177"}
    assert call.state == "END"


def test_a_number_that_was_given_before_is_not_asked_for_again(
    dental: Flow, call_in: Calling
) -> None:
    call = call_in(dental, caller=None).say("billing_question", callback_number="+15125550177")
    call.unreached().say(message="please call me")
    assert call.prompts == ["prompts.message_taken"]


def test_words_that_are_no_number_are_taken_as_none(dental: Flow, call_in: Calling) -> None:
    call = call_in(dental, caller=None).unreached().say(message="please call me").say()
    assert call.all(UpdateTask) == []
    assert call.prompts == ["prompts.message_taken"]


def test_a_message_may_be_about_an_emergency(
    talk: "Conversation", alarms: dict[str, Alarm]
) -> None:
    talk.unreached().hear("he stopped breathing", alarms["emergency"])
    assert talk.prompts[0] == "safety.emergency"
    assert talk.call.escalation == "emergency"
    assert talk.call.waiting == "transfer"


def test_a_possible_emergency_in_a_message_is_not_checked(
    talk: "Conversation", alarms: dict[str, Alarm]
) -> None:
    talk.unreached().hear("tell them my gums bleed", alarms["check"])
    assert talk.call.waiting == "words"


def test_once_more_and_then_no_more(talk: "Conversation") -> None:
    talk.unreached().key("0")
    assert talk.call.waiting == "transfer"
    talk.transfer("busy")
    assert talk.prompts == ["prompts.no_message"]
    assert talk.state == "END"


def test_an_emergency_gets_a_handoff_of_its_own(
    talk: "Conversation", alarms: dict[str, Alarm]
) -> None:
    talk.unreached().key("0").hear("he stopped breathing", alarms["emergency"])
    assert talk.prompts[0] == "safety.emergency"
    assert talk.call.waiting == "transfer"
    assert talk.one(UpdateTask) == UpdateTask(
        talk.call.tasks[0], "urgent", {"escalation": "emergency"}
    )


def test_an_emergency_that_nobody_can_take_still_hears_the_sentence(
    talk: "Conversation", alarms: dict[str, Alarm]
) -> None:
    talk.hear("he stopped breathing", alarms["emergency"]).transfer("busy")
    talk.hear("he stopped breathing", alarms["emergency"])
    assert talk.prompts == ["safety.emergency", "safety.connecting"]
    assert talk.transfer("busy").state == "END"


def test_after_hours_an_emergency_rings_whatever_was_asked_for_before(
    at_night: "Conversation", alarms: dict[str, Alarm]
) -> None:
    at_night.key("0").key("0").hear("he stopped breathing", alarms["emergency"])
    assert at_night.one(Handoff).line == "+15125550109"


def test_an_emergency_hears_the_sentence_when_all_handoffs_are_used(
    at_night: "Conversation", alarms: dict[str, Alarm]
) -> None:
    at_night.hear("he stopped breathing", alarms["emergency"]).transfer("busy").key("0")
    at_night.hear("he stopped breathing", alarms["emergency"])
    assert at_night.prompts == ["safety.emergency", "prompts.no_message"]
    assert at_night.state == "END"


def test_the_message_is_put_on_the_task_of_the_escalation(talk: "Conversation") -> None:
    talk.say("running_late", patient_name=MARY).unreached().say(message="call me")
    assert talk.one(UpdateTask).key.startswith("escalated_call")


def test_after_hours_a_second_wish_for_a_person_asks_for_the_message(
    at_night: "Conversation",
) -> None:
    at_night.key("0").key("0")
    assert at_night.listens
    at_night.key("0")
    assert at_night.state == "END"


# --- a step that hands off


def test_a_step_can_hand_off(with_steps: Callable[..., Flow], call_in: Calling) -> None:
    flow = with_steps("referral", Step("hand_off", ("staff_line",)))
    call = call_in(flow).say("referral")
    assert call.call.escalation == "policy"
    assert call.one(Handoff).reason == "policy"


def test_a_language_that_the_flow_does_not_have_is_for_a_person(
    dental: Flow, call_in: Calling
) -> None:
    english = replace(dental, texts={"en": dental.texts["en"]})
    assert call_in(english).key("2").call.escalation == "policy"
    assert call_in(dental).say("other_language").call.escalation == "policy"


# --- taken over by the clinic


@pytest.mark.parametrize("step", ["booking", "offered", "confirming"])
def test_who_is_asked_for_is_put_through_in_any_state(talk: "Conversation", step: str) -> None:
    getattr(talk, step)()
    talk.send(events.TakenOver)
    assert (talk.state, talk.call.escalation) == ("ESCALATE", "taken_over")
    assert talk.one(Handoff).reason == "taken_over"
    assert "escalated_call" in talk.tasks
    assert talk.send(events.TakenOver).all(Handoff) == [], "once is enough"


def test_at_night_whoever_asks_for_a_caller_is_there(at_night: "Conversation") -> None:
    at_night.send(events.TakenOver)
    assert at_night.one(Handoff).line == at_night.flow.clinic.staff_line
    assert at_night.prompts == ["prompts.handoff"]


def test_a_red_flag_question_that_stands_makes_it_an_emergency(
    talk: "Conversation", alarms: dict[str, Alarm]
) -> None:
    talk.hear("my gums bleed", alarms["check"])
    talk.send(events.TakenOver)
    assert talk.call.escalation == "emergency"


def test_a_caller_who_is_put_through_already_or_gone_is_left_alone(talk: "Conversation") -> None:
    talk.send(events.TakenOver).transfer("no_answer")
    assert talk.state == "COLLECT"
    talk.send(events.TakenOver).transfer("busy")
    assert talk.state == "END"
    assert talk.send(events.TakenOver).out == ()


def test_a_caller_who_leaves_a_message_after_two_handoffs_goes_on(talk: "Conversation") -> None:
    talk.unreached()
    talk.call.left["handoffs"] = 0
    asked = talk.call.question
    assert talk.send(events.TakenOver).out == ()
    assert (talk.state, talk.call.question) == ("COLLECT", asked)
