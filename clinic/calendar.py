"""A clinic's calendar in memory: what the simulated clinic books in.

A hold takes the same cells as a booking; see the diary.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from clinic.diary import EXTRAS, HOLD_MINUTES, STATUS, Cell, Diary
from clinic.ports import Appointment, Conflict, Found, Opening
from engine.clinic import Clinic
from engine.commands import Book, FindOpenings
from engine.events import Value


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """Some cells, taken by a booking or, until `expires`, by a call."""

    cells: frozenset[Cell]
    appointment: str | None = None
    holder: str | None = None
    expires: datetime | None = None


class ClinicCalendar:
    """The calendar of one clinic. `listed`, if given, are the only starts that exist."""

    def __init__(
        self,
        clinic: Clinic,
        *,
        appointments: Iterable[Mapping[str, Value]] = (),
        listed: Sequence[str] | None = None,
    ) -> None:
        self._diary = Diary(clinic, listed)
        self._claims: dict[Cell, Claim] = {}
        self._appointments: dict[str, dict[str, Value]] = {}
        for given in appointments:
            self._enter(given)

    @property
    def appointments(self) -> tuple[Appointment, ...]:
        """Every appointment, cancelled ones too, in the order in which they were made."""
        return tuple(dict(each) for each in self._appointments.values())

    async def find_openings(self, wanted: FindOpenings, *, holder: str, now: datetime) -> Found:
        """The wanted times that are free, or the nearest ones; see the port."""

        def is_free(resource: str, first: int, count: int) -> bool:
            taken = frozenset((resource, first + number) for number in range(count))
            return self._is_free(taken, holder, wanted.moving, now)

        return self._diary.find(wanted, is_free, now)

    async def hold(self, opening: Opening, *, holder: str, now: datetime) -> Opening:
        """Keep an opening for one call, for ten minutes; see the port."""
        taken = self._diary.cells(opening)
        self._check(opening, taken, holder, None, now)
        expires = now.astimezone(UTC) + timedelta(minutes=HOLD_MINUTES)
        self._claim(Claim(taken, holder=holder, expires=expires))
        return dict(opening)

    async def release(self, opening: Opening, *, holder: str) -> None:
        """Give a held opening back; see the port."""
        for cell in self._diary.cells(opening):
            claim = self._claims.get(cell)
            if claim is not None and claim.holder == holder:
                del self._claims[cell]

    async def book(self, booking: Book, *, holder: str, now: datetime) -> Appointment:
        """Make an appointment of an opening; see the port."""
        taken = self._diary.cells(booking.opening)
        self._check(booking.opening, taken, holder, None, now)
        made = self._add(
            {
                "patient": f"{booking.patient.get('first') or ''} "
                f"{booking.patient.get('last') or ''}".strip(),
                "status": STATUS[booking.mode],
                **booking.opening,
            }
        )
        self._claim(Claim(taken, appointment=made["id"]))
        return dict(made)

    async def reschedule(
        self, appointment: Appointment, opening: Opening, *, holder: str, now: datetime
    ) -> Appointment:
        """Move an appointment; see the port."""
        kept = self._standing(appointment)
        taken = self._diary.cells(opening)
        self._check(opening, taken, holder, kept["id"], now)
        self._free(kept["id"])
        for name in EXTRAS:
            kept.pop(name, None)
        kept.update({name: opening[name] for name in opening if name in kept or name in EXTRAS})
        self._claim(Claim(taken, appointment=kept["id"]))
        return dict(kept)

    async def cancel(self, appointment: Appointment, reason: str | None) -> Appointment:
        """Cancel an appointment and free its time; see the port."""
        kept = self._standing(appointment)
        kept["status"] = "cancelled"
        if reason:
            kept["cancel_reason"] = reason
        self._free(kept["id"])
        return dict(kept)

    async def confirm(self, appointment: Appointment) -> Appointment:
        """Note that the patient will come; see the port."""
        kept = self._standing(appointment)
        kept["status"] = "confirmed"
        return dict(kept)

    async def take(self, opening: Opening) -> None:
        """Let somebody else be faster: the time is gone, as if booked at the front desk."""
        self._claim(Claim(self._diary.cells(opening), appointment="front desk"))

    def _is_free(
        self, taken: frozenset[Cell], holder: str, moving: str | None, now: datetime
    ) -> bool:
        for cell in taken:
            claim = self._claims.get(cell)
            if claim is None or claim.holder == holder:
                continue
            if moving is not None and claim.appointment == moving:
                continue
            if claim.expires is None or claim.expires > now:
                return False
        return True

    def _check(
        self,
        opening: Opening,
        taken: frozenset[Cell],
        holder: str,
        moving: str | None,
        now: datetime,
    ) -> None:
        held = all(
            (claim := self._claims.get(cell)) is not None and claim.holder == holder
            for cell in taken
        )
        if not self._is_free(taken, holder, moving, now):
            raise Conflict(f"{opening['start']} is taken")
        if not held and not self._diary.is_bookable(opening, now):
            raise Conflict(f"{opening['start']} cannot be booked any more")

    def _claim(self, claim: Claim) -> None:
        for cell in claim.cells:
            self._claims[cell] = claim

    def _free(self, appointment: str) -> None:
        for cell in [
            cell for cell, claim in self._claims.items() if claim.appointment == appointment
        ]:
            del self._claims[cell]

    def _enter(self, given: Mapping[str, Value]) -> None:
        """An appointment that the clinic already has: put where the service is usually done."""

        def is_free(resource: str, first: int, count: int) -> bool:
            return all((resource, first + number) not in self._claims for number in range(count))

        settled = self._diary.settled(given, is_free)
        kept = self._add(settled)
        if self._diary.listed is None and kept["status"] != "cancelled":
            self._claim(Claim(self._diary.cells(kept), appointment=kept["id"]))

    def _standing(self, appointment: Appointment) -> dict[str, Value]:
        kept = self._appointments[appointment["id"]]
        if kept["status"] == "cancelled":
            raise KeyError(f"{appointment['id']} is cancelled")
        return kept

    def _add(self, values: Mapping[str, Value]) -> dict[str, Value]:
        number = len(self._appointments) + 1
        made = {"id": f"appointment-{number}", **values}
        self._appointments[made["id"]] = made
        return made
