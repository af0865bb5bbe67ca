"""The weekly review: which calls somebody listens to, why, and what they say of them.

Everybody's calls cannot be heard again, so a week's are chosen: those that were handed on, those
that failed, a clinic's first ones (OP-6), and some by chance, for what goes wrong unnoticed is in
none of the others (SF-19, LL-3). Chance is a digest of the call's id: whoever asks again on another
machine gets the same calls. A call that somebody began to review stays, whatever the draw says.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.setting import FIRST_CALLS
from clinic.store.database import Database
from clinic.store.escalations import FAILED
from clinic.store.identifier import new_id
from clinic.store.outbox import show
from clinic.store.scope import Scope
from clinic.store.tables.call import CallRow
from clinic.store.tables.practice import Setting
from clinic.store.tables.review import CallReview

CHANGED: Final = "review.changed"
USUAL_FIRST: Final = 100
"""How many of a clinic's first calls are reviewed, unless it has set another number."""
SHARE: Final = 0.05
LEAST: Final = 5
"""Of a week's calls so many are drawn by chance, and never fewer than that."""
NOT_UNDERSTOOD: Final = ("not_understood", "unclear_audio", "system_failure")
"""Escalations that say that we failed the caller."""
REASONS: Final = ("escalated", "failed", "first", "sample")
STATUSES: Final = ("open", "started", "done")
FIELDS: Final = ("rating", "errors", "intents", "slots", "example", "better_answer", "tags", "done")


@dataclass(frozen=True, slots=True)
class Week:
    """A week of a clinic, from Monday on: `2026-W10`, its first moment and that of the next."""

    name: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """A call that is to be listened to. `why` are some of `REASONS`; none: somebody chose it."""

    call_id: str
    why: tuple[str, ...]
    at: datetime
    disposition: str | None
    escalation: str | None
    request: str | None
    channel: str
    review: CallReview | None

    @property
    def status(self) -> str:
        """One of `STATUSES`."""
        if self.review is None:
            return "open"
        return "done" if self.review.done else "started"


def week_of(name: str | None, zone: str, now: datetime) -> Week:
    """The week of a name (ISO 8601), or that of now. Raises `ValueError` for no such week."""
    local = now.astimezone(ZoneInfo(zone))
    if name is None:
        year, number, _ = local.isocalendar()
        name = f"{year}-W{number:02d}"
    monday = datetime.strptime(f"{name}-1", "%G-W%V-%u").replace(tzinfo=ZoneInfo(zone))
    after = (monday + timedelta(days=7)).replace(tzinfo=ZoneInfo(zone))
    return Week(name, monday.astimezone(UTC), after.astimezone(UTC))


async def queue(database: Database, scope: Scope, week: Week) -> list[Waiting]:
    """The calls of a week that are to be listened to, the latest first."""
    ended = (
        scope.rows(CallRow)
        .where(
            col(CallRow.started_at) >= week.since,
            col(CallRow.started_at) < week.until,
            col(CallRow.ended_at).is_not(None),
        )
        .order_by(col(CallRow.started_at).desc(), col(CallRow.id).desc())
    )
    async with database.reading() as session:
        calls = list(await session.scalars(ended))
        edge = await _edge(session, scope)
        known = await _reviews(session, scope, week)
    drawn = _drawn([one.id for one in calls])
    waiting = []
    for one in calls:
        why = _why(one, edge, drawn)
        if why or one.id in known:
            waiting.append(_waiting(one, why, known.get(one.id)))
    return waiting


async def review(database: Database, scope: Scope, call_id: str) -> CallReview | None:
    """What was said of a call, if anything was."""
    query = scope.rows(CallReview).where(col(CallReview.call_id) == call_id)
    async with database.reading() as session:
        row: CallReview | None = await session.scalar(query)
    return row


async def keep(
    database: Database,
    scope: Scope,
    call_id: str,
    said: Mapping[str, Any],
    now: datetime,
    by: str,
) -> CallReview:
    """Write a review, whole; `said` has `FIELDS`. Raises `KeyError` for no such call."""
    call = scope.only(CallRow, col(CallRow.id)).where(col(CallRow.id) == call_id)
    query = scope.rows(CallReview).where(col(CallReview.call_id) == call_id)
    async with database.writing() as session:
        if await session.scalar(call.with_for_update()) is None:
            raise KeyError("there is no such call")
        row: CallReview | None = await session.scalar(query)
        if row is None:
            row = CallReview(
                id=new_id(now), call_id=call_id, created_at=now, updated_at=now, **scope.ids
            )
            session.add(row)
        for name in FIELDS:
            setattr(row, name, said[name])
        row.user_id, row.updated_at = by, now
        show(session, scope, CHANGED, call_id, now, body={"done": row.done})
    return row


async def all_reviews(database: Database, scope: Scope) -> list[CallReview]:
    """Every review of a clinic, the oldest first."""
    query = scope.rows(CallReview).order_by(col(CallReview.created_at), col(CallReview.id))
    async with database.reading() as session:
        return list(await session.scalars(query))


async def _edge(session: AsyncSession, scope: Scope) -> tuple[datetime, str] | None:
    """The last of the clinic's first calls; `None` while it has fewer, all of which count."""
    given = scope.only(Setting, col(Setting.value)).where(col(Setting.name) == FIRST_CALLS)
    set_to = await session.scalar(given)
    count = set_to if isinstance(set_to, int) else USUAL_FIRST
    if count == 0:
        return datetime.min.replace(tzinfo=UTC), ""
    query = scope.only(CallRow, col(CallRow.started_at), col(CallRow.id))
    query = query.order_by(col(CallRow.started_at), col(CallRow.id)).offset(count - 1).limit(1)
    row = (await session.execute(query)).first()
    return (row[0], row[1]) if row is not None else None


async def _reviews(session: AsyncSession, scope: Scope, week: Week) -> dict[str, CallReview]:
    calls = scope.only(CallRow, col(CallRow.id)).where(
        col(CallRow.started_at) >= week.since, col(CallRow.started_at) < week.until
    )
    query = scope.rows(CallReview).where(col(CallReview.call_id).in_(calls))
    return {row.call_id: row for row in await session.scalars(query)}


def _drawn(ids: Sequence[str]) -> frozenset[str]:
    """Those of some calls that chance takes."""
    count = max(LEAST, ceil(len(ids) * SHARE))
    return frozenset(sorted(ids, key=lambda one: hashlib.sha256(one.encode()).digest())[:count])


def _why(
    call: CallRow, edge: tuple[datetime, str] | None, drawn: frozenset[str]
) -> tuple[str, ...]:
    found = {
        "escalated": call.escalation is not None,
        "failed": call.disposition in FAILED or call.escalation in NOT_UNDERSTOOD,
        "first": edge is None or (call.started_at, call.id) <= edge,
        "sample": call.id in drawn,
    }
    return tuple(reason for reason in REASONS if found[reason])


def _waiting(call: CallRow, why: tuple[str, ...], row: CallReview | None) -> Waiting:
    return Waiting(
        call_id=call.id,
        why=why,
        at=call.started_at,
        disposition=call.disposition,
        escalation=call.escalation,
        request=call.request,
        channel=call.channel,
        review=row,
    )
