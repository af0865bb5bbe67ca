"""What a clinic books with: its services, the people who do them, the rooms. Facts of its file."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.access import Desk, at_desk
from api.problem import answers
from api.route import Route
from api.schedule import clinic_at

router = APIRouter(prefix="/api", tags=["resources"], route_class=Route)

ReadingDesk = Annotated[Desk, at_desk("resources", phi=False)]


class ProviderOut(BaseModel):
    """Somebody who sees patients."""

    name: str = Field(examples=["Dr. Sarah Chen"])
    role: str = Field(examples=["dentist"])
    days: list[str] = Field(examples=[["mon", "tue"]])


class OperatoryOut(BaseModel):
    """A room."""

    name: str = Field(examples=["Op 1"])


class ExamOut(BaseModel):
    """Who comes for the last minutes."""

    by: str
    minutes: int


class ServiceOut(BaseModel):
    """Something that patients come for, and its rules."""

    name: str = Field(examples=["cleaning"])
    minutes: int
    by: str = Field(description="The role of those who do it; empty: no schedule is linked.")
    booking: str = Field(examples=["direct"])
    urgent: bool
    price: int | None
    minimum_notice_hours: int
    booking_horizon_days: int
    buffer_minutes: int
    new_patients: bool
    providers: list[str] = Field(description="None: everybody with the role.")
    operatories: list[str] = Field(description="None: the rooms of the role.")
    exam: ExamOut | None


@router.get("/providers", responses=answers(401, 403, 404))
async def providers(desk: ReadingDesk) -> list[ProviderOut]:
    """Who sees patients."""
    clinic = await clinic_at(desk)
    return [
        ProviderOut(name=one.name, role=one.role, days=list(one.days)) for one in clinic.providers
    ]


@router.get("/operatories", responses=answers(401, 403, 404))
async def operatories(desk: ReadingDesk) -> list[OperatoryOut]:
    """The rooms."""
    return [OperatoryOut(name=one) for one in (await clinic_at(desk)).operatories]


@router.get("/services", responses=answers(401, 403, 404))
async def services(desk: ReadingDesk) -> list[ServiceOut]:
    """What patients come for. Where a service has no rule of its own, the clinic's is told."""
    clinic = await clinic_at(desk)
    notice, horizon = clinic.minimum_notice_hours, clinic.booking_horizon_days
    return [
        ServiceOut(
            name=one.name,
            minutes=one.minutes,
            by=one.by,
            booking=one.booking,
            urgent=one.urgent,
            price=one.price,
            minimum_notice_hours=(
                notice if one.minimum_notice_hours is None else one.minimum_notice_hours
            ),
            booking_horizon_days=(
                horizon if one.booking_horizon_days is None else one.booking_horizon_days
            ),
            buffer_minutes=one.buffer_minutes,
            new_patients=one.new_patients,
            providers=list(one.providers),
            operatories=list(one.operatories),
            exam=ExamOut(by=one.exam.by, minutes=one.exam.minutes) if one.exam else None,
        )
        for one in clinic.services
    ]
