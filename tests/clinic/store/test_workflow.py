"""Workflows: the next step exists as soon as the one before it is done, and never twice."""

import asyncio

import pytest

from clinic.refusal import NotAllowed
from clinic.store import workflow
from clinic.store.database import Database
from clinic.store.patients import StoreRecords
from clinic.store.scope import Scope
from clinic.store.tables.desk import TaskRow
from clinic.store.task_actions import Deed, act
from clinic.store.tasks import steps
from clinic.workflows import WORKFLOWS
from tests.clinic.store.conftest import NOW, InStore

NAME = "new_patient_onboarding"


async def ana(database: Database, scope: Scope, **more: object) -> str:
    return await StoreRecords(database, scope).add({"name": "Ana Ruiz", **more}, [], NOW)


def deed(action: str) -> Deed:
    return Deed(action, "iris", "staff")


async def open_task(database: Database, scope: Scope, run_id: str) -> TaskRow:
    run = await workflow.run_of(database, scope, run_id)
    (found,) = [one for one in run.tasks if one.status in ("pending", "in_progress")]
    return found


def test_each_step_follows_the_one_before_until_the_end(in_store: InStore, scope: Scope) -> None:
    async def work(database: Database) -> None:
        patient = await ana(database, scope)
        run = await workflow.start(database, scope, NAME, patient, NOW, by="iris")
        for step in WORKFLOWS[NAME]:
            task = await open_task(database, scope, run.id)
            assert (task.step, task.owner, task.patient_id) == (step.name, step.owner, patient)
            assert task.patient_name == "Ana Ruiz"
            assert task.due_at is not None
            assert task.due_at > NOW
            await act(database, scope, task.id, deed("complete"), NOW)
            logged = [one.action for one in await steps(database, scope, task.id)]
            assert sorted(logged) == ["complete", "created"]
        run = await workflow.run_of(database, scope, run.id)
        assert (run.status, len(run.tasks)) == ("completed", 4)
        assert [one["status"] for one in run.as_json()["steps"]] == ["completed"] * 4
        with pytest.raises(NotAllowed, match="completed already"):
            await workflow.cancel(database, scope, run.id, NOW, by="iris")

    in_store(work)


def test_two_who_complete_a_step_make_one_next_step(in_store: InStore, scope: Scope) -> None:
    async def work(database: Database) -> None:
        run = await workflow.start(database, scope, NAME, await ana(database, scope), NOW, by="i")
        await asyncio.gather(
            *(act(database, scope, run.id, deed("complete"), NOW) for _ in range(4)),
            return_exceptions=True,
        )
        run = await workflow.run_of(database, scope, run.id)
        assert [one.step for one in run.tasks] == [one.name for one in WORKFLOWS[NAME][:2]]
        with pytest.raises(NotAllowed, match="gone on"):
            await act(database, scope, run.id, deed("reopen"), NOW)

    in_store(work)


def test_a_workflow_stops_where_it_is(in_store: InStore, scope: Scope) -> None:
    async def work(database: Database) -> None:
        patient = await ana(database, scope)
        run = await workflow.start(database, scope, NAME, patient, NOW, by="iris")
        with pytest.raises(NotAllowed, match="in the middle"):
            await workflow.start(database, scope, NAME, patient, NOW, by="iris")
        await act(database, scope, run.id, deed("complete"), NOW)
        stopped = await workflow.cancel(database, scope, run.id, NOW, by="iris")
        assert stopped.status == "cancelled"
        assert [one["status"] for one in stopped.as_json()["steps"]] == [
            "completed",
            "cancelled",
            "waiting",
            "waiting",
        ]
        again = await workflow.start(database, scope, NAME, patient, NOW, by="iris")
        assert again.id != run.id
        async with database.reading() as session:
            found = await session.scalars(workflow.runs(scope, patient_id=patient))
            assert {one.id for one in found} == {run.id, again.id}

    in_store(work)


def test_nothing_is_begun_with_nobody_or_somebody_who_is_gone(
    in_store: InStore, scope: Scope
) -> None:
    async def work(database: Database) -> None:
        gone = await ana(database, scope, status="deceased")
        with pytest.raises(NotAllowed, match="look at their status"):
            await workflow.start(database, scope, NAME, gone, NOW, by="iris")
        with pytest.raises(KeyError):
            await workflow.start(database, scope, NAME, "nobody", NOW, by="iris")
        with pytest.raises(KeyError):
            await workflow.start(database, scope, "nothing", gone, NOW, by="iris")
        for one in ("nothing", gone):
            with pytest.raises(KeyError):
                await workflow.run_of(database, scope, one)
        patient = await ana(database, scope)
        run = await workflow.start(database, scope, NAME, patient, NOW, by="iris")
        with pytest.raises(KeyError):
            await workflow.run_of(database, Scope(scope.practice_id, "other"), run.id)

    in_store(work)
