"""What every path works with: settings, records, clock, tokens, limits. One for a server."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import Request

from agent_config.settings import Settings
from api.rate_limit import RateLimit
from api.tokens import Tokens, tokens_of
from clinic.store.database import Database


def utc_now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class House:
    """A server's belongings. `clock` gives aware moments."""

    settings: Settings
    database: Database
    tokens: Tokens
    limit: RateLimit
    clock: Callable[[], datetime] = utc_now


def house_of(
    settings: Settings, database: Database, clock: Callable[[], datetime] = utc_now
) -> House:
    """A house around an open database."""
    return House(settings, database, tokens_of(settings), RateLimit(settings), clock)


def house(request: Request) -> House:
    """The house that a request came to."""
    found: House = request.app.state.house
    return found
