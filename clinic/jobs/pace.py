"""How fast jobs are taken up, how long one is tried, and how long a worker may be silent.

A vendor that fails is mostly back within minutes: five tries over some twenty minutes, each wait
four times the one before, and then a person decides (`frontdesk jobs replay`).
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Pace:
    """Times are in seconds."""

    tries: int = 5
    """Failures after which a job is dead."""
    first_wait: float = 15
    factor: float = 4
    longest_wait: float = 3600
    longest_try: float = 120
    """A handler that takes longer is given up, which counts as a failure."""
    at_once: int = 8
    """Jobs that one worker does at the same time."""
    poll: float = 0.25
    """Between two looks at the outbox and at the jobs that wait."""
    beat: float = 4
    """Between two signs of life of a worker."""
    lease: float = 20
    """Silence after which a worker counts as dead."""
    grace: float = 10
    """What running jobs get to finish when their worker is told to end."""

    def wait(self, failures: int) -> float:
        """How long after so many failures a job rests."""
        return min(self.first_wait * self.factor ** (failures - 1), self.longest_wait)


USUAL: Final = Pace()
