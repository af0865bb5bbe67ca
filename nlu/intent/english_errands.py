"""English words of other people's errands: what one asks of a bank, a shop or a kitchen helper."""

from typing import Final

from nlu.intent.phrases import phrases

ERRANDS: Final = phrases(
    """mute yourself | talk quieter | use a British voice | call me by my nickname
    | what do you call me | from now on your name is Frank | connect to my bluetooth
    | pair with my headphones | go back to factory settings | turn the living room lights blue
    | is the front door locked | turn off the TV | make it warmer in here
    | play that song by Johnny Cash | who sings this | next track please
    | put this on my playlist | play something to relax | toss a coin heads or tails
    | roll two dice | pick a number between one and ten | what's the square root of sixteen
    | what's nine times eight | how many feet in a mile | how many teaspoons in a tablespoon
    | what does ambiguous mean | how is receive spelled | tell me a fact about whales
    | why is the sky blue | how many continents are there | who wrote Hamlet
    | who won the world series | what's the score of the Cowboys game | what's the point of life
    | say something funny | knock knock | got any jokes | do you own a cat
    | what do you do for fun | how old are you anyway | when were you born | do you like music
    | is it going to be cold tonight | do I need an umbrella | what's the humidity
    | any tornado warnings | is my rent due | pay my mortgage | my landlord wants a deposit
    | apartment for rent two bedrooms | who do I call about a pothole
    | there's a streetlight out on my corner | I need to report a noise | where do I vote
    | how do I get a copy of a deed | what's the fine for speeding
    | I want to contest a parking ticket from downtown | is the DMV open on saturdays
    | what do I need for a driver's license | how do I register my car | which bus goes downtown
    | what time's the last train | is the ferry running | do you ship to Canada
    | do you have this in a medium | is this dress on sale | what's your return policy on shoes
    | do you price match | I need batteries for my hearing aid | do you sell hearing aids
    | do you sell crutches | do you rent wheelchairs | do you carry vitamins
    | how much are your roses | I'd like to order a birthday cake
    | can you cater a party for fifty | I need my suit cleaned | can you hem these pants
    | my watch stopped | my glasses need a new lens | my contacts haven't come in
    | I need an eye exam for new glasses do you sell frames | the dishwasher man never showed
    | send someone to fix my furnace | my internet's down | my cable box is frozen
    | upgrade my phone plan | how much data have I used | I'd like to cancel my phone service
    | cancel my membership at the club | cancel my magazine | cancel my order for the couch
    | cancel my ride | cancel the hotel in Vegas | cancel my table for tonight
    | change my hotel to two nights | move my tee time to ten | reschedule my driving test
    | reschedule the delivery | confirm my flight | confirm my dinner for six o'clock
    | confirm the movers for saturday | book the banquet hall | book a tennis court
    | book a photographer | I need an appointment with a lawyer
    | I need an appointment with the tax man | an appointment at the nail salon
    | an appointment to show the house | do you have any apartments open
    | do you have any rooms tonight | are there openings at the daycare | I'm returning a sofa
    | I'm calling about the job | I saw your help wanted sign | is the position still open
    | I'm calling about the car you're selling | is the bike still available
    | how much do you want for the truck | I'm calling about the apartment on Main | I'm with UPS
    | there's a truck blocking your dumpster | I'm here to fix the copier | water delivery
    | we're outside with your order | can I ask who your internet is with
    | I'm running for city council | hello mister I sell good pens | is this the tire shop
    | is this Domino's | is this the library | is my pizza on its way | one large with mushrooms
    | extra napkins please | do you have gluten free crust | my daughter graduates saturday
    | I just turned sixty five | my son made the team | we won the game
    | I've been cooking all day | the cat knocked over the plant | I have a houseful of company
    | I can't find my remote | I need new shoes | it's hot as blazes | sure is windy
    | spring is here finally | I'm watching my stories | the mailman just came
    | somebody's at the door | let me turn the TV down | the kids are fighting
    | get down off of there | quit it you two | come eat | put your shoes on
    | I'm just thinking out loud | never you mind that's my wife talking | that was my dog
    | sorry I was talking to my son | not you I'm talking to my husband | I'm eating lunch
    | I was telling somebody else | that's what he said | you know how it is | same old same old
    | I've had better days | can't complain | how about you | how's your day going
    | is it busy over there | you've been busy today | sounds like you have a cold
    | I like your accent | where'd you grow up | can you hear me now | hello hello anybody
    | I'm putting you on speaker | wait my other line | hmm interesting
    | let me put my glasses on | where's my pen | I had it a second ago | it was right here
    | okay I'm back | here I am | the thing is the thing | whatever
    | that's neither here nor there | beats me | one two three four | a b c d
    | apples and oranges | red and white | three of those | the big one | not that one the other
    | over there by the window | up the stairs | next to the fridge | a bag of ice
    | two coffees black | fill it up | check the oil while you're at it
    | do you know any good plumbers | do you know a good mechanic | can you recommend a movie
    | what's a good book | who's the governor | when was the war | how many people live in Texas
    | how do planes fly | why do cats purr | is a tomato a fruit | how deep is the ocean
    | teach me to juggle | read me the news | what's happening in the world
    | what stocks should I buy | is gold up | what's bitcoin at | sell my shares
    | who's on the phone | I didn't order this | it was like that when I got it
    | I've got a coupon for pizza | I'd like to book a cruise | is the pool heated
    | are pets allowed at the hotel | does the room have a balcony | what's the wifi password
    | is there a gym in the hotel | late checkout please | I locked my keys in the car
    | I need a locksmith | I hit a deer | there's a leak under my sink | my toilet's overflowing
    | the garage door won't open | the lawn needs mowing | I need a fence painted
    | my homework's due tomorrow | help me write an essay | what's the answer to number five
    | when's spring break | who's my teacher | what time does school let out
    | is there practice today | drop me off at the corner | pick me up at the station
    | take the next left | slow down you're driving too fast | I'm at the bus stop
    | I'm on the train home | I just landed | I'm boarding now | I'm fifteen
    | I'm sixteen years old | I'm forty two | I'm the patient | I'm the patient myself
    | it's for myself | I'm eighteen and I'm the patient | nobody it's just me | she's eleven
    | I turned thirty last week | my son is nine | I'm her mother | I'm his wife
    | tell me where I am | what's my location right now | what town am I passing through
    | what street am I on | do you know where I'm standing | find me on the map
    | when do I get paid | what day is my next paycheck | how long till payday
    | did my boss pay me yet | was I paid this month | what's my salary
    | how much did I earn last year | what do I make an hour | I need to get my truck serviced
    | set up service for my car at the dealer | take my car in for a tune up
    | when was the last time my car was looked at | my car is due for service
    | when did I last change the filter in the car | book my van in for an inspection
    | what did I spend on eating out | how much have I spent on gas this week
    | what were my last charges at Target | show transactions from tuesday
    | what did I buy at Amazon | tell me my latest purchases | what's the date tomorrow
    | what date is it on friday | is today the fourth | what month is it
    | how many carry ons can I bring | is my bag small enough for the overhead bin
    | what can I take on the plane | does the airline let me bring a stroller on
    | can I bring shampoo on the plane | how much is a euro worth | dollars to yen
    | what will I get for a hundred dollars in Mexico | I'd like to take off next week from work
    | request time off for my trip | ask my boss for vacation in june
    | how many sick days have I taken | has my leave been approved at work
    | how much leave do I have | my name isn't Bob call me Robert | change what you call me
    | can you use a different name for me | I want to give you a name | your new name is Stella
    | change your name to Max | what name do you have for me | do you know my name | say my name
    | how far is it from here to Dallas | how many miles to the border
    | how long to get to grandma's house by car | is it far to the beach
    | what time zone is Denver in | what's the time zone in Hawaii | is Arizona an hour behind
    | don't let me forget to call mom | remind me later about the laundry
    | what did I ask you to remind me of | delete my reminder | can I use margarine for butter
    | what works instead of buttermilk | is honey okay in place of sugar
    | swap olive oil for vegetable oil | my bank card got bent | my credit card snapped in half
    | the chip on my card is cracked | my debit card got wet and won't swipe
    | the dog chewed my credit card | I forgot the pin for my debit card
    | reset the pin on my bank card | what's my pin | my bank says my account is on hold
    | why can't I get into my bank account | unblock my bank account
    | block my bank account for now | freeze my checking
    | put a stop on my account somebody hacked it | I'm out of checks | mail me more checkbooks
    | how do I get checks for my new account | how long till I get my replacement card
    | when will the new debit card come in the mail | I lost my wallet cancel my cards
    | report my Amex missing | my visa is gone | how long can I keep cooked rice
    | is the ham from last week still good | does salsa go bad | where's my W2 form
    | did my job mail my tax form | how do I get my tax papers from work
    | when's the next day off for everybody | what holiday is coming up
    | is monday a federal holiday | how long since my last oil change
    | what's the interest on my savings | what rate do I pay on my credit card
    | what do you like to do | do you play sports | what do you do on weekends for fun
    | send a text to Jim | text Mary that dinner's at six | tell Dave by text I'm outside
    | send money to my landlord | move a hundred bucks to savings
    | let my bank know I'm going to Canada | I'm traveling to France so don't block my card
    | any safety warnings for Mexico | what shots do soldiers get | add milk and eggs to my list
    | do I have butter on my list | how do I put oil in my car | what oil does a Honda take
    | find me a place to eat Thai | a good spot for brunch | book us at the steakhouse for eight
    | reserve a private room at the grill | are there tables at nine
    | how's the food at that diner | how do I build up my credit
    | did they approve my credit card application | raise the limit on my card
    | how many reward miles do I have | use my points for a flight
    | what's the fee for using my card in Europe | what's my electric bill | pay the gas company
    | when is my car payment due | how much is left on my mortgage | how much do I owe on my car
    | what's the smallest payment I can make on my Visa | why was I charged by Netflix
    | the store double charged me for a shirt | dispute this charge from the gas pump
    | how much does a new phone cost | how much is a ticket to Disney
    | what's the price of a new roof | what do they charge to park at the game
    | how much is a gallon of milk | can I eat raw fish | is coffee bad for dogs
    | can cats drink milk | is it okay to freeze cheese | how do I get rid of ants
    | how do I clean a rug | what gets out red wine | how do I unclog a drain
    | how do you tie a tie | how do I sharpen a knife | what's the best way to cook a steak
    | how tall is Mount Everest | how old is the president | when did the Titanic sink
    | how fast can a horse run | what's the biggest state | who invented the telephone
    | what rhymes with orange | count to ten | what year is it | how many days till summer
    | when is daylight savings | what's the sunrise time | when does the movie start
    | when is the game on | when's the parade | what time is church
    | what time does the post office open | is the pharmacy at Target open
    | what are Walmart's hours | how late is the gym open | is the mall open on Christmas
    | where's the post office | where's the nearest gas station
    | give me directions to the stadium | where can I buy stamps
    | where do I return library books | do you take appointments for haircuts
    | can I make an appointment to have my dog groomed | I need an appointment with my accountant
    | get me an appointment at the Apple store | set up a meeting with my team
    | schedule a call with Bob on monday | put the barbecue on the calendar for saturday
    | move my meeting to four | my meeting with Sarah needs to be changed
    | is my meeting still on | cancel my meeting | cancel my flight to Boston
    | cancel the cleaning lady | cancel the car wash"""
)
