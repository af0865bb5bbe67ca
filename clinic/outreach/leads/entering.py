"""Leads, kept: a batch with everybody in it, or nothing at all.

One transaction holds the batch, its leads and what they agreed to. Whoever sends the same again,
because the answer was lost, finds the batch there. People whom the practice knows as leads already
are not kept twice: a list that grows is sent again and again. Only who agreed anew, a month or more
after, has asked again.
"""

import asyncio
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import func, insert, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.outreach.leads.mistake import Mistake, told
from clinic.outreach.leads.person import Person
from clinic.outreach.leads.reading import Sheet
from clinic.store.columns import Moment
from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.keyring import Keyring
from clinic.store.outbox import show
from clinic.store.scope import Scope
from clinic.store.tables.outreach import Lead, UploadBatch
from clinic.store.tables.patient import Consent

CHANGED: Final = "leads.changed"
"""The live event that tells screens of a batch, by its id."""
PURPOSE: Final = "lead"
CHANNEL: Final = "call"
ASKED_AGAIN: Final = timedelta(days=30)
"""Who agreed to be called so long after they were a lead, is one again."""
AT_ONCE: Final = 50
"""Rows that are written in one go, so that calls in this process do not wait for them."""


class OtherContent(Exception):  # noqa: N818 - an answer, not a fault
    """A key was used before, for something else."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was read, and what its sender says of it."""

    sheet: Sheet
    source: str
    digest: str
    """Of what was sent."""
    key: str | None = None
    """What its sender calls it; without it, what was sent is its name."""
    post_back: str | None = None
    by: str | None = None
    """The user."""


def digest_of(*parts: bytes) -> str:
    """A digest of what was sent; its parts cannot run into one another."""
    whole = hashlib.sha256()
    for one in parts:
        whole.update(len(one).to_bytes(8, "big"))
        whole.update(one)
    return whole.hexdigest()


async def enter_upload(
    database: Database, scope: Scope, upload: Upload, now: datetime
) -> tuple[UploadBatch, bool]:
    """Keep a file's people; the batch, and whether it is new. Raises `OtherContent`."""
    name = f"key:{digest_of((upload.key or '').encode())}" if upload.key else f"was:{upload.digest}"
    try:
        async with database.writing() as session:
            await one_at_a_time(session, scope)
            known = await batch_called(session, scope, name)
            if known is None:
                return await _entered(session, database.keyring, scope, upload, name, now), True
    except IntegrityError:
        async with database.reading() as session:
            known = await batch_called(session, scope, name)
        if known is None:
            raise
    if known.digest != upload.digest:
        raise OtherContent
    return known, False


async def batch_called(session: AsyncSession, scope: Scope, key: str) -> UploadBatch | None:
    """The batch of a key."""
    found: UploadBatch | None = await session.scalar(
        scope.rows(UploadBatch).where(col(UploadBatch.key) == key)
    )
    return found


async def _entered(
    session: AsyncSession,
    keyring: Keyring,
    scope: Scope,
    upload: Upload,
    name: str,
    now: datetime,
) -> UploadBatch:
    sheet = upload.sheet
    people, known = await unknown_of(session, keyring, scope, sheet.people)
    batch = UploadBatch(
        id=new_id(now),
        key=name,
        digest=upload.digest,
        source=upload.source,
        rows=sheet.rows,
        kept=len(people),
        problems=told([*sheet.mistakes, *known]),
        post_back=upload.post_back,
        created_at=now,
        created_by=upload.by,
        **scope.ids,
    )
    session.add(batch)
    await session.flush()
    for start in range(0, len(people), AT_ONCE):
        part = people[start : start + AT_ONCE]
        leads = [lead_row(keyring, scope, batch, one, now) for one in part]
        await _insert(session, Lead, leads)
        consents = [row for one in leads for row in consent_rows(scope, one, now)]
        await _insert(session, Consent, consents)
    show(session, scope, CHANGED, batch.id, now)
    return batch


async def unknown_of(
    session: AsyncSession, keyring: Keyring, scope: Scope, people: Sequence[Person]
) -> tuple[list[Person], list[Mistake]]:
    """Those who are no leads of the practice yet, and the lines of the others."""
    indexes = await asyncio.to_thread(lambda: [keyring.index("phone", one.phone) for one in people])
    latest = await _latest(session, scope, indexes)
    fresh: list[Person] = []
    known: list[Mistake] = []
    for person, index in zip(people, indexes, strict=True):
        before = latest.get(index)
        if before is None or (person.consent_at and person.consent_at >= before + ASKED_AGAIN):
            fresh.append(person)
        else:
            known.append(Mistake(person.line, "phone", "known"))
    return fresh, known


async def _latest(
    session: AsyncSession, scope: Scope, indexes: Sequence[str]
) -> Mapping[str, datetime]:
    """When each of these numbers became a lead last."""
    found: dict[str, datetime] = {}
    last = func.max(col(Lead.created_at), type_=Moment())
    for start in range(0, len(indexes), AT_ONCE):
        part = scope.only(Lead, col(Lead.number_index), last).where(
            col(Lead.number_index).in_(indexes[start : start + AT_ONCE])
        )
        rows = await session.execute(part.group_by(col(Lead.number_index)))
        found |= {one[0]: one[1] for one in rows}
    return found


def lead_row(
    keyring: Keyring,
    scope: Scope,
    batch: UploadBatch,
    person: Person,
    now: datetime,
    *,
    key: str | None = None,
    post_back: str | None = None,
) -> dict[str, Any]:
    """The row of a lead."""
    return {
        "id": new_id(now),
        "batch_id": batch.id,
        "key": key,
        "line": person.line,
        "name": person.name,
        "phone": person.phone,
        "number_index": keyring.index("phone", person.phone),
        "email": person.email,
        "language": person.language,
        "source_url": person.source_url,
        "source": person.source or batch.source,
        "notes": person.notes,
        "consent_source": person.consent_source,
        "consent_at": person.consent_at,
        "post_back": post_back,
        "created_at": now,
        **scope.ids,
    }


def consent_rows(scope: Scope, lead: Mapping[str, Any], now: datetime) -> Iterable[dict[str, Any]]:
    """What a lead agreed to, as of the moment they did: a stop they said since then still holds."""
    if lead["consent_at"] is not None:
        yield {
            "id": new_id(now),
            "number_index": lead["number_index"],
            "channel": CHANNEL,
            "purpose": PURPOSE,
            "granted": True,
            "source": PURPOSE,
            "words": lead["consent_source"],
            "at": lead["consent_at"],
            **scope.ids,
        }


async def one_at_a_time(session: AsyncSession, scope: Scope) -> None:
    """Wait for others who bring leads to this clinic; SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        lock = text("SELECT pg_advisory_xact_lock(hashtextextended(:who, 0))")
        await session.execute(lock, {"who": f"leads/{scope.clinic_id}"})


async def _insert(session: AsyncSession, table: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        await session.execute(insert(table), rows)
