"""The legs of this process that somebody waits for, by id: who is rung, who may hang up.

A webhook may come to another process than the one that waits; the rows of `clinic.store.lines`
carry the news then. Here it arrives at once.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Final

CLOSING_SECONDS: Final = 5.0
Gone = Callable[[], None]
"""Told that the carrier has ended a call. Never waits, never raises."""


class Legs:
    """What is awaited of the carrier in this process."""

    def __init__(self) -> None:
        self._rung: dict[str, asyncio.Future[str]] = {}
        self._watched: dict[str, Gone] = {}
        self._left: set[str] = set()
        self._later: set[asyncio.Task[None]] = set()

    def ring(self, leg: str) -> asyncio.Future[str]:
        """Wait for how the ringing of a person ends: `answered`, `busy` … as the port has it."""
        self._rung[leg] = asyncio.get_running_loop().create_future()
        return self._rung[leg]

    def rung(self, leg: str, how: str) -> None:
        """The ringing of a person has ended; what came first counts."""
        waiting = self._rung.get(leg)
        if waiting is not None and not waiting.done():
            waiting.set_result(how)

    def forget(self, leg: str) -> None:
        """Nobody waits for a person any more."""
        waiting = self._rung.pop(leg, None)
        if waiting is not None:
            waiting.cancel()

    def watch(self, call_id: str, gone: Gone) -> Callable[[], None]:
        """Have `gone` called when the carrier has ended a call; returns what ends the watch."""
        self._watched[call_id] = gone
        return lambda: self._unwatch(call_id, gone)

    def gone(self, call_id: str) -> bool:
        """The carrier has ended a call; false if nobody here watched it."""
        self._left.discard(call_id)
        watcher = self._watched.pop(call_id, None)
        if watcher is not None:
            watcher()
        return watcher is not None

    def leave(self, call_id: str) -> None:
        """A caller is being put through to a person: the end of their stream is no hanging up."""
        self._left.add(call_id)

    def stay(self, call_id: str) -> None:
        """A caller could not be put through after all."""
        self._left.discard(call_id)

    def has_left(self, call_id: str) -> bool:
        """Whether a caller is with a person, or on the way to one."""
        return call_id in self._left

    def later(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something that nobody waits for."""
        task = asyncio.create_task(work)
        self._later.add(task)
        task.add_done_callback(self._later.discard)

    async def close(self) -> None:
        """Give what nobody waits for a moment to be done."""
        if self._later:
            _, left = await asyncio.wait(set(self._later), timeout=CLOSING_SECONDS)
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)

    def _unwatch(self, call_id: str, gone: Gone) -> None:
        if self._watched.get(call_id) is gone:
            del self._watched[call_id]
        self._left.discard(call_id)
