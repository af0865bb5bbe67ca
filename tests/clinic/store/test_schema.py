"""The tables come and go on both databases, and are those of the code."""

import asyncio

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect

from clinic.store import schema
from clinic.store.database import Database, address
from clinic.store.keyring import Keyring
from clinic.store.tables import METADATA


def test_up_down_and_up_again(empty_url: str, keyring: Keyring) -> None:
    async def whole() -> None:
        database = Database(empty_url, keyring)
        try:
            await up_and_down(database)
        finally:
            await database.close()

    async def up_and_down(database: Database) -> None:
        assert await schema.revision(database) is None
        await schema.upgrade(database)
        assert await schema.revision(database) == schema.newest()
        async with database.connection() as connection:
            assert set(METADATA.tables) < set(await connection.run_sync(_tables))
            assert await connection.run_sync(_differences) == []
        await schema.downgrade(database)
        assert await schema.revision(database) is None
        async with database.connection() as connection:
            assert not set(METADATA.tables) & set(await connection.run_sync(_tables))
        await schema.upgrade(database)
        await schema.upgrade(database)

    asyncio.run(whole())


def _tables(connection: object) -> list[str]:
    return inspect(connection).get_table_names()


def _differences(connection: object) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": False})
    return list(compare_metadata(context, METADATA))


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("nonsense", "is no address"),
        ("mysql://u:secret@host/name", "not mysql"),
    ],
)
def test_an_address_that_is_none_is_told_without_its_password(url: str, why: str) -> None:
    with pytest.raises(ValueError, match=why) as told:
        address(url)
    assert "secret" not in str(told.value)


def test_the_usual_names_of_databases_are_known() -> None:
    assert address("postgres://u:p@h/n").drivername == "postgresql+asyncpg"
    assert address("sqlite:///x.sqlite3").drivername == "sqlite+aiosqlite"
