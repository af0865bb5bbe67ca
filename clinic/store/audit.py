"""Who looked at, changed or took away what is known of people: rows that can only be added.

Each row holds the hash of the one before it in its practice, so that a row that was changed or
taken out later is found (45 CFR 164.312(b), audit controls). `previous_hash` is unique within a
practice: two rows written at once cannot both follow the same one.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.tables.trail import Alert, AuditRow

FIRST: Final = "0" * 64
"""What the first row of a practice follows."""
BULK_READS: Final = 50
BULK_SPAN: Final = timedelta(hours=1)
BULK: Final = "unusual_access"
_PATH_LENGTH: Final = 200
_LOCK: Final = text("SELECT pg_advisory_xact_lock(hashtext(:practice))")


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that somebody did, or tried to do."""

    practice_id: str
    action: str
    """`create`, `read`, `update`, `delete`, `export` or `login`."""
    resource: str
    clinic_id: str | None = None
    user_id: str | None = None
    resource_id: str = ""
    ip_address: str | None = None
    user_agent: str | None = None
    success: bool = True
    phi: bool = True
    """Whether what is known of patients was reached."""
    changes: Mapping[str, Any] = field(default_factory=dict)


async def record(session: AsyncSession, deed: Deed, at: datetime) -> AuditRow:
    """Add a row, in the transaction of what it tells."""
    if session.get_bind().dialect.name != "sqlite":  # there, a writer is alone anyway
        await session.execute(_LOCK, {"practice": deed.practice_id})
    last = select(col(AuditRow.hash)).where(col(AuditRow.practice_id) == deed.practice_id)
    previous = await session.scalar(last.order_by(col(AuditRow.id).desc()).limit(1)) or FIRST
    row = AuditRow(
        practice_id=deed.practice_id,
        clinic_id=deed.clinic_id,
        at=at.astimezone(UTC),
        user_id=deed.user_id,
        action=deed.action,
        resource=deed.resource,
        resource_id=deed.resource_id,
        ip_address=deed.ip_address,
        user_agent=deed.user_agent and deed.user_agent[:_PATH_LENGTH],
        success=deed.success,
        phi_accessed=deed.phi,
        changes=dict(deed.changes) or None,
        previous_hash=previous,
        hash="",
    )
    row.hash = _hash(row)
    session.add(row)
    await session.flush()
    if deed.phi and deed.success and deed.action in ("read", "export") and deed.user_id:
        await _watch(session, deed, at)
    return row


async def broken_links(database: Database, practice_id: str) -> list[int]:
    """The ids of rows that do not follow the one before them; none if nothing was touched."""
    wrong = []
    previous = FIRST
    async with database.reading() as session:
        rows = select(AuditRow).where(col(AuditRow.practice_id) == practice_id)
        found = await session.stream_scalars(rows.order_by(col(AuditRow.id)))
        async for row in found:
            if row.previous_hash != previous or row.hash != _hash(row):
                wrong.append(int(row.id or 0))
            previous = row.hash
    return wrong


async def _watch(session: AsyncSession, deed: Deed, at: datetime) -> None:
    """Tell the admins of somebody who looked at very many patients within the hour (SE-6)."""
    since = at.astimezone(UTC) - BULK_SPAN
    seen = select(func.count(func.distinct(col(AuditRow.resource_id)))).where(
        col(AuditRow.user_id) == deed.user_id,
        col(AuditRow.at) > since,
        col(AuditRow.action).in_(("read", "export")),
        col(AuditRow.phi_accessed).is_(True),
        col(AuditRow.resource_id) != "",
    )
    if int(await session.scalar(seen) or 0) <= BULK_READS:
        return
    told = select(col(Alert.id)).where(
        col(Alert.practice_id) == deed.practice_id,
        col(Alert.type) == BULK,
        col(Alert.user_id) == deed.user_id,
        col(Alert.created_at) > since,
    )
    if await session.scalar(told.limit(1)) is None:
        session.add(
            Alert(
                id=new_id(at),
                practice_id=deed.practice_id,
                clinic_id=deed.clinic_id,
                type=BULK,
                description="Bulk PHI access detected",
                severity="HIGH",
                user_id=deed.user_id,
                created_at=at,
            )
        )


def _hash(row: AuditRow) -> str:
    """Of everything in the row but its number, which the database gives."""
    told = {
        "previous": row.previous_hash,
        "practice": row.practice_id,
        "clinic": row.clinic_id,
        "at": row.at.astimezone(UTC).isoformat(),
        "user": row.user_id,
        "action": row.action,
        "resource": row.resource,
        "resource_id": row.resource_id,
        "ip": row.ip_address,
        "agent": row.user_agent,
        "success": row.success,
        "phi": row.phi_accessed,
        "changes": row.changes,
    }
    whole = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(whole.encode()).hexdigest()
