"""The facts of a clinic as its row keeps them: its file as text, or the shipped file of its id.

A file is needed for every job and every call, and changes a few times a year; so what was read from
a text is kept in memory for as long as the same text comes back.
"""

from functools import lru_cache
from typing import Final

from sqlalchemy import select
from sqlmodel import col

from agent_config.clinic_file import load_clinic, parse_clinic
from agent_config.draft import clinic_text
from clinic.store.database import Database
from clinic.store.scope import Scope
from clinic.store.tables.practice import ClinicRow
from engine.clinic import Clinic

KEPT: Final = 200
"""Clinics in memory."""


async def clinic_of(database: Database, scope: Scope) -> Clinic:
    """The clinic of a scope, as its profile has it now.

    Raises `KeyError` where there is none, and `ConfigError` for a profile with mistakes or, where
    the profile is empty, for an id that no shipped clinic has.
    """
    async with database.reading() as session:
        row = await session.get(ClinicRow, scope.clinic_id)
    if row is None or row.practice_id != scope.practice_id:
        raise KeyError("there is no such clinic")
    return written_in(row)


async def text_of(database: Database, scope: Scope) -> str:
    """The text of a clinic's file. Raises `KeyError` where there is no such clinic."""
    async with database.reading() as session:
        row = await session.get(ClinicRow, scope.clinic_id)
    if row is None or row.practice_id != scope.practice_id:
        raise KeyError("there is no such clinic")
    return clinic_text(row.id, row.profile)


def written_in(row: ClinicRow) -> Clinic:
    """The clinic of a row. Raises `ConfigError`."""
    return _read(row.id, row.profile)


async def scope_of_number(database: Database, number: str) -> Scope | None:
    """Whose line a number (E.164) is: the one way from the outside into a clinic's records."""
    async with database.reading() as session:
        row = await session.scalar(select(ClinicRow).where(col(ClinicRow.number) == number))
    return Scope(row.practice_id, row.id) if row is not None else None


@lru_cache(maxsize=KEPT)
def _read(clinic_id: str, profile: str) -> Clinic:
    return parse_clinic(profile, clinic_id) if profile.strip() else load_clinic(clinic_id)
