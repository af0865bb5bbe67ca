"""Calls that the clinic places in a simulated world."""

import asyncio
from pathlib import Path

import pytest

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from agent_config.problem import ConfigError
from agent_config.script import Outreach
from agent_config.script_file import read_script
from clinic.records import PatientRecords
from nlu.understand import Understanding
from telephony.placed import NUMBER, about, placed
from telephony.scripted import run

SCRIPT = """\
call: hears who calls
flow: {flow}
now: 2026-03-02T10:15
outreach: {outreach}
given:
  patients: [{{name: Ana Ruiz, date_of_birth: 1988-04-12}}, {{name: Bo Lee}}]
  appointments: [{{patient: Ana Ruiz, service: cleaning, start: 2026-03-05T09:00}}]
turns:
  - agent: "{agent}"
"""


def played(flow: str, outreach: str, agent: str = "") -> tuple[str, ...]:
    script = read_script(SCRIPT.format(flow=flow, outreach=outreach, agent=agent), "a script")
    compiled = load_flow(flow)
    return run(script, compiled, Understanding(compiled)).failures


@pytest.mark.parametrize(
    ("outreach", "agent"),
    [
        ("{patient: Ana Ruiz, appointment: 2026-03-05T09:00}", "Is this Ana?"),
        ("{patient: Ana Ruiz, language: es}", "¿Hablo con Ana?"),
        ("{patient: Ana Ruiz, language: en, request: callback}", "Is this Ana?"),
        ("{known: {patient_status: new}}", "Is now a good time"),
    ],
)
def test_a_script_says_whom_the_clinic_calls(outreach: str, agent: str) -> None:
    assert played("reminder", outreach, agent) == ()


@pytest.mark.parametrize(
    "outreach",
    [
        "{patient: Ana Ruiz, appointment: 2026-03-06T09:00}",
        "{patient: Bo Lee, appointment: 2026-03-05T09:00}",
        "{patient: Ana Ruiz, appointment: 2026-13-05T09:00}",
        "{appointment: 2026-03-05T09:00}",
    ],
)
def test_the_appointment_must_be_one_of_theirs(outreach: str) -> None:
    with pytest.raises(ConfigError, match="has an appointment then"):
        played("reminder", outreach)


def test_what_a_call_is_about() -> None:
    assert about(load_flow("follow_up")) == "how_are_you"
    assert about(load_flow("dental_reception")) == "book_appointment"


def test_a_flow_of_somebodys_own_is_about_its_first_request(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(
        "flow: mine\nversion: 1\nlanguage: en-US\nextends: recall\n"
    )
    assert about(load_flow(tmp_path / "mine.yaml")) == "book_appointment"


def test_without_a_number_one_is_made_up() -> None:
    clinic = load_clinic("riverside_dental")
    flow = load_flow("recall", clinic)
    now = read_script(SCRIPT.format(flow="recall", outreach="{}", agent="x"), "a script").now
    begins = asyncio.run(placed(flow, Outreach(), None, (), PatientRecords(clinic), now))
    assert begins["known"] == {"callback_number": NUMBER}
    assert begins["direction"] == "outbound"
