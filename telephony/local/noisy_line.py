"""The way of a caller's voice through a telephone line: its narrow band, and noise.

The noise is a room: several people who talk of other things, and the hiss of everything else (pink
noise), both equally loud. How loud is told as on a data sheet: the ratio of voice to noise in dB.
It is there before the voice and goes on after it.
"""

from functools import cache
from typing import Any, Final

import numpy as np

from telephony.local.caller_voices import english_voices
from telephony.local.voice import Wave, loud
from telephony.speech import RATE

BAND: Final = (300.0, 3400.0)
"""Hertz that a telephone line carries."""
SOUNDS_LIKE_NOTHING: Final = 1e-4
"""The hiss of a line without noise, about -80 dB."""
_TALK: Final = (
    "The weather has been so strange this week, I do not know what to wear anymore, honestly.",
    "And then they told us that the game was off because of the rain, so we all went home again.",
    "Did you see the new place that opened down the street, they have wonderful bread and soup.",
    "My sister says that her train was late again, and that nobody ever tells them why.",
)
"""What other people talk about."""


class NoisyLine:
    """A line with noise on it; `ratio` is in dB, `None` for a quiet one.

    The same `seed` gives the same noise.
    """

    def __init__(self, ratio: float | None, seed: int) -> None:
        self._ratio = ratio
        self._chance = np.random.default_rng(seed)

    def carry(self, voice: Wave, *, before: float, after: float) -> Wave:
        """A voice as it comes out of the line, with so many seconds before and after it."""
        from scipy.signal import sosfilt

        quiet = [np.zeros(round(seconds * RATE), np.float32) for seconds in (before, after)]
        whole = np.concatenate((quiet[0], loud(voice), quiet[1]))
        whole = whole + self._noise(whole.size, float(np.sqrt(np.mean(loud(voice) ** 2))))
        return np.asarray(sosfilt(_band(), whole), np.float32)

    def _noise(self, length: int, voice: float) -> Wave:
        hiss = self._chance.standard_normal(length).astype(np.float32) * SOUNDS_LIKE_NOTHING
        if self._ratio is None:
            return hiss
        room = loud(self._room(length)) + loud(self._pink(length))
        level = float(np.sqrt(np.mean(room**2))) or 1.0
        return hiss + room * np.float32(voice / level * 10 ** (-self._ratio / 20))

    def _room(self, length: int) -> Wave:
        """People who talk at the same time, each from anywhere in what they say."""
        total = np.zeros(length, np.float32)
        for talk in _others():
            start = int(self._chance.integers(talk.size))
            total += np.resize(np.roll(talk, -start), length)
        return total

    def _pink(self, length: int) -> Wave:
        spectrum = np.fft.rfft(self._chance.standard_normal(length))
        spectrum[1:] /= np.sqrt(np.arange(1, spectrum.size))
        return np.asarray(np.fft.irfft(spectrum, length), np.float32)


@cache
def _band() -> Any:
    from scipy.signal import butter

    return butter(4, BAND, "bandpass", fs=RATE, output="sos")


@cache
def _others() -> tuple[Wave, ...]:
    voices = english_voices()
    return tuple(voices[index % len(voices)].speak(talk, 1.0) for index, talk in enumerate(_TALK))
