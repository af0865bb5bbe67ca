"""What every call may turn to, whatever its flow: say that again, wait, wrong number, goodbye …

The turns that keep a conversation safe and sane are recognised by exact patterns before any
classifier is asked: a caller who says "hold on" is not to be misunderstood. A pattern must take
the whole clause, so that "I've been on hold" or "wait list" is not a request to wait. All others
are learnt from examples, together with those of the flow.
"""

import re
from collections.abc import Mapping
from typing import Final

from engine.flow import Flow
from engine.safety.alarm import PEOPLE
from nlu.dictation.card import MASK
from nlu.intent import english, spanish
from nlu.intent.classifier import OUT_OF_SCOPE
from nlu.utterance.word import plain

EXAMPLES: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "en": english.TURNS,
    "es": spanish.TURNS,
}
"""By language, then turn of conversation: how callers say it."""

BACKGROUND: Final[Mapping[str, tuple[str, ...]]] = {
    "en": english.BACKGROUND,
    "es": spanish.BACKGROUND,
}
"""By language: words that ask nothing of a clinic."""

SHORT: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "en": english.SHORT,
    "es": spanish.SHORT,
}
"""By language, then the usual name of a request or answer: how it is said in a word or two."""

CARD_NUMBER: Final = "card_number"
"""A payment card's number was read to us; it is masked before the words reach anything."""

NAMES: Final = (*english.TURNS, CARD_NUMBER)
"""Every turn of conversation, the requests that always go to people among them."""

TURNS: Final = frozenset(NAMES) - frozenset(PEOPLE)
"""The turns that are about the call itself."""

_SOFT: Final = (
    r"(?:(?:um+|uh+|oh|ah|ay|hey|ok|okay|so|well|yeah|yes|no|sorry|i'm sorry|excuse me|pardon me"
    r"|please"
    r"|actually|you know what|just|perdon|disculpe|pues|bueno|por favor|si|oiga|mire)\W+)*"
)
_TAIL: Final = (
    r"(?:\W+(?:please|sorry|thanks|thank you|ma'am|sir|miss|honey|dear|for me|real quick|if you can"
    r"|por favor|gracias|senorita|joven|tantito|si puede))*\W*"
)
_A_MOMENT: Final = (
    r"(?:a|one|just a|just one|a quick|a few|two) (?:second|sec|moment|minute|min|tick)s?"
)
_MY_THING: Final = r"(?:my|the|a|his|her|our) [\w ]{2,30}"

_EXACT: Final = {
    "repeat": (
        r"(?:can|could|would|will) (?:you|u) (?:please )?(?:repeat|say)(?: (?:that|it"
        r"|this))?(?: (?:again|one more time|once more|please))*",
        r"(?:please )?repeat(?: (?:that|it|the question|yourself))?(?: again)?",
        r"say (?:that|it) (?:again|one more time|once more)",
        r"(?:(?:wait )?what|huh|pardon|come again|one more time|again|excuse me)(?: what)?",
        r"what(?:'s| is| was| were)? (?:that|did you (?:just )?say|was that(?: again)?"
        r"|was the question|it again)",
        r"i (?:didn'?t|did not|couldn'?t|could not|can'?t|cannot) (?:quite )?(?:hear|catch"
        r"|get) (?:that|you|it|what you said)",
        r"(?:me lo )?(?:puede|podria) (?:repetir|decir)(?:lo|melo)?(?: (?:otra vez|de nuevo))?",
        r"(?:me lo )?(?:repita|repite|repitame|repitalo|repitamelo)(?: otra vez)?"
        r"|me (?:lo )?(?:repite|puede repetir)(?: eso)?",
        r"(?:como|que)(?: fue lo que)? (?:dijo|dice|me dijo)|(?:otra vez|de nuevo|mande"
        r"|una vez mas)",
        r"no (?:le|lo|la|te) (?:oi|escuche|escucho|oigo)(?: bien)?|digamelo (?:otra vez|de nuevo)",
    ),
    "slower": (
        r"(?:can|could|would) you (?:please )?(?:slow (?:it )?down|(?:speak|talk|go|say (?:it"
        r"|that)) (?:a (?:little|bit) )?(?:bit )?(?:more slowly|slower))(?: a (?:bit|little))?",
        r"(?:please )?(?:slow (?:it )?down|slower|a (?:little|bit) slower|more slowly"
        r"|not so fast|too fast|speak slower|talk slower)(?: a (?:bit|little))?",
        r"(?:you(?:'re| are) )?(?:going|talking|speaking) (?:way )?too (?:fast|quick"
        r"|quickly)(?: for me)?",
        r"(?:mas|un poco mas|hable mas|vaya mas|puede hablar mas|podria hablar mas) (?:despacio"
        r"|despacito|lento)|no tan rapido|(?:va|habla) muy rapido",
    ),
    "wait": (
        rf"(?:(?:can|could|would|will) you )?(?:please )?(?:hold on|hold|wait|hang on"
        rf"|hold the line|hold up|stand by|bear with me"
        rf"|stay on the line)(?: (?:for )?{_A_MOMENT})?(?: (?:for me|please))?",
        rf"(?:just )?(?:give me )?{_A_MOMENT}",
        r"(?:let me|i (?:have|need|got) to|i'?ll|i'?m going to|lemme) (?:go )?(?:get|grab|find"
        r"|look for|check|look up|look at|pull up|ask|go get) "
        rf"(?:it|that|{_MY_THING})",
        rf"(?:i'?ll )?be right back|i'?m (?:still )?(?:looking|checking|looking for (?:it"
        rf"|{_MY_THING}))|let me (?:see|look|check|think)",
        r"(?:esper[ea](?:me|n)?|aguarde|permitame)(?: tantito)?|(?:(?:esper[ea](?:me)?|aguarde"
        r"|permitame|deme|dame|solo) )?un (?:momentito|momento|segundo|segundito|minuto|minutito"
        r"|ratito)",
        r"no cuelgue|ahorita (?:vengo|lo busco)",
        r"dejeme (?:ver|buscar|checar|revisar|preguntar)(?:lo|le)?(?: [\w ]{2,30})?",
    ),
    "start_over": (
        r"(?:can|could|let'?s|let us|i want to|i'?d like to|we should|please)?(?: we"
        r"| i)? ?(?:just )?(?:start|begin) (?:it )?(?:all )?(?:over|again"
        r"|from (?:the (?:beginning|start|top)|scratch))(?: again)?",
        r"restart|from the (?:top|beginning|start)|start fresh|reset",
        r"(?:vamos a |podemos |quiero |hay que )?(?:empe(?:zar|cemos|zamos)|comen(?:zar|cemos)"
        r"|volver a empezar)(?: (?:de nuevo|otra vez|de cero|desde (?:el principio|cero"
        r"|el inicio)))",
        r"(?:otra vez )?(?:desde el (?:principio|inicio)|de cero)",
    ),
    "never_mind": (
        r"(?:oh )?never ?mind(?: (?:that|then|about (?:it|that)))?|forget (?:about )?(?:it|that)"
        r"|(?:just )?drop it|skip it",
        r"(?:just )?(?:cancel|scrap|scratch) (?:that|it|this|everything)|cancel",
        r"(?:i|we)(?:'ve| have)? changed (?:my|our) mind|i don'?t want (?:to do )?(?:it|that"
        r"|this)(?: anymore)?",
        r"olvid(?:elo|ese|alo)(?: de eso)?|dejelo(?: asi)?|(?:mejor|ya) no(?: quiero)?"
        r"|cambie de (?:opinion|idea)|no importa|cancelar?(?: eso)?|cancelelo",
    ),
    "wrong_number": (
        r"(?:i think )?(?:i (?:have|got|called|dialed|must have|might have)|this is|is this"
        r"|it'?s)?(?: (?:got|dialed|called|have))?(?: the| a)? ?wrong (?:number|place|office)",
        r"i (?:must have |may have |think i )?(?:mis ?dialed|pocket dialed|butt dialed)(?: you)?",
        r"(?:es )?(?:el )?numero equivocado|(?:creo que )?(?:me equivoque de numero|marque mal)",
    ),
    "greeting": (
        r"(?:hello|hi|hey|good (?:morning|afternoon|evening)|hi there|hey there)(?: (?:hello"
        r"|there|good (?:morning|afternoon|evening)|how are you(?: (?:today|doing))?))*",
        r"(?:hola|buenos dias|buenas(?: tardes| noches)?|alo|que tal)(?: (?:buenos dias"
        r"|buenas(?: tardes| noches)?|como esta|que tal))*",
    ),
    "thanks": (
        r"(?:thanks|thank you|thank u)(?: (?:so much|very much|a (?:lot|bunch|million)"
        r"|for (?:your|the|that|all your) ?\w*))?|i (?:really )?appreciate (?:it|that|your help)",
        r"(?:muchas |mil |muchisimas )?gracias(?: por (?:su|la|todo) ?\w*)?|(?:se lo "
        r"|le )agradezco(?: mucho)?",
    ),
    "i_already_said": (
        r"(?:but )?i(?:'ve| have)? (?:already|(?:literally )?just) (?:told|said|gave|answered)"
        r"(?: you)?(?: (?:that|it|this|my \w+|all that))?(?: already)?",
        r"i (?:told|gave) you (?:that |my \w+ )?already|you (?:already|just) asked (?:me )?that",
        r"(?:pero )?ya (?:se lo|le|lo) (?:dije|di)|se lo acabo de decir|ya me pregunto eso",
    ),
    "goodbye": (
        r"(?:good ?bye|bye(?: bye)?|bye now|see (?:you|ya)(?: (?:then|later|soon|there))?"
        r"|talk to you later|have a (?:good|great|nice|lovely|wonderful) (?:one|day|night"
        r"|evening|afternoon|weekend)|take care|good night)(?: (?:now|bye|bye bye|then|you too"
        r"|too))*",
        r"(?:adios|hasta (?:luego|pronto|manana)|chao|bye|nos vemos|cuidese|que (?:le"
        r"|te) vaya bien|que (?:tenga|pase)(?: un)? (?:buen|lindo|bonito|buena) (?:dia|tarde"
        r"|noche))",
    ),
}

_PATTERNS: Final = tuple(
    (name, re.compile(rf"\W*{_SOFT}(?:(?:{'|'.join(patterns)}){_TAIL}){{1,2}}"))
    for name, patterns in _EXACT.items()
)
_MOST: Final = 160
"""Characters that an exact pattern is tried on: no longer clause is only that."""


def exact(clause: str) -> str | None:
    """The turn of conversation that a clause is, word for word; `None` if it is none of them.

    "Cancel that" drops the request in hand; "cancel my appointment" is a request of its own.
    """
    if MASK in clause:
        return CARD_NUMBER
    if len(clause) > _MOST:
        return None
    flat = " ".join(plain(clause).split())
    return next((name for name, pattern in _PATTERNS if pattern.fullmatch(flat)), None)


def examples(flow: Flow, language: str) -> Mapping[str, tuple[str, ...]]:
    """A flow's examples in a language, those of every conversation, and the background."""
    found = dict(EXAMPLES[language])
    for name, said in flow.examples.get(language, {}).items():
        short = SHORT[language].get(name, ())
        found[name] = (*found.get(name, ()), *said, *short)
    found[OUT_OF_SCOPE] = BACKGROUND[language]
    return found
