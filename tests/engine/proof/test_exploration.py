"""Every concrete call lies in the states that were explored, whatever is said in it.

Calls are drawn turn by turn from all that may happen; in some turns several things are said in
one breath. Wherever such a call waits for the caller or the world, the explorer has been before.
"""

import os
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from engine.advance import advance, start
from engine.call import Call, Filled, Question
from engine.events import (
    ActionDone,
    CallStarted,
    Event,
    Heard,
    Keyed,
    OpeningsFound,
    PatientsFound,
    Understood,
)
from engine.flow import Flow
from engine.hearing import YES_NO
from engine.proof import prove
from engine.proof.cases import Case, cases, relevant
from engine.proof.cases import tests as looked_for
from engine.proof.classes import Classes
from engine.proof.explore import KEYS, Explorer
from engine.proof.moment import NOW
from engine.proof.state import control
from engine.proof.watched import Looks, Watched
from engine.safety import Alarm
from engine.validator import fault

NIGHTLY = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
CALLS = {"medical_explored": 7_000, "lookup_explored": 3_000, "known_only_explored": 3_000}
"""How many calls are drawn at night, by flow; a few per cent of them every day."""
EVERYDAY = {"medical_explored": 110, "lookup_explored": 200, "known_only_explored": 150}
LONGEST = 60
"""Turns after which a drawn call is left."""
ONWARD = (Understood, PatientsFound, OpeningsFound, ActionDone)
"""What brings a call forward: drawn more often, or every call would end in its first turns."""


def drawn(explorer: Explorer, luck: random.Random) -> Iterator[tuple[Call, Event]]:
    """One call, turn by turn: how it stands, and what led there."""
    call, begun = luck.choice(list(explorer.starts()))
    event: Event = begun
    call, _ = advance(explorer.flow, call, event)
    yield call, event
    for _ in range(LONGEST):
        if call.ended:
            return
        heard = call.waiting == "words"
        asked = call.copy()
        asked.waiting = None if heard else call.waiting
        what = list(cases(explorer.classes, asked, NOW))
        if heard:  # an alarm that was no more than words: now they are understood
            what = [one for one in what if isinstance(one.event, Understood)]
        case = _case(what, luck)
        if case.first is not None and not heard:
            call, _ = advance(explorer.flow, call, case.first)
        call, _ = advance(explorer.flow, call, case.event)
        yield call, case.event


def _case(all_: list[Case], luck: random.Random) -> Case:
    onward = [one for one in all_ if isinstance(one.event, ONWARD)]
    case = luck.choice(onward if onward and luck.random() < 0.85 else all_)
    if not isinstance(case.event, Understood) or luck.random() < 0.5:
        return case
    telling = [one.event for one in onward if isinstance(one.event, Understood) and one.event.slots]
    also = luck.sample(telling, min(len(telling), luck.randint(1, 2)))
    slots = {name: reading for event in also for name, reading in event.slots.items()}
    return replace(case, event=replace(case.event, slots={**slots, **case.event.slots}))


@pytest.mark.parametrize("which", CALLS)
def test_no_call_leaves_the_explored_states(which: str, request: pytest.FixtureRequest) -> None:
    explorer: Explorer = request.getfixturevalue(which).explorer
    visited: Counter[str] = Counter()
    for seed in range((CALLS if NIGHTLY else EVERYDAY)[which]):
        told: list[Event] = []
        for call, event in drawn(explorer, random.Random(f"{which} {seed}")):
            told.append(event)
            if call.waiting != "words":
                visited[call.state] += 1
                assert explorer.covers(call), f"call {seed} is nowhere: {control(call)}\n{told}"
    assert {"GREETING", "QUALIFY", "COLLECT", "ESCALATE", "END"} <= visited.keys()


@pytest.mark.parametrize(("days", "kind"), [(0, "inside"), (20, "outside")])
def test_an_appointment_is_within_the_notice_or_not(dental: Flow, days: int, kind: str) -> None:
    start = (NOW + timedelta(days=days, hours=1)).isoformat()[:16]
    held = Filled({"id": "a", "service": "cleaning", "start": start})
    assert Classes(dental).of("appointment", held) == kind


def test_who_is_new_matters_where_new_patients_are_for_the_staff(
    known_only_explored: Any, dental: Flow
) -> None:
    strict: Flow = known_only_explored.flow
    plain = replace(strict, clinic=dental.clinic)
    new, known = Filled("new"), Filled("existing")
    assert [Classes(strict).of("patient_status", one) for one in (new, known)] == ["new", "any"]
    assert [Classes(plain).of("patient_status", one) for one in (new, known)] == ["any", "any"]
    (request,) = strict.requests.values()
    assert "patient_status" in relevant(strict, request)
    assert "patient_status" not in relevant(plain, request)
    assert "new" in looked_for(strict, request)["patient_status"]
    assert Classes(strict).of("visit_reason", Filled("cleaning")) == "direct for known patients"


def test_a_call_that_nothing_leads_to_is_not_covered(lookup_explored: Any) -> None:
    explorer = lookup_explored.explorer
    call, begun = next(explorer.starts())
    call, _ = advance(explorer.flow, call, begun)
    assert explorer.covers(call)
    call.question = Question("slot", "email")
    assert not explorer.covers(call)


def test_the_same_flow_is_explored_the_same_way(lookup: Flow, lookup_explored: Any) -> None:
    again = Explorer(lookup, lookup.language)
    for _ in again.explore():
        pass
    first = lookup_explored.explorer
    assert [node.key for node in again.nodes] == [node.key for node in first.nodes]
    assert len(again.edges) == len(first.edges)
    assert again.runs == first.runs


def test_every_state_was_reached_through_an_explored_one(medical_explored: Any) -> None:
    nodes = medical_explored.explorer.nodes
    for node in nodes:
        assert isinstance(node.via, CallStarted) or node.via.source < node.index
    rung = [node.via for node in nodes if isinstance(node.via, CallStarted)]
    assert [ring.direction for ring in rung] == ["inbound"] * 2


def test_a_request_that_is_brought_is_told_apart_from_the_one_under_way(
    medical_explored: Any,
) -> None:
    """The same words mean something new in one request and nothing in another."""
    explorer = medical_explored.explorer
    seen: Counter[bool] = Counter()
    for edge in explorer.edges:
        source, event = explorer.nodes[edge.source].call, edge.case.event
        if source.request is None or source.aside or not isinstance(event, Understood):
            continue
        names = [one.name for one in event.intents if one.name in explorer.flow.requests]
        if names and event.answer is None and source.question.kind != "check":
            new = names[0] not in (source.request, *source.agenda)
            assert ("requests" in {*edge.spent, *edge.empty}) == new, (source, event)
            seen[new] += 1
    assert min(seen[True], seen[False]) > 100


@pytest.mark.parametrize("which", EVERYDAY)
def test_a_key_that_answers_goes_the_way_of_the_same_answer_in_words(
    which: str, request: pytest.FixtureRequest
) -> None:
    flow = request.getfixturevalue(which).flow
    explorer: Explorer = request.getfixturevalue(which).explorer
    seen: Counter[str] = Counter()
    for seed in range(EVERYDAY[which]):
        for call, _ in drawn(explorer, random.Random(f"key {which} {seed}")):
            if call.waiting is not None or call.aside or call.question.kind not in YES_NO:
                continue
            heard, _ = advance(flow, call, Heard(at=NOW, words=call.words, alarm=Alarm()))
            for key, answer in KEYS.items():
                keyed, by_key = advance(flow, call, Keyed(at=NOW, digits=key))
                said, in_words = advance(flow, heard, Understood(at=NOW, answer=answer))
                said.left["unclear"] = keyed.left["unclear"]  # words were heard, on a fair line
                assert (keyed, by_key) == (said, in_words)
                seen[call.question.kind] += 1
    assert len(seen) > 1
    assert "check" in seen


def test_the_first_look_at_a_slot_is_noted_and_whether_it_was_open() -> None:
    looks: Looks = {}
    slots = Watched({"a": 1}, {"b", "c", "d"}, looks)
    assert slots["a"] == 1
    assert slots.get("b") is None
    assert "b" not in slots
    copied = slots.copy()
    assert copied.get("c", 7) == 7
    copied["c"] = 3
    assert copied["c"] == 3
    copied["d"] = 4
    assert copied["d"] == 4
    assert list(looks.items()) == [("a", False), ("b", True), ("c", True), ("d", None)]


def test_words_heard_while_others_are_understood_are_cases_of_their_own(
    lookup_explored: Any,
) -> None:
    explorer = lookup_explored.explorer
    waiting = next(node.call for node in explorer.nodes if node.call.waiting == "patients")
    heard = [one for one in cases(explorer.classes, waiting, NOW) if isinstance(one.event, Heard)]
    assert heard
    assert not any(one.counts for one in heard)


def test_only_what_a_decision_hangs_on_is_looked_at(dental: Flow) -> None:
    looks: Looks = {}
    call = start(dental)
    call.slots = Watched({"visit_reason": Filled("checkup")}, dental.slots, looks)
    service = dental.clinic.service("checkup")
    assert service is not None
    assert fault("What can I do for you?", dental, call) is None
    assert call.booking(service) == service.booking
    assert looks == {}
    call.booking(replace(service, new_patients=False))
    assert looks == {"patient_status": True}


def test_how_much_is_explored_is_told_as_it_goes(lookup: Flow) -> None:
    told: list[int] = []
    proof = prove(lookup, told.append)
    assert told == sorted(told)
    assert told[-1] <= proof.states
