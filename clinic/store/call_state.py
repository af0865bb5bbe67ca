"""Where a call stands, for whoever looks at many: its row, which its events could tell as well."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, case, func, insert, select, update
from sqlmodel import col

from clinic.store.database import Database
from clinic.store.outbox import leave, shown_row, tell
from clinic.store.scope import Scope
from clinic.store.tables.call import CallEvent, CallRow
from clinic.store.tables.trail import LiveEvent
from engine.call import Call

CHANGED: Final = "call.changed"
SAID: Final = "call.said"
ENDED: Final = "call.ended"
OUTBOUND: Final = "outbound"
CALLED: Final = "outbound.ended"
"""A call that the clinic placed is over: the kind of job that notes what came of it."""
_ROWS: Final[Any] = vars(CallRow)["__table__"]
_WHO: Final[Any] = bindparam("own_patient")
_NOTE: Final = (
    update(_ROWS)
    .where(
        _ROWS.c.practice_id == bindparam("own_practice"),
        _ROWS.c.clinic_id == bindparam("own_clinic"),
        _ROWS.c.id == bindparam("own_id"),
        _ROWS.c.ended_at.is_(None),
    )
    .values({name: bindparam(name) for name in ("state", "turns", "escalation")})
    .values(
        patient_id=case(
            (_ROWS.c.direction == OUTBOUND, func.coalesce(_WHO, _ROWS.c.patient_id)),
            else_=_WHO,
        )
    )
)
_SHOW: Final = insert(vars(LiveEvent)["__table__"])
"""Made once: to make a statement takes longer than to run it."""


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


@dataclass(frozen=True, slots=True)
class Said:
    """A line of a call's transcript. `number` is its place there, from 0."""

    number: int
    at: datetime
    who: str
    text: str
    state: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a call has come to, at a moment."""

    scope: Scope
    call: Call
    at: datetime
    slots: Mapping[str, Any] = field(default_factory=dict)
    """What was learned so far."""
    lines: tuple[Said, ...] = ()
    """What was said, and is on no screen yet."""


async def note_states(database: Database, *standing: Standing) -> None:
    """Note where calls have come to, and let the screens know what was said and where they stand.

    Of one that is over only the words are told: how it ended is noted by `close`.
    """
    under_way = [one for one in standing if not one.call.ended]
    rows = [
        {
            "own_practice": one.scope.practice_id,
            "own_clinic": one.scope.clinic_id,
            "own_id": one.call.id,
            "state": one.call.state,
            "turns": one.call.turns,
            "escalation": one.call.escalation,
            "own_patient": _patient(one.call),
        }
        for one in under_way
    ]
    shown = [
        shown_row(one.scope, SAID, one.call.id, line.at, body=_line(line))
        for one in standing
        for line in one.lines
    ]
    shown += [
        shown_row(one.scope, CHANGED, one.call.id, one.at, body=_state(one)) for one in under_way
    ]
    if not shown:
        return
    async with database.connection(writes=True) as connection:
        if rows:
            await connection.execute(_NOTE, rows)
        await connection.execute(_SHOW, shown)
    database.bell.ring()


async def close(
    database: Database,
    scope: Scope,
    call: Call,
    events: int,
    now: datetime,
    *,
    latency: Mapping[str, Any] | None = None,
) -> bool:
    """Note how a call ended; once, whoever asks again. `latency` is how long its caller waited.

    False where nothing is known of the call yet, because its events still wait in the spool.
    """
    values = {
        "state": call.state,
        "turns": call.turns,
        "escalation": call.escalation,
        "request": _first_request(call),
        "disposition": call.disposition,
        "events": events,
        "latency": latency,
        "ended_at": now,
    }
    async with database.writing() as session:
        row = await session.scalar(
            scope.rows(CallRow).where(col(CallRow.id) == call.id).with_for_update()
        )
        if row is not None and row.ended_at is None:
            for name, value in values.items():
                setattr(row, name, value)
            if row.direction != OUTBOUND or call.patient is not None:
                row.patient_id = _patient(call)
            if row.direction == OUTBOUND:
                leave(session, scope, CALLED, call.id, now, {"opted_out": call.opted_out})
            told = ("disposition", "escalation", "request")
            tell(session, scope, ENDED, call.id, now, body={name: values[name] for name in told})
    return row is not None


def _line(line: Said) -> dict[str, Any]:
    return {"number": line.number, "who": line.who, "text": line.text, "state": line.state}


def _state(standing: Standing) -> dict[str, Any]:
    """What screens show of a call: `slots` only those that watch it."""
    call = standing.call
    return {
        "state": call.state,
        "turns": call.turns,
        "request": call.request,
        "agenda": list(call.agenda),
        "escalation": call.escalation,
        "slots": dict(standing.slots),
    }


def _patient(call: Call) -> str | None:
    """The record that the caller proved to be asking about."""
    return str(call.patient["id"]) if call.patient is not None else None


def _first_request(call: Call) -> str | None:
    """What the caller rang for: the first request that something came of, or was under way."""
    wanted = [*(name for name, _ in call.outcomes), call.request, *call.agenda]
    return next((name for name in wanted if name), None)
