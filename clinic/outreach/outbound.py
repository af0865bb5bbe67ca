"""A call that the clinic places, as the engine begins it: on which flow, about what, and what is
known of whom it calls.

The flow is the purpose's own: as somebody published it for the clinic, or as it is shipped. It
speaks the language of whoever is called from its first word, so each language is a version of its
own: a call that is read again must begin in the same one.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from agent_config.flow_file import load_flow
from clinic.outreach.purpose import OUTREACH
from clinic.records import parted
from clinic.store.database import Database
from clinic.store.flow_versions import called_with, flow_of, keep
from clinic.store.profile import clinic_of
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow
from clinic.store.tables.outreach import Lead, OutreachAttempt, OutreachJob
from clinic.store.tables.patient import PatientRow
from engine.events import Value

EXISTING: Final = {"recall": "existing", "follow_up": "existing", "lead": "new"}
"""By purpose, whether whom it concerns has been there before."""


@dataclass(frozen=True, slots=True)
class Outbound:
    """What a call is that the clinic places."""

    version_id: str
    request: str
    patient_id: str | None
    known: Mapping[str, Value]
    """The slots that are filled before the call begins."""


class OutboundFlows:
    """The versions that outbound calls of one database begin on, as far as a process knows."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Scope, str, str, str, str | None], str] = {}

    async def version(
        self, database: Database, scope: Scope, purpose: str, language: str | None, now: datetime
    ) -> str:
        """The version for a call of a purpose to somebody who speaks a language.

        Raises `ConfigError` for a flow or clinic with mistakes.
        """
        name = OUTREACH[purpose].flow
        clinic = await clinic_of(database, scope)
        async with database.reading() as session:
            own = await called_with(session, scope, name)
        spoken = (language or "").partition("-")[0]
        key = (scope, name, spoken, repr(clinic), own.id if own else None)
        if key not in self._kept:
            if own is not None:
                flow = await flow_of(database, scope, own.id)
            else:
                flow = await asyncio.to_thread(load_flow, name, clinic)
            if spoken in flow.texts:
                flow = replace(flow, language=spoken)
            self._kept[key] = await keep(database, scope, flow, now)
        return self._kept[key]


async def language_of(session: AsyncSession, job: OutreachJob) -> str | None:
    """The language of whom a job calls, where it is known."""
    if job.patient_id is not None:
        patient = await session.get(PatientRow, job.patient_id)
        return patient.language if patient is not None else None
    lead = await session.get(Lead, job.lead_id) if job.lead_id is not None else None
    return lead.language if lead is not None else None


async def outbound_of(database: Database, scope: Scope, call_id: str) -> Outbound:
    """What a call of the carrier's id is. Raises `KeyError` where it is none of the clinic's."""
    tries = scope.rows(OutreachAttempt).where(col(OutreachAttempt.call_id) == call_id)
    async with database.reading() as session:
        attempt: OutreachAttempt | None = await session.scalar(tries)
        job = await session.get(OutreachJob, attempt.job_id) if attempt is not None else None
        if attempt is None or job is None or attempt.flow_version_id is None:
            raise KeyError("nobody placed this call")
        known = await _known(session, job)
    request = OUTREACH[job.purpose].request
    return Outbound(attempt.flow_version_id, request, job.patient_id, known)


async def _known(session: AsyncSession, job: OutreachJob) -> dict[str, Any]:
    known: dict[str, Any] = {"callback_number": job.address}
    name = await _name(session, job)
    if name is not None:
        known["patient_name"] = name
    if job.purpose in EXISTING:
        known["patient_status"] = EXISTING[job.purpose]
    if job.appointment_id is not None:
        query = select(AppointmentRow).where(
            col(AppointmentRow.id) == job.appointment_id,
            col(AppointmentRow.clinic_id) == job.clinic_id,
        )
        about: AppointmentRow | None = await session.scalar(query)
        if about is not None:
            known["appointment"] = {
                part: getattr(about, part)
                for part in ("id", "service", "start", "minutes", "provider")
            }
    return known


async def _name(session: AsyncSession, job: OutreachJob) -> dict[str, str] | None:
    if job.patient_id is not None:
        patient = await session.get(PatientRow, job.patient_id)
        if patient is not None:
            return {"first": patient.first_name, "last": patient.last_name}
    lead = await session.get(Lead, job.lead_id) if job.lead_id is not None else None
    return parted(lead.name) if lead is not None and lead.name else None
