"""The staff's desk: tasks are kept once, raised, and never lowered."""

import asyncio
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from clinic.desk import StaffDesk
from engine.commands import AddToWaitlist, CreateTask, SendMessage, UpdateTask

NOW = datetime(2026, 3, 8, 1, 0, tzinfo=ZoneInfo("America/Chicago"))
TASK = CreateTask("callback", "callback", patient_name="Ana Ruiz", sla_hours=2)


def test_a_task_is_kept_once_and_its_clock_counts_real_hours() -> None:
    async def scenario() -> StaffDesk:
        desk = StaffDesk()
        await desk.create_task(TASK, holder="a", now=NOW)
        await desk.create_task(TASK, holder="a", now=NOW)
        await desk.create_task(CreateTask("callback", "message"), holder="b", now=NOW)
        return desk

    first, second = asyncio.run(scenario()).tasks
    assert first == {
        "type": "callback",
        "priority": "normal",
        "owner": "staff",
        "patient_name": "Ana Ruiz",
        "callback_number": None,
        "details": {},
        "status": "pending",
        "due": "2026-03-08T04:00-05:00",  # the clock skips an hour at two
    }
    assert (second["type"], second["due"]) == ("message", None)


def test_a_task_is_raised_never_lowered() -> None:
    async def scenario() -> StaffDesk:
        desk = StaffDesk()
        await desk.create_task(TASK, holder="a", now=NOW)
        await desk.update_task(UpdateTask("callback", "urgent", {"note": "hurts"}), holder="a")
        await desk.update_task(UpdateTask("callback", "low"), holder="a")
        return desk

    (task,) = asyncio.run(scenario()).tasks
    assert (task["priority"], task["details"]) == ("urgent", {"note": "hurts"})


def test_an_unknown_task_cannot_be_raised() -> None:
    with pytest.raises(KeyError):
        asyncio.run(StaffDesk().update_task(UpdateTask("x", "high"), holder="a"))


def test_what_leaves_the_clinic_is_noted() -> None:
    wish = AddToWaitlist("cleaning", (), {"first": "Ana"}, None)
    message = SendMessage("directions", "+15125550142")

    async def scenario() -> StaffDesk:
        desk = StaffDesk()
        await desk.add_to_waitlist(wish, holder="a")
        await desk.send_message(message, holder="a")
        await desk.notify("staff", "human", holder="a")
        return desk

    desk = asyncio.run(scenario())
    assert (desk.waitlist, desk.messages, desk.notices) == ([wish], [message], [("staff", "human")])
