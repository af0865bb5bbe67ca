"""An ear of one call: a connection that mends itself, and silence about all that.

A connection can end, be refused, or stay open and be dead; the last is the worst, for nothing tells
of it. So everything has a deadline, and one timer a call watches them all. After a few tries in a
row the ear is deaf, which it tells once; whoever carries the call knows a way on without it. A
vendor that is down is found out by a few calls (`Breaker`), not by every one.

For every frame there is a place in a queue and one step of one task, and nothing else.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, TypeAlias

from websockets.exceptions import WebSocketException

from engine.commands import Expecting
from nlu.model.breaker import Breaker
from telephony.deepgram.deadlines import Deadlines
from telephony.deepgram.recogniser import Recogniser, Socket, Tell, readable
from telephony.deepgram.tape import Tape
from telephony.deepgram.wire import Refused
from telephony.speech import Deaf, Sound

_MAY_PASS: Final = frozenset({408, 425, 429})
"""Refusals after which to try again; those of 500 and above may pass, too."""
_WRONG_OPTIONS: Final = 400

CHANGED: Final = "changed"
"""Why a connection ends when another is wanted."""

_log = logging.getLogger(__name__)

MakeRecogniser: TypeAlias = Callable[[Tape, Tell], Recogniser]


class _Connection:
    """How one connection goes. Moments are of the event loop."""

    def __init__(self, socket: Socket, now: float) -> None:
        self.socket = socket
        self.broken: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self.sending: float | None = None
        """Since when something is on its way out."""
        self.unanswered: float | None = None
        """Since when sound went out and nothing sensible came back."""
        self.has_heard = False
        self.good_for = 0.0
        """Seconds from its beginning to the last thing that it heard."""
        self._since = now

    def heard(self, now: float) -> None:
        """Something came that shows a recogniser at work."""
        self.has_heard, self.unanswered = True, None
        self.good_for = now - self._since

    def forgive(self, seconds: float) -> None:
        """It was us who had no time: what waits unread would end every call at once."""
        if self.sending is not None:
            self.sending += seconds
        if self.unanswered is not None:
            self.unanswered += seconds

    def is_dead(self, now: float, send: float, quiet: float) -> bool:
        """Whether sound is stuck for longer than `send`, or unanswered for longer than `quiet`."""
        is_stuck = self.sending is not None and now - self.sending > send
        return is_stuck or (self.unanswered is not None and now - self.unanswered > quiet)

    def end(self, reason: str) -> None:
        """Give it up."""
        if not self.broken.done():
            self.broken.set_result(reason)


@dataclass(frozen=True, slots=True)
class _Ended:
    """How a connection, or a try at one, ended. `is_final` means that another is of no use."""

    reason: str
    was_good_for: float = 0.0
    is_final: bool = False


class DeepgramEar:
    """The ear of one call; see `telephony.speech.Ear`. Made by `DeepgramEars`."""

    def __init__(self, make: MakeRecogniser, breaker: Breaker, deadlines: Deadlines) -> None:
        self._tape = Tape()
        self._recogniser = make(self._tape, self._tell)
        self._breaker = breaker
        self._deadlines = deadlines
        self._quiet = deadlines.quiet or self._recogniser.quiet_seconds
        self._idle = deadlines.idle or self._recogniser.idle_seconds
        self._told: Tell | None = None
        self._running: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._connection: _Connection | None = None
        self._wake = asyncio.Event()
        self._fed = True
        """Whether sound was fed since the timer looked last."""
        self._fed_at = 0.0
        self._looked_at = 0.0
        self._is_idle = False
        self._is_outdated = False
        """Whether another connection is wanted than the one that stands or is under way."""
        self._is_over = False

    async def open(self, told: Tell) -> None:
        """Begin; see the port."""
        self._told = told
        self._loop = asyncio.get_running_loop()
        self._running = asyncio.create_task(self._run())
        self._looked_at = self._loop.time()
        self._look()

    def feed(self, frame: bytes) -> None:
        """Sound of the caller; see the port."""
        if not self._is_over:
            self._tape.feed(frame)
            self._fed = True
            self._wake.set()

    def expect(self, expecting: Expecting) -> None:
        """What the caller was just asked; see the port."""
        if self._recogniser.expect(expecting):
            self._is_outdated = True
            if self._connection is not None:
                self._connection.end(CHANGED)
        self._wake.set()

    async def close(self) -> None:
        """Let go; see the port."""
        self._is_over = True
        if self._timer is not None:
            self._timer.cancel()
        connection, running = self._connection, self._running
        if connection is not None and not connection.broken.done():
            with suppress(Exception):
                async with asyncio.timeout(self._deadlines.close):
                    await connection.socket.send_close_stream()
        if running is not None and running is not asyncio.current_task():
            running.cancel()
            await asyncio.wait([running], timeout=2 * self._deadlines.close)

    async def _run(self) -> None:
        reason = await self._stay_connected()
        self._tell(Deaf(reason))
        self._is_over = True
        if self._timer is not None:
            self._timer.cancel()

    async def _stay_connected(self) -> str:
        """One connection after the other; returns why there is no further one."""
        while self._breaker.allows():
            try:
                reason = await self._try_some_times()
            except BaseException:
                self._breaker.given_up()
                raise
            if reason is not None:
                self._breaker.failed()
                return reason
            self._breaker.given_up()
        return "refused"

    async def _try_some_times(self) -> str | None:
        """Connections until one was good for a while, which is `None`, or enough were not."""
        began = self._loop.time()
        for pause in (0.0, *self._deadlines.pauses):
            await asyncio.sleep(pause)
            ended = await self._connect_once()
            if ended.was_good_for >= self._deadlines.steady or ended.reason == CHANGED:
                return None
            if ended.is_final or self._loop.time() - began > self._deadlines.give_up:
                break
        return ended.reason

    async def _connect_once(self) -> _Ended:
        """One connection, to its end."""
        try:
            self._is_outdated = False
            async with self._recogniser.connect() as socket:
                self._tape.rewind()
                async with asyncio.timeout(self._deadlines.connect):
                    await self._recogniser.greet(socket)
                if self._is_outdated:
                    return _Ended(CHANGED)
                self._connection = _Connection(socket, self._loop.time())
                return await self._carry(self._connection)
        except Refused as refusal:
            _log.warning("the recogniser refused: HTTP %d", refusal.status)
            is_final = refusal.status < 500 and refusal.status not in _MAY_PASS
            if refusal.status == _WRONG_OPTIONS and self._recogniser.ask_less():
                is_final = False
            return _Ended("refused", is_final=is_final)
        except TimeoutError:
            return _Ended("silent")
        except (OSError, WebSocketException):
            return _Ended("closed")
        except Exception as fault:  # the kit may raise anything; its text may hold a key
            _log.error("a connection to the recogniser failed: %s", type(fault).__name__)
            return _Ended("closed")
        finally:
            self._connection = None

    async def _carry(self, connection: _Connection) -> _Ended:
        tasks = (
            asyncio.create_task(self._read(connection)),
            asyncio.create_task(self._write(connection)),
        )
        try:
            reason = await connection.broken
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
        _log.info("a connection to the recogniser ended: %s", reason)
        return _Ended(reason, connection.good_for)

    async def _read(self, connection: _Connection) -> None:
        while True:
            try:
                message = await readable(connection.socket)
            except Exception:
                return connection.end("closed")
            try:
                makes_sense = self._recogniser.take(message)
            except Exception as fault:  # a message may hold anything, and must not end a call
                _log.warning("a message could not be used: %s", type(fault).__name__)
                continue
            if makes_sense:
                if not connection.has_heard:
                    self._breaker.succeeded()
                connection.heard(self._loop.time())
            if self._recogniser.has_wish:
                self._wake.set()

    async def _write(self, connection: _Connection) -> None:
        socket = connection.socket
        try:
            while True:
                self._wake.clear()
                connection.sending = self._loop.time()
                if self._is_idle:
                    self._is_idle = False
                    await self._recogniser.keep_alive(socket)
                if self._recogniser.has_wish:
                    await self._recogniser.send_wish(socket)
                while (frame := self._tape.next()) is not None:
                    connection.sending = now = self._loop.time()
                    await socket.send_media(frame)
                    if connection.unanswered is None:
                        connection.unanswered = now
                connection.sending = None
                await self._wake.wait()
        except Exception:
            connection.end("closed")

    def _look(self) -> None:
        """The timer: is sound stuck, is nothing coming back, is there nothing to send?"""
        tick = self._deadlines.tick
        self._timer = self._loop.call_later(tick, self._look)
        now, connection = self._loop.time(), self._connection
        late = now - self._looked_at - tick
        self._looked_at = now
        if self._fed:
            self._fed, self._fed_at = False, now
        if connection is None:
            return
        if late > tick:
            connection.forgive(late)
        quiet = self._quiet if connection.has_heard else min(self._deadlines.first, self._quiet)
        if connection.is_dead(now, self._deadlines.send, quiet):
            connection.end("silent")
        elif now - self._fed_at >= self._idle:
            self._fed_at = now
            self._is_idle = True
            self._wake.set()

    def _tell(self, sound: Sound) -> None:
        if self._told is not None and not self._is_over:
            self._told(sound)
