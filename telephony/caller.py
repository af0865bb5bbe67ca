"""A rehearsed caller: wants something, knows some facts, and has a way of talking.

The caller answers what was really asked, in words that go through the real understanding, and
checks what is read back against the facts. Personality decides how: whether an answer comes at
all, what is said around it, and how soon patience ends. All chance comes from one seeded source.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from clinic.records import normalised
from engine.call import Call
from engine.events import Value
from telephony import sayings
from telephony.answering import name_of
from telephony.people import Person

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

BAD_LINE: Final = 0.03
BAD_CONFIDENCE: Final = 0.55
"""How often, and how badly, a line breaks up."""

UNDECIDED: Final = 0.1
"""How often somebody thinks again when asked to confirm, once in a call."""

STRANGER: Final = 0.04
"""How often somebody else answers whom we call."""

TALKY: Final = 0.2
"""How often there is something else at the end, once in a call."""

CURIOUS: Final = 0.05
"""How often a question of the caller's comes instead of an answer."""

CURIOUS_AT: Final = ("slot", "prefill", "read_back", "offer")

FED_UP: Final = 0.01
"""How often a caller who is not patient just hangs up."""

MUTE: Final = 0.15
"""How many silent callers never say a word."""

ANGER: Final = 3
"""Outbursts after which an angry caller demands a person."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What a caller does next: speak, perhaps after so many words of ours, stay silent, or go."""

    says: str | None = None
    after_words: int | None = None
    silent: float = 0.0
    hangs_up: bool = False
    confidence: float = 1.0


class RehearsedCaller:
    """One caller, for one call. Whoever is called by us, `about` a request of theirs, says what
    else they want once they are asked something.
    """

    def __init__(
        self,
        goal: str,
        person: Person,
        personality: str,
        chance: Random,
        utterances: Sequence[str] = (),
        *,
        about: str | None = None,
    ) -> None:
        self.goal = goal
        self._elsewhere = about not in (None, goal)
        self._is_stranger = about is not None and chance.random() < STRANGER
        self.personality = personality
        self._person = person
        self._chance = chance
        self._astray = tuple(utterances) or sayings.ASTRAY
        self._outbursts = 0
        self._refused = False
        self._undecided = chance.random() < UNDECIDED
        self._talky = chance.random() < TALKY
        self._mute = personality == "silent" and chance.random() < MUTE

    def turn(self, call: Call) -> Turn:
        """What the caller does about the question that is open."""
        if self._mute:
            return Turn(silent=SILENCE_SECONDS)
        if self.personality != "patient" and self._chance.random() < FED_UP:
            return Turn(hangs_up=True)
        turn = self._in_character(call)
        if self._chance.random() < BAD_LINE:
            return replace(turn, confidence=BAD_CONFIDENCE)
        return turn

    def _in_character(self, call: Call) -> Turn:
        if call.question.kind in CURIOUS_AT and self._chance.random() < CURIOUS:
            return Turn(says=self._pick(sayings.ASIDES))
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
                return self._pick(sayings.MORE if self._once("_talky") else sayings.NO_MORE)
            case "triage" | "check":
                return self._pick(sayings.NO)
            case "offer":
                return self._choice(call)
            case "is_this" if self._is_stranger:
                return self._pick(sayings.WRONG_NUMBER)
            case "prefill" | "is_this":
                return self._pick(sayings.YES)
            case "read_back":
                return self._check(call, (question.slot or "",))
            case "confirm":
                if self._once("_undecided"):
                    return self._say(sayings.SECOND_THOUGHTS)
                return self._check(call, tuple(self._person.values))
            case "change":
                return self._wrong(call) or self._say(sayings.CHANGE)
            case _ if self._once("_elsewhere"):
                return self._say(sayings.OPENINGS[self.goal])
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
        for slot, value in self._person.values.items():
            if slots is not None and slot not in slots:
                continue
            heard = call.value(slot)
            if heard is not None and _different(heard, value) and slot in sayings.CORRECT:
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

    def _once(self, mood: str) -> bool:
        """Whether a mood is there; it is gone afterwards."""
        there: bool = getattr(self, mood)
        setattr(self, mood, False)
        return there

    def _say(self, wordings: Sequence[str], **more: str) -> str:
        return self._pick(wordings).format(**self._person.words, **more)

    def _pick(self, wordings: Sequence[str]) -> str:
        return self._chance.choice(wordings)


def _different(heard: Value, value: Value) -> bool:
    if isinstance(value, Mapping):
        return any(
            normalised(heard.get(part) or "") != normalised(each) for part, each in value.items()
        )
    return bool(heard != value)
