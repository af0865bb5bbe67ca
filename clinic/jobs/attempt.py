"""One turn of a job: the handler does it, and a row of `delivery_attempts` says how it went.

What a fault says may hold anything, a telephone number or a name; so only codes are kept: those of
`Later` and `Never` as far as they look like codes, and otherwise the name of the exception's type.
"""

import asyncio
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any, Final, Literal, TypeAlias

from clinic.jobs.errand import Errand
from clinic.jobs.job import Handler, Job, Later, Never, Work
from clinic.jobs.pace import Pace
from clinic.store.identifier import new_id
from clinic.store.scope import Scope
from clinic.store.tables.message import Attempt
from clinic.store.tables.trail import OutboxRow

UNKNOWN_JOB: Final = "unknown_job"
UNKNOWN_HANDLER: Final = "unknown_handler"
_CODE: Final = re.compile(r"[a-z0-9][a-z0-9_.:-]{0,59}", re.IGNORECASE)
_log = logging.getLogger(__name__)

Table: TypeAlias = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a turn went."""

    kind: Literal["done", "later", "dead"]
    error: str | None = None
    at: datetime | None = None
    """When to come back, where that is known. Then it was no failure."""


def loaded(path: str) -> Any:
    """What `module:name` names."""
    module, _, name = path.partition(":")
    return getattr(import_module(module), name)


async def attempt(work: Work, handlers: Table, errand: Errand, pace: Pace) -> Outcome:
    """Do a job. Never raises: whatever goes wrong is an outcome."""
    try:
        job = await _job(work, errand.row)
        if job is None:
            return Outcome("dead", UNKNOWN_JOB)
        outcome = await _outcome(work, handlers, errand, job, pace)
        if outcome.kind == "later" and not outcome.at and errand.failures + 1 >= pace.tries:
            outcome = Outcome("dead", outcome.error)
        await _note(work, errand, job, outcome)
    except Exception as fault:  # the store is away; the job is not to blame, and comes back
        _log.error("a job could not be looked up or noted: %s", type(fault).__name__)
        soon = work.clock() + timedelta(seconds=pace.first_wait)
        return Outcome("later", type(fault).__name__, soon)
    return outcome


async def _outcome(work: Work, handlers: Table, errand: Errand, job: Job, pace: Pace) -> Outcome:
    if errand.handler not in handlers.get(job.kind, ()):
        return Outcome("dead", UNKNOWN_HANDLER)
    try:
        handler: Handler = loaded(errand.handler)
        async with asyncio.timeout(pace.longest_try):
            await handler(work, job)
    except Never as fault:
        return Outcome("dead", _code(fault))
    except Later as fault:
        return Outcome("later", _code(fault), fault.at)
    except Exception as fault:
        _log.error("job %s of %s: %s", errand.job, job.kind, type(fault).__name__)
        return Outcome("later", type(fault).__name__)
    return Outcome("done")


def _code(fault: Exception) -> str:
    told = str(fault)
    return told if _CODE.fullmatch(told) else type(fault).__name__


async def _job(work: Work, row: str) -> Job | None:
    async with work.database.reading() as session:
        found = await session.get(OutboxRow, row)
    if found is None:
        return None
    return Job(
        id=found.id,
        kind=found.kind,
        reference=found.reference,
        scope=Scope(found.practice_id, found.clinic_id),
        created_at=found.created_at,
        more=found.more or {},
    )


async def _note(work: Work, errand: Errand, job: Job, outcome: Outcome) -> None:
    now = work.clock()
    row = Attempt(
        id=new_id(now),
        job_id=job.id,
        handler=errand.handler,
        outcome=outcome.kind,
        error=outcome.error,
        at=now,
        **job.scope.ids,
    )
    async with work.database.writing() as session:
        session.add(row)
