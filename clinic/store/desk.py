"""The staff's desk in the store: tasks with their numbers and clocks, the waitlist, notices.

Whatever leaves the clinic is only written here, with a row of the outbox beside it; sending it is
the work of a job, which may try again without the caller waiting. A call that goes on after its
process died orders again what may have been done; so whatever it orders is done once in a call.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.desk import PRIORITIES
from clinic.ports import Task
from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.notices import notify
from clinic.store.outbox import tell
from clinic.store.patients import known_by
from clinic.store.scope import Scope
from clinic.store.sla import by_when
from clinic.store.tables.appointment import Wish
from clinic.store.tables.desk import Notification, TaskRow
from clinic.store.tables.message import MessageRow
from clinic.store.task_entry import NewTask, leave
from engine.commands import AddToWaitlist, CreateTask, SendMessage, UpdateTask

ROLES: Final = {"staff": "staff", "admin": "admin", "doctor": "doctor"}


class StoreDesk:
    """The desk of one clinic. `clock` gives aware moments."""

    def __init__(self, database: Database, scope: Scope, *, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._scope = scope
        self._clock = clock

    async def create_task(self, task: CreateTask, *, holder: str, now: datetime) -> Task:
        """Leave work for the staff; see the port."""
        due_at = None
        if task.sla_hours is not None:
            due_at = await by_when(self._database, self._scope, now, task.sla_hours)
        new = NewTask(
            type=task.type,
            key=task.key,
            priority=task.priority,
            owner=task.owner,
            call_id=holder,
            patient_name=task.patient_name,
            callback_number=task.callback_number,
            details=task.details,
            due_at=due_at,
        )
        async with self._database.writing() as session:
            row = await self._task(session, holder, task.key)
            if row is None:
                row = await leave(session, self._database.keyring, self._scope, new, now)
        return shown(row, now)

    async def update_task(self, change: UpdateTask, *, holder: str) -> Task:
        """Raise a task's priority, never lower it, or add to its details; see the port."""
        now = self._clock()
        async with self._database.writing() as session:
            row = await self._task(session, holder, change.key)
            if row is None:
                raise KeyError("this call has left no such task")
            row.priority = max(row.priority, change.priority, key=PRIORITIES.index)
            row.details = {**(row.details or {}), **change.details}
            tell(session, self._scope, "task.changed", row.id, now)
        return shown(row, now)

    async def add_to_waitlist(self, wish: AddToWaitlist, *, holder: str) -> None:
        """Remember that a patient wants an earlier time; see the port."""
        now = self._clock()
        name = {part: str(wish.patient.get(part) or "") for part in ("first", "last")}
        async with self._database.writing() as session:
            known = self._scope.only(Wish, col(Wish.patient_name)).where(
                col(Wish.call_id) == holder, col(Wish.service) == wish.service
            )
            if f"{name['first']} {name['last']}".strip() in await session.scalars(known):
                return
            row = Wish(
                id=new_id(now),
                patient_id=await known_by(
                    session, self._database.keyring, self._scope, name, wish.callback_number
                ),
                patient_name=f"{name['first']} {name['last']}".strip(),
                callback_number=wish.callback_number,
                service=wish.service,
                windows=[dict(one) for one in wish.windows],
                call_id=holder,
                created_at=now,
                **self._scope.ids,
            )
            session.add(row)
            tell(session, self._scope, "waitlist.added", row.id, now)

    async def send_message(self, message: SendMessage, *, holder: str) -> None:
        """Have the caller sent a text message; see the port."""
        now = self._clock()
        index = self._database.keyring.index("phone", message.to)
        async with self._database.writing() as session:
            known = self._scope.only(MessageRow, col(MessageRow.id)).where(
                col(MessageRow.call_id) == holder,
                col(MessageRow.template) == message.template,
                col(MessageRow.address_index) == index,
            )
            if await session.scalar(known.limit(1)) is not None:
                return
            row = MessageRow(
                id=new_id(now),
                channel="sms",
                direction="out",
                address=message.to,
                address_index=index,
                template=message.template,
                body="",
                status="queued",
                call_id=holder,
                created_at=now,
                **self._scope.ids,
            )
            session.add(row)
            tell(session, self._scope, "message.queued", row.id, now)

    async def notify(self, who: str, reason: str, *, holder: str) -> None:
        """Tell people at once; see the port."""
        now = self._clock()
        known = self._scope.only(Notification, col(Notification.id)).where(
            col(Notification.reference) == holder,
            col(Notification.kind) == reason,
            col(Notification.role) == ROLES[who],
        )
        async with self._database.writing() as session:
            if await session.scalar(known.limit(1)) is None:
                notify(session, self._scope, reason, holder, now, role=ROLES[who])

    async def _task(self, session: AsyncSession, holder: str, key: str) -> TaskRow | None:
        rows = self._scope.rows(TaskRow).where(
            col(TaskRow.call_id) == holder, col(TaskRow.key) == key
        )
        found: TaskRow | None = await session.scalar(rows.with_for_update())
        return found


def shown(row: TaskRow, now: datetime) -> Task:
    """A task as a call knows it; see the desk in memory. `now` is in the clinic's zone."""
    due = row.due_at.astimezone(now.tzinfo) if row.due_at else None
    return {
        "type": row.type,
        "priority": row.priority,
        "owner": row.owner,
        "patient_name": row.patient_name,
        "callback_number": row.callback_number,
        "details": dict(row.details or {}),
        "status": row.status,
        "due": due.isoformat(timespec="minutes") if due else None,
    }
