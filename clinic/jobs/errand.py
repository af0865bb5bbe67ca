"""An errand: one job for one of its handlers, as it is written down where jobs are kept.

Its name is made of what it is: the row of the outbox, the handler, and how often it has come
round. So writing it down twice is writing it once, whoever does it and however often they die.
It holds ids and counts; what the job is about stands in the outbox alone.
"""

from dataclasses import dataclass, replace
from typing import Final

_BETWEEN: Final = "/"
_WITHIN: Final = "."


@dataclass(frozen=True, slots=True)
class Errand:
    """A turn at a job: `round` counts replays, `turn` the turns of a round."""

    row: str
    handler: str
    round: int = 0
    turn: int = 0
    failures: int = 0
    """Turns of this round that failed; those that came too early did not."""

    @property
    def job(self) -> str:
        """What people call it, whichever its turn."""
        return _BETWEEN.join((self.row, self.handler))

    @property
    def id(self) -> str:
        """Its name where jobs are kept."""
        return _BETWEEN.join((self.job, _WITHIN.join((str(self.round), str(self.turn)))))

    def again(self, *, failed: bool) -> "Errand":
        """The next turn."""
        return replace(self, turn=self.turn + 1, failures=self.failures + failed)

    def anew(self) -> "Errand":
        """The first turn of the next round."""
        return Errand(self.row, self.handler, self.round + 1)


def errand_of(name: str) -> Errand:
    """The errand of a name, as far as the name tells: without its failures."""
    row, handler, counts = name.split(_BETWEEN)
    turns, turn = counts.split(_WITHIN)
    return Errand(row, handler, int(turns), int(turn))
