"""Flows as files become flows that calls begin on.

A clinic's flow is compiled with its file whenever the server starts. What the files say is
published, unless somebody published another version on purpose: theirs stays until they change it.
Whose a version is stands in `created_by`; nobody's are those of the files.
"""

from datetime import datetime

from sqlmodel import col

from agent_config.flow_file import load_flow
from clinic.store.database import Database
from clinic.store.flow_versions import keep, publish, published
from clinic.store.scope import Scope
from clinic.store.tables.call import FlowVersion
from engine.clinic import Clinic
from engine.flow import Flow


async def publish_files(
    database: Database, scope: Scope, clinic: Clinic, now: datetime, *, anew: bool = False
) -> str:
    """Have a clinic's new calls begin on what its files say; returns the version in force.

    What somebody published on purpose stays, unless the files are to be in force `anew`. Raises
    `ConfigError` with every mistake in them.
    """
    standing = await published(database, scope)
    if standing is not None and standing.created_by is not None and not anew:
        return standing.id
    version = await keep(database, scope, load_flow(clinic.flow, clinic), now)
    if anew:
        await _belongs(database, scope, version, None)
    if standing is None or standing.id != version:
        await publish(database, scope, version, now)
    return version


async def publish_flow(
    database: Database, scope: Scope, flow: Flow, now: datetime, *, by: str
) -> str:
    """Have a clinic's new calls begin on a flow, also after the server starts anew.

    Returns the version in force.
    """
    version = await keep(database, scope, flow, now, by=by)
    await _belongs(database, scope, version, by)
    await publish(database, scope, version, now)
    return version


async def _belongs(database: Database, scope: Scope, version: str, by: str | None) -> None:
    """Say whose a version is: an equal flow may have been kept for somebody else."""
    owned = scope.changing(FlowVersion).where(col(FlowVersion.id) == version)
    async with database.writing() as session:
        await session.execute(owned.values(created_by=by))
