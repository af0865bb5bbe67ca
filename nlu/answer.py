"""Yes or no, as people answer: "you bet", "no problem", "yes but make it Thursday", "para nada".

What counts is never to hear yes for no: a doubtful answer is `unclear` and asked again. The order
of the checks matters: how the question was put, idioms in which a "no" agrees, a yes with a change,
the first word, hedges, and last the rest of the sentence. After words that take something back
("yes, wait, no") the later answer counts.
"""

import re
from typing import Final

from nlu.word import MOST_CHARACTERS, same_length_plain

YES: Final = "yes"
NO: Final = "no"
UNCLEAR: Final = "unclear"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w'])(?:" + "|".join(patterns) + r")(?![\w'])")


_YES_WORD: Final = (
    r"(?:yes|yeah|yea|yep|yup|yah|ya|yess+|yeh|aye|uh[ -]?huh|uhuh|mm[ -]?hmm?|mhm+|um[ -]?hum|sure"
    r"|ok|okay|okey|okie dokie|k|alright|all right|right|correct|absolutely|definitely|certainly"
    r"|exactly|precisely|indeed|totally|affirmative|perfect|perfecto|great|fine|wonderful|excellent"
    r"|awesome|lovely|cool|true|agreed|confirmed|confirm|gladly|please|of course|you bet|you got it"
    r"|si+|claro(?: que si)?|por supuesto|correcto|exacto|exactamente|asi es|eso es|de acuerdo"
    r"|bueno|esta bien|vale|dale|cierto|efectivamente|desde luego|seguro|confirmado|confirmo|andale"
    r"|con (?:mucho )?gusto|como no|simon|listo|excelente)"
)
_NO_WORD: Final = (
    r"(?:no+|nope|nah|naw|nay|uh[ -]uh|unh[ -]unh|mm[ -]mm|nuh[ -]uh|negative|never|not|incorrect"
    r"|wrong|neither|don'?t|cancel|nunca|jamas|para nada|negativo|incorrecto|tampoco|nel|de ninguna"
    r" manera|en absoluto|equivocado)"
)
_FILLER: Final = (
    r"(?:(?:um+|uh+(?![ -]?(?:huh|uh))|er+|hmm+|oh|ah|well|so|hi|hello|hey|and|then|alright then"
    r"|i (?:said|mean|think|believe)|pues|eh|este|ay|bueno pues|mire|oiga|let me (?:see|think)"
    r"|i'?d say|like|you know|honestly|look|sorry|okay so|ma'?am|sir)\W+)*"
)
_LEADS_YES: Final = re.compile(r"\W*" + _FILLER + _YES_WORD + r"(?![\w'])")
_LEADS_NO: Final = re.compile(r"\W*" + _FILLER + _NO_WORD + r"(?![\w'])")

_AGREES: Final = _any(
    r"no problem(?:s|o)?(?: at all)?",
    r"not a problem(?: at all)?",
    r"no worries",
    r"no objections?",
    r"no issues?(?: (?:at all|with that))?",
    r"no doubt(?: about it)?",
    r"(?:i )?(?:can|could)(?:'?t|not) (?:wait|complain|agree more)",
    r"why not",
    r"(?:i )?do(?:n'?t| not) see why not",
    r"no reason (?:why )?not",
    r"(?:i )?(?:do(?:n'?t| not)|wouldn'?t) mind(?: at all)?",
    r"not at all a problem",
    r"no complaints",
    r"(?:no+ |nope )+(?:that|it|this|everything)(?:'?s| is| was| sounds| looks| works)(?: all| just)?"
    r" (?:right|correct|fine|good|great|perfect|okay|ok|true|it exactly|exactly right|for me)",
    r"no(?: no)? you(?:'re| are|r) (?:right|correct)",
    r"no(?: no)? (?:that|it) works(?: for me)?",
    r"no(?: no)? go ahead",
    r"no kidding",
    r"couldn'?t be better",
    r"no hay (?:ningun )?problema",
    r"no se preocupe",
    r"(?:sin|ningun) (?:ningun )?problema",
    r"por que no",
    r"no me (?:molesta|importa)",
    r"no tengo (?:ningun )?(?:problema|inconveniente)",
    r"no(?: no)? (?:asi )?esta (?:bien|perfecto|correcto)",
    r"no(?: no)? es correcto",
    r"como no",
)
_DENIES: Final = _any(
    r"yeah,? no+(?! (?:problem|worries|that(?:'?s| is) (?:fine|right|good)))",
    r"no thank(?:s| you)",
    r"no gracias",
    r"not (?:really|quite|exactly|yet|today|now|right now|at all|correct|right|true|that|this|me|the"
    r" right|for me|anymore|necessary|necessarily|good|ok|okay|happening|a chance|interested)",
    r"absolutely not",
    r"definitely not",
    r"certainly not",
    r"of course not",
    r"sure(?:ly)? not",
    r"probably not",
    r"i(?:'d| would)? (?:don'?t|do not|wouldn'?t|would not|can'?t|cannot|won'?t|haven'?t|didn'?t|did"
    r" not|have not|am not|'m not)(?! (?:know|remember|recall|understand|think so\?|hear|sure))",
    r"i'?m not(?! sure)",
    r"i(?:'d| would) (?:rather|prefer) not",
    r"(?:that|it|this)(?:'?s|s| is| was)? ?(?:not|isn'?t|wasn'?t|doesn'?t|won'?t|don'?t|didn'?t|incorrect"
    r"|wrong)",
    r"(?:that|it|this|those|they) (?:doesn'?t|don'?t|won'?t|didn'?t|isn'?t|aren'?t|does not)",
    r"isn'?t|doesn'?t|won'?t|haven'?t|hasn'?t|wasn'?t|can'?t|cannot",
    r"(?:that|it)(?:'s| is) (?:wrong|incorrect)",
    r"(?:absolutely|definitely)? ?no way",
    r"(?:please )?don'?t(?: do (?:that|it))?",
    r"never ?mind",
    r"forget (?:it|about it)",
    r"wrong",
    r"claro que no",
    r"por supuesto que no",
    r"todavia no",
    r"aun no",
    r"ahora no",
    r"mejor no",
    r"creo que no",
    r"para nada",
    r"no (?:es|son|soy|esta|quiero|puedo|tengo|me (?:sirve|funciona|conviene|va)|necesito|seria|"
    r"deseo|exactamente|realmente|asi no|señor|se puede)",
    r"(?:esta|es) (?:mal|incorrecto|equivocado)",
    r"i don'?t think so",
    r"i think not",
    r"hardly",
    r"i'?ll pass",
    r"no",
    r"nope",
    r"nah",
)
_ACCEPTS: Final = _any(
    r"(?:that|it|this|which|those|these|everything|all of (?:that|it)|either(?: one)?|both|anything)"
    r"(?:'?ll|'?d|'?s| will| would| is| are| was| does| should|)(?: all| both| also| just| absolutely"
    r"| totally| actually| definitely| certainly| so| really| very| most| be| probably)*"
    r" (?:works?|work|fine|good|great|perfect(?:ly)?|right|correct|ok|okay|it|wonderful|lovely|true"
    r"|excellent|awesome|me|cool|acceptable|alright|all right|exactly|ideal|helpful|nice|accurate"
    r"|amazing|fantastic|super|suitable|sounds? \w+|be (?:fine|great|good|perfect|lovely))",
    r"(?:sounds?|looks?|seems?)(?: (?:very|really|so|pretty|about|just|all|like a|like))*"
    r" (?:good|great|right|fine|perfect|ok|okay|plan|correct|wonderful|awesome|lovely|excellent"
    r"|nice|reasonable|amazing|fantastic)",
    r"works (?:for me|great|fine|well|perfectly)",
    r"(?:i|we)(?:'?d| would)(?: really| very much)? (?:love|like|appreciate) (?:that|it|to|this)",
    r"(?:yes )?(?:i|we) (?:do|am|have|did|can|will|would|could|are|was|agree|confirm|guess so"
    r"|think so|suppose so|believe so|hope so|sure do|certainly do)",
    r"(?:i )?guess so",
    r"go (?:ahead|for it|on ahead)",
    r"(?:please|just) do(?: (?:that|it|so))?",
    r"do (?:it|that)(?: please)?",
    r"let'?s (?:do|go|book|try|go with|make) (?:it|that|this|ahead|for it|with (?:that|it))",
    r"(?:please )?(?:book|schedule|confirm|take|keep|reserve) (?:it|that|this)(?: (?:one|please))?",
    r"i'?ll take (?:it|that)(?: one)?",
    r"(?:i'?m|we'?re) (?:fine|good|okay|ok|happy|in|down|cool|all right|alright|game) with (?:that|it)",
    r"it is",
    r"that is",
    r"by all means",
    r"be my guest",
    r"you(?:'re| are) (?:right|correct)",
    r"you(?: have)? got (?:it|that)(?: right)?",
    r"you bet",
    r"of course",
    r"for sure",
    r"if you (?:could|would|don'?t mind|can)(?: please)?",
    r"that'?s (?:it|me|the one|them|him|her|mine)",
    r"the (?:very )?same",
    r"speaking",
    r"(?:me|nos) (?:parece|suena|queda|viene|va|funciona|sirve|conviene)(?: muy)? ?(?:bien|perfecto)?",
    r"(?:suena|parece)(?: muy)? bien",
    r"(?:todo|asi|eso)(?: todo)? (?:esta|es)(?: muy)? (?:bien|correcto|perfecto|cierto)",
    r"(?:muy|esta) bien",
    r"adelante",
    r"hagalo",
    r"hagamoslo",
    r"(?:lo|la) soy",
    r"(?:soy|es) (?:yo|el|ella)",
    r"creo que si",
    r"(?:yo )?(?:si )?(?:quiero|quisiera|me gustaria)(?: por favor)?$",
    r"lo (?:confirmo|acepto|tomo)",
    r"(?:cualquiera|ambas|las dos)(?: me| nos)? ?(?:esta|sirve|funciona|va)?n?(?: bien)?",
)
_HEDGES: Final = _any(
    r"maybe",
    r"perhaps",
    r"possibly",
    r"probably",
    r"might",
    r"not (?:really )?sure",
    r"unsure",
    r"(?:i )?(?:do(?:n'?t| not)|dunno) (?:really )?(?:know|remember|recall)",
    r"i dunno",
    r"(?:i'?m )?not (?:certain|positive)",
    r"could be",
    r"it depends|depends",
    r"kind ?of",
    r"sort ?of",
    r"yes and no",
    r"no and yes",
    r"hard to say",
    r"i (?:guess|suppose)",
    r"let me (?:think|check|see)",
    r"i(?:'ll| will) (?:have to|need to) (?:think|check|see)",
    r"who knows",
    r"no idea",
    r"tal ?vez",
    r"quizas?",
    r"a lo mejor",
    r"puede ser",
    r"no (?:lo )?se",
    r"no estoy segur[oa]",
    r"no (?:me )?(?:acuerdo|recuerdo)",
    r"depende",
    r"mas o menos",
    r"si y no",
    r"(?:dejeme|deja me) (?:ver|pensar)",
)
_BUT: Final = re.compile(r"(?<![\w'])(?:but|except|however|though|only|pero|solo que|excepto)(?![\w'])")
_CHANGE: Final = _any(
    r"(?:can|could|may|would|should) (?:we|you|i)(?: please)? (?:change|make|move|switch|do|push|try"
    r"|correct|fix|have|get)",
    r"(?:change|make|move|switch|push|correct|fix|update|reschedule) (?:it|that|the|my|this|to)",
    r"(?:need|needs|want|wanted|like|prefer|rather)(?: to| it| that)? ?(?:change|be|move|have|it"
    r"|something|another|a different|to)",
    r"(?:i|it|that|we)(?:'d| would)? (?:prefer|rather)",
    r"(?:instead|different|another|earlier|later|wrong|incorrect|misspelled|not|isn'?t|can'?t"
    r"|doesn'?t|don'?t|won'?t|wasn'?t)",
    r"(?:it|that|the \w+|my \w+)(?:'?s| is| should be| was) (?:actually |really |supposed )?(?!fine\b|ok\b"
    r"|okay\b|good\b|great\b)\w+ (?:not|with|at|on)",
    r"should (?:be|have)",
    r"(?:cambiar|cambie|cambielo|mejor|otro|otra|prefiero|quisiera|en vez|en lugar|mal|no|seria)",
)
_QUESTION: Final = _any(
    r"(?:do|does|is|are|will|where|when|what|how|who|why|which) (?:you|it|there|the|i|we|that|much|long"
    r"|do|is|are|should|far|many|time|about|kind)",
    r"(?:hay|tienen|donde|cuando|cuanto|como|que|quien|cual)",
)
_ASKS_MORE: Final = re.compile(
    r"(?:anything|something) (?:else|more)|any other|what else|algo mas|alguna otra|otra cosa"
)
_ALL: Final = _any(
    r"(?:that|this|it)(?:'?s|s| is| was|'?ll be| will be| would be| should be| does| should do)?(?: gonna"
    r" be| just| about| pretty much| actually| really)*"
    r" (?:all|it|everything|enough|that|fine|good|great|perfect|okay|ok|for now|for today)"
    r"(?: (?:i (?:need(?:ed)?|have|had|wanted)|for (?:now|today|me)|it|thank\w*))*",
    r"(?:i'?m|we'?re|i am|we are|all) (?:all )?(?:good|set|done|fine|okay|ok|finished|through)",
    r"i think (?:that'?s|that is|we'?re|i'?m) (?:all|it|good|everything|set|done|fine)\b.*",
    r"nothing(?: else| more| further)?(?: (?:for )?(?:now|today|thanks?))?",
    r"nada(?: mas)?",
    r"(?:eso|ya)(?: ya)? (?:es|seria|era|fue) todo",
    r"(?:solo|solamente|nada mas|nomas) eso",
    r"es todo|seria todo|todo bien|ya esta|estoy bien|asi esta bien|ya quedo|con eso",
    r"you(?:'ve| have)? (?:been|answered|helped|covered)\b.*",
    r"(?:good ?bye|bye|bye bye|adios|hasta luego|have a (?:good|nice|great) \w+)",
    r"(?:no )?(?:thanks?|thank you|gracias)(?: (?:so|very) much| a lot)?(?: bye| goodbye)?$",
)
_ASKS_MIND: Final = re.compile(
    r"(?:do|would) (?:you|it|we) mind|mind if|le (?:importa|importaria|molesta|molestaria)|te importa"
)
_SAYS_MIND: Final = _any(
    r"(?:yes|yeah) (?:please|go ahead|that'?s fine|sure|of course)", r"go ahead", r"(?:sure|ok|okay)",
    r"(?:that|it)(?:'?s| is) (?:fine|ok|okay)", r"adelante", r"claro", r"esta bien",
)
_LATER: Final = re.compile(
    r"(?:wait|hold on|actually|i mean|i meant|scratch that|sorry|perdon|espere?|digo|mejor dicho)\W+"
    r"(?=(?:[\w' ]+\W+)?" + _YES_WORD + r"|" + _NO_WORD + r")"
)
_POLITE_ONLY: Final = re.compile(r"\W*(?:please|fine|k|great|cool|true|right)\W*")


def answer(words: str, language: str = "en", asked: str = "") -> str | None:
    """`yes`, `no`, `unclear`, or `None` if the words answer nothing.

    `asked` is the question in words: after "anything else?" "that's all" is a no, and after
    "do you mind?" a no is a yes.
    """
    del language  # callers mix both; no answer word of one language is the other's opposite
    flat = re.sub(r"\s+", " ", same_length_plain(words[:MOST_CHARACTERS]).replace("’", "'")).strip()
    flat = re.sub(r"[.,;:!?¿¡]+(?=\s|$)|^[¿¡]+", "", flat)
    question = same_length_plain(asked)
    if not flat:
        return None
    if _ASKS_MORE.search(question):
        return _to_anything_else(flat)
    if _ASKS_MIND.search(question):
        return _to_do_you_mind(flat)
    return _polarity(flat)


def _to_anything_else(flat: str) -> str | None:
    """Closing words are a no; a yes stays one."""
    if _LEADS_NO.match(flat) and not _AGREES.match(flat):
        return NO
    if _ALL.search(flat) and not re.search(r"(?<!\w)(?:but|also|pero|tambien|one more)(?!\w)", flat):
        return NO
    if _AGREES.match(flat):
        return NO
    return _polarity(flat)


def _to_do_you_mind(flat: str) -> str | None:
    """A no means that one may; plain consent is consent all the same."""
    if _HEDGES.search(flat):
        return UNCLEAR
    if _SAYS_MIND.search(flat) or _AGREES.search(flat):
        return YES
    plainly = _polarity(flat)
    if plainly == NO:
        return YES
    return NO if plainly == YES else plainly


def _polarity(flat: str) -> str | None:
    """Yes or no by the words alone."""
    later = None
    for later in _LATER.finditer(flat):
        pass
    if later is not None and later.start() > 0:
        corrected = _polarity(flat[later.end() :])
        if corrected is not None:
            return corrected
    if _AGREES.search(flat) and not _changes(flat):
        return YES
    if _changes(flat):
        return NO
    leads_yes, leads_no = _LEADS_YES.match(flat), _LEADS_NO.match(flat)
    hedge = _HEDGES.search(flat)
    if leads_yes:
        return _after_yes(flat, leads_yes.end(), hedge is not None)
    if leads_no and not (hedge and hedge.start() <= leads_no.start(0) + len(leads_no.group())):
        return NO
    accepted, denied = _ACCEPTS.search(flat), _DENIES.search(flat)
    if accepted and re.search(r"(?:guess|think|suppose|believe|hope) so$|creo que si", accepted.group()):
        return NO if denied else YES
    if hedge:
        return UNCLEAR
    return _tail(flat, accepted, denied)


def _changes(flat: str) -> bool:
    """Whether a yes is followed by a change: "yes but make it Thursday"."""
    but = _BUT.search(flat)
    if but is None or not (_LEADS_YES.match(flat) or _AGREES.match(flat) or _ACCEPTS.match(flat)):
        return False
    rest = flat[but.end() :]
    return bool(_CHANGE.search(rest)) and not _QUESTION.search(rest[:20])


def _after_yes(flat: str, end: int, hedged: bool) -> str | None:
    """What a sentence that begins with a yes amounts to."""
    rest = flat[end:]
    if re.match(r"\W*(?:not|no)(?![\w'])", rest) and not _AGREES.match(rest.strip()):
        return UNCLEAR if hedged else NO
    if hedged and len(rest) < 40:
        return UNCLEAR
    return YES


def _tail(
    flat: str, accepted: re.Match[str] | None, denied: re.Match[str] | None
) -> str | None:
    """An answer that does not stand first."""
    if accepted and denied:
        return UNCLEAR if accepted.start() < denied.start() else NO
    if accepted:
        return YES
    if denied:
        return NO
    words = flat.split()
    ends = re.search(r"(?<![\w'])" + _YES_WORD + r"$", flat)
    if ends and len(words) <= 6 and not _POLITE_ONLY.fullmatch(ends.group()):
        return YES
    return None
