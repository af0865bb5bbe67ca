"""The pure word rules of safety: how urgent are these words, and do they belong to people?

They run on every interim and final utterance, in every state, before anything else reads it. So
they take some 60 microseconds, and time in proportion to the words: nothing in them backtracks.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from engine.safety.alarm import PEOPLE, Alarm, Level
from engine.safety.idioms import IDIOMS
from engine.safety.milder import milder
from engine.safety.no_more_calls import NO_MORE_CALLS
from engine.safety.plain import plain, settled
from engine.safety.requests import DISTRESS, NO_DISTRESS, NO_WISH, ROBOT_QUESTION
from engine.safety.requests import PEOPLE as REQUESTS
from engine.safety.rules import Trigger, lines, pattern
from engine.safety.signs import LEVELS, PATTERNS, TOGETHER

_REQUESTS: Final = {name: pattern(lines(REQUESTS[name])) for name in PEOPLE}
_DISTRESS: Final = pattern(lines(DISTRESS))
_NO_DISTRESS: Final = pattern(lines(NO_DISTRESS))
_NO_MORE_CALLS: Final = pattern(lines(NO_MORE_CALLS))
_NO_WISH: Final = pattern(lines(ROBOT_QUESTION, NO_WISH))
_RAISES: Final = {
    "emergency": Alarm(Level.EMERGENCY),
    "urgent_dental": Alarm(Level.URGENT),
    "distress": Alarm(distress=True),
    **{name: Alarm(people=(name,)) for name in PEOPLE},
}


def assess(words: str, triggers: Iterable[Trigger] = ()) -> Alarm:
    """The alarm of one utterance, by the built-in rules and a flow's own triggers."""
    text = plain(words)
    alarm = _triggered(text, triggers)
    text = settled(text)
    distress = _DISTRESS.search(_NO_DISTRESS.sub(" ,", text)) is not None
    no_more = _NO_MORE_CALLS.search(text) is not None
    return alarm | Alarm(_level(IDIOMS.sub(" ,", text)), _people(text), distress, no_more)


def signs(words: str) -> dict[str, bool]:
    """The signs of danger in the words, and whether one stands as it is or its clause lowers it."""
    return _signs(IDIOMS.sub(" ,", settled(plain(words))))


def _signs(text: str) -> dict[str, bool]:
    found: dict[str, bool] = {}
    is_milder = None
    for name, expression in PATTERNS.items():
        for sign in expression.finditer(text):
            is_milder = is_milder or milder(text)
            found[name] = not is_milder(name, sign)
            if found[name]:
                break
    return found


def _level(text: str) -> Level:
    found = _signs(text)
    level = Level.NONE
    for name, standing in found.items():
        level = max(level, LEVELS[name] if standing else min(LEVELS[name], Level.CHECK))
    for one, other, together in TOGETHER:
        if found.get(one) and found.get(other):
            level = max(level, together)
    return level


def _people(text: str) -> tuple[str, ...]:
    asked = _NO_WISH.sub(" ,", text)
    return tuple(name for name in PEOPLE if _REQUESTS[name].search(asked))


def _triggered(text: str, triggers: Iterable[Trigger]) -> Alarm:
    alarm = Alarm()
    for trigger in triggers:
        phrase = _phrase(trigger.phrase)
        if phrase.strip() and phrase in text:
            alarm |= _RAISES[trigger.reason]
    return alarm


@lru_cache(maxsize=1024)
def _phrase(words: str) -> str:
    return plain(words)
