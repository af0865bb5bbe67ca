"""Words of somebody who is not content: not yet distress, but with a raised voice they are (SF-10).

The rules of `engine/safety` hear distress in words alone and so must be sure of it. A voice that is
raised against its own usual loudness may be a bad line; words of displeasure may be a manner of
speaking. Both at once are a caller who should have a person.
"""

import re
from typing import Final

_DISPLEASED: Final = re.compile(
    r"\b(ridiculous|unacceptable|unbelievable|terrible|awful|horrible|nonsense|useless|stupid|"
    r"joke|kidding|seriously|enough|sick of|tired of|fed up|frustrat\w+|annoy\w+|upset|angry|mad|"
    r"complain\w*|worst|waste|wasting|wasted|never|nobody|no one|again and again|how many times|"
    r"how long|waiting|waited|told you|already told|already said|listen to me|listening|hello|"
    r"don't you understand|wrong|i said|for the last time|no no|stop|damn|hell|"
    r"ridículo|inaceptable|increíble|terrible|horrible|inútil|basta|hart[oa]|cansad[oa] de|"
    r"enojad[oa]|molest[oa]|qued[aeó] mal|nunca|nadie|cuántas veces|cuánto tiempo|esperando|"
    r"ya le dije|ya dije|escúcheme|no me entiende|pérdida de tiempo|peor|maldit[oa])\b"
)


def is_displeased(words: str) -> bool:
    """Whether words, said loudly, are those of somebody who is angry."""
    return _DISPLEASED.search(words.casefold()) is not None
