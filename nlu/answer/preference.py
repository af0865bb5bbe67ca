"""Whether a caller who was asked what they prefer does not mind: "whoever", "doesn't matter".

It counts only as the whole answer, so that "any tooth could be it" is no wish for any dentist; and
asking back what there is ("what do you have?") leaves the choice to the clinic just the same.
"""

import re
from typing import Final

from nlu.answer.yes_no import NO, answer
from nlu.utterance.word import same_length_plain, words_of

_MOST: Final = 120
"""Characters of words that say nothing else."""
_SHORT: Final = 4
"""Words of a no that says nothing else."""
_SOFT: Final = (
    r"(?:(?:um+|uh+|oh|well|no|nope|nah|honestly|really|actually|just|i|it|i'?m|that|to see|with|"
    r"pues|bueno|eh|la verdad|a mi)\W+)*"
)
_MIND: Final = (
    r"(?:(?:have |got )?no (?:real |particular |strong )?preferences?|(?:does|do)(?:n'?t| not)"
    r" (?:really )?(?:matter|care|mind)|(?:don'?t|do not) (?:really )?have (?:a|any) preferences?"
    r"|makes? no difference|whatever(?:'s| is)?|whoever(?:'s| is)?|whichever(?:'s| is)?|whenever"
    r"|any(?:one|body|thing|time|day| one| of them| doctor| dentist| provider| day| time)?"
    r"|either(?: one)?|(?:it'?s )?up to you|your (?:choice|call)|you (?:choose|pick|decide)"
    r"|surprise me|(?:the )?first available|(?:i'?m )?(?:flexible|easy|open|not picky)"
    r"|what(?:'s| is| have you| do you| you)? ?(?:have|got|available|open|free)"
    r"|(?:no )?(?:me )?(?:da igual|da lo mismo|importa|es igual)|cualquiera"
    r"|(?:el|la|lo|quien|cuando) que sea|quien sea|cuando sea|lo que tengan?|(?:que|cual) tienen?"
    r"|sin preferencia|(?:no tengo )?(?:ninguna )?preferencia|como (?:usted )?quiera)"
)
_TAIL: Final = (
    r"(?:\W+(?:is|are|would be|will|one|you|do|have|has|got|works?|fine|good|okay|ok|great|free"
    r"|available|open|first|really|to me|at all|for me|with me|please|thanks|thank you|esta bien"
    r"|esta|bien|disponible|gracias|por favor|there|who|whoever|who'?s))*\W*"
)
_NO_MATTER: Final = re.compile(rf"\W*{_SOFT}{_MIND}{_TAIL}")


def no_preference(words: str, language: str = "en") -> bool:
    """Whether words in answer to "which would you prefer?" leave it to the clinic."""
    if len(words) > _MOST:
        return False
    flat = same_length_plain(words).replace("’", "'")
    if _NO_MATTER.fullmatch(flat):
        return True
    return len(words_of(words)) <= _SHORT and answer(words, language) == NO
