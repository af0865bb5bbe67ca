"""A clinic's archive, with a call in its records, on a clock that tests turn."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from agent_config.settings import Settings
from clinic.jobs.job import Work
from clinic.recordings.archive import FOLDER, Archive, CallRecords, Tape
from clinic.recordings.sealed_sound import PART, SealedSound
from clinic.recordings.sweep import sweep
from clinic.store.database import Database
from clinic.store.keyring import Keyring
from clinic.store.scope import Scope
from clinic.store.tables.call import CallRow, Recording
from clinic.store.tables.patient import Consent
from clinic.store.tables.trail import AuditRow
from engine.clinic import Clinic
from engine.clinic import Recording as Rule
from tests.databases import NOW, opened

CALLER = "+15125550142"
PART_SOUND = b"Zwetschgenbaum! " * (PART // 16)


@dataclass
class Keeping:
    """An archive, and what tests want to know of it."""

    database: Database
    archive: Archive
    scope: Scope
    clinic: Clinic
    work: Work
    passed: timedelta = timedelta()

    def records(self, call_id: str = "call-1", **rule: Any) -> CallRecords:
        clinic = replace(self.clinic, recording=Rule(**{"enabled": True} | rule))
        found = self.archive.of_call(self.scope, clinic, call_id, CALLER)
        assert found is not None
        return found

    async def call(self, call_id: str = "call-1", *, over: bool = False, **more: Any) -> None:
        """A call in the records."""
        row = CallRow(
            id=call_id,
            state="END" if over else "COLLECT",
            started_at=self.archive.clock(),
            ended_at=self.archive.clock() if over else None,
            **more,
            **self.scope.ids,
        )
        async with self.database.writing() as session:
            await session.merge(row)

    async def rows(self) -> list[Recording]:
        return await self._all(Recording)

    async def consents(self) -> list[Consent]:
        return await self._all(Consent)

    async def audit(self) -> list[AuditRow]:
        return await self._all(AuditRow)

    async def _all(self, table: Any) -> list[Any]:
        async with self.database.reading() as session:
            return list(await session.scalars(select(table).order_by(table.id)))

    def files(self) -> list[Path]:
        return sorted(one for one in self.archive.folder.rglob("*") if one.is_file())

    def heard(self, row: Recording) -> bytes:
        """The sound of a recording."""
        sound = SealedSound(self.archive.folder / row.path, self.database.keyring)
        return b"".join(sound.parts())

    def wait(self, **span: float) -> None:
        self.passed += timedelta(**span)

    async def sweep(self) -> None:
        await sweep(self.work)


def dies(tape: Tape) -> None:
    """The process that makes a recording is killed: its file is closed as it is."""
    assert tape._writer is not None
    tape._writer.leave(b"")


def keeping(
    url: str,
    keyring: Keyring,
    clinic: Clinic,
    folder: Path,
    work: Callable[[Keeping], Awaitable[None]],
) -> None:
    """Do something with an archive."""

    async def whole() -> None:
        async with opened(url, keyring, clinic) as database, asyncio.timeout(60):
            settings = Settings(database_url=url, data_dir=folder / "data")
            kept: list[Keeping] = []

            def clock() -> Any:
                return NOW + kept[0].passed

            archive = Archive(database, settings.data_dir / FOLDER, clock)
            scope = Scope(clinic.practice, clinic.id)
            kept.append(Keeping(database, archive, scope, clinic, Work(database, settings, clock)))
            await kept[0].call()
            await work(kept[0])
            await archive.close()

    asyncio.run(whole())
