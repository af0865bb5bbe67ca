"""The desk in the store: tasks with their numbers and clocks, the waitlist, notices."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from clinic.store.database import Database
from clinic.store.desk import StoreDesk
from clinic.store.patients import StoreRecords
from clinic.store.scope import Scope
from clinic.store.tables.appointment import Wish
from clinic.store.tables.desk import Notification, TaskRow
from clinic.store.tables.message import MessageRow
from clinic.store.tables.trail import OutboxRow
from engine.commands import AddToWaitlist, CreateTask, SendMessage, UpdateTask
from tests.clinic.store.conftest import NOW, InStore

ANA = {"first": "Ana", "last": "Ruiz"}
CALL_BACK = CreateTask(
    key="t-1",
    type="callback",
    patient_name="Ana Ruiz",
    callback_number="+15125550142",
    details={"message": "about the bridge"},
    sla_hours=2,
)

AtDesk = Callable[[Callable[[StoreDesk, Database], Awaitable[Any]]], Any]


@pytest.fixture
def at_desk(in_store: InStore, scope: Scope) -> AtDesk:
    def run(work: Callable[[StoreDesk, Database], Awaitable[Any]]) -> Any:
        return in_store(
            lambda database: work(StoreDesk(database, scope, clock=lambda: NOW), database)
        )

    return run


async def rows(database: Database, table: Any) -> list[Any]:
    async with database.reading() as session:
        return list(await session.scalars(select(table).order_by(table.id)))


def test_a_task_is_left_once_with_a_number_and_a_clock(at_desk: AtDesk) -> None:
    async def work(desk: StoreDesk, database: Database) -> None:
        made = await desk.create_task(CALL_BACK, holder="c-1", now=NOW)
        assert made == await desk.create_task(CALL_BACK, holder="c-1", now=NOW)
        assert made["due"] == "2026-03-02T11:15-06:00"
        assert (made["type"], made["status"], made["details"]) == (
            "callback",
            "pending",
            {"message": "about the bridge"},
        )
        (row,) = await rows(database, TaskRow)
        (notice,) = await rows(database, Notification)
        assert (notice.role, notice.kind, notice.reference) == ("staff", "task.created", row.id)
        assert row.number == "TASK-2026-0001"
        assert row.due_at - row.created_at == timedelta(hours=2)
        assert {(one.kind, one.reference) for one in await rows(database, OutboxRow)} == {
            ("notification.created", notice.id),
            ("task.created", row.id),
        }

    at_desk(work)


def test_many_calls_at_once_get_numbers_of_their_own(at_desk: AtDesk) -> None:
    async def work(desk: StoreDesk, database: Database) -> None:
        await asyncio.gather(
            *(desk.create_task(CALL_BACK, holder=f"c-{each}", now=NOW) for each in range(30))
        )
        numbers = {row.number for row in await rows(database, TaskRow)}
        assert numbers == {f"TASK-2026-{number:04d}" for number in range(1, 31)}

    at_desk(work)


def test_a_priority_only_rises_and_details_are_added(at_desk: AtDesk) -> None:
    async def work(desk: StoreDesk, database: Database) -> None:
        await desk.create_task(CALL_BACK, holder="c-1", now=NOW)
        raised = await desk.update_task(
            UpdateTask("t-1", "urgent", {"reason": "pain"}), holder="c-1"
        )
        assert (raised["priority"], raised["details"]["message"]) == ("urgent", "about the bridge")
        kept = await desk.update_task(UpdateTask("t-1", "low"), holder="c-1")
        assert (kept["priority"], kept["details"]["reason"]) == ("urgent", "pain")
        with pytest.raises(KeyError):
            await desk.update_task(UpdateTask("t-1", "low"), holder="another")

    at_desk(work)


def test_a_wish_knows_its_patient_by_name_and_number(at_desk: AtDesk, scope: Scope) -> None:
    async def work(desk: StoreDesk, database: Database) -> None:
        records = StoreRecords(database, scope)
        ana = await records.add(
            {"name": ANA, "date_of_birth": "1988-04-12"}, [("work", "+15125550142")], NOW
        )
        for number in ("+15125550142", "+15125550999", None):
            wish = AddToWaitlist("cleaning", ({"start": "a", "end": "b"},), ANA, number)
            await desk.add_to_waitlist(wish, holder=f"call from {number}")
        known = {row.callback_number: row.patient_id for row in await rows(database, Wish)}
        assert known == {"+15125550142": ana, "+15125550999": None, None: None}

    at_desk(work)


def test_two_of_one_name_on_one_telephone_are_nobody_in_particular(
    at_desk: AtDesk, scope: Scope
) -> None:
    async def work(desk: StoreDesk, database: Database) -> None:
        records = StoreRecords(database, scope)
        for born in ("1988-04-12", "2010-01-01"):
            patient = {"name": ANA, "date_of_birth": born}
            await records.add(patient, [("mobile", "+15125550142")], NOW)
        wish = AddToWaitlist("cleaning", (), ANA, "+15125550142")
        await desk.add_to_waitlist(wish, holder="c-1")
        assert [row.patient_id for row in await rows(database, Wish)] == [None]

    at_desk(work)


def test_messages_and_notices_wait_to_be_sent(at_desk: AtDesk) -> None:
    async def work(desk: StoreDesk, database: Database) -> None:
        await desk.send_message(SendMessage("directions", "+15125550142"), holder="c-1")
        await desk.notify("staff", "emergency", holder="c-1")
        (message,) = await rows(database, MessageRow)
        assert (message.status, message.template, message.address) == (
            "queued",
            "directions",
            "+15125550142",
        )
        (notice,) = await rows(database, Notification)
        assert (notice.role, notice.kind, notice.reference) == ("staff", "emergency", "c-1")
        told = {(one.kind, one.reference) for one in await rows(database, OutboxRow)}
        assert told == {("message.queued", message.id), ("notification.created", notice.id)}

    at_desk(work)


def test_what_a_call_orders_twice_is_done_once(at_desk: AtDesk) -> None:
    async def work(desk: StoreDesk, database: Database) -> None:
        wish = AddToWaitlist("cleaning", (), ANA, "+15125550142")
        sibling = AddToWaitlist("cleaning", (), {"first": "Leo", "last": "Ruiz"}, "+15125550142")
        message = SendMessage("send_forms", "+15125550142")
        for _ in range(2):
            await desk.add_to_waitlist(wish, holder="c-1")
            await desk.add_to_waitlist(sibling, holder="c-1")
            await desk.send_message(message, holder="c-1")
            await desk.notify("staff", "human", holder="c-1")
        assert len(await rows(database, Wish)) == 2
        assert len(await rows(database, MessageRow)) == 1
        assert len(await rows(database, Notification)) == 1

    at_desk(work)
