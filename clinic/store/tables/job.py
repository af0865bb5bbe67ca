"""Who works through jobs: a process each, which shows that it lives by counting.

What runs a job is known to die with it. Another process takes the job over, but only from one whose
count has stood still: never by comparing the clocks of two machines.
"""

from datetime import datetime

from sqlmodel import Field, SQLModel

from clinic.store.tables.row import ID_LENGTH, moment


class JobWorker(SQLModel, table=True):
    """A process that does jobs."""

    __tablename__ = "job_workers"

    id: str = Field(primary_key=True, max_length=ID_LENGTH)
    beats: int = 0
    """Goes up every few seconds while the process lives."""
    started_at: datetime = moment(required=True)
    ended_at: datetime | None = moment()
    """When it said that it does no more; whatever it has left may be taken over at once."""
