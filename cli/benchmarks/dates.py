"""Dates and times from words, against a reference moment: NLU++, SGD and Recognizers-Text rows.

`span`: only the date words are given and the first find is the answer; `sentence`: the whole
utterance, in which the first two finds count. Strict asks for exactly what is expected (bare hours
by the 24-hour clock, as those rows keep them); lenient ignores am and pm and takes ranges that
share half of their length. The end of the day may be written 23:59. Which end of a range a row
asks for is told by its slot: `date_to` means the last day named.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, Final, TypeAlias

from cli.benchmarks.figure import Figure, percent, rows
from nlu.when.clock import DAY, PARTS_OF_DAY
from nlu.when.moments import Moment, moments

FILE: Final = "dt_clinic.jsonl.gz"
SOURCES: Final = {"nlu++": "nlupp", "sgd": "sgd", "recognizers-text": "recognizers"}
PARTS: Final = dict(PARTS_OF_DAY) | {
    "morning": (480, 720),
    "afternoon": (720, 960),
    "evening": (960, 1200),
    "night": (1200, DAY),
    "lunch": (660, 780),
}
"""The parts of the day as these rows mean them; a clinic sets its own."""

Row: TypeAlias = dict[str, Any]
Stretch: TypeAlias = tuple[str, str]
"""From and to, equal for a point: days, times of day, or both, in ISO form."""

_KINDS: Final = {
    "date": ("date", "datetime", "daterange", "datetimerange"),
    "time": ("time", "datetime", "timerange", "datetimerange"),
}
"""What a point may be read from: the day of a date and time, the first hour of a range."""
_HALF: Final = 0.5
_NOON: Final = 720


def measure(data: Path | None) -> list[Figure]:
    """How many rows are resolved rightly, from the date words and from the sentence."""
    if data is None:
        return []
    given = list(rows(data / FILE))
    span, lengths = _right(given, "span", strict=True)
    sentence, more = _right(given, "text", strict=True)
    found = [
        _figure("dates_span_strict", given, span, aim=95.0, baseline=76.0),
        _figure("dates_sentence_strict", given, sentence, aim=90.0, baseline=64.7),
        _figure("dates_span_lenient", given, _right(given, "span", strict=False)[0], baseline=81.7),
        _figure("dates_sentence_lenient", given, _right(given, "text", strict=False)[0]),
    ]
    for source, name in SOURCES.items():
        aim = None if source == "recognizers-text" else 97.0
        of_source = _from(source)
        found.append(_figure(f"dates_span_strict_{name}", given, span, of_source, aim=aim))
        found.append(_figure(f"dates_sentence_strict_{name}", given, sentence, of_source))
    found.append(_figure("dates_span_strict_held_out", given, span, held_out))
    found.append(_figure("dates_sentence_strict_held_out", given, sentence, held_out))
    both = lengths + more
    found.append(Figure("dates_ms", round(1000 * median(both), 3), len(both), 1.0, at_most=True))
    return found


def held_out(row: Row) -> bool:
    """Whether a row belongs to the half that nobody looked at."""
    return sha256(row["id"].encode()).digest()[0] % 2 == 1


def is_right(row: Row, field: str, strict: bool) -> bool:
    """Whether the words of a row (`span` or `text`) come to what is expected."""
    found = resolved(row, field)
    return any(_fits(row, moment, strict) for moment in found[: 1 if field == "span" else 2])


def resolved(row: Row, field: str) -> list[Moment]:
    """What the words of a row name; a span is known to be a time, a sentence is not."""
    now = datetime.fromisoformat(row["ref"])
    return moments(row[field], now, asked=field == "span", parts=PARTS)


def _right(given: Sequence[Row], field: str, strict: bool) -> tuple[list[bool], list[float]]:
    """Whether each row is right, and how many seconds it took."""
    right, lengths = [], []
    for row in given:
        begun = perf_counter()
        right.append(is_right(row, field, strict))
        lengths.append(perf_counter() - begun)
    return right, lengths


def _from(source: str) -> Callable[[Row], bool]:
    return lambda row: row["source"] == source


def _every(row: Row) -> bool:
    return bool(row)


def _figure(
    name: str,
    given: Sequence[Row],
    right: Sequence[bool],
    chosen: Callable[[Row], bool] = _every,
    aim: float | None = None,
    baseline: float | None = None,
) -> Figure:
    counted = [fits for row, fits in zip(given, right, strict=True) if chosen(row)]
    return Figure(name, percent(sum(counted), len(counted)), len(counted), aim, baseline=baseline)


def _fits(row: Row, moment: Moment, strict: bool) -> bool:
    kind = row["kind"]
    if moment.kind not in _KINDS.get(kind, (kind,)):
        return False
    found = _stretch(moment, kind, last=any(tag.endswith("_to") for tag in row["tags"]))
    for expected in row["expected"]:
        wanted = (expected, expected) if isinstance(expected, str) else tuple(expected)
        wanted = (wanted[0], _ended(wanted[1]) if kind.endswith("range") else wanted[1])
        if found == wanted or (not strict and _nearly(found, wanted, kind)):
            return True
    return False


def _stretch(moment: Moment, kind: str, last: bool) -> Stretch:
    """What was found in the form in which it is expected."""
    if kind == "date":
        day = moment.named_days[-1 if last else 0].isoformat()
        return day, day
    if kind == "time":
        minute = _clock((moment.named_minutes or moment.minutes or (0,))[-1 if last else 0])
        return minute, minute
    first, end = moment.days or (date.min, date.min)
    start, stop = moment.minutes or (0, 0)
    if kind == "daterange":
        return first.isoformat(), end.isoformat()
    if kind == "timerange":
        return _clock(start), _clock(stop)
    closing = end - timedelta(days=1)
    return f"{first.isoformat()}T{_clock(start)}", f"{closing.isoformat()}T{_clock(stop)}"


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _ended(moment: str) -> str:
    """An end as we write it: the end of the day is 24:00."""
    return moment[:-5] + "24:00" if moment.endswith("23:59") else moment


def _nearly(found: Stretch, wanted: Stretch, kind: str) -> bool:
    if kind.endswith("range"):
        (start, end), (first, last) = (
            (_minute(one[0]), _minute(one[1])) for one in (found, wanted)
        )
        shared = min(end, last) - max(start, first)
        return shared >= _HALF * max(end - start, last - first, 1)
    return (
        kind != "date"
        and (_minute(found[0]) - _minute(wanted[0])) % _NOON == 0
        and (found[0].rpartition("T")[0] == wanted[0].rpartition("T")[0])
    )


def _minute(moment: str) -> int:
    """A moment in minutes, counted from wherever its form begins."""
    day, _, clock = moment.rpartition("T") if ":" in moment else (moment, "", "00:00")
    hour, minute = clock.split(":")
    days = date.fromisoformat(day).toordinal() if day else 0
    return days * DAY + int(hour) * 60 + int(minute)
