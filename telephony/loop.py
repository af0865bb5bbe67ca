"""The one loop: take an event, advance, perform the commands, feed their results back as events.

Everything that drives a call goes through here, so everything behaves the same: telephone, text,
terminal, scripted call. Four rules:
- commands are performed in their order, one after the other; their results become events after
  the last of them;
- a handoff rings while the call goes on, so that what the caller says meanwhile is heard;
- words of an emergency do not wait for a model that is still thinking about earlier words;
- should the engine itself fail, the caller is handed to a person (see `telephony/last_resort`).
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from clinic.ports import Services
from engine.advance import advance as advance_call
from engine.advance import start as start_call
from engine.call import Call
from engine.commands import Command, Handoff, Say, Understand
from engine.events import (
    BargedIn,
    CallStarted,
    Event,
    Heard,
    HungUp,
    Keyed,
    Silence,
    TakenOver,
    TimeUp,
    TransferEnded,
    Value,
)
from engine.flow import Flow
from engine.safety import Alarm, Level
from nlu.alarm.displeasure import is_displeased
from nlu.dictation.card import mask_cards
from nlu.language import language_of
from telephony import last_resort
from telephony.actions import Actions
from telephony.alarms import Alarms
from telephony.ports import Clock, Line, Log, Understander
from telephony.record import Entry, Record, Step
from telephony.transcript import caller_line, spoken

Advance: TypeAlias = Callable[[Flow, Call, Event], tuple[Call, tuple[Command, ...]]]
Start: TypeAlias = Callable[[Flow], Call]


class Loop:
    """One call on one line. Its methods may be awaited at the same time; events keep their order.

    The alarm of every utterance is raised here, on the raw words, before the engine sees them.

    `record` holds the transcript and every step; `log` is where the events are kept.
    """

    def __init__(
        self,
        flow: Flow,
        *,
        clock: Clock,
        line: Line,
        understander: Understander,
        services: Services,
        log: Log | None = None,
        advance: Advance = advance_call,
        start: Start = start_call,
    ) -> None:
        self.flow = flow
        self.call = start(flow)
        self.record = Record()
        self._clock = clock
        self._understander = understander
        self._log = log or self.record
        self._actions = Actions(clock, line, understander, services, self._log)
        self._advance = advance
        self._broken = False
        self._alarms = Alarms(flow.triggers, understander, self._actions.report)
        self._turn = asyncio.Lock()
        self._ringing: asyncio.Task[None] | None = None
        self._next: deque[Event] = deque()
        """Answers to commands, and what cannot wait for them."""
        self._later: deque[Event] = deque()

    @property
    def faults(self) -> tuple[tuple[str, Exception], ...]:
        """What failed so far and how: (the action, the exception), for the admin."""
        return tuple(self._actions.faults)

    @property
    def ended(self) -> bool:
        """Whether the call is over; events that come later are ignored."""
        return self.call.state == "END"

    async def begin(
        self,
        call_id: str,
        caller: str | None = None,
        *,
        direction: str = "inbound",
        request: str | None = None,
        known: Mapping[str, Value] | None = None,
        replying: bool = False,
    ) -> None:
        """The line is open: greet."""
        self._actions.holder = call_id
        await self.take(
            CallStarted(
                at=self._clock.now(),
                call_id=call_id,
                caller=caller,
                direction=direction,
                request=request,
                known=known or {},
                replying=replying,
            )
        )

    async def hear(
        self,
        words: str,
        *,
        confidence: float = 1.0,
        audio_quality: float = 1.0,
        raised_voice: bool = False,
        nbest: tuple[str, ...] = (),
        final: bool = True,
        language: str | None = None,
    ) -> None:
        """Words from the caller, as speech recognition or a keyboard gave them.

        `language` is theirs, where the words themselves may not tell.
        """
        heard = self._heard(
            words,
            confidence=confidence,
            audio_quality=audio_quality,
            raised_voice=raised_voice,
            nbest=nbest,
            final=final,
            language=language,
        )
        if final:
            self._alarms.forget()
        self._note_caller(heard)
        await self.take(heard)

    async def overhear(self, words: str) -> bool:
        """Words that may still change: only an emergency in them is acted on, at once.

        Lesser danger is remembered: if the words are taken back, the red-flag question is put.
        Returns whether there was one.
        """
        heard = self._heard(words, final=False)
        if heard.alarm.level is not Level.EMERGENCY:
            return False
        await self.take(heard)
        return True

    async def foresee(self, words: str, confidence: float = 1.0) -> tuple[Say, ...]:
        """What would be said next, had the caller finished with these words. Nothing is done.

        The core is pure, so the future can be looked at and thrown away; what the words mean is
        asked of the understander, which may remember it. What depends on more than the words, such
        as openings, is not foreseen.
        """
        before = self.call
        call, commands = self._advance(self.flow, before, self._heard(words, confidence=confidence))
        last = commands[-1] if commands else None
        if isinstance(last, Understand):
            understood = await self._understander.understand(
                last.words, last.expecting, self._clock.now(), last.nbest
            )
            if self.call is not before:
                return ()
            at = replace(understood, at=self._clock.now())
            _, commands = self._advance(self.flow, call, at)
        return tuple(one for one in commands if isinstance(one, Say))

    async def key(self, digits: str) -> None:
        """Keys pressed on the telephone."""
        masked = mask_cards(digits)
        keyed = Keyed(at=self._clock.now(), digits=masked.removesuffix("#"))
        self._note_caller(keyed)
        await self.take(keyed)

    async def stay_silent(self, seconds: float) -> None:
        """Nothing was said for so long."""
        silence = Silence(at=self._clock.now(), seconds=seconds)
        self._note_caller(silence)
        await self.take(silence)

    async def barge_in(self, heard: str) -> None:
        """The caller began to speak over us, when so much of our words had reached them."""
        await self.take(BargedIn(at=self._clock.now(), heard=heard))

    async def time_up(self) -> None:
        """A clock of the call ran out while nobody spoke."""
        await self.take(TimeUp(at=self._clock.now()))

    async def take_over(self) -> None:
        """Somebody at the clinic wants the caller: put them through."""
        await self.take(TakenOver(at=self._clock.now()))

    async def give_up(self, action: str, fault: Exception) -> None:
        """What carries the call is broken beyond repair: a person, in the last resort's words."""
        async with self._turn:
            if self.ended or self._broken:
                return
            event = TimeUp(at=self._clock.now())
            self.call, commands = self._carry(event, fault, action)
            await self._do(commands)
            await self._work_through()

    async def hung_up(self) -> None:
        """The caller, or the line, is gone."""
        await self.take(HungUp(at=self._clock.now()))

    async def take(self, event: Event) -> None:
        """Work through one event and all that follows from it."""
        if _cannot_wait(event):
            self._next.appendleft(event)
            self._actions.stop_thinking()
        else:
            self._later.append(event)
        async with self._turn:
            await self._work_through()

    async def resume(self, events: Sequence[Event]) -> None:
        """Continue a call from its log, after the process that carried it died.

        Nobody knows how much of what the last event led to was still done, so all of it is done
        again: the question is put once more, and whatever changes the world is such that doing it
        twice does it once. `events` are in the log already; they begin with `CallStarted`.
        """
        async with self._turn:
            await self._do(self._read_again(events))
            await self._work_through()

    async def recall(self, events: Sequence[Event]) -> None:
        """Read a call from its log and do nothing: to look at one that is over."""
        async with self._turn:
            self._read_again(events)

    def _read_again(self, events: Sequence[Event]) -> tuple[Command, ...]:
        """Take events that are in the log already; what the last one led to."""
        commands: tuple[Command, ...] = ()
        for event in events:
            for said in spoken(commands):
                self._note("agent", said)
            if isinstance(event, CallStarted):
                self._actions.holder = event.call_id
            self._note_caller(event)
            commands = self._advanced(event, is_logged=True)
        return commands

    async def settled(self) -> None:
        """Wait until no handoff rings any more, and all that follows from it is done."""
        while (ringing := self._ringing) is not None and not ringing.done():
            await asyncio.wait([ringing])

    async def stop(self) -> None:
        """Let go of the line: nobody is rung any more. The call itself may go on elsewhere."""
        if (ringing := self._ringing) is not None:
            ringing.cancel()
            await asyncio.gather(ringing, return_exceptions=True)

    async def _work_through(self) -> None:
        """Take every event that waits, and do what it leads to."""
        while (self._next or self._later) and not self.ended:
            await self._do(self._advanced((self._next or self._later).popleft()))
        if self.ended:
            self._stop_ringing()

    async def _do(self, commands: Iterable[Command]) -> None:
        for command in commands:
            answer = await self._perform(command)
            if answer is not None:
                self._next.append(answer)

    async def _perform(self, command: Command) -> Event | None:
        if isinstance(command, Say):
            self._note("agent", command.text)
        if isinstance(command, Handoff):
            self._stop_ringing()
            self._ringing = asyncio.create_task(self._hand_off(command))
            return None
        return await self._actions.perform(command)

    async def _hand_off(self, command: Handoff) -> None:
        await self.take(await self._actions.hand_off(command))

    def _stop_ringing(self) -> None:
        """Give up on an earlier handoff, unless it is the one whose end is being worked on."""
        if self._ringing is not None and self._ringing is not asyncio.current_task():
            self._ringing.cancel()

    def _advanced(self, event: Event, *, is_logged: bool = False) -> tuple[Command, ...]:
        if not is_logged:
            self._log.append(event)
        if is_logged or self._log is not self.record:
            self.record.append(event)
        before = self.call
        try:
            if self._broken:
                raise RuntimeError("the engine failed on an earlier event")
            self.call, commands = self._advance(self.flow, before, event)
        except Exception as fault:
            self.call, commands = self._carry(event, fault)
        self.record.steps.append(Step(event, before, self.call, commands))
        return commands

    def _carry(
        self, event: Event, fault: Exception, action: str = "advance"
    ) -> tuple[Call, tuple[Command, ...]]:
        """The engine failed: from here on the last resort stands in for it."""
        call = self.call.copy()
        if not self._broken:
            self._actions.report(action, fault)
            self._broken = True
            commands = last_resort.to_a_person(self.flow, call, event)
            call.escalation = call.escalation or last_resort.REASON
            call.state, call.waiting = "ESCALATE", "transfer"
            return call, commands
        if isinstance(event, TransferEnded):
            call.state = "END"
            return call, last_resort.ending(call, event.how)
        if isinstance(event, HungUp):
            call.state = "END"
        return call, ()

    def _heard(
        self,
        words: str,
        *,
        confidence: float = 1.0,
        audio_quality: float = 1.0,
        raised_voice: bool = False,
        nbest: tuple[str, ...] = (),
        final: bool = True,
        language: str | None = None,
    ) -> Heard:
        """Words as an event, with their alarm; numbers of cards in them are masked."""
        masked = mask_cards(words)
        others = tuple(mask_cards(other) for other in nbest)
        if final:
            alarm = self._alarms.heard(masked, confidence, others)
        else:
            alarm = self._alarms.overheard(masked)
        if raised_voice and is_displeased(masked):
            alarm |= Alarm(distress=True)
        spoken = None
        if final or alarm.level is Level.EMERGENCY:
            spoken = self._spoken(masked, language)
        return Heard(
            at=self._clock.now(),
            words=masked,
            alarm=alarm,
            confidence=confidence,
            audio_quality=audio_quality,
            final=final,
            nbest=others,
            language=spoken,
        )

    def _spoken(self, words: str, theirs: str | None) -> str | None:
        """The language of the words, or else of who says them, when it is not the call's."""
        spoken = language_of(words) or theirs
        return spoken if spoken != self.call.language else None

    def _note_caller(self, event: Event) -> None:
        """Write down what the caller did, if it is to be read."""
        words = caller_line(event)
        if words is not None:
            self._note("caller", words)

    def _note(self, who: str, text: str) -> None:
        self.record.transcript.append(Entry(who, text, self.call.state))


def _cannot_wait(event: Event) -> bool:
    if isinstance(event, Heard):
        return event.alarm.level is Level.EMERGENCY
    return isinstance(event, HungUp)
