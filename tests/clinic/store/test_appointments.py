"""The front desk: booking by hand, moving, what becomes of a visit; on both databases."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from clinic.ports import Conflict
from clinic.refusal import NotAllowed
from clinic.store.appointments import Appointments, Stale, Visit
from clinic.store.calendar import StoreCalendar
from clinic.store.database import Database
from clinic.store.patients import StoreRecords
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow, Cell
from clinic.store.tables.patient import PatientRow
from clinic.store.tables.trail import OutboxRow
from clinic.visit import STATUSES, STEPS
from engine.clinic import Clinic, Exam
from engine.commands import Book, FindOpenings
from tests.databases import NOW, InStore, found

TEN = "2026-03-03T10:00"
ANA = Visit("cleaning", TEN, "Ana Ruiz", callback_number="+15125550142")


class FrontDesk:
    """The desk and the calendar of one clinic, and a clock to turn."""

    def __init__(self, database: Database, scope: Scope, clinic: Clinic) -> None:
        self.database, self.scope, self.clinic = database, scope, clinic
        self.now = NOW
        self.desk = Appointments(database, scope, clinic, clock=lambda: self.now)
        self.calendar = StoreCalendar(database, scope, clinic, clock=lambda: self.now)

    async def count(self, table: Any) -> int:
        async with self.database.reading() as session:
            return int(await session.scalar(select(func.count()).select_from(table)) or 0)

    async def told(self) -> list[str]:
        async with self.database.reading() as session:
            return list(await session.scalars(select(OutboxRow.kind).order_by(OutboxRow.id)))

    async def told_of(self, kind: str) -> OutboxRow:
        """The one row of a kind."""
        async with self.database.reading() as session:
            (row,) = await session.scalars(select(OutboxRow).where(OutboxRow.kind == kind))
            return row


@pytest.fixture
def at_desk(in_store: InStore, scope: Scope, riverside: Clinic) -> Callable[..., Any]:
    """Runs something at the desk of one clinic."""

    def run(work: Callable[[FrontDesk], Awaitable[Any]], clinic: Clinic = riverside) -> Any:
        return in_store(lambda database: work(FrontDesk(database, scope, clinic)))

    return run


def test_what_is_left_out_is_chosen(at_desk: Callable[..., Any]) -> None:
    async def work(front: FrontDesk) -> None:
        row = await front.desk.book(replace(ANA, notes="wheelchair", estimated_cost=140))
        assert (row.provider, row.operatory, row.minutes) == ("Maria Lopez", "Hygiene 1", 60)
        assert (row.status, row.booked_by, row.sequence) == ("confirmed", "staff", 0)
        kept = await front.desk.one(row.id)
        assert (kept.patient_name, kept.notes, kept.estimated_cost) == (
            "Ana Ruiz",
            "wheelchair",
            140,
        )
        assert await front.count(Cell) == 2 * 12
        assert await front.told() == ["appointment.created"]

    at_desk(work)


def test_the_desk_may_do_what_calls_may_not_but_not_give_a_time_twice(
    at_desk: Callable[..., Any],
) -> None:
    async def work(front: FrontDesk) -> None:
        soon = Visit("checkup", "2026-03-02T09:20", "Bo Li", minutes=20)
        late = replace(ANA, start="2026-03-03T20:00", booked_by="patient")
        sunday = replace(ANA, start="2026-03-08T10:00", provider="Maria Lopez")
        for one in (soon, late, sunday):
            assert (await front.desk.book(one)).start == one.start
        chen, wilson = [
            await front.desk.book(replace(soon, start="2026-03-05T09:00")) for _ in "ab"
        ]
        assert {chen.provider, wilson.provider} == {"Dr. Sarah Chen", "Dr. James Wilson"}
        assert chen.operatory != wilson.operatory
        with pytest.raises(Conflict, match="is taken"):
            await front.desk.book(replace(soon, start="2026-03-05T09:10"))

    at_desk(work)


@pytest.mark.parametrize(
    ("visit", "why"),
    [
        (replace(ANA, service="massage"), "no service"),
        (replace(ANA, provider="Dr. Who"), "no provider"),
        (replace(ANA, operatory="Op 9"), "no room"),
        (replace(ANA, start="2026-03-08T10:00"), "Nobody who does this works"),
        (replace(ANA, start="2026-03-03T10:00:00-06:00"), "the clinic's own clock"),
        (replace(ANA, patient_id="nobody"), "no such patient"),
    ],
)
def test_what_the_clinic_has_not_is_told_in_a_sentence(
    at_desk: Callable[..., Any], visit: Visit, why: str
) -> None:
    async def work(front: FrontDesk) -> None:
        with pytest.raises(NotAllowed, match=why):
            await front.desk.book(visit)
        assert await front.count(AppointmentRow) == 0

    at_desk(work)


def test_what_a_caller_holds_is_taken_until_the_hold_is_over(at_desk: Callable[..., Any]) -> None:
    async def work(front: FrontDesk) -> None:
        wanted = FindOpenings("cleaning", ({"start": TEN, "end": TEN},))
        opening = (await front.calendar.find_openings(wanted, holder="a", now=NOW)).openings[0]
        await front.calendar.hold(opening, holder="a", now=NOW)
        with pytest.raises(Conflict):
            await front.desk.book(ANA)
        front.now += timedelta(minutes=10)
        row = await front.desk.book(ANA)
        assert row.operatory == opening["operatory"]
        assert sorted(await front.told()) == ["appointment.created", "hold.lapsed"]

    at_desk(work)


def test_moving_keeps_who_and_where_if_it_can(at_desk: Callable[..., Any]) -> None:
    async def work(front: FrontDesk) -> None:
        row = await front.desk.book(Visit("checkup", TEN, "Ana Ruiz", operatory="Op 2"))
        other = await front.desk.book(Visit("checkup", "2026-03-05T10:00", "Bo Li"))
        moved = await front.desk.move(row.id, "2026-03-03T10:15", expected=0)
        assert (moved.provider, moved.operatory, moved.start) == (
            row.provider,
            "Op 2",
            "2026-03-03T10:15",
        )
        assert (moved.sequence, moved.moves) == (1, 1)
        told = await front.told_of("appointment.moved")
        assert told.more["freed"]["starts_at"].startswith("2026-03-03T16:00")
        with pytest.raises(Conflict):
            await front.desk.move(row.id, "2026-03-05T10:00", provider=other.provider)
        kept = await front.desk.one(row.id)
        assert (kept.start, kept.sequence) == ("2026-03-03T10:15", 1)
        longer = await front.desk.move(row.id, "2026-03-03T10:15", minutes=45, operatory="Op 1")
        assert (longer.minutes, longer.operatory, longer.moves) == (45, "Op 1", 1)
        assert await front.count(Cell) == 2 * 9 + 2 * 6

    at_desk(work)


def test_an_exam_moves_along(at_desk: Callable[..., Any], riverside: Clinic) -> None:
    services = [
        replace(one, exam=Exam("dentist", 10), buffer_minutes=5) if one.name == "cleaning" else one
        for one in riverside.services
    ]

    async def work(front: FrontDesk) -> None:
        row = await front.desk.book(ANA)
        assert (row.exam_by, row.exam_minutes, row.buffer) == ("Dr. Sarah Chen", 10, 5)
        with pytest.raises(Conflict):
            await front.desk.book(
                Visit("checkup", "2026-03-03T10:50", "Bo Li", provider="Dr. Sarah Chen")
            )
        moved = await front.desk.move(row.id, "2026-03-04T10:00")
        assert moved.exam_by == "Dr. James Wilson"  # on Wednesdays it is he who is in
        await front.desk.book(
            Visit("checkup", "2026-03-03T10:50", "Bo Li", provider="Dr. Sarah Chen")
        )

    at_desk(work, replace(riverside, services=tuple(services)))


def test_what_the_clinic_no_longer_does_may_still_be_moved(
    in_store: InStore, scope: Scope, riverside: Clinic
) -> None:
    async def work(database: Database) -> None:
        row = await FrontDesk(database, scope, riverside).desk.book(ANA)
        front = FrontDesk(database, scope, replace(riverside, services=()))
        moved = await front.desk.move(row.id, "2026-03-04T10:00")
        assert (moved.start, moved.minutes, moved.provider) == (
            "2026-03-04T10:00",
            60,
            "Maria Lopez",
        )
        with pytest.raises(NotAllowed, match="no service"):
            await front.desk.book(ANA)

    in_store(work)


def test_of_two_who_have_it_open_the_second_is_told(at_desk: Callable[..., Any]) -> None:
    async def work(front: FrontDesk) -> None:
        row = await front.desk.book(ANA)
        await front.desk.change(row.id, {"notes": "left-handed"}, expected=0)
        for late in (
            front.desk.change(row.id, {"notes": "right-handed"}, expected=0),
            front.desk.move(row.id, "2026-03-03T11:00", expected=0),
            front.desk.act(row.id, "cancel", expected=0),
        ):
            with pytest.raises(Stale):
                await late
        kept = await front.desk.one(row.id)
        assert (kept.notes, kept.status, kept.start) == ("left-handed", "confirmed", TEN)

    at_desk(work)


LATER = NOW + timedelta(days=2)


@pytest.mark.parametrize("status", STATUSES)
def test_each_status_has_its_steps_and_no_others(at_desk: Callable[..., Any], status: str) -> None:
    ways = {
        "pending": ("pending", ()),
        "confirmed": ("confirmed", ()),
        "arrived": ("confirmed", ("arrive",)),
        "completed": ("confirmed", ("complete",)),
        "no_show": ("confirmed", ("no_show",)),
        "cancelled": ("confirmed", ("cancel",)),
    }
    first, actions = ways[status]

    async def work(front: FrontDesk) -> None:
        front.now = LATER
        for number, (action, step) in enumerate(STEPS.items()):
            start = f"2026-03-03T{8 + number:02}:00"
            row = await front.desk.book(replace(ANA, start=start, minutes=30, status=first))
            for each in actions:
                await front.desk.act(row.id, each)
            if action == "move":
                done = front.desk.move(row.id, f"2026-03-10T{8 + number:02}:00")
            else:
                done = front.desk.act(row.id, action)
            if status in step.of:
                assert (await done).status == (step.to or status)
            else:
                with pytest.raises(NotAllowed, match="cannot be"):
                    await done
        cells = await front.count(Cell)
        async with front.database.reading() as session:
            active = await session.scalars(
                select(AppointmentRow).where(
                    AppointmentRow.status.in_(("pending", "confirmed", "arrived"))
                )
            )
            assert cells == sum(2 * 6 for _ in active)

    at_desk(work)


def test_nothing_is_over_before_it_began(at_desk: Callable[..., Any]) -> None:
    async def work(front: FrontDesk) -> None:
        row = await front.desk.book(ANA)
        for action in ("complete", "no_show"):
            with pytest.raises(NotAllowed, match="before it begins"):
                await front.desk.act(row.id, action)
        with pytest.raises(KeyError):
            await front.desk.act("none", "cancel")

    at_desk(work)


def test_who_cancelled_is_kept_and_the_time_is_told(at_desk: Callable[..., Any]) -> None:
    async def work(front: FrontDesk) -> None:
        row = await front.desk.book(ANA)
        assert not front.desk.is_short_notice(row, NOW)
        assert front.desk.is_short_notice(row, NOW + timedelta(hours=2))
        assert not front.desk.is_short_notice(row, LATER)
        gone = await front.desk.act(row.id, "cancel", reason="flu", by="patient")
        assert (gone.cancel_reason, gone.cancelled_by) == ("flu", "patient")
        told = await front.told_of("appointment.cancelled")
        assert told.more["freed"]["provider"] == "Maria Lopez"
        assert "flu" not in str(told.more)
        assert await front.count(Cell) == 0

    at_desk(work)


def test_who_was_missed_may_still_come_if_the_time_is_free(at_desk: Callable[..., Any]) -> None:
    async def work(front: FrontDesk) -> None:
        front.now = LATER
        row = await front.desk.book(ANA)
        await front.desk.act(row.id, "no_show")
        other = await front.desk.book(ANA)
        with pytest.raises(Conflict):
            await front.desk.act(row.id, "arrive")
        await front.desk.act(other.id, "cancel")
        assert (await front.desk.act(row.id, "arrive")).status == "arrived"
        assert await front.count(Cell) == 2 * 12

    at_desk(work)


def test_a_completed_visit_is_the_patients_last_one(at_desk: Callable[..., Any]) -> None:
    async def work(front: FrontDesk) -> None:
        records = StoreRecords(front.database, front.scope)
        given = {"name": "Ana Ruiz", "date_of_birth": "1988-04-12"}
        ana = await records.add(given, [("mobile", "+15125550142")], NOW)
        front.now = LATER
        for start in (TEN, "2026-03-02T10:00"):
            row = await front.desk.book(replace(ANA, start=start, patient_id=ana))
            await front.desk.act(row.id, "complete")
        async with front.database.reading() as session:
            patient = await session.get(PatientRow, ana)
        assert patient is not None
        assert patient.last_visit_at == datetime.fromisoformat(f"{TEN}:00-06:00")

    at_desk(work)


def test_a_list_by_time_person_and_status(at_desk: Callable[..., Any]) -> None:
    async def work(front: FrontDesk) -> None:
        one = await front.desk.book(ANA)
        two = await front.desk.book(Visit("checkup", "2026-03-03T11:00", "Bo Li", status="pending"))
        three = await front.desk.book(replace(ANA, start="2026-03-04T10:00"))

        async def ids(*times: datetime, **more: Any) -> set[str]:
            async with front.database.reading() as session:
                found = await session.scalars(front.desk.listed(*times, **more))
                return {row.id for row in found}

        assert await ids() == {one.id, two.id, three.id}
        assert await ids(one.starts_at, two.starts_at) == {one.id}
        assert await ids(two.starts_at) == {two.id, three.id}
        assert await ids(provider="Maria Lopez") == {one.id, three.id}
        assert await ids(statuses=("pending", "arrived")) == {two.id}
        assert await ids(patient_id="none") == set()

    at_desk(work)


def test_another_clinic_has_its_own_appointments(
    in_store: InStore, scope: Scope, riverside: Clinic
) -> None:
    async def work(database: Database) -> None:
        north = replace(riverside, id="north", number="+15125550998")
        await found(database, north)
        here = FrontDesk(database, scope, riverside)
        there = FrontDesk(database, Scope(scope.practice_id, "north"), north)
        row = await here.desk.book(ANA)
        assert (await there.desk.book(ANA)).start == row.start
        for reaching in (
            there.desk.one(row.id),
            there.desk.act(row.id, "cancel"),
            there.desk.move(row.id, "2026-03-04T10:00"),
            there.desk.change(row.id, {"notes": ""}),
        ):
            with pytest.raises(KeyError):
                await reaching

    in_store(work)


def test_what_is_over_is_not_for_calls_any_more(at_desk: Callable[..., Any]) -> None:
    async def work(front: FrontDesk) -> None:
        front.now = LATER
        row = await front.desk.book(ANA)
        await front.desk.act(row.id, "complete")
        for again in (
            front.calendar.cancel({"id": row.id}, None),
            front.calendar.confirm({"id": row.id}),
        ):
            with pytest.raises(KeyError):
                await again

    at_desk(work)


def test_of_fifty_at_the_desk_and_on_the_phone_one_gets_it(at_desk: Callable[..., Any]) -> None:
    async def work(front: FrontDesk) -> None:
        opening = {
            "start": TEN,
            "minutes": 60,
            "service": "cleaning",
            "provider": "Maria Lopez",
            "operatory": "Hygiene 1",
        }

        async def one(number: int) -> str:
            try:
                if number % 2:
                    await front.desk.book(ANA)
                else:
                    name = {"first": "Ana", "last": "Ruiz"}
                    booking = Book(opening, name, None, "direct")
                    await front.calendar.book(booking, holder=f"call-{number}", now=NOW)
            except Conflict:
                return "taken"
            return "booked"

        outcomes = Counter(await asyncio.gather(*map(one, range(50))))
        assert outcomes == {"booked": 1, "taken": 49}

    at_desk(work)
