"""Whoever is stopped in the middle of writing leaves nothing locked behind.

A connection that is closed while a statement of it still lives is only a ghost to SQLite, and it
keeps its transaction. A cancelled task keeps its frames, and they keep the statement.
"""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text

from clinic.store import database as module
from clinic.store.database import Database
from clinic.store.keyring import Keyring

STEPS = 60
"""More than writing takes, in turns of the loop."""


async def write(database: Database) -> None:
    async with database.writing() as session:
        rows = await session.execute(text("INSERT INTO t VALUES (1), (2) RETURNING a"))
        assert rows.first() is not None
        await session.execute(text("INSERT INTO t SELECT a FROM t LIMIT 2 RETURNING a"))


def test_the_next_one_may_write(
    tmp_path: Path, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BUSY_SECONDS", 1)

    async def stopped_at(database: Database, step: int) -> asyncio.Task[None]:
        task = asyncio.create_task(write(database))
        for _ in range(step):
            await asyncio.sleep(0.0002)
        task.cancel()
        await asyncio.wait([task])
        return task

    async def whole() -> None:
        database = Database(f"sqlite:///{tmp_path}/records.sqlite3", keyring)
        try:
            async with database.writing() as session:
                await session.execute(text("CREATE TABLE t (a)"))
            remembered = []  # as a runner does that knows its tasks
            for step in range(STEPS):
                remembered.append(await stopped_at(database, step))
                await write(database)
            assert any(task.cancelled() for task in remembered)
        finally:
            await database.close()

    asyncio.run(whole())
