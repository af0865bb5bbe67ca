"""Rehearsals: simulated callers with personalities call a flow, and every rule is checked.

Calls are numbered, and a number with the seed makes the same call again, word for word. A real
clinic's callers are worse than ours; the point is not a score but that no caller, however odd,
gets the machine to loop, to forget, or to act without a yes.
"""

import asyncio
import gzip
import json
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import fmean
from typing import Any, Final

from agent_config.script import Outreach
from engine.flow import Flow
from telephony import sayings
from telephony.answering import reached
from telephony.caller import PERSONALITIES, RehearsedCaller
from telephony.coverage import Coverage, coverage
from telephony.loop import Loop
from telephony.outcome import Outcome, outcome
from telephony.people import invented
from telephony.placed import about, placed
from telephony.rules import broken
from telephony.setting import drawn
from telephony.simulated import SECONDS_PER_TURN, LocalUnderstanding, World

MOST_TURNS: Final = 150
"""Far beyond what any flow allows: whoever gets here has found a loop."""

COMMON: Final = (
    "book_appointment",
    "reschedule_appointment",
    "book_appointment",
    "cancel_appointment",
)
"""What most calls to a clinic are about, roughly in proportion."""

FOR_PEOPLE: Final = ("prescription_refill", "test_results", "human", "emergency")
"""What callers want that a person has to deal with."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """One simulated call. `number` and the seed make it again."""

    number: int
    personality: str
    goal: str
    outcome: Outcome
    broken: tuple[str, ...]

    @property
    def end(self) -> str:
        """`completed`, `handed_over` or `abandoned`."""
        ends = {"escalated": "handed_over", "abandoned": "abandoned"}
        return ends.get(self.outcome.disposition, "completed")


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Many simulated calls to one flow."""

    flow: str
    seed: int
    calls: tuple[Rehearsed, ...]
    coverage: Coverage

    @property
    def broken(self) -> tuple[Rehearsed, ...]:
        """The calls in which a rule was broken."""
        return tuple(call for call in self.calls if call.broken)

    def of(self, personality: str) -> dict[str, Any]:
        """How the calls of one personality went."""
        return _summary([call for call in self.calls if call.personality == personality])

    def as_json(self) -> dict[str, Any]:
        """Plain values, ready to be printed."""
        return {
            "flow": self.flow,
            "seed": self.seed,
            **_summary(self.calls),
            "personalities": {
                name: self.of(name)
                for name in PERSONALITIES
                if any(call.personality == name for call in self.calls)
            },
            "coverage": self.coverage.as_json(),
            "broken": [
                {
                    "number": call.number,
                    "personality": call.personality,
                    "goal": call.goal,
                    "rules": list(call.broken),
                }
                for call in self.broken
            ],
        }


def rehearse(
    flow: Flow,
    understanding: LocalUnderstanding,
    *,
    calls: int = 60,
    seed: int = 1,
    personalities: Sequence[str] = PERSONALITIES,
    utterances: Sequence[str] = (),
) -> Rehearsal:
    """Let simulated callers call a flow, personalities and goals in turn.

    `utterances` are further real sentences that confused callers say. Raises `ValueError` for a
    personality that does not exist.
    """
    unknown = sorted(set(personalities) - set(PERSONALITIES))
    if unknown or not personalities:
        raise ValueError(f"no such caller: {', '.join(unknown) or 'none given'}")
    goals = goals_of(flow)
    made = tuple(
        one_call(
            flow,
            understanding,
            goals[number // len(personalities) % len(goals)],
            personalities[number % len(personalities)],
            seed=seed,
            number=number,
            utterances=utterances,
        )
        for number in range(calls)
    )
    return Rehearsal(flow.name, seed, made, coverage(flow, [call.outcome.steps for call in made]))


def goals_of(flow: Flow) -> tuple[str, ...]:
    """What callers of a flow want, in turn: appointments every other time, as in real clinics.

    Whom we call ourselves wants what we call about, every other time.
    """
    possible = [
        goal
        for goal in sayings.OPENINGS
        if goal in flow.requests or goal in flow.answers or goal in FOR_PEOPLE
    ]
    ours = (about(flow),) if flow.calls == "outbound" else COMMON
    common = [goal for goal in ours if goal in flow.requests] or possible
    rare = [goal for goal in possible if goal not in common] or possible
    return tuple(
        goal for number, other in enumerate(rare) for goal in (common[number % len(common)], other)
    )


def one_call(
    flow: Flow,
    understanding: LocalUnderstanding,
    goal: str,
    personality: str,
    *,
    seed: int,
    number: int,
    utterances: Sequence[str] = (),
) -> Rehearsed:
    """One simulated call from greeting to end."""
    chance = Random(f"{seed}:{number}")
    ended = asyncio.run(_talk(flow, understanding, goal, personality, chance, utterances))
    return Rehearsed(number, personality, goal, ended, broken(ended))


async def _talk(
    flow: Flow,
    understanding: LocalUnderstanding,
    goal: str,
    personality: str,
    chance: Random,
    utterances: Sequence[str],
) -> Outcome:
    setting = drawn(flow.clinic.timezone, chance)
    person = invented(flow.clinic, goal, setting.now, chance, is_called=flow.calls == "outbound")
    world = World(
        flow.clinic,
        setting.now,
        understanding,
        patients=person.patients,
        appointments=person.appointments,
    )
    for action, how in setting.faults.items():
        world.faults.set(action, how)
    loop = Loop(
        flow,
        clock=world.clock,
        line=world.line,
        understander=world.understanding,
        services=world.services,
    )
    is_ours = flow.calls == "outbound"
    caller = RehearsedCaller(
        goal, person, personality, chance, utterances, about=about(flow) if is_ours else None
    )
    begins: dict[str, Any] = {}
    if is_ours:
        (coming,) = person.appointments
        whom = Outreach(patient=coming["patient"], appointment=coming["start"])
        now, records = world.clock.now(), world.records
        begins = await placed(flow, whom, person.phone, person.patients, records, now)
    hidden = setting.anonymous and not is_ours
    await loop.begin(
        f"rehearsal-{chance.randint(0, 999)}", None if hidden else person.phone, **begins
    )
    heard = 0
    for _ in range(MOST_TURNS):
        await loop.settled()
        if loop.ended:
            break
        said, heard = world.line.said[heard:], len(world.line.said)
        turn = caller.turn(loop.call)
        if turn.hangs_up:
            await loop.hung_up()
        elif turn.says is None:
            world.clock.pass_seconds(turn.silent)
            await loop.stay_silent(turn.silent)
        else:
            cut = None if turn.after_words is None else reached(said, turn.after_words)
            if cut is not None:
                await loop.barge_in(cut)
            world.clock.pass_seconds(SECONDS_PER_TURN)
            world.clock.pass_words(turn.says)
            await loop.hear(turn.says, confidence=turn.confidence)
    return outcome(loop, world)


def read_utterances(folder: Path) -> tuple[str, ...]:
    """The `text` of every row of the gzipped JSON lines in a folder, in order of file names.

    Raises `OSError` for a file that cannot be read, `ValueError` for one that is something else.
    """
    found: list[str] = []
    for path in sorted(folder.rglob("*.jsonl.gz")):
        try:
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                rows = [json.loads(line) for line in lines]
        except (gzip.BadGzipFile, zlib.error, EOFError, ValueError) as error:
            raise ValueError(f"{path}: these are no gzipped JSON lines ({error})") from error
        texts = (row.get("text") for row in rows if isinstance(row, dict))
        found += [text for text in texts if isinstance(text, str)]
    return tuple(found)


def _summary(calls: Sequence[Rehearsed]) -> dict[str, Any]:
    ends = Counter(call.end for call in calls)
    turns = [call.outcome.turns for call in calls]
    return {
        "calls": len(calls),
        "completed": ends["completed"],
        "handed_over": ends["handed_over"],
        "abandoned": ends["abandoned"],
        "turns_mean": round(fmean(turns), 1) if turns else 0.0,
        "turns_most": max(turns, default=0),
        "rules_broken": sum(len(call.broken) for call in calls),
    }
