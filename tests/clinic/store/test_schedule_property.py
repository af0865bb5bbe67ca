"""Whatever calls, the desk and the waitlist do: nobody is in two places at once."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from clinic.diary import Diary
from clinic.grid import stretch
from clinic.ports import Conflict
from clinic.refusal import NotAllowed
from clinic.store.appointments import Appointments, Visit
from clinic.store.blocks import TAKEN, Blocks
from clinic.store.calendar import StoreCalendar
from clinic.store.claims import extras
from clinic.store.database import Database
from clinic.store.keyring import Keyring
from clinic.store.scope import Scope
from clinic.store.tables import METADATA
from clinic.store.tables.appointment import AppointmentRow, Block, HoldRow, Wish
from clinic.store.tables.appointment import Cell as CellRow
from clinic.store.waitlist import accept, add, decline, offer_by_hand
from clinic.visit import ACTIVE, STEPS
from engine.clinic import Clinic, Exam
from engine.commands import Book
from tests.databases import NOW, found

STARTS = ("2026-03-03T10:00", "2026-03-03T10:20", "2026-03-03T10:32", "2026-03-03T11:00")
SERVICES = ("checkup", "cleaning", "crown")
PLACES = {
    "checkup": ("Dr. Sarah Chen", "Op 1"),
    "cleaning": ("Maria Lopez", "Hygiene 1"),
    "crown": ("Dr. Sarah Chen", "Op 2"),
}
DOES = ("hold", "release", "call books", "call moves", "call cancels", "desk books", "desk moves",
        "desk acts", "block", "unblock", "wish", "offer", "accept", "decline")  # fmt: skip
DEEDS = st.tuples(
    st.sampled_from(DOES),
    st.sampled_from(("a", "b")),
    st.sampled_from(STARTS),
    st.sampled_from(SERVICES),
    st.integers(min_value=0, max_value=11),
)


class World:
    """A clinic in the store, and everybody who wants something of its time."""

    def __init__(self, database: Database, scope: Scope, clinic: Clinic) -> None:
        self.database, self.scope, self.clinic = database, scope, clinic
        self.now = NOW
        self.calendar = StoreCalendar(database, scope, clinic, clock=lambda: self.now)
        self.desk = Appointments(database, scope, clinic, clock=lambda: self.now)
        self.blocks = Blocks(database, scope, clinic)
        self.there = (database, scope, clinic)

    async def rows(self, table: Any) -> list[Any]:
        async with self.database.reading() as session:
            return list(await session.scalars(self.scope.rows(table).order_by(table.id)))

    async def do(self, deed: Any) -> None:
        does, holder, start, service, number = deed
        self.now += timedelta(minutes=number)
        opening = self.opening(start, service, exam=number % 2 == 0)
        made = await self.rows(AppointmentRow)
        one = made[number % len(made)].id if made else "none"
        wishes = await self.rows(Wish)
        wish = wishes[number % len(wishes)] if wishes else None
        match does:
            case "hold":
                await self.calendar.hold(opening, holder=holder, now=self.now)
            case "release":
                await self.calendar.release(opening, holder=holder)
            case "call books":
                booking = Book(opening, {"first": "A", "last": "B"}, None, "direct")
                await self.calendar.book(booking, holder=holder, now=self.now)
            case "call moves":
                await self.calendar.reschedule({"id": one}, opening, holder=holder, now=self.now)
            case "call cancels":
                await self.calendar.cancel({"id": one}, None)
            case "desk books":
                await self.desk.book(Visit(service, start, "A B", minutes=30 + number))
            case "desk moves":
                await self.desk.move(one, start, minutes=30 + number)
            case "desk acts":
                actions = [each for each in STEPS if each != "move"]
                self.now += timedelta(days=number // 10)
                await self.desk.act(one, actions[number % len(actions)])
            case "block":
                at = datetime.fromisoformat(f"{start}:00-06:00")
                resource = PLACES[service][number % 2]
                kinds = ("time_off", "blockout", "overflow", "emergency")
                await self.blocks.add(
                    resource, at, at + timedelta(minutes=7 + number), kind=kinds[number % 4],
                    now=self.now,
                )  # fmt: skip
            case "unblock":
                for row in (await self.rows(Block))[:1]:
                    await self.blocks.remove(row.id, self.now)
            case "wish":
                await add(*self.there, self.now, service=service, patient_name="A B")
            case "offer" if wish:
                await offer_by_hand(*self.there, wish, self.now, start=start)
            case "accept" if wish:
                await accept(*self.there, wish.id, self.now)
            case "decline" if wish:
                await decline(*self.there, wish.id, self.now)

    def opening(self, start: str, service: str, *, exam: bool) -> dict[str, Any]:
        known = self.clinic.service(service)
        assert known is not None
        provider, operatory = PLACES[service]
        more: dict[str, Any] = {"buffer": known.buffer_minutes} if known.buffer_minutes else {}
        if known.exam and exam:
            more |= {"exam_by": "Dr. Sarah Chen", "exam_minutes": known.exam.minutes}
        return {
            "start": start, "minutes": known.minutes, "service": service,
            "provider": provider, "operatory": operatory, **more,
        }  # fmt: skip

    async def check(self) -> None:
        """Nobody and no room has two at once, and the cells say what the rows say."""
        diary = Diary(self.clinic)
        said: set[tuple[str, int]] = set()
        for row in await self.rows(AppointmentRow):
            if row.status in ACTIVE:
                own = diary.cells({**row.model_dump(), **extras(row)})
                assert not own & said, "two at once"
                said |= own
        for hold in await self.rows(HoldRow):
            local = hold.starts_at.astimezone(diary.zone).strftime("%Y-%m-%dT%H:%M")
            length = int((hold.ends_at - hold.starts_at).total_seconds() // 60)
            own = diary.cells({**hold.model_dump(), "start": local, "minutes": length})
            assert not own & said
            said |= own
        for block in await self.rows(Block):
            if block.kind in TAKEN:
                length = int((block.ends_at - block.starts_at).total_seconds() // 60)
                first, count = stretch(block.starts_at, length)
                own = frozenset((block.resource, first + number) for number in range(count))
                assert not own & said
                said |= own
        async with self.database.reading() as session:
            kept = {(row.resource, row.number) for row in await session.scalars(select(CellRow))}
        assert kept == said


@asynccontextmanager
async def fresh(url: str, keyring: Keyring, clinic: Clinic) -> AsyncIterator[Database]:
    """A database with nothing but the clinic, however often it was used before."""
    database = Database(url, keyring)
    try:
        await found(database, clinic)
        async with database.writing() as session:
            for table in reversed(METADATA.sorted_tables):
                if table.name not in ("practices", "clinics"):
                    await session.execute(delete(table))
        yield database
    finally:
        await database.close()


def test_whatever_happens_nobody_is_in_two_places_and_the_cells_are_right(
    url: str, keyring: Keyring, riverside: Clinic, scope: Scope, tmp_path: Path
) -> None:
    rules = {"cleaning": {"exam": Exam("dentist", 10)}, "checkup": {"buffer_minutes": 10}}
    services = [replace(one, **rules.get(one.name, {})) for one in riverside.services]
    clinic = replace(riverside, services=tuple(services))

    @settings(
        max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
    )
    @given(st.lists(DEEDS, min_size=4, max_size=14))
    def whole(deeds: list[Any]) -> None:
        async def scenario() -> None:
            async with fresh(url, keyring, clinic) as database:
                world = World(database, scope, clinic)
                for deed in deeds:
                    with contextlib.suppress(Conflict, NotAllowed, KeyError):
                        await world.do(deed)
                await world.check()

        asyncio.run(scenario())

    whole()


def test_whatever_happens_at_once_nobody_is_in_two_places(
    url: str, keyring: Keyring, riverside: Clinic, scope: Scope
) -> None:
    @settings(
        max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
    )
    @given(st.lists(DEEDS, min_size=12, max_size=24))
    def whole(deeds: list[Any]) -> None:
        async def scenario() -> None:
            async with fresh(url, keyring, riverside) as database:
                world = World(database, scope, riverside)

                async def one(deed: Any) -> None:
                    with contextlib.suppress(Conflict, NotAllowed, KeyError):
                        await world.do(deed)

                await asyncio.gather(*map(one, deeds))
                await world.check()

        asyncio.run(scenario())

    whole()
