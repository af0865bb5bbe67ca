"""The fixed question about the red flags: after an alarm, and as a step of a request."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from engine import events
from engine.commands import Understand
from engine.safety import Alarm, sentences

if TYPE_CHECKING:
    from tests.engine.conftest import Conversation

Road = Callable[["Conversation"], object]

MARY = {"first": "Mary", "last": "Jones"}


# --- after an alarm


def test_a_possible_emergency_is_checked_with_the_fixed_question(
    talk: "Conversation", alarms: dict[str, Alarm]
) -> None:
    talk.say("book_appointment").hear("my gums bleed when I brush", alarms["check"])
    assert [one.text for one in talk.says] == [sentences.RED_FLAGS["en"]]
    assert not talk.says[0].interruptible
    assert "dial 911" not in talk.text
    assert talk.one(Understand).expecting.slot == "patient_name"


def test_a_no_to_the_check_goes_back_to_the_question_before(
    talk: "Conversation", alarms: dict[str, Alarm]
) -> None:
    talk.say("book_appointment").hear("my gums bleed", alarms["check"]).mean().no()
    assert talk.asked == "slots.patient_name.ask"
    assert talk.state == "COLLECT"


def test_a_no_to_the_check_at_the_beginning_goes_back_to_the_beginning(
    talk: "Conversation", alarms: dict[str, Alarm]
) -> None:
    talk.hear("my gums bleed", alarms["check"]).mean().no()
    assert talk.call.question.kind == "open"
    assert talk.listens


def test_what_else_was_said_counts_after_the_check(
    talk: "Conversation", alarms: dict[str, Alarm]
) -> None:
    talk.hear("my gums bleed, I need a checkup", alarms["check"])
    talk.mean("book_appointment", visit_reason="checkup").no()
    assert talk.call.request == "book_appointment"
    assert talk.value("visit_reason") == "checkup"


def test_a_likely_wish_said_with_a_symptom_is_kept(
    talk: "Conversation", alarms: dict[str, Alarm]
) -> None:
    talk.hear("my gums bleed when I brush", alarms["check"])
    talk.mean(events.Intent("book_appointment", 0.3), events.Intent("callback", 0.2)).no()
    assert talk.call.request == "book_appointment"
    assert talk.call.agenda == ()


@pytest.mark.parametrize("answer", ["yes", "unclear", None])
def test_whatever_is_no_no_to_the_check_is_an_emergency(
    talk: "Conversation", alarms: dict[str, Alarm], answer: str | None
) -> None:
    talk.hear("my gums bleed", alarms["check"]).mean().say(answer=answer)
    assert talk.call.escalation == "emergency"


def test_a_no_with_a_request_for_a_person_is_an_emergency(
    talk: "Conversation", alarms: dict[str, Alarm]
) -> None:
    talk.hear("my gums bleed", alarms["check"]).mean().say("human", answer="no")
    assert talk.call.escalation == "emergency"


@pytest.mark.parametrize(
    "answer",
    [
        lambda talk: talk.quiet(),
        lambda talk: talk.hear("mumble", confidence=0.1),
        lambda talk: talk.hear("noise", audio_quality=0.1),
        lambda talk: talk.key("5"),
        lambda talk: talk.key("1"),
        lambda talk: talk.send(events.TimeUp),
        lambda talk: talk.hear("this is ridiculous", Alarm(distress=True)),
        lambda talk: talk.hear("hm").fails("understand"),
    ],
    ids=["silence", "unclear", "noise", "a wrong key", "yes", "time", "anger", "no understanding"],
)
def test_no_answer_to_the_check_is_an_emergency(
    talk: "Conversation", alarms: dict[str, Alarm], answer: Road
) -> None:
    talk.hear("my gums bleed", alarms["check"]).mean()
    answer(talk)
    assert talk.call.escalation in ("emergency", "system_failure")


def test_the_no_key_answers_the_check(talk: "Conversation", alarms: dict[str, Alarm]) -> None:
    talk.hear("my gums bleed", alarms["check"]).mean().key("2")
    assert talk.call.escalation is None
    assert talk.listens


def test_the_check_is_not_put_twice(talk: "Conversation", alarms: dict[str, Alarm]) -> None:
    talk.hear("my gums bleed", alarms["check"]).mean().no()
    talk.hear("they really bleed", alarms["check"])
    assert talk.call.waiting == "words"


def test_a_possible_emergency_said_to_the_check_is_its_answer(
    talk: "Conversation", alarms: dict[str, Alarm]
) -> None:
    talk.hear("my gums bleed", alarms["check"]).mean()
    talk.hear("well they bleed", alarms["check"]).mean()
    assert talk.call.escalation == "emergency"


# --- as a step


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


# --- an alarm while a result is on its way


def test_a_check_heard_while_a_result_is_on_its_way_is_put_when_it_comes(
    talk: "Conversation", alarms: dict[str, Alarm]
) -> None:
    talk.booking(preferred_time=[]).hear("my gums bleed a bit", alarms["check"]).mean()
    assert talk.call.waiting == "openings"
    talk.openings("2026-03-03T10:00")
    assert talk.prompts == ["safety.red_flags"]
    assert talk.call.question.kind == "check"
    assert talk.no().call.waiting == "openings"
    assert talk.openings("2026-03-03T10:00").asked == "prompts.offer_one"


def test_what_was_done_is_told_before_a_check_that_was_put_off(
    talk: "Conversation", alarms: dict[str, Alarm]
) -> None:
    talk.confirming().yes().hear("and my gums bleed", alarms["check"]).mean().done()
    assert talk.prompts == ["prompts.booked", "safety.red_flags"]
    assert talk.no().asked == "prompts.anything_else"
    assert talk.call.escalation is None


def test_a_yes_to_a_check_that_was_put_off_is_an_emergency(
    talk: "Conversation", alarms: dict[str, Alarm]
) -> None:
    talk.booking(preferred_time=[]).hear("my gums bleed a lot", alarms["check"]).mean()
    assert talk.openings("2026-03-03T10:00").yes().call.escalation == "emergency"


def test_a_check_that_was_put_off_is_moot_once_a_person_is_called(
    talk: "Conversation", alarms: dict[str, Alarm]
) -> None:
    talk.booking(preferred_time=[]).hear("my gums bleed", alarms["check"]).mean().key("0")
    assert not talk.call.to_check
    assert talk.call.escalation == "human"


def test_a_check_that_was_put_off_outlasts_a_conflict(
    talk: "Conversation", alarms: dict[str, Alarm]
) -> None:
    talk.confirming().yes().hear("my gums bleed", alarms["check"]).mean().fails("book", "conflict")
    assert talk.call.waiting == "openings"
    assert talk.openings("2026-03-05T10:00").asked == "safety.red_flags"
