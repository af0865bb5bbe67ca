"""Times of a provider or a room that not everybody may book.

Vacation and a broken chair take their time, as appointments do: nobody gets it. Time that is kept
for emergencies, or for the staff to fill when the doctor runs over, takes none: it is only hidden
from those whom it is not kept for, so that they for whom it is can be booked into it.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.diary import Diary
from clinic.grid import moments, stretch
from clinic.ports import Conflict
from clinic.refusal import NotAllowed
from clinic.store.claims import Claims
from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.outbox import tell
from clinic.store.scope import Scope
from clinic.store.tables.appointment import Block, HoldRow
from clinic.store.tables.appointment import Cell as CellRow
from engine.clinic import Clinic
from engine.events import Value

TAKEN: Final = ("time_off", "blockout")
"""Kinds that nobody may book."""
KEPT: Final = ("overflow", "emergency")
"""Kinds for the staff to fill, and for urgent services."""
KINDS: Final = TAKEN + KEPT
LONGEST: Final = timedelta(days=62)
"""Each five minutes of a block are a row."""


def hidden(*, urgent: bool) -> tuple[str, ...]:
    """The kinds that a call for a service may not book."""
    return (*TAKEN, "overflow") if urgent else KINDS


async def reserved(
    session: AsyncSession, scope: Scope, clinic: Clinic, opening: Mapping[str, Value]
) -> bool:
    """Whether an opening lies in a time that is kept for others than its service."""
    service = clinic.service(opening.get("service", ""))
    kinds = set(KEPT) & set(hidden(urgent=service is not None and service.urgent))
    starts, ends = moments(clinic, opening)
    query = scope.only(Block, col(Block.id)).where(
        col(Block.kind).in_(kinds),
        col(Block.resource).in_([opening["provider"], opening["operatory"]]),
        col(Block.starts_at) < ends,
        col(Block.ends_at) > starts,
    )
    return await session.scalar(query.limit(1)) is not None


class Blocks:
    """The blocked times of one clinic."""

    def __init__(self, database: Database, scope: Scope, clinic: Clinic) -> None:
        self._database = database
        self._scope = scope
        self._clinic = clinic
        self._claims = Claims(database, scope, Diary(clinic))

    async def between(
        self, since: datetime, until: datetime, resource: str | None = None
    ) -> list[Block]:
        """The blocks that touch a time, in order; of one provider or room, or of all."""
        query = (
            self._scope.rows(Block)
            .where(col(Block.ends_at) > since, col(Block.starts_at) < until)
            .order_by(col(Block.starts_at), col(Block.id))
        )
        if resource is not None:
            query = query.where(col(Block.resource) == resource)
        async with self._database.reading() as session:
            return list(await session.scalars(query))

    async def add(
        self,
        resource: str,
        starts_at: datetime,
        ends_at: datetime,
        *,
        kind: str = "blockout",
        reason: str | None = None,
        now: datetime,
    ) -> Block:
        """Block a time. Calls that hold it lose it.

        Raises `Conflict` where an appointment or another block stands already, and `NotAllowed` for
        a time that cannot be, or something that the clinic does not have.
        """
        known = (*(one.name for one in self._clinic.providers), *self._clinic.operatories)
        if resource not in known:
            raise NotAllowed("There is no provider or room of this name.")
        if kind not in KINDS:
            raise NotAllowed(f"A block is one of {', '.join(KINDS)}.")
        if ends_at <= starts_at:
            raise NotAllowed("A block has to end after it begins.")
        if ends_at - starts_at > LONGEST:
            raise NotAllowed(f"A block lasts {LONGEST.days} days at most; enter several.")
        row = Block(
            id=new_id(now),
            resource=resource,
            starts_at=starts_at.astimezone(UTC),
            ends_at=ends_at.astimezone(UTC),
            kind=kind,
            reason=reason,
            **self._scope.ids,
        )
        try:
            async with self._database.writing() as session:
                session.add(row)
                await session.flush()
                if kind in TAKEN:
                    await self._take(session, row, now)
                tell(session, self._scope, "block.added", row.id, now)
        except IntegrityError:
            raise Conflict("an appointment or another block stands there already") from None
        return row

    async def remove(self, block_id: str, now: datetime) -> None:
        """Let a time be booked again. Raises `KeyError` for a block that is not there."""
        async with self._database.writing() as session:
            query = self._scope.rows(Block).where(col(Block.id) == block_id).with_for_update()
            row = await session.scalar(query)
            if row is None:
                raise KeyError("there is no such block")
            await session.execute(delete(CellRow).where(col(CellRow.block_id) == row.id))
            await session.delete(row)
            tell(session, self._scope, "block.removed", row.id, now)

    async def _take(self, session: AsyncSession, row: Block, now: datetime) -> None:
        minutes = -(-int((row.ends_at - row.starts_at).total_seconds()) // 60)
        first, count = stretch(row.starts_at, minutes)
        numbers = range(first, first + count)
        held = (
            self._scope.only(HoldRow, col(HoldRow.id))
            .join(CellRow, col(CellRow.hold_id) == col(HoldRow.id))
            .where(
                col(CellRow.clinic_id) == self._scope.clinic_id,
                col(CellRow.resource) == row.resource,
                col(CellRow.number).between(first, first + count - 1),
            )
            .distinct()
        )
        ids = list(await session.scalars(held))
        await self._claims.end_offers(session, ids, now)
        await self._claims.remove_holds(session, ids)
        cells = [(row.resource, number) for number in numbers]
        await self._claims.take_cells(session, cells, block_id=row.id)
