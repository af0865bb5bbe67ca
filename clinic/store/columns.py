"""Types of columns that both databases read alike: sealed text, sealed values, moments.

The keys are the database's own: `Database` hangs them on the dialect of its engine, so no process
has a key lying about for all.
"""

import json
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator

from clinic.store.keyring import Keyring

_KEYRING: Final = "frontdesk_keyring"


def give_keys(dialect: Dialect, keyring: Keyring) -> None:
    """Let the columns of an engine seal and open with these keys."""
    setattr(dialect, _KEYRING, keyring)


class Sealed(TypeDecorator[str]):
    """Text about people. `column` is `table.column`: what is sealed opens nowhere else."""

    impl = Text
    cache_ok = True

    def __init__(self, column: str) -> None:
        super().__init__()
        self.column = column

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Seal on the way in."""
        return None if value is None else _keys(dialect).seal(value, self.column)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """Open on the way out. Raises `SealError`."""
        return None if value is None else _keys(dialect).open(value, self.column)


class SealedValue(TypeDecorator[Any]):
    """A mapping or list about people, as JSON."""

    impl = Text
    cache_ok = True

    def __init__(self, column: str) -> None:
        super().__init__()
        self.column = column

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Seal on the way in."""
        if value is None:
            return None
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return _keys(dialect).seal(text, self.column)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Open on the way out. Raises `SealError`."""
        return None if value is None else json.loads(_keys(dialect).open(value, self.column))


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC; SQLite has no zones of its own."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC on the way in. Raises `ValueError` for a moment without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone cannot be kept")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Aware on the way out."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _keys(dialect: Dialect) -> Keyring:
    keyring: Keyring = getattr(dialect, _KEYRING)
    return keyring
