"""A clinic's calendar in memory: what the simulated clinic books in.

Occupied are cells of (resource, five minutes), where a resource is a provider or a room; a hold
takes the same cells as a booking. Whoever finds one of them taken has lost: that is the whole
rule against double booking, here and in the store.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo

from clinic.grid import Place, cells, instant, iso_minute, places, starts
from clinic.offer import Window, search
from clinic.ports import Appointment, Conflict, Found, Opening
from engine.clinic import Clinic, Service
from engine.commands import Book, FindOpenings
from engine.events import Value

HOLD_MINUTES: Final = 10
STATUS: Final[Mapping[str, str]] = {"direct": "confirmed", "approval": "pending"}
LISTED: Final = "listed"

Cell: TypeAlias = tuple[str, int]


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
        self._clinic = clinic
        self._zone = ZoneInfo(clinic.timezone)
        self._listed = None if listed is None else sorted(listed)
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
        service = self._clinic.service(wanted.service)
        if service is None:
            return Found((), exact=False)
        for provider in dict.fromkeys((wanted.provider, None)):
            found = search(
                self._days(now),
                partial(
                    self._free_on,
                    wanted=wanted,
                    service=service,
                    provider=provider,
                    holder=holder,
                    now=now,
                ),
                [Window.of(each) for each in wanted.windows],
                wanted.limit,
            )
            if found.openings:
                return Found(found.openings, found.exact and provider == wanted.provider)
        return Found((), exact=False)

    async def hold(self, opening: Opening, *, holder: str, now: datetime) -> Opening:
        """Keep an opening for one call, for ten minutes; see the port."""
        taken = self._cells(opening)
        self._check(opening, taken, holder, None, now)
        expires = now.astimezone(UTC) + timedelta(minutes=HOLD_MINUTES)
        self._claim(Claim(taken, holder=holder, expires=expires))
        return dict(opening)

    async def release(self, opening: Opening, *, holder: str) -> None:
        """Give a held opening back; see the port."""
        for cell in self._cells(opening):
            claim = self._claims.get(cell)
            if claim is not None and claim.holder == holder:
                del self._claims[cell]

    async def book(self, booking: Book, *, holder: str, now: datetime) -> Appointment:
        """Make an appointment of an opening; see the port."""
        taken = self._cells(booking.opening)
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
        taken = self._cells(opening)
        self._check(opening, taken, holder, kept["id"], now)
        self._free(kept["id"])
        kept.update({name: value for name, value in opening.items() if name in kept})
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

    def take(self, opening: Opening) -> None:
        """Let somebody else be faster: the time is gone, as if booked at the front desk."""
        self._claim(Claim(self._cells(opening), appointment="front desk"))

    def _free_on(
        self,
        day: date,
        wanted: FindOpenings,
        service: Service,
        provider: str | None,
        holder: str,
        now: datetime,
    ) -> list[Opening]:
        return [
            opening
            for opening in self._openings(service, provider, day)
            if opening["start"] not in wanted.excluding
            and self._is_bookable(opening["start"], now)
            and self._is_free(self._cells(opening), holder, wanted.moving, now)
        ]

    def _openings(self, service: Service, provider: str | None, day: date) -> Iterator[Opening]:
        """Everything that the clinic's hours, or the list, have on a day, taken or not."""
        if self._listed is not None:
            beginnings = [each for each in self._listed if each[:10] == day.isoformat()]
        else:
            beginnings = [iso_minute(each) for each in starts(self._clinic, service, day)]
        for start in beginnings:
            for place in self._places(service, provider, day):
                yield {
                    "start": start,
                    "minutes": service.minutes,
                    "provider": place.provider,
                    "operatory": place.operatory,
                    "service": service.name,
                }

    def _places(self, service: Service, provider: str | None, day: date) -> list[Place]:
        found = [
            place
            for place in places(self._clinic, service, day)
            if provider in (None, place.provider)
        ]
        if self._listed is None:
            return found
        return found[:1] or [Place(provider or "", "")]

    def _days(self, now: datetime) -> list[date]:
        if self._listed is not None:
            return sorted({date.fromisoformat(each[:10]) for each in self._listed})
        today = now.astimezone(self._zone).date()
        return [
            today + timedelta(days=number)
            for number in range(self._clinic.booking_horizon_days + 1)
        ]

    def _is_bookable(self, start: str, now: datetime) -> bool:
        """Whether a start is neither too soon nor too far away; a list knows its own limits."""
        at = instant(self._clinic, start)
        if self._listed is not None:
            return start in self._listed and at > now
        notice = timedelta(hours=self._clinic.minimum_notice_hours)
        soonest = now.astimezone(UTC) + notice
        return soonest <= at and datetime.fromisoformat(start).date() <= self._days(now)[-1]

    def _cells(self, opening: Mapping[str, Value]) -> frozenset[Cell]:
        if self._listed is not None:
            return frozenset({(f"{LISTED} {opening['start']}", 0)})
        return cells(self._clinic, opening)

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
        if not held and not self._is_bookable(opening["start"], now):
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
        service = self._clinic.service(given["service"])
        day = date.fromisoformat(given["start"][:10])
        whole: dict[str, Value] = {
            "minutes": service.minutes if service else 30,
            "status": "confirmed",
            **given,
        }
        rooms = places(self._clinic, service, day) if service else ()
        choices = [
            {"provider": place.provider, "operatory": place.operatory, **whole}
            for place in rooms
            if given.get("provider") in (None, place.provider)
        ] or [{"provider": "", "operatory": "", **whole}]
        open_to_it = (each for each in choices if not self._cells(each) & self._claims.keys())
        kept = self._add(next(open_to_it, choices[0]))
        if self._listed is None and kept["status"] != "cancelled":
            self._claim(Claim(self._cells(kept), appointment=kept["id"]))

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
