"""Short-lived tokens that say who asks: signed here, read here, kept nowhere.

`access` is for programs and screens, `events` for the cookie of the live stream, `chat` for one
conversation on a clinic's web site. One kind never passes for another (RFC 8725, 3.11 and 3.12).
"""

import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import jwt

from agent_config.settings import MINIMUM_SECRET, Settings

ALGORITHM: Final = "HS256"
_KEPT: Final = "jwt.key"


class BadToken(Exception):  # noqa: N818 - an outcome, not a fault
    """A token that says nothing. `expired` if it once did."""

    def __init__(self, *, expired: bool = False) -> None:
        super().__init__("expired" if expired else "invalid")
        self.expired = expired


@dataclass(frozen=True, slots=True, repr=False)
class Tokens:
    """Makes and reads tokens."""

    secret: str
    issuer: str
    audience: str

    def make(self, kind: str, subject: str, now: datetime, lasts: timedelta, **claims: Any) -> str:
        """A token of a kind for a subject, good for a while."""
        body = {
            "iss": self.issuer,
            "aud": self.audience,
            "sub": subject,
            "typ": kind,
            "iat": now,
            "exp": now + lasts,
            **claims,
        }
        return jwt.encode(body, self.secret, ALGORITHM)

    def read(self, kind: str, token: str, now: datetime) -> dict[str, Any]:
        """What a token says. Raises `BadToken`."""
        try:
            body: dict[str, Any] = jwt.decode(
                token,
                self.secret,
                algorithms=[ALGORITHM],
                issuer=self.issuer,
                audience=self.audience,
                options={
                    "require": ["exp", "sub", "typ"],
                    "verify_exp": False,
                    "verify_iat": False,
                },
            )
        except jwt.InvalidTokenError:
            raise BadToken from None
        if body["typ"] != kind or not isinstance(body["exp"], int):
            raise BadToken
        if body["exp"] <= now.timestamp():  # by the house's own clock, not the process's
            raise BadToken(expired=True)
        return body


def tokens_of(settings: Settings) -> Tokens:
    """The tokens of a server; without a secret, one is made once and kept beside the data."""
    given = settings.jwt_secret
    secret = given.get_secret_value() if given else _kept(settings.data_dir / _KEPT)
    return Tokens(secret, settings.jwt_issuer, settings.jwt_audience)


def _kept(path: Path) -> str:
    """A secret in a file that only its owner can read; two servers that start at once share it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(2 * MINIMUM_SECRET) + "\n")
    return path.read_text("ascii").strip()
