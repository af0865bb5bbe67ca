"""What rows have in common: their ids, whose they are, and how their columns are written.

Texts about people are `sealed`; what they are looked up by is an index beside them.
"""

from typing import Any, Final

from sqlalchemy import JSON, Column, ForeignKey
from sqlmodel import Field, SQLModel

from clinic.store.columns import Moment, Sealed, SealedValue

ID_LENGTH: Final = 40
NAME_LENGTH: Final = 200


SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
"""Constraints have names, or no migration could change them on SQLite."""


def key(**more: Any) -> Any:
    """The id of a row."""
    return Field(primary_key=True, max_length=ID_LENGTH, **more)


def link(table: str, *, required: bool = False, indexed: bool = True) -> Any:
    """The id of a row of another table."""
    target = ForeignKey(f"{table}.id")
    column: Column[str] = Column(target, nullable=not required, index=indexed)
    return Field(sa_column=column) if required else Field(default=None, sa_column=column)


def sealed(column: str, *, required: bool = False) -> Any:
    """Text about somebody; `column` is `table.column`."""
    made: Column[str] = Column(Sealed(column), nullable=not required)
    return Field(sa_column=made) if required else Field(default=None, sa_column=made)


def sealed_value(column: str) -> Any:
    """A mapping or list about somebody; `column` is `table.column`."""
    return Field(default=None, sa_column=Column(SealedValue(column), nullable=True))


def value() -> Any:
    """A mapping or list about nobody."""
    return Field(default=None, sa_column=Column(JSON, nullable=True))


def moment(*, required: bool = False, indexed: bool = False) -> Any:
    """An aware moment."""
    column = Column(Moment, nullable=not required, index=indexed)
    return Field(sa_column=column) if required else Field(default=None, sa_column=column)


class OfPractice(SQLModel):
    """A row of one practice, the tenant."""

    practice_id: str = Field(foreign_key="practices.id", index=True, max_length=ID_LENGTH)


class OfClinic(OfPractice):
    """A row of one clinic, a location of a practice."""

    clinic_id: str = Field(foreign_key="clinics.id", index=True, max_length=ID_LENGTH)
