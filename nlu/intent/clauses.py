"""Several requests in one breath, and which of them are meant.

"I don't want to cancel, I just want to move it, and do you take Delta?" holds three clauses: one
that is not wanted, one that is, and a question. An utterance is cut where a new clause begins
with words of its own; a bare "and" between two nouns cuts nothing. Then the words in front of the
verb tell whether it is wanted, not wanted, imagined ("what if I cancelled") or past.

Only a refusal *of doing something* makes a clause unwanted: "I don't want to cancel" is no
cancellation, but "I don't want my appointment any more" is one.
"""

import re
from dataclasses import dataclass
from typing import Final

from nlu.utterance.word import MOST_CHARACTERS, same_length_plain

WANTS: Final = "wants"
DOES_NOT_WANT: Final = "does_not_want"
HYPOTHETICAL: Final = "hypothetical"
PAST: Final = "past"

MOST_CLAUSES: Final = 12
"""A caller who says more than this in one breath is heard on the first and the rest as one."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of an utterance with its place in it, and whether what it says is meant."""

    words: str
    start: int
    end: int
    polarity: str = WANTS


_STARTS: Final = (
    r"(?:book|schedule|confirm|make|move|change|switch|cancel|reschedule|find|put|send|leave|pay"
    r"|ask|get|i|i'm|i'd|i'll|i've|we|we're|we'd|can|could"
    r"|would|will|do|does|did|is|are|am|what|what's|where|where's"
    r"|when|how|who|which|please|let's|let|tell|have|there|it|it's|if|maybe|also|then|not|don't"
    r"|quiero|quisiera|necesito|me|puede|puedo|podria|tiene|tienen|tengo|donde|cuando|cuanto"
    r"|como|que"
    r"|tambien|no|si|es|cual|aceptan|hay)"
)
_BORDER: Final = re.compile(
    r"[.;?!¿¡\n]+(?=\s|$|[¿¡])"
    rf"|,\s*(?=(?:but|pero|and|y|also|plus|so|then|tambien|ademas|or|instead of|rather than"
    rf"|en vez de)\s)"
    rf"|,\s*(?={_STARTS}\s)"
    r"|,\s*(?=(?:my|mi) (?:name|card|number|phone|birthday|date of|nombre|tarjeta|numero|fecha)\s)"
    rf"|\s+(?=(?:and|but|so|plus|or|then|because|y|pero|porque|asi que|o)\s+(?:also\s+|then\s+"
    rf"|tambien\s+|just\s+|maybe\s+)?{_STARTS}(?:\s|$))"
    r"|\s+(?=(?:but|pero)\s)"
    r"|\s+(?=(?:and also|and then|y tambien|ademas|also,|oh and|plus|as well as|instead of"
    r"|rather than|en vez de|en lugar de)\s)"
    r"|,\s*(?=(?:also|and|y|tambien)\s)"
    r"|(?<=^yes),?\s+(?=\w)|(?<=^no),\s+(?=\w)|(?<=^si),\s+(?=\w)"
    r"|(?<=ing)\s+(?=(?:can|could) (?:i|we|you)\s)|\s+(?=than (?:to )?cancel)"
    r"|\s+(?=(?:just|only|solo)\s+(?:reschedul|mov[ei]|chang|switch|cancel|reprogram|cambiar"
    r"|mover))"
    r"|\s+(?=(?:i just want|i just need|i'd rather|solo quiero|solo necesito)\s)"
)

_MAY_START: Final = re.compile(
    r"(?<= )(?:"
    r"(?:and|also|plus|oh|but|then|meanwhile|besides|while|or|so|because|since|well|y|tambien"
    r"|ademas|pero|aparte) (?=\w)"
    r"|(?=(?:can|could|would|will|do|does|did|is|are|am|was|have|has|should) (?:i|you|y'all|we|my"
    r"|he|she|it|the|they|there|that|somebody|someone|anybody|your|doctor|dr)(?!\w))"
    r"|(?=(?:what|what's|when|when's|where|where's|how|why|who|which)(?!\w))"
    r"|(?=(?:please|let|tell|have|put|send|give)(?!\w))"
    r"|(?=(?:puedo|puede|pueden|tienen|aceptan|cuanto|donde|cuando|que|como|quiero|necesito"
    r"|quisiera|digale|mandeme|me)(?!\w))"
    r")"
)
"""Where a clause may begin for those who speak without a pause."""
_LEADS_ON: Final = re.compile(
    r"(?:^|\W)(?:that|if|what|what's|when|where|how|why|who|which|know|wondering|ask|asking|see"
    r"|tell|me|think|to|the|a|an|for|of|my|sure|because|and|or|but|so|also|plus|oh|meanwhile"
    r"|i|you|he|she|we|they|it|can|could|would|will|do|does|did|is|are|am|have|has|had|let|send"
    r"|in|on|at|with|from|by|as|about|than|que|si|para|de|la|el|mi|y|me|con|en|por|como) $"
)
"""Words after which the same clause goes on: "I was wondering if I …", "do you know what …"."""
_LEAST: Final = 3
_MOST_CUTS: Final = 3

_FILLER: Final = (
    r"(?:(?:and|but|so|also|then|well|um+|uh+|oh|no|yes|yeah|ok|okay|actually|just|please|hi"
    r"|hello|plus|or"
    r"|because|y|pero|pues|tambien|si|bueno|es que|hola|que|now)\W+)*"
)
_VERB: Final = (
    r"(?:cancel\w*|reschedul\w*|re-schedul\w*|mov(?:e|ing)|chang(?:e|ing)|switch\w*|postpon\w*"
    r"|push\w*|book\w*|schedul\w*"
    r"|mak(?:e|ing) (?:an|a|another|the|my)|set(?:ting)? up|confirm\w*|leav(?:e|ing) (?:a|him"
    r"|her|them)|refill\w*|pay\w*"
    r"|talk\w*|speak\w*|be (?:connected|transferred)|transfer\w*|request\w*|ask\w*|order\w*"
    r"|get (?:a|an|my|the)|join\w*"
    r"|cancelar\w*|cancele\w*|cambiar\w*|cambie\w*|mover\w*|reprogramar\w*|reagendar\w*|hacer"
    r"|agendar\w*|reservar|hablar|dejar|pagar|confirmar\w*)"
)
_UNWANTED: Final = re.compile(
    r"(?<![\w'])(?:"
    rf"(?:do|did|would|does)(?: not|n'?t) (?:really |actually |necessarily |even )?(?:want|need"
    rf"|wanna|have|wish|like|mean|intend|plan|care)(?: you)?(?: to)? (?:have to )?{_VERB}"
    rf"|wanna not {_VERB}|(?:i'?m|am|we'?re|are) not (?:really |actually )?(?:calling|trying"
    rf"|looking|asking|here|going|wanting|planning|gonna)(?: to| for| about)? {_VERB}"
    rf"|(?:i |we )?not (?:to )?{_VERB}|(?:please )?don'?t {_VERB}|do not {_VERB}"
    rf"|no need to {_VERB}|without {_VERB}"
    rf"|(?:instead of|rather than|than)(?: to)? {_VERB}|not (?:a |an |the )?(?:cancellation"
    rf"|cancelation|refill|new appointment|reschedule)"
    rf"|(?:i'?d|would) rather not {_VERB}|(?:don'?t|no longer) (?:want|need) (?:a |the "
    rf"|that )?(?:refill|referral|callback|call back)"
    rf"|no (?:la |lo |me |se )?(?:quiero|necesito|deseo|quisiera|es para|llamo para"
    rf"|estoy llamando para)(?: que)?(?: me| la| lo)? {_VERB}"
    rf"|no (?:me )?(?:la |lo )?{_VERB}|(?:en vez de|en lugar de|sin|antes que) {_VERB}"
    r")"
)
_IMAGINED: Final = re.compile(
    r"(?<![\w'])(?:what if|what happens (?:if|when)|in case|suppose|supposing|hypothetically"
    r"|let'?s say"
    r"|(?<!wondering )(?<!see )(?<!know )(?<!check )(?<!ask )(?<!asking )(?<!out )(?<!tell me "
    r")(?<!sure )(?<!seeing )(?<!curious )"
    r"if (?:i|we|he|she|they)(?:'d| ever| do| did| would| should| end up| decide| decided)*"
    r" (?:need|needed|have|had|want|wanted|were|was|cancel\w*|reschedul\w*|miss\w*|chang\w*"
    r"|mov\w*|book\w*|don'?t|didn'?t|can'?t|couldn'?t|to)"
    r"|(?:i |we )?(?:might|may) (?:need|have|want) to"
    r"|que pasa si|y si (?:cancelo|cambio|necesito|no puedo|tengo|quiero)|en caso de|por si"
    r"|si (?:cancelo|cancelara|tuviera que|necesitara|cambio|cambiara|quisiera cancelar"
    r"|tengo que cancelar))(?![\w'])"
)
_DONE: Final = (
    r"(?:cancell?ed|rescheduled|booked|scheduled|made (?:an|the|my|that|this)|set up|moved"
    r"|changed|confirmed|refilled"
    r"|picked up|paid|left (?:a|him|her|you) |had (?:a|an|my|the) (?:cleaning|checkup|filling"
    r"|crown|exam|root canal|appointment (?:yesterday|last|on))"
    r"|requested|asked for|already)"
)
_OVER: Final = re.compile(
    rf"\W*{_FILLER}(?:"
    rf"(?:i|we|my (?:wife|husband|mom|mother|dad|father|son|daughter)|she|he|they)(?:'ve|'d"
    rf"| have| had)?(?: (?:already|just|also))* {_DONE}"
    r"|(?:the )?last time|i used to|yesterday i|last (?:week|month|year) i"
    r"|(?:ya )(?:cancele|cambie|hice|agende|confirme|pague|reserve|llame|deje)|(?:cancele|agende"
    r"|reserve|confirme) (?:mi|la|una|el)"
    r"|la (?:ultima vez|vez pasada))(?![\w'])"
)
_ALREADY: Final = re.compile(r"(?<!\w)(?:already|ya)(?!\w)", re.IGNORECASE)


def clauses(words: str) -> tuple[Clause, ...]:
    """The clauses of an utterance in order; none if it holds no word."""
    flat = same_length_plain(words[:MOST_CHARACTERS]).replace("’", "'")
    found: list[Clause] = []
    start = 0
    borders = [match.span() for match in _BORDER.finditer(flat)][: MOST_CLAUSES - 1]
    for end, after in (*borders, (len(flat), len(flat))):
        left = start + len(flat[start:end]) - len(flat[start:end].lstrip(" ,.;:!?¿¡-\n\t"))
        if re.search(r"\w", flat[left:end]):
            right = left + len(flat[left:end].rstrip())
            found.append(Clause(words[left:right], left, right, polarity(flat[left:right])))
        start = max(after, end)
    return tuple(found)


def cuts(clause: Clause) -> tuple[tuple[Clause, Clause], ...]:
    """The ways to read a clause as two that follow each other without a pause, if there are any.

    Each part has at least three words. Which of the ways is meant, if any, what they ask for tells.
    """
    flat = same_length_plain(clause.words).replace("’", "'")
    found: list[tuple[Clause, Clause]] = []
    for match in _MAY_START.finditer(flat):
        first, second = flat[: match.start()], flat[match.end() :]
        if min(len(first.split()), len(second.split())) < _LEAST or _LEADS_ON.search(first):
            continue
        parts = [(0, len(first.rstrip())), (match.end(), len(flat))]
        left, right = (
            Clause(clause.words[a:b], clause.start + a, clause.start + b, polarity(flat[a:b]))
            for a, b in parts
        )
        found.append((left, right))
    return tuple(found[:_MOST_CUTS])


def polarity(clause: str) -> str:
    """Whether what a clause says is wanted: one of the four above."""
    flat = same_length_plain(clause).replace("’", "'")
    if _UNWANTED.search(flat):
        return DOES_NOT_WANT
    if _IMAGINED.search(flat):
        return HYPOTHETICAL
    return PAST if _OVER.match(flat) else WANTS


def affirmed(clause: Clause) -> str:
    """What a clause is about, whatever its polarity.

    Of "I don't want to cancel" it is "cancel", and of "I already cancelled" "I cancelled".
    """
    flat = same_length_plain(clause.words).replace("’", "'")
    if clause.polarity == PAST:
        return _ALREADY.sub(" ", clause.words)
    match = _UNWANTED.search(flat) if clause.polarity == DOES_NOT_WANT else None
    verb = re.search(_VERB, flat[match.start() :]) if match else None
    return clause.words[match.start() + verb.start() :] if match and verb else clause.words
