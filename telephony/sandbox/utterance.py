"""Speech of a stand-in caller: loud sound that carries its own words.

A stand-in for a recogniser has no ears. So a stand-in caller's frames hold, at their beginning,
what is being said and how far it has got; the rest is as loud as a voice. A recogniser's stand-in
reads the words back, frame by frame, and anything else on the way takes it for speech.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from telephony.speech import FRAME_BYTES, FRAME_SECONDS

WORDS_A_SECOND: Final = 3.0
_MAGIC: Final = b"\x17\x71\x17\x71"
_HEADER: Final = struct.Struct("!4sIHHHB")
"""Mark of a stand-in; number of the utterance; index of the frame; how many frames; length of the
text in bytes; confidence in percent."""
_ROOM: Final = FRAME_BYTES - _HEADER.size
_LOUD: Final = bytes(0x10 if n % 8 < 4 else 0x90 for n in range(FRAME_BYTES))
"""A thousand hertz, about as loud as a voice near the telephone."""


@dataclass(frozen=True, slots=True)
class Uttered:
    """How far an utterance has got. `words` are those spoken so far."""

    number: int
    words: str
    is_over: bool
    confidence: float


def frames_of(
    words: str, number: int, *, confidence: float = 1.0, seconds: float | None = None
) -> Iterator[bytes]:
    """The frames of an utterance, 20 ms each; at a speaker's usual pace if no length is given."""
    text = words.encode()
    if seconds is None:
        seconds = len(words.split()) / WORDS_A_SECOND
    count = max(round(seconds / FRAME_SECONDS), -(-len(text) // _ROOM), 1)
    for index in range(count):
        header = _HEADER.pack(_MAGIC, number, index, count, len(text), round(confidence * 100))
        piece = text[index * _ROOM : (index + 1) * _ROOM]
        yield (header + piece + _LOUD)[:FRAME_BYTES]


class UtteranceReader:
    """Reads utterances from a caller's sound, which may come in pieces of any length."""

    def __init__(self) -> None:
        self._rest = b""
        self._texts: dict[int, bytes] = {}

    def feed(self, sound: bytes) -> Iterator[Uttered | None]:
        """For each whole frame: how far the utterance has got; `None` where nobody speaks."""
        self._rest += sound
        while len(self._rest) >= FRAME_BYTES:
            frame, self._rest = self._rest[:FRAME_BYTES], self._rest[FRAME_BYTES:]
            yield self._read(frame)

    def _read(self, frame: bytes) -> Uttered | None:
        magic, number, index, count, length, percent = _HEADER.unpack_from(frame)
        if magic != _MAGIC:
            return None
        so_far = self._texts.get(number, b"") if index else b""  # what was cut off begins anew
        if len(so_far) < length:
            room = min(_ROOM, length - len(so_far))
            so_far += frame[_HEADER.size : _HEADER.size + room]
            self._texts[number] = so_far
        is_over = index + 1 == count
        words = so_far.decode(errors="ignore").split()
        spoken = len(words) if is_over else len(words) * (index + 1) // count
        if is_over:
            del self._texts[number]
        return Uttered(number, " ".join(words[:spoken]), is_over, percent / 100)
