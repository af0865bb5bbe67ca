"""What ails a caller: words of sickness that answer "what should we see you for?".

Patients seldom name a service; they say how they feel. Where the clinic has a service for that (an
urgent one that says of itself that it is for the sick), any of these words ask for it. Nothing is
diagnosed: that such words may be an emergency is for the rules of safety, which heard them before.
"""

import re
from typing import Final

from nlu.utterance.word import MOST_CHARACTERS, same_length_plain

_SYMPTOMS: Final = re.compile(
    r"(?<![\w'])(?:(?:head|stomach|tummy|belly|back|ear|body|muscle|neck|chest|throat|knee|joint|leg"
    r"|foot|arm|hip|shoulder|abdominal|sinus)[ -]?(?:ache|pain|cramp|weakness)s?|migraines?"
    r"|(?:sore|scratchy|swollen|painful|itchy|burning|stiff|runny|stuffy|blocked|congested|bloody)"
    r" (?:\w+ )?(?:throat|nose|eyes?|ears?|back|neck|knee|ankle|wrist|shoulder|foot|feet|muscles?"
    r"|joints?|skin|tonsils?|glands?)|(?:nose|eyes?|ears?|back|neck|throat|stomach|chest|knee"
    r"|leg|foot|arm|head|ankle|wrist|shoulder|hip|belly|tummy|body)(?: \w+){0,3}"
    r" (?:hurt(?:s|ing)?|ach(?:es|ing)|sore|swollen|itch(?:y|es|ing)|runn(?:y|ing)|killing me"
    r"|bothering me)"
    r"|fever(?:ish)?|chills|cough\w*|sneez\w+|wheez\w+|congest\w+|sniffles|flu|a cold|nause\w+"
    r"|vomit\w*|throwing up|threw up|diarrh\w+|constipat\w+|cramps?|bloat\w+|dizz\w+"
    r"|light[ -]?headed|vertigo|faint(?:ed|ing)?|fatigue\w*|exhausted|no energy|lack of energy"
    r"|energy level|weak(?:ness)?|tired all|rash(?:es)?|hives|itch\w*|blisters?|lump|mole"
    r"|infect\w+|inflam\w+|swelling|sprain\w*|insomnia|can'?t sleep|trouble sleeping|allerg\w+"
    r"|sinus\w*|asthma|burning when|palpitations|short of breath|(?:feel(?:ing|s)?|felt|been|got"
    r"|am|i'?m|is|getting) (?:\w+ ){0,2}(?:sick|ill|unwell|awful|terrible|lousy|under the weather"
    r"|poorly)|not feeling (?:\w+ )?(?:well|good|great|right)|don'?t feel (?:\w+ )?(?:well|good"
    r"|great|right)|pain in (?:my|his|her|the)"
    r"|dolor(?:es)? de \w+|me duelen?|le duelen?|fiebre|escalofrios|tos|estornud\w+|nauseas?"
    r"|vomit\w+|diarrea|mareo\w*|maread[oa]|debilidad|cansancio|sarpullido|roncha\w*|comezon"
    r"|picazon|gripe|gripa|resfriad[oa]|catarro|congestionad[oa]|inflamad[oa]|hinchad[oa]"
    r"|garganta irritada|sin energia|me siento (?:muy )?mal|se siente (?:muy )?mal|enferm[oa]"
    r")(?![\w'])"
)
_SUFFERS: Final = re.compile(
    r"(?<![\w'])(?:(?:i|he|she|they|we|my \w+)(?:'ve|'m|'s)?(?: \w+){0,2}"
    r" (?:have|has|had|having|feel|feels|feeling|been|got|am|is|are|come down|caught)|i'?ve|i'?m"
    r"|he'?s|she'?s|my \w+|with|for|tengo|tiene|he tenido|ando|anda|estoy|esta|siento|siente"
    r"|por|con|me|le)(?!\w)"
)
"""Somebody has it: "the flu" alone may be a shot, or the subject of a question."""
_ABOUT: Final = re.compile(
    r"(?<!\w)(?:refills?|prescriptions?|medicines?|medications?|meds|pills?|inhalers?|results?|labs?"
    r"|tests?|bill(?:s|ed)?|charged?|shots?|vaccin\w+|records?|recetas?|medicinas?|pastillas?"
    r"|resultados?|analisis|vacunas?|cuenta|cobr\w+)(?!\w)"
)
"""What the sickness is mentioned for, where the caller does not want to be seen for it."""
_OF_THE_SICK: Final = re.compile(
    r"(?<!\w)(?:sick|ill|not feeling well|enferm[oa]|me siento mal)(?!\w)"
)


def complains(words: str, asked: bool = True) -> tuple[int, int] | None:
    """Where the words tell of a symptom, from the first to the last of them.

    Without having been asked, only if somebody has it.
    """
    flat = _flat(words)
    found = list(_SYMPTOMS.finditer(flat))
    if not found:
        return None
    if not asked and (_ABOUT.search(flat) or not _SUFFERS.search(flat[: found[0].end()])):
        return None
    return found[0].start(), found[-1].end()


def for_the_sick(*says: str) -> bool:
    """Whether ways of saying a service tell that it is for anyone who is sick."""
    return any(_OF_THE_SICK.search(_flat(one)) for one in says)


def _flat(words: str) -> str:
    return same_length_plain(words[:MOST_CHARACTERS]).replace("’", "'")
