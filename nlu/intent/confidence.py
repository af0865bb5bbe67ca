"""How sure the classifier may be: the chance that its best class is the right one.

Scores of a regression are no chances, and a high one is no proof: words about something else
altogether have a best class too. So a logistic curve is laid through what is seen of the best
class (its score, its lead, the score of the background, the nearest example of each) on examples
that were left out. The background counts among them as wrong, and so do, lightly, the examples of
every class as they look when their whole class is left out.

The chance is told on a scale with two borders. From `ACCEPTED` on, left-out examples are right
often enough to act; below the lower one not even a question is worth asking.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from nlu.intent.ridge import Floats, Integers

ACCEPTED: Final = 0.5
"""The confidence from which on an intent is acted on without asking."""
WORTH_ASKING: Final = 0.15
"""The confidence below which a class is not even asked about."""

_PRECISION: Final = 0.94
_ASKED: Final = 0.2
"""The chance below which a best class is not worth a question."""
_UNSEEN: Final = 0.1
"""The weight of an example whose class was left out, beside one that was left out itself."""
_SENSE: Final = np.array([1, 1, 1, -1, -1, 0])
"""Whether a trait speaks for the best class or against it; the last is the constant."""
_ROUNDS: Final = 12
_SMALL: Final = 1e-4

_TOLD: Final = (0.0, WORTH_ASKING, ACCEPTED, 1.0)

_Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Confidence:
    """A chance from traits, and a confidence from the chance."""

    weights: _Doubles
    border: float

    def chances(self, traits: Floats) -> _Doubles:
        """The chance of each row of traits that its best class is right."""
        known = np.c_[traits, np.ones(len(traits))].astype(np.float64)
        return _curved(known @ self.weights)

    def of(self, chance: float) -> float:
        """A chance as confidence: 0.15 and 0.5 are its two borders."""
        return float(np.interp(chance, self._scale, _TOLD))

    def chance(self, confidence: float) -> float:
        """The chance that a confidence stands for."""
        return float(np.interp(confidence, _TOLD, self._scale))

    @property
    def _scale(self) -> tuple[float, ...]:
        return (0.0, min(_ASKED, self.border / 2), self.border, 1.0)


def traits(scores: Floats, near: Floats, background: int | None) -> tuple[Integers, Floats]:
    """The best class of each row that is not the background, and what is seen of it.

    `near` holds by row and class how alike the nearest example is.
    """
    rows = np.arange(len(scores))
    rivals = scores.copy()
    behind = np.zeros((len(scores), 2), dtype=np.float32)
    if background is not None:
        behind = np.stack((scores[:, background], near[:, background]), axis=1)
        rivals[:, background] = -np.inf
    best = rivals.argmax(axis=1)
    score = rivals[rows, best]
    rivals[rows, best] = -np.inf
    second = rivals.max(axis=1)
    lead = score - np.where(np.isfinite(second), second, np.float32(0))
    seen = np.stack((score, lead, near[rows, best], *behind.T), axis=1)
    return best, seen.astype(np.float32)


def calibrated(
    seen: Floats, right: npt.NDArray[np.bool_], unseen: Floats, asks: npt.NDArray[np.bool_]
) -> Confidence:
    """The curve through the traits of left-out examples, `right` or not, and of `unseen` classes.

    The border is the least chance above which left-out examples are right often enough. Those of
    the background (`asks` is false) count as many as a third of all at the most: callers of a
    clinic with few examples ask for no stranger things.
    """
    known = np.r_[seen, unseen]
    wanted = np.r_[right, np.zeros(len(unseen), dtype=bool)].astype(np.float64)
    strange = min(1.0, asks.sum() / max(2 * (~asks).sum(), 1))
    weights = np.where(asks, 1.0, strange)
    counts = np.r_[weights, np.full(len(unseen), _UNSEEN)]
    curve = Confidence(_logistic(known, wanted, counts), 0.5)
    return Confidence(curve.weights, _border(curve.chances(seen), right, weights))


def _logistic(known: Floats, wanted: _Doubles, counts: _Doubles) -> _Doubles:
    """The weights of a logistic regression, the last one standing alone.

    A trait that would count against its sense (a higher score for less certainty) is left out:
    among few examples that happens by chance.
    """
    middle, spread = known.mean(axis=0), known.std(axis=0) + _SMALL
    rows = np.c_[(known - middle) / spread, np.ones(len(known))].astype(np.float64)
    kept = np.ones(len(_SENSE), dtype=bool)
    while True:
        weights = np.zeros(len(_SENSE))
        weights[kept] = _newton(rows[:, kept], wanted, counts)
        astray = weights * _SENSE < 0
        if not astray.any():
            break
        kept &= ~astray
    slopes = weights[:-1] / spread
    whole: _Doubles = np.append(slopes, weights[-1] - slopes @ middle)
    return whole


def _newton(rows: _Doubles, wanted: _Doubles, counts: _Doubles) -> _Doubles:
    held = np.eye(rows.shape[1])
    weights = np.zeros(rows.shape[1])
    for _ in range(_ROUNDS):
        chances = _curved(rows @ weights)
        bent = (rows * (counts * chances * (1 - chances))[:, None]).T @ rows + held
        slope = rows.T @ (counts * (wanted - chances)) - held @ weights
        weights = weights + np.linalg.solve(bent, slope)
    return weights


def _curved(heights: _Doubles) -> _Doubles:
    chances: _Doubles = 1 / (1 + np.exp(-np.clip(heights, -30, 30)))
    return chances


def _border(chances: _Doubles, right: npt.NDArray[np.bool_], weights: _Doubles) -> float:
    order = np.argsort(-chances, kind="stable")
    precision = np.cumsum((right * weights)[order]) / np.cumsum(weights[order])
    enough = np.flatnonzero(precision >= _PRECISION)
    border = float(chances[order][enough[-1]]) if len(enough) else 0.9
    return min(max(border, 0.3), 0.9)
