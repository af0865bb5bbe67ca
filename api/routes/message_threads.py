"""Texts by telephone: what somebody and the clinic have written to each other, and an answer to it.

The id of a thread is the index of its number, which tells nobody the number.
"""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlmodel import col

from api.access import Desk, at_desk
from api.body import Body
from api.page import USUAL, Cursor, Limit, Page, rows_of
from api.problem import answers, conflict, looking_for, missing
from api.route import Route
from api.routes.messages import MessageOut, shown
from clinic.jobs.job import Work
from clinic.messages.staff_reply import LONGEST, Refused, reply
from clinic.messages.thread import Thread, newest, texts, threads
from clinic.store.tables.message import MessageRow

router = APIRouter(prefix="/api/messages/threads", tags=["messages"], route_class=Route)

ReadingDesk = Annotated[Desk, at_desk("messages")]
ReplyingDesk = Annotated[Desk, at_desk("messages", action="create")]
Status = Literal["assistant", "staff", "quiet", "stopped"]


class HolderOut(BaseModel):
    """A patient who has the number."""

    patient_id: str
    name: str


class LatestOut(BaseModel):
    """The latest text of a thread."""

    id: str
    direction: Literal["in", "out"]
    body: str
    status: str = Field(examples=["delivered"])
    error: str | None
    created_at: datetime


class ThreadOut(BaseModel):
    """Everything that was texted with one telephone."""

    id: str
    address: str = Field(examples=["+15125550142"])
    people: list[HolderOut] = Field(description="Everybody who has the number; none: a stranger.")
    status: Status = Field(
        description="`assistant`: the receptionist is talking with them; `staff`: a task waits; "
        "`stopped`: they wrote STOP."
    )
    reply_until: datetime | None = Field(description="Until when staff may answer; else null.")
    latest: LatestOut


class ThreadPage(Page[MessageOut]):
    """A thread, and its texts, the latest first."""

    thread: ThreadOut


class ReplyIn(Body):
    """What a person at the clinic answers."""

    text: Annotated[str, Field(min_length=1, max_length=LONGEST)] = Field(
        examples=["We have put you down for Thursday. See you then!"]
    )


@router.get("", responses=answers(401, 403, 404))
async def message_threads(
    desk: ReadingDesk, cursor: Cursor = None, limit: Limit = USUAL
) -> Page[ThreadOut]:
    """Everybody the clinic has exchanged texts with, the latest first."""
    async with desk.database.reading() as session:
        found, following = await rows_of(
            session,
            newest(desk.scope),
            [col(MessageRow.created_at), col(MessageRow.id)],
            lambda one: [one.created_at, one.id],
            cursor=cursor,
            limit=limit,
            newest_first=True,
        )
        listed = await threads(session, desk.scope, found, desk.now)
    desk.touch(*(who.patient_id for one in listed for who in one.people))
    return Page(items=[_thread(one) for one in listed], next=following)


@router.get("/{thread_id}", responses=answers(401, 403, 404))
async def message_thread(
    desk: ReadingDesk, thread_id: str, cursor: Cursor = None, limit: Limit = USUAL
) -> ThreadPage:
    """The texts of one telephone, both directions, the latest first."""
    query = texts(desk.scope, thread_id)
    async with desk.database.reading() as session:
        latest = await session.scalar(query.order_by(col(MessageRow.id).desc()).limit(1))
        if latest is None:
            raise missing("thread")
        (thread,) = await threads(session, desk.scope, [latest], desk.now)
        found, following = await rows_of(
            session,
            query,
            [col(MessageRow.created_at), col(MessageRow.id)],
            lambda one: [one.created_at, one.id],
            cursor=cursor,
            limit=limit,
            newest_first=True,
        )
    desk.touch(*(who.patient_id for who in thread.people))
    return ThreadPage(items=[shown(one) for one in found], next=following, thread=_thread(thread))


@router.post("/{thread_id}/replies", status_code=201, responses=answers(401, 403, 404, 409))
async def message_reply(desk: ReplyingDesk, thread_id: str, given: ReplyIn) -> MessageOut:
    """Answer somebody who wrote within the last day. The receptionist then stays out of it."""
    there = desk.house
    work = Work(there.database, there.settings, there.clock)
    try:
        with looking_for("thread"):
            row = await reply(work, desk.scope, thread_id, given.text)
    except Refused as why:
        raise conflict(str(why), why.code) from None
    if row.patient_id:
        desk.touch(row.patient_id)
    desk.note(message=row.id)
    return shown(row)


def _thread(one: Thread) -> ThreadOut:
    latest = one.latest
    return ThreadOut.model_validate(
        {
            "id": one.id,
            "address": one.address,
            "people": [{"patient_id": who.patient_id, "name": who.name} for who in one.people],
            "status": one.status,
            "reply_until": one.reply_until,
            "latest": {
                "id": latest.id,
                "direction": latest.direction,
                "body": latest.body,
                "status": latest.status,
                "error": latest.error,
                "created_at": latest.created_at,
            },
        }
    )
