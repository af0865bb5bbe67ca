"""What is kept of a running call: who said what, and every step the engine made."""

from dataclasses import dataclass, field

from engine.call import Call
from engine.commands import Command
from engine.events import Event


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the transcript. `who` is `caller` or `agent`; brackets are no speech."""

    who: str
    text: str
    state: str


@dataclass(frozen=True, slots=True)
class Step:
    """One event, the call before and after it, and what the engine ordered."""

    event: Event
    before: Call
    after: Call
    commands: tuple[Command, ...]


@dataclass(slots=True)
class Record:
    """A call as it went. It is a log that lasts as long as the process does."""

    events: list[Event] = field(default_factory=list)
    transcript: list[Entry] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    def append(self, event: Event) -> None:
        """Take an event in; see the port `Log`."""
        self.events.append(event)

    async def durable(self) -> None:
        """Nothing here outlives the process; see the port `Log`."""
