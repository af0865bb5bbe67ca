"""Whose line rings: the clinic of the called number, as it is today, with its settings.

What was found is remembered, so that a call still reaches the clinic's own telephone while the
database is away.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from clinic.setting import BLOCKED, BY_TURNS, RING_SECONDS
from clinic.store.clinic_settings import settings
from clinic.store.closed_days import with_closed_days
from clinic.store.database import Database
from clinic.store.profile import clinic_of, scope_of_number
from clinic.store.scope import Scope
from clinic.store.tables.practice import ClinicRow
from engine.clinic import Clinic

DEADLINE_SECONDS: Final = 2.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reached:
    """The clinic that a caller has reached."""

    scope: Scope
    clinic: Clinic
    paused: bool
    settings: Mapping[str, Any]

    def blocks(self, caller: str | None) -> bool:
        """Whether a number stands on the clinic's list of those it does not take calls from."""
        listed = self.settings.get(BLOCKED)
        return caller is not None and isinstance(listed, list) and caller in listed

    @property
    def by_turns(self) -> bool:
        """Whether Twilio itself hears and speaks, instead of a stream of sound."""
        return self.settings.get(BY_TURNS) is True

    @property
    def ring_seconds(self) -> int | None:
        """How long the staff are rung before somebody else answers, where the clinic says so."""
        given = self.settings.get(RING_SECONDS)
        return given if isinstance(given, int) else None


class Directory:
    """The clinics by number. `clock` gives aware moments."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._known: dict[str, Reached] = {}

    async def reached(self, number: str) -> Reached | None:
        """The clinic of a number (E.164); `None` if it is nobody's.

        Raises what the database raised where it is away and the number was never asked for.
        """
        try:
            async with asyncio.timeout(DEADLINE_SECONDS):
                found = await self._found(number)
        except Exception as fault:
            if number not in self._known:
                raise
            _log.error("a clinic is as it was last known: %s", type(fault).__name__)
            return self._known[number]
        if found is None:
            self._known.pop(number, None)
        else:
            self._known[number] = found
        return found

    async def _found(self, number: str) -> Reached | None:
        scope = await scope_of_number(self._database, number)
        if scope is None:
            return None
        clinic = await clinic_of(self._database, scope)
        now = self._clock().astimezone(ZoneInfo(clinic.timezone))
        clinic = await with_closed_days(self._database, scope, clinic, now)
        async with self._database.reading() as session:
            row = await session.get(ClinicRow, scope.clinic_id)
        given = {one.name: one.value for one in await settings(self._database, scope)}
        return Reached(scope, clinic, row is not None and row.paused, given)
