"""A prompt cut into its sentences, so that what is always said the same is voiced once.

"Got it. What's the best callback number for you?" is an acknowledgement and a question, and both
are said in many calls; of "Thanks, John. I have Tuesday at nine. Does that work?" only two
sentences are new. A cut comes only where a speaker would rest: behind a full stop, a question or
an exclamation mark, or a colon, when a new sentence begins there; never behind an abbreviation
or an initial, for "Dr. Chen" is one breath. Too few cuts cost a clip; a wrong one is heard.
"""

import re
from functools import lru_cache
from typing import Final

_REST: Final = re.compile(
    r"[.?!…]{1,9}[\"'”’)»]{0,9}\s(?=[\"'“‘(«]?[A-ZÁÉÍÓÚÑÜ¿¡\d{])|:\s(?=[A-ZÁÉÍÓÚÑÜ¿¡])"
)
_ABBREVIATED: Final = re.compile(
    r"(?:\b(?:Dr|Drs|Dra|Dres|Mr|Mrs|Ms|Sr|Sra|Srta|Jr|St|Ste|Mt|Ave|Av|Avda|Blvd|Rd|Ln|Ct|Pl|Hwy"
    r"|Apt|No|Ud|Uds|Lic|Ing|Prof|approx|appt|ext|Ext|vs|tel|Tel|etc|núm|EE|UU|Jan|Feb|Mar|Apr|Jun"
    r"|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thu|Thurs?|Fri|Sat|Sun)|\b[A-Za-zÁÉÍÓÚÑ])\.$"
)
"""Ends of what is no sentence: an abbreviation, an initial, "p.m."."""


@lru_cache(maxsize=2048)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, in order, without the blanks between them; joined by one blank
    they are the text again, but for blanks. Nothing for a text without words.
    """
    text = " ".join(text.split())
    found, begin = [], 0
    for rest in _REST.finditer(text):
        sentence = text[begin : rest.end()].rstrip()
        if not _ABBREVIATED.search(sentence[-12:]):
            found.append(sentence)
            begin = rest.end()
    if last := text[begin:].strip():
        found.append(last)
    return tuple(found)
