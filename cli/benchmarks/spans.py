"""The words that name a date or a time in requests for a table: Restaurants-8k.

`overlap`: a found stretch shares words with one of the set; `exact`: it is the same stretch once
punctuation and the prepositions and articles before it are trimmed from both. F1 over all
stretches, so that a false one costs as much as a missed one. Their "time" is an hour: a part of the
day without one ("for lunch") is no time there, or belongs to the date ("this evening"). A stretch
that was asked for (`requested`) may be a lone number.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, TypeAlias

from cli.benchmarks.figure import Figure, percent, rows
from nlu.when.moments import moments

FILE: Final = "restaurant8k.jsonl.gz"
TURNS: Final = "sgd-cc-by-sa/sgd_clinic_turns.jsonl.gz"
NOW: Final = datetime.fromisoformat("2018-08-01T12:00")
"""The year in which the requests were written; what is a date does not hang on it."""
TURNS_NOW: Final = datetime.fromisoformat("2019-03-01")
"""Both in local time, as words about time mean it."""
_TRIMMED: Final = re.compile(
    r"^(?:(?:at|on|in|for|by|from|the|a|an|around|about|this is|is)\s+)+|[\s.,;:!?]+$|^[\s.,]+",
    re.IGNORECASE,
)
_DATED: Final = ("date", "time")

Span: TypeAlias = tuple[int, int]


@dataclass(slots=True)
class _Count:
    """How many stretches there are, were found, and how many of each match."""

    wanted: int = 0
    found: int = 0
    met: int = 0
    right: int = 0

    def f1(self) -> float:
        """The harmonic mean of the shares of stretches met and right, in percent."""
        return percent(2 * self.met * self.right, self.met * self.found + self.right * self.wanted)


def measure(data: Path | None) -> list[Figure]:
    """How well date and time words are found, and how often where there are none."""
    if data is None:
        return []
    given = list(rows(data / FILE))
    figures = []
    for slot in _DATED:
        exact, overlap = _Count(), _Count()
        for row in given:
            wanted = [(s["start"], s["end"]) for s in row["slots"] if s["slot"] == slot]
            found = spans(row["text"], slot, row["requested"])
            _count(overlap, wanted, found, row["text"], exact=False)
            _count(exact, wanted, found, row["text"], exact=True)
        figures.append(Figure(f"spans_{slot}_exact_f1", exact.f1(), exact.wanted, aim=95.0))
        figures.append(Figure(f"spans_{slot}_overlap_f1", overlap.f1(), overlap.wanted, aim=95.0))
        figures.append(
            Figure(
                f"spans_{slot}_overlap_recall",
                percent(overlap.met, overlap.wanted),
                overlap.wanted,
                baseline=_DUCKLING[slot],
            )
        )
    return [*figures, _false_dates(data)]


_DUCKLING: Final = {"date": percent(1716, 1721), "time": percent(1807, 1972)}


def spans(text: str, slot: str, requested: Sequence[str] = ()) -> list[Span]:
    """The stretches of a text that name a `date` or a `time`."""
    asked = "time" in requested
    found = []
    for moment in moments(text, NOW, asked=asked):
        if slot == "date" and moment.day_span:
            found.append(moment.day_span)
        elif slot == "time" and moment.time_span and moment.named_minutes:
            found.append(moment.time_span)
    return sorted(set(found))


def _false_dates(data: Path) -> Figure:
    """In how many turns without a date or time one is found."""
    turns = [row for row in rows(data / TURNS) if not _dated(row)]
    wrong = sum(any(m.days for m in moments(row["text"], TURNS_NOW)) for row in turns)
    return Figure("sgd_false_dates", percent(wrong, len(turns)), len(turns), 2.0, True, 6.0)


def _dated(row: dict[str, Any]) -> bool:
    return any("date" in slot["slot"] or "time" in slot["slot"] for slot in row["slots"])


def _count(
    count: _Count, wanted: Sequence[Span], found: Sequence[Span], text: str, exact: bool
) -> None:
    def same(one: Span, other: Span) -> bool:
        if exact:
            return _trimmed(text, one) == _trimmed(text, other)
        return one[0] < other[1] and other[0] < one[1]

    count.wanted += len(wanted)
    count.found += len(found)
    count.met += sum(any(same(span, other) for other in found) for span in wanted)
    count.right += sum(any(same(span, other) for other in wanted) for span in found)


def _trimmed(text: str, span: Span) -> str:
    said = text[slice(*span)].lower()
    while (shorter := _TRIMMED.sub("", said)) != said:
        said = shorter
    return said
