"""A scripted call as both sides of a line play it: what the caller does, and what they then hear.

The script is run once in text, where nothing waits. What came of that is the score: scene by scene
the caller's act, how the world stood when it came, and the sentences that must be heard before the
next. A server plays one part from it and a caller at the other end of a telephone line the other,
without either looking into the other's process.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, TypeAlias
from uuid import uuid4

from agent_config.script import Script
from engine.commands import Handoff, Say
from engine.events import BargedIn, Event, Heard, HungUp, Keyed, Silence
from engine.flow import Flow
from telephony.outcome import Outcome
from telephony.record import Step
from telephony.scripted import CALL_ID, Run
from telephony.simulated import LocalUnderstanding, World

Act: TypeAlias = Heard | Keyed | Silence | BargedIn | HungUp
WORDINGS: Final = 60
"""A multiple of any number of wordings that a prompt may have."""
_ACTS: Final = (Heard, Keyed, Silence, BargedIn, HungUp)


@dataclass(frozen=True, slots=True)
class Cue:
    """How the world stands when the caller does something."""

    at: datetime
    faults: Mapping[str, str]
    means: Mapping[str, Any] | None
    """What their words mean, where the script says so."""


@dataclass(slots=True)
class Scene:
    """What the caller does, and what follows from it; the first scene is the beginning."""

    cue: Cue
    act: Act | None = None
    lines: list[Say] = field(default_factory=list)
    is_handed_over: bool = False
    """Whether a person was rung."""


@dataclass(frozen=True, slots=True)
class Score:
    """A scripted call, ready to be played. `outcome` and `failures` are those of the text."""

    script: Script
    flow: Flow
    outcome: Outcome
    failures: tuple[str, ...]
    scenes: tuple[Scene, ...]

    @property
    def is_refused(self) -> bool:
        """Whether somebody who is rung does not take the caller."""
        return any("handoff" in one.cue.faults for one in self.scenes)

    @property
    def has_silence(self) -> bool:
        """Whether the caller says nothing for a while."""
        return any(isinstance(one.act, Silence) for one in self.scenes)

    @property
    def has_blanks(self) -> bool:
        """Whether the caller says what nobody can say: words without a letter or figure."""
        acts = [one.act for one in self.scenes]
        said = [act.words for act in acts if isinstance(act, Heard)]
        return any(not any(map(str.isalnum, words)) for words in said)

    @property
    def is_interrupted(self) -> bool:
        """Whether the caller speaks over us."""
        return any(isinstance(one.act, BargedIn) for one in self.scenes)


def a_call_id(end: str = "") -> str:
    """An id of the carrier's form for a call that is played; `end` are its last letters.

    Which of its wordings a flow greets with goes by the id, so its sum is that of the text's.
    """
    while True:
        call_id = f"CA{uuid4().hex}"[: 34 - len(end)] + end
        if (sum(call_id.encode()) - sum(CALL_ID.encode())) % WORDINGS == 0:
            return call_id


async def score_of(script: Script, flow: Flow, understanding: LocalUnderstanding) -> Score:
    """The score of a script, by running it in text."""
    cues = _Cues()
    one = Run(script, flow, understanding, log=cues)
    cues.world = one.world
    first = cues.now()
    result = await one.to_the_end()
    scenes = _scenes(result.outcome.steps, [first, *cues.taken])
    return Score(script, one.flow, result.outcome, result.failures, tuple(scenes))


def _scenes(steps: Iterable[Step], cues: list[Cue]) -> list[Scene]:
    waiting = iter(cues)
    scenes = [Scene(next(waiting))]
    for step in steps:
        if isinstance(step.event, _ACTS):
            scenes.append(Scene(next(waiting), step.event))
        scenes[-1].lines += [one for one in step.commands if isinstance(one, Say)]
        if any(isinstance(one, Handoff) for one in step.commands):
            scenes[-1].is_handed_over = True
    return scenes


class _Cues:
    """A log that notes how the world stands at each act of the caller; see the port `Log`."""

    def __init__(self) -> None:
        self.world: World | None = None
        self.taken: list[Cue] = []

    def append(self, event: Event) -> None:
        """Take an event in."""
        if isinstance(event, _ACTS):
            self.taken.append(self.now())

    async def durable(self) -> None:
        """Nothing is kept."""

    def now(self) -> Cue:
        """How the world stands."""
        world = self.world
        if world is None:
            raise RuntimeError("the score has no world yet")
        return Cue(world.clock.now(), dict(world.faults.broken), world.understanding.meaning)
