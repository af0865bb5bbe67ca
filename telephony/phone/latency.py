"""How long the caller waits for us: from their last word, as we knew it, to our first sound.

A turn is measured in stages, so that who is slow can be told: understanding (a model may be asked),
deciding (the engine, and what it asks of the records), speaking (until the first sound).
"""

from collections.abc import Callable
from datetime import datetime

from engine.commands import Expecting
from engine.events import Understood
from engine.safety import Alarm
from telephony.observer import Stages
from telephony.ports import Understander


class Stopwatch:
    """Measures every turn of one call, in seconds. `clock` only rises."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._heard: float | None = None
        self._understood: float | None = None
        self._decided: float | None = None
        self.turns: list[Stages] = []
        """One for each turn that was answered, in order."""

    @property
    def waits(self) -> list[float]:
        """Seconds from the last word to the first sound, of each turn that was answered."""
        return [one.total for one in self.turns]

    def heard(self) -> None:
        """The caller has finished."""
        self._heard = self._clock()
        self._understood = self._decided = None

    def understood(self) -> None:
        """It is known what they meant."""
        if self._decided is None:
            self._understood = self._clock()

    def decided(self) -> None:
        """The first sentence of the answer is ordered."""
        if self._heard is not None and self._decided is None:
            self._decided = self._clock()

    def spoke(self) -> None:
        """Our sound begins. Before anything was decided, it is what stands in for an answer."""
        heard, understood, decided = self._heard, self._understood, self._decided
        if heard is None:
            return
        now = self._clock()
        self._heard = None
        if understood is not None and understood < heard:
            understood = None
        self.turns.append(
            Stages(
                total=now - heard,
                understand=None if understood is None else understood - heard,
                decide=None if decided is None else decided - (understood or heard),
                speak=None if decided is None else now - decided,
            )
        )

    def fell_silent(self) -> None:
        """Everything was heard out: an answer that joined what we said already made nobody wait."""
        if self._decided is not None:
            self._heard = None


class Timed:
    """An understander whose answers a stopwatch is told of."""

    def __init__(self, inner: Understander, stopwatch: Stopwatch) -> None:
        self._inner = inner
        self._stopwatch = stopwatch

    async def understand(
        self, words: str, expecting: Expecting, at: datetime, nbest: tuple[str, ...] = ()
    ) -> Understood:
        """What words mean; see the port."""
        understood = await self._inner.understand(words, expecting, at, nbest)
        self._stopwatch.understood()
        return understood

    def alarm(self, words: str) -> Alarm:
        """How urgent words are; see the port."""
        return self._inner.alarm(words)
