"""The parts of a flow's document, for checks that go on although other parts are broken.

What has the wrong form is told by the schema; here it simply counts as not there.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from agent_config.problem import KeyPath
from engine.flow import ACTIONS, STEP_KINDS, Condition, Step

SLOT_TEXTS: Final = {
    "ask": "ask",
    "again": "again",
    "ask_last": "ask_last",
    "ask_for_other": "ask_for_other",
    "ask_prefill": "prefill",
    "confirm": "read_back",
}
"""The texts of a slot: their key in the file, and in the flow."""

_SHORT_ACTIONS: Final = {
    "book": "book_appointment",
    "reschedule": "reschedule_appointment",
    "cancel": "cancel_appointment",
    "confirm": "confirm_appointment",
}


def entries(value: Any, *keys: str) -> dict[str, Any]:
    """The map under some keys; empty where there is none."""
    for key in keys:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value if isinstance(value, dict) else {}


def words(value: Any) -> tuple[str, ...]:
    """A text or a list of texts, as a tuple of texts."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list):
        return tuple(one for one in value if isinstance(one, str))
    return ()


def texts(value: Any) -> Iterator[tuple[str, KeyPath, tuple[str, ...]]]:
    """Everything that a caller hears: its key in the flow, its path, its wordings."""
    for slot, spec in entries(value, "slots").items():
        for name, key in SLOT_TEXTS.items():
            if found := words(entries(spec).get(name)):
                yield f"slots.{slot}.{key}", ("slots", slot, name), found
    for part, name in (("requests", "title"), ("answers", "say")):
        for entry, spec in entries(value, part).items():
            if found := words(entries(spec).get(name)):
                yield f"{part}.{entry}.{name}", (part, entry, name), found
    for prompt, spec in entries(value, "prompts").items():
        if found := words(spec):
            yield f"prompts.{prompt}", ("prompts", prompt), found


def examples(value: Any) -> Iterator[tuple[str, KeyPath, tuple[str, ...]]]:
    """How callers say things: the request or answer, the path, the sentences."""
    for part in ("requests", "answers"):
        for name, spec in entries(value, part).items():
            if found := words(entries(spec).get("examples")):
                yield name, (part, name, "examples"), found


def steps(request: str, spec: Any) -> tuple[tuple[KeyPath, Step], ...]:
    """The steps of a request, each with its path; without those of a wrong form."""
    found = []
    for index, raw in enumerate(_raw_steps(spec)):
        step = _step(raw, f"requests.{request}.steps[{index}]")
        if step is not None:
            found.append((("requests", request, "steps", index), step))
    return tuple(found)


def whole(request: str, spec: Any) -> bool:
    """Whether all steps of a request have the right form, so that their order can be judged."""
    return len(steps(request, spec)) == len(_raw_steps(spec))


def _raw_steps(spec: Any) -> list[Any]:
    listed = entries(spec).get("steps")
    return listed if isinstance(listed, list) else []


def _step(raw: Any, path: str) -> Step | None:
    kinds = [kind for kind in STEP_KINDS if kind in entries(raw)]
    if len(kinds) != 1 or not words(raw[kinds[0]]):
        return None
    if isinstance(raw[kinds[0]], list) != (kinds[0] == "collect"):
        return None
    kind, names = kinds[0], words(raw[kinds[0]])
    if kind == "do":
        names = (_SHORT_ACTIONS.get(names[0], names[0]),)
        if names[0] not in ACTIONS:
            return None
    done = raw.get("done")
    by_mode = {"any": done} if isinstance(done, str) else entries(done)
    task = raw.get("task")
    return Step(
        kind=kind,
        names=names,
        when=tuple(_condition(slot, value) for slot, value in entries(raw, "when").items()),
        done={mode: prompt for mode, prompt in by_mode.items() if isinstance(prompt, str)},
        conflict=str(raw.get("conflict", "offer_again")),
        failed=str(raw.get("failed", "take_message")),
        task=task if isinstance(task, str) else None,
        priority=str(raw.get("priority", "normal")),
        path=path,
    )


def _condition(slot: str, value: Any) -> Condition:
    if value in ("known", "unknown"):
        return Condition(slot, known=value == "known")
    if isinstance(value, bool):
        return Condition(slot, values=("yes" if value else "no",))
    return Condition(slot, values=words(value))
