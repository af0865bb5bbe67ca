"""What callers want changed: "actually make it Friday", "the time", "my number is wrong".

A value that comes with such words replaces what was understood before; a slot that is only named
is asked again.
"""

import re
from collections.abc import Mapping
from typing import Final

from engine.flow import Slot
from nlu.word import MOST_CHARACTERS, same_length_plain

_TAKES_BACK: Final = re.compile(
    r"(?<![\w'])(?:actually|i (?:actually )?meant|i mean|no,? (?:it'?s|make|wait|not|sorry|actually|that'?s)|(?:let'?s )?make (?:it|that)|correction|my mistake"
    r"|scratch that|sorry,? (?:it'?s|that'?s|i meant)|that'?s (?:wrong|not right|incorrect|not (?:it|my))|(?:it|that) should be|should be"
    r"|chang(?:e|ing) (?:it|that|the|my)|switch (?:it|that|the|my)|i said|you (?:got|have) (?:it|that|my|the) \w+ ?wrong|on second thought|wait,? no"
    r"|can (?:we|you|i) (?:change|make|do|switch)|not [\w ]{2,25},? (?:but|it'?s)|update (?:it|that|the|my)|it'?s not"
    r"|en realidad|mejor|quise decir|digo|perdon,? (?:es|no|era)|me equivoque|no,? (?:es|era|espere|perdon)|cambi(?:e|ar|elo|ela|emos|arlo|arla)|corrij\w+|deberia ser|le dije|eso no)(?![\w'])"
)
_INSTEAD: Final = re.compile(r"(?<![\w'])(?:instead|rather than|en vez|en lugar|mas bien)(?![\w'])")

_NAMED: Final[Mapping[str, str]] = {
    "preferred_time": r"time|day|date(?! of birth)|when|hour|schedule|hora|dia|fecha(?! de nacimiento)|horario",
    "opening": r"opening",
    "callback_number": r"(?:phone |call ?back |cell |telephone )?number(?! of)|phone|cell|numero(?: de telefono)?|telefono|celular",
    "patient_name": r"(?:last |first |patient'?s? |full |my |the )?name|surname|spelling|nombre|apellido",
    "date_of_birth": r"date of birth|birth ?day|birth ?date|dob|d o b|fecha de nacimiento|cumpleanos",
    "email": r"e ?mail(?: address)?|correo(?: electronico)?",
    "visit_reason": r"reason|service|type(?: of (?:appointment|visit))?|treatment|procedure|what (?:it'?s|i'?m coming in) for|motivo|servicio|tipo(?: de cita)?|tratamiento",
    "provider": r"doctor|dentist|provider|hygienist|dentista|doctora|higienista",
    "insurance_carrier": r"insurance(?! (?:id|number|member))|carrier|seguro|aseguranza",
    "insurance_member_id": r"member (?:id|number)|insurance (?:id|number)|policy number|id number|numero de (?:miembro|poliza)",
    "message": r"message|note|mensaje|recado",
    "cancel_reason": r"reason",
    "appointment": r"appointment|cita",
}
_ORDER: Final = (
    "date_of_birth",
    "insurance_member_id",
    "insurance_carrier",
    "email",
    "callback_number",
    "patient_name",
    "provider",
    "visit_reason",
    "preferred_time",
    "message",
    "cancel_reason",
    "appointment",
)
"""The more exact before the less: "date of birth" names no day to come."""

_WISH: Final = re.compile(
    r"(?<![\w'])(?:chang\w*|wrong|fix\w*|correct\w*|update|different|another|not right|isn'?t right|edit|redo|incorrect|cambi\w*|mal|equivocad[oa]|correg\w*|incorrect[oa]|otr[oa])(?![\w'])"
)


def corrects(words: str, start: int, end: int) -> bool:
    """Whether the value at this place replaces an earlier one.

    It stands behind words that take something back, or "instead" follows it.
    """
    flat = _flat(words)
    if any(match.start() < end for match in _TAKES_BACK.finditer(flat)):
        return True
    return bool(_INSTEAD.search(flat, start))


def named(words: str, slots: Mapping[str, Slot]) -> str | None:
    """The slot of the flow that the words name, as "the time" names `preferred_time`."""
    flat = _flat(words)
    for name in _ORDER:
        if name in slots and re.search(rf"(?<![\w'])(?:{_NAMED[name]})(?![\w'])", flat):
            return name
    own = [one for one in slots if one not in _ORDER]
    return next((one for one in own if one.replace("_", " ") in flat), None)


def wishes(words: str) -> bool:
    """Whether the words ask for a change, so that a slot named in them is meant."""
    return bool(_WISH.search(_flat(words)))


def _flat(words: str) -> str:
    return same_length_plain(words[:MOST_CHARACTERS]).replace("’", "'")
