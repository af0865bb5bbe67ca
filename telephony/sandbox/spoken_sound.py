"""The sound of a stand-in voice: as loud as speech, and carrying its own words.

So a stand-in caller, or a test, can tell from the sound alone what was said and how much of it.
"""

from itertools import count
from typing import Final

from telephony.sandbox.utterance import frames_of

SECONDS_A_LETTER: Final = 0.06

_numbers = count(1)


def sound_of(text: str, seconds_a_letter: float = SECONDS_A_LETTER) -> bytes:
    """The sound of a text, 60 ms for every character of it, in whole frames.

    However quick the speaker, its words take room: some 140 characters fit into a frame.
    """
    seconds = len(text) * seconds_a_letter
    return b"".join(frames_of(text, next(_numbers) % 2**32, seconds=seconds))
