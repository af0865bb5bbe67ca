"""All vendors at once, acted on ports of this machine, and the settings that point a server there.

A server that is wired to these stand-ins is wired as in earnest: its own kits, its own webhooks,
its own socket. Only the addresses are others, and nothing leaves the machine.
"""

from collections.abc import Mapping
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Final, Self

from telephony.sandbox.deepgram import DeepgramStandIn
from telephony.sandbox.elevenlabs import ElevenLabsStandIn
from telephony.sandbox.faults import Faults
from telephony.sandbox.openai import OpenAIStandIn
from telephony.sandbox.spoken_sound import SECONDS_A_LETTER
from telephony.sandbox.twilio_rest import ACCOUNT, TOKEN, TwilioStandIn

KEY: Final = "sandbox"
"""What every vendor but the carrier takes for a key."""


class Vendors:
    """Twilio, Deepgram, ElevenLabs and a language model. Use it with `async with`.

    `seconds_a_letter` is how long a letter of ours sounds; `delays` are seconds by which
    `deepgram`, `elevenlabs` and `openai` answer late.
    """

    def __init__(
        self,
        *,
        seconds_a_letter: float = SECONDS_A_LETTER,
        delays: Mapping[str, float] | None = None,
    ) -> None:
        late = delays or {}
        self.twilio = TwilioStandIn()
        self.deepgram = DeepgramStandIn(delay=late.get("deepgram", 0.0))
        self.elevenlabs = ElevenLabsStandIn(
            delay=late.get("elevenlabs", 0.0), seconds_a_letter=seconds_a_letter
        )
        self.openai = OpenAIStandIn(delay=late.get("openai", 0.0))
        self._running = AsyncExitStack()

    @property
    def faults(self) -> Mapping[str, Faults]:
        """What can be made to fail, by the vendor's name."""
        return {
            "twilio": self.twilio.faults,
            "deepgram": self.deepgram.faults,
            "elevenlabs": self.elevenlabs.faults,
            "openai": self.openai.faults,
        }

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as starting:
            await starting.enter_async_context(self.twilio)
            await starting.enter_async_context(self.deepgram)
            await self.elevenlabs.start()
            starting.push_async_callback(self.elevenlabs.close)
            await self.openai.start()
            starting.push_async_callback(self.openai.close)
            self._running = starting.pop_all()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._running.aclose()

    def environment(self, *, model: bool = False) -> dict[str, str]:
        """The settings of a server that is to use them; `model` if the language model, too."""
        return {
            "TELEPHONY_MODE": "TWILIO",
            "TWILIO_SID": ACCOUNT,
            "TWILIO_TOKEN": TOKEN,
            "TWILIO_BASE_URL": self.twilio.url,
            "DEEPGRAM_API_KEY": KEY,
            "DEEPGRAM_BASE_URL": self.deepgram.url,
            "ELEVENLABS_API_KEY": KEY,
            "ELEVENLABS_BASE_URL": self.elevenlabs.url,
            **({"OPENAI_BASE_URL": self.openai.url} if model else {}),
        }
