"""Sound of a caller that may have to be sent once more.

A connection breaks in the middle of words. What was said up to the last words that were told for
good has been dealt with; everything after it is sent again on the next connection. Cutting exactly
there loses no word and tells none twice.

Positions are bytes since the call began; a recogniser counts seconds since its connection began.
"""

from collections import deque
from math import isfinite
from typing import Final

from telephony.speech import RATE

MOST_SECONDS: Final = 20.0
"""Sound that is kept at the most: longer than any answer, and 160 kB a call."""


class Tape:
    """The sound since the last words that were told, and how far it has been sent."""

    def __init__(self, most_seconds: float = MOST_SECONDS) -> None:
        self._most = round(most_seconds * RATE)
        self._frames: deque[bytes] = deque()
        self._first = 0
        """Position of the first byte that is kept."""
        self._end = 0
        """Position behind the last byte that was fed."""
        self._sent = 0
        """How many of the frames kept have been sent on this connection."""
        self._base = 0
        """Position that this connection calls zero."""

    @property
    def seconds(self) -> float:
        """How much is kept."""
        return (self._end - self._first) / RATE

    def feed(self, frame: bytes) -> None:
        """Sound of the caller; the oldest is forgotten when there is too much."""
        self._frames.append(frame)
        self._end += len(frame)
        while self._end - self._first > self._most:
            self._forget()

    def next(self) -> bytes | None:
        """The next frame to send, or `None` if everything is sent; it counts as sent now."""
        if self._sent == len(self._frames):
            return None
        frame = self._frames[self._sent]
        self._sent += 1
        return frame

    def rewind(self) -> None:
        """A new connection: everything that is kept is to be sent on it."""
        self._sent, self._base = 0, self._first

    def told(self, seconds: float) -> None:
        """Nothing before so many seconds of this connection is needed any more."""
        if not isfinite(seconds):
            return
        upto = self._base + round(seconds * RATE)
        while self._sent and self._first + len(self._frames[0]) <= upto:
            self._forget()
        if self._sent and self._first < upto:
            self._frames[0] = self._frames[0][upto - self._first :]
            self._first = upto

    def _forget(self) -> None:
        frame = self._frames.popleft()
        self._first += len(frame)
        if self._sent:
            self._sent -= 1
        else:
            self._base += len(frame)
