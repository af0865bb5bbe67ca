"""What people write that is no keyword: left as a task for those whose matter it is.

Somebody who writes three texts in a row wants one thing; the later ones join the task of the first
while nobody has taken it up. What the safety rules hear in a text decides whose task it is and how
soon, as in a call.
"""

import re
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.due import HOURS, due
from clinic.jobs.job import Work
from clinic.store.outbox import tell
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow
from clinic.store.tables.desk import TaskRow
from clinic.store.tables.message import MessageRow
from clinic.store.tables.patient import PatientRow
from clinic.store.task_entry import CHANGED, NewTask, leave
from engine.clinic import Clinic
from engine.safety.alarm import Alarm, Level
from engine.safety.assess import assess

JOINED: Final = timedelta(minutes=60)
WORDLESS: Final = "(a picture, or nothing)"
LATE: Final = re.compile(
    r"\b(?:running|be|am|i'?m|a (?:bit|little)|few minutes|minutes|min) late\b"
    r"|\b(?:llego|voy a llegar|estoy|voy) (?:un poco )?(?:tarde|atrasad[oa])\b",
    re.IGNORECASE,
)
"""They come, but later than they should: people at the desk must know soon."""
_OF_PEOPLE: Final = {
    "prescription_refill": ("prescription_refill", "doctor"),
    "medical_advice": ("medical_question", "doctor"),
    "test_results": ("test_results", "doctor"),
    "human": ("callback", "staff"),
}


async def for_staff(
    work: Work,
    session: AsyncSession,
    scope: Scope,
    clinic: Clinic,
    *,
    message_id: str,
    kind: str,
    number: str,
    index: str,
    body: str,
    person: PatientRow | None,
    appointment: AppointmentRow | None,
    at: datetime,
) -> bool:
    """Leave a text to the staff, in the transaction that keeps it; whether it sounds of danger."""
    alarm = assess(body)
    alarming = alarm.level is not Level.NONE
    joined = (
        None
        if alarm.raised or kind != "message"
        else await _open(session, scope, index, message_id, at)
    )
    if joined is not None:
        before = joined.details or {}
        told = f"{before.get('message', '')}\n{body}".strip()
        joined.details = {**before, "message": told}
        tell(session, scope, CHANGED, joined.id, at)
        await _link(session, scope, message_id, joined.id)
        return False
    name = f"{person.first_name} {person.last_name}" if person else None
    if name is None and appointment is not None:
        name = appointment.patient_name
    kind, owner, priority = _whose(kind, alarm, body)
    details: dict[str, Any] = {"message": body or WORDLESS, "channel": "sms"}
    if appointment is not None:
        details |= {"appointment": appointment.id, "start": appointment.start}
    task = await leave(
        session,
        work.database.keyring,
        scope,
        NewTask(
            type=kind,
            key=f"sms {message_id}",
            priority=priority,
            owner=owner,
            patient_id=person.id if person else None,
            patient_name=name,
            callback_number=number,
            details=details,
            due_at=due(clinic, at, HOURS[priority]),
        ),
        at,
    )
    await _link(session, scope, message_id, task.id)
    return alarming


def _whose(kind: str, alarm: Alarm, body: str) -> tuple[str, str, str]:
    """The type of a task, whose it is, and how soon."""
    if alarm.level is not Level.NONE:
        return "escalated_call", "staff", "urgent"
    if kind == "message" and LATE.search(body):
        return kind, "staff", "high"
    if kind == "message" and alarm.people:
        return (*_OF_PEOPLE[alarm.people[0]], "high")
    return kind, "staff", "high" if alarm.distress or kind != "message" else "normal"


async def _open(
    session: AsyncSession, scope: Scope, index: str, message_id: str, at: datetime
) -> TaskRow | None:
    """The task that the number's last text left, while nobody has begun it."""
    last = (
        scope.only(MessageRow, col(MessageRow.about_id))
        .where(
            col(MessageRow.address_index) == index,
            col(MessageRow.id) != message_id,
            col(MessageRow.direction) == "in",
            col(MessageRow.template) == "",
            col(MessageRow.created_at) > at - JOINED,
            col(MessageRow.about_id).is_not(None),
        )
        .order_by(col(MessageRow.id).desc())
        .limit(1)
    )
    rows = scope.rows(TaskRow).where(
        col(TaskRow.id) == await session.scalar(last),
        col(TaskRow.type) == "message",
        col(TaskRow.status) == "pending",
    )
    found: TaskRow | None = await session.scalar(rows.with_for_update())
    return found


async def _link(session: AsyncSession, scope: Scope, message_id: str, task_id: str) -> None:
    """Keep with a text which task it belongs to."""
    rows = scope.changing(MessageRow).where(col(MessageRow.id) == message_id)
    await session.execute(rows.values(about_id=task_id))
