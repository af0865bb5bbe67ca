"""What was heard in a call, both sides of it, on one clock.

The caller's sound has its place by when it came; what is missing on its way is silence, and small
delays are none. Ours has its place by when it is heard: behind what is still being played. What we
took back (`clear`) was not heard. So nothing is final before it lies some time in the past.
"""

from collections.abc import Iterator
from typing import Final

from clinic.recordings.sealed_sound import PART
from clinic.recordings.wave import CHANNELS, RATE, SILENCE, interleaved

SETTLED_SECONDS: Final = 1.0
"""So old is what cannot change any more."""
GAP: Final = RATE // 4
"""Samples that may come late and are not missing yet."""
MOST_AHEAD: Final = 30 * RATE
"""Samples that either side may be ahead of the clock: a peer that floods us fills no memory."""
_PART: Final = PART // CHANNELS
"""Samples of a part."""


class Tracks:
    """Both sides of a call from a moment on. Times are seconds of one clock that only rises."""

    def __init__(self, began: float) -> None:
        self._began = began
        self._taken = 0
        """Samples of both sides that are gone from here."""
        self._left = bytearray()
        self._right = bytearray()

    def heard(self, now: float, sound: bytes) -> None:
        """Sound of the caller has come."""
        place = self._place(now) - len(sound)
        if place - len(self._left) > GAP:
            _fill(self._left, place)
        if len(self._left) - place < MOST_AHEAD:
            self._left += sound

    def said(self, now: float, sound: bytes) -> None:
        """Sound of ours was sent, to be played behind what was sent before."""
        place = self._place(now)
        _fill(self._right, place)
        if len(self._right) - place < MOST_AHEAD:
            self._right += sound

    def cleared(self, now: float) -> None:
        """What was not played yet never will be."""
        del self._right[max(self._place(now), 0) :]

    def settled(self, now: float) -> Iterator[bytes]:
        """The parts that cannot change any more, in order, each once."""
        while self._place(now - SETTLED_SECONDS) >= _PART:
            yield self._take(_PART)

    def rest(self, now: float) -> Iterator[bytes]:
        """Everything up to this moment; the last of it is less than a part."""
        self.cleared(now)
        while (left := max(self._place(now), len(self._left))) >= _PART:
            yield self._take(_PART)
        yield self._take(left)

    def _place(self, now: float) -> int:
        """The sample of a moment, counted from the first that is here."""
        return round((now - self._began) * RATE) - self._taken

    def _take(self, count: int) -> bytes:
        both = []
        for track in (self._left, self._right):
            _fill(track, count)
            both.append(bytes(track[:count]))
            del track[:count]
        self._taken += count
        return interleaved(*both)


def _fill(track: bytearray, count: int) -> None:
    """Make a track so long, with silence."""
    if len(track) < count:
        track += SILENCE * (count - len(track))
