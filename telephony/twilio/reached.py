"""Whose line rings: the clinic of the called number, as it is today, with its settings.

What was found is remembered, so that a call still reaches the clinic's own telephone while the
database is away.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import col

from clinic.setting import BLOCKED, BY_TURNS, RING_SECONDS
from clinic.store.closed_days import closed_on
from clinic.store.database import Database
from clinic.store.profile import written_in
from clinic.store.scope import Scope
from clinic.store.tables.practice import ClinicRow, Holiday, Setting
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
        """All of it by one connection: the telephone is ringing."""
        async with self._database.reading() as session:
            row = await session.scalar(select(ClinicRow).where(col(ClinicRow.number) == number))
            if row is None:
                return None
            clinic, scope = written_in(row), Scope(row.practice_id, row.id)
            yesterday = self._clock().date() - timedelta(days=1)
            days = await session.execute(
                scope.only(Holiday, col(Holiday.day), col(Holiday.hours)).where(
                    col(Holiday.day) >= yesterday
                )
            )
            closed = {one[0]: one[1] for one in days}
            given = await session.execute(
                scope.only(Setting, col(Setting.name), col(Setting.value)).where(
                    col(Setting.name).in_((BLOCKED, BY_TURNS, RING_SECONDS))
                )
            )
            kept = {one[0]: one[1] for one in given}
        return Reached(scope, closed_on(clinic, closed), row.paused, kept)
