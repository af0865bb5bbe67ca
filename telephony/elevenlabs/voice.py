"""ElevenLabs speaks, through its own kit: text in, μ-law as the telephone has it out.

The kit is kept on a short lead: our own connections, which stay open between sentences; nothing
retried by it, for it would wait a second first; no redirect followed. One request that fails
before its first byte is made once more, at once. What comes back is looked at before it is played:
a gateway's page would be heard as noise.

Protocol: https://elevenlabs.io/docs/api-reference/text-to-speech/stream. `eleven_flash_v2_5` is the
vendor's model for conversations in English and Spanish (https://elevenlabs.io/docs/overview/models).
What is spoken may be about a patient, so the vendor is told to keep nothing (`enable_logging`
false, zero retention), which it grants to enterprise accounts only, as it does agreements (BAA).
"""

import logging
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, suppress
from dataclasses import dataclass
from typing import Final

import httpx
from elevenlabs.client import AsyncElevenLabs
from elevenlabs.core.api_error import ApiError

from telephony.speaking.patience import Patience, within
from telephony.speech import VoiceFailed

ADDRESS: Final = "https://api.elevenlabs.io"
MODEL: Final = "eleven_flash_v2_5"
VOICE: Final = "EXAVITQu4vr4xnSDxMaL"
"""Sarah, one of the vendor's own."""
FORMAT: Final = "ulaw_8000"
PIECE: Final = 800
"""Bytes that are passed on at a time, a tenth of a second: the kit waits until it has so many."""
TRIES: Final = 2
KEPT_OPEN: Final = 120.0
"""Seconds that a connection stays open without a sentence."""
MEANINGS: Final = {
    400: "it does not accept the request; check ELEVENLABS_VOICE and ELEVENLABS_MODEL",
    401: "it does not accept the key; check ELEVENLABS_API_KEY",
    402: "the account has no credit left",
    403: "the account may not do this; without an enterprise account set "
    "ELEVENLABS_ZERO_RETENTION=false, and let no patient hear it",
    404: "it does not know the voice; check ELEVENLABS_VOICE",
    422: "it does not accept the request; check ELEVENLABS_VOICE and ELEVENLABS_MODEL",
    429: "too many sentences at once for the account",
}
_NOT_SOUND: Final = ("text/", "application/json", "application/xml", "application/problem")


@dataclass(frozen=True, slots=True)
class Account:
    """How ElevenLabs is reached, and which of its voices speaks."""

    key: str
    address: str = ADDRESS
    voice: str = VOICE
    model: str = MODEL
    zero_retention: bool = True

    def __repr__(self) -> str:
        return f"Account({self.address!r}, {self.voice!r}, {self.model!r})"


class ElevenLabsVoice:
    """A voice of ElevenLabs; see the port. Connections open when they are first needed."""

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
            timeout=httpx.Timeout(patience.between, connect=patience.first),
            limits=httpx.Limits(max_keepalive_connections=20, keepalive_expiry=KEPT_OPEN),
            follow_redirects=False,
        )
        self._kit = AsyncElevenLabs(
            api_key=account.key, base_url=account.address, httpx_client=self._http
        )

    @property
    def label(self) -> str:
        """See the port."""
        return f"elevenlabs/{self._account.voice}/{self._account.model}/{FORMAT}"

    def speak(self, text: str, language: str) -> AsyncIterator[bytes]:
        """The sound of a text; see the port."""
        return within(self._spoken(text, language), self._patience)

    async def warm_up(self) -> None:
        """Open a connection, so that no sentence waits for it. Sends no key; never fails."""
        with suppress(httpx.HTTPError):
            await self._http.head(self._account.address)

    async def close(self) -> None:
        """See the port."""
        await self._http.aclose()

    async def _spoken(self, text: str, language: str) -> AsyncGenerator[bytes, None]:
        for left in reversed(range(TRIES)):
            begun = False
            try:
                async with aclosing(self._asked(text, language)) as pieces:
                    async for piece in pieces:
                        begun = True
                        yield piece
                return
            except _Passing:
                if begun or not left:
                    raise

    async def _asked(self, text: str, language: str) -> AsyncGenerator[bytes, None]:
        """One request. Raises `_Passing` for what another request may not meet."""
        try:
            async with self._kit.text_to_speech.with_raw_response.stream(
                self._account.voice,
                text=text,
                model_id=self._account.model,
                language_code=language,
                output_format=FORMAT,
                enable_logging=False if self._account.zero_retention else None,
                request_options={"max_retries": 0, "chunk_size": PIECE},
            ) as answer:
                kind = answer.headers.get("content-type", "")
                if kind.startswith(_NOT_SOUND):
                    raise VoiceFailed(f"ElevenLabs sent no sound but {kind.split(';')[0]}")
                async for piece in answer.data:
                    yield piece
        except ApiError as fault:
            raise _refusal(fault.status_code or 0) from None
        except httpx.TimeoutException:
            raise VoiceFailed("ElevenLabs does not answer") from None
        except httpx.HTTPError as fault:
            raise _Passing(f"ElevenLabs cannot be heard: {type(fault).__name__}") from None


class _Passing(VoiceFailed):
    """A failure that another request, a moment later, may not meet."""


def _refusal(status: int) -> VoiceFailed:
    """What a status means; never what stands in the answer, for it may repeat what was asked."""
    if status >= 500:
        return _Passing(f"ElevenLabs fails with status {status}")
    meaning = MEANINGS.get(status, "see its documentation")
    return VoiceFailed(f"ElevenLabs refuses with status {status}: {meaning}")
