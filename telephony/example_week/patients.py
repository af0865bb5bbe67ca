"""The invented patients of an example clinic, entered all at once.

Each is marked as invented where the staff read notes; their addresses belong to a domain that
nobody can own (RFC 2606), their numbers to the range that is kept free for stories.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Final

from clinic.store.database import Database
from clinic.store.patients import patient_row, phone_row
from clinic.store.scope import Scope
from engine.clinic import Clinic
from telephony.example_week.names import drawn

INVENTED: Final = "Invented: this patient belongs to the example data."
AREAS: Final = {"TX": ("512", "737", "210", "830"), "CA": ("415", "510", "628", "650")}
FEWEST, LAST = 110, 199
"""Of the numbers 555-0100 to 555-0199 the first ones are the clinics' own."""
ALLERGIES: Final = (
    ("penicillin",),
    ("latex",),
    ("amoxicillin",),
    ("ibuprofen",),
    ("codeine", "latex"),
    ("sulfa drugs",),
    ("local anesthetic with epinephrine",),
)
MEDICATIONS: Final = (
    ("lisinopril 10 mg",),
    ("metformin 500 mg", "atorvastatin 20 mg"),
    ("warfarin 5 mg",),
    ("levothyroxine 50 mcg",),
    ("albuterol inhaler",),
    ("sertraline 50 mg",),
    ("amlodipine 5 mg", "aspirin 81 mg"),
)
CONDITIONS: Final = ("hypertension", "type 2 diabetes", "asthma", "anxiety about treatment")
STREETS: Final = (
    "Cedar Lane",
    "Oak Street",
    "Mill Road",
    "Sunset Avenue",
    "Park Drive",
    "Elm Court",
)


@dataclass(frozen=True, slots=True)
class Invented:
    """A patient who does not exist. `phone` is E.164, `born` an ISO date."""

    id: str
    first: str
    last: str
    born: str
    phone: str
    language: str
    provider: str | None
    care: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}"


async def enter_patients(
    database: Database, scope: Scope, clinic: Clinic, count: int, chance: Random, now: datetime
) -> list[Invented]:
    """Enter so many; each is told with what a caller knows."""
    listed: list[Invented] = []
    numbers = list(_numbers(clinic, chance))
    async with database.writing() as session:
        phones = []
        for person in _people(clinic, count, chance, now):
            since = now - timedelta(days=chance.randint(20, 1500))
            row = patient_row(database.keyring, scope, person, since)
            row.last_visit_at = now - timedelta(days=chance.randint(25, 400))
            row.recall_due_at = row.last_visit_at + timedelta(days=182)
            phone = numbers[len(listed) % len(numbers)]
            session.add(row)
            phones.append(phone_row(database.keyring, row, "mobile", phone, since))
            listed.append(
                Invented(
                    row.id,
                    row.first_name,
                    row.last_name,
                    str(row.date_of_birth),
                    phone,
                    str(row.language)[:2],
                    (row.preferences or {}).get("doctor"),
                    row.care or {},
                )
            )
        await session.flush()
        session.add_all(phones)
    return listed


def _numbers(clinic: Clinic, chance: Random) -> Iterator[str]:
    areas = AREAS.get(clinic.state, (clinic.number[2:5],))
    every = [f"+1{area}5550{last}" for area in areas for last in range(FEWEST, LAST + 1)]
    chance.shuffle(every)
    yield from every


def _people(clinic: Clinic, count: int, chance: Random, now: datetime) -> Iterator[dict[str, Any]]:
    seen: set[tuple[str, str]] = set()
    while len(seen) < count:
        first, last, spanish = drawn(chance)
        if (first, last) in seen:
            continue
        seen.add((first, last))
        yield _person(clinic, first, last, spanish, chance, now)


def _person(
    clinic: Clinic, first: str, last: str, spanish: bool, chance: Random, now: datetime
) -> dict[str, Any]:
    years = chance.choices((chance.randint(5, 17), chance.randint(18, 64), chance.randint(65, 88)),
                           (12, 66, 22))[0]  # fmt: skip
    born = date(now.year - years, chance.randint(1, 12), chance.randint(1, 28))
    care: dict[str, Any] = {"notes": INVENTED}
    if chance.random() < 0.3:
        care["allergies"] = list(chance.choice(ALLERGIES))
    if years > 30 and chance.random() < 0.4:
        care["medications"] = list(chance.choice(MEDICATIONS))
    if years > 30 and chance.random() < 0.25:
        care["conditions"] = [chance.choice(CONDITIONS)]
    told: dict[str, Any] = {
        "name": {"first": first, "last": last},
        "date_of_birth": born.isoformat(),
        "email": f"{first}.{last}@mail.example".lower(),
        "address": f"{chance.randint(10, 990)} {chance.choice(STREETS)}",
        "language": "es-US" if spanish else "en-US",
        "care": care,
        "account": _account(clinic, chance),
        "preferences": _preferences(clinic, chance),
    }
    if years < 18:
        told["guardian"] = {"name": f"{chance.choice(('Rosa', 'Ellen', 'David'))} {last}",
                            "relationship": "parent"}  # fmt: skip
    if chance.random() < 0.03:
        told["do_not_contact"] = True
    return told


def _account(clinic: Clinic, chance: Random) -> dict[str, Any]:
    balance = chance.choice((0, 0, 0, 0, 25, 60, 140, 220))
    told: dict[str, Any] = {"balance": balance}
    if clinic.insurance_accepted and chance.random() < 0.8:
        told["insurance"] = {
            "carrier": chance.choice(clinic.insurance_accepted),
            "member_id": f"W{chance.randint(100000, 999999)}",
            "status": chance.choice(("active", "active", "active", "to be verified")),
        }
    return told


def _preferences(clinic: Clinic, chance: Random) -> dict[str, Any]:
    told: dict[str, Any] = {"channel": chance.choice(("text", "text", "call", "email"))}
    doctors = [one.name for one in clinic.providers if one.role != "hygienist"]
    if doctors and chance.random() < 0.5:
        told["doctor"] = chance.choice(doctors)
    if chance.random() < 0.3:
        told["time"] = chance.choice(("mornings", "afternoons", "after work"))
    return told
