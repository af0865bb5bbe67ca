"""How appointments turn out: of a patient, or of a clinic (PC-1).

A rate is a share of what could have gone either way. Only visits whose time came can be missed; and
what the clinic called off, or never approved, says nothing of a patient.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.store.database import Database
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow

MISSED: Final = 2
SHARE: Final = 3
"""One visit of so many."""
REMEMBERED: Final = timedelta(days=730)
"""What lies longer ago is not held against anybody."""


@dataclass(frozen=True, slots=True)
class Attendance:
    """Counts of appointments by what became of them."""

    completed: int = 0
    missed: int = 0
    cancelled: int = 0
    """By the patient."""
    standing: int = 0
    """Not over yet: pending, confirmed, arrived."""
    moves: int = 0

    @property
    def appointments(self) -> int:
        """All that count."""
        return self.completed + self.missed + self.cancelled + self.standing

    @property
    def no_show_rate(self) -> float | None:
        """The share of visits whose time came that were missed; `None` before the first."""
        return _share(self.missed, self.completed + self.missed)

    @property
    def cancellation_rate(self) -> float | None:
        """The share of appointments that the patient called off."""
        return _share(self.cancelled, self.appointments)

    @property
    def reschedules_per_appointment(self) -> float | None:
        """How often an appointment is put to another time, on the average."""
        return _share(self.moves, self.appointments)


async def attendance(
    database: Database,
    scope: Scope,
    *,
    patient_id: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Attendance:
    """What became of the appointments of a patient, or of all, that begin in a time."""
    counted = scope.only(
        AppointmentRow,
        col(AppointmentRow.status),
        col(AppointmentRow.cancelled_by),
        func.count(),
        func.sum(col(AppointmentRow.moves)),
    ).group_by(col(AppointmentRow.status), col(AppointmentRow.cancelled_by))
    if patient_id is not None:
        counted = counted.where(col(AppointmentRow.patient_id) == patient_id)
    if since is not None:
        counted = counted.where(col(AppointmentRow.starts_at) >= since)
    if until is not None:
        counted = counted.where(col(AppointmentRow.starts_at) < until)
    found = dict.fromkeys(("completed", "missed", "cancelled", "standing", "moves"), 0)
    async with database.connection() as connection:
        for status, cancelled_by, count, moves in await connection.execute(counted):
            if status == "cancelled" and cancelled_by != "patient":
                continue
            found[_COUNTED.get(status, "standing")] += count
            found["moves"] += moves
    return Attendance(**found)


async def often_missed(
    session: AsyncSession, scope: Scope, patient_ids: Collection[str | None], now: datetime
) -> set[str]:
    """Those of some patients who may not come, going by how it went in the last two years.

    A plain rule and no guess: at least two visits missed, and a third of all whose time came. Who
    was here ten times and missed two is late now and then; who was here twice and missed two is
    not to be counted on.
    """
    counted = (
        scope.only(
            AppointmentRow,
            col(AppointmentRow.patient_id),
            col(AppointmentRow.status),
            func.count(),
        )
        .where(
            col(AppointmentRow.patient_id).in_(patient_ids),
            col(AppointmentRow.status).in_(("completed", "no_show")),
            col(AppointmentRow.starts_at) > now - REMEMBERED,
        )
        .group_by(col(AppointmentRow.patient_id), col(AppointmentRow.status))
    )
    kept: dict[str, dict[str, int]] = {}
    for patient_id, status, count in await session.execute(counted):
        kept.setdefault(patient_id, {})[status] = count
    return {
        patient_id
        for patient_id, its in kept.items()
        if its.get("no_show", 0) >= MISSED and its.get("no_show", 0) * SHARE >= sum(its.values())
    }


_COUNTED = {"completed": "completed", "no_show": "missed", "cancelled": "cancelled"}


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
