"""What stands in the database itself: nothing about people that can be read."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, StatementError

from clinic.store.calendar import StoreCalendar
from clinic.store.database import Database
from clinic.store.desk import StoreDesk
from clinic.store.patients import StoreRecords
from clinic.store.scope import Scope
from clinic.store.tables import METADATA
from clinic.store.tables.practice import Practice
from engine.clinic import Clinic
from engine.commands import Book, CreateTask, FindOpenings, SendMessage
from tests.clinic.store.conftest import NOW, InStore

PLANTED = "Zwetschgenbaum"
NUMBER = "+15125550177"


def test_nothing_about_people_can_be_read_in_the_database(
    in_store: InStore, scope: Scope, riverside: Clinic, tmp_path: Path
) -> None:
    async def work(database: Database) -> None:
        records = StoreRecords(database, scope)
        calendar = StoreCalendar(database, scope, riverside, clock=lambda: NOW)
        desk = StoreDesk(database, scope, clock=lambda: NOW)
        patient = {"name": {"first": PLANTED, "last": PLANTED}, "date_of_birth": "1977-07-17"}
        await records.add(patient, [("mobile", NUMBER)], NOW)
        free = await calendar.find_openings(FindOpenings("cleaning"), holder="c", now=NOW)
        booking = Book(free.openings[0], {"first": PLANTED, "last": "X"}, NUMBER, "direct")
        made = await calendar.book(booking, holder="c", now=NOW)
        await calendar.cancel(made, PLANTED)
        task = CreateTask("k", "callback", "normal", "staff", PLANTED, NUMBER, {"m": PLANTED})
        await desk.create_task(task, holder="c", now=NOW)
        await desk.send_message(SendMessage("directions", NUMBER), holder="c")
        async with database.engine.connect() as connection:
            whole = ""
            for table in METADATA.sorted_tables:
                found = await connection.execute(text(f"SELECT * FROM {table.name}"))
                whole += str(found.all())
        for planted in (PLANTED, NUMBER, NUMBER[1:], "1977-07-17"):
            assert planted not in whole
        assert riverside.id in whole

    in_store(work)
    raw = b"".join(path.read_bytes() for path in tmp_path.glob("*.sqlite3*"))
    assert PLANTED.encode() not in raw
    assert NUMBER.encode() not in raw


def test_moments_come_back_in_utc_and_need_a_zone(in_store: InStore) -> None:
    async def work(database: Database) -> None:
        async with database.writing() as session:
            session.add(Practice(id="p", name="P", created_at=NOW))
        async with database.reading() as session:
            kept: Any = await session.get(Practice, "p")
        assert kept.created_at == NOW
        assert kept.created_at.tzinfo is UTC
        with pytest.raises(StatementError, match="without a zone"):
            async with database.writing() as session:
                session.add(Practice(id="q", name="Q", created_at=datetime(2026, 3, 2)))

    in_store(work)


def test_a_fault_of_the_database_tells_nothing_of_what_was_written(in_store: InStore) -> None:
    async def twice(database: Database) -> None:
        async with database.writing() as session:
            for _ in range(2):
                session.add(Practice(id="twice", name=PLANTED, created_at=NOW))
                await session.flush()
                session.expunge_all()

    with pytest.raises(IntegrityError, match=r"(?i)unique|duplicate") as told:
        in_store(twice)
    assert PLANTED not in str(told.value)
