"""The lines that the sense of danger is learnt from, and the ordinary talk beside them.

Lines of one group tell the same thing in other words. So whoever wants to know how well unseen
wording is read has to leave out whole groups.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from engine.safety import Level, assess
from nlu.alarm.answers import answers
from nlu.intent import conversation

FILES: Final = tuple(
    Path(__file__).with_name(name) for name in ("emergencies.jsonl", "lookalikes.jsonl")
)
_LEVELS: Final = {"none": Level.NONE, "urgent": Level.URGENT, "emergency": Level.EMERGENCY}
_CLINICS: Final = ("riverside_dental", "lakeside_medical")


@dataclass(frozen=True, slots=True)
class Line:
    """Something a caller says."""

    text: str
    language: str
    level: Level
    """NONE, URGENT or EMERGENCY."""
    category: str
    group: str
    asks: bool
    """Whether asking about the red flags would do here, though it is no emergency."""


def lines() -> list[Line]:
    """All lines, emergencies first, in the order of their files."""
    return [
        Line(
            row["text"],
            row["language"],
            _LEVELS[row["level"]],
            row["category"],
            row["group"],
            row.get("asks", False),
        )
        for path in FILES
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    ]


def digest() -> str:
    """What the lines are, as SHA-256: weights belong to the lines that they were made of."""
    content = b"".join(path.read_bytes() for path in FILES)
    return hashlib.sha256(content).hexdigest()


def ordinary() -> list[str]:
    """What callers say about everything else, and answers, sorted.

    It is what the requests of the shipped flows and the turns of conversation are learnt from. An
    example that the word rules ask about is no ordinary talk.
    """
    said = set(answers())
    for name in _CLINICS:
        clinic = load_clinic(name)
        for examples in load_flow(clinic.flow, clinic).examples.values():
            said.update(*examples.values())
    for language, turns in conversation.EXAMPLES.items():
        said.update(*turns.values(), *conversation.SHORT[language].values())
        said.update(conversation.BACKGROUND[language])
    return sorted(text for text in said if not assess(text).level)
