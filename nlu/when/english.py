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
wed: wednesday | wensday | wendsday | wed | weds
thu: thursday | thurday | thrusday | thu | thur | thurs
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
in mar: march is | march would | march works | march sounds | march will
in may: may is | may would | may works | may sounds | may will
jun: june | jun
jul: july | jul
aug: august | aug
sep: september | sept | sep
oct: october | oct
nov: november | nov
dec: december | dec
newyear: new years day | the new year | first of the year | the first of the year |
  new year day | new years
after newyear: after the holidays
before christmaseve: before the holidays
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
today: today | todays
sameday: same day | that same day | the very same day
this week: all week | all this week
today night: tonight | tonite | this night
today morning: this morning | later this morning
today afternoon: this afternoon | later this afternoon
today evening: this evening | later this evening
tomorrow morning: next morning
tomorrow evening: next evening
today: later today | later on today | rest of the day | rest of today | the rest of the day
tomorrow: tomorrow | tmrw | tomorrows | tomorow | tommorow | tommorrow
overmorrow: the day after tomorrow | day after tomorrow
ereyesterday: the day before yesterday | day before yesterday
yesterday: yesterday | the other day
yesterday night: last night
coming: coming | this coming | upcoming | this upcoming
following: following
next: next
next few day: coming days | the coming days | the next days
this: this
that: that
last: last
week: week | weeks | weeks time
day from now: day out | days out
week from now: week out | weeks out
month from now: month out | months out
day: day | days | days time
month: month | months | months time
hour: hour | hours | hr | hrs | hours time
minute: minute | minutes | min | mins
year: year | years
2 week: fortnight | a fortnight
weekend: weekend | week end
weekend+: weekends
weekdays: weekday | weekdays | during the week | work days | workdays | business days |
  business day
1 week: a week | a weeks time
1 day: a day
1 month: a month | a months time
1 hour: an hour
30 minute: half an hour | a half hour | half hour
2: a couple of | couple of | a couple | couple
few: a few | few
within: within | inside of | inside | in the next | over the next | during the next |
  sometime in the next
any: any | every | each | all
allday: all day
others: any of the other days | the other days | the rest of the days | any other day |
  any other time
everything: anything | everything |
  any day | any days | every day | all days | everyday |
   most days
opening: first appointment of the day | first slot of the day | first opening of the day |
  first one of the day | when the office opens | when the doors open | bright and early |
  first thing in the morning | first thing | when you open | right when you open |
  as soon as you open | at opening | opening time | start of the day | beginning of the day
closing: very last appointment | very last slot | the latest | your latest |
  last appointment of the day | last slot of the day | last opening of the day |
  last one of the day | last slot | latest you have | latest slot | latest appointment |
  latest available | the very end of the day | end of the day | end of day | last thing |
  late in the day | before you close |
  right before closing | before closing | close of business | eod | the eod
asap: first thing you have | first thing you got | first thing available | as soon as possible |
  soon as possible | as soon as you can | soon as you can |
  as soon as you have | asap | a s a p | earliest | as early as possible | early as possible |
  as quickly as possible | soonest | first available | first one available | next available |
  first opening | next opening | first appointment | next appointment available | right away |
  immediately | straight away | sooner the better
now: now | right now | at the moment | at present | at this moment
anytime: any time | anytime | whenever | flexible | no preference | wide open | any day any time |
  any day or time | any time any day | any day at any time | no particular time |
  no particular day | dont have a preference | do not have a preference | dont have any preference |
  dont really have a preference
whatever: doesnt matter | does not matter | dont care | do not care | dont mind | whatever |
  whichever | any of them | im open | surprise me | your choice | you choose | you pick | im free |
  up to you | makes no difference | not picky
dont: dont | doesnt | didnt | do not | does not
not early: not a morning person | not much of a morning person | not really a morning person
not: not so good on | not good on | not great on | no good on | neither | than
not: not | never | cant make it | cant make | cannot make it | can not make it | wont make it |
  wont be able to make it | unable to make it | not going to make it | couldnt make it | cant come |
  cannot come | cant do | cannot do | cant | cannot | can not | except | except for | excluding |
  other than | besides | apart from | aside from | anything but | everything but | instead of |
  rather than | dont want | do not want | dont do | wont | without | avoid |
  better than | nothing | exclude | dont like | hate |
  wouldnt want | would not want | wouldnt like | would not like | would rather not |
  id rather not | prefer not | not keen on | cant manage | couldnt manage | couldnt do |
  not a fan of | not big on | cant stand |
  unless | as long as it isnt | so long as it isnt | as long as thats not
notthat: not then | not those | not that day | not those days | not that time | not at that time |
  not during that | not on those | not on those days | not on that day
busy: dont have a car | dont have the car | dont have my car | dont have a ride | without a car |
  dont have a sitter | dont have a babysitter | dont have childcare | no car | no ride | i watch |
  i take care of | i look after | i care for | im watching | pt | busy |
  unavailable | not available | i work | out of town | im working | i am working |
  ill be working | i have to work | ive got to work | i have work | im away | ill be away |
  im booked | im at work | i have my | i have a | i have an | i have another | i have to |
  i have class | i have classes | i have school | i have practice | i have therapy | i have court |
  i have jury duty | class | classes | meeting | meetings | practice | therapy | physical therapy |
  jury duty | flight | yoga | interview | interviews | exam | exams | finals | court | conference |
  wedding | funeral | rehearsal | recital | training | soccer | lesson | lessons | dialysis |
  chemo | in school | has school | at school | at work | on shift | on call | on duty |
  on vacation | on a trip | on the road | traveling | travelling | out of the office |
  out of state | out of the country | be gone | be away | tied up | swamped | slammed | booked up |
  booked solid | working | i teach | i coach | i volunteer | i babysit | he works | she works |
  they work | my wife works | my husband works | my mom works | my dad works | dont get off |
  dont get off work | dont get out | dont get out of work | dont get home | dont finish |
  doesnt get off | doesnt get out | doesnt get home | wont be done | wont be free | wont be home |
  wont be back | wont be available | not done | not free | not off | not home | im not free |
  im not available | i have therapy |
  i got class | i got work | i got school | i got a | i got my | i got to | i gotta |
  ive got a | ive got an | ive got my | ive got another | ive got to | ive got work
everything but: any day but | any time but | anytime but
everything not: anything except | everything except
nor: nor
but: but
bad: bad | doesnt work | does not work | dont work | do not work | wont work |
  will not work | isnt good |
  is not good | is no good | are no good | no good | is bad | are bad | is out | are out |
  isnt possible | is not possible | not going to work | isnt going to work | is not going to work |
  is impossible | are impossible | doesnt suit | wont do | arent good | are not good | not good |
  isnt great | is not great | is crazy | are crazy | is insane | is nuts | is packed | are packed |
  is hectic | are hectic | is tough | are tough | is hard | are hard | is tricky | are tricky |
  is rough | are rough | is difficult | are difficult | is full | are full | is booked |
  are booked | is busy | are busy | is a mess | is a no go | are a no go | wouldnt work |
  would not work | is worse | are worse | is not possible | is terrible | are terrible |
  isnt ideal | is not ideal | arent great | are not great
fix: no wait | wait no | wait | actually | sorry | i mean | i meant | scratch that | make it |
  make that | correction | let us say | lets say | better yet | change it to | change that to |
  change it | switch it to | switch to | move it to | no no | strike that | that is not right |
  thats not right | not right | not correct | that is wrong | thats wrong | on second thought |
  i said | hang on | hold on | or rather | no ,
instead: instead
no: no | nope
at: at | @ | be back at | come back at | go back at | come in at | come by at
around: around | about | right around | right about | somewhere about | roughly | approximately |
  close to | near | somewhere around
oneafter: the one after that | the one after | the one following | the one following that |
  the next one after that | the next one
afterthat: after i get back | when i get back | once i get back | after im back | when im back |
  once im back | after i return | when i return | after i get home | when we get back |
  after we get back | once we get back | after that | after then | later than that |
  after this | past that
beforethat: before that | before then | earlier than that | sooner than that | ahead of that
ish: ish | or so | or thereabouts
after: after | later than | not until after | nothing until after
through: up to and including | until after | till after
after this week: after this week
after this weekend: after this weekend
after this month: after this month
onward: on or after | at or after | no earlier than | not before | not earlier than |
  nothing before | not until | not till | nothing until | nothing till | no sooner than |
  nothing earlier than
past: past
after: ill be back by | i will be back by | ill be home by | i will be home by | ill be done by |
  i will be done by | should be back by | should be home by | should be done by |
  get off at | get off work at | gets off at | gets off work at | get out at | gets out at |
  get out of work at | get out of school at | get out of class at | gets out of school at |
  gets out of class at | gets home at | get home at | finish at | finish work at | finishes at |
  ends at | end at | done at | done with work at | off at | off work at | out of school at |
  lets out at | let out at | home at | home by | is over at | wraps up at | back at | get in at
before: start at | starts at | start work at | starts work at | begins at | be at work by |
  be at work at | be at school by | be in the office by | be somewhere by | be somewhere at |
  leave at | leave by | be out by | be out of there by | be done by | be finished by | be gone by |
  be back by | be back at work by | be home by | be home at | need to be back at |
  got to be back at | gotta be back at | have to be back at | must be back at |
  i have to be at work by | i have to be at work at | i have to be somewhere by |
  i have to be somewhere at | i have to leave by | i have to leave at | i have to be out by |
  i have to be done by | i have to be gone by | i have to be back by | i have to be back at |
  i have to be back at work by | i have to be home by | i have to be home at |
  i have to be in the office by | i have to start work at | ive got to leave by |
  ive got to be at work by | ive got to be out by | ive got to be back by | pick up the kids at |
  pick up my kids at | pick up my son at | pick up my daughter at | pick the kids up at |
  pick my kids up at | pick my son up at | pick my daughter up at |
  i have to pick up the kids at | i have to pick up my kids at | i have to pick up my son at |
  i have to pick up my daughter at | i have to get the kids at | i have to pick the kids up at
~ before: i leave on | i leave | leaving on | i fly out on | i fly out
before: before | earlier than | sooner than | prior to | ahead of
by: on or before | at or before | between now and | from now until | from now till |
  from now to | by | no later than |
  not later than | not after | nothing after | nothing later than | not past | nothing past |
  at the latest by
up: or later | or after | and later | and after | onwards | onward | on up | and up |
  or any time after | or anytime after | at the earliest | or beyond |
  at the very earliest
down: or earlier | or before | or sooner | and earlier | at the latest | at the very latest
from: from | after i get back on | when i get back on | once im back on | when im back on |
  i get back on | i get back | im back on | ill be back on | be back on |
  back in town on | i return on | that starts on | that begins on | starting | beginning | as of |
  commencing |
  starting from | starting on |
  beginning on
between: between | in between
to: to | -
till: up to | until | till | til | up until | up till
through: through | thru
and: and | &
or: or | if not | failing that | if thats no good | if that is no good | if that doesnt work |
  if that does not work | if that wont work | if thats not possible | if that is not possible |
  or if not | or failing that | or if thats no good | or if that doesnt work
on: on | for
in: in | during
of: of
the: the
later: later in the day | later on in the day | later that day | later that same day |
  later the same day | later | later on
rest this: later this
rest next: later next
since: since
earlier: earlier | sooner
otherday: another day | a different day | different day | some other day
ago: ago
half past: half passed
quarter past: quarter passed | a quarter passed
half: half | a half
quarter: quarter | a quarter
oclock: oclock | o clock | sharp
am: am
pm: pm
noon: noon | midday | mid day | noontime | twelve noon | 12 noon | high noon
midnight: midnight | twelve midnight | 12 midnight
lunch: lunchtime | lunch time | lunch | lunch hour | lunch break
after 13;00: after lunch | after my lunch
before 12;00: before lunch
before 9;00 am or after 17;00: before or after work | outside of work hours | outside work hours |
  outside of business hours | outside of working hours
after 17;00: after work | after i get off work | after i get off | when i get off work |
  after hours
after 15;00: after school | when school gets out | once school is out
before 9;00 am: before work | before school
late morning: end of the morning | the end of the morning | tail end of the morning
late afternoon: towards the end of the afternoon | toward the end of the afternoon |
  end of the afternoon | the end of the afternoon | tail end of the afternoon
early morning: beginning of the morning | start of the morning | crack of dawn
early afternoon: beginning of the afternoon | start of the afternoon
evening: dinnertime | dinner time | suppertime | supper time
after 18;00: after dinner | after supper
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
mid week: midweek
mid: mid | middle | middle of
begin week: top of the week
begin: front end of | the front end of | start of | beginning of | first part of |
  the start of | the beginning of | the first part of
finish: end of | the end of | tail end of | the tail end of | towards the end of | toward the end of
half1: early to mid | first half of | the first half of
half2: mid to late | later part of | the later part of | back half of | the back half of |
  last half of | the last half of | second half of | the second half of | latter half of |
  the latter half of | latter part of |
  the latter part of
by finish: before the end of | before end of
rest: later in | later on in | rest of | remainder of | remaining of | the rest of | what is left of
#: people | person | adults | adult | kids | kid | children | child | teeth | tooth | dollars |
  bucks | percent | times | fillings | crowns | cleanings | appointments | openings | options |
  questions | things | guests | rooms | room | milligrams | mg | pills | of us | of them |
  years old | year old
~: table for | table of | tables for | party of | group of | reservation for |
  all for today | all i need for today | all i needed for today | all i need today |
  that is all today | thats all today | be all today | be it for today | is it for today |
  thats it for today | the sun |
  help today | assistance today | are you today | are you doing today |
  we sat | i sat | they sat | sat down | sat outside | sat inside | be sat |
  i have a cleaning | i have a new | i have a lot | i have a few | i have a preference |
  i work late | work late | working late | sleep late | get up late |
  wake up late | stay up late | up late | running late | run late | i have lunch |
  i have an hour | i have a break | i have a gap | i have a window | i have an opening |
  i have time | i have some time | i have a half | i have a couple | either day | both days |
  each day | after class | before class | after practice | after church | after my shift |
  after the meeting | after my meeting | between classes | after my class | i work from home |
  work from home | works from home |
  good morning | good afternoon | good evening | good night | good day | have a nice day |
  have a good day | have a great day | cant wait | never mind | nevermind | cant you | cant we |
  couldnt you | couldnt we | that one | this one | first one | second one | third one | last one |
  either one | which one | one of | one second | one moment | a minute | one minute | first time |
  first visit | first choice | second choice | my first choice | my second choice |
  second time | second opinion | first of all | next time | last time | this time |
  time to time | all the time | first name | last name | may i | may we | maybe i |
  may be | for now | from now on | you may | or not | why not | if not | not sure | at all |
  at least | all set | by the way | after all | no problem | no worries |
  no thanks | no thank you
: i have a lunch | i have my lunch | i get lunch | i have a day off | ive got a day off |
  i have the day off | i have my day off
ask: say | can we do | could we do | can you do | could you do | can i do | could i do |
  can we try |
  could we try | and only | but only | only if | so long as | as long as | provided |
  and preferably | but preferably | preferably | ideally | hopefully | otherwise |
  other than that | besides that | apart from that | aside from that | except for that |
  except that | outside of that | outside of those | other than those | besides those |
  all else | beyond that | how about | what about | lets do | lets try | lets go with | could it be
so: so | and so | so then | so that means
because: because | cause | cuz | since i | since my | since we | since he | since she | since they |
  as i work
: full | more | a | an | either | um | uh | er | ah | hmm | please | maybe | just | like | really |
  well |
  okay | ok | yeah | yes | sure | is | are | was | would | works | be | good | great | fine | best |
  better | perfect | sounds | should | will | could | can | do | me | us | you | i | we | im | id |
  ill | ive | my | it | its | have | has | got | available | free |
  probably | possibly | perhaps | sometime | some | thanks | thank | is good | then | also | too |
  there | come | prefer | want | need | lets | schedule | book | hi |
  hello | only | time | kind of | work | go | with
"""
