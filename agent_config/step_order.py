"""Rules about the order of a request's steps: no step books unconfirmed, none can never run.

The proof (`frontdesk check`) explores what can happen; these rules say beforehand, with line
and column, which step is wrong and why.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

from agent_config.flow_parts import entries
from agent_config.problem import KeyPath
from engine.facts import FACTS
from engine.flow import Condition, Step

Placed: TypeAlias = tuple[KeyPath, Step]
Finding: TypeAlias = tuple[KeyPath, str]
"""What is wrong, and at which path."""

NEEDS_YES: Final = (
    "book_appointment",
    "reschedule_appointment",
    "cancel_appointment",
    "add_to_waitlist",
)
"""Actions that need a yes to a read-back."""

IN_PASSING: Final = ("create_task", "confirm_appointment")
"""Actions of which nothing need be said: the request goes on after them."""

_NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "book_appointment": ("patient_name", "callback_number", "visit_reason"),
    "add_to_waitlist": ("patient_name", "callback_number", "visit_reason"),
    "reschedule_appointment": ("appointment",),
    "cancel_appointment": ("appointment",),
    "confirm_appointment": ("appointment",),
}
"""What an action is about: asked for before it."""

_VERIFIED: Final = ("patient_name", "date_of_birth")

_FOLLOWS_FROM: Final = {
    "booking": "visit_reason",
    "age_group": "date_of_birth",
    "notice": "appointment",
}
"""The slot that a fact follows from: it has no value while that slot has none."""


def out_of_order(steps: Sequence[Placed], slots: Mapping[str, Any]) -> Iterator[Finding]:
    """Everything that is wrong with the order of a request's steps."""
    yield from _unreachable(steps)
    for index, placed in enumerate(steps):
        before = steps[:index]
        yield from _never_runs(placed, before)
        match placed[1].kind:
            case "collect":
                yield from _collect(placed, before, slots)
            case "triage":
                yield from _asked_first(placed, _asked(before), placed[1].names)
            case "offer":
                yield from _offer(placed, before, slots)
            case "confirm":
                yield from _confirm(placed, steps[index + 1 :])
            case "do":
                yield from _do(placed, before, slots)
    if steps and steps[-1][1].names[0] in IN_PASSING and not steps[-1][1].done:
        path = (*steps[-1][0], "do")
        yield path, "nothing follows this step: tell what came of it with 'done'"
    if steps and not any(step.kind in ("do", "say", "hand_off") for _, step in steps):
        path = steps[0][0][:-1]
        yield path, "this request asks and does nothing: end it with do, say or hand_off"


def _unreachable(steps: Sequence[Placed]) -> Iterator[Finding]:
    """The first step that stands after the end of its request."""
    for index, (path, step) in enumerate(steps):
        for other_path, other in steps[:index]:
            ends = other.kind == "hand_off" or (other.kind == "do" and bool(other.done))
            if ends and _always(other.when, step.when):
                text = f"this step can never run: {_at(other_path)} ends the request before it"
                yield (*path, step.kind), text
                return


def _never_runs(placed: Placed, before: Sequence[Placed]) -> Iterator[Finding]:
    path, step = placed
    for condition in step.when:
        for other_path, other in before:
            asked = other.kind == "collect" and condition.slot in other.names
            if condition.known is False and asked and _always(other.when, step.when):
                text = (
                    f"this step can never run: '{condition.slot}' is known after {_at(other_path)}"
                )
                yield (*path, "when", condition.slot), text
                break


def _collect(
    placed: Placed, before: Sequence[Placed], slots: Mapping[str, Any]
) -> Iterator[Finding]:
    path, step = placed
    for index, name in enumerate(step.names):
        here = (*path, "collect", index)
        kind = entries(slots, name).get("type")
        if kind == "opening":
            yield here, f"'{name}' is an opening; it is offered (offer: {name}), not asked for"
        asking = (*step.when, Condition(name, known=False))
        if kind == "appointment" and not any(
            other.kind == "verify" and _always(other.when, asking) for _, other in before
        ):
            text = f"'{name}' needs 'verify: identity' before it: nothing about a patient is said"
            yield here, f"{text} before we know who calls"
        for other_path, other in before:
            again = other.kind == "collect" and name in other.names
            if again and _always(other.when, step.when):
                yield here, f"'{name}' is asked for in {_at(other_path)} already"
                break


def _offer(placed: Placed, before: Sequence[Placed], slots: Mapping[str, Any]) -> Iterator[Finding]:
    path, step = placed
    spec = entries(slots, step.names[0])
    if not spec:
        return
    if spec.get("type") != "opening":
        text = f"'{step.names[0]}' is of type {spec.get('type')}; only an opening can be offered"
        yield (*path, "offer"), text
        return
    listed = spec.get("depends_on")
    known = _asked(before)
    needed = [
        name
        for name in (listed if isinstance(listed, list) else ())
        if isinstance(name, str) and name in slots
    ]
    if any(entries(slots, name).get("type") == "appointment" for name in known):
        # An appointment that is moved says itself what it is for.
        needed = [name for name in needed if entries(slots, name).get("of") != "services"]
    yield from _asked_first(placed, known, needed)


def _confirm(placed: Placed, after: Sequence[Placed]) -> Iterator[Finding]:
    path, step = placed
    if not any(one.kind == "do" and not _exclude(step.when, one.when) for _, one in after):
        yield (*path, "confirm"), "nothing is done after this confirm: a do step must follow it"


def _do(placed: Placed, before: Sequence[Placed], slots: Mapping[str, Any]) -> Iterator[Finding]:
    path, step = placed
    action = step.names[0]
    here = (*path, "do")
    if action == "create_task" and step.task is None:
        yield here, "create_task needs 'task': which type of task it makes"
    if action != "create_task" and step.task is not None:
        yield (*path, "task"), f"only create_task makes a task, not {action}"
    if len(step.done) > 1 and action != "book_appointment":
        yield (*path, "done"), f"only book_appointment has ways of booking; {action} has one prompt"
    surely = _asked(before, step.when)
    yield from _asked_first(placed, surely, _NEEDED.get(action, ()))
    if action in ("book_appointment", "reschedule_appointment") and not any(
        other.kind == "offer" for _, other in before
    ):
        yield here, f"{action} needs an offer step before it: which opening?"
    if action not in NEEDS_YES:
        return
    confirms = [other for _, other in before if other.kind == "confirm"]
    if not confirms:
        yield here, f"{action} needs a confirm step before it: nothing happens without a yes"
    elif not _covered(step, confirms, slots, surely):
        text = f"the confirm step before it is not always taken when {action} is"
        yield here, f"{text}: nothing happens without a yes"


def _asked_first(placed: Placed, known: Collection[str], names: Sequence[str]) -> Iterator[Finding]:
    path, step = placed
    for name in names:
        if name not in known:
            yield (*path, step.kind), f"'{name}' must be asked for before this step"


def _asked(before: Sequence[Placed], when: Sequence[Condition] | None = None) -> set[str]:
    """The slots asked for before a step; with its conditions, those that surely were."""
    asked: set[str] = set()
    for _, step in before:
        if when is not None and not _always(step.when, when):
            continue
        if step.kind == "collect":
            asked |= set(step.names)
        elif step.kind == "verify":
            asked |= set(_VERIFIED)
    return asked


# --- conditions


def _covered(
    step: Step, confirms: Sequence[Step], slots: Mapping[str, Any], known: Collection[str]
) -> bool:
    """Whether one of the confirms is always taken before a step is."""
    if any(_always(confirm.when, step.when) for confirm in confirms):
        return True
    for name in {condition.slot for confirm in confirms for condition in confirm.when}:
        values: set[str] = set()
        for confirm in confirms:
            rest = tuple(one for one in confirm.when if one.slot != name)
            if len(rest) < len(confirm.when) and _always(rest, step.when):
                values |= {value for one in confirm.when if one.slot == name for value in _of(one)}
        possible = _possible(name, step, slots, known)
        if values >= {"known", "unknown"} or (possible and values >= possible):
            return True
    return False


def _of(condition: Condition) -> tuple[str, ...]:
    if condition.known is None:
        return condition.values
    return ("known",) if condition.known else ("unknown",)


def _possible(name: str, step: Step, slots: Mapping[str, Any], known: Collection[str]) -> set[str]:
    """The values that a slot or fact can have when a step is taken; empty if that is open."""
    for condition in step.when:
        if condition.slot == name:
            return set(_of(condition))
    if name != "hours" and _FOLLOWS_FROM.get(name, name) not in known:
        return set()
    if name in FACTS:
        return set(FACTS[name])
    spec = entries(slots, name)
    if spec.get("type") == "bool":
        return {"yes", "no"}
    of = spec.get("of")
    return {one for one in of if isinstance(one, str)} if isinstance(of, list | dict) else set()


def _always(outer: Sequence[Condition], inner: Sequence[Condition]) -> bool:
    """Whether the outer conditions hold whenever the inner ones do."""
    return all(any(_implies(one, other) for one in inner) for other in outer)


def _implies(one: Condition, other: Condition) -> bool:
    if one.slot != other.slot:
        return False
    if other.known is None:
        return one.known is None and set(one.values) <= set(other.values)
    if other.known:
        return one.known is not False
    return one.known is False


def _exclude(some: Sequence[Condition], others: Sequence[Condition]) -> bool:
    """Whether two lists of conditions can never hold together."""
    return any(
        one.slot == other.slot and _contradict(one, other) for one in some for other in others
    )


def _contradict(one: Condition, other: Condition) -> bool:
    if one.known is False or other.known is False:
        return one.known is not other.known
    if one.known or other.known:
        return False
    return not set(one.values) & set(other.values)


def _at(path: KeyPath) -> str:
    return f"steps[{path[-1]}]"
