"""The calendar in the store: what is taken, by whom, and for how long; on both databases."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from agent_config.settings import Settings
from clinic.diary import HOLD_MINUTES
from clinic.jobs.job import Work
from clinic.jobs.openings import sweep
from clinic.ports import Conflict, Opening
from clinic.store.calendar import StoreCalendar
from clinic.store.database import Database
from clinic.store.patients import StoreRecords
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow, Cell, HoldRow
from clinic.store.tables.trail import OutboxRow
from engine.clinic import Clinic
from engine.commands import Book, FindOpenings
from tests.clinic.store.conftest import NOW, InStore, found

ANA = {"first": "Ana", "last": "Ruiz"}
TEN = {"start": "2026-03-03T10:00", "end": "2026-03-03T10:00"}


class Front:
    """A calendar, and what callers do with it."""

    def __init__(self, database: Database, scope: Scope, clinic: Clinic) -> None:
        self.database = database
        self.scope = scope
        self.calendar = StoreCalendar(database, scope, clinic, clock=lambda: NOW)

    async def at_ten(self, holder: str = "someone", now: datetime = NOW) -> tuple[Opening, bool]:
        """The best opening for a cleaning at ten, and whether it is at ten."""
        wanted = FindOpenings("cleaning", (TEN,))
        found = await self.calendar.find_openings(wanted, holder=holder, now=now)
        return found.openings[0], found.exact

    async def hold(self, opening: Opening, holder: str, now: datetime = NOW) -> Opening:
        return await self.calendar.hold(opening, holder=holder, now=now)

    async def book(self, opening: Opening, holder: str, now: datetime = NOW) -> Any:
        booking = Book(opening, ANA, "+15125550142", "direct")
        return await self.calendar.book(booking, holder=holder, now=now)

    async def count(self, table: Any) -> int:
        async with self.database.reading() as session:
            return int(await session.scalar(select(func.count()).select_from(table)) or 0)


@pytest.fixture
def at_front(in_store: InStore, scope: Scope, riverside: Clinic) -> Callable[..., Any]:
    """Runs something at the front of one clinic."""

    def run(work: Callable[[Front], Awaitable[Any]]) -> Any:
        return in_store(lambda database: work(Front(database, scope, riverside)))

    return run


def test_who_says_that_they_will_come_is_not_asked_for_a_yes_again(
    at_front: Callable[..., Any],
) -> None:
    async def work(front: Front) -> None:
        opening, _ = await front.at_ten()
        await front.calendar.confirm(await front.book(opening, "a"))
        async with front.database.reading() as session:
            rows = {row.kind: row.more for row in await session.scalars(select(OutboxRow))}
        assert rows["appointment.confirmed"] == {"by": "patient"}

    at_front(work)


def test_what_is_booked_is_offered_to_nobody(at_front: Callable[..., Any]) -> None:
    async def work(front: Front) -> None:
        opening, exact = await front.at_ten()
        assert exact
        made = await front.book(opening, "a")
        assert (made["patient"], made["status"], made["start"]) == (
            "Ana Ruiz",
            "confirmed",
            "2026-03-03T10:00",
        )
        other, exact = await front.at_ten("b")
        assert not exact or (other["provider"], other["operatory"]) != (
            opening["provider"],
            opening["operatory"],
        )
        with pytest.raises(Conflict, match="is taken"):
            await front.book(opening, "b")
        assert await front.count(AppointmentRow) == 1

    at_front(work)


def test_a_visit_that_is_over_but_was_not_marked_so_is_in_nobodys_way(
    at_front: Callable[..., Any],
) -> None:
    async def work(front: Front) -> None:
        opening, _ = await front.at_ten()
        await front.book(opening, "a")
        after = datetime.fromisoformat("2026-03-03T10:00:00-06:00") + timedelta(hours=3)
        found = await front.calendar.find_openings(FindOpenings("cleaning"), holder="b", now=after)
        assert found.openings

    at_front(work)


def test_a_hold_keeps_others_away_until_it_is_over(at_front: Callable[..., Any]) -> None:
    async def work(front: Front) -> None:
        opening, _ = await front.at_ten()
        await front.hold(opening, "a")
        with pytest.raises(Conflict):
            await front.hold(opening, "b")
        same, exact = await front.at_ten("a")
        assert (same, exact) == (opening, True)
        later = NOW + timedelta(minutes=HOLD_MINUTES)
        await front.hold(opening, "b", later)
        with pytest.raises(Conflict):
            await front.book(opening, "a", later)
        assert await front.count(HoldRow) == 1

    at_front(work)


def test_holding_again_and_giving_back(at_front: Callable[..., Any]) -> None:
    async def work(front: Front) -> None:
        opening, _ = await front.at_ten()
        await front.hold(opening, "a")
        await front.hold(opening, "a")
        await front.calendar.release(opening, holder="b")
        with pytest.raises(Conflict):
            await front.hold(opening, "b")
        await front.calendar.release(opening, holder="a")
        assert (await front.count(HoldRow), await front.count(Cell)) == (0, 0)
        await front.hold(opening, "b")

    at_front(work)


def test_a_booking_takes_the_place_of_its_hold_and_is_made_once(
    at_front: Callable[..., Any],
) -> None:
    async def work(front: Front) -> None:
        opening, _ = await front.at_ten()
        await front.hold(opening, "a")
        first = await front.book(opening, "a")
        again = await front.book(opening, "a")
        assert first == again
        counts = [await front.count(one) for one in (HoldRow, AppointmentRow, OutboxRow)]
        assert counts == [0, 1, 1]

    at_front(work)


def test_too_soon_is_a_conflict_unless_it_was_held_before(at_front: Callable[..., Any]) -> None:
    async def work(front: Front) -> None:
        opening, _ = await front.at_ten()
        late = datetime.fromisoformat("2026-03-03T09:59:00-06:00")
        with pytest.raises(Conflict, match="any more"):
            await front.book(opening, "a", late)
        await front.hold(opening, "a", late - timedelta(hours=20))
        assert await front.count(Cell) > 0

    at_front(work)


def test_moving_frees_the_old_time_and_a_conflict_leaves_it(at_front: Callable[..., Any]) -> None:
    async def work(front: Front) -> None:
        opening, _ = await front.at_ten()
        made = await front.book(opening, "a")
        later = {**opening, "start": "2026-03-03T14:00"}
        await front.hold(later, "b")
        with pytest.raises(Conflict):
            await front.calendar.reschedule(made, later, holder="a", now=NOW)
        with pytest.raises(Conflict):
            await front.hold(opening, "c")
        await front.calendar.release(later, holder="b")
        moved = await front.calendar.reschedule(made, later, holder="a", now=NOW)
        again = await front.calendar.reschedule(made, later, holder="a", now=NOW)
        assert moved == again
        assert (moved["id"], moved["start"]) == (made["id"], "2026-03-03T14:00")
        await front.hold(opening, "c")

    at_front(work)


def test_its_own_time_is_free_for_what_is_moved(at_front: Callable[..., Any]) -> None:
    async def work(front: Front) -> None:
        opening, _ = await front.at_ten()
        made = await front.book(opening, "a")
        wanted = FindOpenings("cleaning", (TEN,), opening["provider"], moving=made["id"])
        own = await front.calendar.find_openings(wanted, holder="b", now=NOW)
        assert own.openings[0] == opening
        half = {**opening, "start": "2026-03-03T10:30"}
        assert (await front.calendar.reschedule(made, half, holder="a", now=NOW))["start"] == (
            "2026-03-03T10:30"
        )

    at_front(work)


def test_cancelling_frees_the_time_and_ends_it(at_front: Callable[..., Any]) -> None:
    async def work(front: Front) -> None:
        opening, _ = await front.at_ten()
        made = await front.book(opening, "a")
        assert (await front.calendar.confirm(made))["status"] == "confirmed"
        gone = await front.calendar.cancel(made, "feeling better")
        assert (gone["status"], gone["cancel_reason"]) == ("cancelled", "feeling better")
        for again in (
            front.calendar.cancel(made, None),
            front.calendar.confirm(made),
            front.calendar.reschedule(made, opening, holder="a", now=NOW),
        ):
            with pytest.raises(KeyError):
                await again
        await front.book(opening, "b")

    at_front(work)


def test_somebody_at_the_desk_may_be_faster(at_front: Callable[..., Any]) -> None:
    async def work(front: Front) -> None:
        opening, _ = await front.at_ten()
        await front.hold(opening, "a")
        await front.calendar.take(opening)
        with pytest.raises(Conflict):
            await front.book(opening, "a")
        assert (await front.at_ten("a"))[0] != opening

    at_front(work)


def test_another_clinic_has_its_own_times(
    in_store: InStore, scope: Scope, riverside: Clinic
) -> None:
    async def work(database: Database) -> None:
        north = replace(riverside, id="north", number="+15125550999")
        await found(database, north)
        here = Front(database, scope, riverside)
        there = Front(database, Scope(scope.practice_id, "north"), north)
        opening, _ = await here.at_ten()
        made = await here.book(opening, "a")
        await there.book(opening, "b")
        with pytest.raises(KeyError):
            await there.calendar.cancel(made, None)

    in_store(work)


def test_a_booking_is_the_patients_whose_name_and_number_it_has(
    at_front: Callable[..., Any],
) -> None:
    async def work(front: Front) -> None:
        records = StoreRecords(front.database, front.scope)
        patient = {"name": "Ana Ruiz", "date_of_birth": "1988-04-12"}
        await records.add(patient, [("mobile", "+15125550142")], NOW)
        opening, _ = await front.at_ten()
        made = await front.book(opening, "a")
        (ana,) = await records.find_patients(ANA, "1988-04-12", now=NOW)
        assert [one["id"] for one in ana["appointments"]] == [made["id"]]
        assert [one.first_name for one in await records.by_phone("+15125550142")] == ["Ana"]
        assert await records.by_phone("+15125550143") == []
        assert await records.find_patients(ANA, "1988-04-13", now=NOW) == ()

    at_front(work)


CALLERS = 200
TIMES = ("2026-03-03T10:00", "2026-03-03T13:00", "2026-03-03T15:00")


def test_of_two_hundred_callers_for_three_openings_three_get_one(
    at_front: Callable[..., Any],
) -> None:
    async def work(front: Front) -> None:
        opening, _ = await front.at_ten()
        wanted = [{**opening, "start": start} for start in TIMES]
        at_those = tuple({"start": start, "end": start} for start in TIMES)

        async def call(number: int) -> str:
            holder = f"call-{number}"
            chosen = wanted[number % len(wanted)]
            try:
                await front.hold(chosen, holder)
                await asyncio.sleep(0)
                await front.book(chosen, holder)
            except Conflict:
                return "too late"
            return "booked"

        async def again(number: int) -> Counter[str]:
            looking = FindOpenings("cleaning", at_those)
            found = await front.calendar.find_openings(looking, holder=f"call-{number}", now=NOW)
            assert len(found.openings) == 2
            assert not found.exact
            return Counter(one["start"] for one in found.openings)

        outcomes = Counter(await asyncio.gather(*map(call, range(CALLERS))))
        assert outcomes == {"booked": len(TIMES), "too late": CALLERS - len(TIMES)}
        assert await front.count(AppointmentRow) == len(TIMES)
        assert await front.count(HoldRow) == 0
        offered = await asyncio.gather(*map(again, range(CALLERS - len(TIMES))))
        assert not set(TIMES) & set().union(*offered)

    at_front(work)


def test_a_hold_of_a_call_that_died_is_over_when_its_time_is(
    at_front: Callable[..., Any],
) -> None:
    async def work(front: Front) -> None:
        opening, _ = await front.at_ten()
        holds = [{**opening, "start": start} for start in TIMES]
        for number, one in enumerate(holds):
            await front.hold(one, f"call-{number}", NOW + timedelta(minutes=number))
        work_now = Work(
            front.database, Settings(), lambda: NOW + timedelta(minutes=HOLD_MINUTES + 1)
        )
        await sweep(work_now)
        assert await front.count(HoldRow) == 1
        async with front.database.reading() as session:
            (left,) = await session.scalars(select(HoldRow))
            assert left.holder == "call-2"
            told = list(await session.scalars(select(OutboxRow.reference)))
        assert len(set(told)) == 2
        await sweep(work_now)
        assert await front.count(OutboxRow) == 2

    at_front(work)
