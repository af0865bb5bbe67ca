"""Drafts of flows: the texts that somebody is writing, until they are published or thrown away.

Several people may open the same draft. Whoever saves says which revision they have read; one who
has not read the latest is told so, and nothing of anybody's is lost.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import defer
from sqlmodel import col

from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.scope import Scope
from clinic.store.tables.call import FlowDraft


class Stale(Exception):  # noqa: N818 - somebody else was faster, no fault
    """Somebody else has saved, published or thrown away meanwhile."""

    def __init__(self, by: str | None, at: datetime | None, did: str = "saved") -> None:
        super().__init__(did)
        self.by = by
        """The id of whoever it was; `None` where there is no draft any more."""
        self.at = at
        self.did = did
        """`saved`, `published` or `gone`."""


async def draft(database: Database, scope: Scope, flow: str) -> FlowDraft | None:
    """The draft of a flow, if there is one."""
    async with database.reading() as session:
        found: FlowDraft | None = await session.scalar(
            scope.rows(FlowDraft).where(col(FlowDraft.flow) == flow)
        )
    return found


async def drafts(database: Database, scope: Scope) -> list[FlowDraft]:
    """All drafts of a clinic, without their texts."""
    texts = defer(vars(FlowDraft)["files"], raiseload=True)
    async with database.reading() as session:
        return list(await session.scalars(scope.rows(FlowDraft).options(texts)))


async def save(
    database: Database,
    scope: Scope,
    flow: str,
    files: Mapping[str, str],
    now: datetime,
    *,
    read: int,
    by: str,
    based_on: str | None,
) -> FlowDraft:
    """Save a draft over the revision that was `read` (0: there was none). Raises `Stale`.

    `based_on` is the version in force, of which a new draft remembers that it was begun on it.
    """
    known = scope.rows(FlowDraft).where(col(FlowDraft.flow) == flow).with_for_update()
    try:
        async with database.writing() as session:
            row: FlowDraft | None = await session.scalar(known)
            if row is None and read:
                raise Stale(None, None, "gone")
            if row is not None and row.revision != read:
                raise Stale(row.updated_by, row.updated_at)
            if row is None:
                row = FlowDraft(
                    id=new_id(now),
                    flow=flow,
                    revision=0,
                    based_on=based_on,
                    updated_at=now,
                    **scope.ids,
                )
                session.add(row)
            row.files, row.revision = dict(files), row.revision + 1
            row.updated_at, row.updated_by = now, by
    except IntegrityError:  # two people have begun a draft at once
        other = await draft(database, scope, flow)
        raise Stale(*((other.updated_by, other.updated_at) if other else (None, None))) from None
    return row


async def forget(
    database: Database, scope: Scope, flow: str, *, revision: int | None = None
) -> bool:
    """Throw a draft away, of this revision only if one is given; whether there was one."""
    gone = scope.removing(FlowDraft).where(col(FlowDraft.flow) == flow)
    if revision is not None:
        gone = gone.where(col(FlowDraft.revision) == revision)
    async with database.writing() as session:
        result = await session.execute(gone.returning(col(FlowDraft.id)))
        return bool(result.all())
