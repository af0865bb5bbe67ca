"""What a spoken call against a draft runs on: what the switchboard is to telephones, storeless.

Its clock is the real one, for somebody is speaking; all that it does is done in a made-up clinic.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from clinic.store.scope import Scope
from engine.events import Event
from engine.flow import Flow
from telephony.browser.drafts import DraftCall, made_up
from telephony.loop import Loop
from telephony.ports import Line
from telephony.switchboard import Hearing, LiveCall, Placed
from telephony.zoned import Zoned


class Unkept:
    """The log of a call that leaves nothing; see `telephony.ports.Keeping`."""

    length = 0

    def append(self, event: Event) -> None:
        """Let it go; the call's own record has it; see the port `Log`."""

    async def durable(self) -> None:
        """Nothing is to survive; see the port `Log`."""

    async def close(self) -> None:
        """Nothing is open."""


class DraftBoard:
    """The board of one call. `clock` gives aware moments."""

    def __init__(self, draft: DraftCall, clock: Callable[[], datetime]) -> None:
        self._draft = draft
        self._clock = clock

    async def flow(
        self, scope: Scope, call_id: str | None = None, placed: Placed | None = None
    ) -> Flow:
        """The draft's; see the switchboard."""
        return self._draft.flow

    @asynccontextmanager
    async def call(
        self,
        scope: Scope,
        call_id: str,
        line: Callable[[], Line],
        *,
        channel: str,
        caller: str | None = None,
        hearing: Hearing | None = None,
        placed: Placed | None = None,
    ) -> AsyncIterator[LiveCall]:
        """The call, begun; see the switchboard."""
        flow, understander = self._draft.flow, self._draft.understander
        on, clock = line(), Zoned(self._clock, flow.clinic.timezone)
        services, begins = await made_up(flow, clock.now(), caller)
        loop = Loop(
            flow,
            clock=clock,
            line=on,
            understander=hearing(understander) if hearing is not None else understander,
            services=services,
        )
        await loop.begin(call_id, **begins)
        yield LiveCall(scope, channel, loop, Unkept(), on, self._clock())

    def note(self, live: LiveCall) -> None:
        """Nothing is kept of it; see the switchboard."""

    def let_go(self, live: LiveCall) -> None:
        """Nobody else goes on with it; see the switchboard."""
