"""Where a call stands, for whoever looks at many: its row, which its events could tell as well."""

from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlmodel import col

from clinic.store.database import Database
from clinic.store.outbox import show, tell
from clinic.store.scope import Scope
from clinic.store.tables.call import CallEvent, CallRow
from engine.call import Call

CHANGED: Final = "call.changed"
ENDED: Final = "call.ended"


def is_standing(row: CallRow) -> bool:
    """Whether a call is still under way."""
    return row.ended_at is None


async def unattended(database: Database, before: datetime) -> list[tuple[Scope, str, str]]:
    """Calls of any clinic that stand, and in which nothing has happened since a moment.

    Returned are (whose, id, channel); the one query here that is about every practice, for it is
    asked by nobody but the server.
    """
    latest = select(func.max(col(CallEvent.at))).where(col(CallEvent.call_id) == col(CallRow.id))
    query = select(CallRow).where(
        col(CallRow.ended_at).is_(None),
        col(CallRow.started_at) < before,
        latest.scalar_subquery() < before,
    )
    async with database.reading() as session:
        rows = list(await session.scalars(query))
    return [(Scope(row.practice_id, row.clinic_id), row.id, row.channel) for row in rows]


async def note_state(database: Database, scope: Scope, call: Call, now: datetime) -> None:
    """Note where a call has come to, and let the screens know."""
    values = {
        "state": call.state,
        "turns": call.turns,
        "escalation": call.escalation,
        "patient_id": _patient(call),
    }
    async with database.writing() as session:
        await session.execute(
            scope.changing(CallRow).where(col(CallRow.id) == call.id).values(**values)
        )
        show(session, scope, CHANGED, call.id, now, body={"state": call.state})


async def close(database: Database, scope: Scope, call: Call, events: int, now: datetime) -> None:
    """Note how a call ended; once, whoever asks again."""
    values = {
        "state": call.state,
        "turns": call.turns,
        "escalation": call.escalation,
        "patient_id": _patient(call),
        "disposition": call.disposition,
        "events": events,
        "ended_at": now,
    }
    async with database.writing() as session:
        row = await session.scalar(
            scope.rows(CallRow).where(col(CallRow.id) == call.id).with_for_update()
        )
        if row is None or row.ended_at is not None:
            return
        for name, value in values.items():
            setattr(row, name, value)
        tell(session, scope, ENDED, call.id, now)


def _patient(call: Call) -> str | None:
    """The record that the caller proved to be asking about."""
    return str(call.patient["id"]) if call.patient is not None else None
