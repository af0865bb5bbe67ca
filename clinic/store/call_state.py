"""Where a call stands, for whoever looks at many: its row, which its events could tell as well."""

from datetime import datetime
from typing import Final

from sqlmodel import col

from clinic.store.database import Database
from clinic.store.outbox import show, tell
from clinic.store.scope import Scope
from clinic.store.tables.call import CallRow
from engine.call import Call

CHANGED: Final = "call.changed"
ENDED: Final = "call.ended"


def is_standing(row: CallRow) -> bool:
    """Whether a call is still under way."""
    return row.ended_at is None


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
