"""What lowers a sign of danger: negation, history, supposition, idiom, business.

It lowers, it does not silence: one question is asked, because a missed emergency may cost a life
and a needless question costs seconds. It holds within one clause only, so a denial never hides
another sign beside it. Only words that are no symptom at all (an emergency contact) are removed.
"""

import re
from collections.abc import Callable
from typing import Final

from engine.safety.rules import lines, pattern

_REACH: Final = 80
"""The longest clause, in characters, that is looked at on one side of a sign."""

IDIOMS: Final = pattern(
    lines("""
emergency (contact|contacts|exit|exits|form|forms|number|numbers|fund|funds|kit|brake|savings|hours|line|info|information|policy|protocol|fee|fees|charge)
(contacto|contactos|salida|salidas|numero|numeros|telefono|telefonos|fondo|horario) de (emergencia|emergencias)
dying (to|for (a|an|some|the)|of (boredom|embarrassment|curiosity|laughter|thirst|hunger|shame))
die (laughing|for (a|an|some)|of (boredom|embarrassment|curiosity|laughter|thirst|hunger|shame))
rather (die|be dead) than
(phone|battery|cell|cellphone|laptop|car|tablet) ... (dying|died|die)
(bad|fresh|waste {own}|save {own}|hold {own}|holding {own}|hold) breath
breathing room
(breath mint|breath mints|bated breath)
strokes? of (luck|genius|midnight)
(nearly|almost|about) (passed out|died|had a heart attack|fainted|choked) ... (bill|price|cost|quote)
(had a heart attack|passed out|fainted|choked|died) when i ... (bill|price|cost|quote)
(scared|bored|worried|embarrassed|frightened|freezing|starving) to death
blood (pressure|work|type|test|tests|draw|sugar|thinner|thinners|donation|drive|panel|count|orange|glucose|bank|sample|samples)
(fever|blood) (blister|dream|pitch)
(swallow|choke on|choking on) (the |that |this )?(cost|costs|price|bill|bills|pride|words)
(beat|beating|kick|kicking) myself
swell (guy|person|time|day|job|idea)
(knock|knocked) ... out of the (park|way)
(pass|passing|passed) out (some|flyers|forms|candy|cards)
""")
)
"""Words that only look like danger: nothing of them is left to read."""

_QUALIFIED: Final = pattern(
    lines("""
(family|work|personal|childcare|pet|car) (emergency|emergencies)
(emergencia|emergencias) (familiar|familiares|de trabajo|personal|en el trabajo)
emergency (room|rooms|department|appointment|appointments|visit|visits|opening|openings|care|service|services|slot|slots|dentist|dental|doctor|clinic|extraction|root canal|cleaning)
(salas?|cita|citas|dentista|servicio|servicios|consulta) de (emergencia|emergencias)
(non|not an|not a real|isnt an|isnt a real|wasnt an|no es una|no es) (emergency|emergencia)
ambulance (bill|bills|ride|charge|charges|fee|fees|cost|costs|company|service|invoice|claim)
(bill|bills|billed|charge|charges|charged|invoice|receipt|claim|pay|paid|cover|covers|covered|coverage|cost|costs|question|questions) ... (ambulance|ambulancia)
(factura|cobro|cobraron|cobran|cubre|costo|pagar|pague) ... ambulancia
(came|went|arrived|rode|taken|transported) ... (by|in) (an |the )?ambulance
(in|by) (an|the) ambulance
(nerve|root) ... dying
""")
)
"""A sign inside these words is a matter of business, of another kind of trouble, or denied."""

_BREAK: Final = (
    r"(?:but|and|because|cause|so|then|pero|y|porque|aunque|sino|though|although|except|now|still|"
    r"i|im|ive|id|he|hes|she|shes|my|we|weve|they|theyve|its|it|this|theres|there|"
    r"me|le|se|mi|su|ahora|todavia)"
)
_SAME: Final = rf"(?: (?!{_BREAK} )\w+)"
"""A word that still belongs to a denial or a supposition: no new subject has begun."""
_LATER: Final = r"(?: (?!(?:but|and|because|now|still|pero|y|ahora|todavia|today|hoy|since|desde) )\w+)"
"""A word that still belongs to a tale of the past, which names its subjects anew."""

_NO: Final = (
    r"no(?! (?:i|im|my|he|she|hes|shes|its|it|we|they|the|this|theres|there|you|please|wait|one|"
    r"sleep|idea|doubt|longer|joke|kidding|way|listen|cant|not|wont|isnt|hardly|barely|pulse|air|"
    r"mi|me|se|le|la|el|es|puedo|puede|para|deja|aguanto|soporto|respira|despierta|reacciona) )"
    r"(?: (?:signs?|symptoms?|kind|history)(?: of)?)?"
)
_DENIED: Final = (
    r"(?:having|had|an?|any|in|bleeding|swollen|swelling|unconscious|suicidal|choking|dying|chest|"
    r"experiencing|trouble|passing|fainting)"
)
"""The words that `not` has to stand before to deny anything: "not breathing" denies nothing."""
_NEGATION: Final = (
    r"(?:do|does|did)nt (?:have|had|get|got|see|need|want(?: to)?|mean|say|feel (?:any|like)|think "
    r"(?:i|hes|he|shes|she|its|it|this|thats|there|theres)(?: (?:is|am|have|has|was|having|an?))*)|"
    r"(?:have|has|had)nt (?:had|felt|been|noticed|experienced|got|gotten|seen)|"
    rf"(?:not|(?:is|are|was|were)nt)(?= {_DENIED} )|"
    r"never(?!(?: \w+){0,5} (?:like this|this bad|this much|before|so|such) )|"
    r"without|neither|nor|denies|deny|nothing|none of|free of|rather than|instead of|"
    r"no (?:tengo|tiene|hay|siento|siente|tenemos|he tenido|ha tenido)|sin|nunca|ni|tampoco"
)
_SUPPOSED: Final = (
    r"(?:what|what happens|what do i do|what should i do|que pasa|que hago|y) (?:if|si)"
    r"(?: (?:i|my|he|she|we|they|it|theres|someone|you|me|mi|se))?|in case(?: of)?|en caso de|"
    r"(?<!know )(?<!sure )(?<!tell )(?<!wondering )(?<!see )if (?:i|you|we|he|she|they|it|my|someone|"
    r"somebody|theres|there|anyone|anything)(?: (?:ever|was|were|am|is|have|has|had|get|gets|got))*|"
    r"should i ever|in the event of|do (?:you|you guys|yall) (?:handle|treat|deal with|help with|do)|"
    r"(?:can|could|does|will|would|might) (?:it|this|that) (?:cause|lead to)|"
    r"will (?:i|he|she) be|si (?:tengo|tiene|hay|me da)|(?:atienden|tratan|manejan)"
)
_ONCE: Final = (
    r"used to|history of|previously|survived|(?:died|dies|passed away|recovered|recovering) (?:of|from)|"
    r"once had|prior|follow up (?:for|from|after|on)|antecedentes? de|historial de|murio de|sobrevivi a"
)
_WHEN: Final = (
    r"(?<!since )(?<!for )(?<!from )(?<!the )last (?:year|month|week|summer|winter|spring|fall|time)|"
    r"(?:\w+ )?(?:years?|months?|weeks?|decades?|long time) (?:ago|back)|(?:back )?in (?:19|20)\d\d|"
    r"in the past|when (?:i|he|she) was (?:a kid|a child|little|young|younger|pregnant|in college)|"
    r"as a (?:kid|child)|growing up|(?:el|la) (?:ano|mes|vez|semana) pasad[oa]|"
    r"hace (?:\w+ )?(?:anos?|mes|meses|semanas?)|de (?:nino|nina)|cuando era"
)
_FORWARD: Final = re.compile(
    rf" (?:(?:{_NO})(?= )(?:{_SAME}{{0,6}} (?:or|nor|o|ni){_SAME}{{0,2}}|{_SAME}?)|"
    rf"(?:{_NEGATION})(?= )(?:{_SAME}{{0,6}} (?:or|nor|o|ni){_SAME}{{0,2}}|{_SAME}{{0,2}})|"
    rf"(?:{_SUPPOSED})(?= ){_SAME}{{0,5}}|(?:{_ONCE})(?= ){_SAME}{{0,4}})"
)
"""Denials, suppositions and old stories, with the words that they still speak of."""
_FORWARD_PAST: Final = re.compile(
    rf"(?:^| [.,]| and| but| so| pero| y)(?: (?:about|like|around|well|yes|maybe))?"
    rf" (?:a |one |two )?(?:{_WHEN})(?= )(?: ,)?{_LATER}{{0,6}}"
)
"""A time long gone speaks of what follows only where it opens the clause."""
_BACKWARD: Final = re.compile(
    r" (?:runs? in (?:my|the|our|his|her) family|went away|goes away|ya paso|se me quito|"
    r"(?:is|has|its|thats|all) (?:gone|stopped|resolved|over|better|healed)(?= (?:[.,]|now|$))|"
    r"(?:, )?no(?= (?:[.,]|$)))(?= )"
)
_BACKWARD_PAST: Final = re.compile(rf" (?:{_WHEN})(?= )")
_ONGOING: Final = re.compile(
    r" (?:again|its back|(?:came|come|coming) back|happening|right now|same thing|started|began|been|"
    r"otra vez|de nuevo|regreso|volvio|empezo|comenzo) "
)
"""Words that say that an old trouble is here today."""
_BORDERS: Final = (" . ", " , ", " but ", " and ", " now ", " still ", " pero ", " y ", " since ")
_OF_ITSELF: Final = {
    "airway": r"(?:nose|nostrils|apnea|cpap|snore|snoring|snores|pills?|in (?:my|his|her) sleep|nariz)",
    "bleeding": (
        r"(?:brush|brushing|brushed|floss|flossing|flossed|cepill\w+|hilo dental|period|menstrual)"
    ),
    "spread": r"(?:glands?|lymph nodes?|ganglios?)",
    "unconscious": r"(?:tooth|teeth|sedation|sedated|procedure|anesthesia|put under|anestesia|sedacion)",
    "tooth_out": r"(?:(?:baby|milk) (?:tooth|teeth)|dentures?|filling|crown|bridge|retainer|veneer|de leche)",
    "trauma": r"(?:dentures?|retainer|crown|filling|braces|bracket|veneer)",
    "stroke": r"(?:numbing|anesthesia|novocaine|shot|injection|filling|anestesia)",
}
"""Words beside a sign that tell of something milder than the sign itself."""
_MILDER: Final = {name: re.compile(rf" {words}(?= )") for name, words in _OF_ITSELF.items()}


def lowered(text: str) -> Callable[[str, re.Match[str]], bool]:
    """Reads the text once; the answer tells of any sign in it whether its clause lowers it."""
    mild = bytearray(len(text) + 1)
    past = not _ONGOING.search(text)
    for opener in (_QUALIFIED, _FORWARD, _FORWARD_PAST)[: 3 if past else 2]:
        for found in opener.finditer(text):
            start = found.start() + (opener is not _QUALIFIED)
            _mark(mild, start, found.end() + 1)
    for closer in (_BACKWARD, _BACKWARD_PAST)[: 2 if past else 1]:
        for found in closer.finditer(text):
            _mark(mild, _clause_start(text, found.start()), found.start())
    return lambda name, sign: bool(mild[sign.start()]) or _milder(text, name, sign)


def _mark(mild: bytearray, start: int, end: int) -> None:
    mild[start:end] = b"\1" * (end - start)


def _clause_start(text: str, end: int) -> int:
    """Where the clause before a place begins."""
    since = max(0, end - _REACH)
    return max(since, *(text.rfind(border, since, end) for border in _BORDERS))


def _milder(text: str, name: str, sign: re.Match[str]) -> bool:
    if name not in _MILDER:
        return False
    start = _clause_start(text, sign.start() + 1)
    ends = [text.find(border, sign.end(), sign.end() + _REACH) for border in _BORDERS]
    end = min((end for end in ends if end >= 0), default=sign.end() + _REACH)
    return bool(_MILDER[name].search(text, start, end + 1))
