"""What a language must know so that numbers and signs can be written out in it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from re import Match, Pattern
from typing import Final, TypeAlias

Rule: TypeAlias = tuple[Pattern[str], Callable[[Match[str]], str]]
"""What is looked for, and what is said instead."""


@dataclass(frozen=True, slots=True, eq=False)
class Tongue:
    """One language. A rule's words hold no digits, so that what is written for speech stays so."""

    digits: Sequence[str]
    """The names of 0 to 9."""
    cardinal: Callable[[int], str]
    """A number as it is counted; below a billion."""
    date: Callable[[int, int, int | None], str]
    """A date out of month, day and, if it is known, year."""
    clock: Callable[[int, int], str]
    """A time of day out of hour (0 to 23) and minute, with its half of the day."""
    money: Callable[[int, int], str]
    """Dollars and cents."""
    house: Callable[[int], str]
    """The number of a house."""
    signs: Mapping[str, str]
    """Words for `@ . - _ + % & / # °`, and `to` between two numbers, `point` in a decimal."""
    states: Mapping[str, str]
    """What two letters before a ZIP code stand for."""
    early: Sequence[Rule]
    """The language's own rules; they come before those that hold in every language."""
    late: Sequence[Rule] = ()
    """Those for single numbers; they come before a number is merely counted."""


GROUPS: Final[Mapping[int, tuple[int, ...]]] = {5: (5,), 7: (3, 4), 10: (3, 3, 4)}
"""How digits are grouped, as telephone numbers (FG-16) and ZIP codes are; others in threes."""


def digit_by_digit(digits: str, tongue: Tongue) -> str:
    """Digits one by one, with a comma, which is a short rest, between groups."""
    sizes = GROUPS.get(len(digits))
    if sizes is None:
        whole, rest = divmod(len(digits), 3)
        sizes = (3,) * whole + ((rest,) if rest else ())
        if rest == 1 and whole:
            sizes = (*sizes[:-2], 4)  # nobody hears a single digit at the end
    groups, at = [], 0
    for size in sizes:
        groups.append(" ".join(tongue.digits[int(one)] for one in digits[at : at + size]))
        at += size
    return ", ".join(groups)


STATES: Final[Mapping[str, str]] = dict(
    pair.split(" ", 1)
    for pair in (
        "AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,"
        "DE Delaware,DC D C,FL Florida,GA Georgia,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,"
        "IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,"
        "MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,"
        "NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,NC North Carolina,"
        "ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,PR Puerto Rico,"
        "RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,"
        "VT Vermont,VA Virginia,WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming"
    ).split(",")
)
"""The postal service's two letters (USPS Publication 28, appendix B)."""
