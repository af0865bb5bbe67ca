"""Accounts as whoever runs Frontdesk enters and changes them: across practices, found by e-mail.

Each change is written into the audit of the account's practice, as nobody's: whoever has the
machine signs in nowhere.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.store import audit
from clinic.store.accounts import ROLES, email_index, end, hashed
from clinic.store.database import Database
from clinic.store.foundation import enter_user
from clinic.store.tables.account import User
from clinic.store.tables.practice import ClinicRow, Practice

BY: Final = "command line"


async def accounts(database: Database) -> list[User]:
    """Every account, by practice."""
    query = select(User).order_by(col(User.practice_id), col(User.id))
    async with database.reading() as session:
        return list(await session.scalars(query))


async def add_account(
    database: Database,
    practice_id: str,
    *,
    email: str,
    password: str,
    role: str,
    name: tuple[str, str],
    clinic_ids: Sequence[str],
    now: datetime,
) -> str:
    """Enter an account; returns its id. Raises `ValueError`, a sentence."""
    if role not in ROLES:
        raise ValueError(f"there is no role {role!r}; there are {', '.join(ROLES)}")
    local, _, domain = email.strip().rpartition("@")
    if not local or not domain or any(one.isspace() for one in email.strip()):
        raise ValueError("this is no e-mail address")
    async with database.reading() as session:
        practices = list(await session.scalars(select(col(Practice.id))))
        if practice_id not in practices:
            raise ValueError(_unknown("practice", practice_id, practices))
        own = select(col(ClinicRow.id)).where(col(ClinicRow.practice_id) == practice_id)
        clinics = list(await session.scalars(own))
    for one in clinic_ids:
        if one not in clinics:
            raise ValueError(_unknown(f"clinic of {practice_id}", one, clinics))
    user_id = await enter_user(
        database,
        practice_id,
        email=email.strip(),
        password=password,
        role=role,
        name=name,
        now=now,
        clinic_ids=clinic_ids,
    )
    async with database.writing() as session:
        await _note(session, practice_id, user_id, "create", {"role": role}, now)
    return user_id


async def change_password(database: Database, email: str, password: str, now: datetime) -> None:
    """Give an account another password; whoever is signed in with the old one is signed out.

    Raises `KeyError` where there is no such account, `ValueError` for a password too short.
    """
    kept = await hashed(password)

    def change(row: User) -> None:
        row.password_hash, row.failures, row.locked_until = kept, 0, None

    await _change(database, email, {"password": "changed"}, now, change, signs_out=True)


async def unlock(database: Database, email: str, now: datetime) -> None:
    """Let somebody try again who typed too many wrong passwords. Raises `KeyError`."""

    def change(row: User) -> None:
        row.failures, row.locked_until = 0, None

    await _change(database, email, {"locked": False}, now, change)


async def deactivate(database: Database, email: str, now: datetime) -> None:
    """Take an account out of use, and sign it out everywhere. Raises `KeyError`."""

    def change(row: User) -> None:
        row.is_active = False

    await _change(database, email, {"is_active": False}, now, change, signs_out=True)


async def _change(
    database: Database,
    email: str,
    told: dict[str, Any],
    now: datetime,
    change: Callable[[User], None],
    *,
    signs_out: bool = False,
) -> None:
    index = email_index(database, email)
    async with database.writing() as session:
        found = select(User).where(col(User.email_index) == index).with_for_update()
        row = await session.scalar(found)
        if row is None:
            raise KeyError("there is no account with this e-mail")
        change(row)
        row.updated_at = now
        if signs_out:
            await end(session, row.id, now)
        await _note(session, row.practice_id, row.id, "update", told, now)


async def _note(
    session: AsyncSession,
    practice_id: str,
    user_id: str,
    action: str,
    changes: dict[str, Any],
    now: datetime,
) -> None:
    deed = audit.Deed(
        practice_id,
        action,
        "users",
        resource_id=user_id,
        phi=False,
        changes={"by": BY, **changes},
    )
    await audit.record(session, deed, now)


def _unknown(what: str, name: str, known: Sequence[str]) -> str:
    there = f"there are {', '.join(sorted(known))}" if known else "there is none yet"
    return f"there is no {what} called {name!r}; {there}"
