"""The time of an appointment that exists is no wish for a time.

"Can I move my Tuesday appointment to Friday" wants Friday; "I have one on Thursday and need to
reschedule" has not said when. So such times are blanked out before a wish is looked for, every
character in its place.
"""

import re
from typing import Final

from nlu.utterance.word import MOST_CHARACTERS, same_length_plain

_THING: Final = (
    r"(?:appointment|appt|visit|cleaning|checkup|check-up|booking|slot|cita|limpieza|consulta)"
)
_END: Final = (
    r"(?=\s(?:to|and|but|because|so|instead|can|could|if|into|i|is there|do you|what|for a"
    r"|a otro|a otra|para|pero|y|puedo)(?!\w)"
    r"|\s*[,.;?!]|\s*$)"
)
_WHEN: Final = (
    r"(?:(?:on|for|at|this|next|el|del|de|para|tomorrow|today|tonight|manana|hoy|(?:mon|tues"
    r"|wednes|thurs|fri|satur|sun)day"
    r"|lunes|martes|miercoles|jueves|viernes|sabado|domingo)(?!\w))"
)
_EXISTING: Final = re.compile(
    r"(?<![\w'])(?:"
    r"from (?P<from>[\w' ]{2,30}?)(?=\s(?:to|until)\s)"
    rf"|(?:my|our|his|her|the|'s) (?P<before>(?:[\w':]+ ){{1,4}}?)(?={_THING}(?!\w))"
    rf"|(?:have|had|got|with) (?:an? |my |the |one |another )?(?:\w+ )?(?:{_THING}|one"
    rf"|it)\s(?:set |scheduled |booked )?(?P<have>{_WHEN}.{{0,40}}?){_END}"
    rf"|(?:my|our|his|her|mi|su) (?:\w+ )?{_THING}\s(?:(?:is|was|that's|that is|set|scheduled"
    rf"|booked|es)\s){{0,3}}(?P<mine>{_WHEN}.{{0,40}}?){_END}"
    rf"|(?:scheduled|booked|down|supposed to come(?: in)?)\s(?P<booked>{_WHEN}.{{0,40}}?){_END}"
    rf"|tengo (?:una |mi |la )?(?:cita|limpieza|consulta)\s(?P<tengo>{_WHEN}.{{0,40}}?){_END}"
    r")"
)
_MOVES: Final = re.compile(
    r"(?<!\w)(?:cancel\w*|reschedul\w*|mov(?:e|ing)|chang(?:e|ing)|switch\w*|push\w*|bump"
    r"|postpone|confirm\w*|can'?t make|won'?t make|need to make it"
    r"|have an?|i have|i had|my|cambiar|mover|reprogramar|cancelar|confirmar|tengo)(?!\w)"
)
_NOT_THEN: Final = re.compile(
    r"(?<![\w'])(?P<then>(?:can'?t|cannot|can not|won'?t|unable to|no puedo|no podre|no voy a poder"
    r"|not (?:going to |gonna )?be able to) (?:be able to )?"
    r"(?:make|come|be there|get there|ir|llegar|asistir)(?: it| in)?"
    rf"(?:\s{_WHEN}.{{0,40}}?)?){_END}"
)


def without_existing(words: str) -> str:
    """The words, with the times of an appointment that the caller has blanked out."""
    text = words[:MOST_CHARACTERS]
    flat = same_length_plain(text).replace("’", "'")
    if not _MOVES.search(flat):
        return words
    for pattern in (_EXISTING, _NOT_THEN):
        for match in pattern.finditer(flat):
            for name in match.groupdict():
                start, end = match.span(name)
                if start < end:
                    text = text[:start] + ";".ljust(end - start) + text[end:]
    return text
