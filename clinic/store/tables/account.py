"""Those who work with Frontdesk, and their sign-ins."""

from datetime import datetime

from sqlmodel import Field

from clinic.store.tables.row import (
    NAME_LENGTH,
    OfPractice,
    key,
    link,
    moment,
    sealed,
    value,
)


class User(OfPractice, table=True):
    """An account. `role` is staff, doctor, admin (of clinics) or practice_admin."""

    __tablename__ = "users"

    id: str = key()
    email: str = sealed("users.email", required=True)
    email_index: str = Field(max_length=32, unique=True)
    password_hash: str = Field(max_length=300)
    first_name: str | None = sealed("users.first_name")
    last_name: str | None = sealed("users.last_name")
    role: str = Field(max_length=20)
    clinic_ids: list[str] | None = value()
    """The clinics somebody works in; all of the practice where this is empty."""
    is_active: bool = True
    totp_secret: str | None = sealed("users.totp_secret")
    totp_since: datetime | None = moment()
    failures: int = 0
    """Wrong passwords in a row."""
    locked_until: datetime | None = moment()
    last_login: datetime | None = moment()
    created_at: datetime = moment(required=True)
    updated_at: datetime = moment(required=True)


class SignIn(OfPractice, table=True):
    """One signed-in browser or program; it idles out, and its refresh token is used once."""

    __tablename__ = "sign_ins"

    id: str = key()
    user_id: str = link("users", required=True)
    refresh_hash: str = Field(max_length=64, unique=True)
    user_agent: str = Field(default="", max_length=NAME_LENGTH)
    created_at: datetime = moment(required=True)
    seen_at: datetime = moment(required=True)
    expires_at: datetime = moment(required=True)
    ended_at: datetime | None = moment()
