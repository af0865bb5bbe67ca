"""What the calls of some days came to, counted: the basic figures of a clinic (AN-1).

Everything is counted from plain columns, so no value about a person is opened for a figure.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import col

from clinic.outcomes import OF_DISPOSITION
from clinic.store.database import Database
from clinic.store.scope import Scope
from clinic.store.tables.call import CallRow


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


async def call_figures(
    database: Database, scope: Scope, zone: str, since: datetime, until: datetime
) -> CallFigures:
    """Count the calls of a clinic that began from `since` to before `until`."""
    columns = (
        CallRow.disposition,
        CallRow.escalation,
        CallRow.turns,
        CallRow.started_at,
        CallRow.ended_at,
    )
    query = scope.only(CallRow, *map(col, columns)).where(
        col(CallRow.started_at) >= since, col(CallRow.started_at) < until
    )
    async with database.reading() as session:
        rows = list(await session.execute(query))
    ended = [row for row in rows if row.ended_at is not None]
    local = [row.started_at.astimezone(ZoneInfo(zone)) for row in rows]
    said = [row.disposition for row in ended if row.disposition]
    hours, days = Counter(at.hour for at in local), Counter(at.weekday() for at in local)
    escalated = [row.escalation for row in rows if row.escalation]
    return CallFigures(
        calls=len(rows),
        live=len(rows) - len(ended),
        outcomes=dict(Counter(OF_DISPOSITION[one].outcome for one in said)),
        dispositions=dict(Counter(said)),
        reasons=dict(Counter(escalated)),
        escalation_rate=round(len(escalated) / len(rows), 4) if rows else None,
        average_seconds=_mean([(row.ended_at - row.started_at).total_seconds() for row in ended]),
        average_turns=_mean([row.turns for row in ended]),
        by_hour=[hours[hour] for hour in range(24)],
        by_weekday=[days[day] for day in range(7)],
    )


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 1) if values else None
