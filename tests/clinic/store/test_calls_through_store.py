"""Every scripted call goes the same way when the clinic behind it is a database."""

import asyncio
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pytest

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from agent_config.script import Script
from agent_config.script_file import load_script
from clinic.records import normalised
from clinic.store import event_log
from clinic.store.calendar import StoreCalendar
from clinic.store.database import Database
from clinic.store.desk import StoreDesk
from clinic.store.event_log import EventLog
from clinic.store.keyring import Keyring
from clinic.store.patients import StoreRecords
from clinic.store.scope import Scope
from engine.advance import fold
from engine.flow import Flow
from nlu.understand import Understanding
from telephony.faulty import Kept
from telephony.scripted import CALL_ID, Result, Run, run
from tests.clinic.store.conftest import NOW, found

CALLS = Path(__file__).parents[2] / "calls"
FOLDERS = sorted(path for path in CALLS.glob("*/*") if path.is_dir())


class Remembered:
    """Understanding that knows what it has understood already: each call is run three times."""

    def __init__(self, flow: Flow) -> None:
        understanding = Understanding(flow)
        self.understand = lru_cache(None)(understanding.understand)
        self.alarm = lru_cache(None)(understanding.alarm)


@cache
def plan(flow: str | None, clinic: str) -> tuple[Flow, Remembered]:
    place = load_clinic(clinic)
    compiled = load_flow(flow or place.flow, place)
    return compiled, Remembered(compiled)


async def given(script: Script, flow: Flow, database: Database) -> tuple[Kept, Scope]:
    """A clinic in the store that holds what a script is given."""
    await found(database, flow.clinic)
    scope = Scope(flow.clinic.practice, flow.clinic.id)
    calendar = StoreCalendar(
        database, scope, flow.clinic, clock=lambda: NOW, listed=script.openings
    )
    records = StoreRecords(database, scope)
    ids: dict[str, str] = {}
    for patient in script.patients:
        phones = [("mobile", patient["phone"])] if patient.get("phone") else []
        ids[normalised(patient["name"])] = await records.add(patient, phones, NOW)
    for appointment in script.appointments:
        await calendar.enter(appointment, ids.get(normalised(appointment["patient"])))
    return Kept(calendar, records, StoreDesk(database, scope, clock=lambda: NOW)), scope


async def through_store(
    script: Script, flow: Flow, understanding: Remembered, database: Database, spool: Path
) -> Result:
    kept, scope = await given(script, flow, database)
    log = EventLog(database, scope, CALL_ID, spool=spool, patience=30)
    one = Run(script, flow, understanding, services=kept, log=log)
    result = await one.to_the_end()
    await log.close()
    events = await event_log.events(database, scope, CALL_ID)
    assert fold(one.flow, events).disposition == result.outcome.disposition
    assert not list(spool.glob("*.spool"))
    return result


def empty(database: Database) -> Any:
    """Remove every row."""
    from clinic.store.tables import METADATA

    async def work() -> None:
        async with database.writing() as session:
            for table in reversed(METADATA.sorted_tables):
                await session.execute(table.delete())

    return work()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda one: f"{one.parent.name}/{one.name}")
def test_the_calls_go_the_same_way(
    folder: Path, url: str, keyring: Keyring, tmp_path: Path
) -> None:
    async def whole(scripts: Mapping[str, Script]) -> dict[str, tuple[str, str]]:
        database = Database(url, keyring)
        different = {}
        try:
            for name, script in scripts.items():
                flow, understanding = plan(script.flow, script.clinic)
                kept = await through_store(script, flow, understanding, database, tmp_path)
                if kept.outcome.digest != usual[name]:
                    different[name] = kept.as_json()
                await empty(database)
        finally:
            await database.close()
        return different

    scripts = {path.stem: load_script(path) for path in sorted(folder.glob("*.yaml"))}
    usual = {
        name: run(script, *plan(script.flow, script.clinic)).outcome.digest
        for name, script in scripts.items()
    }
    assert asyncio.run(whole(scripts)) == {}
