"""The rules that hold always, looked for in every step of the exploration.

Each rule looks at one run of `advance`: the call before and after, the event, the commands. What
it finds is a sentence; the counterexample is the path that led there, with the turn in a script
that shows it.
"""

from collections.abc import Callable, Mapping, Sequence
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
from engine.hearing import HUMAN_KEY, OPT_OUT_KEY, YES_KEY
from engine.prompts import placeholders
from engine.proof.found import Step
from engine.safety import Alarm, Level, sentences
from engine.slots import incomplete
from engine.validator import fault

PRIVATE: Final = frozenset({"appointment", "appointment_service"})
"""Placeholders that tell something of a patient's record."""

WHAT_FOR: Final = frozenset({"appointment_service", "visit_reason"})
"""Placeholders that tell what a visit is for, which no call of ours says."""

NEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    "first_name": ("patient_name",),
    "spelled_name": ("patient_name", "caller_name"),
    "appointment_service": ("appointment",),
    "provider": ("opening", "appointment", "provider"),
}
"""The slots of which a placeholder needs one; any other placeholder needs the slot of its name."""

ESCALATED: Final = {"expect": {"disposition": "escalated"}}

ALARMING: Final = (Heard, Understood)
"""What an alarm may be raised by."""

CALLERS: Final = (Heard, Keyed, Silence, Understood)
"""What the caller does: it never goes without an answer."""

ACTS: Final = frozenset((Book, Reschedule, Cancel))
"""The commands that change what is booked."""

_has: Final = dict.__contains__
"""A look that is not noted: what a rule looks at decides nothing."""

Rule: TypeAlias = Callable[[Flow, Step], Sequence["Broken"]]


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that does not hold, and what a script adds to show it."""

    rule: str
    text: str
    shown: Mapping[str, Any]
    """A turn of a scripted call that fails because of it."""


def broken(flow: Flow, step: Step) -> list[Broken]:
    """Every rule that a step breaks."""
    if step.error is not None:
        text = f"the engine fails: {step.error!r}"
        return [Broken("no exception", text, {"expect": {"escalation": None}})]
    found: list[Broken] = []
    for rule in RULES:
        seen = rule(flow, step)
        if seen:
            found += seen
    return found


def _emergency(flow: Flow, step: Step) -> Sequence[Broken]:
    """An emergency is answered by the fixed sentence, uninterruptible, in the next thing said."""
    event, before = step.case.event, step.before
    if not isinstance(event, ALARMING) or event.alarm.level is not Level.EMERGENCY:
        return ()
    if before.escalation is not None:
        return ()  # it has been said, or a person is being rung; a second one changes nothing
    fixed = sentences.EMERGENCY[before.language]
    first = step.says[0] if step.says else None
    reached = step.after.message_asked or Handoff in step.kinds
    if first is not None and first.text == fixed and not first.interruptible and reached:
        return ()
    text = "an emergency is not answered by the fixed sentence and a handoff"
    return (Broken("emergency", text, {"agent": fixed}),)


def _human(flow: Flow, step: Step) -> Sequence[Broken]:
    """A request for a person, or key 0, reaches one, or is told truthfully that none is there."""
    event, before = step.case.event, step.before
    keyed = isinstance(event, Keyed) and event.digits == HUMAN_KEY
    asked = isinstance(event, Heard) and "human" in event.alarm.people
    if not (keyed or asked) or before.state == "ESCALATE":
        return ()
    if Handoff in step.kinds or step.after.message_asked or step.after.ended:
        return ()
    return (Broken("human", "a caller who asks for a person is not put through", ESCALATED),)


def _let_go(flow: Flow, step: Step) -> Sequence[Broken]:
    """Who is called and wants no more calls is let go at once, but for danger and people."""
    event, before = step.case.event, step.before
    keyed = isinstance(event, Keyed) and event.digits == OPT_OUT_KEY
    said = isinstance(event, Heard) and event.alarm == Alarm(no_more_calls=True)
    if before.direction != "outbound" or not (keyed or said):
        return ()
    if step.after.opted_out and (step.after.ended or before.state == "ESCALATE"):
        return ()
    text = "somebody who wants no more calls is kept on the line"
    return (Broken("let go", text, {"expect": {"state": "END"}}),)


def _confirmed(flow: Flow, step: Step) -> Sequence[Broken]:
    """Nothing is booked, moved or cancelled without a yes in CONFIRM to a read-back of it."""
    if ACTS.isdisjoint(step.kinds):
        return ()
    event, before = step.case.event, step.before
    yes = (isinstance(event, Understood) and event.answer == "yes") or (
        isinstance(event, Keyed) and event.digits == YES_KEY
    )
    if yes and before.state == "CONFIRM" and before.question.kind == "confirm":
        return ()
    what = next(type(one).__name__.lower() for one in step.commands if type(one) in ACTS)
    text = f"the call goes on to {what} without a yes to a read-back of it"
    return (Broken("confirmed", text, {"expect": {"state": "CONFIRM"}}),)


def _speakable(flow: Flow, step: Step) -> Sequence[Broken]:
    """What is said passes the validator: no advice, and no 'booked' where nothing is booked."""
    found = []
    for one in step.says:
        why = fault(one.text, flow, step.before)
        if why is not None:
            found.append(Broken("speakable", f"{one.prompt}: {why}", {"agent": {"not": one.text}}))
    failed = step.after.escalation == "system_failure" and step.before.escalation is None
    if failed and not isinstance(step.case.event, ActionFailed):
        text = "a sentence had to be withheld, and a person was called instead"
        found.append(Broken("speakable", text, {"expect": {"escalation": None}}))
    return found


def _private(flow: Flow, step: Step) -> Sequence[Broken]:
    """Nothing about a patient is said before name and date of birth match.

    On a call of ours the yes to "Is this …?" stands for it, and after that yes no more is said than
    the clinic, the day and the time.
    """
    before = step.before
    if step.after.direction == "outbound":
        return _discreet(flow, step)
    if before.patient is not None or step.after.patient is not None:
        return ()
    return [
        Broken(
            "private",
            f"{one.prompt} tells of a record before the caller's identity is known",
            {"agent": {"not": one.text}},
        )
        for one in step.says
        if not PRIVATE.isdisjoint(_placeholders(flow, one))
    ]


def _discreet(flow: Flow, step: Step) -> Sequence[Broken]:
    is_known = step.after.request is not None or step.after.outcomes or step.after.escalation
    unsaid = WHAT_FOR if is_known else WHAT_FOR | {"appointment", "opening", "opening_1"}
    return [
        Broken(
            "private",
            f"{one.prompt} tells more than a call of ours may",
            {"agent": {"not": one.text}},
        )
        for one in step.says
        if not unsaid.isdisjoint(_placeholders(flow, one))
    ]


def slotless(flow: Flow, step: Step) -> bool:
    """Whether nothing that is said in a step tells of a slot: no rule hangs on what is known."""
    return not any(
        name in NEEDS or name in flow.slots
        for one in step.says
        for name in _placeholders(flow, one)
    )


def _placeholders(flow: Flow, one: Say) -> frozenset[str]:
    return _held(flow.texts[one.language].get(one.prompt, ()))


@lru_cache(maxsize=4096)
def _held(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name for text in texts for name in placeholders(text))


def _known(flow: Flow, step: Step) -> Sequence[Broken]:
    """A prompt holds only what is known when it is said."""
    found = []
    for one in step.says:
        for name in _placeholders(flow, one):
            needed = NEEDS.get(name, (name,) if name in flow.slots else ())
            if name == "callback_number" and step.before.caller is not None:
                continue
            if needed and not _learned(step, needed):
                text = f"{one.prompt} says {{{name}}} where it is not known"
                found.append(Broken("known", text, {"agent": {"not": one.text}}))
    return found


def _learned(step: Step, slots: Sequence[str]) -> bool:
    """Whether one of some slots is known before a step or after it."""
    for call in (step.after, step.before):
        for name in slots:
            if _has(call.slots, name) or name in call.past:
                return True
    return False


def _once(flow: Flow, step: Step) -> Sequence[Broken]:
    """A slot that is filled is not asked for again."""
    question, after, said = step.after.question, step.after, step.says
    if question.kind != "slot" or question.slot is None or not said:
        return ()
    slot, held = flow.slots[question.slot], after.slots.get(question.slot)
    if held is None or incomplete(slot, held.value):
        return ()
    text = f"{question.slot} is asked for though it is filled"
    return (Broken("once", text, {"agent": {"not": said[-1].text}}),)


def _never_silent(flow: Flow, step: Step) -> Sequence[Broken]:
    """Whatever happens, the call then waits for somebody: no caller is left in silence."""
    if Listen in step.kinds:
        return ()
    event, after = step.case.event, step.after
    if after.ended or after.waiting is not None or isinstance(event, BargedIn):
        return ()
    heard_before = isinstance(event, Heard) and not event.final
    late = not isinstance(event, CALLERS) or step.before.waiting is not None
    untouched = late and step.before.question == after.question and not step.commands
    if heard_before or untouched or step.before.aside:
        return ()
    return (Broken("never silent", "the caller is left in silence", {"agent": {"matches": "."}}),)


def _not_the_same_words(flow: Flow, step: Step) -> Sequence[Broken]:
    """A question is never put twice in a row in the same words."""
    if not step.says or Listen not in step.kinds or isinstance(step.case.event, CallStarted):
        return ()
    last = step.says[-1].text
    if last != step.before.last_said:
        return ()
    text = "the same question is put in the same words"
    return (Broken("other words", text, {"agent": {"not": last}}),)


def _closes(flow: Flow, step: Step) -> Sequence[Broken]:
    """A call that ends by us is hung up, with a last word."""
    if not step.after.ended or isinstance(step.case.event, HungUp):
        return ()
    if step.before.waiting == "transfer" or (HangUp in step.kinds and step.says):
        return ()
    return (Broken("closes", "the call ends without a word", {"agent": {"matches": "."}}),)


RULES: Final[tuple[Rule, ...]] = (
    _emergency,
    _human,
    _let_go,
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
