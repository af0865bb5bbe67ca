"""`frontdesk call --live`: a typed call in the records of the server, as if it came by telephone.

It books in the clinic's real calendar and leaves its tasks on the real desk; the screens see it.
The server need not run: both work in the same store.
"""

import asyncio

from cli import store, view
from cli.conversation import asked, take
from cli.failure import Failure
from cli.handset import Screen
from clinic.store.identifier import new_id
from clinic.store.scope import Scope
from engine.commands import Handoff, Listen
from telephony.flow_plans import NoFlow
from telephony.listening import Listeners
from telephony.settings import read_settings as read_model_settings
from telephony.switchboard import Switchboard


class TypedLine(Screen):
    """A line in the terminal; whoever is to be put through is taken to have answered."""

    async def listen(self, listen: Listen) -> None:
        """Nothing to do: the terminal asks by itself; see the port."""

    async def handoff(self, handoff: Handoff) -> str:
        """Show whom the caller would be connected to."""
        self.connecting(handoff)
        return "answered"

    async def hang_up(self) -> None:
        """Nothing to do; see the port."""


def live_call(clinic: str, caller: str | None) -> None:
    """Run one call to its end, and tell where it is kept. Raises `Failure`."""
    asyncio.run(_call(clinic, caller))


async def _call(clinic: str, caller: str | None) -> None:
    async with store.opened(store.settings()) as work:
        scope = await store.scope_of(work.database, clinic)
        listeners = Listeners(read_model_settings())
        board = Switchboard(
            work.database,
            spool=work.settings.data_dir / "spool",
            clock=work.clock,
            listener=listeners.of,
        )
        call_id = f"terminal-{new_id(work.clock())}"
        try:
            await _talk(board, scope, call_id, caller)
        except NoFlow as error:
            raise Failure(str(error)) from None
        finally:
            await board.close()
            await listeners.close()


async def _talk(board: Switchboard, scope: Scope, call_id: str, caller: str | None) -> None:
    line = TypedLine()
    turn = None
    ended = False
    while not ended:
        async with board.call(
            scope, call_id, lambda: line, channel="terminal", caller=caller
        ) as live:
            line.watch(live.loop)
            if turn is not None:
                await take(turn, live.loop)
            line.tick()
            ended = live.loop.ended
        if not ended:
            turn = asked()
    view.line()
    view.facts([("call", call_id), ("disposition", live.loop.call.disposition)])
