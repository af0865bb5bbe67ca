"""The declaration of the states is the oracle of the table that is derived from it."""

from itertools import product

import pytest
from statemachine import State
from statemachine.exceptions import TransitionNotAllowed

from engine.states import MOVES, STATES, CallStates, IllegalMove, move

PAIRS = list(product(STATES, STATES))

DESIGNED = {
    "GREETING": {"QUALIFY", "ESCALATE", "END"},
    "QUALIFY": {"COLLECT", "OFFER_SLOT", "CONFIRM", "ESCALATE", "END"},
    "COLLECT": {"OFFER_SLOT", "CONFIRM", "QUALIFY", "ESCALATE", "END"},
    "OFFER_SLOT": {"COLLECT", "CONFIRM", "QUALIFY", "ESCALATE", "END"},
    "CONFIRM": {"COLLECT", "OFFER_SLOT", "QUALIFY", "ESCALATE", "END"},
    "ESCALATE": {"END", "COLLECT"},
    "END": set(),
}


def state(name: str) -> State:
    return next(one for one in CallStates.states if one.id == name)


def reached(start: str, to: str) -> bool:
    """Whether some event of the library's machine, in `start`, leads to `to`."""
    for event in CallStates().events:
        machine = CallStates(start_value=start)
        try:
            machine.send(event.id)
        except TransitionNotAllowed:
            continue
        if [one.id for one in machine.configuration] == [to]:
            return True
    return False


@pytest.mark.parametrize(("start", "to"), PAIRS)
def test_the_library_goes_exactly_where_the_table_does(start: str, to: str) -> None:
    assert reached(start, to) == ((start, to) in MOVES)


@pytest.mark.parametrize(("start", "to"), PAIRS)
def test_a_move_is_one_of_the_table_or_none(start: str, to: str) -> None:
    if start == to or to in DESIGNED[start]:
        assert move(start, to) == to
    else:
        with pytest.raises(IllegalMove, match=f"{start} cannot be followed by {to}"):
            move(start, to)


def test_the_table_is_the_designed_one() -> None:
    assert len(STATES) == 7
    assert {(start, to) for start, ends in DESIGNED.items() for to in ends} == MOVES


def test_a_call_begins_with_a_greeting_and_only_the_end_is_final() -> None:
    assert [one.id for one in CallStates().configuration] == ["GREETING"]
    assert [one.id for one in CallStates.states if one.final] == ["END"]
    assert not any(start == "END" for start, _ in MOVES)


@pytest.mark.parametrize("start", [one for one in STATES if one != "END"])
def test_every_state_can_hang_up(start: str) -> None:
    machine = CallStates(start_value=start)
    machine.send("end")
    assert machine.is_terminated


def test_the_diagram_shows_exactly_the_states_and_moves() -> None:
    lines = [line.strip() for line in f"{CallStates:mermaid}".splitlines()]
    arrows = [line.split(" : ")[0].split(" --> ") for line in lines if " --> " in line]
    moves = {(start, to) for start, to in arrows if "[*]" not in (start, to)}
    assert moves == MOVES
    assert ["[*]", "GREETING"] in arrows
    assert ["END", "[*]"] in arrows
