"""Tasks: what people do with them, who may, and what follows; one of two always wins."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from clinic.refusal import NotAllowed
from clinic.store.database import Database
from clinic.store.desk import StoreDesk
from clinic.store.patients import StoreRecords
from clinic.store.scope import Scope
from clinic.store.tables.desk import Notification, TaskRow
from clinic.store.tables.message import MessageRow
from clinic.store.tables.patient import PatientRow
from clinic.store.tables.practice import ClinicRow
from clinic.store.task_actions import Deed, act, change, create
from clinic.store.task_entry import NewTask
from clinic.store.tasks import (
    GROUPS,
    URGENCY,
    Wanted,
    as_json,
    counted,
    steps,
    task,
    tasks,
    urgency,
)
from engine.commands import CreateTask
from tests.clinic.store.colleagues import hire
from tests.clinic.store.conftest import NOW, InStore

LATER = NOW + timedelta(minutes=20)
NUMBER = "+15125550142"


async def given(database: Database, scope: Scope, **more: Any) -> TaskRow:
    new = NewTask(
        **{
            "type": "callback",
            "key": "t",
            "patient_name": "Ana Ruiz",
            "callback_number": NUMBER,
            **more,
        }
    )
    return await create(database, scope, new, NOW, by="iris")


def deed(action: str, role: str = "staff", **more: Any) -> Deed:
    return Deed(action, "iris", role, **more)


async def rows(database: Database, table: Any) -> list[Any]:
    async with database.reading() as session:
        return list(await session.scalars(select(table).order_by(table.id)))


def test_a_task_goes_from_being_left_to_being_done(in_store: InStore, scope: Scope) -> None:
    async def work(database: Database) -> None:
        made = await given(database, scope)
        assert made.due_at == datetime.fromisoformat("2026-03-02T17:15:00-06:00") + timedelta(
            hours=15
        )  # eight open hours: until 17:00, and the quarter of an hour on Tuesday morning
        assert (await act(database, scope, made.id, deed("start"), LATER)).status == "in_progress"
        noted = deed("call_back", note="no answer, try at four")
        assert (await act(database, scope, made.number, noted, LATER)).status == "in_progress"
        done = await act(database, scope, made.id, deed("complete"), LATER)
        assert (done.status, done.started_at, done.completed_at) == ("completed", LATER, LATER)
        again = await act(database, scope, made.id, deed("reopen"), LATER)
        assert (again.status, again.started_at, again.completed_at) == ("pending", None, None)
        gone = await act(database, scope, made.id, deed("cancel", note="left twice"), LATER)
        assert gone.status == "cancelled"
        history = [
            (one.action, one.user_id, one.note) for one in await steps(database, scope, made.id)
        ]
        assert sorted(history, key=str) == sorted(
            [
                ("created", "iris", None),
                ("start", "iris", None),
                ("call_back", "iris", "no answer, try at four"),
                ("complete", "iris", None),
                ("reopen", "iris", None),
                ("cancel", "iris", "left twice"),
            ],
            key=str,
        )

    in_store(work)


def test_of_two_who_complete_at_once_one_has_done_it(in_store: InStore, scope: Scope) -> None:
    async def work(database: Database) -> None:
        made = await given(database, scope)
        ends = await asyncio.gather(
            *(act(database, scope, made.id, deed("complete"), LATER) for _ in range(5)),
            return_exceptions=True,
        )
        told = [str(one) for one in ends if isinstance(one, NotAllowed)]
        assert told == ["This task is completed already."] * 4
        assert sum(isinstance(one, TaskRow) for one in ends) == 1
        assert [one.action for one in await steps(database, scope, made.id)].count("complete") == 1

    in_store(work)


def test_a_flag_is_a_mark_beside_the_status(in_store: InStore, scope: Scope) -> None:
    async def work(database: Database) -> None:
        made = await given(database, scope)
        await act(database, scope, made.id, deed("complete"), LATER)
        flagged = await act(database, scope, made.id, deed("flag"), LATER)
        assert (flagged.flagged, flagged.status) == (True, "completed")
        assert not (await act(database, scope, made.id, deed("unflag"), LATER)).flagged

    in_store(work)


def test_a_note_is_kept_at_any_time_and_moves_nothing(in_store: InStore, scope: Scope) -> None:
    async def work(database: Database) -> None:
        made = await given(database, scope)
        await act(database, scope, made.id, deed("complete"), LATER)
        noted = await act(database, scope, made.id, deed("note", note="She rang again."), LATER)
        assert noted.status == "completed"
        notes = [one.note for one in await steps(database, scope, made.id)]
        assert "She rang again." in notes
        with pytest.raises(NotAllowed, match="Write what"):
            await act(database, scope, made.id, deed("note"), LATER)

    in_store(work)


def test_a_task_is_given_to_those_who_work_here(in_store: InStore, scope: Scope) -> None:
    async def work(database: Database) -> None:
        await hire(database, scope, "sam")
        await hire(database, scope, "doc", "doctor", clinics=[scope.clinic_id])
        await hire(database, scope, "far", clinics=["riverside_dental_north"])
        await hire(database, scope, "gone", active=False)
        made = await given(database, scope, type="referral")
        given_away = await act(database, scope, made.id, deed("assign", assignee_id="doc"), LATER)
        assert (given_away.assignee_id, given_away.owner) == ("doc", "doctor")
        assert given_away.status == "pending"
        back = await act(database, scope, made.id, deed("assign", assignee_id="sam"), LATER)
        assert (back.assignee_id, back.owner) == ("sam", "staff")
        free = await act(database, scope, made.id, deed("assign", owner="doctor"), LATER)
        assert (free.assignee_id, free.owner) == (None, "doctor")
        for name in ("far", "gone", "nobody"):
            with pytest.raises(NotAllowed, match="works in this clinic"):
                await act(database, scope, made.id, deed("assign", assignee_id=name), LATER)
            with pytest.raises(NotAllowed, match="works in this clinic"):
                await given(database, scope, assignee_id=name)
        with pytest.raises(NotAllowed, match="to whom"):
            await act(database, scope, made.id, deed("assign"), LATER)
        told = {
            (one.role, one.user_id)
            for one in await rows(database, Notification)
            if one.kind == "task.assigned"
        }
        assert told == {(None, "doc"), (None, "sam"), ("doctor", None)}
        by_hand = await given(database, scope, assignee_id="sam")
        assert by_hand.assignee_id == "sam"

    in_store(work)


def test_a_doctor_decides_the_staff_act_and_the_patient_learns_no_detail(
    in_store: InStore, scope: Scope
) -> None:
    async def work(database: Database) -> None:
        made = await given(
            database,
            scope,
            type="prescription_refill",
            owner="doctor",
            details={"medication": "amoxicillin"},
        )
        with pytest.raises(NotAllowed, match="Only a doctor"):
            await act(database, scope, made.id, deed("approve"), LATER)
        with pytest.raises(NotAllowed, match="Say why"):
            await act(database, scope, made.id, deed("reject", "doctor"), LATER)
        decided = await act(
            database, scope, made.id, deed("reject", "doctor", note="needs a visit"), LATER
        )
        assert (decided.status, decided.decision) == ("completed", "rejected")
        assert decided.decision_note == "needs a visit"
        (follow_up,) = [one for one in await rows(database, TaskRow) if one.parent_id == made.id]
        assert (follow_up.owner, follow_up.type, follow_up.status) == (
            "staff",
            "prescription_refill",
            "pending",
        )
        assert follow_up.details == {"decision": "rejected", "note": "needs a visit"}
        assert follow_up.callback_number == NUMBER
        (message,) = await rows(database, MessageRow)
        assert (message.template, message.body, message.status) == (
            "request_answered",
            "",
            "queued",
        )
        assert message.address == NUMBER
        told = [
            one.role for one in await rows(database, Notification) if one.reference == follow_up.id
        ]
        assert told == ["staff"]
        with pytest.raises(NotAllowed, match="was decided"):
            await act(database, scope, made.id, deed("reopen"), LATER)

    in_store(work)


def test_who_does_not_want_to_be_written_to_is_not(in_store: InStore, scope: Scope) -> None:
    async def work(database: Database) -> None:
        await StoreRecords(database, scope).add(
            {"name": "Ana Ruiz", "do_not_contact": True}, [("mobile", NUMBER)], NOW
        )
        (ana,) = await rows(database, PatientRow)
        made = await given(database, scope, type="referral")
        assert made.patient_id == ana.id
        await act(database, scope, made.id, deed("approve", "doctor"), LATER)
        assert await rows(database, MessageRow) == []

    in_store(work)


def test_what_a_task_says_is_corrected_and_it_is_found_by_it(
    in_store: InStore, scope: Scope
) -> None:
    async def work(database: Database) -> None:
        made = await given(database, scope, details={"message": "the bridge"})
        changed = await change(
            database,
            scope,
            made.id,
            {
                "priority": "urgent",
                "patient_name": "Bea Ortiz",
                "callback_number": "+15125550177",
                "details": {"reason": "pain"},
                "due_at": LATER,
            },
            LATER,
            by="iris",
        )
        assert changed.details == {"message": "the bridge", "reason": "pain"}
        assert (changed.priority, changed.due_at) == ("urgent", LATER)
        assert await numbers(database, scope, Wanted(surname="Ruiz")) == []
        assert await numbers(database, scope, Wanted(surname="ORTIZ-VEGA")) == [made.number]
        assert await numbers(database, scope, Wanted(telephone="+15125550177")) == [made.number]
        assert await numbers(database, scope, Wanted(telephone=NUMBER)) == []
        with pytest.raises(NotAllowed, match="no such patient"):
            await change(database, scope, made.id, {"patient_id": "p"}, LATER, by="iris")
        with pytest.raises(NotAllowed, match="no such patient"):
            await given(database, scope, patient_id="p")
        await act(database, scope, made.id, deed("complete"), LATER)
        with pytest.raises(NotAllowed, match="completed already"):
            await change(database, scope, made.id, {"priority": "low"}, LATER, by="iris")

    in_store(work)


async def numbers(
    database: Database, scope: Scope, wanted: Wanted, now: datetime = NOW
) -> list[str]:
    query = tasks(scope, database.keyring, wanted, now).order_by(*URGENCY)
    async with database.reading() as session:
        found = list(await session.scalars(query))
    assert sorted(found, key=urgency) == found
    return [one.number for one in found]


def test_tasks_are_filtered_ordered_and_counted(in_store: InStore, scope: Scope) -> None:
    async def work(database: Database) -> None:
        desk = StoreDesk(database, scope, clock=lambda: NOW)
        for key, hours in (("a", None), ("b", 3), ("c", 1)):
            await desk.create_task(
                CreateTask(key, "callback", patient_name="Ana Ruiz", sla_hours=hours),
                holder="c-1",
                now=NOW,
            )
        refill = await given(database, scope, type="prescription_refill", owner="doctor")
        await act(database, scope, refill.id, deed("flag"), NOW)
        await act(database, scope, "TASK-2026-0002", deed("start"), NOW)
        one, two, three, four = (f"TASK-2026-000{number}" for number in range(1, 5))
        assert await numbers(database, scope, Wanted()) == [three, two, four, one]
        for wanted, expected in (
            (Wanted(statuses=("in_progress",)), [two]),
            (Wanted(statuses=("pending", "in_progress"), owner="staff"), [three, two, one]),
            (Wanted(types=("prescription_refill",)), [four]),
            (Wanted(flagged=True), [four]),
            (Wanted(flagged=False, priority="normal"), [three, two, one]),
            (Wanted(call_id="c-1"), [three, two, one]),
            (Wanted(number=" task-2026-0003"), [three]),
            (Wanted(assignee_id="sam"), []),
            (Wanted(patient_id="p"), []),
            (Wanted(workflow="new_patient_onboarding"), []),
        ):
            assert await numbers(database, scope, wanted) == expected, wanted
        soon = NOW + timedelta(hours=2)
        assert await numbers(database, scope, Wanted(overdue=True), soon) == [three]
        assert await numbers(database, scope, Wanted(overdue=False), soon) == [two, four, one]
        expected = {
            "type": {"callback": 3, "prescription_refill": 1},
            "owner": {"staff": 3, "doctor": 1},
            "status": {"pending": 3, "in_progress": 1},
            "priority": {"normal": 4},
            "assignee": {"": 4},
            "patient": {"": 4},
        }
        assert set(expected) == set(GROUPS)
        for group, counts in expected.items():
            assert await counted(database, scope, group, Wanted(), NOW) == counts
        mine = Wanted(owner="doctor")
        assert await counted(database, scope, "type", mine, NOW) == {"prescription_refill": 1}

    in_store(work)


def test_a_task_tells_itself_by_the_names_of_the_api(in_store: InStore, scope: Scope) -> None:
    async def work(database: Database) -> None:
        made = await given(database, scope, details={"preferred_date": "Next Tuesday"})
        known = as_json(await task(database, scope, made.number), transcript="Caller: hi")
        assert {
            "task_id": "TASK-2026-0001",
            "patient_name": "Ana Ruiz",
            "callback_number": NUMBER,
            "request_type": "callback",
            "priority": "normal",
            "details": {"preferred_date": "Next Tuesday"},
            "call_transcript": "Caller: hi",
            "call_recording_url": None,
            "created_at": "2026-03-02T15:15:00+00:00",
            "status": "pending",
        }.items() <= known.items()
        assert as_json(made)["call_transcript"] is None

    in_store(work)


def test_another_clinic_finds_nothing(in_store: InStore, scope: Scope) -> None:
    async def work(database: Database) -> None:
        made = await given(database, scope)
        other = Scope(scope.practice_id, "another")
        assert await numbers(database, other, Wanted()) == []
        for attempt in (
            task(database, other, made.id),
            act(database, other, made.id, deed("complete"), NOW),
            change(database, other, made.id, {"priority": "low"}, NOW, by="iris"),
        ):
            with pytest.raises(KeyError):
                await attempt
        with pytest.raises(KeyError, match="no such action"):
            await act(database, scope, made.id, deed("change"), NOW)

    in_store(work)


def test_a_task_is_left_though_the_clinics_file_cannot_be_read(
    in_store: InStore, scope: Scope
) -> None:
    async def work(database: Database) -> None:
        async with database.writing() as session:
            row = await session.get(ClinicRow, scope.clinic_id)
            assert row is not None
            row.profile = "nonsense: ["
        desk = StoreDesk(database, scope, clock=lambda: NOW)
        made = await desk.create_task(
            CreateTask("t", "callback", sla_hours=12), holder="c-1", now=NOW
        )
        assert made["due"] == "2026-03-02T21:15-06:00"
        async with database.reading() as session:
            assert await session.scalar(select(col(TaskRow.status))) == "pending"

    in_store(work)
