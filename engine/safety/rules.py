"""How a safety pattern is written and read, and what a flow may add to the built-in ones.

Patterns are lists for people to review, so they are written as plain words, one a line: `(a|b)`
is a choice, `(a )?` may be missing, ` ...` is up to four words of the same clause, and `{own}` is
one of the words in `WORDS`. A line that is too long goes on below, indented. They are matched on
plain words (see `plain.py`), whole words only.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

WORDS: Final = {
    "own": "my|his|her|their|our|the|a|an|one of my",
    "kin": (
        "he|she|they|i|we|baby|son|daughter|child|kid|husband|wife|mom|mother|dad|father|brother|"
        "sister|grandmother|grandma|grandfather|grandpa|friend|partner|patient|someone|somebody"
    ),
    "digit": (
        "one|two|three|four|five|six|seven|eight|nine|"
        "uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve"
    ),
    "mi": "mi|su|tu|el|la|un|una|los|las|mis|sus",
}
"""The words behind the names in braces."""
_GROUP: Final = re.compile(r"\((?!\?)")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A phrase that a flow adds to the built-in rules; it can only add."""

    phrase: str
    reason: str
    """emergency, urgent_dental, distress, or a name out of `PEOPLE`."""


def lines(*blocks: str) -> tuple[str, ...]:
    """The patterns written in blocks: one a line, an indented line going on with the one above."""
    return tuple(
        line for block in blocks for line in block.replace("\n    ", "").splitlines() if line
    )


def pattern(written: Iterable[str]) -> re.Pattern[str]:
    """One expression that finds any of the patterns in plain words.

    Nothing in it repeats without a bound, so a long utterance costs time in proportion.
    """
    either = "|".join(written)
    for name, words in WORDS.items():
        either = either.replace(f"{{{name}}}", f"({words})")
    either = _GROUP.sub("(?:", either).replace(" ...", r"(?: \w+){0,4}?")
    return re.compile(rf" (?:{either})(?= )")
