"""The clock time that a caller names when choosing between offered openings.

Only compared with times on offer, never resolved to a moment: an hour without am or pm fits either,
and "one" is an hour only where it can be no pronoun ("at one", not "the first one").
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from nlu.dictation.digits import TEENS, TENS, UNITS

NUMBERS: Final = {
    **{word: int(digit) for word, digit in {**UNITS, **TEENS}.items()},
    **{word: int(tens) for word, tens in TENS.items()},
    "noon": 12,
    "midday": 12,
    "mediodia": 12,
}
HOUR_WORDS: Final = "|".join(
    sorted((word for word, value in NUMBERS.items() if 1 <= value <= 12), key=len, reverse=True)
)
_MINUTE_WORDS: Final = (
    r"(?:(?:oh|o) five|fifteen|thirty|forty[- ]five|forty|twenty[- ]five|twenty|ten|fifty[- ]five"
    r"|fifty|five|y media|y cuarto|y quince|y treinta|(?:y )?cuarenta y cinco|y cuarenta|y veinte"
    r"|y diez|treinta|quince|[0-5]\d)"
)
_CLOCK: Final = re.compile(
    r"(?<![\w:])(?:(?P<half>half past|quarter past|quarter to|quarter after) )?"
    r"(?:(?P<digits>\d{1,2})(?:[:. ](?P<dm>[0-5]\d))?|(?P<glued>\d{1,2}[0-5]\d)"
    rf"|(?P<word>{HOUR_WORDS})(?:[- ](?P<wm>{_MINUTE_WORDS}))?)"
    r"(?P<menos> menos (?:cuarto|quince))?"
    r"(?P<clock> ?o'?clock| en punto)?"
    r" ?(?P<half_of_day>a\.? ?m\.?|p\.? ?m\.?|in the morning|in the afternoon|in the evening|at "
    r"night"
    r"|de la manana|de la tarde|de la noche)?(?![\w:])"
)
_MINUTES: Final = {
    "oh five": 5,
    "o five": 5,
    "y media": 30,
    "y cuarto": 15,
    "forty five": 45,
    "twenty five": 25,
    "fifty five": 55,
    "cuarenta y cinco": 45,
}
_ONE_IS_HOUR: Final = re.compile(
    r"(?:^|(?<!\w)(?:at|do|by|around|about|for|take|with|is|works|la|las|ok|okay|yes|yeah|sure)) ?$"
)


@dataclass(frozen=True, slots=True)
class SpokenClock:
    """A time said: the hour as said, minutes if given, and whether am or pm."""

    hour: int
    minute: int | None
    afternoon: bool | None

    def fits(self, start: datetime) -> bool:
        """Whether an opening begins at this time, in either half of the day if none is said."""
        if self.minute is not None and start.minute != self.minute:
            return False
        if self.hour > 12 or self.hour == 0:
            return start.hour == self.hour
        if self.afternoon is None:
            return start.hour % 12 == self.hour % 12
        return start.hour == self.hour % 12 + 12 * self.afternoon


def spoken_clocks(clause: str) -> list[SpokenClock]:
    """Every clock time named in some plain words."""
    found: list[SpokenClock] = []
    for match in _CLOCK.finditer(clause):
        clock = _clock(match, clause[: match.start()])
        if clock is not None:
            found.append(clock)
    return found


def _clock(match: re.Match[str], before: str) -> SpokenClock | None:
    word = match["word"]
    marked = match["clock"] or match["half_of_day"] or match["wm"] or match["half"]
    if word in ("one", "un", "una", "uno") and not marked and not _ONE_IS_HOUR.search(before):
        return None
    if match["glued"]:
        hour = int(match["glued"][:-2])
        minute: int | None = int(match["glued"][-2:])
    else:
        hour = int(match["digits"]) if match["digits"] else NUMBERS[word]
        minute = _minute(match)
    if word in ("noon", "midday", "mediodia"):
        return SpokenClock(12, 0, True)
    if match["half"] == "quarter to" or match["menos"]:
        hour, minute = (hour - 2) % 12 + 1, 45
    half = (match["half_of_day"] or "").replace(".", "").replace(" ", "")
    if half in ("am", "inthemorning", "delamanana"):
        return SpokenClock(hour, minute, False)
    return SpokenClock(hour, minute, True if half else None) if hour < 24 else None


def _minute(match: re.Match[str]) -> int | None:
    if match["half"]:
        return 30 if match["half"] == "half past" else 15
    if match["dm"]:
        return int(match["dm"])
    said = (match["wm"] or "").replace("-", " ")
    if not said:
        return 0 if match["clock"] else None
    if said.isdecimal():
        return int(said)
    bare = said.removeprefix("y ")
    return _MINUTES.get(said) or _MINUTES.get(bare) or NUMBERS.get(bare, 0)
