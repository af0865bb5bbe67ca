"""The tables, a file for each part of a clinic's work. Importing this knows them all."""

from sqlmodel import SQLModel

from clinic.store.tables import (
    account,
    appointment,
    call,
    desk,
    job,
    message,
    outreach,
    patient,
    practice,
    review,
    trail,
)

__all__ = [
    "METADATA",
    "account",
    "appointment",
    "call",
    "desk",
    "job",
    "message",
    "outreach",
    "patient",
    "practice",
    "review",
    "trail",
]

METADATA = SQLModel.metadata
"""Every table."""
