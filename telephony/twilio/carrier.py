"""What is asked of Twilio about a call that it carries: to end it, to ring a person, to take over.

A person is rung on a leg of their own while the caller stays where they are, and is asked first:
only who presses 1 gets the caller (FG-25), so an answering machine gets nobody. Whoever does is put
into a conference of two with the caller; taking the caller out of their stream is the last step.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from typing import Final

from twilio.rest import Client

from agent_config.settings import Settings
from clinic.store.database import Database
from clinic.store.identifier import new_id
from clinic.store.lines import OVER, advance_line, claim, line, open_line
from clinic.store.scope import Scope
from engine.clinic import Clinic
from telephony.twilio.address import STATUS, TURN, address
from telephony.twilio.answer import RING_SECONDS, meet, redirect, whisper
from telephony.twilio.legs import Legs
from telephony.twilio.rest import CarrierFailed, Rest
from telephony.twilio.routing import rung
from telephony.twilio.wording import whispered

DECIDE_SECONDS: Final = 30.0
"""How long somebody who picked up may take to press a key."""
LOOK_SECONDS: Final = 1.0
"""How often the rows are asked whether another process heard how it ended."""
GONE: Final = ("twilio_404", "twilio_20404", "twilio_21220")
"""What Twilio answers about a call that is over."""
_HOW: Final = {"busy": "busy", "completed": "voicemail"}
_EVENTS: Final = ["initiated", "ringing", "answered", "completed"]
_log = logging.getLogger(__name__)


def ending(status: str) -> str | None:
    """How the ringing of a person ended who never pressed 1, by Twilio's word for their leg.

    `None` while it goes on. Who picks up and presses nothing is taken for an answering machine.
    """
    return _HOW.get(status, "no_answer") if status in OVER else None


class TwilioCarrier:
    """The carrier of one call; see the port."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        clock: Callable[[], datetime],
        rest: Rest,
        legs: Legs,
        *,
        scope: Scope,
        clinic: Clinic,
        call_id: str,
    ) -> None:
        self._settings = settings
        self._database = database
        self._clock = clock
        self._rest = rest
        self._legs = legs
        self._scope = scope
        self._clinic = clinic
        self._call_id = call_id

    async def hang_up(self) -> None:
        """End the call, unless the caller is with a person by now; see the port.

        Raises `CarrierFailed`.
        """
        if await self.has_left():
            return
        await self._change(lambda kit: kit.calls(self._call_id).update(status="completed"))

    async def speak_by_turns(self) -> None:
        """Have Twilio hear and speak from here on; the stream ends. Raises `CarrierFailed`."""
        document = redirect(self._settings, TURN, n=0)
        await self._change(lambda kit: kit.calls(self._call_id).update(twiml=document))

    async def has_left(self) -> bool:
        """Whether the caller is with a person: the end of their stream is then no hanging up."""
        if self._legs.has_left(self._call_id):
            return True
        try:
            row = await line(self._database, self._call_id)
        except Exception as fault:
            _log.error("a leg cannot be looked up: %s", type(fault).__name__)
            return False
        return row is not None and row.accepted_at is not None

    async def ring(self, number: str, reason: str) -> str:
        """Call a person, then the second number of an urgent call; see the port.

        Raises `CarrierFailed` if Twilio could call neither.
        """
        failed: CarrierFailed | None = None
        how: str | None = None
        for one in rung(self._clinic, number, reason):
            try:
                how = await self._ring(one, reason)
            except CarrierFailed as fault:
                _log.error("a person could not be called: %s", fault)
                failed = fault
            if how == "answered":
                return how
        if how is None and failed is not None:
            raise failed
        return how or "no_answer"

    async def _ring(self, number: str, reason: str) -> str:
        leg = new_id(self._clock())
        await self._note(open_line, self._scope, leg, self._clock(), caller_line=self._call_id)
        waiting = self._legs.ring(leg)
        place = partial(self._placed, number=number, leg=leg, reason=reason)
        placing = asyncio.ensure_future(self._rest.ask(place, once=True))
        how = None
        try:
            await asyncio.shield(placing)
            how = await self._awaited(leg, waiting)
            return how or "no_answer"
        finally:
            self._legs.forget(leg)
            if how is None:
                self._legs.later(self._stop(leg, placing))

    def _placed(self, kit: Client, *, number: str, leg: str, reason: str) -> str:
        called = kit.calls.create(
            to=number,
            from_=self._clinic.number,
            twiml=whisper(self._settings, leg, whispered(reason), "stream"),
            status_callback=address(self._settings, STATUS, leg=leg),
            status_callback_event=_EVENTS,
            status_callback_method="POST",
            timeout=RING_SECONDS,
        )
        return str(called.sid)

    async def _awaited(self, leg: str, waiting: "asyncio.Future[str]") -> str | None:
        """How it ended; `None` if nobody tells in time."""
        clock = asyncio.get_running_loop().time
        until = clock() + RING_SECONDS + DECIDE_SECONDS
        while (left := until - clock()) > 0:
            done, _ = await asyncio.wait({waiting}, timeout=min(LOOK_SECONDS, left))
            if done:
                return waiting.result()
            try:
                row = await line(self._database, leg)
            except Exception as fault:
                _log.error("a leg cannot be looked up: %s", type(fault).__name__)
                continue
            if row is not None and row.accepted_at is not None:
                self._legs.leave(self._call_id)
                return "answered"
            if row is not None and (how := ending(row.status)) is not None:
                return how
        return None

    async def _stop(self, leg: str, placing: "asyncio.Future[str]") -> None:
        """Stop ringing somebody whom nobody waits for, even if the call is only being placed.

        Who has accepted is left alone: the stream of the caller ended because they were put
        through.
        """
        try:
            row = await line(self._database, leg)
            if self._legs.has_left(self._call_id) or (row is not None and row.accepted_at):
                return
        except Exception as fault:
            _log.error("a leg cannot be looked up: %s", type(fault).__name__)
        await self._note(advance_line, leg, "canceled", self._clock())
        try:
            sid = await placing
            await self._change(lambda kit: kit.calls(sid).update(status="completed"))
        except CarrierFailed as fault:
            _log.error("a person may still be rung: %s", fault)

    async def _change(self, work: Callable[[Client], object]) -> None:
        """Ask something about a call; one that is over needs nothing any more."""
        try:
            await self._rest.ask(work)
        except CarrierFailed as failed:
            if str(failed) not in GONE:
                raise

    async def _note(
        self, work: Callable[..., Awaitable[object]], *given: object, **more: object
    ) -> None:
        """Tell the rows; this process knows it anyway."""
        try:
            await work(self._database, *given, **more)
        except Exception as fault:
            _log.error("a leg is not noted: %s", type(fault).__name__)

    async def put_through(self, leg: str) -> bool:
        """Take the caller out of their stream, to the person on a leg; false if they are gone.

        Whoever waits for that person is told first: the end of the stream that follows would be
        taken for the caller's hanging up. Raises `CarrierFailed`.
        """
        document = meet(self._settings, leg)
        self._legs.leave(self._call_id)
        await self._note(claim, self._call_id, "accepted_at", self._clock())
        self._legs.rung(leg, "answered")
        try:
            await self._rest.ask(lambda kit: kit.calls(self._call_id).update(twiml=document))
        except CarrierFailed as failed:
            self._legs.stay(self._call_id)
            if str(failed) in GONE:
                return False
            raise
        return True
