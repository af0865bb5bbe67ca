"""English words for refills and for results, which always go to people."""

from typing import Final

from nlu.intent.phrases import phrases

MEDICINE: Final = {
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
        | I need more of the mouthwash the dentist gave me | Walgreens never got my prescription
        | can somebody call in my blood pressure medicine | my inhaler's empty
        | I dropped my pills down the sink and need more
        | the pharmacist told me the doctor has to okay it
        | could you send it to the Walgreens on fifth instead | I left my medication on the plane
        | my mom's out of her heart pills | my son needs his ADHD medicine refilled
        | the doctor forgot to send my prescription | my prescription expired
        | did you phone in my antibiotic | I only have two days of my medicine left
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
        | can I get more pain pills | my mouth rinse ran out
        | my bottle's empty and the drugstore won't give me more without you
        | the drugstore's been faxing you about my pills | it says zero refills on the label
        | can you send something in to my pharmacy | can you call something in for me
        | did the doctor send it to CVS or Walgreens
        | I'm at the pharmacy and they don't have anything for me
        | I'm standing at the counter and there's no prescription
        | the pharmacist says the dose is wrong on the script you sent
        | the pharmacy is out of it can you send it somewhere else
        | can you switch my prescription to the Walmart pharmacy
        | my insurance won't cover that medicine can the doctor change it
        | they want me to try the generic can the doctor write for that
        | the doctor was going to send antibiotics before my surgery and it's not there
        | I need my premed before my cleaning
        | I've got a joint replacement so I need the antibiotic before I come | I lost my pills
        | my dog ate my pills I need more | somebody stole my medication
        | I need enough to last my trip | I'm running low on my thyroid pills
        | my wife needs her blood pressure medicine renewed | I need my asthma inhaler renewed
        | my EpiPen is expired | I need test strips for my meter | I need more insulin needles
        | my son's allergy medicine needs a refill
        | can I get another month of my anxiety medicine | I'm almost out of my cholesterol pills
        | I took the last one today | I've only got three pills left
        | the doctor gave me only five pain pills can I get some more
        | can I get something stronger for pain | could the dentist give me an antibiotic
        | can you prescribe a mouthwash
        | can he write me a prescription for the prescription toothpaste
        | I need a new prescription for my CPAP supplies
        | I need a script for compression stockings
        | my mail order pharmacy needs a new prescription
        | Express Scripts says they've been trying to reach you
        | the doctor needs to sign off on my refill | has my refill been approved
        | did you approve my refill yet | when will my medicine be ready
        | I asked for my refill on monday and it's still not there
        | I put in for a refill on the portal | why was my refill denied
        | can you do a refill without me coming in | do I have to come in to get more pills
        | can I get my meds refilled over the phone | I need the doctor to renew my medicine
        | please I finish my medicine I need more | my mother she don't have more pills
        | need my water pills | refill on the antibiotic please | refill my prescription
        | can you resend my prescription | the e-script never went through
        | it's about a prescription that was supposed to be called in
        | it's for my medication I need some more of it
        | I'd like my medicine sent to the pharmacy on Main
        | he gave me seven of those for the pain and I'm down to one
        | that stuff you painted on my gums the other day, is there any way I could get a tube of it
        | my heart doctor wants me on antibiotics before you work on me and I have none
        | the drugstore on Elm says you have to give them the go ahead
        | it's my thyroid pill, nobody's sent it in
        | the pill bottle is empty and my next visit isn't for two months
        | can you have them put thirty more in the bottle
        | I'd like the same antibiotic as last time sent over
        | there's a problem at the pharmacy with what the doctor ordered
        | they say they need a new one from the doctor because the old one ran out
        | my pharmacy texted that you denied it
        | I was supposed to get a mouth rinse after surgery and it's not at the pharmacy
        | I need the doctor to put in for my inhaler
        | the prescription he wrote was for the wrong strength
        | I can't swallow those big pills can he order the liquid for my daughter
        | the medicine you called in costs too much can you call in something else
        | can I get it in a ninety day supply
        | I'm going out of the country and need enough pills for two months
        | my kid's medicine spilled and we have none left
        | insurance will only pay for the generic so could you send that
        | I've changed drugstores and need all my medicines moved
        | the doctor said to call when I needed more so I need more
        | please tell the pharmacy it's okay to fill it | can you authorize my refill
        | I've been out of my water pill since sunday
        | is the doctor going to okay my pain medicine | she's out of her seizure medicine
        | I'm short four pills | my blood thinner is almost gone
        | I need a prescription for a new glucose meter | he needs more of his ear drops
        | are you sending my medicine to Walgreens or do I pick it up there
        | what happened to my prescription the pharmacy has nothing
        | have you phoned in the amoxicillin yet | I dropped off an empty bottle to be refilled"""
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
        | was the strep test positive | is my covid test back | did my mammogram come out alright
        | did you hear from pathology | what did the x-ray say about my tooth
        | the doctor took a sample from my tongue, what did it show | have my son's labs come in
        | my urine test, anything on that | what's my blood type
        | when will I hear about my tests | how long do the results take
        | nobody told me what my tests said | someone left a message that my results are in
        | can you read me my lab report | was everything okay with my blood
        | what did the specialist's report say | did the heart test come back normal
        | I'd like the report from my CT scan | is there an update on my lab work
        | my wife had an ultrasound, do you have the report | I'm calling for my results
        | I had blood drawn monday | did the pregnancy test come back
        | the results of my mother's MRI | what does it mean that my white count is high
        | I got a letter that one of my tests was abnormal | can you tell me what they found
        | does the doctor have my pathology report | did my test come | you have my result please
        | I want to know how my exam came out | the hospital sent you my test, what does it say
        | can I get the results over the phone | what did you see on my x-rays
        | did my x-rays look okay | anything bad on my x-ray
        | what did the x-ray of my back tooth show | did the doctor read my x-rays
        | is there anything on the scan of my jaw
        | the nurse took blood and I'm wondering what it said
        | they were going to tell me about the biopsy and nobody called
        | you all did a scan of my jaw what did it say | have my labs come in
        | did my blood come back yet | has the doctor seen my scan
        | what'd they find in my sample | what were my numbers | is my sugar okay from the test
        | how was my thyroid test | did I pass my test | am I positive | is it cancer or not
        | was the spot anything | did the lab say anything about the tissue you took
        | I'm anxious about my results can you tell me anything
        | I've been waiting a week on my results | it's been ten days since my test
        | they said three days and it's been five
        | I had my blood drawn at the hospital did you get it
        | the lab says they sent it to you did the doctor look | can I come get my results
        | can someone explain my test results
        | I saw my results online but I don't understand them
        | the portal shows something in red what is that | it says abnormal on my report
        | what did the culture show | did the urine culture grow anything
        | what did the swab show | did my son's strep test come back | is my flu test positive
        | what's the word on my mammogram | any word on my test | any news from the lab
        | my husband's heart test did you get the results | the sleep study results are those in
        | did my bone scan come back | how did my EKG look | how'd my x-rays turn out
        | did the x-rays show a cavity | what did the dentist see in my x-ray
        | was there a fracture on the x-ray | did you see anything on the panoramic
        | did the pathologist send a report | I want to hear what the doctor found
        | I need to know what my labs said before my surgery | can you mail me my test results
        | could you leave my results on my voicemail | who can tell me my results
        | when do I get my results | when's the biopsy due back
        | should I have heard about my test by now | no news is good news right about my test
        | did the genetic test come back | I did the home test and sent it in what did it say
        | was everything fine on my blood test | my mom's labs were they okay
        | the doctor said he'd call with my results | somebody called me about my results
        | please I want my result of the exam | the tests you did on me friday
        | the hospital drew blood for you people, do you have it back yet
        | is there any answer on that lump you tested
        | the stuff they scraped off my gum, what was it
        | did that picture of my jaw turn up anything
        | I gave a sample on tuesday and nobody has called
        | my daughter was swabbed for strep, was it | so was it strep or not | did I have covid
        | am I anemic | is my iron low | what was my pressure reading on the monitor I wore
        | did the stress test turn out okay | how'd my labs look
        | my liver numbers, did they come down
        | the doctor was checking me for diabetes, do I have it | what came of my tests
        | are the pictures of my back read yet | did my ultrasound show anything
        | I keep refreshing the portal and there are no results
        | I'd like to know how the test came out
        | the envelope says abnormal pap what does that mean
        | is it good news or bad news on my test"""
    ),
}
