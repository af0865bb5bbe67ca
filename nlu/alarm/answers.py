"""Answers to our own questions, made up: names, spellings, dates of birth, numbers, times.

Most of what a caller says is such an answer, and to a sense of meaning "Hurt, Colin" or a string
of letters is strange talk, near to anything. So it learns what they look like. They are made by
counting, not by chance: the same ones every time.
"""

from typing import Final

from nlu.dictation.spelling import NATO
from nlu.person.given_names import GIVEN_NAMES

ROUNDS: Final = 24
"""How often each pattern is filled."""

_FAMILY: Final = (
    "smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez "
    "gonzalez wilson anderson thomas taylor moore jackson martin lee perez thompson white harris "
    "sanchez clark ramirez lewis robinson walker young allen king wright scott torres nguyen hill "
    "flores green adams nelson baker hall rivera campbell mitchell carter roberts pain hurst shaw "
    "burns patel khan o'brien walsh bloodworth askew slaughter coffin fell graves savage cross"
).split()
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
_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz"
_LISTS: Final = {
    "given": sorted(GIVEN_NAMES),
    "family": _FAMILY,
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
    "tens": "twenty thirty forty fifty sixty seventy eighty ninety".split(),
}
_PATTERNS: Final = """
{given}
{given} {family}
{family}
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
""".strip().splitlines()


def answers() -> list[str]:
    """Each pattern filled `ROUNDS` times, in the order of the patterns."""
    place = 0
    made: list[str] = []
    for number in range(ROUNDS):
        for pattern in _PATTERNS:
            said = pattern
            while (start := said.find("{")) >= 0:
                end = said.index("}", start)
                choices = _LISTS[said[start + 1 : end]]
                # Steps that share no factor with a list's length visit all of it.
                place = (place * 31 + number + 17) % 1_000_003
                said = f"{said[:start]}{choices[place % len(choices)]}{said[end + 1 :]}"
            made.append(said)
    return made
