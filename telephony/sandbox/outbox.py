"""What a stand-in is about to say on one websocket: in order, and late when that is ordered."""

import asyncio
from collections import deque
from typing import Final

import orjson
from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from telephony.sandbox.faults import Faults

GARBAGE: Final[tuple[str | bytes, ...]] = (
    "\x00 not json",
    '{"type":"TurnInfo","event":7,"transcript":["?"]}',
    '{"type":"Results","channel":null}',
    b"\xde\xad\xbe\xef",
    "[]",
    '{"type":"Nobody knows this one"}',
)


class Outbox:
    """Messages of one connection. `put` never waits; `run` sends until the connection is closed."""

    def __init__(self, connection: ServerConnection, faults: Faults) -> None:
        self._connection = connection
        self._faults = faults
        self._waiting: deque[tuple[float, bytes]] = deque()
        self._more = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._junk = 0

    def put(self, message: object) -> None:
        """Say something, now or, while answers are slow, later; nothing at all while they hang."""
        kind = self._faults.kind
        if kind == "hang":
            return
        late = self._faults.seconds if kind == "slow" else 0.0
        self._waiting.append((self._loop.time() + late, orjson.dumps(message)))
        self._more.set()

    async def run(self) -> None:
        """Send what is put in."""
        while True:
            while self._waiting:
                due, message = self._waiting.popleft()
                if (wait := due - self._loop.time()) > 0:
                    await asyncio.sleep(wait)
                await self._send(message)
            self._more.clear()
            await self._more.wait()

    async def drained(self) -> None:
        """Wait until everything put in so far is on its way."""
        while self._waiting:
            await asyncio.sleep(0)

    async def _send(self, message: bytes) -> None:
        try:
            if self._faults.kind == "garbage":
                junk = GARBAGE[self._junk % len(GARBAGE)]
                self._junk += 1
                await self._connection.send(junk)
            else:
                await self._connection.send(message, text=True)
        except ConnectionClosed:
            self._waiting.clear()
