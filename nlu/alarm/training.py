"""How the sense of danger is learnt: `make alarm` writes `weights.npz` from the lines.

Logistic regression without chance, so the same lines give the same weights on the same machine.
What it would have said of each line had it not seen the line's whole group sets how sure it may
be: a chance of 0.9 means nine in ten of unseen wording.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from engine.safety import Level
from nlu.alarm.danger import WEIGHTS, Weights, sigmoid
from nlu.alarm.features import WIDTH, Floats, rows
from nlu.alarm.lines import Line, digest, lines, ordinary
from nlu.encoder import Encoder, encoder

FOLDS: Final = 12
_RIDGE: Final = 0.3
_TALK: Final = 0.15
"""What a sentence of ordinary talk counts beside a line: there are many."""
_ANSWER: Final = 0.5
_SHORT: Final = 4
"""What one of at most so many words counts: the answers that are heard on every call."""
_ASKING: Final = 0.5
"""What a look-alike counts at which a question would do."""
_BATCH: Final = 64

_STEPS: Final = 12
_DONE: Final = 1e-3
"""A slope this small, beside that where nothing is learnt yet, counts as level."""
_INNER: Final = 40
_NEARLY: Final = 0.02

_Flags = npt.NDArray[np.bool_]


class Learner:
    """The lines and the ordinary talk as rows of numbers, ready to be learnt from in part."""

    def __init__(self, model: Encoder, said: Sequence[Line], talk: Sequence[str]) -> None:
        self.lines = tuple(said)
        self.rows = encoded(model, [*(line.text for line in said), *talk])
        """One for each line, then one for each sentence of ordinary talk."""
        levels = np.array([line.level for line in said] + [Level.NONE] * len(talk))
        self._wanted = np.stack(
            [levels > Level.NONE, levels == Level.URGENT, levels == Level.EMERGENCY], axis=1
        ).astype(np.float32)
        counts = [_ASKING if line.asks else 1.0 for line in said]
        counts += [_ANSWER if len(text.split()) <= _SHORT else _TALK for text in talk]
        self._counts = np.array(counts, dtype=np.float32)

    def learn(self, left_out: _Flags | None = None, near: Floats | None = None) -> Floats:
        """The columns learnt from all lines but those left out; ordinary talk always counts.

        `near` are columns that were learnt from nearly the same.
        """
        counts = self._counts.copy()
        if left_out is not None:
            counts[: len(left_out)][left_out] = 0
        begun = [None] * 3 if near is None else list(near.T)
        columns = [
            logistic(self.rows, wanted, counts, _RIDGE, start)
            for wanted, start in zip(self._wanted.T, begun, strict=True)
        ]
        return np.stack(columns, axis=1)

    def left_out(self, near: Floats) -> tuple[tuple[_Flags, Floats], ...]:
        """For each fold, which are whole groups, its lines and the columns that the rest teaches.

        `near` are the columns that all lines teach: a place to begin from, as the end is the same.
        """
        folds = self.folds()
        flags = [folds == number for number in range(FOLDS)]
        return tuple((out, self.learn(out, near)) for out in flags if out.any())

    def folds(self) -> npt.NDArray[np.int_]:
        """The number of each line's fold: a group is never divided."""
        groups = dict.fromkeys(line.group for line in self.lines)
        fold_of = {group: number % FOLDS for number, group in enumerate(groups)}
        return np.array([fold_of[line.group] for line in self.lines])

    def calibration(self, left_out: Sequence[tuple[_Flags, Floats]]) -> Floats:
        """For each column the factor and the sum that make its scores honest, as two rows."""
        scores = np.zeros((len(self.lines), 3), dtype=np.float32)
        for out, columns in left_out:
            scores[out] = self.rows[: len(out)][out] @ columns
        honest = []
        for score, wanted in zip(scores.T, self._wanted.T, strict=True):
            pair = np.stack([score, np.ones_like(score)], axis=1)
            honest.append(logistic(pair, wanted[: len(score)], np.ones_like(score), 1e-3))
        return np.stack(honest, axis=1)


def calibrated(columns: Floats, calibration: Floats) -> Floats:
    """Columns whose scores are honest."""
    honest: Floats = columns * calibration[0]
    honest[-1] += calibration[1]
    return honest


def logistic(
    rows: Floats, wanted: Floats, counts: Floats, ridge: float, near: Floats | None = None
) -> Floats:
    """The weights under which the wanted answers are likeliest: Newton's steps, each solved by
    conjugate gradients. `near` are weights to begin from."""
    weights = np.zeros(rows.shape[1], dtype=np.float32) if near is None else near.copy()
    level = _DONE * float(np.linalg.norm(rows.T @ (counts * (0.5 - wanted))))
    for _ in range(_STEPS):
        chances = sigmoid(rows @ weights)
        slope = rows.T @ (counts * (chances - wanted)) + ridge * weights
        if np.linalg.norm(slope) <= level:
            break
        weights -= _solved(rows, counts * chances * (1 - chances), ridge, slope)
    return weights


def _solved(rows: Floats, bend: Floats, ridge: float, slope: Floats) -> Floats:
    """The step from a slope to where it is level, were the curve the same all the way."""
    scale = 1 / ((rows * rows).T @ bend + ridge)
    step = np.zeros_like(slope)
    rest = slope.copy()
    way = scale * rest
    size = rest @ way
    enough = _NEARLY * float(np.linalg.norm(slope))
    for _ in range(_INNER):
        bent = rows.T @ (bend * (rows @ way)) + ridge * way
        length = size / (way @ bent)
        step += length * way
        rest -= length * bent
        if np.linalg.norm(rest) < enough:
            break
        old, size = size, rest @ (scale * rest)
        way = scale * rest + (size / old) * way
    return step


def encoded(model: Encoder, texts: Sequence[str]) -> Floats:
    """One row for each text; texts of like length together, which is quicker."""
    found = np.zeros((len(texts), WIDTH), dtype=np.float32)
    order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
    for start in range(0, len(order), _BATCH):
        batch = order[start : start + _BATCH]
        found[batch] = rows(model, [texts[index] for index in batch])
    return found


def train(model: Encoder, said: Sequence[Line], talk: Sequence[str]) -> Weights:
    """Weights learnt from lines and ordinary talk."""
    learner = Learner(model, said, talk)
    columns = learner.learn()
    honest = calibrated(columns, learner.calibration(learner.left_out(columns)))
    return Weights(honest, digest())


def save(weights: Weights, path: Path = WEIGHTS) -> None:
    """Keep weights in a file of plain arrays."""
    np.savez_compressed(path, columns=weights.columns, digest=np.array(weights.digest))


if __name__ == "__main__":
    installed = encoder()
    if installed is None:
        raise SystemExit("the encoder is not installed: run `make setup`")
    save(train(installed, lines(), ordinary()))
