"""Requests that always go to people, and what an angry or distressed caller says.

Word lists of feelings are useless here: pain, cancelling and loss all read as negative. So the
phrases of distress are about the call, the people of the clinic, or the caller's own state.
"""

from typing import Final

PEOPLE: Final = {
    "prescription_refill": """
(prescription|prescriptions|refill|refills|pharmacy|pharmacys|pharmacies|pharmacist)
(?<! pre )(medication|medications|meds)
(prescribe|prescribed|prescribes|prescribing|rx|refilled|refilling)
(ran|running|run|almost|nearly|am|im|is) out of ... (medicine|medicines|pills|inhaler|insulin|
    tablets|antibiotics|drops)
(need|want|get|order|renew|send|call in|more) (more |some |another |a |
    me )?({own} )?(new )?(antibiotics|antibiotic|painkillers|pain killers|pain medicine|
    pain meds|pain pills|insulin|inhaler)
(receta|recetas|recetar|recete|receto|farmacia|farmacias|medicamento|medicamentos|medicina|
    medicinas|resurtir|resurtido|resurtan)
""",
    "medical_advice": """
should (i|we|he|she|my ...) (take|stop|keep taking|keep using|rinse|ice|put|apply|start taking|
    continue taking|go to the (er|hospital|emergency room)|double|be (taking|using|worried|
    concerned))
what (can|should|could|do) (i|we|he|she) (take|put on|rinse with|give|be taking|use|eat|
    do) (for|about|after|before|to (help|stop|ease|treat|reduce)) ... (pain|pains|ache|aches|
    toothache|headache|swelling|bleeding|fever|infection|tooth|teeth|gums|gum|rash|numbness|
    nausea|cough|cold|jaw|it|this|him|her|sensitivity|extraction|surgery|allergy|allergies)
what (can|should) (i|he|she) (take|be taking|rinse with|put on it)
what (can|should) (i|we) give (him|her|{own} (son|daughter|baby|child|kid))
(can|could|may) (i|we|he|she) ... (take|mix|give|use|drink|stop|keep) ... (ibuprofen|tylenol|
    advil|motrin|aleve|aspirin|antibiotics|antibiotic|alcohol|blood thinners|painkillers|
    painkiller|pills|pill|medicine|meds|amoxicillin|penicillin|peroxide|mouthwash|vitamins|
    acetaminophen)
(ibuprofen|tylenol|advil|motrin|aleve|aspirin|amoxicillin|acetaminophen|penicillin) ... (or|
    with|safe|together|every|should|help|work)
is (it|this|that) safe
is (it|this|that) (normal|bad|dangerous|serious|harmful|healthy) (to|that|if|for|when|after)
is (it|this) (ok|okay|alright|all right|fine) (to|if i|if he|if she|for me to|for him to|
    for her to) ... (take|eat|drink|smoke|brush|floss|rinse|exercise|mix|sleep|chew|swim|fly|use)
(is|are) (this|that|it|these|those) (normal|infected|serious|contagious|dangerous|cancer|
    an infection)
how (much|many|often) ... (ibuprofen|tylenol|advil|motrin|aspirin|milligrams|mg|pills|pill|
    tablets|medicine|antibiotics|amoxicillin|dose|doses)
how (much|often) ... (take|give)
(dosage|dosages|dose|doses|milligrams|side effects|side effect)
(do|does) (i|he|she|it|this|that) (have|need|mean|look like) (an infection|cancer|antibiotics|
    surgery|to be infected|its infected|a cavity|an abscess|something serious)
(medical|health|dental) advice
what (does it mean (if|when|that)|could it be|could this be|is causing|do you think it is|
    is wrong with|could be causing|does that mean if)
what ... (would you|do you) (recommend|suggest|advise) (for (the |my |a |this )?(pain|toothache|
    swelling|infection|sensitivity|fever)|i take|to take|i do about)
(debo|deberia|puedo|podria) (tomar|tomarme|darle|dejar de tomar|usar|ponerme|mezclar|enjuagarme|
    comer|beber)
que (puedo|debo|deberia|me puedo|podria) (tomar|hacer|darle|ponerme|tomarme|usar) (para|por|con)
(es|esta|sera) (normal|seguro|malo|peligroso|grave|bueno) (que|si|tomar|comer|tener|para|usar)
(cuanto|cuanta|cuantas|cuantos|cada cuanto) ... (pastillas|ibuprofeno|paracetamol|tylenol|
    debo tomar|puedo tomar|tomo|miligramos|le doy)
(dosis|miligramos|efectos secundarios|consejo medico|es grave|es contagioso|esta infectado|
    esta infectada)
(ibuprofeno|paracetamol|amoxicilina)
""",
    "test_results": """
(test|tests|lab|labs|blood|bloodwork|xray|xrays|x ray|x rays|biopsy|mri|ct|scan|scans|pathology|
    urine|culture|screening|mammogram|ultrasound|covid|strep|pregnancy|std|a1c|cholesterol|
    imaging|pap|panel|work) ... (result|results|report|reports)
(result|results|report|reports) (of|from|for|on|to) ... (test|tests|lab|labs|blood|bloodwork|
    xray|xrays|x ray|x rays|biopsy|mri|ct|scan|scans|pathology|urine|culture|screening|
    mammogram|ultrasound|imaging|pap|visit|appointment|exam)
(my|his|her|the|our|any|get|getting|have|are) (son |sons |daughter |daughters |husbands |
    wifes )?results
results ... (in yet|back|ready|came|come|yet|available)
(labs|lab|bloodwork|blood work|xrays|x rays|tests|blood tests|blood test|scan|scans|test|mri|
    x ray|xray|culture) (work )?(is |are |has |have )?(come|came|coming|back|ready|in yet|show|
    showed|shown|say|says|said|turned out|turn out|normal|abnormal)
(lab work|lab report|biopsy|biopsies)
(resultado|resultados|biopsia)
(salieron|llegaron|estan) ... (analisis|examenes|laboratorios|radiografias)
(analisis|examenes|laboratorio|laboratorios|radiografia|radiografias) ... (listos|estan|esta|
    listas|lista|listo|salieron|salio|llegaron|llego)
""",
    "human": """
(speak|talk|chat|speaking|talking) (to|with) (a|an|another|one of|some|any|your|the|that|this|
    whoever|who|one|somebody|someone|anyone|anybody|people|dr|doctor|nurse|billing|reception|
    human|humans|live|real|actual|management|accounting|office|customer|front|staff|
    representative|operator|scheduling|insurance department)
(can i|could i|may i|might i|can we|could we|to|wanna|let me|lemme|rather|ill|must|please|
    gotta) (speak|talk|chat) (to|with) (?!(you|it|this|that|my|him|them|her|me|us|myself) )[a-z]+
(someone|somebody|anyone|anybody|person|people|human|anyone there) (else )?(that |who |
    whom )?(i can|i could|can i|to|we can|available to|i may) (speak|talk) (to|with)
(get|give|find|put|want|need|prefer|have|like|there) (me |us |to )?(on |to |a hold of |
    through to )?(a |an |the |another |some |your )?(human|person|operator|representative|rep|
    receptionist|reception|supervisor|live agent|real agent|live person|real person|
    customer service|front desk|staff|staff member|someone real|somebody real|secretary|
    office manager|manager)
(get|give|put) me ... (someone|somebody|anyone|a person|reception|a live|a real)
(transfer|connect|pass|switch|forward|send|hand|direct|patch|route) (me|us|this|my call|
    the call|it) ... (human|person|operator|representative|rep|receptionist|reception|
    supervisor|agent|desk|staff|team|secretary|manager|someone|somebody|anyone|office|nurse|
    doctor|dentist|department|billing)
(someone|somebody) (else )?on the (line|phone)
(dont feel comfortable|not comfortable|uncomfortable) ... (machine|robot|computer|bot)
(speak|talk) ... (to|with) (the |your |a )?(reception|receptionist|staff|manager|supervisor|
    nurse|doctor|dentist|office|team|front desk|person|human|real person)
(transfer|connect|patch|put) (me|us|this call|my call|me through|me over) ... (to|with|through|
    over)
(real|live|actual|living|breathing) (person|human|people|agent|human being|representative|
    operator|receptionist|voice|rep)
human(?! (beings|race|body|nature|resources))
(is|isnt) (there )?(anyone|anybody|someone|somebody|a person) (real |human |actually |
    else )?(there|here|available|around|in the office|at the desk|at the front desk|answering)
(dont|not|no longer|hate|stop|refuse|tired of|sick of) (want |wanna |like |going |
    gonna )?(to )?(talk|talking|speak|speaking) (to|with) (a|an|this|your|the|some|
    you)? ?(stupid |dumb |damn )?(machine|robot|computer|bot|recording|ai|automated|
    answering machine|machines|robots|computers)
(operator|representative|receptionist)
(customer service|front desk|live agent|human agent|(a|the|another) person) (please|now)
(hablar|hable|comunicar|comunicarme|platicar|conversar|comunica|comunique|comuniqueme|paseme|
    pasarme|transferir|transfierame|conecteme|ponme|pongame|pase|comuniquenme) (con|
    a) ... (alguien|persona|personas|humano|humana|operador|operadora|recepcionista|
    representante|doctor|doctora|dentista|gerente|encargado|encargada|secretaria|asistente|
    enfermera|supervisor|supervisora|recepcion)
(comunicame|comuniqueme|paseme|pasame|pongame|transfierame) con
(quiero|quisiera|necesito|prefiero|deme|dame|hay) ... (persona real|persona de verdad|
    ser humano|humano|operador|operadora|recepcionista|representante|una persona)
(persona real|persona de verdad|ser humano|humano|operadora|operador|recepcionista|representante)
(no quiero hablar con|odio hablar con) (una|la|un|el) (maquina|robot|computadora|grabacion)
""",
}

DISTRESS: Final = """
(im|i am|so|getting|got|me|am|feel|feeling|extremely|makes me|making me|shes|hes|quite|pretty|
    beyond|incredibly|am so) (so |getting |extremely |beyond |pretty |quite |incredibly |
    feeling |more and more )?(upset|frustrated|angry|furious|pissed|pissed off|livid|mad|
    annoyed|irritated|fed up|outraged|disgusted|at my wits end|distraught|heartbroken|
    overwhelmed|panicking|freaking out|losing it|aggravated|ticked off|hysterical|
    scared to death|terrified|losing my mind|losing my patience)
(frustrating|infuriating|ridiculous|unacceptable|outrageous|absurd|disgraceful|appalling|
    maddening|pathetic|aggravating|insulting|exasperating)
(sick|tired|sick and tired|had enough|had it|fed up|done|over it) (of|with) (this|you|
    you people|your|being|waiting|all this|all of this|it|the|calling|getting|these|explaining|
    repeating|everyone|that)
(ive|i have) (had|about had) (enough|it)
you people
(worst|terrible|horrible|awful|lousy|poor|rude|garbage|crappy|shitty|bad|
    pathetic) (customer )?(service|experience|clinic|office|practice|treatment|staff|company|
    place|dentist ever|receptionist|system)
(this is|its|this) ... (third|fourth|fifth|sixth|second|tenth|hundredth|millionth|2nd|3rd|4th|
    5th) (time|call) ... (called|call|calling|tried|asked|explained|told|said|repeated|ive|
    i have|today|this week|im|having|i)
(how many times (do i|must i|have i|does it|do we)|for the (third|fourth|fifth|last|tenth|
    hundredth|millionth) time|over and over|again and again|already (told (them|him|her|
    someone|somebody|everyone|everybody|two|three|four)|(told you|said|asked|answered|
    explained) ... (twice|times))|keep (telling|repeating|saying|calling|asking|
    explaining))
(no one|nobody|noone|never) (ever )?(calls|called|call|answers|answered|picks|picked|returns|
    returned|listens|is listening|helps|cares|got back|gets back|is helping|will help|bothered|
    seems to care|responds|responded)
(waste|wasting|wasted) (of )?(my |our |of )?time
(youre|you are|this is|are you|you guys are|you all are|yall are|stop being|its|this thing is|
    so|completely|absolutely|fucking|what a) (a |an |so |being |completely |absolutely |not |
    fucking )?(useless|incompetent|stupid|idiot|idiots|a joke|joke|not listening|worthless|dumb|
    rude|moron|morons|scam|disgrace|liar|liars|unprofessional|not helping|nightmare|bullshit|
    bull|crap|garbage|helpless|bs)
(youre|you are|you guys|you) (not|arent|dont|wont|never|cant) (listening|listen|hearing me|
    understand me|understanding me|hear me|understanding anything|helping|helping me|
    even listening|care|care about|get it)
(crying|in tears|sobbing|cried|bawling|weeping)
(complaint|file a complaint|complain|(going|gonna|will|ill) (to )?sue|my lawyer|lawsuit|
    my attorney|report you|bad review|better business bureau)
(are you (kidding|joking|serious|deaf|stupid|fucking|dumb)|youve got to be kidding|
    you have got to be|you gotta be kidding|what is wrong with you|whats wrong with you|
    what the (hell|heck|fuck)|for (gods|god|christs|petes|fucks) sake|goddamn|god damn|damn it|
    dammit|fuck|fucking|fuck you|bullshit|screw you|shut up|pissed|asshole|assholes|
    jesus christ|piece of shit|this shit)
(i cant (take|do|deal with|handle) (this|it|anymore|any more)|at the end of my rope|
    at my wits end|wits end|end of my rope|losing my mind|losing my patience|out of patience|
    breaking down|falling apart|nervous breakdown|panic attack|freaking out|i give up|
    had it up to here|dont know what (else )?to do anymore)
(still (waiting|havent heard|no one|nobody|no answer)|been (waiting|on hold|calling) ... (hour|
    hours|days|weeks|all day|forever|so long|too long|minutes)|kept me waiting|
    waited ... (hours|weeks|forever)|hung up on me|left me hanging|been transferred|on hold for|
    hang up on me|keeps hanging up|gave me the runaround|the runaround|passed around)
(hate|despise|cant stand) (this|you|talking|dealing|calling|your|that i)
(estoy|esta|me siento|me tiene|me tienen|ando) (bien |super )?(enojado|enojada|molesto|molesta|
    frustrado|frustrada|furioso|furiosa|harto|harta|desesperado|desesperada|enfadado|enfadada|
    indignado|indignada|llorando|angustiado|angustiada|alterado|alterada|cansado de|cansada de|
    hasta la madre)
(ridiculo|inaceptable|una verguenza|el colmo|que verguenza|indignante|una burla|
    una falta de respeto|frustrante|absurdo|pesimo|pesima)
(harto|harta|hartos) (de|ya)
(ustedes|usted) (son|no) (unos )?(sirven|sirve|escuchan|entienden|hacen|me escucha|entiende|
    me entiende|me ayuda|inutiles|incompetentes)
(es la|ya es la|por) (tercera|cuarta|quinta|segunda|enesima|ultima) (vez|llamada)
(nadie|nunca) (me |nos )?(contesta|contestan|llama|llamo|llamaron|responde|ayuda|escucha|
    atiende|devuelve|regresa|hace caso)
(perdida de tiempo|perdiendo el tiempo|perder el tiempo|me cuelgan|me colgaron|cuantas veces|
    ya (le|les|se lo) dije (mil|dos|tres|cuatro|varias|muchas) veces|
    llevo (horas|dias|semanas|rato|esperando|mucho)|ya no aguanto|ya no puedo mas|
    no puedo mas|no sirven para nada|no sirve para nada|que demonios|
    que diablos|maldita|maldito|carajo|mierda|pinche|queja|demandar|demanda|abogado|
    mal servicio|peor servicio|me tienen esperando|estoy llorando|llorando)
"""

ROBOT_QUESTION: Final = """
(are|if|whether|that|say|know|were|r) (you|u|ur|youre|this is|this|its|it is) ... (human|humans|
    person|robot|machine|computer|ai|bot)( or (a |an )?(ai|computer|robot|machine|bot|human|
    recording|((real|live|actual) )?person))?
is (this|it) (a |an )?((real|live|actual|living) )?(human|person|robot|machine|computer|ai|bot|
    recording)
(am|are) (i|we) (speaking|talking|chatting) (to|with) ... (human|person|robot|machine|computer|
    ai|bot|recording)( or (a |an )?((real|live|actual) )*(person|human|robot|machine|computer))?
(eres|es|usted|hablo|hablando|esto) ... (persona real|persona de verdad|persona|humano|humana|
    ser humano|robot|maquina|computadora)
"""
"""Asking whether this is a person is a question to answer, not a wish to be put through."""

NO_DISTRESS: Final = """
(no one|nobody|noone) (ever )?(picks|pick|answers|answer) (up )?(there|at home|at that|at this|
    on that|on this)
(no one|nobody|noone) (ever )?(picks|pick|answers|answer) (up )?(during|before|after|until|till)
nadie (contesta|atiende|responde) (ahi|alli|en casa|en ese|en esa)
"""
"""What is told of a telephone of the caller's own is no complaint about ours."""

NO_WISH: Final = """
(relay|tty|711|captioning|communications) (service )?(operator|assistant|agent|representative)
(operator|assistant|agent|representative) (number |id )?([0-9]{3,9}|{digit} {digit})
(operator|assistant|agent) (with|from|for) (a |the )?(relay|tty|711|captioned|deaf)
(operador|operadora) (del servicio )?de (retransmision|relevo|relay|tty)
(?<! i )(?<! we )(?<! to )(press|dial|push) ({digit}|[1-9]) (now |
    on your phone |on your keypad )?(to|and|or|for|if you) ... (to|with|for|a|an|our|
    the) ... (agent|agents|representative|representatives|operator|operators|person|specialist|
    specialists|advisor|someone|somebody|human)
(marque|oprima|presione) (el )?({digit}|[1-9]) (para|y) ... (con|un|una|a) ... (agente|
    representante|operador|operadora|especialista|asesor|persona|alguien)
"""
"""A relay operator says who speaks, a recorded seller which key to press: neither asks for us.

Zero is left out: it is our own key for a person, and a caller may repeat that."""
