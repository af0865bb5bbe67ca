"""The law of calls and texts to patients, as far as a table can say it; written from the law alone.

47 CFR 64.1200 (hours, consent, identification, taking back), the FCC's order 24-17 (the voice of a
machine), the exemption for health care (how often, how short, nothing clinical), and states whose
own hours end earlier. Nothing here comes from the program that is checked.
"""

import re
from collections.abc import Mapping
from datetime import time, timedelta
from typing import Final

EASTERN, CENTRAL = "America/New_York", "America/Chicago"
MOUNTAIN, PACIFIC = "America/Denver", "America/Los_Angeles"

OF_STATE: Final[Mapping[str, tuple[str, ...]]] = {
    "TX": (CENTRAL, MOUNTAIN),
    "FL": (EASTERN, CENTRAL),
    "OK": (CENTRAL,),
    "NM": (MOUNTAIN,),
    "NY": (EASTERN,),
    "MD": (EASTERN,),
    "CA": (PACIFIC,),
    "WA": (PACIFIC,),
}
"""In which zones a state lies; one that is not here cannot be judged, and is an error."""
OF_CODE: Final[Mapping[str, str]] = {
    "512": "TX", "737": "TX", "915": "TX", "214": "TX", "305": "FL", "850": "FL", "405": "OK",
    "575": "NM", "212": "NY", "410": "MD", "415": "CA", "206": "WA",
}  # fmt: skip
"""The state of an area code, where only the number hints at where somebody is."""
ZONES_OF_CODE: Final[Mapping[str, tuple[str, ...]]] = {
    "512": (CENTRAL,), "737": (CENTRAL,), "214": (CENTRAL,), "915": (MOUNTAIN,),
    "305": (EASTERN,), "850": (CENTRAL,),
}  # fmt: skip
"""Where the state alone would be too careful."""

OPENS, CLOSES = time(8), time(21)
CLOSES_EARLIER: Final[Mapping[str, time]] = dict.fromkeys(("FL", "MD", "OK", "WA"), time(20))

PER_DAY, PER_WEEK = 1, 3
WEEK: Final = timedelta(days=7)
TRIES: Final = 3
BETWEEN_TRIES: Final = timedelta(hours=4)
ANSWERED_WITHIN: Final = timedelta(minutes=5)
"""A text may be answered, an opt-out confirmed, this long after it came."""
FRESH: Final = timedelta(minutes=30)
"""So long something that somebody just did may be confirmed to them."""
SPOKEN_WORDS: Final = 150
"""A minute of speech: a message on a machine is no longer."""
LONGEST_TEXT: Final = 306
"""Two parts. The exemption for health care allows 160 characters, but who gave the clinic their
number for their appointments agreed to be told of those; so only what is told to them of the
clinic's own accord is held to 160."""
SHORT_TEXT: Final = 160
OF_APPOINTMENTS: Final = re.compile(r"\b(?:appointment|cita)\b", re.IGNORECASE)

CLINICAL: Final = re.compile(
    r"\b(?:check-?ups?|exams?|cleanings?|hygien\w+|fillings?|crowns?|root canals?|tooth\w*|teeth|"
    r"extract\w+|implants?|whiten\w+|braces|x-?rays?|cavit\w+|gums?|bleed\w*|pain\w*|sore\w*|"
    r"swell\w*|swollen|surger\w+|procedures?|treatments?|diagnos\w+|results?|prescri\w+|"
    r"medic\w+|antibiotics?|insurance|balance|bill|limpiezas?|empastes?|coronas?|endodoncias?|"
    r"revisi[oó]n|muelas?|dientes?|dolor\w*|tratamientos?|procedimientos?|recetas?|consultas?)\b",
    re.IGNORECASE,
)
"""What tells of somebody's health, of what was or will be done, or of money."""
MACHINE: Final = re.compile(
    r"\b(?:automated|artificial|AI|virtual assistant|autom[aá]tic[oa]|automatizad[oa])\b",
    re.IGNORECASE,
)
WAY_OUT: Final = re.compile(
    r"\b(?:press|say|reply|oprima|presione|marque|diga)\b[^.]*\b(?:nine|9|nueve|stop|alto)\b",
    re.IGNORECASE,
)
REPLY_CANCEL: Final = re.compile(
    r"\b(?:reply|text|send|answer|write|responda|env[ií]e|escriba|conteste)\b[^.\n]*"
    r"\b(?:cancel|cancelar)\b",
    re.IGNORECASE,
)
WHEN: Final = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|lunes|martes|mi[eé]rcoles|jueves|viernes|"
    r"s[aá]bado|domingo|tomorrow|ma[nñ]ana a las|o'clock|[ap]\.?m\b)",
    re.IGNORECASE,
)
"""A day or time: told to nobody before they said who they are."""
MARKETING: Final = re.compile(
    r"\b(?:special (?:offer|price)|discount|promotion|free whitening|sale|oferta especial|"
    r"descuento|promoci[oó]n)\b",
    re.IGNORECASE,
)
TELEPHONE: Final = re.compile(r"\d{3}\D{0,3}\d{4}|(?:\w+ ){2,}(?:zero|one|two|nine)", re.IGNORECASE)
