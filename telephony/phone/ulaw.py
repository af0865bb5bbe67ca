"""G.711 μ-law (ITU-T G.711, 11/88): what the telephone carries, and plain samples of it.

Calls pass μ-law through untouched; only who listens to it or makes it here, local speech and the
measure of a line's quality, needs samples. Both ways are a look into a table, for Python's own
codec (`audioop`) is gone from Python 3.13.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.int16]
"""Sound as 16-bit samples, 8,000 a second."""

_BIAS: Final = 132
_CLIP: Final = 32_635


def decode(sound: bytes) -> Samples:
    """The samples of μ-law sound."""
    return _DECODED[np.frombuffer(sound, dtype=np.uint8)]


def encode(samples: Samples) -> bytes:
    """The μ-law of samples, one byte each."""
    return _ENCODED[samples.astype(np.int16, copy=False).view(np.uint16)].tobytes()


def _decoded() -> Samples:
    """Every byte's sample: inverted bits of sign, exponent (3) and mantissa (4)."""
    code = ~np.arange(256, dtype=np.uint8)
    exponent = ((code >> 4) & 7).astype(np.int32)
    mantissa = (code & 15).astype(np.int32)
    size = (((mantissa << 3) + _BIAS) << exponent) - _BIAS
    return np.where(code & 0x80, -size, size).astype(np.int16)


def _encoded() -> NDArray[np.uint8]:
    """Every sample's byte, by the sample's bits read as a number without sign."""
    samples = np.arange(65_536, dtype=np.uint16).view(np.int16).astype(np.int32)
    size = np.minimum(np.abs(samples), _CLIP) + _BIAS
    exponent = np.floor(np.log2(size)).astype(np.int32) - 7
    mantissa = (size >> (exponent + 3)) & 15
    sign = np.where(samples < 0, 0x80, 0)
    code: NDArray[np.int32] = ~(sign | (exponent << 4) | mantissa) & 0xFF
    return code.astype(np.uint8)


_DECODED: Final = _decoded()
_ENCODED: Final = _encoded()
