"""A patient as the API takes and tells one: what may be written down, and who is shown what of it.

What a doctor alone needs is shown to doctors alone; the others may still write it down.
"""

from datetime import date
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, Field

from api.body import Body, Email, Id, Line, Note
from clinic.store.patient_file import PHONES_AT_MOST, checked_number
from clinic.store.tables.patient import PatientRow, Phone

Status = Literal["active", "inactive", "deceased", "dismissed"]
Kind = Literal["home", "mobile", "work"]
Lines = Annotated[list[Line], Field(max_length=100)]
Dollars = Annotated[float, Field(ge=-10_000_000, le=10_000_000)]

FOR_DOCTORS: Final = ("medications", "conditions", "ongoing_treatments")
"""The parts of care that only doctors are shown."""


class NameIn(Body):
    """A name in its two parts."""

    first: Line = Field(examples=["Ana"])
    last: Line = Field(examples=["Ruiz"])


class PhoneIn(Body):
    """A telephone."""

    kind: Kind = "mobile"
    number: Line = Field(examples=["+15125550142"])


class GuardianIn(Body):
    """Somebody who stands for a minor and is no patient here."""

    name: Line | None = None
    relationship: Line | None = Field(default=None, examples=["mother"])
    phone: Line | None = None


class CareIn(Body):
    """What has to be known when caring for somebody."""

    allergies: Lines | None = None
    medications: Lines | None = None
    conditions: Lines | None = None
    ongoing_treatments: Lines | None = None
    notes: Note | None = None


class SubscriberIn(Body):
    """Whose insurance it is."""

    name: Line
    date_of_birth: date | None = None
    relationship: Line | None = None


class InsuranceIn(Body):
    """An insurance as it was told; whether it pays nobody here judges."""

    carrier: Line
    member_id: Line | None = None
    group: Line | None = None
    subscriber: SubscriberIn | None = None
    status: Line | None = None
    copay: Dollars | None = None


class AccountIn(Body):
    """What is owed, and who pays."""

    balance: Dollars | None = None
    last_payment_date: date | None = None
    insurance: InsuranceIn | None = None


class PreferencesIn(Body):
    """What somebody prefers."""

    doctor: Line | None = None
    time: Line | None = None
    channel: Literal["call", "text", "email"] | None = None


class PatientChange(Body):
    """What is to be different; what is left out stays."""

    name: NameIn | None = None
    preferred_name: Line | None = None
    date_of_birth: date | None = Field(default=None, examples=["1988-04-12"])
    email: Email | None = None
    address: Note | None = None
    language: Annotated[str, Field(max_length=8, pattern=r"^[a-z]{2}(-[A-Z]{2})?$")] | None = None
    status: Status | None = None
    do_not_book: bool | None = None
    do_not_contact: bool | None = None
    guardian_id: Id | None = None
    guardian: GuardianIn | None = None
    care: CareIn | None = None
    account: AccountIn | None = None
    preferences: PreferencesIn | None = None


class NewPatient(PatientChange):
    """A patient to be entered."""

    name: NameIn
    phones: Annotated[list[PhoneIn], Field(max_length=PHONES_AT_MOST)] = Field(default_factory=list)


class PhoneOut(BaseModel):
    """A telephone of a patient."""

    id: str
    kind: str
    number: str


class PatientOut(BaseModel):
    """A patient in a list."""

    id: str
    first_name: str
    last_name: str
    preferred_name: str | None
    date_of_birth: str | None
    status: str
    do_not_book: bool
    do_not_contact: bool


class PatientFile(PatientOut):
    """A patient's record, as far as the reader's work needs it."""

    email: str | None
    address: str | None
    language: str | None
    guardian: dict[str, Any] | None
    lacks_guardian: bool = Field(description="A minor of whom no guardian is known.")
    phones: list[PhoneOut]
    care: dict[str, Any]
    account: dict[str, Any]
    preferences: dict[str, Any]
    created_at: str
    updated_at: str


def asked_of(given: PatientChange) -> dict[str, Any]:
    """What was sent, as the records take it; inside care and the like, nulls say nothing.

    Raises `NotAllowed` for a guardian's telephone that is none.
    """
    asked = given.model_dump(mode="json", exclude_unset=True, exclude={"phones"})
    guardian = asked.get("guardian")
    if guardian and guardian.get("phone"):
        guardian["phone"] = checked_number("home", guardian["phone"])
    return {
        name: {part: one for part, one in value.items() if one is not None}
        if isinstance(value, dict)
        else value
        for name, value in asked.items()
    }


def care_for(role: str, row: PatientRow) -> dict[str, Any]:
    """What a role is shown of a patient's care."""
    known = row.care or {}
    return {
        name: value for name, value in known.items() if role == "doctor" or name not in FOR_DOCTORS
    }


def shown(row: PatientRow) -> PatientOut:
    """A patient in a list."""
    return PatientOut(
        id=row.id,
        first_name=row.first_name,
        last_name=row.last_name,
        preferred_name=row.preferred_name,
        date_of_birth=row.date_of_birth,
        status=row.status,
        do_not_book=row.do_not_book,
        do_not_contact=row.do_not_contact,
    )


def phone_shown(row: Phone) -> PhoneOut:
    """A telephone."""
    return PhoneOut(id=row.id, kind=row.kind, number=row.number)
