"""What a server does with what it hears of its calls: counts it, and alerts the admins (rule 25).

An alert is written beside the calls, and again until the database takes it: that the database was
away is one of the things that admins are told.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Final

from api.metrics import turn_taken, vendor_failed
from clinic.store import vendor_alerts
from clinic.store.database import Database
from clinic.store.scope import Scope
from telephony.observer import Stages

AGAIN_SECONDS: Final = 15.0
_log = logging.getLogger(__name__)


class Watching:
    """The observer of a server; see `telephony.observer`. `clock` gives aware moments."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._unwritten: dict[tuple[str, str | None], tuple[str, datetime]] = {}
        self._told: dict[tuple[str, str | None], datetime] = {}
        self._news = asyncio.Event()

    def turn(self, channel: str, stages: Stages) -> None:
        """A turn was answered; see the port."""
        turn_taken(channel, stages)

    def slipped(self, vendor: str) -> None:
        """A vendor failed once; see the port."""
        vendor_failed(vendor)

    def failed(self, vendor: str, why: str, scope: Scope | None = None) -> None:
        """A vendor is down; see the port."""
        vendor_failed(vendor)
        about = (vendor, scope.practice_id if scope is not None else None)
        now = self._clock()
        told = self._told.get(about)
        if told is None or now - told >= vendor_alerts.EVERY:
            self._told[about] = now
            self._unwritten[about] = (why, now)
            self._news.set()

    async def run(self) -> None:
        """Write alerts as they come, until cancelled."""
        while True:
            await self._news.wait()
            self._news.clear()
            while not await self.write():
                await asyncio.sleep(AGAIN_SECONDS)

    async def write(self) -> bool:
        """Write what is not written yet; returns whether the database took all of it."""
        for about, (why, at) in list(self._unwritten.items()):
            vendor, practice = about
            try:
                await vendor_alerts.vendor_failed(
                    self._database, vendor, why, at, practice_id=practice
                )
            except Exception as fault:
                _log.error("an alert is not written: %s", type(fault).__name__)
                return False
            self._unwritten.pop(about, None)
        return True
