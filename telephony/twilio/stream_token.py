"""The one-time token that a stream of sound brings: whose call it is, known to nobody on the way.

The socket that carries a caller's sound is opened by whoever knows its address, so the first thing
on it is the token that we gave to Twilio a moment before. It is sealed and bound to its purpose
under the key of the records, which every process of a house has: any of them can open it, nobody
else can read the number in it or make one. It is good for a minute, and once: the row of the leg
says so for all processes, and should the records be away, each process for itself.
"""

import base64
import binascii
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from clinic.store.database import Database
from clinic.store.keyring import SealError
from clinic.store.lines import claim, open_line
from clinic.store.scope import Scope

GOOD_FOR: Final = timedelta(seconds=60)
LONGEST: Final = 490
"""A parameter of a stream holds fewer than 500 characters, its name included."""
REMEMBERED: Final = 4_096
_LABEL: Final = "stream token"
_log = logging.getLogger(__name__)


class BadToken(Exception):  # noqa: N818 - an outcome, not a fault
    """A token opens nothing; its text is a word for the log: `invalid`, `expired`, `used`."""


@dataclass(frozen=True, slots=True, repr=False)
class Ticket:
    """What a token stands for."""

    call_id: str
    """Of the carrier's leg, and of our call."""
    scope: Scope
    caller: str | None
    """Their number, E.164; `None` when it was withheld."""
    placed: bool = False
    """Whether we called them."""


class StreamTokens:
    """Makes tokens and takes them back. `clock` gives aware moments."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._used: dict[str, None] = {}

    def issue(self, call_id: str, scope: Scope, caller: str | None, *, placed: bool = False) -> str:
        """A token for the stream of a call; `placed` if we called them."""
        until = int((self._clock() + GOOD_FOR).timestamp())
        body = [call_id, scope.practice_id, scope.clinic_id, caller, until, placed]
        sealed = self._database.keyring.seal_bytes(
            json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode(), _LABEL
        )
        return base64.urlsafe_b64encode(sealed).decode().rstrip("=")

    async def redeem(self, token: str) -> Ticket:
        """What a token stands for, the first time. Raises `BadToken`."""
        ticket = self._read(token)
        if ticket.call_id in self._used:
            raise BadToken("used")
        self._used[ticket.call_id] = None
        if len(self._used) > REMEMBERED:
            del self._used[next(iter(self._used))]
        if not await self._is_first(ticket):
            raise BadToken("used")
        return ticket

    async def _is_first(self, ticket: Ticket) -> bool:
        now = self._clock()
        try:
            try:
                return await claim(self._database, ticket.call_id, "redeemed_at", now)
            except KeyError:  # the call was answered before its leg could be noted
                await open_line(self._database, ticket.scope, ticket.call_id, now)
                return await claim(self._database, ticket.call_id, "redeemed_at", now)
        except Exception as fault:
            _log.error("a stream's token is only checked here: %s", type(fault).__name__)
            return True

    def _read(self, token: str) -> Ticket:
        if len(token) > LONGEST:
            raise BadToken("invalid")
        try:
            sealed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
            body = self._database.keyring.open_bytes(sealed, _LABEL)
        except (binascii.Error, ValueError, SealError):
            raise BadToken("invalid") from None
        call_id, practice_id, clinic_id, caller, until, placed = json.loads(body)
        if self._clock().timestamp() >= until:
            raise BadToken("expired")
        return Ticket(call_id, Scope(practice_id, clinic_id), caller, placed)
