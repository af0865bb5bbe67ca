"""What is done when a time becomes free: holds that are over end, and those who wait are asked.

Each of it looks at how things stand now, so it may be done late, or twice.
"""

from datetime import datetime

from sqlalchemy import select
from sqlmodel import col

from clinic.diary import Diary
from clinic.jobs.job import Job, Work
from clinic.store.claims import Claims
from clinic.store.database import Database
from clinic.store.profile import clinic_of
from clinic.store.scope import Scope
from clinic.store.tables.appointment import HoldRow
from clinic.store.tables.practice import ClinicRow
from clinic.store.waitlist import fill, forget_past


async def offer_freed(work: Work, job: Job) -> None:
    """Offer the time that an appointment, a hold or an answer left to those who wait for one."""
    told = job.more.get("freed")
    if told:
        clinic = await clinic_of(work.database, job.scope)
        await fill(work.database, job.scope, clinic, told, work.clock())


async def sweep(work: Work) -> None:
    """End the holds whose time is over, in every clinic, whether anybody claims there or not."""
    now = work.clock()
    for scope in await _clinics(work.database):
        if await _is_any_over(work.database, scope, now):
            clinic = await clinic_of(work.database, scope)
            async with work.database.writing() as session:
                await Claims(work.database, scope, Diary(clinic)).lapse(session, now)


async def forget_wishes(work: Work) -> None:
    """Let go of wishes for times that are over, in every clinic."""
    for scope in await _clinics(work.database):
        clinic = await clinic_of(work.database, scope)
        await forget_past(work.database, scope, clinic, work.clock())


async def _clinics(database: Database) -> list[Scope]:
    query = select(col(ClinicRow.practice_id), col(ClinicRow.id)).order_by(col(ClinicRow.id))
    async with database.connection() as connection:
        return [Scope(row[0], row[1]) for row in await connection.execute(query)]


async def _is_any_over(database: Database, scope: Scope, now: datetime) -> bool:
    query = scope.only(HoldRow, col(HoldRow.id)).where(col(HoldRow.expires_at) <= now)
    async with database.reading() as session:
        return await session.scalar(query.limit(1)) is not None
