"""Whose turn it is to write to a SQLite file: one after the other, and what was said goes first.

A file has one writer at a time. Where fifty calls begin at once, their notes for the screens would
stand before the events of calls that somebody waits in; those pass them.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class WritersTurn:
    """A lock with two lines: those of one line are served in their order, the first line first."""

    def __init__(self) -> None:
        self._taken = False
        self._first: deque[asyncio.Future[None]] = deque()
        self._usual: deque[asyncio.Future[None]] = deque()

    @asynccontextmanager
    async def taken(self, *, first: bool = False) -> AsyncIterator[None]:
        """Have the turn as long as this is open."""
        await self._wait(self._first if first else self._usual)
        try:
            yield
        finally:
            self._pass_on()

    async def _wait(self, line: deque[asyncio.Future[None]]) -> None:
        if not self._taken:
            self._taken = True
            return
        mine = asyncio.get_running_loop().create_future()
        line.append(mine)
        try:
            await mine
        except asyncio.CancelledError:
            if mine.done() and not mine.cancelled():
                self._pass_on()  # it had become ours in the same moment
            raise

    def _pass_on(self) -> None:
        for line in (self._first, self._usual):
            while line:
                following = line.popleft()
                if not following.done():
                    following.set_result(None)
                    return
        self._taken = False
