"""The words that name a date or a time in requests for a table: Restaurants-8k.

`overlap`: a found stretch shares words with one of the set; `exact`: it is the same stretch once
punctuation and the prepositions and articles around it are trimmed from both. F1 over all
stretches, so that a false one costs as much as a missed one. Their "time" is an hour: a part of the
day without one ("for lunch") is no time there, or belongs to the date ("this evening"). A stretch
that was asked for (`requested`) may be a lone number.

Whether the half of the day belongs to a time the set does not settle: of "11:30 am" it takes the
"am" along 19 times and leaves it out 105 times, "in the evening" 17 times and 4 times, "ish" 32
times and 14 times. So times are counted once more as `hour`: exact, with such words trimmed from
both as well.

False dates are counted in turns of callers that have no slot for a date or time. Turns that ask for
the weather or for the caller's own calendar are left out, since their dates are slots of services
that the rows do not keep; `unlabelled` counts all turns, as the baseline does.
"""

import re
from collections.abc import Callable, Iterator, Sequence
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
_HALVES: Final = re.compile(
    r"(?:\s*[-,]?\s*(?:[ap]\.?\s?m\b\.?|in the (?:morning|afternoon|evening)|at night|ish|or so"
    r"|(?:this )?(?:morning|afternoon|evening)|tonight|o['’]?\s?clock|sharp))+$"
    r"|^(?:(?:this |early |late )?(?:morning|afternoon|evening|night)|tonight)\s+",
    re.IGNORECASE,
)
_ELSEWHERE: Final = re.compile(
    r"weather|w[ae]+ther|forecast|\bfree\b|availab|calendar|schedule first|my schedule",
    re.IGNORECASE,
)
"""What is asked of the services for the weather and the calendar."""
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
        exact, overlap, hour = _Count(), _Count(), _Count()
        for row in given:
            wanted = [(s["start"], s["end"]) for s in row["slots"] if s["slot"] == slot]
            found = spans(row["text"], slot, row["requested"])
            _count(overlap, wanted, found, _shared)
            _count(exact, wanted, found, _same(row["text"], _trimmed))
            _count(hour, wanted, found, _same(row["text"], _hour))
        figures.append(Figure(f"spans_{slot}_exact_f1", exact.f1(), exact.wanted, aim=95.0))
        if slot == "time":
            figures.append(Figure("spans_time_hour_f1", hour.f1(), hour.wanted, aim=95.0))
        figures.append(Figure(f"spans_{slot}_overlap_f1", overlap.f1(), overlap.wanted, aim=95.0))
        figures.append(
            Figure(
                f"spans_{slot}_overlap_recall",
                percent(overlap.met, overlap.wanted),
                overlap.wanted,
                baseline=_DUCKLING[slot],
            )
        )
    return [*figures, *_false_dates(data)]


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


def _false_dates(data: Path) -> Iterator[Figure]:
    """In how many turns without a slot for a date or time a date is found."""
    turns = [row for row in rows(data / TURNS) if not _dated(row)]
    own = [row for row in turns if not _ELSEWHERE.search(row["text"])]
    for name, some, aim in (("false_dates", own, 2.0), ("unlabelled_dates", turns, None)):
        wrong = sum(any(m.days for m in moments(row["text"], TURNS_NOW)) for row in some)
        baseline = 6.0 if some is turns else None
        yield Figure(f"sgd_{name}", percent(wrong, len(some)), len(some), aim, True, baseline)


def _dated(row: dict[str, Any]) -> bool:
    return any("date" in slot["slot"] or "time" in slot["slot"] for slot in row["slots"])


def _shared(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _same(text: str, trimmed: Callable[[str, Span], str]) -> Callable[[Span, Span], bool]:
    return lambda one, other: trimmed(text, one) == trimmed(text, other)


def _count(
    count: _Count,
    wanted: Sequence[Span],
    found: Sequence[Span],
    same: Callable[[Span, Span], bool],
) -> None:
    count.wanted += len(wanted)
    count.found += len(found)
    count.met += sum(any(same(span, other) for other in found) for span in wanted)
    count.right += sum(any(same(span, other) for other in wanted) for span in found)


def _trimmed(text: str, span: Span) -> str:
    """The words of a stretch without what may stand around them."""
    return _without(_TRIMMED, text[slice(*span)].lower())


def _hour(text: str, span: Span) -> str:
    """The words of a time without the half of the day."""
    return _trimmed(said := _without(_HALVES, _trimmed(text, span)), (0, len(said)))


def _without(pattern: re.Pattern[str], said: str) -> str:
    while (shorter := pattern.sub("", said)) != said:
        said = shorter
    return said
