"""The clock of a call: the process's own, read in the clinic's zone."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo


class Zoned:
    """A clock in a clinic's zone."""

    def __init__(self, clock: Callable[[], datetime], zone: str) -> None:
        self._clock = clock
        self._zone = ZoneInfo(zone)

    def now(self) -> datetime:
        """This moment; see the port."""
        return self._clock().astimezone(self._zone)
