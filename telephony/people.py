"""Invented callers: what they are called, where they can be reached, and what they come for.

Names are common ones put together by chance; numbers are from the range that is kept free for
stories. Nobody here exists.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Final

from clinic.grid import iso_minute, starts
from engine import spoken
from engine.clinic import Clinic, Service
from engine.events import Value
from telephony import sayings

FIRST: Final = (
    "Ana",
    "John",
    "Maria",
    "David",
    "Linda",
    "Omar",
    "Grace",
    "Peter",
    "Susan",
    "Kevin",
)
LAST: Final = ("Ruiz", "Smith", "Garcia", "Johnson", "Miller", "Nguyen", "Brown", "Parker", "Lee")
TIMES: Final = (
    "Tuesday morning",
    "Thursday afternoon",
    "next Monday",
    "tomorrow at ten",
    "Wednesday after two",
    "as soon as possible",
    "any day next week",
    "Friday at nine thirty",
)
RELATED: Final = ("her mother", "his father", "her husband", "his guardian")
STATUSES: Final = ("I've been there before", "no, it's my first time", "I'm a new patient")
REASONS: Final = ("I have to work that day", "I'm not feeling well", "we're out of town")
MESSAGES: Final = (
    "please call me about my last bill",
    "tell the doctor that everything healed fine",
    "I'd like to know whether the forms arrived",
)
ABOUT_AN_APPOINTMENT: Final = (
    "reschedule_appointment",
    "cancel_appointment",
    "confirm_appointment",
    "appointment_lookup",
)
FOR_A_SERVICE: Final = ("book_appointment", "join_waitlist")
VISIT: Final = Service("visit")


@dataclass(frozen=True, slots=True)
class Person:
    """A caller's facts: `words` to say them, `values` to check what is read back."""

    words: Mapping[str, str]
    values: Mapping[str, Value]
    phone: str
    patients: tuple[Mapping[str, Any], ...] = ()
    appointments: tuple[Mapping[str, Any], ...] = ()


def invented(
    clinic: Clinic, goal: str, now: datetime, chance: Random, *, is_called: bool = False
) -> Person:
    """Somebody who calls this clinic for that, with a record there if the goal needs one, or if
    it is the clinic that calls.
    """
    first, last = chance.choice(FIRST), chance.choice(LAST)
    line = f"{clinic.number[2:5]}55501{chance.randint(10, 98)}"
    born = date(chance.randint(1940, 2004), chance.randint(1, 12), chance.randint(1, 28))
    service = chance.choice(clinic.services) if clinic.services else VISIT
    reasons = sayings.REASONS.get(service.name, (f"a {service.name}",))
    time, other_time = chance.sample(TIMES, 2)
    born_on, number = born.isoformat(), f"+1{line}"
    values: dict[str, Value] = {
        "patient_name": {"first": first, "last": last},
        "date_of_birth": born_on,
        "callback_number": number,
    }
    if goal in FOR_A_SERVICE:
        values["visit_reason"] = service.name
    patients: tuple[Mapping[str, Any], ...] = ()
    appointments: tuple[Mapping[str, Any], ...] = ()
    if is_called or goal in ABOUT_AN_APPOINTMENT:
        full, start = f"{first} {last}", _coming(clinic, service, now, chance)
        patients = ({"name": full, "date_of_birth": born_on, "phone": number},)
        appointments = ({"patient": full, "service": service.name, "start": start},)
    words = {
        "name": f"{first} {last}",
        "own_name": f"{chance.choice(FIRST)} {last}",
        "spelled": " ".join(last.upper()),
        "phone": " ".join(line),
        "born": spoken.birthday(born_on, "en"),
        "reason": chance.choice(reasons),
        "time": time,
        "other_time": other_time,
        "status": chance.choice(STATUSES),
        "carrier": chance.choice(clinic.insurance_accepted or ("no insurance",)),
        "member_id": " ".join(f"W{chance.randint(100000, 999999)}"),
        "email": f"{first.lower()} dot {last.lower()} at example dot com",
        "relationship": chance.choice(RELATED),
        "why": chance.choice(REASONS),
        "message": chance.choice(MESSAGES),
    }
    return Person(words, values, number, patients, appointments)


def _coming(clinic: Clinic, service: Service, now: datetime, chance: Random) -> str:
    """A time within the next two weeks at which the clinic does this."""
    today = now.date()
    days = [today + timedelta(days=number) for number in range(1, 15)]
    return iso_minute(chance.choice([at for day in days for at in starts(clinic, service, day)]))
