"""The store of the settings, opened for a command; whatever is wrong with it is told in a sentence.

Commands that work with records do not bring the tables up to date by themselves: a worker that
starts while a newer server still migrates must not do so too.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from agent_config.settings import Settings, read_settings
from cli.failure import Failure
from clinic.jobs.job import Work
from clinic.store import schema
from clinic.store.opening import open_store


def settings() -> Settings:
    """The settings of this process. Raises `Failure`."""
    try:
        return read_settings()
    except ValueError as error:
        raise Failure(str(error)) from None


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


@asynccontextmanager
async def opened(given: Settings) -> AsyncIterator[Work]:
    """What commands work with. Raises `Failure` where the tables are not those of this version."""
    try:
        database = await open_store(given)
    except ValueError as error:
        raise Failure(str(error)) from None
    try:
        if await schema.revision(database) != schema.newest():
            raise Failure(
                "the tables of the database are not those of this version; "
                "'frontdesk db upgrade' brings them up to date"
            )
        yield Work(database, given, now)
    finally:
        await database.close()
