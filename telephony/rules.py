"""The rules that hold for every call, checked on a finished one.

The proof shows them for every call of an abstract engine; this looks at real words and real
sentences, in rehearsals, scripted calls and recorded ones alike. Each broken rule is a sentence.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from engine.commands import Book, Cancel, Hold, Listen, Reschedule, Say
from engine.events import Heard, Keyed, Understood
from engine.safety import Level
from engine.safety.sentences import EMERGENCY
from telephony.faulty import Fault
from telephony.outcome import Outcome
from telephony.record import Step

LASTING: Final = (Book, Reschedule, Cancel)
ASKED: Final = ("slot", "yes_no")


def broken(call: Outcome) -> tuple[str, ...]:
    """Every rule that a finished call broke, a sentence each."""
    return (
        *_never_ended(call),
        *_said_twice(call.steps),
        *_asked_again(call.steps),
        *_emergency_missed(call.steps),
        *_done_without_yes(call.steps),
        *_held_unoffered(call.steps),
        *(
            f"{action} failed: {fault!r}"
            for action, fault in call.faults
            if not isinstance(fault, Fault | TimeoutError)
        ),
    )


def _never_ended(call: Outcome) -> Iterator[str]:
    if call.state != "END":
        yield f"the call did not end; it stopped in {call.state}"


def _said_twice(steps: Sequence[Step]) -> Iterator[str]:
    """Nobody hears the same words twice in a row, safety's fixed sentences apart."""
    said = [
        command
        for step in steps
        for command in step.commands
        if isinstance(command, Say) and not command.prompt.startswith("safety.")
    ]
    for before, after in pairwise(said):
        if before.text == after.text:
            yield f"said twice in a row: {after.text!r}"


def _asked_again(steps: Sequence[Step]) -> Iterator[str]:
    """A filled slot is not asked again."""
    for step in steps:
        call = step.after
        slot = call.question.slot
        asks = any(isinstance(command, Listen) for command in step.commands)
        if not asks or call.question.kind not in ASKED or slot is None:
            continue
        filled = call.slots.get(slot)
        whole = filled is not None and (
            not isinstance(filled.value, dict) or all(filled.value.values())
        )
        if filled is not None and whole and not filled.used:
            yield f"asked for {slot} although it is {filled.value!r}"


def _emergency_missed(steps: Sequence[Step]) -> Iterator[str]:
    """The 911 sentence is the very next thing said, and cannot be interrupted."""
    for step in steps:
        event = step.event
        if not isinstance(event, Heard | Understood):
            continue
        if event.alarm.level is not Level.EMERGENCY:
            continue
        if step.before.escalation == "emergency" or step.before.ended:
            continue
        said = [command for command in step.commands if isinstance(command, Say)]
        if not said or said[0].text not in EMERGENCY.values() or said[0].interruptible:
            words = event.words if isinstance(event, Heard) else step.before.words
            yield f"no 911 sentence at once after {words!r}"


def _done_without_yes(steps: Sequence[Step]) -> Iterator[str]:
    """Nothing is booked, moved or cancelled without a yes in CONFIRM."""
    for step in steps:
        if not any(isinstance(command, LASTING) for command in step.commands):
            continue
        event, before = step.event, step.before
        agreed = (isinstance(event, Understood) and event.answer == "yes") or (
            isinstance(event, Keyed) and event.digits == "1"
        )
        if before.state != "CONFIRM" or before.question.kind != "confirm" or not agreed:
            yield f"acted in {before.state} without a yes"


def _held_unoffered(steps: Sequence[Step]) -> Iterator[str]:
    """Only openings that were on offer are held."""
    for step in steps:
        for command in step.commands:
            if isinstance(command, Hold) and command.opening not in step.after.offered:
                yield f"held {command.opening['start']}, which was not on offer"
