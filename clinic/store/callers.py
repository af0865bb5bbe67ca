"""Who rings, and who is being talked to: what the screens of a clinic show by themselves.

A call that rings is a line at the carrier and nothing else yet; once somebody of ours answers, it
is a call. Who they may be is what their number says: a hint, and everybody who has that number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.store.database import Database
from clinic.store.scope import Scope
from clinic.store.tables.call import CallLine, CallRow
from clinic.store.tables.patient import PatientRow, Recognition

RINGS_AT_MOST: Final = timedelta(minutes=2)
"""After which a line that nothing was heard of does not ring any more."""
SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody on the line."""

    id: str
    number: str | None
    """E.164; `None` where it was withheld."""
    at: datetime
    """When it began to ring, or was answered."""
    call: CallRow | None
    """`None` while it rings."""
    patients: tuple[tuple[str, str], ...]
    """(id, name) of whom they proved to be, else of everybody who has the number."""


async def callers(
    database: Database,
    scope: Scope,
    now: datetime,
    *,
    ids: Sequence[str] = (),
    ringing: bool = True,
) -> list[Caller]:
    """Who is on the line, those who came last first; with `ids` these, also once they are gone.

    `ringing` is whether those who ring are among them.
    """
    async with database.reading() as session:
        query = scope.rows(CallRow)
        query = query.where(col(CallRow.id).in_(ids) if ids else col(CallRow.ended_at).is_(None))
        query = query.order_by(col(CallRow.started_at).desc()).limit(SHOWN)
        calls = list(await session.scalars(query))
        lines = await _ringing(session, scope, now, ids) if ringing else []
        taken = {one.id for one in calls}
        if lines:
            known = scope.only(CallRow, col(CallRow.id))
            answered = known.where(col(CallRow.id).in_([one.id for one in lines]))
            taken |= set(await session.scalars(answered))
        found = [(one.id, one.caller, one.started_at, one) for one in calls]
        rings = [(one.id, one.caller, one.created_at, None) for one in lines if one.id not in taken]
        whole = [*found, *rings]
        proved = {one.id: one.patient_id for one in calls if one.patient_id}
        hints = await _patients(session, scope, [one[0] for one in whole], proved)
    made = [
        Caller(call_id, number, at, call, tuple(hints.get(call_id, ())))
        for call_id, number, at, call in whole
    ]
    return sorted(made, key=lambda one: one.at, reverse=True)


async def _ringing(
    session: AsyncSession, scope: Scope, now: datetime, ids: Sequence[str]
) -> list[CallLine]:
    query = scope.rows(CallLine).where(
        col(CallLine.caller_line).is_(None),
        col(CallLine.ended_at).is_(None),
        col(CallLine.accepted_at).is_(None),
        col(CallLine.created_at) > now - RINGS_AT_MOST,
    )
    if ids:
        query = query.where(col(CallLine.id).in_(ids))
    return list(await session.scalars(query.limit(SHOWN)))


async def _patients(
    session: AsyncSession, scope: Scope, ids: Sequence[str], proved: Mapping[str, str]
) -> dict[str, list[tuple[str, str]]]:
    """By call, the patients it may be about: the one it is proved to be about, or all hints."""
    query = scope.rows(Recognition).where(col(Recognition.call_id).in_(ids))
    order = col(Recognition.created_at), col(Recognition.id)
    hints = [
        (one.call_id, one.patient_id)
        for one in await session.scalars(query.order_by(*order))
        if one.call_id not in proved
    ]
    pairs = dict.fromkeys([*proved.items(), *hints])
    names = await names_of(session, scope, [patient for _, patient in pairs])
    found: dict[str, list[tuple[str, str]]] = {}
    for call_id, patient in pairs:
        if patient in names:
            found.setdefault(call_id, []).append((patient, names[patient]))
    return found


async def names_of(session: AsyncSession, scope: Scope, ids: Sequence[str]) -> dict[str, str]:
    """The names of patients, by id."""
    query = scope.rows(PatientRow).where(col(PatientRow.id).in_(ids))
    return {one.id: f"{one.first_name} {one.last_name}" for one in await session.scalars(query)}
