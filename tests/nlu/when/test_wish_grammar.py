"""The grammar of wishes for a time, one way to put them after the other.

Each wish is judged by moments that its windows must hold and must not hold, in March 2026 unless a
month stands before the day (`4/10T14` is 10 April, 14:00). The caller is asked on Monday the 2nd at
9:15 when they could come; the clinic is open Monday to Thursday 8-17 and Friday 8-15.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeAlias

import pytest

from engine.clinic import Clinic
from nlu.when.windows import windows

Case: TypeAlias = tuple[str, str, str]
"""The words, the moments that suit, those that do not."""

MONDAY = datetime.fromisoformat("2026-03-02T09:15")

DAYS: list[Case] = [
    ("tuesday or thursday", "3T10 5T10", "4T10 6T10 10T10"),
    ("either tuesday or wednesday morning", "3T09 4T09", "3T14 4T14"),
    ("monday tuesday or wednesday next week", "9T10 10T10", "12T10 3T10"),
    ("next tuesday or thursday", "10T10 12T10", "3T10 5T10"),
    ("this thursday or next", "5T10 12T10", "4T10"),
    ("next thursday or the thursday after", "12T10 19T10", "5T10 26T10"),
    ("not this tuesday, the one after", "10T10", "3T10 17T10"),
    ("this tuesday is no good, the following tuesday", "10T10", "3T10"),
    ("tomorrow or the day after", "3T10 4T10", "5T10"),
    ("thursday all day or friday morning", "5T10 5T15 6T09", "6T14 4T10"),
    ("all day thursday or friday morning", "5T10 5T15 6T09", "6T14 4T10"),
    ("thursday any time or tuesday after two", "5T10 3T15", "3T10 4T10"),
    ("i'm tied up all day thursday", "4T10 6T10", "5T10"),
    ("the 10th or the 12th", "10T10 12T10", "9T10 13T10"),
    ("the 9th 10th or 12th in the afternoon", "9T14 10T14 12T14", "9T09 13T14"),
    ("around the 18th", "17T10 18T10 19T10", "12T10 23T10"),
    ("the 19th or thereabouts", "18T10 19T10", "12T10 25T10"),
    ("on the second tuesday of april", "4/14T10", "10T10 4/7T10"),
    ("the first monday morning of april", "4/6T09", "4/6T14 4/13T09"),
    ("the last day of the month", "31T10", "30T10"),
    ("two mondays from now", "16T10", "9T10"),
    ("friday in two weeks", "20T10", "13T10"),
    ("a tuesday in april", "4/7T10 4/21T10", "3T10 4/8T10"),
    ("next month on the 20th", "4/20T10", "20T10 4/21T10"),
    ("in a week or two", "9T10 12T10 16T10", "4T10 17T10"),
    ("two or three weeks from now", "16T10 23T10", "3T10 13T10"),
    ("any time in the next week", "3T10 9T10", "10T10"),
    ("mid to late april", "4/16T10 4/30T10", "4/7T10"),
    ("not this weekend but the weekend after", "14T10", "7T10 9T10"),
    ("in about two weeks", "16T10 17T10", "4T10"),
]

WEEKS: list[Case] = [
    ("next week", "9T10 13T10", "6T10 16T10"),
    ("the week after next", "16T10 20T10", "13T10 23T10"),
    ("not next week, the week after", "16T10 19T10", "9T10 23T10"),
    ("i have jury duty all next week so the following week", "16T10 20T10", "10T10 23T10"),
    ("this week or next", "3T10 10T10", "16T10"),
    ("end of this week or beginning of next", "5T10 9T10", "3T10 12T10"),
    ("early next week", "9T10 10T10", "12T10 13T10"),
    ("any day this week after three", "3T15:30 5T16", "3T10 10T15:30"),
    ("i'm free all week except thursday", "3T10 4T10", "5T10 10T10"),
    ("the week of march 16th but not monday", "17T10 20T10", "16T10 10T10"),
    ("the first two weeks of april", "4/1T10 4/14T10", "31T10 4/15T10"),
    ("the last week of march", "25T10 31T10", "24T10"),
    ("before the weekend", "3T10 6T10", "9T10"),
    ("after this week", "9T10 12T10", "4T10"),
    ("this weekend or next", "7T10 14T10", "9T10"),
    (
        "next week tuesday or thursday afternoon or friday morning",
        "10T14 12T14 13T09",
        "6T09 13T14",
    ),
    ("tuesday at ten or thursday at two next week", "10T10 12T14", "3T10 5T14 12T10"),
    ("next week late in the week", "12T10 13T10", "5T10 9T10"),
    ("midweek next week", "10T10 12T10", "4T10 9T10"),
    ("late april or early may", "4/21T10 5/5T10", "4/10T10 5/20T10"),
    ("march is better april is crazy", "10T10 24T10", "4/8T10"),
]

PARTS: list[Case] = [
    ("mornings", "3T09 9T11", "3T14"),
    ("tuesday afternoon", "3T14", "3T10 4T14"),
    ("late afternoon tomorrow", "3T16", "3T13"),
    ("towards the end of the afternoon on thursday", "5T16", "5T12:30 4T16"),
    ("first thing tomorrow", "3T08", "3T11"),
    ("end of the day thursday", "5T16", "5T10"),
    ("over lunch on tuesday", "3T12", "3T09 3T15"),
    ("after lunch on tuesday", "3T14", "3T10"),
    ("after work on thursday", "5T17", "5T10"),
    ("after school wednesday", "4T15:30", "4T10"),
    ("before work on friday", "6T08:30", "6T10"),
    ("later this afternoon", "2T14", "3T14"),
    ("any morning next week before eleven", "9T09 12T10", "9T11:30 4T09"),
    ("thursday a.m.", "5T09", "5T14"),
    ("thursday am or friday p m", "5T09 6T14", "5T14 6T09"),
    ("any p m next week", "9T14 12T15", "9T09 3T14"),
    ("i am free thursday", "5T09 5T14", "4T09"),
    ("the first morning you have", "3T09", "3T14"),
    ("one morning next week", "9T09 10T09", "9T14 3T09"),
    ("i'm not a morning person", "3T11 3T14", "3T08:30"),
    ("not too early on tuesday", "3T11 3T15", "3T08:30 4T11"),
]

TIMES: list[Case] = [
    ("after three", "3T15:30 5T16", "3T14"),
    ("before ten on wednesday", "4T09", "4T11 3T09"),
    ("between ten and noon tomorrow", "3T10 3T11:30", "3T09 3T13"),
    ("two to four on tuesday", "3T14 3T15:30", "3T11 3T16:30"),
    ("no earlier than nine and no later than eleven", "3T09:30", "3T08 3T11:30"),
    ("three or later", "3T15 4T16", "3T14"),
    ("ten at the earliest", "3T10 3T15", "3T09"),
    ("up to two o'clock", "3T09 3T13", "3T15"),
    ("around ten on wednesday", "4T10", "4T12 3T10"),
    ("before or after work on thursday", "5T08:30 5T17", "5T10"),
    ("tuesday at for thirty", "3T16:30", "3T14"),
    ("half passed two on thursday", "5T14:30", "5T10"),
    ("tuesday at nine thirty or ten", "3T09:30 3T10", "3T11 4T10"),
    ("monday at nine tuesday at ten or wednesday at eleven", "9T09 3T10 4T11", "3T09 4T10"),
    ("tuesday after two or thursday before ten", "3T14:30 5T09", "3T10 5T11"),
    ("next tuesday or wednesday after two either day", "10T14:30", "10T10 12T14:30"),
    ("mornings are good but i need to be done before two", "3T09 5T11", "3T14:30"),
    ("i'll be back at five on thursday", "5T17", "5T10 6T17"),
]

EXCLUSIONS: list[Case] = [
    ("mornings next week but not tuesday", "9T09 12T09", "10T09 9T14 3T09"),
    ("next week but not tuesday or thursday", "9T10 13T10", "10T10 12T10"),
    ("not monday or tuesday", "4T10 5T10", "3T10 9T10 10T10"),
    ("neither tuesday nor wednesday", "5T10 9T10", "3T10 4T10 10T10"),
    ("any day but friday", "3T10 12T10", "6T10 13T10"),
    ("any day but after three", "3T15:30", "3T10"),
    ("any time but mornings", "3T14", "3T10 5T10"),
    ("anytime but not before ten", "3T10:30", "3T09"),
    ("any afternoon except wednesday", "3T14 5T14", "4T14 3T10"),
    ("not on a monday", "3T10", "9T10"),
    ("nothing before ten", "3T10", "3T09"),
    ("not at ten on tuesday", "3T09 3T11 4T10", "3T10"),
    ("not between twelve and two", "3T11 3T15", "3T12:30 3T13"),
    ("any day next week except tuesday and only in the morning", "9T09 12T09", "10T09 9T14"),
    ("tuesday and thursday are bad other than that whatever you got next week",
     "9T10 13T10", "10T10 12T10 3T10"),
    ("monday works tuesday and wednesday don't", "9T10", "3T10 4T10"),
    ("thursday is better friday is bad", "5T10", "6T10"),
    ("let's see, monday's bad, tuesday's bad, wednesday after two is good", "4T14:30",
     "9T10 3T14:30 4T10"),
    ("mornings are fine afternoons are hard", "3T09", "3T14"),
    ("i'd rather do tuesday than wednesday", "3T10", "4T10"),
    ("early mornings don't work but late mornings do", "3T11", "3T08:30 3T14"),
    ("except for wednesday any morning works", "3T09 5T09", "4T09 3T14"),
    ("as long as it isn't friday", "3T10 5T10", "6T10"),
    ("i hate mornings", "3T14", "3T09"),
    ("thursday works better than friday", "5T10", "6T10"),
    ("next week as long as it's not friday", "9T10", "13T10"),
    ("not tomorrow and not wednesday so next week sometime after lunch", "10T14 12T15",
     "3T14 9T10 17T14"),
    ("the 10th but not at nine on the 10th", "10T11", "10T09 17T11"),
    ("next tuesday but not tuesday morning", "10T14", "10T09 17T14"),
]  # fmt: skip

BOUNDS: list[Case] = [
    ("not until thursday", "5T10 9T10", "3T10 4T10"),
    ("not before the 5th", "5T10 6T10", "4T10"),
    ("nothing until after the 5th", "6T10 9T10", "3T10 5T10"),
    ("i can't come in until after two", "3T14:30", "3T10"),
    ("not until next week", "9T10 12T10", "4T10"),
    ("no later than thursday", "3T10 5T10", "6T10"),
    ("on or after the 9th", "9T10 12T10", "6T10"),
    ("on or before the 5th", "3T10 5T10", "6T10"),
    ("the 12th or later", "12T10 16T10", "10T10"),
    ("friday at the latest", "3T10 6T10", "9T10"),
    ("at the latest friday", "3T10 6T10", "9T10"),
    ("at the earliest the tenth", "10T10 12T10", "9T10"),
    ("any day up to and including friday", "3T10 6T10", "9T10"),
    ("in april but not before the tenth", "4/10T10 4/20T10", "4/7T10 12T10"),
    ("before the 20th but after the 12th", "16T10 19T10", "12T10 23T10"),
    ("between the 9th and the 13th but not the 10th", "9T10 12T10", "10T10 6T10"),
    ("the 9th through the 12th", "9T10 12T10", "13T10"),
    ("by the end of next week", "3T10 13T10", "16T10"),
]

REASONS: list[Case] = [
    ("i get off at four on thursdays", "5T16:30", "5T10 3T16:30"),
    ("i pick up the kids at three so before that", "3T10", "3T15:30"),
    ("i work nights so mornings are bad", "3T14", "3T09"),
    ("i work nights so not too early say after ten on tuesday or wednesday", "3T10:30 4T14",
     "3T09 5T10:30"),
    ("since i work late i prefer afternoons", "3T13 3T16", "3T09"),
    ("i'm leaving thursday morning so wednesday", "4T10 4T15", "5T10"),
    ("i leave on a cruise the tenth so any time before that", "3T10 9T10", "10T10 12T10"),
    ("i'm out of town until the 16th so after i get back", "17T10 18T10", "10T10 13T10"),
    ("i get back on the 12th", "12T10 16T10", "10T10"),
    ("tuesday i have a meeting at two so before that", "3T10", "3T14:30 4T10"),
    ("thursday but i need to leave by noon", "5T10", "5T13"),
    ("any day but i have to be out by three", "3T10", "3T15:30"),
    ("i have therapy at three on thursdays so not then", "5T10 3T15", "5T15"),
    ("i have a lunch break at twelve", "3T12", "3T10"),
    ("i can't drive after dark so mornings", "3T09", "3T15"),
    ("this morning please i've got a toothache", "2T10", "2T14 3T10"),
    ("i have class on mondays and wednesdays so any other day", "3T10 5T10", "4T10 9T10"),
    ("school's out next week so any time then", "9T10 12T10", "3T10 17T10"),
    ("bible study is thursday evening so not then", "3T10 5T10", "5T16:30"),
    ("i've got pt on tuesday and thursday mornings so not those", "4T09 3T14", "3T09 5T09"),
    ("i'm seeing my other doctor on tuesday at ten so not tuesday morning", "3T14 4T09", "3T10"),
    ("we get back monday the ninth so maybe that thursday", "12T10", "5T10 9T10"),
    ("we'll be back in town on the ninth so any time that week", "9T10 12T10", "5T10 16T10"),
    ("i don't have the car on tuesdays", "4T10", "3T10 10T10"),
    ("my insurance doesn't kick in until april first", "4/1T10 4/7T10", "3T10 12T10"),
    ("i'm out of town until the 12th", "12T10 19T10", "3T10 10T10"),
    ("i'm on vacation next week", "3T10 6T10", "9T10 12T10"),
    ("we don't get back until sunday night so monday at the earliest", "9T10 10T10", "5T10"),
]  # fmt: skip

SPANISH: list[Case] = [
    ("el martes o el jueves después de las dos", "3T14:30 5T15", "3T10 4T14:30"),
    ("la próxima semana pero no el martes ni el jueves", "9T10 13T10", "10T10 12T10"),
    ("cualquier día menos el viernes", "3T10", "6T10 13T10"),
    ("no antes del jueves", "5T10 9T10", "3T10"),
    ("a más tardar el jueves", "3T10 5T10", "6T10"),
    ("no más tarde de las cuatro", "3T15", "3T16:30"),
    ("ni el martes ni el miércoles", "5T10 9T10", "3T10 4T10"),
    ("en abril en marzo no puedo", "4/8T10", "10T10"),
    ("esta semana está difícil mejor la próxima", "9T10", "4T10"),
    ("el martes me queda mejor, el lunes está complicado", "3T10", "9T10"),
    ("mañana no, pasado mañana tampoco, el viernes", "6T10", "3T10 4T10 5T10"),
    ("hoy si se puede si no mañana", "2T10 3T10", "4T10"),
    ("no este martes, el próximo", "10T10", "3T10"),
    ("salgo a las tres así que después de eso", "3T15:30", "3T10"),
    ("tengo una reunión el martes a las dos así que antes", "3T10", "3T15 4T10"),
    ("tengo clase los lunes y miércoles así que cualquier otro día", "3T10 5T10", "4T10 9T10"),
    ("voy a estar fuera la próxima semana", "3T10", "9T10 12T10"),
    ("cuando regrese el doce", "12T10 16T10", "10T10"),
    ("las primeras dos semanas de abril", "4/1T10 4/14T10", "4/15T10"),
    ("temprano por la mañana el jueves", "5T08:30", "5T11 4T08:30"),
    ("de hoy en ocho por la tarde", "9T14", "9T10 10T14"),
    ("mañana o pasado", "3T10 4T10", "5T10"),
    ("ninguna mañana", "3T14", "3T10"),
]


def moment(said: str) -> str:
    """`4/10T14` as the local moment 2026-04-10T14:00."""
    day, _, hour = said.partition("T")
    month, _, number = day.rpartition("/")
    clock = hour if ":" in hour else f"{hour}:00"
    return f"2026-{int(month or 3):02}-{int(number):02}T{clock}"


def holds(found: Sequence[dict[str, str]], at: str) -> bool:
    return any(one["start"] <= at < one["end"] or one["start"] == one["end"] == at for one in found)


def judge(clinic: Clinic, case: Case, language: str) -> None:
    words, suits, other = case
    found = windows(words, MONDAY, clinic, language, asked=True)
    assert found is not None
    held = {one for one in f"{suits} {other}".split() if holds(found.value, moment(one))}
    assert held == set(suits.split())


@pytest.mark.parametrize(
    "case", [*DAYS, *WEEKS, *PARTS, *TIMES, *EXCLUSIONS, *BOUNDS, *REASONS], ids=lambda c: c[0]
)
def test_english(riverside: Clinic, case: Case) -> None:
    judge(riverside, case, "en")


@pytest.mark.parametrize("case", SPANISH, ids=lambda c: c[0])
def test_spanish(riverside: Clinic, case: Case) -> None:
    judge(riverside, case, "es")
