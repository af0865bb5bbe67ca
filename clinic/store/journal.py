"""Events on their way into the database: those of all calls of a process, together.

A transaction costs the same for one event as for fifty. So one writer takes whatever has come from
any call, writes it in one transaction, and then takes what has come meanwhile: nobody waits for
longer than two transactions, however many calls there are.
"""

import asyncio
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from clinic.store.database import Database
from clinic.store.keyring import Keyring
from clinic.store.scope import Scope
from clinic.store.tables.call import CallEvent, CallRow
from engine import codec
from engine.events import CallStarted, Event

MOST_EVENTS: Final = 256
"""In one transaction: sealing more of them would keep the process from its callers."""
_INSERTS: Final = (sqlite_insert, postgresql_insert)
_CALLS: Final = [insert(CallRow).on_conflict_do_nothing() for insert in _INSERTS]
_EVENTS: Final = [insert(CallEvent).on_conflict_do_nothing() for insert in _INSERTS]
"""For SQLite and PostgreSQL, made once: to make a statement takes longer than to run it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Some events of one call, each with its number."""

    scope: Scope
    head: dict[str, Any]
    """What the call's row begins with; it is written with the first event."""
    batch: list[tuple[int, Event]]


@dataclass(frozen=True, slots=True)
class _Waiting:
    entry: Entry
    patience: float
    written: asyncio.Future[None] = field(default_factory=asyncio.Future)


class Journal:
    """Writes entries of many calls, together."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._queue: list[_Waiting] = []
        self._writer: asyncio.Task[None] | None = None

    async def write(self, entry: Entry, patience: float) -> None:
        """Wait until an entry is in the database.

        Raises `TimeoutError` after so many seconds of patience, and whatever is wrong with it.
        """
        waiting = _Waiting(entry, patience)
        self._queue.append(waiting)
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write())
        async with asyncio.timeout(patience):
            await waiting.written

    async def _write(self) -> None:
        while self._queue:
            taken = self._taken()
            if taken and not await self._written(taken) and len(taken) > 1:
                for one in taken:  # nobody pays for what is wrong with another's
                    await self._written([one])

    def _taken(self) -> list[_Waiting]:
        """Those who have waited longest, as many as go into one transaction."""
        waiting = [one for one in self._queue if not one.written.done()]  # others gave up
        events = count = 0
        while count < len(waiting) and (not count or events < MOST_EVENTS):
            events += len(waiting[count].entry.batch)
            count += 1
        self._queue = waiting[count:]
        return waiting[:count]

    async def _written(self, taken: list[_Waiting]) -> bool:
        """Write some entries in one transaction; returns whether that went well."""
        try:
            async with asyncio.timeout(max(one.patience for one in taken)):
                await enter(self._database, *(one.entry for one in taken))
        except Exception as fault:
            for one in taken:
                if not one.written.done() and (len(taken) == 1 or isinstance(fault, TimeoutError)):
                    one.written.set_exception(fault)
            return isinstance(fault, TimeoutError)
        for one in taken:
            if not one.written.done():
                one.written.set_result(None)
        return True


async def enter(database: Database, *entries: Entry) -> None:
    """Write events of calls, and the row of a call with the first of them.

    What is there already stays as it is, so nothing is harmed by writing it twice.
    """
    kind = 0 if database.is_sqlite else 1
    calls = [
        _opened(database.keyring, entry.head, first)
        for entry in entries
        if isinstance(first := entry.batch[0][1], CallStarted)
    ]
    rows = [
        {
            "call_id": entry.head["id"],
            "number": number,
            "at": event.at,
            "kind": type(event).__name__,
            "body": codec.dumps(event),
            **entry.scope.ids,
        }
        for entry in entries
        for number, event in entry.batch
    ]
    async with database.connection(writes=True, first=True) as connection:
        if calls:
            await connection.execute(_CALLS[kind], calls)
        await connection.execute(_EVENTS[kind], rows)


def _opened(keyring: Keyring, head: dict[str, Any], started: CallStarted) -> dict[str, Any]:
    caller = started.caller
    return head | {
        "patient_id": head.get("patient_id"),
        "direction": started.direction,
        "caller": caller,
        "caller_index": keyring.index("phone", caller) if caller else None,
        "state": "GREETING",
        "turns": 0,
        "events": 0,
        "started_at": started.at,
    }
