"""Practices and clinics entered: by whoever runs Frontdesk, or as examples in an empty database.

A clinic's people, rooms and services stand in its file; rows are made of them so that others can
point at them, and are made anew whenever the file changes.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, TypeVar

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.store.accounts import email_index, hashed
from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.scope import Scope
from clinic.store.tables.account import User
from clinic.store.tables.practice import (
    ClinicRow,
    OperatoryRow,
    Practice,
    ProviderRow,
    ServiceRow,
)
from engine.clinic import Clinic

LONGEST_ID: Final = 40
R = TypeVar("R", ProviderRow, OperatoryRow, ServiceRow)


async def is_empty(database: Database) -> bool:
    """Whether there is no practice yet."""
    async with database.reading() as session:
        return not await session.scalar(select(func.count()).select_from(Practice))


async def enter_clinic(database: Database, clinic: Clinic, profile: str, now: datetime) -> Scope:
    """Enter a clinic, with its practice if that is new, or bring it up to its file.

    Raises `ValueError`, a sentence, for an id that another practice's clinic has.
    """
    practice_id = as_id(clinic.practice)
    scope = Scope(practice_id, clinic.id)
    async with database.writing() as session:
        if await session.get(Practice, practice_id) is None:
            session.add(Practice(id=practice_id, name=clinic.practice, created_at=now))
            await session.flush()
        row = await session.get(ClinicRow, clinic.id)
        if row is not None and row.practice_id != practice_id:
            raise ValueError(f"there is a clinic {clinic.id!r} of another practice already")
        if row is None:
            row = ClinicRow(id=clinic.id, practice_id=practice_id, created_at=now, **_facts(clinic))
            row.profile, row.updated_at = profile, now
            session.add(row)
            await session.flush()
        await bring_up(session, row, clinic, profile, now)
    return scope


async def bring_up(
    session: AsyncSession, row: ClinicRow, clinic: Clinic, profile: str, now: datetime
) -> None:
    """Bring a clinic's rows up to its file, in a transaction."""
    scope = Scope(row.practice_id, row.id)
    for name, value in (_facts(clinic) | {"profile": profile, "updated_at": now}).items():
        setattr(row, name, value)
    await _bring_up(
        session,
        scope,
        ProviderRow,
        {one.name: {"role": one.role, "days": list(one.days)} for one in clinic.providers},
        now,
    )
    await _bring_up(session, scope, OperatoryRow, {one: {} for one in clinic.operatories}, now)
    await _bring_up(
        session,
        scope,
        ServiceRow,
        {
            one.name: {
                "minutes": one.minutes,
                "role": one.by,
                "booking": one.booking,
                "urgent": one.urgent,
                "price": one.price,
            }
            for one in clinic.services
        },
        now,
    )


def _facts(clinic: Clinic) -> dict[str, Any]:
    """What a clinic's row has of its file."""
    return {
        "name": clinic.name,
        "timezone": clinic.timezone,
        "state": clinic.state,
        "number": clinic.number,
        "flow": clinic.flow,
    }


async def enter_user(
    database: Database,
    practice_id: str,
    *,
    email: str,
    password: str,
    role: str,
    name: tuple[str, str],
    now: datetime,
    clinic_ids: Sequence[str] = (),
) -> str:
    """Enter an account; returns its id.

    Raises `ValueError`, a sentence, for a password that is too short or an e-mail that is known.
    """
    kept = await hashed(password)
    index = email_index(database, email)
    async with database.writing() as session:
        known = select(col(User.id)).where(col(User.email_index) == index)
        if await session.scalar(known) is not None:
            raise ValueError("there is an account with this e-mail already")
        row = User(
            id=new_id(now),
            practice_id=practice_id,
            email=email,
            email_index=index,
            password_hash=kept,
            first_name=name[0],
            last_name=name[1],
            role=role,
            clinic_ids=list(clinic_ids) or None,
            created_at=now,
            updated_at=now,
        )
        session.add(row)
    return row.id


def as_id(name: str) -> str:
    """A practice's id, made of its name: `Riverside Dental Group` is `riverside_dental_group`."""
    letters = [one if one.isalnum() and one.isascii() else " " for one in name.lower()]
    return "_".join("".join(letters).split())[:LONGEST_ID]


async def _bring_up(
    session: AsyncSession,
    scope: Scope,
    table: type[R],
    wanted: dict[str, dict[str, Any]],
    now: datetime,
) -> None:
    """Make a table's rows of a clinic those that its file names; others are no longer active."""
    known = {one.name: one for one in await session.scalars(scope.rows(table))}
    for name, facts in wanted.items():
        row = known.get(name)
        if row is None:
            session.add(table(id=new_id(now), name=name, **facts, **scope.ids))
            continue
        for fact, value in facts.items():
            setattr(row, fact, value)
        row.active = True
    for name, row in known.items():
        if name not in wanted:
            row.active = False
