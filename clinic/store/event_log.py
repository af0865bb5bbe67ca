"""The event log of one call: written as the call happens, without ever keeping speech waiting.

`append` only queues; what has come is written a moment later, or at once if somebody waits for it
(`durable`), so that words and what they mean go in one transaction. When the database does not take
the events in time, they go into a spool: a file beside it, sealed line by line, from which they are
entered as soon as the database is back. So what was said survives a dead process, a dead database,
and both.
"""

import asyncio
import fcntl
import json
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, TextIO

from sqlalchemy import func, select
from sqlmodel import col

from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.journal import Entry, Journal, enter
from clinic.store.keyring import Keyring
from clinic.store.scope import Scope
from clinic.store.tables.call import CallEvent
from engine import codec
from engine.events import Event

PATIENCE_SECONDS = 0.5
"""How long the database may take before events go into the spool."""
GATHER_SECONDS: Final = 0.01
"""How long an event may wait for the next, unless somebody waits for it: no loss of a process may
cost what was said more than 50 ms before."""
_COLUMN: Final = "spool"
_SPOOL: Final = ".spool"
_TAKEN: Final = ".taken"
"""What a spool is called while it is being entered, and after whoever did so has died."""

_log = logging.getLogger(__name__)


class EventLog:
    """Keeps the events of one call. `spool` is the folder for what the database does not take.

    `patient_id` is whom the clinic has called.
    Calls that have one `journal` are written together. `spooled` hears why events went there.
    """

    def __init__(
        self,
        database: Database,
        scope: Scope,
        call_id: str,
        *,
        spool: Path,
        flow_version_id: str | None = None,
        channel: str = "phone",
        patient_id: str | None = None,
        patience: float | None = None,
        kept: int = 0,
        journal: Journal | None = None,
        spooled: Callable[[str], None] = lambda why: None,
    ) -> None:
        self._database = database
        self._scope = scope
        self._call_id = call_id
        self._flow_version_id = flow_version_id
        self._channel = channel
        self._patient_id = patient_id
        self._patience = PATIENCE_SECONDS if patience is None else patience
        self._spool = spool / f"{call_id}{_SPOOL}"
        self._journal = journal or Journal(database)
        self._spooled = spooled
        self._queue: list[tuple[int, Event]] = []
        self._next = kept
        self._durable = kept
        self._changed = asyncio.Condition()
        self._writer: asyncio.Task[None] | None = None
        self._soon: asyncio.TimerHandle | None = None

    @property
    def length(self) -> int:
        """How many events the call has, as far as this log knows."""
        return self._next

    def append(self, event: Event) -> None:
        """Take an event in; see the port `Log`."""
        self._queue.append((self._next, event))
        self._next += 1
        if self._soon is None:
            loop = asyncio.get_running_loop()
            self._soon = loop.call_later(GATHER_SECONDS, self._write_now)

    async def durable(self) -> None:
        """Wait until every event so far is in the database or the spool; see the port `Log`."""
        wanted = self._next
        self._write_now()
        async with self._changed:
            await self._changed.wait_for(lambda: self._durable >= wanted)

    async def close(self) -> None:
        """Wait until everything is kept."""
        await self.durable()
        if self._writer is not None:
            await self._writer

    def _write_now(self) -> None:
        if self._soon is not None:
            self._soon.cancel()
            self._soon = None
        if self._queue and (self._writer is None or self._writer.done()):
            self._writer = asyncio.create_task(self._write())

    async def _write(self) -> None:
        while self._queue:
            batch, self._queue = self._queue, []
            try:
                entry = Entry(self._scope, self._head(), batch)
                await self._journal.write(entry, self._patience)
            except Exception as fault:  # whatever it is, nothing that was said may be lost
                _log.error("events of a call go into the spool: %s", type(fault).__name__)
                _into_spool(self._spool, self._database.keyring, self._head(), batch)
                self._spooled(type(fault).__name__)
            async with self._changed:
                self._durable = batch[-1][0] + 1
                self._changed.notify_all()

    def _head(self) -> dict[str, Any]:
        return {
            "id": self._call_id,
            "flow_version_id": self._flow_version_id,
            "channel": self._channel,
            "patient_id": self._patient_id,
            **self._scope.ids,
        }


async def events(database: Database, scope: Scope, call_id: str) -> list[Event]:
    """The events of a call, in order, up to the first that is missing."""
    return [codec.loads(body) for body in await bodies(database, scope, call_id)]


async def bodies(database: Database, scope: Scope, call_id: str) -> list[str]:
    """The same, as they are written."""
    query = scope.only(CallEvent, col(CallEvent.number), col(CallEvent.body))
    query = query.where(col(CallEvent.call_id) == call_id).order_by(col(CallEvent.number))
    async with database.reading() as session:
        rows = list(await session.execute(query))
    return [body for place, (number, body) in enumerate(rows) if place == number]


async def count(database: Database, scope: Scope, call_id: str) -> int:
    """How many events of a call are in the database."""
    query = select(func.count()).select_from(CallEvent)
    query = query.where(
        col(CallEvent.practice_id) == scope.practice_id,
        col(CallEvent.clinic_id) == scope.clinic_id,
        col(CallEvent.call_id) == call_id,
    )
    async with database.glance() as connection:
        return int(await connection.scalar(query) or 0)


def _into_spool(
    path: Path, keyring: Keyring, head: dict[str, Any], batch: list[tuple[int, Event]]
) -> None:
    """Add a sealed line for each event, and wait until the disk has them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _alone_at(path) as file:
        for number, event in batch:
            line = json.dumps({"head": head, "number": number, "event": codec.dumps(event)})
            file.write(keyring.seal(line, _COLUMN) + "\n")
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _alone_at(path: Path) -> Iterator[TextIO]:
    """A file to add to, which nobody takes away meanwhile: whoever takes it locks it first."""
    while True:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "a", encoding="ascii") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            if path.exists() and os.path.samestat(os.fstat(file.fileno()), path.stat()):
                yield file
                return


def spooled(spool: Path) -> list[Path]:
    """The files in which events wait for the database."""
    return sorted(path for path in spool.glob("*") if path.suffix in (_SPOOL, _TAKEN))


async def enter_spooled(database: Database, spool: Path, call_id: str | None = None) -> int:
    """Enter what lies in the spool, of one call or of all; returns how many events.

    A line that was only half written when the process died is the last of its file and is left out.
    """
    entered = 0
    for path in sorted(spool.glob(f"{call_id or '*'}{_SPOOL}")):
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            path.rename(path.with_suffix(f".{new_id(datetime.now(UTC))}{_TAKEN}"))
    for path in sorted(spool.glob(f"{call_id or '*'}.*{_TAKEN}")):
        by_head: dict[str, tuple[dict[str, Any], list[tuple[int, Event]]]] = {}
        for line in path.read_text("ascii").splitlines(keepends=True):
            if not line.endswith("\n"):
                continue
            told = json.loads(database.keyring.open(line.rstrip("\n"), _COLUMN))
            head, batch = by_head.setdefault(told["head"]["id"], (told["head"], []))
            batch.append((told["number"], codec.loads(told["event"])))
        for head, batch in by_head.values():
            scope = Scope(head["practice_id"], head["clinic_id"])
            await enter(database, Entry(scope, head, batch))
            entered += len(batch)
        path.unlink(missing_ok=True)  # somebody else may have entered it as well
    return entered
