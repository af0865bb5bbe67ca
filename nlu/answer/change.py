"""What callers want changed: "actually make it Friday", "the time", "my number is wrong".

A value that comes with such words replaces what was understood before; a slot that is only named
is asked again.
"""

import re
from collections.abc import Mapping
from typing import Final

from engine.events import Value
from engine.flow import Slot
from nlu.utterance.word import MOST_CHARACTERS, same_length_plain

_TAKES_BACK: Final = re.compile(
    r"(?<![\w'])(?:actually|i (?:actually )?meant|i mean|no,? (?:it'?s|make|wait|not|sorry"
    r"|actually|that'?s)|(?<!n't )(?<!not )(?<!able to )make (?:it|that)|correction|my mistake"
    r"|scratch that|sorry,? (?:it'?s|that'?s|i meant)|that'?s (?:wrong|not right|incorrect"
    r"|not (?:it|my))|(?:it|that) should be|should be"
    r"|(?:chang(?:e|ing)|switch) (?:it|that|the|my)(?! (?:appointment|appt|visit|booking"
    r"|cleaning|checkup))|i said|you (?:got|have) (?:it|that|my|the) \w+ ?wrong"
    r"|on second thought|wait,? no"
    r"|can (?:we|you|i) (?:make|do) (?:it|that)|not [\w ]{2,25},? (?:but|it'?s)|update (?:it"
    r"|that|the|my)|it'?s not"
    r"|en realidad|mejor|quise decir|digo|perdon,? (?:es|no|era)|me equivoque|no,? (?:es|era"
    r"|espere|perdon)|cambi(?:e|ar|elo|ela|emos|arlo|arla)|corrij\w+|deberia ser|le dije"
    r"|eso no)(?![\w'])"
)
_INSTEAD: Final = re.compile(r"(?<![\w'])(?:instead|rather than|en vez|en lugar|mas bien)(?![\w'])")

_NAMED: Final[Mapping[str, str]] = {
    "date_of_birth": r"date of birth|birth ?day|birth ?date|dob|d o b"
    r"|fecha de nacimiento|cumpleanos",
    "insurance_member_id": r"member (?:id|number)|insurance (?:id|number)|policy number|id number"
    r"|numero de (?:miembro|poliza)",
    "insurance_carrier": r"insurance|carrier|seguro|aseguranza",
    "email": r"e ?mail(?: address)?|correo(?: electronico)?",
    "callback_number": r"number|phone|cell|numero|telefono|celular",
    "patient_name": r"name|surname|spelling|nombre|apellido",
    "provider": r"doctor|dentist|provider|hygienist|dentista|doctora|higienista",
    "visit_reason": r"reason|service|type|treatment|procedure|motivo|servicio|tipo|tratamiento",
    "preferred_time": r"time|day|date|when|hour|hora|dia|fecha|horario",
    "message": r"message|note|mensaje|recado",
    "cancel_reason": r"reason|motivo",
    "appointment": r"appointment|cita",
}
"""The more exact before the less: a "date of birth" is no day to come."""

_WISH: Final = re.compile(
    r"(?<![\w'])(?:chang\w*|wrong|fix\w*|correct\w*|update|different|another|not right"
    r"|isn'?t right|edit|redo|incorrect|cambi\w*|mal|equivocad[oa]|correg\w*|incorrect[oa]"
    r"|otr[oa])(?![\w'])"
)

_ELSEWHERE: Final = re.compile(
    r"(?<![\w'])(?:anything|something|any other|another|else|instead|later|earlier|sooner"
    r"|other (?:day|time)s?"
    r"|do you have|is there|what about|how about|algo|otr[oa]s?|mas (?:tarde|temprano)|tiene|hay"
    r"|antes|despues)(?![\w'])"
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
    for name, nouns in _NAMED.items():
        if name in slots and re.search(rf"(?<![\w'])(?:{nouns})(?![\w'])", flat):
            return name
    return next((one for one in slots if one not in _NAMED and one.replace("_", " ") in flat), None)


def wishes(words: str) -> bool:
    """Whether the words ask for a change, so that a slot named in them is meant."""
    return bool(_WISH.search(_flat(words)))


def _flat(words: str) -> str:
    return same_length_plain(words[:MOST_CHARACTERS]).replace("’", "'")


def repeats(value: Value, asked: str) -> bool:
    """Whether a telephone number or a name is the one that the question read back."""
    if isinstance(value, str) and value.startswith("+"):
        return re.sub(r"\D", "", value)[-10:] in re.sub(r"\D", "", asked)
    if isinstance(value, Mapping):
        parts = [part for part in value.values() if part]
        return all(same_length_plain(part) in _flat(asked) for part in parts)
    return False


def elsewhere(words: str) -> bool:
    """Whether the words ask for another time than those on offer."""
    return bool(_ELSEWHERE.search(_flat(words)))


def sooner(words: str) -> bool:
    """Whether a time before those on offer is asked for."""
    return bool(re.search(r"(?<!\w)(?:earlier|sooner|before|temprano|antes)(?!\w)", _flat(words)))
