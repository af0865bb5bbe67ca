"""What reviewed calls teach: utterances that somebody corrected, as new examples for a flow.

A sentence becomes a lesson only if it is not understood already, means one thing, and tells
nothing about a person: examples are read by everybody who edits the flow.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from engine.commands import Expecting
from engine.flow import Flow
from nlu.dictation.card import mask_cards
from nlu.intent.classifier import ACCEPTED
from nlu.understand import Understanding
from nlu.utterance.word import plain

PRIVATE: Final = ("person_name", "date", "phone", "email", "member_id")
"""Types of slot whose value tells who somebody is."""

LONGEST: Final = 300
"""Characters of an example."""

REASONS: Final = {
    "known": "understood already",
    "private": "tells of a person: say it in other words",
    "several": "means more than one thing: split it",
    "strange": "means nothing that the flow knows",
    "taken": "is an example of something else",
    "long": f"is longer than {LONGEST} characters",
}
"""Why an utterance teaches nothing."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a caller said, and what somebody says that it means."""

    words: str
    intents: tuple[str, ...]
    language: str
    where: str = ""
    """The file and line that it stands in."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A reviewed utterance, and why it teaches nothing (`None`: it does)."""

    reviewed: Reviewed
    why_not: str | None = None


def lessons(
    flow: Flow, understanding: Understanding, said: Iterable[Reviewed], at: datetime
) -> list[Lesson]:
    """What each utterance is good for, in their order; one that comes again is known."""
    taken = {
        plain(sentence): name
        for examples in flow.examples.values()
        for name, sentences in examples.items()
        for sentence in sentences
    }
    found = []
    for one in said:
        why_not = _why_not(flow, understanding, one, at, taken)
        found.append(Lesson(one, why_not))
        if why_not is None:
            taken[plain(one.words)] = one.intents[0]
    return found


def _why_not(
    flow: Flow, understanding: Understanding, one: Reviewed, at: datetime, taken: dict[str, str]
) -> str | None:
    if len(one.intents) != 1:
        return "several"
    (name,) = one.intents
    if name not in flow.requests and name not in flow.answers:
        return "strange"
    other = taken.get(plain(one.words))
    if other is not None:
        return "known" if other == name else "taken"
    if len(one.words) > LONGEST:
        return "long"
    understood = understanding.understand(
        one.words, Expecting(kind="open", state="QUALIFY", language=one.language), at
    )
    types = {flow.slots[slot].type for slot in understood.slots if slot in flow.slots}
    if types & set(PRIVATE) or mask_cards(one.words) != one.words:
        return "private"
    sure = [
        intent.name
        for intent in understood.intents
        if intent.confidence >= ACCEPTED and intent.polarity == "wants"
    ]
    return "known" if sure == [name] else None
