"""Wishes for a time, against moments that they include, exclude or name.

Scored by moments rather than by windows, because "sometime next week" has many right windows but
none that holds a Sunday. What is asked counts as asked: the lines answer "When would suit you?".
"""

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from agent_config.clinic_file import load_clinic
from cli.benchmarks.figure import Figure, percent, rows
from engine.clinic import Clinic
from nlu.when.windows import windows

EXAM: Final = Path(__file__).parents[2] / "tests" / "exams" / "windows.jsonl"
CLINIC: Final = "riverside_dental"
AIM: Final = 97.0


def measure(data: Path | None) -> list[Figure]:
    """How many wishes are understood wholly; nothing where the exam is not there."""
    del data  # the exam is our own
    if not EXAM.is_file():
        return []
    clinic = load_clinic(CLINIC)
    lines = list(rows(EXAM))
    right = [line for line in lines if is_right(line, clinic)]
    found = [Figure("windows", percent(len(right), len(lines)), len(lines), aim=AIM)]
    for language in ("en", "es"):
        whole = sum(line["language"] == language for line in lines)
        part = sum(line["language"] == language for line in right)
        found.append(Figure(f"windows_{language}", percent(part, whole), whole))
    return found


def wrong_by_tag() -> dict[str, tuple[int, int]]:
    """For each kind of wish how many are wrong, and of how many."""
    clinic = load_clinic(CLINIC)
    lines = list(rows(EXAM))
    every = Counter(tag for line in lines for tag in line["tags"])
    wrong = Counter(tag for line in lines if not is_right(line, clinic) for tag in line["tags"])
    return {tag: (wrong[tag], every[tag]) for tag in sorted(every, key=lambda t: (-wrong[t], t))}


def is_right(line: dict[str, Any], clinic: Clinic) -> bool:
    """Whether the windows hold what they should and nothing that they should not."""
    now = datetime.fromisoformat(line["now"])
    found = windows(line["text"], now, clinic, line["language"], asked=True)
    if found is None:
        return False
    offered = [(window["start"], window["end"]) for window in found.value]
    expected = line["expect"]
    if "at" in expected:
        return offered == [(moment, moment) for moment in sorted(expected["at"])]
    return all(_holds(offered, moment) for moment in expected.get("in", ())) and not any(
        _holds(offered, moment) for moment in expected.get("out", ())
    )


def _holds(offered: list[tuple[str, str]], moment: str) -> bool:
    """Whether a moment lies in a window; without any window, every moment does."""
    return not offered or any(
        start <= moment < end or start == end == moment for start, end in offered
    )
