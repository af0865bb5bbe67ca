"""What people agreed to, and took back: told to the desk, which may add what they told it.

A no is obeyed by every means and for every purpose at once. A yes that staff enter never takes back
a STOP: only START does, in their own hand.
"""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field, model_validator
from sqlmodel import col

from api.access import Desk, at_desk
from api.body import Body, Id, Note
from api.page import USUAL, Cursor, Limit, Page, rows_of
from api.problem import answers, looking_for
from api.route import Route
from api.schedule import Number
from clinic.messages.consent import (
    Told,
    consents_of,
    is_suppressed,
    listed,
    people_of,
    recorded,
)
from clinic.messages.known import EVERYTHING
from clinic.messages.purpose import PURPOSES
from clinic.store.tables.patient import Consent, PatientRow

router = APIRouter(prefix="/api", tags=["patients"], route_class=Route)

ReadingDesk = Annotated[Desk, at_desk("consents", action="read")]
WritingDesk = Annotated[Desk, at_desk("consents", action="create")]
Channel = Literal["call", "sms", "email", "all"]
Purpose = Annotated[
    str, Field(pattern=f"^({'|'.join((EVERYTHING, *PURPOSES))})$", examples=["recall"])
]


class ConsentOut(BaseModel):
    """What somebody said last about one purpose by one means."""

    channel: str = Field(examples=["sms"], description="`all` stands for every means.")
    purpose: str = Field(examples=["reminder"], description="`all` stands for every purpose.")
    granted: bool
    source: str = Field(examples=["sms_stop"])
    at: datetime


class ConsentsOut(BaseModel):
    """What somebody agreed to."""

    stopped: bool = Field(description="They said stop: nothing is sent to them by itself.")
    items: list[ConsentOut] = Field(description="The last word on each, the latest first.")


class WhoOut(BaseModel):
    """A patient whose word it is, or who has the number that it came from."""

    patient_id: str
    name: str


class SaidOut(ConsentOut):
    """One thing that somebody said about being reached."""

    id: str
    people: list[WhoOut] = Field(description="None: the number is no patient's.")
    words: str | None = Field(description="As they put it, where that is known.")


class ToldIn(Body):
    """What somebody told a person at the clinic."""

    patient_id: Id | None = None
    number: Number | None = Field(default=None, description="Of somebody who is no patient.")
    granted: bool
    channel: Channel = "all"
    purpose: Purpose = EVERYTHING
    means: Literal["spoken", "written", "form"] = Field(description="How they told it.")
    words: Note | None = Field(default=None, examples=["Please don't call me any more."])

    @model_validator(mode="after")
    def _is_whole(self) -> "ToldIn":
        if (self.patient_id is None) == (self.number is None):
            raise ValueError("either a patient or a number")
        if self.granted and self.purpose == EVERYTHING:
            raise ValueError("a yes is to one purpose")
        return self


class RecordedOut(SaidOut):
    """What was kept, and what holds now."""

    stopped: bool = Field(description="Whether a STOP of theirs stands all the same.")


@router.get("/patients/{patient_id}/consents", responses=answers(401, 403, 404))
async def consents(desk: ReadingDesk, patient_id: str) -> ConsentsOut:
    """What a patient agreed to, by themselves or with one of their telephones."""
    with looking_for("patient"):
        stopped, found = await consents_of(desk.database, desk.scope, patient_id)
    desk.touch(patient_id)
    return ConsentsOut(
        stopped=stopped,
        items=[
            ConsentOut(
                channel=one.channel,
                purpose=one.purpose,
                granted=one.granted,
                source=one.source,
                at=one.at,
            )
            for one in found
        ],
    )


@router.get("/consents", responses=answers(401, 403, 404))
async def all_consents(
    desk: ReadingDesk,
    cursor: Cursor = None,
    limit: Limit = USUAL,
    patient_id: Annotated[str | None, Query(max_length=40)] = None,
    granted: bool | None = None,
    purpose: Annotated[str | None, Query(max_length=20)] = None,
    channel: Channel | None = None,
) -> Page[SaidOut]:
    """Everything that was said about being reached, the latest first."""
    query = listed(
        desk.scope, patient_id=patient_id, granted=granted, purpose=purpose, channel=channel
    )
    async with desk.database.reading() as session:
        found, following = await rows_of(
            session,
            query,
            [col(Consent.at), col(Consent.id)],
            lambda one: [one.at, one.id],
            cursor=cursor,
            limit=limit,
            newest_first=True,
        )
        people = await people_of(session, desk.scope, found)
    desk.touch(*(who.id for owners in people.values() for who in owners))
    return Page(items=[_said(one, people[one.id]) for one in found], next=following)


@router.post("/consents", status_code=201, responses=answers(401, 403, 404))
async def record_consent(desk: WritingDesk, given: ToldIn) -> RecordedOut:
    """Keep what somebody told a person at the clinic: a yes to one purpose, or a no to all."""
    told = Told(**given.model_dump())
    with looking_for("patient"):
        row = await recorded(desk.database, desk.scope, told, desk.now)
    async with desk.database.reading() as session:
        people = (await people_of(session, desk.scope, [row]))[row.id]
        indexes = [row.number_index] if row.number_index else []
        stopped = await is_suppressed(session, desk.scope, indexes, row.patient_id)
    desk.touch(*(one.id for one in people))
    desk.note(consent=row.id, granted=row.granted, purpose=row.purpose, channel=row.channel)
    return RecordedOut(**_said(row, people).model_dump(), stopped=stopped)


def _said(row: Consent, people: list[PatientRow]) -> SaidOut:
    return SaidOut(
        id=row.id,
        people=[
            WhoOut(patient_id=one.id, name=f"{one.first_name} {one.last_name}") for one in people
        ],
        channel=row.channel,
        purpose=row.purpose,
        granted=row.granted,
        source=row.source,
        words=row.words,
        at=row.at,
    )
