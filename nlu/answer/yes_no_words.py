"""The words of yes and no, in English and Spanish, as patterns over plain text.

Each pattern is one step of the reading in `nlu/answer/yes_no.py`, which explains their order. They
match whole words of text in lower case without accents and without punctuation before spaces.
"""

import re
from typing import Final


def any_of(*patterns: str) -> re.Pattern[str]:
    """Any of some patterns, as whole words."""
    return re.compile(r"(?<![\w'])(?:" + "|".join(patterns) + r")(?![\w'])")


YES_WORD: Final = (
    r"(?:yes|yeah|yea|yep|yeap|yup|yah|ya|yess+|yeh|aye|uh[ -]?huh|uhuh|mm[ -]?hmm?|mhm+|um[ -]?hum"
    r"|sure|ok|okay|okey|okie dokie|k|alright|all right|right|correct|absolutely|definitely"
    r"|certainly"
    r"|exactly|spot on|bang on"
    r"|precisely|indeed|totally|affirmative|perfect|perfecto|great|fine|wonderful|excellent"
    r"|awesome|lovely|cool|fantastic|terrific"
    r"|good(?! (?:morning|afternoon|evening|day|night|bye|idea but))"
    r"|true|agreed|confirmed|confirm|gladly|of course|accepted|you bet|you "
    r"got it"
    r"|si+|claro(?: que si)?|por supuesto|correcto|exacto|exactamente|asi es|eso es|de acuerdo"
    r"|bueno|esta bien|vale|dale|cierto|efectivamente|desde luego|seguro|confirmado"
    r"|confirmo|andale|andele"
    r"|con (?:mucho )?gusto|como no|simon|listo|excelente)"
)
NO_WORD: Final = (
    r"(?:no+|nope|nah|naw|nay|uh[ -]uh|unh[ -]unh|mm[ -]mm|nuh[ -]uh|negative|never|not|incorrect"
    r"|wrong|neither|don'?t|cancel|nothing (?:like that|of the (?:sort|kind))"
    r"|none of (?:that|those|them|these)|nada(?: de eso)?|nunca|jamas|para nada|negativo|incorrecto"
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

AGREES: Final = any_of(
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
    r"(?:not|isn'?t|wasn'?t|nothing(?:'s| is)?)"
    r" (?:false|wrong|incorrect|untrue|inaccurate|a lie)(?! with)",
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
    r"no esta (?:nada|tan) mal",
)
DENIES: Final = any_of(
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
    r"isn'?t|doesn'?t|won'?t|haven'?t|hasn'?t|wasn'?t|can'?t|cannot|ain'?t",
    r"(?:that'?s|it'?s|is|be) an? (?:\w+ )?(?:no|negative|nope)",
    r"(?:i|to|would|gonna|d) (?:say|go with) (?:no|negative|nope)",
    r"(?:seems|appears|looks|sounds) not",
    r"erroneous|mistaken",
    r"(?:me parece|yo diria|diria|pienso) que no",
    r"que va|(?:eso )?es falso|falso",
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
ACCEPTS: Final = any_of(
    r"(?:(?:that|this) (?:one|number|time|day|date|option|place|appointment)|that|it|this"
    r"|which|those|these|everything"
    r"|all of (?:that|it)|either(?: one)?|both"
    r"|anything)"
    r"(?:'?ll|'?d|'?s| will| would| is| are| was| does| should| seems| appears|)(?: all| both"
    r"| also| just| absolutely| completely| entirely| exactly| perfectly| surely| indeed| very much"
    r"| totally| actually| definitely| certainly| so| really| very| most| be| probably)*"
    r" (?:works?|work|suits? (?:me|us)|fine|good|great|perfect(?:ly)?|right|correct|ok"
    r"|okay|it|wonderful|lovely|true"
    r"|excellent|awesome|me|cool|acceptable|alright|all right|exactly|ideal|helpful|nice|accurate"
    r"|amazing|fantastic|super|suitable|sounds? \w+|be (?:fine|great|good|perfect|lovely))",
    r"(?:sounds?|looks?|seems?)(?: (?:very|really|so|pretty|about|just|all|like a|like))*"
    r" (?:good|great|right|fine|perfect|ok|okay|plan|correct|wonderful|awesome|lovely|excellent"
    r"|nice|reasonable|amazing|fantastic)",
    r"so (?:that'?s |it'?s |yes |yeah )?(?:correct|right|fine|good|okay|ok)"
    r"(?= anyway| then| yes|$)",
    r"works (?:for me|great|fine|well|perfectly)",
    r"suits? (?:me|us)(?: \w+)?",
    r"(?:is|was|seems|appears)(?: very| all| so| very much| indeed| quite| entirely| completely)?"
    r" (?:true|correct|right|accurate|confirmed|a fact|the truth)",
    r"(?:(?:please|just) )?proceed(?= please| with (?:it|that)|$)",
    r"(?:that|this|it)(?:'s| is| was) (?:exactly |just )?what i(?:'d| would)? (?:want|need|like"
    r"|said|asked|meant)\w*",
    r"i(?:'ll|'d| will| would)? (?:want|take|have|like) (?:it|that)(?: please)?$",
    r"(?:that'?s|it'?s|is|be) (?:an? (?:\w+ )?(?:yes|affirmative|positive|fact)|the truth)",
    r"(?:i|to|would|gonna|d) (?:say|go with) (?:yes|affirmative)",
    r"(?:very|so) (?:true|right)|positive|all good|permission granted|done go (?:on|ahead)",
    r"i (?:do |can |hereby |fully )?(?:confirm|agree|accept|approve)",
    r"i (?:do )?(?:think|believe|guess|suppose|hope) so",
    r"(?:it|that|he|she|they) (?:surely|certainly|definitely|absolutely|indeed|totally|sure)"
    r" (?:is|does|was|would|will|do|did|are)",
    r"(?:i|we)(?:'?d| would)(?: really| very much)? (?:love|like|appreciate) (?:that|it|this)",
    r"(?:i|we)(?:'?d| would)(?: really)? (?:love|like) to$",
    r"(?:yes )?(?:i|we) (?:do|am|have|did|can|will|would|could|are|was|agree|confirm|guess so"
    r"|think so|suppose so|believe so|hope so|sure do|certainly do)"
    r"(?=$| (?:please|thank|thanks|indeed|and|but|so|too|sir|ma'?am))",
    r"(?:i )?guess so",
    r"go (?:ahead|for it|on ahead)",
    r"(?:please|just) do(?: (?:that|it|so))?",
    r"do (?:it|that)(?: please)?(?! (?:on|at|for|later|another|some))",
    r"let'?s (?:do|go|book|try|go with|make) (?:it|that|this|ahead|for it|with (?:that|it))"
    r"(?! (?:on|at|for|in|later|another|some|instead|tomorrow|next|with))",
    r"(?:please )?(?:book|schedule|confirm|take|keep|reserve) (?:it|that|this)"
    r"(?! (?:on|at|for|to|in|instead|the|with|later))(?: (?:one|please))?",
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
    r"(?:sale|orale|asi mero|eso mismo|tal cual|es (?:la )?verdad|me late)(?: pues| gracias)?$",
    r"(?:eso|es) (?:es )?lo que (?:quiero|queria|necesito|dije)",
    r"(?:that|this|it)(?:'s| is| was) the (?:right|correct) \w+",
    r"(?:cualquiera|ambas|las dos)(?: me| nos)? ?(?:esta|sirve|funciona|va)?n?(?: bien)?",
)
PUTS_OFF: Final = any_of(
    r"(?:(?:do|book|call|decide|make|schedule)(?: (?:it|that|this|one|back|you|about))* |better"
    r" |come back |i will |i'?ll |until |^(?:(?:ok|okay|yes|yeah|sure) )?)later(?: on)?"
    r"(?! (?:today|this|that|in|than|time|date|one|appointment|slot|please))",
    r"(?:hold|put(?:ting)?|holding) (?:it |that |this )?off",
    r"not (?:just )?(?:yet|now|right now|at (?:this|the) (?:time|moment))",
    r"(?:maybe|perhaps|probably|possibly) (?:not|later(?! (?:today|this|that|in|than))|another"
    r"|some other|next time|at (?:a later|another|some)|in a (?:bit|while)|sometime|a different)",
    r"(?:i )?(?:guess|suppose) not",
    r"(?:tal ?vez|quizas?|mejor) (?:no|despues|luego|mas tarde|otro dia|otra vez|en otro momento)",
    r"mas adelante|por (?:ahora|el momento) no|(?:ahorita|de momento) no",
)
"""Hedged, but a no."""
UNKNOWING: Final = any_of(
    r"(?:do(?:n'?t| not)|can'?t|couldn'?t|cannot|wouldn'?t) (?:really )?(?:know|tell|say|remember"
    r"|recall|answer|decide|make up (?:my|our) minds?|have (?:that|the|any|enough|an?)"
    r" (?:\w+ )?(?:information|idea|answer|clue|foggiest|faintest))",
    r"(?:no|not an?)(?: \w+)? (?:clue|idea|knowledge)",
    r"(?:haven'?t|have not) (?:decided|made up|a clue|the (?:foggiest|faintest|slightest))",
    r"not (?:too|to|quite|very|so|that|entirely|really|completely|totally|at all) (?:sure|confident"
    r"|certain|positive)|not (?:sure|certain|confident)",
    r"if i (?:only )?kn[eo]w|unaware|^maybe maybe not",
    r"ni idea|no sabria(?: decir\w*)?|quien sabe|no estoy (?:muy |tan |del todo )?segur[oa]",
    r"(?:dejeme|dejame|deja me) pensar\w*|lo (?:voy a )?pens(?:ar|are|amos)|lo pienso",
    r"(?:i'?m )?(?:torn|undecided|unsure|uncertain|on the fence)",
    r"(?:drawing|draw) a blank",
    r"(?:a )?possib(?:ility|le)",
    r"beats me",
    r"cant say",
)
"""Not an answer, said with or without a no."""
HEDGES: Final = any_of(
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
CHANGE: Final = any_of(
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
    r"^ ?(?:(?:on|at|for|in|the|el|la|a|las|este|next|this) )*(?:(?:mon|tues|wednes|thurs|fri|satur"
    r"|sun)days?|tomorrow|morning|afternoon|evening|\d\S*|lunes|martes|miercoles|jueves|viernes"
    r"|sabado|domingo|manana|tarde)",
    r"(?:cambiar|cambie|cambielo|mejor|otro|otra|prefiero|quisiera|en vez|en lugar|mal|no|seria)",
)
EXCEPT: Final = re.compile(r"(?<![\w'])(?:except|excepto|solo que|menos)(?![\w'])")
"""After a yes, always a change."""
QUESTION: Final = any_of(
    r"(?:do|does|is|are|will|where|when|what|how|who|why|which) (?:you|it|there|the|i|we|that"
    r"|much|long"
    r"|do|is|are|should|far|many|time|about|kind)",
    r"(?:hay|tienen|donde|cuando|cuanto|como|que|quien|cual)",
)
LATER: Final = re.compile(
    r"(?:wait|hold on|actually|i mean|i meant|scratch that|sorry|perdon|espere?|digo|mejor "
    r"dicho)\W+"
    r"(?=(?:[\w' ]+\W+)?" + YES_WORD + r"|" + NO_WORD + r")"
)
POLITE_ONLY: Final = re.compile(r"\W*(?:please|fine|k|great|cool|true|right)\W*")
