"""Claiming times: the one place where an opening is given to a call, an appointment or a block.

Calls, the front desk and the waitlist all claim here, so that no two of them can have the same five
minutes. What is taken is decided by a unique key; whoever comes second is told `Conflict`.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, null, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.diary import EXTRAS, Cell, Diary
from clinic.grid import moments
from clinic.ports import Conflict, Opening
from clinic.store.asking import ask_no_more
from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.outbox import tell
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow, HoldRow, Wish
from clinic.store.tables.appointment import Cell as CellRow
from engine.events import Value


class Claims:
    """The times of one clinic, as they are taken and given back."""

    def __init__(self, database: Database, scope: Scope, diary: Diary) -> None:
        self._database = database
        self._scope = scope
        self._diary = diary

    @asynccontextmanager
    async def claiming(self, opening: Opening) -> AsyncIterator[AsyncSession]:
        """A transaction in which finding a time taken is a `Conflict`, not a fault."""
        try:
            async with self._database.writing() as session:
                yield session
        except IntegrityError:
            raise Conflict(f"{opening['start']} is taken") from None

    def place(self, row: AppointmentRow | HoldRow, opening: Mapping[str, Value]) -> None:
        """Put an appointment or hold to where and when an opening is.

        A yes to one time is none to another.
        """
        starts_at, ends_at = moments(self._diary.clinic, opening)
        if isinstance(row, AppointmentRow) and row.starts_at != starts_at:
            row.confirmed_at = None
        row.starts_at, row.ends_at = starts_at, ends_at
        row.provider, row.operatory = opening["provider"], opening["operatory"]
        row.buffer = int(opening.get("buffer") or 0)
        row.exam_by = opening.get("exam_by") or ""
        row.exam_minutes = int(opening.get("exam_minutes") or 0)

    async def take(self, session: AsyncSession, opening: Mapping[str, Value], **by: str) -> None:
        """Claim the cells, in one order for everybody, so that no two wait for each other."""
        await self.take_cells(session, sorted(self._diary.cells(opening)), **by)

    async def take_cells(self, session: AsyncSession, cells: Sequence[Cell], **by: str) -> None:
        """Claim some cells, given in order."""
        rows = [
            {"clinic_id": self._scope.clinic_id, "resource": resource, "number": number, **by}
            for resource, number in cells
        ]
        if rows:
            await session.execute(insert(CellRow), rows)

    async def are_taken(self, session: AsyncSession, opening: Mapping[str, Value]) -> bool:
        """Whether anything that an opening takes is taken now."""
        for resource, first, count in self._diary.stretches(opening):
            query = select(col(CellRow.number)).where(
                col(CellRow.clinic_id) == self._scope.clinic_id,
                col(CellRow.resource) == resource,
                col(CellRow.number).between(first, first + count - 1),
            )
            if await session.scalar(query.limit(1)) is not None:
                return True
        return False

    async def free(self, session: AsyncSession, appointment_id: str) -> None:
        """Give back what an appointment takes."""
        await session.execute(delete(CellRow).where(col(CellRow.appointment_id) == appointment_id))

    async def hold(
        self, session: AsyncSession, opening: Opening, holder: str, now: datetime, minutes: int
    ) -> HoldRow:
        """Keep an opening for somebody, for so many minutes."""
        row = HoldRow(
            id=new_id(now),
            holder=holder,
            starts_at=now,
            ends_at=now,
            expires_at=now.astimezone(UTC) + timedelta(minutes=minutes),
            **self._scope.ids,
        )
        self.place(row, opening)
        session.add(row)
        await session.flush()
        await self.take(session, opening, hold_id=row.id)
        return row

    async def holds_of(self, session: AsyncSession, opening: Opening, holder: str) -> list[str]:
        """The holds of somebody at the time of an opening."""
        starts, ends = moments(self._diary.clinic, opening)
        own = self._scope.only(HoldRow, col(HoldRow.id)).where(
            col(HoldRow.holder) == holder,
            col(HoldRow.starts_at) < ends,
            col(HoldRow.ends_at) > starts,
        )
        return list(await session.scalars(own))

    async def remove_holds(self, session: AsyncSession, ids: Sequence[str]) -> None:
        """Give back what some holds keep."""
        if ids:
            await session.execute(delete(CellRow).where(col(CellRow.hold_id).in_(ids)))
            await session.execute(self._scope.removing(HoldRow).where(col(HoldRow.id).in_(ids)))

    async def end_offers(self, session: AsyncSession, ids: Sequence[str], now: datetime) -> None:
        """Let those who were offered what some holds keep go on waiting."""
        if ids:
            await ask_no_more(session, self._scope, ids, now)
            await session.execute(
                self._scope.changing(Wish)
                .where(col(Wish.hold_id).in_(ids), col(Wish.status) == "offered")
                .values(status="waiting", hold_id=None, offered=null(), offer_until=None)
            )

    async def lapse(self, session: AsyncSession, now: datetime) -> int:
        """Remove the holds that are over, and tell of each what is free again; how many.

        They are locked in one order, so that of two who tidy up the second finds nothing to do.
        """
        over = (
            self._scope.rows(HoldRow)
            .where(col(HoldRow.expires_at) <= now)
            .order_by(col(HoldRow.id))
            .with_for_update()
        )
        rows = list(await session.scalars(over))
        ids = [row.id for row in rows]
        await self.end_offers(session, ids, now)
        await self.remove_holds(session, ids)
        for row in rows:
            tell(session, self._scope, "hold.lapsed", row.id, now, {"freed": freed(row)})
        return len(rows)


def freed(row: AppointmentRow | HoldRow) -> dict[str, Any]:
    """The time that somebody leaves, to be told to those who wait for one."""
    return {
        "provider": row.provider,
        "operatory": row.operatory,
        "starts_at": row.starts_at.isoformat(),
        "ends_at": row.ends_at.isoformat(),
    }


def extras(row: AppointmentRow) -> dict[str, Value]:
    """What an appointment takes beside its own minutes, where it does."""
    given = {name: getattr(row, name) for name in EXTRAS}
    return {name: value for name, value in given.items() if value}
