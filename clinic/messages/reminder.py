"""Reminders of tomorrow's appointments: each appointment's time is reminded of once.

They are put in line a day ahead. One that is made within that day was confirmed a moment ago and
needs no reminder. A text is enough; mail goes where there is no number. Where the clinic would
rather have somebody called, that is left to `clinic.outreach.planning`.
"""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from agent_config.problem import ConfigError
from clinic.jobs.job import Work
from clinic.messages.appointment import reach_of, ways
from clinic.messages.policy import policy_of
from clinic.messages.queue import Queued, put
from clinic.outreach.telephones import people_of
from clinic.outreach.ways import OFF, SETTING, is_called, way_of
from clinic.store.attendance import often_missed
from clinic.store.profile import clinic_of
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow
from clinic.store.tables.outreach import OutreachJob
from clinic.store.tables.practice import ClinicRow, Setting

TEMPLATE: Final = "appointment_reminder"
PURPOSE: Final = "reminder"
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


def key_of(reason: str) -> str:
    """The key of the message that reminds of what a call of some key would remind of."""
    return f"{TEMPLATE}/{reason.partition('/')[2]}"


async def _remind_at(work: Work, scope: Scope, state: str) -> None:
    now = work.clock()
    async with work.database.writing() as session:
        policy = await policy_of(session, scope, state)
        given = scope.only(Setting, col(Setting.value)).where(col(Setting.name) == SETTING)
        way = way_of(PURPOSE, await session.scalar(given), reminders=policy.reminders)
        if way == OFF:
            return
        due = list(await session.scalars(_due(scope, now)))
        reached = [(one, await reach_of(work, session, scope, one)) for one in due]
        whom = {reach.patient_id for _, reach in reached}
        missed = await often_missed(session, scope, whom, now)
        called = await _called(session, scope, {one.id for one in due})
        people = await people_of(session, work.database.keyring, scope, due)
        for appointment, reach in reached:
            often = reach.patient_id in missed
            is_call = is_called(
                PURPOSE, way, reach.wish, often_missed=often, textless=reach.is_textless
            )
            number, _ = people.number_for(reach.patient_id, appointment.callback_number)
            if reason_of(appointment) in called or (is_call and number is not None):
                continue
            for channel, address in list(ways(reach))[:1]:
                message = Queued(
                    key=key_of(reason_of(appointment)),
                    channel=channel,
                    address=address,
                    template=TEMPLATE,
                    appointment_id=appointment.id,
                    patient_id=reach.patient_id,
                )
                await put(session, work.database.keyring, scope, message, now)


def reason_of(appointment: AppointmentRow) -> str:
    """The key of a call that reminds of an appointment as it is now."""
    return f"{PURPOSE}/{appointment.id}/{appointment.start}"


async def _called(session: AsyncSession, scope: Scope, appointments: set[str]) -> set[str]:
    """The keys of calls that remind of some appointments, or did."""
    calls = scope.only(OutreachJob, col(OutreachJob.key), col(OutreachJob.campaign_id)).where(
        col(OutreachJob.purpose) == PURPOSE,
        col(OutreachJob.appointment_id).in_(appointments),
        col(OutreachJob.status) != "cancelled",
    )
    found = await session.execute(calls)
    return {key.removesuffix(f"/{campaign_id}") for key, campaign_id in found}


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
