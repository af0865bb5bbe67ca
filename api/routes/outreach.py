"""The calls that the clinic makes, over all campaigns and what runs by itself."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from sqlmodel import col

from api.access import Desk, at_desk
from api.page import USUAL, Cursor, Limit, Page, narrowed, rows_of
from api.problem import answers, looking_for
from api.route import Route
from api.routes.campaigns import WHO_SEES
from api.told_outreach import JobOut, SummaryOut, job_out, names_of, summary_out
from clinic.outreach.figures import summary_of
from clinic.outreach.jobs import cancel
from clinic.store.tables.outreach import OutreachJob

router = APIRouter(prefix="/api/outreach", tags=["outreach"], route_class=Route)

SeeingDesk = Annotated[Desk, at_desk("outreach", roles=WHO_SEES, phi=False)]
JobDesk = Annotated[Desk, at_desk("outreach", roles=WHO_SEES)]
CancellingDesk = Annotated[Desk, at_desk("outreach", roles=WHO_SEES, action="update")]


@router.get("/jobs", responses=answers(401, 403, 404))
async def all_jobs(
    desk: JobDesk,
    cursor: Cursor = None,
    limit: Limit = USUAL,
    purpose: Annotated[str | None, Query(max_length=20)] = None,
    status: Annotated[str | None, Query(max_length=12)] = None,
    patient_id: Annotated[str | None, Query(max_length=40)] = None,
) -> Page[JobOut]:
    """The clinic's calls, the latest first."""
    query = narrowed(
        desk.scope.rows(OutreachJob),
        (OutreachJob.purpose, purpose),
        (OutreachJob.status, status),
        (OutreachJob.patient_id, patient_id),
    )
    async with desk.database.reading() as session:
        found, following = await rows_of(
            session,
            query,
            [col(OutreachJob.created_at), col(OutreachJob.id)],
            lambda one: [one.created_at, one.id],
            cursor=cursor,
            limit=limit,
            newest_first=True,
        )
        names = await names_of(session, desk.scope, found)
    desk.touch(*(one.patient_id for one in found if one.patient_id))
    return Page(items=[job_out(one, names) for one in found], next=following)


@router.get("/summary", responses=answers(401, 403, 404))
async def summary(
    desk: SeeingDesk,
    days: Annotated[int, Query(ge=1, le=366, description="How far back.")] = 30,
) -> dict[str, SummaryOut]:
    """How the calls of the last days went, by purpose."""
    async with desk.database.reading() as session:
        found = await summary_of(session, desk.scope, desk.now - timedelta(days=days))
    return {purpose: summary_out(one) for purpose, one in found.items()}


@router.post("/jobs/{job_id}/cancel", responses=answers(401, 403, 404, 409))
async def call_off(desk: CancellingDesk, job_id: str) -> JobOut:
    """Do not make a call. 409 where it is under way or over."""
    async with desk.database.writing() as session:
        with looking_for("call"):
            row = await cancel(session, desk.scope, job_id, desk.now)
    async with desk.database.reading() as session:
        names = await names_of(session, desk.scope, [row])
    if row.patient_id is not None:
        desk.touch(row.patient_id)
    return job_out(row, names)
