"""The telephones of one process: what all their calls share, and the calls that are under way."""

import asyncio
import logging
from collections.abc import Callable, Sequence

from clinic.store.scope import Scope
from engine.clinic import Clinic
from engine.flow import Flow
from telephony.phone.call import PhoneCall
from telephony.phone.foresight import Foresight
from telephony.phone.speaker import Clips
from telephony.speech import Carrier, EarMaker, Media
from telephony.switchboard import Switchboard

_log = logging.getLogger(__name__)


class Phones:
    """Takes calls. `ears` are tried in their order; without `clips` nothing can be said.

    `keyterms` are the words of a clinic that are hard to hear.
    """

    def __init__(
        self,
        board: Switchboard,
        ears: Sequence[EarMaker],
        clips: Clips | None,
        *,
        keyterms: Callable[[Flow], Sequence[str]],
    ) -> None:
        self._keyterms = keyterms
        self._board = board
        self._ears = tuple(ears)
        self._clips = clips
        self._calls: dict[str, PhoneCall] = {}

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
            if self._clips is None:
                raise LookupError("nothing speaks to callers")
            flow = await self._board.flow(scope)
            language = flow.language.partition("-")[0]
            words = self._keyterms(flow)
            ears = [maker.ear(language, words) for maker in self._ears]
            call = PhoneCall(
                flow, media, carrier(flow.clinic), ears, self._clips, noted=self._board.note
            )
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
