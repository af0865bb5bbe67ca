"""The clocks of a call that run while nobody speaks: no call lasts for ever (SF-8, FG-24).

The engine looks at its clocks whenever something happens. Here somebody sees to it that something
happens when one of them has run out: the engine is told, and told again while it finishes what
cannot be broken off; and long after its last minute a call goes to a person without being asked.
"""

import asyncio
from collections.abc import Callable
from typing import Final

from engine.call import Call
from engine.flow import Limits

LOOK_AGAIN: Final = 5.0
"""How often a clock that has run out is looked at, in seconds."""
OVERTIME_SECONDS: Final = 120.0
"""So long after its last minute a call is handed over, whatever it waits for."""


class CallClock:
    """The clocks of one call. `is_talking` tells whether the caller is in the middle of something.

    `time_up` is called when a clock has run out, `too_long` when nothing came of that for long.
    """

    def __init__(
        self,
        limits: Limits,
        *,
        is_talking: Callable[[], bool],
        time_up: Callable[[], None],
        too_long: Callable[[], None],
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._limits = limits
        self._is_talking = is_talking
        self._time_up = time_up
        self._too_long = too_long
        self._began = self._loop.time()
        self._timer: asyncio.TimerHandle | None = None

    def watch(self, call: Call) -> None:
        """Something has happened in the call: when has one of its clocks run out?"""
        self.stop()
        limits = self._limits
        left = [
            minutes * 60 - (call.at - since).total_seconds()
            for minutes, since in (
                (limits.minutes, call.started),
                (limits.minutes_without_progress, call.progress_at),
            )
            if minutes is not None
        ]
        if left:
            self._timer = self._loop.call_later(max(min(left), LOOK_AGAIN), self._ran_out)

    def stop(self) -> None:
        """The call is over."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _ran_out(self) -> None:
        lasted = self._loop.time() - self._began
        minutes = self._limits.minutes
        if minutes is not None and lasted > minutes * 60 + OVERTIME_SECONDS:
            self._timer = None
            self._too_long()
        elif self._is_talking():
            self._timer = self._loop.call_later(LOOK_AGAIN, self._ran_out)
        else:
            self._timer = self._loop.call_later(LOOK_AGAIN, self._ran_out)
            self._time_up()
