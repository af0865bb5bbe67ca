"""People of a clinic for tests of outreach, each in one line."""

from datetime import datetime, timedelta
from typing import Any

from clinic.outreach.candidates import Candidate, candidates
from clinic.outreach.preview import Preview, preview
from clinic.outreach.selection import read
from clinic.store.identifier import new_id
from clinic.store.patients import StoreRecords
from clinic.store.profile import clinic_of
from clinic.store.tables.outreach import Lead, OutreachJob, UploadBatch
from clinic.store.tables.patient import Consent, PatientRow
from tests.clinic.messages.office import Office

LONG_AGO = timedelta(days=400)


async def overdue(office: Office, name: str = "Ana Ruiz", number: str = "", **more: Any) -> str:
    """A patient whose last visit is more than a year ago; the id."""
    patient_id = await office.patient(name, number or None)
    seen = more.pop("last_visit_at", office.clock() - LONG_AGO)
    await office.change(PatientRow, patient_id, last_visit_at=seen, **more)
    return patient_id


async def with_phones(office: Office, name: str, *phones: tuple[str, str], **more: Any) -> str:
    """A patient with some telephones; the id."""
    records = StoreRecords(office.database, office.scope)
    patient_id = await records.add({"name": name}, phones, office.clock())
    if more:
        await office.change(PatientRow, patient_id, **more)
    return patient_id


async def chosen(office: Office, purpose: str, **selection: Any) -> list[Candidate]:
    """Whom a selection concerns."""
    batch_id = selection.pop("batch_id", None)
    clinic = await clinic_of(office.database, office.scope)
    found: list[Candidate] = []
    async for part in candidates(
        office.database,
        office.scope,
        clinic,
        purpose,
        read(purpose, selection, clinic),
        office.clock(),
        batch_id=batch_id,
    ):
        found += part
    return found


async def looked_at(office: Office, purpose: str, **selection: Any) -> Preview:
    """What a selection comes to."""
    batch_id = selection.pop("batch_id", None)
    clinic = await clinic_of(office.database, office.scope)
    wanted = read(purpose, selection, clinic)
    return await preview(office.work, office.scope, purpose, wanted, batch_id=batch_id)


async def batch(office: Office, *numbers: str, agreed: bool = True) -> str:
    """Leads who came together; the id of the batch."""
    row = UploadBatch(
        id=new_id(office.clock()), source="form", created_at=office.clock(), **office.scope.ids
    )
    await office.add(row)
    for number in numbers:
        index = office.database.keyring.index("phone", number)
        lead = Lead(
            id=new_id(office.clock()),
            batch_id=row.id,
            name="Lea Dow",
            phone=number,
            number_index=index,
            created_at=office.clock(),
            **office.scope.ids,
        )
        await office.add(lead)
        if agreed:
            await office.add(
                Consent(
                    id=new_id(office.clock()),
                    number_index=index,
                    channel="call",
                    purpose="lead",
                    granted=True,
                    source="lead",
                    at=office.clock(),
                    **office.scope.ids,
                )
            )
    return row.id


async def job_for(office: Office, **more: Any) -> OutreachJob:
    """A job, as somebody else left it."""
    number = more.pop("address", "+15125550142")
    now = office.clock()
    job_id = new_id(now)
    row = OutreachJob(
        **{
            "id": job_id,
            "key": f"other/{job_id}",
            "purpose": "recall",
            "address": number,
            "address_index": office.database.keyring.index("phone", number),
            "due_at": now,
            "not_after": now + timedelta(days=3),
            "created_at": now,
            **office.scope.ids,
            **more,
        }
    )
    await office.add(row)
    return row


def at(iso: str) -> datetime:
    """A moment on the clinic's clock in winter."""
    return datetime.fromisoformat(f"{iso}:00-06:00")
