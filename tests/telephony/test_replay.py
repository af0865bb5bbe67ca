"""Recorded calls come out the same with the same flow, and say where an edit changes them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from engine.events import CallStarted, Event, Heard, HungUp, Keyed, TimeUp
from engine.flow import Flow
from engine.safety import Alarm
from nlu.understand import Understanding
from telephony.rehearsal import one_call
from telephony.replay import replay, turns
from telephony.rules import broken

GOALS = ("book_appointment", "reschedule_appointment", "cancel_appointment", "human", "callback")


@pytest.fixture(scope="module")
def flow() -> Flow:
    return load_flow("dental_reception", load_clinic("riverside_dental"))


@pytest.fixture(scope="module")
def understanding(flow: Flow) -> Understanding:
    return Understanding(flow)


def recorded(flow: Flow, understanding: Understanding, goal: str, number: int) -> list[Event]:
    made = one_call(flow, understanding, goal, "patient", seed=21, number=number)
    return [step.event for step in made.outcome.steps]


@pytest.mark.parametrize("goal", GOALS)
def test_the_same_flow_makes_the_same_call(
    flow: Flow, understanding: Understanding, goal: str
) -> None:
    for number in range(4):
        made = one_call(flow, understanding, goal, "patient", seed=21, number=number)
        log = [step.event for step in made.outcome.steps]
        again = replay(log, flow, flow, understanding)
        assert not again.changed
        assert again.diverged_at is None
        assert again.before == made.outcome.disposition
        assert again.outcome.digest == made.outcome.digest


@pytest.mark.parametrize("personality", ["silent", "interrupting", "angry"])
def test_silences_interruptions_and_faults_happen_again(
    flow: Flow, understanding: Understanding, personality: str
) -> None:
    for number in range(8):
        made = one_call(flow, understanding, "human", personality, seed=3, number=number)
        again = replay([step.event for step in made.outcome.steps], flow, flow, understanding)
        assert again.outcome.digest == made.outcome.digest


def test_keys_and_clocks_happen_again(flow: Flow, understanding: Understanding) -> None:
    at = datetime(2026, 3, 2, 15, 15, tzinfo=UTC)
    log = [CallStarted(at=at, call_id="x"), Keyed(at=at, digits="2"), TimeUp(at=at)]
    again = replay(log, flow, flow, understanding)
    assert again.outcome.escalation == "too_long"
    assert [entry.text for entry in again.outcome.transcript if entry.who == "caller"] == [
        "[keys 2]"
    ]


def test_the_recorded_understanding_is_used_until_the_calls_part(
    flow: Flow, understanding: Understanding
) -> None:
    log = recorded(flow, understanding, "book_appointment", 2)
    deaf = Understanding(replace(flow, requests={}))
    assert replay(log, flow, flow, deaf).diverged_at is None


def test_an_edit_that_asks_otherwise_diverges(flow: Flow, understanding: Understanding) -> None:
    request = flow.requests["callback"]
    (collect, task) = request.steps
    turned = replace(collect, names=("message", *collect.names[:-1]))
    edited = replace(
        flow, requests={**flow.requests, "callback": replace(request, steps=(turned, task))}
    )
    made = one_call(flow, understanding, "callback", "patient", seed=21, number=1)
    answered = next(
        step.after.turns
        for step in made.outcome.steps
        if isinstance(step.event, Heard) and step.before.question.slot == "patient_name"
    )
    again = replay([step.event for step in made.outcome.steps], flow, edited, understanding)
    assert again.diverged_at == answered
    assert again.call_id.startswith("rehearsal")
    assert again.outcome.state == "END"
    assert broken(again.outcome) == ()


def test_a_call_that_ends_sooner_diverges_at_what_comes_after(
    flow: Flow, understanding: Understanding
) -> None:
    log = recorded(flow, understanding, "callback", 1)
    hurried = replace(flow, limits=replace(flow.limits, turns=2))
    again = replay(log, flow, hurried, understanding)
    assert again.changed
    assert again.diverged_at is not None
    assert again.outcome.escalation == "too_long"


def test_a_log_by_what_happened_from_outside() -> None:
    at = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
    log = [CallStarted(at=at, call_id="x"), Heard(at=at, words="x", alarm=Alarm()), HungUp(at=at)]
    assert [turn.event for turn in turns(log)] == log
    assert all(turn.answers == () and turn.understood is None for turn in turns(log))


@pytest.mark.parametrize("log", [[], [HungUp(at=datetime(2026, 3, 2, tzinfo=UTC))]])
def test_a_log_without_a_beginning_is_refused(flow: Flow, log: list[Event]) -> None:
    with pytest.raises(ValueError, match="start of a call"):
        replay(log, flow, flow, Understanding(flow))
