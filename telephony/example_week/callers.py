"""Who calls an example clinic in a week, when, and what for.

Mornings are busy, most people want an appointment, most know what they want; a few are lost, angry
or in danger, as in any clinic.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from typing import Any, Final

from engine import spoken
from engine.clinic import Clinic
from engine.flow import Flow
from telephony import sayings
from telephony.example_week.diary import Booked
from telephony.example_week.names import drawn
from telephony.example_week.patients import AREAS, FEWEST, LAST, Invented
from telephony.people import ABOUT_AN_APPOINTMENT, MESSAGES, REASONS, RELATED, TIMES, Person
from telephony.rehearsal import FOR_PEOPLE

GOALS: Final[Mapping[str, int]] = {
    "book_appointment": 46,
    "reschedule_appointment": 9,
    "cancel_appointment": 6,
    "confirm_appointment": 7,
    "appointment_lookup": 4,
    "running_late": 3,
    "opening_hours": 3,
    "insurance_accepted": 4,
    "pricing": 2,
    "parking": 1,
    "insurance_question": 2,
    "billing_question": 4,
    "records_request": 2,
    "referral": 2,
    "leave_message": 3,
    "callback": 2,
    "join_waitlist": 3,
    "prescription_refill": 3,
    "test_results": 1,
    "human": 2,
    "emergency": 1,
}
"""How often what is wanted, in a hundred calls or so."""
MANNERS: Final[Mapping[str, int]] = {
    "patient": 74,
    "talkative": 11,
    "interrupting": 6,
    "confused": 5,
    "angry": 2,
    "silent": 2,
}
HOURS: Final[Mapping[int, float]] = {
    7: 0.4, 8: 3.2, 9: 3.4, 10: 2.4, 11: 1.9, 12: 1.1, 13: 1.7, 14: 1.8, 15: 1.5, 16: 1.3,
    17: 0.7, 18: 0.4, 20: 0.2, 21: 0.1,
}  # fmt: skip
CLOSED: Final = 0.15
"""How many call on a day on which the clinic is closed, beside one on which it is open."""
DAYS: Final = 7
TODAY: Final = 3
"""So many called today at least, on a Sunday too: a telephone is answered at any hour."""
LATELY: Final = timedelta(hours=9)
SETTLED: Final = timedelta(minutes=12)
"""The last of them is over by now."""
CHAT: Final = 0.06
WITHHELD: Final = 0.05
NEW: Final = 0.35
"""How many of those who want to come have never been there."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A call that will be made. `at` is in the clinic's zone."""

    number: int
    at: datetime
    goal: str
    manner: str
    channel: str
    person: Person
    withheld: bool


def moments(clinic: Clinic, count: int, chance: Random, now: datetime) -> list[datetime]:
    """When the calls of the last days came, in order; `now` is in the clinic's zone."""
    today = now.date()
    days = [today - timedelta(days=number) for number in reversed(range(DAYS))]
    listed: list[tuple[datetime, float]] = []
    for day in days:
        share = 1.0 if clinic.hours_on(day) else CLOSED
        for hour, weight in HOURS.items():
            at = datetime.combine(day, time(hour), now.tzinfo)
            if at + timedelta(hours=1) <= now - SETTLED:
                listed.append((at, weight * share))
    drawn_hours = chance.choices([at for at, _ in listed], [one for _, one in listed], k=count)
    made = sorted(at + timedelta(seconds=chance.randint(0, 3540)) for at in drawn_hours)
    midnight = datetime.combine(today, time(), now.tzinfo)
    span = min(now - SETTLED - midnight, LATELY)
    lacking = TODAY - sum(at.date() == today for at in made)
    if span < timedelta(hours=1) or lacking <= 0:
        return made
    lately = [now - SETTLED - span * chance.random() for _ in range(lacking)]
    return sorted([*made[lacking:], *(at.replace(microsecond=0) for at in lately)])


def visits(
    flow: Flow,
    patients: Sequence[Invented],
    booked: Sequence[Booked],
    count: int,
    chance: Random,
    now: datetime,
) -> list[Visit]:
    """The calls of the week, in order."""
    clinic = flow.clinic
    possible = {
        goal: often
        for goal, often in GOALS.items()
        if goal in flow.requests or goal in flow.answers or goal in FOR_PEOPLE
    }
    used: set[str] = set()
    made = []
    for number, at in enumerate(moments(clinic, count, chance, now)):
        goal = chance.choices(list(possible), list(possible.values()))[0]
        manner = chance.choices(list(MANNERS), list(MANNERS.values()))[0]
        patient = _whose(goal, patients, booked, used, chance, at)
        if patient is None:
            goal = "book_appointment"
        made.append(
            Visit(
                number=number,
                at=at,
                goal=goal,
                manner=manner,
                channel="chat" if chance.random() < CHAT else "phone",
                person=_person(clinic, goal, patient, chance),
                withheld=chance.random() < WITHHELD,
            )
        )
    return made


def _whose(
    goal: str,
    patients: Sequence[Invented],
    booked: Sequence[Booked],
    used: set[str],
    chance: Random,
    at: datetime,
) -> Invented | None:
    """Who calls; nobody whom we know where they are new, or nobody has what they call about."""
    if goal in ABOUT_AN_APPOINTMENT or goal == "running_late":
        coming = [
            one.patient
            for one in booked
            if timedelta(hours=26) < one.starts_at - at < timedelta(days=9)
            and one.id not in used
            and one.patient.born < "2008"
        ]
        if not coming:
            return None
        patient = chance.choice(coming)
        used.update(one.id for one in booked if one.patient is patient)
        return patient
    if goal == "book_appointment" and chance.random() < NEW:
        return None
    return chance.choice(patients)


def _person(clinic: Clinic, goal: str, patient: Invented | None, chance: Random) -> Person:
    """The facts of somebody, as callers know them."""
    if patient is None:
        first, last, _ = drawn(chance)
        area = chance.choice(AREAS.get(clinic.state, (clinic.number[2:5],)))
        phone = f"+1{area}5550{chance.randint(FEWEST, LAST)}"
        born = (
            f"{chance.randint(1948, 2003)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        )
        status = "no, it's my first time"
    else:
        first, last, phone, born = patient.first, patient.last, patient.phone, patient.born
        status = "I've been there before"
    service = chance.choice(clinic.services)
    time_wanted, other = chance.sample(TIMES, 2)
    values: dict[str, Any] = {
        "patient_name": {"first": first, "last": last},
        "date_of_birth": born,
        "callback_number": phone,
    }
    if goal in ("book_appointment", "join_waitlist"):
        values["visit_reason"] = service.name
    words = {
        "name": f"{first} {last}",
        "own_name": f"{first} {last}",
        "spelled": " ".join(last.upper()),
        "phone": " ".join(phone.removeprefix("+1")),
        "born": spoken.birthday(born, "en"),
        "reason": chance.choice(sayings.REASONS.get(service.name, (f"a {service.name}",))),
        "time": time_wanted,
        "other_time": other,
        "status": status,
        "carrier": chance.choice(clinic.insurance_accepted or ("no insurance",)),
        "member_id": " ".join(f"W{chance.randint(100000, 999999)}"),
        "email": f"{first.lower()} dot {last.lower()} at mail dot example",
        "relationship": chance.choice(RELATED),
        "why": chance.choice(REASONS),
        "message": chance.choice(MESSAGES),
    }
    return Person(words, values, phone)
