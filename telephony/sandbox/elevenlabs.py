"""A stand-in for ElevenLabs: `POST /v1/text-to-speech/{voice}/stream`, on a real socket.

Protocol: https://elevenlabs.io/docs/api-reference/text-to-speech/stream. The key is looked at,
as are the format and the voice; the sound comes in chunks, as raw bytes. It says in its sound what
it was given to say (see `spoken_sound`).
"""

import asyncio
import json
import re
from collections.abc import Mapping
from typing import Final

from telephony.sandbox.spoken_sound import SECONDS_A_LETTER, sound_of
from telephony.sandbox.web import Reply, Request
from telephony.sandbox.web_vendor import WebVendor

PIECE: Final = 1024
"""Bytes of a chunk."""
_PATH: Final = re.compile(r"/v1/text-to-speech/(\w+)/stream")
_SOUND: Final = "audio/basic"
_PAGE: Final = b"<html><body>gateway</body></html>"


class ElevenLabsStandIn(WebVendor):
    """A running stand-in. `delay` is in seconds, before the first byte; `pause` between chunks.

    `seconds_a_letter` may be changed while it runs.
    """

    def __init__(
        self,
        *,
        key: str = "sandbox",
        delay: float = 0.0,
        pause: float = 0.0,
        seconds_a_letter: float = SECONDS_A_LETTER,
    ) -> None:
        super().__init__()
        self.delay = delay
        self.pause = pause
        self.seconds_a_letter = seconds_a_letter
        self._key = key

    @property
    def spoken(self) -> list[Mapping[str, object]]:
        """What it was asked to say: the bodies of all requests for speech, in order."""
        return [one.json() for one in self.requests if _PATH.fullmatch(one.path)]

    async def _served(self, request: Request, reply: Reply) -> None:
        if request.method in ("GET", "HEAD"):
            await reply.whole(200, b"" if request.method == "HEAD" else b"{}")
            return
        await self.faults.delay()
        kind = self.faults.kind
        if kind == "refuse":
            await _refuse(reply, self.faults.status, "system_busy", "The stand-in was told to.")
        elif kind == "garbage":
            await reply.whole(200, _PAGE, "text/html")
        elif kind == "drop" and not self.faults.seconds:
            reply.break_off()
        elif request.headers.get("xi-api-key") != self._key:
            await _refuse(reply, 401, "invalid_api_key", "Invalid API key")
        elif not _PATH.fullmatch(request.path):
            await _refuse(reply, 404, "not_found", "Not Found")
        elif request.query.get("output_format") != "ulaw_8000":
            await _refuse(reply, 400, "invalid_output_format", "Only ulaw_8000 is spoken here.")
        else:
            await self._speak(str(request.json().get("text", "")), reply)

    async def _speak(self, text: str, reply: Reply) -> None:
        await asyncio.sleep(self.delay)
        await reply.begin(_SOUND)
        sound = sound_of(text, self.seconds_a_letter)
        for at in range(0, len(sound), PIECE):
            if at and self.pause:
                await asyncio.sleep(self.pause)
            await reply.piece(sound[at : at + PIECE])
            if self.faults.kind == "drop":
                await asyncio.sleep(self.faults.seconds)
                reply.break_off()
                return
        await reply.end()


async def _refuse(reply: Reply, status: int, what: str, message: str) -> None:
    told = {"detail": {"status": what, "message": message}}
    await reply.whole(status, json.dumps(told).encode())
