"""The rules that hold always, looked for in every step of the exploration.

Each rule looks at one run of `advance`: the call before and after, the event, the commands. What
it finds is a sentence; the counterexample is the path that led there, with the turn in a script
that shows it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, TypeAlias

from engine.call import Call
from engine.commands import Book, Cancel, Handoff, HangUp, Listen, Reschedule, Say
from engine.events import (
    ActionFailed,
    BargedIn,
    CallStarted,
    Heard,
    HungUp,
    Keyed,
    Silence,
    Understood,
)
from engine.flow import Flow
from engine.hearing import HUMAN_KEY, YES_KEY
from engine.prompts import placeholders
from engine.proof.found import Step
from engine.safety import Level, sentences
from engine.slots import incomplete
from engine.validator import improper, only_requests

PRIVATE: Final = frozenset({"appointment", "appointment_service"})
"""Placeholders that tell something of a patient's record."""

NEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    "first_name": ("patient_name",),
    "spelled_name": ("patient_name", "caller_name"),
    "appointment_service": ("appointment",),
    "provider": ("opening", "appointment", "provider"),
}
"""The slots of which a placeholder needs one; any other placeholder needs the slot of its name."""

ESCALATED: Final = {"expect": {"disposition": "escalated"}}

CALLERS: Final = (Heard, Keyed, Silence, Understood)
"""What the caller does: it never goes without an answer."""

Rule: TypeAlias = Callable[[Flow, Step], Iterator["Broken"]]


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that does not hold, and what a script adds to show it."""

    rule: str
    text: str
    shown: Mapping[str, Any]
    """A turn of a scripted call that fails because of it."""


def broken(flow: Flow, step: Step) -> Iterator[Broken]:
    """Every rule that a step breaks."""
    if step.error is not None:
        yield Broken(
            "no exception",
            f"the engine fails: {step.error!r}",
            {"expect": {"escalation": None}},
        )
        return
    for rule in RULES:
        yield from rule(flow, step)


_improper = lru_cache(maxsize=65_536)(improper)


def _emergency(flow: Flow, step: Step) -> Iterator[Broken]:
    """An emergency is answered by the fixed sentence, uninterruptible, in the next thing said."""
    event, before = step.case.event, step.before
    if not isinstance(event, Heard | Understood) or event.alarm.level is not Level.EMERGENCY:
        return
    if before.escalation is not None:
        return  # it has been said, or a person is being rung; a second one changes nothing
    fixed = sentences.EMERGENCY[before.language]
    first = next(iter(step.says), None)
    reached = step.after.message_asked or any(isinstance(c, Handoff) for c in step.commands)
    if first is None or first.text != fixed or first.interruptible or not reached:
        yield Broken(
            "emergency",
            "an emergency is not answered by the fixed sentence and a handoff",
            {"agent": fixed},
        )


def _human(flow: Flow, step: Step) -> Iterator[Broken]:
    """A request for a person, or key 0, reaches one, or is told truthfully that none is there."""
    event, before = step.case.event, step.before
    keyed = isinstance(event, Keyed) and event.digits == HUMAN_KEY
    asked = isinstance(event, Heard) and "human" in event.alarm.people
    if not (keyed or asked) or before.state == "ESCALATE":
        return
    reached = any(isinstance(command, Handoff) for command in step.commands)
    if not (reached or step.after.message_asked or step.after.ended):
        yield Broken("human", "a caller who asks for a person is not put through", ESCALATED)


def _confirmed(flow: Flow, step: Step) -> Iterator[Broken]:
    """Nothing is booked, moved or cancelled without a yes in CONFIRM to a read-back of it."""
    acts = [c for c in step.commands if isinstance(c, Book | Reschedule | Cancel)]
    event, before = step.case.event, step.before
    yes = (isinstance(event, Understood) and event.answer == "yes") or (
        isinstance(event, Keyed) and event.digits == YES_KEY
    )
    asked = before.state == "CONFIRM" and before.question.kind == "confirm"
    if acts and not (yes and asked):
        what = type(acts[0]).__name__.lower()
        yield Broken(
            "confirmed",
            f"the call goes on to {what} without a yes to a read-back of it",
            {"expect": {"state": "CONFIRM"}},
        )


def _speakable(flow: Flow, step: Step) -> Iterator[Broken]:
    """What is said passes the validator: no advice, and no 'booked' where nothing is booked."""
    for one in step.says:
        why = _improper(one.text, requests_only=only_requests(flow, step.before))
        if why is not None:
            yield Broken("speakable", f"{one.prompt}: {why}", {"agent": {"not": one.text}})
    failed = step.before.escalation is None and step.after.escalation == "system_failure"
    if failed and not isinstance(step.case.event, ActionFailed):
        yield Broken(
            "speakable",
            "a sentence had to be withheld, and a person was called instead",
            {"expect": {"escalation": None}},
        )


def _private(flow: Flow, step: Step) -> Iterator[Broken]:
    """Nothing about a patient is said before name and date of birth match."""
    if step.before.patient is not None or step.after.patient is not None:
        return
    if step.before.direction == "outbound":
        return
    for one in step.says:
        held = _placeholders(flow, one)
        if held & PRIVATE:
            yield Broken(
                "private",
                f"{one.prompt} tells of a record before the caller's identity is known",
                {"agent": {"not": one.text}},
            )


def _placeholders(flow: Flow, one: Say) -> frozenset[str]:
    return _held(flow.texts[one.language].get(one.prompt, ()))


@lru_cache(maxsize=4096)
def _held(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name for text in texts for name in placeholders(text))


def _known(flow: Flow, step: Step) -> Iterator[Broken]:
    """A prompt holds only what is known when it is said."""
    learned = step.before.learned.keys() | step.after.learned.keys()
    for one in step.says:
        for name in _placeholders(flow, one):
            needed = NEEDS.get(name, (name,) if name in flow.slots else ())
            if name == "callback_number" and step.before.caller is not None:
                continue
            if needed and not any(slot in learned for slot in needed):
                yield Broken(
                    "known",
                    f"{one.prompt} says {{{name}}} where it is not known",
                    {"agent": {"not": one.text}},
                )


def _once(flow: Flow, step: Step) -> Iterator[Broken]:
    """A slot that is filled is not asked for again."""
    question, after, said = step.after.question, step.after, step.says
    if question.kind != "slot" or question.slot is None or not said:
        return
    slot, held = flow.slots[question.slot], after.slots.get(question.slot)
    if held is not None and not incomplete(slot, held.value):
        yield Broken(
            "once",
            f"{question.slot} is asked for though it is filled",
            {"agent": {"not": said[-1].text}},
        )


def _never_silent(flow: Flow, step: Step) -> Iterator[Broken]:
    """Whatever happens, the call then waits for somebody: no caller is left in silence."""
    event, after = step.case.event, step.after
    if after.ended or after.waiting is not None or isinstance(event, BargedIn):
        return
    heard_before = isinstance(event, Heard) and not event.final
    late = not isinstance(event, CALLERS) or step.before.waiting is not None
    untouched = late and step.before.question == after.question and not step.commands
    if heard_before or untouched or step.before.aside:
        return
    if not any(isinstance(command, Listen) for command in step.commands):
        yield Broken("never silent", "the caller is left in silence", {"agent": {"matches": "."}})


def _not_the_same_words(flow: Flow, step: Step) -> Iterator[Broken]:
    """A question is never put twice in a row in the same words."""
    if isinstance(step.case.event, CallStarted) or not step.says:
        return
    last = step.says[-1].text
    if last == step.before.last_said and any(isinstance(c, Listen) for c in step.commands):
        yield Broken(
            "other words", "the same question is put in the same words", {"agent": {"not": last}}
        )


def _closes(flow: Flow, step: Step) -> Iterator[Broken]:
    """A call that ends by us is hung up, with a last word."""
    event = step.case.event
    if step.after.ended and not isinstance(event, HungUp):
        hung_up = any(isinstance(command, HangUp) for command in step.commands)
        if step.before.waiting != "transfer" and not (hung_up and step.says):
            yield Broken("closes", "the call ends without a word", {"agent": {"matches": "."}})


RULES: Final[tuple[Rule, ...]] = (
    _emergency,
    _human,
    _confirmed,
    _speakable,
    _private,
    _known,
    _once,
    _never_silent,
    _not_the_same_words,
    _closes,
)


def named(call: Call) -> str:
    """A state in a few words, for a report."""
    question = call.question
    what = f"{question.kind} {question.slot}" if question.slot else question.kind
    return f"{call.state}, {call.request or 'no request'}, {call.waiting or what}"
