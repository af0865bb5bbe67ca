"""The setting of a rehearsed call: the hour, the line, and what happens to be broken that day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

MOMENTS: Final[Mapping[str, float]] = {
    "2026-03-02T09:15": 0.5,  # a Monday morning
    "2026-03-04T15:40": 0.25,
    "2026-03-05T20:30": 0.15,  # closed; urgent calls go to the on-call line
    "2026-03-08T10:05": 0.1,  # a Sunday on which the clocks went forward
}
ANONYMOUS: Final = 0.15
BROKEN: Final[Mapping[tuple[str, str], float]] = {
    ("handoff", "no_answer"): 0.08,
    ("handoff", "busy"): 0.04,
    ("book", "conflict"): 0.03,
    ("hold", "conflict"): 0.03,
    ("find_openings", "timeout"): 0.03,
    ("book", "error"): 0.02,
    ("reschedule", "conflict"): 0.02,
    ("cancel", "error"): 0.02,
    ("understand", "timeout"): 0.01,
    ("notify", "error"): 0.02,
}


@dataclass(frozen=True, slots=True)
class Setting:
    """When a call comes in, whether its number is withheld, and what does not work."""

    now: datetime
    anonymous: bool
    faults: Mapping[str, str]


def drawn(zone: str, chance: Random) -> Setting:
    """A setting by chance, mostly an ordinary one."""
    (moment,) = chance.choices(tuple(MOMENTS), tuple(MOMENTS.values()))
    return Setting(
        now=datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone)),
        anonymous=chance.random() < ANONYMOUS,
        faults={action: how for (action, how), often in BROKEN.items() if chance.random() < often},
    )
