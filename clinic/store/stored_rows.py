"""Rows of any table as they are stored, in a form that both databases take back unchanged.

What is sealed stays sealed: nothing here needs a key. Every value is one that JSON has, and each
column says of which kind it is, so rows can be read by a program whose tables have changed since.
"""

import hashlib
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Date,
    Double,
    Float,
    Integer,
    String,
    Table,
    Text,
    cast,
    column,
    select,
)
from sqlalchemy import table as bare
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import TypeDecorator, TypeEngine

from clinic.store.columns import Moment, Sealed, SealedValue
from clinic.store.sealed_file import compact

BATCH: Final = 500
_DIGEST: Final = 1 << 256
_KINDS: Final[tuple[tuple[Any, str], ...]] = (
    (Moment, "moment"),
    (Sealed, "text"),
    (SealedValue, "text"),
    (Boolean, "boolean"),
    (Integer, "integer"),
    (Float, "number"),
    (Date, "date"),
    (JSON, "json"),
    (String, "text"),
)
_TYPES: Final[dict[str, TypeEngine[Any]]] = {
    "moment": Moment(),
    "boolean": Boolean(),
    "integer": BigInteger(),
    "number": Double(),
    "date": Date(),
    "json": JSON(),
    "text": Text(),
}


@dataclass(frozen=True, slots=True)
class Form:
    """A table and its columns, each with the kind of its values."""

    name: str
    columns: tuple[tuple[str, str], ...]

    @property
    def table(self) -> Any:
        """The table to write to."""
        return bare(self.name, *(column(name, _TYPES[kind]) for name, kind in self.columns))


@dataclass(slots=True)
class Total:
    """How many rows there are, and a digest of them all whose order does not matter.

    The digest is the sum of the SHA-256 of every row, for databases sort texts differently.
    """

    rows: int = 0
    digest: int = 0

    def add(self, line: str) -> None:
        """Count a row in."""
        self.rows += 1
        whole = int.from_bytes(hashlib.sha256(line.encode()).digest(), "big")
        self.digest = (self.digest + whole) % _DIGEST

    def add_row(self, row: Sequence[Any]) -> None:
        """Count a row in, as a file has it."""
        self.add(compact(row))

    def told(self) -> dict[str, Any]:
        """As JSON has it."""
        return {"rows": self.rows, "digest": f"{self.digest:064x}"}


def form_of(table: Table) -> Form:
    """The form of a table of this version. Raises `TypeError` for a type that has no kind."""
    return Form(table.name, tuple((one.name, _kind(one.type)) for one in table.columns))


async def stored(connection: AsyncConnection, form: Form) -> AsyncIterator[list[Any]]:
    """Every row, in no order, without ever holding many of them."""
    columns = []
    for name, kind in form.columns:
        one = column(name, _TYPES[kind])
        columns.append(cast(one, Text) if kind == "json" else one)
    query = select(*columns).select_from(form.table)
    moments = [place for place, (_, kind) in enumerate(form.columns) if kind in ("moment", "date")]
    found = await connection.stream(query.execution_options(yield_per=BATCH))
    async for rows in found.partitions():
        for found_row in rows:
            row = list(found_row)
            for place in moments:
                row[place] = _written(row[place])
            yield row


async def enter(connection: AsyncConnection, form: Form, rows: Sequence[Sequence[Any]]) -> None:
    """Write rows that `stored` gave."""
    if not rows:
        return
    named = [
        {name: _read(kind, value) for (name, kind), value in zip(form.columns, row, strict=True)}
        for row in rows
    ]
    await connection.execute(form.table.insert(), named)


def _kind(given: TypeEngine[Any]) -> str:
    for known, kind in _KINDS:
        if isinstance(given, known):
            return kind
    if isinstance(given, TypeDecorator):
        return _kind(given.impl_instance)
    raise TypeError(f"values of {type(given).__name__} cannot be carried over")


def _written(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _read(kind: str, value: Any) -> Any:
    if value is None:
        return None
    if kind == "moment":
        return datetime.fromisoformat(value)
    if kind == "date":
        return date.fromisoformat(value)
    if kind == "json":
        read = json.loads(value)
        return JSON.NULL if read is None else read
    return value
