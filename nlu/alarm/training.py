"""How the sense of danger is learnt: `make alarm` writes `weights.npz` from the lines.

Logistic regression on sentence vectors, in closed steps and without chance, so the same lines give
the same weights on the same machine. What it would have said of each line had it not seen the
line's whole group sets how sure it may be: a chance of 0.9 means nine in ten of unseen wording.
"""

from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from engine.safety import Level
from nlu.alarm.danger import WEIGHTS, Floats, Weights
from nlu.alarm.lines import Line, digest, lines, ordinary
from nlu.encoder import SIZE, Encoder, Vectors, encoder

FOLDS: Final = 8
_RIDGE: Final = 0.3
_STEPS: Final = 7
_ASKING: Final = 0.5
"""What a look-alike counts at which a question would do."""
_BATCH: Final = 64

_Flags = npt.NDArray[np.bool_]


class Learner:
    """The lines and the ordinary talk as vectors, ready to be learnt from in part."""

    def __init__(self, model: Encoder, said: Sequence[Line], talk: Sequence[str]) -> None:
        self.lines = tuple(said)
        self.vectors = encoded(model, [line.text for line in said])
        """One row for each line."""
        rows = np.vstack([self.vectors, encoded(model, talk)])
        self._rows = np.hstack([rows.astype(np.float64), np.ones((len(rows), 1))])
        levels = np.array([line.level for line in said] + [Level.NONE] * len(talk))
        self._wanted = np.stack(
            [levels > Level.NONE, levels == Level.URGENT, levels == Level.EMERGENCY], axis=1
        ).astype(np.float64)
        calm = sum(line.level == Level.NONE for line in said)
        counts = [_ASKING if line.asks else 1.0 for line in said]
        self._counts = np.array(counts + [calm / max(len(talk), 1)] * len(talk))

    def learn(self, left_out: _Flags | None = None) -> Floats:
        """The columns learnt from all lines but those left out; ordinary talk always counts."""
        kept = np.ones(len(self._rows), dtype=bool)
        if left_out is not None:
            kept[: len(left_out)] = ~left_out
        rows, counts = self._rows[kept], self._counts[kept]
        columns = [logistic(rows, wanted, counts) for wanted in self._wanted[kept].T]
        return np.stack(columns, axis=1)

    def left_out(self, groups: Sequence[Hashable]) -> tuple[tuple[_Flags, Floats], ...]:
        """For each fold the lines left out, which are whole groups, and what the rest teaches."""
        fold_of = {group: number % FOLDS for number, group in enumerate(dict.fromkeys(groups))}
        folds = np.array([fold_of[group] for group in groups])
        flags = [folds == number for number in range(FOLDS)]
        return tuple((out, self.learn(out)) for out in flags if out.any())

    def calibration(self) -> Floats:
        """For each column the factor and the sum that make its scores honest, as two rows."""
        scores = np.zeros((len(self.lines), 3))
        rows = self._rows[: len(self.lines)]
        for out, columns in self.left_out([line.group for line in self.lines]):
            scores[out] = rows[out] @ columns
        honest = []
        for score, wanted in zip(scores.T, self._wanted.T, strict=True):
            pair = np.stack([score, np.ones_like(score)], axis=1)
            honest.append(logistic(pair, wanted[: len(score)], np.ones_like(score), 1e-3))
        return np.stack(honest, axis=1)


def calibrated(columns: Floats, calibration: Floats) -> Floats:
    """Columns whose scores are honest."""
    honest = columns * calibration[0]
    honest[-1] += calibration[1]
    return honest


def logistic(rows: Floats, wanted: Floats, counts: Floats, ridge: float = _RIDGE) -> Floats:
    """The weights under which the wanted answers are likeliest, by Newton's steps."""
    weights = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        chances = 1 / (1 + np.exp(-np.clip(rows @ weights, -40, 40)))
        slope = rows.T @ (counts * (chances - wanted)) + ridge * weights
        bend = (rows * (counts * chances * (1 - chances))[:, None]).T @ rows
        bend[np.diag_indices(len(bend))] += ridge
        weights -= np.linalg.solve(bend, slope)
    return weights


def encoded(model: Encoder, texts: Sequence[str]) -> Vectors:
    """One row for each text; texts of like length together, which is quicker."""
    vectors = np.zeros((len(texts), SIZE), dtype=np.float32)
    order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
    for start in range(0, len(order), _BATCH):
        batch = order[start : start + _BATCH]
        vectors[batch] = model.encode([texts[index] for index in batch])
    return vectors


def train(model: Encoder, said: Sequence[Line], talk: Sequence[str]) -> Weights:
    """Weights learnt from lines and ordinary talk."""
    learner = Learner(model, said, talk)
    return Weights(calibrated(learner.learn(), learner.calibration()), digest())


def save(weights: Weights, path: Path = WEIGHTS) -> None:
    """Keep weights in a file of plain arrays."""
    np.savez(path, columns=weights.columns.astype(np.float32), digest=np.array(weights.digest))


if __name__ == "__main__":
    installed = encoder()
    if installed is None:
        raise SystemExit("the encoder is not installed: run `make setup`")
    save(train(installed, lines(), ordinary()))
