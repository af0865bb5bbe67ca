"""The store of the settings, opened for a command; whatever is wrong with it is told in a sentence.

Commands that work with records do not bring the tables up to date by themselves: a worker that
starts while a newer server still migrates must not do so too.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from sqlalchemy import select
from sqlmodel import col

from agent_config.settings import Settings, read_settings
from cli.failure import Failure
from clinic.jobs.job import Work
from clinic.store import schema
from clinic.store.database import Database
from clinic.store.opening import open_store
from clinic.store.scope import Scope
from clinic.store.tables.practice import ClinicRow


def settings() -> Settings:
    """The settings of this process. Raises `Failure`."""
    try:
        return read_settings()
    except ValueError as error:
        raise Failure(str(error)) from None


def with_logs() -> Settings:
    """The settings of a process that runs on; what it logs is set up. Raises `Failure`."""
    from api.logs import set_up_logs

    given = settings()
    try:
        set_up_logs(given)
    except ValueError as error:
        raise Failure(str(error)) from None
    return given


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


@asynccontextmanager
async def opened(given: Settings) -> AsyncIterator[Work]:
    """What commands work with. Raises `Failure` where the tables are not those of this version."""
    async with as_it_is(given) as (database, revision):
        if revision != schema.newest():
            raise Failure(
                "the tables of the database are not those of this version; "
                "'frontdesk db upgrade' brings them up to date"
            )
        yield Work(database, given, now)


@asynccontextmanager
async def as_it_is(given: Settings) -> AsyncIterator[tuple[Database, str | None]]:
    """The database with the revision of its tables, whichever it is.

    Raises `Failure` where it cannot be reached.
    """
    try:
        database = await open_store(given)
    except ValueError as error:
        raise Failure(str(error)) from None
    try:
        try:
            revision = await schema.revision(database)
        except Exception as error:  # what a driver says may hold the address with its password
            name = type(error).__name__
            raise Failure(
                f"the database cannot be reached ({name}); is DATABASE_URL right, and does it run?"
            ) from None
        yield database, revision
    finally:
        await database.close()


async def scopes(database: Database) -> list[Scope]:
    """Every clinic, by its id."""
    async with database.reading() as session:
        known = await session.scalars(select(ClinicRow).order_by(col(ClinicRow.id)))
        return [Scope(one.practice_id, one.id) for one in known]


async def scope_of(database: Database, clinic_id: str) -> Scope:
    """Whose a clinic is. Raises `Failure` where there is none of this id."""
    async with database.reading() as session:
        known = list(await session.scalars(select(ClinicRow).order_by(col(ClinicRow.id))))
    for one in known:
        if one.id == clinic_id:
            return Scope(one.practice_id, one.id)
    there = ", ".join(one.id for one in known)
    raise Failure(f"there is no clinic {clinic_id!r}; there are {there or 'none yet'}")
