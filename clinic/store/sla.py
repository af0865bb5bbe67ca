"""The clocks of tasks: by when each is due, who is told when it is not done, and how many were.

A clock runs in the clinic's own hours. Lateness is told once for each task. What a doctor has not
decided in time goes to a deputy, so that no patient waits for somebody who is away.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from statistics import median
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from agent_config.problem import ConfigError
from clinic.due import due
from clinic.jobs.job import Work
from clinic.store.database import Database
from clinic.store.notices import notify
from clinic.store.outbox import tell
from clinic.store.profile import clinic_of
from clinic.store.scope import Scope
from clinic.store.tables.account import User
from clinic.store.tables.desk import TaskRow
from clinic.store.tables.practice import ClinicRow, Setting
from clinic.store.task_entry import CHANGED, log
from clinic.task import CANCELLED, COMPLETED, OPEN

DEPUTY: Final = "doctor_deputy"
"""The setting of a clinic that holds the id of the doctor who stands in for the others."""
OVERDUE: Final = "task.overdue"


@dataclass(frozen=True, slots=True)
class Day:
    """The tasks that had a clock and were left on one local day, as they stand now."""

    day: date
    in_time: int
    late: int
    """Done late, or open though their time is over."""
    waiting: int
    """Open, and in time as yet."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How a clinic's tasks of some time were done (TK-8). Shares are 0 to 1, `None` of nothing."""

    tasks: int
    completed: int
    overdue: int
    """Open ones whose time is over."""
    completion_rate: float | None
    """Of all that were not cancelled."""
    in_time: float | None
    """Of those completed that had a clock."""
    median_minutes: float | None
    """From being left to being completed."""
    by_day: tuple[Day, ...]
    """The days on which tasks were left, in order."""


async def clock_of(database: Database, scope: Scope, now: datetime) -> Callable[[float], datetime]:
    """What tells the moment at which so many of the clinic's open hours are over.

    Where its file cannot be read the hours of the clock count: no call loses its task.
    """
    try:
        clinic = await clinic_of(database, scope)
    except (ConfigError, KeyError):
        return lambda hours: now.astimezone(UTC) + timedelta(hours=hours)
    return lambda hours: due(clinic, now, hours)


async def by_when(database: Database, scope: Scope, now: datetime, hours: float) -> datetime:
    """The moment at which so many open hours are over; see `clock_of`."""
    return (await clock_of(database, scope, now))(hours)


async def watch(work: Work) -> None:
    """Tell of every task that has become overdue; done on a schedule, by any number of workers."""
    async with work.database.reading() as session:
        query = select(col(ClinicRow.practice_id), col(ClinicRow.id))
        scopes = [Scope(*row) for row in await session.execute(query)]
    for scope in scopes:
        now = work.clock()
        async with work.database.reading() as session:
            late = list(await session.scalars(_late(scope, now, col(TaskRow.id))))
        for task_id in late:
            await _tell_late(work.database, scope, task_id, now)


async def figures(
    database: Database, scope: Scope, since: datetime, until: datetime, now: datetime
) -> Figures:
    """How the tasks that were left in some time were done, as of now."""
    query = scope.only(
        TaskRow,
        col(TaskRow.status),
        col(TaskRow.created_at),
        col(TaskRow.completed_at),
        col(TaskRow.due_at),
    ).where(col(TaskRow.created_at) >= since, col(TaskRow.created_at) < until)
    async with database.reading() as session:
        rows: Sequence[Any] = (await session.execute(query)).all()
    done = [row for row in rows if row.status == COMPLETED and row.completed_at is not None]
    clocked = [row for row in done if row.due_at is not None]
    wanted = sum(row.status != CANCELLED for row in rows)
    minutes = [(row.completed_at - row.created_at).total_seconds() / 60 for row in done]
    return Figures(
        tasks=len(rows),
        completed=len(done),
        overdue=sum(
            row.status in OPEN and row.due_at is not None and row.due_at < now for row in rows
        ),
        completion_rate=_share(len(done), wanted),
        in_time=_share(sum(row.completed_at <= row.due_at for row in clocked), len(clocked)),
        median_minutes=round(median(minutes), 1) if minutes else None,
        by_day=_by_day(rows, ZoneInfo((await clinic_of(database, scope)).timezone), now),
    )


def _by_day(rows: Sequence[Any], place: ZoneInfo, now: datetime) -> tuple[Day, ...]:
    of: dict[date, list[str]] = {}
    for row in rows:
        if row.due_at is None or row.status == CANCELLED:
            continue
        is_done = row.status == COMPLETED and row.completed_at is not None
        is_late = (row.completed_at if is_done else now) > row.due_at
        how = "late" if is_late else "in_time" if is_done else "waiting"
        of.setdefault(row.created_at.astimezone(place).date(), []).append(how)
    return tuple(
        Day(day, how.count("in_time"), how.count("late"), how.count("waiting"))
        for day, how in sorted(of.items())
    )


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _late(scope: Scope, now: datetime, *columns: Any) -> Any:
    return scope.only(TaskRow, *columns).where(
        col(TaskRow.status).in_(OPEN),
        col(TaskRow.due_at) < now,
        col(TaskRow.late_at).is_(None),
    )


async def _tell_late(database: Database, scope: Scope, task_id: str, now: datetime) -> None:
    async with database.writing() as session:
        query = _late(scope, now, TaskRow).where(col(TaskRow.id) == task_id)
        row: TaskRow | None = await session.scalar(query.with_for_update())
        if row is None:  # it was done meanwhile, or another worker has told of it
            return
        row.late_at = now
        log(session, scope, row, "overdue", now)
        tell(session, scope, OVERDUE, row.id, now)
        notify(session, scope, OVERDUE, row.id, now, role=row.owner)
        if row.owner != "doctor":
            return
        deputy = await _deputy(session, scope, row.assignee_id)
        if deputy is None:
            notify(session, scope, OVERDUE, row.id, now, role="admin")
            return
        row.assignee_id = deputy
        log(session, scope, row, "escalated", now)
        tell(session, scope, CHANGED, row.id, now)
        notify(session, scope, "task.assigned", row.id, now, user_id=deputy)


async def _deputy(session: AsyncSession, scope: Scope, absent: str | None) -> str | None:
    """The doctor of the setting; without one, another doctor than the one who has not done it."""
    doctors = select(User).where(
        col(User.practice_id) == scope.practice_id,
        col(User.role) == "doctor",
        col(User.is_active).is_(True),
    )
    found = await session.scalars(doctors.order_by(col(User.id)))
    others = [
        one.id
        for one in found
        if one.id != absent and (not one.clinic_ids or scope.clinic_id in one.clinic_ids)
    ]
    chosen = await session.scalar(
        scope.only(Setting, col(Setting.value)).where(col(Setting.name) == DEPUTY)
    )
    if chosen in others:
        return str(chosen)
    return others[0] if others and absent is not None else None
