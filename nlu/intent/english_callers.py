"""English words about who is on the line, and in which language: greetings, goodbyes, wrong
numbers, relay operators, sales calls, abuse.

They say how to go on with a call before anything is asked of the clinic.
"""

from typing import Final

from nlu.intent.phrases import phrases

MET: Final = {
    "wrong_number": phrases(
        """wrong number | sorry I have the wrong number | I think I dialed the wrong number
        | I must have misdialed | is this the pizza place | I was trying to reach someone else
        | this isn't who I was trying to call | I was calling the bank | oops wrong place
        | I didn't mean to call you | I called you by mistake
        | who is this I was calling my sister | this is not the number I wanted
        | I pocket dialed you | is this Joe's garage
        | there is no one here by that name you have the wrong person
        | this isn't the pharmacy is it | oh I wanted the eye doctor | is this the police station
        | I'm trying to get the school | this is a dentist I wanted the vet
        | I meant to call my mom | oh shoot I hit the wrong contact
        | sorry I dialed one digit off | I was looking for a different clinic
        | is this not the restaurant | do I have the DMV | is this Walmart
        | I was calling about the apartment for rent | hi is Jessica there from the nail salon
        | Tony is that you | I'm looking for the hardware store
        | you're not who I wanted to talk to | my phone called you by itself
        | my toddler was playing with the phone | I butt dialed sorry
        | they gave me this number for the bank | isn't this the hospital
        | I wanted the tax office | who did I call | I think somebody gave me a bad number
        | this number used to be my cousin's | oh you're a dentist I'm sorry wrong place
        | I didn't call a dentist | I never called you | sorry ma'am wrong person
        | I have the wrong office | is this the other clinic on main street
        | I must have the numbers mixed up | not you I wanted the plumber
        | I'm looking for apartment management | can I get a taxi | is this the church
        | I was after the animal hospital | you are not my doctor's office
        | no this is not the number I need | this the wrong place | whoops sorry wrong number bye
        | hm this isn't the place I was looking for | I was trying to call my sister's shop
        | isn't this the taxi company | this isn't the pizza place is it
        | I was trying to reach the bank | I'm looking for Joe's Auto is this them
        | is this the vet | is this the school | isn't this the number for the pharmacy
        | oh I thought I was calling my sister | I must've hit the wrong button
        | I meant to call the eye doctor | I was trying to get the other clinic across the street
        | I'm sorry I dialed somebody else's number | it was in my pocket and dialed
        | my toddler called you | I hit redial by accident | oops wrong one | not who I wanted
        | you're not the one I'm after | this is a dentist I wanted the electric company
        | wait this is a dental office I need the DMV | who is this I was calling my mom
        | is Debbie there no I think I've got the wrong one | does a Mr. Robinson live here
        | is this the Garcia residence | is this 555 0199
        | what number is this I think I misdialed | what number did I reach
        | I think I was given the wrong number | the number I have must be old
        | somebody gave me this number for a plumber
        | this number is on my bill for the cable company | is this not the hospital
        | I'm calling for the hotel | I thought this was the hair salon
        | isn't this the county clerk | I don't think you're who I'm looking for
        | I don't need a dentist I've called the wrong place
        | I'm not a patient I just dialed wrong | never been there I've got the wrong number
        | sorry to bother you I have the wrong number | my mistake wrong number
        | got the wrong people | this the wrong office | wrong doctor sorry
        | I wanted Dr. Patel's office is this it | is this Dr. Miller's office
        | I'm trying to reach Lakeview Dental is this not them
        | sorry I make mistake with the number | I'm sorry I was calling somebody else
        | my bad I was dialing my job | butt dial sorry | accident sorry didn't mean to call
        | I'll hang up I have the wrong place
        | this says dentist but I was calling the dermatologist | you're not my daughter
        | isn't this the cable company | I wanted the other Dr. Chen the eye one
        | I was going for the pharmacy line | I think my phone autocorrected the number
        | oh dear I was trying for my neighbor | is this the church office
        | huh this isn't the number for the bus | I've got the wrong Riverside
        | wait who'd I dial | I got transferred to the wrong place
        | somebody transferred me here by mistake
        | I don't know how I got you I was calling the bank | I never meant to ring a dentist
        | that's not who I need sorry"""
    ),
    "goodbye": phrases(
        """goodbye | bye | bye bye | have a good day | that's all thanks bye | see you then
        | talk to you later | okay that's it | I have to go | that's everything I needed
        | take care | see you Tuesday bye | have a great weekend | I'm done thank you
        | gotta run | that will be all | good night | alright bye now | okay then goodbye
        | bye y'all | I'll let you go | I gotta get back to work bye | that's it for me
        | thanks bye | thank you have a nice day | you too bye bye
        | alright we're good here bye | nothing else goodbye | no that's all for today
        | all done thanks | that takes care of it bye | I'm hanging up now | have a blessed day
        | enjoy your weekend | talk soon | see you on thursday then | catch you later | later
        | so long | ciao | bye for now | have a good evening | you have a wonderful day ma'am
        | okay my bus is here I have to hang up | good bye and thank you
        | good talking to you bye | that'll do it | that does it for me thank you
        | I think we're finished | we're done here | okay I'm off | peace | see ya | until then
        | I've got another call I have to go | gotta go my kid's waiting
        | that's everything bye | end the call please | you can hang up now
        | nope I'm all set bye | thanks that's all goodbye | I'm done bye | that does it bye
        | all done here bye bye"""
    ),
    "thanks": phrases(
        """thank you | thanks | thanks so much | I appreciate it | thank you very much
        | great thanks | that's very helpful | many thanks | thanks a lot
        | you've been very helpful | perfect thank you | awesome thanks
        | I really appreciate your help | cheers | thank you for your help
        | oh wonderful thank you | thanks a million | thank you kindly | thank you dear
        | thanks hon | thank you so very much | bless you | God bless you | you're a lifesaver
        | that's kind of you | that helps a lot | oh good thank you
        | okay great thanks for that | appreciate you | much obliged | thanks for checking
        | thanks for looking that up | thanks for letting me know
        | thank you for being patient with me | thank you that was easy
        | thanks for fitting me in | you're the best | that's so nice of you
        | thank you for your time | thanks again | wonderful thank you | very kind of you
        | I can't thank you enough | excellent thank you | lovely thanks | thank you ma'am
        | thank you sir | thx | thanks for everything | all right thank you | I'm so grateful
        | that's great thank you so much | oh thank goodness thank you | I thank you
        | good thanks | super thanks | that's perfect I appreciate it | thanks for calling
        | beautiful thank you | great job thanks"""
    ),
    "greeting": phrases(
        """hello | hi | hi there | good morning | good afternoon | hey | hello is anyone there
        | hello can you hear me | hi how are you | good evening | yes hello | hey there
        | hello hello | hi good morning how are you today | hi this is a patient calling
        | morning | yes hi | hi good afternoon | hello good morning | good morning ma'am
        | howdy | hey how's it going | hello there | hi can you hear me okay
        | hello is this thing on | yes hello are you there | hi yes | um hi | hey good morning
        | hello how are you today | hi how are ya | good day | greetings
        | hello hello can you hear me | anybody there | hello who's there | yeah hi
        | good evening how are you | top of the morning | what's up | yo | hi doctor's office
        | hello dentist | hi this is your patient | oh hi I wasn't expecting someone to pick up
        | hi there how are you doing | is somebody there | am I connected
        | did it connect hello | hola hello | hi good to talk to you | morning how are you
        | afternoon | hey you | well hello | okay hello | hi sweetheart | hello dear
        | oh hello good morning | hi I'm calling"""
    ),
    "speak_spanish": phrases(
        """do you speak Spanish | Spanish please | can I do this in Spanish | habla español
        | español por favor | someone who speaks Spanish | I prefer Spanish
        | en español por favor | my mother only speaks Spanish
        | is there anyone there that speaks Spanish | can we switch to Spanish | hablo español
        | quiero hablar en español | in Spanish | I don't speak English well I speak Spanish
        | no hablo inglés | could I talk to somebody in Spanish | is there a Spanish option
        | Spanish language please | switch to Spanish | change to Spanish
        | my wife speaks Spanish can she do it in Spanish
        | my grandmother doesn't understand English only Spanish | I'm better in Spanish
        | I would like Spanish | press what for Spanish | ¿en español se puede?
        | me habla en español por favor | puede hablar español | quiero español
        | ¿hay alguien que hable español? | no entiendo inglés | mejor en español
        | solamente español | español | hablas español | se habla español | atención en español
        | no speak English Spanish please | I want to continue in Spanish | go to Spanish
        | let's do Spanish | do you have it in Spanish | do any of you speak Spanish
        | my dad needs this in Spanish | can you say that in Spanish | Spanish speaker please
        | a person that speaks Spanish please | can you talk Spanish with me | only Spanish
        | Spanish version please | disculpe no hablo inglés | perdón no le entiendo en inglés
        | en español | en español si se puede | ¿me atiende en español?
        | quisiera hablar en español | dígamelo en español | prefiero en español
        | podemos seguir en español | I can't speak English
        | she doesn't speak English she speaks Spanish | he only knows Spanish
        | I don't want English I want Spanish | not English Spanish
        | my English is bad can we do Spanish | why is it only in English I need Spanish"""
    ),
    "speak_english": phrases(
        """English please | do you speak English | can we do this in English | I want English
        | switch to English | back to English | I don't speak Spanish | in English please
        | can you speak English to me | I prefer English | inglés por favor | English
        | why are you speaking Spanish | I only speak English | sorry I don't know Spanish
        | could we continue in English | back to English please | oops I wanted English
        | I pressed the wrong one I need English | I don't understand Spanish
        | English language please | let's do this in English | go to English
        | sorry I only know English | change it to English | why is this in Spanish
        | put it in English | is there an English option | switch back | how do I get English
        | I hit two by accident English please | could you speak English | I'd like English
        | I can't understand you English please | no Spanish please | no español
        | I don't know any Spanish | say it in English | English version please
        | return to English | I'd be more comfortable in English
        | my Spanish isn't good enough can we use English | talk to me in English
        | can I continue in English | English English | I need it in English
        | please talk English | en inglés por favor | inglés | prefiero inglés
        | puede hablar inglés | in English if you can | is it possible to do this in English
        | only English here | use English | we speak English | I am an English speaker
        | not Spanish | I didn't ask for Spanish | I think I hit the Spanish button
        | I don't speak any Spanish | we don't speak Spanish here
        | she doesn't speak Spanish either | I can't speak Spanish | I can't understand Spanish
        | no Spanish English please | not in Spanish please | why did it switch to Spanish
        | it's talking to me in Spanish | stop the Spanish | I don't want Spanish"""
    ),
    "no_recording": phrases(
        """don't record me | I don't want to be recorded | please don't record this call
        | turn off the recording | stop recording | are you recording this
        | I do not consent to recording | is this call being recorded
        | I don't agree to be recorded | no recording please | please stop recording me
        | can you turn the recording off | I don't give permission to record
        | do you have to record this | I'd rather this wasn't recorded
        | not comfortable being recorded | I don't like being recorded
        | am I being recorded right now | please don't tape this
        | can we do this without a recording | you don't have my permission to record
        | delete the recording | I want you to delete what you recorded
        | who gets to listen to this recording | what do you do with the recording
        | I'm going to have to ask you not to record | stop taping me
        | take me off the recording | is somebody listening in | why are you recording me
        | is it legal for you to record me | I refuse to be recorded
        | I never agreed to a recording | this better not be recorded
        | please stop the recording | switch the recorder off | no taping please
        | I'd prefer not to be on tape | is this on tape | I don't want my voice saved
        | do not save my voice | can I opt out of the recording | I opt out of recording
        | how do I opt out of being recorded | I object to this being recorded
        | turn that recorder off | could you shut off the recorder
        | you can't record me without my consent | I won't talk if you record me
        | is there a way not to be recorded | do you keep these calls
        | how long do you keep the recording | no record please | I not want record
        | don't keep a recording of this | my lawyer says not to be recorded
        | you said it's recorded I don't want that | hey I didn't say you could record
        | recording off please | I'd rather you didn't record | no recordings thank you"""
    ),
    "relay": phrases(
        """this is the relay service | hello this is relay operator number 4512 with a relay call
        | a person who is deaf is calling you through relay
        | have you received a relay call before | this is a TTY call
        | relay operator here go ahead | I'm calling through 711
        | telecommunications relay service with a call for you
        | the caller is typing please hold | this is a captioned call
        | video relay interpreter 2210 with a call from a deaf person
        | please say go ahead when it is my turn | I am hard of hearing and use a relay service
        | go ahead GA | do you accept relay calls
        | sign language interpreter calling for a deaf patient | relay call for your office
        | I am a relay operator calling on behalf of a hearing impaired person
        | the person you are speaking with is using a text telephone
        | this is a Sorenson video relay call | IP relay operator with a call
        | have you used relay before | please speak directly to the caller
        | I'm deaf and I'm using an interpreter
        | interpreter number 1203 calling for a deaf customer | this is a video interpreter
        | captel call | I use a captioned phone so there's a delay | I'm calling with a TTY
        | could you speak slowly I have to type everything you say
        | everything you say will be typed | everything heard will be interpreted
        | this caller is speech disabled speech to speech relay
        | speech to speech operator here | I will be voicing for the caller
        | the caller is hearing impaired | I'm interpreting in sign language for the patient
        | please hold while the caller types | say go ahead when you're finished | GA
        | go ahead please relay | hello this is Texas relay | California relay service calling
        | would you like me to explain how relay works
        | do not hang up this is not a sales call this is relay
        | my hearing is gone so a relay operator is talking for me
        | ASL interpreter on the line | a deaf person is calling through video relay
        | the caller uses a TTY | this call is through a relay service
        | purple video relay with a call | can you take a relay call
        | is it okay to use the relay | the relay operator will type what you say
        | I'm the communication assistant for this call | communications assistant 8834
        | can I text instead I'm deaf | I am deaf and cannot hear you
        | my son is deaf and calls through an interpreter
        | I have a sign language interpreter with me on the line
        | this is an ASL interpreter with a relay call
        | please speak slowly the operator has to type it
        | this is a relay call please stay on the line"""
    ),
    "other_language": phrases(
        """do you speak French | I need an interpreter | do you speak Mandarin | Vietnamese please
        | is there someone who speaks Chinese | I speak Arabic | can I get a translator
        | I don't speak English | no English | do you have a Russian interpreter
        | my mother speaks only Korean | parlez vous français | sprechen Sie Deutsch
        | você fala português | Tagalog speaker please | need somebody that speaks Creole
        | is there anybody who speaks Cantonese | my dad speaks only Vietnamese
        | do you have somebody for Punjabi | Hindi please | can I get this in Korean
        | Farsi interpreter please | I need Armenian | I want to speak in Russian
        | do you have Portuguese | Japanese please | a Somali interpreter please
        | Polish speaker | Urdu | does anybody there speak Hmong | Haitian Creole please
        | I need someone who can speak French | my wife only understands Mandarin
        | Chinese please | I no speak English need Chinese | we need an Amharic interpreter
        | an interpreter for my grandmother please | do you offer interpreter services
        | can I have a language line | translator please | could someone translate for me
        | English is not my language I speak Tagalog | Ilocano | I speak Ukrainian
        | Swahili speaker please | German please | Italian | hablo portugués
        | français s'il vous plaît | ni hao do you speak Chinese | tiếng Việt
        | do you have a Nepali speaker | my mom speaks Gujarati | Bengali please
        | need help in Burmese | I speak Thai | can you speak Arabic to me
        | do you speak anything besides English and Spanish | is there somebody who knows Tamil
        | do you have a Laotian interpreter | I don't speak English at all
        | we don't speak English | she speaks no English
        | he doesn't know any English or Spanish | no English no Spanish
        | can somebody interpret for my father | is an interpreter available"""
    ),
    "spam": phrases(
        """we've been trying to reach you about your car's extended warranty
        | congratulations you have been selected for a free cruise
        | press one to speak to an agent now
        | this is an important message about your student loans
        | I'm calling about your Google business listing
        | your business has been approved for a loan of up to fifty thousand dollars
        | we can lower your credit card interest rate
        | I'd like to speak to the business owner about our services
        | are you the person in charge of purchasing office supplies
        | we offer solar panels at no cost
        | this is a courtesy call regarding your electricity bill
        | I'm calling from a marketing agency
        | we help practices like yours get more patients online
        | your call is important to us please stay on the line
        | all of our agents are busy please continue to hold
        | this is not a sales call limited time offer
        | do you accept credit cards we can save you on processing fees
        | can I interest you in our dental supply catalog
        | your vehicle warranty is about to expire
        | hi do you have a moment to talk about your merchant services
        | this is the final notice about your business listing
        | press nine to be removed from this list | you may qualify for a government grant
        | we've reviewed your website and found some problems with your ranking
        | can I speak to whoever handles your marketing
        | I'm with a staffing agency and have dental assistants available
        | I represent a company that sells dental chairs
        | we have a special on gloves and masks this month
        | who handles your phone and internet service
        | I'm following up on the email we sent about our software
        | do you have five minutes for a demo
        | I'd like to set up a meeting with the owner about payroll services
        | you have won a gift card | your account has been suspended press one to verify
        | this is a call from social security about suspicious activity
        | the IRS has filed a case against you | we buy houses for cash
        | are you interested in selling your practice | we offer cleaning services for offices
        | I'm calling from your copier company about toner
        | we can get you to the top of Google | your Google profile is not verified
        | hi this is Kevin with business funding | you're preapproved for a line of credit
        | lower your energy bills today
        | I'm calling about health insurance options for your employees
        | have you thought about solar for your building
        | we're offering free quotes on liability insurance
        | we're calling businesses in your area about waste pickup
        | who's your current credit card processor | I can save you thirty percent on shipping
        | this is an automated message | to claim your prize press one
        | congratulations your number was chosen
        | our records show you haven't renewed your domain name
        | would your doctors be interested in speaking at our conference
        | I'm collecting donations for the firefighters
        | would you like to sponsor our little league team
        | I'm selling ads in the school yearbook | we publish a directory of local doctors
        | your loan application has been approved
        | hello this is a recorded line from cardholder services"""
    ),
    "abuse": phrases(
        """fuck you | go fuck yourself | you stupid bitch | what are you wearing | suck my dick
        | you piece of shit | are you sexy | eat shit | you're a fucking asshole
        | I want to see you naked | go to hell bitch | shut the fuck up | screw you asshole
        | talk dirty to me | kiss my ass | you dumb piece of garbage fuck off
        | you're a worthless piece of crap | you fucking idiot | shut up you stupid machine
        | you dumb bitch | I'm going to come down there and hurt you
        | what color panties do you have on | you sound hot wanna hook up | go screw yourself
        | bite me asshole | you moron | damn you all to hell | fuck off | fuck this
        | fuck you and your clinic | I hate you you stupid robot
        | you're all a bunch of crooks and assholes | bunch of fucking thieves | I hope you die
        | kiss my fat ass | stupid bastard | you're a dick | you useless bitch | son of a bitch
        | shove it up your ass | you're a retard | I want to touch you | do you like it rough
        | send me a naked picture | what's your bra size | are you wearing a skirt
        | can I see your boobs | hey baby what are you doing tonight | you got a sexy voice
        | you're trash | what the hell is wrong with you idiot | dumbass | you stupid cow
        | stick it where the sun don't shine | you suck | go to hell
        | I'll sue you you fucking clowns | piss off | you people are fucking useless
        | shut your mouth bitch"""
    ),
}
