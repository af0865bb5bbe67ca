"""A figure: something measured, beside what others reach and what we aim at."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table."""

    name: str
    """What is measured, as a key of `--json`: words with underscores."""
    value: float
    """In percent unless the name says otherwise (`_ms`, `_mb`, `_s`)."""
    rows: int
    """On how many rows."""
    aim: float | None = None
    """What we want to reach: at least, or with `at_most` at most."""
    at_most: bool = False
    baseline: float | None = None
    """The best that is known of other people's software on the same rows."""

    @property
    def reached(self) -> bool | None:
        """Whether the aim is reached; `None` where there is none."""
        if self.aim is None:
            return None
        return self.value <= self.aim if self.at_most else self.value >= self.aim


def percent(part: float, whole: float) -> float:
    """A share in percent, to two places; 0 of nothing."""
    return round(100 * part / whole, 2) if whole else 0.0


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file of JSON lines, packed (`.gz`) or not."""
    read = gzip.open if path.suffix == ".gz" else open
    with read(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
