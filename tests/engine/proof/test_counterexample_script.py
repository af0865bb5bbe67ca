"""A path through the explored states, as a script says it."""

from collections.abc import Callable
from typing import Any

from agent_config.flow_file import load_flow
from agent_config.script import Choose, Fails, Keys, Script
from engine.events import ActionDone, ActionFailed, Heard, Keyed, Reading, Understood
from engine.flow import Flow
from engine.proof.cases import Case
from engine.proof.classes import Classes, opening
from engine.proof.found import Edge
from engine.proof.length import Circle, endless
from engine.proof.moment import NOW
from engine.proof.rings import rings
from engine.proof.script import written
from engine.safety import Alarm

HANGS_UP = {"hangs_up": True}
HEARD = Heard(at=NOW, words="hm", alarm=Alarm())


def test_what_fails_is_broken_before_and_mended_after(
    dental: Flow, read: Callable[[str], Script]
) -> None:
    key = Case(Keyed(at=NOW, digits="1"), {"keys": "1"}, counts=True)
    path = [
        key,
        Case(ActionFailed(at=NOW, action="hold", how="conflict"), fails={"hold": "conflict"}),
        key,
        Case(ActionDone(at=NOW, action="hold")),
    ]
    turns = read(written(dental, "x", path, [{"hangs_up": True}])).turns
    broken, first, mended, second, _ = turns
    assert isinstance(broken, Fails)
    assert broken.faults == {"hold": "conflict"}
    assert isinstance(mended, Fails)
    assert mended.faults == {"hold": "none"}
    assert isinstance(first, Keys)
    assert isinstance(second, Keys)


def test_an_opening_is_chosen_and_words_said_aside_are_left_out(
    dental: Flow, read: Callable[[str], Script]
) -> None:
    taken = Understood(at=NOW, slots={"opening": Reading(opening(1)["start"])})
    path = [
        Case(taken, {"means": "the second one"}, counts=True, first=HEARD),
        Case(Understood(at=NOW), {"means": "()"}),
        Case(Keyed(at=NOW, digits="1"), {"keys": "1"}, counts=True),
    ]
    choose, keys = read(written(dental, "x", path, [])).turns
    assert isinstance(choose, Choose)
    assert choose.number == 2
    assert isinstance(keys, Keys)


def test_a_call_of_ours_says_whom_we_call_as_far_as_it_is_known(
    read: Callable[[str], Script],
) -> None:
    flow = load_flow("recall")
    named, *_, nameless = rings(flow, NOW)
    told = read(written(flow, "x", [Case(named)], [HANGS_UP])).outreach
    assert told is not None
    assert (told.patient, told.request) == ("Mary Jones", next(iter(flow.requests)))
    assert told.appointment is not None
    unknown = read(written(flow, "x", [Case(nameless)], [HANGS_UP]))
    assert unknown.outreach is not None
    assert (unknown.outreach.patient, unknown.outreach.appointment) == (None, None)
    assert unknown.caller == nameless.known["callback_number"]


def test_values_that_a_step_looks_for_are_classes_of_their_own(dental: Flow) -> None:
    classes = Classes(dental)
    assert {"minor", "adult"} <= {name.split()[0] for name in classes.values["date_of_birth"]}
    for name, slot in dental.slots.items():
        for kind, held in classes.filled[name].items():
            assert classes.of(name, held) == kind, slot


def test_no_states_make_no_circle() -> None:
    assert endless([], []) is None


def test_a_round_of_two_states_is_a_circle(lookup_explored: Any) -> None:
    nodes = lookup_explored.explorer.nodes[:2]
    again = Case(Keyed(at=NOW, digits="77777"), {"keys": "77777"}, counts=True)
    there = Edge(0, 1, again, (), frozenset(), {})
    back = Edge(1, 0, again, (), frozenset(), {})
    assert endless(nodes, [there, back]) == Circle((there, back))
