"""Somebody whom a server calls, acted: who picks up, what they answer, what the carrier hears.

The carrier listens for an answering machine beside the call (asynchronous AMD, `DetectMessageEnd`)
and tells what it takes the callee for: rightly, unless something else is ordered. Its report holds
four fields and no numbers (twilio.com/docs/voice/answering-machine-detection).
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias
from xml.etree.ElementTree import Element

from telephony.sandbox.twilio_call import ActedCall, Around, Behaviour, Ended, Input
from telephony.sandbox.twilio_webhooks import NoAnswer

PickedUp: TypeAlias = Literal["human", "voicemail", "busy", "no_answer", "rings", "failed"]
"""What happens to a call: somebody or their machine picks up, the line is busy, nobody picks up, it
rings until it is stopped, or there is no such number."""
Reply: TypeAlias = str | None
"""What a callee does when asked: words, keys (all digits), nothing (""), or they hang up (`None`).
"""
Script: TypeAlias = Sequence[Reply] | Callable[[str], Reply]
"""Replies in their order, silence after the last; or what answers whatever was said."""
_DOES: Final[dict[PickedUp, Behaviour]] = {
    "human": "accepts",
    "voicemail": "voicemail",
    "busy": "busy",
    "no_answer": "no_answer",
    "rings": "rings",
}


@dataclass(frozen=True, slots=True)
class Callee:
    """What somebody does who is called."""

    picks_up: PickedUp = "human"
    replies: Script = ()
    taken_for: str | None = None
    """`AnsweredBy` as the carrier has it: "human", "machine_end_beep", "unknown" …; "" if it never
    tells. `None`: what is so."""
    told_after: int = 0
    """After how many replies the carrier tells it."""

    @property
    def answered_by(self) -> str:
        """What the carrier takes them for."""
        if self.taken_for is not None:
            return self.taken_for
        return "machine_end_beep" if self.picks_up == "voicemail" else "human"


HUMAN: Final = Callee()


class PlacedCall(ActedCall):
    """A leg that a server placed, with somebody at its end. `heard` is all that they were told."""

    def __init__(
        self,
        around: Around,
        callee: Callee,
        *,
        from_: str,
        to: str,
        callback: str | None,
        events: tuple[str, ...],
        amd: str | None,
    ) -> None:
        super().__init__(
            around,
            from_=from_,
            to=to,
            direction="outbound-api",
            behaviour=_DOES.get(callee.picks_up, "rings"),
            callback=callback,
            events=events,
        )
        self.callee = callee
        self.heard: list[str] = []
        self._amd = amd
        self._replies = 0
        self._telling: asyncio.Task[None] | None = None

    async def ring(self, document: Callable[[], Awaitable[str]] | None = None) -> None:
        """Ring them; a number that does not exist fails."""
        if self.callee.picks_up == "failed":
            await self._becomes("initiated")
            await self.end("failed")
            return
        await super().ring(document)

    async def work_through(self, document: str, *, whole: bool = True) -> None:
        """Do what a document says; see `ActedCall`."""
        try:
            await super().work_through(document, whole=whole)
        finally:
            self._heard_out()

    async def _input(self) -> Input:
        words = self._heard_out()
        await self._tell()
        reply = self._reply(words)
        self._replies += 1
        if reply is None:
            raise Ended
        return Input(digits=reply) if reply.isdecimal() else Input(words=reply)

    async def _streamed(self, verb: Element) -> None:
        if self._replies == self.callee.told_after:
            self._tell_soon()
        await super()._streamed(verb)

    def _reply(self, words: str) -> Reply:
        if self.callee.picks_up == "voicemail":
            return ""
        if callable(self.callee.replies):
            return self.callee.replies(words)
        return self.callee.replies[self._replies] if self._replies < self._count else ""

    @property
    def _count(self) -> int:
        return 0 if callable(self.callee.replies) else len(self.callee.replies)

    def _heard_out(self) -> str:
        """What was said since they last answered."""
        said, self.said = self.said, []
        self.heard += said
        return " ".join(said)

    async def _tell(self) -> None:
        """Report what the carrier takes them for, when it is time, and wait until that is known.

        Asked to do something else with the call, it does that instead of waiting.
        """
        if self._replies == self.callee.told_after:
            self._tell_soon()
        if self._telling is not None:
            await asyncio.shield(self._telling)

    def _tell_soon(self) -> None:
        answered_by = self.callee.answered_by
        if self._amd is not None and answered_by and self._telling is None:
            self._telling = asyncio.create_task(self._told(self._amd, answered_by))

    async def _told(self, address: str, answered_by: str) -> None:
        fields = {
            "CallSid": self.sid,
            "AccountSid": self._around.account,
            "AnsweredBy": answered_by,
            "MachineDetectionDuration": "3200",
        }
        with suppress(NoAnswer):
            await self._around.post(address, fields)
