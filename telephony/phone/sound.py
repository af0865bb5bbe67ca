"""What the sound of a line tells besides the words: voice or not, how good, how loud.

Only levels are looked at, in decibels below the loudest that μ-law can carry (ITU-T G.711), so a
frame costs two microseconds. A level alone never interrupts us and never ends a turn: taps,
typing and room tone are loud too.
"""

from collections import deque
from math import log10
from statistics import median
from typing import Final

QUIETEST: Final = -72.0
"""The level of digital silence, in dB."""
ABOVE_NOISE: Final = 9.0
"""How far above the noise of the line a voice is, in dB."""
FAINTEST_VOICE: Final = -45.0
GOOD_RATIO: Final = 22.0
"""The voice is so many dB above the noise on a line of full quality."""
POOR_RATIO: Final = 4.0
"""Here nothing can be told apart any more."""
CLIPPED: Final = -1.5
"""A frame as loud as this is cut off at the top."""
RAISED: Final = 8.0
"""So many dB above the caller's own usual loudness is a raised voice (SF-10)."""
UTTERANCES_BEFORE: Final = 2
"""Utterances that must be known before one can be called raised."""
_FORGETS: Final = 0.002
"""How quickly the noise floor rises with the line, per frame; it falls at once."""


_EVERY: Final = 7
"""Every seventh sample is enough for a level, and shares no rhythm with common tones."""


def _power(code: int) -> float:
    """The power of a code of μ-law, of full scale."""
    inverted = ~code & 0xFF
    exponent, mantissa = (inverted >> 4) & 7, inverted & 15
    magnitude = (((mantissa << 3) + 132) << exponent) - 132
    return float((magnitude / 32_124.0) ** 2)


_POWER: Final = tuple(_power(code) for code in range(256))


def level(frame: bytes) -> float:
    """The loudness of some μ-law sound, in dB of full scale; silence is `QUIETEST`."""
    some = frame[::_EVERY]
    power = sum(map(_POWER.__getitem__, some))
    return max(10.0 * log10(power / len(some)), QUIETEST) if power > 0 else QUIETEST


def audio_quality(line: float, clarity: float) -> float:
    """How well a caller can be heard, 0 to 1: the quality of the line and how sure the words are.

    Noise by itself is no reason to send somebody elsewhere (SF-6 asks for both): words that came
    through clearly weigh twice. So noise 10 dB below a voice passes as long as it is understood.
    """
    return (line + 2.0 * clarity) / 3.0


class LineMeter:
    """Measures one caller's line, frame by frame, and utterance by utterance."""

    def __init__(self) -> None:
        self.is_voiced = False
        """Whether the last frame was as loud as a voice."""
        self._floor: float | None = None
        self._loud: list[float] = []
        self._clipped = 0
        self._missing = 0
        self._usual: deque[float] = deque(maxlen=8)

    def feed(self, frame: bytes) -> bool:
        """Take a frame in; returns whether it is as loud as a voice."""
        now = level(frame)
        floor = now if self._floor is None else self._floor
        self._floor = min(now, floor + _FORGETS * (now - floor) if now > floor else now)
        self.is_voiced = now > max(self._floor + ABOVE_NOISE, FAINTEST_VOICE)
        if self.is_voiced:
            self._loud.append(now)
            self._clipped += now > CLIPPED
        return self.is_voiced

    def lost(self, frames: int) -> None:
        """So many frames never came."""
        self._missing += frames

    def utterance(self) -> tuple[float, bool]:
        """The end of an utterance: its audio quality, 0 to 1, and whether the voice was raised.

        Quality falls with noise, with a voice that is cut off at the top, and with sound that was
        lost on the way; 1 where nothing was loud enough to be judged.
        """
        loud, clipped, missing = self._loud, self._clipped, self._missing
        self._loud, self._clipped, self._missing = [], 0, 0
        if not loud or self._floor is None:
            return 1.0, False
        loudness = median(loud)
        ratio = (loudness - self._floor - POOR_RATIO) / (GOOD_RATIO - POOR_RATIO)
        spoiled = (clipped + missing) / (len(loud) + missing)
        quality = min(max(ratio, 0.0), 1.0) * (1.0 - min(spoiled, 1.0))
        known = len(self._usual) >= UTTERANCES_BEFORE
        raised = known and loudness > median(self._usual) + RAISED
        if not raised:
            self._usual.append(loudness)
        return quality, raised
