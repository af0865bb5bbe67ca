"""Clinics of the practice, and the switch that takes Frontdesk off a clinic's line.

`/api/clients` is the same list by the name that other programs know it by.
"""

import asyncio
from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlmodel import col

from api.access import ADMINS, AtHouse, Desk, Member, SignedIn, at_desk
from api.body import Body, Line
from api.house import House
from api.problem import answers, missing
from api.route import Route
from clinic.store import pausing
from clinic.store.outbox import tell
from clinic.store.scope import Scope
from clinic.store.tables.call import CallRow
from clinic.store.tables.practice import ClinicRow
from telephony.call_orders import TRANSFER
from telephony.channel import WRITTEN

router = APIRouter(prefix="/api", tags=["clinics"], route_class=Route)

AdminDesk = at_desk("clinics", roles=ADMINS, phi=False)


class PauseOut(BaseModel):
    """Why the receptionist is off the line."""

    reason: str
    at: datetime
    by: str | None = Field(description="A user's id.")


class ClinicOut(BaseModel):
    """A location of the practice."""

    id: str = Field(examples=["riverside_dental"])
    name: str = Field(examples=["Riverside Dental"])
    timezone: str = Field(examples=["America/Chicago"])
    state: str = Field(examples=["TX"])
    number: str = Field(description="The line that Frontdesk answers, E.164.")
    flow: str = Field(examples=["dental_reception"])
    paused: bool = Field(description="Nobody but voicemail answers.")
    pause: PauseOut | None = Field(description="What was said about it.")
    updated_at: datetime


class ClinicChange(Body):
    """What is to be different."""

    paused: bool


class Pause(Body):
    """What is to become of the calls under way."""

    reason: Line | None = Field(default=None, description="For colleagues; nothing about patients.")
    put_through: bool = Field(
        default=False, description="Have their callers put through to the staff."
    )


class Paused(BaseModel):
    """What was done."""

    clinic: ClinicOut
    put_through: int = Field(description="How many callers are being put through to the staff.")


@router.get("/clinics", responses=answers(401, 403))
async def clinics(there: AtHouse, member: SignedIn) -> list[ClinicOut]:
    """The clinics in which you work."""
    return [await _shown(there, one) for one in await _theirs(there, member)]


@router.get("/clients", responses=answers(401, 403))
async def clients(there: AtHouse, member: SignedIn) -> list[ClinicOut]:
    """The same as `/api/clinics`."""
    return [await _shown(there, one) for one in await _theirs(there, member)]


@router.get("/clinics/{of_clinic}", responses=answers(401, 403, 404))
async def clinic(there: AtHouse, member: SignedIn, of_clinic: str) -> ClinicOut:
    """One clinic."""
    for one in await _theirs(there, member):
        if one.id == of_clinic:
            return await _shown(there, one)
    raise missing("clinic")


@router.patch("/clinics/{of_clinic}", responses=answers(401, 403, 404))
async def change(of_clinic: str, given: ClinicChange, desk: Desk = AdminDesk) -> ClinicOut:
    """Pause a clinic's receptionist, or let it answer again."""
    return await _shown(desk.house, await _switched(desk, of_clinic, given.paused))


@router.post("/clinics/{of_clinic}/pause", responses=answers(401, 403, 404))
async def pause(of_clinic: str, given: Pause, desk: Desk = AdminDesk) -> Paused:
    """Take Frontdesk off the line at once: new callers get voicemail, and no chat begins.

    Calls under way go on, unless their callers are to be put through to the staff as well.
    """
    row = await _switched(desk, of_clinic, True, given.reason)
    scope = Scope(row.practice_id, row.id)
    count = 0
    if given.put_through:
        query = scope.rows(CallRow).where(
            col(CallRow.ended_at).is_(None),
            col(CallRow.channel).not_in(WRITTEN),
            col(CallRow.escalation).is_(None),
        )
        async with desk.database.reading() as session:
            under_way = list(await session.scalars(query))
        orders = desk.house.orders
        given_on = [orders.give(scope, one.id, one.channel, TRANSFER) for one in under_way]
        count = sum(await asyncio.gather(*given_on))
        desk.touch(*(one.id for one in under_way))
    return Paused(clinic=await _shown(desk.house, row), put_through=count)


@router.post("/clinics/{of_clinic}/resume", responses=answers(401, 403, 404))
async def resume(of_clinic: str, desk: Desk = AdminDesk) -> ClinicOut:
    """Let Frontdesk answer again."""
    return await _shown(desk.house, await _switched(desk, of_clinic, False))


async def _switched(
    desk: Desk, of_clinic: str, paused: bool, reason: str | None = None
) -> ClinicRow:
    """Pause a clinic or not, and let its screens know. Raises `Problem`."""
    if not desk.member.works_in(of_clinic):
        raise missing("clinic")
    async with desk.database.writing() as session:
        row: ClinicRow | None = await session.get(ClinicRow, of_clinic)
        if row is None or row.practice_id != desk.member.practice_id:
            raise missing("clinic")
        row.paused, row.updated_at = paused, desk.now
        scope = Scope(row.practice_id, row.id)
        if not paused:
            await pausing.forget(session, scope)
        elif reason:
            await pausing.note(session, scope, reason, desk.now, desk.member.id)
        tell(session, scope, "clinic.changed", row.id, desk.now, body={"paused": paused})
    desk.note(clinic=of_clinic, paused=paused)
    return row


async def _theirs(there: House, member: Member) -> list[ClinicRow]:
    query = select(ClinicRow).where(col(ClinicRow.practice_id) == member.practice_id)
    async with there.database.reading() as session:
        found = await session.scalars(query.order_by(col(ClinicRow.id)))
    return [one for one in found if member.works_in(one.id)]


async def _shown(there: House, row: ClinicRow) -> ClinicOut:
    said = None
    if row.paused:
        said = await pausing.pause_of(there.database, Scope(row.practice_id, row.id))
    return ClinicOut(
        id=row.id,
        name=row.name,
        timezone=row.timezone,
        state=row.state,
        number=row.number,
        flow=row.flow,
        paused=row.paused,
        pause=PauseOut.model_validate(said, from_attributes=True) if said else None,
        updated_at=row.updated_at,
    )
