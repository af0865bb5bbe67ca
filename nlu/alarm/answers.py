"""Answers and plain wishes, made up: names, spellings, dates of birth, numbers, times, services.

Most of what a caller says is such talk, and to a sense of danger "Hurt, Colin", a string of
letters or a wife who needs a crown is near to anything. So it learns what they look like. They
are made by counting, not by chance: the same ones every time.
"""

import re
from importlib.resources import files
from typing import Final

from nlu.dictation.spelling import NATO
from nlu.intent.phrases import phrases
from nlu.person.given_names import GIVEN_NAMES

ROUNDS: Final = 24
"""How often each pattern is filled."""
_NAME_ROUNDS: Final = 300
"""How often those are that are nothing but a name: no two names are alike."""


def _common(kind: str) -> list[str]:
    names = (files("nlu.person") / f"common_{kind}.txt").read_text(encoding="ascii")
    return names.split()


_MONTHS: Final = (
    "january february march april may june july august september october november december"
).split()
_MESES: Final = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
).split()
_DAYS: Final = "monday tuesday wednesday thursday friday saturday sunday".split()
_DIAS: Final = "lunes martes miércoles jueves viernes sábado domingo".split()
_DIGITS: Final = "zero one two three four five six seven eight nine oh".split()
_CIFRAS: Final = "cero uno dos tres cuatro cinco seis siete ocho nueve".split()
_TEENS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fifteenth nineteenth twentieth twenty-first twenty-fourth twenty-ninth thirtieth"
).split()
_HOURS: Final = "eight nine ten eleven twelve one two three four five six seven".split()
_GAP: Final = re.compile(r"{(\w+)}")
_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz"
_LISTS: Final = {
    "given": sorted(GIVEN_NAMES),
    "first": _common("given_names"),
    "family": _common("surnames"),
    "month": _MONTHS,
    "mes": _MESES,
    "day": _DAYS,
    "dia": _DIAS,
    "d": _DIGITS,
    "c": _CIFRAS,
    "nth": _TEENS,
    "hour": _HOURS,
    "l": list(_ALPHABET),
    "nato": sorted(NATO),
    "n": [str(number) for number in range(1, 32)],
    "yy": [str(number) for number in range(1931, 2022)],
    "kin": (
        "son daughter wife husband mother father mom dad grandson granddaughter sister brother "
        "grandmother kids aunt stepson baby girlfriend"
    ).split(),
    "service": (
        "cleaning, checkup, filling, crown, physical, flu shot, sick visit, consultation, "
        "root canal, whitening, vaccination, follow-up, denture adjustment, x-ray, blood test, "
        "well visit, blood pressure check, tooth extraction, night guard, wellness exam"
    ).split(", "),
    "cita": "cita, limpieza, consulta, revisión, vacuna, corona, radiografía".split(", "),
    "familia": "hijo hija mamá papá esposa esposo abuela nieto hermana bebé".split(),
    "tens": "twenty thirty forty fifty sixty seventy eighty ninety".split(),
}
_NAMED: Final = """
{given}
{first}
{family}
{given} {family}
{first} {family}
{first} {given} {family}
""".strip().splitlines()
_SHORT: Final = phrases(
    """no, I can't | no I can't do that | I can't that day | no I won't | I don't | I do | I am
    | I'm not | it is | it isn't | we are | we aren't | yes I can | yes it is | no it isn't
    | not really | not sure | no idea | nobody | no one | just me | only me | it's just me
    | it's only us | myself | me | nothing | nothing else | nothing, it's fine | none of that
    | none of those | neither | both | either one | whatever | the same | same one | that one
    | the first | the other | later | sooner | earlier | never | always | maybe | a little
    | I'm moving away | we're moving | I moved | I have to work | I'm working | I'm busy
    | I'm out of town | I got a new job | I changed my mind | I found another one
    | I don't need it anymore | it's too far | it costs too much | I'm on vacation
    | I'm feeling better | I feel better | I'm fine now | all good | I'm good | never mind then
    | hello | hello? | hi there | good morning | are you there | yes hello | go ahead | I'm here
    | you can't | he can't | she can't make it | I'm fifteen | I'm sixteen | she's eight
    | he's four | I'm his mother | I'm her father | I'm the patient | a friend | my neighbor
    | I already said that | I told you | what? | why? | excuse me | one moment | hold on
    | no puedo | no puedo ese día | nadie | nadie más | sólo yo | nada más yo | ninguno
    | nada | nada más | no, nada | no sé | tal vez | un poco | el mismo | me mudo | trabajo ese día
    | ya no la necesito | ya me siento mejor | estoy bien | bueno | diga | sí, dígame
    | tengo quince años | soy su mamá | soy el paciente | ya se lo dije | por qué | perdón"""
)
_PATTERNS: Final = """
my name is {given} {family}
it's {given} {family}
this is {given}, last name {family}
me llamo {given} {family}
soy {given} {family}
{l} {l} {l} {l} {l}
{l} {l} {l} {l} {l} {l} {l}
{family} {l} {l} {l} {l} {l}
{l} for {nato} {l} for {nato} {l} for {nato} {l} for {nato}
{l}. {l}. {l}. double {l}. {l}
{nato} {nato} {nato} {nato} {nato}
{given} {l} {l} {l} {l} {family} {l} {l} {l} {l} {l}
{month} {nth} nineteen {tens} {d}
the {nth} of {month} {yy}
{n} {month} {yy}
{n} {n} {yy}
{month} {n} {yy}
{n} de {mes} de {yy}
{d} {d} {d} {d} {d} {d} {d}
{d} {d} {d} {d} {d} {d} {d} {d} {d} {d}
my number is {d} {d} {d} {d} {d} {d} {d} {d} {d} {d}
{c} {c} {c} {c} {c} {c} {c} {c} {c} {c}
{l} {l} {d} {d} {d} {l} {l}
{l}{n} {n}{l}{l}
{l} {l} {n} {d} {l} {l}
it's {l} {l} {d} {d} {l} {l}
{n} {n} {n} {n}
at {hour} please
around {hour} thirty in the morning
{day} at {hour}
next {day} afternoon
{n} {month}
{hour} pm on the {nth}
for {d} people on {day} at {hour}
just the {d} of us
el {dia} a las {n}
{dia} por la mañana
{day} the {nth} of {month} at {hour} fifteen
yes that's {given}
no, {family} with {l} {l}
{given} {family}, {l}, {l}, {l}, {l}, {l}, {l}
it's {given} {family}, {l} as in {given}, {l}, {l}, {l}, {l}
hi, this is {given} {family}, i'd like a {service} on {day}
i'm calling for my {kin} {given}, i'd like to book a {service}
my {kin} needs a {service}
we just moved here and i need a {service}
i'm a new patient and i'd like a {service} please
hi i just moved to town and my {kin} is due for a {service}
it's about my {kin}'s {service} on {day}
my {kin} is stuck in traffic and will be {d} minutes late for the {service}
can i bring my {kin} in on {day} for a {service}
i'm the {kin} of {given} {family}
for my {kin}
a {service}
{service} for my {kin}
{d} {d} {d}, double {d} {d}, oh {d} {d} {d}
double {d}, triple {d}, {d} {d}, oh {d} {d}
{given} {family}, {l} as in {first}, {l}, {l}, {l}, {l} as in {given}, {l}
i just moved here and i'd like to be a new patient, i need a {service}
hi, i'm new in town, i need a {service}
i'm a new patient, i need a {service} for my {kin}
quiero una {cita} para mi {familia}
una {cita} el {dia} por favor
""".strip().splitlines()


def answers() -> list[str]:
    """Each pattern filled again and again, in the order of the patterns."""
    filling = _Filling()
    names = [filling.fill(pattern) for _ in range(_NAME_ROUNDS) for pattern in _NAMED]
    return [*names, *_SHORT] + [
        filling.fill(pattern) for _ in range(ROUNDS) for pattern in _PATTERNS
    ]


class _Filling:
    """Fills patterns; steps that share no factor with a list's length visit all of it."""

    def __init__(self) -> None:
        self._place = 0

    def fill(self, pattern: str) -> str:
        return _GAP.sub(self._next, pattern)

    def _next(self, gap: re.Match[str]) -> str:
        self._place = (self._place * 31 + 17) % 1_000_003
        choices = _LISTS[gap[1]]
        return choices[self._place % len(choices)]
