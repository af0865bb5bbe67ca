"""How far behind the jobs are, in numbers for monitors and in alerts for people.

The lag is the age of the oldest thing that should have been begun: a row of the outbox that nobody
took, or a job that waits for a place. A job that rests after a failure is not behind.

An alert is written for each practice that is concerned. That of a backlog is closed when the
backlog is gone; that of dead jobs stays until a person closes it, and only jobs that died after it
make a new one.
"""

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.jobs.job import Work
from clinic.jobs.ledger import DEAD, LIVE, Standing, ledger_of
from clinic.store.identifier import new_id
from clinic.store.tables.trail import Alert, OutboxRow

LAG_SECONDS: Final = 60
"""From here on a practice is told that its jobs are late."""
KEPT: Final = timedelta(days=7)
"""How long jobs that were done are remembered."""
ROWS_KEPT: Final = timedelta(days=30)
"""How long rows of the outbox are kept, for those who ask what became of something."""
LATE: Final = "jobs_late"
DIED: Final = "jobs_dead"
_SETTLED: Final = timedelta(seconds=2)
"""SQLite's jobs know when they died to the second: of the latest ones the next alert tells."""


async def figures(work: Work) -> dict[str, float]:
    """How many rows and jobs are where (`jobs_dead`), and `jobs_lag_seconds`."""
    standings = await _standings(work, (*LIVE, *DEAD))
    untaken, oldest = await _untaken(work)
    waiting = [one.since for one in standings if one.state == "waiting"]
    if oldest:
        waiting.append(oldest)
    count = Counter(one.state for one in standings)
    lag = (work.clock() - min(waiting)).total_seconds() if waiting else 0.0
    return {
        "jobs_untaken": untaken,
        "jobs_waiting": count["waiting"],
        "jobs_resting": count["resting"],
        "jobs_running": count["running"],
        "jobs_dead": count["dead"],
        "jobs_lag_seconds": max(lag, 0.0),
    }


async def watch(work: Work) -> None:
    """Write alerts for practices whose jobs are late or dead."""
    now = work.clock()
    standings = await _standings(work, ("ENQUEUED", *DEAD))
    dead = [one for one in standings if one.state == "dead" and one.since < now - _SETTLED]
    late_since = now - timedelta(seconds=LAG_SECONDS)
    late = {
        one.errand.row for one in standings if one.state == "waiting" and one.since <= late_since
    }
    async with work.database.writing() as session:
        await _tell_late(session, await _late(session, late, late_since), now)
        practices = await _practices(session, {one.errand.row for one in dead})
        await _tell_dead(session, dead, practices, now)


async def forget(work: Work) -> None:
    """Remove what was done long ago: jobs, and rows of the outbox whose jobs are all done."""
    now = work.clock()
    async with ledger_of(work) as ledger:
        await asyncio.to_thread(ledger.forget, now - KEPT)
    needed = {one.errand.row for one in await _standings(work, (*LIVE, *DEAD))}
    over = col(OutboxRow.taken_at) < now - ROWS_KEPT
    async with work.database.writing() as session:
        await session.execute(delete(OutboxRow).where(over, col(OutboxRow.id).not_in(needed)))


async def _standings(work: Work, states: Iterable[str]) -> list[Standing]:
    async with ledger_of(work) as ledger:
        return await asyncio.to_thread(ledger.standings, states)


async def _untaken(work: Work) -> tuple[int, datetime | None]:
    query = select(func.count(), func.min(col(OutboxRow.created_at)))
    async with work.database.reading() as session:
        found = (await session.execute(query.where(col(OutboxRow.taken_at).is_(None)))).one()
    return found[0], found[1]


async def _late(session: AsyncSession, waiting: set[str], since: datetime) -> set[str]:
    """The practices with a row that nobody took in time, or with a job that waits too long."""
    query = select(col(OutboxRow.practice_id)).distinct()
    untaken = query.where(col(OutboxRow.taken_at).is_(None), col(OutboxRow.created_at) <= since)
    found = set(await session.scalars(untaken))
    return found | set((await _practices(session, waiting)).values())


async def _practices(session: AsyncSession, rows: set[str]) -> Mapping[str, str]:
    """Whose rows of the outbox these are."""
    query = select(col(OutboxRow.id), col(OutboxRow.practice_id))
    found = await session.execute(query.where(col(OutboxRow.id).in_(rows)))
    return {one[0]: one[1] for one in found}


async def _tell_late(session: AsyncSession, late: set[str], now: datetime) -> None:
    query = select(Alert).where(col(Alert.type) == LATE, col(Alert.resolved_at).is_(None))
    told = {one.practice_id: one for one in await session.scalars(query)}
    for practice in late - set(told):
        session.add(_alert(practice, LATE, f"Jobs wait for more than {LAG_SECONDS} seconds.", now))
    over = [one.id for practice, one in told.items() if practice not in late]
    await session.execute(update(Alert).where(col(Alert.id).in_(over)).values(resolved_at=now))


async def _tell_dead(
    session: AsyncSession, dead: list[Standing], practices: Mapping[str, str], now: datetime
) -> None:
    query = select(col(Alert.practice_id), func.max(col(Alert.created_at)))
    query = query.where(col(Alert.type) == DIED).group_by(col(Alert.practice_id))
    told = {one[0]: one[1] for one in await session.execute(query)}
    count: Counter[str] = Counter()
    grown = set()
    for one in dead:
        practice = practices.get(one.errand.row)
        if practice is None:
            continue
        count[practice] += 1
        if practice not in told or one.since >= told[practice] - _SETTLED:
            grown.add(practice)
    for practice in grown:
        text = f"Jobs that could not be done: {count[practice]}. See 'frontdesk jobs list --dead'."
        session.add(_alert(practice, DIED, text, now))


def _alert(practice: str, kind: str, text: str, now: datetime) -> Alert:
    return Alert(
        id=new_id(now),
        practice_id=practice,
        type=kind,
        description=text,
        severity="high",
        created_at=now,
    )
