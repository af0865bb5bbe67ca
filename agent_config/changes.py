"""What an edit of a flow changes for callers, in sentences.

Compared are the values, not the files: moving a line or rewriting a comment changes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from typing import Any, Final

from engine.flow import Condition, Flow, Limits, Request, Slot, Step, Thresholds

SUBJECTS: Final = ("requests", "questions", "answers", "safety", "limits", "wording", "examples")
"""What a change can be about, in the order in which changes are told."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different. `about` is out of `SUBJECTS`."""

    about: str
    text: str


def changes(old: Flow, new: Flow) -> tuple[Change, ...]:
    """Everything that is different in the new flow, grouped by what it is about."""
    told: dict[str, list[str]] = {about: [] for about in SUBJECTS}
    told["requests"] += _names("request", old.requests, new.requests)
    for name in _both(old.requests, new.requests):
        told["requests"] += _request(old.requests[name], new.requests[name])
    told["questions"] += _names("slot", old.slots, new.slots)
    for name in _both(old.slots, new.slots):
        told["questions"] += _fields(f"slot {name}", old.slots[name], new.slots[name], Slot)
    told["answers"] += _names("answer", old.answers, new.answers)
    phrases = [{trigger.phrase: trigger for trigger in flow.triggers} for flow in (old, new)]
    told["safety"] += _names("phrase", *phrases)
    told["limits"] += _fields("", old.limits, new.limits, Limits)
    told["limits"] += _fields("", old.thresholds, new.thresholds, Thresholds)
    told["wording"] += _texts(old.texts, new.texts)
    told["examples"] += _examples(old.examples, new.examples)
    return tuple(Change(about, text) for about in SUBJECTS for text in told[about])


def _both(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    return [name for name in new if name in old]


def _names(noun: str, old: Iterable[str], new: Iterable[str]) -> Iterator[str]:
    yield from (f"new {noun} {name}" for name in new if name not in old)
    yield from (f"no {noun} {name} any more" for name in old if name not in new)


def _fields(what: str, old: Any, new: Any, kind: type[Any]) -> Iterator[str]:
    for field in fields(kind):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if before != after:
            name = f"{what}: {field.name}" if what else field.name
            yield f"{name} is {_shown(after)}, was {_shown(before)}"


def _request(old: Request, new: Request) -> Iterator[str]:
    if old.owner != new.owner:
        yield f"{new.name}: for {new.owner}, was for {old.owner}"
    before = [_told(step) for step in old.steps]
    after = [_told(step) for step in new.steps]
    gone, come = _edited(before, after)
    for step in come:
        at = after.index(step)
        where = f"after {after[at - 1]}" if at else "first"
        yield f"{new.name}: {'moved' if step in gone else 'new step'}: {step}, {where}"
    yield from (f"{new.name}: no longer: {step}" for step in gone if step not in come)
    if not gone and not come and _outcomes(old) != _outcomes(new):
        yield f"{new.name}: what follows its steps is different"


def _edited(before: list[str], after: list[str]) -> tuple[list[str], list[str]]:
    gone: list[str] = []
    come: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            gone += before[a:b]
            come += after[c:d]
    return gone, come


def _told(step: Step) -> str:
    conditions = " and ".join(_condition(one) for one in step.when)
    named = f"{step.kind.replace('_', ' ')} {', '.join(step.names)}"
    return f"{named} (if {conditions})" if conditions else named


def _condition(one: Condition) -> str:
    if one.known is not None:
        return f"{one.slot} is {'known' if one.known else 'unknown'}"
    return f"{one.slot} is {' or '.join(one.values)}"


def _outcomes(request: Request) -> list[tuple[Any, ...]]:
    return [
        (dict(step.done), step.conflict, step.failed, step.task, step.priority)
        for step in request.steps
    ]


def _texts(
    old: Mapping[str, Mapping[str, tuple[str, ...]]],
    new: Mapping[str, Mapping[str, tuple[str, ...]]],
) -> Iterator[str]:
    yield from _names("language", old, new)
    for language in _both(old, new):
        before, after = old[language], new[language]
        yield from (f"{text} ({language})" for text in _names("text", before, after))
        for key in _both(before, after):
            if before[key] != after[key]:
                was, now = _differing(before[key], after[key])
                yield f"{key} ({language}) says {now}, said {was}"


def _differing(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[str, str]:
    """Only the wordings that are not in both; all of them where only the order changed."""
    gone = [text for text in before if text not in after]
    come = [text for text in after if text not in before]
    if not gone and not come:
        gone, come = list(before), list(after)
    return _quoted(gone), _quoted(come)


def _quoted(texts: list[str]) -> str:
    return " / ".join(f'"{text}"' for text in texts) or "nothing instead"


def _examples(
    old: Mapping[str, Mapping[str, tuple[str, ...]]],
    new: Mapping[str, Mapping[str, tuple[str, ...]]],
) -> Iterator[str]:
    for language in _both(old, new):
        for name in _both(old[language], new[language]):
            before, after = set(old[language][name]), set(new[language][name])
            if before != after:
                more, fewer = len(after - before), len(before - after)
                yield f"{name} ({language}): {more} new, {fewer} gone"


def _shown(value: Any) -> str:
    if value is None:
        return "off"
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return str(value)
