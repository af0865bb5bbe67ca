"""A file of leads, read: who can be kept of it, and what is wrong with which line.

Nothing here touches a database, and nothing is raised but `Unreadable`; so a file is known from end
to end before a single row of it is written.
"""

from dataclasses import dataclass
from typing import Final

from clinic.outreach.leads.mistake import Mistake, Unreadable
from clinic.outreach.leads.person import Person, Reader, people_of
from clinic.outreach.leads.table import table_of
from clinic.outreach.leads.text import text_of

MOST_BYTES: Final = 5_000_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file. What is found to be wrong later, against what is known already, is added."""

    rows: int
    """How many people it names, usable or not."""
    people: tuple[Person, ...]
    mistakes: tuple[Mistake, ...]
    source: str | None = None
    """What it says itself of where they are from; only JSON can."""
    post_back: str | None = None


def read(content: bytes, reader: Reader) -> Sheet:
    """The people in a file. Raises `Unreadable` where nothing of it can be kept."""
    if len(content) > MOST_BYTES:
        raise Unreadable("too_large")
    table = table_of(text_of(content))
    people, mistakes = people_of(table.rows, reader)
    return Sheet(
        rows=len(table.rows),
        people=tuple(people),
        mistakes=(*table.mistakes, *mistakes),
        source=table.source,
        post_back=table.post_back,
    )
