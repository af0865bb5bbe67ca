"""No call is longer than its bound, and the longest one that was found is a real call."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from agent_config.flow_file import load_flow
from agent_config.script import Script
from engine.advance import advance, start
from engine.call import Call
from engine.flow import Flow
from engine.proof import prove
from engine.proof.cases import Case
from engine.proof.prove import dead_ends
from engine.proof.script import written
from telephony.scripted import Result


def played(flow: Flow, path: list[Case]) -> tuple[Call, int]:
    """The call that a path of cases makes of `advance`, without clocks, and its turns."""
    limits = replace(flow.limits, turns=None, minutes=None, minutes_without_progress=None)
    flow = replace(flow, limits=limits)
    call = start(flow)
    for case in path:
        assert not call.ended
        if case.first is not None:
            call, _ = advance(flow, call, case.first)
        call, _ = advance(flow, call, case.event)
    return call, call.turns


def test_the_longest_call_found_is_below_the_bound(
    medical_explored: Any, medical_stalled: Any
) -> None:
    assert 0 < medical_stalled[0] <= medical_explored.length.bound


def test_no_request_is_longer_than_the_whole(medical_explored: Any) -> None:
    found = medical_explored.length
    assert found.by_request.keys() == medical_explored.flow.requests.keys()
    assert 0 < max(found.by_request.values()) < found.bound


def test_nothing_is_wrong_with_the_shipped_flow(medical_explored: Any) -> None:
    explorer = medical_explored.explorer
    assert medical_explored.broken == ()
    assert medical_explored.length.circle is None
    assert dead_ends(explorer.nodes, explorer.edges) == []


def test_the_longest_call_found_takes_the_turns_it_says(
    medical: Flow, medical_stalled: Any
) -> None:
    turns, path = medical_stalled
    call, played_turns = played(medical, path)
    assert call.ended
    assert played_turns == turns


def test_its_script_takes_as_many_turns(
    medical: Flow, medical_stalled: Any, play: Callable[[str, Flow], Result]
) -> None:
    turns, path = medical_stalled
    shown = [{"expect": {"turns_at_most": turns, "state": "END"}}]
    result = play(written(medical, "the longest call", path, shown), medical)
    assert result.failures == ()
    assert result.outcome.turns == turns


def test_a_proof_tells_its_figures(lookup: Flow, read: Callable[[str], Script]) -> None:
    told: list[int] = []
    proof = prove(lookup, told.append)
    assert told == sorted(told)
    assert told[-1] == proof.states
    assert proof.flow == "dental_reception"
    assert proof.states < proof.edges
    assert 0 < proof.longest <= proof.bound
    assert proof.by_request.keys() == {"appointment_lookup"}
    assert read(proof.longest_script).call == "the longest call"


def test_the_longest_call_of_ours_is_one_that_we_place(
    read: Callable[[str], Script], play: Callable[[str, Flow], Result]
) -> None:
    flow = load_flow("follow_up")
    proof = prove(flow)
    assert proof.broken == ()
    outreach = read(proof.longest_script).outreach
    assert outreach is not None
    assert outreach.request in flow.requests
    result = play(proof.longest_script, flow)
    assert result.failures == ()
    assert result.outcome.turns == proof.longest
    assert "call" in result.outcome.transcript[0].text.casefold()
