"""What a clinic's screens and lists must know of calls under way, noted after the answer.

The events are the call; what was said, where it stands, who the caller proved to be and why they
were handed on can be told from them, so nobody who waits for an answer waits for these notes too.
They are written in the background: of each call in order, every line and only the latest of what
changed, and those of many calls together. What a dying process did not note is noted by whoever
goes on with the call.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Final, Protocol

from clinic.messages.consent import suppress
from clinic.store.call_state import Standing, note_states
from clinic.store.database import Database
from clinic.store.escalations import escalated
from clinic.store.recognition import recognised
from clinic.store.scope import Scope
from engine.events import TransferEnded
from telephony.call_news import News
from telephony.loop import Loop
from telephony.outcome import plain_slots
from telephony.ports import Log

GATHER_SECONDS: Final = 0.1
"""How long the state of a call may wait for that of others; what is urgent waits for nobody."""

_log = logging.getLogger(__name__)


class Noted(Protocol):
    """A call that is under way, and what was noted of it already."""

    scope: Scope
    loop: Loop
    escalated: tuple[str, str | None] | None
    """The reason and end of a handoff that were noted last."""
    known: str | None
    """The patient that the caller was noted to be."""
    opted_out: bool
    """Whether it was noted that they want no more calls."""
    news: News
    """What of it the screens were not told yet."""

    @property
    def log(self) -> Log:
        """Its events."""


class CallNotes:
    """The notes of all calls of a process."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._waiting: dict[str, Noted] = {}
        self._writer: asyncio.Task[None] | None = None
        self._hurry = asyncio.Event()
        self._showing = asyncio.Lock()

    def note(self, call: Noted) -> None:
        """Something has happened in a call; returns at once."""
        self._waiting[call.loop.call.id] = call
        if _handed_on(call) != call.escalated:
            self._hurry.set()
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write())

    async def settled(self) -> None:
        """Wait until everything so far is noted, or could not be."""
        self._hurry.set()
        if self._writer is not None and not self._writer.done():
            await asyncio.wait([self._writer])

    async def last(self, call: Noted) -> None:
        """Note what is left to be noted of a call that is over, but not where it stands.

        Raises whatever is wrong with the database.
        """
        self._waiting.pop(call.loop.call.id, None)
        if self._writer is not None and not self._writer.done() and not self._waiting:
            await self.settled()
        await self._show([call])
        await self._note_changes(call)

    async def _write(self) -> None:
        while self._waiting:
            try:
                async with asyncio.timeout(GATHER_SECONDS):
                    await self._hurry.wait()
            except TimeoutError:
                pass
            self._hurry.clear()
            calls = list(self._waiting.values())
            self._waiting.clear()
            for one in calls:
                await self._tried(one)
            await self._show(calls)

    async def _tried(self, call: Noted) -> None:
        try:
            await call.log.durable()
            await self._note_changes(call)
        except Exception as fault:  # the events are kept; the notes can be made of them
            _log.error("what is new in a call is not noted: %s", type(fault).__name__)

    async def _show(self, calls: list[Noted]) -> None:
        """Note where calls stand, and tell the screens; what fails is told with what follows."""
        async with self._showing:
            try:
                await note_states(self._database, *(self._standing(one) for one in calls))
            except Exception as fault:
                _log.error("where calls stand is not noted: %s", type(fault).__name__)
                return
            for one in calls:
                one.news.told()

    def _standing(self, one: Noted) -> Standing:
        call = one.loop.call
        return Standing(
            one.scope,
            call,
            self._clock(),
            plain_slots(one.loop.flow, call),
            one.news.look(one.loop.record),
        )

    async def _note_changes(self, call: Noted) -> None:
        await self._note_escalation(call)
        await self._note_person(call)

    async def _note_escalation(self, call: Noted) -> None:
        """Keep why a call was handed on and how that ended, whenever it changes."""
        told = _handed_on(call)
        if told is not None and told != call.escalated:
            reason, handoff = told
            await call.log.durable()
            await escalated(
                self._database,
                call.scope,
                call.loop.call.id,
                reason,
                self._clock(),
                handoff=handoff,
            )
            call.escalated = told

    async def _note_person(self, noted: Noted) -> None:
        """Keep who the caller proved to be, and that they want no more calls, once each."""
        call = noted.loop.call
        if call.patient is not None and noted.known is None:
            noted.known = str(call.patient["id"])
            await recognised(self._database, noted.scope, call.id, noted.known, self._clock())
        if call.opted_out and call.caller and not noted.opted_out:
            noted.opted_out = True
            async with self._database.writing() as session:
                await suppress(
                    session,
                    self._database.keyring,
                    noted.scope,
                    call.caller,
                    self._clock(),
                    source="call",
                    words=call.words,
                )


def _handed_on(call: Noted) -> tuple[str, str | None] | None:
    """Why a call was handed to a person, and how the last handoff ended."""
    reason = call.loop.call.escalation
    if reason is None:
        return None
    ends = [one.how for one in call.loop.record.events if isinstance(one, TransferEnded)]
    return reason, ends[-1] if ends else None
