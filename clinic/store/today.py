"""A clinic's day in numbers: what waits, what is late, who comes next.

Counted from plain columns, so nothing about a person is opened for it.
"""

import datetime as calendar
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.store.database import Database
from clinic.store.notices import Reader, notices
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow, Wish
from clinic.store.tables.call import CallRow
from clinic.store.tables.desk import EscalationRow, TaskRow
from clinic.task import OF_DOCTORS, OPEN
from clinic.visit import ACTIVE

NEXT: Final = 10
BOOKED: Final = ("booked", "held")
"""Dispositions of calls that ended with an appointment."""


@dataclass(frozen=True, slots=True)
class Day:
    """The appointments of a day: how many of each status, and which come next."""

    total: int
    by_status: Mapping[str, int]
    next: tuple[str, ...]
    """Ids, in order: those that are still to come."""


@dataclass(frozen=True, slots=True)
class Today:
    """Where a clinic stands at a moment."""

    date: calendar.date
    calls_today: int
    live: int
    booked_today: int
    escalated_today: int
    calls_yesterday: int
    """Until the same time of day, so that the two can be compared."""
    tasks_open: int
    tasks_overdue: int
    tasks_mine: int
    """Open ones that are assigned to whoever asks."""
    tasks_done_today: int
    approvals_waiting: int
    escalations_unlabelled: int
    waitlist_waiting: int
    notices_unread: int
    appointments: Day
    dispositions: Mapping[str, int] = field(default_factory=dict)


async def today(
    database: Database, scope: Scope, zone: str, reader: Reader, now: datetime
) -> Today:
    """The day of a clinic, for somebody."""
    local = now.astimezone(ZoneInfo(zone))
    midnight = _midnight(local.date(), zone)
    tomorrow = _midnight(local.date() + timedelta(days=1), zone)
    async with database.reading() as session:
        calls = await _calls(session, scope, midnight)
        yesterday = await _count(
            session,
            scope,
            CallRow,
            col(CallRow.started_at) >= midnight - timedelta(days=1),
            col(CallRow.started_at) < now - timedelta(days=1),
        )
        tasks: dict[str, Any] = await _tasks(session, scope, reader, midnight, now)
        return Today(
            date=local.date(),
            calls_yesterday=yesterday,
            **calls,
            **tasks,
            escalations_unlabelled=await _count(
                session, scope, EscalationRow, col(EscalationRow.label).is_(None)
            ),
            waitlist_waiting=await _count(
                session, scope, Wish, col(Wish.status).in_(("waiting", "offered"))
            ),
            notices_unread=await _unread(session, scope, reader),
            appointments=await _day(session, scope, midnight, tomorrow, now),
        )


def _midnight(day: calendar.date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


async def _calls(session: AsyncSession, scope: Scope, since: datetime) -> dict[str, Any]:
    query = scope.only(CallRow, col(CallRow.disposition), col(CallRow.escalation))
    rows = (await session.execute(query.where(col(CallRow.started_at) >= since))).all()
    said = Counter(row.disposition for row in rows if row.disposition)
    return {
        "calls_today": len(rows),
        "live": await _count(session, scope, CallRow, col(CallRow.ended_at).is_(None)),
        "booked_today": sum(said[name] for name in BOOKED),
        "escalated_today": sum(row.escalation is not None for row in rows),
        "dispositions": dict(said),
    }


async def _tasks(
    session: AsyncSession, scope: Scope, reader: Reader, midnight: datetime, now: datetime
) -> dict[str, int]:
    is_open = col(TaskRow.status).in_(OPEN)
    mine = col(TaskRow.assignee_id) == reader.user_id
    waiting = (col(TaskRow.owner) == "doctor", col(TaskRow.type).in_(OF_DOCTORS))
    wanted: Mapping[str, tuple[Any, ...]] = {
        "tasks_open": (is_open,),
        "tasks_overdue": (is_open, col(TaskRow.due_at) < now),
        "tasks_mine": (is_open, mine),
        "tasks_done_today": (col(TaskRow.completed_at) >= midnight,),
        "approvals_waiting": (is_open, *waiting),
    }
    return {
        name: await _count(session, scope, TaskRow, *conditions)
        for name, conditions in wanted.items()
    }


async def _day(
    session: AsyncSession, scope: Scope, since: datetime, until: datetime, now: datetime
) -> Day:
    query = (
        scope.only(
            AppointmentRow,
            col(AppointmentRow.id),
            col(AppointmentRow.status),
            col(AppointmentRow.ends_at),
        )
        .where(col(AppointmentRow.starts_at) >= since, col(AppointmentRow.starts_at) < until)
        .order_by(col(AppointmentRow.starts_at), col(AppointmentRow.id))
    )
    rows = (await session.execute(query)).all()
    count = Counter(row.status for row in rows)
    coming = [row.id for row in rows if row.status in ACTIVE and row.ends_at > now]
    return Day(len(rows) - count["cancelled"], dict(count), tuple(coming[:NEXT]))


async def _unread(session: AsyncSession, scope: Scope, reader: Reader) -> int:
    query = notices(scope, reader, unread=True).subquery()
    return int(await session.scalar(select(func.count()).select_from(query)) or 0)


async def _count(session: AsyncSession, scope: Scope, table: Any, *conditions: Any) -> int:
    return int(await session.scalar(scope.only(table, func.count()).where(*conditions)) or 0)
