"""What happens to appointments calls off the calls that it makes pointless."""

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.jobs.job import Job, Work
from clinic.outreach.jobs import call_off
from clinic.store.tables.appointment import AppointmentRow

ABOUT_COMING = ("reminder", "confirmation")
"""The purposes of calls about an appointment ahead."""


async def moved(work: Work, job: Job) -> None:
    """An appointment has another time: nobody is called about the old one any more."""
    async with work.database.reading() as session:
        row = await _appointment(session, job)
    if row is not None:
        await _call_off(work, job, "appointment_moved", but=f"/{row.start}")


async def cancelled(work: Work, job: Job) -> None:
    """An appointment is off."""
    await _call_off(work, job, "appointment_cancelled")


async def confirmed(work: Work, job: Job) -> None:
    """Somebody said that they will come: nobody asks them again."""
    async with work.database.reading() as session:
        row = await _appointment(session, job)
    if row is not None and row.confirmed_at is not None:
        await _call_off(work, job, "already_confirmed")


async def booked(work: Work, job: Job) -> None:
    """Somebody has an appointment: nobody asks them to make one."""
    async with work.database.writing() as session:
        row = await _appointment(session, job)
        if row is not None and row.patient_id is not None:
            await call_off(
                session,
                job.scope,
                work.clock(),
                "already_booked",
                patient_id=row.patient_id,
                purposes=("recall",),
            )


async def _call_off(work: Work, job: Job, reason: str, but: str | None = None) -> None:
    async with work.database.writing() as session:
        await call_off(
            session,
            job.scope,
            work.clock(),
            reason,
            appointment_id=job.reference,
            purposes=ABOUT_COMING,
            but=but,
        )


async def _appointment(session: AsyncSession, job: Job) -> AppointmentRow | None:
    rows = job.scope.rows(AppointmentRow).where(col(AppointmentRow.id) == job.reference)
    found: AppointmentRow | None = await session.scalar(rows)
    return found
