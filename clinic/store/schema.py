"""Bringing a database's tables up to this version, and back: alembic, on an open database."""

from collections.abc import Callable
from importlib.resources import files
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from clinic.store.database import Database

MIGRATIONS: Final = str(files("clinic.store") / "migrations")
HEAD: Final = "head"
EMPTY: Final = "base"


async def upgrade(database: Database, to: str = HEAD) -> None:
    """Make the tables those of this version, or of a revision. What is there stays."""
    async with database.connection(writes=True) as connection:
        await connection.run_sync(_run, command.upgrade, to)


async def downgrade(database: Database, to: str = EMPTY) -> None:
    """Take changes back. What only the newer tables can hold is lost."""
    async with database.connection(writes=True) as connection:
        await connection.run_sync(_run, command.downgrade, to)


async def revision(database: Database) -> str | None:
    """The revision that the tables are at; `None` for an empty database."""
    async with database.connection() as connection:
        return await connection.run_sync(
            lambda one: MigrationContext.configure(one).get_current_revision()
        )


def newest() -> str | None:
    """The revision of this version."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def changes() -> list[tuple[str, str]]:
    """Every revision that this version knows, the oldest first, with what it changes."""
    script = ScriptDirectory.from_config(_config())
    return [(one.revision, one.doc) for one in reversed(list(script.walk_revisions()))]


def is_known(revision: str) -> bool:
    """Whether this version knows a revision; it does not know those of newer ones."""
    return revision in dict(changes())


def revise(connection: Connection, message: str) -> None:
    """Write a new revision of what the tables in the code have and those of a database have not."""
    command.revision(_config(connection), message, autogenerate=True)


def _run(connection: Connection, what: Callable[[Config, str], None], to: str) -> None:
    what(_config(connection), to)


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", MIGRATIONS)
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    if connection is not None:
        config.attributes["connection"] = connection
    return config
