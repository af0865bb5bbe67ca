"""What is told of people never gets to where jobs are kept, nor into logs."""

import asyncio
import logging
from pathlib import Path

import pytest
from alembic.autogenerate import produce_migrations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, text

from clinic.jobs.job import Work
from clinic.jobs.ledger import FILE, LIVE, ledger_of
from clinic.jobs.running import running
from clinic.jobs.schedules import Every
from clinic.store.keyring import Keyring
from clinic.store.tables import METADATA
from engine.clinic import Clinic
from tests.clinic.jobs.deeds import HERE, PLANTED, QUICK, TABLE, done, until, world, write

SCHEDULES = {"failing": (Every(3600), f"{HERE}:irregular")}
KEPT = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'dbos'"


def kept(work: Work, url: str) -> bytes:
    """All that is written where jobs are kept."""
    if work.database.is_sqlite:
        files = work.settings.data_dir.glob(f"{FILE}*")
        return b"".join(file.read_bytes() for file in files)
    engine = create_engine(url)
    with engine.connect() as connection:
        tables = connection.scalars(text(KEPT)).all()
        rows = [
            str(row)
            for table in tables
            for row in connection.scalars(text(f"SELECT t::text FROM dbos.{table} t"))
        ]
    engine.dispose()
    return "\n".join(rows).encode()


def test_what_is_planted_never_shows(
    url: str,
    keyring: Keyring,
    riverside: Clinic,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)

    async def whole() -> None:
        async with (
            world(url, keyring, riverside, tmp_path) as work,
            asyncio.timeout(60),
            ledger_of(work) as ledger,
        ):
            await write(work.database, "talkative", "shaky", "good", more=PLANTED)
            async with running(work, handlers=TABLE, schedules=SCHEDULES, pace=QUICK):

                async def over() -> bool:
                    live = await asyncio.to_thread(ledger.standings, LIVE)
                    return len(done) >= 6 and not live

                await until(over)
            address = ledger.url
            written = await asyncio.to_thread(kept, work, address)
            assert b"shaky" in written
            assert b"Ruiz" not in written
            assert b"5125550142" not in written
            assert b"portable_json" in written
            assert b"py_pickle" not in written

    asyncio.run(whole())
    told = "\n".join(f"{record.getMessage()} {record.exc_text}" for record in caplog.records)
    assert "RuntimeError" in told
    assert "Ruiz" not in told


def test_its_tables_are_no_business_of_migrations(
    url: str, keyring: Keyring, riverside: Clinic, tmp_path: Path
) -> None:
    async def whole() -> list[object]:
        async with (
            world(url, keyring, riverside, tmp_path) as work,
            ledger_of(work),
            work.database.connection() as connection,
        ):
            return await connection.run_sync(differences)

    def differences(connection: object) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        return list(produce_migrations(context, METADATA).upgrade_ops.ops)

    assert asyncio.run(whole()) == []
