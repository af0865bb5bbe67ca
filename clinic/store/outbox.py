"""Telling others of what was written, in the transaction that writes it.

A row holds the kind of what happened and the id of what it happened to, never anything about
people. Whoever sends texts or tells the screens takes rows in order and looks the rest up.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from clinic.store.database import SHOWN
from clinic.store.identifier import new_id
from clinic.store.scope import Scope
from clinic.store.tables.trail import LiveEvent, OutboxRow

EVERYBODY: Final = ("staff", "doctor", "admin", "practice_admin")
"""The roles of those who work with Frontdesk."""


def tell(
    session: AsyncSession,
    scope: Scope,
    kind: str,
    reference: str,
    now: datetime,
    more: dict[str, Any] | None = None,
    *,
    roles: Sequence[str] = EVERYBODY,
    body: Mapping[str, Any] | None = None,
) -> None:
    """Add a row: something of a kind (`task.created`) happened to what has an id.

    Screens of those with one of the roles are told too, with what stands in `body`.
    """
    leave(session, scope, kind, reference, now, more)
    show(session, scope, kind, reference, now, roles=roles, body=body)


def leave(
    session: AsyncSession,
    scope: Scope,
    kind: str,
    reference: str,
    now: datetime,
    more: dict[str, Any] | None = None,
) -> None:
    """Add a row that no screen is told of: work that is to be done."""
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


def show(
    session: AsyncSession,
    scope: Scope,
    kind: str,
    reference: str,
    now: datetime,
    *,
    roles: Sequence[str] = EVERYBODY,
    body: Mapping[str, Any] | None = None,
) -> None:
    """Let the screens of those with a role know at once, without any further work."""
    session.add(LiveEvent(**shown_row(scope, kind, reference, now, roles=roles, body=body)))
    session.info[SHOWN] = True


def shown_row(
    scope: Scope,
    kind: str,
    reference: str,
    now: datetime,
    *,
    roles: Sequence[str] = EVERYBODY,
    body: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """What `show` adds, for who adds many at once."""
    return {
        "roles": list(roles),
        "kind": kind,
        "body": {"reference": reference, **(body or {})},
        "at": now,
        **scope.ids,
    }
