"""`frontdesk replay`: yesterday's calls against today's edit.

Every call is run twice through the engine: as it was, on the version it began on, and on the
edited flow. What the caller said is the same; what would have come of it is told.
"""

import asyncio
import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import col

from agent_config.flow_file import load_flow
from cli import store, view
from cli.failure import Failure
from cli.listener import listener
from clinic.jobs.job import Work
from clinic.store.event_log import events
from clinic.store.flow_versions import flow_of
from clinic.store.profile import clinic_of
from clinic.store.scope import Scope
from clinic.store.tables.call import CallRow
from engine.flow import Flow
from nlu.understand import Understanding
from telephony.recorded_calls import Again, Recorded, again

SPANS: Final = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
COLUMNS: Final = ("call", "then", "now", "diverged", "")


def replay(
    calls: Sequence[str],
    *,
    since: str | None,
    flow: str | None,
    clinic: str | None,
    as_json: bool,
) -> None:
    """Run recorded calls against an edited flow, and tell what comes out differently.

    Raises `Failure` where there is nothing to run.
    """
    recorded, edited, broken = asyncio.run(_gathered(calls, since, flow, clinic))
    if not recorded and not broken:
        raise Failure("there is no recorded call to run; 'frontdesk call --live' makes one")
    rows = [*broken, *_run(recorded, edited)]
    if as_json:
        view.data([_plain(row) for row in rows])
        return
    _tell(rows)


def _run(recorded: Sequence[tuple[str, Recorded]], edited: dict[str, Flow]) -> Iterator[Again]:
    ears: dict[str, Understanding] = {}
    with view.progress(len(recorded), "replaying") as step:
        for clinic, one in recorded:
            if clinic not in ears:
                ears[clinic] = listener(edited[clinic])
            yield again(one, edited[clinic], ears[clinic])
            step()


async def _gathered(
    calls: Sequence[str], since: str | None, flow: str | None, clinic: str | None
) -> tuple[list[tuple[str, Recorded]], dict[str, Flow], list[Again]]:
    """The calls with their clinics, each clinic's edited flow, and calls that cannot be read."""
    async with store.opened(store.settings()) as work:
        found: list[tuple[str, Recorded]] = []
        edited: dict[str, Flow] = {}
        broken: list[Again] = []
        for row in await _rows(work, calls, since, clinic):
            scope = Scope(row.practice_id, row.clinic_id)
            ended = row.disposition or ""
            try:
                begun_on = await flow_of(work.database, scope, str(row.flow_version_id))
            except (KeyError, ValueError):
                broken.append(Again(row.id, ended, problem="its flow is not kept"))
                continue
            log = await events(work.database, scope, row.id)
            found.append((row.clinic_id, Recorded(row.id, row.channel, ended, begun_on, log)))
            if row.clinic_id not in edited:
                edited[row.clinic_id] = await _edited(work, scope, flow)
    return found, edited, broken


async def _rows(
    work: Work, calls: Sequence[str], since: str | None, clinic: str | None
) -> list[CallRow]:
    query = select(CallRow).where(col(CallRow.ended_at).is_not(None))
    if since is not None:
        query = query.where(col(CallRow.started_at) >= _moment(since, work.clock()))
    if clinic is not None:
        query = query.where(col(CallRow.clinic_id) == clinic)
    if calls:
        query = query.where(col(CallRow.id).in_(calls))
    async with work.database.reading() as session:
        rows = list(await session.scalars(query.order_by(col(CallRow.started_at))))
    missing = set(calls) - {row.id for row in rows}
    if missing:
        raise Failure(f"there is no ended call {', '.join(sorted(missing))}")
    return rows


async def _edited(work: Work, scope: Scope, flow: str | None) -> Flow:
    clinic = await clinic_of(work.database, scope)
    return load_flow(flow or clinic.flow, clinic)


def _moment(text: str, now: datetime) -> datetime:
    span = re.fullmatch(r"(\d{1,4})([mhdw])", text)
    if span is not None:
        return now - timedelta(**{SPANS[span[2]]: int(span[1])})
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise Failure(f"--since is a day such as 2026-03-01, or 24h or 7d, not {text!r}") from None
    return at if at.tzinfo is not None else at.replace(tzinfo=now.tzinfo)


def _plain(row: Again) -> dict[str, Any]:
    """The stable fields."""
    return {
        "call": row.call_id,
        "before": row.before,
        "after": row.after,
        "changed": row.changed,
        "diverged_at": row.diverged_at,
        "problem": row.problem,
    }


def _tell(rows: Sequence[Again]) -> None:
    changed = [row for row in rows if row.changed]
    problems = [row for row in rows if row.problem]
    shown = [row for row in rows if row.changed or row.problem or row.diverged_at is not None]
    if shown:
        view.table(
            COLUMNS,
            [
                (
                    row.call_id,
                    row.before,
                    row.after or "-",
                    "-" if row.diverged_at is None else f"turn {row.diverged_at}",
                    row.problem or ("changed" if row.changed else "same end"),
                )
                for row in shown
            ],
        )
    same = len(rows) - len(changed) - len(problems)
    view.line(
        f"{len(rows)} calls: {same} end the same, {len(changed)} differently"
        + (f", {len(problems)} could not be run" if problems else "")
    )
