"""Words with which callers take back what they have just said ("no wait", "perdón, quise decir").

What stands after the last such word counts; what stands before it may be completed by it, which
each parser decides for itself.
"""

import re
from typing import Final

from nlu.utterance.word import same_length_plain

_MARKERS: Final = (
    r"no+ no+(?: no+)*",
    r"(?:oh |uh |um )?no wait",
    r"(?:oh |uh |um )?no(?:,? (?:i'?m )?sorry)",
    r"no,? i mean(?:t)?",
    r"no,? actually",
    r"no,? make (?:it|that)",
    r"no,? it(?:'s|s| is)",
    r"it(?:'s|s| is) not [\w' ]{2,30}?,? (?:but )?it(?:'s|s| is)",
    r"no es [\w' ]{2,30}?,? (?:es|sino)",
    r"no,? that(?:'s|s| is) (?:wrong|not right|incorrect)",
    r"that(?:'s|s| is) (?:wrong|not right|incorrect)",
    r"wait(?:,? no)?",
    r"hold on(?:,? no)?",
    r"(?:i'?m )?sorry",
    r"i mean(?:t)?(?: to say)?",
    r"i should say",
    r"or rather",
    r"actually",
    r"correction",
    r"scratch that",
    r"strike that",
    r"make (?:it|that)",
    r"let me (?:start over|start again|correct (?:that|myself)|try again)",
    r"my mistake",
    r"my bad",
    r"oops",
    r"excuse me",
    r"no",
    r"(?:ay )?no,? espere?",
    r"no,? perdon",
    r"no,? digo",
    r"no,? es",
    r"espere?",
    r"perdon(?:e|eme)?",
    r"disculpe",
    r"digo",
    r"mejor dicho",
    r"quise decir",
    r"quiero decir",
    r"me equivoque",
    r"mas bien",
    r"corrijo",
)
_MARKER: Final = re.compile(
    r"(?<![\w'])(?:" + "|".join(sorted(_MARKERS, key=len, reverse=True)) + r")(?![\w'])"
)

_DENIAL: Final = re.compile(
    r"\W*(?:oh |uh |um |well )?(?:no|nope|not|wrong|incorrect|equivocad[oa])(?!\w)"
)


def denies(before: str) -> bool:
    """Whether words in front of a value say that an earlier value was wrong ("no, it's …")."""
    return _DENIAL.match(same_length_plain(before)) is not None


def parts(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches of a text between words that take something back, as (start, end).

    The first stretch stands before any such word and may be empty; so a text without any is one
    stretch, and more than one means that something was taken back.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for match in _MARKER.finditer(same_length_plain(text)):
        found.append((start, match.start()))
        start = match.end()
    found.append((start, len(text)))
    return tuple(found)
