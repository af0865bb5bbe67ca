"""A small flow, clinic and scripted call that are right, for tests that break them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from agent_config.clinic_file import load_clinic
from agent_config.problem import ConfigError
from engine.clinic import Clinic
from engine.prompts import REQUIRED_PROMPTS

FLOW = """\
flow: small
version: 1
language: en-US
limits: {turns: 40, misses: 2}
thresholds: {stt_confidence: 0.7}
slots:
  patient_name:
    type: person_name
    ask: "Your name?"
    again: ["Your full name?"]
    ask_last: "Your last name?"
  callback_number:
    type: phone
    ask: "Your number?"
    again: ["Digit by digit?", "Please type it."]
    prefill: caller_id
    ask_prefill: "Is this number the best one?"
    keypad: {digits: 10}
    read_back: always
    confirm: "{callback_number}, right?"
  patient_status: {type: choice, of: {new: [first], old: [known]}, ask: "New?", again: ["Are you?"]}
  visit_reason: {type: choice, of: services, ask: "What for?", again: ["Which service?"]}
  preferred_time: {type: time_window, ask: "When?", again: ["Which day?"]}
  opening: {type: opening, depends_on: [visit_reason, preferred_time]}
requests:
  book_appointment:
    title: an appointment
    means: The caller wants an appointment.
    examples: ["I need an appointment", "book me in"]
    steps:
      - collect: [patient_name, callback_number, visit_reason]
      - triage: visit_reason
      - collect: [preferred_time]
      - offer: opening
      - confirm: summary
      - do: book
        done: {direct: booked, approval: held, request: requested}
  callback:
    title: a call back
    means: The caller wants to be called back.
    examples: ["call me back"]
    owner: doctor
    steps:
      - collect: [patient_name, callback_number]
      - do: create_task
        task: callback
        done: noted
answers:
  parking: {means: Where to park., examples: ["where do I park"], say: "{clinic.parking}"}
escalations:
  human: {says: ["front desk please"]}
prompts:
  summary: "{opening}, right?"
"""
"""Required prompts follow, so that every line above keeps its number."""


@pytest.fixture
def small_flow() -> str:
    """The text of a flow in which nothing is wrong."""
    return FLOW + "".join(f'  {name}: "The {name}."\n' for name in REQUIRED_PROMPTS)


@pytest.fixture
def small_spanish() -> str:
    """Its texts in another language, complete."""
    return """\
flow: small
language: es-US
slots:
  patient_name: {ask: "¿Su nombre?", again: ["¿Nombre completo?"], ask_last: "¿Su apellido?"}
  callback_number:
    ask: "¿Su número?"
    again: ["¿Dígito por dígito?"]
    ask_prefill: "¿Es este el mejor número?"
    confirm: "{callback_number}, ¿verdad?"
  patient_status: {ask: "¿Es nuevo?", again: ["¿Nuevo?"], of: {new: [nuevo], old: [ya vine]}}
  visit_reason: {ask: "¿Para qué?", again: ["¿Qué servicio?"]}
  preferred_time: {ask: "¿Cuándo?", again: ["¿Qué día?"]}
requests:
  book_appointment: {title: una cita, examples: ["necesito una cita"]}
  callback: {title: una llamada, examples: ["llámeme"]}
answers:
  parking: {examples: ["dónde me estaciono"], say: "{clinic.parking}"}
prompts:
  summary: "{opening}, ¿verdad?"
""" + "".join(f'  {name}: "{name}, en español."\n' for name in REQUIRED_PROMPTS)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that commands run in, so that files are named without folders."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def riverside() -> Clinic:
    """The usual clinic."""
    return load_clinic("riverside_dental")


@pytest.fixture
def told() -> Callable[[Callable[[], object]], list[str]]:
    """The first line of each problem that something raises."""

    def tell(load: Callable[[], object]) -> list[str]:
        with pytest.raises(ConfigError) as caught:
            load()
        return [str(problem).splitlines()[0] for problem in caught.value.problems]

    return tell
