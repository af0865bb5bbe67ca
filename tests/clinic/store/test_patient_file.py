"""Patients' records: entered, corrected and found again by what callers and staff know."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from clinic.refusal import NotAllowed
from clinic.store import duplicates
from clinic.store.calendar import StoreCalendar
from clinic.store.database import Database
from clinic.store.duplicates import duplicate_groups, duplicates_of
from clinic.store.patient_file import (
    PHONES_AT_MOST,
    add_phone,
    change,
    enter,
    patient,
    phones_of,
    remove_phone,
)
from clinic.store.patient_search import Criteria, patients, read
from clinic.store.patients import StoreRecords
from clinic.store.relatives import family, guardian_of
from clinic.store.scope import Scope
from clinic.store.tables.desk import TaskRow
from clinic.store.tables.patient import PatientRow
from engine.clinic import Clinic
from tests.clinic.store.conftest import NOW, InStore

ANA = {"name": {"first": "Ana", "last": "Núñez"}, "date_of_birth": "1988-04-12"}
NUMBER = "+15125550142"


async def ids(database: Database, scope: Scope, wanted: Criteria) -> list[str]:
    query = patients(scope, database.keyring, wanted).order_by(col(PatientRow.id))
    async with database.reading() as session:
        return [one.id for one in await session.scalars(query)]


async def entered(
    database: Database, scope: Scope, first: str, last: str, **more: Any
) -> PatientRow:
    phones = more.pop("phones", [])
    given = {"name": {"first": first, "last": last}, **more}
    return await enter(database, scope, given, phones, NOW, by="iris")


async def left(database: Database) -> list[TaskRow]:
    async with database.reading() as session:
        return list(await session.scalars(select(TaskRow).order_by(col(TaskRow.id))))


def test_what_a_record_is_found_by_follows_every_correction(
    in_store: InStore, scope: Scope
) -> None:
    async def work(database: Database) -> None:
        ana = await enter(
            database, scope, ANA, [("home", "(512) 555-0142"), ("home", NUMBER)], NOW, by="iris"
        )
        assert [one.number for one in await phones_of(database, scope, ana.id)] == [NUMBER]
        for wanted in (
            Criteria(surname="nunez"),
            Criteria(surname_start="NUÑxx"),
            Criteria(date_of_birth="1988-04-12"),
            Criteria(telephone=NUMBER),
            Criteria(surname="Nunez", telephone=NUMBER, status="active"),
            read("Ana Nunez"),
            read("Núñ"),
            read("512-555-0142"),
            read("4/12/1988"),
            read(" 1988-04-12 "),
        ):
            assert await ids(database, scope, wanted) == [ana.id], wanted
        later = NOW + timedelta(minutes=1)
        changed = await change(
            database,
            scope,
            ana.id,
            {
                "name": {"first": "Anna", "last": "Ortiz"},
                "date_of_birth": "1989-04-12",
                "email": "a@b.example",
                "do_not_book": True,
            },
            later,
            by="iris",
        )
        assert (changed.first_name, changed.email, changed.updated_at) == (
            "Anna",
            "a@b.example",
            later,
        )
        for gone in (Criteria(surname="nunez"), Criteria(date_of_birth="1988-04-12")):
            assert await ids(database, scope, gone) == []
        assert await ids(database, scope, Criteria(surname="ORTIZ")) == [ana.id]
        (known,) = await StoreRecords(database, scope).find_patients(
            {"first": "Anna", "last": "Ortiz"}, "1989-04-12", now=NOW
        )
        assert known["status"] == "do_not_book"
        for part in ({"allergies": ["latex"]}, {"notes": "anxious"}, {"allergies": []}):
            changed = await change(database, scope, ana.id, {"care": part}, later, by="iris")
        assert changed.care == {"allergies": [], "notes": "anxious"}
        cleared = await change(database, scope, ana.id, {"date_of_birth": None}, later, by="i")
        assert (cleared.date_of_birth, cleared.birth_index) == (None, None)

    in_store(work)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"date_of_birth": "2026-03-03"}, "Nobody can"),
        ({"date_of_birth": "1880-01-01"}, "Nobody can"),
        ({"date_of_birth": "12 April"}, "is written as"),
        ({"name": {"first": "Ana", "last": ""}}, "first and a last name"),
        ({"status": "merged"}, "active, inactive"),
        ({"guardian_id": "nobody"}, "guardian"),
    ],
)
def test_what_cannot_be_is_not_kept(
    in_store: InStore, scope: Scope, given: dict[str, Any], why: str
) -> None:
    async def work(database: Database) -> None:
        with pytest.raises(NotAllowed, match=why):
            await enter(database, scope, {**ANA, **given}, [], NOW, by="iris")
        ana = await enter(database, scope, ANA, [], NOW, by="iris")
        with pytest.raises(NotAllowed, match=why):
            await change(database, scope, ana.id, given, NOW, by="iris")
        assert (await patient(database, scope, ana.id)).date_of_birth == "1988-04-12"

    in_store(work)


def test_telephones_come_and_go(in_store: InStore, scope: Scope) -> None:
    async def work(database: Database) -> None:
        ana = await enter(database, scope, ANA, [("work", NUMBER)], NOW, by="iris")
        same = await add_phone(database, scope, ana.id, "mobile", "512 555 0142", NOW)
        await add_phone(database, scope, ana.id, "home", "+15125550143", NOW)
        found = await phones_of(database, scope, ana.id)
        assert [(one.kind, one.number) for one in found] == [
            ("home", "+15125550143"),
            ("mobile", NUMBER),
        ]
        await remove_phone(database, scope, ana.id, same.id, NOW)
        assert await ids(database, scope, Criteria(telephone=NUMBER)) == []
        with pytest.raises(KeyError):
            await remove_phone(database, scope, ana.id, same.id, NOW)
        for kind, number in (("fax", NUMBER), ("home", "555-0123")):
            with pytest.raises(NotAllowed):
                await add_phone(database, scope, ana.id, kind, number, NOW)
        with pytest.raises(KeyError):
            await add_phone(database, scope, "nobody", "home", NUMBER, NOW)
        many = [("home", f"+1512555{number:04d}") for number in range(200, 211)]
        for kind, number in many[: PHONES_AT_MOST - 1]:
            await add_phone(database, scope, ana.id, kind, number, NOW)
        with pytest.raises(NotAllowed, match="at most"):
            await add_phone(database, scope, ana.id, *many[-1], NOW)
        with pytest.raises(NotAllowed, match="at most"):
            await enter(database, scope, ANA, many, NOW, by="iris")

    in_store(work)


def test_a_minor_has_a_guardian_or_the_staff_a_task(in_store: InStore, scope: Scope) -> None:
    async def work(database: Database) -> None:
        mother = await entered(database, scope, "Eva", "Ruiz", date_of_birth="1985-01-01")
        await entered(
            database, scope, "Leo", "Ruiz", date_of_birth="2015-05-05", guardian_id=mother.id
        )
        await entered(
            database,
            scope,
            "Mia",
            "Ruiz",
            date_of_birth="2012-05-05",
            guardian={"name": "Jo Ruiz", "relationship": "aunt", "phone": NUMBER},
        )
        assert await left(database) == []
        alone = await entered(database, scope, "Tim", "Ruiz", date_of_birth="2008-03-03")
        (task,) = await left(database)
        assert (task.patient_id, task.details) == (alone.id, {"reason": "guardian_missing"})
        await entered(database, scope, "Old", "Enough", date_of_birth="2008-03-02")
        assert len(await left(database)) == 1
        with pytest.raises(NotAllowed, match="of age"):
            await change(database, scope, mother.id, {"guardian_id": alone.id}, NOW, by="iris")
        with pytest.raises(NotAllowed, match="of age"):
            await change(database, scope, mother.id, {"guardian_id": mother.id}, NOW, by="i")

    in_store(work)


def test_family_shares_telephones_and_guardians(in_store: InStore, scope: Scope) -> None:
    async def work(database: Database) -> None:
        eva = await entered(
            database, scope, "Eva", "Ruiz", date_of_birth="1985-01-01", phones=[("home", NUMBER)]
        )
        leo = await entered(database, scope, "Leo", "Ruiz", guardian_id=eva.id)
        mia = await entered(
            database,
            scope,
            "Mia",
            "Ruiz",
            guardian_id=eva.id,
            guardian={"relationship": "mother"},
            phones=[("mobile", NUMBER)],
        )
        await entered(database, scope, "Bob", "Other")
        ties = {one.id: why for one, why in await family(database, scope, leo.id)}
        assert ties == {eva.id: ("guardian",), mia.id: ("sibling",)}
        ties = {one.id: why for one, why in await family(database, scope, eva.id)}
        assert ties == {leo.id: ("ward",), mia.id: ("ward", "phone")}
        assert await guardian_of(database, scope, mia) == {
            "patient_id": eva.id,
            "name": "Eva Ruiz",
            "relationship": "mother",
            "phone": None,
        }
        assert await guardian_of(database, scope, eva) is None
        jo = await entered(database, scope, "Jo", "X", guardian={"name": "Al X"})
        known = await guardian_of(database, scope, jo)
        assert known is not None
        assert (known["name"], known["patient_id"]) == ("Al X", None)

    in_store(work)


def test_likely_duplicates_are_shown_and_twins_are_not(in_store: InStore, scope: Scope) -> None:
    async def work(database: Database) -> None:
        born = "1988-04-12"
        one = await entered(
            database, scope, "Ana", "Hernandez", date_of_birth=born, phones=[("home", NUMBER)]
        )
        alike = await entered(database, scope, "ana", "Hernandéz", date_of_birth=born)
        misheard = await entered(database, scope, "Ana", "Hernandes", date_of_birth=born)
        by_phone = await entered(database, scope, "Ana", "Hernandez", phones=[("work", NUMBER)])
        await entered(
            database, scope, "Bea", "Hernandez", date_of_birth=born, phones=[("home", NUMBER)]
        )
        await entered(database, scope, "Ana", "Hernandez", date_of_birth="1990-01-01")
        found = {
            each.patient.id: each.because for each in await duplicates_of(database, scope, one.id)
        }
        assert found == {
            alike.id: ("birth",),
            misheard.id: ("birth",),
            by_phone.id: ("phone",),
        }
        groups = await duplicate_groups(database, scope)
        assert [[each.id for each in group] for group in groups] == [sorted((one.id, alike.id))]
        with pytest.raises(KeyError):
            await duplicates_of(database, Scope(scope.practice_id, "other"), one.id)

    in_store(work)


def test_no_date_of_birth_is_none_in_common(
    in_store: InStore, scope: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duplicates, "ALIKE_AT_MOST", 1)

    async def work(database: Database) -> None:
        for name in ("Bea", "Cleo", "Dora"):
            await entered(database, scope, name, "Other")
        one = await entered(database, scope, "Ana", "Ruiz", phones=[("home", NUMBER)])
        two = await entered(database, scope, "Ana", "Ruiz", phones=[("work", NUMBER)])
        (found,) = await duplicates_of(database, scope, one.id)
        assert (found.patient.id, found.because) == (two.id, ("phone",))

    in_store(work)


def test_who_is_gone_leaves_no_appointment_that_nobody_looks_at(
    in_store: InStore, scope: Scope, riverside: Clinic
) -> None:
    async def work(database: Database) -> None:
        calendar = StoreCalendar(database, scope, riverside, clock=lambda: NOW)
        ana = await enter(database, scope, ANA, [], NOW, by="iris")
        bea = await entered(database, scope, "Bea", "Ortiz")
        visit = {"patient": "Ana Núñez", "service": "cleaning", "start": "2026-03-05T09:00"}
        await calendar.enter({**visit, "status": "confirmed"}, ana.id)
        for one in (ana, bea):
            await change(database, scope, one.id, {"status": "deceased"}, NOW, by="iris")
        (task,) = await left(database)
        assert (task.patient_id, task.type) == (ana.id, "appointment_cancellation")
        await change(database, scope, ana.id, {"do_not_book": True}, NOW, by="iris")
        assert len(await left(database)) == 1

    in_store(work)
