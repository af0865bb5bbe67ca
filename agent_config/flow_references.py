"""Whether everything that a flow refers to exists, and everything that a call needs is there.

Slots, prompts, placeholders, choices and conditions are checked against what the flow, the
clinic and the engine know; an unknown name comes with the one that was probably meant.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from agent_config.flow_outbound import is_outbound, missing_prompts, outbound_findings
from agent_config.flow_parts import entries, examples, steps, texts, whole, words
from agent_config.problem import Problem, closest, did_you_mean, printable, where
from agent_config.step_order import Finding, Placed, out_of_order
from agent_config.step_prompts import step_prompt_findings
from agent_config.yaml_document import Document
from engine.clinic import Clinic
from engine.facts import FACTS
from engine.flow import SLOT_TYPES, Condition
from engine.prompts import PLACEHOLDERS, REQUIRED_PROMPTS
from engine.safety.alarm import PEOPLE

TO_PEOPLE: Final = ("emergency", *PEOPLE)
"""Requests that always go to people; a flow cannot have its own ones of these names."""

REQUIRED_SLOTS: Final[Mapping[str, str]] = {
    "patient_name": "person_name",
    "callback_number": "phone",
}
"""Slots of every flow: a request that cannot be done becomes a task with name and number."""

IDENTITY: Final[Mapping[str, str]] = {"patient_name": "person_name", "date_of_birth": "date"}
"""What `verify: identity` asks for."""

_NEVER_ASKED: Final = ("opening", "appointment")
_ONLY_FOR: Final = {
    "prefill": ("phone",),
    "of": ("choice",),
    "keypad": ("phone", "date", "member_id"),
    "ask_last": ("person_name",),
    "spoken": ("bool",),
}
"""What only some types of slot can have."""

_BRACES: Final = re.compile(r"\{([^{}]*)\}")
_PUNCTUATION: Final = re.compile(r"[^\w' ]+")


def reference_problems(document: Document, clinic: Clinic) -> list[Problem]:
    """Everything in a flow that refers to something which is not there."""
    return [
        (document.key_place if at_key else document.place)(path).problem(text)
        for at_key, findings in ((False, _findings(document, clinic)), (True, _named(document)))
        for path, text in findings
        if not any(path[: len(one)] == one for one in document.flawed if one)
    ]


def _findings(document: Document, clinic: Clinic) -> Iterator[Finding]:
    flow = document.value
    slots, prompts = entries(flow, "slots"), entries(flow, "prompts")
    if slots:
        yield from _slots(flow, clinic)
    for request, spec in entries(flow, "requests").items():
        placed = steps(request, spec)
        unknown = [found for one in placed for found in _step(one, slots, prompts, clinic)]
        yield from unknown if slots else ()
        if not unknown and whole(request, spec):
            wrong_order = list(out_of_order(placed, slots))
            yield from wrong_order or step_prompt_findings(placed, prompts)
    yield from placeholder_findings(document)
    yield from repeated_examples(document)
    if is_outbound(flow):
        yield from outbound_findings(flow)


def _named(document: Document) -> Iterator[Finding]:
    """What is wrong with the names of requests, answers and prompts themselves."""
    requests = entries(document.value, "requests")
    for name in requests:
        if name in TO_PEOPLE:
            text = f"'{name}' always goes to people; a flow cannot redefine it"
            yield ("requests", name), text
    for name in entries(document.value, "answers"):
        if name in requests or name in TO_PEOPLE:
            yield ("answers", name), f"'{name}' is the name of a request already"
    yield from _required_prompts(entries(document.value, "prompts"))
    for name, does in missing_prompts(document.value).items():
        yield ("prompts",), f"the prompt '{name}' is missing: it {does}"


# --- slots


def _slots(flow: Any, clinic: Clinic) -> Iterator[Finding]:
    slots = entries(flow, "slots")
    needed = {name: (kind, "every call can need") for name, kind in REQUIRED_SLOTS.items()}
    asked = set(REQUIRED_SLOTS)
    for request, spec in entries(flow, "requests").items():
        for _, step in steps(request, spec):
            if step.kind == "collect":
                asked |= set(step.names)
            elif step.kind == "verify":
                for name, kind in IDENTITY.items():
                    needed.setdefault(name, (kind, "'verify: identity' needs"))
                asked |= set(IDENTITY)
    for name, (kind, who) in needed.items():
        if name not in slots:
            yield ("slots",), f"{who} the slot '{name}' (type: {kind})"
        elif entries(slots, name).get("type") in [one for one in SLOT_TYPES if one != kind]:
            yield ("slots", name, "type"), f"'{name}' must be of type {kind}"
    for name in slots:
        yield from _slot(name, entries(slots, name), slots, name in asked)
    if not clinic.services:
        for name in slots:
            if entries(slots, name).get("of") == "services":
                yield ("slots", name, "of"), f"the clinic {clinic.id} lists no services"


def _slot(
    name: str, spec: Mapping[str, Any], slots: Mapping[str, Any], asked: bool
) -> Iterator[Finding]:
    path = ("slots", name)
    kind = spec.get("type")
    wanted = {
        "ask": asked and kind not in _NEVER_ASKED,
        "again": asked and kind not in _NEVER_ASKED,
        "ask_last": kind == "person_name",
        "ask_prefill": "prefill" in spec,
        "confirm": spec.get("read_back", "never") != "never",
        "of": kind == "choice",
    }
    reasons = {
        "ask_last": ": a caller may say only a first name",
        "ask_prefill": ": the question whether the caller's number is the one",
        "confirm": ": the words in which it is read back",
        "of": ": the names to choose from",
    }
    for key, needed in wanted.items():
        if needed and key not in spec:
            yield path, f"{where(path)} needs '{key}'{reasons.get(key, '')}"
    for key, kinds in _ONLY_FOR.items():
        if key in spec and kind in SLOT_TYPES and kind not in kinds:
            yield (*path, key), f"'{key}' has no meaning for a slot of type {kind}"
    depends = spec.get("depends_on")
    for index, other in enumerate(words(depends) if isinstance(depends, list) else ()):
        here = (*path, "depends_on", index)
        if other == name:
            yield here, f"'{name}' cannot depend on itself"
        elif other not in slots:
            yield here, _unknown("slot", other, here[:-1], slots)


# --- steps


def _step(
    placed: Placed, slots: Mapping[str, Any], prompts: Mapping[str, Any], clinic: Clinic
) -> Iterator[Finding]:
    path, step = placed
    here = (*path, step.kind)
    if step.kind == "collect":
        for index, name in enumerate(step.names):
            if name not in slots:
                yield (*here, index), _unknown("slot", name, path, slots)
    elif step.kind in ("triage", "offer"):
        if step.names[0] not in slots:
            yield here, _unknown("slot", step.names[0], path, slots)
        elif step.kind == "triage" and not _is_service(entries(slots, step.names[0])):
            yield here, f"triage looks at a service; '{step.names[0]}' is not 'of: services'"
    elif step.kind in ("confirm", "say") and step.names[0] not in prompts:
        yield here, _unknown("prompt", step.names[0], path, prompts)
    for mode, prompt in step.done.items():
        if prompt not in prompts:
            at = (*path, "done") if mode == "any" else (*path, "done", mode)
            yield at, _unknown("prompt", prompt, path, prompts)
    for condition in step.when:
        if condition.slot not in slots and condition.slot not in FACTS:
            hint = did_you_mean(condition.slot, [*slots, *FACTS])
            text = f"unknown slot '{printable(condition.slot)}' in {where(path)}.when{hint}"
            yield (*path, "when", condition.slot), text
        else:
            yield from _values((*path, "when", condition.slot), condition, slots, clinic)


def _is_service(spec: Mapping[str, Any]) -> bool:
    """Whether a slot is a service; any other text in `of` is a misspelling told elsewhere."""
    return spec.get("type") == "choice" and isinstance(spec.get("of"), str)


def _values(
    path: tuple[str | int, ...], condition: Condition, slots: Mapping[str, Any], clinic: Clinic
) -> Iterator[Finding]:
    if condition.known is not None:
        return
    allowed = _allowed(condition.slot, slots, clinic)
    for value in condition.values:
        if allowed is None:
            text = f"'{condition.slot}' can only be known or unknown here"
            yield path, f"{text}, not '{printable(value)}'"
        elif value not in allowed:
            hint = did_you_mean(value, allowed)
            yield path, f"'{printable(value)}' is no value of '{condition.slot}'{hint}"


def _allowed(name: str, slots: Mapping[str, Any], clinic: Clinic) -> tuple[str, ...] | None:
    if name in FACTS:
        return FACTS[name]
    spec = entries(slots, name)
    if spec.get("type") == "bool":
        return ("yes", "no")
    of = spec.get("of")
    if of == "services":
        return tuple(service.name for service in clinic.services)
    return tuple(map(str, of)) if isinstance(of, list | dict) else None


def _unknown(noun: str, name: str, path: tuple[str | int, ...], known: Mapping[str, Any]) -> str:
    meant = closest(name, known)
    hint = f"; did you mean '{meant}'?" if meant else ""
    return f"unknown {noun} '{printable(name)}' in {where(path)}{hint}"


# --- texts


def _required_prompts(prompts: Mapping[str, Any]) -> Iterator[Finding]:
    missing = [name for name in REQUIRED_PROMPTS if name not in prompts]
    for name in prompts:
        meant = closest(name, missing) if name not in REQUIRED_PROMPTS else None
        if meant is not None:
            missing.remove(meant)
            text = f"unknown prompt '{printable(name)}' in prompts; did you mean '{meant}'?"
            yield ("prompts", name), text
    for name in missing:
        yield ("prompts",), f"the prompt '{name}' is missing: it {_says(name)}"


def _says(prompt: str) -> str:
    meaning = REQUIRED_PROMPTS[prompt]
    return meaning if meaning.split()[0].endswith("s") else f"is {meaning}"


def placeholder_findings(document: Document) -> Iterator[Finding]:
    """Placeholders that no prompt can hold."""
    for _, path, wordings in texts(document.value):
        several = isinstance(_value_at(document.value, path), list)
        for index, wording in enumerate(wordings):
            here = (*path, index) if several else path
            for name in _BRACES.findall(wording):
                if name not in PLACEHOLDERS:
                    meant = closest(name, PLACEHOLDERS)
                    hint = f"; did you mean '{{{meant}}}'?" if meant else ""
                    shown = f"'{{{printable(name)}}}'"
                    yield here, f"unknown placeholder {shown} in {where(here)}{hint}"
            if set("{}") & set(_BRACES.sub("", wording)):
                yield here, f"a brace in {where(here)} has no partner; placeholders are {{name}}"


def _value_at(value: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        value = value[part]
    return value


def repeated_examples(document: Document) -> Iterator[Finding]:
    """Sentences that stand as examples of two different things: nobody can tell which."""
    first: dict[str, str] = {}
    for name, path, sentences in examples(document.value):
        for index, sentence in enumerate(sentences):
            bare = " ".join(_PUNCTUATION.sub(" ", sentence.lower()).split())
            other = first.setdefault(bare, name)
            if other != name:
                text = f"this example of '{name}' is one of '{other}' too; it can only mean one"
                yield (*path, index), text
