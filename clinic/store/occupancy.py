"""What is taken in a clinic, read once and asked many times.

A month of a busy clinic is some thousands of appointments and a hundred thousand cells. So the rows
of appointments, holds and blocks are read, not their cells, and each resource becomes one number
whose bits are its five minutes.
"""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import or_, select
from sqlmodel import col

from clinic.diary import Diary, IsFree
from clinic.grid import CELL_SECONDS
from clinic.store.database import Database
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow, Block, HoldRow
from clinic.store.tables.appointment import Cell as CellRow

ACTIVE: Final = ("pending", "confirmed", "arrived")
"""The statuses of an appointment that takes up its time."""


class Occupancy:
    """Reads what is taken, for one clinic."""

    def __init__(self, database: Database, scope: Scope, diary: Diary) -> None:
        self._database = database
        self._scope = scope
        self._diary = diary

    async def at(self, now: datetime, holder: str, moving: str | None) -> IsFree:
        """What tells whether an opening is free for a call, as of one moment.

        The call's own holds count as free, and so does the appointment that it would move.
        """
        if self._diary.listed is not None:
            return await self._by_cells(now, holder, moving)
        first = int(now.timestamp()) // CELL_SECONDS - 1
        taken: defaultdict[str, int] = defaultdict(int)
        for resources, starts, ends in await self._stretches(now, holder, moving):
            begins = max(int(starts.timestamp()) // CELL_SECONDS - first, 0)
            stops = -(-int(ends.timestamp()) // CELL_SECONDS) - first
            bits = (1 << stops) - (1 << begins)
            for resource in resources:
                taken[resource] |= bits

        def is_free(resource: str, begins: int, count: int) -> bool:
            bits = ((1 << count) - 1) << max(begins - first, 0)
            return not taken[resource] & bits

        return is_free

    async def _stretches(
        self, now: datetime, holder: str, moving: str | None
    ) -> list[tuple[tuple[str, ...], datetime, datetime]]:
        until = now + timedelta(days=self._diary.clinic.booking_horizon_days + 2)
        appointments, holds, blocks = (
            self._between(table, columns, now, until)
            for table, columns in (
                (AppointmentRow, ("provider", "operatory")),
                (HoldRow, ("provider", "operatory")),
                (Block, ("resource",)),
            )
        )
        appointments = appointments.where(col(AppointmentRow.status).in_(ACTIVE))
        if moving is not None:
            appointments = appointments.where(col(AppointmentRow.id) != moving)
        holds = holds.where(col(HoldRow.holder) != holder, col(HoldRow.expires_at) > now)
        async with self._database.connection() as connection:
            return [
                (tuple(one for one in row[:-2] if one), row[-2], row[-1])
                for query in (appointments, holds, blocks)
                for row in await connection.execute(query)
            ]

    def _between(self, table: Any, columns: tuple[str, ...], now: datetime, until: datetime) -> Any:
        wanted = [getattr(table, name) for name in (*columns, "starts_at", "ends_at")]
        return self._scope.only(table, *wanted).where(table.ends_at > now, table.starts_at < until)

    async def _by_cells(self, now: datetime, holder: str, moving: str | None) -> IsFree:
        """For a clinic whose times come from a list, where nothing but cells tells what is left."""
        hold, appointment = col(CellRow.hold_id), col(CellRow.appointment_id)
        others = (col(HoldRow.holder) != holder) & (col(HoldRow.expires_at) > now)
        query = (
            select(col(CellRow.resource), col(CellRow.number))
            .outerjoin(HoldRow, col(HoldRow.id) == hold)
            .where(col(CellRow.clinic_id) == self._scope.clinic_id)
            .where(or_(hold.is_(None), others))
        )
        if moving is not None:
            query = query.where(or_(appointment.is_(None), appointment != moving))
        async with self._database.connection() as connection:
            taken = {(row[0], row[1]) for row in await connection.execute(query)}
        return lambda resource, first, _: (resource, first) not in taken
