"""Accounts and sign-ins: who may work with a practice's records, and since when.

A wrong password tells nobody whether the account exists: both take the same time and say the same.
Five wrong ones in a row lock the account for a while, whoever types them.
"""

import asyncio
import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import pyotp
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.tables.account import SignIn, User

ROLES: Final = ("staff", "doctor", "admin", "practice_admin")
FAILURES: Final = 5
LOCKED: Final = timedelta(minutes=15)
SHORTEST_PASSWORD: Final = 12
_TOKEN_BYTES: Final = 32
# OWASP's first choice for argon2id: 19 MiB, two passes, one lane.
_HASHER: Final = PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19_456, parallelism=1),))
_NOBODY: Final = _HASHER.hash(secrets.token_urlsafe(_TOKEN_BYTES))


class Refused(Exception):  # noqa: N818 - an outcome, not a fault
    """Nobody is signed in. `code` is `wrong`, `locked`, `totp_required` or `ended`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A sign-in with the token that renews it, which is shown once and kept as a hash only."""

    user: User
    sign_in: SignIn
    refresh_token: str


async def hashed(password: str) -> str:
    """A password as it is kept. Raises `ValueError`, a sentence, for one that is too short."""
    if len(password) < SHORTEST_PASSWORD:
        raise ValueError(f"a password has at least {SHORTEST_PASSWORD} characters")
    return await asyncio.to_thread(_HASHER.hash, password)


async def matches(password: str, kept: str) -> bool:
    """Whether a password is the one that is kept."""
    return await asyncio.to_thread(_HASHER.verify, password, kept)


def email_index(database: Database, email: str) -> str:
    """What an account is found by."""
    return database.keyring.index("email", email.strip().casefold())


async def sign_in(
    database: Database,
    *,
    email: str,
    password: str,
    code: str | None,
    user_agent: str,
    now: datetime,
    lasts: timedelta,
) -> SignedIn:
    """Sign somebody in. Raises `Refused`; what it counts is kept all the same."""
    refused: Refused | None = None
    async with database.reading() as session:
        known = await _by_email(session, email_index(database, email))
    right = await matches(password, known.password_hash if known else _NOBODY)
    if known is None:
        raise Refused("wrong")
    async with database.writing() as session:
        user = await session.get(User, known.id, with_for_update=True)
        if user is None or not user.is_active:
            raise Refused("wrong")
        if user.locked_until is not None and user.locked_until > now:
            refused = Refused("locked")
        elif not right or (user.totp_since and code and not _is_code(user, code, now)):
            refused = _failed(user, now)
        elif user.totp_since and not code:
            refused = Refused("totp_required")
        else:
            user.failures, user.locked_until, user.last_login = 0, None, now
            made = _begun(session, user, user_agent, now, lasts)
    if refused is not None:
        raise refused
    return made


async def let_in(
    database: Database, user_id: str, user_agent: str, now: datetime, lasts: timedelta
) -> SignedIn:
    """Sign somebody in who was vouched for. Raises `Refused` where a second factor is set up."""
    async with database.writing() as session:
        user = await session.get(User, user_id, with_for_update=True)
        if user is None or not user.is_active:
            raise Refused("wrong")
        if user.totp_since:
            raise Refused("totp_required")
        user.last_login = now
        return _begun(session, user, user_agent, now, lasts)


async def renew(
    database: Database,
    refresh_token: str,
    now: datetime,
    idle: timedelta,
    *,
    counts: bool = True,
) -> SignedIn:
    """A new token for an old one, which is used up.

    A token that is used a second time has been stolen, or its thief was faster: the sign-in ends.
    Unless it `counts`, the sign-in is no fresher for it. Raises `Refused`.
    """
    refused = False
    async with database.writing() as session:
        name, _, _ = refresh_token.partition(".")
        kept = await session.get(SignIn, name, with_for_update=True)
        user = await session.get(User, kept.user_id) if kept else None
        if kept is None or user is None or not is_standing(kept, user, now, idle):
            raise Refused("ended")
        if not secrets.compare_digest(kept.refresh_hash, _digest(refresh_token)):
            kept.ended_at, refused = now, True
        else:
            fresh = _token(kept.id)
            kept.refresh_hash = _digest(fresh)
            if counts:
                kept.seen_at = now
    if refused:
        raise Refused("ended")
    return SignedIn(user, kept, fresh)


def is_standing(kept: SignIn, user: User, now: datetime, idle: timedelta) -> bool:
    """Whether a sign-in may still be used: not ended, not too old, not at rest for too long."""
    return (
        kept.ended_at is None
        and now < kept.expires_at
        and now - kept.seen_at < idle
        and user.is_active
    )


async def end(session: AsyncSession, user_id: str, now: datetime, only: str | None = None) -> None:
    """End one sign-in of somebody, or all of them."""
    standing = update(SignIn).where(col(SignIn.user_id) == user_id, col(SignIn.ended_at).is_(None))
    if only is not None:
        standing = standing.where(col(SignIn.id) == only)
    await session.execute(standing.values(ended_at=now))


def new_totp_secret() -> str:
    """A secret for an authenticator (RFC 6238), in base32."""
    return pyotp.random_base32()


def totp_address(user: User, secret: str) -> str:
    """What an authenticator reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=user.email, issuer_name="Frontdesk")


def is_totp(secret: str, code: str, now: datetime) -> bool:
    """Whether a code is that of this half minute, or of the one before or after it."""
    return pyotp.TOTP(secret).verify(code, for_time=now, valid_window=1)


def _is_code(user: User, code: str, now: datetime) -> bool:
    return user.totp_secret is not None and is_totp(user.totp_secret, code, now)


def _failed(user: User, now: datetime) -> Refused:
    user.failures += 1
    if user.failures >= FAILURES:
        user.failures, user.locked_until = 0, now + LOCKED
    return Refused("wrong")


def _begun(
    session: AsyncSession, user: User, user_agent: str, now: datetime, lasts: timedelta
) -> SignedIn:
    name = new_id(now)
    token = _token(name)
    row = SignIn(
        id=name,
        practice_id=user.practice_id,
        user_id=user.id,
        refresh_hash=_digest(token),
        user_agent=user_agent[:200],
        created_at=now,
        seen_at=now,
        expires_at=now + lasts,
    )
    session.add(row)
    return SignedIn(user, row, token)


async def _by_email(session: AsyncSession, index: str) -> User | None:
    found: User | None = await session.scalar(select(User).where(col(User.email_index) == index))
    return found


def _token(sign_in_id: str) -> str:
    return f"{sign_in_id}.{secrets.token_urlsafe(_TOKEN_BYTES)}"


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
