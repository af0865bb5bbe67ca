"""What a clause is about: a small classifier, trained on a flow's examples when it is loaded.

It is a ridge regression on TF-IDF features. With a dozen examples of each request it cannot be
sure of much, so what matters is that its confidence means something. Ridge regression tells in
closed form what it would have said of each example had it not seen it; on those answers the
confidence is set: **0.5 is the border above which it is right nine times out of ten**. What
lies above is accepted, what lies below is asked about.

Everything here is deterministic: same examples, same model, bit for bit on the same machine.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

from nlu.features import features

OUT_OF_SCOPE: Final = "out_of_scope"
"""The class of words that are about nothing a clinic answers."""

ACCEPTED: Final = 0.5
"""The confidence from which on an intent is acted on without asking."""

_BUCKETS: Final = 2048
_RIDGE: Final = 0.4
_PRECISION: Final = 0.9
_TEMPERATURES: Final = (3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 12.0, 16.0)
_BLOCK: Final = 64
_MOST_MODELS: Final = 16

_Floats = npt.NDArray[np.float32]
_Integers = npt.NDArray[np.int64]


class Model(Protocol):
    """Something that was trained."""

    def predict(self, words: str) -> list[tuple[str, float]]:
        """The likely classes with their confidence (0 to 1), best first."""
        ...


class Classifier(Protocol):
    """Something that can be trained; further kinds of evidence join here."""

    def fit(self, examples: Mapping[str, Sequence[str]]) -> Model:
        """A model from examples by class."""
        ...


class LexicalClassifier:
    """Trains a `LexicalModel` from what callers say, by class."""

    def fit(self, examples: Mapping[str, Sequence[str]]) -> "LexicalModel":
        """A model; at least two classes are needed, and empty examples are passed over."""
        names = sorted(name for name, said in examples.items() if any(map(str.strip, said)))
        if len(names) < 2:
            raise ValueError("a classifier needs examples of at least two classes")
        rows = [
            (features(text), index)
            for index, name in enumerate(names)
            for text in sorted(set(examples[name]))
            if text.strip()
        ]
        places = _places([found for found, _ in rows])
        rarest = 1.0 + float(np.log(len(rows)))
        known = np.array([_row(found, places, rarest) for found, _ in rows])
        belongs = np.array([index for _, index in rows])
        weights, left_out = _ridge(known, belongs, len(names))
        temperature, border = _calibrated(left_out, belongs)
        return LexicalModel(names, places, weights, rarest, temperature, border)


class LexicalModel:
    """Linear scores by class, turned into confidence."""

    def __init__(
        self,
        names: Sequence[str],
        places: Mapping[str, tuple[int, float]],
        weights: _Floats,
        rarest: float,
        temperature: float,
        border: float,
    ) -> None:
        self._names = tuple(names)
        self._places = places
        self._weights = weights
        self._rarest = rarest
        self._temperature = temperature
        self._border = border

    def predict(self, words: str) -> list[tuple[str, float]]:
        """The likely classes with their confidence, best first; none for words never seen."""
        row = _row(features(words), self._places, self._rarest)
        used = np.flatnonzero(row)
        if not len(used):
            return []
        chances = _softmax(row[used] @ self._weights[used], self._temperature)
        order = np.argsort(-chances, kind="stable")[:5]
        return [
            (self._names[index], round(self._confidence(float(chances[index])), 4))
            for index in order
        ]

    def _confidence(self, chance: float) -> float:
        """A chance on the scale on which the border stands at one half."""
        if chance < self._border:
            return 0.5 * chance / self._border
        return 0.5 + 0.5 * (chance - self._border) / (1 - self._border)


def _places(rows: Sequence[Mapping[str, float]]) -> dict[str, tuple[int, float]]:
    """For each feature its bucket and its weight: rare features weigh more (IDF).

    A bucket's sign is drawn with it, so that features that share one cancel out on average.
    """
    counts: dict[str, int] = {}
    for row in rows:
        for name in row:
            counts[name] = counts.get(name, 0) + 1
    places: dict[str, tuple[int, float]] = {}
    for number, (name, count) in enumerate(counts.items(), 1):
        mixed = (number * 2654435761) & 0xFFFFFFFF
        sign = 1.0 if mixed & 0x100000 else -1.0
        places[name] = (mixed % _BUCKETS, sign * (1.0 + float(np.log(len(rows) / count))))
    return places


def _row(
    found: Mapping[str, float], places: Mapping[str, tuple[int, float]], rarest: float
) -> _Floats:
    """An utterance as a row of length one, or shorter by what of it was never seen in training.

    So words about something else altogether lower every score, as they do for an example that is
    left out, on which the confidence is set.
    """
    buckets: list[int] = []
    weights: list[float] = []
    unseen = 0.0
    for name, weight in found.items():
        place = places.get(name)
        if place is None:
            unseen += (weight * rarest) ** 2
        else:
            buckets.append(place[0])
            weights.append(weight * place[1])
    row = np.bincount(np.array(buckets, dtype=np.int64), weights, _BUCKETS).astype(np.float32)
    length = float(np.sqrt(row @ row + unseen))
    return row / np.float32(length) if length else row


def _ridge(known: _Floats, belongs: _Integers, classes: int) -> tuple[_Floats, _Floats]:
    """The weights, and for each example the scores it would get had it been left out.

    Examples of large classes count less, so that a clinic that lists fifty ways to book does
    not drown its three ways to ask for the parking.
    """
    rows = len(belongs)
    share = np.sqrt(np.bincount(belongs, minlength=classes).astype(np.float32))
    kernel = known @ known.T + np.float32(0.05)
    kernel[np.diag_indices(rows)] += np.float32(_RIDGE) * share[belongs] / share.mean()
    wanted = np.zeros((rows, classes), dtype=np.float32)
    wanted[np.arange(rows), belongs] = 1
    half = _inverted(np.linalg.cholesky(kernel))
    dual = half.T @ (half @ wanted)
    left_out = wanted - dual / np.square(half).sum(axis=0)[:, None]
    return known.T @ dual, left_out


def _inverted(lower: _Floats) -> _Floats:
    """The inverse of a lower triangle, by halves: a third of the work of a general inverse."""
    size = len(lower)
    if size <= _BLOCK:
        small: _Floats = np.linalg.inv(lower)
        return small
    middle = size // 2
    whole = np.zeros_like(lower)
    first = whole[:middle, :middle] = _inverted(lower[:middle, :middle])
    last = whole[middle:, middle:] = _inverted(lower[middle:, middle:])
    whole[middle:, :middle] = -last @ (lower[middle:, :middle] @ first)
    return whole


def _softmax(scores: _Floats, temperature: float) -> _Floats:
    powers = np.exp(temperature * (scores - scores.max(axis=-1, keepdims=True)))
    chances: _Floats = powers / powers.sum(axis=-1, keepdims=True)
    return chances


def _calibrated(left_out: _Floats, belongs: _Integers) -> tuple[float, float]:
    """The temperature under which left-out examples are likeliest, and the border of acceptance:
    the least chance above which they are right nine times out of ten."""
    rows = np.arange(len(belongs))

    def loss(temperature: float) -> float:
        chances = _softmax(left_out, temperature)[rows, belongs]
        return float(-np.log(np.maximum(chances, 1e-6)).mean())

    temperature = min(_TEMPERATURES, key=loss)
    chances = _softmax(left_out, temperature)
    best = chances.max(axis=1)
    right = chances.argmax(axis=1) == belongs
    order = np.argsort(-best, kind="stable")
    precision = np.cumsum(right[order]) / (rows + 1)
    enough = np.flatnonzero(precision >= _PRECISION)
    border = float(best[order][enough[-1]]) if len(enough) else 0.9
    return temperature, min(max(border, 0.3), 0.9)


_models: dict[str, Model] = {}
_lock = Lock()


def trained(classifier: Classifier, examples: Mapping[str, Sequence[str]]) -> Model:
    """A model from examples, trained once for the same examples and kind of classifier.

    Flows that are edited live leave old models behind, so only the last few are kept.
    """
    content = json.dumps({name: sorted(said) for name, said in examples.items()}, sort_keys=True)
    key = hashlib.sha256(f"{type(classifier).__qualname__}:{content}".encode()).hexdigest()
    with _lock:
        model = _models.get(key)
        if model is None:
            model = classifier.fit(examples)
            if len(_models) >= _MOST_MODELS:
                del _models[next(iter(_models))]
            _models[key] = model
        return model
