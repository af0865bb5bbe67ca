"""What carries a call, as protocols: a telephone, a terminal, a chat window or a simulation.

A method that fails raises; the loop turns that into an event. Nothing here knows the flow.
"""

from datetime import datetime
from typing import Protocol

from engine.commands import Expecting, Handoff, Listen, Say
from engine.events import Event, Understood
from engine.safety import Alarm


class Clock(Protocol):
    """The time of the call, in the clinic's zone."""

    def now(self) -> datetime:
        """An aware moment."""


class Line(Protocol):
    """The caller's ear and the way to a person. Sentences are heard in the order of `say`."""

    async def say(self, say: Say) -> None:
        """Speak a sentence; returns when it is under way, not when it is over."""

    async def listen(self, listen: Listen) -> None:
        """Expect the caller: what was asked, and how patient to be about a silence."""

    async def handoff(self, handoff: Handoff) -> str:
        """Connect the caller to a person.

        Returns how it ended: `answered`, `busy`, `no_answer` or `voicemail`. The line rings for
        as long as it finds right; it is not timed by the loop, but cancelled when the caller
        hangs up or another handoff takes its place.
        """

    async def hang_up(self) -> None:
        """End the call, after everything said has been heard."""


class Understander(Protocol):
    """Words into meaning. `understand` may ask a model; `alarm` is local and at once.

    An alarm can only be added to what the word rules find, and is never asked of interim words.
    """

    async def understand(
        self, words: str, expecting: Expecting, at: datetime, nbest: tuple[str, ...] = ()
    ) -> Understood:
        """What words mean as an answer to what was asked."""

    def alarm(self, words: str) -> Alarm:
        """How urgent words are."""


class RemoteUnderstander(Understander, Protocol):
    """One that asks elsewhere; it answers in any case, and soon."""

    async def warm_up(self) -> None:
        """Make ready before the first words come; never fails."""

    async def close(self) -> None:
        """Let go of what was opened; it may be used again."""


class Log(Protocol):
    """Where the events of a call are kept, in order. The call is the fold of them."""

    def append(self, event: Event) -> None:
        """Take an event in. Never waits: speech does not wait for the log."""

    async def durable(self) -> None:
        """Wait until every event so far would survive a crash."""


class Keeping(Log, Protocol):
    """The log of one call: its events, kept as they come."""

    @property
    def length(self) -> int:
        """How many events the call has, as far as this log knows."""

    async def close(self) -> None:
        """Wait until everything is kept."""
