"""A message as it will be read: the template's words, filled with what holds at this moment.

What it was about may have changed while it waited: a cancelled appointment is not confirmed any
more, and nobody is reminded of what is over. Then nothing is written, and the reason is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from agent_config.settings import Settings
from clinic.messages import facts
from clinic.messages.policy import Policy
from clinic.messages.segment import plain
from clinic.messages.template import GIVEN, PERSONAL, filled, holes, kind, wording
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow, Wish
from clinic.store.tables.desk import Notification, TaskRow
from clinic.store.tables.message import MessageRow
from clinic.store.tables.patient import PatientRow
from clinic.store.tables.row import OfClinic
from engine.clinic import Clinic
from engine.validator import improper

R = TypeVar("R", bound=OfClinic)

_STANDING: Final = ("confirmed", "arrived")


@dataclass(frozen=True, slots=True)
class Composed:
    """A message in words. Where `refused` is given there are none, for that reason."""

    body: str = ""
    subject: str = ""
    language: str = "en"
    personal: bool = False
    """Whether it tells that somebody is a patient."""
    appointment: AppointmentRow | None = None
    refused: str | None = None


async def compose(
    session: AsyncSession,
    scope: Scope,
    clinic: Clinic,
    policy: Policy,
    message: MessageRow,
    settings: Settings,
    now: datetime,
) -> Composed:
    """The words of a message that is in line; of one whose words were brought, those."""
    if message.template in GIVEN:
        return Composed(body=message.body, personal=True)
    local = now.astimezone(ZoneInfo(clinic.timezone))
    appointment = await _own(session, scope, AppointmentRow, message.appointment_id)
    stale = _stale(message, appointment, now)
    if stale is not None:
        return Composed(refused=stale)
    whose = message.patient_id or (appointment.patient_id if appointment else None)
    patient = await _own(session, scope, PatientRow, whose)
    language = facts.language_of(clinic, patient.language if patient else None)
    values = facts.of_clinic(clinic, language)
    if appointment is not None:
        values |= facts.of_appointment(clinic, appointment, patient, language, local.date())
    if message.template == "waitlist_offer":
        wish = await _own(session, scope, Wish, message.about_id)
        if wish is None or wish.status != "offered" or not wish.offer_until:
            return Composed(refused="stale")
        if wish.offer_until <= now:
            return Composed(refused="too_late")
        values |= facts.of_wish(wish, wish.offer_until.astimezone(local.tzinfo), language)
    if message.template == "staff_notice":
        task = await _task_of(session, scope, message.about_id)
        values |= facts.of_task(task, settings.public_url)
    return _worded(policy, message, language, values, appointment)


def _worded(
    policy: Policy,
    message: MessageRow,
    language: str,
    values: Mapping[str, str | None],
    appointment: AppointmentRow | None,
) -> Composed:
    found = wording(message.template, language, policy.templates)
    texts = (found.sms if message.channel == "sms" else found.mail) if found else ()
    body = filled(texts, values)
    if body is None:
        return Composed(refused="no_template")
    if message.channel == "sms":
        body = plain(body)
    if any(improper(line, requests_only=False) for line in body.split("\n") if line.strip()):
        return Composed(refused="improper")
    chosen = next(one for one in texts if all(values.get(hole) for hole in holes(one)))
    subject = filled([found.subject], values) if found and message.channel == "email" else ""
    return Composed(
        body=body,
        subject=subject or "",
        language=language,
        personal=bool(holes(chosen) & PERSONAL) or appointment is not None,
        appointment=appointment,
    )


def _stale(message: MessageRow, appointment: AppointmentRow | None, now: datetime) -> str | None:
    """Why what a message would tell is not so any more."""
    if message.appointment_id is None:
        return None
    if appointment is None:
        return "stale"
    cancelling = kind(message.template).entry == "CANCEL"
    if cancelling:
        return None if appointment.status == "cancelled" else "stale"
    if appointment.status not in _STANDING:
        return "stale"
    return "too_late" if appointment.starts_at <= now else None


async def _task_of(session: AsyncSession, scope: Scope, notice_id: str | None) -> TaskRow | None:
    """The task that a notice is about, or the most urgent one that its call left."""
    notice = await _own(session, scope, Notification, notice_id)
    if notice is None or not notice.reference:
        return None
    task = await _own(session, scope, TaskRow, notice.reference)
    if task is not None:
        return task
    rows = scope.rows(TaskRow).where(col(TaskRow.call_id) == notice.reference)
    of_call = list(await session.scalars(rows.order_by(col(TaskRow.id).desc())))
    return next((one for one in of_call if one.priority == "urgent"), next(iter(of_call), None))


async def _own(session: AsyncSession, scope: Scope, table: type[R], row_id: str | None) -> R | None:
    """The row of an id, if it is this clinic's."""
    if row_id is None:
        return None
    known: Any = table
    found: R | None = await session.scalar(scope.rows(table).where(known.id == row_id))
    return found
