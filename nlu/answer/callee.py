"""Who has picked up, when it is us who call: the person themselves, another one, or a stranger.

"This is she" is a yes and "this is her mother" is none: nothing about a patient may be said to a
mother. Somebody who is out is called another time; where nobody of that name lives, never again.
"""

import re
from typing import Final

from nlu.answer.yes_no import NO, YES
from nlu.utterance.word import plain

NOT_HERE: Final = "not_here"
"""The person is known there, and cannot come to the telephone."""
WRONG_NUMBER: Final = "wrong_number"

_LEAD: Final = (
    r"\W*(?:(?:um+|uh+|oh|ah|well|no|nope|hi|hello|yes|yeah|sorry|i'?m sorry|i'?m afraid"
    r"|actually|right now|ahorita|ahora|pues|bueno|disculpe|perdon|lo siento|ay|hola|si"
    r"|fijese que)\W+)*"
)
_THEY: Final = r"(?:s?he|they|[a-z]+|my (?:wife|husband|mom|mother|dad|father|son|daughter))"
_IS: Final = r"(?:'?s|'?re| is| are)"
_NOT: Final = rf"(?:{_IS} not| isn'?t| aren'?t|{_IS} no longer)"
_KIN: Final = (
    r"(?:wife|husband|mother|mom|father|dad|son|daughter|brother|sister|partner|roommate"
    r"|caregiver|caretaker|nurse|aide|assistant|secretary|grand\w+|friend|boyfriend|girlfriend)"
)
_PARIENTE: Final = (
    r"(?:espos[oa]|marido|mujer|mama|madre|papa|padre|hij[oa]|herman[oa]|novi[oa]|abuel[oa]"
    r"|niet[oa]|ti[oa]|prim[oa]|amig[oa]|cunad[oa]|suegr[oa]|companer[oa]|cuidador[oa])"
)
_NOW: Final = (
    r"(?:\W+(?:right now|at the moment|now|today|just now|yet|currently|ahorita|ahora"
    r"|en este momento|por el momento|todavia|hoy|here|home|aqui|en casa|sorry|i'?m afraid))*\W*"
)

_THEMSELVES: Final = re.compile(
    rf"{_LEAD}(?:speaking|this is (?:s?he|him|her|me)|that'?s me|it'?s me|that is me|it is me"
    r"|you got (?:me|her|him)|i am|who'?s (?:calling|this|asking)\?? this is (?:s?he|me)"
    r"|soy yo|(?:el|ella) habla|con (?:el|ella)(?: mism[oa]| habla)?|yo soy|a sus ordenes"
    r"|(?:su )?servidor[a]?|ell?[ao]? mism[oa])(?:\W+(?:speaking|yes|si|habla))?\W*"
)
_ANOTHER: Final = (
    rf"(?:this is|i'?m|i am|you'?re (?:speaking|talking) (?:to|with)) (?:(?:his|her|their|the"
    rf"|[a-z]+'?s) )?{_KIN}",
    rf"(?:yo )?(?:soy|habla|le habla|esta hablando con) (?:su|la|el) {_PARIENTE}",
)
_BODY: Final = (
    r"(?:\w+ )?(?:feeling|pain|pulse|air|sensation|blood|breath|breathing|swelling|bleeding"
    r"|numbness|movement|response|heartbeat|oxygen)"
)
_ABSENT: Final = (
    rf"{_THEY}{_NOT} (?:here|in|home|available|around|with me|at home|in the house)",
    rf"{_THEY} (?:does|do)(?:n'?t| not) live here",
    rf"there(?:'?s| is) no (?!{_BODY})(?:\w+ ){{1,2}}here",
)
_OUT: Final = (
    rf"{_THEY}{_NOT} able to (?:talk|come to the phone)",
    rf"{_THEY}{_IS} (?:out|away|asleep|sleeping|busy|driving|at (?:work|school|the store|church)"
    rf"|in (?:a meeting|the shower|class)|on (?:another call|vacation)|not here)",
    rf"{_THEY}(?:'?s| has|'?ve| have)? (?:just )?(?:stepped out|went out|gone out|left|can'?t talk"
    rf"|can'?t come to the phone)",
    r"(?:you )?(?:just )?missed (?:her|him|them)",
    r"(?:ell?[ao]? )?(?:no (?:esta|se encuentra|anda|puede (?:hablar|contestar|atender))"
    r"|salio|anda (?:fuera|trabajando)|esta (?:trabajando|en (?:el trabajo|la escuela)|ocupad[oa]"
    r"|dormid[oa]|durmiendo|manejando|fuera))(?: (?:en|la|el|mi) \w+)?",
)
_STRANGER: Final = re.compile(
    r"(?<!\w)(?:(?:does|do)(?:n'?t| not) live here|no longer lives? here"
    r"|(?:has|have|'?s|'?ve)? ?moved(?: out| away)?"
    r"|no(?:body|t? ?one)? (?:here )?(?:by|with|of) that name|there(?:'?s| is) no (?:\w+ ){1,2}"
    r"(?:here|at this number)|(?:don'?t|do not) know (?:any|an|a|who|anybody|anyone)"
    r"|never heard of|not (?:her|his|their) number|isn'?t (?:her|his|their) number|wrong (?:number"
    r"|person|house)|not the right number|passed away|(?:s?he|they|has|have|'?s) died|is dead"
    r"|deceased|equivocad[oa]|no vive (?:aqui|aca)|ya no vive|aqui no (?:hay|vive) (?:ningun"
    r"|nadie)\w*|no (?:la|lo|le)? ?conozco|no conozco a|se mudo|fallecio|murio|ya no es su numero"
    r"|no es (?:su|el) numero)(?!\w)"
)
_AWAY: Final = re.compile(rf"{_LEAD}(?:{'|'.join((*_ANOTHER, *_ABSENT, *_OUT))})(?!\w)")
_NOTHING_ELSE: Final = re.compile(rf"{_LEAD}(?:{'|'.join(_ABSENT)})(?: anymore)?{_NOW}")


def is_absent(words: str) -> bool:
    """Whether words say that somebody is not there, and nothing else: there is no danger in it."""
    return _NOTHING_ELSE.fullmatch(plain(words)) is not None


def callee(words: str, name: str, said: str | None) -> tuple[str | None, str | None]:
    """The answer to "Is this ...?", and the turn of conversation that says why it is a no.

    `said` is what the words answer to any question of yes or no.
    """
    flat = plain(words)
    if _STRANGER.search(flat):
        return NO, WRONG_NUMBER
    if _AWAY.match(flat):
        return NO, NOT_HERE
    if _THEMSELVES.fullmatch(flat) or (said is None and _names(flat, plain(name))):
        return YES, None
    return said, None


def _names(flat: str, name: str) -> bool:
    """Whether somebody tells that they are of that name: "this is Ana", "Ana speaking"."""
    who = re.escape(name)
    told = rf"(?:this is|it'?s|i'?m|i am|soy|habla|le habla|yo soy) {who}(?: \w+)?"
    either = rf"{told}|{who}(?: \w+)? (?:speaking|here|habla)|{who}"
    return bool(name) and re.fullmatch(rf"{_LEAD}(?:{either})\W*", flat) is not None
