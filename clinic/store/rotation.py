"""Another key for what is kept: every sealed value is opened and sealed anew with the first key.

What is still to be done is told by the values themselves, for each begins with the id of its key.
So this may be ended at any point and begun again, and it takes some rows at a time, locked only for
as long, while the clinic works. Afterwards the old keys open nothing any more; the last one of them
stays in ENCRYPTION_KEY all the same, because the indexes are made with it.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sqlalchemy import ColumnElement, Table, Text, bindparam, case, column, func, or_, tuple_
from sqlalchemy import select as query
from sqlalchemy import table as bare
from sqlalchemy import update as updating
from sqlalchemy.ext.asyncio import AsyncConnection

from clinic.store.columns import Sealed, SealedValue
from clinic.store.database import Database
from clinic.store.event_log import enter_spooled, spooled
from clinic.store.keyring import Keyring, SealError
from clinic.store.tables import METADATA

BATCH: Final = 200
"""Rows that are locked at once."""


@dataclass(slots=True)
class Rotated:
    """What came of it."""

    values: int = 0
    """How many values were sealed anew."""
    unopened: Counter[str] = field(default_factory=Counter)
    """How many values of a column (`patients.email`) no key opens; they stay as they are."""
    left: dict[str, int] = field(default_factory=dict)
    """How many values are not sealed with the first key, as a search afterwards found."""


def sealed_columns(table: Table) -> list[str]:
    """The columns of a table that are sealed."""
    return [one.name for one in table.columns if isinstance(one.type, Sealed | SealedValue)]


async def rotate(database: Database, spool: Path, step: Callable[[], None]) -> Rotated:
    """Seal everything with the first key: records, and events that lie in the spool.

    `step` is called for each row.
    """
    done = Rotated()
    await enter_spooled(database, spool)
    for table in METADATA.sorted_tables:
        if sealed_columns(table):
            await _rotate_table(database, table, done, step)
    done.left = await old_values(database, spool)
    return done


async def old_values(database: Database, spool: Path) -> dict[str, int]:
    """How many values of each column are not sealed with the first key. Reads every one."""
    found: dict[str, int] = {}
    async with database.connection() as connection:
        for table in METADATA.sorted_tables:
            names = sealed_columns(table)
            if not names:
                continue
            counts = [func.sum(case((_is_old(database, name), 1), else_=0)) for name in names]
            row = (await connection.execute(query(*counts).select_from(_bare(table)))).one()
            for name, count in zip(names, row, strict=True):
                if count:
                    found[f"{table.name}.{name}"] = int(count)
    lines = [line for path in spooled(spool) for line in path.read_text("ascii").splitlines()]
    old = sum(not database.keyring.is_current(line) for line in lines)
    return found | ({"spool": old} if old else {})


async def _rotate_table(
    database: Database, table: Table, done: Rotated, step: Callable[[], None]
) -> None:
    last: Sequence[Any] | None = None
    while True:
        async with database.connection(writes=True) as connection:
            rows = await _old_rows(connection, database, table, last)
            changed = [_changed(database.keyring, table, row, done) for row in rows]
            if changed:
                await connection.execute(_update(table), changed)
        for _ in rows:
            step()
        if len(rows) < BATCH:
            return
        last = [rows[-1][key.name] for key in table.primary_key]


async def _old_rows(
    connection: AsyncConnection, database: Database, table: Table, after: Sequence[Any] | None
) -> Sequence[Any]:
    """The next rows with something that is not sealed with the first key, locked."""
    rows, names = _bare(table), sealed_columns(table)
    keys = [rows.c[key.name] for key in table.primary_key]
    wanted = query(*rows.c).where(or_(*(_is_old(database, name) for name in names)))
    if after is not None:
        wanted = wanted.where(tuple_(*keys) > tuple_(*after))
    wanted = wanted.order_by(*keys).limit(BATCH).with_for_update()
    return (await connection.execute(wanted)).mappings().all()


def _changed(keyring: Keyring, table: Table, row: Any, done: Rotated) -> dict[str, Any]:
    changed = {f"of_{key.name}": row[key.name] for key in table.primary_key}
    for name in sealed_columns(table):
        sealed, place = row[name], f"{table.name}.{name}"
        if sealed is not None and not keyring.is_current(sealed):
            try:
                sealed = keyring.seal(keyring.open(sealed, place), place)
                done.values += 1
            except SealError:
                done.unopened[place] += 1
        changed[f"new_{name}"] = sealed
    return changed


def _update(table: Table) -> Any:
    made = updating(_bare(table))
    for key in table.primary_key:
        made = made.where(column(key.name) == bindparam(f"of_{key.name}", type_=key.type))
    new = {name: bindparam(f"new_{name}", type_=Text()) for name in sealed_columns(table)}
    return made.values(new)


def _is_old(database: Database, name: str) -> ColumnElement[bool]:
    current = f"{database.keyring.keys[0][0]}:"
    return func.substr(column(name, Text()), 1, len(current)) != current


def _bare(table: Table) -> Any:
    """A table whose sealed columns are the texts that stand in it."""
    keys = [column(key.name, key.type) for key in table.primary_key]
    return bare(table.name, *keys, *(column(name, Text()) for name in sealed_columns(table)))
