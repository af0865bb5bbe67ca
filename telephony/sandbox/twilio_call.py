"""One leg at Twilio, acted: a small, faithful reader of TwiML.

Verbs are done in their order; what asks a server (`action`, `<Redirect>`) goes on with the
document that it answers; a new document from outside takes the place of whatever is under way; the
end of a document is the end of the leg. Speaking takes no time here, and silence is ordered, so no
test waits for a clock.
"""

import asyncio
import io
import wave
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal, Protocol, TypeAlias
from uuid import uuid4
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from telephony.sandbox.twilio_webhooks import NoAnswer

Behaviour: TypeAlias = Literal["accepts", "declines", "voicemail", "busy", "no_answer", "rings"]
"""What somebody does who is rung: picks up and presses 1; presses another key; an answering machine
picks up, which presses nothing; the line is busy; nobody picks up; it rings until it is stopped."""
Stream: TypeAlias = Callable[[str, Mapping[str, str], str], Awaitable[None]]
"""Carries the sound of `<Connect><Stream>`: (address, parameters, the leg). Returns when the server
has ended the stream; cancelled, the leg has another document, or is over."""
OVER: Final = ("completed", "busy", "no-answer", "failed", "canceled")
MESSAGE_SECONDS: Final = 7
"""How long everybody speaks after the tone."""
MOST_DOCUMENTS: Final = 500
"""Of one leg: a server that answers in a circle is stopped."""


@dataclass(frozen=True, slots=True)
class Input:
    """What a caller does when they are asked: nothing at all is silence."""

    words: str = ""
    confidence: float = 0.95
    digits: str = ""


@dataclass(slots=True)
class Conference:
    """A room where legs hear one another."""

    members: list[str] = field(default_factory=list)
    met: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)


class Around(Protocol):
    """What a leg needs of the stand-in around it."""

    account: str
    conferences: dict[str, Conference]
    sounds: dict[str, bytes]
    """The WAV files of recordings, by id."""
    stream: Stream | None
    ring_seconds: float
    clock: Callable[[], datetime]

    async def post(self, address: str, fields: Mapping[str, str]) -> str:
        """Ask a server. Raises `NoAnswer`."""

    def dialled(self, caller: "ActedCall", number: str) -> "ActedCall":
        """A new leg to a number, on behalf of another."""


class Ended(Exception):  # noqa: N818 - an outcome
    """The leg is over."""


class ActedCall:
    """A leg. `said` is everything it was told so far; `status` Twilio's word."""

    def __init__(
        self,
        around: Around,
        *,
        from_: str,
        to: str,
        direction: str,
        behaviour: Behaviour = "accepts",
        parent: str | None = None,
        callback: str | None = None,
        events: tuple[str, ...] = ("completed",),
        fallback: str | None = None,
        sid: str | None = None,
    ) -> None:
        self.sid = sid or f"CA{uuid4().hex}"
        self.from_, self.to, self.direction, self.parent = from_, to, direction, parent
        self.behaviour, self.at = behaviour, around.clock()
        self.status = "queued"
        self.said: list[str] = []
        self.document = ""
        """What it was told last."""
        self.recordings: list[str] = []
        self.ended = asyncio.Event()
        self.asked = asyncio.Event()
        """Set while it waits for the caller at a `<Gather>`."""
        self.answered = asyncio.Event()
        self.bridged = False
        self._around = around
        self._callback, self._events, self._fallback = callback, events, fallback
        self._sequence = 0
        self._inputs: asyncio.Queue[Input] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None

    # --- what the person on this leg does

    async def asks(self) -> list[str]:
        """Wait for the next question, or the end; returns what was said until then."""
        ways = [asyncio.ensure_future(one.wait()) for one in (self.asked, self.ended)]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
        said, self.said = self.said, []
        return said

    def say(self, words: str, confidence: float = 0.95) -> None:
        """Answer in words."""
        self._does(Input(words=words, confidence=confidence))

    def press(self, digits: str) -> None:
        """Answer with keys."""
        self._does(Input(digits=digits))

    def keep_silent(self) -> None:
        """Answer nothing."""
        self._does(Input())

    async def hang_up(self) -> None:
        """Put the receiver down."""
        await self.end("completed")

    def _does(self, one: Input) -> None:
        self.asked.clear()
        self._inputs.put_nowait(one)

    # --- what Twilio does with it

    def begin(self, document: Callable[[], Awaitable[str]]) -> None:
        """Go on with what a server says, instead of whatever is under way."""
        if self._task is not None and self._task is not asyncio.current_task():
            self._task.cancel()
        self._task = asyncio.create_task(self._carried(document))

    def ring_later(self, document: Callable[[], Awaitable[str]]) -> None:
        """Ring a person, while whoever ordered it goes on."""
        self._task = asyncio.create_task(self.ring(document))

    async def ring(self, document: Callable[[], Awaitable[str]] | None = None) -> None:
        """Ring a person, and go on with a document, if there is one, once they pick up."""
        await self._becomes("initiated")
        await self._becomes("ringing")
        await asyncio.sleep(self._around.ring_seconds)
        if self.behaviour in ("busy", "no_answer"):
            await self.end(self.behaviour.replace("_", "-"))
            return
        if self.behaviour == "rings":
            return
        await self._becomes("in-progress", "answered")
        self.answered.set()
        if document is not None:
            self.begin(document)

    async def end(self, status: str) -> None:
        """The leg is over."""
        if self.status in OVER:
            return
        task, self._task = self._task, None
        if task is not None and task is not asyncio.current_task():
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        self.asked.clear()
        await self._becomes(status, "completed")
        self.ended.set()

    async def _carried(self, document: Callable[[], Awaitable[str]]) -> None:
        with suppress(Ended):
            try:
                await self.work_through(await document())
            except NoAnswer:
                if self._fallback is None:
                    await self.end("failed")
                    return
                with suppress(NoAnswer):
                    await self.work_through(await self.ask(self._fallback))
        await self.end("completed")

    async def _becomes(self, status: str, event: str | None = None) -> None:
        self.status = status
        if self._callback is None or (event or status) not in self._events:
            return
        self._sequence += 1
        more = {
            "SequenceNumber": str(self._sequence),
            "CallbackSource": "call-progress-events",
        }
        with suppress(NoAnswer):
            await self._around.post(self._callback, {**self.fields(), **more})

    def fields(self, **more: str) -> dict[str, str]:
        """What every form about this leg holds."""
        known = {
            "CallSid": self.sid,
            "AccountSid": self._around.account,
            "From": self.from_,
            "To": self.to,
            "Caller": self.from_,
            "Called": self.to,
            "CallStatus": self.status,
            "Direction": self.direction,
            "ApiVersion": "2010-04-01",
        }
        if self.parent is not None:
            known["ParentCallSid"] = self.parent
        return {**known, **more}

    async def ask(self, address: str, **more: str) -> str:
        """What a server says comes next. Raises `NoAnswer`."""
        return await self._around.post(address, self.fields(**more))

    async def work_through(self, document: str, *, whole: bool = True) -> None:
        """Do what a document says, and what those say that follow it. Raises `Ended`, `NoAnswer`.

        `whole` if the end of the last document is the end of the leg.
        """
        following: str | None = document
        for _ in range(MOST_DOCUMENTS):
            self.document = following or ""
            try:
                verbs = list(ElementTree.fromstring(self.document))
            except ElementTree.ParseError:
                raise NoAnswer("no document") from None
            following = None
            for verb in verbs:
                following = await self._done(verb)
                if following is not None:
                    break
            if following is None:
                break
        if whole:
            raise Ended

    async def _done(self, verb: Element) -> str | None:
        """Do a verb; the document to go on with, if it led to one."""
        match verb.tag:
            case "Say":
                self.said.append(verb.text or "")
            case "Gather":
                return await self._gathered(verb)
            case "Dial":
                return await self._dialled(verb)
            case "Connect":
                await self._streamed(verb)
            case "Redirect":
                return await self.ask(verb.text or "")
            case "Record":
                return await self._recorded(verb)
            case "Hangup" | "Reject":
                raise Ended
            case "Pause" | "Play":
                pass
            case other:
                raise NoAnswer(f"no verb {other}")
        return None

    async def _gathered(self, verb: Element) -> str | None:
        self.said.extend(one.text or "" for one in verb if one.tag == "Say")
        given = await self._input()
        allowed = (verb.get("input") or "dtmf").split()
        more: dict[str, str] = {}
        if given.digits and "dtmf" in allowed:
            more["Digits"] = given.digits[: int(verb.get("numDigits") or 99)]
        elif given.words and "speech" in allowed:
            more |= {"SpeechResult": given.words, "Confidence": str(given.confidence)}
        if more or verb.get("actionOnEmptyResult") == "true":
            return await self.ask(verb.get("action") or "", **more)
        return None

    async def _input(self) -> Input:
        if self.direction == "inbound":
            self.asked.set()
            try:
                return await self._inputs.get()
            finally:
                self.asked.clear()
        return {"accepts": Input(digits="1"), "declines": Input(digits="2")}.get(
            self.behaviour, Input()
        )

    async def _streamed(self, verb: Element) -> None:
        stream = verb.find("Stream")
        if stream is None or self._around.stream is None:
            return
        parameters = {
            one.get("name") or "": one.get("value") or "" for one in stream.iter("Parameter")
        }
        await self._around.stream(stream.get("url") or "", parameters, self.sid)

    async def _dialled(self, verb: Element) -> str | None:
        room = verb.find("Conference")
        if room is not None:
            await self._met(room)
            outcome = {"DialCallStatus": "answered", "DialBridged": "true"}
        else:
            outcome = await self._bridged(verb)
        action = verb.get("action")
        return await self.ask(action, **outcome) if action else None

    async def _bridged(self, verb: Element) -> dict[str, str]:
        """Ring a number; both hear one another until the person hangs up."""
        number = verb.find("Number")
        wanted = (number.text if number is not None else verb.text) or ""
        leg = self._around.dialled(self, wanted)
        whisper = number.get("url") if number is not None else None
        try:
            await leg.ring()
            if leg.behaviour == "rings":
                await leg.ended.wait()
            leg.bridged = bridged = leg.answered.is_set() and await leg._agreed(whisper)
            status = leg.status if leg.status in ("busy", "no-answer") else "completed"
        finally:
            await leg.end("completed")
        return {
            "DialCallStatus": status,
            "DialCallSid": leg.sid,
            "DialBridged": "true" if bridged else "false",
            "DialCallDuration": "30" if bridged else "0",
        }

    async def _agreed(self, whisper: str | None) -> bool:
        """Whether a person is put through: after a whisper, if that did not end their leg."""
        if whisper is None:
            return True
        try:
            await self.work_through(await self.ask(whisper), whole=False)
        except (Ended, NoAnswer):
            return False
        return True

    async def _met(self, room: Element) -> None:
        place = self._around.conferences.setdefault(room.text or "", Conference())
        place.members.append(self.sid)
        if len(place.members) > 1:
            place.met.set()
        try:
            await place.over.wait()
        finally:
            place.members.remove(self.sid)
            if room.get("endConferenceOnExit") == "true":
                place.over.set()

    async def _recorded(self, verb: Element) -> str | None:
        given = await self._input() if self.direction == "inbound" else Input()
        if not given.words and not given.digits:
            return None  # silence is no recording: the document goes on
        recording = f"RE{uuid4().hex}"
        self.recordings.append(given.words)
        self._around.sounds[recording] = _message()
        return await self.ask(
            verb.get("action") or "",
            RecordingSid=recording,
            RecordingUrl=f"https://api.twilio.com/2010-04-01/Accounts/{self._around.account}"
            f"/Recordings/{recording}",
            RecordingDuration=str(MESSAGE_SECONDS),
        )


def _message() -> bytes:
    """A silent message in the form of the vendor's WAV files: 8 kHz, 16 bits, one channel."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8_000)
        file.writeframes(bytes(2 * 8_000 * MESSAGE_SECONDS))
    return out.getvalue()
