"""What a clause is about: a small classifier, trained on a flow's examples when it is loaded.

It is a ridge regression on the sum of two kernels, each of which sees what the other misses: words
and their pieces (TF-IDF), and the nearness of meaning of sentence vectors. Where no encoder is
installed the words stand alone. With some dozens of examples of each request it cannot be sure of
much, so what matters is that its confidence means something; see `nlu/intent/confidence.py`.

Everything here is deterministic: same examples, same model, bit for bit on the same machine.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

import numpy as np
import numpy.typing as npt

from nlu.encoder import Encoder
from nlu.intent.confidence import ACCEPTED, WORTH_ASKING, Confidence, calibrated, traits
from nlu.intent.features import features, sentence
from nlu.intent.lexicon import Lexicon
from nlu.intent.ridge import BLOCK, Floats, Integers, Ridge

__all__ = ["ACCEPTED", "OUT_OF_SCOPE", "WORTH_ASKING", "Classifier", "KernelClassifier", "Model"]

OUT_OF_SCOPE: Final = "out_of_scope"
"""The class of words that are about nothing a clinic answers."""

_RIDGE: Final = 0.15
_BIAS: Final = np.float32(0.05)
_SHARE: Final = np.float32(3.0)
"""What the kernel of sentence vectors counts beside that of words."""
_SHARPNESS: Final = np.float32(2.0)
_AXES: Final = 192
"""Along so many axes the vectors of what callers say differ; the rest is left out."""
_COPY: Final = 0.9
_LEXICAL_COPY: Final = 0.8
"""Examples of one class that are this alike are left out together."""
_TEMPERATURE: Final = np.float32(5.0)
"""How fast a class that scores less than the best loses its share."""
_MOST_CLASSES: Final = 5
_LATEST: Final = 64
"""How many readings are remembered: a clause is asked about more than once."""


class Model(Protocol):
    """Something that was trained."""

    def predict(self, words: str) -> list[tuple[str, float]]:
        """The likely classes with their confidence (0 to 1), best first."""
        ...

    def predict_all(self, texts: Sequence[str]) -> list[list[tuple[str, float]]]:
        """The same for several texts."""
        ...

    def chance(self, confidence: float) -> float:
        """The chance of being right (0 to 1) that a confidence stands for."""
        ...


class Classifier(Protocol):
    """Something that can be trained; further kinds of evidence join here."""

    def fit(self, examples: Mapping[str, Sequence[str]]) -> Model:
        """A model from examples by class."""
        ...


class KernelClassifier:
    """Trains a `KernelModel` from what callers say, by class."""

    def __init__(self, encoder: Encoder | None = None) -> None:
        self.encoder = encoder

    def fit(self, examples: Mapping[str, Sequence[str]]) -> "KernelModel":
        """A model; at least two classes are needed, and empty examples are passed over."""
        names = sorted(name for name, said in examples.items() if any(map(str.strip, said)))
        if len(names) < 2:
            raise ValueError("a classifier needs examples of at least two classes")
        texts = [
            (text, index)
            for index, name in enumerate(names)
            for text in sorted(set(examples[name]))
            if text.strip()
        ]
        belongs = np.array([index for _, index in texts])
        found = [features(text) for text, _ in texts]
        lexicon = Lexicon.of(found)
        known = np.array([lexicon.row(one) for one in found])
        vectors = known / np.maximum(np.linalg.norm(known, axis=1, keepdims=True), 1e-6)
        axes = None
        if self.encoder is not None:
            vectors = self.encoder.encode([sentence(text) for text, _ in texts])
            axes = _axes(vectors)
            vectors = vectors @ axes
        kernel = _kernel(known, None if axes is None else vectors)
        ridge = Ridge(kernel, belongs, len(names), _RIDGE)
        copy = _LEXICAL_COPY if self.encoder is None else _COPY
        background = names.index(OUT_OF_SCOPE) if OUT_OF_SCOPE in names else None
        return KernelModel(
            names,
            lexicon,
            Evidence(known.T @ ridge.dual, vectors, ridge.dual, axes),
            belongs,
            _confidence(ridge, vectors, belongs, copy, background),
            self.encoder,
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the examples say for each class."""

    weights: Floats
    """A row for each lexical place."""
    vectors: Floats
    """A row for each example: its sentence vector along the axes, or without an encoder its
    lexical places."""
    dual: Floats
    """For each example its weight for each class."""
    axes: Floats | None
    """The axes that sentence vectors are read along, in columns; none without an encoder."""


class KernelModel:
    """Linear scores by class, turned into confidence."""

    def __init__(
        self,
        names: Sequence[str],
        lexicon: Lexicon,
        evidence: Evidence,
        belongs: Integers,
        confidence: Confidence,
        encoder: Encoder | None,
    ) -> None:
        self.names = tuple(names)
        self.lexicon = lexicon
        self.evidence = evidence
        self.belongs = belongs
        self.confidence = confidence
        self._encoder = encoder
        self._latest: dict[str, list[tuple[str, float]]] = {}
        self._bias = _BIAS * evidence.dual.sum(axis=0)
        self._starts = np.searchsorted(belongs, np.arange(len(names)))
        self._background = self.names.index(OUT_OF_SCOPE) if OUT_OF_SCOPE in self.names else None

    def predict(self, words: str) -> list[tuple[str, float]]:
        """The likely classes with their confidence, best first.

        Words that are probably about nothing have the class `OUT_OF_SCOPE` in front; words that
        say nothing at all have none.
        """
        return self.predict_all([words])[0]

    def predict_all(self, texts: Sequence[str]) -> list[list[tuple[str, float]]]:
        """The same for several texts, in less time than one by one; those that were read a moment
        ago are not read again."""
        latest = self._latest
        new = [text for text in dict.fromkeys(texts) if text not in latest]
        if new:
            latest = latest | dict(zip(new, self._read(new), strict=True))
            self._latest = dict(list(latest.items())[-_LATEST:])
        return [latest[text] for text in texts]

    def _read(self, texts: Sequence[str]) -> list[list[tuple[str, float]]]:
        found = [features(text) for text in texts]
        known = [one for one, seen in enumerate(found) if self.lexicon.knows(seen)]
        ranked: list[list[tuple[str, float]]] = [[] for _ in texts]
        if not known:
            return ranked
        rows: Floats = np.array([self.lexicon.row(found[one]) for one in known])
        used = np.flatnonzero(rows.any(axis=0))
        given = self.evidence
        scores = rows[:, used] @ given.weights[used] + self._bias
        if self._encoder is None or given.axes is None:
            lengths = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.float32(1e-6))
            said = rows / lengths
        else:
            said = self._encoder.encode([sentence(texts[one]) for one in known]) @ given.axes
        # One by one: a product with a matrix of a few columns takes three times as long.
        alike = np.array([given.vectors @ one for one in said])
        if given.axes is not None:
            scores = scores + _nearness(alike) @ given.dual
        near = np.maximum.reduceat(alike, self._starts, axis=1)
        scores = scores.astype(np.float32)
        bests, seen = traits(scores, near, self._background)
        chances = self.confidence.chances(seen)
        for place, one in enumerate(known):
            ranked[one] = self._ranked(scores[place], int(bests[place]), float(chances[place]))
        return ranked

    def chance(self, confidence: float) -> float:
        """The chance of being right (0 to 1) that a confidence stands for."""
        return self.confidence.chance(confidence)

    def _ranked(self, scores: Floats, best: int, chance: float) -> list[tuple[str, float]]:
        sure = self.confidence.of(chance)
        shares = np.exp(_TEMPERATURE * (scores - scores[best])) * sure
        order = [int(one) for one in np.argsort(-shares, kind="stable") if one != best]
        rest = [one for one in order if one != self._background][: _MOST_CLASSES - 1]
        ranked = [
            (self.names[one], round(min(float(shares[one]), sure), 4)) for one in (best, *rest)
        ]
        if self._background is not None and sure < WORTH_ASKING:
            return [(OUT_OF_SCOPE, round(1 - chance, 4)), *ranked]
        return ranked


def _nearness(alike: npt.NDArray[Any]) -> Floats:
    kernel: Floats = _SHARE * np.exp(_SHARPNESS * (alike - np.float32(1)))
    return kernel


def _kernel(known: Floats, vectors: Floats | None) -> Floats:
    """How alike the examples are: the lower triangle, in blocks."""
    size = len(known)
    kernel: Floats = np.zeros((size, size), dtype=np.float32)
    for start in range(0, size, BLOCK):
        end = min(start + BLOCK, size)
        part = kernel[start:end, :end]
        np.add(known[start:end] @ known[:end].T, _BIAS, out=part)
        if vectors is not None:
            part += _nearness(vectors[start:end] @ vectors[:end].T)
    return kernel


def _axes(vectors: Floats) -> Floats:
    """The directions along which the vectors have the most of their length."""
    found: Floats = np.linalg.eigh(vectors.T @ vectors)[1][:, : -_AXES - 1 : -1]
    return np.ascontiguousarray(found)


def _confidence(
    ridge: Ridge, vectors: Floats, belongs: Integers, copy: float, background: int | None
) -> Confidence:
    """Set on the examples, each left out with its copies and once more with its whole class."""
    classes = [np.flatnonzero(belongs == one) for one in range(int(belongs.max()) + 1)]
    groups: list[Integers] = []
    near = np.zeros((len(belongs), len(classes)), dtype=np.float32)
    for index, members in enumerate(classes):
        alike = vectors @ vectors[members].T
        own = _copies(alike[members] > copy)
        groups.extend(members[own == one] for one in range(int(own.max()) + 1))
        block = alike[members]
        block[own[:, None] == own[None, :]] = 0
        alike[members] = block
        near[:, index] = alike.max(axis=1)
    rows = np.arange(len(belongs))
    best, seen = traits(ridge.left_out(groups), near, background)
    strange = ridge.left_out(one for at, one in enumerate(classes) if at != background)
    strange[rows, belongs] = -np.float32(9)
    asks = np.ones(len(belongs), dtype=bool) if background is None else belongs != background
    _, unseen = traits(strange, near, background)
    return calibrated(seen, (best == belongs) & asks, unseen[asks], asks)


def _copies(alike: npt.NDArray[np.bool_]) -> Integers:
    """The number of each row's group: rows that are alike, directly or through others."""
    groups = np.arange(len(alike))
    while True:
        joined = np.where(alike, groups[None, :], len(alike)).min(axis=1)
        if (joined == groups).all():
            return np.unique(groups, return_inverse=True)[1]
        groups = joined
