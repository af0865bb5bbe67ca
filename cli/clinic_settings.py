"""`frontdesk clinic set` and `settings`: what a clinic sets while it works."""

import asyncio
import json
from typing import Any

from cli import store, view
from cli.failure import Failure
from clinic.store import clinic_settings
from clinic.store.account_changes import BY


def show(clinic_id: str, *, as_json: bool) -> None:
    """Print what a clinic has set. Raises `Failure`."""
    found = asyncio.run(_found(clinic_id))
    if as_json:
        view.data(found)
    elif found:
        view.facts([(name, json.dumps(value, ensure_ascii=False)) for name, value in found.items()])
    else:
        view.line("Nothing is set; everything is as it comes.")


def keep(clinic_id: str, name: str, value: str | None) -> None:
    """Set something, or take it back where no value is given. Raises `Failure`."""
    asyncio.run(_keep(clinic_id, name, value))


async def _found(clinic_id: str) -> dict[str, Any]:
    async with store.opened(store.settings()) as work:
        scope = await store.scope_of(work.database, clinic_id)
        rows = await clinic_settings.settings(work.database, scope)
        return {row.name: row.value for row in rows}


async def _keep(clinic_id: str, name: str, value: str | None) -> None:
    async with store.opened(store.settings()) as work:
        scope = await store.scope_of(work.database, clinic_id)
        if value is None:
            if not await clinic_settings.forget(work.database, scope, name, work.clock()):
                raise Failure(f"{name} was not set")
            view.passed(f"{clinic_id}: {name} is as it comes")
            return
        try:
            await clinic_settings.keep(work.database, scope, name, _read(value), work.clock(), BY)
        except ValueError as error:
            raise Failure(str(error)) from None
        view.passed(f"{clinic_id}: {name} is set")


def _read(text: str) -> Any:
    """JSON, or a text that is none."""
    try:
        return json.loads(text)
    except ValueError:
        return text
