"""`frontdesk jobs`: what is still to be done, what could not be done, and doing that again."""

import asyncio
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import col

from cli import store, view
from cli.failure import Failure
from clinic.jobs.job import Work
from clinic.jobs.ledger import DEAD, LIVE, Standing, ledger_of
from clinic.store.tables.trail import OutboxRow

COLUMNS: Final = ("state", "since", "kind", "reference", "why", "id")


def list_jobs(*, dead: bool, pending: bool, as_json: bool) -> None:
    """Print jobs that are not done, the oldest first; both sorts where none is asked for."""
    states = (*(DEAD if dead or not pending else ()), *(LIVE if pending or not dead else ()))
    rows = asyncio.run(_listed(states))
    if as_json:
        view.data(rows)
    elif rows:
        view.table(COLUMNS, [[row[name] for name in COLUMNS] for row in rows])
    else:
        view.line("Nothing.")


async def _listed(states: Sequence[str]) -> list[dict[str, Any]]:
    async with store.opened(store.settings()) as work, ledger_of(work) as ledger:
        standings = await asyncio.to_thread(ledger.standings, states)
        told = await _told(work, standings)
    rows = []
    for one in standings:
        kind, reference = told.get(one.errand.row, ("unknown", ""))
        rows.append(
            {
                "id": one.errand.job,
                "state": one.state,
                "since": one.since.isoformat(timespec="seconds"),
                "kind": kind,
                "reference": reference,
                "handler": one.errand.handler,
                "turn": one.errand.turn + 1,
                "round": one.errand.round + 1,
                "why": one.error,
            }
        )
    return rows


async def _told(work: Work, standings: Sequence[Standing]) -> dict[str, tuple[str, str]]:
    """Kind and reference of each row of the outbox."""
    rows = {one.errand.row for one in standings}
    query = select(col(OutboxRow.id), col(OutboxRow.kind), col(OutboxRow.reference))
    async with work.database.reading() as session:
        found = await session.execute(query.where(col(OutboxRow.id).in_(rows)))
        return {row: (kind, reference) for row, kind, reference in found}


def replay(jobs: Sequence[str], *, all_dead: bool) -> None:
    """Let dead jobs begin anew. Raises `Failure` where one that is named is not dead."""
    if bool(jobs) == all_dead:
        raise Failure("name the jobs to replay, or say --all-dead")
    replayed = asyncio.run(_replayed(None if all_dead else jobs))
    for name in replayed:
        view.passed(name)
    missing = set(jobs) - set(replayed) - {name.partition("/")[0] for name in replayed}
    if missing:
        raise Failure(f"no dead job is called {', '.join(sorted(missing))}")
    if not replayed:
        view.line("Nothing was dead.")


async def _replayed(jobs: Sequence[str] | None) -> list[str]:
    async with store.opened(store.settings()) as work, ledger_of(work) as ledger:
        return [one.job for one in await asyncio.to_thread(ledger.replay, jobs)]
