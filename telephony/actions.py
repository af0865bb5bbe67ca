"""Doing what the engine orders, and what became of it.

Whatever fails outside becomes an event (`ActionFailed`, `TransferEnded`), never an exception. A
command that changes the world waits until every event before it is durable; speech never waits,
and neither does a handoff whose log is broken: a person is the way out of every fault.
"""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from clinic.ports import Conflict, Services
from engine.commands import (
    AddToWaitlist,
    Book,
    Cancel,
    Command,
    Confirm,
    CreateTask,
    FindOpenings,
    FindPatients,
    Handoff,
    HangUp,
    Hold,
    Listen,
    Notify,
    Release,
    Reschedule,
    Say,
    SendMessage,
    Understand,
    UpdateTask,
)
from engine.events import (
    ActionDone,
    ActionFailed,
    Event,
    OpeningsFound,
    PatientsFound,
    TransferEnded,
    Understood,
    Value,
)
from telephony.ports import Clock, Line, Log, Understander

NAMES: Final[Mapping[type[Command], str]] = {
    Say: "say",
    Listen: "listen",
    Understand: "understand",
    FindPatients: "find_patients",
    FindOpenings: "find_openings",
    Hold: "hold",
    Release: "release",
    Book: "book",
    Reschedule: "reschedule",
    Cancel: "cancel",
    Confirm: "confirm",
    CreateTask: "create_task",
    UpdateTask: "update_task",
    AddToWaitlist: "waitlist",
    SendMessage: "send_message",
    Notify: "notify",
    Handoff: "handoff",
    HangUp: "hang_up",
}
"""What a command is called in `ActionDone` and `ActionFailed`."""

AT_ONCE: Final = frozenset(
    {"say", "listen", "understand", "find_patients", "find_openings", "release", "hang_up"}
)
"""What changes nothing outside the call, and so need not wait for the log."""

ANSWERED: Final = frozenset(
    {"understand", "find_patients", "find_openings", "hold", "book", "reschedule", "cancel",
     "confirm", "waitlist", "send_message"}
)  # fmt: skip
"""What the engine waits for. A failure of anything else is reported, and the call goes on."""

SECONDS: Final[Mapping[str, float]] = {"understand": 4.0}
OTHERWISE_SECONDS: Final = 8.0
"""How long an action may take before the call goes on without it."""

_log = logging.getLogger(__name__)


class Actions:
    """The ways out of one call: its line, its understanding, its clinic.

    `faults` are what failed and how: (the action, the exception), for the admin.
    """

    def __init__(
        self, clock: Clock, line: Line, understander: Understander, services: Services, log: Log
    ) -> None:
        self.holder = ""
        self.faults: list[tuple[str, Exception]] = []
        self._clock = clock
        self._line = line
        self._understander = understander
        self._services = services
        self._log = log
        self._thinking: asyncio.Future[Understood] | None = None

    def stop_thinking(self) -> None:
        """Give up on the words that are being understood: more urgent ones have come."""
        if self._thinking is not None:
            self._thinking.cancel()

    def report(self, action: str, fault: Exception) -> None:
        """Keep a fault for the admin; its text may be about a patient, so the log names only it."""
        self.faults.append((action, fault))
        _log.error("%s failed: %s", action, type(fault).__name__)

    async def perform(self, command: Command) -> Event | None:
        """Do one thing; returns the event that answers it, if the engine waits for one."""
        action = NAMES[type(command)]
        try:
            async with asyncio.timeout(SECONDS.get(action, OTHERWISE_SECONDS)):
                if action not in AT_ONCE:
                    await self._log.durable()
                return await self._answer(command, action)
        except Conflict:
            how = "conflict"
        except TimeoutError as fault:
            how = "timeout"
            await self._alert(action, fault)
        except Exception as fault:
            how = "error"
            await self._alert(action, fault)
        if action in ANSWERED:
            return ActionFailed(at=self._clock.now(), action=action, how=how)
        return None

    async def _alert(self, action: str, fault: Exception) -> None:
        """Tell the admin of a fault; that this may fail too changes nothing for the caller."""
        self.report(action, fault)
        try:
            async with asyncio.timeout(OTHERWISE_SECONDS):
                await self._services.desk.notify("admin", f"{action}_failed", holder=self.holder)
        except Exception as further:
            self.report("notify", further)

    async def hand_off(self, command: Handoff) -> Event:
        """Connect the caller to a person; returns how that ended."""
        try:
            async with asyncio.timeout(OTHERWISE_SECONDS):
                await self._log.durable()
        except Exception as fault:
            self.report("log", fault)
        try:
            how = await self._line.handoff(command)
        except TimeoutError as fault:
            how = "timeout"
            self.report("handoff", fault)
        except Exception as fault:
            how = "error"
            self.report("handoff", fault)
        return TransferEnded(at=self._clock.now(), how=how)

    async def _answer(self, command: Command, action: str) -> Event | None:
        calendar, records, desk = (
            self._services.calendar,
            self._services.records,
            self._services.desk,
        )
        holder, now = self.holder, self._clock.now()
        result: dict[str, Value] = {}
        match command:
            case Say():
                await self._line.say(command)
            case Listen():
                await self._line.listen(command)
            case HangUp():
                await self._line.hang_up()
            case Understand():
                return await self._understood(command)
            case FindPatients():
                found = await records.find_patients(command.name, command.date_of_birth, now=now)
                return PatientsFound(at=self._clock.now(), patients=found)
            case FindOpenings():
                free = await calendar.find_openings(command, holder=holder, now=now)
                return OpeningsFound(at=self._clock.now(), openings=free.openings, exact=free.exact)
            case Hold():
                result["opening"] = await calendar.hold(command.opening, holder=holder, now=now)
            case Release():
                await calendar.release(command.opening, holder=holder)
            case Book():
                result["appointment"] = await calendar.book(command, holder=holder, now=now)
            case Reschedule():
                result["appointment"] = await calendar.reschedule(
                    command.appointment, command.opening, holder=holder, now=now
                )
            case Cancel():
                result["appointment"] = await calendar.cancel(command.appointment, command.reason)
            case Confirm():
                result["appointment"] = await calendar.confirm(command.appointment)
            case CreateTask():
                await desk.create_task(command, holder=holder, now=now)
            case UpdateTask():
                await desk.update_task(command, holder=holder)
            case AddToWaitlist():
                await desk.add_to_waitlist(command, holder=holder)
            case SendMessage():
                await desk.send_message(command, holder=holder)
            case Notify():
                await desk.notify(command.who, command.reason, holder=holder)
        if action in ANSWERED:
            return ActionDone(at=self._clock.now(), action=action, result=result)
        return None

    async def _understood(self, command: Understand) -> Event:
        """What the words mean, unless more urgent ones made the question moot."""
        asked = self._understander.understand(
            command.words, command.expecting, self._clock.now(), command.nbest
        )
        self._thinking = thinking = asyncio.ensure_future(asked)
        try:
            return replace(await thinking, at=self._clock.now())
        except asyncio.CancelledError:
            if _is_stopping():
                raise
            return ActionFailed(at=self._clock.now(), action="understand", how="timeout")
        finally:
            self._thinking = None


def _is_stopping() -> bool:
    """Whether the work itself is being cancelled: by its timeout, or as the process ends."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
