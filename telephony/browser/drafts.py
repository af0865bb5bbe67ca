"""Test calls against a flow that is not in force yet: in a clinic made up in memory, which leaves
nothing. They live in the process that began them, a few for each clinic, and end with it.

The clock of a typed one moves as people speak, so thinking about what to type costs no patience.
"""

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from clinic.calendar import ClinicCalendar
from clinic.desk import StaffDesk
from clinic.ports import Services
from clinic.records import PatientRecords
from clinic.store.identifier import new_id
from clinic.store.scope import Scope
from engine import codec
from engine.flow import Flow
from telephony.browser.line import TypedLine
from telephony.flow_plans import Listener
from telephony.loop import Loop
from telephony.placed import NUMBER, PATIENT, placed
from telephony.placed import made_up as somebody
from telephony.ports import Understander
from telephony.simulated import SECONDS_PER_TURN, VirtualClock

KIND: Final = "draft"
MOST: Final = 20
"""Of one clinic; the one that was left the longest makes way."""
IDLE: Final = timedelta(minutes=30)
LISTENERS: Final = 8
"""Flows whose understanding is kept, for the next call against the same draft."""


@dataclass(slots=True, eq=False)
class DraftCall:
    """One call. `lock` is held by whoever says something in it."""

    id: str
    scope: Scope
    flow: Flow
    understander: Understander
    loop: Loop
    clock: VirtualClock
    used_at: datetime
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def hear(self, words: str) -> None:
        """Words from the caller, which take their time."""
        self.clock.pass_seconds(SECONDS_PER_TURN)
        self.clock.pass_words(words)
        await self.loop.hear(words)

    async def key(self, digits: str) -> None:
        """Keys pressed."""
        self.clock.pass_seconds(SECONDS_PER_TURN)
        await self.loop.key(digits)

    async def stay_silent(self, seconds: float) -> None:
        """Nothing is said for so long."""
        self.clock.pass_seconds(seconds)
        await self.loop.stay_silent(seconds)

    async def hung_up(self) -> None:
        """The caller is gone."""
        await self.loop.hung_up()


class DraftCalls:
    """Those of one process. `clock` gives aware moments."""

    def __init__(self, listener: Listener, clock: Callable[[], datetime]) -> None:
        self._listener = listener
        self._clock = clock
        self._calls: dict[str, DraftCall] = {}
        self._listeners: OrderedDict[str, Understander] = OrderedDict()

    async def begin(self, scope: Scope, flow: Flow, caller: str | None = None) -> DraftCall:
        """A new call, greeted."""
        understander = await self._understander(flow)
        now = self._clock()
        clock = VirtualClock(now, flow.clinic.timezone)
        services, begins = await made_up(flow, clock.now(), caller)
        loop = Loop(
            flow,
            clock=clock,
            line=TypedLine(),
            understander=understander,
            services=services,
        )
        call_id = f"{KIND}-{new_id(now)}"
        call = DraftCall(call_id, scope, flow, understander, loop, clock, now)
        await loop.begin(call_id, **begins)
        await loop.settled()
        self._make_room(scope, now)
        self._calls[call_id] = call
        return call

    def find(self, scope: Scope, call_id: str) -> DraftCall:
        """A call of a clinic, used now. Raises `KeyError` where there is none any more."""
        now = self._clock()
        self._forget(now)
        call = self._calls[call_id]
        if call.scope != scope:
            raise KeyError("the call is another clinic's")
        call.used_at = now
        return call

    def drop(self, scope: Scope, call_id: str) -> None:
        """Forget a call. Raises `KeyError` where there is none."""
        found = self.find(scope, call_id)
        del self._calls[found.id]

    def _make_room(self, scope: Scope, now: datetime) -> None:
        self._forget(now)
        ours = [one for one in self._calls.values() if one.scope == scope]
        for one in sorted(ours, key=lambda one: one.used_at)[: max(len(ours) - MOST + 1, 0)]:
            del self._calls[one.id]

    def _forget(self, now: datetime) -> None:
        """Those in which nothing happens any more."""
        for one in list(self._calls.values()):
            if now - one.used_at >= IDLE:
                del self._calls[one.id]

    async def _understander(self, flow: Flow) -> Understander:
        """What understands a flow's callers; a new one takes a second, in a thread."""
        digest = hashlib.sha256(codec.dumps(flow).encode()).hexdigest()
        if digest not in self._listeners:
            self._listeners[digest] = await self._listener(flow)
        self._listeners.move_to_end(digest)
        while len(self._listeners) > LISTENERS:
            self._listeners.popitem(last=False)
        return self._listeners[digest]


async def made_up(
    flow: Flow, now: datetime, caller: str | None
) -> tuple[Services, Mapping[str, Any]]:
    """An empty calendar, no patients yet, and a desk that nobody sits at; and how a call begins.

    Of a flow that the clinic calls with there is somebody to be called. `now` is in its zone.
    """
    ours, appointments = somebody(flow, now) if flow.calls == "outbound" else (None, ())
    calendar = ClinicCalendar(flow.clinic, appointments=appointments)
    patients = () if ours is None else (PATIENT,)
    records = PatientRecords(flow.clinic, patients, lambda: calendar.appointments)
    begins: dict[str, Any] = {"caller": caller}
    if ours is not None:
        ring = await placed(flow, ours, NUMBER, patients, records, now)
        begins = {"caller": NUMBER, **ring}
    return Services(calendar, records, StaffDesk()), begins
