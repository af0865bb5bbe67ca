"""Sound of a browser's microphone, as the telephone has it: 8,000 samples a second, μ-law.

Browsers record at 44,100 or 48,000 samples a second and cannot be told otherwise everywhere. What
lies above half of ours is taken out first (a windowed sine), or it would come back as noise that no
recogniser was trained on. Pieces are joined without a seam. Sound at our own rate is only written
anew.
"""

from math import gcd
from typing import Final

import numpy as np
from numpy.typing import NDArray

from telephony.phone.ulaw import encode
from telephony.speech import FRAME_BYTES, RATE

RATES: Final = range(RATE, 192_001)
"""Samples a second that a microphone may have."""
_LOBES: Final = 10
"""Zeros of the sine on each side: 35 dB down at 4.3 kHz, 58 at 5, nothing is left above 6."""
_CUT: Final = 0.94
"""Of half our rate, where a voice begins to be taken away."""
_PHASES: Final = 320


class Resampler:
    """The sound of one microphone. Raises `ValueError` for a rate that none has."""

    def __init__(self, rate: int) -> None:
        if rate not in RATES:
            raise ValueError("a microphone has between 8,000 and 192,000 samples a second")
        self._rate = rate
        common = gcd(rate, RATE)
        self._up, self._down = RATE // common, rate // common
        reach = _LOBES * rate / (RATE * _CUT)
        self._before = int(np.ceil(reach))
        self._kernels = _kernels(self._up, rate, self._before)
        self._samples: NDArray[np.float32] = np.zeros(self._before, np.float32)
        self._at = 0
        """The next output's place, in steps of a sample's part, from the first sample here."""
        self._coded = bytearray()

    def seconds(self, sound: bytes) -> float:
        """How long some sound lasts."""
        return len(sound) / 2 / self._rate

    def feed(self, sound: bytes) -> list[bytes]:
        """Take 16-bit samples in, little end first; the frames of μ-law that are whole by now."""
        if self._rate == RATE:
            self._coded += encode(np.frombuffer(sound, "<i2"))
            return self._frames()
        new = np.frombuffer(sound, "<i2").astype(np.float32)
        self._samples = np.concatenate((self._samples, new))
        width = 2 * self._before
        room = (len(self._samples) - width) * self._up
        count = max(-(-(room - self._at) // self._down), 0)
        if count:
            places = self._at + self._down * np.arange(count)
            firsts = places // self._up
            phases = self._kernel_of(places % self._up)
            windows = np.lib.stride_tricks.sliding_window_view(self._samples, width)[firsts]
            made = np.einsum("ij,ij->i", windows, self._kernels[phases])
            self._coded += encode(np.clip(np.rint(made), -32_768, 32_767).astype(np.int16))
            after = self._at + self._down * count
            gone = after // self._up
            self._samples = self._samples[gone:]
            self._at = after - gone * self._up
        return self._frames()

    def _kernel_of(self, part: NDArray[np.int64]) -> NDArray[np.int64]:
        return part if self._up <= _PHASES else part * _PHASES // self._up

    def _frames(self) -> list[bytes]:
        whole = len(self._coded) // FRAME_BYTES * FRAME_BYTES
        taken = bytes(self._coded[:whole])
        del self._coded[:whole]
        return [taken[at : at + FRAME_BYTES] for at in range(0, whole, FRAME_BYTES)]


def _kernels(up: int, rate: int, before: int) -> NDArray[np.float32]:
    """The weights of the samples around an output, for each part of a sample it may lie at."""
    phases = np.arange(min(up, _PHASES))[:, None] / min(up, _PHASES)
    offsets = np.arange(2 * before)[None, :] - (before - 1) - phases
    cut = min(RATE * _CUT / rate, 1.0)
    reach = _LOBES / cut
    window = np.where(np.abs(offsets) < reach, 0.5 + 0.5 * np.cos(np.pi * offsets / reach), 0.0)
    weights = np.sinc(offsets * cut) * window
    return np.asarray(weights / weights.sum(axis=1, keepdims=True), np.float32)
