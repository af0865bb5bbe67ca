"""Patients, the telephones they may ring from, and what they agreed to.

A telephone number is a hint, never a proof: families share one. So numbers stand in a table of
their own, several to a patient and several patients to one.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field

from clinic.store.tables.row import (
    ID_LENGTH,
    OfClinic,
    key,
    link,
    moment,
    sealed,
    sealed_value,
)


class PatientRow(OfClinic, table=True):
    """A patient. `status` is active, inactive, deceased, dismissed or merged."""

    __tablename__ = "patients"
    __table_args__ = (
        Index("ix_patients_birth", "clinic_id", "birth_index"),
        Index("ix_patients_surname", "clinic_id", "surname_index"),
        Index("ix_patients_surname_start", "clinic_id", "surname_start_index"),
    )

    id: str = key()
    first_name: str = sealed("patients.first_name", required=True)
    last_name: str = sealed("patients.last_name", required=True)
    preferred_name: str | None = sealed("patients.preferred_name")
    date_of_birth: str | None = sealed("patients.date_of_birth")
    birth_index: str | None = Field(default=None, max_length=32)
    surname_index: str | None = Field(default=None, max_length=32)
    surname_start_index: str | None = Field(default=None, max_length=32)
    """Of the first three letters."""
    email: str | None = sealed("patients.email")
    address: str | None = sealed("patients.address")
    language: str | None = Field(default=None, max_length=8)
    status: str = Field(default="active", max_length=12)
    do_not_book: bool = False
    do_not_contact: bool = False
    guardian_id: str | None = link("patients")
    guardian: Any = sealed_value("patients.guardian")
    """Name, relationship and telephone of a guardian who is no patient here."""
    merged_into: str | None = Field(default=None, max_length=ID_LENGTH)
    """The record that took over everything of this one."""
    care: Any = sealed_value("patients.care")
    """Allergies, medications, conditions, ongoing treatments, notes for the staff."""
    account: Any = sealed_value("patients.account")
    """Insurance, balance, last payment."""
    preferences: Any = sealed_value("patients.preferences")
    """Preferred doctor, time, and way to be reached."""
    last_visit_at: datetime | None = moment()
    recall_due_at: datetime | None = moment()
    created_at: datetime = moment(required=True)
    updated_at: datetime = moment(required=True)


class Phone(OfClinic, table=True):
    """A telephone number of a patient. `kind` is home, mobile or work."""

    __tablename__ = "phones"
    __table_args__ = (Index("ix_phones_number", "practice_id", "clinic_id", "number_index"),)

    id: str = key()
    patient_id: str = link("patients", required=True)
    kind: str = Field(default="mobile", max_length=8)
    number: str = sealed("phones.number", required=True)
    """E.164."""
    number_index: str = Field(max_length=32)


class Consent(OfClinic, table=True):
    """What somebody agreed to or took back, by whichever means; the last one counts."""

    __tablename__ = "consents"
    __table_args__ = (Index("ix_consents_number", "clinic_id", "number_index"),)

    id: str = key()
    patient_id: str | None = link("patients")
    call_id: str | None = Field(default=None, index=True, max_length=64)
    """The call in which it was said, where it is about that call alone."""
    number_index: str | None = Field(default=None, max_length=32)
    channel: str = Field(max_length=10)
    """`call`, `sms`, `email`, `recording` or `all`."""
    purpose: str = Field(max_length=20)
    granted: bool
    source: str = Field(max_length=40)
    words: str | None = sealed("consents.words")
    at: datetime = moment(required=True)


class Recognition(OfClinic, table=True):
    """How a caller was recognised as a patient. `kind` is caller_id, voice_match or manual."""

    __tablename__ = "call_history"

    id: str = key()
    patient_id: str = link("patients", required=True)
    call_id: str = Field(max_length=64, index=True)
    recognition_type: str = Field(max_length=12)
    confidence_score: float
    created_at: datetime = moment(required=True)
