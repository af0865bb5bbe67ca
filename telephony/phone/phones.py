"""The telephones of one process: what all their calls share, and the calls that are under way."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Protocol

from clinic.store.scope import Scope
from engine.clinic import Clinic
from engine.flow import Flow
from telephony.keyterms import keyterms_of
from telephony.phone.call import PhoneCall
from telephony.phone.foresight import Foresight
from telephony.phone.speaker import Clips
from telephony.speech import Carrier, EarMaker, Media
from telephony.switchboard import Switchboard

_log = logging.getLogger(__name__)


class Casting(Protocol):
    """Who speaks on which call (`telephony/speaking/casting`)."""

    def clips(self, call_id: str, clinic: Clinic) -> Clips:
        """What a call is spoken with."""

    async def prepare(self, flow: Flow) -> object:
        """Have everything fixed that a flow says voiced ahead. Never fails."""

    async def warm_up(self) -> None:
        """Open connections before a caller waits for one. Never fails."""

    async def close(self) -> None:
        """Let go of everything."""


Ears = Callable[[Clinic], Sequence[EarMaker]]
"""What may hear a clinic's callers, in the order in which it is tried."""


class Phones:
    """Takes calls, with voices from `casting` and with `ears`."""

    def __init__(self, board: Switchboard, casting: Casting, ears: Ears) -> None:
        self._board = board
        self.casting = casting
        self.ears = ears
        self._calls: dict[str, PhoneCall] = {}

    async def prepare(self, scope: Scope) -> None:
        """Make ready for a clinic's callers, so that the first one does not wait.

        Raises `NoFlow`.
        """
        await self.casting.warm_up()
        await self.casting.prepare(await self._board.flow(scope))

    async def close(self) -> None:
        """Let go of the voices."""
        await self.casting.close()

    def call(self, call_id: str) -> PhoneCall | None:
        """A call that is under way here."""
        return self._calls.get(call_id)

    @property
    def count(self) -> int:
        """How many calls are under way here."""
        return len(self._calls)

    async def take(
        self,
        scope: Scope,
        call_id: str,
        caller: str | None,
        media: Media,
        carrier: Callable[[Clinic], Carrier],
        ready: Callable[[PhoneCall], None],
    ) -> None:
        """Carry a call until its line is free again; `ready` gets what the line talks to.

        Never raises: a call that cannot be carried leaves the stream, and the carrier does what
        its instructions say next, which is to ring the clinic.
        """
        call: PhoneCall | None = None
        try:
            flow = await self._board.flow(scope)
            ears = [
                maker.ear(flow.language.partition("-")[0], keyterms_of(flow))
                for maker in self.ears(flow.clinic)
            ]
            clips = self.casting.clips(call_id, flow.clinic)
            call = PhoneCall(flow, media, carrier(flow.clinic), ears, clips, noted=self._board.note)
            self._calls[call_id] = call
            ready(call)
            await asyncio.gather(call.open(), self._carry(scope, call_id, caller, call))
        except Exception as fault:
            _log.error("a call cannot be carried: %s", type(fault).__name__)
        finally:
            self._calls.pop(call_id, None)
            if call is not None:
                await call.close()
            else:
                await media.close()

    async def _carry(self, scope: Scope, call_id: str, caller: str | None, call: PhoneCall) -> None:
        async with self._board.call(
            scope, call_id, lambda: call, channel="phone", caller=caller, hearing=Foresight
        ) as live:
            try:
                await call.carry(live)
            finally:
                if call.goes_on_by_turns:
                    self._board.let_go(live)
