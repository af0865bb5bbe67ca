"""Words that look like danger and are something else: idioms, business, other kinds of trouble.

Only an idiom is taken out of the words before they are read. Where business and danger cannot be
told apart for certain (an ambulance and its bill), the sign stays and is only lowered.
"""

from typing import Final

from engine.safety.rules import lines, pattern

IDIOMS: Final = pattern(
    lines("""
emergency (contact|contacts|exit|exits|form|forms|number|numbers|fund|funds|kit|brake|savings|
    hours|line|info|information|policy|protocol|fee|fees|charge)
(contacto|contactos|salida|salidas|numero|numeros|telefono|telefonos|fondo|
    horario) de (emergencia|emergencias)
dying (to|for (a|an|some|the)|of (boredom|embarrassment|curiosity|laughter|thirst|hunger|shame))
die (laughing|for (a|an|some)|of (boredom|embarrassment|curiosity|laughter|thirst|hunger|shame))
rather (die|be dead) than
(phones?|batterys?|cells?|cellphones?|laptop|car|tablet) ... (dying|died|die)
(esta muriendo|murio|muere) (el|mi) (telefono|celular)
casi me (da|dio) un infarto ... (vi|cobraron|precio|cuenta)
(calle|avenida|colonia) socorro
breathless (waiting|with)
cant breathe (, )?(that|thats|this|its|im) ... (laughing|funny|hilarious)
suffocating (under|in) ... (bills|paperwork|debt|work)
(bad|fresh|waste {own}|save {own}|hold {own}|holding {own}|hold) breath
breathing room
bleeding (money|cash|me dry|us dry)
(breath mint|breath mints|bated breath)
strokes? of (luck|genius|midnight)
(nearly|almost|about) (passed out|died|had a heart attack|fainted|choked) ... (bill|price|cost|
    quote)
(had a heart attack|passed out|fainted|choked|died) when i ... (bill|price|cost|quote)
(scared|bored|worried|embarrassed|frightened|freezing|starving) to death
blood (pressure|work|type|test|tests|draw|sugar|thinner|thinners|donation|drive|panel|count|
    orange|glucose|bank|sample|samples)
(fever|blood) (blister|dream|pitch)
(swallow|choke on|choking on) (the |that |this )?(cost|costs|price|bill|bills|pride|words)
(beat|beating|kick|kicking) myself
swell (guy|person|time|day|job|idea)
(knock|knocked) ... out of the (park|way)
pass out from boredom
(pass|passing|passed) out (some|(the |your |my )?(flyers|forms|candy|cards|pens))
(black|blacked|blacking) out {own} (dates|days|calendar|week|windows)
(muero|muriendo|morir|morirme) de (la )?(ganas|pena|verguenza|risa|hambre|curiosidad)
""")
)
"""Words that only look like danger: nothing of them is left to read."""

QUALIFIED: Final = pattern(
    lines("""
(family|work|personal|childcare|pet|car|coffee|fashion|hair|wardrobe) (emergency|emergencies)
(emergencia|emergencias) (familiar|familiares|de trabajo|personal|en el trabajo)
emergency (room|rooms|department|appointment|appointments|visit|visits|opening|openings|care|
    service|services|slot|slots|dentist|dental|doctor|clinic|extraction|root canal|cleaning|
    exam|exams|light|lights|lane|phone|phones|equipment|drill|alarm)
(suicide|overdose|seizure|stroke|choking) (awareness|prevention|hotline|training|class|kit|kits|
    screening|walk|poster|posters|paper|support group)
(teen|youth) suicide
(lost|lose) ... to (suicide|an overdose|a stroke|a heart attack)
prevencion (del|de) suicidio
((need|needs|want|wants|get) )?(a |the |my |another )?(refill|refills|renew|form|forms|
    prescription|resurtir|receta|formulario) ... (epipen|epi pen|epinephrine)
numbing (with|has|without) epinephrine
do you (guys )?(have|keep|stock|carry) ... (epipen|epi pen|epipens)
(salas?|cita|citas|dentista|servicio|servicios|consulta) de (emergencia|emergencias)
(non|not an|not a real|isnt an|isnt a real|wasnt an|no es una|no es) (emergency|emergencia)
ambulance (bill|bills|ride|charge|charges|fee|fees|cost|costs|company|service|invoice|claim)
(bill|bills|billed|charge|charges|charged|invoice|receipt|claim|pay|paid|cover|covers|covered|
    coverage|cost|costs|question|questions) ... (ambulance|ambulancia)
(factura|cobro|cobraron|cobran|cubre|costo|pagar|pague) ... ambulancia
(came|went|arrived|rode|taken|transported) ... (by|in) (an |the )?ambulance
(in|by) (an|the) ambulance
(nerve|root) ... dying
(work|works|working) (as|for|in|on) (a|an|the) (ambulance|paramedic)
(im|am|was|is|hes|shes) a paramedic
(drive|drives|driving) (a|an|the) ambulance
poison control (number|magnet|magnets|sticker|stickers|poster|card)
ambulance driver
ambulance (was|services|parked|blocking|is parked|is blocking)
(en|por) (la|una) ambulancia
(fui|fuimos|estuve|estuvo|estuvimos) (a|en) (emergencias|urgencias)
""")
)
"""A sign inside these words is a matter of business, of another kind of trouble, or denied."""
