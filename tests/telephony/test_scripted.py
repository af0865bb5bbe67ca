"""Scripted calls keep every settled rule. Understanding is a table here: only running counts."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from agent_config.script import (
    Agent,
    Answers,
    Caller,
    Choose,
    Expect,
    Expected,
    Fails,
    HangsUp,
    Interrupts,
    Keys,
    Script,
    Silence,
    Turn,
)
from engine.commands import Expecting
from engine.events import Intent, Reading, Understood
from engine.flow import Flow
from engine.safety import Alarm, Level
from engine.safety.sentences import EMERGENCY
from telephony.scripted import Result, run

NOW = datetime(2026, 3, 2, 9, 15)
TUESDAY = [{"start": "2026-03-03T08:00", "end": "2026-03-03T12:00"}]
PHONE = "+15125550142"
ANA = {"name": "Ana Ruiz", "date_of_birth": "1988-04-12"}

MEANS: dict[str, dict[str, Any]] = {
    "book": {"intents": (Intent("book_appointment"),)},
    "cancel": {"intents": (Intent("cancel_appointment"),)},
    "callback": {"intents": (Intent("callback"),)},
    "human": {"intents": (Intent("human"),)},
    "yes": {"answer": "yes"},
    "sí": {"answer": "yes"},
    "no": {"answer": "no"},
    "none of those": {"answer": "no"},
    "Ana Ruiz": {"slots": {"patient_name": {"first": "Ana", "last": "Ruiz"}}},
    "April 12th, 1988": {"slots": {"date_of_birth": "1988-04-12"}},
    "512": {"slots": {"callback_number": PHONE}},
    "a cleaning": {"slots": {"visit_reason": "cleaning"}},
    "my tooth hurts": {"slots": {"visit_reason": "toothache"}},
    "Tuesday": {"slots": {"preferred_time": TUESDAY}},
    "please call": {"slots": {"message": "please call"}},
}
BOOKING: dict[str, str | bool] = {
    "patient_name": "Ana Ruiz",
    "callback_number": "yes",
    "visit_reason": "a cleaning",
    "preferred_time": "Tuesday",
}


class Table:
    """Understands exactly the words above, and which opening is taken."""

    def understand(
        self,
        words: str,
        expecting: Expecting,
        at: datetime,
        nbest: tuple[str, ...] = (),
        rules_only: bool = False,
    ) -> Understood:
        if words in ("the first one", "the second one") and expecting.options:
            number = ("the first one", "the second one").index(words)
            taken = Reading(expecting.options[number], words)
            return Understood(at=at, slots={expecting.slot or "opening": taken})
        known = dict(MEANS.get(words, {}))
        slots = {name: Reading(value, words) for name, value in known.pop("slots", {}).items()}
        return Understood(at=at, slots=slots, **known)

    def alarm(self, words: str) -> Alarm:
        return Alarm(Level.EMERGENCY if "breathe" in words else Level.NONE)


@pytest.fixture(scope="module")
def flow() -> Flow:
    return load_flow("dental_reception", load_clinic("riverside_dental"))


def play(flow: Flow, *turns: Turn, expect: dict[str, Any] | None = None, **given: Any) -> Result:
    script = Script(
        path="calls/x.yaml",
        line=9,
        call="x",
        clinic="riverside_dental",
        now=given.pop("now", NOW),
        caller=given.pop("caller", PHONE),
        turns=turns,
        expect=Expected(line=99, fields=expect or {}),
        **given,
    )
    return run(script, flow, Table())


def says(words: str, **other: Any) -> Caller:
    return Caller(line=1, says=words, **other)


def answers(**entries: str | bool) -> Answers:
    return Answers(line=2, entries=entries)


def hears(**what: str) -> Agent:
    return Agent(line=3, **what)


def expects(**fields: Any) -> Expect:
    return Expect(line=4, expected=Expected(line=4, fields=fields))


def callers(result: Result) -> list[str]:
    return [entry.text for entry in result.outcome.transcript if entry.who == "caller"]


def test_a_booking_from_greeting_to_goodbye(flow: Flow) -> None:
    result = play(
        flow,
        hears(contains="thank you for CALLING"),
        says("book"),
        answers(**BOOKING, email="never asked"),
        expects(state="OFFER_SLOT", slots={"visit_reason": "cleaning"}),
        Choose(line=5, number=1),
        expects(state="CONFIRM"),
        says("yes"),
        answers(anything_else="no"),
        expects(state="END"),
        openings=("2026-03-03T10:00", "2026-03-03T14:30"),
        expect={
            "disposition": "booked",
            "escalation": None,
            "slots": {
                "patient_name": "Ana Ruiz",
                "callback_number": PHONE,
                "visit_reason": "cleaning",
                "opening": "2026-03-03T10:00",
                "email": None,
            },
            "appointments": [
                {"patient": "Ana Ruiz", "service": "cleaning", "start": "2026-03-03T10:00",
                 "status": "confirmed"},
            ],
            "tasks": [],
            "turns_at_most": 8,
            "never_says": ["What date"],
        },
    )  # fmt: skip
    assert result.failures == ()
    assert result.passed
    assert callers(result) == [
        "book", "Ana Ruiz", "yes", "a cleaning", "Tuesday", "the first one", "yes", "no",
    ]  # fmt: skip
    plain = result.as_json()
    assert list(plain)[:3] == ["call", "passed", "failures"]
    assert plain["transcript"][0]["who"] == "agent"
    again = play(flow, says("book"))
    assert again.outcome.digest != result.outcome.digest


def test_the_same_call_has_the_same_digest(flow: Flow) -> None:
    turns = (says("book"), answers(**BOOKING), Choose(line=1, number=1))
    assert play(flow, *turns).outcome.digest == play(flow, *turns).outcome.digest


def test_a_failure_names_file_and_line(flow: Flow) -> None:
    result = play(
        flow,
        hears(contains="good night"),
        hears(matches=r"^\d+$"),
        hears(without="calling"),
        expects(state="END"),
        expect={"disposition": "booked"},
    )
    greeting = result.outcome.transcript[0].text
    assert result.failures == (
        f"calls/x.yaml:3: expected to hear 'good night', but heard {greeting!r}",
        rf"calls/x.yaml:3: expected words like /^\d+$/, but heard {greeting!r}",
        f"calls/x.yaml:3: expected not to hear 'calling', but heard {greeting!r}",
        "calls/x.yaml:4: expected state END, but it is GREETING",
        "calls/x.yaml:99: expected disposition booked, but it is abandoned",
    )
    assert not result.passed


def test_agent_is_everything_since_the_callers_last_turn(flow: Flow) -> None:
    result = play(
        flow,
        says("book"),
        answers(patient_name="Ana Ruiz"),
        hears(without="thank you for calling"),
        hears(matches="best one"),
    )
    assert result.failures == ()


def test_a_block_of_answers_is_over_when_an_entry_would_be_needed_twice(flow: Flow) -> None:
    result = play(flow, says("book"), answers(patient_name="mumble", callback_number="yes"))
    assert callers(result) == ["book", "mumble"]


def test_a_block_of_answers_is_over_at_a_question_that_it_does_not_hold(flow: Flow) -> None:
    result = play(flow, answers(patient_name="Ana Ruiz"), says("book"), answers(visit_reason="no"))
    assert callers(result) == ["book"]


def test_a_read_back_of_a_slot_in_the_block_is_answered_yes(flow: Flow) -> None:
    result = play(
        flow,
        says("book"),
        answers(patient_name="Ana Ruiz", callback_number="512", visit_reason="a cleaning"),
        caller=None,
    )
    assert callers(result) == ["book", "Ana Ruiz", "512", "yes", "a cleaning"]


def test_a_read_back_of_another_slot_is_left_to_the_next_turn(flow: Flow) -> None:
    result = play(
        flow,
        says("book"),
        says("Ana Ruiz"),
        says("512"),
        answers(visit_reason="a cleaning"),
        caller=None,
    )
    assert callers(result) == ["book", "Ana Ruiz", "512"]


def test_triage_is_a_question_that_answers_may_hold(flow: Flow) -> None:
    entries = {**BOOKING, "visit_reason": "my tooth hurts", "triage": False}
    result = play(flow, says("book"), answers(**entries), expects(state="OFFER_SLOT"))
    assert result.failures == ()
    assert callers(result)[-2:] == ["no", "Tuesday"]


@pytest.mark.parametrize(
    ("number", "failure"),
    [(1, "choose 1: nothing is on offer"), (0, "choose 0: nothing is on offer")],
)
def test_choosing_needs_an_offer(flow: Flow, number: int, failure: str) -> None:
    early = play(flow, Choose(line=5, number=number))
    late = play(flow, HangsUp(line=1), Choose(line=5, number=number))
    assert early.failures == late.failures == (f"calls/x.yaml:5: {failure}",)
    assert callers(early) == []


def test_choosing_more_than_there_is(flow: Flow) -> None:
    turns = (says("book"), answers(**BOOKING), Choose(line=5, number=2))
    result = play(flow, *turns, openings=("2026-03-03T10:00",))
    assert result.failures == ("calls/x.yaml:5: choose 2: only 1 on offer",)


def test_choosing_none_of_them(flow: Flow) -> None:
    result = play(flow, says("book"), answers(**BOOKING), Choose(line=5, number=0))
    assert callers(result)[-1] == "none of those"


def test_after_the_end_the_caller_is_skipped_but_all_else_is_judged(flow: Flow) -> None:
    result = play(
        flow,
        HangsUp(line=1),
        says("book"),
        answers(**BOOKING),
        Silence(line=1, seconds=8),
        Keys(line=1, digits="0"),
        Interrupts(line=1, after_words=2, says="hello"),
        HangsUp(line=1),
        hears(contains="nothing more"),
        expects(state="END", disposition="abandoned"),
        expect={"turns_at_most": 0},
    )
    assert len(result.failures) == 1
    assert "calls/x.yaml:3: expected to hear 'nothing more'" in result.failures[0]
    assert callers(result) == []


def test_a_script_that_runs_out_hangs_up(flow: Flow) -> None:
    assert play(flow, says("book"), expect={"state": "END"}).failures == ()


def test_silence_and_keys_are_turns(flow: Flow) -> None:
    result = play(
        flow,
        says("book"),
        Silence(line=1, seconds=8),
        says("Ana Ruiz"),
        says("no"),
        Keys(line=1, digits="5125550142#"),
        expect={"turns_at_most": 5, "slots": {"callback_number": PHONE}},
    )
    assert result.failures == ()
    assert result.outcome.turns == 5


def test_an_interruption_is_a_barge_in_and_words(flow: Flow) -> None:
    result = play(flow, Interrupts(line=1, after_words=2, says="book"), expects(state="COLLECT"))
    assert result.failures == ()
    events = [type(step.event).__name__ for step in result.outcome.steps]
    assert events[:4] == ["CallStarted", "BargedIn", "Heard", "Understood"]
    assert result.outcome.turns == 1
    late = play(flow, Interrupts(line=1, after_words=99, says="book"))
    assert "BargedIn" not in [type(step.event).__name__ for step in late.outcome.steps]


def test_confidence_quality_and_guesses_reach_the_engine(flow: Flow) -> None:
    result = play(flow, says("book", confidence=0.5, audio_quality=0.4, nbest=("brook",)))
    heard = result.outcome.steps[1].event
    assert (heard.confidence, heard.audio_quality) == (0.5, 0.4)  # type: ignore[attr-defined]
    assert heard.nbest == ("brook",)  # type: ignore[attr-defined]


def test_what_fails_stays_broken_until_it_is_mended(flow: Flow) -> None:
    broken = play(
        flow,
        Fails(line=1, faults={"find_openings": "timeout"}),
        says("book"),
        answers(**BOOKING),
        expect={
            "disposition": "requested",
            "escalation": None,
            "tasks": [{"type": "appointment_scheduling", "patient_name": "ana ruiz"}],
            "appointments": [],
        },
    )
    assert broken.failures == ()
    mended = play(
        flow,
        Fails(line=1, faults={"find_openings": "error"}),
        Fails(line=1, faults={"find_openings": "none"}),
        says("book"),
        answers(**BOOKING),
        expects(state="OFFER_SLOT"),
    )
    assert mended.failures == ()


def test_a_handoff_is_answered_unless_it_fails(flow: Flow) -> None:
    emergency = {"disposition": "escalated", "escalation": "emergency"}
    answered = play(
        flow,
        says("I can't breathe"),
        hears(contains=EMERGENCY["en"]),
        expects(state="END"),
        expect={**emergency, "tasks": [{"type": "escalated_call", "priority": "urgent"}]},
    )
    assert answered.failures == ()
    busy = play(
        flow,
        Fails(line=1, faults={"handoff": "busy"}),
        says("human"),
        expects(state="COLLECT", disposition="escalated"),
        answers(message="please call"),
        expect={"escalation": "human", "tasks": [{"priority": "urgent"}]},
    )
    assert busy.failures == ()


def test_identity_records_and_cancelling(flow: Flow) -> None:
    result = play(
        flow,
        says("cancel"),
        answers(
            patient_name="Ana Ruiz",
            date_of_birth="1988-04-12",
            reschedule_instead="no",
            cancel_reason="please call",
        ),
        patients=(ANA,),
        appointments=({"patient": "Ana Ruiz", "service": "cleaning", "start": "2026-03-05T09:00"},),
        expect={"appointments": []},
    )
    assert result.failures == ()
    assert result.outcome.slots["appointment"]["start"] == "2026-03-05T09:00"


def test_slots_are_those_of_the_request_under_way(flow: Flow) -> None:
    result = play(
        flow,
        says("book"),
        answers(**BOOKING),
        Choose(line=1, number=1),
        says("yes"),
        expects(state="QUALIFY", slots={"visit_reason": "cleaning"}),
        says("book"),
        expects(state="COLLECT", slots={"opening": None, "callback_number": PHONE}),
        expect={"slots": {"visit_reason": "cleaning"}},
    )
    assert result.failures == ()


def test_limits_may_be_off_and_the_clock_may_have_a_zone(flow: Flow) -> None:
    turns = (says("book"), Silence(line=1, seconds=600))
    limited = play(flow, *turns)
    free = play(flow, *turns, limited=False)
    assert limited.outcome.escalation == "too_long"
    assert free.outcome.escalation is None
    zoned = play(flow, now=datetime.fromisoformat("2026-03-02T09:15:00-06:00"))
    assert zoned.outcome.steps[0].event.at == free.outcome.steps[0].event.at


def test_what_words_mean_may_be_given_with_them(flow: Flow) -> None:
    """The table knows none of these words, so all that happens comes of the meanings."""
    name: dict[str, Any] = {
        "value": {"first": "Ana", "last": "Ruiz"},
        "words": "Ana",
        "confidence": 0.9,
    }
    result = play(
        flow,
        says("one", means={"intents": ["book_appointment"], "slots": {"patient_name": name}}),
        says("two", means={"answer": "yes"}),
        says("three", means={"slots": {"visit_reason": {"value": "cleaning"}}}),
        expects(state="COLLECT", slots={"patient_name": "Ana Ruiz", "visit_reason": "cleaning"}),
        says("four", means={"slots": {"preferred_time": {"value": TUESDAY}}}),
        Choose(line=5, number=1),
        says("five", means={"answer": "yes"}),
        openings=("2026-03-03T10:00",),
        expect={"disposition": "booked", "slots": {"callback_number": PHONE}},
    )
    assert result.failures == ()
    understood = next(
        step.event for step in result.outcome.steps if isinstance(step.event, Understood)
    )
    assert understood.intents == (Intent("book_appointment"),)
    assert understood.slots == {"patient_name": Reading(**name)}


def test_a_given_meaning_goes_before_what_would_be_understood(flow: Flow) -> None:
    result = play(flow, says("book", means={"intents": ["callback"]}))
    assert result.outcome.steps[-2].after.request == "callback"


def test_a_meaning_lasts_for_its_own_words_only(flow: Flow) -> None:
    """Words on a bad line are not understood at all; the next ones mean what they mean."""
    asked = {"intents": ["callback"]}
    result = play(flow, says("hm", audio_quality=0.0, means=asked), says("book"))
    assert result.outcome.steps[-2].after.request == "book_appointment"


def test_alarms_come_from_the_words_whatever_they_are_given_to_mean(flow: Flow) -> None:
    result = play(flow, says("I can't breathe", means={"intents": ["book_appointment"]}))
    assert result.outcome.escalation == "emergency"
    calm = play(flow, says("hello", means={"intents": ["emergency"]}), expects(escalation=None))
    assert calm.failures == ()


def test_broken_understanding_goes_before_a_given_meaning(flow: Flow) -> None:
    booking = says("nothing known", means={"intents": ["book_appointment"]})
    broken = Fails(line=1, faults={"understand": "error"})
    mended = Fails(line=1, faults={"understand": "none"})
    assert play(flow, broken, booking).outcome.escalation == "system_failure"
    assert play(flow, broken, mended, booking, expects(state="COLLECT")).failures == ()


CANCELLING: dict[str, Any] = {
    "patients": (ANA,),
    "appointments": ({"patient": "Ana Ruiz", "service": "cleaning", "start": "2026-03-05T09:00"},),
}


@pytest.mark.parametrize(
    ("how", "kept"), [("none", True), ("no_match", False), ("error", False), ("timeout", False)]
)
def test_the_records_may_find_nobody_or_fail(flow: Flow, how: str, kept: bool) -> None:
    result = play(
        flow,
        Fails(line=1, faults={"find_patients": how}),
        says("cancel"),
        answers(patient_name="Ana Ruiz", date_of_birth="1988-04-12"),
        **CANCELLING,
    )
    assert result.failures == ()
    assert ("appointment" in result.outcome.slots) == kept
    failed = [action for action, _ in result.outcome.faults]
    assert failed == (["find_patients"] if how in ("error", "timeout") else [])


@pytest.mark.parametrize("limited", [True, False])
def test_a_call_of_given_meanings_has_no_limit_of_turns_when_limits_are_off(
    flow: Flow, limited: bool
) -> None:
    short = replace(flow, limits=replace(flow.limits, turns=3))
    turns = (
        Fails(line=1, faults={"find_patients": "no_match"}),
        says("one", means={"intents": ["cancel_appointment"]}),
        says("two", means={"slots": {"patient_name": {"value": {"first": "A", "last": "B"}}}}),
        says("three", means={"slots": {"date_of_birth": {"value": "1988-04-12"}}}),
        says("four", means={}),
        says("five", means={}),
    )
    result = play(short, *turns, limited=limited)
    assert result.failures == ()
    assert result.outcome.turns == (3 if limited else 5)
    assert (result.outcome.escalation == "too_long") == limited


def test_a_fault_that_nobody_asked_for_fails_the_script(
    flow: Flow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: Any, **named: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("telephony.simulated.ClinicCalendar.find_openings", broken)
    result = play(flow, says("book"), answers(**BOOKING))
    assert result.failures == (
        "calls/x.yaml:9: find_openings failed by itself: ZeroDivisionError()",
    )


def test_spanish_callers_choose_and_agree_in_spanish(flow: Flow) -> None:
    spanish = replace(flow, language="es")
    result = play(
        spanish, says("book"), answers(patient_name="Ana Ruiz", callback_number="512"), caller=None
    )
    assert callers(result)[-1] == "sí"
