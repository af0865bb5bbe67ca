"""Lateness is told once, a doctor's work goes to a deputy, and the figures tell what was done."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from agent_config.settings import Settings
from clinic.jobs.job import Work
from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.scope import Scope
from clinic.store.sla import DEPUTY, figures, watch
from clinic.store.tables.desk import Notification, TaskRow
from clinic.store.tables.practice import Setting
from clinic.store.task_actions import Deed, act, change, create
from clinic.store.task_entry import NewTask
from clinic.store.tasks import steps, task
from tests.clinic.store.colleagues import hire
from tests.clinic.store.conftest import NOW, InStore

DUE = NOW + timedelta(hours=1)
LATE = NOW + timedelta(hours=2)


def at(database: Database, moment: datetime) -> Work:
    clock: Callable[[], datetime] = lambda: moment  # noqa: E731
    return Work(database, Settings(), clock)


async def given(database: Database, scope: Scope, **more: Any) -> TaskRow:
    new = NewTask(**{"type": "callback", "key": "t", "due_at": DUE, **more})
    return await create(database, scope, new, NOW, by="iris")


async def told(database: Database, reference: str) -> list[tuple[str, str | None, str | None]]:
    async with database.reading() as session:
        rows = await session.scalars(select(Notification).order_by(Notification.id))
        return [
            (one.kind, one.role, one.user_id)
            for one in rows
            if one.reference == reference and one.kind != "task.created"
        ]


def test_lateness_is_told_once_however_many_watch(in_store: InStore, scope: Scope) -> None:
    async def work(database: Database) -> None:
        late = await given(database, scope)
        early = await given(database, scope, due_at=LATE + timedelta(hours=1))
        done = await given(database, scope)
        await act(database, scope, done.id, Deed("complete", "iris", "staff"), NOW)
        await watch(at(database, DUE - timedelta(minutes=1)))
        assert await told(database, late.id) == []
        await asyncio.gather(*(watch(at(database, LATE)) for _ in range(4)))
        await watch(at(database, LATE))
        assert await told(database, late.id) == [("task.overdue", "staff", None)]
        assert await told(database, early.id) == []
        assert await told(database, done.id) == []
        assert [one.action for one in await steps(database, scope, late.id)].count("overdue") == 1
        # a later time starts a new clock
        await change(
            database, scope, late.id, {"due_at": LATE + timedelta(hours=1)}, LATE, by="iris"
        )
        await watch(at(database, LATE + timedelta(hours=2)))
        assert len(await told(database, late.id)) == 2

    in_store(work)


def test_what_a_doctor_has_not_decided_goes_to_another(in_store: InStore, scope: Scope) -> None:
    async def work(database: Database) -> None:
        for name, more in (
            ("doc-1", {}),
            ("doc-2", {"active": False}),
            ("doc-3", {"clinics": ["elsewhere"]}),
            ("doc-4", {}),
        ):
            await hire(database, scope, name, "doctor", **more)
        made = await given(database, scope, owner="doctor", assignee_id="doc-1")
        await watch(at(database, LATE))
        assert (await task(database, scope, made.id)).assignee_id == "doc-4"
        assert ("task.assigned", None, "doc-4") in await told(database, made.id)
        assert "escalated" in [one.action for one in await steps(database, scope, made.id)]

    in_store(work)


def test_the_deputy_of_the_setting_comes_first_and_without_any_the_admins_are_told(
    in_store: InStore, scope: Scope
) -> None:
    async def work(database: Database) -> None:
        nobodys = await given(database, scope, owner="doctor")
        await watch(at(database, LATE))
        assert ("task.overdue", "admin", None) in await told(database, nobodys.id)
        for name in ("doc-1", "doc-2", "doc-3"):
            await hire(database, scope, name, "doctor")
        async with database.writing() as session:
            session.add(
                Setting(id=new_id(NOW), name=DEPUTY, value="doc-3", updated_at=NOW, **scope.ids)
            )
        made = await given(database, scope, owner="doctor", assignee_id="doc-1")
        unassigned = await given(database, scope, owner="doctor")
        deputys = await given(database, scope, owner="doctor", assignee_id="doc-3")
        await watch(at(database, LATE))
        assert (await task(database, scope, made.id)).assignee_id == "doc-3"
        assert (await task(database, scope, unassigned.id)).assignee_id == "doc-3"
        assert (await task(database, scope, deputys.id)).assignee_id == "doc-1"

    in_store(work)


def test_the_figures_count_what_was_done_and_when(in_store: InStore, scope: Scope) -> None:
    async def work(database: Database) -> None:
        nothing = await figures(database, scope, NOW, LATE, LATE)
        assert (nothing.tasks, nothing.completion_rate, nothing.median_minutes) == (0, None, None)
        for minutes in (10, 30, 90):
            made = await given(database, scope)
            done = Deed("complete", "iris", "staff")
            await act(database, scope, made.id, done, NOW + timedelta(minutes=minutes))
        await given(database, scope)
        gone = await given(database, scope)
        await act(database, scope, gone.id, Deed("cancel", "iris", "staff"), NOW)
        found = await figures(database, scope, NOW, LATE, LATE)
        assert (found.tasks, found.completed, found.overdue) == (5, 3, 1)
        assert (found.completion_rate, found.in_time) == (0.75, 0.6667)
        assert found.median_minutes == 30.0
        assert (await figures(database, scope, LATE, LATE, LATE)).tasks == 0

    in_store(work)
