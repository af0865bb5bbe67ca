"""Recorded calls against an edited flow: what would have come of them.

What the caller said and did is taken from the log, and the world is put together again from what
it answered then: the openings that were free, the records that were found, what failed. While the
question is the one that was asked then, the recorded understanding is used too, so that only the
edit makes a difference; from the first other question on, words are understood afresh, and the
call counts as diverged.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from engine import spoken
from engine.advance import advance, start
from engine.call import Call
from engine.commands import Expecting
from engine.events import (
    ActionFailed,
    BargedIn,
    CallStarted,
    Event,
    Heard,
    HungUp,
    Keyed,
    OpeningsFound,
    PatientsFound,
    Silence,
    TakenOver,
    TimeUp,
    TransferEnded,
    Understood,
)
from engine.flow import Flow
from engine.safety import Alarm
from telephony.loop import Loop
from telephony.outcome import Outcome, outcome
from telephony.simulated import LocalUnderstanding, World

FROM_OUTSIDE: Final = (CallStarted, Heard, Keyed, Silence, BargedIn, TimeUp, TakenOver, HungUp)
"""What the caller and the line did; the rest were answers to the engine."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """A recorded call and what it becomes with another flow."""

    call_id: str
    before: str
    """The disposition that was reached then."""
    outcome: Outcome
    diverged_at: int | None
    """The caller's turn, from 1, at which another question was open; `None` if never."""

    @property
    def changed(self) -> bool:
        """Whether something else came of the call."""
        return self.before != self.outcome.disposition


@dataclass(frozen=True, slots=True)
class Turn:
    """Something from outside, and how the world answered until the next such thing."""

    event: Event
    answers: tuple[Event, ...]

    @property
    def understood(self) -> Understood | None:
        """What the words meant then; nothing if understanding failed."""
        if "understand" in self.faults:
            return Understood(at=self.event.at)
        return next((each for each in self.answers if isinstance(each, Understood)), None)

    @property
    def faults(self) -> Mapping[str, str]:
        """What failed then, by the names of the simulated world."""
        failed = {each.action: each.how for each in self.answers if isinstance(each, ActionFailed)}
        for each in self.answers:
            if isinstance(each, TransferEnded) and each.how != "answered":
                failed["handoff"] = each.how
        return failed


class Memory:
    """Understands as it was understood then, as long as `known` is set."""

    def __init__(self, understanding: LocalUnderstanding) -> None:
        self._understanding = understanding
        self.known: Understood | None = None

    def understand(
        self,
        words: str,
        expecting: Expecting,
        at: datetime,
        nbest: tuple[str, ...] = (),
        rules_only: bool = False,
    ) -> Understood:
        """What was understood then, else what is understood now."""
        return self.known or self._understanding.understand(words, expecting, at, nbest, rules_only)

    def alarm(self, words: str) -> Alarm:
        """How urgent words are."""
        return self._understanding.alarm(words)


def replay(
    log: Sequence[Event], recorded: Flow, edited: Flow, understanding: LocalUnderstanding
) -> Replayed:
    """Run the caller's side of a recorded call against an edited flow.

    `recorded` is the flow that the call pinned. Raises `ValueError` for a log that does not
    begin with the start of a call.
    """
    if not log or not isinstance(log[0], CallStarted):
        raise ValueError("the log does not begin with the start of a call")
    return asyncio.run(_replay(log, log[0], recorded, edited, understanding))


async def _replay(
    log: Sequence[Event],
    first: CallStarted,
    recorded: Flow,
    edited: Flow,
    understanding: LocalUnderstanding,
) -> Replayed:
    memory = Memory(understanding)
    world = _world(log, edited, first.at, memory)
    loop = Loop(
        edited,
        clock=world.clock,
        line=world.line,
        understander=world.understanding,
        services=world.services,
    )
    then = start(recorded)
    diverged: int | None = None
    number = 0
    for turn in turns(log):
        number += isinstance(turn.event, Heard | Keyed | Silence)
        if diverged is None and _other(loop.call, then):
            diverged = number
        memory.known = turn.understood if diverged is None else None
        for event in (turn.event, *turn.answers):
            then, _ = advance(recorded, then, event)
        world.faults.broken = dict(turn.faults)
        world.clock.pass_seconds((turn.event.at - world.clock.now()).total_seconds())
        await _happen(loop, turn.event)
        await loop.settled()
    if not loop.ended:
        await loop.hung_up()
    return Replayed(first.call_id, then.disposition, outcome(loop, world), diverged)


def turns(log: Sequence[Event]) -> list[Turn]:
    """A log by what happened from outside."""
    begins = [number for number, event in enumerate(log) if isinstance(event, FROM_OUTSIDE)]
    return [
        Turn(log[number], tuple(log[number + 1 : end]))
        for number, end in zip(begins, [*begins[1:], len(log)], strict=True)
    ]


def _other(now: Call, then: Call) -> bool:
    """Whether a call is no longer where the recorded one was."""
    return now.ended != then.ended or now.question != then.question


def _world(log: Sequence[Event], flow: Flow, at: datetime, memory: Memory) -> World:
    """The world as far as its answers show it; the calendar is the clinic's if none was asked."""
    found = [event for event in log if isinstance(event, OpeningsFound)]
    openings = {opening["start"] for event in found for opening in event.openings}
    known: dict[str, Mapping[str, Any]] = {
        patient["id"]: patient
        for event in log
        if isinstance(event, PatientsFound)
        for patient in event.patients
    }
    return World(
        flow.clinic,
        at,
        memory,
        patients=[{**patient, "name": spoken.name(patient["name"])} for patient in known.values()],
        appointments=[
            {**appointment, "patient": spoken.name(patient["name"])}
            for patient in known.values()
            for appointment in patient["appointments"]
        ],
        openings=sorted(openings) if found else None,
    )


async def _happen(loop: Loop, event: Event) -> None:
    """Let something happen again; alarms are raised anew, for the flow may have other triggers."""
    match event:
        case CallStarted():
            await loop.begin(
                event.call_id,
                event.caller,
                direction=event.direction,
                request=event.request,
                known=event.known,
            )
        case Heard():
            await loop.hear(
                event.words,
                confidence=event.confidence,
                audio_quality=event.audio_quality,
                nbest=event.nbest,
                final=event.final,
            )
        case Keyed():
            await loop.key(event.digits)
        case Silence():
            await loop.stay_silent(event.seconds)
        case _:
            await loop.take(event)
