"""How long callers waited for an answer, over many calls: what is usual, and what the unlucky had.

A call keeps of each stage its middle wait and its longest. Over calls the usual wait is the middle
of the middles; the unlucky are the callers of one call in twenty, by the longest wait in each.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any


@dataclass(frozen=True, slots=True)
class Wait:
    """How long callers waited, in milliseconds: of half the calls, and of nineteen in twenty."""

    p50_ms: float
    p95_ms: float


def waits_of(told: Iterable[Any]) -> dict[str, Wait]:
    """By stage, from what calls keep (`CallRow.latency`); calls that keep nothing do not count."""
    stages: dict[str, list[tuple[float, float]]] = {}
    for latency in told:
        if not isinstance(latency, dict):
            continue
        for stage, one in latency.items():
            if isinstance(one, dict):
                stages.setdefault(stage, []).append((one["p50_ms"], one["max_ms"]))
    return {
        stage: Wait(
            round(median(middle for middle, _ in of), 1), round(_high([most for _, most in of]), 1)
        )
        for stage, of in stages.items()
    }


def _high(values: Sequence[float]) -> float:
    """What nineteen in twenty of them do not exceed."""
    return values[0] if len(values) == 1 else quantiles(values, n=20, method="inclusive")[-1]
