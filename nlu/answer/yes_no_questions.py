"""How questions of yes and no are put, and the answers that depend on it, in English and Spanish.

"That's all" is a no after "anything else?", and "no, that's fine" leaves an invitation but agrees
to what was read back. The words that answer by themselves are in `nlu/answer/yes_no_words.py`.
"""

import re
from typing import Final

from nlu.answer.yes_no_words import any_of

REVISES: Final = any_of(
    r"(?:make|change|move|switch|push|book|schedule|put|do) (?:it|that|this|the \w+|my \w+|me)"
    r"(?: \w+){0,3}? (?:on|at|for|to|in|the|with|around|\d+)",
    r"changed (?:my )?mind",
    r"(?:sounds?|works?|is|be|would be|fits?|suits? me) (?:much )?better",
    r"(?:can|could|would) you (?:please )?try",
    r"(?:need|want|like|prefer|have) to change",
    r"(?:one|another|a) (?:more )?change",
    r"on second thoughts?",
    r"instead",
    r"(?:different|another|other|earlier|later) (?:time|day|date|one|appointment)",
    r"(?:is|are) there (?:anything|something|any|an?) (?:\w+ ){0,2}(?:available|availability"
    r"|opening|slot)",
    r"(?:prefer(?:iria|iriamos)|prefiero|cambie de (?:opinion|idea)"
    r"|cambie(?:lo|la)?|cambiar(?:lo|la)?|mejor (?:el|la|a|para)|en vez|en lugar|otra hora"
    r"|otro dia)",
)
"""Asks for something else than was read back."""

INVITES: Final = re.compile(
    r"(?<!\w)(?:would you like|do you want|want me to|should i|shall i|may i|can i|are you ready"
    r"|quiere|quisiera|le gustaria|desea)(?!\w)"
)
"""Puts something to the caller to take or leave, so that "no, that's fine" leaves it."""

LEAVES: Final = any_of(
    r"(?:no+|nope|nah)(?: no)? (?:that|it|this)(?:'?s| is) (?:all )?(?:right|ok|okay|fine|good)",
    r"(?:no+|nope|nah)(?: no)? (?:i'?m|we'?re) (?:ok|okay|good|fine|all set)",
    r"no(?: no)? (?:asi )?esta bien",
)

CONFIRMS: Final = re.compile(
    r"(?<!\w)(?:confirm\w*|correct|right|verify|book it|is that|does that|sound good|look good"
    r"|check"
    r"|shall i|should i|correcto|bien|confirmo|confirma)(?!\w)"
)

ASKS_MORE: Final = re.compile(
    r"(?:anything|something|what|how) (?:else|more)|any other|any ?more|any further|need more"
    r"|further (?:help|assistance)|anything (?:that )?(?:i|we) can|need (?:any )?(?:help"
    r"|assistance)"
    r"|more (?:help|assistance)|else (?:can|i can|may) |algo mas|alguna otra|otra cosa|que mas"
    r"|mas en que|en que mas"
)

ALL: Final = any_of(
    r"(?:that|this|it)(?:'?s|s| is| was|'?ll be| will be| would be| should be| does| should "
    r"do)?(?: gonna"
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

ASKS_MIND: Final = re.compile(
    r"(?:do|would) (?:you|it|we) mind|mind if|le (?:importa|importaria|molesta|molestaria)|te "
    r"importa"
)

SAYS_MIND: Final = any_of(
    r"(?:yes|yeah) (?:please|go ahead|that'?s fine|sure|of course)",
    r"go ahead",
    r"(?:sure|ok|okay)",
    r"(?:that|it)(?:'?s| is) (?:fine|ok|okay)",
    r"adelante",
    r"claro",
    r"esta bien",
)

A_LITTLE: Final = re.compile(
    r"(?:just |only )?(?:a (?:little|bit|little bit)|un poco|un poquito)(?: bit)?"
)

HAS: Final = re.compile(
    r"(?<!\w)(?:do you|are you|is there|is it|have you|tiene|hay|siente|esta)(?!\w)"
)
