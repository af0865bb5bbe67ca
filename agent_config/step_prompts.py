"""What the prompts of steps must tell, and what they cannot know yet.

A read-back is worth a yes only if it names what is about to happen; and a prompt that names
what has not been asked for yet would leave a hole in the sentence.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from agent_config.flow_parts import words
from agent_config.problem import printable, where
from agent_config.step_order import Finding, Placed
from engine.flow import Step
from engine.prompts import placeholders

_NAMED_IN_READ_BACK: Final[Mapping[str, str]] = {
    "book_appointment": "opening",
    "reschedule_appointment": "opening",
    "cancel_appointment": "appointment",
}
"""The placeholder that a read-back must hold before an action."""

_TELLS_OF: Final[Mapping[str, str]] = {
    "first_name": "patient_name",
    "patient_name": "patient_name",
    "spelled_name": "patient_name",
    "caller_name": "caller_name",
    "date_of_birth": "date_of_birth",
    "visit_reason": "visit_reason",
    "preferred_time": "preferred_time",
    "opening": "opening",
    "appointment": "appointment",
    "appointment_service": "appointment",
    "insurance_carrier": "insurance_carrier",
    "insurance_member_id": "insurance_member_id",
    "email": "email",
    "relationship": "relationship",
    "message": "message",
    "cancel_reason": "cancel_reason",
}
"""Placeholders that only a slot can fill. A number and a provider come from elsewhere too."""


def step_prompt_findings(placed: Sequence[Placed], prompts: Mapping[str, Any]) -> Iterator[Finding]:
    """What is wrong with the prompts that a request's steps say, in the texts of one language."""
    for index, (_, step) in enumerate(placed):
        before = [one for _, one in placed[:index]]
        known = _known(before)
        for name in _prompts(step):
            for wording in words(prompts.get(name)):
                yield from _unknown(name, wording, step, known)
        if step.kind == "do":
            yield from _read_back(step, before, prompts)


def _prompts(step: Step) -> tuple[str, ...]:
    if step.kind in ("confirm", "say"):
        return step.names
    return tuple(step.done.values())


def _known(before: list[Step]) -> set[str]:
    known: set[str] = set()
    for step in before:
        if step.kind in ("collect", "offer"):
            known |= set(step.names)
        elif step.kind == "verify":
            known |= {"patient_name", "date_of_birth"}
    return known


def _unknown(prompt: str, wording: str, step: Step, known: set[str]) -> Iterator[Finding]:
    for name in placeholders(wording):
        if _TELLS_OF.get(name, "") not in {"", *known}:
            text = f"'{{{printable(name)}}}' in {where(('prompts', prompt))} is not known yet"
            yield ("prompts", prompt), f"{text} when {step.path} says it"


def _read_back(step: Step, before: list[Step], prompts: Mapping[str, Any]) -> Iterator[Finding]:
    needed = _NAMED_IN_READ_BACK.get(step.names[0])
    if needed is None:
        return
    for confirm in before:
        by_request = any("request" in one.values for one in confirm.when if one.slot == "booking")
        if confirm.kind != "confirm" or by_request:
            continue
        for wording in words(prompts.get(confirm.names[0])):
            if needed not in placeholders(wording):
                path = ("prompts", confirm.names[0])
                text = f"{where(path)} must name '{{{needed}}}': the caller says yes to it"
                yield path, f"{text} in {confirm.path}"
