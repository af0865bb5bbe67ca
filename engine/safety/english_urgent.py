"""What is urgent or worth a question, as English-speaking callers say it: patterns by sign.

The last signs say little alone (a fever, a treatment) and count beside another; see `signs.py`.
"""

from typing import Final

SIGNS: Final = {
    "tooth_out": """
(knocked|knock|knocking|punched|kicked|hit|popped|smashed|lost) ... (tooth|teeth) ... out
(knocked|knock|knocking|punched|kicked|smashed) out ... (tooth|teeth)
(tooth|teeth) ... (knocked|punched|kicked|popped|smashed|came|ripped|flew|fell|fallen|pushed|
    hit|torn|hanging|got) (clean |completely |right |all the way )?out
(tooth|teeth) ... (is|are) (completely|all the way|fully) out
knocked (loose|out)
(holding|have|got|found|put|kept|saved|keeping|i have) {own} ... (tooth|teeth) in (my hand|milk|
    a cup|a bag|a glass|water|a napkin|saliva|his hand|her hand|a tissue)
avulsed
(tooth|teeth) (is|are|was|got) (hanging|dangling|hanging by|pushed in|pushed up|pushed back)
(hanging|dangling) by a thread
lost ({own}|my) ... (front|adult|permanent) (tooth|teeth)
(tooth|teeth) (is|are) (gone|on the floor|on the ground|in my hand)
(tooth|teeth) ... (root and all|with the root|out of {own} (socket|mouth|head)|out by the root)
""",
    "trauma": """
(broke|broken|fractured|dislocated|shattered|cracked|broken up|smashed|breaking) {own} ... (jaw|
    jawbone|cheekbone|nose|face|skull)
(broken|fractured|dislocated|locked) jaw
jaw ... (broken|fractured|dislocated|shattered|broke|locked|stuck open|stuck closed|popped out|
    out of place|wont close)
(hit|struck|kicked|punched|smacked|elbowed|bashed|smashed|banged|whacked|slapped) ... (in|on|
    to) {own} ... (face|mouth|jaw|teeth|tooth|head|chin|lip|lips)
(hit|smashed|banged|busted|bumped|smacked|bashed|whacked|slammed) {own} ... (face|mouth|jaw|
    teeth|tooth|head|chin|lip)
(fell|fallen|falling|tripped|slipped|crashed|accident|fight|punched|elbow|bike|bicycle|scooter|
    skateboard|stairs|baseball|basketball|soccer|ball|kicked) ... (broke|chipped|cracked|
    knocked|hit|hurt|smashed|split|busted|injured|loosened) ... (face|tooth|teeth|mouth|jaw|
    chin|lip|lips|head)
fell (on|onto|flat on) {own} (face|mouth|chin|head|jaw|teeth)
(i|we|he|she|{kin}|were|was|got|been|im) ... in (a|an) (car |bike |bicycle |motorcycle |bad |
    serious )?(accident|wreck|crash|fight|collision)
fell (down|off) {own} ... (stairs|steps|ladder|roof|bike|bicycle|scooter|horse|swing|bed|table|
    couch)
hit by (a|an) (car|truck|bike|ball|baseball|bat|puck|elbow|bus)
(bit|bitten|biting|split|cut) ... (through|off|open) {own} ... (tongue|lip|lips|cheek|mouth)
(lip|tongue|cheek|gum|gums|mouth) ... (split|cut|ripped|torn|gashed|sliced) (open|through|
    wide open|off|in half)
(tooth|teeth) (went|gone|is|are) through {own} ... lip
(trauma|injury|injured|blow) ... (tooth|teeth|mouth|jaw|face|head)
(tooth|teeth|mouth|jaw|face|head|dental) (trauma|injury|injuries)
""",
    "dental": """
(dental|tooth|teeth|orthodontic) emergency
""",
    "possible": """
(bleed|bleeds|bleeding|bled|blood|bloody)
(swollen|swelling|swell|swells|swelled|swole|puffy|puffed up|puffing up|puffed out|blown up|
    blowing up|ballooning|ballooned)
(abscess|abscessed|pus|infected)
(urgent|urgently)
(stroke|strokes|heart attack|heart attacks|emergencies|seizure|seizures|allergic reaction|
    concussion|epipen)
(breathing|wheezing|wheezy|choking|palpitations|hives)
(hurts|painful|pain|sore) ... (swallow|swallowing|breathe|breathing|breath)
heart ... (explode|racing|pounding|fluttering|skipping)
(cant|couldnt|hardly|barely|trouble) ... (open|opening|close|closing|move) {own} (mouth|jaw)
(lightheaded|light headed|faint|feel faint|delirious|drooling|confused and feverish)
(something|somethings) ... (wrong|not right) with (me|him|her|(my|his|her|the) ... (son|
    daughter|baby|husband|wife|mom|mother|dad|father|child|kid|mouth|jaw|heart|face|eyes|tongue|
    body|boy|girl))
(hes|shes) not (gonna|going to) make it
(he|she) (wont|isnt (gonna|going to)) make it
(?<![a-z] )(please )?help( me| us| please)?(?= $| [.,])
help (me|us) (please|now|hurry|help|somebody|someone|god)
(want|wants|wanna|going|gonna|ready) (to )?end it
(somebody|someone|hurry|oh no) (please )?(come now|do something|come over quick)
(send|get|call) (me |us )?(the |some )?(police|cops|help|fire department|firefighters)
(get|send) (somebody|someone|anybody) (over here|out here|here|over|out|quick|right now|now)
(been|was|got|he|she|them|him|her|myself) (shot|stabbed)
(gunshot|stabbed|has a gun|has a knife|a gun out|the gun out|a knife in)
(poison|poisoned|poisoning|double dose|swallowed|poisonous)
(dry socket|sepsis|septic|choke)
(going to|gonna) (pass out|throw up blood|black out)
(numb|numbness) ... (spreading|wont go away|still|days)
(emergency room|the er|ems|urgent care)
(blowing up|blew up) like a balloon
(numb|numbness|tingling|dizzy|dizziness|blurry vision|blurred vision|confused and|disoriented)
(high fever|fever wont|fever and chills|stiff neck)
(vomiting|throwing up) ... (cant stop|wont stop|everything|all night|all day|hours)
(severe|worst|terrible|bad|horrible|sudden|splitting) headache
(not breathing right|chest feels|chest is)
(come quick|come quickly|right now its bad|in bad shape|been an accident|bad accident)
(bit {own} (tongue|lip|cheek)|fell on {own} face|bumped {own} head)
(cut|burn|burned|burnt|stabbed|shot|electrocuted|drowning|drowned) (myself|himself|herself|
    {own} (mouth|hand|face|tongue|lip|gum|head|finger|leg|arm|wrist))
(facial|face|cheek|lip|lips|jaw|gum|gums) ... (lump|bump|huge|big|giant|twice|double|blown up|
    bulging)
""",
    "bad_pain": """
(unbearable|excruciating|agonizing|intolerable|horrific|agony|excrutiating)
(severe|worst|insane|extreme|intense|unreal) ... (pain|pains|toothache|ache|hurt|ive ever)
(pain|toothache|ache) ... (severe|extreme|intense|out of control|insane|unreal|off the charts|
    (10|ten|nine|9) (out of|over) (10|ten))
(10|ten|nine|9) (out of|over) (10|ten)
(cant|couldnt) (take|stand|bear|handle|tolerate) ... (pain|hurts|ache)
(screaming|crying|writhing|doubled over|in tears|sobbing) ... (in|from|with|because of) ... pain
""",
    "sore": """
(horrible|terrible|awful|throbbing|crazy|incredible|serious|so much|lot of|worse|bad|sharp|
    shooting|constant|major|more) ... (pain|pains|toothache|ache|aching)
(pain|toothache|ache|jaw|tooth|socket|mouth|it|its) ... (killing me|horrible|terrible|awful|
    getting worse|not going away|wont go away|worse)
(hurts|hurting|aches) ... (so|like|worse|terribly|horribly|incredibly|badly|bad|much|lot)
(painkillers|pain meds|pain medicine|ibuprofen|tylenol|advil) ... (arent|isnt|not|dont|doesnt|
    wont) (working|helping|work|help|touching|touch|doing|do)
(cant|couldnt) (sleep|eat|function|think) ... (pain|hurts|hurting)
""",
    "treated": """
(after|since|following|from|had|got|having had|had gotten|did|post|recent|
    had my) ... (extraction|extractions|root canal|surgery|implant|implants|procedure|filling|
    operation|wisdom teeth|wisdom tooth|deep cleaning|crown|biopsy|graft|treatment)
(tooth|teeth|molar|molars|one) ... (pulled|extracted|removed|taken out|yanked)
(pulled|extracted|removed|took out) ... (tooth|teeth|molar|molars)
(extraction|surgery|surgical|implant|root canal) (site|yesterday|today|this morning|last night|
    area|on monday)
(post op|after surgery|dry socket)
""",
    "swelling": """
(cheek|face|jaw|lip|lips|gum) ... (huge|enormous|gigantic|twice {own} size|like a (golf ball|
    balloon|baseball))
(swollen|swelling|swell|swells|swelled|swole|puffy|puffed up|puffing up|puffed out|blown up|
    blowing up|ballooning|ballooned|abscess|abscessed)
""",
    "growing": """
(spread|spreads|spreading|growing|bigger|larger|worse|rapidly|quickly|fast|moving|huge|balloon|
    ballooning|golf ball|baseball|by the (hour|minute)|up my face|half my face|whole side)
""",
    "fever": """
(fever|fevers|feverish|temperature of|high temperature|running a temperature|burning up|chills|
    (101|102|103|104|105) degrees)
""",
    "tooth": """
(tooth|teeth|toothache|toothaches|gum|gums|jaw|molar|molars|abscess|abscessed|infection|
    infected|extraction|wisdom|root canal|face|cheek)
""",
}
