"""Clocks of tasks run while the clinic is open, and numbers and moves are read from one table."""

from dataclasses import replace
from datetime import datetime

import pytest

from agent_config.clinic_file import load_clinic
from clinic.due import due
from clinic.refusal import NotAllowed
from clinic.standing import may_be_booked, may_be_contacted, standing
from clinic.task import MOVES, STATUSES, check_decision, moved
from clinic.telephone import e164
from clinic.workflows import WORKFLOWS, first, following

RIVERSIDE = load_clinic("riverside_dental")


@pytest.mark.parametrize(
    ("since", "hours", "expected"),
    [
        ("2026-03-02T09:15:00-06:00", 2, "2026-03-02T11:15:00-06:00"),
        ("2026-03-02T16:00:00-06:00", 2, "2026-03-03T09:00:00-06:00"),
        ("2026-03-06T22:00:00-06:00", 2, "2026-03-09T10:00:00-05:00"),  # clocks go forward
        ("2026-03-02T03:00:00-06:00", 1, "2026-03-02T09:00:00-06:00"),
        ("2026-03-06T12:30:00-06:00", 10, "2026-03-10T08:30:00-05:00"),  # over three days
    ],
)
def test_a_clock_runs_in_the_hours_of_the_clinic(since: str, hours: int, expected: str) -> None:
    assert due(RIVERSIDE, datetime.fromisoformat(since), hours) == datetime.fromisoformat(expected)


def test_a_clinic_that_never_opens_waits_a_month_at_most() -> None:
    since = datetime.fromisoformat("2026-03-02T09:00:00-06:00")
    assert (due(replace(RIVERSIDE, hours={}), since, 2) - since).days == 30


def test_a_clinic_may_be_open_until_midnight() -> None:
    late = replace(RIVERSIDE, hours={"mon": (("20:00", "24:00"),)})
    since = datetime.fromisoformat("2026-03-02T23:00:00-06:00")
    assert due(late, since, 1) == datetime.fromisoformat("2026-03-03T00:00:00-06:00")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("(512) 555-0142", "+15125550142"),
        ("+1-512-555-0142", "+15125550142"),
        ("+34 612 34 56 78", "+34612345678"),
        ("555-0123", None),
        ("anonymous", None),
        ("", None),
        (None, None),
    ],
)
def test_a_number_has_one_form(written: str | None, expected: str | None) -> None:
    assert e164(written) == expected


def test_every_move_is_between_statuses_that_exist() -> None:
    for places in MOVES.values():
        assert {*places, *places.values()} <= set(STATUSES)


@pytest.mark.parametrize("status", ["completed", "cancelled"])
@pytest.mark.parametrize("action", ["start", "complete", "approve", "assign", "call_back"])
def test_what_is_over_is_over(action: str, status: str) -> None:
    with pytest.raises(NotAllowed, match=status):
        moved(action, status)


def test_only_a_doctor_decides_and_only_what_is_a_doctors() -> None:
    check_decision("referral", "doctor")
    for kind, role in (
        ("referral", "staff"),
        ("referral", "practice_admin"),
        ("callback", "doctor"),
    ):
        with pytest.raises(NotAllowed):
            check_decision(kind, role)


def test_nothing_is_arranged_for_those_who_are_gone() -> None:
    assert may_be_booked("active", do_not_book=False)
    assert not may_be_booked("active", do_not_book=True)
    assert may_be_contacted("active", do_not_contact=False)
    assert not may_be_contacted("active", do_not_contact=True)
    for status in ("deceased", "dismissed", "inactive", "merged"):
        assert not may_be_booked(status, do_not_book=False)
        assert not may_be_contacted(status, do_not_contact=False)
        assert standing(status, do_not_book=True) == status
    assert standing("active", do_not_book=True) == "do_not_book"
    assert standing("active", do_not_book=False) == "active"


def test_the_workflows_are_those_of_the_requirements() -> None:
    names = {name: [step.name for step in steps] for name, steps in WORKFLOWS.items()}
    assert names == {
        "new_patient_onboarding": [
            "verify_insurance_coverage",
            "schedule_initial_consultation",
            "send_intake_forms",
            "confirm_appointment_24h_prior",
        ],
        "treatment_plan_execution": [
            "create_treatment_timeline",
            "schedule_procedure_appointments",
            "coordinate_specialist_referrals",
            "monitor_treatment_progress",
        ],
    }
    for name, steps in names.items():
        one, walked = first(name), [first(name).name]
        while (after := following(name, one.name)) is not None:
            one = after
            walked.append(one.name)
        assert walked == steps
