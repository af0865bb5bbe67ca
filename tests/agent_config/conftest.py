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


CLINIC = """\
clinic: tiny
name: Tiny Dental
practice: Tiny Practice
timezone: America/Chicago
state: TX
number: "+15125550100"
staff_line: "+15125550101"
address: 1 River Street
hours: {mon: "08:00-17:00", thu: ["08:00-12:00", "13:00-19:00"]}
lunch: "12:00-13:00"
holidays: {country: US, also: [2026-12-24], except: [2026-07-03]}
languages: [en-US]
flow: dental_reception
persona: dental_receptionist
recording: {enabled: true}
providers:
  - {name: Dr. Chen, role: dentist, days: [mon, thu]}
  - {name: Maria Lopez, role: hygienist}
operatories: [Op 1]
services:
  - {name: checkup, says: [exam], minutes: 30, by: dentist, booking: direct, price: 95}
  - {name: cleaning, says: {en: [prophy], es: [limpieza]}, by: hygienist, booking: approval}
  - {name: consultation, booking: request}
insurance_accepted: [Cigna]
parts_of_day: {evening: "17:00-20:00"}
texts: {en: {parking: Behind the house.}}
"""

SCRIPT = """\
call: books a checkup
covers: [CH-8, SC-1]
flow: dental_reception
clinic: riverside_dental
now: 2026-03-02T09:15:00-06:00
from: "+15125550142"
given:
  patients: [{name: Ana Ruiz, date_of_birth: 1988-04-12, phone: "+15125550142"}]
  openings: [2026-03-03T10:00, 2026-03-03T14:30]
  appointments: [{patient: Ana Ruiz, service: cleaning, start: 2026-03-05T09:00}]
turns:
  - agent: "Thank you for calling"
  - agent: {matches: "thank.*calling", not: "press"}
  - caller: "I need an appointment"
  - caller: {says: "hm", confidence: 0.55, audio_quality: 0.5, nbest: ["him"]}
  - answers: {patient_name: Ana Ruiz, callback_number: "yes", reschedule_instead: false, message: 5}
  - choose: 1
  - expect: {state: CONFIRM, slots: {visit_reason: cleaning}}
  - silence: 8
  - keys: "5125550142#"
  - keys: 0
  - interrupts: {after_words: 4, says: "John Smith"}
  - fails: {find_openings: timeout, book: none}
  - hangs_up: true
expect:
  disposition: booked
  escalation: null
  slots: {patient_name: Ana Ruiz, email: null}
  appointments: [{service: cleaning, start: 2026-03-03T10:00}]
  tasks: [{type: callback, priority: high, details: {reason: cleaning}}]
  turns_at_most: 14
  never_says: ["What date"]
"""


@pytest.fixture
def tiny_clinic() -> str:
    """The text of a clinic in which nothing is wrong."""
    return CLINIC


@pytest.fixture
def short_call() -> str:
    """The text of a scripted call in which nothing is wrong, with every kind of turn."""
    return SCRIPT


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
