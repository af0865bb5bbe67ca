"""A call by voice without a telephone: microphone, ear, loop, voice, loudspeaker, in turns.

For trying a receptionist out, and for calls made of files. There is no barge-in here: that is the
telephone's (`telephony/phone`), which has a line that carries both voices at once.
"""

from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any, Final, Protocol

from engine.call import expecting
from telephony.local.ear import LocalEar
from telephony.local.weights import NoLocalSpeech
from telephony.loop import Loop
from telephony.phone.sound import LineMeter, audio_quality
from telephony.speaking.pronounced import pronounced
from telephony.speech import (
    FRAME_SECONDS,
    Deaf,
    EndOfTurn,
    Interim,
    Segment,
    Sound,
    Voice,
)

QUIET: Final = 7.0
"""Seconds in which nothing is said, before we ask again."""


class Microphone(Protocol):
    """Where a caller's sound comes from."""

    def frames(self) -> AsyncIterator[bytes]:
        """20 ms of μ-law at a time; the call is over where they end."""

    def forget(self) -> None:
        """Drop what was heard while we spoke."""

    async def close(self) -> None:
        """Let go of it."""


class Loudspeaker(Protocol):
    """Where our sound goes."""

    async def play(self, sound: bytes) -> None:
        """Play μ-law; returns when more may come."""

    async def close(self) -> None:
        """Let go of it."""


class Mouthpiece:
    """Our own voice: sentences as sound."""

    def __init__(self, voice: Voice, loudspeaker: Loudspeaker) -> None:
        self._voice = voice
        self._loudspeaker = loudspeaker

    async def speak(self, text: str, language: str) -> None:
        """Speak a sentence to its end. Raises `VoiceFailed`."""
        async for sound in self._voice.speak(pronounced(text, language), language):
            await self._loudspeaker.play(sound)


class Talk:
    """One call. `heard` is told the caller's words; `echo` takes their sound too."""

    def __init__(
        self,
        loop: Loop,
        ear: LocalEar,
        microphone: Microphone,
        *,
        heard: Callable[[str], None],
        echo: Loudspeaker | None = None,
    ) -> None:
        self._loop = loop
        self._ear = ear
        self._microphone = microphone
        self._heard = heard
        self._echo = echo
        self._told: list[Sound] = []
        self._parts: list[Segment | EndOfTurn] = []
        self._meter = LineMeter()
        self._quiet = 0.0

    async def to_the_end(self, caller: str | None, begins: Mapping[str, Any] | None = None) -> None:
        """Greet, and go on until the call or the caller's sound is over.

        `begins` is what else `Loop.begin` is told, where the clinic is the one who calls.

        Raises `NoLocalSpeech` and `VoiceFailed`, sentences.
        """
        await self._ear.open(self._told.append)
        try:
            self._check()
            await self._loop.begin("voice", caller, **(begins or {}))
            await self._ready()
            async for frame in self._microphone.frames():
                await self._frame(frame)
                if self._loop.ended:
                    return
            await self._loop.hung_up()
        finally:
            await self._ear.close()
            await self._microphone.close()

    async def _frame(self, frame: bytes) -> None:
        if self._echo is not None:
            await self._echo.play(frame)
        self._quiet = 0.0 if self._meter.feed(frame) else self._quiet + FRAME_SECONDS
        self._ear.feed(frame)
        await self._ear.settled()
        told = tuple(self._told)
        self._told.clear()
        for one in told:
            if isinstance(one, Deaf):
                raise NoLocalSpeech("local speech hears nothing any more: see the log")
            if isinstance(one, Interim) and one.words:
                await self._loop.hear(one.words, confidence=one.confidence, final=False)
            if isinstance(one, Segment | EndOfTurn):
                self._parts.append(one)
            if isinstance(one, EndOfTurn) or (isinstance(one, Segment) and one.pause):
                await self._turn()
        if self._quiet >= QUIET and not self._loop.ended:
            await self._loop.stay_silent(QUIET)
            await self._ready()

    async def _turn(self) -> None:
        """The caller has finished: pass on what they said, and speak."""
        parts = [part for part in self._parts if part.words]
        self._parts = []
        if not parts or self._loop.ended:
            return
        lengths = [len(part.words.split()) for part in parts]
        sure = sum(
            part.confidence * length for part, length in zip(parts, lengths, strict=True)
        ) / sum(lengths)
        quality, _ = self._meter.utterance()
        words = " ".join(part.words for part in parts)
        self._heard(words)
        await self._loop.hear(
            words,
            confidence=sure,
            audio_quality=audio_quality(quality, sure),
            nbest=parts[0].nbest if len(parts) == 1 else (),
        )
        await self._ready()

    async def _ready(self) -> None:
        """Everything is said: listen for the answer."""
        await self._loop.settled()
        self._microphone.forget()
        self._quiet = 0.0
        self._ear.expect(expecting(self._loop.call))

    def _check(self) -> None:
        if any(isinstance(one, Deaf) for one in self._told):
            raise NoLocalSpeech("local speech cannot be loaded: see the log")
