"""What is taken in a clinic, read once and asked many times.

A month of a busy clinic is some thousands of appointments and a hundred thousand cells. So the rows
of appointments, holds and blocks are read, not their cells, and each resource becomes one number
whose bits are its five minutes.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final, TypeAlias

from sqlalchemy import or_, select
from sqlmodel import col

from clinic.diary import Diary, IsFree
from clinic.grid import CELL_SECONDS
from clinic.store.blocks import KINDS
from clinic.store.database import Database
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow, Block, HoldRow
from clinic.store.tables.appointment import Cell as CellRow
from clinic.visit import ACTIVE

LONGEST_BUFFER: Final = timedelta(minutes=240)
"""As the schema of a clinic's file has it."""

Busy: TypeAlias = tuple[str, datetime, datetime]


class Occupancy:
    """Reads what is taken, for one clinic."""

    def __init__(self, database: Database, scope: Scope, diary: Diary) -> None:
        self._database = database
        self._scope = scope
        self._diary = diary

    async def at(
        self,
        now: datetime,
        holder: str,
        moving: str | None,
        *,
        hiding: Sequence[str] = KINDS,
    ) -> IsFree:
        """What tells whether an opening is free for a call, as of one moment.

        The call's own holds count as free, and so does the appointment that it would move. Blocks
        count where they are of one of the kinds of `hiding`.
        """
        if self._diary.listed is not None:
            return await self._by_cells(now, holder, moving)
        first = int(now.timestamp()) // CELL_SECONDS - 1
        taken: defaultdict[str, int] = defaultdict(int)
        for resource, starts, ends in await self._stretches(now, holder, moving, hiding):
            begins = max(int(starts.timestamp()) // CELL_SECONDS - first, 0)
            stops = max(-(-int(ends.timestamp()) // CELL_SECONDS) - first, 0)
            taken[resource] |= (1 << stops) - (1 << begins)

        def is_free(resource: str, begins: int, count: int) -> bool:
            bits = ((1 << count) - 1) << max(begins - first, 0)
            return not taken[resource] & bits

        return is_free

    async def _stretches(
        self, now: datetime, holder: str, moving: str | None, hiding: Sequence[str]
    ) -> list[Busy]:
        """Who or what is busy, from when to when.

        Holds are read before appointments: one that becomes an appointment meanwhile is seen twice,
        never not at all.
        """
        appointments = self._visits(AppointmentRow, now).where(
            col(AppointmentRow.status).in_(ACTIVE)
        )
        if moving is not None:
            appointments = appointments.where(col(AppointmentRow.id) != moving)
        holds = self._visits(HoldRow, now).where(
            col(HoldRow.holder) != holder, col(HoldRow.expires_at) > now
        )
        blocks = self._between(Block, ("resource",), now).where(col(Block.kind).in_(hiding))
        async with self._database.glance() as connection:
            busy: list[Busy] = [
                (row[0], row[1], row[2]) for row in await connection.execute(blocks)
            ]
            for query in (holds, appointments):
                for row in await connection.execute(query):
                    busy += _busy(*row)
        return busy

    def _visits(self, table: Any, now: datetime) -> Any:
        columns = ("provider", "operatory", "buffer", "exam_by", "exam_minutes")
        return self._between(table, columns, now)

    def _between(self, table: Any, columns: tuple[str, ...], now: datetime) -> Any:
        """What may still be in the way: a buffer outlasts its appointment."""
        clinic = self._diary.clinic
        days = max(
            clinic.booking_horizon_days,
            *(one.booking_horizon_days or 0 for one in clinic.services),
            0,
        )
        wanted = [getattr(table, name) for name in (*columns, "starts_at", "ends_at")]
        return self._scope.only(table, *wanted).where(
            table.ends_at > now - LONGEST_BUFFER,
            table.starts_at < now + timedelta(days=days + 2),
        )

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


def _busy(
    provider: str,
    operatory: str,
    buffer: int,
    exam_by: str,
    exam_minutes: int,
    starts: datetime,
    ends: datetime,
) -> list[Busy]:
    """What an appointment or hold keeps busy; the diary says the same of an opening."""
    free_again = ends + timedelta(minutes=buffer)
    busy = [(one, starts, free_again) for one in (provider, operatory) if one]
    if exam_by:
        busy.append((exam_by, ends - timedelta(minutes=exam_minutes), ends))
    return busy
