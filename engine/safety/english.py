"""Danger for life as English-speaking callers say it: patterns by sign, as `rules.py` reads them.

They have no subject where they can do without one, so that they hold for the caller and for the
child or the husband a caller speaks of. What a sign means is said in `signs.py`.
"""

from typing import Final

SIGNS: Final = {
    "airway": """
(cant|couldnt|cannot|unable to|barely|hardly|not able to) ... (breathe|breath|breathing)
(isnt|arent|aint|not|stopped|stops|quit|dont think {kin}s|doesnt seem to be|
    having a hard time) breathing
(trouble|difficulty|difficult|problem|problems|hard|hard time|struggling|struggle|tough|harder|
    impossible|fighting) (with |to |for {kin} to |in )?({own} )?(breathing|breathe|breath)
(breathing) (is |has been |feels |got )?(hard|difficult|shallow|labored|laboured|weird|funny|
    fast|bad|badly|wrong|heavy|heavily)
(short|shortness) of breath
breathless
(cant|couldnt|trouble|struggling to|hard to) (catch|get|draw|take) ... (breath|air)
(cant get|not getting|not enough|gasping for) ... air
gasping
no air
(is|hes|shes|im|{kin}|started|starts|keeps|be|are|was|theyre) choking(?! up)
chokes on
suffocating
asthma attack
(cant|couldnt|unable to|barely|hardly) ... swallow
(trouble|difficulty|difficult|problem|problems|hard|hard time|struggling) (with |
    to )?(swallowing|swallow)
(throat|airway|windpipe) ... (closing|closed|tightening|tight|swollen|swelling|swelled|blocked|
    constricted)
(tightness|swelling|something stuck|stuck) in {own} (throat|airway)
(turning|turned|going|went) blue
(lips|face|skin|fingers) ... (blue|purple|grey|gray)
(not|cant|isnt|arent|hardly) ... get ... (oxygen|air|full breath|deep breath)
(food|something|pill|bone|gauze|crown|tooth) ... (stuck|lodged) in {own} (throat|airway|windpipe)
(breathing|breathe|breaths|breath) ... (funny noise|weird noise|strange noise|whistling|raspy|
    ragged|off|not right|isnt right)
(noise|whistling|wheezing|gurgling) ... (breathes|breathe|breathing)
(winded|fighting for breath|fighting for air|air hungry|starved for air)
wheezing (a lot|badly|bad|hard|terribly)
""",
    "chest": """
chest (pain|pains|discomfort|pressure|tightness|ache)
chest ... (hurt|hurts|hurting|tight|aching|aches|crushing|heavy|burning|squeezing|killing)
(pain|pains|pressure|tightness|discomfort|squeezing|weight|elephant|burning|ache) ... (in|on|
    across|around) {own} chest
(having|has|have|having like) a heart attack
(think|maybe|might|could|feels like|looks like|sure|afraid|scared) ... heart attack
heart (stopped|has stopped|is stopping|isnt beating)
(pain|numbness|tingling) ... (in|down|up) {own} (left )?arm
left arm ... (hurts|hurting|aches|aching|numb|tingling)
cardiac arrest
(crushing|squeezing|pressing|sitting|stabbing|tightening) (on |in |across )?{own} chest
""",
    "stroke": """
(having|has|have) a stroke
(think|maybe|might|could|feels like|looks like|sure|afraid|scared) ... a stroke
(face|mouth|eyelid) ... (drooping|droopy|droops|drooped|sagging)
(one|left|right) side ... (numb|weak|weakness|paralyzed|drooping|droopy|drooped|tingling|dead|
    numbness)
(left|right) (arm|leg|hand) ... (weak|paralyzed|went dead|numb)
(numb|numbness|weakness|weak) ... (on|down) (one|{own} left|{own} right|{own} whole|left|
    right) side
cant (move|feel|lift|raise) {own} ... (arm|leg|legs|arms|face|side|body|hand)
(slurring|slurred|slurs)
(speech|words|talking) ... (slurred|slurring|jumbled|garbled|not making sense)
(cant|unable to) ... (talk|speak|see) (properly|right(?! now)|normally|straight|clearly|
    all of a sudden|out of)
(lost|losing|lose) {own} (vision(?! (insurance|coverage|plan))|sight|speech|ability to (speak|
    talk|see))
(went|gone|going) blind
worst headache of (my|her|his) life
half ... face ... (numb|drooping|dropped|fell|not moving|isnt moving|paralyzed|wont move|frozen|
    droopy)
face (dropped|fell) on one side
(mouth|smile) ... (crooked|lopsided|uneven)
(talking|speaking) ... (gibberish|nonsense|funny)
words ... (arent|not|wont|dont) (coming|come|making|make)
(hes|shes|he|she|{kin}) ... (not making|isnt making|doesnt make|stopped making) ... sense
""",
    "unconscious": """
unconscious
(lost|losing|lose|loses|loss of) consciousness
(passed|passing|pass|passes|blacked|blacking|knocked) out
(fainted|fainting|gonna faint|going to faint|about to faint|keeps fainting)
(collapsed|collapsing)
unresponsive
everything went black
(woke|came to) ... on the floor
({kin}|hes|shes|is) (isnt|not|wont|doesnt|stopped|stop) (be )?(responding|respond|moving|
    reacting|waking|waking up)
(not|isnt|wont|stopped) responding to (me|us|anything|{own} name)
(wont|cant|doesnt|isnt|not) (wake|wake up|waking up|waking|get {kin} to wake up|open (his|
    her) eyes)
(cant|couldnt) (wake|wake up|get) (him|her|them|{own} ...) (up|to wake up)
cant (wake|revive|rouse) (him|her|them|{own})
(no pulse|without a pulse|lifeless|not alive)
(having|has|had|having like|had like|another) a (seizure|fit|convulsion)
(seizing|convulsing|convulsions|foaming at the mouth)
(isnt|not|barely|hardly|cant stay) (awake|conscious)
(wont|not|isnt|cant get him to|cant get her to|doesnt) (respond|come to|come around|wake)
(out cold|gone limp|went limp|completely limp|in and out of consciousness|eyes rolled back|
    eyes rolling back)
(hes|shes|{kin} is|{kin}s) (so |completely |kind of |all )?(out of it|limp)
(shaking|twitching|jerking) (uncontrollably|all over|violently)
(fell|dropped|down|lying|laying|slumped) ... (to|on) the (floor|ground) and (isnt|wont|not|cant|
    hes|shes|is not)
(unconsious|uncouncious|unconscience)
""",
    "allergy": """
anaphyla(ctic|xis|ctic shock)
(having|has|have|is|think|severe|bad|serious|terrible|some|started) ... allergic reaction
(used|use|using|need|gave|giving|jabbed|no|have) ... (epipen|epi pen|epinephrine)
(tongue|lips|lip|face|mouth|eyes) ... (swelling|swollen|swelled|swells|puffed|ballooning|
    blowing up|blew up) ... (allergic|hives|reaction|rash|sting|stung)
(allergic|hives|reaction|rash|sting|stung) ... (tongue|lips|lip|face|mouth|throat|
    eyes) ... (swelling|swollen|swelled|puffed|closing|ballooning)
hives (all over|everywhere) ... (swelling|swollen|dizzy|throwing up|vomiting)
(tongue) ... (swelling|swollen|swelled|swells|ballooning|huge|getting bigger)
(swelling|swollen) ... tongue
going into shock
(swelling|swollen|swelled|hives|itching|rash) ... (after|since|from) ... (taking|took|
    amoxicillin|penicillin|antibiotic|antibiotics|medicine|medication|pill|shot|injection|sting|
    peanut|peanuts|latex|eating)
(took|taking|ate|stung|after the shot|penicillin|amoxicillin|antibiotic|peanuts) ... (and|
    now) ... (lips|face|mouth|throat|tongue|eyes) ... (swelling|swollen|puffing|itchy|tingling|
    blowing up|closing)
""",
    "spread": """
(swelling|swollen|swelled|swells|puffy|puffed|lump|infection|abscess) ... (to|in|into|around|
    near|by|toward|towards|up to|down to|under|reaching|over|on|of|at|shut) {own} ... (eye|eyes|
    eyelid|neck|throat|floor of)
(swollen|swelling|puffy) (eye|eyes|neck|throat|eyelid)
(eye|eyes|neck|eyelid) ... (swollen|swelling|swelled|swells|puffy|puffed|shut|ballooning)
(swelling|swollen|swelled|infection) ... (under|beneath|below) {own} (tongue|jaw|chin|jawline)
under {own} (tongue|jaw|chin|jawline) ... (swollen|swelling|swelled)
floor of {own} mouth
(swelling|swollen) ... (closing|blocking|breathing|airway)
(swelling|swollen|swelled|puffy) ... (side of|whole|down) {own} (neck|throat)
(cant|can barely|hard to) (see out of|open) {own} ... eye
eye ... (closing|closed|swollen shut|shut)
""",
    "bleeding": """
(wont|cant|doesnt|isnt|hasnt|didnt|not|never|cant get ... to|cant make ... to|unable to|wouldnt|
    nothing|nothing is) (stop|stops|stopping|stopped|quit|quitting) (the )?(bleeding|bleed|blood)
(bleeding|bleed|bleeds|blood) ... (wont|cant|doesnt|hasnt|isnt|not|didnt|never) (stop|stopping|
    stopped|quit|slow|slowing|slowed|let up|be stopped|clot|clotting|get ... stop|
    get ... under control)
(bleeding|bleeds|bleed|bled) ... (without stopping|heavily|heavy|a lot|lots|nonstop|non stop|
    profusely|badly|everywhere|out of control|uncontrollably|uncontrolled|constantly|to death|
    like crazy|for hours|all night|all day|bad|severely|so much|too much|out)
(heavy|severe|uncontrolled|uncontrollable|massive|serious|constant|nonstop|excessive|profuse|
    major|bad|lot of|lots of|so much|too much|terrible) (bleeding|blood)
(blood) ... (everywhere|all over|gushing|pouring|spurting|squirting|streaming|pumping|running down)
(gushing|pouring|spurting|squirting|spitting|losing|lost|loads of|tons of|mouthful of|
    mouthfuls of|pool of|covered in|full of|filling with) ... blood
(keeps|keep|kept|still|been|continues|continued) (on )?bleeding
(coughing|cough|coughed|throwing|threw|vomiting|vomited|vomit|puking|puked|choking on) ... blood
(hemorrhage|hemorrhaging|haemorrhage|haemorrhaging|bleeding out)
(soaked|soaking|soaks|going|gone|filled|goes) ... (gauze|towel|towels|rag|rags|tissues)
(mouth|nose|throat) ... (filling|full|fills|filled|keeps filling) (up )?(with|of) blood
(blood) ... (keeps|kept|still) (coming|running|dripping|oozing|pouring|pooling|flowing)
(swallowing|drooling|choking on) ... blood
(bled|bleeding|bleed) (through|since|for (hours|two|three|four|five|six|an hour|over|more))
through ... (box|boxes|packs|rolls|bags|lots) of (gauze|tissues)
(gauze|towel|pillow|shirt|sheets) ... (soaked|drenched|covered|full of|soaking)
blood ... (dripping|running) down
""",
    "self_harm": """
(suicide|suicidal)
(kill|killing|harm|harming|cutting|shoot|hang) (myself|himself|herself|themselves|themself)
(want|wants|wanna|going|gonna|might|thinking|threatening|threatens|trying|tried|will|urge|urges|
    keeps|thoughts) ... (hurt|hurting|cut) (myself|himself|herself|themselves|themself)
(end|ending|take|taking|ended) ({own} own|{own}) life
(end|ending) it all
(want|wants|wanted|wanna|going|ready|rather|wish i could|wishing i could) (to |be )?(die|dead)
(wish|wished) (i was|i were|he was|she was) (dead|never born)
(dont|doesnt|not|no longer) (want|wanna|wants) to (live|be alive|be here|exist|wake up|go on|
    keep going|keep living|continue living)( anymore| any more| any longer)
(dont|doesnt|not|no longer) (want|wanna|wants) to (live|be alive|exist|go on living)
better off (dead|without me|if i was gone)
(no|nothing|not a|dont see any|dont see a|see no|whats the) (reason|reasons|left|
    point) ... (live|living|keep going|go on|going on)
(nothing|no reason) to live
self (harm|harming|harmed)
(cut|slit|slitting|cutting) {own} wrists
(jump|jumping) off (a|the) (bridge|roof|building|balcony)
(no|dont see|dont see the|not see|see no|isnt any) (point|reason) ... (living|anymore|
    in going on|to go on|of living|in living)
(cant|dont want to) go on (like this|living|anymore)
(thinking|thoughts|thought) (about|of) (ending|hurting myself|dying|killing|suicide|death|
    harming|not being here)
(ending|end) things for good
(hes|shes|he|she|someone|husband|boyfriend) ... (has a gun|has a knife|going to kill|
    trying to kill|threatening to kill) ...
""",
    "poison": """
(overdose|overdosed|overdosing|od ed|oded)
(took|taken|takes|take|swallowed|ate|had|eaten|gave ...) (way )?(too many|too much) ... (pills|
    pill|tablets|tylenol|ibuprofen|advil|aspirin|medicine|medication|medications|meds|
    painkillers|painkiller|pain killers|oxycodone|insulin|drugs|vicodin|acetaminophen|
    anesthetic|sleeping pills|gummies|xanax|vitamins)
(took|taken|swallowed) (all|every one) ... (pills|tablets|medication|meds|medicine|painkillers|
    them)
(took|taken|swallowed|drank|ate|eaten) ... (bottle of|whole bottle|entire bottle|bunch of|
    handful of) ... (pills|tablets|tylenol|ibuprofen|advil|aspirin|medicine|medication|meds|
    painkillers|them|it)
(swallowed|drank|drunk|ate|drinking|eaten|swallowing|got into|ingested|inhaled) ... (bleach|
    poison|antifreeze|detergent|battery|batteries|pills|cleaner|chemical|chemicals|gasoline|
    drain cleaner|peroxide|rubbing alcohol|mothballs|needle|gas|carbon monoxide)
(been|got|is|was|think|being) ... poisoned
poison control
(double|twice|triple|too much|too many) ... (dose|doses|amount|the pills)
(got into|drank) ... (medicine|medication|mouthwash|pills|cabinet|cleaning)
(smell|smelling|breathed in|inhaled) ... (gas|carbon monoxide|fumes)
(bitten|bit) by a ... (snake|spider)
""",
    "help": """
(?<!dental )(?<!tooth )(?<!teeth )(?<!orthodontic )emergency
(need|call|send|get|want|calling|called|wheres|where is|dispatch|require|needs) (me |us |for |
    him |her )?(an|the|for an) ambulance
ambulance
(paramedic|paramedics)
(call|dial|called|calling|need|dialing|phone|ring|get) (911|nine one|9 1 1)
911 (emergency|please|now|help)
(im|i am|hes|shes|theyre|{kin} is|{kin}s) dying
(going|gonna|about|will|wont make it) (to )?(die|not make it)
(ill|hell|shell|(i|he|she|we) (will|might|could)) die
(?<!can )(?<!could )(?<!have )(?<!will )(somebody|someone|anybody|oh god|oh my god|
    god) (please )?(help|come quick|come quickly)
(life or death|matter of life|life threatening|near death|life and death)
dead on the floor
mayday
""",
}
