"""What each sign of danger means, alone and together with another."""

import re
from typing import Final

from engine.safety import english, english_urgent, spanish
from engine.safety.alarm import Level
from engine.safety.rules import lines, pattern

LEVELS: Final = {
    "airway": Level.EMERGENCY,
    "chest": Level.EMERGENCY,
    "stroke": Level.EMERGENCY,
    "unconscious": Level.EMERGENCY,
    "allergy": Level.EMERGENCY,
    "spread": Level.EMERGENCY,
    "bleeding": Level.EMERGENCY,
    "self_harm": Level.EMERGENCY,
    "poison": Level.EMERGENCY,
    "help": Level.EMERGENCY,
    "tooth_out": Level.URGENT,
    "trauma": Level.URGENT,
    "dental": Level.URGENT,
    "possible": Level.CHECK,
    "bad_pain": Level.CHECK,
    "sore": Level.NONE,
    "treated": Level.NONE,
    "swelling": Level.NONE,
    "growing": Level.NONE,
    "fever": Level.NONE,
    "tooth": Level.NONE,
}
"""The level of a sign that stands alone; NONE counts only together with another."""

TOGETHER: Final = (
    ("swelling", "fever", Level.EMERGENCY),
    ("swelling", "growing", Level.URGENT),
    ("bad_pain", "treated", Level.URGENT),
    ("sore", "treated", Level.URGENT),
    ("fever", "tooth", Level.CHECK),
)

_ENGLISH: Final = english.SIGNS | english_urgent.SIGNS
PATTERNS: Final[dict[str, re.Pattern[str]]] = {
    name: pattern(lines(_ENGLISH[name], spanish.SIGNS[name])) for name in LEVELS
}
