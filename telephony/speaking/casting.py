"""Who speaks on which call: the voices that are configured, in the order that fits the call.

- A vendor hears what callers told us, for we read it back. So it speaks only for clinics that have
  an agreement with it (`baa` in the clinic's file); a server in our own network needs none.
- One voice is tried against the other on a share of the calls. Which calls these are follows from
  their ids alone, so a call that another process takes up keeps its voice, and figures can be
  counted afterwards.
- Whoever does not begin a call stands in for who does. Voices of this machine come last.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from agent_config.settings import Settings
from engine.clinic import Clinic
from engine.flow import Flow
from nlu.model.endpoint import Endpoint
from telephony.speaking.clips import Clips, Progress
from telephony.speaking.fixed import fixed
from telephony.speaking.voices import Voices
from telephony.speech import Voice, VoiceFailed

VENDORS: Final[Mapping[str, tuple[str, str]]] = {
    "elevenlabs": ("elevenlabs", "telephony.elevenlabs.account"),
    "google": ("google_tts", "telephony.google.account"),
}
"""By the name that a clinic's `baa` lists: how its settings begin, and the module whose `voice_of`
makes the voice."""


class Casting:
    """The voices of a process. `folder` is where fixed clips are kept; `spare` are voices of our
    own that need nobody's agreement. `failed` hears which voice failed, and why.

    Raises `ValueError`, a sentence that names the variable, for settings that cannot be used.
    """

    def __init__(
        self,
        settings: Settings,
        folder: Path,
        *,
        spare: Sequence[Voice] = (),
        failed: Callable[[str, str], None] | None = None,
    ) -> None:
        self._folder = folder
        self._spare = tuple(spare)
        self._failed = failed
        self._share = settings.voice_second_share
        self._vendors: dict[str, Voice] = {}
        self._own: set[str] = set()
        for name in sorted(VENDORS, key=lambda one: one != settings.voice_first):
            if _is_own(name, settings):
                self._own.add(name)
            if (voice := _voice(name, settings)) is not None:
                self._vendors[name] = voice
        self._clips: dict[tuple[str, ...], Clips] = {}

    @property
    def vendors(self) -> tuple[str, ...]:
        """Those that are configured, the first one first."""
        return tuple(self._vendors)

    def refusals(self, clinic: Clinic) -> list[str]:
        """Why vendors that are configured do not speak for a clinic, a sentence each."""
        return [
            f"{clinic.id} has no agreement (BAA) with {name} on record, so it does not speak "
            f"there; once it is signed, add '{name}' to 'baa' in the clinic's file"
            for name in self._vendors
            if name not in self.speakers(clinic)
        ]

    def clips(self, call_id: str, clinic: Clinic) -> Clips:
        """What a call is spoken with; the same for a call whenever it is asked."""
        allowed = self.speakers(clinic)
        if len(allowed) > 1 and falls_in_share(call_id, self._share):
            allowed = (allowed[1], allowed[0], *allowed[2:])
        return self._of(allowed)

    async def wake(self, clinic: Clinic, text: str, language: str) -> None:
        """Have a text at hand by the voice that begins calls, which has loaded then what it needs.

        Never raises for a voice that fails.
        """
        await self._of(self.speakers(clinic)).prepare([text], language)

    async def prepare(
        self, flow: Flow, *, told: Callable[[Progress], None] | None = None
    ) -> list[Progress]:
        """Have everything fixed that a flow says voiced ahead, by each voice that begins calls.

        How it went, for each voice and language. Never raises for a voice that fails.
        """
        allowed = self.speakers(flow.clinic)
        orders = [allowed]
        if len(allowed) > 1 and self._share:
            orders.append((allowed[1], allowed[0], *allowed[2:]))
        return [
            await self._of(order).prepare(fixed(flow, language), language, told=told)
            for order in orders
            for language in flow.texts
        ]

    async def warm_up(self) -> None:
        """Open connections before a caller waits for one. Never fails."""
        if self._vendors:
            await Voices(tuple(self._vendors.values())).warm_up()

    async def close(self) -> None:
        """Let go of everything."""
        for clips in self._clips.values():
            await clips.close()
        voices = (*self._vendors.values(), *self._spare)
        await asyncio.gather(*(one.close() for one in voices), return_exceptions=True)

    def speakers(self, clinic: Clinic) -> tuple[str, ...]:
        """The vendors that may speak for a clinic, the first one first."""
        return tuple(one for one in self._vendors if one in clinic.baa or one in self._own)

    def speaks(self, clinic: Clinic) -> bool:
        """Whether anything may speak to a clinic's callers."""
        return bool(self._spare or self.speakers(clinic))

    def _of(self, order: tuple[str, ...]) -> Clips:
        if order not in self._clips:
            voices = [self._vendors[name] for name in order] + list(self._spare)
            first = voices[0] if voices else _Nobody()
            chain = Voices(voices or [first], failed=self._failed)
            self._clips[order] = Clips(chain, self._folder, maker=first)
        return self._clips[order]


class _Nobody:
    """Stands where no voice is configured, so that a call finds out as of any other failure."""

    @property
    def label(self) -> str:
        """See the port."""
        return "nobody"

    def speak(self, text: str, language: str) -> AsyncIterator[bytes]:
        """Says nothing; see the port."""
        return _nothing()

    async def close(self) -> None:
        """See the port."""


async def _nothing() -> AsyncIterator[bytes]:
    silence: tuple[bytes, ...] = ()
    for piece in silence:
        yield piece
    raise VoiceFailed("no voice may speak here; see docs/add-a-vendor.md")


def falls_in_share(call_id: str, percent: int) -> bool:
    """Whether a call is among so many of a hundred; by its id alone."""
    return int.from_bytes(hashlib.sha256(call_id.encode()).digest()[:8], "big") % 100 < percent


def _voice(name: str, settings: Settings) -> Voice | None:
    """The voice of a vendor, if there is a key for it; its kit is loaded only then."""
    prefix, module = VENDORS[name]
    if getattr(settings, f"{prefix}_api_key") is None:
        return None
    voice: Voice = import_module(module).voice_of(settings)
    return voice


def _is_own(name: str, settings: Settings) -> bool:
    prefix, _ = VENDORS[name]
    address = getattr(settings, f"{prefix}_base_url")
    if address is None:
        return False
    try:
        return Endpoint(address).is_own
    except ValueError as fault:
        raise ValueError(f"{prefix.upper()}_BASE_URL: {fault}") from None
