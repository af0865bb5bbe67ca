"""The clinic as it is on the days that staff entered: closed, or open for some hours only.

Its file knows the usual week and the public holidays; a burst pipe is nobody's reason to edit it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import col

from clinic.store.database import Database
from clinic.store.scope import Scope
from clinic.store.tables.practice import Holiday
from engine.clinic import Clinic, Hours


async def with_closed_days(
    database: Database, scope: Scope, clinic: Clinic, now: datetime
) -> Clinic:
    """The clinic with its days off from today on; itself where staff entered none."""
    query = scope.only(Holiday, col(Holiday.day), col(Holiday.hours)).where(
        col(Holiday.day) >= now.date() - timedelta(days=1)
    )
    async with database.connection() as connection:
        return closed_on(clinic, {row[0]: row[1] for row in await connection.execute(query)})


def closed_on(clinic: Clinic, days: Mapping[date, Iterable[str] | None]) -> Clinic:
    """The clinic with some days that have hours of their own, or none."""
    if not days:
        return clinic
    given: dict[date, tuple[Hours, ...]] = {
        day: tuple(_hours(text) for text in hours or ()) for day, hours in days.items()
    }
    return replace(clinic, other_hours={**clinic.other_hours, **given})


def _hours(text: str) -> Hours:
    start, _, end = text.partition("-")
    return start, end


def shown(row: Holiday) -> dict[str, Any]:
    """A day off as staff see it."""
    return {
        "id": row.id,
        "day": row.day.isoformat(),
        "name": row.name,
        "hours": list(row.hours or ()),
    }
