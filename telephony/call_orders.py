"""What people order of a call under way, whichever process carries it (FG-31).

A written call can be gone on with by any process, so its order is carried out at once. A telephone
call hangs on the process that has its sound: an order for another process is a row among the live
events that no screen is shown; every process that carries calls looks for such rows, and whoever
carries the call says with another row that it is done. Rows and not a socket between processes:
they share nothing else. An order that nobody took in time is void.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import col, select

from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.outbox import show
from clinic.store.scope import Scope
from clinic.store.tables.trail import LiveEvent
from telephony.channel import WRITTEN
from telephony.phone.call import PhoneCall
from telephony.switchboard import LiveCall, Switchboard
from telephony.written import WrittenLine

TRANSFER: Final = "transfer"
HANG_UP: Final = "hang_up"
ORDER: Final = "call.order"
DONE: Final = "call.order_done"
LOOK_SECONDS: Final = 0.5
TAKEN_SECONDS: Final = 4.0
"""How long the process that carries a call may take; then the order is void."""
_log = logging.getLogger(__name__)


class Orders:
    """The orders that come to one process. `clock` gives aware moments."""

    def __init__(
        self,
        database: Database,
        board: Switchboard,
        clock: Callable[[], datetime],
        *,
        taken_seconds: float = TAKEN_SECONDS,
    ) -> None:
        self._database = database
        self._board = board
        self._clock = clock
        self._taken_seconds = taken_seconds
        self._seen: dict[str, datetime] = {}

    async def give(self, scope: Scope, call_id: str, channel: str, what: str) -> bool:
        """Have an order carried out, here or elsewhere; false if nobody did it in time."""
        live = self._here(scope, call_id)
        if live is not None or channel in WRITTEN:
            await self._obey(scope, call_id, channel, what, live)
            return True
        order = new_id(self._clock())
        await self._tell(scope, ORDER, call_id, {"order": order, "what": what})
        until = asyncio.get_running_loop().time() + self._taken_seconds
        while asyncio.get_running_loop().time() < until:
            if any(one.body["order"] == order for one in await self._rows(DONE)):
                return True
            await asyncio.sleep(LOOK_SECONDS / 5)
        return False

    async def run(self) -> None:
        """Look for orders as long as calls are under way here, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                if self._board.live:
                    await self.look()
            except Exception as fault:
                _log.error("orders cannot be looked for: %s", type(fault).__name__)

    async def look(self) -> int:
        """Carry out the orders for calls that are carried here; returns how many."""
        count = 0
        for row in await self._rows(ORDER):
            scope = Scope(row.practice_id, row.clinic_id)
            call_id, order = row.body["reference"], row.body["order"]
            live = self._here(scope, call_id)
            if live is None or order in self._seen:
                continue
            self._seen[order] = self._clock()
            await self._obey(scope, call_id, live.channel, row.body["what"], live)
            await self._tell(scope, DONE, call_id, {"order": order})
            count += 1
        void = self._clock() - timedelta(minutes=1)
        self._seen = {order: at for order, at in self._seen.items() if at > void}
        return count

    def _here(self, scope: Scope, call_id: str) -> LiveCall | None:
        """A call that hangs on the process that carries it, and is carried here."""
        for one in self._board.live:
            if one.id == call_id and one.scope == scope and one.channel not in WRITTEN:
                return one
        return None

    async def _obey(
        self, scope: Scope, call_id: str, channel: str, what: str, live: LiveCall | None
    ) -> None:
        if live is not None and isinstance(live.line, PhoneCall):
            over = asyncio.Event()
            live.line.order(lambda one: _done(one, what), over.set)
            await over.wait()
            return
        async with self._board.call(scope, call_id, WrittenLine, channel=channel) as taken:
            await _done(taken, what)

    async def _rows(self, kind: str) -> Sequence[LiveEvent]:
        since = self._clock() - timedelta(seconds=self._taken_seconds + LOOK_SECONDS)
        query = select(LiveEvent).where(col(LiveEvent.at) >= since, col(LiveEvent.kind) == kind)
        async with self._database.reading() as session:
            return list(await session.scalars(query))

    async def _tell(self, scope: Scope, kind: str, call_id: str, body: dict[str, str]) -> None:
        async with self._database.writing() as session:
            show(session, scope, kind, call_id, self._clock(), roles=(), body=body)


async def _done(live: LiveCall, what: str) -> None:
    """Do it; a call that is over is left alone."""
    if live.loop.ended:
        return
    if what == TRANSFER:
        await live.loop.take_over()
    else:
        await live.loop.hung_up()
        await live.line.hang_up()
