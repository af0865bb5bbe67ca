"""Flows as files become flows that calls begin on.

A clinic's flow is compiled with its file whenever the server starts. What the files say is
published, unless somebody published another version on purpose: theirs stays until they change it.
Whose a version is stands in `created_by`; nobody's are those of the files.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from agent_config.draft import clinic_text, differs, files_of
from agent_config.flow_file import load_flow
from clinic.store.database import Database
from clinic.store.flow_drafts import Stale
from clinic.store.flow_versions import files_of as version_files
from clinic.store.flow_versions import (
    flow_of,
    in_force,
    keep,
    publish,
    published,
    put_in_force,
    version,
)
from clinic.store.foundation import bring_up
from clinic.store.profile import clinic_of, text_of
from clinic.store.scope import Scope
from clinic.store.tables.call import FlowVersion
from clinic.store.tables.practice import ClinicRow
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
    texts = {**files_of(clinic.flow), f"{clinic.id}.yaml": await text_of(database, scope)}
    kept = await keep(database, scope, load_flow(clinic.flow, clinic), now, files=texts)
    if anew:
        await _belongs(database, scope, kept, None)
    if standing is None or standing.id != kept:
        await publish(database, scope, kept, now)
    return kept


async def publish_flow(
    database: Database,
    scope: Scope,
    flow: Flow,
    now: datetime,
    *,
    by: str,
    files: Mapping[str, str] | None = None,
) -> str:
    """Have a clinic's new calls begin on a flow, also after the server starts anew.

    `files` are the texts that it was made of. Returns the version in force.
    """
    kept = await keep(database, scope, flow, now, files=files, by=by)
    await _belongs(database, scope, kept, by)
    await publish(database, scope, kept, now)
    return kept


async def publish_draft(
    database: Database,
    scope: Scope,
    flow: Flow,
    files: Mapping[str, str],
    now: datetime,
    *,
    by: str,
    note: str,
    over: str | None,
) -> FlowVersion:
    """Put what somebody has drafted in force, with the clinic's own file where that is among it.

    `over` is the version in force that they have seen: raises `Stale` if it is another one.
    """
    version_id = await keep(database, scope, flow, now, files=files, by=by)
    async with database.writing() as session:
        clinic = await _clinic(session, scope)
        standing = await in_force(session, scope)
        if (standing.id if standing else None) != over:
            raise Stale(
                standing.created_by if standing else None,
                standing.published_at if standing else None,
                "published",
            )
        row = await put_in_force(session, scope, version_id, now)
        row.created_by, row.note = by, note
        await _bring_up(session, clinic, flow.clinic, files, now)
    return row


async def restore(
    database: Database, scope: Scope, version_id: str, now: datetime, *, by: str
) -> FlowVersion:
    """Have new calls begin on a version again that was in force before, with its clinic's file.

    That file stays as it is where whoever runs Frontdesk has since changed what is theirs in it.
    Raises `KeyError` if no such version was ever in force, `ValueError` for one that this program
    cannot read any more.
    """
    if (await version(database, scope, version_id)).published_at is None:
        raise KeyError("this version was never in force")
    flow = await flow_of(database, scope, version_id)
    files = await version_files(database, scope, version_id)
    standing = await clinic_of(database, scope)
    async with database.writing() as session:
        clinic = await _clinic(session, scope)
        row = await put_in_force(session, scope, version_id, now)
        row.created_by = by
        if not differs(flow.clinic, standing):
            await _bring_up(session, clinic, flow.clinic, files, now)
    return row


async def _clinic(session: AsyncSession, scope: Scope) -> ClinicRow:
    """The clinic's row, which nobody else publishes for until the transaction ends."""
    row = await session.get(ClinicRow, scope.clinic_id, with_for_update=True)
    assert row is not None
    return row


async def _bring_up(
    session: AsyncSession,
    row: ClinicRow,
    clinic: Clinic,
    files: Mapping[str, str],
    now: datetime,
) -> None:
    text = files.get(f"{row.id}.yaml")
    if text is not None and text != clinic_text(row.id, row.profile):
        await bring_up(session, row, clinic, text, now)


async def _belongs(database: Database, scope: Scope, version_id: str, by: str | None) -> None:
    """Say whose a version is: an equal flow may have been kept for somebody else."""
    owned = scope.changing(FlowVersion).where(col(FlowVersion.id) == version_id)
    async with database.writing() as session:
        await session.execute(owned.values(created_by=by))
