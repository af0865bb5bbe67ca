"""Whether a person or a machine picked up, by what is said first and how (FG-23, FG-24).

People say a few words and wait. Machines say many, without a pause, in words that hardly any person
uses, and end with a tone. Whoever is unclear is a person: a message to a person is a nuisance, a
question to a machine is one that nobody answers; but hanging up on a patient is worse than both.
"""

import re
from enum import Enum
from typing import Final

SPOKEN_SECONDS: Final = 3.2
"""A greeting that goes on for so long without a pause is hardly a person's."""
FEW_WORDS: Final = 7
"""A person's first words are no more than these."""
TONE_SECONDS: Final = 0.18
"""A tone that lasts so long at one loudness is the one after which to speak."""
STEADY: Final = 1.2
"""By how many dB the loudness of a tone may change from frame to frame."""

_MACHINE: Final = re.compile(
    r"\b(leave (me |us )?(a |your )?(brief |short )?(message|name)|after the (tone|beep)|"
    r"at the (tone|beep)|not available|unavailable|can'?t (come to|take|answer)|voice ?mail|"
    r"record your message|mailbox|press (one|two|1|2|pound)|please hold|your call is important|"
    r"you have reached|you've reached|the person you (are|have)|no longer in service|"
    r"deje (un|su) mensaje|después del tono|no está disponible|buzón de voz|ha llamado a)\b"
)


class AnsweredBy(Enum):
    """Who picked up, as far as it is known."""

    UNKNOWN = "unknown"
    HUMAN = "human"
    MACHINE = "machine"


class MachineEar:
    """Listens to the first utterance of whoever picked up."""

    def __init__(self) -> None:
        self.answered_by = AnsweredBy.UNKNOWN
        self._tone = 0.0
        self._last: float | None = None

    def words(self, words: str, seconds: float) -> AnsweredBy:
        """What was said without a pause, and for how long; the first that is clear stands."""
        if self.answered_by is AnsweredBy.UNKNOWN and words:
            told = _MACHINE.search(words.casefold()) is not None
            long = seconds >= SPOKEN_SECONDS and len(words.split()) > FEW_WORDS
            self.answered_by = AnsweredBy.MACHINE if told or long else AnsweredBy.HUMAN
        return self.answered_by

    def sound(self, level: float, seconds: float, *, is_voiced: bool) -> bool:
        """The loudness of some sound in dB; whether the tone of a machine has just ended."""
        steady = self._last is not None and abs(level - self._last) <= STEADY
        self._last = level if is_voiced else None
        if is_voiced and steady:
            self._tone += seconds
            return False
        ended = not is_voiced and self._tone >= TONE_SECONDS
        self._tone = 0.0
        return ended
