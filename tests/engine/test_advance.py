"""The one function: it changes nothing it was given, and a call is the fold of its events."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import pytest

from engine import events
from engine.advance import advance, fold, start
from engine.call import Call, Filled, Question, expecting
from engine.codec import dumps
from engine.commands import HangUp, Release, Say
from engine.flow import Flow
from engine.safety import Alarm, Level

if TYPE_CHECKING:
    from tests.engine.conftest import Conversation

Calling = Callable[..., "Conversation"]


def test_a_call_begins_before_the_greeting(dental: Flow) -> None:
    call = start(dental)
    assert (call.state, call.flow, call.clinic) == (
        "GREETING",
        "dental_reception",
        "riverside_dental",
    )
    assert call.disposition == "abandoned"
    assert not call.ended


def test_the_greeting_ends_with_an_open_question(talk: "Conversation") -> None:
    assert talk.prompts == ["prompts.greeting"]
    assert "Riverside Dental" in talk.text
    assert talk.listens
    assert talk.out[-1].expecting.kind == "open"


def test_greetings_vary_from_call_to_call(dental: Flow, call_in: Calling) -> None:
    texts = {call_in(dental, call_id=f"call-{number}").text for number in range(6)}
    assert len(texts) == len(dental.texts["en"]["prompts.greeting"])


def test_a_call_of_ours_asks_who_is_there(call_out: Calling) -> None:
    ours = call_out()
    assert ours.prompts == ["prompts.greeting_outbound", "prompts.is_this"]
    assert "Mary" in ours.text
    assert ours.call.agenda == ("confirm_appointment",)
    assert ours.call.slots["appointment"].confirmed


def test_the_same_event_always_gives_the_same_answer(dental: Flow, talk: "Conversation") -> None:
    event = events.Heard(at=talk.at, words="hello", alarm=Alarm())
    assert advance(dental, talk.call, event) == advance(dental, talk.call, event)


def test_the_call_that_was_given_never_changes(dental: Flow, talk: "Conversation") -> None:
    for go in (talk.offered, lambda: talk.say(opening="2026-03-03T10:00"), talk.no):
        go()
    for event in talk.log:
        before = dumps(talk.call)
        advance(dental, talk.call, event)
        assert dumps(talk.call) == before


def test_the_fold_of_the_events_is_the_call(dental: Flow, talk: "Conversation") -> None:
    talk.confirming().yes().done("book").no()
    assert talk.call.ended
    assert fold(dental, talk.log) == talk.call


def test_a_copy_shares_nothing_that_can_change(talk: "Conversation") -> None:
    call = talk.booking().call
    copy = call.copy()
    assert copy == call
    for field in fields(Call):
        value = getattr(call, field.name)
        if isinstance(value, dict) and field.name != "patient":
            assert getattr(copy, field.name) is not value


def test_after_the_end_nothing_happens(talk: "Conversation") -> None:
    talk.send(events.HungUp)
    assert talk.state == "END"
    ended = talk.call
    for event in talk.hear("hello").log:
        assert advance(talk.flow, ended, event) == (ended, ())


def test_hanging_up_gives_a_held_opening_back(talk: "Conversation") -> None:
    talk.confirming()
    talk.send(events.HungUp)
    assert talk.state == "END"
    assert talk.one(Release).opening["start"] == "2026-03-03T10:00"
    assert talk.call.disposition == "abandoned"


def test_hanging_up_with_nothing_held_says_nothing(talk: "Conversation") -> None:
    talk.booking()
    talk.send(events.HungUp)
    assert talk.out == ()


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        (events.Understood, {"answer": "yes"}),
        (events.PatientsFound, {"patients": ()}),
        (events.OpeningsFound, {"openings": ({"start": "2026-03-03T10:00"},)}),
        (events.ActionDone, {"action": "book"}),
        (events.ActionFailed, {"action": "book", "how": "error"}),
        (events.TransferEnded, {"how": "answered"}),
    ],
)
def test_what_nobody_waits_for_changes_nothing(
    talk: "Conversation", kind: type[events.Event], what: dict[str, Any]
) -> None:
    before = talk.call
    talk.send(kind, **what)
    assert talk.out == ()
    assert talk.call == before


def test_a_late_failure_during_a_transfer_changes_nothing(talk: "Conversation") -> None:
    talk.key("0")
    before = talk.call
    assert talk.fails("find_openings").call == before


# --- interruptions


def test_a_question_of_which_little_was_heard_is_put_again_before_it_counts(
    talk: "Conversation",
) -> None:
    talk.confirming().send(events.BargedIn, heard="So,").yes()
    assert talk.state == "CONFIRM"
    assert talk.says[-1].prompt == "prompts.booking_summary"
    talk.yes()
    assert talk.call.waiting == "do"


def test_a_question_that_was_mostly_heard_counts(talk: "Conversation") -> None:
    talk.confirming()
    talk.send(events.BargedIn, heard=talk.call.last_said).yes()
    assert talk.call.waiting == "do"


def test_without_budget_an_interrupted_question_counts_at_last(
    limited: Callable[..., Flow], call_in: Calling
) -> None:
    call = call_in(limited(repeats=0)).confirming()
    call.send(events.BargedIn, heard="").yes()
    assert call.call.waiting == "do"


# --- what understanding is told about the question


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        (Question("open"), "open"),
        (Question("which_request"), "open"),
        (Question("anything_else"), "yes_no"),
        (Question("slot", "visit_reason"), "slot"),
        (Question("prefill", "callback_number"), "yes_no"),
        (Question("read_back", "callback_number"), "yes_no"),
        (Question("offer", "opening"), "offer"),
        (Question("offer", "appointment"), "offer"),
        (Question("confirm"), "yes_no"),
        (Question("change"), "change"),
        (Question("message", "message"), "slot"),
        (Question("check"), "yes_no"),
        (Question(), "nothing"),
    ],
)
def test_the_kind_of_answer_that_a_question_expects(
    dental: Flow, question: Question, kind: str
) -> None:
    call = replace(start(dental), question=question, offered=({"start": "2026-03-03T10:00"},))
    told = expecting(call)
    assert (told.kind, told.slot) == (kind, question.slot)
    assert told.options == (("2026-03-03T10:00",) if kind == "offer" else ())
    assert (told.state, told.language) == ("GREETING", "en")


def test_half_a_name_is_asked_for_by_its_part(dental: Flow) -> None:
    half = {"patient_name": Filled({"first": "Mary", "last": None})}
    call = replace(start(dental), question=Question("slot", "patient_name"), slots=half)
    assert expecting(call).part == "last"
    assert expecting(replace(call, slots={})).part is None


def test_the_question_itself_is_told(talk: "Conversation") -> None:
    talk.say("book_appointment")
    assert talk.out[-1].expecting.asked == talk.says[-1].text


# --- the outgoing validator


def test_a_sentence_that_must_not_be_spoken_is_not_and_a_person_takes_over(
    dental: Flow, call_in: Calling
) -> None:
    texts = {"en": {**dental.texts["en"], "slots.visit_reason.ask": ("Take some ibuprofen.",)}}
    call = call_in(replace(dental, texts=texts))
    call.say("book_appointment", patient_name={"first": "Mary", "last": "Jones"}).yes()
    assert "ibuprofen" not in call.text
    assert call.call.escalation == "system_failure"
    assert call.state == "ESCALATE"


def test_a_faulty_sentence_during_an_escalation_is_left_out(dental: Flow, call_in: Calling) -> None:
    texts = {"en": {**dental.texts["en"], "prompts.handoff": ("Take some ibuprofen.",)}}
    call = call_in(replace(dental, texts=texts)).key("0")
    assert call.all(Say) == []
    assert call.call.escalation == "human"
    assert call.call.waiting == "transfer"


# --- dispositions


def test_of_several_outcomes_the_first_that_applies_counts(dental: Flow) -> None:
    call = replace(
        start(dental), outcomes=(("parking", "answered"), ("book_appointment", "booked"))
    )
    assert call.disposition == "booked"
    assert replace(call, escalation="human").disposition == "escalated"


def test_a_call_that_says_goodbye_hangs_up(talk: "Conversation") -> None:
    talk.say("goodbye")
    assert talk.prompts == ["prompts.goodbye"]
    assert isinstance(talk.out[-1], HangUp)
    assert talk.state == "END"


def test_an_emergency_on_interim_words_is_obeyed(talk: "Conversation") -> None:
    talk.hear("I can't", Alarm(Level.EMERGENCY), final=False)
    assert talk.call.escalation == "emergency"
    assert talk.call.words == "I can't"
    assert talk.call.turns == 0
