"""The waitlist: who waits for a time, whom it is offered to, and what they say.

A time that becomes free is offered by itself; these paths are for what the desk hears on the phone.
"""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from sqlmodel import col

from api.access import Desk, at_desk
from api.body import Body, Id, Line
from api.local_time import LocalMinute
from api.page import USUAL, Cursor, Limit, Page, rows_of
from api.problem import answers, conflict, looking_for
from api.route import Route
from api.schedule import Number, clinic_at
from clinic.ports import Conflict
from clinic.store import waitlist as waiting
from clinic.store.tables.appointment import Wish
from clinic.store.wishes import seen

router = APIRouter(prefix="/api", tags=["waitlist"], route_class=Route)

ReadingDesk = Annotated[Desk, at_desk("waitlist")]
ChangingDesk = Annotated[Desk, at_desk("waitlist", action="update")]

Status = Literal["waiting", "offered", "taken", "gone"]


class Window(Body):
    """A wanted time; where both ends are the same, exactly that minute."""

    start: LocalMinute
    end: LocalMinute


class WishOut(BaseModel):
    """Somebody who waits."""

    id: str
    patient_id: str | None
    patient_name: str
    callback_number: str | None
    service: str
    provider: str = Field(description="Whom they want to see; empty: anybody.")
    windows: list[dict[str, str]] = Field(description="The times wanted; none: any time.")
    status: Status
    offered: dict[str, Any] | None = Field(description="The opening that is offered.")
    offer_until: datetime | None
    appointment_id: str | None = Field(description="What came of it.")
    created_at: datetime


class NewWish(Body):
    """Somebody to be put on the list."""

    service: Line = Field(examples=["cleaning"])
    patient_name: Line = Field(examples=["Ana Ruiz"])
    patient_id: Id | None = None
    callback_number: Number | None = None
    provider: Line | None = None
    windows: list[Window] = Field(default_factory=list, max_length=20)


class Offer(Body):
    """What is offered by hand."""

    start: LocalMinute
    provider: Line | None = None
    operatory: Line | None = None
    minutes_to_answer: Annotated[int, Field(ge=1, le=24 * 60)] = waiting.MINUTES


class Taken(BaseModel):
    """What a yes came to."""

    appointment_id: str
    start: str


@router.get("/waitlist", responses=answers(401, 403, 404))
async def waitlist(
    desk: ReadingDesk,
    cursor: Cursor = None,
    limit: Limit = USUAL,
    status: Annotated[list[Status] | None, Query(description="One or more.")] = None,
    service: Annotated[str | None, Query(max_length=200)] = None,
) -> Page[WishOut]:
    """Who waits, whoever has waited longest first."""
    query = desk.scope.rows(Wish)
    if status:
        query = query.where(col(Wish.status).in_(status))
    if service is not None:
        query = query.where(col(Wish.service) == service)
    async with desk.database.reading() as session:
        found, following = await rows_of(
            session,
            query,
            [col(Wish.created_at), col(Wish.id)],
            lambda one: [one.created_at, one.id],
            cursor=cursor,
            limit=limit,
        )
    desk.touch(*(one.id for one in found))
    return Page(items=[_shown(one) for one in found], next=following)


@router.post("/waitlist", status_code=201, responses=answers(401, 403, 404))
async def add(desk: ReadingDesk, given: NewWish) -> WishOut:
    """Put somebody on the list."""
    row = await waiting.add(
        desk.database,
        desk.scope,
        await clinic_at(desk),
        desk.now,
        service=given.service,
        patient_name=given.patient_name,
        patient_id=given.patient_id,
        callback_number=given.callback_number,
        provider=given.provider or "",
        windows=[one.model_dump() for one in given.windows],
    )
    desk.touch(row.id)
    return _shown(row)


@router.get("/waitlist/{wish_id}", responses=answers(401, 403, 404))
async def wish(desk: ReadingDesk, wish_id: str) -> WishOut:
    """One of those who wait."""
    return _shown(await _one(desk, wish_id))


@router.post("/waitlist/{wish_id}/offer", responses=answers(401, 403, 404, 409))
async def offer(desk: ChangingDesk, wish_id: str, given: Offer) -> WishOut:
    """Keep a time for somebody, and have them told. 409 where it is taken, or they have one."""
    row = await _one(desk, wish_id)
    made = await waiting.offer_by_hand(
        desk.database,
        desk.scope,
        await clinic_at(desk),
        row,
        desk.now,
        start=given.start,
        provider=given.provider,
        operatory=given.operatory,
        minutes=given.minutes_to_answer,
    )
    if not made:
        raise conflict("They wait no longer, or have an offer already.", "not_waiting")
    return _shown(await _one(desk, wish_id))


@router.post("/waitlist/{wish_id}/accept", responses=answers(401, 403, 404, 409))
async def accept(desk: ChangingDesk, wish_id: str) -> Taken:
    """They said yes. Said again, the answer is the same; 409 where it is not kept any more."""
    clinic = await clinic_at(desk)
    try:
        with looking_for("wish"):
            row = await waiting.accept(desk.database, desk.scope, clinic, wish_id, desk.now)
    except Conflict:
        raise conflict("Nothing is kept for them any more.", "gone") from None
    desk.touch(row.id)
    return Taken(appointment_id=row.id, start=row.start)


@router.post("/waitlist/{wish_id}/decline", responses=answers(401, 403, 404))
async def decline(desk: ChangingDesk, wish_id: str) -> WishOut:
    """They said no, and go on waiting; the next one is asked."""
    clinic = await clinic_at(desk)
    with looking_for("wish"):
        await waiting.decline(desk.database, desk.scope, clinic, wish_id, desk.now)
    return _shown(await _one(desk, wish_id))


@router.delete("/waitlist/{wish_id}", status_code=204, responses=answers(401, 403, 404))
async def withdraw(desk: ReadingDesk, wish_id: str) -> None:
    """They wait no longer."""
    clinic = await clinic_at(desk)
    with looking_for("wish"):
        await waiting.withdraw(desk.database, desk.scope, clinic, wish_id, desk.now)


async def _one(desk: Desk, wish_id: str) -> Wish:
    async with desk.database.reading() as session:
        with looking_for("wish"):
            return await seen(session, desk.scope, wish_id)


def _shown(row: Wish) -> WishOut:
    known = row.model_dump(include=set(WishOut.model_fields))
    return WishOut(**{**known, "windows": row.windows or []})
