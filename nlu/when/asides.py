"""What holds a day or a time but tells of none to come.

Who opens a call greets ("Morning, I need a checkup"), gives a name that is a month's ("it's April
Summers"), and tells what has happened or keeps happening ("it hurts at night", "I called this
morning"). None of it is a wish. So such words are blanked out, every character in its place; where
a time was asked for or is being changed, they may be the answer and nobody blanks them.
"""

import re
from collections.abc import Iterator
from typing import Final

from nlu.utterance.word import MOST_CHARACTERS, same_length_plain

_GREETING: Final = re.compile(
    r"\W*(?:(?:hi|hello|hey|oh|yes|yeah|well|ah|uh|um)\W+)*(?P<out>morning|afternoon|evening)"
    r"(?:\s+(?:there|all|everyone|everybody|to you|sir|ma'?am|miss|dear|young lady)(?!\w))?"
    r"(?=\s*[.!]|(?:\s*,)?\s+(?:i|i'm|i'd|i've|i'll|im|id|ive|this is|it's|its|my|we|we'd|we're|can"
    r"|could|may|would you|is this|is that|hi|hello|so|yes|[a-z]+ here|a \w+)(?![\w']))"
)
_NAME: Final = re.compile(
    r"(?<!\w)(?:my name is|my name's|the name is|the name's|this is|me llamo|mi nombre es|soy"
    r"|habla)\s+(?P<out>april|may|june|august|abril|julio|domingo|marzo)(?!\w)"
)
_CLAUSE: Final = re.compile(r"[.,;:?!]\s|(?<!\w)(?:and|but|so|because|y|pero|asi que)(?!\w)")
_TOLD: Final = re.compile(
    r"(?<![\w'])(?:was|were|wasn't|had|saw|called|came|went|started|began|broke|happened|fell|woke"
    r"|got (?:it|this|these|worse)|gave|took|been|last one|last time|born|used to"
    r"|fell|taken|retired|moved|turned|died|missed|told me to call|said to call"
    r"|(?:i|we|he|she|they|you|it|doctor|nobody|somebody) \w{3,}ed"
    r"|hurts?|hurting|aches?|aching|throbs?|worse|swells?|swollen|itches|bleeds?|vomit\w*|dizzy"
    r"|headaches?|migraines?|feels?|waiting|on hold"
    r"|faint|wakes?|wake up|get up|gets up|sleep|coughs?|coughing|pills?|tablets?|medicine"
    r"|medication|dose|i go|every (?:night|morning|afternoon|evening)"
    r"|fue|fui|era|estuve|tuve|vio|vi|llame|vine|empezo|comenzo|rompio|cayo|cai|nacio|naci|mude"
    r"|llamara|esperando"
    r"|duele|duelen|dolia|levanto|despierto|despierta|duermo|dormir|pastillas?|medicina|tos)"
    r"(?![\w'])"
)
_WISH: Final = re.compile(
    r"(?<![\w'])(?:want\w*|would|'d|i'd|we'd|she'd|he'd|like|love|can|could|may (?:i|we)|need\w*"
    r"|hop(?:e|ed|ing)|think(?:ing)?|thought|wonder\w*|looking|try(?:ing)?|plan\w*|prefer\w*|please|book\w*"
    r"|schedul\w*|reschedul\w*|appointment|appt|slot|opening|come|coming|see|available"
    r"|availability|works?|free|good|fine|best|better|suits?|before|until|till|unless|busy"
    r"|(?<!fell )(?<!came )off|in mind|something|anything|how about|what about|let's|make it"
    r"|get in|fit|next|tomorrow|meant"
    r"|quiero|quisiera|queria|querria|gustaria|podria|puedo|puede|pueden|podemos|necesito|necesita"
    r"|busco|cita|favor|prefiero|conviene|viene|vendria|sirve|libre|disponible|ver|mejor|proxim[oa]"
    r"|que viene|antes|hasta)(?![\w'])"
)
"""What makes a wish of a past form too ("I was hoping for Monday"), or a bound of one."""


def without_asides(words: str) -> str:
    """The words without times of greetings, names, and what is only told."""
    text = words[:MOST_CHARACTERS]
    flat = same_length_plain(text).replace("’", "'")
    out = [match.span("out") for match in _NAME.finditer(flat)]
    greeting = _GREETING.match(flat)
    if greeting:
        out.append(greeting.span("out"))
    for start, end in (*out, *_told(flat)):
        text = text[:start] + ";".ljust(end - start) + text[end:]
    return text + words[MOST_CHARACTERS:]


def _told(flat: str) -> Iterator[tuple[int, int]]:
    """Where clauses stand that tell something and wish for nothing."""
    start = 0
    for end, after in (*(match.span() for match in _CLAUSE.finditer(flat)), (len(flat), 0)):
        clause = flat[start:end]
        if start < end and _TOLD.search(clause) and not _WISH.search(clause):
            yield start, end
        start = after
