"""Music for those who wait to be put through (CH-17): made here, so that it belongs to nobody.

A slow arpeggio over four chords, soft and low, because a telephone line carries little above 3 kHz
and a caller in pain needs no brass. It repeats without a seam.
"""

from functools import lru_cache
from typing import Final

import numpy as np

from telephony.phone.ulaw import encode
from telephony.speech import RATE

_CHORDS: Final = (
    (261.63, 329.63, 392.00, 493.88),
    (220.00, 261.63, 329.63, 392.00),
    (174.61, 220.00, 261.63, 329.63),
    (196.00, 246.94, 293.66, 392.00),
)
"""C major 7, A minor 7, F major 7, G; hertz."""
_NOTE_SECONDS: Final = 0.5
_LOUDNESS: Final = 3_200
"""Of 32,767: about 20 dB below full scale, quieter than speech."""


@lru_cache(maxsize=1)
def hold_music() -> bytes:
    """Some seconds of it in μ-law, to be played over and over."""
    notes = [note for chord in _CHORDS for note in (*chord, *reversed(chord))]
    length = int(_NOTE_SECONDS * RATE)
    whole = np.zeros(length * len(notes))
    tail = np.arange(length * 3) / RATE
    for number, note in enumerate(notes):
        swell = np.minimum(tail / 0.03, 1.0) * np.exp(-tail * 2.2)
        tone = (np.sin(2 * np.pi * note * tail) + 0.3 * np.sin(4 * np.pi * note * tail)) * swell
        at = (number * length + np.arange(len(tail))) % len(whole)
        np.add.at(whole, at, tone)
    return encode((whole / np.abs(whole).max() * _LOUDNESS).astype(np.int16))
