"""A kept call, read again: who said what, when, and where the call stood then.

The lines are not kept anywhere: they are what the flow makes of the events.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from engine.advance import advance, start
from engine.call import Call
from engine.commands import Command, Say
from engine.events import Event, Heard, Keyed, Silence, Understood
from engine.flow import Flow


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a transcript. `who` is `caller` or `agent`; brackets are no speech."""

    at: datetime
    who: str
    text: str
    state: str
    confidence: float | None = None
    """How sure speech recognition was of the caller's words."""
    intents: tuple[str, ...] = ()
    """What they were taken for."""


def read_again(flow: Flow, events: Iterable[Event]) -> tuple[Call, list[Line]]:
    """A call as its events have made it, and its lines.

    Where the flow cannot go on, the lines end: a call that broke the engine was handed to a person.
    """
    call = start(flow)
    lines: list[Line] = []
    for event in events:
        lines += caller_lines(event, call.state)
        if isinstance(event, Understood) and lines:
            lines[-1] = _with_intents(lines, event)
        try:
            call, commands = advance(flow, call, event)
        except Exception:
            break
        lines += our_lines(event, commands, call.state)
    return call, lines


def caller_lines(event: Event, state: str) -> list[Line]:
    """The line of what a caller did, if it is to be read. `state` is that before the event."""
    words = caller_line(event)
    if words is None:
        return []
    confidence = event.confidence if isinstance(event, Heard) else None
    return [Line(event.at, "caller", words, state, confidence)]


def our_lines(event: Event, commands: Sequence[Command], state: str) -> list[Line]:
    """The lines of what was said to an event. `state` is that after it."""
    return [Line(event.at, "agent", said, state) for said in spoken(commands)]


def caller_line(event: Event) -> str | None:
    """What a caller did, if it is to be read."""
    match event:
        case Heard(final=True):
            return event.words
        case Keyed():
            return f"[keys {event.digits}]"
        case Silence():
            return f"[silence {event.seconds:g} s]"
    return None


def spoken(commands: Sequence[Command]) -> list[str]:
    """What is said."""
    return [command.text for command in commands if isinstance(command, Say)]


def _with_intents(lines: Sequence[Line], meant: Understood) -> Line:
    last = lines[-1]
    if last.who != "caller":
        return last
    names = tuple(intent.name for intent in meant.intents)
    return Line(last.at, last.who, last.text, last.state, last.confidence, names)
