"""How long the caller waits for us: from their last word, as we knew it, to our first sound."""

from collections.abc import Callable


class Stopwatch:
    """Measures every turn of one call, in seconds. `clock` only rises."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._heard: float | None = None
        self.waits: list[float] = []
        """One for each turn that was answered, in order."""

    def heard(self) -> None:
        """The caller has finished."""
        self._heard = self._clock()

    def spoke(self) -> None:
        """Our sound begins."""
        if self._heard is not None:
            self.waits.append(self._clock() - self._heard)
            self._heard = None
