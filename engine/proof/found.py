"""What the exploration finds: states, the edges between them, and the steps that rules look at."""

from dataclasses import dataclass, field
from typing import TypeAlias

from engine.call import Call
from engine.commands import Command, Say
from engine.events import CallStarted
from engine.proof.cases import Case
from engine.proof.state import Key
from engine.proof.watched import Looks

Settled: TypeAlias = dict[str, str]
"""The class of each slot that has been looked at; `empty` among them."""

Known: TypeAlias = tuple[int | None, tuple[str, ...], frozenset[str]]
"""Where a case led (`None`: nowhere), what it spent, and what it found empty."""


@dataclass(slots=True)
class Node:
    """An abstract state, a call that stands for it, and how it was first reached."""

    index: int
    key: Key
    call: Call
    settled: Settled
    via: "Edge | CallStarted"
    """The edge that led there first, or the ring that a call began with."""


@dataclass(slots=True)
class Edge:
    """A case in a state, and where it leads."""

    source: int
    target: int
    case: Case
    spent: tuple[str, ...]
    """The budgets that it took from, one each."""
    empty: frozenset[str]
    """The budgets that it found empty."""
    assumed: Settled
    """The classes of open slots that it assumed."""


@dataclass(slots=True)
class Tried:
    """What came of a case in a state: the edges it made, and what its first way looked like."""

    edges: list[Edge] = field(default_factory=list)
    same: list[Known] | None = field(default_factory=list)
    """The same for every state with that question; `None` where that is not so."""
    escalates: bool = False
    verifies: bool = False
    """Whether it led into a request in which the patient is recognised."""
    fails: bool = False
    """Whether one of its ways was an exception."""
    looks: Looks = field(default_factory=dict)
    says: tuple[Say, ...] = ()

    def begins_like(self, other: "Tried") -> bool:
        """Whether the first way was the same: in what it looked at and said, and where it led."""
        return (
            bool(other.edges)
            and not other.fails
            and _outcomes(self.edges[:2]) == _outcomes(other.edges[:1])
            and self.looks == other.looks
            and self.says == other.says
        )


def _outcomes(edges: list[Edge]) -> list[tuple[int, tuple[str, ...], frozenset[str], Settled]]:
    return [(edge.target, edge.spent, edge.empty, edge.assumed) for edge in edges]


@dataclass(slots=True)
class Step:
    """One run of `advance`, for the rules to look at."""

    before: Call
    after: Call
    case: Case
    commands: tuple[Command, ...]
    error: Exception | None = None
    says: tuple[Say, ...] = field(init=False)
    """What is said in it, in order."""
    kinds: frozenset[type] = field(init=False)
    """The kinds of its commands."""

    def __post_init__(self) -> None:
        self.kinds = frozenset(map(type, self.commands))
        self.says = tuple([one for one in self.commands if type(one) is Say])
