"""An answer of the model, checked: what is left of it are names of ours and places in the words.

The server promises the form; here it is made sure of. Evidence that does not stand in the words,
letter for letter, takes its label with it.
"""

import json
from dataclasses import dataclass
from typing import Any, Final

from jsonschema import Draft202012Validator

from engine.safety import Alarm, Level
from nlu.model.disguise import Disguised
from nlu.model.question import OTHER, Question

LONGEST: Final = 20_000
"""Characters of an answer; a longer one was not written for us."""
MOST: Final = 12
"""Intents, or slots, in one utterance."""

_LEVELS: Final = {
    "possible_emergency": Level.CHECK,
    "emergency": Level.EMERGENCY,
    "self_harm": Level.EMERGENCY,
}


@dataclass(frozen=True, slots=True)
class Meant:
    """An intent, and the place of the words that show it."""

    name: str
    polarity: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Told:
    """A slot, and the place of the words that fill it."""

    name: str
    start: int
    end: int
    corrected: bool


@dataclass(frozen=True, slots=True)
class Advice:
    """What the model makes of an utterance. It holds no word that the model wrote."""

    alarm: Alarm = Alarm()  # noqa: RUF009 - a frozen value
    intents: tuple[Meant, ...] = ()
    slots: tuple[Told, ...] = ()


def advice(answer: str, question: Question, disguised: Disguised) -> Advice:
    """The advice in an answer. Raises `ValueError` for one that is not of the form."""
    told = _of_the_form(answer, question)
    place = disguised.find(told["safety_evidence"])
    level = _LEVELS.get(told["safety"], Level.NONE) if place else Level.NONE
    alarm = Alarm(level)
    if not told["intelligible"]:
        return Advice(alarm)
    intents: dict[str, Meant] = {}
    for one in told["intents"][:MOST]:
        place = disguised.find(one["evidence"])
        if place is not None and one["intent"] != OTHER:
            found = Meant(one["intent"], one["polarity"], *place)
            intents.setdefault(found.name, found)
    slots: dict[str, Told] = {}
    for one in told["slots"][:MOST]:
        place = disguised.find(one["evidence"])
        if place is not None and one["name"] != OTHER:
            slots[one["name"]] = Told(one["name"], *place, one["corrected"])
    return Advice(alarm, tuple(intents.values()), tuple(slots.values()))


def _of_the_form(answer: str, question: Question) -> dict[str, Any]:
    if len(answer) > LONGEST:
        raise ValueError("the answer is too long")
    try:
        told = json.loads(answer)
    except RecursionError:
        raise ValueError("the answer is nested too deep") from None
    if not Draft202012Validator(question.form).is_valid(told):
        raise ValueError("the answer is not of the form")
    assert isinstance(told, dict)
    return told
