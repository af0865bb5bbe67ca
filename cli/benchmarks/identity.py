"""EVI: who is calling, in 811 calls heard by a real recogniser (PolyAI, CC BY 4.0).

Callers gave a postcode, a name and a date of birth, three times each, the name spelled at the last.
Each figure is given for all calls and for the half of the speakers on whom nothing was tuned
(`_held_out`).

At the third attempt two callers of five are heard to spell only one part of their name, so spelled
names are also counted over the calls in which both were heard (`_both_spelled`), and by whether
just those parts that were heard are right (`_as_spelled`). The prior are common names, or those of
the directory (`_clinic_prior`), as in a clinic that checks callers against its records;
`_understood` is what a call makes of the letters before any prior: plain letters are kept as they
are heard. A stranger is a caller whose record is taken out of the directory: nobody may be found.

The published directory is not part of the data, so one is made: every identity that a call is
about, and as many made-up people as fill it to `DIRECTORY`, whose first and last names are drawn
from those of the identities (so names as frequent as there), and whose days of birth are drawn
evenly from 1905 to 2021.
"""

import hashlib
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final, TypeAlias

from rapidfuzz import fuzz

from cli.benchmarks.figure import Figure, percent, rows
from nlu.dictation.letters import letters_heard
from nlu.person.birth import date_of_birth
from nlu.person.birth_heard import BirthHeard, births_heard
from nlu.person.identity import Directory, Evidence, Identified, Person, identify
from nlu.person.lexicon import Names, clinic_names, plain_name
from nlu.person.name import person_name
from nlu.person.name_likeness import likeness, name_heard
from nlu.person.spelled_name import spelled_name

FILE: Final = "evi_turns.jsonl.gz"
DIRECTORY: Final = 10_000
NOW: Final = datetime(2021, 12, 1, tzinfo=UTC)
"""When the calls were made: nobody among them was born later."""
_FIRST_DAY: Final = date(1905, 1, 1)
_LAST_DAY: Final = date(2021, 11, 30)
_ATTEMPTS: Final = 3


@dataclass(frozen=True, slots=True)
class Call:
    """One call: what was heard of each item at each attempt, and who it is about."""

    held_out: bool
    person: Person
    heard: dict[str, tuple[tuple[str, ...], ...]]
    """The recogniser's guesses at an item (`name`, `dob`, `postcode`), one tuple an attempt."""

    def guesses(self, item: str, attempts: int) -> tuple[str, ...]:
        """All guesses at an item in the first `attempts` attempts."""
        return tuple(guess for heard in self.heard[item][:attempts] for guess in heard)


_Match: TypeAlias = tuple[Call, Person | None]
"""A call, and who was taken to be calling."""


def measure(data: Path | None) -> list[Figure]:
    """Dates of birth at first hearing, spelled names and callers identified."""
    if data is None or not (data / FILE).exists():
        return []
    calls = tuple(read_calls(rows(data / FILE)))
    return [*_births(calls), *_spellings(calls), *_identities(calls)]


def read_calls(turns: Iterable[dict[str, Any]]) -> Iterator[Call]:
    """The turns put together as calls, in order of their ids."""
    calls: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for turn in turns:
        calls[turn["dialogue"]][turn["item"]].append(turn)
    for name in sorted(calls):
        items = calls[name]
        about = items["name"][0]
        person = Person(
            key=f"{about['gold']} {items['dob'][0]['gold']}",
            first=about["gold_first"],
            last=about["gold_last"],
            born=items["dob"][0]["gold"],
            postcode=items["postcode"][0]["gold"],
        )
        heard = {
            item: tuple(
                tuple(turn["nbest"]) for turn in sorted(said, key=lambda turn: turn["attempt"])
            )
            for item, said in items.items()
        }
        yield Call(held_out(about["speaker"]), person, heard)


def held_out(speaker: str) -> bool:
    """Whether a speaker is of the half on whom nothing is tuned."""
    return hashlib.sha256(speaker.encode()).digest()[0] % 2 == 1


def directory(calls: Sequence[Call]) -> dict[str, Person]:
    """Everybody whom a call is about, and made-up people with names like theirs."""
    real = {call.person.key: call.person for call in calls}
    draw = random.Random("directory")
    firsts = [real[key].first for key in sorted(real)]
    lasts = [real[key].last for key in sorted(real)]
    days = (_LAST_DAY - _FIRST_DAY).days
    people = dict(real)
    while len(people) < DIRECTORY:
        first, last = draw.choice(firsts), draw.choice(lasts)
        born = (_FIRST_DAY + timedelta(days=draw.randrange(days))).isoformat()
        key = f"{first} {last} {born}"
        people.setdefault(key, Person(key, first, last, born))
    return people


def _births(calls: Sequence[Call]) -> Iterator[Figure]:
    """Dates of birth at first hearing, British as the callers are."""
    best: list[tuple[Call, bool]] = []
    first: list[tuple[Call, bool]] = []
    for call in calls:
        guesses, born = call.heard["dob"][0], call.person.born
        heard = births_heard(guesses, NOW, day_first=True)
        best.append((call, bool(heard) and heard[0].value == born))
        found = date_of_birth(guesses[0], NOW, day_first=True) if guesses else None
        first.append((call, found is not None and found.value == born))
    yield from _shares("evi_birth_first_hearing", best, aim=85, baseline=80.5)
    yield from _shares("evi_birth_first_hearing_1best", first, baseline=74.8)


def _spellings(calls: Sequence[Call]) -> Iterator[Figure]:
    """Spelled names, letter for letter, from the attempt at which callers spelled."""
    people = directory(calls).values()
    clinic = clinic_names((person.first, person.last) for person in people)
    which = [(call, _parts_spelled(call)) for call in calls]
    yield from _shares("evi_spelled_both_parts", [(call, all(parts)) for call, parts in which])
    understood = [(call, _understood(call) == parts) for call, parts in which]
    yield from _shares("evi_spelled_understood_as_spelled", understood)
    for ending, names in (("", None), ("_clinic_prior", clinic)):
        best = [(call, parts, _spelled(call, names)) for call, parts in which]
        name = f"evi_spelled_exact{ending}"
        baseline = None if names else 0.9
        exact = [(call, found == _letters(call.person)) for call, _, found in best]
        yield from _shares(name, exact, aim=60, baseline=baseline)
        first = [(call, _spelled(call, names, 1) == _letters(call.person)) for call in calls]
        yield from _shares(f"{name}_1best", first)
        both = [(call, found == _letters(call.person)) for call, parts, found in best if all(parts)]
        yield from _shares(f"{name}_both_spelled", both, aim=60)
        as_spelled = [(call, found == parts) for call, parts, found in best]
        yield from _shares(f"{name}_as_spelled", as_spelled, aim=60)


def _spelled(call: Call, names: Names | None, guesses: int = 99) -> tuple[str, str]:
    """First and last name as spelled at the last attempt; empty where they were not heard."""
    found = spelled_name(call.heard["name"][-1][:guesses], names=names)
    return (found.first or "", found.last or "") if found else ("", "")


def _understood(call: Call) -> tuple[str, str]:
    """First and last name as a call understands them: from the first guess that holds a name."""
    for guess in call.heard["name"][-1]:
        found = person_name(guess, asked=True)
        if found is not None:
            parts = (plain_name(found.value[part] or "") for part in ("first", "last"))
            return next(parts), next(parts)
    return "", ""


def _letters(person: Person) -> tuple[str, str]:
    return plain_name(person.first), plain_name(person.last)


def _parts_spelled(call: Call) -> tuple[str, str]:
    """Those parts of the name that the letters heard are likest to; empty where it is not said."""
    heard = letters_heard("".join(call.heard["name"][-1][:1]))
    first, last = _letters(call.person)
    spelled = ((first, last), (first, ""), ("", last))
    return max(spelled, key=lambda parts: fuzz.ratio(heard, "".join(parts)))


def _shares(
    name: str,
    results: Sequence[tuple[Call, bool]],
    aim: float | None = None,
    baseline: float | None = None,
) -> Iterator[Figure]:
    """The share of calls that are right: of all, and of those held out."""
    kept = [good for call, good in results if call.held_out]
    share = percent(sum(good for _, good in results), len(results))
    yield _figure(name, share, len(results), aim, baseline)
    yield _figure(f"{name}_held_out", percent(sum(kept), len(kept)), len(kept))


def _identities(calls: Sequence[Call]) -> Iterator[Figure]:
    """Callers identified within three attempts, by name and date of birth alone.

    `_wrong` goes by the label. Some callers say the name and date of birth of another person in
    the directory than their label; `_wrong_as_heard` leaves out those of whom both were heard
    exactly and nothing of the label was.
    """
    people = Directory(directory(calls).values())
    found = [(call, identified(call, people).person) for call in calls]
    strangers = [(call, identified(call, _Without(people, call.person)).person) for call in calls]
    yield from _matches("", found, strangers)
    apart = [[one for one in these if one[0].held_out] for these in (found, strangers)]
    yield from _matches("_held_out", *apart)


def _matches(ending: str, found: Sequence[_Match], strangers: Sequence[_Match]) -> Iterator[Figure]:
    count = len(found)
    right = percent(sum(person == call.person for call, person in found), count)
    yield _figure(f"evi_identified{ending}", right, count, 96, 94.7)
    for name, these, baseline in (
        ("evi_identified_wrong", found, 0.62),
        ("evi_stranger_identified", strangers, None),
    ):
        wrong = [(call, one) for call, one in these if one is not None and one != call.person]
        misheard = sum(not _said_of(one, call) for call, one in wrong)
        share = percent(len(wrong), count)
        yield _figure(f"{name}{ending}", share, count, 0.1, baseline, at_most=True)
        share = percent(misheard, count)
        yield _figure(f"{name}_as_heard{ending}", share, count, 0.1, at_most=True)


class _Without(Directory):
    """A directory from which one person's record is missing."""

    def __init__(self, people: Directory, missing: Person) -> None:
        self._people, self._missing = people, missing

    def about_as_old(self, births: Sequence[BirthHeard]) -> Iterable[Person]:
        found = self._people.about_as_old(births)
        return [person for person in found if person != self._missing]


def _figure(
    name: str,
    value: float,
    count: int,
    aim: float | None = None,
    baseline: float | None = None,
    at_most: bool = False,
) -> Figure:
    """A figure; aims and baselines are for all calls, not for the half held out."""
    half = name.endswith("_held_out")
    return Figure(name, value, count, None if half else aim, at_most, None if half else baseline)


def _said_of(person: Person, call: Call) -> bool:
    """Whether that person's name and date of birth were heard exactly, and not the label's date."""
    heard = _births_of(call, _ATTEMPTS)
    dates = {one.value for one in heard}
    names = name_heard(call.guesses("name", _ATTEMPTS))
    exact = likeness(person.first, person.last, names) == 100
    return exact and person.born in dates and call.person.born not in dates


def _births_of(call: Call, attempts: int) -> tuple[BirthHeard, ...]:
    return tuple(
        birth
        for heard in call.heard["dob"][:attempts]
        for birth in births_heard(heard, NOW, day_first=True)
    )


def identified(call: Call, people: Directory) -> Identified:
    """Who is taken to be calling: asked again, up to three times, until somebody fits."""
    who = identify(Evidence((), ()), people)
    for attempts in range(1, _ATTEMPTS + 1):
        evidence = Evidence(call.guesses("name", attempts), _births_of(call, attempts))
        who = identify(evidence, people)
        if who.person is not None:
            break
    return who
