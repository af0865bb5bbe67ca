"""Speech in and out, as protocols: what hears a caller, what speaks to them, what carries sound.

All sound is as the telephone has it: G.711 μ-law, 8,000 samples a second, one byte a sample, so 20
milliseconds are 160 bytes. It is passed through both ways and never converted on its way.

Nothing that is called for every frame may wait: `feed`, `play`, `mark` and `clear` put aside and
return. What goes wrong behind them is told as a `Sound` or by raising where something is awaited.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeAlias

from engine.commands import Expecting

RATE: Final = 8_000
"""Samples, and bytes, a second."""
FRAME_BYTES: Final = 160
FRAME_SECONDS: Final = FRAME_BYTES / RATE
SILENCE: Final = b"\xff"
"""One sample of μ-law silence."""


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """The recogniser hears that somebody began to speak; it may be a cough."""


@dataclass(frozen=True, slots=True)
class Interim:
    """The words since the last `Segment` or `EndOfTurn`, as far as they can be told; may change."""

    words: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that will not change any more; the utterance may go on.

    `pause` tells that the recogniser heard a pause after them (`speech_final`).
    """

    words: str
    confidence: float = 1.0
    nbest: tuple[str, ...] = ()
    pause: bool = False


@dataclass(frozen=True, slots=True)
class EagerEnd:
    """The caller has probably finished with these words: the whole utterance so far."""

    words: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Resumed:
    """The caller had not finished after all."""


@dataclass(frozen=True, slots=True)
class EndOfTurn:
    """The caller has finished; the whole utterance. `confidence` is the mean over its words."""

    words: str
    confidence: float = 1.0
    nbest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deaf:
    """The recogniser is gone and cannot be had back: nothing will be heard through it.

    Told once, after its own tries. `reason` is a word for the log: `refused`, `silent`, `closed`.
    """

    reason: str


Sound: TypeAlias = SpeechStarted | Interim | Segment | EagerEnd | Resumed | EndOfTurn | Deaf


class Ear(Protocol):
    """Speech to text for one call; it keeps its own connection alive and mends it."""

    async def open(self, told: Callable[[Sound], None]) -> None:
        """Begin; `told` is called on the event loop. Never raises: what fails is `Deaf`.

        Frames that are fed before the connection stands are kept and sent then.
        """

    def feed(self, frame: bytes) -> None:
        """Sound of the caller, a frame or more. Never waits, never raises."""

    def expect(self, expecting: Expecting) -> None:
        """What the caller was just asked, for the patience and the words to listen for."""

    async def close(self) -> None:
        """Let go. Never raises, never takes longer than a second."""


class EarMaker(Protocol):
    """Makes the ears of calls. `keyterms` are words of the clinic that are hard to hear."""

    @property
    def vendor(self) -> str:
        """Whose ears they are, in a word."""

    def ear(self, language: str, keyterms: Sequence[str]) -> Ear:
        """An ear, not open yet; `language` is `en`, `es` …"""


class Voice(Protocol):
    """Text to speech, one for a process."""

    @property
    def label(self) -> str:
        """Vendor, voice, model and sound format: what makes two sounds of one text differ."""

    def speak(self, text: str, language: str) -> AsyncIterator[bytes]:
        """The sound of a text, in pieces as they come; the text is already written for speech.

        Raises `VoiceFailed` when the vendor refuses, hangs or breaks off, within its deadline.
        """

    async def close(self) -> None:
        """Let go of every connection."""


class VoiceFailed(Exception):  # noqa: N818 - what happened
    """A voice did not speak, or broke off. Its text says why and holds nothing of what was said."""


class Media(Protocol):
    """The sound of one call, as its carrier takes it."""

    def play(self, sound: bytes) -> None:
        """Queue sound of any length behind what is queued. Never waits."""

    def mark(self, name: str) -> None:
        """Ask to be told when everything queued so far has been played. Never waits."""

    def clear(self) -> None:
        """Drop what is queued and not played yet. Never waits."""

    async def close(self) -> None:
        """End the stream; what the carrier does next stands in its instructions."""


class Carrier(Protocol):
    """What can be asked of the carrier about a call that it carries."""

    async def hang_up(self) -> None:
        """End the call at the carrier. Raises what the carrier raised, within its deadline."""

    async def ring(self, number: str, reason: str) -> str:
        """Call a person, and put the caller through once they have accepted.

        Returns `answered`, `busy`, `no_answer` or `voicemail`. Cancelled, it stops ringing.
        """

    async def has_left(self) -> bool:
        """Whether the caller is with a person: the end of their stream is then no hanging up."""

    async def speak_by_turns(self) -> None:
        """Take the call out of the stream: the carrier itself hears and speaks from here on."""
