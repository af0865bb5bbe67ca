"""Notices to whoever is signed in: by their role, or to them alone. They name nobody."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from sqlmodel import col

from api.access import Desk, at_desk
from api.page import USUAL, Cursor, Limit, Page, rows_of
from api.problem import answers, missing
from api.route import Route
from clinic.store import notices as store
from clinic.store.notices import Reader
from clinic.store.tables.desk import Notification

router = APIRouter(prefix="/api/notifications", tags=["notifications"], route_class=Route)

NoticeDesk = Annotated[Desk, at_desk("notifications", phi=False)]
ChangingDesk = Annotated[Desk, at_desk("notifications", action="update", phi=False)]


class NoticeOut(BaseModel):
    """A notice."""

    id: str
    kind: str = Field(examples=["task.created"])
    reference: str = Field(description="The id of the task, call or job that it is about.")
    role: str | None = Field(description="Whose notice it is; null: yours alone.")
    created_at: datetime
    read_at: datetime | None = Field(description="When you read it.")


class NoticePage(Page[NoticeOut]):
    """A part of the list, and how many are unread in all."""

    unread: int


class Counted(BaseModel):
    """How many notices it was done with."""

    notices: int


@router.get("", responses=answers(401, 403, 404))
async def notifications(
    desk: NoticeDesk,
    cursor: Cursor = None,
    limit: Limit = USUAL,
    unread: Annotated[bool, Query(description="Only those you have not read.")] = False,
) -> NoticePage:
    """Your notices, the latest first."""
    reader = _reader(desk)
    async with desk.database.reading() as session:
        found, following = await rows_of(
            session,
            store.notices(desk.scope, reader, unread=unread),
            [col(Notification.id)],
            lambda one: [one.id],
            cursor=cursor,
            limit=limit,
            newest_first=True,
        )
        read = await store.read_at(session, desk.scope, reader, [one.id for one in found])
    return NoticePage(
        items=[_shown(one, read.get(one.id)) for one in found],
        next=following,
        unread=await store.unread(desk.database, desk.scope, reader),
    )


@router.post("/read-all", responses=answers(401, 403, 404))
async def read_all(desk: ChangingDesk) -> Counted:
    """Mark all of yours as read."""
    reader = _reader(desk)
    return Counted(notices=await store.read(desk.database, desk.scope, reader, desk.now))


@router.post("/clear", responses=answers(401, 403, 404))
async def clear(desk: ChangingDesk) -> Counted:
    """Put all of yours away. Others keep theirs."""
    reader = _reader(desk)
    count = await store.read(desk.database, desk.scope, reader, desk.now, clear=True)
    return Counted(notices=count)


@router.post("/{notification_id}/read", status_code=204, responses=answers(401, 403, 404))
async def read(desk: ChangingDesk, notification_id: str) -> None:
    """Mark one as read; once is enough."""
    await _one(desk, notification_id, clear=False)


@router.delete("/{notification_id}", status_code=204, responses=answers(401, 403, 404))
async def put_away(desk: NoticeDesk, notification_id: str) -> None:
    """Put one away. Others keep it."""
    await _one(desk, notification_id, clear=True)


async def _one(desk: Desk, notification_id: str, *, clear: bool) -> None:
    reader = _reader(desk)
    mine = store.notices(desk.scope, reader).where(col(Notification.id) == notification_id)
    async with desk.database.reading() as session:
        if await session.scalar(mine) is None:
            raise missing("notification")
    await store.read(
        desk.database, desk.scope, reader, desk.now, only=[notification_id], clear=clear
    )


def _reader(desk: Desk) -> Reader:
    return Reader(desk.member.id, desk.member.role)


def _shown(row: Notification, read_at: datetime | None) -> NoticeOut:
    return NoticeOut(
        id=row.id,
        kind=row.kind,
        reference=row.reference,
        role=row.role,
        created_at=row.created_at,
        read_at=read_at,
    )
