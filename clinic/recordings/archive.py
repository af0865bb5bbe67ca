"""Where recordings are kept: a row that tells of each, and a sealed file in a folder beside.

The row is there before the file, so no sound lies about that nobody knows of; and the file goes
before the row says so. What a caller agreed to, or refused, is a row of its own for every call.
Files are written in threads that do nothing else: a disk that hangs holds up no call.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, TypeVar

from sqlmodel import col

from clinic.recordings import wave
from clinic.recordings.law import REFUSED, Ground, ground
from clinic.recordings.sealed_sound import PART, SoundWriter
from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.outbox import tell
from clinic.store.scope import Scope
from clinic.store.tables.call import CallRow, Recording
from clinic.store.tables.patient import Consent
from engine.clinic import Clinic

T = TypeVar("T")

FOLDER: Final = "recordings"
CHANNEL: Final = "recording"
"""Of consents that are about the recording of one call."""
THREADS: Final = 4
_log = logging.getLogger(__name__)


class Archive:
    """The recordings of a process. `clock` gives aware moments."""

    def __init__(self, database: Database, folder: Path, clock: Callable[[], datetime]) -> None:
        self.database = database
        self.folder = folder
        self.clock = clock
        self._threads: ThreadPoolExecutor | None = None

    def of_call(
        self, scope: Scope, clinic: Clinic, call_id: str, caller: str | None
    ) -> "CallRecords | None":
        """What is kept of one call; `None` where the clinic does not record at all."""
        if not clinic.recording.enabled:
            return None
        days = clinic.recording.retention_days
        return CallRecords(self, scope, call_id, caller, ground(clinic, caller), days)

    async def message(
        self, scope: Scope, call_id: str, vendor_id: str, sound: bytes, days: int
    ) -> None:
        """Keep a message that a caller left with the carrier, in the form of a recording."""
        now = self.clock()
        row = _row(scope, call_id, now, days)
        row.consent, row.vendor_id = "implied", vendor_id
        async with self.database.writing() as session:
            session.add(row)
        tape = Tape(self, scope, row)
        await tape.open()
        full = len(sound) // PART * PART
        for start in range(0, full, PART):
            await tape.add(sound[start : start + PART])
        await tape.end(sound[full:])

    async def in_thread(self, work: Callable[..., T], *given: object) -> T:
        """Do something with a file beside the calls."""
        if self._threads is None:
            self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix=FOLDER)
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *given)

    async def close(self) -> None:
        """Let go of the threads, once what is under way is done."""
        if self._threads is not None:
            self._threads.shutdown(wait=False)


class CallRecords:
    """What is kept of the recording of one call, and of what its caller said about that."""

    def __init__(
        self,
        archive: Archive,
        scope: Scope,
        call_id: str,
        caller: str | None,
        why: Ground | None,
        days: int,
    ) -> None:
        self._archive = archive
        self._scope = scope
        self._call_id = call_id
        self._caller = caller
        self._days = days
        self.ground = why
        """On what the call may be recorded; `None`: not at all."""

    async def begin(self) -> "Tape":
        """A tape for sound from now on.

        Raises `LookupError` where the call's own row is not there yet, and whatever is wrong with
        the database or the disk; then nothing is kept.
        """
        assert self.ground is not None
        now = self._archive.clock()
        row = _row(self._scope, self._call_id, now, self._days)
        row.consent = self.ground
        async with self._archive.database.writing() as session:
            if await session.get(CallRow, self._call_id) is None:
                raise LookupError("the call is not in the records")
            session.add(row)
            session.add(self._consent(now, granted=True, source=self.ground))
        tape = Tape(self._archive, self._scope, row)
        try:
            await tape.open()
        except BaseException:
            await tape.forget()
            raise
        return tape

    async def refuse(self, words: str) -> None:
        """Keep that the caller said no, and in which words."""
        now = self._archive.clock()
        row = self._consent(now, granted=False, source="call", words=words or None)
        async with self._archive.database.writing() as session:
            session.add(row)
            tell(session, self._scope, "consent.changed", row.id, now)

    def _consent(
        self, now: datetime, *, granted: bool, source: str, words: str | None = None
    ) -> Consent:
        index = self._archive.database.keyring.index
        return Consent(
            id=new_id(now),
            call_id=self._call_id,
            number_index=index("phone", self._caller) if self._caller else None,
            channel=CHANNEL,
            purpose=CHANNEL,
            granted=granted,
            source=source,
            words=words,
            at=now,
            **self._scope.ids,
        )


class Tape:
    """A recording that is being made; its parts come in order, one at a time."""

    def __init__(self, archive: Archive, scope: Scope, row: Recording) -> None:
        self._archive = archive
        self._scope = scope
        self._row = row
        self._writer: SoundWriter | None = None
        self._sound = 0

    async def open(self) -> None:
        """Make the file. Raises `OSError`."""
        path = self._archive.folder / self._row.path
        keyring = self._archive.database.keyring
        self._writer = await self._archive.in_thread(SoundWriter, path, keyring)

    async def add(self, sound: bytes) -> None:
        """Keep `PART` bytes of sound. Raises `OSError`."""
        assert self._writer is not None
        assert len(sound) == PART
        await self._archive.in_thread(self._writer.add, sound)
        self._sound += len(sound)

    async def end(self, sound: bytes) -> None:
        """Keep what is left, less than a part, and note how long it became."""
        assert self._writer is not None
        size = await self._archive.in_thread(self._writer.end, sound)
        seconds = wave.seconds_of(self._sound + len(sound))
        await self._change(ended_at=self._archive.clock(), seconds=round(seconds, 1), bytes=size)

    async def discard(self) -> None:
        """The caller said no: nothing stays, whatever the database says to it."""
        if self._writer is not None:
            await self._archive.in_thread(self._writer.discard)
        await self._gone(consent=REFUSED)

    async def forget(self) -> None:
        """There is no file, so the row tells that it is gone; never raises."""
        try:
            await self._gone()
        except Exception as fault:
            _log.error("a recording that was not made stays noted: %s", type(fault).__name__)

    async def _gone(self, **more: object) -> None:
        now = self._archive.clock()
        await self._change(path="", ended_at=now, deleted_at=now, **more)

    async def _change(self, **values: object) -> None:
        mine = self._scope.changing(Recording).where(col(Recording.id) == self._row.id)
        async with self._archive.database.writing() as session:
            await session.execute(mine.values(**values))


def _row(scope: Scope, call_id: str, now: datetime, days: int) -> Recording:
    """A recording that begins now."""
    row_id = new_id(now)
    return Recording(
        id=row_id,
        call_id=call_id,
        path=f"{now:%Y-%m}/{row_id}.sound",
        started_at=now,
        delete_after=now + timedelta(days=days),
        **scope.ids,
    )
