"""One lead that a program tells of, and its call, put in line at once: all of it or nothing.

Programs ask again when an answer is lost; so what they call a request is kept with the lead, and
asked again it is answered as before. Somebody without consent is kept for people to call, but no
machine does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.outreach.jobs import Wanted, enter
from clinic.outreach.leads.entering import (
    CHANGED,
    PURPOSE,
    OtherContent,
    batch_called,
    consent_rows,
    digest_of,
    lead_row,
    one_at_a_time,
    unknown_of,
)
from clinic.outreach.leads.mistake import Mistake
from clinic.outreach.leads.person import Person, Reader
from clinic.outreach.leads.table import Row
from clinic.outreach.purpose import OUTREACH
from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.outbox import show
from clinic.store.scope import Scope
from clinic.store.tables.outreach import Lead, OutreachJob, UploadBatch
from clinic.store.tables.patient import Consent
from engine.clinic import Clinic

ALONE: Final = 0
"""The line of a lead that came in no file."""


class Refused(Exception):  # noqa: N818 - an answer, not a fault
    """Nobody is kept of a request; `mistakes` say why."""

    def __init__(self, *mistakes: Mistake) -> None:
        super().__init__("refused")
        self.mistakes = mistakes


@dataclass(frozen=True, slots=True)
class Wish:
    """A program's wish that somebody be called."""

    cells: Mapping[str, str]
    """By the names of our columns."""
    source: str
    """What the batch is called that it belongs to, or the program."""
    key: str
    """What the request is called, or a digest of it."""
    grouped: bool = False
    """Whether the source is a batch of its own; otherwise each day is one."""
    post_back: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A lead that was kept, and its call, if there is to be one."""

    lead: Lead
    job: OutreachJob | None
    mistakes: tuple[Mistake, ...] = ()


def reader_of(clinic: Clinic, now: datetime) -> Reader:
    """What reads this clinic's leads."""
    own = {clinic.number, clinic.staff_line, clinic.on_call_line}
    return Reader(now, clinic.timezone, frozenset(one for one in own if one))


async def take(
    database: Database, scope: Scope, clinic: Clinic, wish: Wish, now: datetime
) -> Taken:
    """Keep a lead and put its call in line. Raises `Refused` or `OtherContent`."""
    row = Row(ALONE, tuple(wish.cells.items()))
    person, mistakes = reader_of(clinic, now).read(row)
    if person is None:
        raise Refused(*mistakes)
    try:
        async with database.writing() as session:
            await one_at_a_time(session, scope)
            known = await _taken_before(session, scope, wish.key)
            if known is None:
                made = await _entered(session, database, scope, clinic, wish, person, now)
                return Taken(*made, tuple(mistakes))
    except IntegrityError:
        async with database.reading() as session:
            known = await _taken_before(session, scope, wish.key)
        if known is None:
            raise
    if known.lead.phone != person.phone:
        raise OtherContent
    return Taken(known.lead, known.job, tuple(mistakes))


async def _taken_before(session: AsyncSession, scope: Scope, key: str) -> Taken | None:
    lead: Lead | None = await session.scalar(scope.rows(Lead).where(col(Lead.key) == key))
    if lead is None:
        return None
    jobs = scope.rows(OutreachJob).where(col(OutreachJob.lead_id) == lead.id)
    return Taken(lead, await session.scalar(jobs.order_by(col(OutreachJob.id)).limit(1)))


async def _entered(
    session: AsyncSession,
    database: Database,
    scope: Scope,
    clinic: Clinic,
    wish: Wish,
    person: Person,
    now: datetime,
) -> tuple[Lead, OutreachJob | None]:
    _, known = await unknown_of(session, database.keyring, scope, [person])
    if known:
        raise Refused(*known)
    batch = await _batch(session, scope, clinic, wish, now)
    values = lead_row(
        database.keyring, scope, batch, person, now, key=wish.key, post_back=wish.post_back
    )
    lead = Lead(**values)
    session.add(lead)
    session.add_all(Consent(**one) for one in consent_rows(scope, values, now))
    await session.flush()
    show(session, scope, CHANGED, batch.id, now)
    if lead.consent_at is None:
        return lead, None
    job_id = await enter(session, database.keyring, scope, wanted(lead, now), now)
    return lead, await session.get(OutreachJob, job_id)


def wanted(
    lead: Lead,
    due_at: datetime,
    *,
    campaign_id: str | None = None,
    not_after: timedelta | None = None,
) -> Wanted:
    """The call of a lead: there is one for each, whoever asks for it."""
    return Wanted(
        key=f"{PURPOSE}/{lead.id}",
        purpose=PURPOSE,
        address=lead.phone,
        due_at=due_at,
        not_after=due_at + (not_after or OUTREACH[PURPOSE].good_for),
        lead_id=lead.id,
        campaign_id=campaign_id,
    )


async def _batch(
    session: AsyncSession, scope: Scope, clinic: Clinic, wish: Wish, now: datetime
) -> UploadBatch:
    """The batch that a request belongs to, with one more in it."""
    day = "" if wish.grouped else now.astimezone(ZoneInfo(clinic.timezone)).date().isoformat()
    key = f"from:{digest_of(wish.source.encode(), day.encode())}"
    batch = await batch_called(session, scope, key)
    if batch is None:
        batch = UploadBatch(
            id=new_id(now), key=key, source=wish.source, created_at=now, **scope.ids
        )
        session.add(batch)
    batch.rows += 1
    batch.kept += 1
    await session.flush()
    return batch
