"""The work of a call beside its frames: everything that may take longer than a frame, in its order.

What happens before the call has begun waits for it, so a caller who speaks while the records are
still being asked is heard. A fault in this work is the last resort's, never the caller's.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from telephony.switchboard import LiveCall

Work: TypeAlias = Callable[[LiveCall], Awaitable[object]]
_log = logging.getLogger(__name__)


class Conversation:
    """The live call behind a line. `changed` is called after each piece of work."""

    def __init__(self, changed: Callable[[LiveCall], None]) -> None:
        self._changed = changed
        self._begun: asyncio.Future[LiveCall] = asyncio.get_running_loop().create_future()
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def live(self) -> LiveCall | None:
        """The call, once it has begun."""
        done = self._begun.done() and not self._begun.cancelled()
        return self._begun.result() if done else None

    def begin(self, live: LiveCall) -> None:
        """The call has begun."""
        self._begun.set_result(live)

    def do(self, work: Work, then: Callable[[], None] | None = None) -> None:
        """Do something with the call, and then something else, whatever came of the first."""
        task = asyncio.get_running_loop().create_task(self._guarded(work, then))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def give_up(self, fault: Exception) -> None:
        """What carries the call is broken: a person, in the last resort's words."""
        live = await asyncio.shield(self._begun)
        await live.loop.give_up("line", fault)
        await live.loop.settled()

    async def close(self) -> None:
        """Drop what is still being done."""
        if self.live is not None:
            await self.live.loop.stop()
        self._begun.cancel()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _guarded(self, work: Work, then: Callable[[], None] | None) -> None:
        try:
            live = await asyncio.shield(self._begun)
            try:
                await work(live)
            except Exception as fault:
                _log.error("a call's own work failed: %s", type(fault).__name__)
                await self.give_up(fault)
            self._changed(live)
        finally:
            if then is not None:
                then()
