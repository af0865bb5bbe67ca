"""A small web server on loopback for the stand-ins of vendors that are asked over HTTP.

It speaks just enough HTTP/1.1 for a vendor's kit: requests with a length, answers whole or in
chunks, connections that stay open. What it leaves out is what a stand-in must be able to do wrong:
a handler holds the connection itself and may fall silent, break off, or write what is no HTTP.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, TypeAlias
from urllib.parse import parse_qsl, urlsplit

LARGEST: Final = 1024 * 1024
"""Bytes of a request that is read at all."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a client sent. Header names are in small letters."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> dict[str, object]:
        """The body as an object; empty if it is none."""
        try:
            told = json.loads(self.body)
        except ValueError:
            return {}
        return told if isinstance(told, dict) else {}


class Reply:
    """The way back to the client of one request."""

    def __init__(self, out: asyncio.StreamWriter) -> None:
        self._out = out

    async def whole(self, status: int, body: bytes, kind: str = "application/json") -> None:
        """Answer at once."""
        head = f"HTTP/1.1 {status} -\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        self._out.write(head.encode() + body)
        await self._out.drain()

    async def begin(self, kind: str) -> None:
        """Begin an answer that comes in pieces."""
        head = f"HTTP/1.1 200 -\r\nContent-Type: {kind}\r\nTransfer-Encoding: chunked\r\n\r\n"
        self._out.write(head.encode())
        await self._out.drain()

    async def piece(self, sound: bytes) -> None:
        """Send a piece of it."""
        self._out.write(b"%x\r\n%b\r\n" % (len(sound), sound))
        await self._out.drain()

    async def end(self) -> None:
        """Say that it was the last."""
        self._out.write(b"0\r\n\r\n")
        await self._out.drain()

    def break_off(self) -> None:
        """Cut the connection, in the middle of whatever was said."""
        self._out.transport.abort()


Handler: TypeAlias = Callable[[Request, Reply], Awaitable[None]]


class Web:
    """A server. Every request goes to `handler`; `requests` are all of them, in order."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.requests: list[Request] = []
        self.connections = 0
        """How many were ever opened."""

    @property
    def url(self) -> str:
        """Where it listens, as `http://127.0.0.1:port`. Raises `RuntimeError` when it does not."""
        if self._server is None:
            raise RuntimeError("the stand-in does not listen; start it first")
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def start(self, port: int = 0) -> None:
        """Listen on loopback; on any free port unless one is given. Raises `OSError`."""
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", port)

    async def close(self) -> None:
        """Stop listening and cut every connection."""
        if self._server is not None:
            self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._server is not None:
            await self._server.wait_closed()

    async def _connected(self, reader: asyncio.StreamReader, out: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self.connections += 1
        try:
            while (request := await _read(reader)) is not None and not out.is_closing():
                self.requests.append(request)
                await self._handler(request, Reply(out))
        except (ConnectionError, asyncio.IncompleteReadError, ValueError):
            pass  # the client left, or speaks something else
        except asyncio.CancelledError:
            out.transport.abort()  # the stand-in closes; asyncio would complain of an error
        finally:
            self._tasks.discard(task)
            with suppress(ConnectionError):
                out.close()


async def _read(reader: asyncio.StreamReader) -> Request | None:
    """The next request; `None` when the client has closed."""
    line = await reader.readline()
    if not line:
        return None
    method, target, _ = line.decode("latin-1").split(" ", 2)
    headers: dict[str, str] = {}
    while (line := await reader.readline()).strip():
        name, _, value = line.decode("latin-1").partition(":")
        headers[name.strip().lower()] = value.strip()
    length = int(headers.get("content-length", "0"))
    if length > LARGEST:
        raise ValueError("the request is too long")
    parts = urlsplit(target)
    body = await reader.readexactly(length)
    return Request(method, parts.path, dict(parse_qsl(parts.query)), headers, body)
