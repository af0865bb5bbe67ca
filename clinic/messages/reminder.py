"""Reminders of tomorrow's appointments: each appointment's time is reminded of once.

They are put in line a day ahead. One that is made within that day was confirmed a moment ago and
needs no reminder. A text is enough; mail goes where there is no number.
"""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Select, select
from sqlmodel import col

from agent_config.problem import ConfigError
from clinic.jobs.job import Work
from clinic.messages.appointment import reach_of, ways
from clinic.messages.policy import policy_of
from clinic.messages.queue import Queued, put
from clinic.store.profile import clinic_of
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow
from clinic.store.tables.practice import ClinicRow

TEMPLATE: Final = "appointment_reminder"
AHEAD: Final = timedelta(hours=24)
LATEST: Final = timedelta(hours=2)
"""Before the appointment: whoever is not reminded by then is not reminded any more."""


async def remind(work: Work) -> None:
    """Put the reminders that are due in line, at every clinic; done on a schedule."""
    async with work.database.reading() as session:
        rows = await session.execute(select(col(ClinicRow.practice_id), col(ClinicRow.id)))
        scopes = [Scope(*row) for row in rows]
    for scope in scopes:
        try:
            clinic = await clinic_of(work.database, scope)
        except ConfigError:
            continue  # whoever edits the clinic's file is told what is wrong with it
        await _remind_at(work, scope, clinic.state)


async def _remind_at(work: Work, scope: Scope, state: str) -> None:
    now = work.clock()
    async with work.database.writing() as session:
        policy = await policy_of(session, scope, state)
        if not policy.reminders:
            return
        for appointment in await session.scalars(_due(scope, now)):
            reach = await reach_of(work, session, scope, appointment)
            for channel, address in list(ways(reach))[:1]:
                message = Queued(
                    key=f"{TEMPLATE}/{appointment.id}/{appointment.start}",
                    channel=channel,
                    address=address,
                    template=TEMPLATE,
                    appointment_id=appointment.id,
                    patient_id=reach.patient_id,
                )
                await put(session, work.database.keyring, scope, message, now)


def _due(scope: Scope, now: datetime) -> Select[AppointmentRow]:
    return (
        scope.rows(AppointmentRow)
        .where(
            col(AppointmentRow.status) == "confirmed",
            col(AppointmentRow.starts_at) > now + LATEST,
            col(AppointmentRow.starts_at) <= now + AHEAD,
            col(AppointmentRow.created_at) <= now - AHEAD,
        )
        .order_by(col(AppointmentRow.starts_at))
    )
