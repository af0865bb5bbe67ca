"""One database, opened: its engine, its keys, and the two ways to work in it.

`writing` is one transaction. On SQLite it begins IMMEDIATE, so that two writers wait for one
another instead of failing half-way, and writers of one process wait in a line, because those who
wait inside SQLite only look again and again whether it is their turn; on PostgreSQL the default
(read committed) will do, because whatever must not happen twice is a unique constraint. `reading`
never writes, and `glance` is for a single question, which needs no transaction around it.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from pathlib import Path
from time import monotonic
from typing import Any, Final

from sqlalchemy import Connection, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DisconnectionError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, create_async_engine

from clinic.store.columns import give_keys
from clinic.store.keyring import Keyring

USUAL: Final = "sqlite:///data/frontdesk.sqlite3"
BUSY_SECONDS: Final = 10
_DRIVERS: Final = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
    "postgres": "postgresql+asyncpg",
}
_WRITES: Final = "frontdesk_writes"
_GLANCES: Final = "frontdesk_glances"
_RESTED_SECONDS: Final = 5.0
"""A connection that nobody used for so long is tried before it is: its server may have gone."""
_USED_AT: Final = "frontdesk_used_at"


class Database:
    """An open database. `close` it when done."""

    def __init__(self, url: str, keyring: Keyring, *, pool: int = 10) -> None:
        self.url = address(url)
        self.keyring = keyring
        self.engine = _engine(self.url, pool)
        give_keys(self.engine.dialect, keyring)
        self._line: AbstractAsyncContextManager[object] = nullcontext()
        if self.is_sqlite:
            self._line = asyncio.Lock()

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of this machine."""
        return self.url.get_backend_name() == "sqlite"

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """A session in one transaction: all of it is kept, or on an exception none."""
        engine = self.engine.execution_options(**{_WRITES: True})
        async with (
            self._line,
            AsyncSession(engine, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session that only reads."""
        async with AsyncSession(self.engine, expire_on_commit=False) as session:
            yield session

    @asynccontextmanager
    async def connection(self, *, writes: bool = False) -> AsyncIterator[AsyncConnection]:
        """A connection below the objects, in one transaction, where speed is wanted."""
        engine = self.engine.execution_options(**{_WRITES: writes})
        async with self._line if writes else nullcontext(), engine.begin() as connection:
            yield connection

    @asynccontextmanager
    async def glance(self) -> AsyncIterator[AsyncConnection]:
        """A connection to ask one question on: every statement is by itself."""
        engine = self.engine.execution_options(**{_GLANCES: True})
        if not self.is_sqlite:
            engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        async with engine.connect() as connection:
            yield connection

    async def close(self) -> None:
        """Let go of every connection."""
        await self.engine.dispose()


def address(url: str) -> URL:
    """A SQLAlchemy URL with the driver that is used for it.

    Raises `ValueError`, a sentence, for anything but SQLite and PostgreSQL; it never holds the
    password.
    """
    try:
        made = make_url(url)
    except ArgumentError:
        raise ValueError(
            "DATABASE_URL is no address of a database; one looks like "
            f"'{USUAL}' or 'postgresql://user:password@host/name'"
        ) from None
    driver = _DRIVERS.get(made.drivername)
    if driver is None:
        raise ValueError(
            f"DATABASE_URL: Frontdesk keeps records in sqlite or postgresql, not {made.drivername}"
        )
    return made.set(drivername=driver)


def _engine(url: URL, pool: int) -> AsyncEngine:
    if url.get_backend_name() != "sqlite":
        made = create_async_engine(url, hide_parameters=True, pool_size=pool, max_overflow=pool)
        event.listen(made.sync_engine, "checkin", _rest)
        event.listen(made.sync_engine, "checkout", _try)
        return made
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _prepare(connection: Any, record: Any) -> None:
    connection.isolation_level = None  # transactions are begun below, by their kind
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        "cache_size=-32768",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _rest(connection: Any, record: Any) -> None:
    record.info[_USED_AT] = monotonic()


def _try(connection: Any, record: Any, proxy: Any) -> None:
    """Find out whether a connection that has rested still leads anywhere; the pool makes another
    if not. Before every use it would cost as much as the question itself."""
    used_at = record.info.get(_USED_AT)
    if used_at is None or monotonic() - used_at < _RESTED_SECONDS:
        return
    try:
        connection.ping()
    except Exception as fault:
        raise DisconnectionError("the server has gone") from fault


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get(_GLANCES):
        return
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
