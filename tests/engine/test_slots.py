"""What may fill a slot, and what keys mean for one."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.flow import SLOT_TYPES, Slot
from engine.slots import acceptable, incomplete, merged, typed

NAME = Slot("patient_name", "person_name")
TODAY = date(2026, 3, 2)


def slot(kind: str) -> Slot:
    return Slot("a_slot", kind, of=("cleaning", "checkup") if kind == "choice" else ())


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("person_name", {"first": "Mary", "last": "Jones"}),
        ("person_name", {"first": "Mary", "last": None}),
        ("person_name", {"last": "Jones"}),
        ("date", "1988-04-12"),
        ("phone", "+15125550142"),
        ("email", "mary@example.com"),
        ("choice", "cleaning"),
        ("bool", True),
        ("bool", False),
        ("time_window", []),
        ("time_window", [{"start": "2026-03-10T09:00", "end": "2026-03-10T12:00"}]),
        ("insurance_carrier", "Cigna"),
        ("member_id", "ABC12345"),
        ("text", "please call me"),
    ],
)
def test_the_right_shape_is_let_in(kind: str, value: Any) -> None:
    assert acceptable(slot(kind), value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("person_name", "Mary Jones"),
        ("person_name", {}),
        ("person_name", {"first": " ", "last": None}),
        ("person_name", {"first": "x" * 61}),
        ("person_name", {"first": "Mary", "last": 5}),
        ("person_name", {"first": "Mary", "last": ""}),
        ("person_name", {"first": "Mary", "middle": "Ann"}),
        ("date", "1988-04-31"),
        ("date", 19880412),
        ("date", None),
        ("date", "19880412"),
        ("date", "1988-W15-2"),
        ("phone", "5125550142"),
        ("phone", "+1512555014x"),
        ("phone", 15125550142),
        ("email", "mary at example"),
        ("email", 5),
        ("choice", "haircut"),
        ("bool", "yes"),
        ("time_window", "tomorrow"),
        ("time_window", ["tomorrow"]),
        ("time_window", [{"start": 9}]),
        ("time_window", [{"start": "2026-03-10T09:00"}]),
        ("time_window", [{"start": "tomorrow", "end": "later"}]),
        ("time_window", [{"start": 9, "end": 12}]),
        ("time_window", [{"start": "2026-03-10T12:00", "end": "2026-03-10T09:00"}]),
        ("time_window", [{"start": "2026-03-10T09:00Z", "end": "2026-03-10T12:00Z"}]),
        ("insurance_carrier", ""),
        ("member_id", 12345),
        ("text", "  "),
        ("text", None),
        ("opening", {"start": "2026-03-10T09:00"}),
        ("appointment", {"start": "2026-03-10T09:00"}),
    ],
)
def test_any_other_shape_is_not(kind: str, value: Any) -> None:
    assert not acceptable(slot(kind), value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@pytest.mark.parametrize("kind", SLOT_TYPES)
@given(value=JSON)
def test_the_gate_stands_whatever_comes(kind: str, value: Any) -> None:
    assert acceptable(slot(kind), value) in (True, False)


def test_of_a_name_what_is_not_said_again_stays() -> None:
    old = {"first": "Mary", "last": "Jonas"}
    assert merged(NAME, old, {"last": "Jones"}) == {"first": "Mary", "last": "Jones"}
    assert merged(NAME, old, {"first": "Ann", "last": None}) == {"first": "Ann", "last": "Jonas"}
    assert merged(slot("phone"), "+15125550142", "+15125550143") == "+15125550143"


def test_only_a_name_can_lack_a_part() -> None:
    assert incomplete(NAME, {"first": "Mary", "last": None})
    assert incomplete(NAME, {"last": "Jones"})
    assert not incomplete(NAME, {"first": "Mary", "last": "Jones"})
    assert not incomplete(slot("text"), "hello")


@pytest.mark.parametrize(
    ("kind", "digits", "value"),
    [
        ("phone", "5125550142", "+15125550142"),
        ("phone", "15125550142", "+15125550142"),
        ("phone", "1125550142", None),
        ("phone", "25125550142", None),
        ("phone", "555", None),
        ("date", "04121988", "1988-04-12"),
        ("date", "13121988", None),
        ("date", "04122088", None),
        ("date", "412", None),
        ("text", "5125550142", None),
    ],
)
def test_what_keys_mean(kind: str, digits: str, value: str | None) -> None:
    assert typed(slot(kind), digits, TODAY) == value
