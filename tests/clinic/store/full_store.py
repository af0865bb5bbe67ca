"""A database in which every table has rows, for what goes through all of them."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import JSON, Boolean, Date, Float, Integer, String, Table, select
from sqlalchemy.types import TypeDecorator

from clinic.store import audit
from clinic.store.columns import Moment, Sealed, SealedValue
from clinic.store.database import Database
from clinic.store.scope import Scope
from clinic.store.tables import METADATA
from tests.databases import NOW

MADE = {"practices", "clinics", "audit"}
"""Tables that are filled otherwise."""
ROWS = 3


def _value(column: Any, number: int) -> Any:
    kind = column.type
    if isinstance(kind, Moment):
        return NOW + timedelta(microseconds=number)
    if isinstance(kind, Sealed):
        return f"Ana Ruiz ñ {column} {number}"
    if isinstance(kind, SealedValue):
        return {"name": "Ana Ruiz", "number": number}
    if isinstance(kind, Boolean):
        return bool(number % 2)
    if isinstance(kind, Integer):
        return number
    if isinstance(kind, Float):
        return number + 0.1
    if isinstance(kind, Date):
        return date(2026, 3, 1 + number)
    if isinstance(kind, JSON):
        return [None, {"ü": [1, 2.5, None]}, ["table", "totals"]][number % 3]
    assert isinstance(kind, String | TypeDecorator), kind
    return f"t{number}"


def _rows(table: Table, scope: Scope, keys: dict[str, list[Any]]) -> list[dict[str, Any]]:
    rows = []
    for number in range(ROWS):
        row = {}
        for column in table.columns:
            if column.name in ("practice_id", "clinic_id"):
                row[column.name] = getattr(scope, column.name)
                continue
            target = next(iter(column.foreign_keys), None)
            if target is None:
                row[column.name] = _value(column, number)
            elif target.column.table is table:  # a row points at one that comes later
                row[column.name] = f"t{number + 1}" if number + 1 < ROWS else None
            else:
                row[column.name] = keys[target.column.table.name][number]
        rows.append(row)
    return rows


async def _close_circles(database: Database, table: Table) -> None:
    """Let the last row point at the first: whichever comes first, it points at a later one."""
    for column in table.columns:
        if any(one.column.table is table for one in column.foreign_keys):
            last = table.update().where(table.c.id == f"t{ROWS - 1}")
            async with database.connection(writes=True) as connection:
                await connection.execute(last.values({column.name: "t0"}))


async def fill_every_table(database: Database, scope: Scope) -> None:
    """Enter some rows into every table, and a chain of the audit."""
    keys: dict[str, list[Any]] = {}
    for table in METADATA.sorted_tables:
        if table.name in MADE:
            continue
        rows = _rows(table, scope, keys)
        keys[table.name] = [row[next(iter(table.primary_key)).name] for row in rows]
        for row in reversed(rows):
            if next(iter(table.primary_key)).autoincrement is True:
                del row[next(iter(table.primary_key)).name]
            async with database.connection(writes=True) as connection:
                await connection.execute(table.insert().values(**row))
        await _close_circles(database, table)
    for number in range(5):
        deed = audit.Deed(
            scope.practice_id,
            "read",
            "patients",
            clinic_id=scope.clinic_id,
            user_id="t1",
            resource_id=f"t{number}",
            ip_address="203.0.113.9",
            changes={"name": "Ana Ruiz"},
        )
        async with database.writing() as session:
            await audit.record(session, deed, NOW)


async def everything(database: Database) -> dict[str, list[Any]]:
    """Every row of every table as the program reads it, in the order of the keys."""
    found = {}
    async with database.connection() as connection:
        for table in METADATA.sorted_tables:
            rows = await connection.execute(select(table))
            found[table.name] = sorted((tuple(row) for row in rows), key=repr)
    return found
