"""Today at a glance: what a clinic's people see first."""

import datetime
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.access import Desk, at_desk
from api.problem import answers, looking_for
from api.route import Route
from clinic.store import today as store
from clinic.store.notices import Reader
from clinic.store.profile import clinic_of

router = APIRouter(prefix="/api/today", tags=["today"], route_class=Route)


class DayOut(BaseModel):
    """The appointments of the day."""

    total: int = Field(description="Without those that were cancelled.")
    arrived: int
    completed: int
    no_show: int
    cancelled: int
    by_status: dict[str, int]
    next: list[str] = Field(description="Ids of the next ten, in order.")


class TodayOut(BaseModel):
    """Where the clinic stands."""

    date: datetime.date = Field(description="In the clinic's zone.")
    timezone: str
    calls_today: int
    calls_yesterday: int = Field(description="Until the same time of day.")
    live: int
    booked_today: int
    escalated_today: int
    dispositions: dict[str, int] = Field(description="Of today's calls.")
    tasks_open: int
    tasks_overdue: int
    tasks_mine: int
    tasks_done_today: int
    approvals_waiting: int = Field(description="Refills, referrals, questions for the doctor.")
    escalations_unlabelled: int
    waitlist_waiting: int
    notices_unread: int
    appointments: DayOut


@router.get("", responses=answers(401, 403, 404))
async def today(desk: Annotated[Desk, at_desk("today", phi=False)]) -> TodayOut:
    """Today at a glance, for whoever asks."""
    with looking_for("clinic"):
        zone = (await clinic_of(desk.database, desk.scope)).timezone
    reader = Reader(desk.member.id, desk.member.role)
    found = await store.today(desk.database, desk.scope, zone, reader, desk.now)
    day = found.appointments
    told = {name: getattr(found, name) for name in TodayOut.model_fields if hasattr(found, name)}
    return TodayOut.model_validate(
        told
        | {
            "timezone": zone,
            "appointments": DayOut(
                total=day.total,
                arrived=day.by_status.get("arrived", 0),
                completed=day.by_status.get("completed", 0),
                no_show=day.by_status.get("no_show", 0),
                cancelled=day.by_status.get("cancelled", 0),
                by_status=dict(day.by_status),
                next=list(day.next),
            ),
        }
    )
