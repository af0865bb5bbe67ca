"""Flows as calls run them: kept for good, so that a call ends on the flow it began on.

Kept is the flow compiled with its clinic, not its files: what a call pins is what was run, however
files are read later. Equal flows are one version. The version that was published last is the one
that new calls begin on.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer
from sqlmodel import col

from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.outbox import tell
from clinic.store.scope import Scope
from clinic.store.tables.call import FlowVersion
from engine import codec
from engine.flow import Flow

COMPILED: Final = "compiled"
"""The source that holds the flow itself; others are the files it was made of."""


async def keep(
    database: Database,
    scope: Scope,
    flow: Flow,
    now: datetime,
    *,
    files: Mapping[str, str] | None = None,
    by: str | None = None,
) -> str:
    """Keep a flow of a clinic, unless it is kept already; returns the id of its version."""
    text = codec.dumps(flow)
    digest = hashlib.sha256(text.encode()).hexdigest()
    known = scope.only(FlowVersion, col(FlowVersion.id)).where(col(FlowVersion.digest) == digest)
    row = FlowVersion(
        id=new_id(now),
        name=flow.name,
        digest=digest,
        sources={COMPILED: text, **(files or {})},
        created_at=now,
        created_by=by,
        **scope.ids,
    )
    try:
        async with database.writing() as session:
            found: str | None = await session.scalar(known)
            if found is None:
                session.add(row)
    except IntegrityError:  # two processes have kept the same flow at once
        async with database.reading() as session:
            found = await session.scalar(known)
    return found or row.id


async def publish(database: Database, scope: Scope, version_id: str, now: datetime) -> None:
    """Have new calls begin on a version. Raises `KeyError` if there is none of this id."""
    async with database.writing() as session:
        row = await _version(session, scope, version_id)
        row.published_at = now
        tell(session, scope, "flow.published", row.id, now)


async def flow_of(database: Database, scope: Scope, version_id: str) -> Flow:
    """The flow of a version.

    Raises `KeyError` if there is none of this id, `ValueError` for one that this program cannot
    read any more.
    """
    async with database.reading() as session:
        text = (await _version(session, scope, version_id)).sources[COMPILED]
    flow: Flow = codec.loads(text)
    return flow


async def published(database: Database, scope: Scope) -> FlowVersion | None:
    """The version that was published last, without its texts: every new call asks for it."""
    texts = defer(vars(FlowVersion)["sources"], raiseload=True)
    query = scope.rows(FlowVersion).options(texts).where(col(FlowVersion.published_at).is_not(None))
    query = query.order_by(col(FlowVersion.published_at).desc(), col(FlowVersion.id).desc())
    async with database.reading() as session:
        found: FlowVersion | None = await session.scalar(query.limit(1))
    return found


async def _version(session: AsyncSession, scope: Scope, version_id: str) -> FlowVersion:
    query = scope.rows(FlowVersion).where(col(FlowVersion.id) == version_id)
    row: FlowVersion | None = await session.scalar(query)
    if row is None:
        raise KeyError("there is no such version of a flow")
    return row
