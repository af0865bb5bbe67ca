"""What a look at one thing found: it is well, it deserves to be known, or it needs mending."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

State: TypeAlias = Literal["well", "note", "problem"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing, and a sentence about it; that of a problem says what to do."""

    about: str
    state: State
    text: str


def well(about: str, text: str) -> Finding:
    """Something that is as it should be."""
    return Finding(about, "well", text)


def note(about: str, text: str) -> Finding:
    """Something to know, which hinders nothing."""
    return Finding(about, "note", text)


def problem(about: str, text: str) -> Finding:
    """Something to mend."""
    return Finding(about, "problem", text)
