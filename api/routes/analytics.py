"""Figures of a clinic: how many calls, what came of them, when people call, what is done in time.

Counts only; nothing about a person is read for them.
"""

from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Annotated, Final
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.access import Desk, at_desk
from api.body import Moment
from api.problem import answers, unusable
from api.route import Route
from clinic.outreach.leads.figures import lead_figures
from clinic.store.call_figures import call_figures
from clinic.store.profile import clinic_of

LONGEST: Final = timedelta(days=400)
USUAL: Final = timedelta(days=30)

router = APIRouter(prefix="/api/analytics", tags=["analytics"], route_class=Route)

FigureDesk = Annotated[Desk, at_desk("analytics", phi=False)]


class CallWaitOut(BaseModel):
    """How long callers waited: in half the calls, and at most in nineteen of twenty."""

    p50_ms: float
    p95_ms: float


class CallDayOut(BaseModel):
    """The calls of a day on the clinic's calendar."""

    day: date
    calls: int
    escalated: int
    wait: CallWaitOut | None = Field(description="For an answer; null where no call tells.")


class CallLengthOut(BaseModel):
    """How many calls lasted so long."""

    at_least: int = Field(description="Seconds.")
    below: int | None = Field(description="Seconds; null of the longest.")
    calls: int


class CallFiguresOut(BaseModel):
    """What the calls of a span came to."""

    since: datetime
    until: datetime
    calls: int
    live: int = Field(description="Still under way.")
    outcomes: dict[str, int] = Field(examples=[{"appointment_booked": 12}])
    dispositions: dict[str, int]
    reasons: dict[str, int] = Field(description="Of escalations.")
    escalation_rate: float | None = Field(description="0 to 1; the goal is below 0.15.")
    average_seconds: float | None
    average_turns: float | None
    by_hour: list[int] = Field(description="By the clinic's hour, 0 to 23.")
    by_weekday: list[int] = Field(description="Monday first.")
    by_weekday_hour: list[list[int]] = Field(description="By weekday, then hour.")
    by_day: list[CallDayOut]
    lengths: list[CallLengthOut]
    waits: dict[str, CallWaitOut] = Field(
        description="By stage: understand, decide, speak, and total, the whole of them."
    )


class LeadSourceOut(BaseModel):
    """The leads of one source."""

    source: str = Field(description="The web site, or what the practice calls the batch.")
    leads: int
    with_consent: int = Field(description="Who may be called by a machine.")
    calls: int = Field(description="Who has a call in line, under way or over.")
    called: int = Field(description="Whose telephone rang.")
    reached: int = Field(description="Who spoke with us to some end.")
    booked: int


class LeadFiguresOut(BaseModel):
    """Where the leads of a span came from, and what became of them."""

    since: datetime
    until: datetime
    sources: list[LeadSourceOut] = Field(description="The largest first.")


class Spans(BaseModel):
    """The same figures of today, of the last seven days and of the last thirty."""

    today: CallFiguresOut
    week: CallFiguresOut
    month: CallFiguresOut


@router.get("", responses=answers(401, 403, 404))
async def analytics(desk: FigureDesk) -> Spans:
    """Today, this week, this month."""
    zone = (await clinic_of(desk.database, desk.scope)).timezone
    now = desk.now + timedelta(microseconds=1)  # what began at this moment counts
    midnight = now.astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    return Spans(
        today=await _figures(desk, midnight, now),
        week=await _figures(desk, now - timedelta(days=7), now),
        month=await _figures(desk, now - USUAL, now),
    )


@router.get("/calls", responses=answers(401, 403, 404))
async def calls(
    desk: FigureDesk,
    since: Annotated[Moment | None, Query(description="Thirty days ago, if left out.")] = None,
    until: Annotated[Moment | None, Query(description="Now, if left out.")] = None,
) -> CallFiguresOut:
    """What the calls of a span came to."""
    return await _figures(desk, *_span(desk, since, until))


@router.get("/leads", responses=answers(401, 403, 404))
async def leads(
    desk: FigureDesk,
    since: Annotated[Moment | None, Query(description="Thirty days ago, if left out.")] = None,
    until: Annotated[Moment | None, Query(description="Now, if left out.")] = None,
) -> LeadFiguresOut:
    """Where leads came from, and how many of each were called, reached and booked."""
    first, last = _span(desk, since, until)
    found = await lead_figures(desk.database, desk.scope, first, last)
    sources = [LeadSourceOut(**asdict(one)) for one in found]
    return LeadFiguresOut(since=first, until=last, sources=sources)


def _span(desk: Desk, since: datetime | None, until: datetime | None) -> tuple[datetime, datetime]:
    """The span that is asked for. Raises `Problem`."""
    last = until or desk.now + timedelta(microseconds=1)  # what began at this moment counts
    first = since or last - USUAL
    if not timedelta(0) <= last - first <= LONGEST:
        raise unusable("A span ends after it begins, and is no longer than 400 days.", "span")
    return first, last


async def _figures(desk: Desk, since: datetime, until: datetime) -> CallFiguresOut:
    zone = (await clinic_of(desk.database, desk.scope)).timezone
    found = await call_figures(desk.database, desk.scope, zone, since, until)
    return CallFiguresOut(since=since, until=until, **asdict(found))
