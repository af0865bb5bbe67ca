"""The WAV form of a recording: 8 kHz G.711 μ-law in stereo, the caller left and we right.

RIFF/WAVE with format tag 7 (Microsoft, Multimedia Data Standards Update, 1994: a format chunk with
its size field, and a fact chunk, for a sound that is not PCM). Browsers and players know it, and it
is a quarter of what 16-bit sound would be.
"""

import struct
from typing import Final

RATE: Final = 8_000
CHANNELS: Final = 2
BYTES_A_SECOND: Final = RATE * CHANNELS
SILENCE: Final = b"\xff"
_MULAW: Final = 7
_FORMAT: Final = struct.pack("<HHIIHHH", _MULAW, CHANNELS, RATE, BYTES_A_SECOND, CHANNELS, 8, 0)
_FACT_BYTES: Final = 4
HEADER_BYTES: Final = 12 + 8 + len(_FORMAT) + 8 + _FACT_BYTES + 8


def header(size: int) -> bytes:
    """What stands before `size` bytes of sound."""
    chunks = b"".join(
        (
            _chunk(b"fmt ", _FORMAT),
            _chunk(b"fact", struct.pack("<I", size // CHANNELS)),
            b"data" + struct.pack("<I", size),
        )
    )
    return b"RIFF" + struct.pack("<I", 4 + len(chunks) + size) + b"WAVE" + chunks


def interleaved(left: bytes, right: bytes) -> bytes:
    """Two tracks of the same length as one sound."""
    both = bytearray(CHANNELS * len(left))
    both[0::2] = left
    both[1::2] = right
    return bytes(both)


def seconds_of(size: int) -> float:
    """How long `size` bytes of sound last."""
    return size / BYTES_A_SECOND


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body
