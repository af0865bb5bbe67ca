"""Clinics are made ready for their callers: at the start, and whenever a flow was published.

Learning a flow's words takes seconds, and voicing its fixed sentences as long as a voice takes, so
neither waits for the first caller. A server of several processes publishes in one of them; the
others find the new version here. What was voiced before is kept, so only new sentences are.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Final

from sqlalchemy import select

from clinic.store.database import Database
from clinic.store.flow_versions import published
from clinic.store.scope import Scope
from clinic.store.tables.practice import ClinicRow
from telephony.flow_plans import NoFlow
from telephony.phone.phones import Phones
from telephony.switchboard import Switchboard

LOOK_SECONDS: Final = 15.0
_log = logging.getLogger(__name__)


class Preparing:
    """Makes the clinics of a process ready; `with_sound`: its voices too."""

    def __init__(
        self, database: Database, board: Switchboard, phones: Phones, *, with_sound: bool
    ) -> None:
        self._database = database
        self._board = board
        self._phones = phones
        self._with_sound = with_sound
        self._ready: dict[Scope, str | None] = {}
        """The version for which a clinic was made ready; `None`: it had no flow."""

    async def run(self, prepared: Callable[[], None]) -> None:
        """Make clinics ready, until cancelled; `prepared` is called when calls can be taken."""
        while True:
            try:
                await self.look(prepared)
            except Exception as fault:
                _log.error("nobody knows which flows are published: %s", type(fault).__name__)
            await asyncio.sleep(LOOK_SECONDS)

    async def look(self, prepared: Callable[[], None] = lambda: None) -> int:
        """Make the clinics ready whose flow is another than before; returns how many."""
        async with self._database.reading() as session:
            rows = list(await session.scalars(select(ClinicRow)))
        changed: dict[Scope, str | None] = {}
        for row in rows:
            scope = Scope(row.practice_id, row.id)
            newest = await published(self._database, scope)
            version = newest.id if newest is not None else None
            is_known = scope in self._ready and self._ready[scope] == version
            if not is_known and await self._learned(scope):
                changed[scope] = version
        prepared()
        for scope, version in changed.items():
            if self._with_sound and version is not None:
                try:
                    await self._phones.prepare(scope)
                except Exception as fault:
                    _log.error("sentences are not voiced ahead: %s", type(fault).__name__)
                    continue
            self._ready[scope] = version
        return len(changed)

    async def _learned(self, scope: Scope) -> bool:
        """Have what understands a clinic's callers made; false where that is to be tried again."""
        try:
            await self._board.prepare(scope)
        except NoFlow:
            _log.warning("clinic %s has no published flow yet", scope.clinic_id)
        except Exception as fault:
            about = (scope.clinic_id, type(fault).__name__)
            _log.error("clinic %s is not ready for calls: %s", *about)
            return False
        return True
