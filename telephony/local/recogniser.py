"""Words from sound by Whisper: one model for a process, one utterance at a time.

Whisper was trained on windows of 30 seconds and is usually given as many. Callers say less: a
window of ten seconds hears as well and costs a fifth (six are too few, it begins to loop). The
number of words that it may write is bounded by the length of the sound, and no four of them may
come twice, for on noise it repeats itself. It invents words where there are none; its own
certainty tells them apart (`SURE_ENOUGH`), for all but words of an emergency: those count at any
confidence, so they are told whatever was thought of them.

It is never told what the caller was asked: that makes it worse. What was asked is used afterwards,
by those who understand the words.
"""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.tokenizer import Tokenizer
from numpy.typing import NDArray
from scipy.signal import resample_poly

from engine.safety import Level, assess
from telephony.local.weights import whisper_folder
from telephony.phone.ulaw import decode
from telephony.speech import RATE

SURE_ENOUGH: Final = 0.45
"""Mean probability of the words below which they are held for inventions."""
SURELY: Final = 0.9
"""How sure a language other than the call's must be."""
LANGUAGES: Final = ("en", "es")
SHORTEST: Final = 0.9
"""Seconds of sound in which a language can be told."""
_FRAMES: Final = 100
"""Frames of Whisper's spectrum in a second."""
_WINDOW: Final = 10 * _FRAMES
_MARGIN: Final = 60
_WORDS_AT_LEAST: Final = 32
_WORDS_A_SECOND: Final = 5
_LOUDEST: Final = 32_768.0


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was heard. `words` are empty where nothing was said that can be told."""

    words: str = ""
    confidence: float = 0.0
    """Mean over the words, as the engine's thresholds mean it."""
    language: str = "en"


class Recogniser:
    """A Whisper model. `hear` may be called by many calls; they wait for one another."""

    def __init__(self, folder: Path) -> None:
        """Load the model. Raises whatever the kit raises for a folder that holds none."""
        self._model = WhisperModel(
            str(folder), device="cpu", compute_type="int8", cpu_threads=1, num_workers=1
        )
        self._tokenizers: dict[str, Any] = {}
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="recogniser")
        self._waiting = 0

    @property
    def is_idle(self) -> bool:
        """Whether words could be recognised at once."""
        return not self._waiting

    async def hear(self, sound: bytes, language: str) -> Recognised:
        """The words of an utterance of μ-law sound; the event loop goes on meanwhile."""
        self._waiting += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._thread, self.recognise, sound, language)
        finally:
            self._waiting -= 1

    def recognise(self, sound: bytes, language: str) -> Recognised:
        """The words of an utterance, by the calling thread."""
        samples = decode(sound).astype(np.float32) / _LOUDEST
        seconds = len(sound) / RATE
        wide = resample_poly(samples, 2, 1).astype(np.float32)
        spectrum = self._model.feature_extractor(wide)
        content = spectrum.shape[-1]
        frames = min(max(_WINDOW, content + _MARGIN) // 2 * 2, 30 * _FRAMES)
        spectrum = np.pad(spectrum, ((0, 0), (0, max(0, frames - content))))[:, :frames]
        encoded = self._model.encode(spectrum)
        spoken = self._language(encoded, language, seconds)
        tokenizer = self._tokenizer(spoken)
        prompt = [*tokenizer.sot_sequence, tokenizer.no_timestamps]
        most = max(_WORDS_AT_LEAST, int(seconds * _WORDS_A_SECOND))
        written = self._model.model.generate(
            encoded,
            [prompt],
            beam_size=1,
            max_length=len(prompt) + most,
            no_repeat_ngram_size=4,
            suppress_blank=True,
            suppress_tokens=[-1],
        )[0]
        tokens = [token for token in written.sequences_ids[0] if token < tokenizer.eot]
        if not tokens:
            return Recognised(language=spoken)
        aligned = self._model.model.align(
            encoded, tokenizer.sot_sequence, [tokens], min(content, frames)
        )[0]
        words = tokenizer.decode(tokens).strip()
        sure = _certainty([tokenizer.decode([token]) for token in tokens], aligned.text_token_probs)
        if sure < SURE_ENOUGH and assess(words).level is not Level.EMERGENCY:
            return Recognised(language=spoken, confidence=sure)
        return Recognised(words, calibrated(sure), spoken)

    def _language(self, encoded: Any, language: str, seconds: float) -> str:
        """The language of the call, unless another that we know is surely spoken."""
        if not self._model.model.is_multilingual:
            return "en"
        if seconds < SHORTEST:
            return language
        for name, share in self._model.model.detect_language(encoded)[0][:2]:
            found: str = name.strip("<|>")
            if found in LANGUAGES and share >= SURELY:
                return found
        return language

    def _tokenizer(self, language: str) -> Any:
        if language not in self._tokenizers:
            self._tokenizers[language] = Tokenizer(
                self._model.hf_tokenizer,
                self._model.model.is_multilingual,
                task="transcribe",
                language=language,
            )
        return self._tokenizers[language]


@cache
def shared(chosen: Path | None = None) -> Recogniser:
    """The one model of this process. Takes a second the first time; raises `NoLocalSpeech`."""
    return Recogniser(whisper_folder(chosen))


def calibrated(sure: float) -> float:
    """A confidence that means what the engine's thresholds mean by it."""
    return float(np.interp(sure, _SURE, _RIGHT))


_SURE: Final = (0.0, 0.45, 0.6, 0.8, 1.0)
_RIGHT: Final = (0.0, 0.45, 0.7, 0.9, 1.0)


def _certainty(texts: Sequence[str], probabilities: Sequence[float]) -> float:
    """The mean probability of what is no mere punctuation: a comma in doubt is no word in doubt."""
    of_words: NDArray[np.float64] = np.array(
        [
            share
            for text, share in zip(texts, probabilities, strict=False)
            if any(map(str.isalnum, text))
        ]
    )
    return float(of_words.mean()) if of_words.size else 0.0
