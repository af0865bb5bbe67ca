"""Which of the clinic's people a caller wants to see: "Dr. Chen", "doctor wilson", "with Maria".

A surname after a title, or a whole name, is enough. A first name alone may be the caller's own, so
it counts only after "with" or "see", or when a provider was asked for.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from engine.clinic import Provider
from nlu.utterance.found import Found
from nlu.utterance.word import MOST_CHARACTERS, same_length_plain

_TITLE: Final = r"(?:dr\.?|doctor|doctora|dra\.?|the hygienist|hygienist|la higienista)"
_WITH: Final = (
    r"(?:with|see|seeing|by|for|prefer|like|want|have|get|con|ver a|prefiero a?|quiero a?)"
)
_NOT: Final = re.compile(
    r"(?<![\w'])(?:not|no|anyone but|except|instead of|rather than|other than|menos"
    r"|excepto)(?: (?:with|con))? ?$"
)
_OWN: Final = re.compile(
    r"(?<![\w'])(?:name is|name's|this is|i'?m|i am|me llamo|nombre es|soy|habla) $"
)
"""A caller may have the name of someone who works there."""


def provider(words: str, providers: Sequence[Provider], asked: bool = False) -> Found | None:
    """The provider named, by the clinic's name for them; "whoever" names nobody."""
    flat = same_length_plain(words[:MOST_CHARACTERS])
    best: Found | None = None
    for one in providers:
        sure, bare = _ways(one.name)
        match = sure.search(flat) or (bare.search(flat) if asked else None)
        if (
            match is None
            or _NOT.search(flat[: match.start()])
            or _OWN.search(flat[: match.start()])
        ):
            continue
        if best is None or match.start() < best.start:
            best = Found(one.name, match.start(), match.end(), 0.9)
    return best


@lru_cache(maxsize=64)
def _ways(name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How a provider is named for certain, and how when one was asked for."""
    plain = re.sub(r"^(?:dr|dra|doctor|doctora|mr|mrs|ms)\.?\s+", "", same_length_plain(name))
    parts = [re.escape(part) for part in plain.split()]
    first, last = parts[0], parts[-1]
    whole = r"\s+".join(parts)
    there = rf"(?:is|are|esta)\s+{first}\s+(?:in|here|available|free|working|disponible)"
    certain = rf"{there}|{_TITLE}\s+(?:{whole}|{first}|{last})|{whole}|{_WITH}\s+(?:{first}|{last})"
    return (
        re.compile(rf"(?<![\w'])(?:{certain})(?!\w)"),
        re.compile(rf"(?<![\w'])(?:{first}|{last})(?!\w)"),
    )
