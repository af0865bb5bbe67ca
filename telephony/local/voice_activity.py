"""Is somebody speaking? Silero's network (MIT) on 32 ms of telephone sound at a time.

Run by a session of our own with one thread: a call needs 3 ms of a core for a second of sound, so
it is asked on the event loop. At 8 kHz the network takes 256 new samples behind the last 32 of the
window before, and hands a state from window to window.
"""

from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from telephony.local.weights import voice_activity_file
from telephony.phone.ulaw import Samples
from telephony.speech import RATE

WINDOW: Final = 256
"""Samples that are judged at a time."""
WINDOW_SECONDS: Final = WINDOW / RATE
_BEFORE: Final = 32
_LOUDEST: Final = 32_768.0


class VoiceActivity:
    """Judges the sound of one call, window by window. Raises `NoLocalSpeech` when made."""

    def __init__(self) -> None:
        self._session = _session()
        self._state: NDArray[np.float32] = np.zeros((2, 1, 128), np.float32)
        self._before: NDArray[np.float32] = np.zeros(_BEFORE, np.float32)

    def probability(self, window: Samples) -> float:
        """How probably there is a voice in the next `WINDOW` samples."""
        new = window.astype(np.float32) / _LOUDEST
        heard = np.concatenate((self._before, new))[None, :]
        given = {"input": heard, "state": self._state, "sr": _RATE}
        output, self._state = self._session.run(None, given)
        self._before = new[-_BEFORE:]
        return float(output[0, 0])


_RATE: Final = np.array(RATE, np.int64)


@cache
def _session() -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        voice_activity_file(), options, providers=["CPUExecutionProvider"]
    )
