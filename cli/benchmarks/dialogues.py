"""Whole calls to a doctor's practice (STAR), replayed through the real engine.

The callers of the booking dialogues speak again, in their own words, to the shipped flow of
a medical practice with their doctors in it. What they said to another receptionist's question is
said when ours asks the same; a question that theirs was never asked is answered from a card, as
short as can be; anything else is answered with what they said next. So the questions come in our
order and the words were meant for another's, which is what a caller's own mind does to a flow.

The happy dialogues were looked at while the flow's understanding was mended, the unhappy ones,
whose callers have to be told no at first, were not.

There is no baseline: how far a call gets, and what it costs, is counted for the first time.
"""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from cli.benchmarks.figure import Figure, percent, rows
from engine.call import Question
from engine.clinic import Provider
from engine.flow import Flow
from nlu.understand import Understanding
from telephony.answering import name_of
from telephony.loop import Loop
from telephony.record import Step
from telephony.simulated import SECONDS_PER_TURN, World

FILE: Final = "star_doctor.jsonl.gz"
_FLOW, _CLINIC = "medical_reception", "lakeside_medical"
_DOCTORS: Final = ("Dr. Alexis", "Dr. Johnson", "Dr. Morgan")
_NUMBER: Final = "+14155550142"
_MOST_TURNS: Final = 40
_ANSWERS: Final = {
    "hello": "open",
    "ask_name": "patient_name",
    "doctor_ask_symptoms": "visit_reason",
    "doctor_ask_day": "preferred_time",
    "doctor_ask_start_time": "preferred_time",
    "doctor_ask_doctor_name": "provider",
    "doctor_inform_booking_available": "confirm",
    "doctor_inform_booking_unavailable": "preferred_time",
    "anything_else": "anything_else",
}
"""Which of our questions is the same as one of the other receptionist's, by its label."""
_FULL_NAME: Final = "Chris Parker"
"""For a caller whose name was not understood when it was said."""
_CARD: Final = {
    "read_back": "yes",
    "triage": "no",
    "callback_number": "yes",
    "patient_name": "Parker",
    "caller_name": "Sam Parker",
    "date_of_birth": "May 4th, 1985",
    "patient_status": "existing",
    "anything_else": "no, that's all",
    "confirm": "yes",
}
"""What a caller answers to what the other receptionist never asked; theirs asked for no surname."""


def measure(data: Path | None) -> list[Figure]:
    """How many calls get done, how many turns miss, and how many questions are put again."""
    if data is None or not (data / FILE).is_file():
        return []
    flow = _practice()
    understanding = Understanding(flow)
    calls: dict[str, list[_Ended]] = {"happy": [], "unhappy": []}
    for row in rows(data / FILE):
        if row["tasks"] == ["doctor_schedule"] and row["kind"] in calls:
            call = _Call(flow, understanding, row["events"])
            calls[row["kind"]].append(asyncio.run(call.to_the_end()))
    return [
        *_figures("dialogues_star", calls["happy"]),
        *_figures("dialogues_star_unhappy", calls["unhappy"]),
    ]


def _practice() -> Flow:
    """The flow of a medical practice in which these doctors work."""
    doctors = tuple(Provider(name, "doctor") for name in _DOCTORS)
    return load_flow(_FLOW, replace(load_clinic(_CLINIC), providers=doctors))


@dataclass(frozen=True, slots=True)
class _Ended:
    """What a call came to."""

    done: bool
    """The wish is booked, or noted for the staff to book."""
    turns: int
    missed: int
    asked: int
    again: int
    """Questions about something that had been asked before for the same wish."""


def _figures(name: str, calls: Sequence[_Ended]) -> list[Figure]:
    done = sum(call.done for call in calls)
    turns, missed = sum(call.turns for call in calls), sum(call.missed for call in calls)
    asked, again = sum(call.asked for call in calls), sum(call.again for call in calls)
    return [
        Figure(f"{name}_done", percent(done, len(calls)), len(calls)),
        Figure(f"{name}_missed_turns", percent(missed, turns), turns),
        Figure(f"{name}_asked_again", percent(again, asked), asked),
    ]


class _Call:
    """One recorded caller on the line."""

    def __init__(
        self, flow: Flow, understanding: Understanding, events: Sequence[Mapping[str, Any]]
    ) -> None:
        now = datetime(2026, 3, 2, 9, 15, tzinfo=ZoneInfo(flow.clinic.timezone))
        self._world = World(flow.clinic, now, understanding)
        world = self._world
        self._loop = Loop(
            flow,
            clock=world.clock,
            line=world.line,
            understander=world.understanding,
            services=world.services,
        )
        self._left = recorded(events)

    async def to_the_end(self) -> _Ended:
        """Speak until the call ends or nothing is left to say."""
        await self._loop.begin("call-1", _NUMBER)
        await self._loop.settled()
        turns = 0
        while not self._loop.ended and turns < _MOST_TURNS:
            words = self._words(self._loop.call.question)
            if words is None:
                await self._loop.hung_up()
                break
            self._world.clock.pass_seconds(SECONDS_PER_TURN)
            self._world.clock.pass_words(words)
            await self._loop.hear(words)
            await self._loop.settled()
            turns += 1
        return self._ended(turns)

    def _words(self, question: Question) -> str | None:
        """What the caller says to a question."""
        name = "read_back" if question.kind == "read_back" else name_of(question) or question.kind
        for place, (answers, words) in enumerate(self._left):
            if answers == name:
                del self._left[place]
                return words
        if name == "patient_name" and name not in self._loop.call.slots:
            return _FULL_NAME
        if name in _CARD:
            return _CARD[name]
        return self._left.pop(0)[1] if self._left else None

    def _ended(self, turns: int) -> _Ended:
        steps = self._loop.record.steps
        asked = _questions(steps)
        return _Ended(
            done=self._loop.call.disposition in ("booked", "held", "requested"),
            turns=turns,
            missed=sum(_missed(step) for step in steps),
            asked=asked.total(),
            again=sum(count - 1 for count in asked.values()),
        )


def recorded(events: Sequence[Mapping[str, Any]]) -> list[tuple[str | None, str]]:
    """The caller's turns in order, each with the question of ours that it answers, if any."""
    turns: list[tuple[str | None, str]] = []
    label: str | None = "hello"
    for event in events:
        if event["who"] == "Wizard":
            label = event.get("label")
        elif event["who"] == "User":
            turns.append((_ANSWERS.get(label or ""), event["text"]))
            label = None
    return turns


def _missed(step: Step) -> bool:
    """Whether the caller's words were of no use: it cost a miss, or the call."""
    fewer = step.after.left["misses"] < step.before.left["misses"]
    given_up = step.after.escalation == "not_understood" != step.before.escalation
    return fewer or given_up


def _questions(steps: Sequence[Step]) -> Counter[tuple[str | None, str]]:
    """How often each slot was asked for, for each wish of the call."""
    asked: Counter[tuple[str | None, str]] = Counter()
    for step in steps:
        question = step.after.question
        put = question != step.before.question or _missed(step)
        if question.kind in ("slot", "prefill") and question.slot and put:
            asked[(step.after.request, question.slot)] += 1
    return asked
