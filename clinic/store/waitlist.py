"""The waitlist in the store: a freed time is offered, kept for a while, and given to the first yes.

An offer is a hold, as a caller's is, so nobody can be promised what another call books. Several may
be asked about one time; they share its hold, and whoever says yes first removes it. That removal is
the one thing that decides: of fifty who say yes at once, forty-nine find no hold.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.diary import STATUS, Diary, IsFree
from clinic.grid import moments
from clinic.offer import Window
from clinic.ports import Conflict, Opening
from clinic.refusal import NotAllowed
from clinic.store.appointments import Appointments
from clinic.store.asking import ask, ask_no_more
from clinic.store.blocks import hidden
from clinic.store.claims import Claims, freed
from clinic.store.closed_days import with_closed_days
from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.occupancy import Occupancy
from clinic.store.outbox import tell
from clinic.store.scope import Scope
from clinic.store.tables.appointment import AppointmentRow, HoldRow, Wish
from clinic.store.tables.patient import PatientRow
from clinic.store.tables.practice import Setting
from clinic.store.wishes import one, seen, standing, there, waiting
from clinic.waitlist import Freed, Waiting, offered_as, ranked
from engine.clinic import Clinic

MINUTES: Final = 20
"""How long an offer is kept, unless the clinic's setting `waitlist_minutes` says otherwise."""
AT_ONCE: Final = 1
"""How many are asked about one time, unless `waitlist_at_once` says otherwise."""
MOST_OFFERS: Final = 20
"""How many openings one freed time is cut into at most."""


async def fill(
    database: Database, scope: Scope, clinic: Clinic, told: Mapping[str, Any], now: datetime
) -> list[str]:
    """Offer a freed time to those whom it suits, best first; the wishes that have an offer now.

    Doing it again does nothing: what is offered is not free.
    """
    made: list[str] = []
    minutes, at_once = await _settings(database, scope)
    diary = Diary(await with_closed_days(database, scope, clinic, now))
    time = Freed.of(told, clinic)
    for _ in range(MOST_OFFERS):
        found = await _ranked(database, scope, diary, time, now, timedelta(minutes=minutes))
        if not found:
            break
        opening = found[0][1]
        wishes = [each.id for each, its in found if its == opening][:at_once]
        try:
            made += await offer(database, scope, clinic, wishes, opening, now, minutes=minutes)
        except Conflict:
            break  # a call was faster; what is left will be told of when it is free
    return made


async def add(
    database: Database,
    scope: Scope,
    clinic: Clinic,
    now: datetime,
    *,
    service: str,
    patient_name: str,
    patient_id: str | None = None,
    callback_number: str | None = None,
    provider: str = "",
    windows: Sequence[Mapping[str, str]] = (),
) -> Wish:
    """Put somebody on the list. Raises `NotAllowed` for what the clinic does not have."""
    if clinic.service(service) is None:
        raise NotAllowed("There is no service of this name.")
    if provider and provider not in [each.name for each in clinic.providers]:
        raise NotAllowed("There is no provider of this name.")
    if any(each["end"] < each["start"] for each in windows):
        raise NotAllowed("A wanted time ends after it begins.")
    row = Wish(
        id=new_id(now),
        patient_id=patient_id,
        patient_name=patient_name,
        callback_number=callback_number,
        service=service,
        provider=provider,
        windows=[dict(each) for each in windows],
        created_at=now,
        **scope.ids,
    )
    async with database.writing() as session:
        if patient_id is not None:
            known = scope.only(PatientRow, col(PatientRow.id))
            if await session.scalar(known.where(col(PatientRow.id) == patient_id)) is None:
                raise NotAllowed("There is no such patient.")
        session.add(row)
        tell(session, scope, "waitlist.added", row.id, now)
    return row


async def offer_by_hand(
    database: Database,
    scope: Scope,
    clinic: Clinic,
    wish: Wish,
    now: datetime,
    *,
    start: str,
    provider: str | None = None,
    operatory: str | None = None,
    minutes: int = MINUTES,
) -> list[str]:
    """Offer somebody a time that the desk chose; who and where may be left open.

    Raises `Conflict` where nobody who does it is free then, and `NotAllowed` for what the clinic
    does not have.
    """
    desk = Appointments(database, scope, clinic, clock=lambda: now)
    opening = await desk.opening(wish.service, start, provider, operatory)
    return await offer(database, scope, clinic, [wish.id], opening, now, minutes=minutes)


async def offer(
    database: Database,
    scope: Scope,
    clinic: Clinic,
    wish_ids: Sequence[str],
    opening: Opening,
    now: datetime,
    *,
    minutes: int = MINUTES,
) -> list[str]:
    """Keep an opening for some who wait, and have them told; those of them who waited still.

    Raises `Conflict` where the time is taken.
    """
    claims = Claims(database, scope, Diary(clinic))
    async with claims.claiming(opening) as session:
        await claims.lapse(session, now)
        rows = (
            scope.rows(Wish)
            .where(col(Wish.id).in_(wish_ids), col(Wish.status) == "waiting")
            .order_by(col(Wish.id))
            .with_for_update()
        )
        wishes = list(await session.scalars(rows))
        if not wishes:
            return []
        hold = await claims.hold(session, opening, f"wish {wishes[0].id}", now, minutes)
        for wish in wishes:
            wish.status, wish.hold_id = "offered", hold.id
            wish.offered, wish.offer_until = dict(opening), hold.expires_at
            wish.passed = [*(wish.passed or ()), offered_as(opening)]
            await ask(session, database.keyring, scope, clinic.timezone, wish, now)
            tell(session, scope, "waitlist.offered", wish.id, now)
    return [wish.id for wish in wishes]


async def accept(
    database: Database, scope: Scope, clinic: Clinic, wish_id: str, now: datetime
) -> AppointmentRow:
    """Somebody who waits says yes: they get what they were offered, or keep what they got.

    An appointment that they have already is moved, others are made. Raises `Conflict` where
    nothing is kept for them any more, and `KeyError` for a wish that is not there.
    """
    claims = Claims(database, scope, Diary(clinic))
    async with database.reading() as session:
        hold_id = (await seen(session, scope, wish_id)).hold_id
    async with claims.claiming({"start": "the time"}) as session:
        # The hold first, then wishes: everybody locks in this order.
        holds = scope.rows(HoldRow).where(col(HoldRow.id) == hold_id, col(HoldRow.expires_at) > now)
        hold = await session.scalar(holds.with_for_update())
        wish = there(await session.scalar(one(scope, wish_id).with_for_update()))
        if wish.status == "taken" and wish.appointment_id:
            made = scope.rows(AppointmentRow).where(col(AppointmentRow.id) == wish.appointment_id)
            before: AppointmentRow | None = await session.scalar(made)
            if before is not None:
                return before
        if hold is None or wish.status != "offered" or wish.hold_id != hold.id:
            raise Conflict("nothing is kept for them any more")
        opening: Opening = wish.offered
        wish.status, wish.hold_id = "taken", None
        await session.flush()
        await claims.end_offers(session, [hold.id], now)
        await claims.remove_holds(session, [hold.id])
        row = await _given(session, scope, claims, clinic, wish, opening, now)
        wish.appointment_id = row.id
        tell(session, scope, "waitlist.taken", wish.id, now)
    return row


async def decline(
    database: Database, scope: Scope, clinic: Clinic, wish_id: str, now: datetime
) -> None:
    """Somebody says no to what they were offered, and goes on waiting for something else.

    Raises `KeyError` for a wish that is not there, `NotAllowed` where nothing was offered.
    """
    claims = Claims(database, scope, Diary(clinic))
    async with database.reading() as session:
        hold_id = (await seen(session, scope, wish_id)).hold_id
    async with database.writing() as session:
        holds = scope.rows(HoldRow).where(col(HoldRow.id) == hold_id)
        hold = await session.scalar(holds.with_for_update())
        wish = there(await session.scalar(one(scope, wish_id).with_for_update()))
        if wish.status != "offered":
            raise NotAllowed("Nothing is on offer to them.")
        kept, wish.hold_id = wish.hold_id, None
        wish.status, wish.offered, wish.offer_until = "waiting", None, None
        await session.flush()
        others = scope.only(Wish, col(Wish.id)).where(col(Wish.hold_id) == kept)
        alone = hold is not None and await session.scalar(others.limit(1)) is None
        more = {"freed": freed(hold)} if alone and hold is not None else None
        if kept:
            await ask_no_more(session, scope, [kept], now, wish_id=wish.id)
        if alone and kept:
            await claims.remove_holds(session, [kept])
        tell(session, scope, "waitlist.declined", wish.id, now, more)


async def withdraw(
    database: Database, scope: Scope, clinic: Clinic, wish_id: str, now: datetime
) -> None:
    """Somebody waits no longer. Raises `KeyError`."""
    with suppress(NotAllowed):  # where nothing was on offer
        await decline(database, scope, clinic, wish_id, now)
    async with database.writing() as session:
        wish = there(await session.scalar(one(scope, wish_id).with_for_update()))
        if wish.status == "waiting":
            wish.status = "gone"
            tell(session, scope, "waitlist.gone", wish.id, now)


async def forget_past(database: Database, scope: Scope, clinic: Clinic, now: datetime) -> int:
    """Let go of wishes for times that are all over; how many."""
    local = now.astimezone(Diary(clinic).zone).replace(tzinfo=None)
    gone = 0
    async with database.writing() as session:
        query = scope.rows(Wish).where(col(Wish.status) == "waiting").order_by(col(Wish.id))
        for wish in await session.scalars(query.with_for_update()):
            windows = [Window.of(each) for each in wish.windows or ()]
            if windows and all(each.end < local for each in windows):
                wish.status = "gone"
                gone += 1
                tell(session, scope, "waitlist.gone", wish.id, now)
    return gone


async def _given(
    session: AsyncSession,
    scope: Scope,
    claims: Claims,
    clinic: Clinic,
    wish: Wish,
    opening: Opening,
    now: datetime,
) -> AppointmentRow:
    """The appointment that a yes makes, or moves to where they were offered it."""
    row: AppointmentRow | None = await session.scalar(standing(scope, wish, now).with_for_update())
    if row is not None and row.starts_at > moments(clinic, opening)[0]:
        left, kind = {"freed": freed(row)}, "appointment.moved"
        await claims.free(session, row.id)
        row.moves += 1
        row.sequence += 1
    else:
        left, kind = {}, "appointment.created"
        row = AppointmentRow(
            id=new_id(now),
            patient_id=wish.patient_id,
            patient_name=wish.patient_name,
            callback_number=wish.callback_number,
            service=opening["service"],
            starts_at=now,
            ends_at=now,
            start=opening["start"],
            minutes=opening["minutes"],
            status=_status(clinic, opening),
            booked_by="patient",
            created_at=now,
            updated_at=now,
            **scope.ids,
        )
    claims.place(row, opening)
    row.start, row.minutes, row.updated_at = opening["start"], opening["minutes"], now
    session.add(row)
    await session.flush()
    await claims.take(session, opening, appointment_id=row.id)
    tell(session, scope, kind, row.id, now, left or None)
    return row


def _status(clinic: Clinic, opening: Opening) -> str:
    service = clinic.service(opening["service"])
    return STATUS.get(service.booking if service else "direct", "confirmed")


async def _ranked(
    database: Database, scope: Scope, diary: Diary, time: Freed, now: datetime, kept: timedelta
) -> list[tuple[Waiting, Opening]]:
    """What begins before the offer would end is too late for anybody."""
    occupancy = Occupancy(database, scope, diary)
    known: dict[bool, IsFree] = {
        urgent: await occupancy.at(now, "", None, hiding=hidden(urgent=urgent))
        for urgent in (False, True)
    }
    found = await waiting(database, scope, now)
    return ranked(diary, time, found, lambda urgent: known[urgent], now + kept)


async def _settings(database: Database, scope: Scope) -> tuple[int, int]:
    query = scope.only(Setting, col(Setting.name), col(Setting.value))
    async with database.connection() as connection:
        given = {row[0]: row[1] for row in await connection.execute(query)}
    return (
        int(given.get("waitlist_minutes") or MINUTES),
        int(given.get("waitlist_at_once") or AT_ONCE),
    )
