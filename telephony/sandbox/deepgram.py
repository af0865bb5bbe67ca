"""Deepgram, acted: the websockets /v1/listen and /v2/listen on a socket of this machine.

It hears stand-in callers (`telephony/sandbox/utterance`) and answers word for word as the vendor
does, so the vendor's own kit can be pointed at it. It is cheap, for it has to hear a hundred calls
beside what is being measured.
"""

import asyncio
import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final, Self
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import numpy as np
import orjson
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from telephony.phone.ulaw import encode
from telephony.sandbox.deepgram_flux import ActedFlux, Told, wrong_threshold
from telephony.sandbox.deepgram_nova import ActedNova
from telephony.sandbox.faults import Faults
from telephony.sandbox.outbox import Outbox

_MODELS: Final[Mapping[str, tuple[str, ...]]] = {
    "/v1/listen": ("nova-3", "nova-3-general", "nova-3-medical", "nova-2", "nova-2-phonecall"),
    "/v2/listen": ("flux-general-en", "flux-general-multi"),
}
_MOST_KEYTERMS: Final = 100
_ENCODINGS: Final = ("mulaw", "linear16")
"""Ours is passed on as it comes; other programs send samples."""
_NO_SOUND: Final = (
    "Deepgram did not receive audio data or a text message within the timeout window. "
    "See https://dpgr.am/net0001"
)

_quiet = logging.getLogger(f"{__name__}.frames")
_quiet.setLevel(logging.CRITICAL)  # connections that are broken on order are no news


class DeepgramStandIn:
    """A server. Times are seconds; `key` is the one that it knows; `told` hears what Flux tells."""

    def __init__(
        self,
        *,
        key: str = "sandbox",
        eager_after: float = 0.0,
        delay: float = 0.0,
        endpointing: float | None = 0.0,
        no_sound_after: float = 10.0,
        faults: Faults | None = None,
        told: Told | None = None,
    ) -> None:
        self.faults = faults or Faults()
        self._told = told
        self.options: list[Mapping[str, list[str]]] = []
        """What each connection asked for, in their order."""
        self.controls: list[Mapping[str, Any]] = []
        """Every message that was not sound."""
        self.asked = 0
        """How often anybody tried to connect."""
        self._key = key
        self._eager_after = eager_after
        self._delay = delay
        self._endpointing = endpointing
        self._no_sound_after = no_sound_after
        self._server: Server | None = None
        self._live: set[ServerConnection] = set()

    @property
    def url(self) -> str:
        """The vendor's address, as `DEEPGRAM_BASE_URL` takes it."""
        if self._server is None:
            raise RuntimeError("the stand-in is not running; use 'async with'")
        port = next(iter(self._server.sockets)).getsockname()[1]
        return f"http://127.0.0.1:{port}"

    @property
    def connections(self) -> int:
        """How many are open."""
        return len(self._live)

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
        self.asked += 1
        if self.faults.kind == "refuse":
            return _refusal(self.faults.status, "REFUSED", "Refused, as ordered.")
        if request.headers.get("Authorization") != f"Token {self._key}":
            return _refusal(401, "INVALID_AUTH", "Invalid credentials.")
        address = urlsplit(request.path)
        models = _MODELS.get(address.path)
        if models is None:
            return _refusal(404, "NOT_FOUND", "There is no such address.")
        options = parse_qs(address.query)
        wrong = _wrong(address.path, options, models)
        if wrong is not None:
            return _refusal(400, "INVALID_QUERY_PARAMETER", wrong)
        self.options.append(options)
        return None

    async def _carry(self, connection: ServerConnection) -> None:
        request = connection.request
        if request is None:
            return
        address = urlsplit(request.path)
        options, request_id = parse_qs(address.query), str(uuid4())
        outbox = Outbox(connection, self.faults)
        acted: ActedFlux | ActedNova
        if address.path == "/v2/listen":
            acted = ActedFlux(
                outbox,
                request_id,
                options,
                eager_after=self._eager_after,
                delay=self._delay,
                told=self._told,
            )
        else:
            acted = ActedNova(outbox, request_id, options, endpointing=self._endpointing)
        self._live.add(connection)
        sending = asyncio.create_task(outbox.run())
        alive = _Alive(connection, self._no_sound_after)
        dropping = None
        if self.faults.kind == "drop":
            loop = asyncio.get_running_loop()
            dropping = loop.call_later(self.faults.seconds, connection.transport.abort)
        try:
            acted.begin()
            is_linear = _encoding(options) == "linear16"
            await self._listen(connection, acted, outbox, alive, is_linear)
        except ConnectionClosed:
            pass
        finally:
            self._live.discard(connection)
            acted.stop()
            alive.stop()
            if dropping is not None:
                dropping.cancel()
            sending.cancel()

    async def _listen(
        self,
        connection: ServerConnection,
        acted: ActedFlux | ActedNova,
        outbox: Outbox,
        alive: "_Alive",
        is_linear: bool,
    ) -> None:
        async for message in connection:
            alive.is_heard = True
            if isinstance(message, bytes):
                acted.sound(encode(np.frombuffer(message, np.int16)) if is_linear else message)
                continue
            try:
                control = orjson.loads(message)
            except orjson.JSONDecodeError:
                control = None
            if not isinstance(control, dict):
                control = {}
            self.controls.append(control)
            if control.get("type") == "CloseStream":
                acted.finish()
                await outbox.drained()
                return
            if not acted.control(control):
                outbox.put(_unknown(acted))


class _Alive:
    """Closes a connection on which nothing was sent for a while."""

    def __init__(self, connection: ServerConnection, seconds: float) -> None:
        self.is_heard = False
        self._connection = connection
        self._seconds = seconds
        self._loop = asyncio.get_running_loop()
        self._closing: asyncio.Task[None] | None = None
        self._timer = self._loop.call_later(seconds, self._look)

    def stop(self) -> None:
        """Look no more."""
        self._timer.cancel()

    def _look(self) -> None:
        if not self.is_heard:
            self._closing = self._loop.create_task(self._connection.close(1011, _NO_SOUND))
            return
        self.is_heard = False
        self._timer = self._loop.call_later(self._seconds, self._look)


def _wrong(path: str, options: Mapping[str, list[str]], models: tuple[str, ...]) -> str | None:
    """What is wrong with the options of a connection, in a sentence."""
    if options.get("model", [""])[0] not in models:
        return f"model must be one of {', '.join(models)}."
    if options.get("sample_rate") != ["8000"] or _encoding(options) not in _ENCODINGS:
        known = " and ".join(_ENCODINGS)
        return f"this stand-in hears the encodings {known}, with sample_rate=8000 only."
    if len(options.get("keyterm", ())) > _MOST_KEYTERMS:
        return f"keyterm may be given {_MOST_KEYTERMS} times at most."
    if path == "/v2/listen":
        if "language_hint" in options and options["model"] != ["flux-general-multi"]:
            return "language_hint is known to flux-general-multi only."
        return wrong_threshold({name: values[0] for name, values in options.items()})
    gap = options.get("utterance_end_ms", ["1000"])[0]
    if not gap.isdigit() or int(gap) < 1000:
        return "utterance_end_ms must be 1000 or more."
    if "utterance_end_ms" in options and options.get("interim_results") != ["true"]:
        return "utterance_end_ms needs interim_results."
    return None


def _encoding(options: Mapping[str, list[str]]) -> str:
    return options.get("encoding", [""])[0]


def _unknown(acted: ActedFlux | ActedNova) -> Mapping[str, str]:
    if isinstance(acted, ActedFlux):
        return {
            "type": "Error",
            "code": "UNPARSABLE_CLIENT_MESSAGE",
            "description": "The message is of no type that is known here.",
        }
    return {
        "type": "Error",
        "variant": "SchemaError",
        "description": "The message is of no type that is known here.",
    }


def _refusal(status: int, code: str, said: str) -> Response:
    body = orjson.dumps({"err_code": code, "err_msg": said, "request_id": str(uuid4())})
    headers = Headers({"Content-Type": "application/json", "Content-Length": str(len(body))})
    return Response(status, HTTPStatus(status).phrase, headers, body)
