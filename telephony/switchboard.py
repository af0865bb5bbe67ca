"""Calls that live in the store: begun, continued after whatever happened, and closed.

A call is its events, so any process can go on with it. One that is under way here is kept in
memory; one that is not, or whose events say that somebody else went on with it, is read again from
the store. Each call takes one event at a time.

The database may be away: new calls begin on the flow that was last known, events go into the
spool, and what cannot be done is told as failed to the engine, which knows what to say.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from clinic.outreach.outbound import Outbound
from clinic.ports import Services
from clinic.store.calendar import StoreCalendar
from clinic.store.call_state import OUTBOUND, close, is_standing, unattended
from clinic.store.database import Database
from clinic.store.desk import StoreDesk
from clinic.store.event_log import EventLog, count, enter_spooled, events
from clinic.store.journal import Journal
from clinic.store.patients import StoreRecords
from clinic.store.recognition import ringing
from clinic.store.scope import Scope
from clinic.store.tables.call import CallRow
from engine.flow import Flow
from telephony.call_news import News
from telephony.call_notes import CallNotes
from telephony.channel import (
    ANNOUNCED,
    IDLE,
    TEXTED,
    TEXTED_IDLE,
    WRITTEN,
    asked_about_danger,
    for_channel,
    patience,
)
from telephony.flow_plans import Listener, Plan, Plans
from telephony.left_line import LeftLine
from telephony.loop import Loop
from telephony.observer import Nobody, Observer, Stages, summary
from telephony.ports import Keeping, Line, Understander
from telephony.zoned import Zoned

_log = logging.getLogger(__name__)

Placed = Callable[[], Awaitable[Outbound]]
"""Tells what a call is that the clinic placed; asked when it begins. Raises `KeyError` for a call
that nobody knows of."""
Hearing = Callable[[Understander], Understander]
"""Puts something before what understands the callers of one call."""


@dataclass(slots=True, eq=False)
class LiveCall:
    """A call that is under way here."""

    scope: Scope
    channel: str
    loop: Loop
    log: Keeping
    line: Line
    used_at: datetime
    escalated: tuple[str, str | None] | None = None
    """The reason and end of a handoff that were noted last."""
    known: str | None = None
    """The patient that the caller was noted to be."""
    opted_out: bool = False
    """Whether it was noted that they want no more calls."""
    news: News = field(default_factory=News)
    """What of it the screens were not told yet."""
    turns: list[Stages] = field(default_factory=list)
    """How long the caller waited, turn by turn, as far as this process knows."""

    @property
    def id(self) -> str:
        """The call's own id."""
        return self.loop.call.id


class Switchboard:
    """All the calls of one process. `clock` gives aware moments; `spool` is a folder."""

    def __init__(
        self,
        database: Database,
        *,
        spool: Path,
        clock: Callable[[], datetime],
        listener: Listener,
        observer: Observer | None = None,
    ) -> None:
        self._database = database
        self._spool = spool
        self._clock = clock
        self._observer = observer or Nobody()
        self._journal = Journal(database)
        self._notes = CallNotes(database, clock)
        self._plans = Plans(database, listener)
        self._live: dict[str, LiveCall] = {}
        self._opening: dict[str, asyncio.Lock] = {}
        self._unended: dict[str, tuple[Scope, str]] = {}
        """Calls that are over, of which the database was not told yet; with their channels."""

    @property
    def live(self) -> tuple[LiveCall, ...]:
        """The calls under way here."""
        return tuple(self._live.values())

    async def prepare(self, scope: Scope) -> None:
        """Make ready for a clinic's calls, so that the first caller does not wait.

        Raises `NoFlow`.
        """
        await self._plans.newest(scope)

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
        """A call, begun or continued, that nobody else works on meanwhile.

        `hearing` may put something before what understands the caller. Of a call that the clinic
        has `placed`, `caller` is the number that was called. A call that is over is begun by
        nobody: look at `loop.ended`. Raises `NoFlow`, and `KeyError` for a call that is another
        clinic's.
        """
        ears = hearing or (lambda understander: understander)
        async with self._opening.setdefault(call_id, asyncio.Lock()):
            live = await self._found(scope, call_id, line, channel, ears)
            if live is None:
                live = await self._begun(scope, call_id, line(), channel, caller, ears, placed)
            try:
                yield live
            finally:
                await self._put_down(live)
        if call_id not in self._live:
            self._opening.pop(call_id, None)

    async def flow(
        self, scope: Scope, call_id: str | None = None, placed: Placed | None = None
    ) -> Flow:
        """The flow on which a clinic's next call begins, the named one. Raises `NoFlow`."""
        if placed is not None:
            return (await self._plans.of(scope, (await placed()).version_id)).flow
        return (await self._plans.newest(scope)).flow

    async def make_ready(self, scope: Scope, version_id: str) -> None:
        """Make ready for a call on a version. Raises `KeyError`."""
        await self._plans.of(scope, version_id)

    def note(self, live: LiveCall) -> None:
        """Have it noted, in the background, where a call stands that is held open."""
        self._notes.note(live)

    async def noted(self) -> None:
        """Wait until it is noted where all calls stand."""
        await self._notes.settled()

    def let_go(self, live: LiveCall) -> None:
        """Forget a call that goes on elsewhere; whoever takes it up reads it from the store."""
        self._live.pop(live.id, None)

    async def leave_idle(self) -> int:
        """End the calls in which nothing happens any more; returns how many.

        Those of a process that died, and that nobody took up again, are among them. So are those
        that ended while the database was away, as soon as their events have reached it.
        """
        await self._end_late()
        now = self._clock()
        left = [
            (one.scope, one.id, one.channel)
            for one in self.live
            if one.used_at < now - patience(one.channel, one.loop.call)
        ]
        ours = {call_id for _, call_id, _ in left} | set(self._live)
        orphans = await unattended(self._database, now - IDLE)
        if any(channel == TEXTED for _, _, channel in orphans):
            longer = await unattended(self._database, now - TEXTED_IDLE)
            orphans = [one for one in orphans if one[2] != TEXTED or one in longer]
        left += [one for one in orphans if one[1] not in ours]
        for scope, call_id, channel in left:
            async with self.call(scope, call_id, LeftLine, channel=channel) as live:
                if channel in WRITTEN and asked_about_danger(live.loop.call):
                    await live.loop.stay_silent(IDLE.total_seconds())
                    await live.loop.settled()
                await live.loop.hung_up()
        return len(left)

    async def _end_late(self) -> None:
        for call_id, (scope, channel) in list(self._unended.items()):
            await enter_spooled(self._database, self._spool, call_id)
            async with self._database.reading() as session:
                is_there = await session.get(CallRow, call_id) is not None
            del self._unended[call_id]
            if is_there:
                async with self.call(scope, call_id, LeftLine, channel=channel):
                    pass  # reading it again notes that it has ended

    async def close(self) -> None:
        """Wait until everything that was heard is kept; the calls go on in another process."""
        for one in self._live.values():
            await one.log.close()
        await self.noted()
        self._live.clear()

    async def _found(
        self,
        scope: Scope,
        call_id: str,
        line: Callable[[], Line],
        channel: str,
        hearing: Hearing,
    ) -> LiveCall | None:
        """The call from memory, or read again if it is not here or went on elsewhere."""
        live = self._live.get(call_id)
        if live is not None and live.scope != scope:
            raise KeyError("the call is another clinic's")
        try:
            if live is not None:
                await live.log.durable()
                if await count(self._database, scope, call_id) <= live.log.length:
                    return live
            return await self._resumed(scope, call_id, line, channel, hearing)
        except KeyError:
            raise
        except Exception as fault:
            if live is None:
                raise
            _log.error("the store cannot be asked about a call: %s", type(fault).__name__)
            return live

    async def _resumed(
        self,
        scope: Scope,
        call_id: str,
        line: Callable[[], Line],
        channel: str,
        hearing: Hearing,
    ) -> LiveCall | None:
        await enter_spooled(self._database, self._spool, call_id)
        async with self._database.reading() as session:
            row = await session.get(CallRow, call_id)
        if row is None:
            return None
        if (row.practice_id, row.clinic_id) != (scope.practice_id, scope.clinic_id):
            raise KeyError("the call is another clinic's")
        kept = await events(self._database, scope, call_id)
        plan = await self._plans.of(scope, str(row.flow_version_id))
        carried = row.channel or channel
        live = self._made(scope, call_id, plan, line(), carried, len(kept), hearing)
        if not is_standing(row):
            await live.loop.recall(kept)
            return live
        live.known = row.patient_id
        self._live[call_id] = live
        await live.loop.resume(kept)
        live.news.skip(live.loop.record, len(kept) - 1)
        if carried not in ANNOUNCED:  # a telephone call goes on while a person is rung
            await live.loop.settled()
        return live

    async def _begun(
        self,
        scope: Scope,
        call_id: str,
        line: Line,
        channel: str,
        caller: str | None,
        hearing: Hearing,
        placed: Placed | None,
    ) -> LiveCall:
        if placed is not None:
            outbound = await placed()
            return await self._called(scope, call_id, line, channel, caller, hearing, outbound)
        plan = await self._plans.newest(scope)
        live = self._made(scope, call_id, plan, line, channel, 0, hearing)
        self._live[call_id] = live
        await live.loop.begin(call_id, caller)
        if channel in ANNOUNCED:
            return live
        await live.loop.settled()
        try:
            await live.log.durable()
            now = self._clock()
            await ringing(self._database, scope, call_id, caller, now, channel=channel)
        except Exception as fault:  # the screens do without; the caller is served
            _log.error("a call could not be announced: %s", type(fault).__name__)
        return live

    async def _called(
        self,
        scope: Scope,
        call_id: str,
        line: Line,
        channel: str,
        number: str | None,
        hearing: Hearing,
        outbound: Outbound,
    ) -> LiveCall:
        """Begin a call that the clinic placed: no screen announces it, for nobody rings."""
        plan, whom = await self._plans.of(scope, outbound.version_id), outbound.patient_id
        live = self._made(scope, call_id, plan, line, channel, 0, hearing, patient_id=whom)
        live.known = whom
        self._live[call_id] = live
        await live.loop.begin(
            call_id,
            number,
            direction=OUTBOUND,
            request=outbound.request,
            known=outbound.known,
            replying=channel in WRITTEN,
        )
        return live

    def _made(
        self,
        scope: Scope,
        call_id: str,
        plan: Plan,
        line: Line,
        channel: str,
        kept: int,
        hearing: Hearing,
        *,
        patient_id: str | None = None,
    ) -> LiveCall:
        flow = for_channel(plan.flow, channel)
        clock = Zoned(self._clock, flow.clinic.timezone)
        log = EventLog(
            self._database,
            scope,
            call_id,
            spool=self._spool,
            flow_version_id=plan.version_id,
            channel=channel,
            patient_id=patient_id,
            kept=kept,
            journal=self._journal,
            spooled=lambda why: self._observer.failed("store", why),
        )
        services = Services(
            StoreCalendar(self._database, scope, flow.clinic, clock=clock.now),
            StoreRecords(self._database, scope),
            StoreDesk(self._database, scope, clock=clock.now),
        )
        loop = Loop(
            flow,
            clock=clock,
            line=line,
            understander=hearing(plan.understander),
            services=services,
            log=log,
        )
        return LiveCall(scope, channel, loop, log, line, self._clock())

    async def _put_down(self, live: LiveCall) -> None:
        """After an event: keep it, and note where the call stands; let go of one that is over."""
        live.used_at = self._clock()
        if live.id not in self._live:
            return
        if not live.loop.ended:
            await live.log.durable()
            self._notes.note(live)
            return
        try:
            await live.log.close()
            await self._notes.last(live)
            ended = await close(
                self._database,
                live.scope,
                live.loop.call,
                live.log.length,
                self._clock(),
                latency=summary(live.turns),
            )
        except Exception as fault:  # the events are kept; the row can be told of them
            _log.error("the end of a call is not noted: %s", type(fault).__name__)
            ended = False
        if not ended:
            self._unended[live.id] = (live.scope, live.channel)
        del self._live[live.id]
