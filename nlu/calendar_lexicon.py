"""Which phrases mean which word of the common vocabulary of dates and times.

One line per meaning: `meaning: phrase | phrase`. Phrases are lower case, without accents and
apostrophes; the longest one wins. `;` stands for the colon of a time, `#` counts things that are
not times, an empty meaning is a word of politeness. Clear words for a time of day ("after work")
are given as such a time, since callers who say them do not expect a question back.
"""

from typing import Final

ENGLISH: Final = """
mon: monday | mon | mondays morning
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
today: today | same day
today night: tonight | tonite | this night
today morning: this morning
today afternoon: this afternoon
today evening: this evening
rest day: later today | later on today | rest of the day | rest of today
tomorrow: tomorrow | tmrw | tomorrows
overmorrow: the day after tomorrow | day after tomorrow
yesterday: yesterday | day before yesterday | the other day
coming: coming | this coming | upcoming | this upcoming
following: following
next: next
this: this
that: that
last: last
afternext: after next
other: every other
week: week | weeks | weeks time | weeks times
day: day | days | days time
month: month | months | months time
hour: hour | hours | hr | hrs | hours time
minute: minute | minutes | min | mins
year: year | years
2 week: fortnight | a fortnight
weekend: weekend
weekend+: weekends
weekdays: weekday | weekdays | during the week | work days | workdays | business days | business day
1 week: a week
1 day: a day
1 month: a month
1 hour: an hour
30 minute: half an hour | a half hour | half hour
2: a couple of | couple of | a couple | couple
few: a few | few
any: any | every | each | all | either
everything: anything | everything | any day | any days | every day | all days | everyday | any other day | any other time | most days | most any day
opening: first thing in the morning | first thing | when you open | right when you open | as soon as you open | at opening | opening time | start of the day | beginning of the day
closing: end of the day | end of day | last thing | late in the day | before you close | right before closing | before closing | close of business
asap: as soon as possible | soon as possible | as soon as you can | soon as you can | asap | a s a p | earliest | as early as possible | early as possible | as quickly as possible | as soon as | soonest | first available | next available | first opening | next opening | first appointment | right away | immediately | straight away | sooner the better | first one available | as soon as you have
now: now | right now | at the moment
anytime: any time | anytime | whenever | flexible | no preference | wide open | any day any time | any day or time | any time any day | any day at any time | any time is fine | no particular time | no particular day | dont have a preference | do not have a preference | dont have any preference | dont really have a preference
whatever: doesnt matter | does not matter | dont care | do not care | dont mind | whatever | whichever | anything works | any of them | im open | surprise me | youre choice | your choice | you choose | you pick | im free | up to you | makes no difference | not picky
not: not | never | cant do | cannot do | cant | cannot | except | excluding | other than | besides | apart from | aside from | anything but | any day but | everything but | anytime but | any time but | instead of | rather than | dont want | do not want | dont do | wont | without | avoid | busy | unavailable | not available | better than | dont have time | nothing | i work | out of town | can not | anything except | exclude
nor: nor
but: but
bad: doesnt work | does not work | dont work | do not work | wont work | will not work | isnt good | is not good | is no good | are no good | no good | is bad | are bad | is out | are out | isnt possible | is not possible | not going to work | is impossible | are impossible | doesnt suit | wont do | isnt going to work | arent good | are not good | not good | is not going to work | is not great | isnt great
not in: i work in | i work on
fix: no wait | wait no | wait | actually | sorry | i mean | i meant | scratch that | make it | make that | no make it | correction | let us say | lets say | better yet | change it to | change that to | switch it to | switch to | move it to | no no | strike that | on second thought | i said | hang on | hold on
instead: instead
no: no | nope
at: at | @
around: around | about | roughly | approximately | close to | near | sometime around | somewhere around
ish: ish | or so | oclock ish | or thereabouts
after: after | later than | any time after | anytime after | past | no earlier than | not before | not earlier than | nothing before | not until | not till | no sooner than
before: before | earlier than | prior to | not later than | not after | nothing after | ahead of
by: by | no later than | at the latest by
up: or later | or after | and later | and after | onwards | onward | on up | and up | or any time after | or anytime after | at the earliest | forward | or beyond | and on
down: or earlier | or before | or sooner | and earlier | at the latest
from: from | starting | beginning | as of | commencing | starting from | starting on | beginning on | since
between: between | in between
to: to | - | up to
till: until | till | til | up until | up till
through: through | thru
and: and | &
or: or
on: on
in: in | during | within
of: of
the: the
later: later | anything later | something later | later on
earlier: earlier | anything earlier | something earlier | sooner
otherday: another day | a different day | different day | some other day
ago: ago
past: past
half: half
quarter: quarter | a quarter
am: am
pm: pm
oclock: oclock | o clock | hundred hours | sharp
exactly: exactly | on the dot
noon: noon | midday | noontime | twelve noon | 12 noon | high noon
midnight: midnight | twelve midnight
lunch: lunchtime | lunch time | lunch | lunch hour | lunch break | my lunch hour | my lunch break
after 13;00: after lunch | after my lunch
before 12;00: before lunch
after 17;00: after work | after i get off work | after i get off | when i get off work | after hours
after 15;00: after school | when school gets out | once school is out
before 9;00: before work | before school
morning: morning | night and morning
morning+: mornings
afternoon: afternoon | arvo
afternoon+: afternoons
evening: evening
evening+: evenings
night: night | nighttime | night time
night+: nights
early: early | earlier in | early on
late: late | later in
mid: mid | middle | middle of
begin: start of | beginning of | first part of | first half of
finish: end of | second half of | tail end of
rest: rest of | remainder of | remaining of | later | what is left of
a: a | an
,: ,
born: born | birthday | birth | birthdate | dob
year#: years old
#: people | person | adults | adult | kids | kid | children | child | teeth | tooth | dollars | bucks | percent | times | fillings | crowns | cleanings | appointments | openings | options | questions | things | guests | rooms | room | nights stay | milligrams | mg | pills | of us | of them | years old
~: good morning | good afternoon | good evening | good night | good day | have a nice day | have a good day | have a great day | nice day | cant wait | that one | this one | first one | second one | third one | last one | the last one | either one | which one | one of | a second | one second | one moment | a minute | one minute | a sec | first time | first visit | second time | second opinion | first of all | next time | last time | this time | time to time | all day | all the time | first name | last name | may i | may we | may be | all right | for now | from now on | you may | or not | why not | if not | not sure | if at all possible | at all | at least | at home | all set | not now | the first | first opening you | next step | march in | second | third | one | tomorrow is another day | today is | by the way | by phone | by now | after all | before that | after that | before i | after i | no problem | no worries | no thanks | no thank you
: um | uh | er | ah | erm | hmm | please | maybe | just | like | really | well | so | okay | ok | yeah | yes | sure | is | are | was | would | works | be | good | great | fine | best | better | perfect | sounds | should | will | could | can | can do | do | for | me | us | you | i | we | im | id | ill | ive | my | it | its | that would | that works | thatd | have | has | got | available | free | preferably | ideally | probably | possibly | perhaps | sometime | some time | some | thanks | thank | works for me | works best | is good | then | also | too | there | come | come in | prefer | preferred | want | need | lets | do | say | how about | what about | appointment | an appointment | an opening | opening | anything | something | see | get | schedule | book | hi | hello | only | time | date | even | you know | slot | early enough | or something | kind of | sort of | take | open | work | rather | ~
"""

SPANISH: Final = ""
