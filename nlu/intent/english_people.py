"""English words for what always goes to people: refills, medical advice, results, a human.

No flow can take these away, so their examples stand here and not in a flow. Situations count
more than the key words, which are rules already: "CVS says they're waiting on you".
"""

from typing import Final

from nlu.intent.phrases import phrases

PEOPLE: Final = {
    "prescription_refill": phrases(
        """I need a refill | can I get my prescription refilled | I ran out of my pills
        | I'm calling about a refill on my medication
        | my pharmacy needs approval from the doctor | can the doctor call in a prescription
        | I need more antibiotics | renew my prescription | I'm out of my pain medication
        | my medication is running low | the pharmacy said to call you about my prescription
        | could you send my prescription to a different pharmacy | refill
        | I lost my prescription | need a new script for my blood pressure pills
        | can you prescribe something for me | I need amoxicillin before my appointment
        | is my prescription ready | I took my last pill this morning
        | CVS says they're waiting on you | the bottle says no refills left
        | I need more of the mouthwash the dentist gave me
        | Walgreens never got my prescription | can somebody call in my blood pressure medicine
        | my inhaler's empty | I dropped my pills down the sink and need more
        | the pharmacist told me the doctor has to okay it
        | could you send it to the Walgreens on fifth instead
        | I left my medication on the plane | my mom's out of her heart pills
        | my son needs his ADHD medicine refilled | the doctor forgot to send my prescription
        | my prescription expired | did you phone in my antibiotic
        | I only have two days of my medicine left
        | the pharmacy says my prescription needs prior authorization
        | I'm going on vacation and need my refill early
        | can I get ninety days instead of thirty
        | I need something before my dental work, the doctor usually gives me a pill
        | I need more of the fluoride toothpaste you prescribed
        | they changed my dose and the pharmacy still has the old one
        | insulin's about to run out | I was told to call when I got low on my medicine
        | need my birth control refilled | can I have another round of antibiotics
        | the pain pills you gave me are gone | can the dentist prescribe me something stronger
        | I want to ask the doctor for a prescription | please my medicine is finish
        | my pharmacy closed, can you send everything to a new one
        | they only gave me half my pills | the prescription was sent to the wrong drugstore
        | I'm calling to check on the status of my refill request
        | I faxed a refill request last week | would he be able to write me a script
        | this is the pharmacy calling about a refill for your patient
        | could I pick up a written prescription | I need my allergy medicine called in
        | the refill line told me to call the office
        | my thyroid medicine ran out over the weekend
        | is it possible to get more of that numbing gel
        | my husband needs his refills before the holiday
        | I'm on my last antibiotic and need more | is my medicine ready to pick up
        | could you refill the antibiotic | I need the doctor to okay my pills
        | can I get more pain pills | my mouth rinse ran out"""
    ),
    "medical_advice": phrases(
        """what should I take for the pain | is it normal to still be swollen
        | can I take ibuprofen with my other medicine | should I be worried about this bump
        | what do you think is wrong with my tooth | how long will it bleed after an extraction
        | is this infected | can I eat after my filling | should I go to the emergency room
        | is it safe to get x-rays while I'm pregnant | what dose of Tylenol can I give my son
        | can the doctor tell me what this is | what can I do for the swelling until then
        | I have a medical question
        | should I stop taking my blood thinner before the procedure
        | my gum looks weird what could it be
        | is it okay to drink alcohol with this antibiotic
        | I have a question about my symptoms | how long am I supposed to be numb
        | my kid swallowed some toothpaste, is that okay
        | should I be icing it or putting heat on it | is it supposed to hurt this long
        | when can I brush after the extraction | can I fly after getting a tooth pulled
        | is a little blood on the toothbrush something to worry about
        | I'm on antibiotics, can I have a beer | can I take two of these at once
        | my stitches came out early, is that bad
        | which painkiller is best with my heart pills
        | does this sound like an infection to you | what does it mean if my gums are white
        | my temperature is a hundred and one, what should I do for it
        | my baby's been fussy, what can I give her | how do I know if it's broken
        | am I supposed to keep taking these if I feel better | can I smoke after the surgery
        | what can I eat with my new braces | do I need to stop my aspirin before I come in
        | is it normal for a crown to feel high | is it safe to whiten while breastfeeding
        | I forgot to take my pill, should I double up | do you think it's serious
        | should I go to urgent care or wait till tomorrow | my tooth turned gray, why is that
        | what's the best thing for a canker sore | how many Advil can I take in a day
        | can I get my teeth cleaned if I have a cold sore
        | my son's tongue is white, what is it | my jaw clicks when I chew, what causes that
        | can the nurse tell me if this is normal
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
        | is amoxicillin okay if I'm allergic to penicillin"""
    ),
    "test_results": phrases(
        """are my test results in | I'm calling for my lab results | did my biopsy come back
        | what did my x-rays show | can you give me my blood work results
        | have you got my results yet | I want to know my test results
        | did the doctor look at my labs | results of my scan
        | I had some tests done and want to hear about them | was my test positive or negative
        | my results from last week | is there any news on the biopsy | test results
        | the nurse said my results would be back by now | what were the findings of my exam
        | has the lab called you back
        | I got stuck with a needle last week for blood work and haven't heard
        | did anything show up on the scan | what did the doctor find
        | I'm waiting to hear about my biopsy
        | my portal says results are available but I can't open it | is my cholesterol okay
        | what was my A1C | can somebody go over my numbers with me
        | the doctor said she'd have an answer by friday | I want to know if it's benign
        | was the strep test positive | is my covid test back
        | did my mammogram come out alright | did you hear from pathology
        | what did the x-ray say about my tooth
        | the doctor took a sample from my tongue, what did it show
        | have my son's labs come in | my urine test, anything on that | what's my blood type
        | when will I hear about my tests | how long do the results take
        | nobody told me what my tests said | someone left a message that my results are in
        | can you read me my lab report | was everything okay with my blood
        | what did the specialist's report say | did the heart test come back normal
        | I'd like the report from my CT scan | is there an update on my lab work
        | my wife had an ultrasound, do you have the report | I'm calling for my results
        | I had blood drawn monday | did the pregnancy test come back
        | the results of my mother's MRI | what does it mean that my white count is high
        | I got a letter that one of my tests was abnormal | can you tell me what they found
        | does the doctor have my pathology report | did my test come
        | you have my result please | I want to know how my exam came out
        | the hospital sent you my test, what does it say
        | can I get the results over the phone | what did you see on my x-rays
        | did my x-rays look okay | anything bad on my x-ray
        | what did the x-ray of my back tooth show | did the doctor read my x-rays
        | is there anything on the scan of my jaw"""
    ),
    "human": phrases(
        """can I talk to a person | I want to speak to a human | representative | operator
        | let me talk to someone real | connect me with the front desk
        | is there a real person I can talk to | I'd rather talk to somebody
        | transfer me to a receptionist | give me a human being
        | I don't want to talk to a machine | put me through to the office manager
        | get me somebody who can help | customer service | speak to someone please
        | I need to speak with the doctor | can I speak to Maria at the front desk
        | agent please | isn't there anybody there | I want somebody with a pulse
        | zero zero zero | get me out of this menu | I need an actual person
        | just let me talk to the girl at the front | is the office manager in
        | let me speak to your supervisor | put the doctor on | could you transfer me
        | I'd prefer speaking with someone at the desk
        | I can't do this with a computer, give me a person | can you connect me to billing
        | connect me to the hygienist please | put me through to Dr. Chen | is Maria there
        | may I speak with the nurse | I want to talk to somebody about this
        | live person please | live agent | real person | real human please | talk to a human
        | speak to an agent | give me the receptionist | I don't do robots
        | my mother can't talk to a machine, get somebody for her
        | I'm not talking to a computer | this thing isn't working, get me somebody
        | I need help from a person | someone in the office please
        | is there anyone I can speak to | I'd like to talk to somebody who works there
        | stop, I want a person
        | I don't trust machines with my information, who can I speak to | can a person help me
        | transfer | front desk | front desk please | let me have the operator
        | please I talk with person | can I speak with one of the ladies
        | I want to speak to whoever is in charge
        | I have a complicated situation and would rather explain it to a person
        | hand me over to somebody | connect me with the billing lady
        | can I talk to the billing department | put me through to someone in billing
        | let me talk to the insurance person | I don't want a computer I want a person
        | no more robots give me a person | quit with the machine and get me somebody
        | I need to talk with the doctor himself | can I have a word with the manager"""
    ),
}
