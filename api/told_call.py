"""A test call as its page is told of it, over HTTP and on the socket alike."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from telephony.browser.told import Told

Kind = Literal["live", "draft"]


class ToldLine(BaseModel):
    """One line. Brackets are no speech."""

    number: int = Field(description="Its place in the transcript of the call.")
    who: str = Field(examples=["caller"])
    text: str
    state: str = Field(examples=["COLLECT"])
    at: datetime


class ToldSlot(BaseModel):
    """Something that was learned."""

    name: str = Field(examples=["visit_reason"])
    value: Any
    confirmed: bool = Field(description="Whether the caller has said that it is so.")


class ToldQuestion(BaseModel):
    """What the caller was asked last."""

    kind: str = Field(examples=["slot"])
    slot: str | None = Field(examples=["patient_name"])


class ToldMeaning(BaseModel):
    """What the caller's last words were taken for."""

    intents: list[str] = Field(examples=[["book_appointment"]])
    slots: dict[str, Any]
    answer: str | None = Field(description="yes, no or unclear, if they answered a question.")
    alarm: str = Field(description="none, check, urgent or emergency.")


class TestCallOut(BaseModel):
    """A test call, with the lines that were not told yet."""

    id: str
    kind: Kind = Field(description="A `live` call is kept; a `draft` call leaves nothing.")
    lines: list[ToldLine]
    state: str = Field(examples=["COLLECT"])
    step: str | None = Field(description="The node of the flow's graph at which the call stands.")
    path: list[str] = Field(description="The nodes that it came through in this turn.")
    slots: list[ToldSlot]
    question: ToldQuestion | None
    understanding: ToldMeaning | None = Field(description="Null where nothing was said.")
    escalation: str | None = Field(description="Why it goes to a person, if it does.")
    ended: bool
    disposition: str | None = Field(description="What came of it, once it is over.")


def shown(call_id: str, kind: Kind, told: Told) -> TestCallOut:
    """What there is to tell, as it is sent."""
    meant = told.understood
    return TestCallOut(
        id=call_id,
        kind=kind,
        lines=[
            ToldLine(
                number=one.number,
                who=one.line.who,
                text=one.line.text,
                state=one.line.state,
                at=one.line.at,
            )
            for one in told.lines
        ],
        state=told.state,
        step=told.step,
        path=list(told.path),
        slots=[
            ToldSlot(name=one.name, value=one.value, confirmed=one.confirmed) for one in told.slots
        ],
        question=told.question and ToldQuestion(kind=told.question[0], slot=told.question[1]),
        understanding=None
        if meant is None
        else ToldMeaning(
            intents=list(meant.intents),
            slots=dict(meant.slots),
            answer=meant.answer,
            alarm=meant.alarm,
        ),
        escalation=told.escalation,
        ended=told.ended,
        disposition=told.disposition,
    )
