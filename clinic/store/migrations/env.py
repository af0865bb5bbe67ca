"""What alembic runs: the tables on one open connection, which `clinic/store/schema.py` hands over.

Revisions are written in the databases' own types: a revision of today must still mean the same when
the types of columns have changed.
"""

from typing import Any, Literal

from alembic import context
from sqlmodel.sql.sqltypes import AutoString

from clinic.store.columns import Moment, Sealed, SealedValue
from clinic.store.tables import METADATA


def render(kind: str, value: Any, _: Any) -> str | Literal[False]:
    """How a type is written in a revision; `False` for the usual way."""
    if kind == "type" and isinstance(value, Sealed | SealedValue):
        return "sa.Text()"
    if kind == "type" and isinstance(value, Moment):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(value, AutoString):
        return f"sa.String(length={value.length})" if value.length else "sa.Text()"
    return False


def include(_: Any, name: str | None, kind: str, reflected: bool, other: Any) -> bool:
    """Whether a table is ours: what runs jobs keeps its own beside them."""
    return not (kind == "table" and reflected and other is None and name not in METADATA.tables)


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_item=render,
    include_object=include,
    render_as_batch=True,  # SQLite changes a table by copying it
)
with context.begin_transaction():
    context.run_migrations()
