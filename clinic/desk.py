"""The staff's desk in memory: tasks, the waitlist, and what was sent to whom."""

from datetime import UTC, datetime, timedelta
from typing import Final

from clinic.ports import Task
from engine.commands import AddToWaitlist, CreateTask, SendMessage, UpdateTask
from engine.events import Value

PRIORITIES: Final = ("low", "normal", "high", "urgent")


class StaffDesk:
    """Everything that a call left behind for people, in the order in which it did."""

    def __init__(self) -> None:
        self._tasks: dict[tuple[str, str], dict[str, Value]] = {}
        self.waitlist: list[AddToWaitlist] = []
        self.messages: list[SendMessage] = []
        self.notices: list[tuple[str, str]] = []
        """(who, reason) of everybody who was told at once."""

    @property
    def tasks(self) -> tuple[Task, ...]:
        """Every task: {type, priority, owner, patient_name, callback_number, details, status,
        due}; `due` is an ISO moment, `None` where nothing was promised."""
        return tuple(dict(task) for task in self._tasks.values())

    async def create_task(self, task: CreateTask, *, holder: str, now: datetime) -> Task:
        """Leave work for the staff; see the port."""
        due = None
        if task.sla_hours is not None:
            due = (now.astimezone(UTC) + timedelta(hours=task.sla_hours)).astimezone(now.tzinfo)
        made = self._tasks.setdefault(
            (holder, task.key),
            {
                "type": task.type,
                "priority": task.priority,
                "owner": task.owner,
                "patient_name": task.patient_name,
                "callback_number": task.callback_number,
                "details": dict(task.details),
                "status": "pending",
                "due": due.isoformat(timespec="minutes") if due else None,
            },
        )
        return dict(made)

    async def update_task(self, change: UpdateTask, *, holder: str) -> Task:
        """Raise a task's priority, never lower it, or add to its details; see the port."""
        task = self._tasks[holder, change.key]
        task["priority"] = max(task["priority"], change.priority, key=PRIORITIES.index)
        task["details"] = {**task["details"], **change.details}
        return dict(task)

    async def add_to_waitlist(self, wish: AddToWaitlist, *, holder: str) -> None:
        """Remember that a patient wants an earlier time; see the port."""
        self.waitlist.append(wish)

    async def send_message(self, message: SendMessage, *, holder: str) -> None:
        """Note a text message as sent; see the port."""
        self.messages.append(message)

    async def notify(self, who: str, reason: str, *, holder: str) -> None:
        """Note a notice as given; see the port."""
        self.notices.append((who, reason))
