"""What a clinic and one telephone have written to each other: a thread, for whoever answers it.

A thread is known by the index of its number, which tells nobody the number. Whose turn it is
follows from its rows: nothing about it is kept apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Select, func
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.messages.consent import is_suppressed
from clinic.store.scope import Scope
from clinic.store.tables.call import CallRow
from clinic.store.tables.desk import TaskRow
from clinic.store.tables.message import MessageRow
from clinic.store.tables.patient import PatientRow, Phone

CHANNEL: Final = "sms"
WINDOW: Final = timedelta(hours=24)
"""So long after their last text a person may answer it: later, the clinic would be beginning."""
OPEN_TASKS: Final = ("pending", "in_progress")


@dataclass(frozen=True, slots=True)
class Person:
    """A patient who has the number."""

    patient_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Thread:
    """One telephone's texts, as far as the latest tells."""

    id: str
    address: str
    latest: MessageRow
    people: tuple[Person, ...]
    status: str
    """`stopped` (they want no texts), `assistant` (the receptionist is talking with them), `staff`
    (a task waits for somebody), or `quiet`."""
    reply_until: datetime | None
    """Until when a person may answer; `None` where nobody may."""


def newest(scope: Scope) -> Select[MessageRow]:
    """The latest text of every telephone that texts were exchanged with; none of the staff's."""
    latest = (
        scope.only(MessageRow, func.max(col(MessageRow.id)))
        .where(*_texts())
        .group_by(col(MessageRow.address_index))
    )
    return scope.rows(MessageRow).where(col(MessageRow.id).in_(latest))


def texts(scope: Scope, thread_id: str) -> Select[MessageRow]:
    """All texts of one telephone."""
    return scope.rows(MessageRow).where(*_texts(), col(MessageRow.address_index) == thread_id)


async def threads(
    session: AsyncSession, scope: Scope, latest: Sequence[MessageRow], now: datetime
) -> list[Thread]:
    """The threads whose latest texts these are, in their order."""
    indexes = [one.address_index for one in latest]
    people = await _people(session, scope, indexes)
    wrote = await _last_wrote(session, scope, indexes)
    talking = await _talking(session, scope, indexes)
    waiting = await _waiting(session, scope, indexes)
    found = []
    for one in latest:
        index = one.address_index
        until = wrote[index] + WINDOW if index in wrote else None
        owners = tuple(people.get(index, ()))
        only = owners[0].patient_id if len(owners) == 1 else None  # what they told the staff counts
        status = "quiet"
        if await is_suppressed(session, scope, [index], only):
            status, until = "stopped", None
        elif index in waiting:
            status = "staff"
        elif index in talking:
            status = "assistant"
        open_until = until if until is not None and until > now else None
        found.append(Thread(index, one.address, one, owners, status, open_until))
    return found


def _texts() -> tuple[ColumnElement[bool], ...]:
    return col(MessageRow.channel) == CHANNEL, col(MessageRow.purpose) != "staff"


async def _people(
    session: AsyncSession, scope: Scope, indexes: Sequence[str]
) -> Mapping[str, list[Person]]:
    owners = await session.execute(
        scope.only(Phone, col(Phone.number_index), col(Phone.patient_id))
        .where(col(Phone.number_index).in_(indexes))
        .order_by(col(Phone.id))
    )
    pairs = [(index, patient_id) for index, patient_id in owners]
    rows = scope.rows(PatientRow).where(col(PatientRow.id).in_({one for _, one in pairs}))
    names = {one.id: f"{one.first_name} {one.last_name}" for one in await session.scalars(rows)}
    found: dict[str, list[Person]] = {}
    for index, patient_id in dict.fromkeys(pairs):
        if patient_id in names:
            found.setdefault(index, []).append(Person(patient_id, names[patient_id]))
    return found


async def _last_wrote(
    session: AsyncSession, scope: Scope, indexes: Sequence[str]
) -> dict[str, datetime]:
    """When each number last wrote to the clinic."""
    latest = (
        scope.only(MessageRow, func.max(col(MessageRow.id)))
        .where(
            *_texts(),
            col(MessageRow.address_index).in_(indexes),
            col(MessageRow.direction) == "in",
        )
        .group_by(col(MessageRow.address_index))
    )
    rows = scope.only(MessageRow, col(MessageRow.address_index), col(MessageRow.created_at)).where(
        col(MessageRow.id).in_(latest)
    )
    return {row[0]: row[1] for row in await session.execute(rows)}


async def _talking(session: AsyncSession, scope: Scope, indexes: Sequence[str]) -> set[str]:
    """The numbers with which the receptionist's conversation is not over."""
    standing = scope.only(CallRow, col(CallRow.id)).where(
        col(CallRow.channel) == CHANNEL, col(CallRow.ended_at).is_(None)
    )
    rows = scope.only(MessageRow, col(MessageRow.address_index)).where(
        col(MessageRow.address_index).in_(indexes), col(MessageRow.call_id).in_(standing)
    )
    return set(await session.scalars(rows.distinct()))


async def _waiting(session: AsyncSession, scope: Scope, indexes: Sequence[str]) -> set[str]:
    """The numbers whose texts left a task that is not done yet."""
    tasks = scope.only(TaskRow, col(TaskRow.id)).where(col(TaskRow.status).in_(OPEN_TASKS))
    rows = scope.only(MessageRow, col(MessageRow.address_index)).where(
        col(MessageRow.address_index).in_(indexes),
        col(MessageRow.direction) == "in",
        col(MessageRow.about_id).in_(tasks),
    )
    return set(await session.scalars(rows.distinct()))
