"""Everything that the shipped flows say in the shipped scripted calls, and everything fixed."""

from functools import cache
from pathlib import Path

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from agent_config.script_file import load_script
from engine.commands import Say
from engine.flow import Flow
from nlu.understand import Understanding
from telephony.scripted import run
from telephony.speaking.fixed import fixed

OUTBOUND = ("reminder", "recall", "follow_up", "confirmation", "lead")
CALLS = Path(__file__).parents[2] / "calls"
CLINICS = ("riverside_dental", "riverside_dental_north", "lakeside_medical")


@cache
def flow_of(name: str | None, clinic: str) -> Flow:
    place = load_clinic(clinic)
    return load_flow(name or place.flow, place)


@cache
def understanding(name: str | None, clinic: str) -> Understanding:
    return Understanding(flow_of(name, clinic))


@cache
def said_in_calls() -> tuple[tuple[str, str], ...]:
    """Language and text of everything said in all scripted calls, as often as it is said."""
    said = []
    for path in sorted(CALLS.rglob("*.yaml")):
        script = load_script(path)
        key = (script.flow, script.clinic)
        played = run(script, flow_of(*key), understanding(*key))
        said += [
            (command.language, command.text)
            for step in played.outcome.steps
            for command in step.commands
            if isinstance(command, Say)
        ]
    return tuple(said)


@cache
def all_fixed() -> frozenset[tuple[str, str]]:
    """Language and sentence of everything that can be voiced ahead for the shipped clinics."""
    flows = [flow_of(name, clinic) for clinic in CLINICS for name in (None, *OUTBOUND)]
    return frozenset(
        (language, sentence)
        for flow in flows
        for language in flow.texts
        for sentence in fixed(flow, language)
    )
