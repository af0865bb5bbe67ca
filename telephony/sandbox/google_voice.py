"""A stand-in for Google Cloud Text-to-Speech: `POST /v1/text:synthesize`, on a real socket.

Protocol: https://cloud.google.com/text-to-speech/docs/reference/rest/v1/text/synthesize. The
answer is whole, as JSON with the sound in base64, and as the vendor does with MULAW, the sound
stands in a WAV file. It says in its sound what it was given to say (see `spoken_sound`).
"""

import asyncio
import base64
import json
import struct
from collections.abc import Mapping
from typing import Final

from telephony.sandbox.spoken_sound import sound_of
from telephony.sandbox.web import Reply, Request
from telephony.sandbox.web_vendor import WebVendor
from telephony.speech import RATE

_PATH: Final = "/v1/text:synthesize"
_MULAW: Final = 7
"""WAVE_FORMAT_MULAW."""


class GoogleVoiceStandIn(WebVendor):
    """A running stand-in. `delay` is in seconds, before the answer."""

    def __init__(self, *, key: str = "sandbox", delay: float = 0.0) -> None:
        super().__init__()
        self.delay = delay
        self._key = key

    @property
    def spoken(self) -> list[Mapping[str, object]]:
        """What it was asked to say: the bodies of all requests for speech, in order."""
        return [one.json() for one in self.requests if one.path == _PATH]

    async def _served(self, request: Request, reply: Reply) -> None:
        if request.method in ("GET", "HEAD"):
            await reply.whole(200, b"" if request.method == "HEAD" else b"{}")
            return
        await self.faults.delay()
        kind = self.faults.kind
        if kind == "refuse":
            await _refuse(reply, self.faults.status, "UNAVAILABLE", "The stand-in was told to.")
        elif kind == "garbage":
            await reply.whole(200, b'{"audioContent": "not sound"}')
        elif kind == "drop":
            await asyncio.sleep(self.faults.seconds)
            reply.break_off()
        elif request.headers.get("x-goog-api-key") != self._key:
            await _refuse(reply, 403, "PERMISSION_DENIED", "API key not valid.")
        elif request.path != _PATH:
            await _refuse(reply, 404, "NOT_FOUND", "Not Found")
        else:
            await self._speak(request.json(), reply)

    async def _speak(self, asked: Mapping[str, object], reply: Reply) -> None:
        wanted, given = asked.get("audioConfig"), asked.get("input")
        if wanted != {"audioEncoding": "MULAW", "sampleRateHertz": RATE}:
            await _refuse(reply, 400, "INVALID_ARGUMENT", "Only MULAW at 8000 is spoken here.")
            return
        text = str(given.get("text", "")) if isinstance(given, dict) else ""
        await asyncio.sleep(self.delay)
        sound = base64.b64encode(in_wav(sound_of(text))).decode()
        await reply.whole(200, json.dumps({"audioContent": sound}).encode())


def in_wav(sound: bytes) -> bytes:
    """μ-law sound as a WAV file holds it, with the chunk `fact` that every coded format has."""
    form = struct.pack("<HHIIHHH", _MULAW, 1, RATE, RATE, 1, 8, 0)
    chunks = [(b"fmt ", form), (b"fact", struct.pack("<I", len(sound))), (b"data", sound)]
    body = b"".join(
        name + struct.pack("<I", len(one)) + one + b"\0" * (len(one) % 2) for name, one in chunks
    )
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WAVE" + body


async def _refuse(reply: Reply, status: int, what: str, message: str) -> None:
    told = {"error": {"code": status, "message": message, "status": what}}
    await reply.whole(status, json.dumps(told).encode())
