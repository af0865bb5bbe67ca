"""A rehearsed caller: wants something, knows some facts, and has a way of talking.

The caller answers what was really asked, in words that go through the real understanding, and
checks what is read back against the facts. Personality decides how: whether an answer comes at
all, what is said around it, and how soon patience ends. All chance comes from one seeded source.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Final

from engine.call import Call
from engine.events import Value
from telephony import sayings
from telephony.answering import name_of

PERSONALITIES: Final = ("patient", "confused", "angry", "interrupting", "silent", "talkative")

DISTORTS: Final[Mapping[str, float]] = {
    "patient": 0.0,
    "confused": 0.25,
    "angry": 0.25,
    "interrupting": 0.6,
    "silent": 0.35,
    "talkative": 0.6,
}
"""How often a personality shows in a turn."""

SILENCE_SECONDS: Final = 8.0
PICKY: Final = 0.15
"""How often the first offer is turned down."""

ANGER: Final = 3
"""Outbursts after which an angry caller demands a person."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What a caller does next: speak, perhaps after so many words of ours, stay silent, or go."""

    says: str | None = None
    after_words: int | None = None
    silent: float = 0.0


@dataclass(frozen=True, slots=True)
class Facts:
    """What a caller knows: `words` to say it, `values` to check what is read back."""

    words: Mapping[str, str]
    values: Mapping[str, Value] = field(default_factory=dict)


class RehearsedCaller:
    """One caller, for one call."""

    def __init__(
        self,
        goal: str,
        facts: Facts,
        personality: str,
        chance: Random,
        utterances: Sequence[str] = (),
    ) -> None:
        self.goal = goal
        self.personality = personality
        self._facts = facts
        self._chance = chance
        self._astray = tuple(utterances) or sayings.ASTRAY
        self._outbursts = 0
        self._refused = False

    def turn(self, call: Call) -> Turn:
        """What the caller does about the question that is open."""
        answer = self._answer(call)
        if self._chance.random() >= DISTORTS[self.personality]:
            return Turn(says=answer)
        if self.personality == "silent":
            return Turn(silent=SILENCE_SECONDS)
        if self.personality == "interrupting":
            extra = self._more(call)
            return Turn(says=f"{answer} {extra}".strip(), after_words=self._chance.randint(1, 8))
        if self.personality == "talkative":
            before, after = self._pick(sayings.RAMBLE_BEFORE), self._pick(sayings.RAMBLE_AFTER)
            return Turn(says=self._chance.choice((f"{before} {answer}", f"{answer}, {after}",
                                                  f"{before} {answer}, {after}")))  # fmt: skip
        if self.personality == "angry":
            self._outbursts += 1
            if self._outbursts >= ANGER:
                return Turn(says=self._pick(sayings.DEMAND))
            return Turn(says=f"{self._pick(sayings.UPSET)}. {answer}")
        return Turn(says=self._pick(self._chance.choice((sayings.LOST, self._astray))))

    def _answer(self, call: Call) -> str:
        """The plain answer to what was asked."""
        question = call.question
        match question.kind:
            case "open":
                return self._say(sayings.OPENINGS[self.goal])
            case "which_request":
                return self._say(sayings.WHICH, option=self.goal.replace("_", " "))
            case "anything_else":
                return self._pick(sayings.NO_MORE)
            case "triage" | "check":
                return self._pick(sayings.NO)
            case "offer":
                return self._choice(call)
            case "prefill" | "is_this":
                return self._pick(sayings.YES)
            case "read_back":
                return self._check(call, (question.slot or "",))
            case "confirm":
                return self._check(call, tuple(self._facts.values))
            case "change":
                return self._wrong(call) or self._say(sayings.CORRECT["preferred_time"])
            case _:
                slot = name_of(question)
                return self._say(sayings.ANSWERS.get(slot or "", ("okay",)))

    def _choice(self, call: Call) -> str:
        if not self._refused and self._chance.random() < PICKY and call.question.slot == "opening":
            self._refused = True
            return self._pick(sayings.NEITHER)
        if len(call.offered) == 1:
            return self._pick(sayings.ONLY)
        return self._pick(self._chance.choice((sayings.FIRST, sayings.SECOND)))

    def _check(self, call: Call, slots: Sequence[str]) -> str:
        """Yes, unless something that is read back is not so."""
        return self._wrong(call, slots) or self._pick(sayings.YES)

    def _wrong(self, call: Call, slots: Sequence[str] | None = None) -> str | None:
        for slot, value in self._facts.values.items():
            if slots is not None and slot not in slots:
                continue
            heard = call.value(slot)
            if heard is not None and heard != value and slot in sayings.CORRECT:
                return self._say(sayings.CORRECT[slot])
        return None

    def _more(self, call: Call) -> str:
        """Something that was not asked yet, said in the same breath."""
        unasked = [
            slot
            for slot in ("patient_name", "visit_reason", "preferred_time")
            if call.value(slot) is None and slot != call.question.slot
        ]
        if not unasked or self.goal != "book_appointment" or call.question.kind == "anything_else":
            return ""
        return self._say(sayings.ANSWERS[self._chance.choice(unasked)][-1:])

    def _say(self, wordings: Sequence[str], **more: str) -> str:
        return self._pick(wordings).format(**self._facts.words, **more)

    def _pick(self, wordings: Sequence[str]) -> str:
        return self._chance.choice(wordings)
