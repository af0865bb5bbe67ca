"""What is known of a patient, in one object, and how much of it each purpose gets.

Nobody is shown more than their work needs (45 CFR 164.502(b), minimum necessary): who picks up the
telephone, the front desk, a doctor and a call each have a view of their own, which names its fields
one by one. A field that is new is in no view until somebody writes it there.

Beside the columns of a patient stand three sealed mappings: `care` {allergies, medications,
conditions, ongoing_treatments, notes}, `account` {balance, last_payment_date, insurance: {carrier,
status, copay, member_id …}} in whole dollars, and `preferences` {doctor, time, channel}.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.store.attendance import Attendance, attendance
from clinic.store.database import Database
from clinic.store.patient_file import patient
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow
from clinic.store.tables.desk import TaskRow
from clinic.store.tables.patient import PatientRow
from clinic.visit import ACTIVE

LAST: Final = 5
"""Appointments that are told one by one (PC-2)."""
RECENT: Final = 3
UPCOMING: Final = 10

Told = Mapping[str, Any]
"""An appointment: {id, start, service, provider, status}."""


@dataclass(frozen=True, slots=True)
class PatientContext:
    """Everything that is known of a patient (PC-1). Rates are 0 to 1, `None` of nothing."""

    patient_id: str
    name: str
    preferred_name: str | None
    status: str
    last_visit: str | None
    """The local day."""
    visit_count: int
    recent_visits: tuple[Told, ...]
    last_appointments: tuple[Told, ...]
    """Those that have begun or were cancelled, newest first."""
    recent_treatments: tuple[str, ...]
    ongoing_treatments: tuple[str, ...]
    upcoming_appointments: tuple[Told, ...]
    missed_appointments: int
    balance: int | float | None
    last_payment_date: str | None
    insurance_provider: str | None
    insurance_status: str | None
    copay: int | float | None
    allergies: tuple[str, ...]
    medications: tuple[str, ...]
    medical_conditions: tuple[str, ...]
    preferred_doctor: str | None
    preferred_time: str | None
    communication_preference: str | None
    """`call`, `text` or `email`."""
    language_preference: str | None
    important_notes: str | None
    last_call_reason: str | None
    """The type of the last task that a call left."""
    no_show_rate: float | None
    cancellation_rate: float | None
    average_reschedules_per_appointment: float | None
    photo: str | None = None
    """An address; no clinic keeps pictures here yet."""

    def as_json(self, view: str = "doctor") -> dict[str, Any]:
        """The fields of a view, as the API names them. Raises `KeyError` for no such view."""
        return {told: _plain(getattr(self, name)) for told, name in VIEWS[view].items()}


def _plain(value: Any) -> Any:
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


_NAMED: Final = {
    "patientId": "patient_id",
    "name": "name",
    "preferredName": "preferred_name",
    "status": "status",
}
_VISITS: Final = {
    "lastVisit": "last_visit",
    "visitCount": "visit_count",
    "recentVisits": "recent_visits",
    "lastAppointments": "last_appointments",
    "upcomingAppointments": "upcoming_appointments",
    "missedAppointments": "missed_appointments",
}
_ACCOUNT: Final = {
    "balance": "balance",
    "lastPaymentDate": "last_payment_date",
    "insuranceProvider": "insurance_provider",
    "insuranceStatus": "insurance_status",
    "copay": "copay",
}
_PREFERENCES: Final = {
    "preferredDoctor": "preferred_doctor",
    "preferredTime": "preferred_time",
    "communicationPreference": "communication_preference",
    "languagePreference": "language_preference",
}
_ALLERGIES: Final = {"allergies": "allergies"}
_CARE: Final = {
    "medications": "medications",
    "medicalConditions": "medical_conditions",
    "recentTreatments": "recent_treatments",
    "ongoingTreatments": "ongoing_treatments",
}
_NOTES: Final = {"importantNotes": "important_notes", "lastCallReason": "last_call_reason"}
_RATES: Final = {
    "noShowRate": "no_show_rate",
    "cancellationRate": "cancellation_rate",
    "averageReschedulesPerAppointment": "average_reschedules_per_appointment",
}

VIEWS: Final[Mapping[str, Mapping[str, str]]] = {
    "screen_pop": {
        "id": "patient_id",
        "name": "name",
        "lastVisit": "last_visit",
        "upcomingAppointments": "upcoming_appointments",
        "balance": "balance",
        "insuranceStatus": "insurance_status",
        "photo": "photo",
        "allergies": "allergies",
        "notes": "important_notes",
    },
    "staff": {
        **_NAMED,
        **_VISITS,
        **_ACCOUNT,
        **_PREFERENCES,
        **_ALLERGIES,
        **_NOTES,
        **_RATES,
    },
    "doctor": {
        **_NAMED,
        **_VISITS,
        **_ACCOUNT,
        **_PREFERENCES,
        **_ALLERGIES,
        **_CARE,
        **_NOTES,
        **_RATES,
    },
    "call": {
        **_NAMED,
        "upcomingAppointments": "upcoming_appointments",
        **_PREFERENCES,
    },
}
"""By purpose: the name of each field, and where it stands. `doctor` has all of PC-1."""

OF_ROLE: Final[Mapping[str, tuple[str, ...]]] = {
    "staff": ("staff", "screen_pop"),
    "doctor": ("doctor", "staff", "screen_pop"),
    "admin": ("staff", "screen_pop"),
    "practice_admin": ("staff", "screen_pop"),
}
"""The views of people, by role, the usual one first; `call` is for the receptionist alone."""


async def context(
    database: Database, scope: Scope, patient_id: str, now: datetime
) -> PatientContext:
    """Everything that is known of a patient. Raises `KeyError`."""
    row = await patient(database, scope, patient_id)
    async with database.reading() as session:
        query = scope.rows(AppointmentRow).where(col(AppointmentRow.patient_id) == row.id)
        appointments = list(
            await session.scalars(
                query.order_by(col(AppointmentRow.starts_at).desc(), col(AppointmentRow.id))
            )
        )
        reason = await _last_reason(session, scope, row.id)
    kept = await attendance(database, scope, patient_id=row.id)
    return _made(row, appointments, kept, reason, now)


def _made(
    row: PatientRow,
    appointments: list[AppointmentRow],
    kept: Attendance,
    reason: str | None,
    now: datetime,
) -> PatientContext:
    care, account, wishes = (dict(one or {}) for one in (row.care, row.account, row.preferences))
    insurance = account.get("insurance") or {}
    visits = [one for one in appointments if one.status == "completed"]
    coming = [one for one in appointments if one.status in ACTIVE and one.starts_at >= now]
    ahead = {one.id for one in coming}
    past = [one for one in appointments if one.id not in ahead]
    last_visit = visits[0].start[:10] if visits else None
    if last_visit is None and row.last_visit_at is not None:
        last_visit = row.last_visit_at.date().isoformat()
    return PatientContext(
        patient_id=row.id,
        name=f"{row.first_name} {row.last_name}",
        preferred_name=row.preferred_name,
        status=row.status,
        last_visit=last_visit,
        visit_count=len(visits),
        recent_visits=tuple(_told(one) for one in visits[:RECENT]),
        last_appointments=tuple(_told(one) for one in past[:LAST]),
        recent_treatments=tuple(dict.fromkeys(one.service for one in visits[:LAST])),
        ongoing_treatments=tuple(care.get("ongoing_treatments") or ()),
        upcoming_appointments=tuple(_told(one) for one in reversed(coming))[:UPCOMING],
        missed_appointments=kept.missed,
        balance=account.get("balance"),
        last_payment_date=account.get("last_payment_date"),
        insurance_provider=insurance.get("carrier"),
        insurance_status=insurance.get("status"),
        copay=insurance.get("copay"),
        allergies=tuple(care.get("allergies") or ()),
        medications=tuple(care.get("medications") or ()),
        medical_conditions=tuple(care.get("conditions") or ()),
        preferred_doctor=wishes.get("doctor"),
        preferred_time=wishes.get("time"),
        communication_preference=wishes.get("channel"),
        language_preference=row.language,
        important_notes=care.get("notes"),
        last_call_reason=reason,
        no_show_rate=_rounded(kept.no_show_rate),
        cancellation_rate=_rounded(kept.cancellation_rate),
        average_reschedules_per_appointment=_rounded(kept.reschedules_per_appointment),
    )


def _told(one: AppointmentRow) -> Told:
    return {
        "id": one.id,
        "start": one.start,
        "service": one.service,
        "provider": one.provider,
        "status": one.status,
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


async def _last_reason(session: AsyncSession, scope: Scope, patient_id: str) -> str | None:
    query = scope.only(TaskRow, col(TaskRow.type)).where(
        col(TaskRow.patient_id) == patient_id, col(TaskRow.call_id).is_not(None)
    )
    found: str | None = await session.scalar(query.order_by(col(TaskRow.id).desc()).limit(1))
    return found
