"""The waitlist: freed times are offered in order, kept, and given to the first yes."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from agent_config.settings import Settings
from clinic.jobs import openings
from clinic.jobs.handlers import HANDLERS
from clinic.jobs.job import Job, Work
from clinic.jobs.schedules import SCHEDULES
from clinic.ports import Conflict
from clinic.refusal import NotAllowed
from clinic.store import waitlist
from clinic.store.appointments import Appointments, Visit
from clinic.store.blocks import Blocks
from clinic.store.calendar import StoreCalendar
from clinic.store.database import Database
from clinic.store.desk import StoreDesk
from clinic.store.identifier import new_id
from clinic.store.patients import StoreRecords
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow, Cell, HoldRow, Wish
from clinic.store.tables.desk import TaskRow
from clinic.store.tables.message import MessageRow
from clinic.store.tables.patient import PatientRow
from clinic.store.tables.practice import Setting
from clinic.store.tables.trail import OutboxRow
from clinic.store.waitlist import accept, decline, fill, offer, withdraw
from engine.clinic import Clinic
from engine.commands import AddToWaitlist, FindOpenings
from tests.databases import NOW, InStore

TEN = "2026-03-03T10:00"
VISIT = Visit("cleaning", TEN, "Cy Day", callback_number="+15125550111")
OFFERED = 20


class Queue:
    """A clinic's waitlist, with a clock and the jobs that the outbox makes."""

    def __init__(self, database: Database, scope: Scope, clinic: Clinic) -> None:
        self.database, self.scope, self.clinic = database, scope, clinic
        self.now = NOW
        self.desk = Appointments(database, scope, clinic, clock=self.clock)
        self.calendar = StoreCalendar(database, scope, clinic, clock=self.clock)
        self.work = Work(database, Settings(), self.clock)
        self.done: set[str] = set()

    def clock(self) -> datetime:
        return self.now

    async def wait(self, name: str, days: float = 0, **more: Any) -> str:
        """Enter somebody who has waited so many days."""
        given = {"service": "cleaning", "callback_number": f"+1512555{len(name):04}", **more}
        row = Wish(
            id=new_id(NOW), patient_name=name, created_at=NOW - timedelta(days=days),
            **given, **self.scope.ids,
        )  # fmt: skip
        async with self.database.writing() as session:
            session.add(row)
        return row.id

    async def run_jobs(self) -> None:
        """Do what the outbox asks of the waitlist, until there is nothing more to do."""
        while True:
            async with self.database.reading() as session:
                rows = list(await session.scalars(select(OutboxRow).order_by(OutboxRow.id)))
            new = [row for row in rows if row.id not in self.done]
            if not new:
                return
            for row in new:
                self.done.add(row.id)
                if "clinic.jobs.openings:offer_freed" in HANDLERS.get(row.kind, ()):
                    job = Job(
                        row.id, row.kind, row.reference, self.scope, row.created_at, row.more or {}
                    )
                    await openings.offer_freed(self.work, job)

    async def free_ten(self) -> AppointmentRow:
        """Somebody gives up ten o'clock on Tuesday."""
        row = await self.desk.book(VISIT)
        await self.desk.act(row.id, "cancel", by="patient")
        await self.run_jobs()
        return row

    async def wish(self, wish_id: str) -> Wish:
        async with self.database.reading() as session:
            row = await session.get(Wish, wish_id)
            assert row is not None
            return row

    async def statuses(self, *ids: str) -> list[str]:
        return [(await self.wish(each)).status for each in ids]

    async def yes(self, wish_id: str) -> AppointmentRow:
        return await accept(self.database, self.scope, self.clinic, wish_id, self.now)

    async def all_of(self, table: Any) -> list[Any]:
        async with self.database.reading() as session:
            return list(await session.scalars(select(table)))

    async def count(self, table: Any) -> int:
        async with self.database.reading() as session:
            return int(await session.scalar(select(func.count()).select_from(table)) or 0)


@pytest.fixture
def in_queue(in_store: InStore, scope: Scope, riverside: Clinic) -> Callable[..., Any]:
    """Runs something at the waitlist of one clinic."""

    def run(work: Callable[[Queue], Awaitable[Any]]) -> Any:
        return in_store(lambda database: work(Queue(database, scope, riverside)))

    return run


def test_a_cancelled_time_goes_to_who_waited_longest(in_queue: Callable[..., Any]) -> None:
    async def work(queue: Queue) -> None:
        new, old = await queue.wait("Bo Li", 1), await queue.wait("Ana Ruiz", 9)
        cancelled = await queue.free_ten()
        assert await queue.statuses(new, old) == ["waiting", "offered"]
        wish = await queue.wish(old)
        assert wish.offered["start"] == TEN
        assert wish.offer_until == NOW + timedelta(minutes=OFFERED)
        (message,) = await queue.all_of(MessageRow)
        assert (message.template, message.purpose, message.about_id, message.status) == (
            "waitlist_offer",
            "waitlist",
            old,
            "queued",
        )
        row = await queue.yes(old)
        assert (row.start, row.status, row.booked_by) == (TEN, "confirmed", "patient")
        assert (row.patient_name, row.provider) == ("Ana Ruiz", cancelled.provider)
        assert (await queue.wish(old)).appointment_id == row.id
        assert (await queue.yes(old)).id == row.id  # said twice, done once
        assert await queue.statuses(new, old) == ["waiting", "taken"]
        assert (await queue.count(HoldRow), await queue.count(Cell)) == (0, 2 * 12)

    in_queue(work)


def test_what_is_offered_is_kept_from_callers(in_queue: Callable[..., Any]) -> None:
    async def work(queue: Queue) -> None:
        await queue.wait("Ana Ruiz")
        await queue.free_ten()
        wanted = FindOpenings("cleaning", ({"start": TEN, "end": TEN},))
        found = await queue.calendar.find_openings(wanted, holder="a", now=NOW)
        assert not found.exact

    in_queue(work)


def test_no_and_silence_bring_the_next_one(in_queue: Callable[..., Any]) -> None:
    async def work(queue: Queue) -> None:
        first, second = await queue.wait("Ana Ruiz", 9), await queue.wait("Bo Li", 5)
        third = await queue.wait("Cy Day", 1)
        await queue.free_ten()
        await decline(queue.database, queue.scope, queue.clinic, first, NOW)
        with pytest.raises(NotAllowed, match="Nothing is on offer"):
            await decline(queue.database, queue.scope, queue.clinic, first, NOW)
        await queue.run_jobs()
        assert await queue.statuses(first, second, third) == ["waiting", "offered", "waiting"]
        queue.now += timedelta(minutes=OFFERED)
        with pytest.raises(Conflict):
            await queue.yes(second)
        await openings.sweep(queue.work)
        await queue.run_jobs()
        # Who said no, or nothing, to ten o'clock is not asked about it again.
        assert await queue.statuses(first, second, third) == ["waiting", "waiting", "offered"]
        assert (await queue.wish(second)).offer_until is None
        with pytest.raises(Conflict, match="nothing is kept"):
            await queue.yes(second)
        assert (await queue.yes(third)).patient_name == "Cy Day"
        with pytest.raises(KeyError):
            await queue.yes("none")

    in_queue(work)


def test_a_time_that_somebody_moves_away_from_is_offered(in_queue: Callable[..., Any]) -> None:
    async def work(queue: Queue) -> None:
        ana = await queue.wait("Ana Ruiz")
        row = await queue.desk.book(VISIT)
        await queue.desk.move(row.id, "2026-03-05T10:00")
        await queue.run_jobs()
        assert (await queue.wish(ana)).offered["start"] == TEN

    in_queue(work)


def test_a_hold_that_nobody_used_is_offered(in_queue: Callable[..., Any]) -> None:
    async def work(queue: Queue) -> None:
        wanted = FindOpenings("cleaning", ({"start": TEN, "end": TEN},))
        found = await queue.calendar.find_openings(wanted, holder="a", now=NOW)
        await queue.calendar.hold(found.openings[0], holder="a", now=NOW)
        ana = await queue.wait("Ana Ruiz")
        await openings.sweep(queue.work)
        await queue.run_jobs()
        assert await queue.count(HoldRow) == 1
        assert await queue.statuses(ana) == ["waiting"]
        queue.now += timedelta(minutes=10)
        await openings.sweep(queue.work)
        await queue.run_jobs()
        assert await queue.statuses(ana) == ["offered"]

    in_queue(work)


def test_who_has_a_later_time_is_moved_to_the_earlier_one(in_queue: Callable[..., Any]) -> None:
    async def work(queue: Queue) -> None:
        records = StoreRecords(queue.database, queue.scope)
        given = {"name": "Ana Ruiz", "date_of_birth": "1988-04-12"}
        patient = await records.add(given, [("mobile", "+15125550142")], NOW)
        late = await queue.desk.book(
            Visit("cleaning", "2026-03-10T10:00", "Ana Ruiz", patient_id=patient)
        )
        ana = await queue.wait("Ana Ruiz", 1, patient_id=patient)
        bo = await queue.wait("Bo Li")
        await queue.free_ten()
        row = await queue.yes(ana)
        assert (row.id, row.start, row.moves, row.sequence) == (late.id, TEN, 1, 1)
        assert await queue.count(Cell) == 2 * 12
        await queue.run_jobs()  # which offers what she left
        assert (await queue.wish(bo)).offered["start"] == "2026-03-10T10:00"

    in_queue(work)


@pytest.mark.parametrize(
    "more",
    [{"status": "deceased"}, {"do_not_book": True}, {"do_not_contact": True}],
    ids=lambda more: next(iter(more)),
)
def test_some_are_not_asked_by_a_program(
    in_queue: Callable[..., Any], more: dict[str, Any]
) -> None:
    async def work(queue: Queue) -> None:
        records = StoreRecords(queue.database, queue.scope)
        patient = await records.add({"name": "Ana Ruiz"}, [], NOW)
        async with queue.database.writing() as session:
            row = await session.get(PatientRow, patient)
            for name, value in more.items():
                setattr(row, name, value)
        ana = await queue.wait("Ana Ruiz", patient_id=patient)
        nobody = await queue.wait("Bo Li", callback_number=None)
        await queue.free_ten()
        assert await queue.statuses(ana, nobody) == ["waiting", "waiting"]

    in_queue(work)


def test_the_desk_may_offer_by_hand_and_take_somebody_off(in_queue: Callable[..., Any]) -> None:
    async def work(queue: Queue) -> None:
        bo = await queue.wait("Bo Li", callback_number=None)
        row = await queue.desk.book(VISIT)
        opening = {
            "start": TEN, "minutes": 60, "service": "cleaning",
            "provider": row.provider, "operatory": row.operatory,
        }  # fmt: skip
        there = (queue.database, queue.scope, queue.clinic)
        with pytest.raises(Conflict):
            await offer(*there, [bo], opening, NOW)
        later = {**opening, "start": "2026-03-03T11:00"}
        assert await offer(*there, [bo], later, NOW, minutes=5) == [bo]
        assert await offer(*there, [bo], {**opening, "start": "2026-03-04T10:00"}, NOW) == []
        assert await queue.count(MessageRow) == 0
        await withdraw(*there, bo, NOW)
        assert await queue.statuses(bo) == ["gone"]
        assert await queue.count(HoldRow) == 0
        await withdraw(*there, bo, NOW)

    in_queue(work)


def test_a_block_ends_an_offer(in_queue: Callable[..., Any]) -> None:
    async def work(queue: Queue) -> None:
        ana = await queue.wait("Ana Ruiz")
        await queue.free_ten()
        blocks = Blocks(queue.database, queue.scope, queue.clinic)
        at = datetime.fromisoformat(f"{TEN}:00-06:00")
        await blocks.add("Hygiene 1", at, at + timedelta(hours=1), now=NOW)
        assert await queue.statuses(ana) == ["waiting"]
        with pytest.raises(Conflict):
            await queue.yes(ana)

    in_queue(work)


def test_settings_of_the_clinic(in_queue: Callable[..., Any]) -> None:
    async def work(queue: Queue) -> None:
        given = {"waitlist_minutes": 45, "waitlist_at_once": 2}
        async with queue.database.writing() as session:
            for name, value in given.items():
                session.add(
                    Setting(id=new_id(NOW), name=name, value=value, updated_at=NOW,
                            **queue.scope.ids)
                )  # fmt: skip
        ids = [await queue.wait(name, days) for name, days in (("Ana", 3), ("Bo", 2), ("Cy", 1))]
        await queue.free_ten()
        assert await queue.statuses(*ids) == ["offered", "offered", "waiting"]
        assert (await queue.wish(ids[1])).offer_until == NOW + timedelta(minutes=45)
        there = (queue.database, queue.scope, queue.clinic)
        await decline(*there, ids[0], NOW)
        assert await queue.count(HoldRow) == 1  # the other one is still thinking
        assert (await queue.yes(ids[1])).start == TEN
        with pytest.raises(Conflict):
            await queue.yes(ids[0])

    in_queue(work)


def test_a_long_time_is_offered_in_parts(in_queue: Callable[..., Any]) -> None:
    async def work(queue: Queue) -> None:
        long = Visit("crown", "2026-03-03T10:00", "Cy Day", provider="Dr. Sarah Chen")
        names = ("Ana", "Bo", "Cyd", "Dora")
        ids = [await queue.wait(one, 9 - n, service="checkup") for n, one in enumerate(names)]
        row = await queue.desk.book(long)
        await queue.desk.act(row.id, "cancel")
        await queue.run_jobs()
        starts = [(await queue.wish(each)).offered for each in ids]
        assert [one and one["start"][11:] for one in starts] == ["10:00", "10:30", "11:00", None]
        assert await queue.count(HoldRow) == 3

    in_queue(work)


@pytest.mark.parametrize("several", [False, True], ids=["one wish", "fifty wishes"])
def test_of_fifty_who_say_yes_at_once_one_is_booked(
    in_queue: Callable[..., Any], several: bool
) -> None:
    async def work(queue: Queue) -> None:
        ids = [await queue.wait(f"Ana {number}") for number in range(50 if several else 1)]
        row = await queue.desk.book(VISIT)
        await queue.desk.act(row.id, "cancel")
        opening = {
            "start": TEN, "minutes": 60, "service": "cleaning",
            "provider": row.provider, "operatory": row.operatory,
        }  # fmt: skip
        await offer(queue.database, queue.scope, queue.clinic, ids, opening, NOW)

        async def say(wish_id: str) -> str:
            try:
                return (await queue.yes(wish_id)).id
            except Conflict:
                return "too late"

        outcomes = Counter(await asyncio.gather(*(say(one) for one in ids * (50 // len(ids)))))
        late = outcomes.pop("too late", 0)
        assert late == (49 if several else 0)
        assert len(outcomes) == 1
        active = [one for one in await queue.all_of(AppointmentRow) if one.status == "confirmed"]
        assert [one.id for one in active] == list(outcomes)
        assert await queue.count(Cell) == 2 * 12
        counted = Counter(await queue.statuses(*ids))
        assert counted == ({"taken": 1, "waiting": 49} if several else {"taken": 1})

    in_queue(work)


def test_wishes_for_times_that_are_over_are_let_go(in_queue: Callable[..., Any]) -> None:
    async def work(queue: Queue) -> None:
        past = [{"start": "2026-03-01T08:00", "end": "2026-03-01T12:00"}]
        coming = [*past, {"start": "2026-03-04T08:00", "end": "2026-03-04T12:00"}]
        ids = [await queue.wait("Ana", windows=past), await queue.wait("Bo", windows=coming)]
        ids.append(await queue.wait("Cy", windows=[]))
        await openings.forget_wishes(queue.work)
        assert await queue.statuses(*ids) == ["gone", "waiting", "waiting"]

    in_queue(work)


def test_a_call_may_be_faster_than_the_offer(
    in_queue: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work(queue: Queue) -> None:
        ana = await queue.wait("Ana")
        row = await queue.desk.book(VISIT)
        await queue.desk.act(row.id, "cancel")
        see = waitlist.ranked

        def see_and_lose(*given: Any) -> Any:
            found = see(*given)
            wanted = FindOpenings("cleaning", ({"start": TEN, "end": TEN},))

            async def hold() -> None:
                free = await queue.calendar.find_openings(wanted, holder="a", now=NOW)
                await queue.calendar.hold(free.openings[0], holder="a", now=NOW)

            calls.append(hold)
            return found

        calls: list[Callable[[], Awaitable[None]]] = []
        offering = waitlist.offer

        async def late(*given: Any, **more: Any) -> list[str]:
            await calls.pop()()
            return await offering(*given, **more)

        monkeypatch.setattr(waitlist, "ranked", see_and_lose)
        monkeypatch.setattr(waitlist, "offer", late)
        await queue.run_jobs()
        assert await queue.statuses(ana) == ["waiting"]
        assert await queue.count(MessageRow) == 0

    in_queue(work)


def test_doing_a_job_twice_offers_once(in_queue: Callable[..., Any]) -> None:
    async def work(queue: Queue) -> None:
        ana, bo = await queue.wait("Ana", 2), await queue.wait("Bo", 1)
        row = await queue.free_ten()
        told = {
            "provider": row.provider,
            "operatory": row.operatory,
            "starts_at": row.starts_at.isoformat(),
            "ends_at": row.ends_at.isoformat(),
        }
        assert await fill(queue.database, queue.scope, queue.clinic, told, NOW) == []
        job = Job("one", "block.removed", "b", queue.scope, NOW)
        await openings.offer_freed(queue.work, job)  # which tells of no time
        assert await queue.statuses(ana, bo) == ["offered", "waiting"]

    in_queue(work)


def test_a_call_puts_somebody_on_the_list(in_queue: Callable[..., Any]) -> None:
    async def work(queue: Queue) -> None:
        desk = StoreDesk(queue.database, queue.scope, clock=queue.clock)
        name = {"first": "Ana", "last": "Ruiz"}
        wish = AddToWaitlist("cleaning", (), name, "+15125550142")
        await desk.add_to_waitlist(wish, holder="call-1")
        await queue.free_ten()
        (row,) = await queue.all_of(Wish)
        assert row.status == "offered"

    in_queue(work)


def test_the_sweep_and_the_letting_go_are_scheduled() -> None:
    named = {place for _, place in SCHEDULES.values()}
    assert {"clinic.jobs.openings:sweep", "clinic.jobs.openings:forget_wishes"} <= named


async def patient_with(queue: Queue, *phones: tuple[str, str], **more: Any) -> str:
    records = StoreRecords(queue.database, queue.scope)
    patient_id = await records.add({"name": "Ana Ruiz"}, phones, NOW)
    async with queue.database.writing() as session:
        row = await session.get(PatientRow, patient_id)
        assert row is not None
        for name, value in more.items():
            setattr(row, name, value)
    return patient_id


HOME, MOBILE = "+15125550161", "+15125550162"
CALLS = {"preferences": {"channel": "call"}}


@pytest.mark.parametrize(
    ("phones", "given", "more", "texted", "called"),
    [
        ([("home", HOME)], HOME, {}, None, HOME),
        ([("home", HOME), ("mobile", MOBILE)], HOME, {}, MOBILE, None),
        ([("mobile", MOBILE)], None, {}, MOBILE, None),
        ([("mobile", MOBILE)], MOBILE, CALLS, None, MOBILE),
        ([("home", HOME)], MOBILE, {}, MOBILE, None),
        ([], None, {}, None, None),
    ],
)
def test_who_takes_no_texts_is_called_by_the_staff(
    in_queue: Callable[..., Any],
    phones: Any,
    given: str | None,
    more: dict[str, Any],
    texted: str | None,
    called: str | None,
) -> None:
    async def work(queue: Queue) -> None:
        ana = await patient_with(queue, *phones, **more)
        wish = await queue.wait("Ana Ruiz", patient_id=ana, callback_number=given)
        await queue.free_ten()
        asked = texted or called
        assert await queue.statuses(wish) == ["offered" if asked else "waiting"]
        assert [one.address for one in await queue.all_of(MessageRow)] == [texted] * bool(texted)
        tasks = await queue.all_of(TaskRow)
        assert [one.callback_number for one in tasks] == [called] * bool(called)
        for task in tasks:
            assert (task.type, task.priority, task.due_at) == (
                "callback",
                "high",
                NOW + timedelta(minutes=OFFERED),
            )
            assert task.details["start"] == TEN
            assert task.details["until"] == "2026-03-02T09:35"

    in_queue(work)


@pytest.mark.parametrize("how", ["lapses", "declined", "taken", "taken by another"])
def test_a_task_to_call_goes_when_the_offer_does(in_queue: Callable[..., Any], how: str) -> None:
    async def work(queue: Queue) -> None:
        async with queue.database.writing() as session:
            session.add(
                Setting(
                    id="at once", name="waitlist_at_once", value=2, updated_at=NOW,
                    **queue.scope.ids,
                )
            )  # fmt: skip
        ana = await patient_with(queue, ("home", HOME))
        wish = await queue.wait("Ana Ruiz", 9, patient_id=ana, callback_number=HOME)
        other = await queue.wait("Bo Li", 1)
        await queue.free_ten()
        (task,) = await queue.all_of(TaskRow)
        assert task.status == "pending"
        if how == "lapses":
            queue.now += timedelta(minutes=OFFERED)
            await openings.sweep(queue.work)
        elif how == "declined":
            await decline(queue.database, queue.scope, queue.clinic, wish, queue.now)
        else:
            await queue.yes(wish if how == "taken" else other)
        assert [one.status for one in await queue.all_of(TaskRow)] == ["cancelled"]

    in_queue(work)


def test_a_call_that_has_begun_is_left_alone(in_queue: Callable[..., Any]) -> None:
    async def work(queue: Queue) -> None:
        ana = await patient_with(queue, ("home", HOME))
        await queue.wait("Ana Ruiz", patient_id=ana, callback_number=HOME)
        await queue.free_ten()
        async with queue.database.writing() as session:
            (task,) = list(await session.scalars(select(TaskRow)))
            task.status = "in_progress"
        queue.now += timedelta(minutes=OFFERED)
        await openings.sweep(queue.work)
        assert [one.status for one in await queue.all_of(TaskRow)] == ["in_progress"]

    in_queue(work)
