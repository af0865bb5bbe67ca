"""One document written over another: what a child leaves out, it inherits.

Maps are merged deeply; lists and texts are replaced. A named entry (of `requests`, `slots`,
`answers`, `prompts`) set to null takes the inherited one out. Every value keeps the place that
it came from, so that a mistake in an inherited line is told in the file that holds it.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from agent_config.problem import KeyPath, Place, Problem, where
from agent_config.yaml_document import Document

NAMED: Final = ("requests", "slots", "answers", "prompts")
"""The parts whose entries have names."""

_OWN: Final = ("flow", "version", "extends")
"""What is never inherited."""


def written_over(parent: Document, child: Document) -> Document:
    """The child with what it inherits."""
    if not (isinstance(parent.value, dict) and isinstance(child.value, dict)):
        return child
    inherited = {key: value for key, value in parent.value.items() if key not in _OWN}
    adopted: set[KeyPath] = set()
    value = _merged(inherited, child.value, (), adopted)
    return replace(
        child,
        value=value,
        keys=_places(parent.keys, adopted) | dict(child.keys),
        values=_places(parent.values, adopted) | dict(child.values),
        flawed=child.flawed | parent.flawed,
    )


def _merged(
    old: Mapping[str, Any], new: Mapping[str, Any], path: KeyPath, adopted: set[KeyPath]
) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key in dict.fromkeys((*old, *new)):
        here = (*path, key)
        if key not in new:
            adopted.add(here)
            result[key] = old[key]
        elif key not in old:
            result[key] = new[key]
        elif isinstance(old[key], dict) and isinstance(new[key], dict):
            result[key] = _merged(old[key], new[key], here, adopted)
        elif new[key] is not None or path not in {(part,) for part in NAMED}:
            result[key] = new[key]
    return result


def _places(table: Mapping[KeyPath, Place], adopted: set[KeyPath]) -> dict[KeyPath, Place]:
    return {
        path: place
        for path, place in table.items()
        if any(path[:depth] in adopted for depth in range(1, len(path) + 1))
    }


def left_empty(document: Document) -> tuple[Document, list[Problem]]:
    """The document without entries that are null, and the problem that each of them is.

    A null that took something out is gone already.
    """
    value = dict(document.value) if isinstance(document.value, dict) else {}
    problems = []
    for part in NAMED:
        entries = value.get(part)
        if not isinstance(entries, dict):
            continue
        for key in [key for key, entry in entries.items() if entry is None]:
            path = (part, key)
            text = f"{where(path)} is empty; only what is inherited can be taken out"
            problems.append(document.key_place(path).problem(text))
            entries = {name: entry for name, entry in entries.items() if name != key}
        value[part] = entries
    return replace(document, value=value or document.value), problems
