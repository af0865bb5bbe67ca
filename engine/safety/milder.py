"""What makes a sign of danger milder: denial, history, supposition, another kind of trouble.

It lowers, it does not silence: one question is asked, because a missed emergency may cost a life
and a needless question costs seconds. And it holds within one clause, so that a denial never
hides another sign beside it. Speech comes without commas: a new subject begins a new clause.
"""

import re
from collections.abc import Callable
from typing import Final

from engine.safety.idioms import QUALIFIED

_REACH: Final = 80
"""The longest clause, in characters, that is looked at on one side of a sign."""

_BREAK: Final = (
    r"(?:but|and|because|cause|so|then|pero|y|porque|aunque|sino|though|although|except|now|still|"
    r"i|im|ive|id|he|hes|she|shes|my|we|weve|they|theyve|its|it|this|theres|there|"
    r"me|le|se|mi|su|ahora|todavia)"
)
_SAME: Final = rf"(?: (?!{_BREAK} )\w+)"
"""A word that still belongs to a denial or a supposition: no new subject has begun."""
_LATER: Final = (
    r"(?: (?!(?:but|and|because|now|still|pero|y|ahora|todavia|today|hoy|since|desde) )\w+)"
)
"""A word that still belongs to a tale of the past, which names its subjects anew."""

_NO: Final = (
    r"no(?! (?:i|im|my|he|she|hes|shes|its|it|we|they|the|this|theres|there|you|please|wait|one|"
    r"sleep|idea|doubt|longer|joke|kidding|way|listen|cant|not|wont|isnt|hardly|barely|pulse|air|"
    r"mi|me|se|le|la|el|es|puedo|puede|para|deja|aguanto|soporto|respira|despierta|reacciona) )"
    r"(?: (?:signs?|symptoms?|kind|history)(?: of)?)?"
)
_DENIED: Final = (
    r"(?:having|had|an?|any|in|bleeding|swollen|swelling|unconscious|suicidal|choking|dying|chest|"
    r"experiencing|trouble|passing|fainting|short|life)"
)
"""The words that `not` has to stand before to deny anything: "not breathing" denies nothing."""
_NEGATION: Final = (
    r"(?:do|does|did)nt (?:have|had|get|got|see|need|want(?: to)?|mean|say|feel (?:any|like)|"
    r"think (?:i|hes|he|shes|she|its|it|this|thats|there|theres)"
    r"(?: (?:is|am|have|has|was|having|an?))*)|"
    r"(?:have|has|had)nt (?:had|felt|been|noticed|experienced|got|gotten|seen)|"
    rf"(?:not|(?:is|are|was|were)nt)(?= {_DENIED} )|"
    r"never(?! mind )(?!(?: \w+){0,5} (?:like this|this bad|this much|before|so|such) )|"
    r"without|neither|nor|denies|deny|none of|free of|rather than|instead of|"
    r"nothing(?= (?:life|serious|urgent|bleeding) )|"
    r"no (?:tengo|tiene|hay|siento|siente|tenemos|he tenido|ha tenido)|sin|nunca|ni|tampoco|"
    r"no (?:me|le|nos) (?:duele|duelen|falta|arde|da|dio|ha dado)|"
    r"no (?:se|me) (?:pego|golpeo|desmayo|desmaye|pegue|golpee|cayo|cai)"
)
_SUPPOSED: Final = (
    r"(?:what|what happens|what do i do|what should i do|que pasa|que hago|y) (?:if|si)"
    r"(?: (?:i|my|he|she|we|they|it|theres|someone|you|me|mi|se))?|in case(?: of)?|en caso de|"
    r"what to do (?:if|when)|"
    r"what (?:would|do|should) (?:you|we|people)(?: guys| all)? do (?:if|when)|"
    r"does anyone ever|is there a chance|"
    r"(?<!know )(?<!sure )(?<!tell )(?<!wondering )(?<!see )"
    r"if (?:i|you|we|he|she|they|it|its|my|someone|somebody|theres|there|anyone|anything)"
    r"(?: (?:ever|was|were|am|is|have|has|had|get|gets|got))*|should i ever|in the event of|"
    r"do (?:you|you guys|yall) (?:handle|treat|deal with|help with|do)|"
    r"(?:can|could|does|will|would|might) (?:it|this|that) (?:cause|lead to)|"
    r"will (?:i|he|she) be|si (?:tengo|tiene|hay|me da)|(?:atienden|tratan|manejan)"
)
_ONCE: Final = (
    r"used to|history of|previously|survived|prior|once had|follow up (?:for|from|after|on)|"
    r"(?:died|dies|passed away|recovered|recovering) (?:of|from)|"
    r"antecedentes? de|historial de|murio de|sobrevivi a"
)
_WHEN: Final = (
    r"(?<!since )(?<!for )(?<!from )(?<!the )"
    r"last (?:year|month|week|summer|winter|spring|fall|time)|"
    r"(?:\w+ )?(?:years?|months?|weeks?|decades?|long time) (?:ago|back)|"
    r"(?:back )?in (?:(?:19|20)\d\d|nineteen \w+|twenty (?:ten|eleven|twelve|\w+teen|twenty))|"
    r"in the past|as a (?:kid|child)|growing up|"
    r"when (?:i|he|she) was (?:a kid|a child|a baby|little|young|younger|pregnant|"
    r"five|six|seven|eight|nine|ten|eleven|twelve|\w+teen)|"
    r"(?:back )?in (?:college|high school|school|the (?:army|navy|war|service))|"
    r"(?:el|la) (?:ano|mes|vez|semana) pasad[oa]|de (?:nino|nina|bebe)|cuando era|"
    r"hace (?:\w+ )?(?:anos?|mes|meses|semanas?)"
)
_OPENERS: Final = re.compile(
    rf" (?:(?:{_NO})(?= )(?:{_SAME}{{0,6}} (?:or|nor|o|ni){_SAME}{{0,2}}|{_SAME}?)|"
    rf"(?:{_NEGATION})(?= )(?:{_SAME}{{0,6}} (?:or|nor|o|ni){_SAME}{{0,2}}|{_SAME}{{0,2}})|"
    rf"(?:{_SUPPOSED})(?= ){_SAME}{{0,5}}|(?:{_ONCE})(?= ){_SAME}{{0,4}})"
)
"""Denials, suppositions and old stories, with the words that they still speak of."""
_PAST_OPENERS: Final = re.compile(
    r"(?:^| [.,]| and| but| so| pero| y)(?: (?:about|like|around|well|yes|maybe))?"
    rf" (?:a |one |two )?(?:{_WHEN})(?= )(?: ,)?{_LATER}{{0,6}}"
)
"""A time long gone speaks of what follows only where it opens the clause."""
_CLOSERS: Final = re.compile(
    r" (?:runs? in (?:my|the|our|his|her) family|went away|goes away|a side effect|ya paso|"
    r"se me quito|"
    r"(?:is|has|its|thats|all) (?:gone|stopped|resolved|over|better|healed)(?= (?:[.,]|now|$))|"
    r"(?:, )?no(?= (?:[.,]|$)))(?= )"
)
"""Words that take back what was said before them."""
_PAST_CLOSERS: Final = re.compile(rf" (?:{_WHEN})(?= )")
_ONGOING: Final = re.compile(
    r" (?:again|its back|(?:came|come|coming) back|happening|right now|same thing|started|began|"
    r"been(?! (?:clean|sober|fine|good|great|okay|ok|healthy|better|free) )|"
    r"otra vez|de nuevo|regreso|volvio|empezo|comenzo) "
)
"""Words that say that an old trouble is here today."""
_BORDERS: Final = (" . ", " , ", " but ", " and ", " now ", " still ", " pero ", " y ", " since ")

_BESIDE: Final = {
    "airway": (
        r"(?:nose|nostrils|apnea|cpap|snore|snoring|snores|pills?|in (?:my|his|her) sleep|nariz)"
    ),
    "bleeding": (
        r"(?:brush|brushing|brushed|floss|flossing|flossed|cepill\w+|hilo dental|period|menstrual)"
    ),
    "spread": r"(?:glands?|lymph nodes?|ganglios?)",
    "unconscious": (
        r"(?:tooth|teeth|sedation|sedated|procedure|anesthesia|put under|anestesia|sedacion)"
    ),
    "tooth_out": (
        r"(?:(?:baby|milk) (?:tooth|teeth)|dentures?|filling|crown|bridge|retainer|veneer|de leche)"
    ),
    "trauma": r"(?:dentures?|retainer|crown|filling|braces|bracket|veneer)",
    "stroke": r"(?:numbing|anesthesia|novocaine|shot|injection|filling|anestesia)",
}
"""Words in the clause of a sign that tell of something milder than the sign itself."""
_MILDER: Final = {name: re.compile(rf" {words}(?= )") for name, words in _BESIDE.items()}


def milder(text: str) -> Callable[[str, re.Match[str]], bool]:
    """Reads the text once; the answer tells of any sign in it whether its clause lowers it."""
    lowered = bytearray(len(text) + 1)
    past = not _ONGOING.search(text)
    for found in QUALIFIED.finditer(text):
        _mark(lowered, found.start(), found.end())
    for opener in (_OPENERS, _PAST_OPENERS) if past else (_OPENERS,):
        for found in opener.finditer(text):
            # Not its own first word: "not breathing" is a sign and denies nothing.
            _mark(lowered, found.start() + 1, found.end() + 1)
    for closer in (_CLOSERS, _PAST_CLOSERS) if past else (_CLOSERS,):
        for found in closer.finditer(text):
            _mark(lowered, _clause_start(text, found.start()), found.start())
    return lambda name, sign: bool(lowered[sign.start()]) or _beside(text, name, sign)


def _mark(lowered: bytearray, start: int, end: int) -> None:
    lowered[start:end] = b"\1" * (end - start)


def _clause_start(text: str, end: int) -> int:
    """Where the clause that ends here begins."""
    since = max(0, end - _REACH)
    return max(since, *(text.rfind(border, since, end) for border in _BORDERS))


def _clause_end(text: str, start: int) -> int:
    """Where the clause that goes on here ends."""
    until = start + _REACH
    ends = [text.find(border, start, until) for border in _BORDERS]
    return min((end for end in ends if end >= 0), default=until)


def _beside(text: str, name: str, sign: re.Match[str]) -> bool:
    if name not in _MILDER:
        return False
    start = _clause_start(text, sign.start() + 1)
    return bool(_MILDER[name].search(text, start, _clause_end(text, sign.end()) + 1))
