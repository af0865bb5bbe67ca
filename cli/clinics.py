"""`frontdesk clinic`: the clinics that a server answers for, and the flows that are in force."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from agent_config.clinic_file import load_clinic, parse_clinic
from agent_config.draft import files_of
from agent_config.flow_file import load_flow
from cli import store, view
from cli.failure import Failure
from clinic.jobs.job import Work
from clinic.store import audit
from clinic.store.account_changes import BY
from clinic.store.flow_versions import published
from clinic.store.foundation import enter_clinic
from clinic.store.outbox import tell
from clinic.store.profile import clinic_of
from clinic.store.scope import Scope
from clinic.store.tables.practice import ClinicRow
from telephony.publishing import publish_files, publish_flow

OWNER: Final = "cli"
"""Whose a flow is that is published here: no restart replaces it."""
COLUMNS: Final = ("clinic", "practice", "number", "flow", "since", "line")


def list_clinics(*, as_json: bool) -> None:
    """Print every clinic with the flow that its new calls begin on."""
    rows = asyncio.run(_with_store(_listed))
    if as_json:
        view.data(rows)
    elif rows:
        view.table(COLUMNS, [[row[name] for name in COLUMNS] for row in rows])
    else:
        view.line("There is no clinic yet; 'frontdesk clinic add FILE' enters one.")


async def _listed(work: Work) -> list[dict[str, Any]]:
    rows = []
    async with work.database.reading() as session:
        clinics = list(await session.scalars(select(ClinicRow).order_by(col(ClinicRow.id))))
    for one in clinics:
        version = await published(work.database, Scope(one.practice_id, one.id))
        since = version.published_at if version else None
        rows.append(
            {
                "clinic": one.id,
                "practice": one.practice_id,
                "name": one.name,
                "number": one.number,
                "flow": version.name if version else None,
                "version": version.id if version else None,
                "published_by": version.created_by or "files" if version else None,
                "since": since.isoformat(timespec="seconds") if since else None,
                "line": "paused" if one.paused else "answers",
            }
        )
    return rows


def add_clinic(file: Path) -> None:
    """Enter a clinic from its file, or bring it up to it, and put its flow in force.

    Raises `ConfigError` with every mistake in the files.
    """
    clinic = load_clinic(file)
    flow = load_flow(clinic.flow, clinic)
    profile = file.read_text("utf-8")
    parse_clinic(profile, clinic.id)  # as it is kept it reaches no other files

    async def add(work: Work) -> Scope:
        try:
            scope = await enter_clinic(work.database, clinic, profile, work.clock())
        except ValueError as error:
            raise Failure(str(error)) from None
        except IntegrityError:
            raise Failure(f"another clinic has the number {clinic.number} already") from None
        await _note(work, scope, "create", {"file": file.name})
        await publish_files(work.database, scope, clinic, work.clock())
        return scope

    scope = asyncio.run(_with_store(add))
    view.passed(f"{scope.clinic_id} of {scope.practice_id}", f"answers {clinic.number}")
    view.line(f"New calls begin on {flow.name}.")


def publish_clinic(clinic_id: str, flow_file: str | None) -> None:
    """Put a flow in force for a clinic, or its files again. Raises `ConfigError`, `Failure`."""

    async def publish(work: Work) -> str:
        scope = await store.scope_of(work.database, clinic_id)
        clinic = await clinic_of(work.database, scope)
        if flow_file is None:
            version = await publish_files(work.database, scope, clinic, work.clock(), anew=True)
        else:
            flow = load_flow(flow_file, clinic)
            version = await publish_flow(
                work.database, scope, flow, work.clock(), by=OWNER, files=files_of(flow_file)
            )
        await _note(work, scope, "update", {"published": version})
        return version

    version = asyncio.run(_with_store(publish))
    what = flow_file if flow_file is not None else "its files"
    view.passed(f"{clinic_id}: new calls begin on {what}", f"version {version}")
    view.line("Calls that are under way end on the version that they began on.")


def pause(clinic_id: str, *, paused: bool) -> None:
    """Take Frontdesk off a clinic's line, or put it back. Raises `Failure`."""

    async def change(work: Work) -> None:
        scope = await store.scope_of(work.database, clinic_id)
        now = work.clock()
        async with work.database.writing() as session:
            row = await session.get(ClinicRow, clinic_id)
            if row is not None:
                row.paused, row.updated_at = paused, now
                tell(session, scope, "clinic.changed", row.id, now)
        await _note(work, scope, "update", {"paused": paused})

    asyncio.run(_with_store(change))
    state = "is paused; voicemail answers its line" if paused else "answers its line again"
    view.passed(f"{clinic_id} {state}")


async def _with_store(doing: Callable[[Work], Awaitable[Any]]) -> Any:
    async with store.opened(store.settings()) as work:
        return await doing(work)


async def _note(work: Work, scope: Scope, action: str, changes: dict[str, Any]) -> None:
    deed = audit.Deed(
        scope.practice_id,
        action,
        "clinics",
        clinic_id=scope.clinic_id,
        resource_id=scope.clinic_id,
        phi=False,
        changes={"by": BY, **changes},
    )
    async with work.database.writing() as session:
        await audit.record(session, deed, work.clock())
