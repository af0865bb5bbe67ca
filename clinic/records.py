"""A clinic's patients in memory, and how a caller is matched with one.

A match needs the name and the date of birth; caller ID proves nothing, for families share
telephones. Names are compared without case, accents, hyphens and spaces. A last name may differ
a little (it was heard over a telephone), but only where the date of birth agrees to the day.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from rapidfuzz import fuzz

from clinic.grid import iso_minute
from clinic.ports import Appointment, Patient
from engine.clinic import Clinic
from engine.events import Value

T = TypeVar("T")

CLOSE: Final = 88
"""How alike two last names must be, of 100, to count as misheard rather than different."""


def normalised(name: str) -> str:
    """A name as it is compared: "Núñez-O'Brien" and "nunez obrien" are the same."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def parted(full: str) -> dict[str, str]:
    """A full name as {first, last}; everything after the first word is the last name."""
    first, _, last = full.strip().partition(" ")
    return {"first": first, "last": last.strip()}


def matching(
    known: Iterable[tuple[T, Mapping[str, str]]], said: Mapping[str, str]
) -> list[tuple[T, Mapping[str, str]]]:
    """Those of some people, each with their {first, last}, whom a name that was heard may mean.

    They must have the same date of birth. One with the very name excludes those that sound alike.
    """
    first, last = normalised(said.get("first") or ""), normalised(said.get("last") or "")
    alike = [pair for pair in known if first and normalised(pair[1]["first"]) == first]
    exact = [pair for pair in alike if normalised(pair[1]["last"]) == last]
    close = [pair for pair in alike if fuzz.ratio(normalised(pair[1]["last"]), last) >= CLOSE]
    return exact or close


class PatientRecords:
    """The patients of one clinic: {name, date_of_birth, phone, status}, `name` "First Last"."""

    def __init__(
        self,
        clinic: Clinic,
        patients: Iterable[Mapping[str, Value]] = (),
        appointments: Callable[[], Iterable[Appointment]] = tuple,
    ) -> None:
        self._zone = ZoneInfo(clinic.timezone)
        self._appointments = appointments
        self.patients: tuple[Patient, ...] = tuple(
            {"id": f"patient-{number}", "status": "active", **patient}
            for number, patient in enumerate(patients, 1)
        )

    async def find_patients(
        self, name: Mapping[str, str], date_of_birth: str, *, now: datetime
    ) -> tuple[Patient, ...]:
        """The records that match both, each with its coming appointments; see the port."""
        alike = [
            (patient, parted(patient["name"]))
            for patient in self.patients
            if str(patient.get("date_of_birth")) == date_of_birth
        ]
        return tuple(
            {
                "id": patient["id"],
                "name": known,
                "date_of_birth": date_of_birth,
                "status": patient["status"],
                "appointments": self._coming(patient, now),
            }
            for patient, known in matching(alike, name)
        )

    def _coming(self, patient: Patient, now: datetime) -> tuple[Mapping[str, Value], ...]:
        today = iso_minute(now.astimezone(self._zone))
        own = [
            {part: appointment[part] for part in ("id", "service", "start", "minutes", "provider")}
            for appointment in self._appointments()
            if normalised(appointment["patient"]) == normalised(patient["name"])
            and appointment["status"] != "cancelled"
            and appointment["start"] >= today
        ]
        return tuple(sorted(own, key=lambda appointment: str(appointment["start"])))
