"""Campaigns: whom a clinic calls together, looked at before, started, watched and ended.

Who sits at the desk sees what the clinic calls about; only admins let it call.
"""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import Field
from sqlmodel import col

from api.access import ADMINS, Desk, at_desk
from api.body import Body, Id, Line
from api.page import USUAL, Cursor, Limit, Page, rows_of
from api.problem import answers, looking_for, unusable
from api.route import Route
from api.told_outreach import (
    CampaignOut,
    JobOut,
    PreviewOut,
    campaign_out,
    job_out,
    names_of,
    preview_out,
)
from clinic.jobs.job import Work
from clinic.outreach import campaigns as store
from clinic.outreach.preview import preview
from clinic.outreach.selection import read
from clinic.store.profile import clinic_of
from clinic.store.tables.outreach import Campaign, OutreachJob

router = APIRouter(prefix="/api/campaigns", tags=["campaigns"], route_class=Route)

WHO_SEES = ("staff", *ADMINS)
SeeingDesk = Annotated[Desk, at_desk("campaigns", roles=WHO_SEES, phi=False)]
PreviewDesk = Annotated[Desk, at_desk("campaigns", roles=WHO_SEES, action="read")]
JobDesk = Annotated[Desk, at_desk("campaigns", roles=WHO_SEES)]
StartingDesk = Annotated[Desk, at_desk("campaigns", roles=ADMINS, phi=False)]
ChangingDesk = Annotated[Desk, at_desk("campaigns", roles=ADMINS, action="update", phi=False)]

Purpose = Literal["reminder", "confirmation", "recall", "follow_up", "lead"]
Action = Literal["start", "pause", "resume", "end"]
_ACTIONS = {
    "start": store.begin,
    "pause": store.pause,
    "resume": store.resume,
    "end": store.end,
}


class PreviewIn(Body):
    """Whom to look for."""

    purpose: Purpose
    selection: dict[str, Any] = Field(default_factory=dict, examples=[{"months": 6}])
    batch_id: Id | None = None


class CampaignIn(PreviewIn):
    """A campaign to be written down; nobody is called before it is started."""

    name: Line
    lines: Annotated[int, Field(ge=1, description="How many are called at once.")] = 1
    hours: dict[str, Any] | None = Field(
        default=None, examples=[{"from": "10:00", "to": "18:00", "days": ["mon", "tue"]}]
    )


@router.get("", responses=answers(401, 403, 404))
async def campaigns(
    desk: SeeingDesk,
    cursor: Cursor = None,
    limit: Limit = USUAL,
    status: Annotated[str | None, Query(max_length=10)] = None,
) -> Page[CampaignOut]:
    """The clinic's campaigns, the latest first."""
    query = desk.scope.rows(Campaign)
    if status is not None:
        query = query.where(col(Campaign.status) == status)
    async with desk.database.reading() as session:
        found, following = await rows_of(
            session,
            query,
            [col(Campaign.created_at), col(Campaign.id)],
            lambda one: [one.created_at, one.id],
            cursor=cursor,
            limit=limit,
            newest_first=True,
        )
        progress = await store.progress_of(session, desk.scope, found)
    return Page(items=[campaign_out(one, progress[one.id]) for one in found], next=following)


@router.post("", status_code=201, responses=answers(401, 403, 404))
async def create(desk: StartingDesk, given: CampaignIn) -> CampaignOut:
    """Write a campaign down."""
    draft = store.Draft(
        name=given.name,
        purpose=given.purpose,
        selection=given.selection,
        batch_id=given.batch_id,
        lines=given.lines,
        hours=given.hours,
    )
    try:
        row = await store.create(work_of(desk), desk.scope, draft, by=desk.member.id)
    except ValueError as error:
        raise unusable(str(error), "campaign") from None
    desk.touch(row.id)
    return await _shown(desk, row)


@router.post("/preview", responses=answers(401, 403, 404))
async def look_ahead(desk: PreviewDesk, given: PreviewIn) -> PreviewOut:
    """Whom a selection would call now, and whom not, and why. Nothing is written."""
    if (given.purpose == "lead") != (given.batch_id is not None):
        raise unusable("Calls to leads, and no others, name the batch they came in.", "campaign")
    try:
        selection = read(given.purpose, given.selection, await clinic_of(desk.database, desk.scope))
    except ValueError as error:
        raise unusable(str(error), "campaign") from None
    made = await preview(
        work_of(desk), desk.scope, given.purpose, selection, batch_id=given.batch_id
    )
    async with desk.database.reading() as session:
        names = await names_of(session, desk.scope, made.sample)
    desk.touch(*dict.fromkeys(filter(None, (one.candidate.patient_id for one in made.sample))))
    return preview_out(made, names)


@router.get("/{campaign_id}", responses=answers(401, 403, 404))
async def campaign(desk: SeeingDesk, campaign_id: str) -> CampaignOut:
    """One campaign, with how far it is."""
    with looking_for("campaign"):
        row = await store.campaign(work_of(desk), desk.scope, campaign_id)
    return await _shown(desk, row)


@router.get("/{campaign_id}/jobs", responses=answers(401, 403, 404))
async def jobs(
    desk: JobDesk,
    campaign_id: str,
    cursor: Cursor = None,
    limit: Limit = USUAL,
    status: Annotated[str | None, Query(max_length=12)] = None,
) -> Page[JobOut]:
    """The calls of a campaign, in the order in which people were put in line."""
    with looking_for("campaign"):
        row = await store.campaign(work_of(desk), desk.scope, campaign_id)
    query = desk.scope.rows(OutreachJob).where(col(OutreachJob.campaign_id) == row.id)
    if status is not None:
        query = query.where(col(OutreachJob.status) == status)
    async with desk.database.reading() as session:
        found, following = await rows_of(
            session,
            query,
            [col(OutreachJob.created_at), col(OutreachJob.id)],
            lambda one: [one.created_at, one.id],
            cursor=cursor,
            limit=limit,
        )
        names = await names_of(session, desk.scope, found)
    desk.touch(*(one.patient_id for one in found if one.patient_id))
    return Page(items=[job_out(one, names) for one in found], next=following)


@router.post("/{campaign_id}/{action}", responses=answers(401, 403, 404, 409))
async def act(desk: ChangingDesk, campaign_id: str, action: Action) -> CampaignOut:
    """Start, pause, resume or end it. 409 where that cannot be as it stands."""
    desk.note(action=action)
    try:
        with looking_for("campaign"):
            row = await _ACTIONS[action](work_of(desk), desk.scope, campaign_id)
    except ValueError as error:
        raise unusable(str(error), "campaign") from None
    return await _shown(desk, row)


def work_of(desk: Desk) -> Work:
    """What outreach works with."""
    return Work(desk.database, desk.house.settings, desk.house.clock)


async def _shown(desk: Desk, row: Campaign) -> CampaignOut:
    async with desk.database.reading() as session:
        progress = await store.progress_of(session, desk.scope, [row])
    return campaign_out(row, progress[row.id])
