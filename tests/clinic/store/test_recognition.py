"""Callers are recognised by every number of theirs, as a hint, within their clinic alone."""

from dataclasses import replace

from sqlalchemy import select
from sqlmodel import col

from clinic.store.database import Database
from clinic.store.patients import StoreRecords
from clinic.store.recognition import lookup, recognised, ringing
from clinic.store.scope import Scope
from clinic.store.tables.patient import Recognition
from clinic.store.tables.trail import LiveEvent
from engine.clinic import Clinic
from tests.clinic.store.conftest import NOW, InStore, found

HOME = "+15125550142"


async def family(database: Database, scope: Scope) -> list[str]:
    """Three who share a number: as a work, a mobile and a home telephone."""
    records = StoreRecords(database, scope)
    return [
        await records.add(
            {"name": f"{name} Ruiz", "date_of_birth": "1988-04-12"}, [(kind, HOME)], NOW
        )
        for name, kind in (("Ana", "work"), ("Leo", "mobile"), ("Eva", "home"))
    ]


def test_home_comes_before_mobile_before_work_and_all_are_told(
    in_store: InStore, scope: Scope
) -> None:
    async def work(database: Database) -> None:
        ana, leo, eva = await family(database, scope)
        async with database.connection() as connection:
            hints = await lookup(connection, database.keyring, scope, HOME)
            nobody = await lookup(connection, database.keyring, scope, "+15125550999")
        assert [one.patient_id for one in hints] == [eva, leo, ana]
        assert [one.kind for one in hints] == ["home", "mobile", "work"]
        assert {one.confidence for one in hints} == {33.33}
        assert nobody == ()

    in_store(work)


def test_a_patient_with_a_number_twice_is_one_hint(in_store: InStore, scope: Scope) -> None:
    async def work(database: Database) -> None:
        patient = {"name": "Ana Ruiz", "date_of_birth": "1988-04-12"}
        ana = await StoreRecords(database, scope).add(
            patient, [("work", HOME), ("mobile", HOME)], NOW
        )
        hints = await ringing(database, scope, "c-1", "(512) 555-0142", NOW)
        assert [(one.patient_id, one.kind, one.confidence) for one in hints] == [
            (ana, "mobile", 100.0)
        ]

    in_store(work)


def test_another_clinic_knows_nobody(in_store: InStore, scope: Scope, riverside: Clinic) -> None:
    async def work(database: Database) -> None:
        other = replace(riverside, id="elsewhere", practice="others", number="+15125550199")
        await found(database, other)
        await family(database, scope)
        assert await ringing(database, Scope("others", "elsewhere"), "c-1", HOME, NOW) == ()

    in_store(work)


def test_a_call_that_begins_leaves_its_hints_and_ids_on_the_screens(
    in_store: InStore, scope: Scope
) -> None:
    async def work(database: Database) -> None:
        people = await family(database, scope)
        await ringing(database, scope, "c-1", HOME, NOW)
        await ringing(database, scope, "c-2", None, NOW)
        await recognised(database, scope, "c-1", people[0], NOW)
        async with database.reading() as session:
            rows = list(await session.scalars(select(Recognition).order_by(col(Recognition.id))))
            shown = list(await session.scalars(select(LiveEvent).order_by(col(LiveEvent.id))))
        assert [(one.call_id, one.recognition_type) for one in rows].count(
            ("c-1", "caller_id")
        ) == len(people)
        (manual,) = [one for one in rows if one.recognition_type == "manual"]
        assert (manual.patient_id, manual.confidence_score) == (people[0], 100.0)
        assert [one.body["isNewPatient"] for one in shown] == [False, True]
        assert set(shown[0].body["patients"]) == set(people)
        assert {"staff", "admin", "practice_admin"} == set(shown[0].roles)
        assert HOME not in str(shown[0].body)
        assert "Ruiz" not in str(shown[0].body)

    in_store(work)
