"""What callers say, in a file of its own beside a flow.

Some hundred sentences teach a flow what its callers mean; between its steps they would only be in
the way. So `dental.examples.yaml` holds those of `dental.yaml`, and `dental.es.examples.yaml` those
of `dental.es.yaml`. Examples that stand in the flow itself count as well, and come first.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeAlias

from agent_config.flow_parts import entries
from agent_config.problem import (
    KeyPath,
    Place,
    Problem,
    closest,
    did_you_mean,
    printable,
    where,
    whole_file,
)
from agent_config.yaml_document import Document, read_document

PARTS: Final = ("requests", "answers")
"""The parts whose entries have examples."""

ENDING: Final = "examples"
"""What the name of such a file ends in, before `.yaml`."""

_Spots: TypeAlias = set[tuple[int, int]]
"""Lines and columns of what is told to be wrong."""


def read_examples(beside: Path) -> Document | None:
    """The examples that stand beside a flow's file, or beside one of its language files."""
    file = beside.with_name(f"{beside.stem}.{ENDING}.yaml")
    return read_document(file) if file.exists() else None


def lonely_examples(flow: Path) -> list[Problem]:
    """Files of examples in a language that the flow has no texts in."""
    return [
        whole_file(file).problem(f"these examples need '{beside.name}' beside them; write it first")
        for file in sorted(flow.parent.glob(f"*.{ENDING}.yaml"))
        if not (beside := file.with_name(f"{Path(file.stem).stem}.yaml")).exists()
        and file.name.split(".")[0] == flow.stem
    ]


def strange_examples(flow: Document, given: Document) -> list[Problem]:
    """Examples of something that the flow does not have."""
    problems = []
    for part in PARTS:
        known = [name for name, spec in entries(flow.value, part).items() if spec is not None]
        for name in entries(given.value, part):
            if name not in known:
                noun = part.removesuffix("s")
                text = f"the flow has no {noun} '{printable(name)}'{did_you_mean(name, known)}"
                problems.append(given.key_place((part, name)).problem(text))
    return problems


def missing_examples(flow: Document) -> list[Problem]:
    """Requests and answers that nobody could ever ask for."""
    return [
        flow.place((part, name)).problem(f"{where((part, name))} needs 'examples'")
        for part in PARTS
        for name, spec in entries(flow.value, part).items()
        if isinstance(spec, dict) and closest(ENDING, spec) is None
    ]


def with_examples(document: Document, given: Document, told: list[Problem]) -> Document:
    """A document with further examples, each with the place where it stands.

    What is told to be wrong with them is left out, so that it is not told twice.
    """
    if not isinstance(document.value, dict):
        return document
    spots = {(problem.line, problem.column) for problem in told}
    value = dict(document.value)
    keys, values = dict(document.keys), dict(document.values)
    for path in _paths(given, spots):
        part, name = str(path[0]), str(path[1])
        part_value = value.get(part, {})
        spec = part_value.get(name, {}) if isinstance(part_value, dict) else None
        own = spec.get(ENDING, []) if isinstance(spec, dict) else None
        found = _sound(given, path, spots)
        if not found or not isinstance(own, list):
            continue
        listed = [*own, *(text for text, _ in found)]
        value[part] = {**part_value, name: {**entries(spec), ENDING: listed}}
        for depth in range(1, len(path) + 1):
            keys.setdefault(path[:depth], given.key_place(path[:depth]))
            values.setdefault(path[:depth], given.place(path[:depth]))
        for index, (_, place) in enumerate(found, len(own)):
            values[*path, index] = place
    return replace(document, value=value, keys=keys, values=values)


def _paths(given: Document, spots: _Spots) -> Iterator[KeyPath]:
    """The lists of examples in a file, without those under a name that is told to be wrong."""
    for part in PARTS:
        for name in entries(given.value, part):
            key = given.key_place((part, name))
            if (key.line, key.column) not in spots:
                yield part, name, ENDING


def _sound(given: Document, path: KeyPath, spots: _Spots) -> list[tuple[str, Place]]:
    """The sentences of a list that nothing is told about, and where each stands."""
    listed = entries(given.value, *map(str, path[:-1])).get(ENDING)
    if not isinstance(listed, list):
        return []
    placed = [(text, given.place((*path, index))) for index, text in enumerate(listed)]
    return [
        (text, place)
        for text, place in placed
        if isinstance(text, str) and (place.line, place.column) not in spots
    ]
