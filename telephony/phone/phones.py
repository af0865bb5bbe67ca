"""The telephones of one process: what all their calls share, and the calls that are under way."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import Final, Protocol

from clinic.recordings.archive import Archive
from clinic.store.scope import Scope
from engine.clinic import Clinic
from engine.flow import Flow
from telephony.keyterms import keyterms_of
from telephony.observer import Nobody, Observer
from telephony.phone.call import PhoneCall
from telephony.phone.foresight import Foresight
from telephony.phone.latency import Stopwatch, Timed
from telephony.phone.recorder import Recorder
from telephony.phone.speaker import Clips
from telephony.phone.turn_taking import USUAL, Pace
from telephony.phone.waiting import WAIT
from telephony.phone.watched_ear import WatchedEar
from telephony.ports import Line
from telephony.speech import Carrier, EarMaker, Media
from telephony.switchboard import Hearing, LiveCall, Placed, Switchboard

CHANNEL: Final = "phone"
NOTICE: Final = "prompts.recording_notice"
"""The sentence that tells callers that they are recorded."""
_log = logging.getLogger(__name__)


class Casting(Protocol):
    """Who speaks on which call (`telephony/speaking/casting`)."""

    def clips(self, call_id: str, clinic: Clinic) -> Clips:
        """What a call is spoken with."""

    def speaks(self, clinic: Clinic) -> bool:
        """Whether anything may speak to a clinic's callers."""

    async def wake(self, clinic: Clinic, text: str, language: str) -> None:
        """Have a text at hand, and everything loaded that it takes. Never fails."""

    async def prepare(self, flow: Flow) -> object:
        """Have everything fixed that a flow says voiced ahead. Never fails."""

    async def warm_up(self) -> None:
        """Open connections before a caller waits for one. Never fails."""

    async def close(self) -> None:
        """Let go of everything."""


class Board(Protocol):
    """Where calls begin and live: the switchboard, or what stands in for it."""

    async def flow(
        self, scope: Scope, call_id: str | None = None, placed: Placed | None = None
    ) -> Flow:
        """The flow on which a call runs. Raises `NoFlow`."""

    def call(
        self,
        scope: Scope,
        call_id: str,
        line: Callable[[], Line],
        *,
        channel: str,
        caller: str | None = None,
        hearing: Hearing | None = None,
        placed: Placed | None = None,
    ) -> AbstractAsyncContextManager[LiveCall]:
        """A call, begun or continued."""

    def note(self, live: LiveCall) -> None:
        """Something has happened in a call that is held open."""

    def let_go(self, live: LiveCall) -> None:
        """A call goes on elsewhere."""


Ears = Callable[[Clinic], Sequence[EarMaker]]
"""What may hear a clinic's callers, in the order in which it is tried."""


class Phones:
    """Takes calls, with voices from `casting` and with `ears`; `archive` keeps what is recorded.

    `pace` holds for calls that begin from now on.
    """

    def __init__(
        self,
        board: Switchboard,
        casting: Casting,
        ears: Ears,
        archive: Archive | None = None,
        pace: Pace = USUAL,
        observer: Observer | None = None,
    ) -> None:
        self._board = board
        self.pace = pace
        self.casting = casting
        self.ears = ears
        self._archive = archive
        self._observer = observer or Nobody()
        self._calls: dict[str, PhoneCall] = {}

    async def prepare(self, scope: Scope, placed: Placed | None = None) -> None:
        """Make ready for a clinic's callers, so that the first one does not wait; or for whom a
        call that was `placed` is ringing.

        Raises `NoFlow`, and `KeyError` for a call that nobody placed.
        """
        await self.casting.warm_up()
        await self.casting.prepare(await self._board.flow(scope, placed=placed))

    async def wake(self, clinic: Clinic, language: str) -> None:
        """Have the voice loaded that speaks to a clinic's callers: its first sentence may take
        longer than a caller waits."""
        await self.casting.wake(clinic, WAIT.get(language, WAIT["en"]), language)

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

    def is_able(self, clinic: Clinic) -> bool:
        """Whether a clinic's callers can be heard and spoken to here."""
        return bool(self.ears(clinic)) and self.casting.speaks(clinic)

    async def take(
        self,
        scope: Scope,
        call_id: str,
        caller: str | None,
        media: Media,
        carrier: Callable[[Clinic], Carrier],
        ready: Callable[[PhoneCall], None],
        *,
        channel: str = CHANNEL,
        board: Board | None = None,
        noted: Callable[[LiveCall], None] = lambda live: None,
        placed: Placed | None = None,
    ) -> None:
        """Carry a call until its line is free again; `ready` gets what the line talks to.

        `noted` hears whenever something has happened in it. A `board` of the call's own, instead
        of the switchboard, leaves nothing, so nothing is recorded either.

        Never raises: a call that cannot be carried leaves the stream, and the carrier does what
        its instructions say next, which is to ring the clinic.
        """
        call: PhoneCall | None = None
        recorder = Recorder()
        stages = _Untold(self._observer, channel)
        on = board or self._board
        try:
            flow = await on.flow(scope, call_id, placed)
            ears = [
                WatchedEar(
                    maker.ear(flow.language.partition("-")[0], keyterms_of(flow)),
                    partial(self._observer.failed, maker.vendor, scope=scope),
                )
                for maker in self.ears(flow.clinic)
            ]
            clips = self.casting.clips(call_id, flow.clinic)
            if board is None:
                recorder = self._recorder(scope, flow, call_id, caller)

            def told(live: LiveCall) -> None:
                self._noted(on, live, recorder, stages)
                noted(live)

            call = PhoneCall(
                flow,
                media,
                carrier(flow.clinic),
                ears,
                clips,
                noted=told,
                recorder=recorder,
                pace=self.pace,
            )
            self._calls[call_id] = call
            stages.stopwatch = call.stopwatch
            ready(call)
            carrying = self._carry(
                on, scope, call_id, caller, call, recorder, channel, noted, placed
            )
            await asyncio.gather(call.open(), carrying)
        except Exception as fault:
            _log.error("a call cannot be carried: %s", type(fault).__name__)
        finally:
            self._calls.pop(call_id, None)
            if call is not None:
                await call.close()
            else:
                await media.close()
            stages.tell()
            await recorder.close()

    async def _carry(
        self,
        board: Board,
        scope: Scope,
        call_id: str,
        caller: str | None,
        call: PhoneCall,
        recorder: Recorder,
        channel: str,
        noted: Callable[[LiveCall], None],
        placed: Placed | None,
    ) -> None:
        async with board.call(
            scope,
            call_id,
            lambda: call,
            channel=channel,
            caller=caller,
            hearing=lambda inner: Timed(Foresight(inner), call.stopwatch),
            placed=placed,
        ) as live:
            live.turns = call.stopwatch.turns
            recorder.answered(live.log.durable)
            noted(live)
            try:
                await call.carry(live)
            finally:
                if call.goes_on_by_turns:
                    board.let_go(live)

    def _recorder(self, scope: Scope, flow: Flow, call_id: str, caller: str | None) -> Recorder:
        """What records a call, if its clinic wants that."""
        if self._archive is None:
            return Recorder()
        notices = [words for texts in flow.texts.values() for words in texts.get(NOTICE, ())]
        return Recorder(self._archive.of_call(scope, flow.clinic, call_id, caller), notices)

    def _noted(self, board: Board, live: LiveCall, recorder: Recorder, stages: "_Untold") -> None:
        """Something has happened in a call."""
        stages.tell()
        if live.loop.call.recording_off:
            recorder.refuse(live.loop.call.words)
        board.note(live)


class _Untold:
    """The turns of a call that the observer was not told of yet; told beside the call's frames."""

    def __init__(self, observer: Observer, channel: str) -> None:
        self._observer = observer
        self._channel = channel
        self._count = 0
        self.stopwatch: Stopwatch | None = None

    def tell(self) -> None:
        """Tell them."""
        turns = self.stopwatch.turns if self.stopwatch is not None else []
        for stages in turns[self._count :]:
            self._observer.turn(self._channel, stages)
        self._count = len(turns)
