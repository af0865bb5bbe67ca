"""Who is really who: what is true about people, whatever a program makes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal

Standing = Literal["active", "inactive", "deceased", "dismissed", "do_not_contact"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """What somebody put in writing: a machine may call them for a purpose, from then on."""

    purpose: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Person:
    """A patient, or somebody who once asked the practice about something (a lead)."""

    key: str
    first: str
    last: str
    numbers: tuple[str, ...] = ()
    """E.164."""
    state: str | None = None
    """Of the address that the clinic has; `None` where it has none."""
    standing: Standing = "active"
    patient: bool = True
    language: str = "en"
    agreed: tuple[Agreement, ...] = ()


@dataclass(frozen=True)
class Truth:
    """The clinic and everybody around it."""

    clinic: str
    """Its name, as it has to be said."""
    zone: str
    state: str
    people: Sequence[Person]

    @cached_property
    def _at(self) -> Mapping[str, tuple[Person, ...]]:
        found: dict[str, tuple[Person, ...]] = {}
        for one in self.people:
            for number in one.numbers:
                found[number] = (*found.get(number, ()), one)
        return found

    def owners(self, number: str) -> tuple[Person, ...]:
        """Everybody who has a number."""
        return self._at.get(number, ())

    def same_owners(self, number: str) -> frozenset[str]:
        """A number and those that belong to nobody but its owners."""
        owners = self.owners(number)
        others = {one for owner in owners for one in owner.numbers}
        return frozenset({number, *(one for one in others if set(self.owners(one)) <= set(owners))})
