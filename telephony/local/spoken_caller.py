"""A caller of a script who really speaks: their sentences become sound, and go through an ear.

Nothing waits for a clock: sound goes into the ear as fast as it is heard, and the ear is waited for
after every frame, so a call takes as long as recognition does and is the same every time. What is
heard is told in the ear's own order, interim words too. The caller's voice and the noise of the
line are drawn by the seed.
"""

import random
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from engine.commands import Expecting
from nlu.language import language_of
from telephony.local.caller_voices import english_voices, spanish_voice
from telephony.local.ear import LocalEar, LocalEars
from telephony.local.noisy_line import NoisyLine
from telephony.local.voice import Wave, to_ulaw
from telephony.local.weights import NoLocalSpeech, missing
from telephony.mouth import Overheard
from telephony.phone.sound import LineMeter, audio_quality
from telephony.speaking.pronounced import pronounced
from telephony.speech import FRAME_BYTES, RATE, Deaf, EndOfTurn, Interim, Segment, Sound

BEFORE: Final = 0.5
"""Seconds of the line before the voice."""
SLOWER: Final = 0.85
"""The pace of somebody who says it again, of their pace before."""
AFTER: Final = 4.0
"""And after it, within which the ear must have found the end."""


@dataclass(frozen=True, slots=True)
class Misheard:
    """A sentence of which other words were heard than were said."""

    said: str
    heard: str
    confidence: float
    asked: str = ""
    """What it answered: a slot, or the kind of the question."""


class SpokenCaller:
    """Says a script's words over a line; see `telephony.mouth.Mouth`.

    Raises `NoLocalSpeech` when local speech is not installed. `chosen` is the folder of another
    model.
    """

    def __init__(
        self, seed: int | str, noise: float | None = None, chosen: Path | None = None
    ) -> None:
        if (sentence := missing()) is not None:
            raise NoLocalSpeech(sentence)
        chance = random.Random(seed)
        self._english = chance.choice(english_voices())
        self._line = NoisyLine(noise, chance.randrange(1 << 32))
        self._ears = LocalEars(chosen)
        self._ear: LocalEar | None = None
        self._meter = LineMeter()
        self._told: list[Sound] = []
        self.misheard: list[Misheard] = []
        """Sentences that were heard otherwise than they were said."""

    @property
    def voice(self) -> str:
        """Whose voice it is."""
        return self._english.name

    async def say(
        self, words: str, expecting: Expecting, times: int = 0
    ) -> AsyncIterator[Overheard]:
        """Speak, and tell what is heard; see the port."""
        ear = await self._opened()
        ear.expect(expecting)
        sound = to_ulaw(self._sound(words, expecting.language, times))
        heard: list[Overheard] = []
        parts: list[Segment | EndOfTurn] = []
        is_over = False
        for start in range(0, len(sound), FRAME_BYTES):
            frame = sound[start : start + FRAME_BYTES]
            self._meter.feed(frame)
            ear.feed(frame)
            await ear.settled()
            told = tuple(self._told)
            self._told.clear()
            for one in told:
                if isinstance(one, Deaf):
                    raise NoLocalSpeech("the ear of local speech broke: see the log")
                if isinstance(one, Interim) and one.words:
                    yield Overheard(one.words, one.confidence, final=False)
                if isinstance(one, Segment | EndOfTurn):
                    parts.append(one)
                if isinstance(one, EndOfTurn) or (isinstance(one, Segment) and one.pause):
                    heard += self._utterance(parts)
                    parts = []
                    is_over = start > len(sound) - AFTER * RATE
            if is_over:
                break
        heard += self._utterance(parts)
        self._note(words, heard, expecting.slot or expecting.kind)
        for utterance in heard:
            yield utterance

    async def close(self) -> None:
        """Let go of the ear; see the port."""
        if self._ear is not None:
            await self._ear.close()

    async def _opened(self) -> LocalEar:
        if self._ear is None:
            self._ear = self._ears.ear("en", ())
            await self._ear.open(self._told.append)
        return self._ear

    def _sound(self, words: str, language: str, times: int) -> Wave:
        """The sentence on the line; who says it again says it more slowly."""
        language = language_of(words) or language
        voice = self._english if language == "en" else spanish_voice()
        spoken = voice.speak(pronounced(words, language), SLOWER**times)
        return self._line.carry(spoken, before=BEFORE, after=AFTER)

    def _utterance(self, parts: list[Segment | EndOfTurn]) -> list[Overheard]:
        """One utterance of its parts, if anything was heard of it."""
        told = [part for part in parts if part.words]
        if not told:
            return []
        quality, _ = self._meter.utterance()
        words = " ".join(part.words for part in told)
        lengths = [len(part.words.split()) for part in told]
        sure = sum(
            part.confidence * length for part, length in zip(told, lengths, strict=True)
        ) / sum(lengths)
        nbest = told[0].nbest if len(told) == 1 else ()
        return [Overheard(words, sure, audio_quality(quality, sure), nbest)]

    def _note(self, words: str, heard: list[Overheard], asked: str) -> None:
        told = " | ".join(one.words for one in heard)
        if _letters(told) != _letters(words):
            sure = min((one.confidence for one in heard), default=0.0)
            self.misheard.append(Misheard(words, told, sure, asked))


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))
