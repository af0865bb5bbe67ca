"""What is written to patients when their appointment is made, moved, cancelled or approved.

The texts are put in line here, once for each change; the appointment is looked at again when they
are sent. An appointment that staff still have to approve is confirmed to nobody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.jobs.job import Job, Work
from clinic.messages.letter import is_address
from clinic.messages.queue import Queued, put
from clinic.messages.textless import textless
from clinic.store.patients import known_by
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow
from clinic.store.tables.patient import PatientRow, Phone
from clinic.telephone import e164

CONFIRMATION: Final = "appointment_confirmation"
MOVED: Final = "appointment_moved"
CANCELLED: Final = "appointment_cancelled"
PATIENT: Final = "patient"
"""In a job's `by`: the patient did it, by a reply, and has been answered."""
_TRIED: Final = ("mobile", "home", "work")
"""The kinds of telephones in the order in which people are tried."""
_PREFERENCE: Final = "channel"
_WISHES: Final = ("call", "text", "email")


@dataclass(frozen=True, slots=True)
class Reach:
    """How somebody can be written to."""

    number: str | None = None
    """For texts."""
    mail: str | None = None
    patient_id: str | None = None
    wish: str | None = None
    """How they want to be reached; see `wish_of`."""
    telephone: str | None = None
    """For calls: the same, but for a number that takes no texts."""

    @property
    def is_textless(self) -> bool:
        """Whether there is a number, and it takes no texts."""
        return self.telephone is not None and self.number is None


async def created(work: Work, job: Job) -> None:
    """Confirm an appointment that was made."""
    await _tell(work, job, CONFIRMATION, job.reference, ("confirmed",))


async def confirmed(work: Work, job: Job) -> None:
    """Confirm an appointment that was approved, unless it was confirmed before."""
    if job.more.get("by") != PATIENT:
        await _tell(work, job, CONFIRMATION, job.reference, ("confirmed",))


async def moved(work: Work, job: Job) -> None:
    """Tell the new time of an appointment."""
    await _tell(work, job, MOVED, job.id, ("confirmed",))


async def cancelled(work: Work, job: Job) -> None:
    """Tell that an appointment was cancelled, and take it out of calendars."""
    await _tell(work, job, CANCELLED, job.reference, ("cancelled",))


async def _tell(work: Work, job: Job, template: str, which: str, statuses: tuple[str, ...]) -> None:
    """Put one message for each way to reach them in line; `which` is part of its key."""
    now, keyring = work.clock(), work.database.keyring
    async with work.database.writing() as session:
        rows = job.scope.rows(AppointmentRow).where(col(AppointmentRow.id) == job.reference)
        appointment: AppointmentRow | None = await session.scalar(rows)
        if appointment is None or appointment.status not in statuses:
            return
        if appointment.ends_at <= now:
            return
        reach = await reach_of(work, session, job.scope, appointment)
        for channel, address in ways(reach):
            message = Queued(
                key=f"{template}/{which}/{channel}",
                channel=channel,
                address=address,
                template=template,
                appointment_id=appointment.id,
                patient_id=reach.patient_id,
            )
            await put(session, keyring, job.scope, message, now)


def ways(reach: Reach) -> Iterator[tuple[str, str]]:
    """The channels by which somebody can be written to, and the address for each."""
    if reach.number is not None:
        yield "sms", reach.number
    if reach.mail is not None:
        yield "email", reach.mail


async def reach_of(
    work: Work, session: AsyncSession, scope: Scope, appointment: AppointmentRow
) -> Reach:
    """How the patient of an appointment, or whoever booked it, can be written to.

    Somebody who wants to be written to by one channel only is written to by that one, where its
    address is known.
    """
    patient_id = appointment.patient_id
    number = e164(appointment.callback_number)
    if patient_id is None and number is not None:
        first, _, last = appointment.patient_name.partition(" ")
        name = {"first": first, "last": last}
        patient_id = await known_by(session, work.database.keyring, scope, name, number)
    patient: PatientRow | None = None
    if patient_id is not None:
        rows = scope.rows(PatientRow).where(col(PatientRow.id) == patient_id)
        patient = await session.scalar(rows)
    if patient_id is not None and patient is not None:
        number = number or await _number_of(session, scope, patient_id)
    texted = await _texted(work, session, scope, number)
    if patient is None:
        return Reach(texted, telephone=number)
    mail = patient.email if patient.email and is_address(patient.email) else None
    wish = wish_of(patient.preferences)
    if wish == "email" and mail is not None:
        texted = number = None
    elif wish == "text" and texted is not None:
        mail = None
    return Reach(texted, mail, patient_id, wish, number)


async def _texted(
    work: Work, session: AsyncSession, scope: Scope, number: str | None
) -> str | None:
    """A number, if it takes texts as far as is known."""
    if number is None:
        return None
    index = work.database.keyring.index("phone", number)
    return None if await textless(session, scope, [index]) else number


async def _number_of(session: AsyncSession, scope: Scope, patient_id: str) -> str | None:
    phones = await session.scalars(
        scope.rows(Phone).where(col(Phone.patient_id) == patient_id).order_by(col(Phone.id))
    )
    ranked = sorted(phones, key=lambda one: order_of(one.kind))
    return ranked[0].number if ranked else None


def wish_of(preferences: Any) -> str | None:
    """How somebody wants to be reached: `call`, `text` or `email`; `None` if they never said."""
    wish = (preferences or {}).get(_PREFERENCE)
    return wish if wish in _WISHES else None


def order_of(kind: str) -> int:
    """The place of a kind of telephone in the order in which people are tried; 0 is the first."""
    return _TRIED.index(kind) if kind in _TRIED else len(_TRIED)
