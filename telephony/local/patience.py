"""How long a pause may be before a caller is taken to have finished, by what they were asked.

A number, a date or a name comes in pieces: people look for the card, count months, spell. A yes
does not. Whether an answer is complete is judged elsewhere (`telephony/phone/patience`), by the
words; here only the sound is known. What a slot holds is told by its name, for an ear does not
know the flow.
"""

import re
from typing import Final

from engine.commands import Expecting

USUAL: Final = 0.7
"""Seconds."""
YES_NO: Final = 0.5
NAMES: Final = 0.8
DATES: Final = 0.9
DIGITS: Final = 1.2
_DIGITS: Final = re.compile(r"number|phone|(?:^|_)id(?:_|$)|email|code|zip|card")
_DATES: Final = re.compile(r"date|birth|time|day")
_NAMES: Final = re.compile(r"name")


def patience(expecting: Expecting) -> float:
    """Seconds of silence that end the answer."""
    if expecting.kind == "yes_no":
        return YES_NO
    if expecting.kind != "slot" or expecting.slot is None:
        return USUAL
    for pattern, seconds in ((_DIGITS, DIGITS), (_DATES, DATES), (_NAMES, NAMES)):
        if pattern.search(expecting.slot):
            return seconds
    return USUAL
