"""What follows from a doctor's decision: work for the staff, and a word to the patient.

The message says only that there is an answer. What was asked for and what was decided is health
information, and a telephone may be in anybody's hands; the staff tell it when they call.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from clinic.messages.queue import Queued, put
from clinic.standing import may_be_contacted
from clinic.store.keyring import Keyring
from clinic.store.scope import Scope
from clinic.store.tables.desk import TaskRow
from clinic.store.tables.patient import PatientRow
from clinic.store.task_entry import NewTask, leave

TEMPLATE: Final = "request_answered"
"""The name of a text without any detail: there is an answer, and the clinic will call."""
HOURS: Final = 4
"""Open hours in which the staff act on a decision."""


async def follow_up(
    session: AsyncSession,
    keyring: Keyring,
    scope: Scope,
    decided: TaskRow,
    now: datetime,
    due: Callable[[float], datetime],
) -> TaskRow:
    """Leave the staff the task that follows from a decision, and queue the word to the patient."""
    new = NewTask(
        type=decided.type,
        key=f"decision:{decided.id}",
        priority=decided.priority,
        call_id=decided.call_id,
        patient_id=decided.patient_id,
        patient_name=decided.patient_name,
        callback_number=decided.callback_number,
        details={"decision": decided.decision, "note": decided.decision_note},
        due_at=due(HOURS),
        parent_id=decided.id,
    )
    row = await leave(session, keyring, scope, new, now)
    if decided.callback_number and await _may_be_told(session, decided.patient_id):
        message = Queued(
            key=f"{TEMPLATE}/{decided.id}",
            channel="sms",
            address=decided.callback_number,
            template=TEMPLATE,
            patient_id=decided.patient_id,
            about_id=decided.id,
            call_id=decided.call_id,
        )
        await put(session, keyring, scope, message, now)
    return row


async def _may_be_told(session: AsyncSession, patient_id: str | None) -> bool:
    """Whoever asked from an unknown telephone wants an answer; flags of a record are obeyed."""
    patient = await session.get(PatientRow, patient_id) if patient_id else None
    return patient is None or may_be_contacted(
        patient.status, do_not_contact=patient.do_not_contact
    )
