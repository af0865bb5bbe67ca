"""One telephone call: its sound, its turns, and the loop that decides.

Frames, marks and keys come in and are dealt with at once; whatever takes longer runs beside them,
in the order in which it came. Rules that hold whatever breaks:
- the caller hears something of ours within two seconds, as long as it is our turn;
- when no ear or no voice is left, the carrier hears and speaks by itself; then a person does;
- no call lasts for ever: its clocks are looked at here, and the last of them does not ask;
- whichever way it ends, the leg at the carrier is ended, unless a person has it.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Final

from engine.commands import Handoff, Listen, Say
from engine.flow import Flow
from engine.safety import Level, assess
from telephony.phone.call_clock import CallClock
from telephony.phone.conversation import Conversation, Work
from telephony.phone.ears import Ears
from telephony.phone.latency import Stopwatch
from telephony.phone.music import hold_music
from telephony.phone.patience import asked
from telephony.phone.recorder import Recorder
from telephony.phone.sound import LineMeter, audio_quality
from telephony.phone.speaker import Clips, Speaker
from telephony.phone.turn_taking import (
    USUAL,
    Act,
    Duck,
    Guess,
    Interrupt,
    Pace,
    Pressed,
    Quiet,
    TurnTaking,
    Unheard,
    Utter,
)
from telephony.phone.waiting import Waiting
from telephony.speech import Carrier, Ear, Media, Sound
from telephony.switchboard import LiveCall

CARRIER_SECONDS: Final = 5.0
"""How long the carrier may take to do as it is told."""
EMERGENCY_PROMPT: Final = "safety.emergency"
_log = logging.getLogger(__name__)


class PhoneCall:
    """A call on one line; it is its own `Line`. `ears` are tried in their order."""

    def __init__(
        self,
        flow: Flow,
        media: Media,
        carrier: Carrier,
        ears: Sequence[Ear],
        clips: Clips,
        *,
        noted: Callable[[LiveCall], None] = lambda live: None,
        recorder: Recorder | None = None,
        pace: Pace = USUAL,
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._flow = flow
        self._recorder = recorder or Recorder()
        self._media = media = self._recorder.through(media)
        self._carrier = carrier
        self._ears = Ears(ears, self.told, self._unheard)
        self._clips = clips
        self._noted = noted
        self._talk = Conversation(self._changed)
        self._speaker = Speaker(
            media, clips, spoken=self._spoken, failed=self._unspoken, began=self._began
        )
        self._turns = TurnTaking(self._loop.time(), pace)
        self._meter = LineMeter()
        self._timer: asyncio.TimerHandle | None = None
        self._timer_at = 0.0
        self._waiting = Waiting(self._speaker, clips, self._language)
        self._clock = CallClock(
            flow.limits,
            is_talking=lambda: self._turns.is_talking,
            time_up=lambda: self._talk.do(lambda live: live.loop.time_up()),
            too_long=lambda: self._give_up(TimeoutError("the call lasts too long")),
        )
        self._alarmed = Level.NONE
        self._by_turns = False
        self._has_person = False
        self.over = asyncio.Event()
        """Set when nothing is left to do on this line."""
        self.stopwatch = Stopwatch(self._loop.time)

    # --- the call

    @property
    def is_listening(self) -> bool:
        """Whether it is the caller's turn: they were asked something, and have heard us out."""
        return not self._speaker.is_busy and not self._waiting.is_our_turn

    async def open(self) -> None:
        """Listen, before anything is said."""
        await self._ears.open()

    async def carry(self, live: LiveCall) -> None:
        """Carry a call that has begun until its line is free again."""
        self._talk.begin(live)
        self._clock.watch(live.loop.call)
        if live.loop.ended:
            self.over.set()
        await self.over.wait()

    async def close(self) -> None:
        """Let go of everything; the call itself may go on elsewhere."""
        self._waiting.end()
        self._clock.stop()
        if self._timer is not None:
            self._timer.cancel()
        self._speaker.close()
        await self._talk.close()
        await self._ears.close()
        await self._media.close()

    # --- what comes from the line; nothing here waits

    def frame(self, sound: bytes) -> None:
        """Sound of the caller: 20 milliseconds, or any length."""
        self._ears.feed(sound)
        self._recorder.heard(sound)
        if self._meter.feed(sound):
            self._keep_protected()
            self._act(self._turns.voice(self._loop.time()))

    def key(self, digit: str) -> None:
        """A key of the caller's telephone."""
        self._act(self._turns.key(self._loop.time(), digit))

    def told(self, sound: Sound) -> None:
        """What a recogniser made of the sound, or somebody typed instead."""
        self._keep_protected()
        self._act(self._turns.sound(self._loop.time(), sound))

    def marked(self, name: str) -> None:
        """The carrier has played up to a mark."""
        self._speaker.marked(name)

    def gone(self) -> None:
        """The caller has hung up, or the carrier took the line away."""
        if self._by_turns or self._has_person:
            self.over.set()
        else:
            self._talk.do(self._line_is_gone, self.over.set)

    def broke(self) -> None:
        """The stream broke off though nobody hung up: the carrier rings the clinic by itself."""
        if self._by_turns or self._has_person:
            self.over.set()
            return
        self._has_person = True
        self._give_up(ConnectionError("the stream broke off"), self.over.set)

    def order(self, work: Work, then: Callable[[], None]) -> None:
        """Do at once what people at the clinic want; we fall silent, unless it must be heard."""
        if not self._speaker.is_protected:
            self._turns.spoken(self._loop.time())
            self._interrupt()
        self._talk.do(work, then)

    # --- the engine's orders (`telephony.ports.Line`)

    async def say(self, say: Say) -> None:
        """Speak a sentence, that of an emergency at once; returns when it is under way."""
        if say.prompt == EMERGENCY_PROMPT and self._speaker.is_busy:
            self._speaker.stop()
        self.stopwatch.decided()
        self._speaker.say(say.text, say.language, protected=not say.interruptible)
        self._recorder.say(say.text)
        self._turns.speak(protected=self._speaker.is_protected)

    async def listen(self, listen: Listen) -> None:
        """Expect the caller to answer what was asked."""
        question = asked(self._flow, listen.expecting)
        self._turns.ask(question, patient=listen.patience == "extra")
        self._ears.expect(listen.expecting)
        if not self._speaker.is_busy:
            self._turns.spoken(self._loop.time())
        self._waiting.end()

    async def handoff(self, handoff: Handoff) -> str:
        """Ring a person while the caller hears music."""
        if self._has_person:
            return "answered"  # the carrier rings the clinic already
        if handoff.music:
            self._speaker.hold_music(hold_music())
        self._waiting.end()
        try:
            how = await self._carrier.ring(handoff.line, handoff.reason)
        finally:
            self._speaker.hold_music(b"")
        self._has_person = how == "answered"
        if self._has_person:
            self._recorder.stop()
        else:
            self._owe()
        then = self.over.set if self._has_person else None
        self._talk.do(lambda live: live.loop.settled(), then)
        return how

    async def hang_up(self) -> None:
        """End the call when everything said has been heard."""
        self._turns.work()
        self._waiting.end()
        self._talk.do(self._end_leg, self.over.set)

    # --- turns

    def _keep_protected(self) -> None:
        """Whether we may be interrupted now, sentence by sentence."""
        if self._speaker.is_busy:
            self._turns.speak(protected=self._speaker.is_protected)

    def _act(self, acts: Iterable[Act]) -> None:
        """Do as turn taking says; should it fail itself, a person takes the call."""
        try:
            for act in acts:
                self._obey(act)
        except Exception as fault:
            _log.error("turn taking failed: %s", type(fault).__name__)
            self._give_up(fault)
        self._arm()

    def _obey(self, act: Act) -> None:
        match act:
            case Duck(on):
                self._speaker.duck(on)
            case Interrupt():
                self._interrupt()
            case Guess():
                self._guess(act)
            case Utter():
                self._alarmed = Level.NONE
                self.stopwatch.heard()
                self._talk.do(lambda live: self._hear(live, act))
            case Quiet(seconds):
                self._talk.do(lambda live: self._quiet(live, seconds))
            case Unheard():
                self._waiting.stand_in()
            case Pressed(digits):
                self.stopwatch.heard()
                self._talk.do(lambda live: self._press(live, digits))

    def _interrupt(self) -> None:
        heard = self._speaker.stop()
        if heard is not None:
            self._recorder.interrupted(heard)
            self._talk.do(lambda live: live.loop.barge_in(heard))

    def _guess(self, guess: Guess) -> None:
        level = assess(guess.words, self._flow.triggers).level
        if level and not guess.is_likely:
            # "I'm dying" may go on with "to get my teeth whitened": one more word must not mend it
            before = guess.words.rpartition(" ")[0]
            level = min(level, assess(before, self._flow.triggers).level)
        if level > self._alarmed:
            self._alarmed = level
            self._talk.do(lambda live: live.loop.overhear(guess.words))
        if guess.is_likely:
            self._talk.do(lambda live: self._foresee(live, guess))

    async def _foresee(self, live: LiveCall, guess: Guess) -> None:
        with suppress(Exception):  # what cannot be foreseen is found out in its time
            for say in await live.loop.foresee(guess.words, guess.confidence):
                self._clips.prefetch(say.text, say.language)

    async def _hear(self, live: LiveCall, said: Utter) -> None:
        self._owe()
        quality, raised = self._meter.utterance()
        await live.loop.hear(
            said.words,
            confidence=said.confidence,
            audio_quality=audio_quality(quality, said.confidence),
            raised_voice=raised,
            nbest=said.nbest,
        )

    async def _press(self, live: LiveCall, digits: str) -> None:
        self._owe()
        await live.loop.key(digits)

    async def _quiet(self, live: LiveCall, seconds: float) -> None:
        self._owe()
        await live.loop.stay_silent(round(seconds, 1))

    # --- what we say

    def _began(self) -> None:
        """Sound flows after none did."""
        self.stopwatch.spoke()
        self._arm()

    def _spoken(self) -> None:
        """Everything has been heard to the end."""
        self.stopwatch.fell_silent()
        self._recorder.spoken()
        self._turns.spoken(self._loop.time())
        if self._waiting.is_our_turn:
            self._waiting.begin()
        self._arm()

    def _unspoken(self, text: str, language: str) -> None:
        """No voice could speak a sentence: the carrier's own must."""
        self._recorder.unspoken()
        self._let_carrier_speak(ConnectionError("no voice speaks"))

    def _owe(self) -> None:
        """It is our turn."""
        self._turns.work()
        self._waiting.begin()

    def _language(self) -> str:
        return self._talk.live.loop.call.language if self._talk.live is not None else "en"

    # --- ways on when something breaks

    @property
    def goes_on_by_turns(self) -> bool:
        """Whether the call goes on at the carrier, out of this stream."""
        return self._by_turns

    def _unheard(self, reason: str) -> None:
        """Nothing hears the caller any more: the carrier must."""
        self._let_carrier_speak(ConnectionError(f"nothing hears the caller: {reason}"))

    def _let_carrier_speak(self, fault: Exception) -> None:
        """The carrier hears and speaks from here on; if it cannot either, a person does."""
        if not (self._by_turns or self._has_person or self.over.is_set()):
            self._by_turns = True
            self._talk.do(lambda live: self._speak_by_turns(live, fault))

    async def _speak_by_turns(self, live: LiveCall, fault: Exception) -> None:
        try:
            await live.log.durable()
            async with asyncio.timeout(CARRIER_SECONDS):
                await self._carrier.speak_by_turns()
        except Exception as further:
            _log.error("the carrier does not take a call over: %s", type(further).__name__)
            self._by_turns = False
            await self._talk.give_up(fault)
        else:
            self.over.set()

    def _give_up(self, fault: Exception, then: Callable[[], None] | None = None) -> None:
        self._talk.do(lambda _: self._talk.give_up(fault), then)

    async def _line_is_gone(self, live: LiveCall) -> None:
        """The caller hung up, unless they have just been put through to a person."""
        if await self._carrier.has_left():
            self._has_person = True
            await live.loop.settled()
        else:
            await live.loop.hung_up()

    async def _end_leg(self, live: LiveCall) -> None:
        """Hear everything out, then end the leg at the carrier; a person's leg is left alone."""
        await self._speaker.heard_out()
        if self._has_person:
            return
        try:
            async with asyncio.timeout(CARRIER_SECONDS):
                await self._carrier.hang_up()
        except Exception as fault:
            _log.error("a call could not be ended at the carrier: %s", type(fault).__name__)

    def _changed(self, live: LiveCall) -> None:
        """Something was done in the call."""
        self._noted(live)
        if not live.loop.ended:
            self._clock.watch(live.loop.call)
            return
        self._clock.stop()
        if self._has_person:
            self.over.set()

    def _arm(self) -> None:
        """Look again when turn taking wants it."""
        due = self._turns.due()
        if self._timer is not None and due != self._timer_at:
            self._timer.cancel()
            self._timer = None
        if self._timer is None and due is not None:
            self._timer_at = due
            self._timer = self._loop.call_at(due, self._tick)

    def _tick(self) -> None:
        self._timer = None
        self._act(self._turns.tick(self._loop.time()))
