"""What people say of calls afterwards, and the calls that a clinic keeps as its tests."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from clinic.store.tables.row import ID_LENGTH, OfClinic, key, moment, sealed, sealed_value, value


class CallReview(OfClinic, table=True):
    """What somebody who listened to a call says of it. A call has one."""

    __tablename__ = "call_reviews"

    id: str = key()
    call_id: str = Field(foreign_key="calls.id", unique=True, max_length=64)
    rating: int | None = None
    """1 to 5."""
    errors: Any = sealed_value("call_reviews.errors")
    """What went wrong: [{line, kind, note}]; lines are counted in the transcript, from 0."""
    intents: Any = sealed_value("call_reviews.intents")
    """What lines really meant: [{line, intent}]."""
    slots: Any = sealed_value("call_reviews.slots")
    """What really was said: {slot: value}."""
    example: Any = sealed_value("call_reviews.example")
    """A sentence that the flow should learn: {line, intent, text}."""
    better_answer: str | None = sealed("call_reviews.better_answer")
    """What should have been said."""
    tags: list[str] | None = value()
    """Words of the clinic's own, of letters, digits, `-` and `_`."""
    done: bool = False
    user_id: str | None = Field(default=None, max_length=ID_LENGTH)
    """Who wrote it last."""
    created_at: datetime = moment(required=True)
    updated_at: datetime = moment(required=True, indexed=True)


class CallScript(OfClinic, table=True):
    """A scripted call of a clinic's own: a flow is published only if it passes."""

    __tablename__ = "call_scripts"
    __table_args__ = (UniqueConstraint("clinic_id", "name"),)

    id: str = key()
    name: str = Field(max_length=60)
    """Letters, digits, `-` and `_`: it stands in addresses."""
    text: str = sealed("call_scripts.text", required=True)
    """As a file of call/v1 has it."""
    call_id: str | None = Field(default=None, max_length=64)
    """The recorded call that it was made of."""
    user_id: str | None = Field(default=None, max_length=ID_LENGTH)
    """Who wrote it last."""
    created_at: datetime = moment(required=True)
    updated_at: datetime = moment(required=True)
