"""An invented practice for a month: who its patients are, when they come, who asked to be called.

Everything is drawn from one seed. The practice is in Austin; some of its patients live in El Paso,
in another time zone, some in Florida, and of some nobody knows where they live. Numbers moved with
people, so many an area code lies. Families share a telephone, and among the records are those of
people who must not be reached.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

from clinic.diary import Diary
from clinic.grid import instant
from clinic.messages.consent import suppress
from clinic.store.claims import Claims
from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.patients import patient_row, phone_row
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow
from clinic.store.tables.patient import Phone
from engine.clinic import Clinic
from telephony.example_week.names import drawn
from tests.outreach.contact import Act, Log
from tests.outreach.person import Agreement, Person, Standing, Truth

T = TypeVar("T")

DEAR: Final = {"crown": 1250, "root canal": 1100}
_SERVICES: Final = (
    ("cleaning", 40), ("checkup", 30), ("filling", 18), ("crown", 6), ("root canal", 6),
)  # fmt: skip
_WHERE: Final = (
    ("austin", 74), ("el_paso", 7), ("florida", 4), ("unknown", 11), ("elsewhere", 4),
)  # fmt: skip
LONG_AGO: Final = 0.2
"""How many have not been there for half a year."""
_WISHES: Final[tuple[tuple[str | None, int], ...]] = ((None, 55), ("call", 30), ("text", 15))
_DRAWS: Final = 4
"""Of services, where there is no time for the first one any more."""
_STANDINGS: Final[tuple[tuple[Standing, int], ...]] = (
    ("active", 930), ("inactive", 25), ("deceased", 10), ("dismissed", 10), ("do_not_contact", 25),
)  # fmt: skip
_CODES: Final = {
    "austin": ("512", "512", "512", "737", "737", "214", "415", "212"),
    "el_paso": ("915", "915", "915", "512"),
    "florida": ("305", "850", "512"),
    "unknown": ("512", "737", "915", "305", "850", "206", "405", "410"),
    "elsewhere": ("575", "405", "512", "206"),
}
_ADDRESSES: Final = {
    "austin": ("TX", "Austin, TX 78704"),
    "el_paso": ("TX", "El Paso, TX 79901"),
    "florida": ("FL", "Miami, FL 33101"),
    "elsewhere": ("OK", "Tulsa, OK 74103"),
}


@dataclass(frozen=True, slots=True)
class Visit:
    """An appointment that somebody has, or will make in the course of the month."""

    person: Person
    opening: dict[str, Any]
    made_at: datetime
    cost: int | None


@dataclass(slots=True)
class Details:
    """What the clinic's records have of somebody beside the truth."""

    born: date
    address: str | None
    landline: bool
    opted_out: bool
    wish: str | None
    """How they want to be reached."""
    recall_due: datetime | None
    last_visit: datetime | None


@dataclass(slots=True)
class World:
    """The practice with everybody around it."""

    clinic: Clinic
    truth: Truth
    details: dict[str, Details]
    visits: list[Visit]
    since: datetime
    until: datetime
    ids: dict[str, str] = field(default_factory=dict)
    """The ids of the records, by the key of the person; filled when they are entered."""

    @property
    def leads(self) -> list[Person]:
        """Who asked the practice about something, and is no patient."""
        return [one for one in self.truth.people if not one.patient]


def one_of(chance: Random, weighed: Sequence[tuple[T, int]]) -> T:
    """One of some things, each with how often it is drawn."""
    return chance.choices([one for one, _ in weighed], [weight for _, weight in weighed])[0]


def drawn_world(
    clinic: Clinic, *, patients: int, visits: int, leads: int, since: datetime, days: int, seed: int
) -> World:
    """A world of so many, the same for the same seed."""
    chance = Random(seed)
    until = since + timedelta(days=days)
    people, details = _people(chance, patients, since)
    for number in range(leads):
        people.append(_lead(chance, number, since))
    world = World(
        clinic,
        Truth(clinic.name, clinic.timezone, clinic.state, tuple(people)),
        details,
        [],
        since,
        until,
    )
    world.visits = list(_visits(chance, world, visits))
    return world


def _people(chance: Random, count: int, since: datetime) -> tuple[list[Person], dict[str, Details]]:
    people: list[Person] = []
    details: dict[str, Details] = {}
    lines = iter(range(1000, 9999))
    used: set[str] = set()
    while len(people) < count:
        size = chance.choices((1, 2, 3, 4, 5), (80, 8, 6, 4, 2))[0]
        where = one_of(chance, _WHERE)
        first, last, spanish = drawn(chance)
        line = next(lines)
        shared = f"+1{chance.choice(_CODES[where])}555{line}"
        state, town = _ADDRESSES.get(where, (None, None))
        for member in range(min(size, count - len(people))):
            given = first if member == 0 else drawn(chance)[0]
            while f"{given} {last} {line}" in used:
                given = drawn(chance)[0]
            used.add(f"{given} {last} {line}")
            key = f"p{len(people):04d}"
            numbers: tuple[str, ...] = (shared,)
            if size == 1 and chance.random() < 0.02:
                numbers = ()
            elif chance.random() < 0.04:
                numbers = (f"+1{chance.choice(_CODES[where])}555{next(lines)}", *numbers)
            person = Person(
                key, given, last, numbers, state,
                standing=one_of(chance, _STANDINGS),
                language="es" if spanish else "en",
            )  # fmt: skip
            people.append(person)
            details[key] = _details(chance, since, town, f"{100 + line % 900} Cedar Lane")
    return people, details


def _details(chance: Random, since: datetime, town: str | None, street: str) -> Details:
    long_ago = chance.random() < LONG_AGO
    last_visit = since - timedelta(days=chance.randint(*((185, 420) if long_ago else (8, 170))))
    due = last_visit + timedelta(days=182)
    return Details(
        born=date(chance.randint(1940, 2006), chance.randint(1, 12), chance.randint(1, 28)),
        address=f"{street}, {town}" if town else None,
        landline=chance.random() < 0.05,
        opted_out=chance.random() < 0.02,
        wish=one_of(chance, _WISHES),
        recall_due=due if chance.random() < 0.8 else None,
        last_visit=last_visit,
    )


def _lead(chance: Random, number: int, since: datetime) -> Person:
    first, last, spanish = drawn(chance)
    agreed = chance.random() < 0.7
    at = since - timedelta(days=chance.randint(1, 20))
    code = chance.choice(("512", "737", "305"))
    return Person(
        f"l{number:04d}", first, last, (f"+1{code}556{number:04d}",),
        patient=False,
        language="es" if spanish else "en",
        agreed=(Agreement("lead", at),) if agreed else (),
    )  # fmt: skip


def _visits(chance: Random, world: World, count: int) -> Iterator[Visit]:
    """Appointments where the clinic has time for them, nobody twice within a week."""
    diary = Diary(world.clinic)
    taken: set[tuple[str, int]] = set()
    seen: dict[str, date] = {}
    patients = [one for one in world.truth.people if one.patient and one.standing == "active"]
    chance.shuffle(patients)
    waiting = iter(patients * 3)
    zone = ZoneInfo(world.clinic.timezone)
    first = world.since.astimezone(zone).date() - timedelta(days=1)
    days = [first + timedelta(days=n) for n in range((world.until - world.since).days + 3)]
    most = max(1, round(count / max(1, sum(_is_open(world.clinic, day) for day in days)) + 0.5))
    made = 0

    def is_free(resource: str, start: int, cells: int) -> bool:
        return not any((resource, start + one) in taken for one in range(cells))

    for day in days:
        for _ in range(most if _is_open(world.clinic, day) else 0):
            early = datetime.combine(day, time(1), zone)
            for name in (one_of(chance, _SERVICES) for _ in range(_DRAWS)):
                service = world.clinic.service(name)
                assert service is not None
                free = list(diary.openings(service, None, day, is_free, early))
                if free:
                    break
            if not free or made >= count:
                continue
            opening = {**chance.choice(free), "service": name}
            taken |= set(diary.cells(opening))
            person = next(
                one for one in waiting if abs((seen.get(one.key, date.min) - day).days) > 7
            )
            seen[person.key] = day
            yield Visit(person, opening, _made_at(chance, world, opening), DEAR.get(name))
            made += 1


def _is_open(clinic: Clinic, day: date) -> bool:
    """Whether anything at all can be booked on a day."""
    early = datetime.combine(day, time(1), ZoneInfo(clinic.timezone))
    some = clinic.services[0]
    return any(True for _ in Diary(clinic).openings(some, None, day, lambda *_: True, early))


def _made_at(chance: Random, world: World, opening: dict[str, Any]) -> datetime:
    """Mostly weeks ago; some are made by telephone in the course of the month."""
    starts = instant(world.clinic, opening["start"])
    latest = starts - timedelta(days=2)
    if latest <= world.since or chance.random() < 0.85:
        return world.since - timedelta(days=chance.randint(10, 60))
    moment = world.since + (latest - world.since) * chance.random()
    zone = ZoneInfo(world.clinic.timezone)
    local = moment.astimezone(zone).replace(hour=chance.randint(9, 15), minute=0, second=0)
    return min(local.astimezone(UTC), latest)


async def enter(database: Database, scope: Scope, world: World, log: Log) -> None:
    """Write the records of a world as they stand when its month begins."""
    keyring, now = database.keyring, world.since.astimezone(UTC)
    before = now - timedelta(days=500)
    async with database.writing() as session:
        phones: list[Phone] = []
        for person in world.truth.people:
            if not person.patient:
                continue
            row = _record(database, scope, person, world.details[person.key], before)
            world.ids[person.key] = row.id
            session.add(row)
            kind = "home" if world.details[person.key].landline else "mobile"
            for number in person.numbers:  # the order of the ids is that of the numbers
                since = before + timedelta(seconds=len(phones))
                phones.append(phone_row(keyring, row, kind, number, since))
        await session.flush()
        session.add_all(phones)
    async with database.writing() as session:
        stopped = now - timedelta(days=30)
        for person in world.truth.people:
            if person.patient and world.details[person.key].opted_out and person.numbers:
                await suppress(session, keyring, scope, person.numbers[0], stopped, words="stop")
                log.acts.append(Act(log.next(), person.numbers[0], stopped, "stop"))
    await _enter_visits(database, scope, world)


def _record(
    database: Database, scope: Scope, person: Person, details: Details, now: datetime
) -> Any:
    barred = person.standing == "do_not_contact"
    row = patient_row(
        database.keyring,
        scope,
        {
            "name": {"first": person.first, "last": person.last},
            "date_of_birth": details.born.isoformat(),
            "address": details.address,
            "language": "es-US" if person.language == "es" else "en-US",
            "status": "active" if barred else person.standing,
            "do_not_contact": barred,
            "preferences": {"communication": details.wish} if details.wish else None,
        },
        now,
    )
    row.last_visit_at, row.recall_due_at = details.last_visit, details.recall_due
    return row


async def _enter_visits(database: Database, scope: Scope, world: World) -> None:
    claims = Claims(database, scope, Diary(world.clinic))
    async with database.writing() as session:
        for visit in world.visits:
            if visit.made_at > world.since:
                continue
            row = AppointmentRow(
                id=new_id(visit.made_at),
                patient_id=world.ids[visit.person.key],
                patient_name=f"{visit.person.first} {visit.person.last}",
                service=visit.opening["service"],
                starts_at=visit.made_at,
                ends_at=visit.made_at,
                start=visit.opening["start"],
                minutes=visit.opening["minutes"],
                status="confirmed",
                booked_by="staff",
                estimated_cost=visit.cost,
                created_at=visit.made_at,
                updated_at=visit.made_at,
                **scope.ids,
            )
            claims.place(row, visit.opening)
            session.add(row)
            await session.flush()
            await claims.take(session, visit.opening, appointment_id=row.id)
