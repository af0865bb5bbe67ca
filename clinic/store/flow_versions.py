"""Flows as calls run them: kept for good, so that a call ends on the flow it began on.

Kept is the flow compiled with its clinic: what a call pins is what was run, however files are read
later. The texts that it was made of are kept beside it, for people. Equal flows are one version.
The version that was published last is the one that new calls begin on. What the clinic calls with
is apart from that: nobody who calls the clinic ever begins on such a flow.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import Select, func
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

PUBLISHED: Final = "flow.published"
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
    """Keep a flow of a clinic, unless it is kept already; returns the id of its version.

    `files` are the texts that it was made of, by name. Where an equal flow was made of others,
    such as before a comment was changed, these take their place.
    """
    text = codec.dumps(flow)
    digest = hashlib.sha256(text.encode()).hexdigest()
    known = scope.only(FlowVersion, col(FlowVersion.id)).where(col(FlowVersion.digest) == digest)
    row = FlowVersion(
        id=new_id(now),
        name=flow.name,
        digest=digest,
        sources={COMPILED: text, **(files or {})},
        calls=flow.calls,
        created_at=now,
        created_by=by,
        **scope.ids,
    )
    try:
        async with database.writing() as session:
            found: str | None = await session.scalar(known)
            if found is None:
                session.add(row)
            elif (
                files is not None and (await _version(session, scope, found)).sources != row.sources
            ):
                same = scope.changing(FlowVersion).where(col(FlowVersion.id) == found)
                await session.execute(same.values(sources=row.sources))
    except IntegrityError:  # two processes have kept the same flow at once
        async with database.reading() as session:
            found = await session.scalar(known)
    return found or row.id


async def publish(database: Database, scope: Scope, version_id: str, now: datetime) -> None:
    """Have new calls begin on a version. Raises `KeyError` if there is none of this id."""
    async with database.writing() as session:
        await put_in_force(session, scope, version_id, now)


async def put_in_force(
    session: AsyncSession, scope: Scope, version_id: str, now: datetime
) -> FlowVersion:
    """Have new calls begin on a version, in a transaction. Raises `KeyError`.

    It takes the clinic's next number, unless it has one since it was in force before.
    """
    row = await _version(session, scope, version_id)
    if row.number is None:
        latest = await session.scalar(scope.only(FlowVersion, func.max(col(FlowVersion.number))))
        row.number = (latest or 0) + 1
    row.published_at = now
    tell(session, scope, PUBLISHED, row.id, now, body={"flow": row.name, "number": row.number})
    return row


async def flow_of(database: Database, scope: Scope, version_id: str) -> Flow:
    """The flow of a version.

    Raises `KeyError` if there is none of this id, `ValueError` for one that this program cannot
    read any more.
    """
    flow: Flow = codec.loads(await text_of(database, scope, version_id))
    return flow


async def text_of(database: Database, scope: Scope, version_id: str) -> str:
    """The flow of a version as it is written. Raises `KeyError` if there is none of this id."""
    async with database.reading() as session:
        return (await _version(session, scope, version_id)).sources[COMPILED]


async def files_of(database: Database, scope: Scope, version_id: str) -> dict[str, str]:
    """The texts that a version was made of, by name; none where they were not kept.

    Raises `KeyError` if there is none of this id.
    """
    async with database.reading() as session:
        sources = (await _version(session, scope, version_id)).sources
    return {name: text for name, text in sources.items() if name != COMPILED}


async def published(database: Database, scope: Scope) -> FlowVersion | None:
    """The version that was published last for those who call, without its texts: every new call
    asks for it."""
    async with database.reading() as session:
        return await in_force(session, scope)


async def in_force(session: AsyncSession, scope: Scope) -> FlowVersion | None:
    """The same, in a session."""
    inbound = _published(scope).where(col(FlowVersion.calls) == "inbound")
    found: FlowVersion | None = await session.scalar(inbound.limit(1))
    return found


async def called_with(session: AsyncSession, scope: Scope, flow: str) -> FlowVersion | None:
    """The version of a flow that the clinic calls with, where one was published on purpose."""
    own = _published(scope).where(
        col(FlowVersion.name) == flow, col(FlowVersion.calls) == "outbound"
    )
    found: FlowVersion | None = await session.scalar(own.limit(1))
    return found


async def version(database: Database, scope: Scope, version_id: str) -> FlowVersion:
    """A version without its texts. Raises `KeyError` if there is none of this id."""
    texts = defer(vars(FlowVersion)["sources"], raiseload=True)
    query = scope.rows(FlowVersion).options(texts).where(col(FlowVersion.id) == version_id)
    async with database.reading() as session:
        row: FlowVersion | None = await session.scalar(query)
    if row is None:
        raise KeyError("there is no such version of a flow")
    return row


async def history(database: Database, scope: Scope, flow: str, most: int) -> list[FlowVersion]:
    """The versions of a flow that are or were in force, without their texts, latest first."""
    query = _published(scope).where(col(FlowVersion.name) == flow)
    async with database.reading() as session:
        return list(await session.scalars(query.limit(most)))


def _published(scope: Scope) -> Select[FlowVersion]:
    texts = defer(vars(FlowVersion)["sources"], raiseload=True)
    query = scope.rows(FlowVersion).options(texts).where(col(FlowVersion.published_at).is_not(None))
    return query.order_by(col(FlowVersion.published_at).desc(), col(FlowVersion.id).desc())


async def _version(session: AsyncSession, scope: Scope, version_id: str) -> FlowVersion:
    query = scope.rows(FlowVersion).where(col(FlowVersion.id) == version_id)
    row: FlowVersion | None = await session.scalar(query)
    if row is None:
        raise KeyError("there is no such version of a flow")
    return row
