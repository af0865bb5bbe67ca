"""English words for what always goes to people: medical advice, a human, and medicine.

No flow can take these away, so their examples stand here and not in a flow. Situations count
more than the key words, which are rules already: "CVS says they're waiting on you".
"""

from typing import Final

from nlu.intent.english_medicine import MEDICINE
from nlu.intent.phrases import phrases

PEOPLE: Final = {
    **MEDICINE,
    "medical_advice": phrases(
        """what should I take for the pain | is it normal to still be swollen
        | can I take ibuprofen with my other medicine | should I be worried about this bump
        | what do you think is wrong with my tooth | how long will it bleed after an extraction
        | is this infected | can I eat after my filling | should I go to the emergency room
        | is it safe to get x-rays while I'm pregnant | what dose of Tylenol can I give my son
        | can the doctor tell me what this is | what can I do for the swelling until then
        | I have a medical question | should I stop taking my blood thinner before the procedure
        | my gum looks weird what could it be | is it okay to drink alcohol with this antibiotic
        | I have a question about my symptoms | how long am I supposed to be numb
        | my kid swallowed some toothpaste, is that okay
        | should I be icing it or putting heat on it | is it supposed to hurt this long
        | when can I brush after the extraction | can I fly after getting a tooth pulled
        | is a little blood on the toothbrush something to worry about
        | I'm on antibiotics, can I have a beer | can I take two of these at once
        | my stitches came out early, is that bad | which painkiller is best with my heart pills
        | does this sound like an infection to you | what does it mean if my gums are white
        | my temperature is a hundred and one, what should I do for it
        | my baby's been fussy, what can I give her | how do I know if it's broken
        | am I supposed to keep taking these if I feel better | can I smoke after the surgery
        | what can I eat with my new braces | do I need to stop my aspirin before I come in
        | is it normal for a crown to feel high | is it safe to whiten while breastfeeding
        | I forgot to take my pill, should I double up | do you think it's serious
        | should I go to urgent care or wait till tomorrow | my tooth turned gray, why is that
        | what's the best thing for a canker sore | how many Advil can I take in a day
        | can I get my teeth cleaned if I have a cold sore | my son's tongue is white, what is it
        | my jaw clicks when I chew, what causes that | can the nurse tell me if this is normal
        | I want to ask the doctor something about my medicine | would salt water help
        | my mother is on Coumadin, can she have a tooth out | is this rash from the medicine
        | I need to ask the nurse a question about my symptoms
        | what are the side effects of this
        | the site looks kind of yellow, should I be concerned
        | what should I do about my tooth until I see you
        | can I put my retainer back in if it's tight | could it be cancer
        | is it ok I eat before the surgery | how long before I can go back to the gym
        | is this medicine supposed to make me dizzy | can I take my antibiotic with milk
        | can I mix the pain pills with Tylenol | is it safe to drive after these pills
        | how many days do I keep taking the antibiotic
        | the medicine is making me itch what should I do
        | I have a question about how to take my medicine
        | do I take the pills before or after I eat | should I finish the antibiotics
        | is amoxicillin okay if I'm allergic to penicillin
        | my gum's still puffy four days out does that sound right
        | I had a tooth out monday and there's a hole there is that how it's supposed to look
        | how do I know if I've got a dry socket | it's oozing a little is that okay
        | do I leave the gauze in or take it out | how long do I bite on the gauze
        | can I rinse my mouth yet | when can I use a straw | can I go to work the day after
        | when can I drink coffee again | I'm still numb from this morning should I worry
        | my lip is still numb six hours later | can I sleep on that side
        | I threw up my antibiotic do I take another one
        | I skipped a day of my antibiotic what now
        | how far apart do I space the Tylenol and the ibuprofen
        | what's the most I can take for pain in a day
        | the pain pills aren't helping what else can I do
        | the medicine isn't working what should I do | what can I use till I get in to see you
        | can I put clove oil on it | is whiskey good for a toothache | can I superglue my crown
        | what do I do with the crown that came off | should I keep the tooth in milk
        | my temporary came off can I leave it off
        | the wire on my braces is cutting me what can I do at home
        | can I pull my kid's loose tooth | my baby's gums are swollen what helps
        | at what age should they lose their first tooth
        | my daughter's new tooth is coming in behind the old one is that a problem
        | should my four year old use fluoride toothpaste
        | what kind of toothpaste do you recommend | which toothbrush is best
        | how often should I floss | are electric toothbrushes better | is mouthwash bad for you
        | why do my gums bleed when I floss | why does my tooth hurt when I drink something cold
        | why do I have a bad taste in my mouth | there's a white spot on my gum what is it
        | I've got a lump under my tongue should I be concerned
        | I have sores in my mouth what can I put on them
        | my tongue feels burnt what causes that | how come my teeth are turning yellow
        | does this need to be looked at or can it wait | is it something I need to come in for
        | do you think I need a root canal | would you pull it or fix it
        | is it normal to have a headache after a filling
        | my bite feels off after the crown is that normal | is it okay to eat before my surgery
        | do I need to fast before my blood test
        | do I take my blood pressure pill the morning of surgery
        | I take a baby aspirin should I stop | can I have dental work while I'm pregnant
        | is it okay to have x-rays when nursing
        | I have a heart murmur do I need antibiotics first
        | I'm diabetic is it safe to have a tooth pulled
        | my blood sugar's high should I still take my pill
        | my blood pressure was one sixty over ninety is that bad
        | what's a normal temperature for a baby | how long is strep contagious
        | can he go to school with pink eye | how many days do I stay home with covid
        | what's good for a cough | does he need stitches do you think
        | it's been itching since I started the new pills | is this a side effect
        | are these two medicines okay together | can I take Benadryl with it
        | what is this medicine for | what does the doctor think is wrong with me
        | does that sound serious to you | what would cause that
        | is there something I can do at home | what do you recommend for the pain
        | the doctor told me something and I didn't understand what am I supposed to do
        | please what can I do for my tooth pain | what I can eat after operation
        | my mother has bruises on her face after surgery is normal
        | can the dentist tell me over the phone what's wrong
        | I need to ask somebody medical a question | can a nurse answer a question for me
        | food keeps getting stuck where the tooth was how do I clean it
        | the numbness hasn't gone away and it's almost supper time, is that a problem
        | they told me not to chew on it but for how long
        | so I had the deep cleaning and my teeth are so sensitive now will that go away
        | my crown feels too tall when I bite is that how it should be
        | my cheek is black and blue from the surgery is that to be expected
        | there's some string hanging out of where you stitched me can I cut it
        | one stitch fell out do I need to do anything
        | can I take my mother's antibiotic till I see you
        | my neighbor gave me a pain pill is that all right with my other medicine
        | how soon after the baby can I take ibuprofen
        | what can a nursing mother take for a toothache
        | what can I give a two year old who's teething
        | he's got a fever from his shots what should I do
        | is a fever of a hundred and two dangerous for a toddler
        | she's had diarrhea since the antibiotic should she stop it
        | I forgot and ate before my blood test does it matter
        | I had a drink last night will that hurt with my pills
        | my sugar was three hundred this morning what do I do
        | my ankles are swollen should I take an extra water pill
        | my tongue turned black after that medicine is that bad
        | my pee is orange from the pill is that normal | do these pills make you sleepy
        | should I take it with food | is it better to take it in the morning or at night
        | how long till the medicine works | when should I see some improvement
        | how long before I feel better | how many days till I can eat normal
        | is it okay to exercise with stitches | when can I swim again
        | can I kiss my wife with a cold sore | is it catching | can my kids catch this from me
        | could it be an allergy | what would make your face twitch
        | I've got a ringing in my ear what is it from
        | I bit my cheek and it won't heal should I worry
        | I've had this canker sore three weeks is that too long
        | what's the white stuff where the tooth was | my gums are receding can anything be done
        | is there a home remedy for a toothache | does baking soda whiten teeth
        | is charcoal toothpaste safe | is fluoride safe for a baby
        | how old should a child be to see a dentist | when should my kid stop sucking his thumb
        | at what age do wisdom teeth come in | is it worth saving the tooth
        | do I really need that crown | do I really need the deep cleaning
        | should I get it pulled or get a root canal | which is better a bridge or an implant
        | what happens if I don't get it fixed | can it wait till next month | how bad is it
        | what does it mean when your jaw locks | is it okay to leave the cotton in overnight
        | how do I take care of my new denture | should I sleep with my denture in
        | my retainer hurts is that normal | how tight should braces feel"""
    ),
    "human": phrases(
        """can I talk to a person | I want to speak to a human | representative | operator
        | let me talk to someone real | connect me with the front desk
        | is there a real person I can talk to | I'd rather talk to somebody
        | transfer me to a receptionist | give me a human being
        | I don't want to talk to a machine | put me through to the office manager
        | get me somebody who can help | customer service | speak to someone please
        | I need to speak with the doctor | can I speak to Maria at the front desk | agent please
        | isn't there anybody there | I want somebody with a pulse | zero zero zero
        | get me out of this menu | I need an actual person
        | just let me talk to the girl at the front | is the office manager in
        | let me speak to your supervisor | put the doctor on | could you transfer me
        | I'd prefer speaking with someone at the desk
        | I can't do this with a computer, give me a person | can you connect me to billing
        | connect me to the hygienist please | put me through to Dr. Chen | is Maria there
        | may I speak with the nurse | I want to talk to somebody about this | live person please
        | live agent | real person | real human please | talk to a human | speak to an agent
        | give me the receptionist | I don't do robots
        | my mother can't talk to a machine, get somebody for her | I'm not talking to a computer
        | this thing isn't working, get me somebody | I need help from a person
        | someone in the office please | is there anyone I can speak to
        | I'd like to talk to somebody who works there | stop, I want a person
        | I don't trust machines with my information, who can I speak to | can a person help me
        | transfer | front desk | front desk please | let me have the operator
        | please I talk with person | can I speak with one of the ladies
        | I want to speak to whoever is in charge
        | I have a complicated situation and would rather explain it to a person
        | hand me over to somebody | connect me with the billing lady
        | can I talk to the billing department | put me through to someone in billing
        | let me talk to the insurance person | I don't want a computer I want a person
        | no more robots give me a person | quit with the machine and get me somebody
        | I need to talk with the doctor himself | can I have a word with the manager
        | I'm not telling a computer my business get me a person
        | I want to talk to the people that work there
        | is there no one that can pick up the phone | let me speak with one of the girls
        | I need the office manager | put a nurse on the line
        | could I have a word with the dentist | I need to talk to Dr. Wilson directly
        | I want to talk to the doctor | I need to speak to whoever did my crown
        | can I speak with the person who called me | could I talk with the insurance coordinator
        | let me talk to the treatment coordinator | I need somebody in accounts
        | put me through to the appointment desk | connect me to scheduling
        | patch me through to the front | ring the front desk for me | can you get someone for me
        | get somebody on the phone please | get me a live body | a living person please
        | I'd feel better talking to someone | I don't feel comfortable talking to this
        | I'm hard of hearing I need a person | I'm eighty two years old I need a real person
        | I can't understand you let me talk to a person | you're not getting it I want a person
        | this is going nowhere put me through | you're no help get me someone
        | this is too complicated for a machine | it's personal I'd rather speak to a woman
        | I'd rather not say to a machine | I have a private matter to discuss with someone
        | I have something to discuss with the manager | I need to file a complaint with somebody
        | let me talk to your boss | who's the manager I want to speak to them
        | is your supervisor available | is the doctor available to talk | is the nurse around
        | is anyone at the desk | I was talking to someone and we got cut off put me back
        | I was on hold and got disconnected I was talking to Lisa | extension two oh four
        | can I dial an extension | what do I press for a person | zero | pound
        | how do I get to a person | how do I get past this | skip this and get me a person
        | human | person | receptionist | somebody please | someone real please
        | can anybody there help me | I just want to talk to somebody | talk to a person
        | I won't talk to a robot | I hate these things give me a person
        | please somebody who speak with me | can I talk with a real lady
        | I need to talk to customer service | patient services please | transfer me
        | transfer me to the doctor | connect me to a human being please
        | stop talking and get me a person | I'll wait as long as it takes for a person
        | can't one of the nurses get on the phone
        | I'd like to talk it through with somebody that knows
        | this isn't something I want to tell a machine
        | I've been going round and round with this thing get me somebody
        | the girl with the red hair at the desk, put her on
        | I'd like to discuss it with the dentist | let me speak with my hygienist
        | I need to be transferred | just transfer the call
        | I'd like to be connected to the office
        | is there somebody in the building who can come to the phone
        | I want the doctor on the phone now | I have questions only a person could answer
        | someone who speaks plain please | can I get a hold of somebody
        | do you have people there | may I speak to the receptionist
        | I'm not comfortable with AI please get a person | human please not a machine
        | let me talk to somebody in the office about my account | talk to someone"""
    ),
}
