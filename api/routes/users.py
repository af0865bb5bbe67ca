"""The people who work with Frontdesk: who they are, what they may do, where."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field, SecretStr
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access import ADMINS, Desk, at_desk
from api.body import Body, Email, Id, Line
from api.page import Cursor, Limit, Page, rows_of
from api.problem import answers, conflict, missing, refused, unusable
from api.route import Route
from clinic.store import accounts
from clinic.store.identifier import new_id
from clinic.store.tables.account import User
from clinic.store.tables.practice import ClinicRow

router = APIRouter(prefix="/api/users", tags=["users"], route_class=Route)

Role = Literal["staff", "doctor", "admin", "practice_admin"]
AdminDesk = Annotated[Desk, at_desk("users", roles=ADMINS, phi=False)]


class UserOut(BaseModel):
    """An account."""

    id: str
    email: str = Field(examples=["maria@riverside.example"])
    first_name: str | None
    last_name: str | None
    role: Role
    clinic_ids: list[str] | None = Field(description="Null: every clinic of the practice.")
    is_active: bool
    has_totp: bool
    last_login: datetime | None
    locked_until: datetime | None = Field(description="After too many wrong passwords.")


class NewUser(Body):
    """An account to be made."""

    email: Email = Field(examples=["maria@riverside.example"])
    password: Annotated[SecretStr, Field(max_length=200)]
    role: Role = "staff"
    first_name: Line | None = None
    last_name: Line | None = None
    clinic_ids: Annotated[list[Id], Field(max_length=100)] | None = None


class UserChange(Body):
    """What is to be different; what is left out stays."""

    role: Role | None = None
    first_name: Line | None = None
    last_name: Line | None = None
    clinic_ids: Annotated[list[Id], Field(max_length=100)] | None = None
    is_active: bool | None = None


@router.get("", responses=answers(401, 403))
async def users(desk: AdminDesk, cursor: Cursor = None, limit: Limit = 50) -> Page[UserOut]:
    """The accounts of the practice."""
    query = select(User).where(col(User.practice_id) == desk.member.practice_id)
    async with desk.database.reading() as session:
        found, following = await rows_of(
            session, query, [col(User.id)], lambda one: [one.id], cursor=cursor, limit=limit
        )
    return Page(items=[_shown(one) for one in found if _may_see(desk, one)], next=following)


@router.post("", status_code=201, responses=answers(401, 403, 409))
async def add(desk: AdminDesk, given: NewUser) -> UserOut:
    """Make an account. Only a practice admin makes admins of a practice."""
    _may_give(desk, given.role)
    try:
        password = await accounts.hashed(given.password.get_secret_value())
    except ValueError as error:
        raise unusable(f"{error}.".capitalize(), "password") from None
    row = User(
        id=new_id(desk.now),
        practice_id=desk.member.practice_id,
        email=given.email,
        email_index=accounts.email_index(desk.database, given.email),
        password_hash=password,
        first_name=given.first_name,
        last_name=given.last_name,
        role=given.role,
        clinic_ids=given.clinic_ids,
        created_at=desk.now,
        updated_at=desk.now,
    )
    desk.touch(row.id)
    try:
        async with desk.database.writing() as session:
            await _check_clinics(session, desk, given.clinic_ids)
            session.add(row)
    except IntegrityError:
        raise conflict("There is an account with this e-mail already.", "email") from None
    return _shown(row)


@router.get("/{user_id}", responses=answers(401, 403, 404))
async def user(desk: AdminDesk, user_id: str) -> UserOut:
    """One account."""
    async with desk.database.reading() as session:
        return _shown(await _theirs(session, desk, user_id))


@router.patch("/{user_id}", responses=answers(401, 403, 404))
async def change(desk: AdminDesk, user_id: str, given: UserChange) -> UserOut:
    """Change an account. Who is made inactive, or gets another role, is signed out everywhere."""
    asked = given.model_dump(exclude_unset=True)
    async with desk.database.writing() as session:
        row = await _theirs(session, desk, user_id)
        _may_give(desk, row.role)
        if given.role is not None:
            _may_give(desk, given.role)
        if row.id == desk.member.id and (asked.keys() & {"role", "is_active"}):
            raise refused("Nobody changes their own role or takes away their own account.")
        if "clinic_ids" in asked:
            await _check_clinics(session, desk, given.clinic_ids)
        desk.note(**{name: str(value) for name, value in asked.items() if "name" not in name})
        for name, value in asked.items():
            if value is not None or name in ("first_name", "last_name", "clinic_ids"):
                setattr(row, name, value)
        row.updated_at = desk.now
        if asked.keys() & {"role", "is_active", "clinic_ids"}:
            await accounts.end(session, row.id, desk.now)
    return _shown(row)


@router.post("/{user_id}/unlock", status_code=204, responses=answers(401, 403, 404))
async def unlock(desk: AdminDesk, user_id: str) -> None:
    """Let somebody try again who typed too many wrong passwords."""
    async with desk.database.writing() as session:
        row = await _theirs(session, desk, user_id)
        row.failures, row.locked_until = 0, None


async def _theirs(session: AsyncSession, desk: Desk, user_id: str) -> User:
    row = await session.get(User, user_id)
    if row is None or row.practice_id != desk.member.practice_id or not _may_see(desk, row):
        raise missing("user")
    return row


def _may_see(desk: Desk, row: User) -> bool:
    """An admin of some clinics sees those who work nowhere else."""
    return all(map(desk.member.works_in, row.clinic_ids or ())) and (
        not desk.member.clinic_ids or bool(row.clinic_ids)
    )


async def _check_clinics(session: AsyncSession, desk: Desk, ids: list[str] | None) -> None:
    """The clinics of an account are the practice's, and the admin's own."""
    for each in ids or ():
        row = await session.get(ClinicRow, each)
        if row is None or row.practice_id != desk.member.practice_id:
            raise missing("clinic")
        if not desk.member.works_in(each):
            raise missing("clinic")
    if not ids and desk.member.clinic_ids:
        raise refused("Only a practice admin gives somebody every clinic.")


def _may_give(desk: Desk, role: str) -> None:
    if role == "practice_admin":
        desk.require("practice_admin")


def _shown(row: User) -> UserOut:
    return UserOut(
        id=row.id,
        email=row.email,
        first_name=row.first_name,
        last_name=row.last_name,
        role=row.role,  # type: ignore[arg-type]
        clinic_ids=row.clinic_ids,
        is_active=row.is_active,
        has_totp=row.totp_since is not None,
        last_login=row.last_login,
        locked_until=row.locked_until,
    )
