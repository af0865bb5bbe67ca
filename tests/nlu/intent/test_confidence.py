"""Chances, and the scale on which they are told."""

import numpy as np
import pytest

from nlu.intent.confidence import ACCEPTED, WORTH_ASKING, Confidence, calibrated, traits

CURVE = Confidence(np.array([4.0, 2.0, 0.0, -1.0, 0.0, -2.0]), 0.7)


def test_the_borders_of_the_scale() -> None:
    assert CURVE.of(0.0) == 0.0
    assert CURVE.of(0.2) == pytest.approx(WORTH_ASKING)
    assert CURVE.of(0.7) == pytest.approx(ACCEPTED)
    assert CURVE.of(1.0) == 1.0


@pytest.mark.parametrize("chance", [0.0, 0.1, 0.2, 0.45, 0.7, 0.9, 1.0])
def test_a_confidence_tells_its_chance(chance: float) -> None:
    assert CURVE.chance(CURVE.of(chance)) == pytest.approx(chance)


def test_a_low_border_leaves_room_to_ask() -> None:
    low = Confidence(CURVE.weights, 0.3)
    assert low.of(0.15) == pytest.approx(WORTH_ASKING)
    assert low.of(0.3) == pytest.approx(ACCEPTED)


def test_traits_pass_over_the_background() -> None:
    scores = np.array([[0.9, 0.5, 0.2], [0.1, 0.3, 0.4]], dtype=np.float32)
    near = np.array([[0.8, 0.7, 0.6], [0.1, 0.2, 0.3]], dtype=np.float32)
    best, seen = traits(scores, near, 0)
    assert best.tolist() == [1, 2]
    assert seen[0] == pytest.approx([0.5, 0.3, 0.7, 0.9, 0.8])


def test_one_class_beside_the_background_leads_by_all_it_has() -> None:
    scores = np.array([[0.9, 0.5]], dtype=np.float32)
    _, seen = traits(scores, scores, 0)
    assert seen[0][:2] == pytest.approx([0.5, 0.5])


def test_without_a_background_nothing_stands_behind() -> None:
    scores = np.array([[0.9, 0.5]], dtype=np.float32)
    best, seen = traits(scores, scores, None)
    assert best.tolist() == [0]
    assert seen[0][3:].tolist() == [0, 0]


def _seen(count: int) -> tuple[np.ndarray, np.ndarray]:
    """Scores from 0 to 1, of which those above a half are right."""
    heights = np.linspace(0, 1, count)
    noise = np.random.default_rng(3).normal(scale=0.02, size=(count, 4))
    return np.c_[heights, noise].astype(np.float32), heights > 0.5


def test_a_higher_score_is_never_less_likely() -> None:
    seen, right = _seen(200)
    asks = np.ones(200, dtype=bool)
    curve = calibrated(seen, right, seen[:20] * 0, asks)
    rising = np.zeros((5, 5), dtype=np.float32)
    rising[:, 0] = np.linspace(0, 1, 5)
    assert (np.diff(curve.chances(rising)) > 0).all()
    assert 0.3 <= curve.border <= 0.9


def test_a_trait_that_counts_against_its_sense_is_left_out() -> None:
    seen, right = _seen(200)
    seen[:, 2] = -seen[:, 0]  # the nearer the example, the wronger
    curve = calibrated(seen, right, seen[:0], np.ones(200, dtype=bool))
    assert curve.weights[2] == 0


def test_where_nothing_is_right_almost_nothing_is_accepted() -> None:
    seen, right = _seen(60)
    curve = calibrated(seen, right & False, seen, np.ones(60, dtype=bool))
    assert curve.border == 0.9


def test_a_large_background_does_not_raise_the_border_without_end() -> None:
    seen, right = _seen(100)
    strange, _ = _seen(2000)
    strange[:, 0] *= 0.6
    every = np.r_[seen, strange]
    rights = np.r_[right, np.zeros(2000, dtype=bool)]
    asks = np.r_[np.ones(100, dtype=bool), np.zeros(2000, dtype=bool)]
    curve = calibrated(every, rights, seen[:0], asks)
    top = np.array([[1, 0, 0, 0, 0]], dtype=np.float32)
    assert curve.of(float(curve.chances(top)[0])) >= ACCEPTED
