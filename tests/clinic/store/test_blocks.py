"""Blocked times, times that are kept for some, and days that staff close; on both databases."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from clinic.ports import Conflict, Found
from clinic.refusal import NotAllowed
from clinic.store import closed_days
from clinic.store.appointments import Appointments, Visit
from clinic.store.blocks import Blocks
from clinic.store.calendar import StoreCalendar
from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.scope import Scope
from clinic.store.tables.appointment import Cell, HoldRow
from clinic.store.tables.practice import Holiday
from engine.clinic import Clinic
from engine.commands import Book, FindOpenings
from tests.databases import NOW, InStore

TEN = datetime.fromisoformat("2026-03-03T10:00:00-06:00")
MORNING = {"start": "2026-03-03T08:00", "end": "2026-03-03T12:00"}
ANA = {"first": "Ana", "last": "Ruiz"}


class Rooms:
    """A clinic's blocks, and a call that looks for a time."""

    def __init__(self, database: Database, scope: Scope, clinic: Clinic) -> None:
        self.database, self.scope = database, scope
        self.blocks = Blocks(database, scope, clinic)
        self.calendar = StoreCalendar(database, scope, clinic, clock=lambda: NOW)
        self.desk = Appointments(database, scope, clinic, clock=lambda: NOW)

    async def block(self, resource: str, hours: float = 1, **more: Any) -> Any:
        return await self.blocks.add(resource, TEN, TEN + timedelta(hours=hours), now=NOW, **more)

    async def find(self, service: str = "cleaning", limit: int = 20) -> Found:
        wanted = FindOpenings(service, (MORNING,), limit=limit)
        return await self.calendar.find_openings(wanted, holder="a", now=NOW)

    async def starts(self, service: str = "cleaning") -> list[str]:
        return [one["start"][11:] for one in (await self.find(service)).openings]

    async def count(self, table: Any) -> int:
        async with self.database.reading() as session:
            return int(await session.scalar(select(func.count()).select_from(table)) or 0)


@pytest.fixture
def in_rooms(in_store: InStore, scope: Scope, riverside: Clinic) -> Callable[..., Any]:
    """Runs something in the rooms of one clinic."""

    def run(work: Callable[[Rooms], Awaitable[Any]]) -> Any:
        return in_store(lambda database: work(Rooms(database, scope, riverside)))

    return run


@pytest.mark.parametrize("resource", ["Maria Lopez", "Hygiene 1"])
@pytest.mark.parametrize("kind", ["time_off", "blockout"])
def test_nobody_is_booked_where_a_provider_or_room_is_not_there(
    in_rooms: Callable[..., Any], resource: str, kind: str
) -> None:
    async def work(rooms: Rooms) -> None:
        opening = next(one for one in (await rooms.find()).openings if "T10:00" in one["start"])
        row = await rooms.block(resource, kind=kind, reason="dentist's own dentist")
        assert await rooms.starts() == ["08:00", "08:30", "09:00", "11:00"]
        with pytest.raises(Conflict):
            await rooms.calendar.hold(opening, holder="a", now=NOW)
        with pytest.raises(Conflict):
            await rooms.desk.book(Visit("cleaning", "2026-03-03T10:00", "Bo Li"))
        (kept,) = await rooms.blocks.between(TEN, TEN + timedelta(minutes=1), resource)
        assert (kept.id, kept.reason) == (row.id, "dentist's own dentist")
        assert await rooms.blocks.between(TEN, TEN + timedelta(minutes=1), "Op 1") == []
        await rooms.blocks.remove(row.id, NOW)
        assert "10:00" in await rooms.starts()
        assert await rooms.count(Cell) == 0
        with pytest.raises(KeyError):
            await rooms.blocks.remove(row.id, NOW)

    in_rooms(work)


def test_a_block_does_not_push_an_appointment_away_but_a_hold(
    in_rooms: Callable[..., Any],
) -> None:
    async def work(rooms: Rooms) -> None:
        opening = next(one for one in (await rooms.find()).openings if "T10:00" in one["start"])
        await rooms.calendar.hold(opening, holder="a", now=NOW)
        await rooms.block("Maria Lopez")
        assert await rooms.count(HoldRow) == 0
        with pytest.raises(Conflict):
            await rooms.calendar.book(Book(opening, ANA, None, "direct"), holder="a", now=NOW)
        await rooms.desk.book(Visit("checkup", "2026-03-03T10:00", "Bo Li"))
        with pytest.raises(Conflict, match="stands there already"):
            await rooms.block("Dr. Sarah Chen")
        with pytest.raises(Conflict):
            await rooms.block("Maria Lopez", hours=0.1)

    in_rooms(work)


def test_emergencies_have_their_time_and_the_desk_has_its_own(
    in_rooms: Callable[..., Any],
) -> None:
    async def work(rooms: Rooms) -> None:
        await rooms.block("Dr. Sarah Chen", kind="emergency")
        assert "10:00" not in await rooms.starts("checkup")
        found = await rooms.find("toothache")
        urgent = next(one for one in found.openings if "T10:00" in one["start"])
        plain = {**urgent, "service": "checkup"}
        with pytest.raises(Conflict, match="kept for others"):
            await rooms.calendar.hold(plain, holder="a", now=NOW)
        await rooms.calendar.hold(urgent, holder="a", now=NOW)
        await rooms.block("Dr. Sarah Chen", hours=2, kind="overflow")
        assert "11:00" not in await rooms.starts("toothache")
        eleven = {**urgent, "start": "2026-03-03T11:00"}
        with pytest.raises(Conflict, match="kept for others"):
            await rooms.calendar.hold(eleven, holder="b", now=NOW)
        made = await rooms.desk.book(
            Visit("checkup", "2026-03-03T11:00", "Bo Li", provider="Dr. Sarah Chen")
        )
        assert made.start == "2026-03-03T11:00"

    in_rooms(work)


@pytest.mark.parametrize(
    ("resource", "hours", "kind", "why"),
    [
        ("Dr. Who", 1, "blockout", "no provider or room"),
        ("Op 1", 0, "blockout", "end after it begins"),
        ("Op 1", 24 * 63, "time_off", "62 days at most"),
        ("Op 1", 1, "holiday", "A block is one of"),
    ],
)
def test_what_is_no_block_is_told(
    in_rooms: Callable[..., Any], resource: str, hours: float, kind: str, why: str
) -> None:
    async def work(rooms: Rooms) -> None:
        with pytest.raises(NotAllowed, match=why):
            await rooms.block(resource, hours=hours, kind=kind)

    in_rooms(work)


def test_days_that_staff_close_have_no_openings(in_rooms: Callable[..., Any]) -> None:
    async def work(rooms: Rooms) -> None:
        half = Holiday(
            id=new_id(NOW), day=date(2026, 3, 3), hours=["08:00-09:30"], **rooms.scope.ids
        )
        closed = Holiday(id=new_id(NOW), day=date(2026, 3, 4), name="pipes", **rooms.scope.ids)
        past = Holiday(id=new_id(NOW), day=date(2026, 1, 4), **rooms.scope.ids)
        async with rooms.database.writing() as session:
            session.add_all([half, closed, past])
        assert await rooms.starts() == ["08:00", "08:30"]
        wednesday = {"start": "2026-03-04T08:00", "end": "2026-03-04T12:00"}
        found = await rooms.calendar.find_openings(
            FindOpenings("cleaning", (wednesday,), limit=5), holder="a", now=NOW
        )
        assert not found.exact
        assert all(one["start"][:10] != "2026-03-04" for one in found.openings)

    in_rooms(work)


def test_a_day_is_entered_once_and_taken_back(in_rooms: Callable[..., Any]) -> None:
    async def work(rooms: Rooms) -> None:
        there = (rooms.database, rooms.scope)
        tuesday = date(2026, 3, 3)
        row = await closed_days.add(*there, tuesday, "pipes", [], NOW)
        assert [one.id for one in await closed_days.listed(*there)] == [row.id]
        assert not (await rooms.find()).exact
        with pytest.raises(Conflict):
            await closed_days.add(*there, tuesday, "", ["08:00-09:00"], NOW)
        with pytest.raises(NotAllowed, match="come in order"):
            await closed_days.add(*there, date(2026, 3, 4), "", ["09:00-08:00"], NOW)
        await closed_days.remove(*there, row.id, NOW)
        with pytest.raises(KeyError):
            await closed_days.remove(*there, row.id, NOW)
        assert "08:00" in await rooms.starts()

    in_rooms(work)
