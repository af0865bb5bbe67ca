"""A clinic that a script may break: its services as they are, with faults before them.

What a call made of them is remembered here, wherever it is kept, so that every clinic that stands
behind can be looked at in the same way.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Protocol

from clinic.ports import (
    Appointment,
    Calendar,
    Conflict,
    Desk,
    Found,
    Opening,
    Patient,
    Records,
    Task,
)
from engine.commands import AddToWaitlist, Book, CreateTask, FindOpenings, SendMessage, UpdateTask

FAULTY: Final = (
    "understand",
    "find_patients",
    "find_openings",
    "hold",
    "book",
    "reschedule",
    "cancel",
    "confirm",
    "waitlist",
    "send_message",
    "handoff",
    "notify",
)
"""What can be made to fail."""

HOW: Final = ("timeout", "error", "conflict", "busy", "no_answer")
"""How it can fail; `none` mends it again."""

NO_MATCH: Final = "no_match"
"""What `find_patients` can do besides: the records answer, but find nobody."""


class Fault(Exception):  # noqa: N818 - it is injected, not raised in error
    """A failure that a scripted call asked for."""


@dataclass(slots=True)
class Faults:
    """What is broken at the moment, by name."""

    broken: dict[str, str] = field(default_factory=dict)

    def set(self, action: str, how: str) -> None:
        """Break something, or mend it with `none`."""
        if how == "none":
            self.broken.pop(action, None)
        else:
            self.broken[action] = how

    def check(self, action: str) -> None:
        """Fail if this is broken: `TimeoutError`, `Conflict`, or `Fault` for anything else."""
        how = self.broken.get(action)
        if how == "timeout":
            raise TimeoutError(action)
        if how == "conflict":
            raise Conflict(action)
        if how is not None:
            raise Fault(f"{action}: {how}")


class SharedCalendar(Calendar, Protocol):
    """A calendar that others book in too."""

    async def take(self, opening: Opening) -> None:
        """Let somebody else be faster: the time is gone, as if booked at the front desk."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A clinic's services before anything is broken."""

    calendar: SharedCalendar
    records: Records
    desk: Desk


class FaultyCalendar:
    """A clinic's calendar that a script may break."""

    def __init__(self, kept: SharedCalendar, faults: Faults) -> None:
        self._kept = kept
        self._faults = faults
        self._touched: dict[str, Appointment] = {}

    async def find_openings(self, wanted: FindOpenings, *, holder: str, now: datetime) -> Found:
        """The wanted times that are free; see the port."""
        self._faults.check("find_openings")
        return await self._kept.find_openings(wanted, holder=holder, now=now)

    async def hold(self, opening: Opening, *, holder: str, now: datetime) -> Opening:
        """Keep an opening for one call; see the port. On a conflict the time is really gone."""
        await self._lose("hold", opening)
        return await self._kept.hold(opening, holder=holder, now=now)

    async def release(self, opening: Opening, *, holder: str) -> None:
        """Give a held opening back; see the port."""
        await self._kept.release(opening, holder=holder)

    async def book(self, booking: Book, *, holder: str, now: datetime) -> Appointment:
        """Make an appointment of an opening; see the port."""
        await self._lose("book", booking.opening)
        return self._touch(await self._kept.book(booking, holder=holder, now=now))

    async def reschedule(
        self, appointment: Appointment, opening: Opening, *, holder: str, now: datetime
    ) -> Appointment:
        """Move an appointment; see the port."""
        await self._lose("reschedule", opening)
        moved = await self._kept.reschedule(appointment, opening, holder=holder, now=now)
        return self._touch(moved)

    async def cancel(self, appointment: Appointment, reason: str | None) -> Appointment:
        """Cancel an appointment; see the port."""
        self._faults.check("cancel")
        return self._noted(await self._kept.cancel(appointment, reason))

    async def confirm(self, appointment: Appointment) -> Appointment:
        """Note that the patient will come; see the port."""
        self._faults.check("confirm")
        return self._noted(await self._kept.confirm(appointment))

    @property
    def made_or_moved(self) -> tuple[Appointment, ...]:
        """The appointments that calls made or moved, as they are now, the oldest first."""
        return tuple(one for _, one in sorted(self._touched.items(), key=_age))

    def _touch(self, appointment: Appointment) -> Appointment:
        self._touched[appointment["id"]] = appointment
        return appointment

    def _noted(self, appointment: Appointment) -> Appointment:
        return self._touch(appointment) if appointment["id"] in self._touched else appointment

    async def _lose(self, action: str, opening: Opening) -> None:
        if self._faults.broken.get(action) == "conflict":
            await self._kept.take(opening)
        self._faults.check(action)


def _age(touched: tuple[str, Appointment]) -> tuple[int, str]:
    return len(touched[0]), touched[0]


class FaultyRecords:
    """A clinic's patients, whom a script may make impossible to find."""

    def __init__(self, kept: Records, faults: Faults) -> None:
        self._kept = kept
        self._faults = faults

    async def find_patients(
        self, name: Mapping[str, str], date_of_birth: str, *, now: datetime
    ) -> tuple[Patient, ...]:
        """The records that match both; see the port."""
        if self._faults.broken.get("find_patients") == NO_MATCH:
            return ()
        self._faults.check("find_patients")
        return await self._kept.find_patients(name, date_of_birth, now=now)


class FaultyDesk:
    """A staff's desk from which nothing goes out while a script breaks it."""

    def __init__(self, kept: Desk, faults: Faults) -> None:
        self._kept = kept
        self._faults = faults
        self._tasks: dict[tuple[str, str], Task] = {}

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks that calls left, as they are now, in the order in which they did."""
        return tuple(self._tasks.values())

    async def create_task(self, task: CreateTask, *, holder: str, now: datetime) -> Task:
        """Leave work for the staff; see the port."""
        made = await self._kept.create_task(task, holder=holder, now=now)
        return self._tasks.setdefault((holder, task.key), made)

    async def update_task(self, change: UpdateTask, *, holder: str) -> Task:
        """Raise a task's priority or add to its details; see the port."""
        changed = await self._kept.update_task(change, holder=holder)
        self._tasks[holder, change.key] = changed
        return changed

    async def add_to_waitlist(self, wish: AddToWaitlist, *, holder: str) -> None:
        """Remember that a patient wants an earlier time; see the port."""
        self._faults.check("waitlist")
        await self._kept.add_to_waitlist(wish, holder=holder)

    async def send_message(self, message: SendMessage, *, holder: str) -> None:
        """Send the caller a text message; see the port."""
        self._faults.check("send_message")
        await self._kept.send_message(message, holder=holder)

    async def notify(self, who: str, reason: str, *, holder: str) -> None:
        """Tell people at once; see the port."""
        self._faults.check("notify")
        await self._kept.notify(who, reason, holder=holder)
