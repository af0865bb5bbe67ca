"""The workflows that take a patient through several tasks, one after the other (TK-10).

A step is a task of its own. Completing it makes the next one; so what is open is always one task,
and whoever looks at it knows how far the patient has come.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Step:
    """One task of a workflow: its name, whose it is, and within how many open hours it is due."""

    name: str
    owner: str = "staff"
    hours: int = 8


WORKFLOWS: Final[Mapping[str, tuple[Step, ...]]] = {
    "new_patient_onboarding": (
        Step("verify_insurance_coverage"),
        Step("schedule_initial_consultation"),
        Step("send_intake_forms"),
        Step("confirm_appointment_24h_prior", hours=40),
    ),
    "treatment_plan_execution": (
        Step("create_treatment_timeline", owner="doctor", hours=16),
        Step("schedule_procedure_appointments"),
        Step("coordinate_specialist_referrals", hours=16),
        Step("monitor_treatment_progress", owner="doctor", hours=80),
    ),
}


def first(workflow: str) -> Step:
    """The step that a workflow begins with. Raises `KeyError` for no workflow."""
    return WORKFLOWS[workflow][0]


def following(workflow: str, step: str) -> Step | None:
    """The step after another one; `None` after the last."""
    steps = WORKFLOWS[workflow]
    place = [one.name for one in steps].index(step)
    return steps[place + 1] if place + 1 < len(steps) else None
