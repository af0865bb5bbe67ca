"""Runs a scripted call: the real engine and the real understanding in a simulated world.

The rules that scripts rely on are settled in the product's design; in short: an `answers` block
goes on until a question it does not hold, an offer, CONFIRM, or an entry that would be needed
twice; after the call has ended the caller's turns are skipped but what was said is still judged;
a script that runs out hangs up. A failure is a sentence that names the file and line.
"""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from zoneinfo import ZoneInfo

from agent_config.script import (
    Agent,
    Answers,
    Caller,
    Choose,
    Expect,
    Expected,
    Fails,
    HangsUp,
    Interrupts,
    Keys,
    Script,
    Silence,
)
from clinic.ports import Conflict
from engine.call import Question, expecting
from engine.commands import Say
from engine.flow import Flow
from engine.safety import Level
from telephony.answering import DANGERS, NO_DANGER, POSITIONS, YES, in_words, name_of, reached
from telephony.faulty import Fault, Kept
from telephony.judging import disagreements
from telephony.loop import Loop
from telephony.mouth import Mouth, Overheard
from telephony.outcome import Outcome, outcome
from telephony.placed import placed
from telephony.ports import Log, RemoteUnderstander, Understander
from telephony.simulated import SECONDS_PER_TURN, LocalUnderstanding, World
from telephony.sounds_alike import Spelling

CALL_ID: Final = "call-1"
REPEATS: Final = 2
"""How often a caller who was misheard says it again, when they are asked the same again."""
INSISTS: Final = 3
"""How often a caller in danger says so again at the end of a script, before they hang up."""
UNHEARD: Final = ("prompts.noisy", "prompts.unclear")
"""What is said to a caller who cannot be heard well."""
UNHEARD_SECONDS: Final = 7.0
"""Silence, to us, of a caller of whom nothing was heard."""


@dataclass(frozen=True, slots=True)
class Result:
    """A scripted call that was run."""

    call: str
    failures: tuple[str, ...]
    outcome: Outcome

    @property
    def passed(self) -> bool:
        """Whether everything was as the script expects."""
        return not self.failures

    def as_json(self) -> dict[str, Any]:
        """The object that `simulate --json` lists."""
        return {
            "call": self.call,
            "passed": self.passed,
            "failures": list(self.failures),
            **self.outcome.as_json(),
        }


def run(
    script: Script,
    flow: Flow,
    understanding: LocalUnderstanding,
    model: RemoteUnderstander | None = None,
    mouth: Mouth | None = None,
) -> Result:
    """Run one script to its end; a `model` helps to understand what it holds.

    With a `mouth` the caller's words are said aloud, and what is heard of them goes on.
    """
    return asyncio.run(_run(Run(script, flow, understanding, model, mouth=mouth), model))


async def _run(one: "Run", model: RemoteUnderstander | None) -> Result:
    """Run to the end, and close what belongs to this run's loop of events."""
    try:
        return await one.to_the_end()
    finally:
        await one.close()
        if model is not None:
            await model.close()


class Run:
    """One script on its way.

    `services` are those of a clinic that holds what the script is given; without them, one is made
    up in memory. `log` keeps the events.
    """

    def __init__(
        self,
        script: Script,
        flow: Flow,
        understanding: LocalUnderstanding,
        model: Understander | None = None,
        services: Kept | None = None,
        log: Log | None = None,
        mouth: Mouth | None = None,
    ) -> None:
        self._mouth = mouth
        self._spelling = Spelling(script) if mouth is not None else None
        self._repeats = 0
        """How often the caller said something again, having been misheard."""
        self._last = ""
        """What the caller said last."""
        if not script.limited:
            limits = replace(flow.limits, turns=None, minutes=None, minutes_without_progress=None)
            flow = replace(flow, limits=limits)
        language = script.outreach.language if script.outreach is not None else None
        if language is not None and language in flow.texts:
            flow = replace(flow, language=language)
        now = script.now
        if now.tzinfo is None:
            now = now.replace(tzinfo=ZoneInfo(flow.clinic.timezone))
        self.flow = flow
        self._script = script
        self._world = World(
            flow.clinic,
            now,
            understanding,
            model=model,
            patients=script.patients,
            appointments=script.appointments,
            openings=script.openings,
            services=services,
        )
        world = self._world
        self._loop = Loop(
            flow,
            clock=world.clock,
            line=world.line,
            understander=world.understanding,
            services=world.services,
            log=log,
        )
        self._failures: list[str] = []
        self._heard = 0
        """How many sentences had been said when the caller last spoke."""

    async def to_the_end(self) -> Result:
        """Every turn in order, then what the whole call is expected to have come to."""
        number, outreach = self._script.caller, self._script.outreach
        if outreach is None:
            await self._loop.begin(CALL_ID, number)
        else:
            now, records = self._world.clock.now(), self._world.records
            ours = await placed(self.flow, outreach, number, self._script.patients, records, now)
            await self._loop.begin(CALL_ID, number, **ours)
        await self._loop.settled()
        for turn in self._script.turns:
            await self._take(turn)
            await self._loop.settled()
        if self._mouth is not None and self._is_in_danger:
            await self._insist(self._mouth)
        if not self._loop.ended:
            await self._loop.hung_up()
        ended = outcome(self._loop, self._world)
        self._judge(self._script.expect, ended)
        for action, fault in ended.faults:
            if not isinstance(fault, Fault | TimeoutError | Conflict):
                self._fail(self._script.line, f"{action} failed by itself: {fault!r}")
        return Result(self._script.call, tuple(self._failures), ended)

    @property
    def world(self) -> World:
        """What stands around the call."""
        return self._world

    async def close(self) -> None:
        """Let go of what the caller spoke with."""
        if self._mouth is not None:
            await self._mouth.close()

    async def _take(self, turn: object) -> None:
        match turn:
            case Agent():
                self._hear(turn)
            case Expect():
                self._judge(turn.expected, outcome(self._loop, self._world))
            case Fails():
                for action, how in turn.faults.items():
                    self._world.faults.set(action, how)
            case Choose():
                await self._choose(turn)
            case _ if self._loop.ended:
                pass
            case Caller():
                await self._say(
                    turn.says,
                    confidence=turn.confidence,
                    audio_quality=turn.audio_quality,
                    nbest=turn.nbest,
                    means=turn.means,
                )
            case Answers():
                await self._answer(turn.entries)
            case Silence():
                self._speaks()
                self._world.clock.pass_seconds(turn.seconds)
                await self._loop.stay_silent(turn.seconds)
            case Keys():
                self._speaks()
                self._world.clock.pass_seconds(SECONDS_PER_TURN)
                await self._loop.key(turn.digits)
            case Interrupts():
                await self._interrupt(turn)
            case HangsUp():
                await self._loop.hung_up()

    # --- the caller

    def _speaks(self) -> None:
        """The caller's turn begins: what is said from now on is the answer to it."""
        self._heard = len(self._world.line.said)

    async def _say(
        self,
        words: str,
        *,
        confidence: float = 1.0,
        audio_quality: float = 1.0,
        nbest: tuple[str, ...] = (),
        means: Mapping[str, Any] | None = None,
    ) -> None:
        self._last = words
        said = Overheard(words, confidence, audio_quality, nbest)
        with self._world.understanding.given(means):
            if self._mouth is None:
                self._passes(words)
                await self._hears(said)
            else:
                await self._say_aloud(said, self._mouth)

    async def _say_aloud(self, said: Overheard, mouth: Mouth) -> None:
        """Say it, and say it again as often as people do when they are asked to."""
        for times in range(1 + REPEATS):
            self._repeats += times > 0
            asked = self._loop.call.question
            self._passes(said.words)
            was_heard = was_right = False
            async for heard in mouth.say(said.words, expecting(self._loop.call), times):
                was_heard = was_heard or heard.final
                was_right = was_right or (heard.final and _same(heard.words, said.words))
                await self._hears(
                    replace(
                        heard,
                        confidence=min(heard.confidence, said.confidence),
                        audio_quality=min(heard.audio_quality, said.audio_quality),
                    )
                )
                if self._loop.ended:
                    return
            if not was_heard:
                self._world.clock.pass_seconds(UNHEARD_SECONDS)
                await self._loop.stay_silent(UNHEARD_SECONDS)
                await self._loop.settled()
            if not was_right and not self._loop.ended and self._is_needless_check(said.words):
                await self._say_aloud(Overheard(NO_DANGER[self._language]), mouth)
                self._repeats += 1
            is_done = was_right and not self._is_line_blamed(said)
            if is_done or self._loop.ended or not self._is_asked_again(asked):
                return

    def _is_line_blamed(self, said: Overheard) -> bool:
        """Whether we could not hear well, and not because the script says so."""
        is_meant = said.confidence < 1.0 or said.audio_quality < 1.0
        return not is_meant and bool(self._said) and self._said[-1].prompt in UNHEARD

    def _is_needless_check(self, said: str) -> bool:
        """Whether red flags are asked about though no words told of any: they were misheard."""
        is_asked = self._loop.call.question.kind == "check"
        return is_asked and self._world.understanding.alarm(said).level is Level.NONE

    @property
    def _is_in_danger(self) -> bool:
        return self._script.expect.fields.get("escalation") in DANGERS

    async def _insist(self, mouth: Mouth) -> None:
        """Somebody in danger who was misheard does not hang up: they answer, or say it again."""
        for _ in range(INSISTS):
            call = self._loop.call
            if call.ended or call.escalation is not None:
                return
            is_asked = call.question.kind in ("check", "triage")
            is_yes = is_asked and self._script.expect.fields["escalation"] == DANGERS[0]
            self._repeats += 1
            await self._say_aloud(Overheard(YES[self._language] if is_yes else self._last), mouth)

    def _is_asked_again(self, asked: Question) -> bool:
        now = self._loop.call.question
        return (now.kind, now.slot) == (asked.kind, asked.slot)

    def _passes(self, words: str) -> None:
        """The caller's turn: time passes by the word."""
        self._speaks()
        self._world.clock.pass_seconds(SECONDS_PER_TURN)
        self._world.clock.pass_words(words)

    async def _hears(self, heard: Overheard) -> None:
        await self._loop.hear(
            heard.words,
            confidence=heard.confidence,
            audio_quality=heard.audio_quality,
            nbest=heard.nbest,
            final=heard.final,
        )
        await self._loop.settled()

    async def _answer(self, entries: Mapping[str, Any]) -> None:
        """Answer what is asked as long as the entries last (rule 1)."""
        unused = dict(entries)
        while not self._loop.ended:
            question = self._loop.call.question
            if question.kind == "read_back" and question.slot in entries:
                await self._say(YES[self._language])
                continue
            name = name_of(question)
            if name not in unused:
                return
            await self._say(in_words(unused.pop(name), self._language))

    async def _choose(self, turn: Choose) -> None:
        call = self._loop.call
        count = len(call.offered) if call.question.kind == "offer" else 0
        if not count or self._loop.ended:
            self._fail(turn.line, f"choose {turn.number}: nothing is on offer")
        elif turn.number > count:
            self._fail(turn.line, f"choose {turn.number}: only {count} on offer")
        else:
            await self._say(POSITIONS[self._language][turn.number])

    async def _interrupt(self, turn: Interrupts) -> None:
        """Speak over what was said last, after so many words of it."""
        heard = reached(self._said, turn.after_words)
        if heard is not None:
            await self._loop.barge_in(heard)
        await self._say(turn.says)

    # --- judging

    @property
    def _said(self) -> list[Say]:
        """What was said since the caller's last turn."""
        return self._world.line.said[self._heard :]

    @property
    def _language(self) -> str:
        return self._loop.call.language

    def _hear(self, turn: Agent) -> None:
        said = " ".join(say.text for say in self._said)
        if self._spelling is not None:
            said = self._spelling.text(said)
        if turn.contains is not None and turn.contains.casefold() not in said.casefold():
            self._fail(turn.line, f"expected to hear {turn.contains!r}, but heard {said!r}")
        if turn.matches is not None and not re.search(turn.matches, said, re.IGNORECASE):
            self._fail(turn.line, f"expected words like /{turn.matches}/, but heard {said!r}")
        if turn.without is not None and turn.without.casefold() in said.casefold():
            self._fail(turn.line, f"expected not to hear {turn.without!r}, but heard {said!r}")

    def _judge(self, expected: Expected, so_far: Outcome) -> None:
        if self._spelling is not None:
            so_far = self._spelling.outcome(so_far, self._repeats)
        for sentence in disagreements(expected.fields, so_far):
            self._fail(expected.line, sentence)

    def _fail(self, line: int, sentence: str) -> None:
        self._failures.append(f"{self._script.path}:{line}: {sentence}")


def _same(heard: str, said: str) -> bool:
    """Whether two sentences have the same words."""
    return re.findall(r"\w+", heard.casefold()) == re.findall(r"\w+", said.casefold())
