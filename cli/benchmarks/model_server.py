"""A stand-in for a language model: a real server on loopback that speaks chat completions.

Benchmarks and tests ask it, through the real kit and a real socket. It keeps everything that it
receives, byte for byte, and answers as it is told, request after request; the last answer repeats.
What is slow waits for an event, never for a clock.
"""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

NOTHING: Mapping[str, Any] = {
    "safety_evidence": "",
    "safety": "none",
    "intents": [],
    "slots": [],
    "intelligible": True,
}


def wants(evidence: str, intent: str, polarity: str = "wants", **more: Any) -> dict[str, Any]:
    """A meaning with one intent."""
    one = {"evidence": evidence, "intent": intent, "polarity": polarity}
    return {**NOTHING, "intents": [one], **more}


class Request:
    """One request on its way: what it asks, and the way to answer."""

    def __init__(self, server: "StandIn", body: dict[str, Any], out: asyncio.StreamWriter) -> None:
        self.server = server
        self.body = body
        self._out = out

    async def send(self, status: str, body: bytes, kind: str = "application/json") -> None:
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        self._out.write(head.encode() + body)
        await self._out.drain()

    async def complete(
        self, content: str | None, finish: str = "stop", refusal: str | None = None
    ) -> None:
        message = {"role": "assistant", "content": content, "refusal": refusal}
        choice = {"index": 0, "finish_reason": finish, "message": message}
        told = {
            "id": "1",
            "object": "chat.completion",
            "created": 1,
            "model": "stand-in",
            "choices": [choice],
        }
        await self.send("200 OK", json.dumps(told).encode())

    async def stream(self, words: str) -> None:
        """Answer with words, as server-sent events: one for each of them, all at once."""
        told = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "stand-in"}
        deltas: list[dict[str, str]] = [{"role": "assistant", "content": ""}]
        deltas += [{"content": each} for each in re.findall(r"\S+\s*", words)]
        choices: list[dict[str, Any]] = [
            {"index": 0, "delta": each, "finish_reason": None} for each in deltas
        ]
        choices.append({"index": 0, "delta": {}, "finish_reason": "stop"})
        used = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
        events = [
            *({**told, "choices": [each]} for each in choices),
            {**told, "choices": [], "usage": used},
        ]
        lines = "".join(f"data: {json.dumps(each)}\n\n" for each in events)
        await self.send("200 OK", f"{lines}data: [DONE]\n\n".encode(), "text/event-stream")

    def cut(self) -> None:
        self._out.close()


Answer = Callable[[Request], Awaitable[None]]


def says(meaning: Mapping[str, Any]) -> Answer:
    """A good answer."""
    return lambda request: request.complete(json.dumps(meaning))


async def stuck(request: Request) -> None:
    """No answer, ever."""
    await request.server.closing.wait()


class StandIn:
    """The server. `received` are the bodies of all requests, `wire` every byte of them."""

    def __init__(self, *answers: Answer) -> None:
        self.received: list[dict[str, Any]] = []
        self.wire = b""
        self.closing = asyncio.Event()
        self.arrived = asyncio.Condition()
        self.gone = 0
        """How many connections the other side has closed before it was answered."""
        self._answers = answers or (says(NOTHING),)
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> "StandIn":
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *error: object) -> None:
        assert self._server is not None
        self.closing.set()
        self._server.close()
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    @property
    def address(self) -> str:
        assert self._server is not None
        host, port = self._server.sockets[0].getsockname()
        return f"http://{host}:{port}/v1"

    @property
    def questions(self) -> list[dict[str, Any]]:
        """The requests that asked something; a warm-up asks nothing."""
        return [one for one in self.received if "response_format" in one]

    async def until(self, count: int) -> None:
        """Wait until so many requests have arrived."""
        async with self.arrived:
            await self.arrived.wait_for(lambda: len(self.received) >= count)

    async def until_gone(self) -> None:
        """Wait until the other side has given a request up."""
        async with self.arrived:
            await self.arrived.wait_for(lambda: self.gone > 0)

    async def _serve(self, read: asyncio.StreamReader, out: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            while (body := await self._request(read)) is not None:
                async with self.arrived:
                    self.received.append(body)
                    self.arrived.notify_all()
                answer = self._answers[min(len(self.received), len(self._answers)) - 1]
                await self._answered(answer, Request(self, body, out), read)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self._open.discard(task)
            out.close()

    async def _answered(self, answer: Answer, request: Request, read: asyncio.StreamReader) -> None:
        answering = asyncio.ensure_future(answer(request))
        leaving = asyncio.ensure_future(read.read(1))
        await asyncio.wait([answering, leaving], return_when=asyncio.FIRST_COMPLETED)
        if answering.done():
            leaving.cancel()
            await asyncio.gather(leaving, return_exceptions=True)
            answering.result()
            return
        answering.cancel()
        async with self.arrived:
            self.gone += 1
            self.arrived.notify_all()
        raise ConnectionError

    async def _request(self, read: asyncio.StreamReader) -> dict[str, Any] | None:
        head = await read.readuntil(b"\r\n\r\n")
        lines = head.decode().lower().split("\r\n")
        length = next(int(one.split(":")[1]) for one in lines if one.startswith("content-length"))
        body = await read.readexactly(length)
        self.wire += head + body
        told: dict[str, Any] = json.loads(body)
        return told
