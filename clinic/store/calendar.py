"""A clinic's calendar in the store: the same offers as the one in memory, for any number of calls.

What is free is read without a lock, for a caller takes seconds to choose. What is taken is decided
when it is claimed: the cells of a time are unique, so of two who want one the second is told that
it is gone. Holds that are over are removed by whoever claims next.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.diary import HOLD_MINUTES, STATUS, Cell, Diary
from clinic.grid import moments
from clinic.ports import Appointment, Conflict, Found, Opening
from clinic.store.blocks import hidden, reserved
from clinic.store.claims import Claims, extras, freed
from clinic.store.closed_days import with_closed_days
from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.occupancy import Occupancy
from clinic.store.outbox import tell
from clinic.store.patients import known_by
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow, Block, HoldRow
from clinic.visit import ACTIVE
from engine.clinic import Clinic
from engine.commands import Book, FindOpenings
from engine.events import Value


class StoreCalendar:
    """The calendar of one clinic. `listed`, if given, are the only starts that exist."""

    def __init__(
        self,
        database: Database,
        scope: Scope,
        clinic: Clinic,
        *,
        clock: Callable[[], datetime],
        listed: Sequence[str] | None = None,
    ) -> None:
        self._database = database
        self._scope = scope
        self._clinic = clinic
        self._clock = clock
        self._diary = Diary(clinic, listed)
        self._claims = Claims(database, scope, self._diary)

    async def find_openings(self, wanted: FindOpenings, *, holder: str, now: datetime) -> Found:
        """The wanted times that are free, or the nearest ones; see the port."""
        diary = await self._today(now)
        service = self._clinic.service(wanted.service)
        occupancy = Occupancy(self._database, self._scope, diary)
        hiding = hidden(urgent=service is not None and service.urgent)
        is_free = await occupancy.at(now, holder, wanted.moving, hiding=hiding)
        return diary.find(wanted, is_free, now)

    async def hold(self, opening: Opening, *, holder: str, now: datetime) -> Opening:
        """Keep an opening for one call, for ten minutes; see the port."""
        async with self._claims.claiming(opening) as session:
            await self._make_way(session, opening, holder, now)
            await self._claims.hold(session, opening, holder, now, HOLD_MINUTES)
        return dict(opening)

    async def release(self, opening: Opening, *, holder: str) -> None:
        """Give a held opening back; see the port."""
        async with self._database.writing() as session:
            own = await self._claims.holds_of(session, opening, holder)
            await self._claims.remove_holds(session, own)

    async def book(self, booking: Book, *, holder: str, now: datetime) -> Appointment:
        """Make an appointment of an opening; the same booking of a call is made once."""
        opening = booking.opening
        name = {part: str(booking.patient.get(part) or "") for part in ("first", "last")}
        async with self._claims.claiming(opening) as session:
            made = await self._made_before(session, opening, holder)
            if made is not None:
                return shown(made)
            await self._make_way(session, opening, holder, now)
            row = AppointmentRow(
                id=new_id(now),
                patient_id=await known_by(
                    session, self._database.keyring, self._scope, name, booking.callback_number
                ),
                patient_name=f"{name['first']} {name['last']}".strip(),
                callback_number=booking.callback_number,
                service=opening["service"],
                starts_at=now,
                ends_at=now,
                start=opening["start"],
                minutes=opening["minutes"],
                status=STATUS[booking.mode],
                booked_by="ai",
                call_id=holder,
                created_at=now,
                updated_at=now,
                **self._scope.ids,
            )
            self._claims.place(row, opening)
            session.add(row)
            await session.flush()
            await self._claims.take(session, opening, appointment_id=row.id)
            tell(session, self._scope, "appointment.created", row.id, now)
        return shown(row)

    async def reschedule(
        self, appointment: Appointment, opening: Opening, *, holder: str, now: datetime
    ) -> Appointment:
        """Move an appointment; see the port."""
        async with self._claims.claiming(opening) as session:
            row = await self._standing(session, appointment)
            if row.start == opening["start"] and row.provider == opening["provider"]:
                return shown(row)
            left = freed(row)
            await self._claims.free(session, row.id)
            await self._make_way(session, opening, holder, now)
            self._claims.place(row, opening)
            row.start, row.minutes = opening["start"], opening["minutes"]
            row.service = opening["service"]
            row.moves += 1
            self._changed(row, now)
            await session.flush()
            await self._claims.take(session, opening, appointment_id=row.id)
            tell(session, self._scope, "appointment.moved", row.id, now, {"freed": left})
        return shown(row)

    async def cancel(self, appointment: Appointment, reason: str | None) -> Appointment:
        """Cancel an appointment and free its time; see the port."""
        now = self._clock()
        async with self._database.writing() as session:
            row = await self._standing(session, appointment)
            row.status, row.cancel_reason, row.cancelled_by = "cancelled", reason, "patient"
            self._changed(row, now)
            await self._claims.free(session, row.id)
            tell(session, self._scope, "appointment.cancelled", row.id, now, {"freed": freed(row)})
        return shown(row)

    async def confirm(self, appointment: Appointment) -> Appointment:
        """Note that the patient will come; see the port."""
        async with self._database.writing() as session:
            row = await self._standing(session, appointment)
            # who was told of it before, and has just said yes, needs no text that asks for a yes
            more = {"by": "patient"} if row.status == "confirmed" else None
            row.status = "confirmed"
            row.confirmed_at = self._clock()
            self._changed(row, self._clock())
            tell(session, self._scope, "appointment.confirmed", row.id, self._clock(), more)
        return shown(row)

    async def enter(self, given: Mapping[str, Value], patient_id: str | None = None) -> str:
        """An appointment that the clinic already has, put where its service is usually done.

        Returns its id. It is entered even where the clinic has booked twice already.
        """
        now = self._clock()
        is_free = await Occupancy(self._database, self._scope, self._diary).at(now, "", None)
        whole = self._diary.settled(given, is_free)
        row = AppointmentRow(
            id=new_id(now),
            patient_id=patient_id,
            patient_name=whole["patient"],
            service=whole["service"],
            starts_at=now,
            ends_at=now,
            start=whole["start"],
            minutes=whole["minutes"],
            status=whole["status"],
            booked_by="staff",
            created_at=now,
            updated_at=now,
            **self._scope.ids,
        )
        self._claims.place(row, whole)
        async with self._database.writing() as session:
            session.add(row)
            await session.flush()
            if (
                self._diary.listed is None
                and whole["status"] in ACTIVE
                and self._diary.is_free(whole, is_free)
            ):
                await self._claims.take(session, whole, appointment_id=row.id)
        return row.id

    async def take(self, opening: Opening) -> None:
        """Somebody at the front desk books a time, for whatever it is, held or not."""
        now = self._clock()
        starts, ends = moments(self._clinic, opening)
        own = self._scope.only(HoldRow, col(HoldRow.id)).where(
            col(HoldRow.starts_at) < ends, col(HoldRow.ends_at) > starts
        )
        taken: dict[str, list[Cell]] = {}
        for resource, number in sorted(self._diary.cells(opening)):
            taken.setdefault(resource, []).append((resource, number))
        async with self._database.writing() as session:
            ids = list(await session.scalars(own))
            await self._claims.end_offers(session, ids, now)
            await self._claims.remove_holds(session, ids)
            for resource, cells in taken.items():
                row = Block(
                    id=new_id(now),
                    resource=resource,
                    starts_at=starts,
                    ends_at=ends,
                    **self._scope.ids,
                )
                session.add(row)
                await session.flush()
                await self._claims.take_cells(session, cells, block_id=row.id)

    async def _today(self, now: datetime) -> Diary:
        """The diary with the days that staff closed; a list knows its own days."""
        if self._diary.listed is not None:
            return self._diary
        clinic = await with_closed_days(self._database, self._scope, self._clinic, now)
        return self._diary if clinic is self._clinic else Diary(clinic)

    async def _make_way(
        self, session: AsyncSession, opening: Opening, holder: str, now: datetime
    ) -> None:
        """Remove holds that are over, and the caller's own on this time. Raises `Conflict`."""
        await self._claims.lapse(session, now)
        own = await self._claims.holds_of(session, opening, holder)
        if not own and not self._diary.is_bookable(opening, now):
            raise Conflict(f"{opening['start']} cannot be booked any more")
        if await reserved(session, self._scope, self._clinic, opening):
            raise Conflict(f"{opening['start']} is kept for others")
        await self._claims.remove_holds(session, own)

    async def _made_before(
        self, session: AsyncSession, opening: Opening, holder: str
    ) -> AppointmentRow | None:
        rows = self._scope.rows(AppointmentRow).where(
            col(AppointmentRow.call_id) == holder,
            col(AppointmentRow.start) == opening["start"],
            col(AppointmentRow.provider) == opening["provider"],
            col(AppointmentRow.service) == opening["service"],
            col(AppointmentRow.status).in_(ACTIVE),
        )
        made: AppointmentRow | None = await session.scalar(rows.limit(1))
        return made

    async def _standing(self, session: AsyncSession, appointment: Appointment) -> AppointmentRow:
        rows = self._scope.rows(AppointmentRow).where(col(AppointmentRow.id) == appointment["id"])
        row: AppointmentRow | None = await session.scalar(rows.with_for_update())
        if row is None or row.status not in ACTIVE:
            raise KeyError("there is no such appointment, or it is over or cancelled")
        return row

    def _changed(self, row: AppointmentRow, now: datetime) -> None:
        row.sequence += 1
        row.updated_at = now.astimezone(UTC)


def shown(row: AppointmentRow) -> Appointment:
    """An appointment as a call knows it; see the port."""
    reason = {"cancel_reason": row.cancel_reason} if row.cancel_reason else {}
    return {
        "id": row.id,
        "patient": row.patient_name,
        "status": row.status,
        "start": row.start,
        "minutes": row.minutes,
        "provider": row.provider,
        "operatory": row.operatory,
        "service": row.service,
        **extras(row),
        **reason,
    }
