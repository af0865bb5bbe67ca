"""Who talks with people by text: a port, so that what carries calls can be asked from here.

What is understood, said and done in a conversation is decided where calls are; here it is decided
which texts are a conversation's, and what becomes of its answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from clinic.store.scope import Scope


@dataclass(frozen=True, slots=True)
class About:
    """The appointment that a conversation begins with: they answer what was written about it."""

    patient_id: str | None
    known: Mapping[str, Any] = field(default_factory=dict)
    """The slots that are filled by that."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A text that is to be answered in a conversation."""

    scope: Scope
    call_id: str
    number: str
    """Who wrote, E.164."""
    words: str
    turn: int
    """Which of the conversation's texts it is, from 1."""
    about: About | None = None
    """Of the first one."""
    language: str | None = None
    """Theirs, where it is known, such as `es`."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a conversation answers to a text."""

    texts: tuple[str, ...]
    language: str
    emergency: bool = False
    """Whether the answer to that is the 911 sentence."""
    wrong_number: bool = False
    """Whether they turned out to be somebody else."""


class Receptionist(Protocol):
    """Talks with whoever writes."""

    async def answer(self, talk: Talk) -> Said | None:
        """What to answer; the same text again is answered the same and does nothing more.

        `None` where it cannot be talked about: nobody can answer for this clinic, or the
        conversation is over.
        """

    async def question(self, scope: Scope, call_id: str) -> str | None:
        """The question that stands in a conversation."""

    async def leave(self, scope: Scope, call_id: str) -> None:
        """End a conversation: they want nothing more, or write about something else."""
