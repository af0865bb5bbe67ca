"""Calls that the clinic makes: what is asked first, who is let go, and what they may do instead."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from engine import commands
from engine.events import Alarm, Intent
from engine.flow import Flow, Request, Step
from engine.proof.explore import Explorer
from engine.proof.rules import broken
from engine.safety import Level
from engine.voicemail import voicemail

if TYPE_CHECKING:
    from tests.engine.conftest import Conversation

Placing = Callable[..., "Conversation"]

ANA = {"first": "Ana", "last": "Ruiz"}
NUMBER = "+15125550142"
STOP = Alarm(no_more_calls=True)
FIRST = {
    "reminder": "confirm_appointment",
    "confirmation": "confirm_appointment",
    "recall": "book_appointment",
    "lead": "book_appointment",
    "follow_up": "how_are_you",
}


def flow_of(name: str) -> Flow:
    return load_flow(name, load_clinic("riverside_dental"))


@pytest.fixture
def place(call_in: Callable[..., "Conversation"], made: Callable[..., Any]) -> Placing:
    """A call of ours: `place("recall")`, with more of what is known if need be."""

    def begin(name: str, flow: Flow | None = None, **known: Any) -> "Conversation":
        usual = {"patient_name": ANA, "callback_number": NUMBER}
        if FIRST[name] == "confirm_appointment":
            usual["appointment"] = made("2026-03-05T10:00")
        told = {slot: value for slot, value in (usual | known).items() if value is not None}
        return call_in(flow or flow_of(name), direction="outbound", request=FIRST[name], known=told)

    return begin


# --- who is there


@pytest.mark.parametrize("name", FIRST)
def test_it_begins_with_who_calls_and_whom(place: Placing, name: str) -> None:
    ours = place(name)
    assert ours.prompts == ["prompts.greeting_outbound", "prompts.is_this"]
    assert ours.one(commands.Listen).expecting.whom == "Ana"
    assert ours.yes().one(commands.Listen).expecting.whom is None


def test_somebody_who_is_out_is_called_another_time(place: Placing) -> None:
    ours = place("recall").say("not_here", answer="no")
    assert ours.prompts == ["prompts.not_here"]
    assert (ours.state, ours.call.disposition) == ("END", "abandoned")


def test_a_plain_no_is_a_wrong_number(place: Placing) -> None:
    assert place("recall").no().call.disposition == "wrong_number"
    assert place("recall").say("wrong_number", answer="no").call.disposition == "wrong_number"


def test_without_a_name_it_is_asked_whether_it_is_a_good_time(place: Placing) -> None:
    ours = place("lead", patient_name=None)
    assert ours.asked == "prompts.good_time"
    assert ours.one(commands.Listen).expecting.whom == ""
    assert ours.say().prompts == ["prompts.yes_no_again"]
    assert ours.no().prompts == ["prompts.not_here"]
    assert place("lead", patient_name=None).yes().asked == "slots.wants_visit.ask"


# --- no more calls


def test_words_stop_calls_of_ours_at_once_and_on_a_bad_line(place: Placing) -> None:
    ours = place("recall").hear("stop calling me", STOP, confidence=0.1)
    assert ours.prompts == ["prompts.opted_out"]
    assert ours.call.opted_out
    assert ours.state == "END"


@pytest.mark.parametrize("alarm", [Alarm(Level.EMERGENCY), Alarm(people=("human",))])
def test_danger_and_people_come_first(place: Placing, alarm: Alarm) -> None:
    ours = place("recall").yes().hear("hm", alarm | STOP)
    assert ours.call.opted_out
    assert ours.call.waiting == "transfer"


def test_after_the_red_flags_they_are_let_go(place: Placing) -> None:
    ours = place("follow_up").yes().hear("hm", Alarm(Level.CHECK) | STOP)
    assert ours.call.question.kind == "check"
    ours.mean().no()
    assert ours.prompts == ["prompts.opted_out"]
    again = place("follow_up").yes().hear("hm", Alarm(Level.CHECK)).mean().no()
    assert again.hear("hm", Alarm(Level.CHECK) | STOP).prompts == ["prompts.opted_out"]


def test_while_something_is_on_its_way_they_are_let_go_too(place: Placing) -> None:
    ours = place("recall", visit_reason="cleaning").yes().yes().say(preferred_time=[])
    assert ours.call.waiting == "openings"
    assert ours.hear("hm", Alarm(Level.CHECK) | STOP).prompts == ["prompts.opted_out"]


def test_while_a_person_is_rung_it_is_noted(place: Placing) -> None:
    ours = place("recall").key("0").hear("hm", STOP)
    assert ours.call.opted_out
    assert ours.state == "ESCALATE"
    assert place("recall").key("0").key("9").call.opted_out


def test_who_calls_us_only_to_say_so_is_let_go(talk: "Conversation") -> None:
    assert talk.hear("stop calling me", STOP).prompts == ["prompts.opted_out"]
    assert talk.call.opted_out


def test_in_a_request_of_theirs_it_is_nothing(talk: "Conversation") -> None:
    talk.say("book_appointment").hear("stop calling me", STOP)
    assert not talk.call.opted_out
    assert talk.call.waiting == "words"


# --- the question that we called for


def test_what_would_be_asked_next_is_a_yes(place: Placing) -> None:
    ours = place("recall").yes().say(visit_reason="cleaning", preferred_time=[])
    assert ours.value("wants_visit") is True
    assert ours.call.waiting == "openings"


def test_the_wish_itself_is_a_yes_even_beside_a_no(place: Placing) -> None:
    assert place("recall").yes().say("book_appointment").value("wants_visit") is True
    ours = place("follow_up").yes().say("how_are_you", answer="no")
    assert ours.call.learned["feeling_well"].value is True
    assert ours.call.outcomes == (("how_are_you", "answered"),)


def test_a_probable_wish_will_do_where_nothing_was_answered(place: Placing) -> None:
    likely = Intent("callback", 0.4)
    assert place("recall").yes().say(likely).call.request == "callback"
    assert place("recall").yes().say(Intent("callback", 0.1)).call.request == "book_appointment"
    refused = place("recall").yes().say(likely, answer="no")
    assert refused.call.learned["wants_visit"].value is False


def test_another_wish_is_not_taken_for_a_yes(place: Placing) -> None:
    ours = place("recall").yes().say("callback", preferred_time=[])
    assert ours.value("wants_visit") is None
    assert ours.call.request == "callback"
    assert ours.asked == "slots.call_time.ask"


def test_with_a_yes_another_wish_waits_its_turn(place: Placing) -> None:
    ours = place("recall").yes().say("callback", answer="yes")
    assert ours.call.request == "book_appointment"
    assert ours.call.agenda == ("callback",)


def test_something_else_than_a_request_is_no_yes(place: Placing) -> None:
    ours = place("recall").yes().say("parking", email="a@example.com")
    assert ours.value("wants_visit") is None


def test_not_now_is_a_no_and_never_mind_a_goodbye(place: Placing) -> None:
    ours = place("recall").yes().say("never_mind", answer="no")
    assert ours.prompts == ["prompts.declined", "prompts.goodbye"]
    assert ours.call.disposition == "answered"
    dropped = place("recall").yes().say("never_mind")
    assert dropped.prompts == ["prompts.goodbye"]


def test_nobody_is_kept_when_nothing_is_left_but_for_a_further_wish(place: Placing) -> None:
    ours = place("follow_up").yes().say("callback", answer="yes")
    assert ours.state == "COLLECT"
    assert ours.asked == "slots.call_time.ask"


def test_what_was_said_before_the_red_flags_is_kept(place: Placing) -> None:
    ours = place("follow_up").yes().hear("hm", Alarm(Level.CHECK)).mean("how_are_you").no()
    assert ours.call.disposition == "answered"
    trouble = place("follow_up").yes().hear("hm", Alarm(Level.CHECK)).mean("report_trouble").no()
    assert trouble.call.escalation == "medical_advice"
    nothing = place("follow_up").yes().hear("hm", Alarm(Level.CHECK)).mean().no()
    assert nothing.asked == "slots.feeling_well.ask"


def test_a_miss_is_helped_in_the_words_of_the_question(place: Placing) -> None:
    assert place("recall").yes().say().prompts == ["slots.wants_visit.again"]


# --- what must be said


def test_a_yes_by_key_does_not_count_where_it_must_be_said(place: Placing) -> None:
    ours = place("confirmation").yes()
    for _ in range(ours.flow.limits.misses):
        assert ours.key("1").asked == "slots.coming.ask"
    ours.key("1")
    assert ours.tasks == ["callback"]
    assert ours.call.disposition == "message_taken"
    assert place("confirmation").yes().key("2").asked == "slots.reschedule_instead.ask"


def test_what_comes_next_is_no_yes_where_it_must_be_said(place: Placing) -> None:
    ours = place("confirmation").yes().say(payment="card")
    assert ours.value("coming") is None
    assert ours.say("confirm_appointment").call.waiting == "do"


# --- what is done in passing


def test_a_confirmation_counts_before_the_question_about_payment(place: Placing) -> None:
    ours = place("confirmation").yes().yes()
    assert isinstance(ours.one(commands.Confirm), commands.Confirm)
    ours.done()
    assert ours.call.disposition == "confirmed"
    assert ours.asked == "slots.payment.ask"
    ours.say(payment="office")
    assert ours.tasks == ["billing_question"]
    assert ours.prompts == ["prompts.office_will_call", "prompts.confirmed", "prompts.goodbye"]
    assert ours.state == "END"


def test_trouble_is_an_urgent_task_of_the_doctors(place: Placing) -> None:
    ours = place("follow_up").yes().no()
    tasks = {one.type: (one.priority, one.owner) for one in ours.all(commands.CreateTask)}
    assert tasks == {
        "escalated_call": ("high", "staff"),
        "medical_question": ("urgent", "doctor"),
    }
    assert ours.call.escalation == "medical_advice"


def test_any_other_handing_off_is_by_policy(with_steps: Callable[..., Flow], call_in: Any) -> None:
    flow = with_steps("callback", Step("hand_off", ("staff",)))
    assert call_in(flow).say("callback").call.escalation == "policy"


# --- what the proof looks for


def found(flow: Flow) -> set[str]:
    return {one.rule for _, step in Explorer(flow, "en").explore() for one in broken(flow, step)}


def with_text(flow: Flow, **texts: str) -> Flow:
    english = {**flow.texts["en"], **{f"prompts.{one}": (text,) for one, text in texts.items()}}
    return replace(flow, texts={**flow.texts, "en": english})


def test_the_proof_finds_who_is_not_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    flow = flow_of("follow_up")
    assert found(flow) == set()
    monkeypatch.setattr("engine.hearing._stops", lambda call, alarm: False)
    assert found(flow) == {"let go"}


def test_the_proof_knows_that_a_newcomer_may_have_no_name() -> None:
    flow = flow_of("recall")
    explorer = Explorer(flow, "en")
    begins = [set(event.known) for _, event in explorer.starts()]
    assert {"callback_number", "appointment"} in begins
    assert found(flow) == set()


def test_the_proof_finds_what_a_call_of_ours_may_not_say() -> None:
    flow = flow_of("follow_up")
    assert "private" in found(with_text(flow, is_this="Is this {first_name}, on {appointment}?"))
    assert "private" in found(with_text(flow, glad="Glad to hear it about {appointment_service}."))


# --- what a machine is told


def test_a_machine_is_told_who_called(reminder: Flow) -> None:
    said = voicemail(reminder)
    assert said is not None
    assert "Riverside Dental" in said.text
    assert "512-555-0100" in said.text
    spanish = voicemail(reminder, "es")
    assert spanish is not None
    assert spanish.language == "es"
    assert voicemail(reminder, "fr") == said


def test_a_machine_is_told_nothing_improper(reminder: Flow) -> None:
    assert voicemail(with_text(reminder, voicemail="Take your antibiotics.")) is None


def test_a_request_of_no_steps_is_over_at_once(place: Placing) -> None:
    flow = flow_of("follow_up")
    bare = replace(flow, requests={"how_are_you": Request("how_are_you", "", "staff", ())})
    assert place("follow_up", bare).yes().prompts == ["prompts.goodbye"]
