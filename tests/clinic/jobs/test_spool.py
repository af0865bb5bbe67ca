"""What a call left in the spool is entered by itself."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from clinic.jobs import spool
from clinic.store import event_log, journal
from clinic.store.event_log import EventLog
from clinic.store.keyring import Keyring
from clinic.store.scope import Scope
from engine.clinic import Clinic
from engine.events import CallStarted
from tests.clinic.jobs.deeds import now, world


def test_what_lies_in_the_spool_is_entered(
    url: str,
    keyring: Keyring,
    riverside: Clinic,
    scope: Scope,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    really = journal.enter

    async def fail(*_: Any) -> None:
        raise ConnectionError

    async def whole() -> None:
        async with world(url, keyring, riverside, tmp_path) as work:
            started = CallStarted(at=now(), call_id="c-1", caller="+15125550142")
            log = EventLog(work.database, scope, "c-1", spool=spool.folder(work))
            monkeypatch.setattr(journal, "enter", fail)
            log.append(started)
            await log.close()
            monkeypatch.setattr(journal, "enter", really)
            await spool.enter(work)
            assert await event_log.events(work.database, scope, "c-1") == [started]
            caplog.clear()
            await spool.enter(work)
            assert not caplog.records

    asyncio.run(whole())
