"""Words that mean the same to a receptionist, gathered under one name.

A clinic writes a dozen examples of a request; callers have a hundred words for it. A classifier
that has seen "cancel my appointment" should not be lost at "take me off the schedule". So the
features of an utterance hold, besides its words, the concepts that they stand for. Both languages
share the concepts; a word may belong to several. The patterns are matched on plain words (see
`nlu/utterance/word.py`) and begin at the beginning of a word.
"""

import re
from functools import lru_cache
from typing import Final

_CONCEPTS: Final = {
    "cancel": (
        r"cancel\w*|call(?:ing)? off|scrap|get rid of|take (?:me|him|her|us|it) off|drop my"
        r"|remove (?:me|my)|won'?t be (?:coming|able to come)|not coming|anul\w*|quitar|suspender"
    ),
    "move": (
        r"reschedul\w*|re schedul\w*|move|moving|push(?:ing)? (?:it )?(?:back|out|up)?"
        r"|postpone\w*|bump|switch\w*|swap|chang(?:e|ing)|another (?:day|time)|different (?:day"
        r"|time|date)|rebook|other time|reprogram\w*|reagend\w*|cambi\w+|mover\w*|pospon\w*"
        r"|aplaz\w*|otro dia|otra (?:hora|fecha)"
    ),
    "cannot": (
        r"can'?t|cannot|unable|won'?t|not able|something came up|no puedo|no podre|no voy a poder"
        r"|surgio"
    ),
    "book": (
        r"book(?:ing)?|schedule|scheduling|set up|make an|make a|get (?:me |him |her |us "
        r"|my \w+ )?in|come in|be seen|get seen|squeeze|sign up|reserve|agendar|reservar"
        r"|programar|hacer una|sacar|pedir una|squeezed|take a look|look at|check out"
        r"|que me (?:vean|atienda\w*|revise\w*)|atender\w*|revis(?:ar|en|e)\w*"
    ),
    "due": (
        r"due|overdue|it'?s (?:about )?time|about time|(?:in|been) (?:\w+ ){0,3}(?:while|years"
        r"|ages|forever)|too long|figured|hace (?:tiempo|anos|mucho|rato|meses)|ya (?:me )?toca"
    ),
    "want": (
        r"want|need|like to|looking (?:to|for)|love to|hoping|trying|quiero|quisiera|necesito"
        r"|me gustaria|deseo|busco"
    ),
    "visit": (
        r"appointments?|appt|visit|slot|opening|booking|checkup|check up|exam|consult\w*|cita"
        r"|citas|turno|consulta|visita|cupo"
    ),
    "mine": r"my|our|mi|mis|nuestra",
    "new": r"new|first|nuev[oa]s?|primera",
    "existing": (
        r"already|existing|upcoming|current|scheduled|booked|have an|have a|ya tengo|tengo una"
        r"|agendad[oa]"
    ),
    "confirm": (
        r"confirm\w*|still (?:on|good|coming)|make sure|double ?check\w*|verify|verificar"
        r"|asegurar\w*"
    ),
    "when": r"when|what time|what day|which day|how long|cuando|a que hora|que dia",
    "late": (
        r"late|behind|delayed|traffic|stuck|minutes away|on my way|be there in|(?:llego|llegar"
        r"|llegare|voy|llegando|llegamos) (?:un poco |unos minutos )?tarde|retras\w*|trafico"
        r"|atorad\w*|atrasad\w*|en camino"
    ),
    "callback": (
        r"call(?:ed)? (?:me|us|him|her) back|call me|callback|call back|return (?:my|a|the|your"
        r"|his|her) call|give me a (?:call|ring)|phone me|ring me|llam(?:ar|e|en|eme|enme)(?:me)?"
        r"|devuelv\w+"
    ),
    "missed_call": (
        r"missed (?:a |your |the )?call|returning|you (?:just )?called|got a (?:call|voicemail"
        r"|missed)|called me|left me a|someone called|just called|llamada perdida|me llam(?:aron"
        r"|o)|devolviendo|recibi una llamada"
    ),
    "bill": (
        r"bill\w*|invoice|charg\w+|statement|balance|owe|pay|paid|payments?|refund|overcharg\w*"
        r"|collections|account|factur\w*|cobr\w+|cargos?|saldo|deb[oe]|pag(?:ar|o|os|ue)"
        r"|reembolso|cuenta"
    ),
    "insurance": (
        r"insur\w*|coverage|cover(?:ed|s)?|in network|network|deductible|copay|co pay|benefits"
        r"|ppo|hmo|medicaid|medicare|policy|plan|segur[oa]s?|cobertura|cubre\w*|poliza|copago"
        r"|deducible|beneficios"
    ),
    "accept": r"accept\w*|take|taking|work with|participat\w*|acept\w*|toman|trabajan con",
    "price": (
        r"how much|cost\w*|pric\w+|fees?|expensive|cheap\w*|afford|rates?|discount"
        r"|cuanto (?:cuesta|cuestan|vale|sale|cobran|es)|precios?|costos?|tarifas?|caro"
    ),
    "medicine": (
        r"refill\w*|prescri\w+|medicines?|medications?|meds|pills?|antibiotics?|pharmacy|rx"
        r"|painkillers?|ran out|running out|amoxicillin|ibuprofen|recetas?|medicinas?"
        r"|medicamentos?|pastillas?|antibioticos?|farmacia|resurt\w*|rellen\w*"
    ),
    "results": (
        r"results?|labs?|test|tests|biops\w+|blood ?work|pathology|came back|come back|findings"
        r"|resultados?|analisis|examenes|laboratorios?|biopsia|pruebas?"
    ),
    "advice": (
        r"should i|is it (?:normal|ok|okay|safe|bad|dangerous|infected)|what (?:can|do"
        r"|should) i (?:do|take|put)|can i (?:take|eat|drink|smoke|mix)|side effects?|dos(?:e"
        r"|age)|diagnos\w*|infected|advice|serious|do you think|debo|deberia|es normal"
        r"|que (?:puedo|debo|hago|me) ?(?:tomar|hacer)?|puedo tomar|es peligroso|efectos"
        r"|infectad\w*|consejo|es grave"
    ),
    "person": (
        r"person|human|someone|somebody|real|live|representative|rep|operator|receptionist|agent"
        r"|front desk|staff|manager|people|persona|humano|alguien|representante|operador\w*"
        r"|recepcionista|encargad\w*|agente"
    ),
    "speak": r"speak|talk|connect|transfer|put me|hablar|comuni\w+|pas(?:ar|e|eme)|transf\w+",
    "records": (
        r"records?|x ?rays?|chart|copy|copies|files?|history|forward(?:ed)?|sent over|expediente"
        r"|historial|copias?|radiografias?|archivos?|registros?"
    ),
    "referral": (
        r"refer\w*|specialists?|orthodontist|oral surgeon|endodontist|periodontist|cardiolog\w*"
        r"|dermatolog\w*|derivac\w*|remision|referencia|especialista|ortodoncista|cirujano"
    ),
    "leave_word": (
        r"leave (?:a |him |her |them )?(?:message|note)|pass (?:on |along )?(?:a )?(?:message"
        r"|this)|take a message|tell (?:dr|doctor|the|him|her|them)|let (?:dr|doctor|the|him|her"
        r"|them) know|dejar(?:le)? (?:un )?(?:mensaje|recado)|mensaje|recado|decirle|avis\w+"
    ),
    "sooner": (
        r"wait ?list|waiting list|cancellations?|opens? up|earlier|sooner|lista de espera"
        r"|mas temprano|antes|se (?:libera|desocupa)"
    ),
    "hours": (
        r"hours|open|close|closed|closing|opening|horarios?|abr\w+|abiert\w+|cierr\w+|cerrad\w+"
    ),
    "place": (
        r"where|located|location|address|directions|get there|find you|office at|what street"
        r"|donde|direccion|ubicad\w+|queda\w*|llegar|ubicacion"
    ),
    "parking": r"park(?:ing)?|garage|lot|valet|estacion\w*|aparcar|parqueo",
    "forms": (
        r"forms?|paperwork|intake|fill out|print|questionnaire|formularios?|papeleo|papeles|llenar"
    ),
    "offer_services": (
        r"do you (?:guys )?(?:do|offer|provide|have|treat|see)|what (?:kind of )?(?:services"
        r"|procedures|treatments)|services|ofrecen|servicios|hacen|tratan|atienden"
    ),
    "robot": (
        r"robot|machine|computer|automated|recording|artificial|ai|bot|real person|human being"
        r"|maquina|computadora|automatic\w+|grabacion|contestadora"
    ),
    "again": (
        r"again|repeat|one more time|say that|come again|pardon|what did you say|didn'?t (?:hear"
        r"|catch)|repet\w+|repit\w+|otra vez|de nuevo|como dijo|mande"
    ),
    "slow": r"slow\w*|too fast|not so fast|despacio|lento|rapido",
    "hold": (
        r"hold on|wait|one (?:second|moment|sec|minute)|a (?:second|moment|sec|minute)|hang on"
        r"|let me (?:check|get|grab|find|look|see)|esper\w+|moment\w+|segund\w+|dejeme"
    ),
    "leave": (
        r"bye|goodbye|that'?s (?:all|it)|have a (?:good|nice|great)|take care|adios|hasta luego"
        r"|es todo|chao|que le vaya"
    ),
    "grateful": r"thank\w*|appreciate|gracias|agradec\w*",
    "hello": (
        r"hi|hello|hey|good (?:morning|afternoon|evening)|hola|bueno|buen(?:os|as) (?:dias|tardes"
        r"|noches)"
    ),
    "lost": (
        r"confus\w+|don'?t (?:understand|get it|follow)|makes? no sense|what do you mean"
        r"|no entiend\w+|no entendi|confundid\w*|que quiere decir"
    ),
    "unsure": (
        r"not sure|don'?t (?:know|remember)|no idea|unsure|no se|no estoy segur\w+|no recuerdo"
        r"|no me acuerdo"
    ),
    "said": (
        r"already (?:told|said|gave)|just (?:told|said|gave)|told you|ya (?:le |se lo "
        r"|lo )?(?:dije|di)|acabo de"
    ),
    "record_call": r"record(?:ed|ing)?|grab\w+",
    "spanish": r"spanish|espanol|habla\w* (?:en )?espanol|castellano",
    "english": r"english|ingles",
    "tongue": (
        r"language|french|chinese|mandarin|cantonese|vietnamese|arabic|russian|portuguese|korean"
        r"|tagalog|creole|interpreter|translator|idioma|frances|chino|interprete|traductor"
    ),
    "wrong": (
        r"wrong (?:number|place|person|office)|misdial\w*|numero equivocado|me equivoque"
        r"|equivocad\w+"
    ),
    "sales": (
        r"warranty|business (?:loan|owner|listing)|google|offer|promotion|congratulations"
        r"|selected|press (?:one|1|nine|9)|solar|marketing|vendor|sales|garantia|prestamo|oferta"
        r"|promocion|felicidades"
    ),
    "rude": (
        r"fuck\w*|shit\w*|bitch\w*|ass(?:hole)?|damn|sexy|cunt|dick|suck|naked|wearing|puta"
        r"|pendej\w*|mierda|chinga\w*|cabron\w*|verga|culo"
    ),
    "relay": r"relay|tty|tdd|711|deaf|hard of hearing|captioned|sord[oa]",
    "hurt": (
        r"hurt\w*|pain\w*|ache\w*|aching|sore|swollen|swelling|throbbing|killing me|sensitive"
        r"|broke\w*|chipped|cracked|fell out|duele\w*|dolor\w*|hinchad\w*|inflamad\w*|rompio"
        r"|quebr\w+"
    ),
    "tooth": (
        r"tooth|teeth|molar|gums?|crown|filling|cavity|cavities|cleaning|cleaned|root canal"
        r"|implant|braces|whitening|dentures?|dientes?|muelas?|encias?|corona|empaste|caries"
        r"|limpieza|frenos|blanqueamiento"
    ),
    "sick": (
        r"sick|fever|cough\w*|flu|cold|throat|rash|headache|dizzy|vomit\w*|enferm\w+|fiebre|tos"
        r"|gripe|garganta|sarpullido|mareo"
    ),
    "shot": r"vaccin\w*|shots?|immuniz\w*|physical|booster|vacunas?|inyeccion|examen fisico",
    "begin": (
        r"start over|start again|from the (?:beginning|top|start)|begin again|restart|start fresh"
        r"|empezar|comenzar|desde el principio"
    ),
    "drop": (
        r"never ?mind|forget (?:it|about)|don'?t (?:worry|bother)|changed my mind|drop it"
        r"|olvid\w+|no importa|dejelo|ya no quiero|cambie de opinion"
    ),
}

_PATTERNS: Final = tuple(
    (name, re.compile(rf"(?<![\w'])(?:{pattern})(?![\w'])")) for name, pattern in _CONCEPTS.items()
)


@lru_cache(maxsize=512)
def concepts(plain: str) -> tuple[str, ...]:
    """The concepts in some plain words, in a fixed order, each once."""
    return tuple(name for name, pattern in _PATTERNS if pattern.search(plain))
