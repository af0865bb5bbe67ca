"""Days on which a clinic is closed, or keeps other hours, beside those in its file."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter
from pydantic import AfterValidator, BaseModel, Field

from api.access import Desk, at_desk
from api.body import Body, Line
from api.local_time import FIRST_YEAR, LAST_YEAR
from api.problem import answers, conflict, looking_for
from api.route import Route
from clinic.ports import Conflict
from clinic.store import closed_days
from clinic.store.tables.practice import Holiday

router = APIRouter(prefix="/api", tags=["holidays"], route_class=Route)

HolidayDesk = Annotated[Desk, at_desk("holidays", phi=False)]


def _near(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError("a day that no diary reaches")
    return day


Stretch = Annotated[
    str,
    Field(
        pattern=r"^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$",
        examples=["08:00-12:00"],
    ),
]


class HolidayOut(BaseModel):
    """A day off, or with hours of its own."""

    id: str
    day: date
    name: str
    hours: list[str] = Field(description="When it is open all the same; none: closed.")


class NewHoliday(Body):
    """A day to be closed, or shortened."""

    day: Annotated[date, AfterValidator(_near)] = Field(examples=["2026-12-24"])
    name: Annotated[Line | None, Field(examples=["Christmas Eve"])] = None
    hours: list[Stretch] = Field(default_factory=list, max_length=6)


@router.get("/holidays", responses=answers(401, 403, 404))
async def holidays(desk: HolidayDesk) -> list[HolidayOut]:
    """The days that staff entered, in order."""
    return [_shown(one) for one in await closed_days.listed(desk.database, desk.scope)]


@router.post("/holidays", status_code=201, responses=answers(401, 403, 404, 409))
async def close(desk: HolidayDesk, given: NewHoliday) -> HolidayOut:
    """Close a day, or keep other hours on it. Appointments that stand there are left to you."""
    try:
        row = await closed_days.add(
            desk.database, desk.scope, given.day, given.name or "", given.hours, desk.now
        )
    except Conflict:
        raise conflict("This day is entered already.", "taken") from None
    desk.touch(row.id)
    return _shown(row)


@router.delete("/holidays/{holiday_id}", status_code=204, responses=answers(401, 403, 404))
async def open_again(desk: HolidayDesk, holiday_id: str) -> None:
    """Let a day be as the clinic's file has it."""
    with looking_for("day"):
        await closed_days.remove(desk.database, desk.scope, holiday_id, desk.now)


def _shown(row: Holiday) -> HolidayOut:
    return HolidayOut(id=row.id, day=row.day, name=row.name, hours=list(row.hours or ()))
