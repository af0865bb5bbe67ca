"""A breaker: after some failures in a row nobody is asked for a while.

A model that is down would cost every caller the whole deadline. Once the pause is over, one
question is let through to see; the others still do without.
"""

from collections.abc import Callable
from time import monotonic
from typing import Final

FAILURES: Final = 3
PAUSE_SECONDS: Final = 30.0


class Breaker:
    """Counts failures in a row. `clock` gives seconds that only ever rise."""

    def __init__(
        self,
        clock: Callable[[], float] = monotonic,
        *,
        failures: int = FAILURES,
        pause: float = PAUSE_SECONDS,
    ) -> None:
        self._clock = clock
        self._most = failures
        self._pause = pause
        self._failed = 0
        self._until = 0.0
        self._trying = False

    @property
    def is_open(self) -> bool:
        """Whether so many failed in a row that nobody is asked for a while."""
        return self._failed >= self._most

    def allows(self) -> bool:
        """Whether to ask now. Who asks tells afterwards how it went."""
        if self._failed < self._most:
            return True
        if self._trying or self._clock() < self._until:
            return False
        self._trying = True
        return True

    def succeeded(self) -> None:
        """An answer came: all is well again."""
        self._failed, self._trying = 0, False

    def failed(self) -> None:
        """None came; the pause begins, or begins anew."""
        self._failed += 1
        self._trying = False
        self._until = self._clock() + self._pause

    def given_up(self) -> None:
        """The question was withdrawn, which says nothing about the model."""
        self._trying = False
