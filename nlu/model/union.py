"""The local understanding and a model's advice, put together: the model only adds.

What the local rules found stays. In the place of their mere guesses come the intents for which the
model has words; a slot is read from those words by our own parsers, as if it alone had been said.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from engine.events import Intent, Reading, Understood
from engine.safety import PEOPLE
from nlu.intent.classifier import ACCEPTED
from nlu.model.advice import Advice, Told

SURE: Final = 0.75
"""The confidence of what a model says: enough to act on, less than our own rules have."""

Read = Callable[[str, str], Reading | None]
"""Reads a slot, by its name, from some words."""


def union(words: str, local: Understood, advice: Advice, read: Read) -> Understood:
    """The meaning of some words by both."""
    kept = [one for one in local.intents if one.confidence >= ACCEPTED]
    names = {one.name for one in kept}
    added = [
        Intent(one.name, SURE, one.polarity) for one in advice.intents if one.name not in names
    ]
    if not any(one.polarity == "wants" for one in added):
        told = {one.name for one in added if one.name not in PEOPLE}
        kept += [one for one in local.intents if one not in kept and one.name not in told]
    return replace(
        local,
        intents=(*kept, *added),
        slots={**_slots(words, advice, read), **local.slots},
        alarm=local.alarm | advice.alarm,
        by="model",
    )


def _slots(words: str, advice: Advice, read: Read) -> Mapping[str, Reading]:
    return {
        told.name: reading
        for told in advice.slots
        if (reading := _reading(words, told, read)) is not None
    }


def _reading(words: str, told: Told, read: Read) -> Reading | None:
    found = read(told.name, words[told.start : told.end])
    if found is None:
        return None
    return replace(
        found,
        confidence=min(found.confidence, SURE),
        corrected=found.corrected or told.corrected,
    )
