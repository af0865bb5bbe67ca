"""Google Cloud speaks: text in, a WAV file of μ-law out, through its REST API.

Its own kit would bring gRPC and a second set of connections for one request; the REST form of that
request is documented and small. The key goes in a header, never in the address, where it would be
logged. The sound comes whole, so the first piece is the only one; it stands in a WAV file (the
reference says so of MULAW), whose header would be heard as a click and is taken off.

Protocol: https://cloud.google.com/text-to-speech/docs/reference/rest/v1/text/synthesize.
"""

import base64
import binascii
import logging
import struct
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

import httpx

from telephony.speaking.patience import Patience, within
from telephony.speech import RATE, VoiceFailed

ADDRESS: Final = "https://texttospeech.googleapis.com"
VOICES: Final[tuple[str, ...]] = ("en-US-Neural2-F", "es-US-Neural2-A")
FORMAT: Final = "mulaw_8000"
TRIES: Final = 2
KEPT_OPEN: Final = 120.0
"""Seconds that a connection stays open without a sentence."""
MEANINGS: Final = {
    400: "it does not accept the request; check GOOGLE_TTS_VOICE and GOOGLE_TTS_API_KEY",
    401: "it does not accept the key; check GOOGLE_TTS_API_KEY",
    403: "the key may not do this; enable the Text-to-Speech API for its project",
    429: "the quota is used up",
}
_MULAW: Final = 7
"""WAVE_FORMAT_MULAW in a WAV file's header (RFC 2361)."""


@dataclass(frozen=True, slots=True)
class Account:
    """How Google is reached, and which of its voices speak, one for each language.

    A voice begins with its language (`es-US-Neural2-A`); the first one speaks all that no other
    does.
    """

    key: str
    address: str = ADDRESS
    voices: tuple[str, ...] = VOICES

    def __repr__(self) -> str:
        return f"Account({self.address!r}, {self.voices!r})"

    def voice(self, language: str) -> str:
        """The voice of a language."""
        fitting = (one for one in self.voices if one.lower().startswith(f"{language.lower()}-"))
        return next(fitting, self.voices[0])


class GoogleVoice:
    """A voice of Google Cloud; see the port. Connections open when they are first needed."""

    def __init__(
        self,
        account: Account,
        *,
        patience: Patience = Patience(),  # noqa: B008 - it cannot be changed
    ) -> None:
        for name in ("httpx", "httpcore"):
            logging.getLogger(name).setLevel(logging.WARNING)
        self._account = account
        self._patience = patience
        self._http = httpx.AsyncClient(
            base_url=account.address,
            headers={"X-Goog-Api-Key": account.key},
            timeout=httpx.Timeout(patience.between, connect=patience.first),
            limits=httpx.Limits(max_keepalive_connections=20, keepalive_expiry=KEPT_OPEN),
            follow_redirects=False,
        )

    @property
    def label(self) -> str:
        """See the port."""
        return f"google/{','.join(self._account.voices)}/v1/{FORMAT}"

    def speak(self, text: str, language: str) -> AsyncIterator[bytes]:
        """The sound of a text; see the port."""
        return within(self._spoken(text, language), self._patience)

    async def warm_up(self) -> None:
        """Open a connection, so that no sentence waits for it. Never fails."""
        with suppress(httpx.HTTPError):
            await self._http.head("/")

    async def close(self) -> None:
        """See the port."""
        await self._http.aclose()

    async def _spoken(self, text: str, language: str) -> AsyncGenerator[bytes, None]:
        voice = self._account.voice(language)
        asked = {
            "input": {"text": text},
            "voice": {"languageCode": "-".join(voice.split("-")[:2]), "name": voice},
            "audioConfig": {"audioEncoding": "MULAW", "sampleRateHertz": RATE},
        }
        for left in reversed(range(TRIES)):
            try:
                answer = await self._http.post("/v1/text:synthesize", json=asked)
            except httpx.TimeoutException:
                raise VoiceFailed("Google does not answer") from None
            except httpx.HTTPError as fault:
                if left:
                    continue
                raise VoiceFailed(f"Google cannot be heard: {type(fault).__name__}") from None
            if answer.status_code >= 500 and left:
                continue
            yield _sound(answer)
            return


def _sound(answer: httpx.Response) -> bytes:
    """The sound in an answer. What else stands there may repeat what was asked, and is not told."""
    status = answer.status_code
    if status >= 500:
        raise VoiceFailed(f"Google fails with status {status}")
    if status != httpx.codes.OK:
        meaning = MEANINGS.get(status, "see its documentation")
        raise VoiceFailed(f"Google refuses with status {status}: {meaning}")
    try:
        told = answer.json()
        coded = told.get("audioContent") if isinstance(told, Mapping) else None
        return without_header(base64.b64decode(str(coded or ""), validate=True))
    except (ValueError, binascii.Error):
        raise VoiceFailed("Google sent something that is no sound") from None


def without_header(sound: bytes) -> bytes:
    """The samples in a WAV file; sound without such a header as it is.

    Raises `ValueError` for a file that holds anything but μ-law at 8,000 samples a second.
    """
    if not sound.startswith(b"RIFF"):
        return sound
    at, samples, fits = 12, b"", False
    while at + 8 <= len(sound):
        name, size = sound[at : at + 4], struct.unpack_from("<I", sound, at + 4)[0]
        chunk = sound[at + 8 : at + 8 + size]
        if name == b"fmt " and len(chunk) >= 8:
            fits = struct.unpack_from("<HHI", chunk) == (_MULAW, 1, RATE)
        if name == b"data":
            samples = chunk
            break
        at += 8 + size + size % 2
    if not fits:
        raise ValueError("the file is not μ-law at 8,000 samples a second")
    return samples
