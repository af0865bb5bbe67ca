"""What of a conversation's turn is sent: the sentences that follow one text, as they are read.

All of it is read off the record, so a turn that is finished in another process, or was finished
before the process died, comes to the same words. Nobody is put through in a text, so nothing is
said of connecting; and what was said once in a text is not said again in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from engine.commands import Handoff, Say
from engine.events import Heard
from engine.flow import Flow
from engine.prompts import fill
from telephony.loop import Loop
from telephony.record import Step

_CONNECTING: Final = ("safety.connecting", "safety.people", "prompts.handoff")
_NAMES: Final = {"inbound": "prompts.greeting", "outbound": "prompts.greeting_outbound"}
_EMERGENCY: Final = "safety.emergency"


@dataclass(frozen=True, slots=True)
class Turn:
    """What follows from one text."""

    said: tuple[str, ...]
    emergency: bool
    """Whether the 911 sentence belongs to it."""


def texts_heard(loop: Loop) -> int:
    """How many texts a conversation has taken in."""
    return sum(_is_text(step) for step in loop.record.steps)


def turn(loop: Loop, number: int) -> Turn:
    """What follows from the conversation's text of a number, from 1."""
    steps = _steps(loop.record.steps, number)
    says = [one for step in steps for one in step.commands if isinstance(one, Say)]
    if any(isinstance(one, Handoff) for step in steps for one in step.commands):
        says = [one for one in says if one.prompt not in _CONNECTING]
    said = list(dict.fromkeys(one.text for one in says))
    if number == 1:
        said.insert(0, _introduction(loop))
    emergency = any(one.prompt == _EMERGENCY for one in says)
    return Turn(tuple(said), emergency)


def _introduction(loop: Loop) -> str:
    """Who writes, and that it is a machine: said once, in the language that they write in.

    The question of a greeting is left out, for they have said what they want.
    """
    call, flow = loop.call, loop.flow
    words = fill(_greeting(flow, call.direction, call.language), flow, call, call.language)
    sentences = words.replace("? ", "?|").replace(". ", ".|").split("|")
    return " ".join(one for one in sentences if not one.endswith("?"))


def _greeting(flow: Flow, direction: str, language: str) -> str:
    return flow.texts[language][_NAMES[direction]][0]


def _steps(steps: Sequence[Step], number: int) -> list[Step]:
    """The steps from a text to the next one."""
    found: list[Step] = []
    heard = 0
    for step in steps:
        heard += _is_text(step)
        if heard == number:
            found.append(step)
    return found


def _is_text(step: Step) -> bool:
    return isinstance(step.event, Heard) and step.event.final
