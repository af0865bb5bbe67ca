"""Telling others of what was written, in the transaction that writes it.

A row holds the kind of what happened and the id of what it happened to, never anything about
people. Whoever sends texts or tells the screens takes rows in order and looks the rest up.
"""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from clinic.store.identifier import new_id
from clinic.store.scope import Scope
from clinic.store.tables.trail import OutboxRow


def tell(
    session: AsyncSession,
    scope: Scope,
    kind: str,
    reference: str,
    now: datetime,
    more: dict[str, Any] | None = None,
) -> None:
    """Add a row: something of a kind (`task.created`) happened to what has an id."""
    session.add(
        OutboxRow(
            id=new_id(now),
            kind=kind,
            reference=reference,
            more=more,
            created_at=now,
            **scope.ids,
        )
    )
