"""Which English phrases mean which word of the common vocabulary of dates and times.

One line per meaning, `meaning: phrase | phrase`, lines that follow indented. Phrases are lower
case, without accents and apostrophes; the longest that fits wins. `;` stands for the colon of a
time, `#` counts things that are no times, `~` says nothing about time although it holds a word
that could, and an empty meaning is a word that may stand between day and time without parting
them. "After work" and the like are given as a time, since who says so expects no question back.
"""

from typing import Final

ENGLISH: Final = """
mon: monday | mon
tue: tuesday | tue | tues
wed: wednesday | wed | weds
thu: thursday | thu | thur | thurs
fri: friday | fri
sat: saturday | sat
sun: sunday | sun
mon+: mondays
tue+: tuesdays
wed+: wednesdays
thu+: thursdays
fri+: fridays
sat+: saturdays
sun+: sundays
jan: january | jan
feb: february | feb
mar: march | mar
apr: april | apr
may: may
jun: june | jun
jul: july | jul
aug: august | aug
sep: september | sept | sep
oct: october | oct
nov: november | nov
dec: december | dec
newyear: new years day | new year day | new years
newyearseve: new years eve | new year eve
valentines: valentines day | valentines
stpatricks: st patricks day | saint patricks day
juneteenth: juneteenth
mayday: international workers day
independence: independence day | fourth of july | the fourth of july | 4th of july | july fourth
halloween: halloween
veterans: veterans day
christmaseve: christmas eve
christmas: christmas day | christmas | xmas
boxing: boxing day
mlk: mlk day | martin luther king day | martin luther king jr day
presidents: presidents day
mothers: mothers day
fathers: fathers day
memorial: memorial day
labor: labor day
columbus: columbus day
thanksgiving: thanksgiving day | thanksgiving
blackfriday: black friday
goodfriday: good friday
easter: easter sunday | easter
eastermonday: easter monday
today: today | same day
today night: tonight | tonite | this night
today morning: this morning
today afternoon: this afternoon
today evening: this evening
tomorrow morning: next morning
tomorrow evening: next evening
today: later today | later on today | rest of the day | rest of today | the rest of the day
tomorrow: tomorrow | tmrw | tomorrows
overmorrow: the day after tomorrow | day after tomorrow
yesterday: yesterday | the day before yesterday | day before yesterday | the other day
coming: coming | this coming | upcoming | this upcoming
following: following
next: next
this: this
that: that
last: last
week: week | weeks | weeks time
day: day | days | days time
month: month | months | months time
hour: hour | hours | hr | hrs | hours time
minute: minute | minutes | min | mins
year: year | years
2 week: fortnight | a fortnight
weekend: weekend
weekend+: weekends
weekdays: weekday | weekdays | during the week | work days | workdays | business days |
  business day
1 week: a week
1 day: a day
1 month: a month
1 hour: an hour
30 minute: half an hour | a half hour | half hour
2: a couple of | couple of | a couple | couple
few: a few | few
within: within | in the next | over the next | during the next | sometime in the next
any: any | every | each | all
everything: anything | everything | any day | any days | every day | all days | everyday |
  any other day | any other time | most days
opening: first thing in the morning | first thing | when you open | right when you open |
  as soon as you open | at opening | opening time | start of the day | beginning of the day
closing: end of the day | end of day | last thing | late in the day | before you close |
  right before closing | before closing | close of business | eod | the eod
asap: as soon as possible | soon as possible | as soon as you can | soon as you can |
  as soon as you have | asap | a s a p | earliest | as early as possible | early as possible |
  as quickly as possible | soonest | first available | first one available | next available |
  first opening | next opening | first appointment | next appointment available | right away |
  immediately | straight away | sooner the better
now: now | right now | at the moment
anytime: any time | anytime | whenever | flexible | no preference | wide open | any day any time |
  any day or time | any time any day | any day at any time | no particular time |
  no particular day | dont have a preference | do not have a preference | dont have any preference |
  dont really have a preference
whatever: doesnt matter | does not matter | dont care | do not care | dont mind | whatever |
  whichever | any of them | im open | surprise me | your choice | you choose | you pick | im free |
  up to you | makes no difference | not picky
not: not | never | cant make it | cant make | cannot make it | can not make it | wont make it |
  wont be able to make it | unable to make it | not going to make it | couldnt make it | cant come |
  cannot come | cant do | cannot do | cant | cannot | can not | except | except for | excluding |
  other than | besides | apart from | aside from | anything but | everything but | instead of |
  rather than | dont want | do not want | dont do | wont | without | avoid |
  better than | nothing | exclude
busy: busy | unavailable | not available | i work | out of town | im working | i am working |
  ill be working | i have to work | ive got to work | i have work | im away | ill be away |
  im booked | im at work | i have my | i have a | i have an | i have another | i have to |
  ive got a | ive got an | ive got my | ive got another | ive got to | ive got work
everything not: any day but | any time but | anytime but | anything except | everything except
nor: nor
but: but
bad: doesnt work | does not work | dont work | do not work | wont work | will not work | isnt good |
  is not good | is no good | are no good | no good | is bad | are bad | is out | are out |
  isnt possible | is not possible | not going to work | isnt going to work | is not going to work |
  is impossible | are impossible | doesnt suit | wont do | arent good | are not good | not good |
  isnt great | is not great
fix: no wait | wait no | wait | actually | sorry | i mean | i meant | scratch that | make it |
  make that | correction | let us say | lets say | better yet | change it to | change that to |
  change it | switch it to | switch to | move it to | no no | strike that | that is not right |
  thats not right | not right | not correct | that is wrong | thats wrong | on second thought |
  i said | hang on | hold on | or rather | no ,
instead: instead
no: no | nope
at: at | @
around: around | about | roughly | approximately | close to | near | somewhere around
ish: ish | or so | or thereabouts
after: after | later than | no earlier than | not before | not earlier than | nothing before |
  not until | not till | no sooner than
past: past
before: before | earlier than | prior to | not later than | not after | nothing after | ahead of
by: between now and | from now until | from now till | from now to | by | no later than |
  at the latest by
up: or later | or after | and later | and after | onwards | onward | on up | and up |
  or any time after | or anytime after | at the earliest | or beyond
down: or earlier | or before | or sooner | and earlier | at the latest
from: from | starting | beginning | as of | commencing | starting from | starting on |
  beginning on
between: between | in between
to: to | - | up to
till: until | till | til | up until | up till
through: through | thru
and: and | &
or: or
on: on | for
in: in | during
of: of
the: the
later: later | later on
rest this: later this
rest next: later next
since: since
earlier: earlier | sooner
otherday: another day | a different day | different day | some other day
ago: ago
half: half | a half
quarter: quarter | a quarter
oclock: oclock | o clock | sharp
am: am
pm: pm
noon: noon | midday | noontime | twelve noon | 12 noon | high noon
midnight: midnight | twelve midnight | 12 midnight
lunch: lunchtime | lunch time | lunch | lunch hour | lunch break
after 13;00: after lunch | after my lunch
before 12;00: before lunch
after 17;00: after work | after i get off work | after i get off | when i get off work |
  after hours
after 15;00: after school | when school gets out | once school is out
before 9;00 am: before work | before school
morning: morning
morning+: mornings
afternoon: afternoon
afternoon+: afternoons
evening: evening
evening+: evenings
night: night | nighttime | night time
night+: nights
early: early
late: late
mid: mid | middle | middle of
begin: start of | beginning of | first part of | first half of | the start of | the beginning of
finish: end of | the end of | second half of | tail end of
rest: rest of | remainder of | remaining of | the rest of | what is left of
#: people | person | adults | adult | kids | kid | children | child | teeth | tooth | dollars |
  bucks | percent | times | fillings | crowns | cleanings | appointments | openings | options |
  questions | things | guests | rooms | room | milligrams | mg | pills | of us | of them |
  years old | year old
~: the one after that | the one after |
  good morning | good afternoon | good evening | good night | good day | have a nice day |
  have a good day | have a great day | cant wait | never mind | nevermind | cant you | cant we |
  couldnt you | couldnt we | that one | this one | first one | second one | third one | last one |
  either one | which one | one of | one second | one moment | a minute | one minute | first time |
  first visit | second time | second opinion | first of all | next time | last time | this time |
  time to time | all day | all the time | first name | last name | may i | may we | maybe i |
  may be | for now | from now on | you may | or not | why not | if not | not sure | at all |
  at least | all set | by the way | after all | before that | after that | no problem | no worries |
  no thanks | no thank you
: i have a day off | ive got a day off | i have the day off | i have my day off
ask: can we do | could we do | can you do | could you do | can i do | could i do | can we try |
  could we try | how about | what about | lets do | lets try | lets go with | could it be
: a | an | either | um | uh | er | ah | hmm | please | maybe | just | like | really | well | so |
  okay | ok | yeah | yes | sure | is | are | was | would | works | be | good | great | fine | best |
  better | perfect | sounds | should | will | could | can | do | me | us | you | i | we | im | id |
  ill | ive | my | it | its | have | has | got | available | free | preferably | ideally |
  probably | possibly | perhaps | sometime | some | thanks | thank | is good | then | also | too |
  there | come | prefer | want | need | lets | schedule | book | hi |
  hello | only | time | kind of | work | go | with
"""
