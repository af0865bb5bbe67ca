"""English words for what every call may turn to, whatever its flow, and for what is about nothing.

They train the classifier beside a flow's own examples (see `nlu/intents.py`). The background is
everyday speech and small talk that reaches a clinic's phone without asking anything of it; it is
what the classifier may say "out of scope" to.
"""

from typing import Final


def _list(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.replace("\n", " ").split("|"))


TURNS: Final = {
    "repeat": _list(
        """say that again | can you repeat that | what did you say | sorry I didn't catch that
        | could you say it one more time | come again | pardon | repeat please | what was that
        | I didn't hear you | I missed that last part | you cut out what did you say | huh what
        | can you go over that again | what was the question | what were the times again
        | could you read those back | I couldn't hear what you said"""
    ),
    "slower": _list(
        """slow down | you're talking too fast | can you speak slower | slower please | not so fast
        | could you go a little slower | say it more slowly | you speak too quickly for me
        | I can't follow you that fast | a bit slower please | too fast | speak more slowly please
        | take it slow I'm writing this down | can you slow it down | please talk slower
        | that was very quick"""
    ),
    "wait": _list(
        """hold on a second | just a minute | wait | give me a moment | one sec | hang on
        | let me get my calendar | let me find a pen | let me check with my husband
        | I need to look that up give me a second | bear with me | one moment please | hold please
        | can you wait a minute | let me grab my insurance card | I'm looking for it | be right back
        | just a second I'm driving"""
    ),
    "start_over": _list(
        """start over | let's start again | can we start from the beginning | begin again
        | this is all wrong let's start over | I want to start over | can we restart
        | go back to the beginning | from the top please | let's begin again | reset
        | scrap all that and start again | start from scratch | do it all over again
        | I messed up let's start over | can we take it from the top"""
    ),
    "never_mind": _list(
        """never mind | forget it | forget about it | it doesn't matter | don't worry about it
        | I changed my mind | nevermind that | I don't want to do that anymore | drop it
        | cancel that | skip it | leave it | I'll do it another time | not now
        | I'll call back later
        | actually no forget that | let's not do that | don't bother"""
    ),
    "wrong_number": _list(
        """wrong number | sorry I have the wrong number | I think I dialed the wrong number
        | I must have misdialed | is this the pizza place | I was trying to reach someone else
        | this isn't who I was trying to call | I was calling the bank | oops wrong place
        | I didn't mean to call you | I called you by mistake | who is this I was calling my sister
        | this is not the number I wanted | I pocket dialed you | is this Joe's garage
        | there is no one here by that name you have the wrong person"""
    ),
    "goodbye": _list(
        """goodbye | bye | bye bye | have a good day | that's all thanks bye | see you then
        | talk to you later | okay that's it | I have to go | that's everything I needed
        | take care | see you Tuesday bye | have a great weekend | I'm done thank you | gotta run
        | that will be all | good night"""
    ),
    "thanks": _list(
        """thank you | thanks | thanks so much | I appreciate it | thank you very much
        | great thanks
        | that's very helpful | many thanks | thanks a lot | you've been very helpful
        | perfect thank you
        | awesome thanks | I really appreciate your help | cheers | thank you for your help
        | oh wonderful thank you"""
    ),
    "greeting": _list(
        """hello | hi | hi there | good morning | good afternoon | hey | hello is anyone there
        | hello can you hear me | hi how are you | good evening | yes hello | hey there
        | hello hello | hi good morning how are you today | hi this is a patient calling
        | morning"""
    ),
    "confused": _list(
        """I don't understand | I'm confused | what do you mean | what are you talking about
        | that doesn't make sense | I don't get it | you lost me
        | I don't know what you want from me
        | what are you asking | I have no clue what's going on | this is confusing
        | what am I supposed to say | I don't follow | what does that mean | I'm lost
        | how does this work"""
    ),
    "speak_spanish": _list(
        """do you speak Spanish | Spanish please | can I do this in Spanish | habla español
        | español por favor | someone who speaks Spanish | I prefer Spanish | en español por favor
        | my mother only speaks Spanish | is there anyone there that speaks Spanish
        | can we switch to Spanish | hablo español | quiero hablar en español | in Spanish
        | I don't speak English well I speak Spanish | no hablo inglés"""
    ),
    "speak_english": _list(
        """English please | do you speak English | can we do this in English | I want English
        | switch to English | back to English | I don't speak Spanish | in English please
        | can you speak English to me | I prefer English | inglés por favor | English
        | why are you speaking Spanish | I only speak English | sorry I don't know Spanish
        | could we continue in English"""
    ),
    "no_recording": _list(
        """don't record me | I don't want to be recorded | please don't record this call
        | turn off the recording | stop recording | are you recording this
        | I do not consent to recording
        | is this call being recorded | I don't agree to be recorded | no recording please
        | please stop recording me | can you turn the recording off
        | I don't give permission to record
        | do you have to record this | I'd rather this wasn't recorded
        | not comfortable being recorded"""
    ),
    "i_already_said": _list(
        """I already told you that | I just said that | I just gave you my name | I told you already
        | you already asked me that | you just asked me this | I said that already
        | didn't I just say that
        | I already gave you my number | how many times do I have to tell you | like I said
        | as I said before | I already answered that | I've told you twice now
        | we already went over this | you have that already"""
    ),
    "relay": _list(
        """this is the relay service | hello this is relay operator number 4512 with a relay call
        | a person who is deaf is calling you through relay | have you received a relay call before
        | this is a TTY call | relay operator here go ahead | I'm calling through 711
        | telecommunications relay service with a call for you | the caller is typing please hold
        | this is a captioned call | video relay interpreter 2210 with a call from a deaf person
        | please say go ahead when it is my turn | I am hard of hearing and use a relay service
        | go ahead GA | do you accept relay calls
        | sign language interpreter calling for a deaf patient"""
    ),
    "other_language": _list(
        """do you speak French | I need an interpreter | do you speak Mandarin | Vietnamese please
        | is there someone who speaks Chinese | I speak Arabic | can I get a translator
        | I don't speak English | no English | do you have a Russian interpreter
        | my mother speaks only Korean
        | parlez vous français | sprechen Sie Deutsch | você fala português | Tagalog speaker please
        | need somebody that speaks Creole"""
    ),
    "dont_know": _list(
        """I don't know | I'm not sure | no idea | I don't remember | I can't remember | I'm unsure
        | I don't have that | I don't have it with me | I don't have it on me right now | beats me
        | couldn't tell you | not really sure | I forget | I'd have to look
        | your guess is as good as mine
        | I have no idea what it is | who knows"""
    ),
    "spam": _list(
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
        | can I interest you in our dental supply catalog"""
    ),
    "abuse": _list(
        """fuck you | go fuck yourself | you stupid bitch | what are you wearing | suck my dick
        | you piece of shit | are you sexy | eat shit | you're a fucking asshole
        | I want to see you naked
        | go to hell bitch | shut the fuck up | screw you asshole | talk dirty to me | kiss my ass
        | you dumb piece of garbage fuck off"""
    ),
    "prescription_refill": _list(
        """I need a refill | can I get my prescription refilled | I ran out of my pills
        | I'm calling about a refill on my medication | my pharmacy needs approval from the doctor
        | can the doctor call in a prescription | I need more antibiotics | renew my prescription
        | I'm out of my pain medication | my medication is running low
        | the pharmacy said to call you about my prescription
        | could you send my prescription to a different pharmacy | refill
        | I lost my prescription | need a new script for my blood pressure pills
        | can you prescribe something for me | I need amoxicillin before my appointment
        | is my prescription ready"""
    ),
    "medical_advice": _list(
        """what should I take for the pain | is it normal to still be swollen
        | can I take ibuprofen with my other medicine | should I be worried about this bump
        | what do you think is wrong with my tooth | how long will it bleed after an extraction
        | is this infected | can I eat after my filling | should I go to the emergency room
        | is it safe to get x-rays while I'm pregnant | what dose of Tylenol can I give my son
        | can the doctor tell me what this is | what can I do for the swelling until then
        | I have a medical question | should I stop taking my blood thinner before the procedure
        | my gum looks weird what could it be | is it okay to drink alcohol with this antibiotic
        | I have a question about my symptoms"""
    ),
    "test_results": _list(
        """are my test results in | I'm calling for my lab results | did my biopsy come back
        | what did my x-rays show | can you give me my blood work results
        | have you got my results yet
        | I want to know my test results | did the doctor look at my labs | results of my scan
        | I had some tests done and want to hear about them | was my test positive or negative
        | my results from last week | is there any news on the biopsy | test results
        | the nurse said my results would be back by now | what were the findings of my exam"""
    ),
    "human": _list(
        """can I talk to a person | I want to speak to a human | representative | operator
        | let me talk to someone real | connect me with the front desk
        | is there a real person I can talk to
        | I'd rather talk to somebody | transfer me to a receptionist | give me a human being
        | I don't want to talk to a machine | put me through to the office manager
        | get me somebody who can help | customer service | speak to someone please
        | I need to speak with the doctor | can I speak to Maria at the front desk | agent please"""
    ),
}


SHORT: Final = {
    "book_appointment": _list(
        """appointment | I need an appointment | an appointment please | I'd like an appointment
        | book an appointment | new appointment | I want to come in | get an appointment
        | I want to see the dentist | I need to see the doctor | I need to be seen
        | I'd like a checkup
        | do you have any openings | do you have anything tomorrow
        | anything available this week | can I see the doctor on Monday | what do you have open
        | what times are available | I should come in | I should get in to see someone
        | it's been a while since I came in | I'm overdue | I'm due for a visit"""
    ),
    "reschedule_appointment": _list(
        """reschedule | move it | I want to move it | change my appointment | a different time
        | move my appointment"""
    ),
    "cancel_appointment": _list(
        """cancel | cancellation | cancel my appointment | I cancelled | if I cancel"""
    ),
    "confirm_appointment": _list(
        """confirm | confirm my appointment | I'm confirming | I'll be there"""
    ),
    "running_late": _list("running late | I'm late | I'll be late"),
    "callback": _list("call me back | a callback | have someone call me"),
    "insurance_question": _list("insurance | insurance question | question about my coverage"),
    "billing_question": _list("billing | my bill | bill question | a payment"),
    "referral": _list("referral | a referral | referral to a specialist"),
    "records_request": _list("records | my records | my x-rays | copy of my chart"),
    "leave_message": _list("message | leave a message | take a message"),
    "appointment_lookup": _list(
        """when is my appointment | what time is my appointment | check my appointment"""
    ),
    "join_waitlist": _list("waitlist | the waiting list | cancellation list"),
    "returning_call": _list("returning your call | missed call | you called me"),
    "opening_hours": _list("hours | your hours | are you open"),
    "location": _list("address | directions | where are you | how do I get to your office"),
    "parking": _list("parking | where do I park"),
    "pricing": _list("prices | how much is it | what does it cost"),
}
"""Requests as they are said in one or two words, for those that a flow has by these names."""

BACKGROUND: Final = _list(
    """that one works | that one works for me | that one is good | yes go ahead | go ahead |
    that works | yes that works | I have to work | sounds good |
    the weather is nice today | I had pasta for dinner | my dog is barking sorry | what's the
    capital of France | turn off the lights in the kitchen | how tall is the Eiffel tower | the
    game was great last night | I love that song | can you order me a pizza | book me a flight to
    Chicago | I need a hotel room for two nights | reserve a table for four | call me an Uber |
    transfer money to savings | remind me to buy milk | set an alarm for six | what's the stock
    price of Apple | how do I change a tire | when is the oil change due | the kids are at school |
    be quiet honey | get down from there | no not you I was talking to my son | put that down |
    close the door | I'm in the car | it's raining | the TV is too loud | that's funny | you know
    what I mean | so anyway | and then she said to him | I was thinking about it | it is what it is
    | my neighbor told me about you | I saw your sign | we moved here from Ohio | I work at the
    hospital | my wife is a teacher | I'm retired | he's five years old | she likes dinosaurs | it
    was a long day | do you know a good restaurant | how far is the airport | where can I buy a
    phone charger | is it going to snow | what time is the movie | who won the election | what's
    two plus two | sing me a song | what's your favorite color | are you married | I bought a new
    car | my computer is broken | the internet is down | can you fix my sink | I'm looking for a
    plumber | is this the vet | my cat needs shots | do you sell glasses | how do I renew my
    passport | I need to pay my electric bill | convert dollars to euros | translate this for me |
    spell restaurant | how many calories in an apple | find me a recipe for soup | when is the next
    holiday | I applied for a job there | are you hiring | I have a delivery for you | package for
    suite two hundred | donate to our charity | we're doing a survey | can I ask you about your
    religion | blah blah blah | testing one two three | la la la | purple monkey dishwasher | the
    quick brown fox | I like turtles | banana | the blue one over there | it fell on the floor |
    under the table | two of them please | medium rare | extra cheese | left at the light | on the
    second shelf | because of the thing | for the other one | just like that | same as before |
    whatever you think | could be | kind of | you tell me | anything is fine | that's what I
    thought | I see | right right | all right then | interesting | really | oh my goodness | wow |
    yeah yeah yeah | no no no no | I suppose | fair enough | what else | and what about the other
    one | is that so | you must be joking | good for you | it's on the tip of my tongue | let me
    think about that one | my mother used to say that | life is short | happy birthday | merry
    christmas | go team | pick up the phone Susan | tell your brother to come here | dinner is
    ready | where are my keys | did you feed the dog | the baby is sleeping | I can hear an echo |
    there's a lot of noise here | my battery is dying | you're breaking up | I'm at work right now
    | on speaker | my phone is acting up | I read it in the newspaper | they said it on the radio |
    nobody told me | who told you that | I would never do that | not in a million years | once upon
    a time | see the thing is | what do you think about politics | how much is a gallon of gas |
    sell my house | rent a car for the weekend | track my order | reset my password | my card was
    declined | apply for a loan | file my taxes | open a checking account | did my paycheck go
    through | how much vacation time do I have left | what did I spend on groceries | what's the
    interest rate on my card | is my electric bill due | pay the water bill | dispute a charge at
    the gas station | what's the routing number | order new checks | I never got my tax refund |
    what tax bracket am I in | send twenty dollars to my sister | how do I change my oil | what
    tire pressure should I use | my car won't start | jump start my car | how long does it take to
    drive to Dallas | is there traffic on the highway | fill up the gas tank | how do I get to the
    airport | is my flight delayed | change my flight to Sunday | cancel my hotel room | cancel my
    subscription | cancel my dinner reservation | move my meeting to three | put lunch on my
    calendar | what's on my calendar | schedule a meeting with Bob | make an appointment to get my
    tires rotated | book a haircut | set a timer for ten minutes | change the volume | turn it up |
    change the channel | switch to the other song | change my ringtone | where does the name come
    from | who made you | call me Captain | flip a coin | how long until Christmas | how long
    should I boil an egg | is this chicken still good to eat | can I use butter instead of oil |
    how much sugar is in a soda | is rice healthy | what's for dinner | how long does cheese keep |
    what vaccines do I need to travel to Peru | do I need a visa for Brazil | exchange rate for
    pesos | how do you say thank you in Japanese | how do you say dog in French | what does that
    word mean | define happiness | synonyms for big | text my wife I'm on my way | where is my
    package | track my shipment | return these shoes | the shirt doesn't fit | what's the warranty
    on this dishwasher | my washing machine leaks | the roof needs repair | rent an apartment | pay
    my rent | what's the score | who's playing tonight | is the store open | what time does the
    museum close | how busy is the restaurant | do they take reservations | where do I get my
    license renewed | where can I get a tax form | how do I register to vote | add eggs to my list
    | what's on my to do list | delete all my reminders | update my phone | connect to the speaker
    | share my location | my screen is cracked | the printer is out of paper | restart the computer
    | I forgot my password | unlock my account | report my card stolen | somebody stole my wallet |
    my card got declined at the store | do you have a pet | are you a boy or a girl | do you like
    me | tell me a story | good game last night"""
)
