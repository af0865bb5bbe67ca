"""Calls: who rang, what came of it, and every word, for those who may read it.

The words are not kept as text: they are what the flow that the call began on makes of its events.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field
from sqlalchemy import Select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.access import Desk, at_desk
from api.body import Moment
from api.page import USUAL, Cursor, Limit, Page, rows_of
from api.problem import answers, missing, unusable
from api.route import Route
from api.routes.recordings import url_of
from clinic.outcomes import OF_DISPOSITION
from clinic.recordings.finding import of_calls
from clinic.store import call_filter
from clinic.store.callers import names_of
from clinic.store.event_log import events
from clinic.store.flow_versions import flow_of
from clinic.store.profile import clinic_of
from clinic.store.tables.call import CallRow
from engine.events import Event
from telephony.channel import for_channel
from telephony.outcome import plain_slots
from telephony.transcript import Line, read_again

router = APIRouter(prefix="/api", tags=["calls"], route_class=Route)

CallDesk = Annotated[Desk, at_desk("calls")]
TranscriptDesk = Annotated[Desk, at_desk("transcripts")]
Channel = Literal["phone", "chat", "sms", "terminal", "browser"]
Outcome = Literal["appointment_booked", "information_provided", "escalated", "hung_up"]


class Moreover(BaseModel):
    """What else calls are looked for by: those behind a point of a chart."""

    outcome: Outcome | None = None
    reason: str | None = Field(None, max_length=40, description="Of the escalation.")
    weekday: int | None = Field(None, ge=0, le=6, description="Monday is 0.")
    hour: int | None = Field(None, ge=0, le=23, description="Of the clinic's clock.")
    at_least: int | None = Field(None, ge=0, le=86_400, description="Seconds that it lasted.")
    below: int | None = Field(None, ge=0, le=86_400, description="Seconds that it lasted.")


class CallOut(BaseModel):
    """A call."""

    id: str
    channel: str
    direction: str
    caller: str | None = Field(description="E.164; a hint, no identity.")
    patient_id: str | None
    patient_name: str | None = Field(description="Of whom the call proved to be about.")
    state: str
    disposition: str | None = Field(examples=["booked"])
    outcome: str | None = Field(examples=["appointment_booked"])
    escalation: str | None
    turns: int
    started_at: datetime
    ended_at: datetime | None
    seconds: float | None
    request: str | None = Field(
        description="What the caller rang for, once the call is over.",
        examples=["book_appointment"],
    )
    duration_sec: int | None = Field(description="Whole seconds, for those who bill by them.")
    recording_url: str | None = Field(description="Where its sound is, if it was recorded.")
    flow_version_id: str | None
    latency: dict[str, Any] | None = Field(
        description="How long the caller waited for an answer, once the call is over: turns, and "
        "of each stage (understand, decide, speak, total) p50_ms and max_ms."
    )


class LineOut(BaseModel):
    """One line of a transcript."""

    at: datetime
    who: str
    text: str
    state: str
    confidence: float | None
    intents: list[str]


class Transcript(BaseModel):
    """Every word of a call, and what was learned in it."""

    call_id: str
    lines: list[LineOut]
    slots: dict[str, Any]
    recordings: list[str] = Field(description="Ids of what was recorded, if anything was.")


@router.get("/calls", responses=answers(401, 403, 404))
async def calls(
    desk: CallDesk,
    cursor: Cursor = None,
    limit: Limit = USUAL,
    since: Annotated[Moment | None, Query(description="Begun at or after.")] = None,
    until: Annotated[Moment | None, Query(description="Begun before.")] = None,
    channel: Channel | None = None,
    disposition: Annotated[str | None, Query(max_length=20)] = None,
    escalated: bool | None = None,
    live: Annotated[bool | None, Query(description="Only those that are under way.")] = None,
    patient_id: Annotated[str | None, Query(max_length=40)] = None,
    caller: Annotated[str | None, Query(pattern=r"^\+\d{7,15}$", description="E.164.")] = None,
    *,
    moreover: Annotated[Moreover, Depends()],
) -> Page[CallOut]:
    """The clinic's calls, the latest first."""
    query = desk.scope.rows(CallRow)
    if since is not None:
        query = query.where(col(CallRow.started_at) >= since)
    if until is not None:
        query = query.where(col(CallRow.started_at) < until)
    if channel is not None:
        query = query.where(col(CallRow.channel) == channel)
    if disposition is not None:
        query = query.where(col(CallRow.disposition) == disposition)
    if patient_id is not None:
        query = query.where(col(CallRow.patient_id) == patient_id)
    if caller is not None:
        index = desk.database.keyring.index("phone", caller)
        query = query.where(col(CallRow.caller_index) == index)
    for wanted, column in ((escalated, CallRow.escalation), (live, CallRow.ended_at)):
        if wanted is not None:
            is_null = col(column).is_(None)
            yes = column is CallRow.ended_at
            query = query.where(is_null if wanted == yes else ~is_null)
    query = await _narrowed(desk, query, moreover, since, until)
    async with desk.database.reading() as session:
        found, following = await rows_of(
            session,
            query,
            [col(CallRow.started_at), col(CallRow.id)],
            lambda one: [one.started_at, one.id],
            cursor=cursor,
            limit=limit,
            newest_first=True,
        )
        recorded = await of_calls(session, desk.scope, [one.id for one in found], desk.now)
        names = await _names(session, desk, found)
    return Page(items=[_shown(one, recorded.get(one.id), names) for one in found], next=following)


@router.get("/calls/{call_id}", responses=answers(401, 403, 404))
async def call(desk: CallDesk, call_id: str) -> CallOut:
    """One call."""
    return await shown_call(desk, call_id)


@router.get("/calls/{call_id}/transcript", responses=answers(401, 403, 404))
async def transcript_of_call(desk: TranscriptDesk, call_id: str) -> Transcript:
    """Every word of a call."""
    return await _transcript(desk, call_id)


@router.get("/transcripts/{call_id}", responses=answers(401, 403, 404))
async def transcript(desk: TranscriptDesk, call_id: str) -> Transcript:
    """Every word of a call; the same as under the call."""
    return await _transcript(desk, call_id)


async def shown_call(desk: Desk, call_id: str) -> CallOut:
    """One call as it is shown. Raises `Problem` where there is none."""
    row = await row_of(desk, call_id)
    async with desk.database.reading() as session:
        recorded = await of_calls(session, desk.scope, [call_id], desk.now)
        names = await _names(session, desk, [row])
    return _shown(row, recorded.get(call_id), names)


async def row_of(desk: Desk, call_id: str) -> CallRow:
    """A call of the clinic. Raises `Problem` where there is none."""
    async with desk.database.reading() as session:
        row: CallRow | None = await session.scalar(
            desk.scope.rows(CallRow).where(col(CallRow.id) == call_id)
        )
    if row is None:
        raise missing("call")
    return row


async def _transcript(desk: Desk, call_id: str) -> Transcript:
    row = await row_of(desk, call_id)
    kept: list[Event] = await events(desk.database, desk.scope, call_id)
    if row.flow_version_id is None:
        raise unusable("The flow of this call was not kept.", "no_flow")
    flow = for_channel(await flow_of(desk.database, desk.scope, row.flow_version_id), row.channel)
    ended, lines = read_again(flow, kept)
    async with desk.database.reading() as session:
        recorded = await of_calls(session, desk.scope, [call_id], desk.now)
    return Transcript(
        call_id=call_id,
        lines=[_line(one) for one in lines],
        slots=plain_slots(flow, ended),
        recordings=list(recorded.values()),
    )


async def _narrowed(
    desk: Desk, query: Select[Any], by: Moreover, since: datetime | None, until: datetime | None
) -> Select[Any]:
    if by.outcome is not None:
        query = query.where(call_filter.came_to(by.outcome))
    if by.reason is not None:
        query = query.where(col(CallRow.escalation) == by.reason)
    if by.at_least is not None or by.below is not None:
        query = query.where(call_filter.lasted(desk.database, by.at_least, by.below))
    if by.weekday is None and by.hour is None:
        return query
    zone = (await clinic_of(desk.database, desk.scope)).timezone
    last = until or desk.now
    first = min(since or last - call_filter.LONGEST, last)
    return query.where(call_filter.in_hours(zone, first, last, by.weekday, by.hour))


def _line(line: Line) -> LineOut:
    return LineOut(
        at=line.at,
        who=line.who,
        text=line.text,
        state=line.state,
        confidence=line.confidence,
        intents=list(line.intents),
    )


async def _names(session: AsyncSession, desk: Desk, rows: Sequence[CallRow]) -> dict[str, str]:
    """The names of whom calls are about, by id; that they were shown is noted."""
    names = await names_of(session, desk.scope, [one.patient_id for one in rows if one.patient_id])
    desk.touch(*names)
    return names


def _shown(row: CallRow, recording_id: str | None, names: Mapping[str, str]) -> CallOut:
    ended = row.ended_at
    seconds = (ended - row.started_at).total_seconds() if ended else None
    return CallOut(
        id=row.id,
        channel=row.channel,
        direction=row.direction,
        caller=row.caller,
        patient_id=row.patient_id,
        patient_name=names.get(row.patient_id) if row.patient_id else None,
        state=row.state,
        disposition=row.disposition,
        outcome=OF_DISPOSITION[row.disposition].outcome if row.disposition else None,
        escalation=row.escalation,
        turns=row.turns,
        started_at=row.started_at,
        ended_at=ended,
        seconds=seconds,
        request=row.request,
        duration_sec=round(seconds) if seconds is not None else None,
        recording_url=url_of(recording_id) if recording_id else None,
        flow_version_id=row.flow_version_id,
        latency=row.latency,
    )
