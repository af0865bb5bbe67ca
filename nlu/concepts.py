"""Words that mean the same to a receptionist, gathered under one name.

A clinic writes a dozen examples of a request; callers have a hundred words for it. A classifier
that has seen "cancel my appointment" should not be lost at "take me off the schedule". So the
features of an utterance hold, besides its words, the concepts that they stand for. Both languages
share the concepts; a word may belong to several. The patterns are matched on plain words (see
`nlu/word.py`) and begin at the beginning of a word.
"""

import re
from functools import lru_cache
from typing import Final

_CONCEPTS: Final = {
    "cancel": r"cancel\w*|call(?:ing)? off|scrap|get rid of|take (?:me|him|her|us|it) off|drop my"
    r"|remove (?:me|my)|won'?t be (?:coming|able to come)|not coming|anul\w*|quitar|suspender",
    "move": r"reschedul\w*|re schedul\w*|move|moving|push(?:ing)? (?:it )?(?:back|out|up)?|postpone\w*"
    r"|bump|switch\w*|swap|chang(?:e|ing)|another (?:day|time)|different (?:day|time|date)|rebook"
    r"|other time|reprogram\w*|reagend\w*|cambi\w+|mover\w*|pospon\w*|aplaz\w*|otro dia|otra (?:hora|fecha)",
    "cannot": r"can'?t|cannot|unable|won'?t|not able|something came up|no puedo|no podre|no voy a poder|surgio",
    "book": r"book(?:ing)?|schedule|scheduling|set up|make an|make a|get (?:me |him |her |us |my \w+ )?in"
    r"|come in|be seen|get seen|squeeze|sign up|reserve|agendar|reservar|programar|hacer una|sacar|pedir una"
    r"|squeezed|take a look|look at|check out|que me (?:vean|atienda\w*|revise\w*)|atender\w*|revis(?:ar|en|e)\w*",
    "want": r"want|need|like to|looking (?:to|for)|love to|hoping|trying|quiero|quisiera|necesito|me gustaria|deseo|busco",
    "visit": r"appointments?|appt|visit|slot|opening|booking|checkup|check up|exam|consult\w*"
    r"|cita|citas|turno|consulta|visita|cupo",
    "mine": r"my|our|mi|mis|nuestra",
    "new": r"new|first|nuev[oa]s?|primera",
    "existing": r"already|existing|upcoming|current|scheduled|booked|have an|have a|ya tengo|tengo una|agendad[oa]",
    "confirm": r"confirm\w*|still (?:on|good|coming)|make sure|double ?check\w*|verify|verificar|asegurar\w*",
    "when": r"when|what time|what day|which day|how long|cuando|a que hora|que dia",
    "late": r"late|behind|delayed|traffic|stuck|minutes away|on my way|be there in|tarde|retras\w*|trafico|atorad\w*|atrasad\w*|en camino",
    "callback": r"call(?:ed)? (?:me|us|him|her) back|call me|callback|call back|return (?:my|a|the|your|his|her) call|give me a (?:call|ring)"
    r"|phone me|ring me|llam(?:ar|e|en|eme|enme)(?:me)?|devuelv\w+",
    "missed_call": r"missed (?:a |your |the )?call|returning|you (?:just )?called|got a (?:call|voicemail|missed)|called me|left me a"
    r"|someone called|just called|llamada perdida|me llam(?:aron|o)|devolviendo|recibi una llamada",
    "bill": r"bill\w*|invoice|charg\w+|statement|balance|owe|pay|paid|payments?|refund|overcharg\w*|collections|account"
    r"|factur\w*|cobr\w+|cargos?|saldo|deb[oe]|pag(?:ar|o|os|ue)|reembolso|cuenta",
    "insurance": r"insur\w*|coverage|cover(?:ed|s)?|in network|network|deductible|copay|co pay|benefits|ppo|hmo|medicaid|medicare"
    r"|policy|plan|segur[oa]s?|cobertura|cubre\w*|poliza|copago|deducible|beneficios",
    "accept": r"accept\w*|take|taking|work with|participat\w*|acept\w*|toman|trabajan con",
    "price": r"how much|cost\w*|pric\w+|fees?|expensive|cheap\w*|afford|rates?|discount|cuanto (?:cuesta|cuestan|vale|sale|cobran|es)"
    r"|precios?|costos?|tarifas?|caro",
    "medicine": r"refill\w*|prescri\w+|medicines?|medications?|meds|pills?|antibiotics?|pharmacy|rx|painkillers?|ran out|running out"
    r"|amoxicillin|ibuprofen|recetas?|medicinas?|medicamentos?|pastillas?|antibioticos?|farmacia|resurt\w*|rellen\w*",
    "results": r"results?|labs?|test|tests|biops\w+|blood ?work|pathology|came back|come back|findings|resultados?|analisis"
    r"|examenes|laboratorios?|biopsia|pruebas?",
    "advice": r"should i|is it (?:normal|ok|okay|safe|bad|dangerous|infected)|what (?:can|do|should) i (?:do|take|put)|can i (?:take|eat|drink|smoke|mix)"
    r"|side effects?|dos(?:e|age)|diagnos\w*|infected|advice|serious|do you think|debo|deberia|es normal|que (?:puedo|debo|hago|me) ?(?:tomar|hacer)?"
    r"|puedo tomar|es peligroso|efectos|infectad\w*|consejo|es grave",
    "person": r"person|human|someone|somebody|real|live|representative|rep|operator|receptionist|agent|front desk|staff|manager|people"
    r"|persona|humano|alguien|representante|operador\w*|recepcionista|encargad\w*|agente",
    "speak": r"speak|talk|connect|transfer|put me|hablar|comuni\w+|pas(?:ar|e|eme)|transf\w+",
    "records": r"records?|x ?rays?|chart|copy|copies|files?|history|forward(?:ed)?|sent over|expediente|historial|copias?|radiografias?|archivos?|registros?",
    "referral": r"refer\w*|specialists?|orthodontist|oral surgeon|endodontist|periodontist|cardiolog\w*|dermatolog\w*|derivac\w*|remision|referencia|especialista|ortodoncista|cirujano",
    "leave_word": r"leave (?:a |him |her |them )?(?:message|note)|pass (?:on |along )?(?:a )?(?:message|this)|take a message|tell (?:dr|doctor|the|him|her|them)|let (?:dr|doctor|the|him|her|them) know"
    r"|dejar(?:le)? (?:un )?(?:mensaje|recado)|mensaje|recado|decirle|avis\w+",
    "sooner": r"wait ?list|waiting list|cancellations?|opens? up|earlier|sooner|lista de espera|mas temprano|antes|se (?:libera|desocupa)",
    "hours": r"hours|open|close|closed|closing|opening|horarios?|abr\w+|abiert\w+|cierr\w+|cerrad\w+",
    "place": r"where|located|location|address|directions|get there|find you|office at|what street|donde|direccion|ubicad\w+|queda\w*|llegar|ubicacion",
    "parking": r"park(?:ing)?|garage|lot|valet|estacion\w*|aparcar|parqueo",
    "forms": r"forms?|paperwork|intake|fill out|print|questionnaire|formularios?|papeleo|papeles|llenar",
    "offer_services": r"do you (?:guys )?(?:do|offer|provide|have|treat|see)|what (?:kind of )?(?:services|procedures|treatments)|services|ofrecen|servicios|hacen|tratan|atienden",
    "robot": r"robot|machine|computer|automated|recording|artificial|ai|bot|real person|human being|maquina|computadora|automatic\w+|grabacion|contestadora",
    "again": r"again|repeat|one more time|say that|come again|pardon|what did you say|didn'?t (?:hear|catch)|repet\w+|repit\w+|otra vez|de nuevo|como dijo|mande",
    "slow": r"slow\w*|too fast|not so fast|despacio|lento|rapido",
    "hold": r"hold on|wait|one (?:second|moment|sec|minute)|a (?:second|moment|sec|minute)|hang on|let me (?:check|get|grab|find|look|see)|esper\w+|moment\w+|segund\w+|dejeme",
    "leave": r"bye|goodbye|that'?s (?:all|it)|have a (?:good|nice|great)|take care|adios|hasta luego|es todo|chao|que le vaya",
    "grateful": r"thank\w*|appreciate|gracias|agradec\w*",
    "hello": r"hi|hello|hey|good (?:morning|afternoon|evening)|hola|bueno|buen(?:os|as) (?:dias|tardes|noches)",
    "lost": r"confus\w+|don'?t (?:understand|get it|follow)|makes? no sense|what do you mean|no entiend\w+|no entendi|confundid\w*|que quiere decir",
    "unsure": r"not sure|don'?t (?:know|remember)|no idea|unsure|no se|no estoy segur\w+|no recuerdo|no me acuerdo",
    "said": r"already (?:told|said|gave)|just (?:told|said|gave)|told you|ya (?:le |se lo |lo )?(?:dije|di)|acabo de",
    "record_call": r"record(?:ed|ing)?|grab\w+",
    "spanish": r"spanish|espanol|habla\w* (?:en )?espanol|castellano",
    "english": r"english|ingles",
    "tongue": r"language|french|chinese|mandarin|cantonese|vietnamese|arabic|russian|portuguese|korean|tagalog|creole|interpreter|translator|idioma|frances|chino|interprete|traductor",
    "wrong": r"wrong (?:number|place|person|office)|misdial\w*|numero equivocado|me equivoque|equivocad\w+",
    "sales": r"warranty|business (?:loan|owner|listing)|google|offer|promotion|congratulations|selected|press (?:one|1|nine|9)|solar|marketing|vendor|sales|garantia|prestamo|oferta|promocion|felicidades",
    "rude": r"fuck\w*|shit\w*|bitch\w*|ass(?:hole)?|damn|sexy|cunt|dick|suck|naked|wearing|puta|pendej\w*|mierda|chinga\w*|cabron\w*|verga|culo",
    "relay": r"relay|tty|tdd|711|deaf|hard of hearing|go ahead|ga|captioned|sord[oa]",
    "hurt": r"hurt\w*|pain\w*|ache\w*|aching|sore|swollen|swelling|throbbing|killing me|sensitive|broke\w*|chipped|cracked|fell out|duele\w*|dolor\w*|hinchad\w*|inflamad\w*|rompio|quebr\w+",
    "tooth": r"tooth|teeth|molar|gums?|crown|filling|cavity|cavities|cleaning|cleaned|root canal|implant|braces|whitening|dentures?|dientes?|muelas?|encias?|corona|empaste|caries|limpieza|frenos|blanqueamiento",
    "sick": r"sick|fever|cough\w*|flu|cold|throat|rash|headache|dizzy|vomit\w*|enferm\w+|fiebre|tos|gripe|garganta|sarpullido|mareo",
    "shot": r"vaccin\w*|shots?|immuniz\w*|physical|booster|vacunas?|inyeccion|examen fisico",
    "begin": r"start over|start again|from the (?:beginning|top|start)|begin again|restart|start fresh|empezar|comenzar|desde el principio",
    "drop": r"never ?mind|forget (?:it|about)|don'?t (?:worry|bother)|changed my mind|drop it|olvid\w+|no importa|dejelo|ya no quiero|cambie de opinion",
}

_PATTERNS: Final = tuple(
    (name, re.compile(rf"(?<![\w'])(?:{pattern})(?![\w'])")) for name, pattern in _CONCEPTS.items()
)


@lru_cache(maxsize=512)
def concepts(plain: str) -> tuple[str, ...]:
    """The concepts in some plain words, in a fixed order, each once."""
    return tuple(name for name, pattern in _PATTERNS if pattern.search(plain))
