"""Escalations: calls that were handed to a person, and what staff say of them afterwards.

They stand under `/api/escalations`, and under `/api/escalation` for those who know them so.
"""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from sqlmodel import col

from api.access import Desk, at_desk
from api.body import Body, Moment
from api.page import USUAL, Cursor, Limit, Page, rows_of
from api.problem import answers, looking_for
from api.route import Route
from clinic.store import escalations as store
from clinic.store.tables.call import CallRow
from clinic.store.tables.desk import EscalationRow

EscalationDesk = Annotated[Desk, at_desk("escalations", phi=False)]
ChangingDesk = Annotated[Desk, at_desk("escalations", action="update", phi=False)]
Label = Literal["needed", "needless", "late"]

USUAL_SPAN: Final = timedelta(days=30)


class EscalationOut(BaseModel):
    """A call that was handed to a person."""

    id: str
    call_id: str
    reason: str = Field(examples=["human"])
    handoff: str | None = Field(description="How it ended: answered, busy, no_answer …")
    label: Label | None
    at: datetime


class ReviewOut(BaseModel):
    """A call that waits for somebody to look at it."""

    call_id: str
    started_at: datetime
    disposition: str | None
    reason: str | None = Field(description="Why it was handed on, if it was.")
    escalation: EscalationOut | None


class RatesOut(BaseModel):
    """How often calls are handed on. Shares are 0 to 1, null of nothing."""

    calls: int
    escalations: int
    escalation_rate: float | None
    labelled: int
    needless_rate: float | None = Field(description="Of those that were labelled.")
    late: int
    reached: float | None = Field(description="Of the handoffs, how many somebody answered.")
    at_most: dict[str, float] = Field(description="What is aimed at.")


class LabelIn(Body):
    """What an escalation was, to those who looked at it."""

    label: Label


paths = APIRouter(route_class=Route)


@paths.get("", responses=answers(401, 403, 404))
async def escalations(
    desk: EscalationDesk,
    cursor: Cursor = None,
    limit: Limit = USUAL,
    reason: Annotated[str | None, Query(max_length=40)] = None,
    label: Annotated[Label | None, Query()] = None,
    unlabelled: Annotated[bool, Query(description="Only those nobody has judged.")] = False,
    since: Annotated[Moment | None, Query()] = None,
    until: Annotated[Moment | None, Query()] = None,
) -> Page[EscalationOut]:
    """The clinic's escalations, the latest first."""
    query = store.escalations(
        desk.scope, reason=reason, label=label, unlabelled=unlabelled, since=since, until=until
    )
    async with desk.database.reading() as session:
        found, following = await rows_of(
            session,
            query,
            [col(EscalationRow.at), col(EscalationRow.id)],
            lambda one: [one.at, one.id],
            cursor=cursor,
            limit=limit,
            newest_first=True,
        )
    return Page(items=[_shown(one) for one in found], next=following)


@paths.get("/review", responses=answers(401, 403, 404))
async def review(
    desk: EscalationDesk, cursor: Cursor = None, limit: Limit = USUAL
) -> Page[ReviewOut]:
    """Calls of the last seven days that were handed on or failed, and nobody has judged yet."""
    async with desk.database.reading() as session:
        found, following = await rows_of(
            session,
            store.to_review(desk.scope, desk.now),
            [col(CallRow.started_at), col(CallRow.id)],
            lambda one: [one.started_at, one.id],
            cursor=cursor,
            limit=limit,
            newest_first=True,
        )
        rows = await store.of_calls(session, desk.scope, [one.id for one in found])
    return Page(items=[_to_review(one, rows.get(one.id)) for one in found], next=following)


@paths.get("/rates", responses=answers(401, 403, 404))
async def rates(
    desk: EscalationDesk,
    since: Annotated[Moment | None, Query(description="Without it, thirty days ago.")] = None,
    until: Annotated[Moment | None, Query(description="Without it, now.")] = None,
) -> RatesOut:
    """How often calls of some time were handed on, and how that was judged."""
    found = await store.rates(
        desk.database, desk.scope, since or desk.now - USUAL_SPAN, until or desk.now
    )
    told: dict[str, Any] = asdict(found)
    return RatesOut(**told, at_most=dict(store.AT_MOST))


@paths.get("/{escalation_id}", responses=answers(401, 403, 404))
async def escalation(desk: EscalationDesk, escalation_id: str) -> EscalationOut:
    """One of them."""
    with looking_for("escalation"):
        return _shown(await store.escalation(desk.database, desk.scope, escalation_id))


@paths.post("/{escalation_id}/label", responses=answers(401, 403, 404))
async def label(desk: ChangingDesk, escalation_id: str, given: LabelIn) -> EscalationOut:
    """Say whether it was needed, needless or late. A later word replaces it."""
    desk.note(label=given.label)
    with looking_for("escalation"):
        row = await store.label(desk.database, desk.scope, escalation_id, given.label, desk.now)
    return _shown(row)


router = APIRouter()
router.include_router(paths, prefix="/api/escalations", tags=["escalations"])
router.include_router(paths, prefix="/api/escalation", tags=["escalation"])


def _shown(row: EscalationRow) -> EscalationOut:
    return EscalationOut.model_validate(row, from_attributes=True)


def _to_review(call: CallRow, row: EscalationRow | None) -> ReviewOut:
    return ReviewOut(
        call_id=call.id,
        started_at=call.started_at,
        disposition=call.disposition,
        reason=row.reason if row else call.escalation,
        escalation=_shown(row) if row else None,
    )
