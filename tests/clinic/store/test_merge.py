"""Merging two records: everything points at the one that stays, and it is known what was done."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from clinic.refusal import NotAllowed
from clinic.store.audit import broken_links
from clinic.store.calendar import StoreCalendar
from clinic.store.database import Database
from clinic.store.merge import merge
from clinic.store.patient_file import change, enter, patient, phones_of
from clinic.store.patient_search import Criteria
from clinic.store.recognition import recognised
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow
from clinic.store.tables.desk import TaskRow
from clinic.store.tables.patient import PatientRow, Recognition
from clinic.store.tables.trail import AuditRow
from clinic.store.task_actions import create
from clinic.store.task_entry import NewTask
from engine.clinic import Clinic
from tests.clinic.store.conftest import NOW, InStore
from tests.clinic.store.test_patient_file import ids

NUMBER = "+15125550142"
LATER = NOW + timedelta(minutes=5)


async def two(database: Database, scope: Scope, **more: Any) -> tuple[PatientRow, PatientRow]:
    stays = await enter(
        database,
        scope,
        {
            "name": {"first": "Ana", "last": "Ruiz"},
            "care": {"allergies": ["latex"], "notes": "anxious"},
        },
        [("home", NUMBER)],
        NOW,
        by="iris",
    )
    goes = await enter(
        database,
        scope,
        {
            "name": {"first": "Ana", "last": "Ruis"},
            "date_of_birth": "1988-04-12",
            "email": "ana@example.com",
            "do_not_contact": True,
            "care": {"allergies": ["latex", "penicillin"], "notes": "wheelchair"},
            **more,
        },
        [("mobile", NUMBER), ("work", "+15125550143")],
        NOW,
        by="iris",
    )
    return stays, goes


def test_everything_points_at_the_record_that_stays(
    in_store: InStore, scope: Scope, riverside: Clinic
) -> None:
    async def work(database: Database) -> None:
        stays, goes = await two(database, scope)
        calendar = StoreCalendar(database, scope, riverside, clock=lambda: NOW)
        visit = {"patient": "Ana", "service": "cleaning", "start": "2026-03-05T09:00"}
        await calendar.enter({**visit, "status": "confirmed"}, goes.id)
        new = NewTask(type="callback", key="t", patient_id=goes.id)
        task = await create(database, scope, new, NOW, by="iris")
        await recognised(database, scope, "c-1", goes.id, NOW)
        child = await enter(
            database,
            scope,
            {"name": {"first": "Leo", "last": "Ruiz"}, "guardian_id": goes.id},
            [],
            NOW,
            by="iris",
        )
        kept = await merge(database, scope, stays.id, goes.id, LATER, by="iris")
        assert (kept.date_of_birth, kept.email) == ("1988-04-12", "ana@example.com")
        assert kept.do_not_contact
        assert kept.care == {
            "allergies": ["latex", "penicillin"],
            "notes": "anxious\nwheelchair",
        }
        async with database.reading() as session:
            for table in (AppointmentRow, TaskRow, Recognition):
                assert list(await session.scalars(select(col(table.patient_id)))) == [stays.id]
        assert (await patient(database, scope, child.id)).guardian_id == stays.id
        numbers = [(one.kind, one.number) for one in await phones_of(database, scope, stays.id)]
        assert sorted(number for _, number in numbers) == [NUMBER, "+15125550143"]
        assert await ids(database, scope, Criteria(date_of_birth="1988-04-12")) == [stays.id]
        assert await ids(database, scope, Criteria(surname="Ruis")) == []
        assert set(await ids(database, scope, Criteria())) == {stays.id, child.id}
        assert (await patient(database, scope, goes.id)).id == stays.id
        async with database.reading() as session:
            row = await session.scalar(
                select(AuditRow).where(col(AuditRow.resource_id) == stays.id)
            )
        assert row is not None
        assert (row.user_id, row.changes["merged"]) == ("iris", goes.id)
        assert row.changes["moved"]["tasks.patient_id"] == [task.id]
        assert row.changes["moved"]["patients.guardian_id"] == [child.id]
        assert await broken_links(database, scope.practice_id) == []

    in_store(work)


def test_a_record_that_was_merged_is_merged_no_more_but_leads_on(
    in_store: InStore, scope: Scope
) -> None:
    async def work(database: Database) -> None:
        stays, goes = await two(database, scope)
        last = await enter(
            database, scope, {"name": {"first": "Ana", "last": "Ruiz"}}, [], NOW, by="iris"
        )
        await merge(database, scope, stays.id, goes.id, LATER, by="iris")
        for attempt in (
            merge(database, scope, stays.id, goes.id, LATER, by="iris"),
            merge(database, scope, goes.id, last.id, LATER, by="iris"),
            merge(database, Scope(scope.practice_id, "o"), stays.id, last.id, LATER, by="iris"),
            change(database, scope, goes.id, {"language": "es"}, LATER, by="iris"),
        ):
            with pytest.raises(KeyError):
                await attempt
        await merge(database, scope, last.id, stays.id, LATER, by="iris")
        for name in (goes.id, stays.id, last.id):
            assert (await patient(database, scope, name)).id == last.id

    in_store(work)


def test_two_with_different_dates_of_birth_are_two(in_store: InStore, scope: Scope) -> None:
    async def work(database: Database) -> None:
        stays, goes = await two(database, scope)
        with pytest.raises(NotAllowed, match="one record already"):
            await merge(database, scope, stays.id, stays.id, LATER, by="iris")
        await change(database, scope, stays.id, {"date_of_birth": "1990-01-01"}, LATER, by="iris")
        with pytest.raises(NotAllowed, match="dates of birth differ"):
            await merge(database, scope, stays.id, goes.id, LATER, by="iris")
        assert len(await ids(database, scope, Criteria())) == 2

    in_store(work)


def test_nobody_becomes_their_own_guardian(in_store: InStore, scope: Scope) -> None:
    async def work(database: Database) -> None:
        stays, goes = await two(database, scope)
        await change(database, scope, stays.id, {"guardian_id": goes.id}, NOW, by="iris")
        kept = await merge(database, scope, stays.id, goes.id, LATER, by="iris")
        assert kept.guardian_id is None
        assert (await patient(database, scope, stays.id)).guardian_id is None

    in_store(work)
