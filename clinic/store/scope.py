"""Whose rows: every query of a clinic's records goes through one of these, so none forgets it."""

from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Delete, Select, Update, delete, select, update

from clinic.store.tables.row import OfClinic

R = TypeVar("R", bound=OfClinic)


@dataclass(frozen=True, slots=True)
class Scope:
    """A clinic of a practice."""

    practice_id: str
    clinic_id: str

    @property
    def ids(self) -> dict[str, Any]:
        """What a new row of this clinic begins with."""
        return {"practice_id": self.practice_id, "clinic_id": self.clinic_id}

    def rows(self, table: type[R]) -> Select[R]:
        """A query for this clinic's rows."""
        return select(table).where(*self._own(table))

    def only(self, table: type[R], *columns: Any) -> Select[Any]:
        """A query for some columns of this clinic's rows."""
        return select(*columns).where(*self._own(table))

    def changing(self, table: type[R]) -> Update:
        """An update of this clinic's rows."""
        return update(table).where(*self._own(table))

    def removing(self, table: type[R]) -> Delete:
        """A removal of this clinic's rows."""
        return delete(table).where(*self._own(table))

    def _own(self, table: type[OfClinic]) -> tuple[Any, ...]:
        known: Any = table
        return known.practice_id == self.practice_id, known.clinic_id == self.clinic_id
