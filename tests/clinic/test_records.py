"""Patients are found by name and date of birth, and by nothing less."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from clinic.ports import Patient
from clinic.records import PatientRecords, normalised, parted
from engine.clinic import Clinic

NOW = datetime(2026, 3, 2, 9, 15, tzinfo=ZoneInfo("America/Chicago"))
CLINIC = Clinic(
    id="river", name="River", practice="River", timezone="America/Chicago", state="TX",
    number="+15125550100", staff_line="+15125550101", on_call_line=None, address="1 River",
    parking=None, hours={}, lunch=None, holidays=frozenset(), languages=("en-US",), flow="x",
)  # fmt: skip
PATIENTS = [
    {"name": "Ana Ruiz", "date_of_birth": "1988-04-12", "phone": "+15125550142"},
    {"name": "José Núñez-Peña", "date_of_birth": "1970-01-02", "status": "inactive"},
    {"name": "Sam Featherstone", "date_of_birth": "2001-09-09"},
    {"name": "Sam Featherstono", "date_of_birth": "2001-09-09"},
]
APPOINTMENTS = [
    {"id": "a2", "patient": "Ana Ruiz", "service": "checkup", "start": "2026-03-09T09:00",
     "minutes": 30, "provider": "Dr. Chen", "operatory": "Op 1", "status": "confirmed"},
    {"id": "a1", "patient": "ANA RUIZ", "service": "cleaning", "start": "2026-03-05T09:00",
     "minutes": 60, "provider": "Maria", "operatory": "Hygiene 1", "status": "pending"},
    {"id": "a0", "patient": "Ana Ruiz", "service": "cleaning", "start": "2026-03-01T09:00",
     "minutes": 60, "provider": "Maria", "operatory": "Hygiene 1", "status": "confirmed"},
    {"id": "a3", "patient": "Ana Ruiz", "service": "cleaning", "start": "2026-03-06T09:00",
     "minutes": 60, "provider": "Maria", "operatory": "Hygiene 1", "status": "cancelled"},
]  # fmt: skip


def find(first: str, last: str, born: str) -> tuple[Patient, ...]:
    records = PatientRecords(CLINIC, PATIENTS, lambda: APPOINTMENTS)
    return asyncio.run(records.find_patients({"first": first, "last": last}, born, now=NOW))


def names(found: tuple[Patient, ...]) -> list[Mapping[str, str]]:
    return [patient["name"] for patient in found]


def test_a_match_has_its_coming_appointments_in_order() -> None:
    (ana,) = find("ana", "ruiz", "1988-04-12")
    assert ana["name"] == {"first": "Ana", "last": "Ruiz"}
    assert (ana["status"], ana["date_of_birth"]) == ("active", "1988-04-12")
    assert [each["id"] for each in ana["appointments"]] == ["a1", "a2"]
    assert ana["appointments"][0] == {
        "id": "a1",
        "service": "cleaning",
        "start": "2026-03-05T09:00",
        "minutes": 60,
        "provider": "Maria",
    }


@pytest.mark.parametrize(
    ("first", "last"), [("jose", "nunez pena"), ("José", "Nunez-Pena"), ("JOSÉ", "NÚÑEZ PEÑA")]
)
def test_case_accents_and_hyphens_do_not_matter(first: str, last: str) -> None:
    (jose,) = find(first, last, "1970-01-02")
    assert jose["status"] == "inactive"


def test_a_misheard_last_name_needs_the_same_date_of_birth() -> None:
    assert names(find("Jose", "Nunes Pena", "1970-01-02")) == names(
        find("Jose", "Nunez Pena", "1970-01-02")
    )
    assert find("Jose", "Nunes Pena", "1970-01-03") == ()


def test_an_exact_last_name_wins_over_a_similar_one() -> None:
    assert names(find("Sam", "Featherstono", "2001-09-09")) == [
        {"first": "Sam", "last": "Featherstono"}
    ]
    assert len(find("Sam", "Featherstona", "2001-09-09")) == 2


@pytest.mark.parametrize(
    ("first", "last", "born"),
    [("Ana", "Ruiz", "1988-04-13"), ("Anna", "Ruiz", "1988-04-12"), ("", "Ruiz", "1988-04-12"),
     ("Ana", "Smith", "1988-04-12")],
)  # fmt: skip
def test_anything_less_is_no_match(first: str, last: str, born: str) -> None:
    assert find(first, last, born) == ()


def test_names_in_parts() -> None:
    assert parted("Ana María Ruiz") == {"first": "Ana", "last": "María Ruiz"}
    assert parted("Ana") == {"first": "Ana", "last": ""}
    assert normalised("O'Brien") == normalised("OBRIEN") == "obrien"
