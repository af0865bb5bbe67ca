"""What the calls of some days came to, counted: the basic figures of a clinic (AN-1, AN-8).

Everything is counted from plain columns, so no value about a person is opened for a figure.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlmodel import col

from clinic.outcomes import OF_DISPOSITION
from clinic.store.call_waits import Wait, waits_of
from clinic.store.database import Database
from clinic.store.scope import Scope
from clinic.store.tables.call import CallRow

EDGES: Final = (0, 30, 60, 120, 180, 300, 600)
"""Where a length of calls begins, in seconds; the last has no end."""


@dataclass(frozen=True, slots=True)
class Length:
    """How many calls lasted so long. Seconds; the end is excluded, and `None` of the longest."""

    at_least: int
    below: int | None
    calls: int


@dataclass(frozen=True, slots=True)
class Day:
    """The calls of one local day."""

    day: date
    calls: int
    escalated: int
    wait: Wait | None
    """For an answer; `None` where no call of the day tells."""


@dataclass(frozen=True, slots=True)
class CallFigures:
    """Of calls that began within a span. Shares are 0 to 1, `None` of nothing."""

    calls: int
    live: int
    outcomes: dict[str, int]
    dispositions: dict[str, int]
    reasons: dict[str, int]
    """Of escalations."""
    escalation_rate: float | None
    average_seconds: float | None
    average_turns: float | None
    by_hour: list[int]
    """Calls by the local hour in which they began, 0 to 23."""
    by_weekday: list[int]
    """Calls by the local weekday, Monday first."""
    by_weekday_hour: list[list[int]]
    """Calls by weekday, then hour."""
    by_day: list[Day]
    """Every local day that the span touches, in order."""
    lengths: list[Length]
    waits: dict[str, Wait]
    """How long callers waited, by stage."""


async def call_figures(
    database: Database, scope: Scope, zone: str, since: datetime, until: datetime
) -> CallFigures:
    """Count the calls of a clinic that began from `since` to before `until`."""
    columns = (
        CallRow.disposition,
        CallRow.escalation,
        CallRow.turns,
        CallRow.latency,
        CallRow.started_at,
        CallRow.ended_at,
    )
    query = scope.only(CallRow, *map(col, columns)).where(
        col(CallRow.started_at) >= since, col(CallRow.started_at) < until
    )
    async with database.reading() as session:
        rows = list(await session.execute(query))
    place = ZoneInfo(zone)
    ended = [row for row in rows if row.ended_at is not None]
    local = [row.started_at.astimezone(place) for row in rows]
    said = [row.disposition for row in ended if row.disposition]
    cells = Counter((at.weekday(), at.hour) for at in local)
    grid = [[cells[day, hour] for hour in range(24)] for day in range(7)]
    escalated = [row.escalation for row in rows if row.escalation]
    seconds = [(row.ended_at - row.started_at).total_seconds() for row in ended]
    return CallFigures(
        calls=len(rows),
        live=len(rows) - len(ended),
        outcomes=dict(Counter(OF_DISPOSITION[one].outcome for one in said)),
        dispositions=dict(Counter(said)),
        reasons=dict(Counter(escalated)),
        escalation_rate=round(len(escalated) / len(rows), 4) if rows else None,
        average_seconds=_mean(seconds),
        average_turns=_mean([row.turns for row in ended]),
        by_hour=[sum(hours) for hours in zip(*grid, strict=True)],
        by_weekday=[sum(hours) for hours in grid],
        by_weekday_hour=grid,
        by_day=_days(rows, since.astimezone(place).date(), until.astimezone(place), place),
        lengths=list(_lengths(seconds)),
        waits=waits_of(row.latency for row in ended),
    )


def _days(rows: Sequence[Any], first: date, until: datetime, place: ZoneInfo) -> list[Day]:
    of: dict[date, list[Any]] = {}
    for row in rows:
        of.setdefault(row.started_at.astimezone(place).date(), []).append(row)
    last = (until - timedelta(microseconds=1)).date()
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [
        Day(
            day=day,
            calls=len(of.get(day, ())),
            escalated=sum(row.escalation is not None for row in of.get(day, ())),
            wait=waits_of(row.latency for row in of.get(day, ())).get("total"),
        )
        for day in days
    ]


def _lengths(seconds: Sequence[float]) -> Iterator[Length]:
    for at_least, below in zip(EDGES, (*EDGES[1:], None), strict=True):
        count = sum(at_least <= one and (below is None or one < below) for one in seconds)
        yield Length(at_least, below, count)


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 1) if values else None
