"""Clinics from their files: the facts of those that are shipped, and mistakes in sentences."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from agent_config.clinic_file import clinics, load_clinic
from agent_config.flow_file import flows
from agent_config.persona_file import load_persona
from agent_config.yaml_document import read_document
from engine.clinic import Provider, Recording

CASES: Final = read_document(Path(__file__).with_name("clinic_mistakes.yaml")).value
Tell = Callable[[Callable[[], object]], list[str]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["told"][0][:70])
def test_a_mistake_is_told_in_a_sentence_with_its_place(
    case: dict[str, Any], tiny_clinic: str, here: Path, told: Tell
) -> None:
    assert case["change"] in tiny_clinic
    broken = tiny_clinic.replace(case["change"], case["to"], 1)
    (here / "tiny.yaml").write_text(broken, "utf-8")
    named = [one if one.startswith("none.json") else f"tiny.yaml:{one}" for one in case["told"]]
    assert told(lambda: load_clinic("./tiny.yaml")) == named


def test_riverside_is_as_scripted_calls_rely_on_it() -> None:
    clinic = load_clinic("riverside_dental")
    assert (clinic.name, clinic.practice) == ("Riverside Dental", "Riverside Dental Group")
    assert (clinic.timezone, clinic.state) == ("America/Chicago", "TX")
    assert (clinic.number, clinic.staff_line) == ("+15125550100", "+15125550101")
    assert clinic.on_call_line == "+15125550109"
    assert clinic.address == "1200 River Street, Austin, TX 78701"
    assert clinic.parking is not None
    assert clinic.parking.startswith("Free parking behind the building, entrance on Second Street")
    assert clinic.hours["thu"] == (("08:00", "19:00"),)
    assert clinic.hours["fri"] == (("08:00", "13:00"),)
    assert "sat" not in clinic.hours
    assert clinic.lunch == ("12:00", "13:00")
    assert clinic.languages == ("en-US", "es-US")
    assert clinic.flow == "dental_reception"
    assert clinic.recording == Recording(enabled=False, retention_days=90, announcement=True)
    assert clinic.providers[1] == Provider("Dr. James Wilson", "dentist", ("mon", "wed", "thu"))
    assert clinic.operatories == ("Op 1", "Op 2", "Hygiene 1")
    assert [
        (one.name, one.minutes, one.by, one.booking, one.urgent, one.price)
        for one in clinic.services
    ] == [
        ("checkup", 30, "dentist", "direct", False, 95),
        ("cleaning", 60, "hygienist", "direct", False, 140),
        ("toothache", 30, "dentist", "direct", True, 120),
        ("filling", 45, "dentist", "direct", False, 220),
        ("crown", 90, "dentist", "approval", False, 1250),
        ("root canal", 90, "dentist", "approval", False, 1100),
        ("consultation", 30, "dentist", "request", False, 0),
    ]
    cleaning = clinic.service("cleaning")
    assert cleaning is not None
    assert set(cleaning.says) >= {"teeth cleaning", "hygiene visit", "prophy", "limpieza"}
    assert cleaning.titles["es"] == "limpieza dental"
    assert clinic.insurance_accepted == ("Delta Dental", "Cigna", "Aetna", "MetLife", "Guardian")
    assert (clinic.cancellation_notice_hours, clinic.booking_horizon_days) == (24, 90)
    assert (clinic.minimum_notice_hours, clinic.callback_within_hours) == (2, 2)


def test_agreements_are_on_record_by_vendor_or_host(tiny_clinic: str, here: Path) -> None:
    assert load_clinic("riverside_dental").baa == ()
    signed = tiny_clinic.replace("state: TX", "state: TX\nbaa: [openai, llm.example.com]", 1)
    (here / "tiny.yaml").write_text(signed, "utf-8")
    assert load_clinic("./tiny.yaml").baa == ("openai", "llm.example.com")


def test_lakeside_books_everything_by_request() -> None:
    clinic = load_clinic("lakeside_medical")
    assert clinic.name == "Lakeside Family Clinic"
    assert (clinic.number, clinic.staff_line) == ("+14155550120", "+14155550121")
    assert (clinic.timezone, clinic.on_call_line) == ("America/Los_Angeles", None)
    assert clinic.hours["mon"] == (("09:00", "17:30"),)
    assert {one.booking for one in clinic.services} == {"request"}
    assert [one.name for one in clinic.services] == [
        "checkup", "sick visit", "vaccination", "physical",
    ]  # fmt: skip
    assert clinic.recording == Recording(enabled=True, retention_days=30, announcement=True)


def test_the_second_location_shares_the_practice_and_nothing_that_callers_dial() -> None:
    first, second = load_clinic("riverside_dental"), load_clinic("riverside_dental_north")
    assert first.practice == second.practice
    assert len({first.number, first.staff_line, second.number, second.staff_line}) == 4
    assert first.address != second.address
    assert first.flow == second.flow


@pytest.mark.parametrize("name", clinics())
def test_every_shipped_clinic_speaks_all_its_languages(name: str) -> None:
    clinic = load_clinic(name)
    assert clinic.id == name
    assert clinic.flow in flows()
    for language in clinic.languages:
        short = language.split("-")[0]
        assert {"parking", "directions", "new_patient_forms"} <= set(clinic.texts[short])
        assert all(short in service.titles for service in clinic.services)


def test_holidays() -> None:
    closed = load_clinic("riverside_dental").holidays
    assert date(2026, 12, 25) in closed
    assert date(2026, 12, 24) in closed
    assert date(2026, 11, 26) in closed
    assert date(2026, 7, 3) in closed  # the fourth is a Saturday
    assert date(2026, 3, 3) not in closed


def test_the_parts_of_a_clinic(tiny_clinic: str, here: Path) -> None:
    (here / "tiny.yaml").write_text(tiny_clinic, "utf-8")
    clinic = load_clinic(here / "tiny.yaml")
    assert clinic.hours["thu"] == (("08:00", "12:00"), ("13:00", "19:00"))
    assert date(2026, 7, 3) not in clinic.holidays
    assert date(2026, 12, 24) in clinic.holidays
    assert clinic.parts_of_day == {"evening": ("17:00", "20:00")}
    assert clinic.services[1].says == ("prophy", "limpieza")
    assert clinic.providers[1].days == ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    assert clinic.persona.name == "virtual assistant"


def test_a_plain_clinic_needs_little(here: Path) -> None:
    (here / "plain.yaml").write_text(
        'clinic: plain\nname: P\npractice: P\ntimezone: UTC\nstate: TX\nnumber: "+15125550100"\n'
        'staff_line: "+15125550101"\naddress: A\nhours: {mon: "00:00-24:00"}\nlanguages: [en]\n'
        "flow: own.yaml\n",
        "utf-8",
    )
    clinic = load_clinic("plain.yaml")
    assert (clinic.holidays, clinic.lunch, clinic.services) == (frozenset(), None, ())
    assert (clinic.parking, clinic.preset, clinic.flow) == (None, "standard", "own.yaml")


def test_names_of_clinics(here: Path, told: Tell) -> None:
    assert clinics() == ("lakeside_medical", "riverside_dental", "riverside_dental_north")
    assert told(lambda: load_clinic("riverside")) == [
        "riverside: there is no clinic of this name; did you mean 'riverside_dental'?"
    ]
    assert told(lambda: load_clinic("none.yaml")) == [
        "none.yaml: cannot be read: No such file or directory"
    ]


def test_a_clinic_is_a_map(here: Path, told: Tell) -> None:
    (here / "a.yaml").write_text("clinic", "utf-8")
    assert told(lambda: load_clinic("a.yaml")) == [
        "a.yaml:1:1: the file must be a map, not 'clinic'"
    ]


# --- personas


PERSONA: Final[dict[str, Any]] = {
    "persona": {"id": "p", "name": "assistant"},
    "greetings": {"en": ["Hello from {clinic.name}."]},
    "qualifying_questions": {"visit_reason": {"en": ["What for?"]}},
    "booking_logic": {"offers": 2},
    "fallbacks": {"unclear": {"en": ["Again?"], "es": ["¿Otra vez?"]}},
}


def test_the_parts_of_a_persona(here: Path) -> None:
    (here / "p.json").write_text(json.dumps(PERSONA), "utf-8")
    persona = load_persona(here / "p.json")
    assert persona.name == "assistant"
    assert persona.limits == {"offers": 2}
    assert persona.texts == {
        "en": {
            "prompts.greeting": ("Hello from {clinic.name}.",),
            "slots.visit_reason.ask": ("What for?",),
            "prompts.unclear": ("Again?",),
        },
        "es": {"prompts.unclear": ("¿Otra vez?",)},
    }


def test_a_persona_stands_beside_its_clinic(tiny_clinic: str, here: Path) -> None:
    (here / "p.json").write_text(json.dumps(PERSONA), "utf-8")
    text = tiny_clinic.replace("persona: dental_receptionist", "persona: p.json")
    (here / "tiny.yaml").write_text(text, "utf-8")
    assert load_clinic("./tiny.yaml").persona.limits == {"offers": 2}


def test_mistakes_in_a_persona(here: Path, told: Tell) -> None:
    broken = {
        **PERSONA,
        "persona": {"id": "q", "nam": "x"},
        "greetings": {"en": ["{clinic.nam}"]},
        "qualifying_questions": {"visit_raeson": {"en": ["?"]}},
        "booking_logic": {"offers": 100},
        "fallbacks": {"unclea": {"en": []}},
    }
    (here / "p.json").write_text(json.dumps(broken, indent=1), "utf-8")
    assert told(lambda: load_persona(Path("p.json"))) == [
        "p.json:3:9: the persona is called 'q', but its file 'p'",
        "p.json:4:3: unknown key 'nam' in persona; did you mean 'name'?",
        "p.json:8:4: unknown placeholder '{clinic.nam}' in greetings.en; "
        "did you mean 'clinic.name'?",
        "p.json:12:3: unknown name 'visit_raeson' in qualifying_questions; "
        "did you mean 'visit_reason'?",
        "p.json:19:13: booking_logic.offers must be from 1 to 10, not 100",
        "p.json:22:13: unknown prompt 'unclea' in fallbacks; did you mean 'unclear'?",
        "p.json:23:10: fallbacks.unclea.en must not be empty",
    ]
