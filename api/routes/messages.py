"""Texts and mail, in and out, and what became of each."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from sqlmodel import col

from api.access import Desk, at_desk
from api.page import USUAL, Cursor, Limit, Page, narrowed, rows_of
from api.problem import answers, missing
from api.route import Route
from clinic.store.tables.message import MessageRow

router = APIRouter(prefix="/api/messages", tags=["messages"], route_class=Route)

MessageDesk = Annotated[Desk, at_desk("messages")]


class MessageOut(BaseModel):
    """A text or mail."""

    id: str
    channel: str = Field(examples=["sms"])
    direction: str = Field(examples=["out"])
    address: str
    template: str
    purpose: str
    body: str
    status: str = Field(examples=["delivered"])
    error: str | None = Field(description="Why it was refused or failed, as a short code.")
    patient_id: str | None
    appointment_id: str | None
    call_id: str | None
    created_at: datetime
    sent_at: datetime | None


@router.get("", responses=answers(401, 403, 404))
async def messages(
    desk: MessageDesk,
    cursor: Cursor = None,
    limit: Limit = USUAL,
    channel: Literal["sms", "email"] | None = None,
    direction: Literal["in", "out"] | None = None,
    status: Annotated[str | None, Query(max_length=12)] = None,
    patient_id: Annotated[str | None, Query(max_length=40)] = None,
) -> Page[MessageOut]:
    """The clinic's messages, the latest first."""
    query = narrowed(
        desk.scope.rows(MessageRow),
        (MessageRow.channel, channel),
        (MessageRow.direction, direction),
        (MessageRow.status, status),
        (MessageRow.patient_id, patient_id),
    )
    async with desk.database.reading() as session:
        found, following = await rows_of(
            session,
            query,
            [col(MessageRow.created_at), col(MessageRow.id)],
            lambda one: [one.created_at, one.id],
            cursor=cursor,
            limit=limit,
            newest_first=True,
        )
    desk.touch(*(one.patient_id for one in found if one.patient_id))
    return Page(items=[shown(one) for one in found], next=following)


@router.get("/{message_id}", responses=answers(401, 403, 404))
async def message(desk: MessageDesk, message_id: str) -> MessageOut:
    """One message."""
    async with desk.database.reading() as session:
        row: MessageRow | None = await session.scalar(
            desk.scope.rows(MessageRow).where(col(MessageRow.id) == message_id)
        )
    if row is None:
        raise missing("message")
    return shown(row)


def shown(row: MessageRow) -> MessageOut:
    """A row as answers write it."""
    return MessageOut(
        id=row.id,
        channel=row.channel,
        direction=row.direction,
        address=row.address,
        template=row.template,
        purpose=row.purpose,
        body=row.body,
        status=row.status,
        error=row.error,
        patient_id=row.patient_id,
        appointment_id=row.appointment_id,
        call_id=row.call_id,
        created_at=row.created_at,
        sent_at=row.sent_at,
    )
