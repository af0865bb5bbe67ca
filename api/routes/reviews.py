"""Reviews: the week's calls that somebody listens to, and what they say of them."""

from datetime import datetime
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.access import Desk, at_desk
from api.body import Body, Line, Note
from api.page import USUAL, Cursor, Limit, Page, part_of
from api.problem import answers, looking_for, unusable
from api.route import Route
from api.routes.calls import row_of
from clinic.store import reviews as store
from clinic.store.profile import clinic_of
from clinic.store.reviews import STATUSES, Waiting, Week
from clinic.store.tables.review import CallReview

router = APIRouter(prefix="/api", tags=["reviews"], route_class=Route)

ReviewDesk = Annotated[Desk, at_desk("reviews")]
QueueDesk = Annotated[Desk, at_desk("reviews", phi=False)]
Status = Literal["open", "started", "done"]
Reason = Literal["escalated", "failed", "first", "sample"]
Tag = Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,40}$")]
Place = Annotated[int, Field(ge=0, le=10_000, description="A line of the transcript, from 0.")]
Intent = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[a-z0-9_]+$")]
Name = Annotated[str, Query(pattern=r"^\d{4}-W\d{2}$", description="`2026-W10`; none: this week.")]
MOST: Final = 200


class WaitingOut(BaseModel):
    """A call to listen to."""

    call_id: str
    why: list[Reason] = Field(description="None where somebody chose it themselves.")
    status: Status
    rating: int | None
    at: datetime
    disposition: str | None
    escalation: str | None
    request: str | None
    channel: str
    user_id: str | None = Field(description="Who wrote the review last.")


class ProgressOut(BaseModel):
    """How far the review of a week has come."""

    week: str
    since: datetime
    until: datetime
    total: int
    open: int
    started: int
    done: int
    by_reason: dict[str, dict[str, int]] = Field(
        description="Of each reason how many there are, and how many are done.",
        examples=[{"escalated": {"total": 7, "done": 3}}],
    )
    rating: float | None = Field(description="The mean of those that were rated.")


class LineMistake(Body):
    """Something that went wrong at a line."""

    line: Place
    kind: Literal["misheard", "misunderstood", "wrong_answer", "rude", "slow", "unsafe", "other"]
    note: Note | None = None


class Meant(Body):
    """What a line really meant."""

    line: Place
    intent: Intent


class Example(Body):
    """A sentence that the flow should learn, in words that tell of nobody."""

    line: Place | None = None
    intent: Intent
    text: Annotated[str, Field(min_length=1, max_length=300)]


class CallReviewIn(Body):
    """A review, whole: what is left out is empty."""

    rating: Annotated[int, Field(ge=1, le=5)] | None = None
    errors: Annotated[list[LineMistake], Field(max_length=MOST)] = Field(default_factory=list)
    intents: Annotated[list[Meant], Field(max_length=MOST)] = Field(default_factory=list)
    slots: Annotated[dict[Line, Any], Field(max_length=50)] = Field(default_factory=dict)
    example: Example | None = None
    better_answer: Note | None = None
    tags: Annotated[list[Tag], Field(max_length=20)] = Field(default_factory=list)
    done: bool = False


class CallReviewOut(CallReviewIn):
    """A review. Of a call that nobody reviewed it is empty."""

    call_id: str
    status: Status
    user_id: str | None
    updated_at: datetime | None


@router.get("/reviews", responses=answers(401, 403, 404))
async def reviews(
    desk: QueueDesk,
    cursor: Cursor = None,
    limit: Limit = USUAL,
    week: Name | None = None,
    status: Annotated[Status | None, Query()] = None,
    why: Annotated[Reason | None, Query(description="Only those for a reason.")] = None,
) -> Page[WaitingOut]:
    """The calls of a week that are to be listened to, the latest first."""
    found = await store.queue(desk.database, desk.scope, await _week(desk, week))
    wanted = [
        one
        for one in found
        if (status is None or one.status == status) and (why is None or why in one.why)
    ]
    part, following = part_of(
        wanted, lambda one: [one.at.isoformat(), one.call_id], cursor=cursor, limit=limit
    )
    return Page(items=[_waiting(one) for one in part], next=following)


@router.get("/reviews/progress", responses=answers(401, 403, 404))
async def progress(desk: QueueDesk, week: Name | None = None) -> ProgressOut:
    """How far the review of a week has come."""
    of = await _week(desk, week)
    found = await store.queue(desk.database, desk.scope, of)
    ratings = [one.review.rating for one in found if one.review and one.review.rating]
    count = {status: sum(one.status == status for one in found) for status in STATUSES}
    return ProgressOut(
        week=of.name,
        since=of.since,
        until=of.until,
        total=len(found),
        **count,
        by_reason={reason: _counted(found, reason) for reason in store.REASONS},
        rating=round(sum(ratings) / len(ratings), 2) if ratings else None,
    )


@router.get("/calls/{call_id}/review", responses=answers(401, 403, 404))
async def review(desk: ReviewDesk, call_id: str) -> CallReviewOut:
    """What was said of a call."""
    await row_of(desk, call_id)
    return _shown(call_id, await store.review(desk.database, desk.scope, call_id))


@router.put("/calls/{call_id}/review", responses=answers(401, 403, 404))
async def keep(desk: ReviewDesk, call_id: str, given: CallReviewIn) -> CallReviewOut:
    """Say something of a call, or something else."""
    desk.note(rating=given.rating, done=given.done)
    said = given.model_dump()
    with looking_for("call"):
        row = await store.keep(desk.database, desk.scope, call_id, said, desk.now, desk.member.id)
    return _shown(call_id, row)


async def _week(desk: Desk, name: str | None) -> Week:
    with looking_for("clinic"):
        clinic = await clinic_of(desk.database, desk.scope)
    try:
        return store.week_of(name, clinic.timezone, desk.now)
    except ValueError:
        raise unusable("There is no such week; one is written 2026-W10.", "week") from None


def _counted(found: list[Waiting], reason: str) -> dict[str, int]:
    of = [one for one in found if reason in one.why]
    return {"total": len(of), "done": sum(one.status == "done" for one in of)}


def _waiting(one: Waiting) -> WaitingOut:
    return WaitingOut.model_validate(
        {
            "call_id": one.call_id,
            "why": list(one.why),
            "status": one.status,
            "rating": one.review.rating if one.review else None,
            "at": one.at,
            "disposition": one.disposition,
            "escalation": one.escalation,
            "request": one.request,
            "channel": one.channel,
            "user_id": one.review.user_id if one.review else None,
        }
    )


def _shown(call_id: str, row: CallReview | None) -> CallReviewOut:
    said = {name: getattr(row, name) for name in store.FIELDS} if row else {}
    return CallReviewOut.model_validate(
        {name: value for name, value in said.items() if value is not None}
        | {
            "call_id": call_id,
            "status": "open" if row is None else "done" if row.done else "started",
            "user_id": row.user_id if row else None,
            "updated_at": row.updated_at if row else None,
        }
    )
