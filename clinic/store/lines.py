"""The legs at the carrier, in the store: what one of their webhooks leaves for the next.

Reports come out of order, so a leg's status only ever goes forward; and what may happen once (a
stream's token, a person's yes) is claimed by one update that only the first one wins.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, cast

from sqlalchemy import CursorResult, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from clinic.store.database import Database
from clinic.store.scope import Scope
from clinic.store.tables.call import CallLine

ORDER: Final = ("queued", "initiated", "ringing", "in-progress")
OVER: Final = ("completed", "busy", "no-answer", "failed", "canceled")


def new_line(
    scope: Scope,
    line_id: str,
    now: datetime,
    *,
    caller_line: str | None = None,
    caller: str | None = None,
    attestation: str | None = None,
) -> CallLine:
    """A leg, not noted yet."""
    return CallLine(
        id=line_id,
        caller_line=caller_line,
        caller=caller,
        attestation=attestation,
        created_at=now,
        **scope.ids,
    )


async def open_line(
    database: Database, scope: Scope, line_id: str, now: datetime, *, caller_line: str | None = None
) -> bool:
    """Note a leg; false if it was known already."""
    try:
        async with database.writing() as session:
            session.add(new_line(scope, line_id, now, caller_line=caller_line))
    except IntegrityError:
        return False
    return True


async def line(database: Database, line_id: str) -> CallLine | None:
    """A leg, whose-ever it is: webhooks are signed, and know nothing but its id."""
    async with database.reading() as session:
        return await session.get(CallLine, line_id)


async def claim(database: Database, line_id: str, moment: str, now: datetime) -> bool:
    """Take what may be had once; true for the first who asks.

    `moment` is `redeemed_at` or `accepted_at`. Raises `KeyError` for a leg that nobody noted.
    """
    column = getattr(CallLine, moment)
    taking = update(CallLine).where(col(CallLine.id) == line_id, column.is_(None))
    async with database.writing() as session:
        taken = cast(CursorResult[Any], await session.execute(taking.values({moment: now})))
        if taken.rowcount:
            return True
        if await session.get(CallLine, line_id) is None:
            raise KeyError("there is no such leg")
    return False


async def advance_line(database: Database, line_id: str, status: str, now: datetime) -> bool:
    """Note how a leg fares; false where that is old news, or about none of ours."""
    if status not in (*ORDER, *OVER):
        return False
    earlier: Sequence[str] = ORDER
    values: dict[str, Any] = {"status": status}
    if status in OVER:
        values |= {"ended_at": now, "answer": None, "caller": None}  # nobody asks for them again
    else:
        earlier = ORDER[: ORDER.index(status)]
    known = update(CallLine).where(col(CallLine.id) == line_id, col(CallLine.status).in_(earlier))
    async with database.writing() as session:
        changed = cast(CursorResult[Any], await session.execute(known.values(values)))
    return bool(changed.rowcount)


async def keep_answer(database: Database, line_id: str, turn: int, answer: str) -> None:
    """Keep what was answered to a turn, for a carrier who asks twice."""
    newer = update(CallLine).where(col(CallLine.id) == line_id, col(CallLine.turn) < turn)
    async with database.writing() as session:
        await session.execute(newer.values(turn=turn, answer=answer))
