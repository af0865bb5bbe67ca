"""The diary of an example clinic: the days behind and before today, two thirds full.

Appointments are put where the clinic's own rules allow them, never two in one place. While the
calls of the week are made all of them stand, so that no caller is given a time that was taken;
what became of those that are over is written afterwards.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, Final

from sqlalchemy import delete, insert, select, update
from sqlmodel import col

from clinic.grid import instant, iso_minute, places, starts, stretch
from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow, Block, Cell
from clinic.visit import ACTIVE
from engine.clinic import Clinic, Service
from telephony.example_week.patients import Invented

ORDER: Final = (col(AppointmentRow.starts_at), col(AppointmentRow.provider))
BEHIND, AHEAD = 5, 10
"""Working days."""
FULL: Final = 0.68
NOTES: Final = (
    "Prefers a quiet room.",
    "Bring the new insurance card.",
    "Asked for a reminder by text.",
    "Nervous; a few minutes more.",
)
REASONS: Final = ("has to work", "not feeling well", "out of town", "found an earlier time")


@dataclass(frozen=True, slots=True)
class Booked:
    """An appointment of the example diary."""

    id: str
    patient: Invented
    service: str
    starts_at: datetime


def working_days(clinic: Clinic, today: date) -> list[date]:
    """The days of the diary: those on which the clinic is open, about today."""
    behind = (today - timedelta(days=number) for number in range(1, 30))
    ahead = (today + timedelta(days=number) for number in range(30))
    past = [day for day in behind if clinic.hours_on(day)][:BEHIND]
    return [*reversed(past), *[day for day in ahead if clinic.hours_on(day)][: AHEAD + 1]]


async def enter_diary(
    database: Database,
    scope: Scope,
    clinic: Clinic,
    patients: list[Invented],
    chance: Random,
    now: datetime,
) -> list[Booked]:
    """Enter the appointments; all of them are confirmed or wait for approval."""
    day = now.date()
    taken = await _taken(database, scope)
    rows: list[dict[str, Any]] = []
    cells: list[dict[str, Any]] = []
    booked: list[Booked] = []
    blocks = _block(scope, clinic, working_days(clinic, day)[-4], taken, cells, now)
    turn = list(patients)
    chance.shuffle(turn)
    for each in working_days(clinic, day):
        for service, start, provider, room in _filled(clinic, each, taken, chance):
            patient = turn[len(rows) % len(turn)]
            row = _row(scope, clinic, patient, service, start, provider, room, chance, now)
            rows.append(row)
            first, count = stretch(row["starts_at"], service.minutes)
            for resource in filter(None, (provider, room)):
                cells += [
                    {"clinic_id": scope.clinic_id, "resource": resource, "number": first + number,
                     "appointment_id": row["id"]}
                    for number in range(count)
                ]  # fmt: skip
            booked.append(Booked(row["id"], patient, service.name, row["starts_at"]))
    async with database.writing() as session:
        session.add_all(blocks)
        await session.flush()
        await session.execute(insert(AppointmentRow), rows)
        for kind in ("appointment_id", "block_id"):
            own = [one for one in cells if kind in one]
            if own:
                await session.execute(insert(Cell), own)
    return booked


async def _taken(database: Database, scope: Scope) -> set[tuple[str, int]]:
    """What is taken already."""
    query = select(col(Cell.resource), col(Cell.number)).where(
        col(Cell.clinic_id) == scope.clinic_id
    )
    async with database.reading() as session:
        return {(row[0], row[1]) for row in await session.execute(query)}


async def settle_diary(database: Database, scope: Scope, chance: Random, now: datetime) -> None:
    """Write what became of the appointments whose time has come."""
    query = scope.only(
        AppointmentRow,
        col(AppointmentRow.id),
        col(AppointmentRow.starts_at),
        col(AppointmentRow.ends_at),
    ).where(col(AppointmentRow.status).in_(ACTIVE))
    async with database.writing() as session:
        found = (await session.execute(query.order_by(*ORDER))).all()
        by_status: dict[str, list[str]] = {}
        for row in found:
            by_status.setdefault(_became(row, chance, now), []).append(row.id)
        for status, ids in by_status.items():
            if status == "":
                continue
            values: dict[str, Any] = {"status": status}
            if status == "cancelled":
                values |= {"cancelled_by": "patient", "cancel_reason": chance.choice(REASONS)}
                await session.execute(delete(Cell).where(col(Cell.appointment_id).in_(ids)))
            mine = update(AppointmentRow).where(
                col(AppointmentRow.clinic_id) == scope.clinic_id, col(AppointmentRow.id).in_(ids)
            )
            await session.execute(mine.values(**values))


def _became(row: Any, chance: Random, now: datetime) -> str:
    """Its status; empty: as it is."""
    drawn = chance.random()
    if row.ends_at <= now:
        return "completed" if drawn < 0.86 else "no_show" if drawn < 0.92 else "cancelled"
    if row.starts_at <= now + timedelta(minutes=15):
        return "arrived"
    return "cancelled" if drawn < 0.05 else ""


def _filled(
    clinic: Clinic, day: date, taken: set[tuple[str, int]], chance: Random
) -> Iterator[tuple[Service, str, str, str]]:
    """What is booked on a day: service, local minute, provider, room."""
    roles = {one.by for one in clinic.services}
    for role in sorted(roles):
        services = [one for one in clinic.services if one.by == role]
        minutes = min(one.minutes for one in services)
        shortest = next(one for one in services if one.minutes == minutes)
        for at in starts(clinic, shortest, day):
            for place in dict.fromkeys(one.provider for one in places(clinic, shortest, day)) or (
                "",
            ):
                if chance.random() > FULL:
                    continue
                found = _place(clinic, services, at, place, taken, chance)
                if found is not None:
                    yield found


def _place(
    clinic: Clinic,
    services: list[Service],
    at: datetime,
    provider: str,
    taken: set[tuple[str, int]],
    chance: Random,
) -> tuple[Service, str, str, str] | None:
    service = chance.choice(services)
    if at not in set(starts(clinic, service, at.date())):
        return None
    first, count = stretch(at, service.minutes)
    rooms = [
        one.operatory for one in places(clinic, service, at.date()) if one.provider == provider
    ]
    for room in rooms or [""]:
        wanted = {
            (resource, first + number)
            for resource in {provider or "the clinic", room or provider or "the clinic"}
            for number in range(count)
        }
        if not wanted & taken:
            taken |= wanted
            return service, iso_minute(at), provider, room
    return None


def _row(
    scope: Scope,
    clinic: Clinic,
    patient: Invented,
    service: Service,
    start: str,
    provider: str,
    room: str,
    chance: Random,
    now: datetime,
) -> dict[str, Any]:
    begins = instant(clinic, start)
    made = min(now, begins) - timedelta(days=chance.randint(1, 30), minutes=chance.randint(0, 500))
    waits = service.booking == "approval" and begins > now and chance.random() < 0.4
    return {
        "id": new_id(made),
        "patient_id": patient.id,
        "patient_name": patient.name,
        "callback_number": patient.phone,
        "service": service.name,
        "provider": provider,
        "operatory": room,
        "starts_at": begins,
        "ends_at": begins + timedelta(minutes=service.minutes),
        "start": start,
        "minutes": service.minutes,
        "status": "pending" if waits else "confirmed",
        "booked_by": chance.choice(("ai", "ai", "staff", "patient")),
        "notes": chance.choice(NOTES) if chance.random() < 0.12 else None,
        "estimated_cost": service.price,
        "created_at": made.astimezone(UTC),
        "updated_at": made.astimezone(UTC),
        **scope.ids,
    }


def _block(
    scope: Scope,
    clinic: Clinic,
    day: date,
    taken: set[tuple[str, int]],
    cells: list[dict[str, Any]],
    now: datetime,
) -> list[Block]:
    """An afternoon off of somebody who works that day."""
    away = [one.name for one in clinic.providers if day.strftime("%a").lower() in one.days]
    if not away:
        return []
    begins = instant(clinic, f"{day.isoformat()}T14:00")
    row = Block(
        id=new_id(now),
        resource=away[-1],
        starts_at=begins,
        ends_at=begins + timedelta(hours=3),
        kind="time_off",
        reason="Continuing education",
        **scope.ids,
    )
    first, count = stretch(begins, 180)
    for number in range(first, first + count):
        taken.add((row.resource, number))
        cells.append(
            {"clinic_id": scope.clinic_id, "resource": row.resource, "number": number,
             "block_id": row.id}
        )  # fmt: skip
    return [row]
