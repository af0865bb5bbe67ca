"""Danger as Spanish-speaking callers say it: patterns by sign, in the form of `rules.py`.

Plain words have no accents, so `niño` is `nino` here.
"""

from typing import Final

SIGNS: Final = {
    "airway": """
no (puedo|puede|podia|logro|logra|pude|podemos) ... (respirar|tragar|pasar saliva|agarrar aire|
    jalar aire)
(no|ya no|casi no|apenas|dejo de|deja de) (respira|respiraba|respirar|respirando|esta respirando)
(dificultad|dificultades|problema|problemas|trabajo|dificil|apenas puedo|apenas puede|cuesta|
    cuesta trabajo|cuesta mucho) (para |al |de )?(respirar|tragar)
(falta|faltando|falta de|sin|quedo sin|quedando sin) (el |de )?(aire|aliento|respiracion)
(ahogo|ahoga|ahogando|atragantando|atraganto|atraganta|asfixia|asfixiando|asfixio)
(garganta|via aerea) ... (cierra|cerrando|cerrada|hincha|hinchada|hinchando|cerro)
(cierra|cerrando|cerro|hincha|hinchando) la garganta
ataque de asma
(se|esta|poniendo|puso|labios) ... (morado|morada|azul|morados|azules)
""",
    "chest": """
(dolor|dolores|presion|opresion|punzada|punzadas|ardor|molestia|apreton|peso) ... (de|en|
    del) ({mi} )?pecho
(duele|doliendo|aprieta|oprime|arde) ... pecho
pecho ... (duele|aprieta|apretado|oprimido|cerrado)
(ataque al corazon|ataque cardiaco|infarto|paro cardiaco|ataque de corazon)
(dolor|duele|dormido|adormecido) ... brazo izquierdo
corazon ... (se paro|se detuvo|no late)
""",
    "stroke": """
(derrame|derrame cerebral|embolia|ataque cerebral|apoplejia)
(cara|boca) ... (caida|torcida|chueca|torcio|caido)
(no puedo|no puede|no podia) ... (mover|levantar|sentir) ... (brazo|pierna|cara|lado|cuerpo|mano)
(lado|brazo|pierna|mano|mitad) ... (paralizado|paralizada|dormido entero|sin fuerza|debil)
(no puede|no puedo|no podia) hablar (bien|claro|normal)
(arrastra|arrastrando) ... palabras
(perdio|perdi|perdiendo) ... (vista|habla|vision)
peor dolor de cabeza
""",
    "unconscious": """
(inconsciente|inconciente)
(perdio|perdi|perdido|perdiendo|pierde|perdida de) (el |la )?(conocimiento|conciencia|
    consciencia|sentido)
(desmayo|desmaye|desmayado|desmayada|desmaya|desmayando|desmayar|desmayarme)
(no|ya no) (despierta|reacciona|responde|se despierta|se mueve|contesta nada|abre los ojos|
    quiere despertar)
(convulsion|convulsiones|convulsionando|convulsiono|ataque epileptico)
(se|me) (colapso|desplomo|desvanecio|desvanezco|desvaneci)
(no tiene|sin) pulso
""",
    "allergy": """
(tengo|tiene|teniendo|fuerte|grave|es|dio|esta|con|creo|una) ... reaccion alergica
(anafilaxia|anafilactico|anafilactica|shock anafilactico|choque anafilactico)
(hincha|hinchando|hinchada|hinchados|hincho|hinchado|hincharon) ... (lengua|labios)
(lengua|labios) ... (hincha|hinchando|hinchada|hinchados|hincho|hinchado|hincharon)
(epipen|epinefrina)
""",
    "spread": """
(hincha|hinchando|hinchada|hinchado|hinchazon|hincho|inflamado|inflamada|inflamacion|infeccion|
    inflamando) ... (ojo|ojos|cuello|garganta|parpado)
(ojo|ojos|cuello|parpado) ... (hincha|hinchando|hinchada|hinchado|hinchados|hincho|inflamado|
    inflamada|cerrado)
(hinchazon|hinchado|hinchada|inflamado|inflamada) ... (debajo|abajo) de (la|mi|su) (lengua|
    mandibula|barbilla|quijada)
piso de la boca
""",
    "bleeding": """
(no|ni) (para|deja|paraba|dejaba|quiere parar|puedo parar|puede parar|se detiene|se para|cesa|
    logro parar|podemos parar|ha parado|ha dejado) ... (sangrar|sangrando|sangre|sangrado|
    hemorragia)
(sangr(a|o|ado|ando|e|ar)) ... (no (para|deja|se detiene|se para|cesa|ha parado)|sin parar|
    mucho|muchisimo|bastante|por todos lados|por horas|toda la noche)
(mucha|muchisima|demasiada|tanta|perdiendo|escupiendo|vomitando|tosiendo|escupe|vomita|vomito|
    charco de|lleno de|llena de) sangre
(mucho|sigue|sigo|todavia|aun) (sangrando|sangrado)
sangre por todos lados
(hemorragia|desangrando|desangra|desangro)
""",
    "self_harm": """
(suicidio|suicida|suicidar|suicidarme|suicidarse|suicido)
(matarme|matarse|me voy a matar|me quiero matar|se quiere matar)
(quitarme|quitarse|quitar|acabar con) (la|mi|su) vida
(quiero|quisiera|quiere|ganas de|preferiria) (morir|morirme|morirse|estar muerto|estar muerta)
(no|ya no) (quiero|quiere) (vivir|seguir viviendo|estar vivo|estar viva)
(hacerme|hacerse|hacernos) ... dano
(lastimarme|lastimarse|cortarme las venas|cortarse las venas)
""",
    "poison": """
sobredosis
(tome|tomo|trago|tomado|comio|tomaron) ... (demasiadas|demasiados|demasiada|muchas|muchos|
    bote de|frasco de|todas las|un monton de) ... (pastillas|pildoras|medicina|medicinas|
    medicamento|medicamentos)
(tome|tomo|trago|tomado|bebio|bebi|comio|trague) ... (cloro|veneno|lejia|detergente|pila|pilas|
    gasolina|raticida|blanqueador|pastillas)
(enveneno|envenenado|envenenada|envenenamiento|me envenene|intoxicado|intoxicada)
""",
    "help": """
(emergencia|emergencias)(?! dental| con un diente| con una muela)
(ambulancia|paramedico|paramedicos)
(llame|llamen|llama|llamar|marque|llamo) ... (911|nueve once|nueve uno|9 1 1)
(auxilio|socorro)
(me|nos|se) (estoy|esta|estamos|voy a|va a|vamos a) (muriendo|morir)
(me muero|se muere|se nos muere)
(ayudenme|que alguien me ayude)
(de vida o muerte|vida o muerte)
""",
    "tooth_out": """
(se le|se me|le|me|se) (cayo|salio|zafo|tumbo|tumbaron|tumbe|boto|botaron|volo|cayeron|
    salieron) ... (diente|dientes|muela)
(diente|dientes|muela) ... (se cayo|se salio|se le cayo|se me cayo|se le salio|se me salio|
    tumbado|se zafo|se me zafo|colgando|en la mano|en leche|se salieron)
(perdi|perdio) ... (diente|dientes) (de un golpe|de adelante|permanente|definitivo|del frente)
(tengo|tiene) el diente en
""",
    "trauma": """
(quebro|quebre|rompi|rompio|fracturo|fracture|fracturada|fracturado|quebrada|dislocada|
    dislocado|rota|disloco|zafo|zafada) ... (mandibula|quijada|nariz|craneo)
(mandibula|quijada) ... (quebrada|rota|fracturada|dislocada|trabada|zafada|se me trabo)
(golpe|golpeo|golpee|pego|pegue|pegaron|golpearon|pelotazo|punetazo|patada|codazo|
    golpazo) ... (en|a|contra) {mi} ... (cara|boca|diente|dientes|mandibula|cabeza|quijada|muela)
(cayo|cai|caida|caido|caerse|choque|chocamos|accidente|pelea) ... (y|se|me) ... (rompio|quebro|
    golpeo|lastimo|rompi|quebre|golpee|pego) ... (diente|dientes|boca|cara|mandibula|cabeza|
    labio|muela)
(tuve|tuvo|tuvimos|en|sufri|sufrio) (un )?accidente (de (carro|auto|coche|moto|bicicleta)|
    automovilistico)
(partio|corto|abrio|mordio|rajo) ... (labio|lengua)
""",
    "dental": """
(emergencia|urgencia) (dental|con un diente|con una muela)
""",
    "possible": """
(sangra|sangran|sangre|sangrando|sangrado|sangro|sangrar|sangraba)
(hinchado|hinchada|hinchazon|hincha|hinchando|hincho|hinchados|hinchadas|inflamado|inflamada|
    inflamacion|inflamando)
(absceso|pus|infectado|infectada|flemon)
(urgente|urgencia|urgentemente)
(reaccion alergica|ronchas|palpitaciones|mareado y debil|envenenamiento|intoxicacion)
(duele|dolor) ... (tragar|respirar|pasar saliva)
no (puedo|puede) ... (abrir|cerrar|mover) (la|su|mi) (boca|mandibula|quijada)
(corazon) ... (acelerado|late muy rapido|rapido)
sala de emergencias
(?<![a-z] )ayuda( por favor)?(?= $| [.,])
(ayudenos|ayudenme|ayudeme|ayudame) (por favor )?(ya|rapido|algo|se|me|no|mi)
(que venga|vengan|venga) (alguien|rapido|pronto|ya)
(mande|manden|llame|llamen) (a )?(la policia|ayuda|los bomberos|una patrulla)
""",
    "bad_pain": """
(dolor|dolores) ... (insoportable|intenso|severo|insufrible|inaguantable|fuertisimo)
(no aguanto|no soporto|no resisto|no puedo con|no puedo mas con) ... dolor
peor dolor
""",
    "sore": """
(dolor|dolores) ... (terrible|horrible|fuerte|espantoso|tremendo|peor)
(mucho|muchisimo|tanto|terrible|un fuerte) dolor
(duele|doliendo) ... (mucho|muchisimo|demasiado|horrible|terriblemente|un monton|tanto)
""",
    "treated": """
(despues|desde|tras|me hicieron|me sacaron|me quitaron|me pusieron|tuve|hicieron|luego|
    le sacaron|le hicieron|me extrajeron) ... (extraccion|endodoncia|cirugia|implante|
    procedimiento|muela|muelas|diente|operacion|empaste|corona|tratamiento de conducto|cordales|
    limpieza profunda)
""",
    "swelling": """
(hinchado|hinchada|hinchazon|hincha|hinchando|hincho|hinchados|hinchadas|inflamado|inflamada|
    inflamacion|inflamando|absceso|flemon)
""",
    "growing": """
(extiende|extendiendo|creciendo|crece|mas grande|empeorando|peor|rapido|rapidamente|enorme|
    media cara|toda la cara|aumentando)
""",
    "fever": """
(fiebre|calentura|temperatura alta|escalofrios)
""",
    "tooth": """
(diente|dientes|muela|muelas|encia|encias|mandibula|absceso|infeccion|cara|cachete|quijada)
""",
}
