"""What tests let handlers do, and a world in which they do it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from agent_config.settings import Settings
from clinic.jobs.job import Job, Later, Never, Work
from clinic.jobs.ledger import LIVE, Ledger
from clinic.jobs.pace import Pace
from clinic.store.database import Database
from clinic.store.keyring import Keyring
from clinic.store.outbox import tell
from clinic.store.scope import Scope
from clinic.store.tables.message import Attempt
from clinic.store.tables.practice import ClinicRow
from clinic.store.tables.trail import OutboxRow
from tests.databases import opened

While = Callable[..., Any]
"""Does something while jobs are done: the fixture `while_running`."""
HERE = "tests.clinic.jobs.deeds"
PLANTED = "Ana Ruiz, +15125550142"
TABLE = {
    "good": (f"{HERE}:good",),
    "twofold": (f"{HERE}:good", f"{HERE}:bad"),
    "bad": (f"{HERE}:bad",),
    "hopeless": (f"{HERE}:hopeless",),
    "shaky": (f"{HERE}:shaky",),
    "early": (f"{HERE}:early",),
    "long": (f"{HERE}:long",),
    "talkative": (f"{HERE}:talkative",),
    "gone": (f"{HERE}:nowhere",),
}
QUICK = Pace(first_wait=0, poll=0.02, beat=0.1, lease=0.5, grace=5)

done: list[tuple[str, str]] = []
"""The kind and reference of every job that was begun, in order."""
allowed: list[asyncio.Event] = []


async def good(work: Work, job: Job) -> None:
    done.append((job.kind, job.reference))


async def bad(work: Work, job: Job) -> None:
    done.append(("bad", job.reference))
    raise Later("vendor_away")


async def hopeless(work: Work, job: Job) -> None:
    done.append((job.kind, job.reference))
    raise Never("opted_out")


async def shaky(work: Work, job: Job) -> None:
    done.append((job.kind, job.reference))
    if done.count((job.kind, job.reference)) < 3:
        raise RuntimeError(PLANTED)


async def early(work: Work, job: Job) -> None:
    done.append((job.kind, job.reference))
    if done.count((job.kind, job.reference)) < 4:
        raise Later("quiet_hours", at=work.clock() + timedelta(milliseconds=1))


async def long(work: Work, job: Job) -> None:
    done.append((job.kind, job.reference))
    await allowed[0].wait()


async def talkative(work: Work, job: Job) -> None:
    done.append((job.kind, job.reference))
    raise Never(f"cannot reach {PLANTED}")


async def regular(work: Work) -> None:
    done.append(("regular", ""))


async def irregular(work: Work) -> None:
    done.append(("irregular", ""))
    raise RuntimeError(PLANTED)


def now() -> datetime:
    return datetime.now(UTC)


async def write(database: Database, *kinds: str, more: object = None) -> None:
    """Write a row of the outbox for each kind, numbered."""
    async with database.reading() as session:
        clinic = (await session.get(ClinicRow, "riverside_dental")) or None
    assert clinic is not None
    scope = Scope(clinic.practice_id, clinic.id)
    for number, kind in enumerate(kinds):
        async with database.writing() as session:
            told = {"note": more} if more else None
            tell(session, scope, kind, f"row-{number}", now(), told)
        await asyncio.sleep(0.002)  # ids sort by milliseconds


@asynccontextmanager
async def world(url: str, keyring: Keyring, riverside: object, folder: Path) -> AsyncIterator[Work]:
    """An open database with a clinic, and nothing done."""
    done.clear()
    allowed[:] = [asyncio.Event()]
    async with opened(url, keyring, riverside) as database:
        settings = Settings(database_url=url, data_dir=folder)
        yield Work(database, settings, now)


async def until(true: Callable[[], Awaitable[bool]]) -> None:
    """Wait for something that comes by itself."""
    async with asyncio.timeout(60):
        while not await true():
            await asyncio.sleep(0.01)


async def idle(work: Work, ledger: Ledger) -> None:
    """Until everything is taken and nothing waits, rests or runs."""

    async def is_idle() -> bool:
        async with work.database.reading() as session:
            untaken = select(OutboxRow).where(col(OutboxRow.taken_at).is_(None)).limit(1)
            if (await session.scalars(untaken)).first():
                return False
        return not await asyncio.to_thread(ledger.standings, LIVE)

    await until(is_idle)


async def attempts(work: Work) -> list[tuple[str, str, str | None]]:
    async with work.database.reading() as session:
        rows = await session.scalars(select(Attempt).order_by(col(Attempt.at), col(Attempt.id)))
        return [(row.handler.removeprefix(f"{HERE}:"), row.outcome, row.error) for row in rows]
