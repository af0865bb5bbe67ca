"""Recordings go when their time is over, and what a dead process left is put in order.

How long they are kept was the clinic's rule when they were made; if it keeps them for a shorter
time now, that holds for all of them. The row stays, to tell that there was a recording. Rows come
first and files after them, so what is interrupted here is taken up by the next sweep.
"""

import logging
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from agent_config.problem import ConfigError
from clinic.jobs.job import Work
from clinic.recordings import wave
from clinic.recordings.archive import CHANNEL, FOLDER, Archive
from clinic.recordings.law import REFUSED
from clinic.recordings.sealed_sound import BadSound, SealedSound
from clinic.store.audit import Deed, record
from clinic.store.database import Database
from clinic.store.profile import clinic_of
from clinic.store.scope import Scope
from clinic.store.tables.call import CallRow, Recording
from clinic.store.tables.patient import Consent

BATCH: Final = 100
LEFT: Final = timedelta(minutes=10)
"""How long after its call a recording may still be written to its end."""
LONGEST: Final = timedelta(hours=6)
"""No call lasts so long."""
_log = logging.getLogger(__name__)


async def sweep(work: Work) -> None:
    """Do all that is due."""
    archive = Archive(work.database, work.settings.data_dir / FOLDER, work.clock)
    try:
        await _let_go(archive)
        await remove_files(archive)
        await _put_in_order(archive)
        await remove_files(archive)
    finally:
        await archive.close()


async def remove(archive: Archive, scope: Scope, name: str) -> None:
    """Take a recording away now. Raises `KeyError` if there is none."""
    query = scope.rows(Recording).where(
        col(Recording.id) == name, col(Recording.deleted_at).is_(None)
    )
    async with archive.database.writing() as session:
        row = await session.scalar(query)
        if row is None:
            raise KeyError("there is no such recording")
        row.deleted_at = archive.clock()
    await remove_files(archive, col(Recording.id) == name)


async def remove_files(archive: Archive, *which: ColumnElement[bool]) -> None:
    """Remove the files of those that are to be gone; what cannot be removed is tried again."""
    query = select(Recording).where(
        col(Recording.deleted_at).is_not(None), col(Recording.path) != "", *which
    )
    last = ""
    while True:
        async with archive.database.reading() as session:
            some = query.where(col(Recording.id) > last).order_by(col(Recording.id)).limit(BATCH)
            rows = list(await session.scalars(some))
        if not rows:
            return
        last = rows[-1].id
        for row in rows:
            try:
                await archive.in_thread(_unlink, archive.folder / row.path)
            except OSError as fault:
                _log.error("a recording's file cannot be removed: %s", type(fault).__name__)
                continue
            async with archive.database.writing() as session:
                known = await session.get(Recording, row.id)
                if known is not None:
                    known.path = ""


async def _let_go(archive: Archive) -> None:
    """Mark what is over its time, each with a row of the audit."""
    now = archive.clock()
    due: list[ColumnElement[bool]] = [col(Recording.delete_after) <= now]
    for scope, since in await _shortened(archive.database, now):
        due.append(
            (col(Recording.practice_id) == scope.practice_id)
            & (col(Recording.clinic_id) == scope.clinic_id)
            & (col(Recording.started_at) <= since)
        )
    query = select(Recording).where(col(Recording.deleted_at).is_(None), or_(*due))
    count = BATCH
    while count == BATCH:
        async with archive.database.writing() as session:
            rows = list(await session.scalars(query.order_by(col(Recording.id)).limit(BATCH)))
            for row in rows:
                row.deleted_at = now
                await record(session, _deed(row), now)
        count = len(rows)


async def _shortened(database: Database, now: datetime) -> list[tuple[Scope, datetime]]:
    """Clinics that have recordings, and since when they keep them by their rule of today."""
    owners = select(col(Recording.practice_id), col(Recording.clinic_id)).where(
        col(Recording.deleted_at).is_(None)
    )
    async with database.reading() as session:
        scopes = [Scope(*row) for row in await session.execute(owners.distinct())]
    found = []
    for scope in scopes:
        with suppress(ConfigError, KeyError):  # a file with mistakes shortens nothing
            clinic = await clinic_of(database, scope)
            found.append((scope, now - timedelta(days=clinic.recording.retention_days)))
    return found


async def _put_in_order(archive: Archive) -> None:
    """Recordings of processes that died: how long they became, or that nothing is there."""
    now = archive.clock()
    query = (
        select(Recording)
        .outerjoin(CallRow, col(CallRow.id) == col(Recording.call_id))
        .where(
            col(Recording.ended_at).is_(None),
            col(Recording.deleted_at).is_(None),
            or_(col(CallRow.ended_at) < now - LEFT, col(Recording.started_at) < now - LONGEST),
        )
    )
    async with archive.database.reading() as session:
        rows = list(await session.scalars(query.limit(BATCH)))
    for row in rows:
        length = await archive.in_thread(_length, archive, row.path)
        async with archive.database.writing() as session:
            known = await session.get(Recording, row.id)
            if known is None or known.ended_at is not None:
                continue
            known.ended_at = now
            if length is not None:
                known.seconds, known.bytes = length
            if length is None or await _is_refused(session, row.call_id):
                known.deleted_at = now
                known.consent = REFUSED if length is not None else known.consent
                await record(session, _deed(row), now)


async def _is_refused(session: AsyncSession, call_id: str) -> bool:
    query = select(col(Consent.id)).where(
        col(Consent.call_id) == call_id,
        col(Consent.channel) == CHANNEL,
        col(Consent.granted).is_(False),
    )
    return await session.scalar(query.limit(1)) is not None


def _length(archive: Archive, path: str) -> tuple[float, int] | None:
    """Seconds and bytes of a file; `None` where there is no sound."""
    place = archive.folder / path
    try:
        sound = SealedSound(place, archive.database.keyring).sound_bytes
        return (round(wave.seconds_of(sound), 1), place.stat().st_size) if sound else None
    except (OSError, BadSound):
        return None


def _unlink(path: Path) -> None:
    path.unlink(missing_ok=True)


def _deed(row: Recording) -> Deed:
    return Deed(
        row.practice_id,
        "delete",
        "recordings",
        clinic_id=row.clinic_id,
        resource_id=row.id,
        changes={"because": "its time is over"},
    )
