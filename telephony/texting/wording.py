"""A flow as it is worded in text messages: what is written for the ear gives way to what is read.

It is the same flow, and what it does is untouched; only its texts are others. Where a flow has
words of its own that speak of keys, and there are none here to take their place, those are left out
as long as others remain; so a clinic's own flow never tells anybody to press something in a text.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from agent_config.yaml_document import read_document
from engine.flow import Flow

WORDS: Final = Path(str(files("telephony"))) / "texting" / "words"
KEYS: Final = re.compile(
    r"\b(?:press(?:ing)?|keypad|oprim\w+|presion(?:e|ar)|teclado)\b", re.IGNORECASE
)
"""Words about the keys of a telephone."""
_SENTENCES: Final = re.compile(r"(?<=[.!?])\s+")


def as_texts(flow: Flow) -> Flow:
    """The flow with the words for text messages; a pure rule, like all of a channel's."""
    texts = {language: _texts(language, own) for language, own in flow.texts.items()}
    return replace(flow, texts=texts)


def _texts(language: str, own: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    written = _written(language)
    return {key: written.get(key) or _without_keys(wordings) for key, wordings in own.items()}


def _without_keys(wordings: tuple[str, ...]) -> tuple[str, ...]:
    kept = tuple(one for one in wordings if KEYS.search(one) is None)
    if kept:
        return kept
    shorter = [
        " ".join(part for part in _SENTENCES.split(one) if KEYS.search(part) is None)
        for one in wordings
    ]
    return tuple(one for one in shorter if one) or wordings


@cache
def _written(language: str) -> Mapping[str, tuple[str, ...]]:
    path = WORDS / f"{language}.yaml"
    given: Mapping[str, Any] = read_document(path).value if path.exists() else {}
    return {key: (one,) if isinstance(one, str) else tuple(one) for key, one in given.items()}
