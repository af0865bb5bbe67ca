"""ElevenLabs, acted: `/v1/text-to-speech/{voice}/multi-stream-input`, a websocket of this machine.

Other programs speak through this socket (ours asks over HTTP, see `elevenlabs`). It carries several
texts at once, each a context of its own: one is opened by a space with the settings of the voice,
given text, flushed, and closed. A text that comes before its settings, whose settings come later,
ends the connection, as it does there.
Protocol: https://elevenlabs.io/docs/api-reference/text-to-speech/v-1-text-to-speech-voice-id-multi-stream-input
"""

import asyncio
import base64
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final, Self
from urllib.parse import parse_qsl, urlsplit

import orjson
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from telephony.phone.ulaw import decode
from telephony.sandbox.faults import Faults
from telephony.sandbox.outbox import Outbox
from telephony.sandbox.spoken_sound import SECONDS_A_LETTER, sound_of
from telephony.speech import RATE

PIECE_LETTERS: Final = 8
"""Of each message: about half a second."""
FIRST_CHUNK: Final = 120
"""Characters that are waited for before anything is spoken, unless `auto_mode` or a flush asks."""
MOST_CONTEXTS: Final = 5
"""Open at a time on one connection."""
_PATH: Final = re.compile(r"/v1/text-to-speech/(\w+)/multi-stream-input")
_FORMATS: Final = ("ulaw_8000", "pcm_8000")
_POLICY: Final = 1008

_quiet = logging.getLogger(f"{__name__}.frames")
_quiet.setLevel(logging.CRITICAL)  # connections that are broken on order are no news


class ElevenLabsSocketStandIn:
    """A server. `key` is the one that it knows; `delay` is seconds before a text's first sound."""

    def __init__(self, *, key: str = "sandbox", delay: float = 0.0) -> None:
        self.faults = Faults()
        self.spoken: list[str] = []
        """Every text that was spoken, in order."""
        self.options: list[Mapping[str, str]] = []
        """What each connection asked for."""
        self._key = key
        self._delay = delay
        self._server: Server | None = None
        self._live: set[ServerConnection] = set()

    @property
    def url(self) -> str:
        """The vendor's address, as programs take it: `ws://127.0.0.1:port`.

        Raises `RuntimeError` when it does not listen.
        """
        if self._server is None:
            raise RuntimeError("the stand-in is not running; use 'async with'")
        return f"ws://127.0.0.1:{next(iter(self._server.sockets)).getsockname()[1]}"

    async def __aenter__(self) -> Self:
        self._server = await serve(
            self._carry,
            "127.0.0.1",
            0,
            process_request=self._judge,
            compression=None,
            ping_interval=None,
            close_timeout=0.2,
            max_queue=None,
            logger=_quiet,
        )
        self._unwatch = self.faults.watch(self._obey)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._unwatch()
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    def _obey(self) -> None:
        if self.faults.kind == "drop" and not self.faults.seconds:
            for connection in tuple(self._live):
                connection.transport.abort()

    def _judge(self, connection: ServerConnection, request: Request) -> Response | None:
        """Accept a handshake, or answer it as the vendor does."""
        address = urlsplit(request.path)
        options = dict(parse_qsl(address.query))
        if self.faults.kind == "refuse":
            return _refusal(self.faults.status, "system_busy", "The stand-in was told to.")
        if request.headers.get("xi-api-key") != self._key:
            return _refusal(401, "invalid_api_key", "Invalid API key")
        if not _PATH.fullmatch(address.path):
            return _refusal(404, "not_found", "Not Found")
        if options.get("output_format") not in _FORMATS:
            known = " and ".join(_FORMATS)
            return _refusal(400, "invalid_output_format", f"Only {known} are spoken here.")
        self.options.append(options)
        return None

    async def _carry(self, connection: ServerConnection) -> None:
        outbox = Outbox(connection, self.faults)
        desk = _Desk(self.options[-1], outbox, self.spoken, self._delay)
        sending = asyncio.create_task(outbox.run())
        dropping = None
        if self.faults.kind == "drop":
            loop = asyncio.get_running_loop()
            dropping = loop.call_later(self.faults.seconds, connection.transport.abort)
        self._live.add(connection)
        try:
            async for message in connection:
                wrong = desk.take(_read(message))
                if wrong is not None:
                    await outbox.drained()
                    await connection.close(_POLICY, wrong)
                    return
                if desk.is_closed:
                    await asyncio.sleep(self._delay)  # for what is still to be said
                    await outbox.drained()
                    return
        except ConnectionClosed:
            pass
        finally:
            self._live.discard(connection)
            desk.stop()
            if dropping is not None:
                dropping.cancel()
            sending.cancel()


class _Context:
    """One text that grows. `waiting` is what was not spoken yet."""

    def __init__(self, settings: object) -> None:
        self.settings = settings
        self.waiting = ""


class _Desk:
    """What one connection holds: contexts by their names."""

    def __init__(
        self, options: Mapping[str, str], outbox: Outbox, spoken: list[str], delay: float
    ) -> None:
        self.is_closed = False
        self._is_linear = options["output_format"] == "pcm_8000"
        self._is_eager = options.get("auto_mode") == "true"
        self._outbox = outbox
        self._spoken = spoken
        self._delay = delay
        self._contexts: dict[str, _Context] = {}
        self._loop = asyncio.get_running_loop()
        self._timers: list[asyncio.TimerHandle] = []

    def take(self, message: Mapping[str, Any]) -> str | None:
        """Obey a message; returns why the connection is closed, in a sentence."""
        if message.get("close_socket"):
            for name in tuple(self._contexts):
                self._close(name)
            self.is_closed = True
            return None
        name = str(message.get("context_id") or "default")
        context = self._contexts.get(name)
        text = str(message.get("text") or "")
        if message.get("close_context"):
            self._close(name)
            return None
        if context is None:
            if not text:
                return None  # keeps the connection alive, or is late
            if len(self._contexts) >= MOST_CONTEXTS:
                return f"Maximum simultaneous contexts exceeded ({MOST_CONTEXTS})."
            context = self._contexts[name] = _Context(message.get("voice_settings"))
        elif "voice_settings" in message and message["voice_settings"] != context.settings:
            return "voice_settings can only be provided in the first message of a context."
        context.waiting += text
        if message.get("flush") or self._is_due(context):
            self._speak(name, context)
        return None

    def stop(self) -> None:
        """Say nothing more."""
        for timer in self._timers:
            timer.cancel()

    def _is_due(self, context: _Context) -> bool:
        return self._is_eager or len(context.waiting) >= FIRST_CHUNK

    def _close(self, name: str) -> None:
        context = self._contexts.pop(name, None)
        if context is not None:
            self._speak(name, context)
            self._later({"isFinal": True, "contextId": name})

    def _speak(self, name: str, context: _Context) -> None:
        text, context.waiting = context.waiting, ""
        if not text.strip():
            return
        self._spoken.append(text.strip())
        for sound, letters in _pieces(text):
            heard = decode(sound).tobytes() if self._is_linear else sound
            alignment = _alignment(letters)
            self._later(
                {
                    "audio": base64.b64encode(heard).decode(),
                    "isFinal": None,
                    "alignment": alignment,
                    "normalizedAlignment": alignment,
                    "contextId": name,
                }
            )

    def _later(self, message: Mapping[str, Any]) -> None:
        if self._delay:
            self._timers.append(self._loop.call_later(self._delay, self._outbox.put, message))
        else:
            self._outbox.put(message)


def _pieces(text: str) -> Iterator[tuple[bytes, str]]:
    """The sound of a text in pieces, each with its letters."""
    sound, size = sound_of(text), round(SECONDS_A_LETTER * RATE) * PIECE_LETTERS
    for number, at in enumerate(range(0, len(sound), size)):
        letters = text[number * PIECE_LETTERS : (number + 1) * PIECE_LETTERS]
        yield sound[at : at + size], letters


def _alignment(letters: str) -> Mapping[str, Sequence[object]]:
    """When each letter is heard; the times of every message begin at nought."""
    each = round(SECONDS_A_LETTER * 1000)
    return {
        "chars": list(letters),
        "charStartTimesMs": [number * each for number in range(len(letters))],
        "charDurationsMs": [each] * len(letters),
    }


def _read(message: str | bytes) -> Mapping[str, Any]:
    try:
        told = orjson.loads(message)
    except orjson.JSONDecodeError:
        return {}
    return told if isinstance(told, dict) else {}


def _refusal(status: int, what: str, said: str) -> Response:
    body = orjson.dumps({"detail": {"status": what, "message": said}})
    headers = Headers({"Content-Type": "application/json", "Content-Length": str(len(body))})
    return Response(status, HTTPStatus(status).phrase, headers, body)
