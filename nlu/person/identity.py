"""Which of a clinic's people is calling, from what was heard of a name and a date of birth.

Nobody is told anything until name and date of birth agree with one record, and what was heard is
never quite what was said. So each record is weighed by how well it explains all that was heard:
the date as heard, or one part of it misheard; the name as far as it sounds alike; a postcode if one
was given. A record is taken only if it explains enough, and clearly more than the next: of twins,
or of two people of one name, neither is taken. The points are rough logarithms of how much likelier
the words are from that person than from anybody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from rapidfuzz import fuzz

from nlu.person.birth_heard import BirthHeard
from nlu.person.name_likeness import NameHeard, likeness, name_heard

Outcome = Literal["match", "ambiguous", "none"]

ENOUGH: Final = 15.5
"""Points from which on a record explains what was heard."""
APART: Final = 4.0
"""Points by which it must explain it better than any other record."""

_SAME_BIRTH: Final = 10.0
_NEAR_BIRTH: Final = 4.0
_PART_BIRTH: Final = 3.0
"""So little that a name must be heard almost letter for letter: a stranger of a similar name whose
date of birth differs in one part is not to be taken for somebody on record."""
_LESSER_GUESS: Final = 1.0
_NAME: Final = 12.0
_HALF_ALIKE: Final = 50.0
_POSTCODE: Final = 5.0
_POSTCODE_ALIKE: Final = 60.0


@dataclass(frozen=True, slots=True)
class Person:
    """A record by which someone can be known."""

    key: str
    first: str
    last: str
    born: str
    """`YYYY-MM-DD`."""
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that was heard so far, over one question or several."""

    names: tuple[str, ...]
    """The guesses at the name, spelled or not."""
    births: tuple[BirthHeard, ...]
    postcodes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identified:
    """Who it is, if that can be said."""

    outcome: Outcome
    person: Person | None
    """The one person who fits, with `match`."""
    points: float
    """How well the best record explains what was heard."""
    margin: float
    """How much better than the next one; `points` where there is no other."""
    exact_birth: bool
    """Whether the date of birth was heard as it is on record: if not, it is worth asking again."""


class Directory:
    """The people who may be calling, found by the year or the day of their birth."""

    def __init__(self, people: Iterable[Person]) -> None:
        """`people`: in any order; two with one key count once."""
        self._by_year: dict[str, dict[str, Person]] = {}
        self._by_day: dict[str, dict[str, Person]] = {}
        for person in people:
            self._by_year.setdefault(person.born[:4], {})[person.key] = person
            self._by_day.setdefault(person.born[5:], {})[person.key] = person

    def about_as_old(self, births: Sequence[BirthHeard]) -> Iterable[Person]:
        """Those born in a year that was heard, or on such a day: no other can be meant."""
        found: dict[str, Person] = {}
        for one in births:
            found |= self._by_year.get(one.value[:4], {})
            found |= self._by_day.get(one.value[5:], {})
        return found.values()


def identify(evidence: Evidence, directory: Directory) -> Identified:
    """The one person in the directory whom the evidence fits, `ambiguous` for several, or `none`.

    The same evidence and the same people give the same answer.
    """
    heard = name_heard(evidence.names)
    scored: list[tuple[float, str, Person, bool]] = []
    for person in directory.about_as_old(evidence.births):
        birth, exact = _birth_points(person.born, evidence.births)
        if birth > 0:
            points = birth + _name_points(person, heard) + _postcode_points(person, evidence)
            scored.append((points, person.key, person, exact))
    scored.sort(key=lambda one: (-one[0], one[1]))
    if not scored or scored[0][0] < ENOUGH:
        best = scored[0][0] if scored else 0.0
        return Identified("none", None, round(best, 2), 0.0, False)
    points, _, person, exact = scored[0]
    margin = points - max(scored[1][0], 0.0) if len(scored) > 1 else points
    outcome: Outcome = "match" if margin >= APART else "ambiguous"
    known = person if outcome == "match" else None
    return Identified(outcome, known, round(points, 2), round(margin, 2), exact)


def _birth_points(born: str, heard: Sequence[BirthHeard]) -> tuple[float, bool]:
    """What the dates heard say for a date on record, and whether it was heard as it is."""
    best, exact = 0.0, False
    for place, one in enumerate(heard):
        if one.value == born:
            best, exact = max(best, _SAME_BIRTH - _LESSER_GUESS * (place > 0)), True
        elif best < _NEAR_BIRTH:
            best = max(best, _near(born, one.value))
    return best, exact


def _near(born: str, heard: str) -> float:
    """Points for a date of which one part was misheard, or whose day and month changed places."""
    record, said = born.split("-"), heard.split("-")
    same = sum(one == other for one, other in zip(record, said, strict=True))
    if same == 2:
        one, other = next(pair for pair in zip(record, said, strict=True) if pair[0] != pair[1])
        return _NEAR_BIRTH if _alike(one, other) else _PART_BIRTH
    swapped = record[0] == said[0] and record[1:] == said[:0:-1]
    return _NEAR_BIRTH if swapped else 0.0


def _alike(one: str, other: str) -> bool:
    """Whether two numbers differ in one figure, or as "thirteen" and "thirty" do."""
    differing = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    if len(differing) == 1:
        return True
    lesser, greater = sorted((one[-2:], other[-2:]))
    return one[:-2] == other[:-2] and lesser[0] == "1" and greater == f"{lesser[1]}0"


def _name_points(person: Person, heard: NameHeard) -> float:
    alike = likeness(person.first, person.last, heard)
    return _NAME * (alike - _HALF_ALIKE) / (100 - _HALF_ALIKE)


def _postcode_points(person: Person, evidence: Evidence) -> float:
    if not person.postcode or not evidence.postcodes:
        return 0.0
    record = "".join(person.postcode.split()).lower()
    heard = ("".join(guess.split()).lower() for guess in evidence.postcodes)
    alike = max(fuzz.ratio(record, one) for one in heard)
    return max(0.0, _POSTCODE * (alike - _POSTCODE_ALIKE) / (100 - _POSTCODE_ALIKE))
