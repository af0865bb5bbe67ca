"""The features that a classifier knows, as places in a row of numbers.

Rare features weigh more (IDF). Several share a place, each with a sign that is drawn with it, so
that on average they cancel out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from nlu.intent.ridge import Floats

_BUCKETS: Final = 2048


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What was seen in training."""

    places: Mapping[str, tuple[int, float]]
    """For each feature its place and its signed weight."""
    rarest: float
    """The weight of a feature that was never seen."""

    @classmethod
    def of(cls, rows: Sequence[Iterable[str]]) -> "Lexicon":
        """The lexicon of the features of all examples, row by row."""
        counts: dict[str, int] = {}
        for row in rows:
            for name in row:
                counts[name] = counts.get(name, 0) + 1
        places: dict[str, tuple[int, float]] = {}
        for number, (name, count) in enumerate(counts.items(), 1):
            mixed = (number * 2654435761) & 0xFFFFFFFF
            sign = 1.0 if mixed & 0x100000 else -1.0
            places[name] = (mixed % _BUCKETS, sign * (1.0 + float(np.log(len(rows) / count))))
        return cls(places, 1.0 + float(np.log(len(rows))))

    def knows(self, found: Iterable[str]) -> bool:
        """Whether any whole word, or what a word stands for, was seen; pieces of words tell
        nothing by themselves."""
        return any(name in self.places for name in found if name[0] != "#" and " " not in name)

    def row(self, found: Mapping[str, float]) -> Floats:
        """An utterance as a row of length one, or shorter by what of it was never seen.

        So words about something else altogether lower every score, as they do for an example that
        is left out, on which the confidence is set.
        """
        buckets: list[int] = []
        weights: list[float] = []
        unseen = 0.0
        for name, weight in found.items():
            place = self.places.get(name)
            if place is None:
                unseen += (weight * self.rarest) ** 2
            else:
                buckets.append(place[0])
                weights.append(weight * place[1])
        where = np.array(buckets, dtype=np.int64)
        row = np.bincount(where, weights, _BUCKETS).astype(np.float32)
        length = float(np.sqrt(row @ row + unseen))
        return row / np.float32(length) if length else row
