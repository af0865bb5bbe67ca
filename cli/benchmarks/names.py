"""Restaurant8k: the names of callers in written requests (PolyAI, CC BY 4.0).

A part of a name counts if it is found word for word, capitals aside; what the agent had asked for
counts as asked. Precision and recall are put together as F1. Figures are for all lines, and for the
half of them by id on which nothing was tuned (`_held_out`).
"""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from cli.benchmarks.figure import Figure, percent, rows
from nlu.person.name import person_name

FILE: Final = "restaurant8k.jsonl.gz"
_PARTS: Final = {"first": "first_name", "last": "last_name"}
_BASELINE: Final = {"first": (686, 887, 235), "last": (619, 891, 39)}
"""Cue phrases: found, said, and found where there was none."""
_AIM: Final = 90.0


def measure(data: Path | None) -> list[Figure]:
    """First and last names found."""
    if data is None or not (data / FILE).exists():
        return []
    lines = list(rows(data / FILE))
    apart = [line for line in lines if held_out(line["id"])]
    return [*_scores(lines, ""), *_scores(apart, "_held_out")]


def held_out(line: str) -> bool:
    """Whether a line is of the half on which nothing is tuned."""
    return hashlib.sha256(line.encode()).digest()[0] % 2 == 1


def read(line: dict[str, Any]) -> dict[str, str]:
    """The parts of the name found in a line, in lower case."""
    requested = set(line["requested"])
    asked = {part for part, slot in _PARTS.items() if slot in requested}
    part = next(iter(asked)) if len(asked) == 1 else None
    found = person_name(line["text"], asked=bool(asked), part=part)
    if found is None:
        return {}
    return {part: _plain(found.value[part]) for part in _PARTS if found.value[part]}


def said(line: dict[str, Any]) -> dict[str, set[str]]:
    """The parts of names that the line holds."""
    parts: dict[str, set[str]] = {}
    for part, slot in _PARTS.items():
        names = {_plain(one["text"]) for one in line["slots"] if one["slot"] == slot}
        if names:
            parts[part] = names
    return parts


def _plain(name: str) -> str:
    return name.strip(" .,!?;:").lower()


def _scores(lines: Sequence[dict[str, Any]], ending: str) -> Iterator[Figure]:
    found = [(said(line), read(line)) for line in lines]
    for part in _PARTS:
        right = sum(part in heard and heard[part] in gold.get(part, ()) for gold, heard in found)
        heard_count = sum(part in heard for _, heard in found)
        gold_count = sum(part in gold for gold, _ in found)
        hits, all_said, false = _BASELINE[part]
        baseline = None if ending else percent(2 * hits, all_said + hits + false)
        yield Figure(
            f"r8k_{part}_name_f1{ending}",
            percent(2 * right, heard_count + gold_count),
            gold_count,
            aim=None if ending else _AIM,
            baseline=baseline,
        )
