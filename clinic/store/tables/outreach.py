"""Calls that the clinic makes: why, to whom, how often it was tried, and what came of it.

A job is one reason to call one person, and stays one row however often it is tried (X-7); each try
is a row of its own. Campaigns make many jobs of one purpose; leads are people that a practice was
asked by, whom it has not treated yet.
"""

from datetime import datetime
from typing import Any

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


class Campaign(OfClinic, table=True):
    """People of one kind who are to be called. `status`: draft, running, paused, done, ended."""

    __tablename__ = "campaigns"

    id: str = key()
    name: str = Field(max_length=NAME_LENGTH)
    """Of the clinic's own choice; it tells of nobody."""
    purpose: str = Field(max_length=20)
    """See `clinic.outreach.purpose`."""
    selection: dict[str, Any] = value()
    """Whom it concerns, as `clinic.outreach.selection` reads it."""
    batch_id: str | None = link("upload_batches")
    """The leads whom it concerns."""
    lines: int = 1
    """How many may be called at once."""
    hours: dict[str, Any] | None = value()
    """`{from, to, days}`, where it keeps narrower hours than the clinic: HH:MM, "mon" …"""
    status: str = Field(default="draft", max_length=10)
    created_at: datetime = moment(required=True)
    created_by: str | None = Field(default=None, max_length=ID_LENGTH)
    started_at: datetime | None = moment()
    entered_at: datetime | None = moment()
    """When everybody whom it concerns was in line; only after that can it be done."""
    left_out: dict[str, Any] | None = value()
    """How many were not put in line, by reason: whom no job could be made for."""
    changed_at: datetime = moment(required=True)
    ended_at: datetime | None = moment()


class OutreachJob(OfClinic, table=True):
    """One reason to call one person (OB-5).

    `status` is scheduled, in_progress, completed, failed, refused or cancelled; the last four are
    final.
    """

    __tablename__ = "outreach_jobs"
    __table_args__ = (
        UniqueConstraint("clinic_id", "key"),
        Index("ix_outreach_jobs_due", "clinic_id", "status", "due_at"),
        Index("ix_outreach_jobs_open", "status", "due_at"),
        Index("ix_outreach_jobs_number", "clinic_id", "address_index"),
    )

    id: str = key()
    key: str = Field(max_length=120)
    """What it is about, in one word (`reminder/ap_1/2026-03-03T10:00`): there is one such job."""
    purpose: str = Field(max_length=20)
    campaign_id: str | None = link("campaigns")
    patient_id: str | None = link("patients")
    appointment_id: str | None = link("appointments")
    lead_id: str | None = link("leads")
    address: str = sealed("outreach_jobs.address", required=True)
    """E.164."""
    address_index: str = Field(max_length=32)
    due_at: datetime = moment(required=True)
    """Not before then: its time, or that of the next try."""
    not_after: datetime = moment(required=True)
    """What has not reached anybody by then has come too late."""
    status: str = Field(default="scheduled", max_length=12)
    reason: str | None = Field(default=None, max_length=40)
    """Why it was refused, cancelled or failed, in a word; see `clinic.outreach.outcome`."""
    result: str | None = Field(default=None, max_length=20)
    """What came of it: confirmed, rescheduled, cancelled, booked, fine, escalated, requested,
    message_taken, declined, opted_out, wrong_number, voicemail, hung_up."""
    attempts: int = 0
    max_attempts: int = 3
    call_id: str | None = Field(default=None, index=True, max_length=64)
    """The carrier's id of the latest try, which is that of the call."""
    last_attempt_at: datetime | None = moment()
    completed_at: datetime | None = moment()
    created_at: datetime = moment(required=True)


class OutreachAttempt(OfClinic, table=True):
    """One try of a job. It is written down before the carrier is asked."""

    __tablename__ = "outreach_attempts"
    __table_args__ = (
        UniqueConstraint("job_id", "number"),
        Index("ix_outreach_attempts_open", "clinic_id", "outcome"),
        Index("ix_outreach_attempts_address", "clinic_id", "address_index", "at"),
    )

    id: str = key()
    job_id: str = link("outreach_jobs", required=True)
    number: int
    """The first is 1."""
    purpose: str = Field(max_length=20)
    address_index: str = Field(max_length=32)
    patient_id: str | None = link("patients")
    call_id: str | None = Field(default=None, index=True, max_length=64)
    """The carrier's id; `None` until the carrier has taken it."""
    flow_version_id: str | None = link("flow_versions")
    """What the call runs on, chosen before anybody is rung."""
    answered_by: str | None = Field(default=None, max_length=20)
    """The carrier's guess: human, machine, unknown …"""
    outcome: str | None = Field(default=None, max_length=12)
    """reached, voicemail, no_answer, busy or failed; `None` while it is under way."""
    error: str | None = Field(default=None, max_length=40)
    at: datetime = moment(required=True)
    ended_at: datetime | None = moment()


class UploadBatch(OfClinic, table=True):
    """Leads that came together: a file, or a program's request (LD-1)."""

    __tablename__ = "upload_batches"
    __table_args__ = (UniqueConstraint("clinic_id", "key"),)

    id: str = key()
    key: str | None = Field(default=None, max_length=80)
    """What the sender calls it: the same one twice is one batch."""
    digest: str | None = Field(default=None, max_length=64)
    """Of what was sent: the same key with something else is refused."""
    source: str = Field(max_length=NAME_LENGTH)
    """Where the practice has them from, in its own words (AN-12)."""
    rows: int = 0
    kept: int = 0
    problems: list[Any] | None = value()
    """What was wrong with which line: `{line, column, code}`, never what stood there."""
    post_back: str | None = Field(default=None, max_length=500)
    """The address that is told the result of every call."""
    created_at: datetime = moment(required=True)
    created_by: str | None = Field(default=None, max_length=ID_LENGTH)


class Lead(OfClinic, table=True):
    """Somebody who asked the practice to be called, and is no patient yet."""

    __tablename__ = "leads"
    __table_args__ = (
        UniqueConstraint("clinic_id", "key"),
        Index("ix_leads_number", "clinic_id", "number_index"),
    )

    id: str = key()
    batch_id: str = link("upload_batches", required=True)
    key: str | None = Field(default=None, max_length=80)
    """What a program calls it that tells of one at a time: the same one twice is one lead."""
    line: int = 0
    """Where it stood in the file; 0 of what came alone."""
    name: str | None = sealed("leads.name")
    phone: str = sealed("leads.phone", required=True)
    """E.164."""
    number_index: str = Field(max_length=32)
    email: str | None = sealed("leads.email")
    language: str | None = Field(default=None, max_length=8)
    source_url: str | None = sealed("leads.source_url")
    source: str = Field(default="", max_length=NAME_LENGTH)
    """The host of that address, or the batch's source: what is counted (AN-12)."""
    notes: str | None = sealed("leads.notes")
    consent_source: str | None = Field(default=None, max_length=NAME_LENGTH)
    """Where they agreed in writing to be called by a machine; without it nobody calls (OB-8)."""
    consent_at: datetime | None = moment()
    patient_id: str | None = link("patients")
    """The patient they became."""
    post_back: str | None = Field(default=None, max_length=500)
    """The address that is told the result of this call, where the batch has none or another."""
    told_at: datetime | None = moment()
    """When that was put in line."""
    created_at: datetime = moment(required=True)


class CallResult(OfClinic, table=True):
    """What somebody outside told of a lead's call: the workflow that began it, or staff (LD-3)."""

    __tablename__ = "call_results"

    id: str = key()
    job_id: str = link("outreach_jobs", required=True)
    call_id: str | None = Field(default=None, index=True, max_length=64)
    status: str = Field(max_length=12)
    """queued, in-progress, completed or failed (LD-7)."""
    result: str | None = Field(default=None, max_length=12)
    """booked, no-answer, failed, reschedule or voicemail (LD-8)."""
    booked_slot: str | None = Field(default=None, max_length=16)
    notes: str | None = sealed("call_results.notes")
    created_at: datetime = moment(required=True)
