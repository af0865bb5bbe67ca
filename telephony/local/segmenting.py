"""Where an utterance begins, pauses and ends: pure rules on how probably there is a voice.

A pause of a quarter of a second is when recognition begins, ahead of time; only the patience that
the question deserves ends the utterance. Behind other people's voices the end may never be heard,
so an utterance that has lasted long is cut at its next short pause, and ended where there is none.
"""

from enum import Enum, auto
from typing import Final

BEGINS: Final = 0.5
"""How probably there must be a voice for one to begin."""
GOES_ON: Final = 0.35
"""And to be still there."""
ONSET_SECONDS: Final = 0.06
PAUSE_SECONDS: Final = 0.25
LONG_SECONDS: Final = 8.0
"""From where on an utterance is cut at a short pause."""
SHORT_PAUSE_SECONDS: Final = 0.09
LONGEST_SECONDS: Final = 14.0
_SLACK: Final = 1e-6


class Mark(Enum):
    """What a window of sound was."""

    STARTED = auto()
    """A voice began, `ONSET_SECONDS` ago."""
    PAUSED = auto()
    RESUMED = auto()
    CUT = auto()
    """The sound so far is long enough to be recognised for good."""
    ENDED = auto()


class Segmenter:
    """Follows one call's sound. `patience` is the silence in seconds that ends an utterance."""

    def __init__(self, window_seconds: float, patience: float) -> None:
        self.patience = patience
        self.is_speaking = False
        """Whether an utterance is under way; pauses are part of it."""
        self.has_voice = False
        """Whether a voice was heard in it since it was last cut."""
        self._window = window_seconds
        self._voiced = 0.0
        self._silent = 0.0
        self._length = 0.0
        self._paused = False

    @property
    def is_paused(self) -> bool:
        """Whether nothing has been said for a while, within an utterance."""
        return self._paused

    def push(self, probability: float) -> Mark | None:
        """The next window's; tells what it changed, if anything."""
        if not self.is_speaking:
            return self._idle(probability)
        self._length += self._window
        if probability >= (BEGINS if self._paused else GOES_ON):
            self._silent = 0.0
            self.has_voice = True
            if self._paused:
                self._paused = False
                return Mark.RESUMED
            return self.end() if self._over(self._length, LONGEST_SECONDS) else None
        self._silent += self._window
        if self._over(self._silent, self.patience):
            return self.end()
        if not self._paused and self._over(self._silent, PAUSE_SECONDS):
            self._paused = True
            return Mark.PAUSED
        is_long = not self._paused and self._over(self._length, LONG_SECONDS)
        if is_long and self._over(self._silent, SHORT_PAUSE_SECONDS):
            self._length = 0.0
            self.has_voice = False
            return Mark.CUT
        return None

    def end(self) -> Mark:
        """The utterance is over, also if a voice is still heard."""
        self.is_speaking = self.has_voice = self._paused = False
        self._voiced = self._silent = self._length = 0.0
        return Mark.ENDED

    def _idle(self, probability: float) -> Mark | None:
        self._voiced = self._voiced + self._window if probability >= BEGINS else 0.0
        if not self._over(self._voiced, ONSET_SECONDS):
            return None
        self.is_speaking = self.has_voice = True
        self._length = self._voiced
        self._silent = self._voiced = 0.0
        return Mark.STARTED

    @staticmethod
    def _over(seconds: float, limit: float) -> bool:
        return seconds + _SLACK >= limit
