"""Words from sound by Whisper: one model for a process, one utterance at a time.

Whisper was trained on windows of 30 seconds and is usually given as many. Callers say less: a
window of ten seconds hears as well and costs a fifth (six are too few, it begins to loop). The
number of words that it may write is bounded by the length of the sound, and no four of them may
come twice, for on noise it repeats itself.

The words are those that follow one another most probably, step by step. A search for whole
sentences often ends too early ("what time do"), but costs little and tells what else may have been
said, in two of three utterances to the letter; so four of its guesses are kept beside. Guesses that
differ in commas and capitals are one guess. Whisper invents words where there are none; how sure
it is tells them apart (`sureness`), and of a doubtful sentence it is told that there was one. An
emergency counts at any confidence, and as a second guess too, so it is told whatever was thought of
it.

It is never told what the caller was asked: that makes it worse. What was asked is used afterwards,
by those who understand the words.
"""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from engine.safety import Level, assess
from telephony.local.weights import whisper_folder
from telephony.phone.ulaw import decode
from telephony.speech import RATE

SURE_ENOUGH: Final = 0.45
"""How sure the words must be; less sure ones are doubtful."""
SPOKEN: Final = 0.37
"""How sure words must be for somebody to have said something, whatever it was. Of what Whisper
invented in 30 stretches of a room's noise nothing was as sure."""
LANGUAGES: Final = ("en", "es")
LIKELY: Final = 0.15
"""How probable another language than the call's must be to be tried too."""
TELLING: Final = 1.7
"""Seconds of sound in which a language can be told."""
GUESSES: Final = 4
SERIOUS: Final = 0.3
"""The share of all guesses from which on one that tells of an emergency is believed."""
FEW_WORDS: Final = 3
FAINT: Final = 0.005
"""All guesses of a few words together are hardly ever less probable, unless they are invented."""
UNCERTAIN: Final = 0.08
"""Words as uncertain as this are invented, however few they are."""
_FEW_MORE: Final = 0.05
_FRAMES: Final = 100
"""Frames of Whisper's spectrum in a second."""
_WINDOW: Final = 10 * _FRAMES
_MARGIN: Final = 60
_TOKENS_AT_LEAST: Final = 32
_TOKENS_A_SECOND: Final = 6
_LOUDEST: Final = 32_768.0


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was heard. `words` are empty where nothing was said that can be told."""

    words: str = ""
    confidence: float = 0.0
    """Mean over the words, as the engine's thresholds mean it."""
    nbest: tuple[str, ...] = ()
    """What else it may have been, likeliest first."""
    language: str = "en"
    is_doubtful: bool = False
    """Whether something was said, and hardly these words."""


@dataclass(frozen=True, slots=True)
class _Guess:
    """One of the things that may have been said, however it may be written."""

    tokens: tuple[int, ...]
    words: str
    share: float
    """Of the probability of all guesses."""
    weight: float
    """The probability of all guesses together."""


class Recogniser:
    """A Whisper model. `hear` may be called by many calls; they wait for one another."""

    def __init__(self, folder: Path) -> None:
        """Load the model. Raises whatever the kit raises for a folder that holds none."""
        from faster_whisper import WhisperModel

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
        from scipy.signal import resample_poly

        samples = decode(sound).astype(np.float32) / _LOUDEST
        seconds = len(sound) / RATE
        wide = resample_poly(samples, 2, 1).astype(np.float32)
        spectrum = self._model.feature_extractor(wide)
        content = spectrum.shape[-1]
        frames = min(max(_WINDOW, content + _MARGIN) // 2 * 2, 30 * _FRAMES)
        spectrum = np.pad(spectrum, ((0, 0), (0, max(0, frames - content))))[:, :frames]
        encoded = self._model.encode(spectrum)
        length = min(content, frames)
        heard = self._heard(encoded, length, language, seconds)
        other = self._other_language(encoded, language, seconds)
        if other is not None:
            instead = self._heard(encoded, length, other, seconds)
            heard = max(heard, instead, key=lambda one: one.confidence)
        return heard

    def _heard(self, encoded: Any, length: int, language: str, seconds: float) -> Recognised:
        """The words, if they are in that language; `length` is in frames."""
        tokenizer = self._tokenizer(language)
        prompt = [*tokenizer.sot_sequence, tokenizer.no_timestamps]
        most = max(_TOKENS_AT_LEAST, int(seconds * _TOKENS_A_SECOND))
        sequences: list[Sequence[int]] = []
        scores: list[float] = []
        for width in (1, GUESSES):
            written = self._model.model.generate(
                encoded,
                [prompt],
                beam_size=width,
                num_hypotheses=width,
                max_length=2 * most,  # the kit takes half of it to be the prompt's
                no_repeat_ngram_size=4,
                return_scores=True,
                suppress_blank=True,
                suppress_tokens=[-1],
            )[0]
            sequences += written.sequences_ids
            scores += written.scores
        guesses = _guesses(tokenizer, sequences, scores)
        if not guesses:
            return Recognised(language=language)
        best, others = guesses[0], guesses[1:]
        for guess in guesses:
            if guess.share >= SERIOUS and _is_emergency(guess.words):
                best, others = guess, [one for one in guesses if one is not guess]
                break
        aligned = self._model.model.align(
            encoded, tokenizer.sot_sequence, [list(best.tokens)], length
        )[0]
        texts = [tokenizer.decode([token]) for token in best.tokens]
        sure = sureness(best.words, _certainty(texts, aligned.text_token_probs), best)
        is_doubtful = sure < SURE_ENOUGH and not _is_emergency(best.words)
        if is_doubtful and sure < SPOKEN:
            return Recognised(language=language, confidence=sure)
        nbest = tuple(one.words for one in others)
        return Recognised(best.words, calibrated(sure), nbest, language, is_doubtful)

    def _other_language(self, encoded: Any, language: str, seconds: float) -> str | None:
        """A language that was more probably spoken than the call's, of those that we know."""
        if not self._model.model.is_multilingual or seconds < TELLING:
            return None
        shares = {
            name.strip("<|>"): share
            for name, share in self._model.model.detect_language(encoded)[0]
        }
        best = max(LANGUAGES, key=lambda name: shares.get(name, 0.0))
        return best if best != language and shares.get(best, 0.0) >= LIKELY else None

    def _tokenizer(self, language: str) -> Any:
        from faster_whisper.tokenizer import Tokenizer

        if language not in self._tokenizers:
            self._tokenizers[language] = Tokenizer(
                self._model.hf_tokenizer,
                self._model.model.is_multilingual,
                task="transcribe",
                language=language,
            )
        return self._tokenizers[language]


@cache
def shared(chosen: Path | None) -> Recogniser:
    """The one model of this process. Takes a second the first time; raises `NoLocalSpeech`."""
    return Recogniser(whisper_folder(chosen))


def calibrated(sure: float) -> float:
    """A confidence that means what the engine's thresholds mean by it."""
    return float(np.interp(sure, _SURE, _RIGHT))


_SURE: Final = (0.0, 0.45, 0.6, 0.8, 1.0)
_RIGHT: Final = (0.0, 0.45, 0.7, 0.9, 1.0)


def is_spoken(words: str, sure: float) -> bool:
    """Whether somebody said a sentence, though hardly this one, and is to be asked for it again.

    Silence would be the answer otherwise, and who is not heard three times is not helped.
    """
    return sure >= SPOKEN and len(words.split()) > FEW_WORDS


class Weighed(Protocol):
    """What is known of a guess beside others."""

    @property
    def share(self) -> float:
        """Of the probability of all guesses."""

    @property
    def weight(self) -> float:
        """The probability of all guesses together."""


def sureness(words: str, certainty: float, guess: Weighed) -> float:
    """How sure words are: by the mean certainty of each, and a few words by the other guesses too.

    "Yes" may be written in as many ways as it has letters, and each takes its part of the
    probability, so a short answer seems less certain than it is. Measured on sayings of rehearsed
    callers in six synthetic voices, clean and at 10 dB.
    """
    if len(words.split()) > FEW_WORDS:
        return certainty
    if guess.weight < FAINT or certainty < UNCERTAIN:
        return min(certainty, SPOKEN - 0.01)
    return min((certainty + guess.share) / 2 + _FEW_MORE, 1.0)


def _guesses(
    tokenizer: Any, sequences: Sequence[Sequence[int]], scores: Sequence[float]
) -> list[_Guess]:
    """What may have been said, the first sequence first, then by how likely it is.

    A score is the mean logarithm over the tokens.
    """
    weights: dict[str, float] = {}
    written: dict[str, tuple[tuple[int, ...], str]] = {}
    once = {tuple(sequence): score for sequence, score in zip(sequences, scores, strict=True)}
    for sequence, score in once.items():
        tokens = tuple(token for token in sequence if token < tokenizer.eot)
        words = tokenizer.decode(list(tokens)).strip()
        key = " ".join("".join(one if one.isalnum() else " " for one in words.casefold()).split())
        if key:
            weights[key] = weights.get(key, 0.0) + exp(score * (len(sequence) + 1))
            written.setdefault(key, (tokens, words))
    total = sum(weights.values())
    if not total:
        return []
    found = [
        _Guess(*written[key], share=weight / total, weight=total) for key, weight in weights.items()
    ]
    return [found[0], *sorted(found[1:], key=lambda guess: -guess.share)]


def _is_emergency(words: str) -> bool:
    return assess(words).level is Level.EMERGENCY


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
