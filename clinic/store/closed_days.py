"""The clinic as it is on the days that staff entered: closed, or open for some hours only.

Its file knows the usual week and the public holidays; a burst pipe is nobody's reason to edit it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from clinic.ports import Conflict
from clinic.refusal import NotAllowed
from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.outbox import tell
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
    async with database.glance() as connection:
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


async def listed(database: Database, scope: Scope) -> list[Holiday]:
    """The days that staff entered, in order."""
    async with database.reading() as session:
        return list(await session.scalars(scope.rows(Holiday).order_by(col(Holiday.day))))


async def add(
    database: Database, scope: Scope, day: date, name: str, hours: Sequence[str], now: datetime
) -> Holiday:
    """Close a day, or keep other hours on it, each "08:00-12:00".

    Appointments that stand there already are left to people. Raises `Conflict` for a day that is
    entered already, and `NotAllowed` for hours that are none.
    """
    last = ""
    for text in hours:
        start, end = _hours(text)
        if not last <= start < end:
            raise NotAllowed("Hours end after they begin, and come in order.")
        last = end
    row = Holiday(id=new_id(now), day=day, name=name, hours=list(hours) or None, **scope.ids)
    try:
        async with database.writing() as session:
            session.add(row)
            tell(session, scope, "holiday.added", row.id, now)
    except IntegrityError:
        raise Conflict("this day is entered already") from None
    return row


async def remove(database: Database, scope: Scope, holiday_id: str, now: datetime) -> None:
    """Let a day be as the clinic's file has it. Raises `KeyError`."""
    async with database.writing() as session:
        query = scope.rows(Holiday).where(col(Holiday.id) == holiday_id).with_for_update()
        row = await session.scalar(query)
        if row is None:
            raise KeyError("there is no such day")
        await session.delete(row)
        tell(session, scope, "holiday.removed", row.id, now)
