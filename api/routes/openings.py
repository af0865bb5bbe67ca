"""What is free, as a caller would be offered it."""

from typing import Annotated, Final
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.access import Desk, at_desk
from api.local_time import LocalMinute
from api.problem import answers, unusable
from api.route import Route
from api.schedule import clinic_at
from clinic.grid import iso_minute, moments
from clinic.ports import Opening
from clinic.store.calendar import StoreCalendar
from engine.clinic import Clinic
from engine.commands import FindOpenings

router = APIRouter(prefix="/api", tags=["openings"], route_class=Route)

ReadingDesk = Annotated[Desk, at_desk("openings", phi=False)]
MOST: Final = 50
NOBODY: Final = ""
"""Who looks without holding anything."""


class OpeningOut(BaseModel):
    """A time that can be booked."""

    start: str = Field(examples=["2026-03-03T10:00"])
    end: str = Field(examples=["2026-03-03T11:00"])
    minutes: int
    service: str
    provider: str
    operatory: str
    buffer: int = 0
    exam_by: str | None = None
    exam_minutes: int = 0


class OpeningsOut(BaseModel):
    """Openings, in order of time."""

    items: list[OpeningOut]
    exact: bool = Field(description="They lie in the wanted time, and with the wanted provider.")


@router.get("/openings", responses=answers(401, 403, 404))
async def openings(
    desk: ReadingDesk,
    service: Annotated[str, Query(max_length=200, examples=["cleaning"])],
    since: Annotated[LocalMinute | None, Query(description="Not before.")] = None,
    until: Annotated[LocalMinute | None, Query(description="Beginning before.")] = None,
    provider: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 10,
) -> OpeningsOut:
    """The best openings for a service, spread as callers are offered them.

    Where the wanted time has none, the nearest ones.
    """
    clinic = await clinic_at(desk)
    if clinic.service(service) is None:
        raise unusable("There is no service of this name.", "service")
    if (since is None) != (until is None) or (since and until and until < since):
        raise unusable("A wanted time has both ends, the first one first.", "time")
    windows = ({"start": since, "end": until},) if since and until else ()
    calendar = StoreCalendar(desk.database, desk.scope, clinic, clock=lambda: desk.now)
    wanted = FindOpenings(service, windows, provider, limit)
    found = await calendar.find_openings(wanted, holder=NOBODY, now=desk.now)
    return OpeningsOut(items=[_shown(clinic, one) for one in found.openings], exact=found.exact)


def _shown(clinic: Clinic, opening: Opening) -> OpeningOut:
    _, ends = moments(clinic, opening)
    return OpeningOut(**opening, end=iso_minute(ends.astimezone(ZoneInfo(clinic.timezone))))
