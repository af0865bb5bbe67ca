"""A call of ours is about one thing, and begins with one question of yes or no about it.

Whoever answers it is free not to say yes or no. What we would ask next ("a cleaning, on Tuesday")
or the wish itself is a yes. Another wish ("call me tomorrow") takes the place of ours, which is
not pressed; and "not now" is a no, not the end of something that they had asked for.
"""

from typing import Final

from engine.call import Question
from engine.events import Understood
from engine.turn import Turn

ACCEPTED: Final = 0.5
"""Confidence from which an intent is acted upon; below it, two candidates are asked about."""

PROBABLE: Final = 0.3
"""Confidence that will do where our question was answered with neither yes nor no."""

NOT_OURS: Final = ("reschedule_instead",)
"""Questions of yes or no that come later, about what was answered."""


def accepted(event: Understood) -> list[str]:
    """The intents that the caller surely has, and wants."""
    return [
        intent.name
        for intent in event.intents
        if intent.polarity == "wants" and intent.confidence >= ACCEPTED
    ]


def meant(event: Understood) -> list[str]:
    """What an answer to our question is about: what is sure, else what is likeliest."""
    names = accepted(event)
    if names or event.answer is not None:
        return names
    wanted = [one for one in event.intents if one.polarity == "wants"]
    likeliest = max(wanted, key=lambda one: one.confidence, default=None)
    return [likeliest.name] if likeliest and likeliest.confidence >= PROBABLE else []


def asks_ours(turn: Turn) -> bool:
    """Whether the question that stands, or comes back next, is the one that we called for."""
    question = _question(turn)
    is_first = question.kind == "yes_no" and question.slot not in NOT_OURS
    return is_first and turn.call.direction == "outbound"


def _question(turn: Turn) -> Question:
    """The question that stands, or that one about red flags has interrupted."""
    call = turn.call
    return call.resume[0] if call.question.kind == "check" else call.question


def takes_up(turn: Turn, event: Understood, filled: list[str]) -> bool:
    """Whether words that are no yes take up what we called about all the same.

    The wish itself does even beside a no: "no pain at all, I'm fine".
    """
    call = turn.call
    if not asks_ours(turn) or call.request is None:
        return False
    steps = turn.flow.requests[call.request].steps
    asked = {name for step in steps if step.kind == "collect" for name in step.names}
    slot = str(_question(turn).slot)
    if slot not in asked:
        return False  # another wish has taken its place
    if call.request in meant(event):
        return True
    must_be_said = turn.flow.slots[slot].spoken
    return event.answer != "no" and not must_be_said and not asked.isdisjoint(filled)
