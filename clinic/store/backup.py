"""All that is kept, in one file: rows of every table, at one moment, for either database.

What is sealed stays sealed, and the file as a whole is sealed too. A backup of SQLite can be
restored into PostgreSQL and the other way round. It is restored only into an empty database, all of
it or nothing, and its rows are counted and compared before they are kept.

Jobs are kept elsewhere (`clinic/jobs/ledger.py`) and are no part of it. The backup names the rows
of the outbox whose jobs were still to be done; once restored, these are to be taken up again.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import BigInteger, Integer, inspect, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from clinic.store import schema
from clinic.store.database import Database
from clinic.store.keyring import Keyring
from clinic.store.sealed_file import BadFile, read, written
from clinic.store.stored_rows import BATCH, Form, Total, enter, form_of, stored
from clinic.store.tables import METADATA

Step = Callable[[], None]
"""Called for each table."""
_INDEXED: Final = ("backup", "index key")
_OUTBOX: Final = Form("outbox", (("id", "text"), ("taken_at", "moment")))
_SELF: Final = text(
    "SELECT conrelid::regclass::text, quote_ident(conname) FROM pg_constraint"
    " WHERE contype = 'f' AND conrelid = confrelid AND connamespace = current_schema::regnamespace"
)
"""Rows that point at others of their table: which comes first is not known."""


class NotEmpty(Exception):  # noqa: N818 - an outcome, not a fault
    """There is something in the database already. Its text is a sentence."""


@dataclass(slots=True)
class Account:
    """What is in a backup."""

    revision: str
    made_at: datetime
    totals: dict[str, Total] = field(default_factory=dict)
    forms: dict[str, Form] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """How many."""
        return sum(one.rows for one in self.totals.values())


async def no_jobs() -> Sequence[str]:
    """For a database whose jobs nobody keeps."""
    return ()


async def backup(
    database: Database,
    path: Path,
    now: datetime,
    *,
    step: Step,
    unfinished: Callable[[], Awaitable[Sequence[str]]] = no_jobs,
) -> Account:
    """Write everything into a file, as it is at one moment; the clinic works on meanwhile.

    `unfinished` tells the rows of the outbox whose jobs are to be done yet. Asked after the moment
    of the backup it leaves nothing out: what is done by then need not be done again.
    """
    forms = {table.name: form_of(table) for table in METADATA.sorted_tables}
    async with _moment(database) as connection:
        revision = await connection.scalar(text("SELECT version_num FROM alembic_version"))
        account = Account(str(revision), now, forms=forms)
        jobs = list(await unfinished())
        with written(path, database.keyring) as lines:
            lines.add(
                {
                    "revision": account.revision,
                    "made_at": now.isoformat(),
                    "index": database.keyring.index(*_INDEXED),
                    "tables": {name: form.columns for name, form in forms.items()},
                }
            )
            for name, form in forms.items():
                lines.add({"table": name})
                total = account.totals[name] = Total()
                async for row in stored(connection, form):
                    total.add(lines.add(row))
                step()
            totals = {name: one.told() for name, one in account.totals.items()}
            lines.add({"totals": totals, "unfinished": jobs})
    return account


async def restore(database: Database, path: Path, *, step: Step) -> Account:
    """Fill an empty database from a file, and bring its tables to this version.

    Raises `NotEmpty`, and `BadFile` for a file that cannot be used; then nothing is kept of it.
    """
    account, jobs = await fill(database, path, step=step)
    async with database.connection(writes=True) as connection:
        for start in range(0, len(jobs), BATCH):
            table, some = _OUTBOX.table, jobs[start : start + BATCH]
            untaken = update(table).where(table.c.id.in_(some)).values(taken_at=None)
            await connection.execute(untaken)
    await schema.upgrade(database)
    return account


async def fill(database: Database, path: Path, *, step: Step) -> tuple[Account, Sequence[str]]:
    """Enter a file's rows into tables of the file's own revision.

    Returns what is in it, and the rows of the outbox whose jobs were not done.
    """
    values = read(path, database.keyring)
    account = _headed(next(values), database.keyring)
    await _make_tables(database, account.revision)
    async with database.connection(writes=True) as connection:
        async with _pointing_anywhere(connection):
            end = await _enter(connection, account, values, step)
        await _count_on(connection)
        if {name: one.told() for name, one in account.totals.items()} != end["totals"]:
            raise BadFile("does not hold the rows that it names at its end")
    return account, end["unfinished"]


def _headed(head: Any, keyring: Keyring) -> Account:
    if head["index"] != keyring.index(*_INDEXED):
        raise BadFile(
            "was made with another last key in ENCRYPTION_KEY; nobody would be found by name or "
            "number. Put the last key of that time last"
        )
    if not schema.is_known(head["revision"]):
        raise BadFile("was made by a newer Frontdesk than this one")
    forms = {
        name: Form(name, tuple((column, kind) for column, kind in columns))
        for name, columns in head["tables"].items()
    }
    return Account(head["revision"], datetime.fromisoformat(head["made_at"]), forms=forms)


async def _make_tables(database: Database, revision: str) -> None:
    """Empty tables of a revision. Raises `NotEmpty`."""
    async with database.connection() as connection:
        for name in await connection.run_sync(lambda one: inspect(one).get_table_names()):
            if name not in METADATA.tables:
                continue
            found = await connection.execute(select(METADATA.tables[name].c[0]).limit(1))
            if found.first() is not None:
                raise NotEmpty(
                    f"the database is not empty (there are {name.replace('_', ' ')}); "
                    "a backup is restored into an empty one only"
                )
    if await schema.revision(database) not in (None, revision):
        await schema.downgrade(database)
    await schema.upgrade(database, revision)


async def _enter(
    connection: AsyncConnection, account: Account, values: Iterator[Any], step: Step
) -> dict[str, Any]:
    """Enter the rows of all tables; returns what stands at the end of the file."""
    form: Form | None = None
    waiting: list[Any] = []
    for value in values:
        if isinstance(value, dict) or len(waiting) == BATCH:
            if form is not None:
                await enter(connection, form, waiting)
            waiting = []
        if isinstance(value, list) and form is not None:
            account.totals[form.name].add_row(value)
            waiting.append(value)
        elif "table" in value:
            form = account.forms[value["table"]]
            account.totals[form.name] = Total()
            step()
        else:
            end: dict[str, Any] = value
            return end
    raise BadFile("is cut off")


@asynccontextmanager
async def _moment(database: Database) -> AsyncIterator[AsyncConnection]:
    """A connection that sees one moment only, however long it reads, and keeps nobody waiting."""
    if database.is_sqlite:
        async with database.connection() as connection:
            yield connection
        return
    engine = database.engine.execution_options(
        isolation_level="REPEATABLE READ", postgresql_readonly=True
    )
    async with engine.begin() as connection:
        yield connection


@asynccontextmanager
async def _pointing_anywhere(connection: AsyncConnection) -> AsyncIterator[None]:
    """Let rows point at rows of their table that come later; at the end all must be there."""
    if connection.dialect.name == "sqlite":
        await connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")  # until the commit
        yield
        return
    links = [(table, name) for table, name in await connection.execute(_SELF)]
    for table, name in links:
        later = f"ALTER TABLE {table} ALTER CONSTRAINT {name} DEFERRABLE INITIALLY DEFERRED"
        await connection.exec_driver_sql(later)
    yield
    await connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
    for table, name in links:
        at_once = f"ALTER TABLE {table} ALTER CONSTRAINT {name} NOT DEFERRABLE"
        await connection.exec_driver_sql(at_once)


async def _count_on(connection: AsyncConnection) -> None:
    """Let PostgreSQL give numbers after those that are there; SQLite does so by itself."""
    if connection.dialect.name == "sqlite":
        return
    for table in METADATA.sorted_tables:
        key, *others = table.primary_key
        if others or not isinstance(key.type, Integer | BigInteger):
            continue
        await connection.exec_driver_sql(
            f"SELECT setval(pg_get_serial_sequence('{table.name}', '{key.name}'),"
            f" coalesce(max({key.name}), 1), count(*) > 0) FROM {table.name}"
        )
