"""Flows as files become flows that calls begin on.

A clinic's flow is compiled with its file whenever the server starts. What the files say is
published, unless somebody published another version on purpose: theirs stays until they change it.
"""

from datetime import datetime

from agent_config.flow_file import load_flow
from clinic.store.database import Database
from clinic.store.flow_versions import keep, publish, published
from clinic.store.scope import Scope
from engine.clinic import Clinic


async def publish_files(database: Database, scope: Scope, clinic: Clinic, now: datetime) -> str:
    """Have a clinic's new calls begin on what its files say; returns the version in force.

    Raises `ConfigError` with every mistake in them.
    """
    standing = await published(database, scope)
    if standing is not None and standing.created_by is not None:
        return standing.id
    version = await keep(database, scope, load_flow(clinic.flow, clinic), now)
    if standing is None or standing.id != version:
        await publish(database, scope, version, now)
    return version
