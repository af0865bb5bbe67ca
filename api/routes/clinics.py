"""Clinics of the practice, and the switch that takes Frontdesk off a clinic's line.

`/api/clients` is the same list by the name that other programs know it by.
"""

from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlmodel import col

from api.access import ADMINS, AtHouse, Desk, Member, SignedIn, at_desk
from api.body import Body
from api.house import House
from api.problem import answers, missing
from api.route import Route
from clinic.store.outbox import tell
from clinic.store.tables.practice import ClinicRow

router = APIRouter(prefix="/api", tags=["clinics"], route_class=Route)

AdminDesk = at_desk("clinics", roles=ADMINS, phi=False)


class ClinicOut(BaseModel):
    """A location of the practice."""

    id: str = Field(examples=["riverside_dental"])
    name: str = Field(examples=["Riverside Dental"])
    timezone: str = Field(examples=["America/Chicago"])
    state: str = Field(examples=["TX"])
    number: str = Field(description="The line that Frontdesk answers, E.164.")
    flow: str = Field(examples=["dental_reception"])
    paused: bool = Field(description="Nobody but voicemail answers.")
    updated_at: datetime


class ClinicChange(Body):
    """What is to be different."""

    paused: bool


@router.get("/clinics", responses=answers(401, 403))
async def clinics(there: AtHouse, member: SignedIn) -> list[ClinicOut]:
    """The clinics in which you work."""
    return [_shown(one) for one in await _theirs(there, member)]


@router.get("/clients", responses=answers(401, 403))
async def clients(there: AtHouse, member: SignedIn) -> list[ClinicOut]:
    """The same as `/api/clinics`."""
    return [_shown(one) for one in await _theirs(there, member)]


@router.get("/clinics/{of_clinic}", responses=answers(401, 403, 404))
async def clinic(there: AtHouse, member: SignedIn, of_clinic: str) -> ClinicOut:
    """One clinic."""
    for one in await _theirs(there, member):
        if one.id == of_clinic:
            return _shown(one)
    raise missing("clinic")


@router.patch("/clinics/{of_clinic}", responses=answers(401, 403, 404))
async def change(of_clinic: str, given: ClinicChange, desk: Desk = AdminDesk) -> ClinicOut:
    """Pause a clinic's receptionist, or let it answer again."""
    if not desk.member.works_in(of_clinic):
        raise missing("clinic")
    async with desk.database.writing() as session:
        row = await session.get(ClinicRow, of_clinic)
        if row is None or row.practice_id != desk.member.practice_id:
            raise missing("clinic")
        row.paused, row.updated_at = given.paused, desk.now
        tell(session, desk.scope, "clinic.changed", row.id, desk.now)
    desk.note(paused=given.paused)
    return _shown(row)


async def _theirs(there: House, member: Member) -> list[ClinicRow]:
    query = select(ClinicRow).where(col(ClinicRow.practice_id) == member.practice_id)
    async with there.database.reading() as session:
        found = await session.scalars(query.order_by(col(ClinicRow.id)))
    return [one for one in found if member.works_in(one.id)]


def _shown(row: ClinicRow) -> ClinicOut:
    return ClinicOut(
        id=row.id,
        name=row.name,
        timezone=row.timezone,
        state=row.state,
        number=row.number,
        flow=row.flow,
        paused=row.paused,
        updated_at=row.updated_at,
    )
