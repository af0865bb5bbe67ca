"""When a clinic is open, day by day: its file, its holidays and what staff entered together."""

from datetime import date, timedelta
from typing import Annotated, Final

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.access import Desk, at_desk
from api.local_time import FIRST_YEAR, LAST_YEAR
from api.problem import answers, unusable
from api.route import Route
from api.schedule import clinic_at
from clinic.store import closed_days
from engine.clinic import Clinic, Hours

router = APIRouter(prefix="/api", tags=["hours"], route_class=Route)

ReadingDesk = Annotated[Desk, at_desk("hours", phi=False)]
LONGEST: Final = 62
"""Days that are told at once."""


class StretchOut(BaseModel):
    """A part of a day, on the clinic's clock; the end is excluded."""

    start: str = Field(examples=["08:00"])
    end: str = Field(examples=["12:00"])


class HoursOut(BaseModel):
    """The hours of a day."""

    day: date
    open: list[StretchOut] = Field(description="When it is open; none: closed.")
    lunch: StretchOut | None = Field(description="When nothing is booked in calls.")
    holiday: bool = Field(description="It is not as the usual week has it.")
    name: str = Field(description="What staff called the day, if they entered it.")
    holiday_id: str | None = Field(description="What staff entered for it.")


@router.get("/hours", responses=answers(401, 403, 404))
async def hours(
    desk: ReadingDesk,
    since: Annotated[date, Query(description="The first day.")],
    until: Annotated[date, Query(description="The last day, two months later at most.")],
) -> list[HoursOut]:
    """Every day from the first to the last, as calls and the desk find it."""
    if not since <= until <= since + timedelta(days=LONGEST):
        raise unusable("The last day is not before the first, nor two months after it.", "time")
    if not FIRST_YEAR <= since.year <= until.year <= LAST_YEAR:
        raise unusable("No diary reaches that day.", "time")
    usual = await clinic_at(desk)
    entered = {one.day: one for one in await closed_days.listed(desk.database, desk.scope)}
    clinic = closed_days.closed_on(usual, {day: one.hours for day, one in entered.items()})
    days = [since + timedelta(days=number) for number in range((until - since).days + 1)]
    return [
        HoursOut(
            day=day,
            open=[_stretch(one) for one in clinic.hours_on(day)],
            lunch=_stretch(clinic.lunch) if clinic.lunch else None,
            holiday=_is_special(clinic, day),
            name=entered[day].name if day in entered else "",
            holiday_id=entered[day].id if day in entered else None,
        )
        for day in days
    ]


def _is_special(clinic: Clinic, day: date) -> bool:
    return day in clinic.other_hours or day in clinic.holidays


def _stretch(given: Hours) -> StretchOut:
    return StretchOut(start=given[0], end=given[1])
