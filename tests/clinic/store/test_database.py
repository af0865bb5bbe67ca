"""Connections that are used again: questions without a transaction, and servers that went away."""

import asyncio

import pytest
from sqlalchemy import text

from clinic.store import database as rooms
from clinic.store.database import Database
from tests.clinic.store.conftest import InStore


def test_a_glance_sees_what_was_written_and_leaves_no_transaction(in_store: InStore) -> None:
    async def work(database: Database) -> None:
        for name in ("one", "other"):
            async with database.writing() as session:
                await session.execute(text("UPDATE practices SET name = :name"), {"name": name})
            async with database.glance() as connection:
                assert await connection.scalar(text("SELECT name FROM practices")) == name

    in_store(work)


def test_a_connection_that_was_cut_while_it_rested_is_made_anew(
    in_store: InStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "_RESTED_SECONDS", 0.0)
    cut = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )

    async def work(database: Database) -> None:
        if database.is_sqlite:
            return
        async with database.glance() as one, database.glance() as other:
            await asyncio.gather(one.scalar(text("SELECT 1")), other.scalar(text("SELECT 1")))
        async with database.glance() as connection:
            await connection.execute(cut)
        for _ in range(3):
            async with database.writing() as session:
                assert await session.scalar(text("SELECT 1")) == 1

    in_store(work)


def test_who_is_still_at_work_is_waited_for_when_a_database_closes(in_store: InStore) -> None:
    async def work(database: Database) -> None:
        begun, done = asyncio.Event(), asyncio.Event()

        async def write() -> None:
            async with database.writing() as session:
                await session.execute(text("UPDATE practices SET name = 'late'"))
                begun.set()
                await done.wait()

        writer = asyncio.create_task(write())
        await begun.wait()
        closing = asyncio.create_task(database.close())
        await asyncio.sleep(0)
        done.set()
        await closing
        assert writer.done()
        await writer

    in_store(work)


def test_nobody_is_waited_for_for_ever(in_store: InStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "LEAVING_SECONDS", 0.0)

    async def work(database: Database) -> None:
        async with database.glance() as connection:
            await connection.execute(text("SELECT 1"))
            await database.close()
            await connection.invalidate()  # the pool has forgotten it

    in_store(work)
