"""Words, keys and silence, before anything is understood."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from engine import events
from engine.call import Call
from engine.flow import Flow
from engine.safety import Alarm, Level
from engine.states import STATES

if TYPE_CHECKING:
    from tests.engine.conftest import Conversation

Calling = Callable[..., "Conversation"]
Road = Callable[["Conversation"], object]

ROADS: dict[str, Road] = {
    "greeting": lambda talk: None,
    "qualify": lambda talk: talk.say(),
    "which request": lambda talk: talk.say(
        events.Intent("callback", 0.3), events.Intent("referral", 0.2)
    ),
    "collect": lambda talk: talk.say("book_appointment"),
    "read-back": lambda talk: talk.say("book_appointment", callback_number="+15125550177"),
    "prefill": lambda talk: talk.say(
        "book_appointment", patient_name={"first": "Mary", "last": "Jones"}
    ),
    "triage": lambda talk: talk.booking("toothache"),
    "check": lambda talk: talk.hear("my gums bleed", Alarm(Level.CHECK)).mean(),
    "offer": lambda talk: talk.offered(),
    "confirm": lambda talk: talk.confirming(),
    "change": lambda talk: talk.confirming().no(),
    "anything else": lambda talk: talk.confirming().yes().done("book"),
    "words": lambda talk: talk.hear(),
    "aside": lambda talk: talk.hear("my gums bleed", Alarm(Level.CHECK)),
    "patients": lambda talk: talk.say(
        "appointment_lookup",
        patient_name={"first": "Mary", "last": "Jones"},
        date_of_birth="1988-04-12",
    ).yes(),
    "openings": lambda talk: talk.booking(preferred_time=[]),
    "hold": lambda talk: talk.offered().yes(),
    "do": lambda talk: talk.confirming().yes(),
}
"""Ways into every state and every wait of a call that nobody has taken over yet."""

roads = pytest.mark.parametrize("road", ROADS.values(), ids=ROADS)


def test_the_roads_lead_everywhere(dental: Flow, call_in: Calling) -> None:
    calls: list[Call] = []
    for road in ROADS.values():
        call = call_in(dental)
        road(call)
        calls.append(call.call)
    assert {call.state for call in calls} == set(STATES) - {"ESCALATE", "END"}
    assert {call.waiting for call in calls} == {
        None,
        "words",
        "patients",
        "openings",
        "hold",
        "do",
    }


# --- safety in every state


@roads
@pytest.mark.parametrize("final", [True, False], ids=["final", "interim"])
def test_an_emergency_is_answered_at_once_everywhere(
    talk: "Conversation", road: Road, final: bool
) -> None:
    road(talk)
    talk.hear("I can't breathe", Alarm(Level.EMERGENCY), final=final)
    first = talk.says[0]
    assert first.text == "If this is a medical emergency, please hang up and dial 911."
    assert not first.interruptible
    assert talk.state == "ESCALATE"
    assert talk.call.escalation == "emergency"


@roads
def test_zero_is_a_person_everywhere(talk: "Conversation", road: Road) -> None:
    road(talk)
    checked = talk.call.question.kind == "check"
    talk.key("0#")
    assert talk.call.escalation == ("emergency" if checked else "human")
    assert talk.state == "ESCALATE"


@roads
def test_asking_for_a_person_is_heard_everywhere(
    talk: "Conversation", road: Road, alarms: dict[str, Alarm]
) -> None:
    road(talk)
    checked = talk.call.question.kind == "check"
    talk.hear("a person please", alarms["human"])
    assert talk.call.escalation == ("emergency" if checked else "human")


@roads
def test_an_urgent_case_is_connected_without_the_emergency_sentence(
    talk: "Conversation", road: Road, alarms: dict[str, Alarm]
) -> None:
    road(talk)
    talk.hear("my tooth was knocked out", alarms["urgent_dental"])
    assert talk.call.escalation == "urgent_dental"
    assert talk.prompts == ["safety.connecting"]


@pytest.mark.parametrize("name", ["human", "prescription_refill", "distress", "urgent_dental"])
def test_on_interim_words_only_an_emergency_acts(
    talk: "Conversation", alarms: dict[str, Alarm], name: str
) -> None:
    before = talk.call
    assert talk.hear("give me", alarms[name], final=False).call == before
    assert talk.out == ()


def test_interim_words_are_no_turn_and_are_not_understood(talk: "Conversation") -> None:
    talk.hear("I would", final=False)
    assert talk.call.turns == 0
    assert talk.out == ()


@pytest.mark.parametrize(
    ("alarm", "reason"),
    [
        (Alarm(Level.EMERGENCY, ("human",), True), "emergency"),
        (Alarm(Level.URGENT, ("human",), True), "urgent_dental"),
        (Alarm(people=("prescription_refill", "human"), distress=True), "prescription_refill"),
        (Alarm(people=("human",), distress=True), "human"),
        (Alarm(distress=True), "distress"),
    ],
)
def test_the_gravest_alarm_gives_the_reason(
    talk: "Conversation", alarm: Alarm, reason: str
) -> None:
    talk.hear("so many things", alarm)
    assert talk.call.escalation == reason


def test_an_alarm_counts_on_a_bad_line(talk: "Conversation") -> None:
    talk.hear("…breathe", Alarm(Level.EMERGENCY), confidence=0.1, audio_quality=0.1)
    assert talk.call.escalation == "emergency"


def test_an_emergency_is_heard_even_while_a_person_is_being_called(
    talk: "Conversation", alarms: dict[str, Alarm]
) -> None:
    talk.key("0").hear("he stopped breathing", alarms["emergency"])
    assert talk.prompts[0] == "safety.emergency"
    assert talk.call.escalation == "emergency"
    before = talk.call
    assert talk.hear("he stopped breathing", alarms["emergency"]).call == before


@pytest.mark.parametrize("name", ["urgent_dental", "human", "check", "distress"])
def test_anything_less_waits_while_a_person_is_being_called(
    talk: "Conversation", alarms: dict[str, Alarm], name: str
) -> None:
    before = talk.key("0").call
    assert talk.hear("hurry up", alarms[name]).call == before
    assert talk.key("0").call == before
    assert talk.quiet().call == before


# --- words while something is on its way


def test_words_while_a_result_is_on_its_way_only_add_to_it(talk: "Conversation") -> None:
    talk.booking(preferred_time=[]).hear("and I moved")
    assert talk.call.aside
    assert talk.call.waiting == "openings"
    talk.mean("billing_question", email="mary@example.com")
    assert talk.out == ()
    assert talk.value("email") == "mary@example.com"
    assert "billing_question" in talk.call.agenda
    assert talk.openings("2026-03-03T10:00").asked == "prompts.offer_one"


def test_one_utterance_is_made_out_at_a_time(talk: "Conversation") -> None:
    talk.hear("a cleaning").hear("um")
    assert talk.out == ()
    assert talk.mean("book_appointment", visit_reason="cleaning").call.request


# --- a bad line


@pytest.mark.parametrize(
    ("what", "prompt"),
    [({"confidence": 0.5}, "prompts.unclear"), ({"audio_quality": 0.5}, "prompts.noisy")],
)
def test_a_bad_line_is_asked_about_once_and_then_handed_over(
    talk: "Conversation", what: dict[str, float], prompt: str
) -> None:
    talk.hear("b…k…", **what)
    assert talk.prompts == [prompt]
    assert talk.listens
    talk.hear("b…k…", **what)
    assert talk.call.escalation == "unclear_audio"
    assert talk.state == "ESCALATE"


def test_words_well_understood_in_between_count_anew(talk: "Conversation") -> None:
    talk.hear("b…", confidence=0.5).say("book_appointment").hear("M…", confidence=0.5)
    assert talk.call.escalation is None


def test_noise_twice_in_a_call_is_for_a_person(talk: "Conversation") -> None:
    talk.hear("b…", audio_quality=0.5).say("book_appointment").hear("M…", audio_quality=0.5)
    assert talk.call.escalation == "unclear_audio"


def test_an_unclear_word_is_a_miss_too(limited: Callable[..., Flow], call_in: Calling) -> None:
    call = call_in(limited(misses=0)).hear("b…", confidence=0.5)
    assert call.call.escalation == "not_understood"


def test_the_thresholds_are_the_flows(dental: Flow, call_in: Calling) -> None:
    strict = replace(dental, thresholds=replace(dental.thresholds, stt_confidence=0.95))
    assert call_in(strict).hear("hm", confidence=0.9).prompts == ["prompts.unclear"]
    assert call_in(dental).hear("hm", confidence=0.9).call.waiting == "words"


def test_a_bad_line_does_not_matter_while_a_result_is_on_its_way(talk: "Conversation") -> None:
    talk.booking(preferred_time=[]).hear("and…", confidence=0.1)
    assert talk.call.aside


def test_a_caller_who_is_lost_on_a_bad_line_goes_to_a_person(talk: "Conversation") -> None:
    talk.say("confused").hear("what…", confidence=0.5)
    assert talk.call.escalation == "unclear_audio"


def test_a_bad_line_for_a_caller_who_is_lost_later(talk: "Conversation") -> None:
    talk.hear("wh…", confidence=0.5).say("confused")
    assert talk.call.escalation == "not_understood"


# --- keys


def test_keys_begin_a_conversation_like_words(talk: "Conversation") -> None:
    talk.key("7")
    assert talk.state == "QUALIFY"
    assert talk.call.turns == 1


def test_one_and_two_are_yes_and_no(talk: "Conversation") -> None:
    talk.say("book_appointment", patient_name={"first": "Mary", "last": "Jones"})
    assert talk.asked == "slots.callback_number.prefill"
    talk.key("1")
    assert talk.call.slots["callback_number"].confirmed


def test_the_no_key(talk: "Conversation") -> None:
    talk.say("book_appointment", patient_name={"first": "Mary", "last": "Jones"}).key("2")
    assert talk.asked == "slots.callback_number.ask"


def test_a_number_can_be_typed(talk: "Conversation") -> None:
    talk.say("book_appointment", patient_name={"first": "Mary", "last": "Jones"}).no()
    talk.key("5125550177#")
    assert talk.value("callback_number") == "+15125550177"
    assert talk.asked == "slots.callback_number.read_back"


def test_too_few_digits_are_a_miss(talk: "Conversation") -> None:
    talk.say("book_appointment", patient_name={"first": "Mary", "last": "Jones"}).no()
    talk.key("512")
    assert talk.value("callback_number") is None
    assert talk.listens


@pytest.mark.parametrize(
    ("digits", "start"), [("1", "2026-03-03T10:00"), ("2", "2026-03-04T14:30")]
)
def test_an_opening_can_be_chosen_by_key(talk: "Conversation", digits: str, start: str) -> None:
    talk.offered().key(digits)
    assert talk.call.waiting == "hold"
    assert talk.call.offered[0]["start"] == start


@pytest.mark.parametrize("digits", ["2", "3"])
def test_a_key_for_what_is_not_on_offer_is_a_miss(talk: "Conversation", digits: str) -> None:
    talk.offered("2026-03-03T10:00").key(digits)
    assert talk.call.waiting is None
    assert talk.listens


def test_two_is_spanish_at_the_beginning(talk: "Conversation") -> None:
    talk.key("2")
    assert talk.call.language == "es"
    assert all(one.language == "es" for one in talk.says)


def test_two_is_spanish_only_at_the_beginning(talk: "Conversation") -> None:
    talk.say("book_appointment").key("2")
    assert talk.call.language == "en"


def test_nine_stops_calls_of_ours(call_out: Calling) -> None:
    ours = call_out().key("9")
    assert ours.call.opted_out
    assert ours.prompts == ["prompts.opted_out"]
    assert ours.state == "END"


def test_nine_is_nothing_on_a_call_to_us(talk: "Conversation") -> None:
    assert not talk.key("9").call.opted_out
    assert talk.state == "QUALIFY"


@pytest.mark.parametrize("road", ["openings", "patients", "hold", "do", "words"])
def test_while_we_are_busy_keys_and_silence_are_nothing(talk: "Conversation", road: str) -> None:
    ROADS[road](talk)
    question = talk.call.question
    for go in (lambda: talk.key("1"), lambda: talk.key("5"), lambda: talk.quiet(3)):
        go()
        assert talk.out == ()
    assert talk.call.question == question
    assert talk.call.left["misses"] == talk.flow.limits.misses


# --- silence and clocks


def test_a_caller_who_never_speaks_is_abandoned_after_three_silences(
    talk: "Conversation",
) -> None:
    talk.quiet(2)
    assert talk.state == "GREETING"
    talk.quiet()
    assert talk.prompts == ["prompts.goodbye_silence"]
    assert talk.state == "END"
    assert talk.call.disposition == "abandoned"


def test_three_silences_later_on_are_for_a_person(talk: "Conversation") -> None:
    talk.say("book_appointment").quiet(3)
    assert talk.call.escalation == "not_understood"


def test_silence_is_never_a_yes(talk: "Conversation") -> None:
    talk.confirming().quiet()
    assert talk.state == "CONFIRM"
    assert talk.call.waiting is None
    talk.quiet(2)
    assert talk.call.escalation == "not_understood"


def test_silence_after_anything_else_is_a_goodbye(talk: "Conversation") -> None:
    talk.confirming().yes().done("book").quiet()
    assert talk.prompts == ["prompts.goodbye"]
    assert talk.call.disposition == "booked"


def test_silence_instead_of_a_message_ends_the_call(talk: "Conversation") -> None:
    talk.unreached().quiet()
    assert talk.prompts == ["prompts.no_message"]
    assert talk.state == "END"


def test_silence_instead_of_a_number_for_a_message_ends_the_call(
    dental: Flow, call_in: Calling
) -> None:
    call = call_in(dental, caller=None).unreached().say(message="please call")
    assert call.asked == "slots.callback_number.ask"
    call.quiet()
    assert call.prompts == ["prompts.message_taken"]
    assert call.state == "END"


def test_a_clock_that_runs_out_hands_over(talk: "Conversation") -> None:
    talk.say("book_appointment").send(events.TimeUp)
    assert talk.call.escalation == "too_long"
    assert talk.prompts == ["prompts.handoff_too_long"]


@pytest.mark.parametrize("road", ["confirm", "words", "openings", "do", "hold", "patients"])
def test_a_clock_waits_for_a_confirmation_and_for_results(talk: "Conversation", road: str) -> None:
    ROADS[road](talk)
    before = talk.call
    assert talk.send(events.TimeUp).call == before


def test_a_clock_does_not_end_a_handoff(talk: "Conversation") -> None:
    before = talk.key("0").call
    assert talk.send(events.TimeUp).call == before
