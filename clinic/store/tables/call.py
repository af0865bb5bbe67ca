"""Calls and their events. The events are the call; the rest of its row can be told of them."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from clinic.store.tables.row import (
    ID_LENGTH,
    NAME_LENGTH,
    OfClinic,
    key,
    link,
    moment,
    sealed,
    value,
)

NOTE_LENGTH: Final = 1000


class FlowVersion(OfClinic, table=True):
    """A flow and a clinic as they were compiled together: what a call pins."""

    __tablename__ = "flow_versions"
    __table_args__ = (UniqueConstraint("clinic_id", "digest"),)

    id: str = key()
    name: str = Field(max_length=NAME_LENGTH)
    digest: str = Field(max_length=64)
    """SHA-256 of the flow as it is compiled."""
    sources: dict[str, str] = value()
    """Every file it is made of, by name, and the flow itself."""
    created_at: datetime = moment(required=True)
    created_by: str | None = Field(default=None, max_length=ID_LENGTH)
    """Whose it is, once it was published on purpose."""
    published_at: datetime | None = moment()
    calls: str = Field(
        default="inbound", max_length=10, sa_column_kwargs={"server_default": "inbound"}
    )
    """`outbound` for what the clinic calls with: those who call it never begin on such a flow."""
    number: int | None = None
    """The clinic's versions, counted as they were published first."""
    note: str | None = Field(default=None, max_length=NOTE_LENGTH)
    """What whoever published it said about it."""


class FlowDraft(OfClinic, table=True):
    """The files of a flow as somebody is writing them: one draft for each flow of a clinic."""

    __tablename__ = "flow_drafts"
    __table_args__ = (UniqueConstraint("clinic_id", "flow"),)

    id: str = key()
    flow: str = Field(max_length=NAME_LENGTH)
    files: dict[str, str] = value()
    """The text of each file, by name."""
    revision: int = 1
    """Counted up whenever it is saved, so that nobody writes over what they have not read."""
    based_on: str | None = Field(default=None, max_length=ID_LENGTH)
    """The version that was in force when it was begun."""
    updated_at: datetime = moment(required=True)
    updated_by: str | None = Field(default=None, max_length=ID_LENGTH)


class CallRow(OfClinic, table=True):
    """A call. Its id is the one in `CallStarted`."""

    __tablename__ = "calls"
    __table_args__ = (
        Index("ix_calls_time", "clinic_id", "started_at"),
        Index("ix_calls_caller", "clinic_id", "caller_index"),
    )

    id: str = Field(primary_key=True, max_length=64)
    flow_version_id: str | None = link("flow_versions")
    channel: str = Field(default="phone", max_length=10)
    """`phone`, `chat`, `sms`, `terminal`, `browser`."""
    direction: str = Field(default="inbound", max_length=10)
    caller: str | None = sealed("calls.caller")
    caller_index: str | None = Field(default=None, max_length=32)
    patient_id: str | None = link("patients")
    state: str = Field(max_length=12)
    request: str | None = Field(default=None, max_length=60)
    """What the caller rang for first, once the call is over: a request of the flow."""
    disposition: str | None = Field(default=None, max_length=20)
    escalation: str | None = Field(default=None, max_length=40)
    turns: int = 0
    events: int = 0
    """How many are kept."""
    latency: Any = value()
    """How long the caller waited for an answer: {turns, stage: {p50_ms, max_ms}}; once it is over,
    and as far as the process knew that ended it."""
    started_at: datetime = moment(required=True)
    ended_at: datetime | None = moment()


class CallEvent(OfClinic, table=True):
    """One event of a call, in order."""

    __tablename__ = "call_events"

    call_id: str = Field(primary_key=True, foreign_key="calls.id", max_length=64)
    number: int = Field(primary_key=True)
    at: datetime = moment(required=True)
    kind: str = Field(max_length=40)
    body: str = sealed("call_events.body", required=True)
    """As `engine.codec` writes it."""


class Recording(OfClinic, table=True):
    """The sound of a call, kept encrypted until it is due to go. The row stays when it has gone."""

    __tablename__ = "recordings"
    __table_args__ = (Index("ix_recordings_time", "clinic_id", "started_at"),)

    id: str = key()
    call_id: str = Field(index=True, max_length=64)
    """The carrier's leg; of a message that was left there may be no call of ours."""
    vendor_id: str | None = Field(default=None, index=True, max_length=64)
    """Of a message that was left with the carrier: the carrier's id of it."""
    path: str = Field(max_length=500)
    """Below the folder of recordings; empty once the file is gone."""
    started_at: datetime = moment(required=True)
    ended_at: datetime | None = moment()
    """`None` while it is made, and after a process died until the sweep has looked at the file."""
    seconds: float = 0.0
    bytes: int = 0
    """Of the file."""
    consent: str = Field(max_length=10)
    """`announced`, `implied`, or `refused`: then it was deleted at once."""
    delete_after: datetime = moment(required=True, indexed=True)
    deleted_at: datetime | None = moment()


class CallLine(OfClinic, table=True):
    """A leg at the carrier: a caller's, or that of a person whom a caller is put through to.

    What its webhooks must know of one another, whichever process each of them comes to.
    """

    __tablename__ = "call_lines"

    id: str = Field(primary_key=True, max_length=64)
    """Of a caller the carrier's id, which is also that of the call; of a person one of ours."""
    caller_line: str | None = Field(default=None, index=True, max_length=64)
    """The caller who is to be put through to this person; `None` for a caller."""
    caller: str | None = sealed("call_lines.caller")
    """The number of a caller, for screens on which they ring before there is a call; webhooks are
    told the numbers anew with every request. It goes when the line ends."""
    status: str = Field(default="queued", max_length=20)
    """The carrier's word, as far as it has come; see `clinic.outcomes.OF_CARRIER`."""
    attestation: str | None = Field(default=None, max_length=60)
    """What the carrier says about the caller's number (STIR): a hint that decides nothing."""
    turn: int = 0
    """Of a call in turns, the latest that was answered."""
    answer: str | None = sealed("call_lines.answer")
    """What that answer was, for a carrier who asks twice."""
    redeemed_at: datetime | None = moment()
    """When the token of its stream was used."""
    accepted_at: datetime | None = moment()
    """When the person agreed to take the caller; of a caller, when they were put through."""
    created_at: datetime = moment(required=True)
    ended_at: datetime | None = moment()
