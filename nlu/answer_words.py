"""The words of yes and no, in English and Spanish, as patterns over plain text.

Each pattern is one step of the reading in `nlu/answer.py`, which explains their order. They match
whole words of text in lower case without accents and without punctuation before spaces.
"""

import re
from typing import Final


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w'])(?:" + "|".join(patterns) + r")(?![\w'])")


YES_WORD: Final = (
    r"(?:yes|yeah|yea|yep|yup|yah|ya|yess+|yeh|aye|uh[ -]?huh|uhuh|mm[ -]?hmm?|mhm+|um[ -]?hum|sure"
    r"|ok|okay|okey|okie dokie|k|alright|all right|right|correct|absolutely|definitely|certainly"
    r"|exactly|precisely|indeed|totally|affirmative|perfect|perfecto|great|fine|wonderful|excellent"
    r"|awesome|lovely|cool|true|agreed|confirmed|confirm|gladly|of course|accepted|you bet|you "
    r"got it"
    r"|si+|claro(?: que si)?|por supuesto|correcto|exacto|exactamente|asi es|eso es|de acuerdo"
    r"|bueno|esta bien|vale|dale|cierto|efectivamente|desde luego|seguro|confirmado"
    r"|confirmo|andale|andele"
    r"|con (?:mucho )?gusto|como no|simon|listo|excelente)"
)
NO_WORD: Final = (
    r"(?:no+|nope|nah|naw|nay|uh[ -]uh|unh[ -]unh|mm[ -]mm|nuh[ -]uh|negative|never|not|incorrect"
    r"|wrong|neither|don'?t|cancel|nothing (?:like that|of the (?:sort|kind))"
    r"|none of (?:that|those|them|these)|nada de eso|nunca|jamas|para nada|negativo|incorrecto"
    r"|tampoco|nel|de ninguna"
    r" manera|en absoluto|equivocado)"
)
FILLER: Final = (
    r"(?:(?:um+|uh+(?![ -]?(?:huh|uh))|er+|hmm+|oh|ah|well|so|hi|hello|hey|and|then|alright then"
    r"|i (?:said|mean|think|believe)|pues|eh|este|ay|bueno pues|mire|oiga|let me (?:see|think)"
    r"|i'?d say|like|you know|honestly|look|sorry|okay so|ma'?am|sir)\W+)*"
)
THINKS: Final = re.compile(
    r"\W*(?:(?:um+|uh+|hmm+|oh|ok|okay|well)\W+)*(?:let me (?:think|check|see|look)|hold on|hang on"
    r"|(?:just )?(?:one|a) (?:second|moment|minute|sec)|(?:dejeme|deja me|dejame) (?:ver|pensar"
    r"|checar)|un (?:momento|segundo))(?: (?:about|at|my|the|that|it|mi|el|la|\w+)){0,4}?\W+"
    rf"(?={YES_WORD}(?![\w'])|{NO_WORD}(?![\w']))"
)
"""Thinking aloud before the answer."""
LEADS_YES: Final = re.compile(r"\W*" + FILLER + YES_WORD + r"(?![\w'])")
LEADS_NO: Final = re.compile(r"\W*" + FILLER + NO_WORD + r"(?![\w'])")

AGREES: Final = _any(
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
    r"(?:no+ |nope )+(?:that|it|this|everything)(?:'?s| is| was| sounds| looks| works)(?: all| "
    r"just)?"
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
DENIES: Final = _any(
    r"yeah,? no+(?! (?:problem|worries|that(?:'?s| is) (?:fine|right|good)))",
    r"no thank(?:s| you)",
    r"no gracias",
    r"not (?:really|quite|exactly|yet|today|now|right now|at all|correct|right|true|that|this"
    r"|me|the"
    r" right|for me|anymore|necessary|necessarily|good|ok|okay|happening|a chance|interested)",
    r"absolutely not",
    r"definitely not",
    r"certainly not",
    r"of course not",
    r"sure(?:ly)? not",
    r"probably not",
    r"i(?:'d| would)? (?:don'?t|do not|wouldn'?t|would not|can'?t|cannot|won'?t|haven'?t"
    r"|didn'?t|did"
    r" not|have not|am not|'m not)(?! (?:know|remember|recall|understand|think so\?|hear|sure))",
    r"i'?m not(?! sure)",
    r"i(?:'d| would) (?:rather|prefer) not",
    r"(?:that|it|this)(?:'?s|s| is| was)? ?(?:not|isn'?t|wasn'?t|doesn'?t|won'?t|don'?t|didn'?t"
    r"|incorrect"
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
    r"ningun[oa]?",
    r"(?:almost|close|nearly|casi)(?= but| pero|$)",
    r"(?:is |'s |that |statement |be |completely |)(?:false|untrue|inaccurate)",
    r"(?:they|we|you|he|she) (?:are|is|do|does|did|were|was) not",
    r"(?:i )?(?:guess|suppose|think|believe|hope) not",
    r"(?:maybe|perhaps|probably|possibly|better|certainly) not",
    r"(?:maybe|perhaps|probably|possibly) (?:later|another|some other|next|at (?:a later"
    r"|another|some)"
    r"|in a (?:bit|while)|sometime|tomorrow|a different)(?: \w+)?",
    r"(?:some other|another) (?:time|day)",
    r"(?:tal ?vez|quizas?) (?:despues|luego|mas tarde|otro dia|otra vez|en otro momento)",
    r"otro dia|en otro momento|mas tarde|quizas? no|tal ?vez no",
    r"i'?ll pass",
    r"no",
    r"nope",
    r"nah",
    r"none",
)
ACCEPTS: Final = _any(
    r"(?:(?:that|this) (?:one|number)|that|it|this|which|those|these|everything"
    r"|all of (?:that|it)|either(?: one)?|both"
    r"|anything)"
    r"(?:'?ll|'?d|'?s| will| would| is| are| was| does| should|)(?: all| both| also| just| "
    r"absolutely"
    r"| totally| actually| definitely| certainly| so| really| very| most| be| probably)*"
    r" (?:works?|work|fine|good|great|perfect(?:ly)?|right|correct|ok|okay|it|wonderful|lovely|true"
    r"|excellent|awesome|me|cool|acceptable|alright|all right|exactly|ideal|helpful|nice|accurate"
    r"|amazing|fantastic|super|suitable|sounds? \w+|be (?:fine|great|good|perfect|lovely))",
    r"(?:sounds?|looks?|seems?)(?: (?:very|really|so|pretty|about|just|all|like a|like))*"
    r" (?:good|great|right|fine|perfect|ok|okay|plan|correct|wonderful|awesome|lovely|excellent"
    r"|nice|reasonable|amazing|fantastic)",
    r"so (?:that'?s |it'?s |yes |yeah )?(?:correct|right|fine|good|okay|ok)"
    r"(?= anyway| then| yes|$)",
    r"works (?:for me|great|fine|well|perfectly)",
    r"(?:i|we)(?:'?d| would)(?: really| very much)? (?:love|like|appreciate) (?:that|it|this)",
    r"(?:i|we)(?:'?d| would)(?: really)? (?:love|like) to$",
    r"(?:yes )?(?:i|we) (?:do|am|have|did|can|will|would|could|are|was|agree|confirm|guess so"
    r"|think so|suppose so|believe so|hope so|sure do|certainly do)"
    r"(?=$| (?:please|thank|thanks|indeed|and|but|so|too|sir|ma'?am))",
    r"(?:i )?guess so",
    r"go (?:ahead|for it|on ahead)",
    r"(?:please|just) do(?: (?:that|it|so))?",
    r"do (?:it|that)(?: please)?(?! (?:on|at|for))",
    r"let'?s (?:do|go|book|try|go with|make) (?:it|that|this|ahead|for it|with (?:that|it))",
    r"(?:please )?(?:book|schedule|confirm|take|keep|reserve) (?:it|that|this)"
    r"(?! (?:on|at|for|to|in|instead|the))(?: (?:one|please))?",
    r"i'?ll take (?:it|that)(?: one)?",
    r"(?:i'?m|we'?re) (?:fine|good|okay|ok|happy|in|down|cool|all right|alright|game)"
    r" with (?:that|it|either|both|this|those)",
    r"(?:it|that|this|he|she) (?:is|does|was|would|will|do)(?: (?:indeed|please))?$",
    r"(?:that|it)'?ll do",
    r"this is (?:she|he|her|him|me)",
    r"by all means",
    r"be my guest",
    r"you(?:'re| are) (?:right|correct)",
    r"you(?: have)? got (?:it|that)(?: right)?",
    r"(?:use|call|keep) (?:it|that|this|the same)(?: (?:one|number))?",
    r"you bet",
    r"of course",
    r"for sure",
    r"if you (?:could|would|don'?t mind|can)(?: please)?",
    r"that'?s (?:it|me|the one|them|him|her|mine)",
    r"the (?:very )?same",
    r"speaking",
    r"(?:me|nos) (?:parece|suena|queda|viene|va|funciona|sirve|conviene)(?: muy)? ?(?:bien"
    r"|perfecto)?",
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
PUTS_OFF: Final = _any(
    r"(?:maybe|perhaps|probably|possibly) (?:not|later|another|some other|next time|at (?:a later"
    r"|another|some)|in a (?:bit|while)|sometime|a different)",
    r"(?:i )?(?:guess|suppose) not",
    r"(?:tal ?vez|quizas?) (?:no|despues|luego|mas tarde|otro dia|otra vez|en otro momento)",
)
"""Hedged, but a no."""
UNKNOWING: Final = _any(
    r"(?:do(?:n'?t| not)|can'?t|couldn'?t|cannot|wouldn'?t) (?:know|tell|say|remember|recall|have"
    r" (?:that|the|any|enough) (?:information|idea|answer|clue))",
    r"(?:no|not a) (?:clue|idea)",
    r"haven'?t (?:decided|made up|a clue)",
    r"(?:i'?m )?(?:torn|undecided|unsure|uncertain|on the fence)",
    r"(?:drawing|draw) a blank",
    r"(?:a )?possib(?:ility|le)",
    r"beats me",
    r"cant say",
)
"""Not an answer, said with or without a no."""
REVISES: Final = _any(
    r"(?:make|change|move|switch|push|book|schedule|put) (?:it|that|this|the \w+|my \w+|me)"
    r"(?: \w+){0,3}? (?:on|at|for|to|in|the)",
    r"(?:need|want|like|prefer|have) to change",
    r"(?:one|another|a) (?:more )?change",
    r"on second thoughts?",
    r"instead",
    r"(?:different|another|other|earlier|later) (?:time|day|date|one|appointment)",
    r"(?:is|are) there (?:anything|something|any|an?) (?:\w+ ){0,2}(?:available|availability"
    r"|opening|slot)",
    r"(?:cambie(?:lo|la)?|cambiar(?:lo|la)?|mejor (?:el|la|a|para)|en vez|en lugar|otra hora"
    r"|otro dia)",
)
"""Asks for something else than was read back."""
CONFIRMS: Final = re.compile(
    r"(?<!\w)(?:confirm\w*|correct|right|verify|book it|is that|does that|sound good|look good"
    r"|check"
    r"|shall i|should i|correcto|bien|confirmo|confirma)(?!\w)"
)
HEDGES: Final = _any(
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
BUT: Final = re.compile(
    r"(?<![\w'])(?:but|except|however|though|only|pero|solo que|excepto)(?![\w'])"
)
CHANGE: Final = _any(
    r"(?:can|could|may|would|should) (?:we|you|i)(?: please)? (?:change|make|move|switch|do"
    r"|push|try"
    r"|correct|fix|have|get)",
    r"(?:change|make|move|switch|push|correct|fix|update|reschedule) (?:it|that|the|my|this|to)",
    r"(?:need|needs|want|wanted|like|prefer|rather)(?: to| it| that)? ?(?:change|be|move|have|it"
    r"|something|another|a different|to)",
    r"(?:i|it|that|we)(?:'d| would)? (?:prefer|rather)",
    r"(?:instead|different|another|earlier|later|wrong|incorrect|misspelled|not|isn'?t|can'?t"
    r"|doesn'?t|don'?t|won'?t|wasn'?t)",
    r"(?:it|that|the \w+|my \w+)(?:'?s| is| should be| was) (?:actually |really |supposed "
    r")?(?!fine\b|ok\b"
    r"|okay\b|good\b|great\b)\w+ (?:not|with|at|on)",
    r"should (?:be|have)",
    r"(?:cambiar|cambie|cambielo|mejor|otro|otra|prefiero|quisiera|en vez|en lugar|mal|no|seria)",
)
EXCEPT: Final = re.compile(r"(?<![\w'])(?:except|excepto|solo que|menos)(?![\w'])")
"""After a yes, always a change."""
QUESTION: Final = _any(
    r"(?:do|does|is|are|will|where|when|what|how|who|why|which) (?:you|it|there|the|i|we|that"
    r"|much|long"
    r"|do|is|are|should|far|many|time|about|kind)",
    r"(?:hay|tienen|donde|cuando|cuanto|como|que|quien|cual)",
)
ASKS_MORE: Final = re.compile(
    r"(?:anything|something|what|how) (?:else|more)|any other|any ?more|any further|need more"
    r"|further (?:help|assistance)|anything (?:that )?(?:i|we) can|need (?:any )?(?:help"
    r"|assistance)"
    r"|more (?:help|assistance)|else (?:can|i can|may) |algo mas|alguna otra|otra cosa|que mas"
    r"|mas en que|en que mas"
)
ALL: Final = _any(
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
SAYS_MIND: Final = _any(
    r"(?:yes|yeah) (?:please|go ahead|that'?s fine|sure|of course)",
    r"go ahead",
    r"(?:sure|ok|okay)",
    r"(?:that|it)(?:'?s| is) (?:fine|ok|okay)",
    r"adelante",
    r"claro",
    r"esta bien",
)
LATER: Final = re.compile(
    r"(?:wait|hold on|actually|i mean|i meant|scratch that|sorry|perdon|espere?|digo|mejor "
    r"dicho)\W+"
    r"(?=(?:[\w' ]+\W+)?" + YES_WORD + r"|" + NO_WORD + r")"
)
POLITE_ONLY: Final = re.compile(r"\W*(?:please|fine|k|great|cool|true|right)\W*")
A_LITTLE: Final = re.compile(
    r"(?:just |only )?(?:a (?:little|bit|little bit)|un poco|un poquito)(?: bit)?"
)
HAS: Final = re.compile(
    r"(?<!\w)(?:do you|are you|is there|is it|have you|tiene|hay|siente|esta)(?!\w)"
)
