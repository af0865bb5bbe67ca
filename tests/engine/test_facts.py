"""Slots and facts that the `when` of a step may test."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from engine.advance import start
from engine.call import Filled
from engine.events import HungUp
from engine.facts import FACTS, age, fact, holds
from engine.flow import Condition, Flow
from engine.turn import Turn
from engine.validator import only_requests

AT = datetime.fromisoformat("2026-03-02T09:15:00-06:00")


def turn(flow: Flow, at: datetime = AT, **slots: Any) -> Turn:
    call = start(flow)
    call.slots |= {name: Filled(value) for name, value in slots.items()}
    return Turn(flow, call, HungUp(at=at))


@pytest.mark.parametrize(
    ("at", "hours"),
    [
        ("2026-03-02T07:59", "closed"),
        ("2026-03-02T08:00", "open"),
        ("2026-03-02T16:59", "open"),
        ("2026-03-02T17:00", "closed"),
        ("2026-03-07T10:00", "closed"),
    ],
)
def test_hours(dental: Flow, at: str, hours: str) -> None:
    assert fact(turn(dental, datetime.fromisoformat(f"{at}:00-06:00")), "hours") == hours


@pytest.mark.parametrize(
    ("service", "booking"),
    [("cleaning", "direct"), ("crown", "approval"), ("consultation", "request"), ("x", None)],
)
def test_booking_follows_from_the_service(dental: Flow, service: str, booking: str | None) -> None:
    assert fact(turn(dental, visit_reason=service), "booking") == booking
    assert fact(turn(dental), "booking") is None


@pytest.mark.parametrize(("status", "booking"), [("new", "request"), ("existing", "direct")])
def test_what_new_patients_may_not_book_is_for_the_staff(
    dental: Flow, status: str, booking: str
) -> None:
    services = [replace(one, new_patients=False) for one in dental.clinic.services]
    strict = replace(dental, clinic=replace(dental.clinic, services=tuple(services)))
    about = turn(strict, visit_reason="cleaning", patient_status=status)
    assert fact(about, "booking") == booking
    assert only_requests(strict, about.call) == (booking == "request")
    assert fact(turn(dental, visit_reason="cleaning", patient_status=status), "booking") == "direct"


@pytest.mark.parametrize(
    ("born", "group"),
    [("2008-03-02", "adult"), ("2008-03-03", "minor"), ("1950-01-01", "adult")],
)
def test_age_group_follows_from_the_date_of_birth(dental: Flow, born: str, group: str) -> None:
    assert fact(turn(dental, date_of_birth=born), "age_group") == group
    assert fact(turn(dental), "age_group") is None


@pytest.mark.parametrize(
    ("start", "notice"), [("2026-03-03T09:14", "inside"), ("2026-03-03T09:15", "outside")]
)
def test_notice_follows_from_the_appointment(dental: Flow, start: str, notice: str) -> None:
    assert fact(turn(dental, appointment={"start": start}), "notice") == notice
    assert fact(turn(dental), "notice") is None


def test_slots_are_tested_as_text(dental: Flow) -> None:
    filled = turn(dental, reschedule_instead=True, visit_reason="crown", preferred_time=[])
    assert fact(filled, "reschedule_instead") == "yes"
    assert fact(turn(dental, reschedule_instead=False), "reschedule_instead") == "no"
    assert fact(filled, "visit_reason") == "crown"
    assert fact(filled, "preferred_time") == "[]"
    assert fact(filled, "email") is None


@pytest.mark.parametrize(
    ("condition", "empty", "new"),
    [
        (Condition("patient_status", known=True), False, True),
        (Condition("patient_status", known=False), True, False),
        (Condition("patient_status", values=("new",)), False, True),
        (Condition("patient_status", values=("existing", "new")), False, True),
        (Condition("patient_status", values=("existing",)), False, False),
    ],
)
def test_conditions(dental: Flow, condition: Condition, empty: bool, new: bool) -> None:
    assert holds(turn(dental), condition) == empty
    assert holds(turn(dental, patient_status="new"), condition) == new


def test_years_are_full_ones() -> None:
    assert age("2008-03-03", date(2026, 3, 2)) == 17
    assert age("2008-03-02", date(2026, 3, 2)) == 18
    assert age("2008-02-29", date(2026, 2, 28)) == 17


def test_every_fact_has_the_values_that_it_can_take(dental: Flow) -> None:
    full = turn(
        dental,
        visit_reason="crown",
        date_of_birth="1988-04-12",
        appointment={"start": "2026-03-09"},
    )
    for name, values in FACTS.items():
        assert fact(full, name) in values
