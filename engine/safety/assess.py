"""The pure word rules of safety: how urgent are these words, and do they belong to people?

They run on every interim and final utterance in every state, before anything else reads it, so
they are cheap: words without any stem of `STEMS` are done after one search.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from engine.safety.alarm import PEOPLE, Alarm, Level
from engine.safety.context import IDIOMS, lowered
from engine.safety.plain import plain, settled
from engine.safety.requests import DISTRESS
from engine.safety.requests import PEOPLE as REQUESTS
from engine.safety.rules import Trigger, lines, pattern
from engine.safety.signs import LEVELS, PATTERNS, TOGETHER

_REQUESTS: Final = {name: pattern(lines(REQUESTS[name])) for name in PEOPLE}
_DISTRESS: Final = pattern(lines(DISTRESS))
_ROBOT_QUESTION: Final = pattern(
    lines("""
(are|if|whether|that|say|know|were|r) (you|u|ur|youre|this is|this|its|it is) ... (human|humans|person|robot|machine|computer|ai|bot)( or (a |an )?(ai|computer|robot|machine|bot|human|recording|((real|live|actual) )?person))?
is (this|it) (a |an )?((real|live|actual|living) )?(human|person|robot|machine|computer|ai|bot|recording)
(am|are) (i|we) (speaking|talking|chatting) (to|with) ... (human|person|robot|machine|computer|ai|bot|recording)( or (a |an )?((real|live|actual) )*(person|human|robot|machine|computer))?
(eres|es|usted|hablo|hablando|esto) ... (persona real|persona de verdad|persona|humano|humana|ser humano|robot|maquina|computadora)
""")
)

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
    return alarm | Alarm(
        _level(IDIOMS.sub(" ,", text)), _people(text), bool(_DISTRESS.search(text))
    )


def _level(text: str) -> Level:
    level = Level.NONE
    standing = set[str]()
    mild = lowered(text)
    for name, expression in PATTERNS.items():
        for sign in expression.finditer(text):
            if not mild(name, sign):
                standing.add(name)
                level = max(level, LEVELS[name])
                break
            level = max(level, min(LEVELS[name], Level.CHECK))
    for one, other, together in TOGETHER:
        if one in standing and other in standing:
            level = max(level, together)
    return level


def _people(text: str) -> tuple[str, ...]:
    asked = _ROBOT_QUESTION.sub(" ,", text)
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
