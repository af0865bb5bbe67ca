"""How the sense of danger is learnt, on a handful of lines."""

import numpy as np
import pytest

from engine.safety import Level
from nlu.alarm.danger import Danger, Weights
from nlu.alarm.features import rows
from nlu.alarm.lines import Line, digest
from nlu.alarm.training import FOLDS, Learner, calibrated, logistic, train
from nlu.encoder import Encoder

_SAID = {
    Level.EMERGENCY: ("she is blue and limp", "he is cold and limp", "grandma is limp and blue"),
    Level.URGENT: ("the wire cuts my gum", "a wire sticks out", "my brace wire is loose"),
    Level.NONE: ("the sky is blue today", "my blue bill", "a limp handshake"),
}
LINES = [
    Line(text, "en", level, "any", f"{level.name}/{place % 2}", level is Level.NONE and place == 2)
    for level, texts in _SAID.items()
    for place, text in enumerate(texts)
]
TALK = ("a cleaning on monday please", "my name is blue", "where do i park", "monday", "yes")


def test_what_was_learnt_is_told_apart(words: Encoder) -> None:
    weights = Weights(Learner(words, LINES, TALK).learn(), "")
    danger, dental, life = weights.chances(
        rows(words, ["blue and limp", "a wire", "where is monday"])
    ).T
    assert danger.argmin() == 2
    assert dental.argmax() == 1
    assert life.argmax() == 0


def test_weights_say_what_they_were_learnt_from(words: Encoder) -> None:
    weights = train(words, LINES, TALK)
    assert weights.digest == digest()
    assert Danger(words, weights, 0.0).level("monday") > Level.NONE


def test_the_same_lines_give_the_same_weights(words: Encoder) -> None:
    one, other = train(words, LINES, TALK), train(words, LINES, TALK)
    assert np.array_equal(one.columns, other.columns)


def test_a_group_is_left_out_whole_and_leaves_no_trace(words: Encoder) -> None:
    learner = Learner(words, LINES, TALK)
    columns = learner.learn()
    left_out = learner.left_out(columns)
    assert len(left_out) == min(FOLDS, len({line.group for line in LINES}))
    assert sum(out.sum() for out, _ in left_out) == len(LINES)
    for out, taught in left_out:
        groups = {line.group for line, gone in zip(LINES, out, strict=True) if gone}
        kept = [line for line, gone in zip(LINES, out, strict=True) if not gone]
        assert not groups & {line.group for line in kept}
        assert np.allclose(taught, Learner(words, kept, TALK).learn(), atol=0.02)


def test_calibration_stretches_and_moves_scores() -> None:
    columns = np.ones((3, 2), dtype=np.float32)
    honest = calibrated(columns, np.array([[2.0, 1.0], [0.5, -1.0]], dtype=np.float32))
    assert honest.tolist() == [[2.0, 1.0], [2.0, 1.0], [2.5, 0.0]]


def test_logistic_finds_the_likeliest_weights() -> None:
    ones = np.ones((4, 1), dtype=np.float32)
    wanted = np.array([1, 1, 1, 0], dtype=np.float32)
    counts = np.ones(4, dtype=np.float32)
    (weight,) = logistic(ones, wanted, counts, ridge=1e-6)
    assert weight == pytest.approx(np.log(3), abs=0.01)
    assert logistic(ones, wanted, counts, 1e-6, np.array([weight])) == pytest.approx(weight)
