"""The websocket under the vendor's kit.

The kit's own one compresses every 20 ms of sound, takes ten seconds to give up on a dead peer and
writes what callers said into the log at its lowest level. The kit lets a client bring its own
(`transport_factory`); this is ours. It opens on first use, so that the one who waits for it sets
the deadline.
"""

import logging
from collections.abc import AsyncIterator, Mapping
from typing import Final

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

CLOSE_SECONDS: Final = 0.3
"""For the other side to say goodbye."""
MOST_BYTES: Final = 1 << 20
"""Of one message; the vendor's are some kilobytes."""

_quiet = logging.getLogger(f"{__name__}.frames")
_quiet.setLevel(logging.WARNING)  # what is below shows every message, and so what callers say


class Refused(Exception):  # noqa: N818 - what happened
    """The vendor answered the handshake with an HTTP error."""

    def __init__(self, status: int) -> None:
        super().__init__(f"the handshake was answered with HTTP {status}")
        self.status = status


class Wire:
    """One websocket, as the kit wants it (`deepgram.transport_interface.AsyncTransport`)."""

    def __init__(self, url: str, headers: Mapping[str, str]) -> None:
        self._url = url
        self._headers = headers
        self._connection: ClientConnection | None = None

    async def send(self, data: str | bytes) -> None:
        """Send a message; waits while too much is on its way. Raises `ConnectionClosed`."""
        await (self._connection or await self._open()).send(data)

    async def recv(self) -> str | bytes:
        """The next message. Raises `ConnectionClosed`, and on first use what `connect` does."""
        return await (self._connection or await self._open()).recv()

    async def __aiter__(self) -> AsyncIterator[str | bytes]:
        """Messages, until the connection is closed."""
        while True:
            try:
                yield await self.recv()
            except ConnectionClosed:
                return

    async def close(self) -> None:
        """Say goodbye, and do not wait long for the answer."""
        if self._connection is not None:
            await self._connection.close()

    async def _open(self) -> ClientConnection:
        try:
            self._connection = await connect(
                self._url,
                additional_headers=self._headers,
                compression=None,
                open_timeout=None,
                ping_interval=None,
                close_timeout=CLOSE_SECONDS,
                max_size=MOST_BYTES,
                logger=_quiet,
            )
        except InvalidStatus as refusal:
            raise Refused(refusal.response.status_code) from None
        return self._connection
