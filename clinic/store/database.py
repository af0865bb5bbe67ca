"""One database, opened: its engine, its keys, and the two ways to work in it.

`writing` is one transaction. On SQLite it begins IMMEDIATE, so that two writers wait for one
another instead of failing half-way, and writers of one process wait in a line, because those who
wait inside SQLite only look again and again whether it is their turn, and share one connection,
because to open one more in a crowd is what makes a crowd wait; on PostgreSQL the default
(read committed) will do, because whatever must not happen twice is a unique constraint. `reading`
never writes, and `glance` is for a single question, which needs no transaction around it.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from pathlib import Path
from time import monotonic
from typing import Any, Final, cast

from sqlalchemy import Connection, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DisconnectionError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.pool import QueuePool

from clinic.store.columns import give_keys
from clinic.store.keyring import Keyring
from clinic.store.writers_turn import WritersTurn

USUAL: Final = "sqlite:///data/frontdesk.sqlite3"
BUSY_SECONDS: Final = 30
"""How long a write waits for another process: longer than a disk hangs now and then. Who must not
wait so long, as a call must not, has a patience of its own."""
LEAVING_SECONDS: Final = 5.0
"""How long a database that is closed waits for those who are still at work in it."""
_LOOKS_AGAIN_SECONDS: Final = 0.01
_DRIVERS: Final = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
    "postgres": "postgresql+asyncpg",
}
_WRITES: Final = "frontdesk_writes"
SHOWN: Final = "frontdesk_shown"
"""Noted in a session that has something for the screens."""
_GLANCES: Final = "frontdesk_glances"
_RESTED_SECONDS: Final = 5.0
"""A connection that nobody used for so long is tried before it is: its server may have gone."""
_USED_AT: Final = "frontdesk_used_at"


class Bell:
    """Rings in this process when there is something new for its screens."""

    def __init__(self) -> None:
        self._next = asyncio.Event()

    def next(self) -> asyncio.Event:
        """What is set when it rings the next time: take it before looking, then wait for it."""
        return self._next

    def ring(self) -> None:
        """Wake those who wait."""
        rung, self._next = self._next, asyncio.Event()
        rung.set()


class Database:
    """An open database. `close` it when done."""

    def __init__(self, url: str, keyring: Keyring, *, pool: int = 10) -> None:
        self.url = address(url)
        self.keyring = keyring
        self.engine = _engine(self.url, pool)
        self._writer = _engine(self.url, 1) if self.is_sqlite else self.engine
        for one in (self.engine, self._writer):
            give_keys(one.dialect, keyring)
        self.bell = Bell()
        self._turn = WritersTurn() if self.is_sqlite else None

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of this machine."""
        return self.url.get_backend_name() == "sqlite"

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """A session in one transaction: all of it is kept, or on an exception none."""
        engine = self._writer.execution_options(**{_WRITES: True})
        async with (
            self._line(),
            AsyncSession(engine, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session
        if session.info.get(SHOWN):
            self.bell.ring()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session that only reads."""
        async with AsyncSession(self.engine, expire_on_commit=False) as session:
            yield session

    @asynccontextmanager
    async def connection(
        self, *, writes: bool = False, first: bool = False
    ) -> AsyncIterator[AsyncConnection]:
        """A connection below the objects, in one transaction, where speed is wanted.

        Who writes what a caller waits for goes `first`.
        """
        engine = self._writer if writes else self.engine
        engine = engine.execution_options(**{_WRITES: writes})
        line = self._line(first=first) if writes else nullcontext()
        async with line, engine.begin() as connection:
            yield connection

    @asynccontextmanager
    async def glance(self) -> AsyncIterator[AsyncConnection]:
        """A connection to ask one question on: every statement is by itself."""
        engine = self.engine.execution_options(**{_GLANCES: True})
        if not self.is_sqlite:
            engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        async with engine.connect() as connection:
            yield connection

    def _line(self, *, first: bool = False) -> AbstractAsyncContextManager[None]:
        return self._turn.taken(first=first) if self._turn is not None else nullcontext()

    async def close(self) -> None:
        """Let go of every connection, once those who have one have given it back.

        The pool forgets what is still in use, and nothing would ever close that. Nobody is waited
        for longer than `LEAVING_SECONDS`.
        """
        until = monotonic() + LEAVING_SECONDS
        for engine in (self.engine, self._writer):
            pool = cast(QueuePool, engine.pool)
            while pool.checkedout() and monotonic() < until:
                await asyncio.sleep(_LOOKS_AGAIN_SECONDS)
            await engine.dispose()


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
    if driver.startswith("sqlite") and made.database in (None, "", ":memory:"):
        raise ValueError(f"DATABASE_URL names no file for the records; one is '{USUAL}'")
    return made.set(drivername=driver)


def _engine(url: URL, pool: int) -> AsyncEngine:
    if url.get_backend_name() != "sqlite":
        made = create_async_engine(url, hide_parameters=True, pool_size=pool, max_overflow=pool)
        event.listen(made.sync_engine, "checkin", _rest)
        event.listen(made.sync_engine, "checkout", _try)
        return made
    Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(
        url,
        hide_parameters=True,
        connect_args={"timeout": BUSY_SECONDS},
        pool_size=pool,
        max_overflow=0,
        pool_timeout=BUSY_SECONDS,
    )
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    event.listen(engine.sync_engine, "invalidate", _roll_back)
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


def _roll_back(connection: Any, record: Any, fault: BaseException | None) -> None:
    """Give up the transaction of a connection that will be closed because its task was cancelled.

    To close it is not enough: as long as a statement lives, which the frames of the task keep,
    SQLite only closes for show and keeps the lock (sqlite3_close_v2). The work is put in the line
    of the connection's own thread, before its closing, for nobody can wait here.
    """
    driver = connection.driver_connection

    def give_up() -> None:
        raw = driver._connection
        if raw is not None and raw.in_transaction:
            raw.rollback()

    driver._tx.put_nowait((None, give_up))


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
