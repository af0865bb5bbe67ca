"""What a call needs of a clinic, as protocols: the simulated clinic and the real store keep them.

A method that cannot do what is asked raises: `Conflict` when somebody else was faster,
`TimeoutError` when no answer came in time, anything else for a fault. The loop turns these into
events; no exception reaches a caller.

Openings are {start, minutes, provider, operatory, service}; appointments are {id, patient,
service, start, minutes, provider, operatory, status}. Where the service has them, both also say
`buffer` (minutes that are kept free afterwards), `exam_by` and `exam_minutes` (the second provider,
who comes for the last minutes). `start` is a local ISO minute such as "2026-03-03T10:00";
`patient` is "First Last"; `status` is `confirmed`, `pending` (staff still have to approve it) or
`cancelled`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeAlias

from engine.commands import AddToWaitlist, Book, CreateTask, FindOpenings, SendMessage, UpdateTask
from engine.events import Value

Opening: TypeAlias = Mapping[str, Value]
Appointment: TypeAlias = Mapping[str, Value]
Patient: TypeAlias = Mapping[str, Value]
Task: TypeAlias = Mapping[str, Value]


class Conflict(Exception):  # noqa: N818 - an outcome, not a fault
    """The time is taken: held by another call, booked, or no longer bookable."""


@dataclass(frozen=True, slots=True)
class Found:
    """Openings, best first; `exact` is false when they lie outside the wanted time."""

    openings: tuple[Opening, ...]
    exact: bool


class Calendar(Protocol):
    """The times of a clinic. `holder` names the call; `now` is an aware moment."""

    async def find_openings(self, wanted: FindOpenings, *, holder: str, now: datetime) -> Found:
        """The best times for a service that this call may hold; none is no error."""

    async def hold(self, opening: Opening, *, holder: str, now: datetime) -> Opening:
        """Keep an opening for one call. Raises `Conflict`."""

    async def release(self, opening: Opening, *, holder: str) -> None:
        """Give a held opening back; nothing happens if it is not held."""

    async def book(self, booking: Book, *, holder: str, now: datetime) -> Appointment:
        """Make an appointment of an opening that is held or free. Raises `Conflict`."""

    async def reschedule(
        self, appointment: Appointment, opening: Opening, *, holder: str, now: datetime
    ) -> Appointment:
        """Move an appointment; it stays where it was on `Conflict`.

        Raises `KeyError`, as the next two do, for one that is unknown or cancelled.
        """

    async def cancel(self, appointment: Appointment, reason: str | None) -> Appointment:
        """Cancel an appointment and free its time."""

    async def confirm(self, appointment: Appointment) -> Appointment:
        """Note that the patient will come."""


class Records(Protocol):
    """The patients of a clinic."""

    async def find_patients(
        self, name: Mapping[str, str], date_of_birth: str, *, now: datetime
    ) -> tuple[Patient, ...]:
        """The records that match both, each with its coming appointments in order."""


class Desk(Protocol):
    """The staff's queue, and what leaves the clinic: notices, text messages, the waitlist."""

    async def create_task(self, task: CreateTask, *, holder: str, now: datetime) -> Task:
        """Leave work for the staff. The same key of the same call makes no second task."""

    async def update_task(self, change: UpdateTask, *, holder: str) -> Task:
        """Raise a task's priority or add to its details. `KeyError` if unknown."""

    async def add_to_waitlist(self, wish: AddToWaitlist, *, holder: str) -> None:
        """Remember that a patient wants an earlier time."""

    async def send_message(self, message: SendMessage, *, holder: str) -> None:
        """Send the caller a text message."""

    async def notify(self, who: str, reason: str, *, holder: str) -> None:
        """Tell `staff` or `admin` at once."""


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that a call reaches in a clinic."""

    calendar: Calendar
    records: Records
    desk: Desk
