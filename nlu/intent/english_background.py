"""English words that ask nothing of a clinic.

Everyday speech, small talk, other people's errands and wrong businesses reach a clinic's phone
too. This is what a classifier says "out of scope" to; without it the nearest request would win.
"""

from typing import Final

from nlu.intent.english_errands import ERRANDS
from nlu.intent.phrases import phrases

BACKGROUND: Final = ERRANDS + phrases(
    """that one works | that one works for me | that one is good | yes go ahead | go ahead
    | that works | yes that works | I have to work | sounds good | the weather is nice today
    | I had pasta for dinner | my dog is barking sorry | what's the capital of France
    | turn off the lights in the kitchen | how tall is the Eiffel tower
    | the game was great last night | I love that song | can you order me a pizza
    | book me a flight to Chicago | I need a hotel room for two nights | reserve a table for four
    | call me an Uber | transfer money to savings | remind me to buy milk | set an alarm for six
    | what's the stock price of Apple | how do I change a tire | when is the oil change due
    | the kids are at school | be quiet honey | get down from there
    | no not you I was talking to my son | put that down | close the door | I'm in the car
    | it's raining | the TV is too loud | that's funny | you know what I mean | so anyway
    | and then she said to him | I was thinking about it | it is what it is
    | my neighbor told me about you | I saw your sign | we moved here from Ohio
    | I work at the hospital | my wife is a teacher | I'm retired | he's five years old
    | she likes dinosaurs | it was a long day | do you know a good restaurant
    | how far is the airport | where can I buy a phone charger | is it going to snow
    | what time is the movie | who won the election | what's two plus two | sing me a song
    | what's your favorite color | are you married | I bought a new car | my computer is broken
    | the internet is down | can you fix my sink | I'm looking for a plumber | is this the vet
    | my cat needs shots | do you sell glasses | how do I renew my passport
    | I need to pay my electric bill | convert dollars to euros | translate this for me
    | spell restaurant | how many calories in an apple | find me a recipe for soup
    | when is the next holiday | I applied for a job there | are you hiring
    | I have a delivery for you | package for suite two hundred | donate to our charity
    | we're doing a survey | can I ask you about your religion | blah blah blah
    | testing one two three | la la la | purple monkey dishwasher | the quick brown fox
    | I like turtles | banana | the blue one over there | it fell on the floor | under the table
    | two of them please | medium rare | extra cheese | left at the light | on the second shelf
    | because of the thing | for the other one | just like that | same as before
    | whatever you think | could be | kind of | you tell me | anything is fine
    | that's what I thought | I see | right right | all right then | interesting | really
    | oh my goodness | wow | yeah yeah yeah | no no no no | I suppose | fair enough | what else
    | and what about the other one | is that so | you must be joking | good for you
    | it's on the tip of my tongue | let me think about that one | my mother used to say that
    | life is short | happy birthday | merry christmas | go team | pick up the phone Susan
    | tell your brother to come here | dinner is ready | where are my keys | did you feed the dog
    | the baby is sleeping | I can hear an echo | there's a lot of noise here
    | my battery is dying | you're breaking up | I'm at work right now | on speaker
    | my phone is acting up | I read it in the newspaper | they said it on the radio
    | nobody told me | who told you that | I would never do that | not in a million years
    | once upon a time | see the thing is | what do you think about politics
    | how much is a gallon of gas | sell my house | rent a car for the weekend | track my order
    | reset my password | my card was declined | apply for a loan | file my taxes
    | open a checking account | did my paycheck go through
    | how much vacation time do I have left | what did I spend on groceries
    | what's the interest rate on my card | is my electric bill due | pay the water bill
    | dispute a charge at the gas station | what's the routing number | order new checks
    | I never got my tax refund | what tax bracket am I in | send twenty dollars to my sister
    | how do I change my oil | what tire pressure should I use | my car won't start
    | jump start my car | how long does it take to drive to Dallas
    | is there traffic on the highway | fill up the gas tank | how do I get to the airport
    | is my flight delayed | change my flight to Sunday | cancel my hotel room
    | cancel my subscription | cancel my dinner reservation | move my meeting to three
    | put lunch on my calendar | what's on my calendar | schedule a meeting with Bob
    | make an appointment to get my tires rotated | book a haircut | set a timer for ten minutes
    | change the volume | turn it up | change the channel | switch to the other song
    | change my ringtone | where does the name come from | who made you | call me Captain
    | flip a coin | how long until Christmas | how long should I boil an egg
    | is this chicken still good to eat | can I use butter instead of oil
    | how much sugar is in a soda | is rice healthy | what's for dinner
    | how long does cheese keep | what vaccines do I need to travel to Peru
    | do I need a visa for Brazil | exchange rate for pesos
    | how do you say thank you in Japanese | how do you say dog in French
    | what does that word mean | define happiness | synonyms for big | text my wife I'm on my way
    | where is my package | track my shipment | return these shoes | the shirt doesn't fit
    | what's the warranty on this dishwasher | my washing machine leaks | the roof needs repair
    | rent an apartment | pay my rent | what's the score | who's playing tonight
    | is the store open | what time does the museum close | how busy is the restaurant
    | do they take reservations | where do I get my license renewed | where can I get a tax form
    | how do I register to vote | add eggs to my list | what's on my to do list
    | delete all my reminders | update my phone | connect to the speaker | share my location
    | my screen is cracked | the printer is out of paper | restart the computer
    | I forgot my password | unlock my account | report my card stolen | somebody stole my wallet
    | my card got declined at the store | do you have a pet | are you a boy or a girl
    | do you like me | tell me a story | good game last night
    | the grandkids are visiting this weekend | I just got back from the grocery store
    | it's been raining cats and dogs over here | this heat is something else isn't it
    | did you watch the rodeo on tv | my tomatoes are coming in nicely
    | I'm making tamales for the church sale | we had a power outage last night
    | traffic is a mess because of the parade | my neighbor's rooster wakes me up every morning
    | I used to work in an office just like that | you sound just like my niece
    | you have a lovely voice | I'm only calling to chat | do you get lonely
    | what's it like being a computer | who do you work for | can you sing happy birthday
    | what do you think about the mayor | did you hear about the fire downtown
    | what's the weather going to be on saturday | is it supposed to rain tomorrow
    | how hot is it outside | what's the forecast for the coast | are the schools closed for snow
    | I'd like a large pepperoni pizza | two tacos and a horchata to go
    | can I place an order for pickup | how long is the wait for a table of six
    | do you have vegan food | is my food ready yet | where's my driver
    | I ordered an hour ago and it's not here | I need to check my account balance at the bank
    | somebody used my debit card in Florida | can I get a new pin number
    | how much is in my checking | I want to transfer five hundred dollars to my son
    | when will my deposit clear | stop payment on a check | I need a ride to the airport
    | what gate does my plane leave from | my luggage didn't arrive
    | I need to add a bag to my flight | is breakfast included with the room
    | do you have a room with two beds for tonight | check in time at the hotel
    | rent me a minivan for a week | how much is a bus ticket to Laredo
    | turn the thermostat down to seventy | lock the front door | dim the lights in the bedroom
    | play some country music | skip this song | start the vacuum | open the garage
    | add paper towels to the shopping list | set the oven to three fifty
    | my wifi keeps dropping | how do I reset my router | the app won't open on my tablet
    | I can't print from my laptop | my email is full
    | how do I get rid of a virus on my computer | my phone won't charge
    | how do I block a number | what channel is the game on
    | I'm looking for work do you have any openings for assistants
    | I'd like to send you my resume | who do I talk to about a job
    | I'm a dental assistant and wanted to know if you're hiring
    | I had an interview there last week and wanted to follow up | do you take interns
    | I'm a student and need to shadow somebody | can my daughter do volunteer hours with you
    | I'm with the census | this is a short survey about your internet provider
    | would you rate your satisfaction from one to five | who are you voting for
    | may I ask you three questions for a study | we're collecting food for the shelter
    | I'm calling from the high school about the fundraiser
    | this is your delivery driver I'm at the back door | FedEx I need a signature
    | I've got oxygen tanks to drop off where do they go | where should I leave these boxes
    | the elevator's locked and I have a pallet for you
    | I'm here with the sandwiches somebody ordered | I'm the plumber you called I'm out front
    | I'm here to read the meter | window cleaners we can come tuesday
    | your alarm company the sensor on the back door went off
    | is this the animal clinic my dog ate something | do you groom poodles | do you board cats
    | my horse needs his teeth done | can you spay my dog | do you cut hair
    | how much for a manicure | I need my nails done for prom | do you do tattoos
    | do you pierce ears | I need new tires | is my car ready | how much for an oil change
    | can you tow me | I need a notary | can you help me with my taxes
    | I need a lawyer for a ticket | how do I get a green card | where do I pay my traffic ticket
    | I need to renew my tags | what do I need to get a marriage license
    | how do I sign up for food stamps | when does the post office close
    | how do I get to the stadium from here | what's the fastest way to San Antonio
    | is there a gas station near the interstate | where's the closest laundromat
    | which bus goes to the zoo | is the bridge still closed | do you sell toothbrushes wholesale
    | do you have a phone I can borrow | can you look something up on the internet for me
    | what time is it in New York | what day is Easter this year | how many ounces in a cup
    | what's fifteen percent of eighty | how do you spell necessary
    | what's the capital of Australia | who was the tenth president | how far is the moon
    | translate good morning to Italian | tell me a joke | tell me something interesting
    | what's your sign | do you believe in God | can I tell you about the Lord
    | I found a wallet on the sidewalk | I lost my dog have you seen him
    | there's a car alarm going off outside your building | someone's parked in my driveway
    | your sign out front is crooked | your light is on in the office at night
    | my landlord won't fix the sink | the neighbors are too loud | I want to buy a house
    | how much is rent around there | I'm selling my couch | do you buy old gold
    | is the swimming pool open | what time does mass start
    | are there tickets left for the concert | how do I get a library card
    | what's playing at the movies | my son has homework about volcanoes
    | can you help me with math | I need the number for the electric company
    | can you connect me to the water department | my power is out
    | I smell something burning on my stove oh it's the beans | come here boy sit down
    | no no the other remote | honey did you lock the car | Mikey put that back
    | she's in the shower right now | yeah I'm on the phone with them
    | tell her I'll be right there | what do you want for lunch | he's not home
    | it's for my daughter Emma | he's seven | she turned forty in may | that's my cell
    | my name's Bill but it's William on everything | it's spelled the usual way
    | we're from Guadalajara | the blue house on the corner | she has it written down somewhere
    | it's the same one as last time | I guess that's right | well that depends
    | you could say that | neither one really | either one | the first one I think
    | not the first one | hm I'll have to see | okay so here's the thing | long story short
    | you won't believe what happened | anyway where was I | as I was saying | so yeah | uh huh
    | mm hmm | if you say so | that'd be something | look at that | well I'll be | good for him
    | poor thing | what a day | I'm just tired | I've been up since four
    | my feet hurt from standing all day | my back is killing me from mowing the lawn
    | I quit smoking last year | I don't drink coffee anymore | my cousin is a doctor in Chicago
    | I saw it on Facebook | there's a new taco place by the mall | we're getting a puppy
    | the lottery is up to a billion | can you guess how old I am | did you know my mother
    | stop payment on my rent check | pay my phone bill | my cable bill went up again
    | how much is my car payment this month | what's the balance on my gift card
    | the gas station charged me twice | refund my movie tickets
    | I want a refund on these headphones | cancel my gym membership | cancel the pizza order
    | cancel my Netflix | cancel my flight | cancel my hotel reservation for friday
    | cancel the alarm | cancel the taxi | reschedule my oil change | reschedule the plumber
    | move my dinner reservation to eight | move my flight to tuesday
    | change my seat on the plane | change the reservation at the restaurant to six people
    | postpone my car inspection | push my haircut to friday | confirm my hotel room
    | confirm the order for the flowers | is my flight on time | when is my flight
    | what time is my haircut | when is my car ready | what time is my interview | book a massage
    | book a table for tonight | schedule a pickup for my package | schedule the carpet cleaning
    | make an appointment at the DMV | I need an appointment at the bank
    | make me an appointment to get my hair done | set up a visit to see the apartment
    | I need an appointment for my dog | get my car in for brakes | do you do oil changes
    | do you do nails | do you do haircuts | do you do taxes | do you do eyebrow waxing
    | do you fix phones | do you repair watches | do you sell tires | do you clean carpets
    | do you take passport photos | how much is a haircut | how much for a tattoo
    | how much is a tow | how much to fix a windshield | how much do you charge to mow a lawn
    | what do movie tickets cost | what's the price of eggs these days
    | where's the nearest Walmart | where's the nearest bank | how do I get to the mall
    | where do I catch the train | what time does the mall open | what time does Walmart close
    | is the library open today | is the bank open on saturday | where do I park at the airport
    | how much is parking at the stadium | is there parking at the beach
    | does your store take coupons | do you take Apple Pay at the taco stand
    | does my car insurance cover a rental | my homeowner's insurance went up
    | I need a quote for car insurance | how do I file a claim for my car
    | my roof was damaged by hail and I need to file a claim | call my mom | call Daniel at work
    | call me a cab | leave a message for my landlord | send a message to my sister
    | tell my boss I'm sick | put me through to the electric company | I'm running late for work
    | text my friend that I'm running late | I missed my bus | my bus is late again
    | the plumber called me and didn't leave a message | I got a missed call from my cousin
    | send my transcript to the college | I need my birth certificate
    | I need a copy of my marriage license | I lost my social security card
    | where are my tax records | my prescription glasses broke where's the optician
    | my plants are dying what should I do | what should I feed my turtle
    | is it normal for a car to smoke | is it safe to eat raw cookie dough
    | did my passport application come back | what were the results of the election
    | did the lottery results come out | who won the game results
    | put me on the waitlist for the restaurant | is there a waiting list for the apartment
    | what are the hours for the pool | do I need to fill out a form to vote
    | where do I get the form for a fishing license | what is the balance of my savings
    | how much money is in my bank | did my direct deposit hit yet
    | how do I set up direct deposit with my job | move two hundred from checking to savings
    | wire some money to my brother | my account at the bank is locked
    | why is my bank account frozen | put a hold on my debit card
    | I lost my credit card at the mall | my card was stolen report it
    | the magnetic strip on my bank card is bad
    | how many days until my new credit card gets here | what's the limit on my Visa
    | raise my credit limit please | what is my credit score now
    | how can I get a better credit score | what APR do I have on my Mastercard
    | how many points have I earned on my rewards card | cash in my reward points
    | what did I buy last week on my card | show me my last five purchases
    | what did I spend on clothes in may | do I get charged for using my card overseas
    | there's a fraudulent purchase on my Discover card | what's the bank's routing number
    | I need a new book of checks | set my pin to something else
    | when does my credit card expire | apply for a new credit card
    | has my loan application gone through | how do I roll over my 401k
    | how much do I make a year | when's payday | how much tax do I owe the state
    | where do I find my W2 | how many vacation days do I have
    | put in for vacation the first week of july | was my time off approved
    | how many days off have I used | what's our holiday schedule at work
    | when is the next bank holiday | tell my manager I'll be working from home
    | book me a plane ticket to Denver | find me a cheap flight out of Dallas
    | get me a hotel near the beach | I need a rental car at the airport friday
    | how much luggage can I carry on the plane | the airline lost my bag | has flight 302 landed
    | what time does my flight board | do I need a visa to visit India
    | is it safe to travel to Egypt right now | tell my bank I'm going to be in Spain
    | what kind of plugs do they use in England | what's a fun thing to do in Seattle
    | what should I see in Rome | what's the time difference with Tokyo
    | how many pesos is fifty dollars | how do I say where's the bathroom in German
    | what is hello in Hawaiian | call a taxi to take me home | get me a Lyft
    | what's traffic like on the way to work | how long to drive to Houston
    | how far away is the moon from here | where am I right now | share where I am with my wife
    | is the road to the lake closed | how much gas have I got left
    | what kind of fuel does my truck use | how many miles per gallon do I get
    | when was my car last serviced | schedule an oil change at the garage
    | how do you change the oil yourself | when should I rotate my tires
    | what pressure for my tires | how do I change a flat | how do you jump a dead battery
    | my check engine light is on | how long do I bake a potato
    | at what temperature is chicken done | give me a recipe for meatloaf | what's in guacamole
    | what can I use in place of eggs | how many calories in a bagel
    | how much protein is in tuna | is oatmeal good for you
    | how long does milk last in the fridge | what should I make for supper tonight
    | suggest something Italian to cook | where can I get good barbecue
    | is that steakhouse any good | how long's the wait at Chili's
    | do they take reservations at Olive Garden | get us a table at seven for four people
    | what are the reviews like for the new sushi bar | put sugar on my grocery list
    | what's on my grocery list | take bread off the shopping list | order more dish soap online
    | where's the stuff I ordered | has my order shipped | order me a cheeseburger
    | I want to return a sweater | remind me to take out the trash | what reminders do I have
    | set a reminder for six to feed the cat | wake me up at five thirty | turn off my alarm
    | start a timer for twenty minutes | how long is left on my timer | what's today's date
    | what day of the week is the thirteenth | what's the time in London
    | add laundry to my to do list | what's left on my to do list | clear my list
    | text my sister I'll be there at eight | dial my mom's cell | ring Steve for me
    | where did I put my phone | help me find my phone | turn the volume up to eight"""
)
