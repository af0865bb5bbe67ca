"""The example clinics, entered into an empty database: a newcomer finds something to look at.

Their people are invented and have the addresses of a domain that nobody can own (RFC 2606). The
passwords are made anew each time, and written beside the data for whoever runs the server.
"""

import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from agent_config.clinic_file import SHIPPED, load_clinic
from clinic.store.calendar import StoreCalendar
from clinic.store.database import Database
from clinic.store.foundation import enter_clinic, enter_user
from clinic.store.patients import StoreRecords
from clinic.store.scope import Scope
from engine.clinic import Clinic
from engine.commands import FindOpenings
from telephony.example_week.users import Colleague
from telephony.example_week.week import enter_week
from telephony.zoned import Zoned

CLINICS: Final = ("riverside_dental", "lakeside_medical")
SIGN_INS: Final = "example-sign-ins.txt"
_PEOPLE: Final = (
    ("staff", ("Maria", "Lopez")),
    ("doctor", ("Priya", "Patel")),
    ("admin", ("Sam", "Okafor")),
    ("practice_admin", ("Robin", "Vale")),
)
_COLLEAGUES: Final = (
    ("dana", "staff", ("Dana", "Whitfield")),
    ("tom", "staff", ("Tom", "Nguyen")),
    ("second-doctor", "doctor", ("James", "Wilson")),
)
"""Who else works there in a whole week."""
_PATIENTS: Final = (
    ("Ana Ruiz", "1988-04-12", "+15125550142"),
    ("John Smith", "1975-09-30", "+14155550123"),
    ("Leo Ruiz", "2015-06-01", "+15125550142"),
    ("Grace Kim", "1990-12-24", "+15125550177"),
)


@dataclass(frozen=True, slots=True)
class SignIn:
    """How one of the invented people signs in."""

    clinic: str
    role: str
    email: str
    password: str


async def enter_examples(database: Database, now: datetime, *, week: bool = False) -> list[SignIn]:
    """Enter the example clinics with people, patients and some appointments.

    With a `week`, they have one behind them: a full diary, calls, and what calls leave. It takes
    some seconds.
    """
    made = []
    for clinic_id in CLINICS:
        clinic = load_clinic(clinic_id)
        profile = (SHIPPED / f"{clinic_id}.yaml").read_text("utf-8")
        scope = await enter_clinic(database, clinic, profile, now)
        place = clinic_id.split("_")[0]
        password = secrets.token_urlsafe(12)
        listed = [(role.replace("_", "-"), role, name) for role, name in _PEOPLE]
        people = []
        for account, role, name in [*listed, *(_COLLEAGUES if week else ())]:
            email = f"{account}@{place}.example"
            user_id = await enter_user(
                database,
                scope.practice_id,
                email=email,
                password=password,
                role=role,
                name=name,
                now=now,
            )
            made.append(SignIn(clinic_id, role, email, password))
            people.append(Colleague(user_id, role))
        await _enter_patients(database, scope, clinic, now)
        if week:
            await enter_week(database, scope, clinic, people, now)
    return made


def keep_sign_ins(folder: Path, made: Sequence[SignIn]) -> Path:
    """Write the sign-ins down for the owner of the folder alone."""
    path = folder / SIGN_INS
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        for one in made:
            file.write(f"{one.clinic}\t{one.role}\t{one.email}\t{one.password}\n")
    return path


async def _enter_patients(database: Database, scope: Scope, clinic: Clinic, now: datetime) -> None:
    records = StoreRecords(database, scope)
    at = Zoned(lambda: now, clinic.timezone)
    calendar = StoreCalendar(database, scope, clinic, clock=at.now)
    services = [one.name for one in clinic.services if one.booking == "direct"]
    for number, (name, born, phone) in enumerate(_PATIENTS):
        given = {"name": name, "date_of_birth": born}
        patient_id = await records.add(given, [("mobile", phone)], now)
        if not services:
            continue
        later = at.now() + timedelta(days=number)
        wanted = FindOpenings(service=services[number % len(services)])
        found = await calendar.find_openings(wanted, holder="", now=later)
        for opening in found.openings[:1]:
            await calendar.enter({"patient": name, **opening}, patient_id)
