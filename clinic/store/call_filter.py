"""Calls by the clock and by their length: the calls behind a point of a chart.

An hour of the week is many stretches of a span, and in another zone others; databases that count
zones differently are not asked for it, but for the stretches themselves.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, extract, false, func, or_
from sqlmodel import col

from clinic.outcomes import OF_DISPOSITION
from clinic.store.database import Database
from clinic.store.tables.call import CallRow

LONGEST: Final = timedelta(days=400)
HOUR: Final = timedelta(hours=1)


def in_hours(
    zone: str, since: datetime, until: datetime, weekday: int | None, hour: int | None
) -> ColumnElement[bool]:
    """Whether a call began on a weekday (0 is Monday), in an hour (0 to 23) of the clinic's zone.

    Looks at no more than the last 400 days before `until`.
    """
    place = ZoneInfo(zone)
    day = max(since, until - LONGEST).astimezone(place).date()
    stretches = []
    while day <= until.astimezone(place).date():
        if weekday is None or day.weekday() == weekday:
            stretches.append(_stretch(day, hour, place))
        day += timedelta(days=1)
    return or_(
        false(),
        *(
            and_(col(CallRow.started_at) >= first, col(CallRow.started_at) < last)
            for first, last in stretches
        ),
    )


def lasted(database: Database, at_least: int | None, below: int | None) -> ColumnElement[bool]:
    """Whether a call that is over lasted so many seconds; the end is excluded."""
    seconds = _seconds(database)
    wanted: list[ColumnElement[bool]] = [col(CallRow.ended_at).is_not(None)]
    if at_least is not None:
        wanted.append(seconds >= at_least)
    if below is not None:
        wanted.append(seconds < below)
    return and_(*wanted)


def came_to(outcome: str) -> ColumnElement[bool]:
    """Whether a call came to an outcome of `clinic.outcomes`."""
    said = [name for name, told in OF_DISPOSITION.items() if told.outcome == outcome]
    return col(CallRow.disposition).in_(said)


def _stretch(day: date, hour: int | None, place: ZoneInfo) -> tuple[datetime, datetime]:
    """A local day or hour. The next day begins when its date does, whatever the clocks do."""
    if hour is None:
        ends = datetime.combine(day + timedelta(days=1), time(), place)
        return datetime.combine(day, time(), place).astimezone(UTC), ends.astimezone(UTC)
    first = datetime.combine(day, time(hour), place).astimezone(UTC)
    return first, first + HOUR


def _seconds(database: Database) -> ColumnElement[Any]:
    began, ended = col(CallRow.started_at), col(CallRow.ended_at)
    if database.is_sqlite:
        days = func.julianday(ended) - func.julianday(began)
        return func.round(days * 86_400, 3)
    return extract("epoch", ended - began)
